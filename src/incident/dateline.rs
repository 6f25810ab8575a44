//! "NAIROBI, Kenya, March 12 (AP) —": where and when it was written, which is not where and when it happened.

use std::ops::Range;

use super::{
    lexicon::{AUX, PREPOSITIONS},
    number::number_at,
    reading::Reading,
};
use crate::gazetteer::GeoPrecision;

/// Words of a dateline at most.
const LONGEST: usize = 12;

/// The place of a dateline: "NAIROBI, Kenya (AP) —".
pub(super) fn place(reading: &Reading<'_>) -> Option<usize> {
    Some(place_and_dash(reading)?.0)
}

/// "KABUL, March 12 -": is it of a dateline?
pub(super) fn holds(reading: &Reading<'_>, tokens: &Range<usize>) -> bool {
    tokens.start < LONGEST && place_and_dash(reading).is_some_and(|it| tokens.end <= it.1)
}

/// "CAIRO: A house caved in": does a sentence open with the place of another item, in a round-up of several?
pub(super) fn opens_item(reading: &Reading<'_>, sentence: usize) -> bool {
    let Some(start) = reading.sentences().get(sentence).map(|it| it.start) else { return false };
    let first = sentence == 0 || reading.paragraph(sentence) != reading.paragraph(sentence - 1);
    let place = reading.mention_at(start).and_then(|it| reading.mention(it));
    first && place.is_some_and(|it| reading.word(it.tokens.end) == ":" && reading.is_capital(start))
}

/// The place of a dateline, and the dash that ends it.
fn place_and_dash(reading: &Reading<'_>) -> Option<(usize, usize)> {
    let first = reading.mentions_in(0..reading.tokens.len().min(LONGEST)).next()?;
    let mention = reading.mention(first)?;
    let fine = reading.place(first)?.precision() < GeoPrecision::Country;
    if mention.tokens.start > 1 || !fine {
        return None;
    }
    let is_dash = |it: usize| matches!(reading.word(it), "-" | "–" | "—") && reading.is_apart(it);
    // "Kabul was hit on Monday by a bomb that killed 20 - the third this month" is a sentence.
    let named = |it: usize| {
        reading.is_capital(it)
            || reading.all_capitals && !AUX.has(reading.word(it)) && !PREPOSITIONS.has(reading.word(it))
    };
    let fits = |it: usize| reading.is_mark(it) || named(it) || number_at(reading, it).is_some();
    let end = mention.tokens.end;
    let dash = (end..end + LONGEST).take_while(|it| fits(*it) || is_dash(*it)).find(|it| is_dash(*it))?;
    Some((first, dash))
}

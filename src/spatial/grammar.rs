//! How words of space stand around a name. Every look goes a bounded number of words to either side.

use super::{
    Located, Relation, SpatialPhrase,
    compass::{self, Direction},
    geometry::{self, FARTHEST_KM},
    words::{ABOUT, BORDERS, EDGES, PARTS, PLACE_NOUNS, STRETCHES, kilometres_in, number},
};
use crate::{
    gazetteer::{GeoPrecision, Place},
    resolve::Footprint,
    text::{Case, TokenKind},
};

/// How many words before "between" may name the stretch.
const BEFORE_BETWEEN: usize = 5;

/// A phrase around the mention and the one after it.
pub(super) fn pair_at(text: &Located<'_>, index: usize) -> Option<SpatialPhrase> {
    let (left, right) = (text.mentions.get(index)?, text.mentions.get(index + 1)?);
    let (start, end) = (left.tokens.start, right.tokens.end);
    let joint = left.tokens.end..right.tokens.start;
    let one_word = joint.len() == 1;
    let phrase = |from, to, relation, footprint| {
        Some(SpatialPhrase {
            span: text.span(from, to)?,
            relation,
            mentions: vec![index, index + 1],
            footprint,
        })
    };
    // "the Afghan–Pakistani border"
    if one_word && matches!(text.word(Some(joint.start)), "-" | "–" | "—" | "/") {
        let border = (end..end + 2).find(|it| BORDERS.contains(&text.word(Some(*it))))?;
        let footprint = geometry::border(&text.place_behind(index)?, &text.place_behind(index + 1)?)?;
        return phrase(start, border + 1, Relation::Border, footprint);
    }
    // "between Kabul and Jalalabad"
    let and = one_word && text.word(Some(joint.start)) == "and"
        || joint.len() == 2
            && text.word(Some(joint.start)) == "and"
            && text.word(Some(joint.start + 1)) == "the";
    let lead = skip_article(text, start);
    let between = lead.checked_sub(1).filter(|it| and && text.word(Some(*it)) == "between")?;
    let (one, other) = (text.place_behind(index)?, text.place_behind(index + 1)?);
    if let Some(border) = border_before(text, between) {
        return phrase(border, end, Relation::Border, geometry::border(&one, &other)?);
    }
    text.place(index).and(text.place(index + 1))?;
    let sentence = text.tokens.get(between)?.sentence;
    let mut before = between.saturating_sub(BEFORE_BETWEEN)..between;
    before.find(|it| {
        STRETCHES.contains(&text.word(Some(*it)))
            && text.tokens.get(*it).is_some_and(|it| it.sentence == sentence)
    })?;
    phrase(between, end, Relation::Between, geometry::between(&one, &other)?)
}

/// Where "border" or "border area" starts that ends right before `at`: "border tensions between" is none.
fn border_before(text: &Located<'_>, at: usize) -> Option<usize> {
    let last = at.checked_sub(1)?;
    let noun = ["area", "post", "region", "zone"].contains(&text.word(Some(last)));
    let border = if noun { last.checked_sub(1)? } else { last };
    BORDERS.contains(&text.word(Some(border))).then_some(border)
}

/// A phrase around the mention alone.
pub(super) fn single_at(text: &Located<'_>, index: usize) -> Option<SpatialPhrase> {
    let place = text.place(index)?;
    let name = text.mentions[index].tokens.clone();
    let (from, to, (relation, footprint)) = part_inside(text, &place, name.start, name.end)
        .or_else(|| before(text, &place, name.start))
        .map(|(from, it)| (from, name.end, it))
        .or_else(|| part_after(text, &place, name.end).map(|(to, it)| (name.start, to, it)))?;
    let sentence = |at: usize| text.tokens.get(at).map(|it| it.sentence);
    (sentence(from) == sentence(name.start)).then_some(())?;
    Some(SpatialPhrase { span: text.span(from, to)?, relation, mentions: vec![index], footprint })
}

/// Where a phrase starts, and what it means.
type Found = (usize, (Relation, Footprint));

/// "northern Iraq", where the whole was taken for the name; with a capital it is a name of its own.
fn part_inside(text: &Located<'_>, place: &Place<'_>, start: usize, end: usize) -> Option<Found> {
    let (direction, next) = direction_from(text, start)?;
    let lower = text.tokens.get(start)?.case == Case::Lower;
    (next < end && lower).then(|| (start, (Relation::Part, geometry::part(place, direction))))
}

/// Words before the name.
fn before(text: &Located<'_>, place: &Place<'_>, start: usize) -> Option<Found> {
    let last = start.checked_sub(1)?;
    // "northern Iraq", "central Baghdad"
    if let Some((direction, from)) = direction_to(text, start)
        && is_adjective(text.word(Some(last)))
    {
        return Some((from, (Relation::Part, geometry::part(place, direction))));
    }
    let lead = skip_noun(text, skip_article(text, start));
    let last = lead.checked_sub(1)?;
    match text.word(Some(last)) {
        "near" | "outside" | "beside" => near_or_distance(text, place, last),
        "off" => distance_to(text, last).and_then(|it| distance(place, it)),
        "to" if text.word(last.checked_sub(1)) == "close" => Some((last - 1, nearness(place)?)),
        "from" => distance_from(text, place, last),
        "of" => of(text, place, last),
        _ => None,
    }
}

/// "50 km north of", "north of", "within 5 km of", "the north of", "the northern part of", "the outskirts of".
fn of(text: &Located<'_>, place: &Place<'_>, of: usize) -> Option<Found> {
    let last = of.checked_sub(1)?;
    let word = text.word(Some(last));
    if EDGES.contains(&word) {
        return Some((last, nearness(place)?));
    }
    if let Some((kilometres, from)) = distance_to(text, of) {
        let from = from.checked_sub(1).filter(|it| text.word(Some(*it)) == "within").unwrap_or(from);
        return distance(place, (kilometres, from));
    }
    // "the northern part of"
    if PARTS.contains(&word)
        && let Some((direction, from)) = direction_to(text, last)
    {
        return Some((from, (Relation::Part, geometry::part(place, direction))));
    }
    let (direction, from) = direction_to(text, of)?;
    if is_adjective(word) || direction == Direction::MIDDLE {
        return None;
    }
    if let Some(offset) = offset(text, place, direction, from) {
        return Some(offset);
    }
    // "in the north of Iraq" is in Iraq, "north of Iraq" is not.
    if text.word(from.checked_sub(1)) == "the" {
        return Some((from, (Relation::Part, geometry::part(place, direction))));
    }
    Some((from, nearness(place)?))
}

/// "20 miles from", "20 miles north from", "20 miles away from".
fn distance_from(text: &Located<'_>, place: &Place<'_>, at: usize) -> Option<Found> {
    let at = at.checked_sub(1).filter(|it| text.word(Some(*it)) == "away").unwrap_or(at);
    if let Some((direction, from)) = direction_to(text, at) {
        return offset(text, place, direction, from);
    }
    distance(place, distance_to(text, at)?)
}

/// "20 miles north of": the distance that ends where the direction starts.
fn offset(text: &Located<'_>, place: &Place<'_>, direction: Direction, start: usize) -> Option<Found> {
    let before = |it: usize| text.word(start.checked_sub(it));
    let start = match (before(2), before(1)) {
        ("to", "the") => start - 2,
        (_, "due" | "further" | "farther" | "to") => start - 1,
        _ => start,
    };
    let (kilometres, from) = distance_to(text, start)?;
    (kilometres <= FARTHEST_KM)
        .then(|| (from, (Relation::Offset, geometry::offset(place, kilometres, direction))))
}

/// "near", "outside", "just 5 km outside".
fn near_or_distance(text: &Located<'_>, place: &Place<'_>, at: usize) -> Option<Found> {
    match distance_to(text, at) {
        Some(found) => distance(place, found),
        None => Some((at, nearness(place)?)),
    }
}

fn distance(place: &Place<'_>, (kilometres, from): (f64, usize)) -> Option<Found> {
    let fits = kilometres <= FARTHEST_KM && place.precision() <= GeoPrecision::Region;
    fits.then(|| (from, (Relation::Distance, geometry::around(place, kilometres))))
}

/// Nobody is "near" a country but from outside, and how far off nobody knows.
fn nearness(place: &Place<'_>) -> Option<(Relation, Footprint)> {
    (place.precision() <= GeoPrecision::Area).then(|| (Relation::Near, geometry::near(place)))
}

/// "Iraq's north": where the phrase ends, and what it means.
fn part_after(text: &Located<'_>, place: &Place<'_>, end: usize) -> Option<(usize, (Relation, Footprint))> {
    (text.tokens.get(end)?.kind == TokenKind::Possessive).then_some(())?;
    let (direction, next) = direction_from(text, end + 1)?;
    // "Iraq's northern city of Mosul" is Mosul.
    let noun = !is_adjective(text.word(Some(next - 1))) && direction != Direction::MIDDLE;
    noun.then(|| (next, (Relation::Part, geometry::part(place, direction))))
}

/// "northern" rather than "north".
fn is_adjective(word: &str) -> bool {
    word.ends_with("ern") || matches!(word, "central" | "mid")
}

/// The direction whose words end before `end`, and where they start: "north", "north-east".
fn direction_to(text: &Located<'_>, end: usize) -> Option<(Direction, usize)> {
    let last = end.checked_sub(1)?;
    let direction = compass::of_word(text.word(Some(last)))?;
    if matches!(text.word(last.checked_sub(1)), "-" | "–")
        && let Some(first) = last.checked_sub(2)
        && let Some(whole) =
            compass::of_word(text.word(Some(first))).and_then(|it| compass::join(it, direction))
    {
        return Some((whole, first));
    }
    Some((direction, last))
}

/// The direction whose words start at `start`, and one past their end.
fn direction_from(text: &Located<'_>, start: usize) -> Option<(Direction, usize)> {
    let first = compass::of_word(text.word(Some(start)))?;
    if matches!(text.word(Some(start + 1)), "-" | "–")
        && let Some(whole) =
            compass::of_word(text.word(Some(start + 2))).and_then(|it| compass::join(first, it))
    {
        return Some((whole, start + 3));
    }
    Some((first, start + 1))
}

/// The distance whose words end before `end`, in kilometres, and where they start: "about 50 km", "a mile",
/// "twenty-five miles (40 km)".
fn distance_to(text: &Located<'_>, end: usize) -> Option<(f64, usize)> {
    let mut last = end.checked_sub(1)?;
    // "(40 km)" repeats what stands before it.
    if text.word(Some(last)) == ")" {
        let open = (last.saturating_sub(5)..last).rev().find(|it| text.word(Some(*it)) == "(")?;
        distance_to(text, last)?;
        last = open.checked_sub(1)?;
    }
    let unit = kilometres_in(text.word(Some(last)))?;
    let mut at = last.checked_sub(1)?;
    if text.word(Some(at)) == "-" {
        at = at.checked_sub(1)?;
    }
    let (count, start) = count_to(text, at)?;
    let about = start.checked_sub(1).filter(|it| ABOUT.contains(&text.word(Some(*it))));
    Some((count * unit, about.unwrap_or(start)))
}

/// The number whose last word is `last`, and where it starts: "50", "twenty-five", "a", "half a".
fn count_to(text: &Located<'_>, last: usize) -> Option<(f64, usize)> {
    let before = |it: usize| text.word(last.checked_sub(it));
    if matches!(text.word(Some(last)), "a" | "an") {
        let half = before(1) == "half";
        return Some(if half { (0.5, last - 1) } else { (1.0, last) });
    }
    let count = number(text.word(Some(last)))?;
    match (number(before(2)), before(1)) {
        (Some(tens), "-") if count < 10.0 && tens >= 20.0 && tens % 10.0 == 0.0 => {
            Some((tens + count, last - 2))
        }
        // "10-15 km", "10 to 15 km": the middle.
        (Some(low), "-" | "–" | "to" | "or") if low < count => Some((f64::midpoint(low, count), last - 2)),
        _ => Some((count, last)),
    }
}

fn skip_article(text: &Located<'_>, start: usize) -> usize {
    start.checked_sub(1).filter(|it| text.word(Some(*it)) == "the").unwrap_or(start)
}

/// "the city of" before a name.
fn skip_noun(text: &Located<'_>, start: usize) -> usize {
    let noun = start.checked_sub(2);
    let fits = text.word(start.checked_sub(1)) == "of" && PLACE_NOUNS.contains(&text.word(noun));
    match noun {
        Some(noun) if fits => skip_article(text, noun),
        _ => start,
    }
}

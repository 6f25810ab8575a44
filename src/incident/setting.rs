//! The setting of a text: where its events happen when their own sentences do not say, and which
//! events say too little to be kept.

use super::{merge::Case, reading::Reading, report::Strength};
use crate::gazetteer::GeoPrecision;

/// A plural ("attacks") over a longer time is no single event.
const LONGEST_PLURAL_DAYS: i64 = 31;

/// Sentences before an event's first that lend it their place.
const BEFORE: usize = 2;

/// Places a text as a whole is set in.
#[derive(Debug)]
pub(super) struct Setting {
    /// The country named most often, as the first mention of it.
    country: Option<usize>,
    /// The most specific place of the opening, if it is a dateline or the first sentence's only place.
    opening: Option<usize>,
}

impl Setting {
    pub(super) fn new(reading: &Reading<'_>) -> Self {
        let mut counts: Vec<(u32, usize, usize)> = Vec::new();
        for mention in 0..reading.recognition.mentions.len() {
            let Some(place) = reading.place(mention).filter(|_| reading.is_literal(mention)) else {
                continue;
            };
            if place.precision() != GeoPrecision::Country {
                continue;
            }
            match counts.iter_mut().find(|it| it.0 == place.index.0) {
                Some(known) => known.1 += 1,
                None => counts.push((place.index.0, 1, mention)),
            }
        }
        // The first named wins a tie.
        let country = counts.iter().max_by_key(|it| (it.1, std::cmp::Reverse(it.2))).map(|it| it.2);
        Self { country, opening: opening(reading) }
    }

    /// Where an event without a place of its own happened, as far as the text around it tells.
    pub(super) fn places(&self, reading: &Reading<'_>, case: &Case) -> Vec<usize> {
        let Some(first) = case.sentences.first() else { return Vec::new() };
        let paragraph = reading.paragraph(*first);
        let near = (first.saturating_sub(BEFORE)..*first)
            .rev()
            .take_while(|it| reading.paragraph(*it) == paragraph)
            .find_map(|it| last_place(reading, it));
        near.or(self.opening).or(self.country).into_iter().collect()
    }
}

/// The last place of a sentence that is finer than a country.
fn last_place(reading: &Reading<'_>, sentence: usize) -> Option<usize> {
    let range = reading.tokens.sentences().get(sentence)?.clone();
    let fine = |it: &usize| {
        reading.is_literal(*it) && reading.place(*it).is_some_and(|it| it.precision() < GeoPrecision::Country)
    };
    reading.mentions_in(range).filter(fine).last()
}

/// The place of a dateline: "NAIROBI, Kenya (AP) —".
fn opening(reading: &Reading<'_>) -> Option<usize> {
    let first = reading.mentions_in(0..reading.tokens.len().min(12)).next()?;
    let mention = reading.mention(first)?;
    let fine = reading.place(first)?.precision() < GeoPrecision::Country;
    let dash = (mention.tokens.end..mention.tokens.end + 12).any(|it| {
        matches!(reading.word(it), "-" | "–" | "—")
            && reading.tokens.get(it).is_some_and(|it| it.space_before)
    });
    (mention.tokens.start <= 1 && fine && dash).then_some(first)
}

/// Does the text say enough of the event to put it on a list?
pub(super) fn is_worth_telling(case: &Case) -> bool {
    let placed = case.place_told;
    let timed = case.time.is_some();
    let harmed = case.killed.is_some() || case.injured.is_some();
    let known = !case.actors.is_empty() || !case.targets.is_empty();
    match case.strength {
        Strength::Dependent => false,
        Strength::Weak => (placed || timed) && (harmed || known),
        Strength::Own if case.generic => {
            timed && placed && case.time.is_some_and(|it| it.0.len() <= LONGEST_PLURAL_DAYS)
        }
        Strength::Own => placed || timed || harmed || known,
    }
}

//! The setting of a text: where its events happen when their own sentences do not say, and which
//! events say too little to be kept.

use super::{
    calendar::Days,
    merge::Case,
    reading::Reading,
    report::Strength,
    time::{Role, TimeExpression},
};
use crate::{
    gazetteer::{CountryCode, GeoPrecision},
    text::Span,
};

/// A plural ("attacks") over a longer time is no single event.
const LONGEST_PLURAL_DAYS: i64 = 31;

/// A longer stretch tells the time of a story too loosely to lend it.
const LONGEST_LENT_DAYS: i64 = 2;

/// Sentences before an event's first that lend it their place.
const BEFORE: usize = 2;

/// Places a text as a whole is set in.
#[derive(Debug)]
pub(super) struct Setting<'t> {
    times: &'t [TimeExpression],
    /// The country that more than half of the text's mentions lie in, as the first mention of it.
    country: Option<usize>,
    /// The most specific place of the opening, if it is a dateline or the first sentence's only place.
    opening: Option<usize>,
}

impl<'t> Setting<'t> {
    pub(super) fn new(reading: &Reading<'_>, times: &'t [TimeExpression]) -> Self {
        // Every mention, of whatever kind, speaks for its country; only a place name can stand for it.
        let mut votes: Vec<(CountryCode, usize, Option<usize>)> = Vec::new();
        for mention in 0..reading.recognition.mentions.len() {
            let Some(place) = reading.place(mention) else { continue };
            let Some(code) = place.country else { continue };
            let at = votes.iter().position(|it| it.0 == code).unwrap_or_else(|| {
                votes.push((code, 0, None));
                votes.len() - 1
            });
            votes[at].1 += 1;
            if votes[at].2.is_none()
                && place.precision() == GeoPrecision::Country
                && reading.is_toponym(mention)
            {
                votes[at].2 = Some(mention);
            }
        }
        let all: usize = votes.iter().map(|it| it.1).sum();
        // The first named wins a tie.
        let most = votes.iter().rev().max_by_key(|it| it.1);
        let country = most.filter(|it| it.1 * 2 > all).and_then(|it| it.2);
        Self { times, country, opening: opening(reading) }
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

impl Setting<'_> {
    /// When an event without a time of its own happened: a story goes on within its paragraph, so a
    /// day told just before holds.
    pub(super) fn time(&self, reading: &Reading<'_>, case: &Case) -> Option<(Days, Span)> {
        let first = *case.sentences.first()?;
        let paragraph = reading.paragraph(first);
        let start = reading.sentences().get(first)?.start;
        let end = self.times.partition_point(|it| it.tokens.start < start);
        let before = self.times[..end].iter().rev().take(4).find(|it| it.role == Role::When)?;
        let sentence = reading.sentence_number(before.tokens.start);
        let near = reading.paragraph(sentence) == paragraph && first - sentence <= BEFORE;
        (near && before.days.len() <= LONGEST_LENT_DAYS && !case.definite)
            .then(|| (before.days, reading.span(before.tokens.clone())))
    }
}

/// The last place of a sentence that is finer than a country.
fn last_place(reading: &Reading<'_>, sentence: usize) -> Option<usize> {
    let range = reading.sentences().get(sentence)?.clone();
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
    let harmed = case.toll.counts().any(|it| it.1.is_some());
    let known = !case.actors.is_empty() || !case.targets.is_empty();
    match case.strength {
        Strength::Dependent => false,
        Strength::Weak => (placed || timed) && (harmed || known),
        Strength::Own if case.generic => {
            placed && (harmed || case.time.is_some_and(|it| it.0.len() <= LONGEST_PLURAL_DAYS))
        }
        Strength::Own => placed || timed || (harmed && known),
    }
}

//! The setting of a text: where its events happen when their own sentences do not say, and which
//! events say too little to be kept.

use std::{cmp::Reverse, ops::Range};

use super::{
    anchor,
    calendar::Days,
    dateline,
    kind::KindSet,
    lexicon::{DEFINITE, SPEECH},
    merge::Case,
    model::{ActorKind, Stage},
    reading::Reading,
    report::Strength,
    time::{self, Role, TimeExpression},
};
use crate::{
    gazetteer::{CountryCode, GeoPrecision, Place, PlaceIndex},
    text::Span,
};

/// A plural ("attacks") over a longer time is no single event.
const LONGEST_PLURAL_DAYS: i64 = 31;

/// A longer stretch tells the time of a story too loosely to lend it.
const LONGEST_LENT_DAYS: i64 = 2;

/// Mentions of a text that are asked for its centre: keeps long tables cheap.
const MOST_MENTIONS: usize = 300;

/// Sentences before an event's first that lend it their place.
const BEFORE: usize = 2;

/// Places a text as a whole is set in.
#[derive(Debug)]
pub(super) struct Setting<'t> {
    times: &'t [TimeExpression],
    /// The country that more than half of the text's mentions lie in.
    home: Option<CountryCode>,
    /// The first mention of that country by its name.
    country: Option<usize>,
    /// The most specific place of the opening, if it is a dateline or the first sentence's only place.
    opening: Option<usize>,
    /// The place that most of the text's finer mentions are of.
    centre: Option<usize>,
    /// The first mention of the capital of that country.
    capital: Option<usize>,
}

impl<'t> Setting<'t> {
    pub(super) fn new(reading: &Reading<'_>, times: &'t [TimeExpression]) -> Self {
        // Every mention, of whatever kind, speaks for its country. "Haitian" stands for it where the text
        // names no place at all.
        let mentions = reading.recognition.mentions.len();
        let named = (0..mentions).any(|it| reading.is_toponym(it));
        let mut votes: Vec<(CountryCode, usize, Option<usize>)> = Vec::new();
        for mention in 0..mentions {
            let Some(place) = reading.place(mention) else { continue };
            let Some(code) = place.country else { continue };
            let at = votes.iter().position(|it| it.0 == code).unwrap_or_else(|| {
                votes.push((code, 0, None));
                votes.len() - 1
            });
            votes[at].1 += 1;
            if votes[at].2.is_none()
                && place.precision() == GeoPrecision::Country
                && (names_country(reading, mention) || !named)
            {
                votes[at].2 = Some(mention);
            }
        }
        let all: usize = votes.iter().map(|it| it.1).sum();
        // The first named wins a tie.
        let most = votes.iter().rev().max_by_key(|it| it.1);
        let home = most.filter(|it| it.1 * 2 > all);
        let capital = home.and_then(|it| capital(reading, it.0));
        let country = home.and_then(|it| it.2);
        let home = home.map(|it| it.0);
        Self { times, home, country, opening: dateline::place(reading), centre: centre(reading), capital }
    }

    /// Finds a place for an event whose own sentences tell none, none but one that the grammar speaks
    /// against, or no more than the country.
    pub(super) fn place(&self, reading: &Reading<'_>, case: &mut Case) {
        self.place_roughly(reading, case);
        if case.finer.is_some() {
            return;
        }
        case.finer = match case.places.first().and_then(|it| reading.place(*it)).map(|it| it.precision()) {
            Some(GeoPrecision::Place) => named_around(reading, case, anchor::is_quarter),
            Some(_) => None,
            None => named_around(reading, case, anchor::is_settlement),
        };
    }

    /// Lends a place from the text around where the event tells none, a faint one or no more than a country.
    fn place_roughly(&self, reading: &Reading<'_>, case: &mut Case) {
        let told = case.places.first().and_then(|it| reading.place(*it));
        let is_fine = |it: &Place<'_>| it.precision() < GeoPrecision::Country;
        if !case.faint && told.as_ref().is_some_and(is_fine) {
            return;
        }
        let around = self.places(reading, case);
        let found = around.first().and_then(|it| reading.place(*it));
        let fits = match (told, found) {
            (None, _) => true,
            (Some(told), Some(found)) if case.faint => is_fine(&found) || told.country != found.country,
            (Some(told), Some(found)) => {
                let spoken = around.first().is_some_and(|it| is_speakers(reading, *it));
                // "the southern Philippines": not where the text was written.
                let part = around.first().copied() == self.opening
                    && case.places.first().is_some_and(|it| anchor::is_part(reading, *it));
                told.country.is_some() && told.country == found.country && !spoken && !part
            }
            _ => false,
        };
        if fits {
            case.places = around;
        }
    }

    /// Where an event without a place of its own happened, as far as the text around it tells.
    fn places(&self, reading: &Reading<'_>, case: &Case) -> Vec<usize> {
        let Some(first) = case.sentences.first() else { return Vec::new() };
        let paragraph = reading.paragraph(*first);
        let in_capital = reading.sentences().get(*first).is_some_and(|it| is_in_capital(reading, it.clone()));
        if in_capital && self.capital.is_some() {
            return self.capital.into_iter().collect();
        }
        let near = (first.saturating_sub(BEFORE)..*first)
            .rev()
            .take_while(|it| reading.paragraph(*it) == paragraph)
            .find_map(|it| last_place(reading, it));
        // A text that speaks of one country does not speak of a place abroad without saying so.
        let at_home = |it: &usize| match (self.home, reading.place(*it).and_then(|it| it.country)) {
            (Some(home), Some(country)) => home == country,
            _ => true,
        };
        // "in Goma and Minova": a village that the gazetteer lacks is not in the town told beside it.
        let around = [near, self.opening, self.centre].into_iter().filter(|_| case.list.is_none());
        around.chain([self.country]).flatten().find(at_home).into_iter().collect()
    }
}

impl Setting<'_> {
    /// When an event without a time of its own happened: a story goes on within its paragraph, so a
    /// day told just before holds.
    pub(super) fn time(&self, reading: &Reading<'_>, case: &Case) -> Option<(Days, Span)> {
        let first = *case.sentences.first()?;
        let start = reading.sentences().get(first)?.start;
        let end = self.times.partition_point(|it| it.tokens.start < start);
        let before = self.times[..end].iter().rev().take(4).find(|it| it.role == Role::When)?;
        let sentence = reading.sentence_number(before.tokens.start);
        let near = first - sentence <= BEFORE;
        // "came two weeks after gunmen killed a judge"
        let apart = time::holds_lapse(reading, start..case.tokens.start);
        (near && before.days.len() <= LONGEST_LENT_DAYS && !case.definite && !apart)
            .then(|| before.told(reading))
    }
}

/// Does a mention name its place, rather than say whose something is: "the U.S. embassy"?
fn names_country(reading: &Reading<'_>, mention: usize) -> bool {
    let start = reading.mention(mention).map_or(0, |it| it.tokens.start);
    reading.is_literal(mention) || reading.is_toponym(mention) && !reading.is_initials(start)
}

/// The first mention of a country's capital.
fn capital(reading: &Reading<'_>, country: CountryCode) -> Option<usize> {
    let of_country = |it: &usize| {
        let place = reading.place(*it);
        place.is_some_and(|it| it.country == Some(country) && it.feature_code.as_str() == "PPLC")
    };
    (0..reading.recognition.mentions.len()).find(of_country)
}

/// "in the capital", "in this capital", "in the capital city"
fn is_in_capital(reading: &Reading<'_>, sentence: Range<usize>) -> bool {
    sentence.clone().skip(2).any(|at| {
        reading.word(at) == "capital"
            && DEFINITE.has(reading.word(at - 1))
            && matches!(reading.word(at - 2), "at" | "in" | "near" | "of" | "outside" | "around")
            && reading.word(at + 1) != "of"
    })
}

/// The place of half of the mentions, or more, that are finer than a region and meant themselves.
fn centre(reading: &Reading<'_>) -> Option<usize> {
    let mentions = reading.recognition.mentions.len();
    let fine: Vec<(PlaceIndex, usize)> = (0..mentions.min(MOST_MENTIONS))
        .filter(|it| reading.is_literal(*it))
        .filter(|it| !is_led_away(reading, *it))
        .filter_map(|it| Some((reading.place(it)?, it)))
        .filter(|it| it.0.precision() < GeoPrecision::Region && !anchor::is_namesake(reading, it.1, &it.0))
        .map(|it| (it.0.index, it.1))
        .collect();
    let count = |index: PlaceIndex| fine.iter().filter(|it| it.0 == index).count();
    let (index, mention) = fine.iter().copied().max_by_key(|it| (count(it.0), Reverse(it.1)))?;
    (count(index) * 2 >= fine.len()).then_some(mention)
}

/// "a flight to Kabul", "a man from Lima": does the word before a mention lead away from it?
fn is_led_away(reading: &Reading<'_>, mention: usize) -> bool {
    let Some(mention) = reading.mention(mention).map(|it| it.tokens.clone()) else { return false };
    let at = mention.start;
    matches!(
        reading.word_before(at),
        "to" | "toward" | "towards" | "from" | "for" | "via" | "with" | "by" | "into"
    )
}

/// "floods in the south, officials in Porto Alegre said": is it where those are who say so?
fn is_speakers(reading: &Reading<'_>, mention: usize) -> bool {
    reading.mention(mention).is_some_and(|it| SPEECH.has(reading.word(it.tokens.end)))
}

/// The last place of a sentence that is finer than a country.
fn last_place(reading: &Reading<'_>, sentence: usize) -> Option<usize> {
    let range = reading.sentences().get(sentence)?.clone();
    let fine = |it: &usize| {
        let itself = |place: &Place<'_>| {
            place.precision() < GeoPrecision::Country && !anchor::is_namesake(reading, *it, place)
        };
        reading.is_literal(*it) && reading.place(*it).as_ref().is_some_and(itself)
    };
    reading.mentions_in(range).filter(fine).last()
}

/// Sentences after an event's first in which a part of the town, or a village, may be told.
const NAMED_REACH: usize = 2;

/// "Two bombs went off in Lima. One had been left in the Rimac neighborhood": the part of a town, or the village,
/// that the paragraph goes on to tell.
fn named_around(
    reading: &Reading<'_>,
    case: &Case,
    is_wanted: impl Fn(&Reading<'_>, usize) -> bool,
) -> Option<usize> {
    let first = *case.sentences.first()?;
    let paragraph = reading.paragraph(first);
    let told = case.sentences.iter().copied();
    let sentences = told.chain(first..=first + NAMED_REACH).filter(|it| reading.paragraph(*it) == paragraph);
    sentences
        .filter_map(|it| reading.sentences().get(it))
        .find_map(|it| reading.mentions_in(it.clone()).find(|it| is_wanted(reading, *it)))
}

/// What an event has to be surer by when it lies long before the text: it is told in passing.
const PASSING: f64 = 0.2;

/// Days before publication from which on an event is told in passing.
const LONG_AGO_DAYS: i32 = 60;

/// How much surer than others an event has to be.
pub(super) fn doubt(case: &Case, reading: &Reading<'_>) -> f64 {
    let ago = case.time.zip(reading.date).map(|((days, _), today)| (today - days.last).get_days());
    if ago.is_some_and(|it| it > LONG_AGO_DAYS) { PASSING } else { 0.0 }
}

/// Does the text itself say who did it, where and when? Of a country, only for organisations, and within a
/// month.
pub(super) fn is_fully_told(case: &Case, reading: &Reading<'_>) -> bool {
    // What befalls people without anyone's doing is told by whom it harmed; the annotated news have none of it.
    if KindSet::MISFORTUNE.has(case.kind()) && case.time.is_none() {
        let killed = case.toll.counts().any(|it| it.1.is_some());
        return case.place_told && !case.generic && case.strength == Strength::Own && killed;
    }
    let Some(place) = case.places.first().and_then(|it| reading.place(*it)) else { return false };
    let Some((days, _)) = case.time else { return false };
    let organised = case.actors.iter().any(|it| it.kind == ActorKind::Organisation);
    // Whose doing it was, or, of no more than a month, that someone died of it.
    let dead = case.toll.killed.is_some_and(|it| it.low > 0) && days.len() <= LONGEST_PLURAL_DAYS;
    let fine = place.precision() < GeoPrecision::Region && (!case.actors.is_empty() || dead);
    let coarse = organised && days.len() <= LONGEST_PLURAL_DAYS;
    case.place_told && !case.generic && case.strength == Strength::Own && (fine || coarse)
}

/// Does the text say enough of the event to put it on a list?
pub(super) fn is_worth_telling(case: &Case) -> bool {
    let placed = case.place_told;
    let timed = case.time.is_some();
    let harmed = case.toll.counts().any(|it| it.1.is_some());
    let known = !case.actors.is_empty() || !case.targets.is_empty();
    let details = [harmed, !case.actors.is_empty(), !case.targets.is_empty(), !case.weapons.is_empty()];
    match case.strength {
        Strength::Dependent => false,
        Strength::Weak => (placed || timed) && (harmed || known),
        Strength::Own if case.generic => {
            placed && (harmed || case.time.is_some_and(|it| it.0.len() <= LONGEST_PLURAL_DAYS))
        }
        // "threatened to kill the judges": neither place nor day belongs to it.
        Strength::Own if case.stage == Stage::Threatened && !case.targets.is_empty() => true,
        Strength::Own => placed || timed || details.iter().filter(|it| **it).count() > 1,
    }
}

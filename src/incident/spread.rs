//! "Bombs exploded in Lima, Cusco and Puno", "killed three in Lima and two in Cusco": events told together, one for each
//! place of a list.

use std::ops::Range;

use super::{
    anchor,
    kind::KindSet,
    lexicon::{AUX, COLLECTIVES, DETERMINERS, words},
    model::Count,
    number::{Number, is_number_word, number_at},
    phrase::is_plural,
    reading::Reading,
    report::Report,
    target::{self, Target},
    toll::Harmed,
    trigger::HitUsage,
};
use crate::gazetteer::{GeoPrecision, Place};

/// Words between two places of a list at most: ", and in the city of".
const LINK: usize = 6;

/// Words from a list to what its places are at most: "have been the".
const SCENE_REACH: usize = 5;

/// Places of a list that are looked at.
const MOST_PLACES: usize = 50;

/// The tellings of a sentence, one for each place of a list; as they are where a toll is told that all places share.
pub(super) fn each(reports: Vec<Report>, reading: &Reading<'_>) -> Vec<Report> {
    if let [report] = &reports[..] {
        let shares = shares(report, reading);
        if shares.len() > 1 {
            return shares;
        }
    }
    if reports.iter().any(|it| !it.harmed.is_empty()) {
        return reports;
    }
    reports.into_iter().flat_map(|it| spread(it, reading)).collect()
}

fn spread(report: Report, reading: &Reading<'_>) -> Vec<Report> {
    let of = match report.places[..] {
        [] => report.finer,
        [place] => Some(place),
        _ => None,
    };
    let several = is_of_several(&report, reading);
    let places = of.filter(|_| several).map_or(Vec::new(), |it| list(reading, it));
    if places.len() < 2 {
        return vec![report];
    }
    let at = |(number, it)| {
        let resolved = reading.place(it).is_some();
        Report {
            places: resolved.then_some(it).into_iter().collect(),
            finer: (!resolved).then_some(it),
            faint: false,
            // The first may tell more of an event told before; the others are elsewhere.
            participle: report.participle && number == 0,
            fresh: report.fresh || number > 0,
            list: Some(report.tokens.start),
            ..report.clone()
        }
    };
    places.into_iter().enumerate().map(at).collect()
}

/// The tellings of "killed three people in Lima, two policemen in Cusco and a nun in Puno": each place with its own
/// count.
fn shares(report: &Report, reading: &Reading<'_>) -> Vec<Report> {
    let place = report.places.first().copied().or(report.finer);
    let one = report.harmed.len() < 2 && report.places.len() < 2 && !KindSet::MISFORTUNE.has(report.default);
    let shares = place.filter(|_| one).map_or(Vec::new(), |it| counted_places(reading, it));
    // "two policemen" are not "three people", but "four mosques were attacked, three in Lima" all are.
    let own = shares.first().map(|it| reading.span(it.tokens.clone()));
    let of_all = |it: &Target| own.is_none_or(|own| !own.overlaps(it.evidence));
    let at = |(number, share): (usize, Share)| {
        let resolved = reading.place(share.place).is_some();
        let counted = |harmed: &Harmed| {
            let Number { low, best, high } = share.count;
            let count = Count { low, best, high, evidence: harmed.count.evidence };
            Harmed { count, adds: false, ..harmed.clone() }
        };
        Report {
            places: resolved.then_some(share.place).into_iter().collect(),
            finer: (!resolved).then_some(share.place),
            faint: false,
            participle: report.participle && number == 0,
            fresh: report.fresh || number > 0,
            list: Some(report.tokens.start),
            harmed: report.harmed.iter().map(counted).collect(),
            target: match report.target.clone().filter(|it| number == 0 || of_all(it)) {
                Some(target) => Some(target),
                None => share.named,
            },
            ..report.clone()
        }
    };
    shares.into_iter().enumerate().map(at).collect()
}

/// A part of a list of places: "two policemen in Cusco".
struct Share {
    place: usize,
    count: Number,
    /// "two policemen"
    tokens: Range<usize>,
    named: Option<Target>,
}

/// The places from `first` on that have a number before them each.
fn counted_places(reading: &Reading<'_>, first: usize) -> Vec<Share> {
    let Some(tokens) = reading.mention(first).map(|it| it.tokens.clone()) else { return Vec::new() };
    let sentence = reading.sentence_of(tokens.start);
    let Some(own) = share_at(reading, first, sentence.start) else { return Vec::new() };
    let mut shares = vec![own];
    let mut end = tokens.end;
    let later = reading.mentions_in(tokens.end..sentence.end).filter(|it| reading.is_literal(*it));
    for mention in later.take(MOST_PLACES) {
        let Some(tokens) = reading.mention(mention).map(|it| it.tokens.clone()) else { break };
        match share_at(reading, mention, end) {
            Some(share) if joins(reading, end..share.tokens.start) => shares.push(share),
            // "in Lima, Peru, and two in Quito": it only says where the place before it is.
            None if !reading.holds(end..tokens.start, words!["and", "or"]) => {}
            _ => break,
        }
        end = tokens.end;
    }
    shares
}

/// Do only marks and "and" stand between two parts of a list, after what a place is called?
fn joins(reading: &Reading<'_>, between: Range<usize>) -> bool {
    let link = |it: usize| reading.is_any(it, words![",", ";", "and"]);
    (1..=LINK).contains(&between.len())
        && between.clone().any(link)
        && between.into_iter().all(|it| link(it) || reading.is_any(it, &anchor::PLACE_NOUNS))
}

/// The part of a list that ends in a mention, after `limit`.
fn share_at(reading: &Reading<'_>, mention: usize, limit: usize) -> Option<Share> {
    let place = reading.mention(mention)?.tokens.start;
    let skipped = |it: &usize| {
        let word = reading.word(*it);
        DETERMINERS.has(word)
            || anchor::PLACE_NOUNS.has(word)
            || matches!(word, "central" | "of")
            || word.ends_with("ern")
    };
    let lead = (place.saturating_sub(LINK).max(limit)..place).rev().find(|it| !skipped(it))?;
    if !reading.is_any(lead, words!["around", "at", "in", "near", "outside"]) {
        return None;
    }
    let phrase = |it: usize| it..lead;
    let near = (lead.saturating_sub(COUNTED).max(limit)..lead).rev();
    near.take_while(|it| number_at(reading, *it).is_some() || !reading.breaks_phrase(*it)).find_map(|it| {
        let count = match reading.word(it) {
            // "a nun", not "a day later"
            "a" | "an" => reading.is_of_people(&phrase(it)).then(|| Number::exactly(1))?,
            "another" => Number::exactly(1),
            _ => number_at(reading, it).filter(|it| it.end <= lead)?.number,
        };
        // "two", "two others" say how many, not whom.
        let last = reading.word(lead - 1);
        let alone =
            is_number_word(last) || reading.is_any(lead - 1, words!["another", "more", "other", "others"]);
        let named = if alone { None } else { target::named(reading, phrase(it)) };
        Some(Share { place: mention, count, tokens: phrase(it), named })
    })
}

/// Words from a number to the preposition before a place at most: "three civilians and".
const COUNTED: usize = 4;

/// "attacks", "bombs exploded", "attacked positions": told by a plural.
fn is_of_several(report: &Report, reading: &Reading<'_>) -> bool {
    let sentence = reading.sentence_of(report.tokens.start);
    let group = reading.verb_group_start(report.tokens.start, sentence.start);
    let subject = reading.subject_before(group, sentence.start);
    let object = reading.phrase_from(report.tokens.end, sentence.end);
    // A crowd or a patrol is in one place.
    let several = |phrase: Range<usize>| {
        let head = reading.head(phrase).map_or("", |it| reading.word(it));
        is_plural(head) && !COLLECTIVES.has(head)
    };
    match report.usage {
        HitUsage::Noun => report.plural,
        // "A rocket struck houses"
        HitUsage::Active if !object.is_empty() => {
            several(object)
                && !matches!(reading.word_before(subject.start), "a" | "an")
                && !reading.is_any(subject.start, words!["a", "an", "one"])
        }
        HitUsage::Active | HitUsage::Passive => several(subject),
    }
}

/// The places of the list that the mention `of` stands in, in text order: several only of a list that "and" ends.
fn list(reading: &Reading<'_>, of: usize) -> Vec<usize> {
    let Some(tokens) = reading.mention(of).map(|it| it.tokens.clone()) else { return Vec::new() };
    let sentence = reading.sentence_of(tokens.start);
    let mentions: Vec<usize> = reading.mentions_in(sentence).filter(|it| reading.is_literal(*it)).collect();
    let Some(own) = mentions.iter().position(|it| *it == of) else { return Vec::new() };
    let first =
        (1..=own).rev().find(|it| link(reading, mentions[it - 1], mentions[*it]).is_none()).unwrap_or(0);
    let mut and = false;
    let mut items: Vec<(usize, Option<Place<'_>>)> = Vec::new();
    for (number, mention) in mentions.iter().copied().enumerate().skip(first).take(MOST_PLACES) {
        if number > first {
            match link(reading, mentions[number - 1], mention) {
                None => break,
                Some(joins) => and |= joins,
            }
        }
        // "Lima, Peru, and Quito, Ecuador": what holds the place before it only says where that is.
        let last = items.last().and_then(|it| it.1.as_ref());
        let place = reading.place(mention);
        let outer = place.as_ref().is_some_and(|it| {
            it.precision() >= GeoPrecision::Country
                || last.is_some_and(|last| anchor::holds(reading, it, last))
        });
        if !outer {
            items.push((mention, place));
        }
    }
    let overlaps = |one: usize, other: usize| match (&items[one].1, &items[other].1) {
        (Some(one), Some(other)) => anchor::holds(reading, one, other),
        _ => false,
    };
    let apart =
        (0..items.len()).all(|one| (0..items.len()).all(|other| one == other || !overlaps(one, other)));
    let led = reading.mention(mentions[first]).is_some_and(|it| is_led(reading, it.tokens.start));
    // "Lima and Cusco were the scene of bombings"
    let last = mentions[..].iter().rfind(|it| items.iter().any(|item| item.0 == **it));
    let scene = last.and_then(|it| reading.mention(*it)).is_some_and(|it| {
        let role = it.tokens.end..(it.tokens.end + SCENE_REACH).min(reading.tokens.len());
        reading.is_any(role.start, &AUX)
            && reading.holds(role, words!["scene", "scenes", "site", "sites", "target", "targets"])
    });
    match and && apart && (led || scene) {
        true => items.into_iter().map(|it| it.0).collect(),
        false => Vec::new(),
    }
}

/// Are two places neighbours in a list, and does "and" join them?
fn link(reading: &Reading<'_>, one: usize, other: usize) -> Option<bool> {
    let between = reading.mention(one)?.tokens.end..reading.mention(other)?.tokens.start;
    let mut and = false;
    let fits = between.len() <= LINK
        && between.clone().all(|it| match reading.word(it) {
            "and" => {
                and = true;
                true
            }
            "," | "in" | "near" | "of" => true,
            word => DETERMINERS.has(word) || anchor::PLACE_NOUNS.has(word),
        });
    (fits && !between.is_empty()).then_some(and)
}

/// Does "in" lead the list?
fn is_led(reading: &Reading<'_>, start: usize) -> bool {
    let skipped = |it: usize| {
        let word = reading.word(it);
        DETERMINERS.has(word) || anchor::PLACE_NOUNS.has(word) || word == "of"
    };
    let lead = (start.saturating_sub(LINK)..start).rev().find(|it| !skipped(*it));
    lead.is_some_and(|it| reading.is_any(it, words!["around", "at", "in", "near", "on", "outside"]))
}

#[cfg(test)]
mod tests {
    use crate::incident::testing::incidents;

    fn places(text: &str) -> Vec<Vec<String>> {
        incidents(text, None).into_iter().map(|it| it.places).collect()
    }

    #[test]
    fn each_place_of_a_list_has_its_own() {
        let told = places("Bombs exploded in {Quetta}, {Garissa} and {Nairobi} on 3 May 2019.");
        assert_eq!(told, [["Quetta"], ["Garissa"], ["Nairobi"]]);
    }

    #[test]
    fn one_event_stays_one() {
        for text in [
            "A bomb exploded in {Garissa}, {Kenya}, on 3 May 2019.",
            "Bombs exploded in {Quetta}, {Garissa} and {Nairobi} on 3 May 2019, wounding six people.",
            "Bombs that killed nine exploded in {Quetta} and {Nairobi} on 3 May 2019.",
            "Rebels attacked positions between {Quetta} and {Kabul} on 3 May 2019.",
        ] {
            assert_eq!(places(text).len(), 1, "{text}");
        }
    }
}

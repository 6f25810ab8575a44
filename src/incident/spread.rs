//! "Bombs exploded in Lima, Cusco and Puno", "killed three in Lima and two in Cusco": events told together, one for each
//! place of a list.

use std::{borrow::Cow, ops::Range};

use super::{
    anchor,
    calendar::Days,
    kind::KindSet,
    lemma::Inflected,
    lexicon::{AUX, COLLECTIVES, DETERMINERS, MODALS, PREMISES, SPEECH, STRUCTURES, words},
    model::Count,
    number::{Number, is_number_word, number_at, with_qualifier},
    phrase::is_plural,
    reading::Reading,
    report::{Report, Scene},
    target::{self, Target},
    time::{self, Role, TimeExpression},
    toll::Harmed,
    trigger::HitUsage,
};
use crate::{
    gazetteer::{GeoPrecision, Place},
    text::{Span, WordSet},
};

/// Words between two places of a list at most: ", and in the city of".
const LINK: usize = 6;

/// The same where a time stands between: "on Monday and, hours later, in".
const TIMED_LINK: usize = 9;

/// Words from a list to what its places are at most: "have been the".
const SCENE_REACH: usize = 5;

/// Places of a list that are looked at.
const MOST_PLACES: usize = 50;

/// The tellings of a sentence, one for each place of a list; as they are where a toll is told that all places share.
pub(super) fn each(reports: Vec<Report>, scene: &Scene<'_>) -> Vec<Report> {
    let reading = scene.reading;
    let whole = match &reports[..] {
        [report] => Some(Cow::Borrowed(report)),
        [report, tolls @ ..] if tells_tolls_of(report, tolls, reading) => {
            Some(Cow::Owned(with_tolls(report, tolls, reading)))
        }
        _ => None,
    };
    let shares = whole.map_or(Vec::new(), |it| shares(&it, scene));
    if shares.len() > 1 {
        return shares;
    }
    if reports.iter().any(|it| !it.harmed.is_empty()) {
        return reports;
    }
    reports.into_iter().flat_map(|it| spread(it, scene)).collect()
}

/// "Drones struck Lima and Cusco, killing three people in Lima and wounding one in Cusco", "shelling killed three
/// people in Lima and one in Cusco".
fn tells_tolls_of(report: &Report, tolls: &[Report], reading: &Reading<'_>) -> bool {
    let does = |it: &Report| {
        report.usage == HitUsage::Noun
            && reading.verb_group_start(it.tokens.start, report.tokens.end) == report.tokens.end
    };
    report.harmed.is_empty()
        && tolls.iter().enumerate().all(|(number, it)| it.participle || number == 0 && does(it))
}

/// What is told with the tolls of its places.
fn with_tolls(report: &Report, tolls: &[Report], reading: &Reading<'_>) -> Report {
    let told = tolls.iter().find(|it| !it.places.is_empty() || it.finer.is_some());
    let (places, finer) = told.map_or((Vec::new(), None), |it| (it.places.clone(), it.finer));
    let harmed = tolls.iter().flat_map(|it| it.harmed.clone()).collect();
    let time = tolls.iter().fold(report.time, |time, it| time.or(it.time));
    // The first of the places is no target of what happened at the others.
    let is_place = |it: &Target| reading.is_toponym_at(reading.tokens.range_of(it.evidence).start);
    let target = report.target.clone().filter(|it| !is_place(it));
    Report { places, finer, harmed, time, target, ..report.clone() }
}

fn spread(report: Report, scene: &Scene<'_>) -> Vec<Report> {
    let reading = scene.reading;
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
    let telling = |(number, place): (usize, usize)| {
        let end = reading.mention(place).map_or(0, |it| it.tokens.end);
        let time = time_at(scene, end).map(|it| it.told(reading));
        Report { time: time.or(report.time), ..at_place(&report, number, place, reading) }
    };
    places.into_iter().enumerate().map(telling).collect()
}

/// "on Tuesday", right after a place that ends at `at`.
fn time_at<'s>(scene: &'s Scene<'s>, at: usize) -> Option<&'s TimeExpression> {
    let next = scene.times_of(at).find(|it| (at..at + 2).contains(&it.tokens.start));
    next.filter(|it| it.role == Role::When)
}

/// The tellings of "killed three people in Lima, two policemen in Cusco and a nun in Puno": each place with its own
/// count.
fn shares(report: &Report, scene: &Scene<'_>) -> Vec<Report> {
    let reading = scene.reading;
    let Some(place) = report.places.first().copied().or(report.finer) else { return Vec::new() };
    if KindSet::MISFORTUNE.has(report.default) || report.places.len() > 1 {
        return Vec::new();
    }
    let toll = match &report.harmed[..] {
        [] => None,
        [toll] => Some(toll),
        _ => return harmed_places(report, reading),
    };
    let shares = counted_places(scene, place, toll);
    if !toll.is_none_or(|it| is_toll_of(it, &shares, reading)) {
        return Vec::new();
    }
    shares.iter().enumerate().map(|(number, it)| it.report(number, report, &shares, reading)).collect()
}

/// The tellings of "wounding three people in Lima and killing one in Cusco": each place with the harm told before it.
fn harmed_places(report: &Report, reading: &Reading<'_>) -> Vec<Report> {
    let sentence = reading.sentence_of(report.tokens.start);
    let mut list: Vec<(usize, Vec<Harmed>)> = Vec::new();
    let mut and = false;
    let mut end = sentence.start;
    for mention in reading.mentions_in(sentence).filter(|it| reading.is_literal(*it)).take(MOST_PLACES) {
        let Some(tokens) = reading.mention(mention).map(|it| it.tokens.clone()) else { break };
        let is_between = |it: &&Harmed| {
            let people = reading.tokens.range_of(it.count.evidence);
            people.start >= end && people.end <= tokens.start
        };
        let harmed: Vec<Harmed> = report.harmed.iter().filter(is_between).cloned().collect();
        let joined = reading.holds(end..tokens.start, words![";", "and"]);
        and |= joined && !list.is_empty() && !harmed.is_empty();
        match (harmed.is_empty(), lead_of(reading, tokens.start, end)) {
            (false, Some(_)) if !acts(reading, tokens.end) => list.push((mention, harmed)),
            (false, _) => return Vec::new(),
            // "in Lima, Peru": it only says where the place before it is.
            (true, _) if !list.is_empty() && joined => return Vec::new(),
            (true, _) => {}
        }
        end = tokens.end;
    }
    let all = list.iter().map(|it| it.1.len()).sum::<usize>() == report.harmed.len();
    let places: Vec<Place<'_>> = list.iter().filter_map(|it| reading.place(it.0)).collect();
    let apart = places
        .iter()
        .enumerate()
        .all(|(number, one)| places[number + 1..].iter().all(|it| !anchor::overlap(reading, one, it)));
    if list.len() < 2 || !all || !and || !apart {
        return Vec::new();
    }
    let telling = |(number, (place, harmed)): (usize, (usize, Vec<Harmed>))| {
        let harmed = harmed.into_iter().map(|it| Harmed { adds: false, ..it }).collect();
        Report { harmed, ..at_place(report, number, place, reading) }
    };
    list.into_iter().enumerate().map(telling).collect()
}

/// Is the toll that of the list: its first part's, or that of all parts together?
fn is_toll_of(toll: &Harmed, shares: &[Share], reading: &Reading<'_>) -> bool {
    let first = shares.first().map(|it| reading.span(it.tokens.clone()));
    let sum: Option<u32> = shares.iter().map(|it| it.count.best).sum();
    first.is_some_and(|it| it.overlaps(toll.count.evidence)) || sum.is_some() && sum == toll.count.best
}

/// A part of a list of places: "two policemen in Cusco".
struct Share {
    place: usize,
    count: Number,
    /// "two policemen"
    tokens: Range<usize>,
    /// Whom it tells of: nobody in "two others".
    target: Option<Target>,
    /// "on Tuesday", where each part has a day of its own.
    time: Option<(Days, Span)>,
}

impl Share {
    /// What `report` tells, of this part alone.
    fn report(&self, number: usize, report: &Report, shares: &[Self], reading: &Reading<'_>) -> Report {
        let Number { low, best, high } = self.count;
        let evidence = reading.span(self.tokens.clone());
        let count = Count { low, best, high, evidence };
        // "two policemen" are not "three people", but "four mosques were attacked, three in Lima" all are.
        let own = shares.first().map(|it| reading.span(it.tokens.clone()));
        let of_all = |it: &Target| own.is_none_or(|own| !own.overlaps(it.evidence));
        let target = report.target.clone().filter(|it| number == 0 || of_all(it));
        Report {
            harmed: report.harmed.iter().map(|it| Harmed { count, adds: false, ..it.clone() }).collect(),
            target: target.or_else(|| self.target.clone()),
            time: self.time.or(report.time),
            ..at_place(report, number, self.place, reading)
        }
    }
}

/// The telling of one place of a list, the one that comes `number`th.
fn at_place(report: &Report, number: usize, place: usize, reading: &Reading<'_>) -> Report {
    let resolved = reading.place(place).is_some();
    Report {
        places: resolved.then_some(place).into_iter().collect(),
        finer: (!resolved).then_some(place),
        faint: false,
        // The first may tell more of an event told before; the others are elsewhere.
        participle: report.participle && number == 0,
        fresh: report.fresh || number > 0,
        list: Some(report.tokens.start),
        ..report.clone()
    }
}

/// The parts of the list that the mention `of` stands in, if "and" ends it and each has a number and a place; the first
/// may have its number elsewhere, as the toll.
fn counted_places(scene: &Scene<'_>, of: usize, toll: Option<&Harmed>) -> Vec<Share> {
    let reading = scene.reading;
    let Some(tokens) = reading.mention(of).map(|it| it.tokens.clone()) else { return Vec::new() };
    let sentence = reading.sentence_of(tokens.start);
    let mut list: Vec<Share> = Vec::new();
    let mut and = false;
    let mut end = sentence.start;
    for mention in reading.mentions_in(sentence).filter(|it| reading.is_literal(*it)).take(MOST_PLACES) {
        let Some(tokens) = reading.mention(mention).map(|it| it.tokens.clone()) else { break };
        let share = share_at(reading, mention, end).filter(|_| !acts(reading, tokens.end));
        let joined =
            share.as_ref().is_some_and(|it| joins(reading, end..it.tokens.start)) && !list.is_empty();
        // "in Lima, Peru, and two in Quito": it only says where the place before it is.
        let outer =
            share.is_none() && !list.is_empty() && !reading.holds(end..tokens.start, words!["and", "or"]);
        if !joined && !outer {
            if list.iter().any(|it| it.place == of) {
                break;
            }
            list.clear();
            and = false;
        }
        and |= joined
            && share.as_ref().is_some_and(|it| reading.holds(end..it.tokens.start, words![";", "and"]));
        let told = || toll.filter(|_| mention == of).and_then(|it| told_before(reading, mention, it));
        end = tokens.end;
        let mut share = share.or_else(|| if outer { None } else { told() });
        if let (Some(share), Some(time)) = (&mut share, time_at(scene, end)) {
            share.time = Some(time.told(reading));
            end = time.tokens.end;
        }
        list.extend(share);
    }
    // "killed six in Nigeria, three in Jos and two in Kano": the first is all of them.
    let holds_rest = |list: &[Share]| {
        let outer = list.first().and_then(|it| reading.place(it.place));
        let mut rest = list.iter().skip(1).map(|it| reading.place(it.place));
        outer.is_some_and(|outer| rest.all(|it| it.is_some_and(|it| anchor::holds(reading, &outer, &it))))
    };
    if list.len() > 2 && holds_rest(&list) {
        list.remove(0);
    }
    if and { list } else { Vec::new() }
}

/// "Two soldiers were killed in Gao": the count of a place, told as the toll.
fn told_before(reading: &Reading<'_>, mention: usize, toll: &Harmed) -> Option<Share> {
    let tokens = reading.tokens.range_of(toll.count.evidence);
    let place = reading.mention(mention)?.tokens.start;
    let Count { low, best, high, .. } = toll.count;
    let count = Number { low, best, high };
    (tokens.end <= place && toll.at < place).then_some(Share {
        place: mention,
        count,
        tokens,
        target: None,
        time: None,
    })
}

/// Does someone do something in what stands at `at`, after a place and a day: "a resident in Beni said"?
fn acts(reading: &Reading<'_>, at: usize) -> bool {
    let limit = reading.sentence_of(at.saturating_sub(1)).end;
    let Some(next) = (at..limit).find(|it| !time::is_of_time(reading.word(*it))) else { return false };
    let word = reading.word(next);
    AUX.has(word) || MODALS.has(word) || SPEECH.has(word) || Inflected::new(word).is_past()
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
    let lead = lead_of(reading, place, limit)?;
    // "two in a mosque in Katsina"
    let site = reading.phrase_until(lead, limit);
    let within = reading.is_any(lead - 1, &STRUCTURES) || reading.is_any(lead - 1, &PREMISES);
    let lead = match site.start.checked_sub(1) {
        Some(before) if within && reading.is_any(before, &LEADS) && before > limit => before,
        _ => lead,
    };
    let mut near = (lead.saturating_sub(COUNTED).max(limit)..lead)
        .rev()
        .take_while(|it| number_at(reading, *it).is_some() || !reading.breaks_phrase(*it));
    let (start, count) = near.find_map(|it| match reading.word(it) {
        // "a nun", not "a day later"
        "a" | "an" => reading.is_of_people(&(it..lead)).then(|| (it, Number::exactly(1))),
        "another" => Some((it, Number::exactly(1))),
        _ => {
            number_at(reading, it).filter(|it| it.end <= lead)?;
            let found = with_qualifier(reading, it, limit);
            Some((found.start, found.number))
        }
    })?;
    // "two", "two others" say how many, not whom.
    let last = reading.word(lead - 1);
    let alone = is_number_word(last) || matches!(last, "another" | "more" | "other" | "others");
    let target = if alone { None } else { target::named(reading, start..lead) };
    Some(Share { place: mention, count, tokens: start..lead, target, time: None })
}

/// The preposition that leads a place, over what it is called: "in the village of".
fn lead_of(reading: &Reading<'_>, place: usize, limit: usize) -> Option<usize> {
    let skipped = |it: &usize| {
        let word = reading.word(*it);
        DETERMINERS.has(word)
            || anchor::PLACE_NOUNS.has(word)
            || matches!(word, "central" | "eastern" | "northern" | "of" | "southern" | "western")
    };
    let lead = (place.saturating_sub(LINK).max(limit)..place).rev().find(|it| !skipped(it))?;
    (lead > limit && reading.is_any(lead, &LEADS)).then_some(lead)
}

/// Prepositions before the place of an event.
static LEADS: WordSet = WordSet::new(&["around", "at", "in", "near", "on", "outside"]);

/// Words from a number to the preposition before a place at most: "a 17-year-old schoolboy".
const COUNTED: usize = 8;

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
    let last = mentions.iter().rfind(|it| items.iter().any(|item| item.0 == **it));
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
    let is_time = |word: &str| time::is_time_or_month(word) || matches!(word, "hours" | "minutes");
    // "in Lima on Monday and, hours later, in Cusco"
    let timed = between.clone().any(|it| is_time(reading.word(it)));
    let mut and = false;
    let fits = between.len() <= if timed { TIMED_LINK } else { LINK }
        && between.clone().all(|it| match reading.word(it) {
            "and" => {
                and = true;
                true
            }
            "," | "in" | "near" | "of" => true,
            "later" | "on" => timed,
            word => DETERMINERS.has(word) || anchor::PLACE_NOUNS.has(word) || is_time(word),
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
    lead.is_some_and(|it| reading.is_any(it, &LEADS))
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
    fn each_place_has_its_own_toll() {
        let tolls = |text: &str| -> Vec<(String, Option<u32>)> {
            incidents(text, None).into_iter().map(|it| (it.places.join("/"), it.killed)).collect()
        };
        let expected = [
            ("Quetta".to_owned(), Some(3)),
            ("Garissa".to_owned(), Some(2)),
            ("Nairobi".to_owned(), Some(1)),
        ];
        for text in [
            "Rebels killed three people in {Quetta}, two in {Garissa} and one in {Nairobi} on 3 May 2019.",
            "Rebels killed six people on 3 May 2019, three in {Quetta}, two in {Garissa} and one in {Nairobi}.",
            "Rebels killed three people in a mosque in {Quetta}, two others in {Garissa} and a nun in {Nairobi} on 3 May \
             2019.",
        ] {
            assert_eq!(tolls(text), expected, "{text}");
        }
        assert_eq!(
            tolls("Two men were killed by rebels in {Quetta} and at least three in {Garissa} on 3 May 2019."),
            [("Quetta".to_owned(), Some(2)), ("Garissa".to_owned(), Some(3))]
        );
    }

    #[test]
    fn bystanders_elsewhere_are_no_victims() {
        for text in [
            "Rebels killed three people in {Quetta}, a resident in {Garissa} said on 3 May 2019.",
            "Rebels killed three people in {Quetta} on 3 May 2019; two in {Garissa} survived.",
            "Rebels killed three people in {Quetta}, and two in {Garissa} were treated for burns on 3 May 2019.",
            "Bombs hit two churches in {Quetta} and one in {Garissa} on 3 May 2019, leaving 207 dead.",
        ] {
            assert_eq!(places(text), [["Quetta"]], "{text}");
        }
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

//! When did the event of a trigger happen? Of the times in its sentence the nearest that is not another deed's.

use std::ops::Range;

use super::{
    calendar::Days,
    known::is_ordinal,
    lemma::Inflected,
    lexicon::{JUSTICE, SPEECH, words},
    reading::Reading,
    report::Scene,
    time::{self, Role, TimeExpression},
    trigger::{Hit, HitUsage},
};
use crate::text::{Span, WordSet};

/// Words from "since" to the day of what happened then at most.
const SINCE_REACH: usize = 8;

/// Words from "sixth" to "this year" at most.
const COUNTED_REACH: usize = 6;

/// Words between a court's verb and what it is for at most: "sentenced to death in Cairo on Monday for".
const JUSTICE_REACH: usize = 9;

impl Scene<'_> {
    pub(super) fn times_of(&self, at: usize) -> impl Iterator<Item = &TimeExpression> {
        let sentence = self.reading.sentence_of(at);
        let first = self.times.partition_point(|it| it.tokens.start < sentence.start);
        self.times[first..].iter().take_while(move |it| it.tokens.start < sentence.end)
    }

    /// The expression of time nearest to a trigger, over clauses; one that another trigger is nearer
    /// to counts only when it opens the sentence.
    pub(super) fn time_of(&self, index: usize) -> Option<(Days, Span)> {
        let reading = self.reading;
        let at = self.hits[index].tokens.start;
        let sentence = reading.sentence_of(at);
        let own = self.after_link(at);
        // "the bombing of 7 July"
        let end = self.hits[index].tokens.end;
        let own_day = self.times_of(at).find(|it| reading.word(end) == "of" && it.tokens.start == end + 1);
        if let Some(named) = own_day.filter(|it| it.role == Role::When) {
            return Some(named.told(reading));
        }
        let found = self
            .times_of(at)
            .filter(|it| it.role == Role::When && own.is_none_or(|link| it.tokens.start > link))
            .map(|it| (reading.distance(at, it.tokens.start), it))
            .filter(|(distance, it)| {
                *distance <= 45
                    && !self.is_of_another_deed(index, it)
                    && (it.tokens.start < sentence.start + 4 || !self.is_nearer_to_other(index, it))
            })
            .min_by_key(|(distance, it)| (*distance, it.tokens.start))?;
        let days = match self.days_before(index, found.1) {
            Some(days) => found.1.days.shifted(-days),
            None => found.1.days,
        };
        Some((days, reading.span(found.1.tokens.clone())))
    }

    /// "left on Monday after gunmen killed an envoy two days earlier": the "after" that an event stands behind, if a
    /// time of its own follows.
    fn after_link(&self, at: usize) -> Option<usize> {
        let reading = self.reading;
        let sentence = reading.sentence_of(at);
        let link = (sentence.start..at)
            .rev()
            .take_while(|it| reading.word(*it) != ",")
            .find(|it| matches!(reading.word(*it), "after" | "following"))?;
        let timed = |it: &TimeExpression| {
            it.role == Role::When
                && it.tokens.start > at
                && !(at..it.tokens.start).any(|it| reading.word(it) == ",")
        };
        self.times_of(at).any(timed).then_some(link)
    }

    /// "Three days after gunmen killed ten, police found the suspect on Friday": the days between the two.
    fn days_before(&self, index: usize, time: &TimeExpression) -> Option<i64> {
        let reading = self.reading;
        let at = self.hits[index].tokens.start;
        let sentence = reading.sentence_of(at);
        // "resigned on Monday, a day after gunmen killed an envoy"
        if time.tokens.end < at {
            let (days, after) = (time.tokens.end..at).find_map(|it| time::days_after(reading, it))?;
            let own = after <= at && !(after..at).any(|it| reading.word(it) == ",");
            return (days > 0 && own).then_some(days);
        }
        let opening = sentence.start..(sentence.start + 4).min(at);
        let (days, after) = opening.into_iter().find_map(|it| time::days_after(reading, it))?;
        let comma = (at..time.tokens.start).any(|it| reading.word(it) == ",");
        (days > 0 && after <= at && !(after..at).any(|it| reading.word(it) == ",") && comma).then_some(days)
    }

    /// Does another trigger of another sort stand between, in the expression's own clause?
    fn is_nearer_to_other(&self, index: usize, time: &TimeExpression) -> bool {
        let reading = self.reading;
        let at = self.hits[index].tokens.start;
        let own = reading.distance(at, time.tokens.start);
        let sentence = reading.sentence_of(at);
        let first = self.hits.partition_point(|it| it.tokens.start < sentence.start);
        let hits = self.hits[first..].iter().take_while(|it| it.tokens.start < sentence.end);
        hits.enumerate().any(|(other, hit)| {
            // "on Friday after days of fighting": the day is that of what came after.
            let led = hit.tokens.start > time.tokens.end
                && reading.holds(
                    time.tokens.end..hit.tokens.start,
                    words!["after", "amid", "despite", "following"],
                );
            first + other != index
                && !led
                && !self.shares_subject(index, hit)
                && (hit.trigger.kinds.and(self.hits[index].trigger.kinds).is_empty()
                    || self.is_known(index) && hit.tokens.start > at)
                && reading.distance(hit.tokens.start, time.tokens.start) < own
        })
    }

    /// "killed six people and took ten hostages on Sunday": what is joined has its time in common.
    fn shares_subject(&self, index: usize, other: &Hit) -> bool {
        let hit = &self.hits[index];
        let (first, second) = if hit.tokens.start < other.tokens.start { (hit, other) } else { (other, hit) };
        let group = self.reading.verb_group_start(second.tokens.start, first.tokens.end);
        let active = first.usage == HitUsage::Active && second.usage == HitUsage::Active;
        // "was kidnapped and tortured by the rebels on Monday"
        let passive = first.usage == HitUsage::Passive && second.usage == HitUsage::Passive;
        let joined = matches!(self.reading.word_before(group), "," | "and");
        joined && (active && group > first.tokens.end || passive && group == first.tokens.end + 1)
    }

    /// "sentenced on Monday for the murder": the day is the court's.
    fn is_of_court(&self, index: usize, time: &TimeExpression) -> bool {
        let reading = self.reading;
        let hit = &self.hits[index];
        let at = hit.tokens.start;
        if hit.usage != HitUsage::Noun && !reading.word(at).ends_with("ing") {
            return false;
        }
        let start = reading.sentence_of(at).start;
        // What leads to it, with or without other words of its phrase: "for the 2015 bombing", "of killing".
        let phrase = reading.phrase_until(hit.tokens.end, start);
        // "cleared on Monday of an attack"
        let beside = time.tokens.end.min(at) + 1;
        let link = [phrase.start, at, beside]
            .into_iter()
            .filter_map(|it| it.checked_sub(1))
            .find(|it| reading.is_any(*it, words!["for", "of", "over", "with"]));
        // A court's verb that stands close before the link governs it.
        let before = start_with(reading, time, words!["on"]);
        link.is_some_and(|it| {
            (time.tokens.end <= it || SITTINGS.has(reading.word_before(before)))
                && reading.holds(it.saturating_sub(JUSTICE_REACH).max(start)..it, &JUSTICE)
        })
    }

    /// "The killing of a teacher in Lima on Monday shocked": the verb after the day has the event as its subject.
    fn is_its_own(&self, index: usize, time: &TimeExpression) -> bool {
        let reading = self.reading;
        let hit = &self.hits[index].tokens;
        // "the murder of two nuns today prompted a meeting": the day is that of the meeting.
        let bare = start_with(reading, time, words!["on"]) == time.tokens.start
            && matches!(reading.word(time.tokens.start), "today" | "tonight" | "yesterday");
        hit.end <= time.tokens.start
            && !bare
            && reading.clause(hit.start) == reading.clause(time.tokens.end)
            && !SPEECH.has(reading.word(time.tokens.end))
    }

    /// "On Monday she testified about the murder", "condemned today the bombing": the day is that of the talk.
    fn is_of_talk(&self, index: usize, time: &TimeExpression) -> bool {
        let reading = self.reading;
        let hit = &self.hits[index];
        let start = reading.sentence_of(hit.tokens.start).start;
        let phrase = reading.phrase_until(hit.tokens.end, start);
        let Some(link) = phrase.start.checked_sub(1).filter(|it| *it >= start) else { return false };
        hit.usage == HitUsage::Noun
            && time.tokens.end <= link
            && (reading.is_any(link, words!["about", "concerning", "into", "regarding"])
                || reading.is_any(link, &SPEECH)
                || reading.word(link) == "on"
                    && matches!(
                        reading.word_before(link),
                        "investigation" | "investigations" | "report" | "reports"
                    ))
    }

    /// "On Monday, the president admitted that soldiers had killed them": the day is that of what was admitted since.
    fn is_of_admission(&self, index: usize, time: &TimeExpression) -> bool {
        let reading = self.reading;
        let at = self.hits[index].tokens.start;
        let opens = time.tokens.start < reading.sentence_of(at).start + 4;
        let admitted = |it: usize| {
            reading.is_any(it, &ADMITTED) && (it + 1..it + 3).any(|it| reading.word(it) == "that")
        };
        opens && time.tokens.end < at && (time.tokens.end..at).any(admitted)
    }

    /// "the president, who took power on 1 June, spoke of the murder", "murdered under a law, which was changed on 1
    /// May": told of someone or something that a clause after a comma is about.
    fn is_of_relative(&self, index: usize, time: &TimeExpression) -> bool {
        let reading = self.reading;
        let at = self.hits[index].tokens.start;
        let sentence = reading.sentence_of(at);
        let comma = |it: &usize| reading.word(*it) == ",";
        let Some(open) = (sentence.start..time.tokens.start).rev().find(comma) else { return false };
        let close = (time.tokens.end..sentence.end).find(comma);
        let clause = open..close.unwrap_or(sentence.end);
        let about = match reading.word(open + 1) {
            "who" | "whom" | "whose" => close.is_some() || !clause.contains(&at),
            "which" => {
                !clause.contains(&at) && !self.hits_of(&sentence).any(|it| clause.contains(&it.tokens.start))
            }
            _ => false,
        };
        // "The mayor, who was leaving a mosque on Friday, was shot": what went on at that time.
        let progress = || {
            clause
                .clone()
                .any(|it| matches!(reading.word(it), "was" | "were") && reading.word(it + 1).ends_with("ing"))
        };
        let happened =
            || clause.clone().any(|it| reading.is_any(it, &HAPPENED) || reading.word(it) == "place");
        about && !clause.contains(&at) && !progress() && !happened()
    }

    /// The triggers of a sentence.
    fn hits_of(&self, sentence: &Range<usize>) -> impl Iterator<Item = &Hit> + use<'_> {
        let first = self.hits.partition_point(|it| it.tokens.start < sentence.start);
        let end = sentence.end;
        self.hits[first..].iter().take_while(move |it| it.tokens.start < end)
    }

    /// "the massacre of 16 November": the day belongs to another noun.
    fn is_of_other_noun(&self, index: usize, time: &TimeExpression) -> bool {
        let reading = self.reading;
        let of = time.tokens.start.checked_sub(1).filter(|it| reading.word(*it) == "of");
        let own = &self.hits[index].tokens;
        of.is_some_and(|of| {
            self.hits_of(&reading.sentence_of(of))
                .any(|it| it.tokens != *own && it.usage == HitUsage::Noun && it.tokens.end == of)
        })
    }

    /// "the sixth attack this year", "the 41st in Lima this month": how often within that time.
    fn is_counted_over(&self, time: &TimeExpression) -> bool {
        let reading = self.reading;
        let start = reading.clause_range(time.tokens.start).start;
        let near = time.tokens.start.saturating_sub(COUNTED_REACH).max(start)..time.tokens.start;
        let counts = |at: usize| {
            let noun =
                |hit: &Hit| hit.usage == HitUsage::Noun && (at + 1..at + 4).contains(&hit.tokens.start);
            matches!(reading.word(at + 1), "in" | "of" | "such" | "this")
                || self.hits_of(&reading.sentence_of(at)).any(noun)
        };
        time.days.len() > 2 && near.into_iter().any(|it| is_ordinal(reading.word(it)) && counts(it))
    }

    /// "two attempts on his life since he became president on 1 May": the day from which on it is counted.
    fn is_since(&self, time: &TimeExpression) -> bool {
        let reading = self.reading;
        let start =
            reading.sentence_of(time.tokens.start).start.max(time.tokens.start.saturating_sub(SINCE_REACH));
        let clause = (start..time.tokens.start).rev().take_while(|it| !reading.is_mark(*it));
        let since = clause.into_iter().find(|it| reading.word(*it) == "since");
        since.is_some_and(|since| {
            let lasts = (since..time.tokens.start).any(|it| Inflected::new(reading.word(it)).is_past());
            let mut hits = self.hits_of(&reading.sentence_of(since));
            lasts && !hits.any(|it| (since..time.tokens.start).contains(&it.tokens.start))
        })
    }

    /// "the judge, who took office on Friday, was wounded"
    fn is_of_office(&self, at: usize) -> bool {
        at > 1 && self.reading.word(at - 1) == "office" && self.reading.is_any(at - 2, &OFFICE)
    }

    /// "Students commemorating the 1989 crackdown were attacked"
    fn is_remembered(&self, time: &TimeExpression) -> bool {
        let reading = self.reading;
        let start = reading.sentence_of(time.tokens.start).start.max(time.tokens.start.saturating_sub(2));
        reading.holds(
            start..time.tokens.start,
            words!["commemorate", "commemorated", "commemorates", "commemorating", "remembering"],
        )
    }

    /// "After the murder of a priest, bishops called for calm on Monday": the day is that of what came after.
    fn is_of_what_followed(&self, index: usize, time: &TimeExpression) -> bool {
        let reading = self.reading;
        let at = self.hits[index].tokens.start;
        let start = reading.sentence_of(at).start;
        let comma = |range: Range<usize>| range.into_iter().any(|it| reading.word(it) == ",");
        let links = words!["after", "amid", "despite", "following"];
        reading.is_any(start, links)
            && at < time.tokens.start
            && !comma(start..at)
            && comma(at..time.tokens.start)
    }

    /// "demanded today that the murder be investigated": the day is that of a verb beside it.
    fn is_of_another_deed(&self, index: usize, time: &TimeExpression) -> bool {
        let reading = self.reading;
        if self.is_of_court(index, time)
            || self.is_of_talk(index, time)
            || self.is_of_admission(index, time)
            || self.is_remembered(time)
            || self.is_of_what_followed(index, time)
            || self.is_of_relative(index, time)
            || self.is_counted_over(time)
            || self.is_since(time)
            || self.is_of_other_noun(index, time)
        {
            return true;
        }
        let sentence = reading.sentence_of(time.tokens.start);
        let deed = |at: usize| {
            let word = reading.word(at);
            word.len() > 4
                && word.ends_with("ed")
                && !HAPPENED.has(word)
                && !self.hits_of(&sentence).any(|it| it.tokens.contains(&at))
        };
        let before = start_with(reading, time, words!["on"]);
        let elsewhere = reading.clause(time.tokens.start) != reading.clause(self.hits[index].tokens.start);
        // "killed by a group that was founded in 1984"
        let founded = |at: usize| {
            let between = !self.hits_of(&sentence).any(|it| it.tokens.contains(&at));
            between && reading.is_any(at, &BEGAN)
        };
        let others = self.times_of(self.hits[index].tokens.start);
        let told = others.into_iter().any(|it| it.role == Role::When && it.tokens != time.tokens);
        let led = start_with(reading, time, words!["at", "during", "in", "on", "since"]);
        let began = led.checked_sub(1).is_some_and(founded)
            || led > 1 && reading.word(led - 2) == "elected" && founded(led - 2);
        (elsewhere || told) && (began || self.is_of_office(led))
            || self.hits[index].usage == HitUsage::Noun
                && (deed(time.tokens.end) && !self.is_its_own(index, time)
                    || before.checked_sub(1).is_some_and(deed))
    }
}

/// Where an expression of time starts, the preposition that leads it included.
fn start_with(reading: &Reading<'_>, time: &TimeExpression, prepositions: &WordSet) -> usize {
    let start = time.tokens.start;
    start - usize::from(prepositions.has(reading.word_before(start)))
}

/// Verbs of those who own up to what happened before.
static ADMITTED: WordSet = WordSet::new(&["acknowledged", "admitted", "conceded", "disclosed"]);

/// Verbs that take or leave an office.
static OFFICE: WordSet = WordSet::new(&["assumed", "left", "resumed", "take", "taken", "takes", "took"]);

/// Verbs of what lasts from a day on, which is told in passing.
static BEGAN: WordSet = WordSet::new(&[
    "began", "begun", "born", "created", "elected", "established", "formed", "founded", "inaugurated",
    "started",
]);

/// What trials do on a day: "the trial of a man accused of murder began on Monday".
static SITTINGS: WordSet = WordSet::new(&[
    "adjourned", "began", "begins", "ended", "ends", "opened", "opens", "resumed", "resumes", "started",
    "starts",
]);

/// Verbs whose time is that of their noun: "the attack occurred today".
static HAPPENED: WordSet = WordSet::new(&[
    "affected", "carried", "caused", "claimed", "committed", "conducted", "damaged", "destroyed", "happened",
    "injured", "killed", "launched", "mounted", "occurred", "perpetrated", "registered", "staged",
    "suffered", "survived", "wounded",
]);

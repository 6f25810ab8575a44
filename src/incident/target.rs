//! Whom or what did it hit? Objects, subjects of passives, and what follows "on", "against", "of".

use std::ops::Range;

use super::{
    kind::Kind,
    lemma::{Inflected, is_noun_form},
    lexicon::{AUX, BE, DETERMINERS, PEOPLE, PREPOSITIONS, PRONOUNS, words},
    number,
    reading::Reading,
    time,
    trigger::{Hit, HitUsage},
    triggers::{self, Form, Trigger},
    weapon,
};
use crate::text::{Span, WordSet};

/// The words for what an event hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) text: String,
    pub(super) evidence: Span,
    /// Its words, folded, without small ones: two targets that share one may be the same.
    pub(super) words: Vec<String>,
    /// Is it a person by name?
    pub(super) is_person: bool,
    /// "her bodyguard": someone who belongs to one told of before.
    pub(super) owned: bool,
    /// "the bishop": someone the reader knows of.
    pub(super) definite: bool,
    /// "another businessman": none of those told of before.
    pub(super) other: bool,
}

/// Words that tell nothing about which target it is.
static COMMON: WordSet = WordSet::new(&[
    "and", "bullet", "bullets", "group", "kind", "leader", "man", "men", "of", "other", "others", "people",
    "person", "persons", "result", "rounds", "several", "shots", "some", "the", "three", "two", "woman",
]);

/// What the trigger says was hit, if it does.
pub(super) fn of(reading: &Reading<'_>, hit: &Hit) -> Option<Target> {
    let (start, end) = (hit.tokens.start, hit.tokens.end);
    let sentence = reading.sentence_of(start);
    let phrase = match hit.usage {
        _ if hit.trigger.form == Form::Happening => return None,
        // "drove a truck into people": with what, not whom.
        _ if hit.trigger.words.starts_with("drive ") => return None,
        HitUsage::Active if is_met(reading, hit) => subject(reading, hit),
        HitUsage::Active => aimed_at(reading, object(reading, end, sentence.end), sentence.end),
        HitUsage::Passive => subject(reading, hit),
        HitUsage::Noun => of_noun(reading, hit, &sentence)?,
    };
    named(reading, phrase)
}

/// Does the trigger say at all that someone was hit, were it only "a man"?
pub(super) fn is_told(reading: &Reading<'_>, hit: &Hit) -> bool {
    let phrase = match hit.usage {
        HitUsage::Active => object(reading, hit.tokens.end, reading.sentence_of(hit.tokens.start).end),
        HitUsage::Passive => subject(reading, hit),
        HitUsage::Noun => return false,
    };
    phrase.clone().any(|it| PEOPLE.has(reading.word(it)))
}

/// Is it the one who hits that is hurt, as whoever "hit a landmine"?
pub(super) fn is_met(reading: &Reading<'_>, hit: &Hit) -> bool {
    let meets = matches!(hit.trigger.words, "hit" | "strike") && hit.usage == HitUsage::Active;
    if hit.trigger.words.contains(" over * ") {
        return true;
    }
    let sentence = reading.sentence_of(hit.tokens.start);
    meets && reading.holds(object(reading, hit.tokens.end, sentence.end), &TRAPS)
}

/// What lies in wait: bombs and mines.
static TRAPS: WordSet = WordSet::new(&[
    "bomb", "bombs", "charge", "charges", "device", "explosive", "explosives", "ied", "landmine",
    "landmines", "mine", "mines",
]);

/// Asides between a subject and its verb at most.
const MOST_ASIDES: usize = 4;

/// Who did a verb in the active, as the one whom it hit; or whom a passive tells it of.
fn subject(reading: &Reading<'_>, hit: &Hit) -> Range<usize> {
    let start = reading.sentence_of(hit.tokens.start).start;
    let verbs = reading.verb_group_start(hit.tokens.start, start);
    let near = reading.subject_before(verbs, start);
    if reading.is_of_people(&near) {
        return near;
    }
    // "A bus was destroyed after hitting a mine"
    let circumstance = matches!(reading.word_before(verbs), "after" | "on" | "upon" | "when" | "while");
    if near.is_empty() && circumstance {
        return reading.phrase_from(start, verbs);
    }
    let relative = usize::from(matches!(reading.word_before(verbs), "that" | "which" | "who"));
    before_asides(reading, verbs - relative, start).unwrap_or(near)
}

/// "Ann Lee" of "Ann Lee, mayor of a town in the north, was shot": the people told before what commas set apart.
fn before_asides(reading: &Reading<'_>, mut end: usize, limit: usize) -> Option<Range<usize>> {
    let mut people = None;
    for _ in 0..MOST_ASIDES {
        if end <= limit + 1 || reading.word(end - 1) != "," {
            break;
        }
        let phrase = reading.phrase_until(end - 1, limit);
        if phrase.clone().any(|it| reading.is_person(it)) {
            return Some(phrase);
        }
        // "the bus, carrying forty passengers, was attacked"
        if reading.is_of_people(&phrase) && !reading.word(phrase.start).ends_with("ing") {
            people = Some(phrase);
        }
        let comma = (limit..end - 1).rev().take_while(|it| !AUX.has(reading.word(*it)));
        let Some(comma) = comma.into_iter().find(|it| reading.word(*it) == ",") else { break };
        end = comma + 1;
    }
    people
}

/// Is it someone told of before, by a pronoun: "kidnapped them", "shot at him", "she was killed"?
pub(super) fn is_pronoun(reading: &Reading<'_>, hit: &Hit) -> bool {
    let end = hit.tokens.end;
    let end = end + usize::from(matches!(reading.word(end), "at" | "on"));
    let start = reading.sentence_of(hit.tokens.start).start;
    let verbs = reading.verb_group_start(hit.tokens.start, start);
    match hit.usage {
        HitUsage::Active => reading.word(end) == "them" || reading.is_him_or_her(end),
        // "she was shot", "his car was hit"
        HitUsage::Passive => {
            let subject = subject(reading, hit);
            matches!(reading.word_before(verbs), "he" | "she")
                || matches!(reading.word_before(subject.start), "her" | "his" | "their")
                    && subject.start > start
                    && !subject.is_empty()
        }
        HitUsage::Noun => false,
    }
}

fn object(reading: &Reading<'_>, end: usize, limit: usize) -> Range<usize> {
    let mut end = reading.over_aside(end, limit);
    while matches!(reading.word(end), "dead" | "death" | "down" | "at" | "on" | "to" | "and" | "killed")
        && end < limit
    {
        end += 1;
    }
    // "attacked and sank a boat"
    let joined = reading.word_before(end) == "and" && Inflected::new(reading.word(end)).is_past();
    reading.phrase_from(end + usize::from(joined), limit)
}

/// "threw a grenade at a police station": a weapon is no target, what it was aimed at is.
fn aimed_at(reading: &Reading<'_>, object: Range<usize>, limit: usize) -> Range<usize> {
    let armed = weapon::find(reading, object.clone()).any(|it| it.tokens.end == object.end);
    let next = object.end;
    match reading.word(next) {
        _ if !armed => object,
        "at" | "into" | "on" | "toward" | "towards" => reading.phrase_from(next + 1, limit),
        _ => next..next,
    }
}

fn of_noun(reading: &Reading<'_>, hit: &Hit, sentence: &Range<usize>) -> Option<Range<usize>> {
    let (start, end) = (hit.tokens.start, hit.tokens.end);
    // "demonstrations against new taxes": what they are about.
    if hit.trigger.default == Kind::Protest {
        return None;
    }
    // "an attempt on the life of a judge"
    if hit.trigger.words.ends_with(" on") {
        let lives = (end..end + 3).find(|it| matches!(reading.word(*it), "life" | "lives"));
        let of = lives.filter(|it| reading.word(it + 1) == "of").map_or(end, |it| it + 2);
        return Some(reading.phrase_from(of, sentence.end));
    }
    let end = time::after_time(reading, end, sentence.end);
    // "The embassy was the target of a bomb attack"
    if let Some(subject) = targeted(reading, start, sentence.start) {
        return Some(subject);
    }
    match reading.word(end) {
        // "The judge has received death threats"
        word if word != "against" && hit.trigger.is_threat() && got_before(reading, hit).is_some() => {
            let got = got_before(reading, hit).unwrap_or(start);
            let verbs = reading.verb_group_start(got, sentence.start);
            let subject = reading.subject_before(verbs, sentence.start);
            // "The reporters resigned after receiving death threats"
            Some(match subject.is_empty() {
                true => reading.phrase_from(sentence.start, sentence.end),
                false => subject,
            })
        }
        "on" | "against" | "of" | "targeting" | "upon" => Some(reading.phrase_from(end + 1, sentence.end)),
        _ if start > sentence.start && reading.is_possessive(start - 1) => {
            Some(reading.phrase_until(start - 1, sentence.start))
        }
        _ => sufferer(reading, hit),
    }
}

/// What was "the target of" an event's noun at `noun`.
fn targeted(reading: &Reading<'_>, noun: usize, limit: usize) -> Option<Range<usize>> {
    let phrase = reading.phrase_until(noun, limit);
    let of = (phrase.start..noun).rev().find(|it| reading.word(*it) == "of")?;
    let role = of
        .checked_sub(1)
        .filter(|it| reading.is_any(*it, words!["object", "target", "targets", "victim", "victims"]))?;
    let verbs = (limit..role).rev().take(4).find(|it| reading.is_any(*it, &BE))?;
    // "who in late May was the target"
    let mut group = reading.verb_group_start(verbs, limit);
    while group > limit && time::is_of_time(reading.word(group - 1)) {
        group -= 1;
    }
    let near = reading.subject_before(group, limit);
    let relative = usize::from(matches!(reading.word_before(group), "that" | "which" | "who"));
    let whole = || before_asides(reading, group - relative, limit).unwrap_or(near.clone());
    let subject = if reading.is_of_people(&near) { near.clone() } else { whole() };
    // "Quetta and Karachi have been the targets of bombings": where, not what.
    (!subject.is_empty() && !subject.clone().all(|it| reading.is_toponym_at(it))).then_some(subject)
}

/// "received" of "received two anonymous threats"
pub(super) fn got_before(reading: &Reading<'_>, hit: &Hit) -> Option<usize> {
    let start = hit.tokens.start;
    let limit = reading.sentence_of(start).start.max(start.saturating_sub(GOT_REACH));
    (limit..start)
        .rev()
        .take_while(|it| reading.is_any(*it, &GOT) || !reading.breaks_phrase(*it))
        .find(|it| reading.is_any(*it, &GOT))
}

/// Words from "received" to "threats" at most.
const GOT_REACH: usize = 4;

/// "the candidate" of "the candidate died of gunshot wounds", "the minister" of "the minister survived an attack".
pub(super) fn sufferer(reading: &Reading<'_>, hit: &Hit) -> Option<Range<usize>> {
    let sentence = reading.sentence_of(hit.tokens.start);
    let verbs = if hit.trigger.words.ends_with(" wound") { &SUFFERED } else { &SURVIVED };
    let near = hit.tokens.start.saturating_sub(SUFFERER_REACH).max(sentence.start)..hit.tokens.start;
    let verb = near.into_iter().find(|it| reading.is_any(*it, verbs))?;
    // "Nurses treated a dog"
    let group = reading.verb_group_start(verb, sentence.start);
    if reading.word(verb) == "treated" && !reading.holds(group..verb, &BE) {
        return None;
    }
    let subject = reading.subject_before(reading.verb_group_start(verb, sentence.start), sentence.start);
    let subject = if reading.is_of_people(&subject) {
        Some(subject)
    } else {
        before_asides(reading, reading.verb_group_start(verb, sentence.start), sentence.start)
    };
    subject.filter(|it| !it.is_empty())
}

/// Words between what befell someone and the verb that tells of it at most.
const SUFFERER_REACH: usize = 7;

/// Verbs of those who die of wounds or bear them.
static SUFFERED: WordSet = WordSet::new(&[
    "die", "died", "dies", "dying", "succumbed", "suffered", "suffering", "sustained", "sustaining",
    "treated",
]);

/// What is told of those whom an attack missed.
static SURVIVED: WordSet = WordSet::new(&[
    "escape", "escaped", "escapes", "survive", "survived", "survives", "unharmed", "unhurt", "uninjured",
    "unscathed",
]);

/// The target that a phrase names, if it names one.
pub(super) fn named(reading: &Reading<'_>, mut phrase: Range<usize>) -> Option<Target> {
    let owner = |it: usize| matches!(reading.word(it), "her" | "his" | "their");
    let owned = owner(phrase.start) || phrase.start > 0 && owner(phrase.start - 1);
    let definite = matches!(reading.word(phrase.start), "the" | "this" | "that" | "these" | "those")
        || reading.word_before(phrase.start) == "the" && !phrase.is_empty();
    // "leaving 15 officers injured"
    if matches!(reading.word(phrase.start), "leaves" | "leaving" | "left") && !phrase.is_empty() {
        phrase.start += 1;
    }
    // "marched peacefully", not "shot Kelly"
    let adverb = |it: usize| {
        reading.word(it).ends_with("ly")
            && !reading.is_capital(it)
            && reading.name_at(it).is_none()
            && !reading.is_any(it, &PEOPLE)
    };
    if phrase.len() == 1 && adverb(phrase.start) {
        return None;
    }
    // "killed 26 people and wounded 55": how many, not whom.
    if number::number_at(reading, phrase.start).is_some_and(|it| it.end == phrase.end) {
        return None;
    }
    // "set tents ablaze"
    let lit = |it: usize| matches!(reading.word(it), "ablaze" | "afire" | "alight");
    phrase.start += usize::from(!phrase.is_empty() && lit(phrase.start));
    phrase.end -= usize::from(!phrase.is_empty() && lit(phrase.end - 1));
    while phrase.start < phrase.end
        && DETERMINERS.has(reading.word(phrase.start))
        && reading.word(phrase.start) != "another"
    {
        phrase.start += 1;
    }
    if matches!(
        reading.word(phrase.end.saturating_sub(1)),
        "ago"
            | "day"
            | "days"
            | "earlier"
            | "evening"
            | "hours"
            | "later"
            | "month"
            | "months"
            | "morning"
            | "night"
            | "week"
            | "weeks"
            | "year"
            | "years"
    ) {
        return None;
    }
    let is_time = |it: &usize| time::is_time_or_month(reading.word(*it));
    // "the following Sunday the residence"
    let led = |it: &usize| *it + 2 < phrase.end && DETERMINERS.has(reading.word(*it + 1));
    if let Some(timed) = phrase.clone().filter(is_time).find(led) {
        phrase.start = timed + 2;
    }
    if let Some(timed) = phrase.clone().find(is_time) {
        phrase.end = timed;
    }
    // "the whereabouts of seven students"
    if BORNE.has(reading.word(phrase.start)) && reading.word(phrase.start + 1) == "of" && phrase.len() > 2 {
        phrase.start += 2;
    }
    if let Some(name) = reading.name_at(phrase.start).filter(|_| reading.is_person(phrase.start)) {
        phrase.end = phrase.end.min(name.tokens.end);
    }
    while phrase.start < phrase.end && matches!(reading.word(phrase.start), "least" | "disperse") {
        phrase.start += 1;
    }
    let first = reading.word(phrase.start);
    let is_weapon = || {
        reading.is_any(phrase.end - 1, words!["charge", "charges", "device", "devices"])
            || weapon::find(reading, phrase.clone()).any(|it| it.tokens.end == phrase.end)
    };
    let nothing = phrase.is_empty()
        || first == "magnitude"
        || is_weapon()
        || is_event(reading, &phrase)
        || matches!(first, "her" | "him" | "himself" | "me" | "them" | "themselves")
        || PREPOSITIONS.has(first)
        || (phrase.len() == 1 && PRONOUNS.has(first) && !reading.is_initials(phrase.start));
    if nothing {
        return None;
    }
    let joined = joined(reading, &phrase);
    let words: Vec<String> = joined
        .clone()
        .filter(|it| !reading.is_mark(*it) && !reading.is_possessive(*it))
        // "the home of a member of the Social Movement (MPSC)": initials tell no one from others.
        .filter(|it| !matches!(reading.word_before(*it), "(" | "["))
        .map(|it| reading.word(it).to_owned())
        .filter(|it| it.len() > 2 && !COMMON.has(it) && !DETERMINERS.has(it) && !number::is_number_word(it))
        .collect();
    // "killing three", "Six people" say how many, not whom.
    if words.is_empty() {
        return None;
    }
    let is_person = joined.into_iter().any(|it| reading.is_person(it));
    let other = first == "another" && number::number_at(reading, phrase.start + 1).is_none();
    Some(Target {
        text: reading.text(phrase.clone()),
        evidence: reading.span(phrase),
        words,
        is_person,
        owned,
        definite,
        other,
    })
}

/// What those do who are threatened.
static GOT: WordSet = WordSet::new(&["get", "gets", "got", "receive", "received", "receives", "receiving"]);

/// What people have or leave, for them.
static BORNE: WordSet = WordSet::new(&[
    "bodies", "body", "condition", "corpse", "corpses", "fate", "funeral", "life", "lives", "remains",
    "total", "whereabouts",
]);

/// Parts of one list of those hit at most.
const MOST_JOINED: usize = 4;

/// The phrase with what "and" joins to it: "the priests and their cook", "Ann Lee, Bob Ray and Carl Day".
fn joined(reading: &Reading<'_>, phrase: &Range<usize>) -> Range<usize> {
    let sentence = reading.sentence_of(phrase.start);
    let (mut start, mut end) = (phrase.start, phrase.end);
    while start > sentence.start && DETERMINERS.has(reading.word(start - 1)) {
        start -= 1;
    }
    for part in 0..MOST_JOINED {
        let link = reading.word_before(start);
        if start <= sentence.start + 1 || !(link == "and" || link == "," && part > 0) {
            break;
        }
        let before = reading.phrase_until(start - 1, sentence.start);
        if before.is_empty() {
            break;
        }
        start = before.start;
    }
    if reading.word(end) == "and" && !Inflected::new(reading.word(end + 1)).is_past() {
        let after = reading.phrase_from(end + 1, sentence.end);
        if reading.is_of_people(&after) {
            end = after.end;
        }
    }
    start..end
}

/// "several armed clashes left eight dead", "the explosion": what happens is not hit.
fn is_event(reading: &Reading<'_>, phrase: &Range<usize>) -> bool {
    let Some(head) = reading.head(phrase.clone()) else { return false };
    let word = reading.word(head);
    let noun = |row: &Trigger| {
        matches!(row.form, Form::Noun | Form::Reference)
            && !row.words.contains(' ')
            && is_noun_form(row.words, word)
    };
    triggers::starting_like(word).iter().any(noun)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::{testing::with_reading, trigger};

    fn target_of(text: &str) -> Option<String> {
        with_reading(text, |reading| of(reading, &trigger::find(reading)[0]).map(|it| it.text))
    }

    #[test]
    fn what_was_hit() {
        let some = |it: &str| Some(it.to_owned());
        assert_eq!(target_of("Gunmen attacked a police van in the town."), some("police van"));
        assert_eq!(target_of("A police van was attacked."), some("police van"));
        assert_eq!(target_of("The attack on a police van failed."), some("police van"));
        assert_eq!(target_of("The murder of {@Ann Lee} shook them."), some("Ann Lee"));
        assert_eq!(target_of("{@Ann Lee}'s murder shook them."), some("Ann Lee"));
        assert_eq!(target_of("Rebels murdered, at gunpoint, a nurse."), some("nurse"));
        assert_eq!(target_of("The murder on 3 May of a priest was condemned."), some("priest"));
        assert_eq!(target_of("The embassy was the target of a bomb attack."), some("embassy"));
        assert_eq!(target_of("The judge, who in late May was the target of an attack, left."), some("judge"));
        assert_eq!(target_of("{Quetta} was the target of a bomb attack."), None);
        let judge = "The judge appointed to investigate the deaths was attacked.";
        assert_eq!(target_of(judge), some("judge"));
        assert_eq!(target_of("A bomb exploded."), None);
        assert_eq!(target_of("The attack came at dawn."), None);
    }
}

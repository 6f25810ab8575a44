//! Whom or what did it hit? Objects, subjects of passives, and what follows "on", "against", "of".

use std::ops::Range;

use super::{
    lexicon::{DETERMINERS, PREPOSITIONS, PRONOUNS},
    number,
    reading::Reading,
    time,
    trigger::{Hit, HitUsage},
    triggers::Form,
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
}

/// Words that tell nothing about which target it is.
static COMMON: WordSet = WordSet::new(&[
    "and", "group", "leader", "man", "men", "of", "other", "others", "people", "person", "persons",
    "several", "some", "the", "three", "two", "woman",
]);

/// What the trigger says was hit, if it does.
pub(super) fn of(reading: &Reading<'_>, hit: &Hit) -> Option<Target> {
    let (start, end) = (hit.tokens.start, hit.tokens.end);
    let sentence = reading.sentence_of(start);
    let phrase = match hit.usage {
        _ if hit.trigger.form == Form::Happening => return None,
        HitUsage::Active => object(reading, end, sentence.end),
        HitUsage::Passive => {
            let group = reading.verb_group_start(start, sentence.start);
            reading.phrase_until(group, sentence.start)
        }
        HitUsage::Noun => of_noun(reading, hit, &sentence)?,
    };
    target(reading, phrase)
}

/// Is the object a pronoun for someone told of before: "kidnapped them"?
pub(super) fn is_pronoun(reading: &Reading<'_>, hit: &Hit) -> bool {
    hit.usage == HitUsage::Active && matches!(reading.word(hit.tokens.end), "him" | "them")
}

fn object(reading: &Reading<'_>, end: usize, limit: usize) -> Range<usize> {
    let mut end = end;
    while matches!(reading.word(end), "dead" | "down" | "at" | "on" | "to" | "and" | "killed") && end < limit
    {
        end += 1;
    }
    reading.phrase_from(end, limit)
}

fn of_noun(reading: &Reading<'_>, hit: &Hit, sentence: &Range<usize>) -> Option<Range<usize>> {
    let (start, end) = (hit.tokens.start, hit.tokens.end);
    match reading.word(end) {
        "on" | "against" | "of" | "targeting" | "upon" => Some(reading.phrase_from(end + 1, sentence.end)),
        _ if start > sentence.start && reading.is_possessive(start - 1) => {
            Some(reading.phrase_until(start - 1, sentence.start))
        }
        _ => None,
    }
}

fn target(reading: &Reading<'_>, mut phrase: Range<usize>) -> Option<Target> {
    while phrase.start < phrase.end
        && DETERMINERS.has(reading.word(phrase.start))
        && reading.word(phrase.start) != "another"
    {
        phrase.start += 1;
    }
    if matches!(
        reading.word(phrase.end.saturating_sub(1)),
        "day" | "evening" | "month" | "morning" | "night" | "week" | "year"
    ) {
        return None;
    }
    let timed = phrase.clone().find(|it| time::is_time_word(reading.word(*it)));
    if let Some(timed) = timed {
        phrase.end = timed;
    }
    if let Some(name) = reading.name_at(phrase.start).filter(|_| reading.is_person(phrase.start)) {
        phrase.end = phrase.end.min(name.tokens.end);
    }
    let first = reading.word(phrase.start);
    let nothing = phrase.is_empty()
        || matches!(first, "her" | "him" | "himself" | "me" | "them" | "themselves")
        || PREPOSITIONS.has(first)
        || (phrase.len() == 1 && PRONOUNS.has(first) && !reading.is_initials(phrase.start));
    if nothing {
        return None;
    }
    let words: Vec<String> = phrase
        .clone()
        .filter(|it| !reading.is_mark(*it) && !reading.is_possessive(*it))
        .map(|it| reading.word(it).to_owned())
        .filter(|it| it.len() > 2 && !COMMON.has(it) && !DETERMINERS.has(it) && !number::is_number_word(it))
        .collect();
    // "killing three", "Six people" say how many, not whom.
    if words.is_empty() {
        return None;
    }
    let is_person = phrase.clone().any(|it| reading.is_person(it));
    Some(Target { text: reading.text(phrase.clone()), evidence: reading.span(phrase), words, is_person })
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
        assert_eq!(target_of("A bomb exploded."), None);
        assert_eq!(target_of("The attack came at dawn."), None);
    }
}

//! Signs that tell a reported event from talk about events: what the trained weights are asked about.
//!
//! A sign is a short name ("time:day", "before:another") that holds of an event or does not. None of them
//! is the name of a place, a person or a group: what is learnt has to hold for texts about others.

use std::ops::Range;

use super::{
    lexicon::{
        ACHIEVED, ADVERBS, AUX, BE, CONDITIONS, CONJUNCTIONS, CUMULATIVE, DETERMINERS, FORCES_ORG,
        FORCES_PEOPLE, MODALS, NEGATIONS, PEOPLE, PREPOSITIONS, PRONOUNS, SPEECH, SUBORDINATORS, TALK, TRIED,
        UNREAL_BEFORE_NOUN,
    },
    merge::Case,
    model::{ActorKind, Stage},
    number,
    reading::Reading,
    report::Strength,
    time,
    trigger::HitUsage,
    vocabulary,
};
use crate::gazetteer::GeoPrecision;
use crate::text::WordSet;

/// Words of one sentence that are looked at for talk.
const LONGEST_SENTENCE: usize = 80;

/// All signs of an event, one of `events` of its text, sorted, each once.
pub(super) fn signs(case: &Case, reading: &Reading<'_>, events: usize) -> Vec<String> {
    let mut signs = Vec::with_capacity(48);
    of_fields(case, reading, &mut signs);
    of_text(case, events, &mut signs);
    of_words(case, reading, &mut signs);
    signs.sort();
    signs.dedup();
    signs
}

fn of_fields(case: &Case, reading: &Reading<'_>, signs: &mut Vec<String>) {
    let mut sign = |words: &str| signs.push(words.to_owned());
    sign(match case.strength {
        Strength::Dependent => "strength:dependent",
        Strength::Weak => "strength:weak",
        Strength::Own => "strength:own",
    });
    sign(match case.usage {
        HitUsage::Noun if case.definite => "usage:the-noun",
        HitUsage::Noun => "usage:noun",
        HitUsage::Active => "usage:active",
        HitUsage::Passive => "usage:passive",
    });
    sign(&format!("trigger:{}", case.words));
    if case.generic {
        sign("generic");
    }
    if case.stage != Stage::Accomplished {
        sign("not-accomplished");
    }
    sign(match case.time.map(|it| it.0.len()) {
        None => "time:none",
        Some(..=2) => "time:day",
        Some(..=10) => "time:week",
        Some(..=31) => "time:month",
        Some(_) => "time:long",
    });
    let precision = case.places.first().and_then(|it| reading.place(*it)).map(|it| it.precision());
    sign(match precision {
        _ if !case.place_told => "place:none",
        Some(it) if it < GeoPrecision::Region => "place:fine",
        Some(GeoPrecision::Region) => "place:region",
        _ => "place:country",
    });
    for (harm, count) in [("killed", case.toll.killed), ("injured", case.toll.injured)] {
        let size = match count.map(|it| it.best) {
            None => "untold",
            Some(None) => "uncounted",
            Some(Some(0)) => "none",
            Some(Some(1)) => "one",
            Some(Some(2..=30)) => "some",
            Some(Some(_)) => "many",
        };
        sign(&format!("{harm}:{size}"));
    }
    for actor in &case.actors {
        sign(match (actor.kind, actor.claimed) {
            (_, true) => "actor:claims",
            (ActorKind::Organisation, _) => "actor:organisation",
            (ActorKind::Individual, _) => "actor:individual",
        });
    }
    if case.actors.is_empty() {
        sign("actor:none");
    }
    sign(match case.targets.first() {
        None => "target:none",
        Some(it) if it.is_person => "target:person",
        Some(it) if it.text.starts_with(|it: char| it.is_ascii_digit()) => "target:counted",
        Some(_) => "target:other",
    });
    sign(if case.weapons.is_empty() { "weapon:none" } else { "weapon:told" });
}

fn of_text(case: &Case, events: usize, signs: &mut Vec<String>) {
    let mut sign = |words: String| signs.push(words);
    let first = case.sentences.first().copied().unwrap_or(0);
    sign(format!("told-in:{}", case.sentences.len().min(4)));
    sign(format!(
        "sentence:{}",
        match first {
            0 => "0",
            1 => "1",
            2 | 3 => "2-3",
            4..=7 => "4-7",
            8..=15 => "8-15",
            _ => "16+",
        }
    ));
    sign(format!(
        "events:{}",
        match events {
            1 => "1",
            2 | 3 => "2-3",
            4..=8 => "4-8",
            _ => "9+",
        }
    ));
}

fn of_words(case: &Case, reading: &Reading<'_>, signs: &mut Vec<String>) {
    let at = case.tokens.start;
    let sentence = reading.sentence_of(at);
    if at > sentence.start {
        signs.extend(class(reading, at - 1).map(|it| format!("right-before:{it}")));
    }
    signs.extend(class(reading, case.tokens.end).map(|it| format!("right-after:{it}")));
    signs.push(format!("scene-words:{}", vocabulary::of_scene(reading, &case.tokens)));
    of_sentence(reading, sentence, signs);
}

fn of_sentence(reading: &Reading<'_>, sentence: Range<usize>, signs: &mut Vec<String>) {
    for at in sentence.clone().take(LONGEST_SENTENCE) {
        let word = reading.word(at);
        if TALK.has(word) || MODALS.has(word) || CUMULATIVE.has(word) || CONDITIONS.has(word) {
            signs.push(format!("with:{word}"));
        }
        if is_speaker(reading, at) {
            signs.push("with:speaker".to_owned());
        }
        if matches!(word, "“" | "”" | "\"") {
            signs.push("with:quotes".to_owned());
        }
        if reading.is_person(at) {
            signs.push("with:person".to_owned());
        }
    }
    signs.push(
        match sentence.len() {
            0..=12 => "sentence-length:short",
            13..=30 => "sentence-length:middle",
            _ => "sentence-length:long",
        }
        .to_owned(),
    );
}

/// What is said of a word: itself, if it is of no one's name, or its class.
fn class<'r>(reading: &'r Reading<'_>, at: usize) -> Option<&'r str> {
    static GRAMMAR: [&WordSet; 16] = [
        &ACHIEVED, &ADVERBS, &AUX, &BE, &CONDITIONS, &CONJUNCTIONS, &CUMULATIVE, &DETERMINERS, &MODALS,
        &NEGATIONS, &PREPOSITIONS, &PRONOUNS, &SUBORDINATORS, &TALK, &TRIED, &UNREAL_BEFORE_NOUN,
    ];
    let word = reading.word(at);
    if reading.mention_at(at).is_some() {
        return Some("<place>");
    }
    if reading.name_at(at).is_some() {
        return Some(if reading.is_person(at) { "<person>" } else { "<name>" });
    }
    if time::is_time_word(word) {
        return Some("<time>");
    }
    if number::is_number_word(word) {
        return Some("<number>");
    }
    if GRAMMAR.iter().any(|it| it.has(word)) {
        return Some(word);
    }
    match () {
        () if SPEECH.has(word) => Some("<speech>"),
        // Whether soldiers or others were hit says what was kept in the keys, not whether it is told.
        () if FORCES_PEOPLE.has(word) || FORCES_ORG.has(word) || PEOPLE.has(word) => Some("<people>"),
        () if reading.is_mark(at) => Some("<mark>"),
        () => None,
    }
}

fn is_speaker(reading: &Reading<'_>, at: usize) -> bool {
    matches!(reading.word(at), "i" | "me" | "my" | "our" | "ours" | "us" | "we" | "you" | "your")
        && !(reading.word(at) == "us" && (reading.is_initials(at) || reading.mention_at(at).is_some()))
}

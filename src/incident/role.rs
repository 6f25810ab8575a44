//! When it happened, or when someone spoke of it? What an expression of time says about the event beside it.

use std::ops::Range;

use super::{
    dateline,
    lexicon::{SPEECH, words},
    number::number_at,
    reading::Reading,
    time::Role,
};
use crate::text::WordSet;

/// Where an expression starts with the words that lead it.
pub(super) fn with_lead(reading: &Reading<'_>, start: usize, leads: &WordSet) -> usize {
    let mut before = start;
    while before > 0 && reading.is_any(before - 1, leads) {
        before -= 1;
    }
    before
}

/// What the expression at `tokens` says; `future`: its days are still to come.
pub(super) fn of(reading: &Reading<'_>, tokens: &Range<usize>, future: bool) -> Role {
    let leads = words!["earlier", "early", "in", "last", "late", "on", "the"];
    let before = with_lead(reading, tokens.start, leads);
    match reading.word_before(before) {
        // "the toll from Monday's earthquake"
        // "from 3 to 5 June"
        "from" if reading.holds(tokens.clone(), words!["-", "through", "to", "–"]) => {}
        // "vacant since 1 August, when its holder was shot"
        "since" if reading.word(tokens.end + usize::from(reading.word(tokens.end) == ",")) == "when" => {}
        "since" | "until" | "till" | "from" if !reading.is_possessive(tokens.end) => return Role::Since,
        "to" | "with" if before > 1 && reading.word(before - 2) == "compared" => return Role::Since,
        _ if future => return Role::Future,
        _ => {}
    }
    // "in the last three years" counts over a time rather than telling when.
    if matches!(reading.word(tokens.end - 1), "years" | "months") && reading.word(tokens.end) != "ago" {
        return Role::Since;
    }
    let told = is_after_rise(reading, tokens.start)
        || is_said(reading, before, tokens.end)
        || is_risen(reading, before)
        || dateline::holds(reading, tokens);
    if told { Role::Said } else { Role::When }
}

/// "the toll rose to at least 54 on Monday": when it was counted.
fn is_risen(reading: &Reading<'_>, start: usize) -> bool {
    let clause = reading.clause_range(start.saturating_sub(1));
    let near = start.saturating_sub(RISEN_REACH).max(clause.start)..start;
    let rose = near.clone().find(|it| {
        let word = reading.word(*it);
        let rises = matches!(
            word,
            "climbed" | "climbs" | "grew" | "increased" | "jumped" | "risen" | "rises" | "rose"
        );
        word == "reached" || rises && reading.word(it + 1) == "to"
    });
    rose.is_some_and(|rose| {
        (rose + 1..start).any(|it| number_at(reading, it).is_some())
            && reading.holds(clause.start..rose, words!["count", "number", "toll"])
    })
}

/// "the number killed has risen to 21 after three men died over the weekend"
fn is_after_rise(reading: &Reading<'_>, start: usize) -> bool {
    let sentence = reading.sentence_of(start);
    let rose = (sentence.start..start)
        .find(|it| matches!(reading.word(*it), "climbed" | "risen" | "rose") && reading.word(it + 1) == "to");
    rose.is_some_and(|rose| {
        reading.holds(sentence.start..rose, words!["count", "number", "toll"])
            && reading.holds(rose..start, words!["bodies", "died", "succumbed"])
    })
}

/// Words from "rose to at least 54 people" to its end at most.
const RISEN_REACH: usize = 7;

/// "announced today that", "today stated", "said on Friday", "in an interview with the paper this week"
fn is_said(reading: &Reading<'_>, start: usize, end: usize) -> bool {
    let sentence = reading.sentence_of(end.saturating_sub(1));
    // "reports on Monday's attack"
    if reading.is_possessive(end) {
        return false;
    }
    let speech = |at: usize| sentence.contains(&at) && reading.is_any(at, &SPEECH);
    let mut next = end;
    while matches!(
        reading.word(next),
        "afternoon" | "also" | "evening" | "has" | "have" | "morning" | "night"
    ) {
        next += 1;
    }
    if speech(next) {
        return true;
    }
    // "according to military sources today"
    let source = reading.phrase_until(start, sentence.start);
    if source.start > 1
        && reading.word(source.start - 1) == "to"
        && reading.word(source.start - 2) == "according"
    {
        return true;
    }
    let Some(before) = start.checked_sub(1) else { return false };
    // "told reporters on Friday", "said in a statement on Friday": a few words may stand between.
    (0..7)
        .map_while(|it| before.checked_sub(it))
        .take_while(|it| {
            reading.clause(*it) == reading.clause(before) && !matches!(reading.word(*it), " | " | "that")
        })
        .enumerate()
        .any(|(gap, it)| {
            speech(it)
                && (gap == 0
                    || reading.holds(
                        it + 1..start,
                        words![
                            "communique", "conference", "interview", "journalists", "media", "newsmen",
                            "press", "report", "reporters", "statement",
                        ],
                    ))
        })
}

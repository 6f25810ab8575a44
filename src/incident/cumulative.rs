//! Is a toll that of a war, a year or a series of events, rather than of one?

use super::{
    calendar::weekday,
    lexicon::{CUMULATIVE, FORCES_PEOPLE, PEOPLE, PREPOSITIONS, words},
    reading::Reading,
};
use crate::text::TokenKind;

/// Words from "war" to the verb it is the subject of at most.
const WAR_REACH: usize = 14;

/// "The war has killed 3,000 people since 2004", "an average of ten deaths a year"
pub(super) fn is_cumulative(reading: &Reading<'_>, at: usize) -> bool {
    let sentence = reading.sentence_of(at);
    let near = at.saturating_sub(12).max(sentence.start)..(at + 14).min(sentence.end);
    is_of_war(reading, at)
        || near.clone().any(|it| {
            let word = reading.word(it);
            let recent = matches!(reading.word(it + 1), "yesterday" | "overnight")
                || weekday(reading.word(it + 1)).is_some()
                || matches!(
                    (reading.word(it + 1), reading.word(it + 2)),
                    ("last", "night" | "week" | "month" | "weekend") | ("the", "weekend")
                )
                || reading.word(it + 1) == "last" && weekday(reading.word(it + 2)).is_some();
            // "vacant since 1 May, when the mayor was killed"
            let opens = it < at && (it..at).any(|it| reading.word(it) == "when");
            let since = word == "since"
                && !recent
                && !opens
                && reading
                    .tokens
                    .get(it + 1)
                    .is_some_and(|next| next.kind == TokenKind::Number || next.kind == TokenKind::Word);
            let span = matches!(word, "past" | "last")
                && (it + 1..it + 4)
                    .any(|next| matches!(reading.word(next), "years" | "months" | "decade" | "decades"));
            let so_far = word == "so" && reading.word(it + 1) == "far" && reading.word(it + 2) == "this";
            let year = word == "year"
                && reading.word(it - usize::from(it > 0)) == "this"
                && reading.holds(near.clone(), words!["already", "far", "number", "total"]);
            since
                || span
                || so_far
                || year
                || CUMULATIVE.has(word) && !matches!(word, "total" | "each" | "every" | "years" | "war")
                || (word == "years" && matches!(reading.word_before(it), "10" | "ten" | "of"))
                || (word == "war"
                    && reading.word(it + 1) != "-"
                    && matches!(reading.word_before(it), "a" | "civil" | "the" | "this" | "year")
                    && it.abs_diff(at) < 6)
        })
}

/// "The war between the army and the rebels has killed 3,000": does a war do what the verb at `at` tells?
pub(super) fn is_of_war(reading: &Reading<'_>, at: usize) -> bool {
    let clause = reading.clause_range(at);
    let verbs = reading.verb_group_start(at, clause.start);
    let perfect = reading.holds(verbs..at, words!["had", "has", "have"]) && reading.word_before(at) != "been";
    let start = verbs.saturating_sub(WAR_REACH).max(clause.start);
    let war = (start..verbs).find(|it| reading.is_any(*it, words!["conflict", "insurgency", "war"]));
    // "Rebels in the war have killed six", "a post-war bomb has killed three"
    perfect
        && war.is_some_and(|it| {
            let heads = it + 1 == verbs || PREPOSITIONS.has(reading.word(it + 1)) || reading.is_mark(it + 1);
            let leads = |it: usize| {
                reading.is_mark(it)
                    || PREPOSITIONS.has(reading.word(it))
                    || reading.is_any(it, &PEOPLE)
                    || reading.is_any(it, &FORCES_PEOPLE)
            };
            heads && reading.word(it + 1) != "-" && !(start..it).any(leads)
        })
}

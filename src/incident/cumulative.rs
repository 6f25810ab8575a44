//! Is a toll that of a war, a year or a series of events, rather than of one?

use super::{
    calendar::weekday,
    lexicon::{CUMULATIVE, words},
    reading::Reading,
};
use crate::text::TokenKind;

/// "The war has killed 3,000 people since 2004", "an average of ten deaths a year"
pub(super) fn is_cumulative(reading: &Reading<'_>, at: usize) -> bool {
    let sentence = reading.sentence_of(at);
    let near = at.saturating_sub(12).max(sentence.start)..(at + 14).min(sentence.end);
    reading.is_of_war(at)
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

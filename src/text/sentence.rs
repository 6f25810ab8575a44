//! Where sentences end.

use super::words::WordSet;
use std::ops::Range;

use super::token::{Case, Token, TokenKind};

/// Words whose dot does not end a sentence.
static ABBREVIATIONS: WordSet = WordSet::new(&[
    "adm", "apr", "aug", "ave", "brig", "bros", "capt", "cmdr", "col", "corp", "cpl", "dec", "dept", "dr",
    "est", "etc", "feb", "fri", "ft", "gen", "gov", "hon", "inc", "jan", "jr", "jul", "jun", "lt", "ltd",
    "maj", "mar", "messrs", "mr", "mrs", "ms", "mt", "nov", "oct", "pres", "prof", "pvt", "rep", "rev",
    "sen", "sep", "sept", "sgt", "sr", "st", "ste", "vs",
]);

/// Cuts tokens into sentences that cover them all, in order.
///
/// A sentence ends after `.`, `!`, `?` or `…` (and closing quotes) when what follows starts like a
/// sentence, and at every blank line.
pub(super) fn split(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for at in 1..tokens.len() {
        if ends_before(text, tokens, at) {
            sentences.push(start..at);
            start = at;
        }
    }
    if start < tokens.len() {
        sentences.push(start..tokens.len());
    }
    sentences
}

fn ends_before(text: &str, tokens: &[Token], at: usize) -> bool {
    let gap = &text[tokens[at - 1].span.end()..tokens[at].span.start()];
    if gap.is_empty() {
        return false;
    }
    if gap.bytes().filter(|it| *it == b'\n').count() > 1 {
        return true;
    }
    let mut last = at - 1;
    while last > 0 && is_closing(tokens[last].span.of(text)) {
        last -= 1;
    }
    let stop = tokens[last].span.of(text);
    let next = &tokens[at];
    let starts = matches!(next.case, Case::Title | Case::Upper | Case::Initial)
        || next.kind == TokenKind::Number
        || (next.kind == TokenKind::Mark && is_opening(next.span.of(text)));
    match stop {
        "!" | "?" | "…" => starts,
        "." => starts && !(last > 0 && is_abbreviated(text, tokens, last)),
        // Initials keep their dot ("in the U.S. The army"): only a common opening word parts them.
        _ => stop.ends_with('.') && is_opening_word(next.span.of(text)),
    }
}

fn is_abbreviated(text: &str, tokens: &[Token], stop: usize) -> bool {
    let before = &tokens[stop - 1];
    if before.kind != TokenKind::Word || before.span.end() != tokens[stop].span.start() {
        return false;
    }
    let word = before.span.of(text);
    before.case == Case::Initial || (word.len() <= 6 && ABBREVIATIONS.has(&word.to_ascii_lowercase()))
}

fn is_closing(mark: &str) -> bool {
    matches!(mark, "\"" | "”" | "’" | "'" | ")" | "]" | "»")
}

fn is_opening(mark: &str) -> bool {
    matches!(mark, "\"" | "“" | "‘" | "'" | "(" | "[" | "«" | "–" | "—" | "-" | "•" | "*")
}

fn is_opening_word(word: &str) -> bool {
    static WORDS: WordSet = WordSet::new(&[
        "A", "After", "An", "And", "As", "At", "But", "By", "For", "He", "Her", "His", "I", "If", "In", "It",
        "Its", "Most", "No", "On", "One", "Our", "She", "Some", "That", "The", "Their", "There", "These",
        "They", "This", "Those", "Two", "We", "What", "When", "While", "With", "You",
    ]);
    WORDS.has(word)
}

#[cfg(test)]
mod tests {
    use crate::text::Tokens;

    fn sentences(text: &str) -> Vec<&str> {
        let tokens = Tokens::new(text);
        tokens.sentences().iter().map(|it| tokens.span_of(it.clone()).of(text)).collect()
    }

    #[test]
    fn dots_of_titles_and_initials_do_not_end_a_sentence() {
        assert_eq!(
            sentences("Gen. Raheel met Mr. J. Smith in the U.S. Army base. He left."),
            ["Gen. Raheel met Mr. J. Smith in the U.S. Army base.", "He left."]
        );
        assert_eq!(
            sentences("They left the U.S. The army stayed."),
            ["They left the U.S.", "The army stayed."]
        );
    }

    #[test]
    fn quotes_close_and_blank_lines_part() {
        assert_eq!(sentences("\"Go.\" He went! Why?"), ["\"Go.\"", "He went!", "Why?"]);
        assert_eq!(
            sentences("Attacks raise questions\n\nThere are"),
            ["Attacks raise questions", "There are"]
        );
        assert_eq!(sentences("wrapped\nline goes on"), ["wrapped\nline goes on"]);
    }
}

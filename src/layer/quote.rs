//! The words around a mention or an incident, short enough to show.

use std::ops::Range;

use crate::text::{Span, Tokens};

/// Longest quote of a mention in bytes.
const MENTION_BYTES: usize = 240;

/// Longest quote of an incident in bytes.
const INCIDENT_BYTES: usize = 600;

/// The sentence of a mention, or as much of it around the mention as is short enough to show.
///
/// White space is folded to single blanks; `…` stands for what was left out.
pub(super) fn around(mention: Span, tokens: &Tokens<'_>) -> String {
    let focus = tokens.range_of(mention);
    let sentence = tokens.sentence_of(focus.start);
    let shown = window(&sentence, &focus, tokens, MENTION_BYTES);
    let span = clipped(tokens.span_of(shown.clone()), mention, tokens.text(), MENTION_BYTES);
    let before = if shown.start > sentence.start { "… " } else { "" };
    let after = if shown.end < sentence.end { " …" } else { "" };
    format!("{before}{}{after}", folded(span.of(tokens.text())))
}

/// The part of a quotation around the words that told of an incident, as it stands in the text.
pub(super) fn of_incident(quotation: Option<&Span>, trigger: Span, tokens: &Tokens<'_>) -> Span {
    let focus = tokens.range_of(trigger);
    let whole = match quotation {
        Some(span) if span.contains(trigger) => tokens.range_of(*span),
        _ => tokens.sentence_of(focus.start),
    };
    let shown = window(&whole, &focus, tokens, INCIDENT_BYTES);
    clipped(tokens.span_of(shown), trigger, tokens.text(), INCIDENT_BYTES)
}

/// Words with all white space and control characters folded to single blanks.
pub(super) fn folded(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for part in words.split(|it: char| it.is_whitespace() || it.is_control()).filter(|it| !it.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(part);
    }
    out
}

/// The tokens around `focus`, within `whole`, that fit into some bytes: as many before as after.
fn window(whole: &Range<usize>, focus: &Range<usize>, tokens: &Tokens<'_>, bytes: usize) -> Range<usize> {
    let mut shown = focus.start.max(whole.start)..focus.end.min(whole.end);
    if shown.is_empty() {
        return focus.clone();
    }
    let fits = |range: &Range<usize>| tokens.span_of(range.clone()).len() <= bytes;
    loop {
        let before = shown.start.saturating_sub(1).max(whole.start)..shown.end;
        let after = shown.start..(shown.end + 1).min(whole.end);
        let (grown, other) = if shown.end.saturating_sub(focus.end) < focus.start.saturating_sub(shown.start)
        {
            (after, before)
        } else {
            (before, after)
        };
        shown = match (grown != shown && fits(&grown), other != shown && fits(&other)) {
            (true, _) => grown,
            (false, true) => other,
            (false, false) => return shown,
        };
    }
}

/// A span held to some bytes from the start of `focus` on, where one token alone is longer.
fn clipped(span: Span, focus: Span, text: &str, bytes: usize) -> Span {
    if span.len() <= bytes {
        return span;
    }
    let start = focus.start().max(span.start());
    let mut end = span.end().min(start + bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    Span::new(start, end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn quote(text: &str, mention: &str) -> String {
        let start = text.find(mention).unwrap();
        around(Span::new(start, start + mention.len()), &Tokens::new(text))
    }

    #[test]
    fn a_short_sentence_is_quoted_whole() {
        assert_eq!(
            quote("Sun. Rain fell in\n  Nairobi today. Sun.", "Nairobi"),
            "Rain fell in Nairobi today."
        );
    }

    #[test]
    fn a_long_one_is_cut_around_the_mention() {
        let text = format!("{} Nairobi {}", "before ".repeat(90), "after ".repeat(90));
        let quote = quote(&text, "Nairobi");
        assert!(quote.starts_with("… before") && quote.ends_with("after after …"), "{quote}");
        let (before, after) = quote.split_once("Nairobi").unwrap();
        assert!(before.len().abs_diff(after.len()) < 40, "{quote}");
    }

    proptest! {
        #[test]
        fn any_span_of_any_text_has_a_short_quote(text in "\\PC{1,80}( \\PC{0,300})?", at in 0usize..400, len in 1usize..400) {
            let at = (0..=at.min(text.len())).rev().find(|it| text.is_char_boundary(*it)).unwrap();
            let end = (at..=(at + len).min(text.len())).rev().find(|it| text.is_char_boundary(*it)).unwrap();
            let tokens = Tokens::new(&text);
            prop_assert!(around(Span::new(at, end), &tokens).len() <= MENTION_BYTES + 8);
            let quote = of_incident(None, Span::new(at, end), &tokens);
            prop_assert!(text.get(quote.start()..quote.end()).is_some());
        }
    }
}

//! Where are the place names? (toponym recognition)

mod matcher;
mod mention;
mod usage;

pub use mention::{Mention, MentionKind, Name, NameKind, Recognition, Usage};

use crate::{
    document::Document,
    gazetteer::{Gazetteer, GeoPrecision},
    text::{Case, Tokens},
};

/// Finds the names of a text. Given mentions are taken as they are.
#[must_use]
pub fn recognize(document: &Document, tokens: &Tokens<'_>, gazetteer: &Gazetteer) -> Recognition {
    let mut recognition = Recognition::default();
    let matches = matcher::matches(tokens, gazetteer);
    if let Some(spans) = document.given_mentions() {
        recognition.mentions = spans.iter().map(|it| given(*it, tokens, &matches)).collect();
    } else {
        let mut end = 0;
        for found in matches {
            if found.tokens.start < end || found.stop.is_some() {
                continue;
            }
            let whole_word = tokens.all()[found.tokens.start].case != Case::Initial;
            let prominent = found.population >= 1000 || found.precision >= Some(GeoPrecision::Area);
            if whole_word && (prominent || found.demonym) {
                end = found.tokens.end;
                let mut mention = Mention::new(tokens.span_of(found.tokens.clone()), found.tokens);
                if found.demonym {
                    mention.kind = MentionKind::Demonym;
                }
                recognition.mentions.push(mention);
            }
        }
    }
    for mention in &mut recognition.mentions {
        mention.usage = usage::usage(mention, tokens);
    }
    recognition
}

/// A mention at a span that came with the text.
fn given(span: crate::text::Span, tokens: &Tokens<'_>, matches: &[matcher::Match]) -> Mention {
    let range = tokens.range_of(span);
    let mut mention = Mention::new(span, range.clone());
    if matches.iter().any(|it| it.tokens == range && it.demonym) {
        mention.kind = MentionKind::Demonym;
    }
    mention
}

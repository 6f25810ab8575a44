//! Where are the place names? (toponym recognition)

mod features;
mod matcher;
mod mention;
mod models;
mod tagger;
mod usage;

use std::ops::Range;

pub use features::{Feature, Observations};
pub use mention::{Mention, MentionKind, Name, NameKind, Recognition, Usage};
pub use models::{Models, sort};
pub use tagger::{Label, Tagger, best_path, may_follow};

use crate::{document::Document, gazetteer::Gazetteer, text::Tokens};

/// Finds the names of a text. Given mentions are taken as they are.
#[must_use]
pub fn recognize(
    document: &Document,
    tokens: &Tokens<'_>,
    gazetteer: &Gazetteer,
    models: &Models<'_>,
) -> Recognition {
    let observations = Observations::new(tokens, gazetteer);
    let labels = observations.tag(tokens, &models.names, None);
    let mut mentions: Vec<Mention> = match document.given_mentions() {
        Some(spans) => spans.iter().map(|it| Mention::new(*it, tokens.range_of(*it))).collect(),
        None => {
            let places = observations.tag(tokens, &models.places, Some(&labels));
            runs(&places).map(|(_, range)| Mention::new(tokens.span_of(range.clone()), range)).collect()
        }
    };
    for mention in &mut mentions {
        if observations.matches().iter().any(|it| it.demonym && it.tokens == mention.tokens) {
            mention.kind = MentionKind::Demonym;
        }
        mention.usage = usage::usage(mention, tokens);
    }
    Recognition { mentions, names: names(&labels, tokens) }
}

/// The people, organisations and the like that the tagger of names found.
fn names(labels: &[Label], tokens: &Tokens<'_>) -> Vec<Name> {
    runs(labels)
        .filter_map(|(begin, range)| {
            let kind = match begin {
                sort::PERSON => NameKind::Person,
                sort::ORGANISATION => NameKind::Organisation,
                _ => return None,
            };
            Some(Name { span: tokens.span_of(range.clone()), tokens: range, kind })
        })
        .collect()
}

/// Runs of tokens that a tagger labelled as one name, with the label that begins it.
fn runs(labels: &[Label]) -> impl Iterator<Item = (Label, Range<usize>)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + labels.get(at..)?.iter().position(|it| *it != 0)?;
        let begin = labels[start];
        let len = labels[start + 1..].iter().take_while(|it| **it == begin + 1).count();
        at = start + 1 + len;
        Some((begin, start..at))
    })
}

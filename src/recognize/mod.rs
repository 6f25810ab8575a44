//! Where are the place names? (toponym recognition)

mod features;
mod matcher;
mod mention;
mod models;
mod organisation;
mod repetition;
mod tagger;
mod usage;

use std::{collections::HashSet, ops::Range};

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
    let mut names = names(&labels, tokens);
    let mut mentions: Vec<Mention> = match document.given_mentions() {
        Some(spans) => spans.iter().map(|it| Mention::new(*it, tokens.range_of(*it))).collect(),
        None => {
            let places = observations.tag(tokens, &models.places, Some(&labels));
            runs(&places).flat_map(|(_, range)| parts(range, tokens)).collect()
        }
    };
    let demonyms: HashSet<&Range<usize>> =
        observations.matches().iter().filter(|it| it.demonym).map(|it| &it.tokens).collect();
    for mention in mentions.iter_mut().filter(|it| demonyms.contains(&it.tokens)) {
        mention.kind = MentionKind::Demonym;
    }
    if document.given_mentions().is_none() {
        repetition::complete(&mut mentions, &names, observations.matches(), tokens);
        organisation::branches(&mut mentions, &mut names, tokens);
        names.retain(|name| !is_place(name, &mentions));
    }
    for mention in &mut mentions {
        mention.usage = usage::usage(mention, tokens);
    }
    Recognition { mentions, names }
}

/// Is the whole name a mention of a place? The tagger of names may say "organisation" of Times Square.
fn is_place(name: &Name, mentions: &[Mention]) -> bool {
    let next = mentions.partition_point(|it| it.span.end() < name.span.end());
    mentions.get(next).is_some_and(|it| it.span.contains(name.span))
}

/// A tagged run as mentions: places joined by a slash are two.
fn parts(range: Range<usize>, tokens: &Tokens<'_>) -> Vec<Mention> {
    let words: Vec<usize> = range.collect();
    words
        .split(|at| tokens.text_of(*at) == "/")
        .filter_map(|part| {
            let range = *part.first()?..*part.last()? + 1;
            Some(Mention::new(tokens.span_of(range.clone()), range))
        })
        .collect()
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

//! Is the place itself meant, or who stands behind its name? ("a bomb in Kabul" / "Kabul denied it")

use std::ops::Range;

use super::{
    cues,
    features::Observations,
    mention::{MentionKind, Usage},
    tagger::{Label, Tagger},
};
use crate::text::Tokens;

/// The label of [`Usage::Associative`]; 0 stands for literal.
pub const ASSOCIATIVE: Label = 1;

/// Says for a mention of a kind whether the place itself is meant; `words` are its tokens with those joined to
/// it, `labels` those of the tagger of names.
///
/// A demonym speaks of people or institutions always.
pub(super) fn usage(
    kind: MentionKind,
    words: Range<usize>,
    tokens: &Tokens<'_>,
    observations: &Observations,
    labels: &[Label],
    tagger: &Tagger<'_>,
) -> Usage {
    if kind.is_adjective() {
        return Usage::Associative;
    }
    if cues::is_ground(&words, tokens) {
        return Usage::Literal;
    }
    let mut answer = Vec::with_capacity(1);
    tagger.tag(
        1,
        |_, features| {
            observations.surroundings(words.clone(), tokens, labels, features);
            true
        },
        &mut answer,
    );
    if answer == [ASSOCIATIVE] { Usage::Associative } else { Usage::Literal }
}

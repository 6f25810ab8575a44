//! Is the place itself meant, or who stands behind its name? ("a bomb in Kabul" / "Kabul denied it")

use super::{
    features::Observations,
    mention::{Mention, MentionKind, Usage},
    tagger::{Label, Tagger},
};
use crate::text::Tokens;

/// The label of [`Usage::Associative`]; 0 stands for literal.
pub const ASSOCIATIVE: Label = 1;

/// Says for a mention whether the place itself is meant; `labels` are those of the tagger of names.
///
/// A demonym speaks of people or institutions always.
pub(super) fn usage(
    mention: &Mention,
    tokens: &Tokens<'_>,
    observations: &Observations,
    labels: &[Label],
    tagger: &Tagger<'_>,
) -> Usage {
    if mention.kind == MentionKind::Demonym {
        return Usage::Associative;
    }
    let mut answer = Vec::with_capacity(1);
    tagger.tag(
        1,
        |_, features| observations.surroundings(mention.tokens.clone(), tokens, labels, features),
        &mut answer,
    );
    if answer == [ASSOCIATIVE] { Usage::Associative } else { Usage::Literal }
}

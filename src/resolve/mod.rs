//! Which place is meant? (toponym resolution)
//!
//! Mentions with the same words form a group, which means one place. Each candidate of a group is
//! weighed by named evidence; what the other groups probably mean is part of it, so the weighing
//! runs a fixed number of rounds.

mod candidate;
mod context;
mod evidence;
mod footprint;
mod group;
mod ranker;
mod resolution;

pub use candidate::{Candidate, NameMatch};
pub use evidence::{Evidence, EvidenceKind};
pub use footprint::Footprint;
pub use resolution::{Confidence, Outcome, Ranked, Reason, Resolution};

use crate::{gazetteer::Gazetteer, recognize::Mention, text::Tokens};
use context::{Company, Context};
use group::Group;

/// How often the groups learn from each other: first each alone, then twice from the company.
const ROUNDS: usize = 3;

/// A text with the mentions recognised in it.
#[derive(Debug, Clone, Copy)]
pub struct Named<'t> {
    /// The text's tokens.
    pub tokens: &'t Tokens<'t>,
    /// Its mentions.
    pub mentions: &'t [Mention],
}

/// Decides for each mention of the first text which place is meant: one resolution a mention, in the
/// same order. The other texts, such as a title, are evidence only.
#[must_use]
pub fn resolve<'g>(texts: &[Named<'_>], gazetteer: &'g Gazetteer) -> Vec<Resolution<'g>> {
    let mut groups = group::groups(texts, gazetteer);
    let mut company = Company::default();
    for _ in 0..ROUNDS {
        for number in 0..groups.len() {
            groups[number].ranked = rank(&groups, number, &company, gazetteer);
        }
        company = Company::new(&groups);
    }
    let asked = texts.first().map_or(0, |it| it.mentions.len());
    let mut resolutions = vec![Resolution::unresolved(Reason::NotInGazetteer); asked];
    for group in &groups {
        let resolution = ranker::decide(&group.ranked);
        for mention in &group.mentions {
            resolutions[*mention] = resolution.clone();
        }
    }
    resolutions
}

fn rank<'g>(
    groups: &[Group<'g>],
    number: usize,
    company: &Company<'g>,
    gazetteer: &'g Gazetteer,
) -> Vec<Ranked<'g>> {
    let group = &groups[number];
    let context = Context {
        gazetteer,
        group: number,
        toponym: &group.toponym,
        class_words: &group.class_words,
        beside: &group.beside,
        company,
    };
    ranker::rank(group, &context)
}

//! Which place is meant? (toponym resolution)
//!
//! Mentions with the same words form a group, which means one place. Each candidate of a group is
//! weighed by named evidence; what the other groups probably mean is part of it, so the weighing
//! runs a fixed number of rounds.

mod candidate;
mod class_word;
mod company;
mod context;
mod evidence;
mod footprint;
mod forest;
mod group;
mod ranker;
mod resolution;
mod source;
mod sphere;
mod surroundings;

pub use candidate::{Candidate, NameMatch};
pub use evidence::{Evidence, EvidenceKind};
pub use footprint::Footprint;
pub use forest::{Ranker, Tree};
pub use resolution::{Confidence, Outcome, Ranked, Reason, Resolution};
pub use source::SourceProfile;

use crate::{gazetteer::Gazetteer, recognize::Mention, text::Tokens};
use company::Company;
use context::Context;
use group::Group;
use source::View;

/// A text with the mentions recognised in it.
#[derive(Debug, Clone, Copy)]
pub struct Named<'t> {
    /// The text's tokens.
    pub tokens: &'t Tokens<'t>,
    /// Its mentions.
    pub mentions: &'t [Mention],
}

/// Decides for each mention of the first text which place is meant: one resolution a mention, in the
/// same order. The other texts, such as a title, are evidence only, and so is what is known of the
/// documents of its source.
#[must_use]
pub fn resolve<'g>(
    texts: &[Named<'_>],
    gazetteer: &'g Gazetteer,
    ranker: &Ranker<'_>,
    source: &SourceProfile,
) -> Vec<Resolution<'g>> {
    let mut reading = Reading::new(texts, gazetteer, source);
    for round in 0..ranker.rounds() {
        reading.look();
        reading.weigh(ranker, round);
    }
    let asked = texts.first().map_or(0, |it| it.mentions.len());
    let mut resolutions = vec![Resolution::unresolved(Reason::NotInGazetteer); asked];
    let last = ranker.rounds().saturating_sub(1);
    for group in reading.groups.iter().filter(|it| !it.mentions.is_empty()) {
        let ranked = ranker::rank(group, |at| {
            let told = ranker.explain(last, group.row(at));
            if reading.source.is_some() { told } else { evidence::without_source(told) }
        });
        let resolution = ranker::decide(ranked, ranker);
        for mention in &group.mentions {
            resolutions[*mention] = resolution.clone();
        }
    }
    resolutions
}

/// What is seen of the candidates of some mentions with the same words.
#[derive(Debug, Clone)]
pub struct Observed<'g> {
    /// Indices of the mentions.
    pub mentions: Vec<usize>,
    /// What they may mean.
    pub candidates: Vec<Candidate<'g>>,
    /// What is seen of each candidate, named by [`Ranker::inputs`], one row after the other.
    pub rows: Vec<f32>,
}

/// What a further round would see of each group after the rounds of a ranker: what the trainer learns from.
#[must_use]
pub fn observe<'g>(
    texts: &[Named<'_>],
    gazetteer: &'g Gazetteer,
    ranker: &Ranker<'_>,
    source: &SourceProfile,
) -> Vec<Observed<'g>> {
    let mut reading = Reading::new(texts, gazetteer, source);
    for round in 0..ranker.rounds() {
        reading.look();
        reading.weigh(ranker, round);
    }
    reading.look();
    let observed =
        |it: Group<'g>| Observed { mentions: it.mentions, candidates: it.candidates, rows: it.observed };
    reading.groups.into_iter().map(observed).collect()
}

/// The groups of a text on their way to a decision.
struct Reading<'g> {
    gazetteer: &'g Gazetteer,
    groups: Vec<Group<'g>>,
    company: Company<'g>,
    source: Option<View<'g>>,
    again: bool,
}

impl<'g> Reading<'g> {
    fn new(texts: &[Named<'_>], gazetteer: &'g Gazetteer, source: &SourceProfile) -> Self {
        Self {
            gazetteer,
            groups: group::groups(texts, gazetteer),
            company: Company::default(),
            source: (!source.is_empty()).then(|| View::new(source, gazetteer)),
            again: false,
        }
    }

    /// Writes down what is seen of every candidate, knowing what the round before made of the others.
    fn look(&mut self) {
        let mut buffer = Vec::with_capacity(evidence::LEN);
        for number in 0..self.groups.len() {
            let mut rows = std::mem::take(&mut self.groups[number].observed);
            rows.resize(self.groups[number].candidates.len() * evidence::LEN, 0.0);
            for (at, row) in rows.chunks_exact_mut(evidence::LEN).enumerate() {
                let context = Context {
                    gazetteer: self.gazetteer,
                    groups: &self.groups,
                    number,
                    at,
                    company: &self.company,
                    source: self.source.as_ref(),
                };
                evidence::observe(&context, self.again, &mut buffer, row);
            }
            evidence::compare(&mut rows);
            self.groups[number].observed = rows;
        }
        self.again = true;
    }

    /// Weighs what was seen, and lets the groups hear of each other.
    fn weigh(&mut self, ranker: &Ranker<'_>, round: usize) {
        for group in &mut self.groups {
            group.scores = (0..group.candidates.len()).map(|at| ranker.score(round, group.row(at))).collect();
        }
        self.company = Company::new(&self.groups);
    }
}

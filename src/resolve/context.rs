//! What the evidence sees: one candidate of a group of mentions, its neighbours, and the rest of the text.

use super::{
    candidate::Candidate,
    company::{Company, Member},
    group::{Group, Standing},
    source::View,
    sphere::Direction,
};
use crate::gazetteer::{Gazetteer, Place};

/// What the evidence of one candidate may look at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'c, 'g> {
    /// The gazetteer.
    pub(super) gazetteer: &'g Gazetteer,
    /// All groups of the text.
    pub(super) groups: &'c [Group<'g>],
    /// Number of the group that is being resolved.
    pub(super) number: usize,
    /// Number of the candidate among those of its group.
    pub(super) at: usize,
    /// The places of the text as far as they are known.
    pub(super) company: &'c Company<'g>,
    /// What the other documents of the source speak of.
    pub(super) source: Option<&'c View<'g>>,
}

impl<'c, 'g> Context<'c, 'g> {
    /// The group that is being resolved.
    pub(super) fn group(&self) -> &'c Group<'g> {
        &self.groups[self.number]
    }

    /// The candidate in question.
    pub(super) fn candidate(&self) -> &'c Candidate<'g> {
        &self.group().candidates[self.at]
    }

    /// The candidate's place.
    pub(super) fn place(&self) -> &'c Place<'g> {
        &self.candidate().place
    }

    /// Where the candidate lies.
    pub(super) fn direction(&self) -> Direction {
        self.group().directions[self.at]
    }

    /// Those that stand in some relation to the group, with what the text believes of them so far.
    pub(super) fn members(
        &self,
        standing: impl Fn(&'c Standing) -> &'c [usize],
    ) -> impl Iterator<Item = &'c Member<'g>> {
        let company = self.company;
        standing(&self.group().standing).iter().filter_map(move |it| company.member(*it))
    }
}

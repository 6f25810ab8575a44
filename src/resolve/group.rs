//! Mentions of one text with the same words: they mean the same place ("one sense per document").

use std::collections::HashMap;

use super::{
    Named,
    candidate::{Candidate, candidates},
    company::Belief,
    evidence,
    sphere::Direction,
    surroundings::{self, Writing},
};
use crate::{
    gazetteer::{Gazetteer, GeoPrecision},
    recognize::MentionKind,
    text::NameKey,
};

/// Candidates whose belief is passed on to the rest of the text.
const MOST_BELIEFS: usize = 4;
/// Mentions of a name whose surroundings are read: a bound for names repeated without end.
const MOST_SURROUNDINGS: usize = 32;

/// Mentions of one text with the same words.
#[derive(Debug)]
pub(super) struct Group<'g> {
    /// Indices of the mentions, in text order.
    pub(super) mentions: Vec<usize>,
    /// Its words as first written.
    pub(super) toponym: String,
    /// What sort of word they are.
    pub(super) kind: MentionKind,
    /// Words beside it that say what sort of place it is.
    pub(super) class_words: Vec<String>,
    /// How and where it is written.
    pub(super) writing: Writing,
    /// The groups it stands beside.
    pub(super) standing: Standing,
    /// What it may mean.
    pub(super) candidates: Vec<Candidate<'g>>,
    /// Where those lie.
    pub(super) directions: Vec<Direction>,
    /// What is known of each candidate, one row after the other.
    pub(super) observed: Vec<f32>,
    /// How likely each candidate is, in log-odds against "none of these"; empty before the first round.
    pub(super) scores: Vec<f64>,
    /// How many of its mentions have been looked around.
    surroundings: usize,
}

/// Numbers of the groups that a group stands beside, each once.
#[derive(Debug, Default)]
pub(super) struct Standing {
    /// What follows after a comma, as a container does: "Paris, Texas".
    pub(super) after_comma: Vec<usize>,
    /// Of those, what stands right after the comma.
    pub(super) told: Vec<usize>,
    /// What is named as a container in another way: "Aleppo in Syria", "New York's Times Square".
    pub(super) near: Vec<usize>,
    /// What it stands beside as a container itself.
    pub(super) contents: Vec<usize>,
    /// The mentions right before and after, whatever stands between.
    pub(super) next: Vec<usize>,
    /// What the title names, and the first mentions of the text.
    pub(super) leads: Vec<usize>,
}

impl<'g> Group<'g> {
    fn new(toponym: &str, kind: MentionKind, gazetteer: &'g Gazetteer) -> Self {
        let candidates = candidates(toponym, kind, gazetteer);
        Self {
            mentions: Vec::new(),
            toponym: toponym.to_owned(),
            kind,
            class_words: Vec::new(),
            writing: Writing::default(),
            standing: Standing::default(),
            directions: candidates.iter().map(|it| Direction::new(it.place.point)).collect(),
            candidates,
            observed: Vec::new(),
            scores: Vec::new(),
            surroundings: 0,
        }
    }

    /// What is seen of a candidate.
    pub(super) fn row(&self, at: usize) -> &[f32] {
        &self.observed[at * evidence::LEN..(at + 1) * evidence::LEN]
    }

    /// The likeliest places with their shares of belief, which sum to at most 1: the rest is "none of these".
    pub(super) fn beliefs(&self) -> Vec<Belief<'g>> {
        let best = self.scores.iter().copied().fold(0.0, f64::max);
        let odds: Vec<f64> = self.scores.iter().map(|it| (it - best).exp()).collect();
        let total = odds.iter().sum::<f64>() + (-best).exp();
        let mut order: Vec<usize> = (0..odds.len()).collect();
        order.sort_by(|a, b| odds[*b].total_cmp(&odds[*a]));
        let belief = |at: usize| Belief {
            place: self.candidates[at].place,
            direction: self.directions[at],
            share: odds[at] / total,
        };
        order.into_iter().take(MOST_BELIEFS).map(belief).collect()
    }
}

/// Puts the mentions of some texts into groups, with candidates and surroundings.
///
/// Those of the first text are the group's mentions; the others only add what stands beside them.
pub(super) fn groups<'g>(texts: &[Named<'_>], gazetteer: &'g Gazetteer) -> Vec<Group<'g>> {
    let mut numbers: HashMap<(NameKey, bool), usize> = HashMap::new();
    let mut groups: Vec<Group<'g>> = Vec::new();
    let mut leads = Vec::new();
    for (which, text) in texts.iter().enumerate() {
        let mut group_of = Vec::with_capacity(text.mentions.len());
        for (index, mention) in text.mentions.iter().enumerate() {
            let toponym = mention.span.of(text.tokens.text());
            let number =
                *numbers.entry((NameKey::new(toponym), mention.kind.is_adjective())).or_insert_with(|| {
                    groups.push(Group::new(toponym, mention.kind, gazetteer));
                    groups.len() - 1
                });
            if which == 0 {
                groups[number].mentions.push(index);
            }
            group_of.push(number);
        }
        for index in 0..text.mentions.len() {
            look_around(index, which, text, &group_of, &mut groups);
        }
        surroundings::add_leads(&mut leads, which, &group_of);
    }
    for (number, group) in groups.iter_mut().enumerate() {
        group.standing.leads = leads.iter().copied().filter(|it| *it != number).collect();
    }
    for number in 0..groups.len() {
        heed_region(number, &mut groups, gazetteer);
    }
    groups
}

/// Leaves out the towns of other regions where the text tells the region after a comma: "Paris, Texas".
///
/// What is a region itself stays, for "Nevada, Iowa and Ohio" is a list; and a name that is first of all a
/// town's, as New York's, tells no region.
fn heed_region<'g>(number: usize, groups: &mut [Group<'g>], gazetteer: &'g Gazetteer) {
    let is_region = |it: &Candidate<'g>| it.place.precision() >= GeoPrecision::Region;
    let held = |region: &Candidate<'g>, it: &Candidate<'g>| gazetteer.holds(&region.place, &it.place);
    let told = groups[number].standing.told.iter().filter_map(|it| groups[*it].candidates.first().copied());
    let region =
        told.filter(is_region).find(|region| groups[number].candidates.iter().any(|it| held(region, it)));
    let Some(region) = region else { return };
    let group = &mut groups[number];
    group.candidates.retain(|it| is_region(it) || held(&region, it));
    group.directions = group.candidates.iter().map(|it| Direction::new(it.place.point)).collect();
}

/// Adds what stands beside one mention to its group.
fn look_around(index: usize, which: usize, text: &Named<'_>, group_of: &[usize], groups: &mut [Group<'_>]) {
    let number = group_of[index];
    let group = &mut groups[number];
    group.surroundings += 1;
    if group.surroundings > MOST_SURROUNDINGS {
        return;
    }
    group.class_words.extend(surroundings::class_words(&text.mentions[index], text.tokens));
    group.writing.add(&text.mentions[index], which, text.tokens);
    for neighbour in surroundings::next(index, text.mentions) {
        add(&mut group.standing.next, group_of[neighbour], number);
    }
    let comma = text.tokens.folded(text.mentions[index].tokens.end) == ",";
    for (neighbour, after_comma) in surroundings::containers(index, text.mentions, text.tokens) {
        let container = group_of[neighbour];
        let standing = &mut groups[number].standing;
        if comma && after_comma && neighbour == index + 1 && !surroundings::is_list(neighbour, text) {
            add(&mut standing.told, container, number);
        }
        add(if after_comma { &mut standing.after_comma } else { &mut standing.near }, container, number);
        add(&mut groups[container].standing.contents, number, container);
    }
}

/// Appends a group's number, if it is another's and there is room.
fn add(list: &mut Vec<usize>, number: usize, own: usize) {
    if number != own && list.len() < surroundings::MOST_BESIDE && !list.contains(&number) {
        list.push(number);
    }
}

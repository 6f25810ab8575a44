//! Mentions of one text with the same words: they mean the same place ("one sense per document").

use std::collections::HashMap;

use super::{
    Named,
    candidate::{Candidate, candidates},
    context::Beside,
    resolution::Ranked,
};
use crate::{
    gazetteer::{Gazetteer, GeoPrecision, Place},
    recognize::{Mention, MentionKind},
    text::{NameKey, TokenKind, Tokens},
};

/// Candidates whose belief is passed on to the rest of the text.
const MOST_BELIEFS: usize = 8;
/// Mentions of a name whose surroundings are read: a bound for names repeated without end.
const MOST_SURROUNDINGS: usize = 32;
/// Places of a neighbouring mention that may be the container.
const MOST_CONTAINERS: usize = 6;

/// Words that say what sort of place a name beside them is.
const CLASS_WORDS: &[&str] = &[
    "airport", "bay", "capital", "city", "county", "department", "district", "governorate", "gulf", "island",
    "islands", "lake", "municipality", "oblast", "ocean", "parish", "province", "region", "river", "sea",
    "state", "strait", "suburb", "town", "village",
];

/// Mentions of one text with the same words.
#[derive(Debug)]
pub(super) struct Group<'g> {
    /// Indices of the mentions, in text order.
    pub(super) mentions: Vec<usize>,
    /// Its words as first written.
    pub(super) toponym: String,
    /// Words beside it that say what sort of place it is.
    pub(super) class_words: Vec<String>,
    /// What may be the container named beside it.
    pub(super) beside: Vec<Beside<'g>>,
    /// What it may mean, the best first once ranked.
    pub(super) ranked: Vec<Ranked<'g>>,
    candidates: Vec<Candidate<'g>>,
    /// How many of its mentions have been looked around.
    surroundings: usize,
}

impl<'g> Group<'g> {
    /// What it may mean, unranked.
    pub(super) fn candidates(&self) -> &[Candidate<'g>] {
        &self.candidates
    }

    /// The likeliest places with their shares of belief, which sum to at most 1.
    pub(super) fn beliefs(&self) -> Vec<(Place<'g>, f64)> {
        let best = self.ranked.first().map_or(0.0, |it| it.score);
        let odds: Vec<f64> = self.ranked.iter().map(|it| (it.score - best).exp()).collect();
        let total: f64 = odds.iter().sum();
        self.ranked
            .iter()
            .zip(odds)
            .take(MOST_BELIEFS)
            .map(|(it, odds)| (it.candidate.place, odds / total))
            .collect()
    }
}

/// Puts the mentions of some texts into groups, with candidates and surroundings.
///
/// Those of the first text are the group's mentions; the others only add what stands beside them.
pub(super) fn groups<'g>(texts: &[Named<'_>], gazetteer: &'g Gazetteer) -> Vec<Group<'g>> {
    let mut numbers: HashMap<(NameKey, MentionKind), usize> = HashMap::new();
    let mut groups: Vec<Group<'g>> = Vec::new();
    for (which, text) in texts.iter().enumerate() {
        let mut group_of = Vec::with_capacity(text.mentions.len());
        for (index, mention) in text.mentions.iter().enumerate() {
            let toponym = mention.span.of(text.tokens.text());
            let number = *numbers.entry((NameKey::new(toponym), mention.kind)).or_insert_with(|| {
                groups.push(Group {
                    mentions: Vec::new(),
                    toponym: toponym.to_owned(),
                    class_words: Vec::new(),
                    beside: Vec::new(),
                    ranked: Vec::new(),
                    candidates: candidates(toponym, mention.kind, gazetteer),
                    surroundings: 0,
                });
                groups.len() - 1
            });
            if which == 0 {
                groups[number].mentions.push(index);
            }
            group_of.push(number);
        }
        for index in 0..text.mentions.len() {
            look_around(index, text, &group_of, &mut groups);
        }
    }
    groups
}

/// Adds what stands beside one mention to its group.
fn look_around(index: usize, text: &Named<'_>, group_of: &[usize], groups: &mut [Group<'_>]) {
    let number = group_of[index];
    groups[number].surroundings += 1;
    if groups[number].surroundings > MOST_SURROUNDINGS {
        return;
    }
    let words = class_words(&text.mentions[index], text.tokens);
    groups[number].class_words.extend(words);
    for (neighbour, after_comma) in containers(index, text.mentions, text.tokens) {
        let places = container_places(&groups[group_of[neighbour]]);
        if group_of[neighbour] != number && !places.is_empty() {
            groups[number].beside.push(Beside { places, after_comma });
        }
    }
}

fn container_places<'g>(group: &Group<'g>) -> Vec<Place<'g>> {
    let regions = group.candidates.iter().filter(|it| it.place.precision() >= GeoPrecision::Area);
    let all = group.candidates.iter();
    regions.chain(all).map(|it| it.place).take(MOST_CONTAINERS).collect()
}

/// Words right before ("the city of Herat") and after ("Helmand province") a mention, or its own last.
fn class_words(mention: &Mention, tokens: &Tokens<'_>) -> Vec<String> {
    let (start, end) = (mention.tokens.start, mention.tokens.end);
    let mut words = vec![tokens.folded(end)];
    if tokens.folded(start.wrapping_sub(1)) == "of" {
        words.push(tokens.folded(start.wrapping_sub(2)));
    }
    if mention.tokens.len() > 1 {
        words.push(tokens.folded(end - 1));
        words.push(tokens.folded(start));
    }
    words.into_iter().filter(|it| CLASS_WORDS.binary_search(it).is_ok()).map(str::to_owned).collect()
}

/// Neighbours that may name the container: `(index, right after a comma)`.
fn containers(index: usize, mentions: &[Mention], tokens: &Tokens<'_>) -> Vec<(usize, bool)> {
    let mention = &mentions[index];
    let mut found = Vec::new();
    if let Some(next) = mentions.get(index + 1) {
        let gap = mention.tokens.end..next.tokens.start;
        let words: Vec<&str> = gap.map(|at| tokens.folded(at)).take(8).collect();
        match words.as_slice() {
            [","] | ["."] | ["("] | [".", ","] => {
                found.push((index + 1, true));
                // "Alexandria, Rapides Parish, Louisiana": the second container says as much.
                if let Some(third) = mentions.get(index + 2)
                    && tokens.folded(next.tokens.end) == ","
                    && third.tokens.start == next.tokens.end + 1
                {
                    found.push((index + 2, true));
                }
            }
            [.., "in" | "of"] if words.len() <= 7 && !words.contains(&".") => found.push((index + 1, false)),
            [.., "in" | "of", "the" | "northern" | "southern" | "eastern" | "western" | "central"]
                if words.len() <= 7 =>
            {
                found.push((index + 1, false));
            }
            _ => {}
        }
    }
    if let Some(before) = index.checked_sub(1).and_then(|it| mentions.get(it)) {
        let possessive = tokens.get(before.tokens.end).is_some_and(|it| it.kind == TokenKind::Possessive);
        let gap = mention.tokens.start.saturating_sub(before.tokens.end);
        if possessive && gap <= 4 {
            found.push((index - 1, false));
        }
        if gap == 0 {
            found.push((index - 1, false));
        }
    }
    found
}

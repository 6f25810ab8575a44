//! Where are the place names? (toponym recognition)

mod class_word;
mod classed;
mod completion;
mod cues;
mod elsewhere;
mod features;
mod kind;
mod matcher;
mod mention;
mod models;
mod organisation;
mod tagger;
mod usage;
mod whole;

use std::{collections::HashSet, ops::Range};

pub(crate) use class_word::is_class_word;
pub use features::{Feature, Observations, Opinion};
pub use mention::{Mention, MentionKind, Name, NameKind, Recognition, Usage};
pub use models::{Models, sort};
pub use tagger::{Label, Tagger, best_path, lanes, may_follow};
pub use usage::ASSOCIATIVE;

use matcher::Match;

use crate::{
    document::Document,
    gazetteer::Gazetteer,
    text::{TokenKind, Tokens},
};

/// Mentions to each side that slashes may join to one: a bound on lists without end.
const MOST_JOINED: usize = 4;

/// Finds the names of a text. Mentions that a document came with are taken as they are.
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
    names.retain(|it| !are_two_places(&it.tokens, observations.matches(), tokens));
    let places = observations.tag(tokens, &models.places, Some(&Opinion::new(&labels, tokens)));
    let mut mentions: Vec<Mention> = runs(&places)
        .flat_map(|(_, range)| parts(range, tokens))
        .filter_map(|it| without_possessive(it, observations.matches(), tokens))
        .collect();
    let demonyms: HashSet<&Range<usize>> =
        observations.matches().iter().filter(|it| it.demonym).map(|it| &it.tokens).collect();
    let capitals = tokens.are_capitals();
    if capitals {
        whole::add_divisions(&mut mentions, observations.matches(), tokens);
    }
    whole::lengthen(&mut mentions, &names, tokens);
    classed::add_named_by_class(&mut mentions, &names, observations.matches(), tokens);
    completion::complete(&mut mentions, &names, observations.matches(), tokens);
    if capitals {
        whole::drop_common_words(&mut mentions, tokens);
        whole::drop_surnames(&mut mentions, &names, tokens);
    }
    organisation::branches(&mut mentions, &mut names, tokens);
    kind::mark(&mut mentions, &names, tokens, |it| demonyms.contains(it));
    let mut beside = Vec::new();
    if let Some(spans) = document.given_mentions() {
        let mut given: Vec<Mention> =
            spans.iter().map(|it| Mention::new(*it, tokens.range_of(*it))).collect();
        kind::mark(&mut given, &names, tokens, |it| demonyms.contains(it));
        beside = std::mem::replace(&mut mentions, given);
        let mut taken = vec![false; tokens.len()];
        mentions.iter().for_each(|it| taken[it.tokens.clone()].fill(true));
        beside.retain(|it| !taken[it.tokens.clone()].contains(&true));
    }
    drop_places(&mut names, &mentions, tokens.len());
    for at in 0..mentions.len() {
        let words = joined_by_slashes(&mentions, at, tokens);
        mentions[at].usage =
            usage::usage(mentions[at].kind, words, tokens, &observations, &labels, &models.usage);
    }
    Recognition { mentions, beside, names }
}

/// Leaves out the names that lie in a mention: the tagger of names may say "organisation" of Times Square.
fn drop_places(names: &mut Vec<Name>, mentions: &[Mention], len: usize) {
    let mut reach = vec![0; len];
    for mention in mentions {
        for at in mention.tokens.clone() {
            reach[at] = reach[at].max(mention.tokens.end);
        }
    }
    names.retain(|it| reach[it.tokens.start] < it.tokens.end);
}

/// The tokens of a mention with those that slashes join to it: "the Chaman/Spin Boldak border post" uses both alike.
fn joined_by_slashes(mentions: &[Mention], at: usize, tokens: &Tokens<'_>) -> Range<usize> {
    let joins = |one: &Mention, other: &Mention| {
        one.tokens.end + 1 == other.tokens.start && tokens.text_of(one.tokens.end) == "/"
    };
    let first = (1..=at)
        .rev()
        .take(MOST_JOINED)
        .take_while(|it| joins(&mentions[it - 1], &mentions[*it]))
        .last()
        .map_or(at, |it| it - 1);
    let last = (at + 1..mentions.len())
        .take(MOST_JOINED)
        .take_while(|it| joins(&mentions[it - 1], &mentions[*it]))
        .last()
        .unwrap_or(at);
    mentions[first].tokens.start..mentions[last].tokens.end
}

/// A mention without the possessive at its end, which belongs to a few names alone: "St. John's".
fn without_possessive(mention: Mention, matches: &[Match], tokens: &Tokens<'_>) -> Option<Mention> {
    let range = mention.tokens.clone();
    let last = tokens.get(range.end - 1)?;
    let known = || {
        let at = matches.partition_point(|it| it.tokens.start < range.start);
        matches.get(at).is_some_and(|it| it.tokens == range)
    };
    if last.kind != TokenKind::Possessive || known() {
        return Some(mention);
    }
    let shorter = range.start..range.end - 1;
    (!shorter.is_empty()).then(|| Mention::new(tokens.span_of(shorter.clone()), shorter))
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
            let range = range.start..range.clone().find(|it| is_dash(*it, tokens)).unwrap_or(range.end);
            (!range.is_empty()).then(|| Name { span: tokens.span_of(range.clone()), tokens: range, kind })
        })
        .collect()
}

/// Are the words of a name the names of two places: "Cork and Galway"?
fn are_two_places(name: &Range<usize>, matches: &[Match], tokens: &Tokens<'_>) -> bool {
    let is_known = |range: Range<usize>| {
        let at = matches.partition_point(|it| it.tokens.start < range.start);
        matches.get(at).is_some_and(|it| it.tokens == range)
    };
    let joint = name.clone().find(|it| tokens.folded(*it) == "and");
    // "the road between Awdiinle and Baidoa": one that is known vouches for the other.
    let between = name.start.checked_sub(1).is_some_and(|it| tokens.folded(it) == "between");
    joint.is_some_and(|it| {
        let known = [is_known(name.start..it), is_known(it + 1..name.end)];
        known == [true, true] || between && known != [false, false]
    })
}

/// Is it a dash between words, as after a dateline? No name goes on behind one.
fn is_dash(at: usize, tokens: &Tokens<'_>) -> bool {
    tokens.all()[at].space_before && matches!(tokens.text_of(at), "-" | "--" | "–" | "—")
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

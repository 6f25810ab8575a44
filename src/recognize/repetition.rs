//! What a text names once it names again: later bare repetitions of a mention, and missed demonyms.

use std::{collections::HashMap, ops::Range};

use super::{
    matcher::Match,
    mention::{Mention, MentionKind, Name, NameKind},
};
use crate::text::{Case, Tokens};

/// Adds the demonyms of the gazetteer and the other occurrences of words that were recognised as a
/// place: no demonym inside a person's name, no repetition inside any name.
pub(super) fn complete(mentions: &mut Vec<Mention>, names: &[Name], matches: &[Match], tokens: &Tokens<'_>) {
    let mut free = Free::new(mentions, names, tokens.len());
    let mut found = Vec::new();
    for demonym in matches.iter().filter(|it| it.demonym) {
        let written = tokens.all()[demonym.tokens.start].case;
        if matches!(written, Case::Title | Case::Upper) && free.of_people(&demonym.tokens) {
            let mut mention = Mention::new(tokens.span_of(demonym.tokens.clone()), demonym.tokens.clone());
            mention.kind = MentionKind::Demonym;
            free.take(&mention);
            found.push(mention);
        }
    }
    let mut by_first_word: HashMap<&str, Vec<&Mention>> = HashMap::new();
    for mention in mentions.iter() {
        let known = by_first_word.entry(tokens.text_of(mention.tokens.start)).or_default();
        let words = mention.span.of(tokens.text());
        if known.iter().all(|it| it.span.of(tokens.text()) != words) {
            known.push(mention);
        }
    }
    for start in 0..tokens.len() {
        let Some(known) = by_first_word.get(tokens.text_of(start)) else { continue };
        let repeated = known.iter().filter_map(|first| {
            let range = start..start + first.tokens.len();
            let span = tokens.span_of(range.clone());
            (span.of(tokens.text()) == first.span.of(tokens.text())).then_some((range, first.kind))
        });
        let Some((range, kind)) = repeated.max_by_key(|(range, _)| range.end) else { continue };
        if free.of_all_names(&range) {
            let mut mention = Mention::new(tokens.span_of(range.clone()), range);
            mention.kind = kind;
            free.take(&mention);
            found.push(mention);
        }
    }
    mentions.extend(found);
    mentions.sort_by_key(|it| it.span);
}

/// Which tokens belong to no mention, and to which names.
struct Free {
    mention: Vec<bool>,
    person: Vec<bool>,
    other: Vec<bool>,
}

impl Free {
    fn new(mentions: &[Mention], names: &[Name], len: usize) -> Self {
        let mut free = Self { mention: vec![true; len], person: vec![true; len], other: vec![true; len] };
        mentions.iter().for_each(|it| free.take(it));
        for name in names {
            let tokens = name.tokens.clone();
            match name.kind {
                NameKind::Person => free.person[tokens].fill(false),
                _ => free.other[tokens].fill(false),
            }
        }
        free
    }

    fn take(&mut self, mention: &Mention) {
        self.mention[mention.tokens.clone()].fill(false);
    }

    fn of_people(&self, range: &Range<usize>) -> bool {
        range.clone().all(|at| self.mention[at] && self.person[at])
    }

    fn of_all_names(&self, range: &Range<usize>) -> bool {
        self.of_people(range) && range.clone().all(|at| self.other[at])
    }
}

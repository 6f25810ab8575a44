//! Which names begin so, or are spelled nearly so? For a person who types, not for texts.

use std::cmp::Reverse;

use fst::{IntoStreamer, Streamer, automaton::Levenshtein};

use super::{
    index::{Bearer, Index},
    place::PlaceIndex,
    spelling::edits,
    stack::Gazetteer,
    tables::NameKind,
};
use crate::text::NameKey;

/// Most pairs of a name and a place that one search looks at, in the order of the alphabet: a letter
/// alone begins some 25,000 names of the built-in gazetteer, and this many take a tenth of a second.
const MOST_POSTINGS: usize = 200_000;

/// Letters of a name up to which one letter may be wrong; in a longer one, two. Two wrong letters
/// would make any short name out of any other.
const SHORT: usize = 5;

/// Letters of the longest name whose neighbours are searched: the automaton grows with its letters,
/// and nobody mistypes a longer name without a word of it being right.
const MOST_LETTERS: usize = 40;

/// States of the largest automaton, 4 KB each; a name of [`MOST_LETTERS`] letters takes a half of them.
const MOST_STATES: usize = 10_000;

impl Gazetteer {
    /// The places with a name that begins so, the best known first, each once and by its plainest name.
    ///
    /// At most 200,000 names are looked at, in the order of the alphabet. Since names are folded,
    /// `Saint`, `Mount` and `Fort` begin names only as whole words.
    ///
    /// ```
    /// use dateline::{gazetteer::Gazetteer, text::NameKey};
    ///
    /// let gazetteer = Gazetteer::embedded();
    /// let found = gazetteer.names_with_prefix(&NameKey::new("Kandah"), 5);
    /// assert_eq!(found[0].place.name, "Kandahar");
    /// ```
    #[must_use]
    pub fn names_with_prefix(&self, beginning: &NameKey, limit: usize) -> Vec<Bearer<'_>> {
        let beginning = beginning.as_str().as_bytes();
        let mut found = Found::new(self);
        for index in self.indexes() {
            let mut names = index.names().range().ge(beginning).into_stream();
            while let Some((name, first)) = names.next() {
                if !name.starts_with(beginning) || !found.add(name, index, first.value(), 0) {
                    break;
                }
            }
        }
        found.best(limit)
    }

    /// The places with a name that is spelled so but for a letter or two: up to one letter more, less
    /// or another in a name of five letters, two in a longer one. The nearest come first, and of those
    /// the best known; each place comes once.
    ///
    /// A name of more than 40 letters has none, and at most 200,000 names are looked at.
    ///
    /// ```
    /// use dateline::{gazetteer::Gazetteer, text::NameKey};
    ///
    /// let gazetteer = Gazetteer::embedded();
    /// let found = gazetteer.similar(&NameKey::new("Mogadisho"), 5);
    /// assert_eq!(found[0].place.name, "Mogadishu");
    /// ```
    #[must_use]
    pub fn similar(&self, key: &NameKey, limit: usize) -> Vec<Bearer<'_>> {
        let letters = key.as_str().chars().count();
        if letters == 0 || letters > MOST_LETTERS {
            return Vec::new();
        }
        let wrong = if letters <= SHORT { 1 } else { 2 };
        let Ok(automaton) = Levenshtein::new_with_limit(key.as_str(), wrong, MOST_STATES) else {
            return Vec::new();
        };
        let mut found = Found::new(self);
        for index in self.indexes() {
            let mut names = index.names().search(&automaton).into_stream();
            while let Some((name, first)) = names.next() {
                let distance = std::str::from_utf8(name).map_or(usize::MAX, |it| edits(key.as_str(), it));
                if !found.add(name, index, first.value(), distance) {
                    break;
                }
            }
        }
        found.best(limit)
    }
}

/// What a search found so far.
struct Found<'g> {
    gazetteer: &'g Gazetteer,
    hits: Vec<Hit<'g>>,
}

/// A name of a place.
struct Hit<'g> {
    place: PlaceIndex,
    distance: usize,
    kind: NameKind,
    letters: usize,
    standing: (u8, Reverse<u64>),
    index: &'g Index,
    posting: u64,
}

impl<'g> Found<'g> {
    fn new(gazetteer: &'g Gazetteer) -> Self {
        Self { gazetteer, hits: Vec::new() }
    }

    /// Adds the bearers of a name; `false` when enough was looked at.
    fn add(&mut self, name: &[u8], index: &'g Index, first: u64, distance: usize) -> bool {
        let left = MOST_POSTINGS.saturating_sub(self.hits.len());
        let bearers = (first..).zip(index.bearers(first)).take(left);
        self.hits.extend(bearers.map(|(posting, bearer)| {
            let bearer = self.gazetteer.newest_bearer(bearer);
            Hit {
                place: bearer.place.index,
                distance,
                kind: bearer.kind,
                letters: name.len(),
                standing: bearer.place.standing(),
                index,
                posting,
            }
        }));
        self.hits.len() < MOST_POSTINGS
    }

    fn best(mut self, limit: usize) -> Vec<Bearer<'g>> {
        // Each place by its nearest and plainest name.
        self.hits.sort_unstable_by_key(|it| {
            (it.place, it.distance, it.kind, it.letters, it.index.first(), it.posting)
        });
        self.hits.dedup_by_key(|it| it.place);
        self.hits.sort_unstable_by_key(|it| (it.distance, it.standing, it.place));
        let bearer = |it: &Hit<'g>| it.index.bearers(it.posting).next();
        self.hits.iter().filter_map(bearer).map(|it| self.gazetteer.newest_bearer(it)).take(limit).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names<'g>(found: &[Bearer<'g>]) -> Vec<&'g str> {
        found.iter().map(|it| it.name).collect()
    }

    #[test]
    fn a_beginning_gives_each_place_once_the_best_known_first() {
        let gazetteer = Gazetteer::embedded();
        let found = gazetteer.names_with_prefix(&NameKey::new("Afghani"), 3);
        assert_eq!((found[0].place.name, found[0].kind), ("Afghanistan", NameKind::Primary));
        let all = gazetteer.names_with_prefix(&NameKey::new("new y"), usize::MAX);
        let mut places: Vec<PlaceIndex> = all.iter().map(|it| it.place.index).collect();
        let whole = places.len();
        places.sort_unstable();
        places.dedup();
        assert_eq!(places.len(), whole);
        assert!(gazetteer.names_with_prefix(&NameKey::new("xyzzy"), 3).is_empty());
    }

    #[test]
    fn a_wrong_letter_is_seen_through() {
        let gazetteer = Gazetteer::embedded();
        for (typed, meant) in [("Kabol", "Kabul"), ("Quetha", "Quetta"), ("Afganistan", "Afghanistan")] {
            let found = gazetteer.similar(&NameKey::new(typed), 3);
            assert!(names(&found).contains(&meant), "{typed}: {:?}", names(&found));
        }
        let found = gazetteer.similar(&NameKey::new("Kabul"), 1);
        assert_eq!(names(&found), ["Kabul"], "what is spelled right comes first");
        for name in ["", "Xyzzyville", &"long ".repeat(20)] {
            assert!(gazetteer.similar(&NameKey::new(name), 3).is_empty(), "{name}");
        }
    }
}

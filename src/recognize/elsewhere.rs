//! What the rest of the text says of a word: "Strickland" alone is a person where "Gov. Ted Strickland" stands
//! elsewhere.

use std::collections::HashMap;

use super::{models::sort, tagger::Label};
use crate::text::{Case, Tokens, WordSet};

/// Words that a place stands after, sorted.
static BEFORE_PLACES: WordSet = WordSet::new(&[
    "across", "around", "at", "from", "in", "into", "near", "outside", "through", "throughout", "to",
    "toward", "towards",
]);

/// Titles that a person stands after, sorted.
static TITLES: WordSet = WordSet::new(&[
    "capt", "chief", "cmdr", "col", "councillor", "dr", "gen", "gov", "governor", "judge", "justice", "king",
    "lady", "lord", "lt", "maj", "mayor", "minister", "miss", "mr", "mrs", "ms", "officer", "president",
    "prince", "princess", "prof", "professor", "queen", "rep", "rev", "sen", "senator", "sgt", "sheriff",
    "sir",
]);

/// Verbs that a person stands before, sorted.
static SPEAKS: WordSet = WordSet::new(&[
    "added", "argued", "asked", "believes", "explained", "said", "says", "tells", "thinks", "told", "was",
    "who", "wrote",
]);

/// Signs gathered over all places where a word stands with a capital, one bit each.
mod sign {
    /// The tagger of names called it a place, the first of a person's names, a further one, or part of an organisation.
    pub(super) const PLACE: u16 = 1;
    pub(super) const FIRST_NAME: u16 = 2;
    pub(super) const SURNAME: u16 = 4;
    pub(super) const ORGANISATION: u16 = 8;
    /// It stands after a word such as "in", after a title, before a verb of speech.
    pub(super) const AFTER_AT: u16 = 16;
    pub(super) const AFTER_TITLE: u16 = 32;
    pub(super) const BEFORE_SPEECH: u16 = 64;
    /// It stands before a comma, with a name right before it, with one right after it.
    pub(super) const BEFORE_COMMA: u16 = 128;
    pub(super) const NAME_BEFORE: u16 = 256;
    pub(super) const NAME_AFTER: u16 = 512;
}

/// For each token the signs of its word gathered from its other occurrences, and how often it occurs (1, 2, 3: more).
pub(super) fn signs(tokens: &Tokens<'_>, names: &[Label]) -> Vec<(u16, u8)> {
    let mut words: HashMap<&str, Gathered> = HashMap::new();
    let own: Vec<u16> = (0..tokens.len()).map(|at| signs_at(at, tokens, names)).collect();
    for at in (0..tokens.len()).filter(|it| is_capital(tokens, *it)) {
        words.entry(tokens.folded(at)).or_default().add(own[at]);
    }
    (0..tokens.len())
        .map(|at| {
            let gathered = if is_capital(tokens, at) { words.get(tokens.folded(at)) } else { None };
            gathered.map_or((0, 0), |it| (it.without(own[at]), it.count.min(3)))
        })
        .collect()
}

/// Signs that occurred, and those that occurred again.
#[derive(Default)]
struct Gathered {
    once: u16,
    again: u16,
    count: u8,
}

impl Gathered {
    fn add(&mut self, signs: u16) {
        self.again |= self.once & signs;
        self.once |= signs;
        self.count = self.count.saturating_add(1);
    }

    /// The signs of all occurrences but one.
    fn without(&self, own: u16) -> u16 {
        (self.once & !own) | self.again
    }
}

fn is_capital(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.get(at).is_some_and(|it| matches!(it.case, Case::Title | Case::Upper))
}

fn signs_at(at: usize, tokens: &Tokens<'_>, names: &[Label]) -> u16 {
    if !is_capital(tokens, at) {
        return 0;
    }
    let before = at.checked_sub(1);
    let word = |at: Option<usize>| at.map_or("", |it| tokens.folded(it));
    // "Gov. Strickland": the mark of an abbreviation stands between.
    let title = if word(before) == "." { at.checked_sub(2) } else { before };
    let sentence = |at: Option<usize>| at.and_then(|it| tokens.get(it)).map(|it| it.sentence);
    let beside = |other: Option<usize>| {
        sentence(other) == sentence(Some(at)) && other.is_some_and(|it| is_capital(tokens, it))
    };
    let after = Some(at + 1);
    [
        (names[at] == sort::PLACE || names[at] == sort::PLACE + 1, sign::PLACE),
        (names[at] == sort::PERSON, sign::FIRST_NAME),
        (names[at] == sort::PERSON + 1, sign::SURNAME),
        (names[at] == sort::ORGANISATION || names[at] == sort::ORGANISATION + 1, sign::ORGANISATION),
        (BEFORE_PLACES.has(word(before)), sign::AFTER_AT),
        (TITLES.has(word(title)), sign::AFTER_TITLE),
        (SPEAKS.has(word(after)), sign::BEFORE_SPEECH),
        (word(after) == ",", sign::BEFORE_COMMA),
        (beside(before), sign::NAME_BEFORE),
        (beside(after), sign::NAME_AFTER),
    ]
    .into_iter()
    .filter(|(holds, _)| *holds)
    .fold(0, |all, (_, sign)| all | sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_hears_of_its_other_occurrences_only() {
        let tokens =
            Tokens::new("Gov. Strickland came to Marietta. Strickland said so. He left Marietta, happy.");
        let names = vec![0; tokens.len()];
        let of = |words: &str, nth: usize| {
            let at = (0..tokens.len()).filter(|it| tokens.text_of(*it) == words).nth(nth).unwrap();
            signs(&tokens, &names)[at]
        };
        assert_eq!(of("Strickland", 0), (sign::BEFORE_SPEECH, 2));
        assert_eq!(of("Strickland", 1), (sign::AFTER_TITLE, 2));
        assert_eq!(of("Marietta", 1), (sign::AFTER_AT, 2));
        assert_eq!(of("Marietta", 0), (sign::BEFORE_COMMA, 2));
        assert_eq!(of("He", 0), (0, 1));
        assert_eq!(of("came", 0), (0, 0));
    }

    #[test]
    fn what_the_tagger_of_names_says_is_heard() {
        let tokens = Tokens::new("Ted Strickland left. Strickland won.");
        let mut names = vec![0; tokens.len()];
        (names[0], names[1]) = (sort::PERSON, sort::PERSON + 1);
        let signs = signs(&tokens, &names);
        assert_eq!(signs[4].0, sign::SURNAME | sign::NAME_BEFORE);
    }
}

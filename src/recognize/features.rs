//! What a tagger sees of a token: its form, its neighbours, and what the gazetteer knows.

use std::ops::Range;

use super::{
    cues, elsewhere,
    matcher::{self, Match},
};
use crate::{
    gazetteer::{Gazetteer, Magnitude},
    text::{Case, TokenKind, Tokens},
};

/// A feature's hash; a tagger takes as many of its low bits as its table has.
pub type Feature = u32;

/// A text as the taggers see it: one precomputed hash for each thing that features combine.
///
/// ```
/// use dateline::{gazetteer::Gazetteer, recognize::Observations, text::Tokens};
///
/// let tokens = Tokens::new("Rain fell in Kabul.");
/// let observations = Observations::new(&tokens, &Gazetteer::embedded());
/// let mut features = Vec::new();
/// observations.features(3, &mut features);
/// assert!(features.len() > 20);
/// ```
#[derive(Debug)]
pub struct Observations {
    seen: Vec<Seen>,
    matches: Vec<Match>,
}

/// What is seen of one token.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    /// The folded word.
    word: u32,
    prefix: u32,
    suffix: u32,
    /// Kind, case, place in the sentence, and whether the text writes the word small elsewhere.
    shape: u32,
    /// What the gazetteer knows of the name that the token is part of.
    gazetteer: u32,
    sentence: u32,
    /// Can it be part of a name?
    nameable: bool,
}

/// What the tagger of names says of a text.
#[derive(Debug)]
pub struct Opinion<'l> {
    labels: &'l [u8],
    /// What the other occurrences of each token's word say of it.
    elsewhere: Vec<(u16, u8)>,
}

impl<'l> Opinion<'l> {
    /// The opinion of the labels that the tagger of names gave to the tokens.
    #[must_use]
    pub fn new(labels: &'l [u8], tokens: &Tokens<'_>) -> Self {
        Self { labels, elsewhere: elsewhere::signs(tokens, labels) }
    }
}

/// Stands for what lies before the first and after the last token of a sentence.
const OUTSIDE: Seen =
    Seen { word: 1, prefix: 1, suffix: 1, shape: 1, gazetteer: 1, sentence: u32::MAX, nameable: false };

/// Tokens on either side of a capital that are tagged: those of its name ("Port of Spain") and their neighbours.
const REACH: usize = 2;

/// Inhabitants that part hamlets, villages, towns and cities.
const PEOPLED: [Magnitude; 4] =
    [Magnitude::of(1), Magnitude::of(2_000), Magnitude::of(20_000), Magnitude::of(200_000)];

/// Share of its words that must be capitals for a sentence to count as written in capitals.
const CAPITALS_SHARE: f64 = 0.6;

impl Observations {
    /// Looks at a text once.
    #[must_use]
    pub fn new(tokens: &Tokens<'_>, gazetteer: &Gazetteer) -> Self {
        let matches = matcher::matches(tokens, gazetteer);
        let known = gazetteer_codes(tokens, &matches);
        let words: Vec<u32> = (0..tokens.len()).map(|at| word(tokens, at)).collect();
        let small = small_words(tokens, &words);
        let mut seen = Vec::with_capacity(tokens.len());
        for sentence in tokens.sentences() {
            let capitals = is_in_capitals(tokens, sentence.clone());
            let nameable = nameable(tokens, sentence.clone());
            for at in sentence.clone() {
                let token = &tokens.all()[at];
                let folded = tokens.folded(at).as_bytes();
                let word = words[at];
                let is_small_too = token.case == Case::Lower || small.binary_search(&word).is_ok();
                let initial = at == sentence.start;
                let case = if capitals { 7 } else { token.case as u32 };
                let shape = [
                    token.kind as u32,
                    case,
                    u32::from(initial),
                    u32::from(is_small_too),
                    u32::from(token.space_before),
                ];
                seen.push(Seen {
                    word,
                    prefix: hash(&folded[..folded.len().min(3)]),
                    suffix: hash(&folded[folded.len().saturating_sub(3)..]),
                    shape: shape.into_iter().fold(17, mix),
                    gazetteer: known[at],
                    sentence: token.sentence,
                    nameable: nameable[at - sentence.start],
                });
            }
        }
        Self { seen, matches }
    }

    /// How many tokens the text has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.seen.len()
    }

    /// Has the text no token?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.seen.is_empty()
    }

    /// Can the token at `at` be part of a name?
    pub(super) fn may_be_named(&self, at: usize) -> bool {
        self.seen[at].nameable
    }

    /// Writes the features of the token at `at` over `features`.
    pub fn features(&self, at: usize, features: &mut Vec<Feature>) {
        let sentence = self.seen[at].sentence;
        let neighbour = |by: isize| {
            let seen = at.checked_add_signed(by).and_then(|it| self.seen.get(it));
            seen.filter(|it| it.sentence == sentence).copied().unwrap_or(OUTSIDE)
        };
        let (before2, before, here, after, after2) =
            (neighbour(-2), neighbour(-1), neighbour(0), neighbour(1), neighbour(2));
        let single = [
            here.word, before.word, after.word, before2.word, after2.word, here.prefix, here.suffix,
            here.shape, here.gazetteer, before.gazetteer, after.gazetteer, before.suffix, after.suffix,
        ];
        let pairs = [
            (before.word, here.word),
            (here.word, after.word),
            (here.word, here.shape),
            (before.shape, here.shape),
            (here.shape, after.shape),
            (here.gazetteer, here.shape),
            (here.gazetteer, before.word),
            (here.gazetteer, after.word),
            (here.gazetteer, after.gazetteer),
            (here.gazetteer, before.gazetteer),
            (here.suffix, here.shape),
            (before.word, after.word),
        ];
        features.clear();
        features.extend((0u32..).zip(single).map(|(template, it)| mix(mix(template, 31), it)));
        features.extend(
            (100u32..).zip(pairs).map(|(template, (one, other))| mix(mix(mix(template, 37), one), other)),
        );
        let shapes = [before.shape, here.shape, after.shape].into_iter().fold(201, mix);
        features.push(shapes);
        features.push(mix(mix(mix(202, before.gazetteer), here.gazetteer), after.gazetteer));
    }

    /// Writes more features: the labels that another tagger gave this token and its neighbours.
    pub fn second_opinion(&self, at: usize, opinion: &Opinion<'_>, features: &mut Vec<Feature>) {
        let labels = opinion.labels;
        let label = |by: isize| {
            let there = at.checked_add_signed(by).and_then(|it| labels.get(it));
            u32::from(there.copied().unwrap_or(u8::MAX))
        };
        let here = self.seen[at];
        let around = mix(mix(mix(301, label(-1)), label(0)), label(1));
        features.extend([
            mix(302, label(0)),
            around,
            mix(mix(303, label(0)), here.gazetteer),
            mix(mix(304, label(0)), here.word),
            mix(mix(305, label(0)), here.shape),
        ]);
        let (signs, count) = opinion.elsewhere[at];
        let signs = u32::from(signs);
        if count > 1 {
            let one_by_one = (0..10).filter(|bit| signs & (1 << bit) != 0);
            features.extend(one_by_one.clone().map(|bit| mix(mix(310, bit), here.shape)));
            features.extend(one_by_one.map(|bit| mix(mix(311, bit), label(0))));
            features.extend([
                mix(312, signs),
                mix(mix(313, signs & 15), here.gazetteer),
                mix(mix(314, signs & 15), label(0)),
                mix(mix(315, signs & 127), here.shape),
            ]);
        }
        features.push(mix(mix(316, u32::from(count)), here.gazetteer));
    }

    /// Writes the features of a whole mention, for what is said of it; `labels` are those of the tagger of names.
    pub fn surroundings(
        &self,
        mention: Range<usize>,
        tokens: &Tokens<'_>,
        labels: &[u8],
        features: &mut Vec<Feature>,
    ) {
        let cues = cues::cues(&mention, tokens);
        let sentence = self.seen.get(mention.start).map_or(u32::MAX, |it| it.sentence);
        let inside =
            |at: Option<usize>| at.filter(|it| self.seen.get(*it).is_some_and(|it| it.sentence == sentence));
        let seen = |at: Option<usize>| inside(at).map_or(OUTSIDE, |it| self.seen[it]);
        let label = |at: Option<usize>| inside(at).map_or(99, |it| u32::from(labels[it]));
        let before = |by: usize| mention.start.checked_sub(by);
        let after = |by: usize| Some(mention.end + by);
        let known = mix(seen(Some(mention.start)).gazetteer, u32::from(mention.len() > 1));
        let (left, right) = (seen(before(1)), seen(after(0)));
        let single = [
            left.word,
            right.word,
            seen(before(2)).word,
            seen(after(1)).word,
            seen(before(3)).word,
            seen(after(2)).word,
            right.suffix,
            seen(after(1)).suffix,
            right.shape,
            seen(after(1)).shape,
            left.shape,
            known,
            label(Some(mention.start)),
            label(before(1)),
            label(after(0)),
            label(after(1)),
        ];
        let pairs = [
            (left.word, right.word),
            (seen(before(2)).word, left.word),
            (right.word, seen(after(1)).word),
            (left.word, known),
            (right.word, known),
            (right.suffix, known),
            (label(after(0)), known),
            (left.word, label(after(0))),
            (left.word, right.shape),
            (right.shape, seen(after(1)).suffix),
        ];
        features.clear();
        features.extend([mix(601, cues), mix(mix(602, cues), known), mix(mix(603, cues), left.word)]);
        features.extend((400u32..).zip(single).map(|(template, it)| mix(mix(template, 41), it)));
        features.extend(
            (500u32..).zip(pairs).map(|(template, (one, other))| mix(mix(mix(template, 43), one), other)),
        );
    }

    /// The gazetteer names in the text.
    pub(super) fn matches(&self) -> &[Match] {
        &self.matches
    }
}

/// Is most of the sentence written in capitals? Then capitals say nothing about names.
fn is_in_capitals(tokens: &Tokens<'_>, sentence: Range<usize>) -> bool {
    let (mut capitals, mut words) = (0.0, 0.0);
    for token in &tokens.all()[sentence] {
        if token.kind == TokenKind::Word && token.span.len() > 1 {
            words += 1.0;
            capitals += f64::from(u8::from(token.case == Case::Upper));
        }
    }
    words >= 3.0 && capitals / words > CAPITALS_SHARE
}

/// Which tokens of a sentence can be part of a name? None in the middle of small letters, unless all are small.
fn nameable(tokens: &Tokens<'_>, sentence: Range<usize>) -> Vec<bool> {
    let is_capital = |at: &usize| {
        let token = &tokens.all()[*at];
        token.kind == TokenKind::Word && token.case != Case::Lower
    };
    let mut near = vec![false; sentence.len()];
    for at in sentence.clone().filter(is_capital) {
        let at = at - sentence.start;
        near[at.saturating_sub(REACH)..(at + REACH + 1).min(sentence.len())].fill(true);
    }
    if !near.contains(&true) {
        near.fill(true);
    }
    near
}

/// For each token one number that sums up the gazetteer name it is part of; 0 for none.
fn gazetteer_codes(tokens: &Tokens<'_>, matches: &[Match]) -> Vec<u32> {
    let mut codes = vec![0; tokens.len()];
    let mut end = 0;
    for found in matches.iter() {
        if found.tokens.start < end {
            continue;
        }
        end = found.tokens.end;
        let peopled = PEOPLED.iter().filter(|it| found.magnitude >= **it).count() as u32;
        let what = [
            found.precision.map_or(9, |it| it as u32),
            peopled,
            u32::from(found.demonym),
            u32::from(found.abbreviation),
            found.stop.map_or(9, |it| it as u32),
            u32::from(found.tokens.len() > 1),
        ];
        let code = what.into_iter().fold(401, mix);
        for at in found.tokens.clone() {
            codes[at] = mix(code, u32::from(at == found.tokens.start));
        }
    }
    codes
}

/// The hash of a token's folded word; of a number's form.
fn word(tokens: &Tokens<'_>, at: usize) -> u32 {
    let folded = tokens.folded(at).as_bytes();
    match tokens.all()[at].kind {
        TokenKind::Number => hash(number_form(folded).as_bytes()),
        _ => hash(folded),
    }
}

/// The words that a text writes in small letters somewhere, sorted.
fn small_words(tokens: &Tokens<'_>, words: &[u32]) -> Vec<u32> {
    let all = tokens.all().iter().zip(words);
    let mut small: Vec<u32> =
        all.filter(|(token, _)| token.case == Case::Lower).map(|(_, word)| *word).collect();
    small.sort_unstable();
    small.dedup();
    small
}

/// Digits alike, so that years look like years.
fn number_form(number: &[u8]) -> String {
    number.iter().map(|it| if it.is_ascii_digit() { '0' } else { char::from(*it) }).collect()
}

/// FNV-1a of 32 bits.
fn hash(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

/// Two numbers into one, so that low bits depend on all bits (the finaliser of Murmur3).
fn mix(one: u32, other: u32) -> u32 {
    let mut mixed = one.wrapping_mul(0x9e37_79b1) ^ other;
    mixed ^= mixed >> 16;
    mixed = mixed.wrapping_mul(0x85eb_ca6b);
    mixed ^= mixed >> 13;
    mixed
}

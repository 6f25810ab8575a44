//! A text as this stage reads it: words with the names on them, cut into clauses and paragraphs.

use std::ops::Range;

use jiff::civil::Date;

use super::{
    lexicon::{self},
    model::Words,
};
use crate::{
    document::Document,
    gazetteer::{CountryCode, Gazetteer, Place},
    recognize::{Mention, MentionKind, Name, NameKind, Recognition, Usage},
    resolve::Resolution,
    text::{Case, Span, TokenKind, Tokens, WordSet},
};

/// Lists and tables have no stops: a longer run of words is read in pieces, which keeps the work linear.
const LONGEST_SENTENCE: usize = 160;

/// A place abroad that is less sure is not taken for the place of an event.
const LEAST_ABROAD: f64 = 0.8;

/// A place that is less sure than this says nothing of where the mention is not.
const LEAST_LIKELY: f64 = 0.5;

/// Everything the earlier stages know about a text, by token.
pub(super) struct Reading<'a> {
    pub(super) tokens: &'a Tokens<'a>,
    pub(super) gazetteer: &'a Gazetteer,
    pub(super) recognition: &'a Recognition,
    resolutions: &'a [Resolution<'a>],
    /// The day the text was published.
    pub(super) date: Option<Date>,
    /// For each token the mention it belongs to, and the name.
    mention_of: Vec<Option<u32>>,
    name_of: Vec<Option<u32>>,
    /// The sentences, those that do not end within [`LONGEST_SENTENCE`] words cut there.
    sentences: Vec<Range<usize>>,
    /// The number of the sentence of each token.
    sentence_of: Vec<u32>,
    /// The number of the clause of each token, counted through the text.
    clause_of: Vec<u32>,
    /// The number of the paragraph of each sentence.
    paragraph_of: Vec<u32>,
    /// The country of most of the text's places, if there is one.
    home: Option<CountryCode>,
    /// The countries of the places, and how many places lie in each.
    countries: Vec<(CountryCode, usize)>,
    /// Is (nearly) all of it written in capitals?
    pub(super) all_capitals: bool,
}

impl<'a> Reading<'a> {
    pub(super) fn new(
        document: &Document,
        tokens: &'a Tokens<'a>,
        recognition: &'a Recognition,
        resolutions: &'a [Resolution<'a>],
        gazetteer: &'a Gazetteer,
    ) -> Self {
        let mentions = recognition.mentions.iter().map(|it| it.tokens.clone());
        let names = recognition.names.iter().map(|it| it.tokens.clone());
        let sentences = sentences(tokens);
        let sentence_of = owners_of(&sentences, tokens.len());
        let countries = countries(resolutions);
        Self {
            tokens,
            gazetteer,
            recognition,
            resolutions,
            date: document.date(),
            mention_of: owners(tokens.len(), mentions),
            name_of: owners(tokens.len(), names),
            clause_of: clauses(tokens, &sentence_of),
            paragraph_of: paragraphs(tokens, &sentences),
            sentences,
            sentence_of,
            home: home(&countries),
            countries,
            all_capitals: tokens.are_capitals(),
        }
    }

    /// The folded word at `at`; empty beyond the text.
    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens.folded(at)
    }

    /// The folded word before `at`; empty at the start of the text.
    pub(super) fn word_before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |it| self.word(it))
    }

    pub(super) fn is_any(&self, at: usize, table: &WordSet) -> bool {
        table.has(self.word(at))
    }

    /// Is there one of the words among the tokens?
    pub(super) fn holds(&self, range: Range<usize>, table: &WordSet) -> bool {
        range.into_iter().any(|it| self.is_any(it, table))
    }

    pub(super) fn is_mark(&self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(|it| it.kind == TokenKind::Mark)
    }

    /// Does a space stand before it: a hyphen that parts?
    pub(super) fn is_apart(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|it| it.space_before)
    }

    /// Does it follow without a space: a hyphen that joins?
    pub(super) fn is_joined(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|it| !it.space_before)
    }

    pub(super) fn is_possessive(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|it| it.kind == TokenKind::Possessive)
    }

    /// Is the word written as names are? Never known in a text of capitals.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        let case = self.tokens.get(at).map(|it| it.case);
        matches!(case, Some(Case::Title | Case::Upper | Case::Initial)) && !self.all_capitals
    }

    /// "US", "U.S.": the country, not the pronoun.
    pub(super) fn is_initials(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        token.case == Case::Upper && (!self.all_capitals || self.tokens.text_of(at).contains('.'))
    }

    /// The sentences as ranges of tokens; they cover the text.
    pub(super) fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// The tokens of the sentence that holds `at`; empty beyond the text.
    pub(super) fn sentence_of(&self, at: usize) -> Range<usize> {
        let number = self.sentence_of.get(at).map(|it| *it as usize);
        number.and_then(|it| self.sentences.get(it).cloned()).unwrap_or(0..0)
    }

    /// The number of the sentence of a token.
    pub(super) fn sentence_number(&self, at: usize) -> usize {
        self.sentence_of.get(at).map_or(0, |it| *it as usize)
    }

    /// The number of the paragraph of a sentence.
    pub(super) fn paragraph(&self, sentence: usize) -> u32 {
        self.paragraph_of.get(sentence).copied().unwrap_or(0)
    }

    pub(super) fn clause(&self, at: usize) -> u32 {
        self.clause_of.get(at).copied().unwrap_or(0)
    }

    /// The tokens of the clause of `at`.
    pub(super) fn clause_range(&self, at: usize) -> Range<usize> {
        let sentence = self.sentence_of(at);
        let clause = self.clause(at);
        let mut start = at;
        while start > sentence.start && self.clause(start - 1) == clause {
            start -= 1;
        }
        let mut end = (at + 1).min(sentence.end);
        while end < sentence.end && self.clause(end) == clause {
            end += 1;
        }
        start..end.max(start)
    }

    /// How far two tokens of a sentence are apart, in words; the edge of a clause counts six.
    pub(super) fn distance(&self, one: usize, other: usize) -> usize {
        one.abs_diff(other) + 6 * (self.clause(one).abs_diff(self.clause(other)) as usize)
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        self.tokens.span_of(range)
    }

    /// The words of a range as the text writes them, line breaks as blanks.
    pub(super) fn text(&self, range: Range<usize>) -> String {
        let words = self.span(range).of(self.tokens.text());
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The words of a range, and where they stand.
    pub(super) fn words(&self, range: Range<usize>) -> Words {
        Words { text: self.text(range.clone()), evidence: self.span(range) }
    }

    /// The index of the mention that a token belongs to.
    pub(super) fn mention_at(&self, at: usize) -> Option<usize> {
        self.mention_of.get(at).copied().flatten().map(|it| it as usize)
    }

    pub(super) fn mention(&self, index: usize) -> Option<&'a Mention> {
        self.recognition.mentions.get(index)
    }

    /// The indices of the mentions in a range of tokens, in text order.
    pub(super) fn mentions_in(&self, range: Range<usize>) -> impl Iterator<Item = usize> + use<'a> {
        let mentions = &self.recognition.mentions;
        let first = mentions.partition_point(|it| it.tokens.start < range.start);
        let count = mentions[first..].iter().take_while(|it| it.tokens.end <= range.end).count();
        first..first + count
    }

    pub(super) fn name_at(&self, at: usize) -> Option<&'a Name> {
        self.recognition.names.get(self.name_of.get(at).copied().flatten()? as usize)
    }

    pub(super) fn is_person(&self, at: usize) -> bool {
        self.name_at(at).is_some_and(|it| it.kind == NameKind::Person)
    }

    /// The place a mention was resolved to. An unsure one abroad is none: better no place than one in a
    /// country that the text does not speak of.
    pub(super) fn place(&self, mention: usize) -> Option<Place<'a>> {
        let resolution = self.resolutions.get(mention)?;
        let place = resolution.chosen()?.candidate.place;
        let confidence = resolution.confidence.value();
        let Some(country) = place.country else { return Some(place) };
        let abroad = self.home.is_some_and(|it| it != country) && confidence < LEAST_ABROAD;
        // Of a country that nothing else in the text lies in.
        let stray = confidence < LEAST_LIKELY
            && self.countries.len() > 1
            && self.countries.iter().any(|it| it.0 == country && it.1 == 1);
        (!abroad && !stray).then_some(place)
    }

    /// Was a place chosen for a mention, and more likely than not?
    pub(super) fn is_resolved(&self, mention: usize) -> bool {
        self.resolutions
            .get(mention)
            .is_some_and(|it| it.chosen().is_some() && it.confidence.value() >= LEAST_LIKELY)
    }

    pub(super) fn is_toponym(&self, mention: usize) -> bool {
        self.mention(mention).is_some_and(|it| it.kind == MentionKind::Toponym)
    }

    /// Does a name of a place stand there?
    pub(super) fn is_toponym_at(&self, at: usize) -> bool {
        self.mention_at(at).is_some_and(|it| self.is_toponym(it))
    }

    /// Is the mention a place name that means the place itself?
    pub(super) fn is_literal(&self, mention: usize) -> bool {
        self.mention(mention).is_some_and(|it| it.kind == MentionKind::Toponym && it.usage == Usage::Literal)
    }
}

/// The countries that the places lie in, and how many of them in each.
fn countries(resolutions: &[Resolution<'_>]) -> Vec<(CountryCode, usize)> {
    let mut counts: Vec<(CountryCode, usize)> = Vec::new();
    for country in resolutions.iter().filter_map(|it| it.chosen()?.candidate.place.country) {
        match counts.iter_mut().find(|it| it.0 == country) {
            Some(known) => known.1 += 1,
            None => counts.push((country, 1)),
        }
    }
    counts
}

/// The country that more than half of the places lie in.
fn home(countries: &[(CountryCode, usize)]) -> Option<CountryCode> {
    let all: usize = countries.iter().map(|it| it.1).sum();
    countries.iter().find(|it| it.1 * 2 > all).map(|it| it.0)
}

fn sentences(tokens: &Tokens<'_>) -> Vec<Range<usize>> {
    let pieces = |it: &Range<usize>| {
        let end = it.end;
        it.clone().step_by(LONGEST_SENTENCE).map(move |start| start..end.min(start + LONGEST_SENTENCE))
    };
    tokens.sentences().iter().flat_map(pieces).collect()
}

/// For each token the number of the range that holds it; the ranges cover all tokens in order.
fn owners_of(ranges: &[Range<usize>], len: usize) -> Vec<u32> {
    let mut owners = Vec::with_capacity(len);
    for (number, range) in (0u32..).zip(ranges) {
        owners.resize(range.end, number);
    }
    owners
}

/// Which of some ranges each token belongs to.
fn owners(len: usize, ranges: impl Iterator<Item = Range<usize>>) -> Vec<Option<u32>> {
    let mut owners = vec![None; len];
    for (number, range) in (0u32..).zip(ranges) {
        if let Some(slots) = owners.get_mut(range) {
            slots.fill(Some(number));
        }
    }
    owners
}

/// Numbers the clauses: a new one starts at a sentence, at `;`, `:`, dashes and quotes, at a
/// subordinator, and after a comma before a conjunction or a participle.
fn clauses(tokens: &Tokens<'_>, sentence_of: &[u32]) -> Vec<u32> {
    let capitals = tokens.are_capitals();
    let mut numbers = Vec::with_capacity(tokens.len());
    let mut clause = 0;
    for at in 0..tokens.len() {
        let first = at > 0 && sentence_of.get(at) != sentence_of.get(at - 1);
        if first || (at > 0 && opens_clause(tokens, at, capitals)) {
            clause += 1;
        }
        numbers.push(clause);
    }
    numbers
}

fn opens_clause(tokens: &Tokens<'_>, at: usize, capitals: bool) -> bool {
    let word = tokens.folded(at);
    let before = tokens.folded(at - 1);
    match before {
        ";" | ":" | "–" | "—" | "“" | "”" | "\"" => return true,
        "-" => {
            let apart = tokens.get(at - 1).is_some_and(|it| it.space_before);
            return apart && (!capitals || word == "-");
        }
        "," => {
            return lexicon::CONJUNCTIONS.has(word)
                || lexicon::SUBORDINATORS.has(word)
                || word == "according"
                || lexicon::PRONOUNS.has(word)
                || (word.len() > 5 && word.ends_with("ing"));
        }
        _ => {}
    }
    // "after the attack" stays in its clause; "after gunmen attacked" opens one, but without the
    // sentence's grammar the two look alike, so only words that open clauses and nothing else count.
    matches!(
        word,
        "when"
            | "while"
            | "where"
            | "which"
            | "who"
            | "whose"
            | "whom"
            | "because"
            | "although"
            | "though"
            | "but"
            | "if"
            | "unless"
            | "that"
    ) && !(word == "that" && lexicon::PREPOSITIONS.has(before))
}

fn paragraphs(tokens: &Tokens<'_>, sentences: &[Range<usize>]) -> Vec<u32> {
    let mut number = 0;
    let mut end = 0;
    sentences
        .iter()
        .map(|sentence| {
            let span = tokens.span_of(sentence.clone());
            let gap = tokens.text().get(end..span.start()).unwrap_or("");
            number += u32::from(end > 0 && gap.bytes().filter(|it| *it == b'\n').count() > 1);
            end = span.end();
            number
        })
        .collect()
}

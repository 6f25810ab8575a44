//! Tokens: words, numbers, possessive endings and single marks, with their folded form.

use std::ops::Range;

use super::{name_key::fold_word, sentence, span::Span};

/// What sort of token it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner apostrophes (`N'Djamena`) and the dots of initials (`U.S.`).
    Word,
    /// Digits, with inner `,` and `.` between digits.
    Number,
    /// `'s` or a lone `'` after a word.
    Possessive,
    /// One other visible character.
    Mark,
}

/// How a word's letters are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Case {
    /// No capital.
    Lower,
    /// First letter capital, at least one small letter: `Kabul`, `McAllen`.
    Title,
    /// Two or more letters, all capital: `KABUL`, `U.S.`
    Upper,
    /// One capital letter alone.
    Initial,
    /// A capital further on only: `iPhone`; or no cased letter at all.
    Other,
}

/// One token of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What sort it is.
    pub kind: TokenKind,
    /// How its letters are written.
    pub case: Case,
    /// Is there white space, or the start of the text, right before it?
    pub space_before: bool,
    /// The number of its sentence, from 0.
    pub sentence: u32,
    folded: (u32, u32),
}

/// A text cut into tokens and sentences, each word with its folded form.
///
/// ```
/// use dateline::text::Tokens;
///
/// let tokens = Tokens::new("Quetta's police left. Kabul, too.");
/// let words: Vec<&str> = (0..tokens.len()).map(|at| tokens.text_of(at)).collect();
/// assert_eq!(words, ["Quetta", "'s", "police", "left", ".", "Kabul", ",", "too", "."]);
/// assert_eq!(tokens.folded(5), "kabul");
/// assert_eq!(tokens.sentences().len(), 2);
/// ```
#[derive(Debug)]
pub struct Tokens<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    folded: String,
    sentences: Vec<Range<usize>>,
}

impl<'t> Tokens<'t> {
    /// Reads the text once.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut tokens = Vec::with_capacity(text.len() / 5 + 1);
        let mut folded = String::with_capacity(text.len());
        let mut end = 0;
        for (span, kind) in scan(text) {
            let from = folded.len();
            let word = span.of(text);
            match kind {
                TokenKind::Word => fold_word(word, &mut folded),
                _ => folded.push_str(word),
            }
            let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            tokens.push(Token {
                span,
                kind,
                case: case_of(word),
                space_before: span.start() != end || end == 0,
                sentence: 0,
                folded: (narrow(from), narrow(folded.len())),
            });
            end = span.end();
        }
        let sentences = sentence::split(text, &tokens);
        for (number, range) in sentences.iter().enumerate() {
            for token in &mut tokens[range.clone()] {
                token.sentence = u32::try_from(number).unwrap_or(u32::MAX);
            }
        }
        Self { text, tokens, folded, sentences }
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Is (nearly) all of it written in capitals, so that they tell no names?
    ///
    /// ```
    /// use dateline::text::Tokens;
    ///
    /// assert!(Tokens::new("A BOMB WENT OFF IN LIMA TODAY.").are_capitals());
    /// assert!(!Tokens::new("A bomb went off in LIMA today.").are_capitals());
    /// ```
    #[must_use]
    pub fn are_capitals(&self) -> bool {
        let lower = self.tokens.iter().filter(|it| it.case == Case::Lower).count();
        lower * 10 < self.tokens.len()
    }

    /// All tokens in text order.
    #[must_use]
    pub fn all(&self) -> &[Token] {
        &self.tokens
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Is there none?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The token at `at`, if there is one.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// The words of the token at `at` as written; empty beyond the end.
    #[must_use]
    pub fn text_of(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |it| it.span.of(self.text))
    }

    /// The folded form of the token at `at` (marks as they are); empty beyond the end.
    #[must_use]
    pub fn folded(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |it| &self.folded[it.folded.0 as usize..it.folded.1 as usize])
    }

    /// The tokens of each sentence, as ranges into [`Tokens::all`].
    #[must_use]
    pub fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// The tokens of the sentence that holds token `at`.
    #[must_use]
    pub fn sentence_of(&self, at: usize) -> Range<usize> {
        self.tokens.get(at).and_then(|it| self.sentences.get(it.sentence as usize).cloned()).unwrap_or(0..0)
    }

    /// The span from the first to the last of some tokens; empty for an empty range.
    #[must_use]
    pub fn span_of(&self, range: Range<usize>) -> Span {
        match (self.tokens.get(range.start), range.end.checked_sub(1).and_then(|it| self.tokens.get(it))) {
            (Some(first), Some(last)) if range.start < range.end => first.span.cover(last.span),
            _ => Span::new(0, 0),
        }
    }

    /// The tokens that a span touches.
    #[must_use]
    pub fn range_of(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|it| it.span.end() <= span.start());
        let end = self.tokens.partition_point(|it| it.span.start() < span.end());
        start..end.max(start)
    }
}

/// Cuts a text into tokens, in order.
pub(super) fn scan(text: &str) -> impl Iterator<Item = (Span, TokenKind)> + '_ {
    let mut at = 0;
    let mut after_word = false;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let blank = rest.find(|c: char| !c.is_whitespace() && !c.is_control())?;
        after_word &= blank == 0;
        at += blank;
        let (len, kind) = next_token(&text[at..], after_word);
        let span = Span::new(at, at + len);
        at += len;
        after_word = kind == TokenKind::Word;
        Some((span, kind))
    })
}

fn next_token(rest: &str, after_word: bool) -> (usize, TokenKind) {
    let first = rest.chars().next().unwrap_or(' ');
    if first.is_numeric() {
        return (number_len(rest), TokenKind::Number);
    }
    if is_letter(first) {
        return (word_len(rest), TokenKind::Word);
    }
    if is_apostrophe(first) && after_word {
        let tail = &rest[first.len_utf8()..];
        let ending = tail.starts_with(['s', 'S']) && !tail[1..].starts_with(is_letter);
        if ending {
            return (first.len_utf8() + 1, TokenKind::Possessive);
        }
        if !tail.starts_with(is_letter) {
            return (first.len_utf8(), TokenKind::Possessive);
        }
    }
    (first.len_utf8(), TokenKind::Mark)
}

/// Length of a number: `17`, `6,500`, `3.5`; letters that follow (`13th`) belong to it.
fn number_len(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    let mut len = 0;
    while let Some((at, c)) = chars.next() {
        let between = (c == ',' || c == '.') && chars.peek().is_some_and(|(_, next)| next.is_numeric());
        if !(c.is_numeric() || is_letter(c) || between) {
            break;
        }
        len = at + c.len_utf8();
    }
    len
}

/// Length of a word: letters and digits, inner apostrophes, and dots that part single letters.
fn word_len(rest: &str) -> usize {
    if let Some(len) = initials_len(rest) {
        return len;
    }
    let mut len = 0;
    for (at, c) in rest.char_indices() {
        if is_letter(c) || c.is_numeric() {
            len = at + c.len_utf8();
        } else if is_apostrophe(c) {
            let tail = &rest[at + c.len_utf8()..];
            let possessive = tail.starts_with(['s', 'S']) && !tail[1..].starts_with(is_letter);
            if possessive || !tail.starts_with(is_letter) {
                break;
            }
        } else {
            break;
        }
    }
    len
}

/// Length of initials with dots: `U.S.`, `B.C.`, `U.A.E`; at least two letters.
fn initials_len(rest: &str) -> Option<usize> {
    let mut len = 0;
    let mut letters = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !is_letter(c) || !c.is_uppercase() {
            break;
        }
        match chars.peek() {
            Some((dot, '.')) => {
                len = dot + 1;
                letters += 1;
                chars.next();
            }
            // The last letter may lack its dot: "U.S officials".
            Some((_, next)) if is_letter(*next) || next.is_numeric() => return None,
            _ => {
                if letters > 0 {
                    len = at + c.len_utf8();
                    letters += 1;
                }
                break;
            }
        }
    }
    (letters >= 2).then_some(len)
}

/// Letters and the marks that combine with them.
fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | '`')
}

fn case_of(word: &str) -> Case {
    let mut first_upper = false;
    let (mut upper, mut lower, mut letters) = (0, 0, 0);
    for c in word.chars().filter(|it| it.is_alphabetic()) {
        let is_upper = c.is_uppercase();
        first_upper |= is_upper && letters == 0;
        upper += usize::from(is_upper);
        lower += usize::from(c.is_lowercase());
        letters += 1;
    }
    match (first_upper, upper, lower) {
        (_, 0, 1..) => Case::Lower,
        (true, 1, 0) => Case::Initial,
        (true, _, 0) => Case::Upper,
        (true, _, _) => Case::Title,
        _ => Case::Other,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(text: &str) -> Vec<&str> {
        scan(text).map(|(span, _)| span.of(text)).collect()
    }

    #[test]
    fn words_of_names() {
        assert_eq!(
            words("N'Djamena, St. John's (U.S.)"),
            ["N'Djamena", ",", "St", ".", "John", "'s", "(", "U.S.", ")"]
        );
        assert_eq!(words("Chaman/Spin Boldak"), ["Chaman", "/", "Spin", "Boldak"]);
        assert_eq!(words("Taliban’s 6,500 men, 13th"), ["Taliban", "’s", "6,500", "men", ",", "13th"]);
        assert_eq!(words("the countries' armies"), ["the", "countries", "'", "armies"]);
        assert_eq!(words("U.S officials"), ["U.S", "officials"]);
        assert_eq!(words("Mr. T. E. Lawrence"), ["Mr", ".", "T", ".", "E", ".", "Lawrence"]);
    }

    #[test]
    fn cases() {
        for (word, case) in [
            ("kabul", Case::Lower),
            ("Kabul", Case::Title),
            ("McAllen", Case::Title),
            ("KABUL", Case::Upper),
            ("U.S.", Case::Upper),
            ("A", Case::Initial),
            ("iPhone", Case::Other),
            ("北京", Case::Other),
        ] {
            assert_eq!(case_of(word), case, "{word}");
        }
    }

    proptest! {
        #[test]
        fn every_visible_character_lies_in_one_token(text in "\\PC{0,200}") {
            let mut end = 0;
            for (span, _) in scan(&text) {
                prop_assert!(span.start() >= end && !span.is_empty());
                prop_assert!(text[end..span.start()].chars().all(|c| c.is_whitespace() || c.is_control()));
                prop_assert!(text.is_char_boundary(span.start()) && text.is_char_boundary(span.end()));
                end = span.end();
            }
            prop_assert!(text[end..].chars().all(|c| c.is_whitespace() || c.is_control()));
        }

        #[test]
        fn tokens_know_their_sentence(text in "[A-Za-z .\n!?\"']{0,200}") {
            let tokens = Tokens::new(&text);
            let mut next = 0;
            for range in tokens.sentences() {
                prop_assert_eq!(range.start, next);
                prop_assert!(range.end > range.start);
                next = range.end;
            }
            prop_assert_eq!(next, tokens.len());
        }
    }
}

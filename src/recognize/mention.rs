//! What recognition returns: mentions of places, and the other names that it told apart from them.

use std::ops::Range;

use crate::text::Span;

/// A place name, or a word made from one, at a span of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mention {
    /// Where it stands; `span.of(text)` is the toponym.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What sort of word it is.
    pub kind: MentionKind,
    /// Is the place itself meant, or something that stands behind its name?
    pub usage: Usage,
}

impl Mention {
    /// A literal toponym.
    #[must_use]
    pub fn new(span: Span, tokens: Range<usize>) -> Self {
        Self { span, tokens, kind: MentionKind::Toponym, usage: Usage::Literal }
    }
}

/// What sort of word a mention is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum MentionKind {
    /// A place name: `Quetta`.
    Toponym,
    /// The adjective or the people of a place: `Pakistani`, `Texans`.
    Demonym,
    /// The adjective of a place as the name of a language: `speaks French`.
    Language,
    /// A place name inside the name of an organisation: `University of Karachi`.
    Organisation,
}

impl MentionKind {
    /// Is it an adjective made from a place's name, rather than the name?
    #[must_use]
    pub fn is_adjective(self) -> bool {
        matches!(self, Self::Demonym | Self::Language)
    }

    /// The word written in the output field `kind`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Toponym => "toponym",
            Self::Demonym => "demonym",
            Self::Language => "language",
            Self::Organisation => "organisation",
        }
    }
}

/// Is the place itself meant? After Gritta et al., *A pragmatic guide to geoparsing evaluation* (2020).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Usage {
    /// The place as a place: "a bomb in Kabul".
    Literal,
    /// A government, team or people behind its name: "Kabul denied it".
    Associative,
}

impl Usage {
    /// The word written in the output field `usage`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Literal => "literal",
            Self::Associative => "associative",
        }
    }
}

/// A name that is no place: it keeps "Jackson said" off the map and tells incidents who.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Name {
    /// Where it stands.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Who or what it names.
    pub kind: NameKind,
}

/// Who or what a name that is no place names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum NameKind {
    /// A person, with or without title.
    Person,
    /// An organisation, armed group, team or publication.
    Organisation,
    /// A name of another or an unknown sort.
    Other,
}

/// All names of one text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recognition {
    /// Places, in text order, not overlapping; or, where a document came with its mentions, those.
    pub mentions: Vec<Mention>,
    /// What was recognised beside the mentions a document came with: evidence for them, no answers.
    pub beside: Vec<Mention>,
    /// People, organisations and the rest, in text order, not overlapping each other; a mention may
    /// stand inside one ("University of Karachi").
    pub names: Vec<Name>,
}

//! Where do words of space lead? "50 km north of Quetta", "northern Iraq", "the road between Kabul and
//! Jalalabad", "the Afghan–Pakistani border": phrases around mentions that mean another spot than the place
//! itself, each as a coordinate with an honest uncertainty.
//!
//! ```
//! use dateline::{document::Document, gazetteer::Gazetteer, geoparse::Geoparser, spatial::Relation};
//!
//! let gazetteer = Gazetteer::embedded();
//! let document = Document::from_text("The bus fell into a ravine 50 km north of Quetta.");
//! let parsed = Geoparser::new(&gazetteer).parse(&document);
//! let phrase = &parsed.spatial_phrases()[0];
//! assert_eq!(phrase.span.of(document.text()), "50 km north of Quetta");
//! assert_eq!(phrase.relation, Relation::Offset);
//! // Quetta is at 30.2° north; 50 km are 0.45°.
//! assert!((phrase.footprint.point.y() - 30.63).abs() < 0.05);
//! ```

mod compass;
mod geometry;
mod grammar;
#[cfg(test)]
mod tests;
mod words;

use crate::{
    gazetteer::Place,
    recognize::{Mention, MentionKind},
    resolve::{Footprint, Resolution},
    text::{Span, Tokens},
};

/// Words of space around one or two mentions, and where they lead.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SpatialPhrase {
    /// The whole phrase.
    pub span: Span,
    /// How it is related to the mentions.
    pub relation: Relation,
    /// The mentions it starts from, by number in the document: one, or two for what lies between.
    pub mentions: Vec<usize>,
    /// Where it leads.
    pub footprint: Footprint,
}

/// How a phrase is related to the places it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Relation {
    /// A distance in a direction: "50 km north of Quetta".
    Offset,
    /// A distance without direction: "20 miles from Quetta", "within 5 km of Quetta".
    Distance,
    /// Close by, in a direction or none: "near Bannu", "just north of Bannu", "the outskirts of Bannu".
    Near,
    /// A part of it: "northern Iraq", "the south of Iraq", "central Baghdad".
    Part,
    /// On the way: "the road between Kabul and Jalalabad".
    Between,
    /// Where two meet: "the Afghan–Pakistani border".
    Border,
}

impl Relation {
    /// The word written in the output field `relation`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Offset => "offset",
            Self::Distance => "distance",
            Self::Near => "near",
            Self::Part => "part",
            Self::Between => "between",
            Self::Border => "border",
        }
    }

    /// Does it lead to a spot that is none of the places it names, a location of its own? Near and part are
    /// still that place, and of a border only its whole length is known.
    #[must_use]
    pub fn leaves_place(self) -> bool {
        match self {
            Self::Offset | Self::Between => true,
            Self::Distance | Self::Near | Self::Part | Self::Border => false,
        }
    }
}

/// The spatial phrases of a text, in text order; `resolutions` are those of the mentions, one each.
pub(crate) fn read(
    tokens: &Tokens<'_>,
    mentions: &[Mention],
    resolutions: &[Resolution<'_>],
) -> Vec<SpatialPhrase> {
    let text = Located { tokens, mentions, resolutions };
    let mut phrases: Vec<SpatialPhrase> = Vec::new();
    for index in 0..mentions.len() {
        if phrases.last().is_some_and(|it| it.mentions.contains(&index)) {
            continue;
        }
        phrases.extend(grammar::pair_at(&text, index).or_else(|| grammar::single_at(&text, index)));
    }
    phrases
}

/// A text with its mentions and what they mean.
struct Located<'t> {
    tokens: &'t Tokens<'t>,
    mentions: &'t [Mention],
    resolutions: &'t [Resolution<'t>],
}

impl<'t> Located<'t> {
    /// The folded word of a token; empty beyond the text on either side.
    fn word(&self, at: Option<usize>) -> &'t str {
        at.map_or("", |it| self.tokens.folded(it))
    }

    /// The place of a toponym. Its usage does not matter: words of space around a name mean the place itself.
    fn place(&self, mention: usize) -> Option<Place<'t>> {
        (self.mentions.get(mention)?.kind == MentionKind::Toponym)
            .then(|| self.place_behind(mention))
            .flatten()
    }

    /// The place of a mention of any kind: "the Afghan–Pakistani border".
    fn place_behind(&self, mention: usize) -> Option<Place<'t>> {
        Some(self.resolutions.get(mention)?.chosen()?.candidate.place)
    }

    /// The span from one token up to, not including, another.
    fn span(&self, from: usize, to: usize) -> Option<Span> {
        Some(self.tokens.get(from)?.span.cover(self.tokens.get(to.checked_sub(1)?)?.span))
    }
}

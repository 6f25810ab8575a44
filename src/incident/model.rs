//! The parts of an incident.

use jiff::civil::Date;

use super::kind::IncidentKind;
use crate::{resolve::Confidence, text::Span};

/// One event that a text reports.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Incident {
    /// What happened.
    pub kind: &'static IncidentKind,
    /// Did it happen?
    pub stage: Stage,
    /// When.
    pub when: Interval,
    /// Where: indices into the text's mentions, the place it is drawn at first; two for a border clash.
    pub places: Vec<usize>,
    /// How many people it harmed.
    pub toll: Toll,
    /// Who did it.
    pub perpetrators: Vec<Actor>,
    /// Whom or what it hit, in the text's words.
    pub targets: Vec<String>,
    /// With what, in the text's words.
    pub weapons: Vec<String>,
    /// How sure the whole is.
    pub confidence: Confidence,
    /// The word or words that told of the event.
    pub trigger: Span,
    /// The sentences it was read from, in text order; the first is the one to quote.
    pub quotes: Vec<Span>,
}

/// How far an incident got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// It happened.
    Accomplished,
    /// It was tried and failed or was foiled.
    Attempted,
    /// Someone said that it would happen.
    Threatened,
}

impl Stage {
    /// The word written in the output field `stage`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accomplished => "ACCOMPLISHED",
            Self::Attempted => "ATTEMPTED",
            Self::Threatened => "THREATENED",
        }
    }
}

/// The tightest stretch of full days that the text supports, both ends included.
///
/// Both `None`: nothing is known. Only `start` `None`: on or before `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Interval {
    /// First day it can have happened on.
    pub start: Option<Date>,
    /// Last day it can have happened on.
    pub end: Option<Date>,
    /// The words that say so.
    pub evidence: Option<Span>,
}

/// People harmed. What is not stated is `None`; a stated none is 0.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Toll {
    /// Killed.
    pub killed: Option<Count>,
    /// Injured.
    pub injured: Option<Count>,
}

/// A number of people as a text gives it: "at least six" is 6 or more, "dozens" a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// Fewest.
    pub low: u32,
    /// The figure to use; `None` where the text gives only a range.
    pub best: Option<u32>,
    /// Most; `None` where the text sets no upper bound.
    pub high: Option<u32>,
    /// The words that say so.
    pub evidence: Span,
}

/// Someone who did something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The fullest name the text gives.
    pub name: String,
    /// Organisation or individual.
    pub kind: ActorKind,
    /// Did they say themselves that they did it?
    pub claimed: bool,
    /// Where it stands.
    pub evidence: Span,
}

/// Organisation or individual.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActorKind {
    /// An armed group, an army, a government, a party.
    Organisation,
    /// A person, or people not named as a group.
    Individual,
}

impl ActorKind {
    /// The word written in the output field `perpetrators[].kind`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Organisation => "org",
            Self::Individual => "individual",
        }
    }
}

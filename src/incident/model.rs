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
    /// The mention of a finer place that the text names and the gazetteer lacks.
    pub finer: Option<usize>,
    /// How many people it harmed.
    pub toll: Toll,
    /// Who did it.
    pub perpetrators: Vec<Actor>,
    /// Those who were blamed for it and say that it was not they.
    pub denials: Vec<Actor>,
    /// Whom or what it hit, in the text's words.
    pub targets: Vec<Words>,
    /// With what, in the text's words.
    pub weapons: Vec<Words>,
    /// How sure the whole is: how often events with such signs were in the keys they were learnt from.
    pub confidence: Confidence,
    /// What holds of it, in short words; the confidence is a sum over those that weigh.
    pub signs: Vec<String>,
    /// What the confidence was made from, the strongest first; `words-of-text` are the words of the whole text,
    /// which are no sign of their own.
    pub reasons: Vec<Reason>,
    /// The word or words that told of the event.
    pub trigger: Span,
    /// The sentences it was read from, in text order; the first is the one to quote.
    pub quotes: Vec<Span>,
}

/// Words of the text, and where they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The words, line breaks as blanks.
    pub text: String,
    /// Where they stand.
    pub evidence: Span,
}

/// A sign that speaks for or against an incident.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// The sign, like `time:day`.
    pub sign: String,
    /// What it adds, in log-odds.
    pub weight: f64,
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
    /// Missing.
    pub missing: Option<Count>,
    /// Kidnapped, or held hostage.
    pub kidnapped: Option<Count>,
    /// Arrested.
    pub arrested: Option<Count>,
    /// Driven from their homes.
    pub displaced: Option<Count>,
}

impl Toll {
    /// Every harm with its count, where one is told.
    ///
    /// ```
    /// use dateline::incident::{Harm, Toll};
    ///
    /// assert!(Toll::default().counts().all(|(_, count)| count.is_none()));
    /// assert_eq!(Toll::default().counts().next().map(|it| it.0), Some(Harm::Killed));
    /// ```
    pub fn counts(&self) -> impl Iterator<Item = (Harm, Option<Count>)> {
        Harm::ALL.into_iter().map(|it| (it, self.of(it)))
    }

    /// The count of one harm.
    #[must_use]
    pub fn of(&self, harm: Harm) -> Option<Count> {
        match harm {
            Harm::Killed => self.killed,
            Harm::Injured => self.injured,
            Harm::Missing => self.missing,
            Harm::Kidnapped => self.kidnapped,
            Harm::Arrested => self.arrested,
            Harm::Displaced => self.displaced,
        }
    }

    /// Where the count of one harm is kept.
    pub(super) fn slot(&mut self, harm: Harm) -> &mut Option<Count> {
        match harm {
            Harm::Killed => &mut self.killed,
            Harm::Injured => &mut self.injured,
            Harm::Missing => &mut self.missing,
            Harm::Kidnapped => &mut self.kidnapped,
            Harm::Arrested => &mut self.arrested,
            Harm::Displaced => &mut self.displaced,
        }
    }
}

/// What was done to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Harm {
    /// They died.
    Killed,
    /// They were wounded or hurt.
    Injured,
    /// Nobody knows where they are.
    Missing,
    /// They were abducted or taken hostage.
    Kidnapped,
    /// They were taken into custody.
    Arrested,
    /// They fled or were driven from their homes.
    Displaced,
}

impl Harm {
    /// Every harm, in the order of the output's columns.
    pub const ALL: [Self; 6] =
        [Self::Killed, Self::Injured, Self::Missing, Self::Kidnapped, Self::Arrested, Self::Displaced];

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Killed => "killed",
            Self::Injured => "injured",
            Self::Missing => "missing",
            Self::Kidnapped => "kidnapped",
            Self::Arrested => "arrested",
            Self::Displaced => "displaced",
        }
    }
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
#[non_exhaustive]
pub struct Actor {
    /// The fullest name the text gives.
    pub name: String,
    /// Organisation or individual.
    pub kind: ActorKind,
    /// Did they say themselves that they did it?
    pub claimed: bool,
    /// Did they say that they did not? Then they stand among [`Incident::denials`] and not among those
    /// who did it.
    pub denied: bool,
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

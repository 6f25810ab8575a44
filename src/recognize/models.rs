//! The trained taggers that recognition runs, and the labels they give.

use super::{
    features::{Observations, Opinion},
    tagger::{Label, Tagger},
};
use crate::{error::Result, text::Tokens};

/// The labels of the tagger of names: each number begins a name, the number after it goes on.
pub mod sort {
    use super::Label;

    /// A place.
    pub const PLACE: Label = 1;
    /// A person.
    pub const PERSON: Label = 3;
    /// An organisation.
    pub const ORGANISATION: Label = 5;
    /// A date or a time.
    pub const TIME: Label = 7;
    /// A nationality or a people.
    pub const NATIONALITY: Label = 9;
    /// How many labels there are, "no name" included.
    pub const COUNT: u8 = 11;
}

/// The taggers of recognition: one for names of all sorts, one for toponyms that hears the first, and
/// one that tells literal from associative mentions.
#[derive(Debug, Clone)]
pub struct Models<'m> {
    pub(super) names: Tagger<'m>,
    pub(super) places: Tagger<'m>,
    pub(super) usage: Tagger<'m>,
}

impl Models<'static> {
    /// The models that are built into the program; `model/README.md` is their card.
    #[must_use]
    pub fn embedded() -> Self {
        const NAMES: &[u8] = include_bytes!("../../model/names.tagger");
        const PLACES: &[u8] = include_bytes!("../../model/places.tagger");
        const USAGE: &[u8] = include_bytes!("../../model/usage.tagger");
        Self::new(NAMES, PLACES, USAGE).expect("the trainer wrote whole models of this version")
    }
}

impl<'m> Models<'m> {
    /// Models from the bytes that the trainer wrote.
    ///
    /// # Errors
    ///
    /// When the bytes are no models of this version.
    pub fn new(names: &'m [u8], places: &'m [u8], usage: &'m [u8]) -> Result<Self> {
        Ok(Self {
            names: Tagger::from_bytes(names)?,
            places: Tagger::from_bytes(places)?,
            usage: Tagger::from_bytes(usage)?,
        })
    }
}

impl Observations {
    /// The labels a tagger gives to every token, hearing another tagger's labels if it was trained to.
    #[must_use]
    pub fn tag(&self, tokens: &Tokens<'_>, tagger: &Tagger<'_>, opinion: Option<&Opinion<'_>>) -> Vec<Label> {
        let mut labels = Vec::with_capacity(self.len());
        for sentence in tokens.sentences() {
            let write = |at: usize, features: &mut Vec<_>| {
                if !self.may_be_named(sentence.start + at) {
                    return false;
                }
                self.features(sentence.start + at, features);
                if let Some(opinion) = opinion {
                    self.second_opinion(sentence.start + at, opinion, features);
                }
                true
            };
            tagger.tag(sentence.len(), write, &mut labels);
        }
        labels
    }
}

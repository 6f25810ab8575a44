//! A place a mention may mean, with how its name matched.

use super::class_word::agrees;
use crate::{
    gazetteer::{
        Gazetteer, Place,
        tables::{NameKind, StopReason},
    },
    recognize::MentionKind,
    text::NameKey,
};

/// Most candidates a mention has; the gazetteer returns the most prominent first. Twice as many change no measure.
const MOST: usize = 30;

/// Words that a text adds to a name, or that a gazetteer adds: they say what sort of place it is.
const GENERIC_AFTER: &[&str] = &[
    "area", "border", "city", "county", "department", "district", "governorate", "island", "islands",
    "metropolitan", "municipality", "oblast", "parish", "province", "region", "river", "state", "township",
    "valley",
];
/// The same before a name.
const GENERIC_BEFORE: &[&str] = &[
    "central", "city of", "county of", "district of", "downtown", "east", "eastern", "gulf of", "island of",
    "lake", "north", "northeastern", "northern", "northwestern", "province of", "republic of", "south",
    "southeastern", "southern", "southwestern", "state of", "the", "town of", "west", "western",
];

/// A place a mention may mean.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'g> {
    /// The place.
    pub place: Place<'g>,
    /// The name by which it was found, as the gazetteer writes it.
    pub name: &'g str,
    /// What sort of name that is.
    pub kind: NameKind,
    /// What the name mostly is when it is mostly no place.
    pub stop: Option<StopReason>,
    /// What had to be done to the mention to find the name.
    pub matched: NameMatch,
}

/// What had to be done to a mention's words to find a gazetteer name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum NameMatch {
    /// Nothing but folding.
    Whole,
    /// A generic word was left out: "Kandahar province" → Kandahar.
    WithoutGeneric,
    /// A generic word was added: "Rapides" → Rapides Parish.
    WithGeneric,
}

/// The places a mention's words may name, each once, the most prominent of a match first.
pub(super) fn candidates<'g>(
    toponym: &str,
    kind: MentionKind,
    gazetteer: &'g Gazetteer,
) -> Vec<Candidate<'g>> {
    let key = NameKey::new(toponym);
    let mut found = Found { toponym, kind, gazetteer, candidates: Vec::new() };
    found.add(&key, NameMatch::Whole);
    if kind.is_adjective() {
        return found.candidates;
    }
    for (shorter, generic) in without_generic(key.as_str()) {
        found.add(&NameKey::new(shorter), NameMatch::WithoutGeneric);
        found.heed_class(generic);
    }
    for generic in ["county", "parish", "province", "island", "islands", "city"] {
        found.add(&NameKey::new(&format!("{key} {generic}")), NameMatch::WithGeneric);
    }
    found.candidates
}

/// A key with its generic first or last words left out, and the words left out.
fn without_generic(key: &str) -> impl Iterator<Item = (&str, &'static str)> {
    let after =
        GENERIC_AFTER.iter().filter_map(move |it| Some((key.strip_suffix(it)?.strip_suffix(' ')?, *it)));
    let before =
        GENERIC_BEFORE.iter().filter_map(move |it| Some((key.strip_prefix(it)?.strip_prefix(' ')?, *it)));
    after.chain(before)
}

struct Found<'t, 'g> {
    toponym: &'t str,
    kind: MentionKind,
    gazetteer: &'g Gazetteer,
    candidates: Vec<Candidate<'g>>,
}

impl Found<'_, '_> {
    fn add(&mut self, key: &NameKey, matched: NameMatch) {
        for bearer in self.gazetteer.lookup(key) {
            if self.candidates.len() >= MOST {
                break;
            }
            let demonym = bearer.kind == NameKind::Demonym;
            let wanted = match self.kind {
                MentionKind::Demonym | MentionKind::Language => demonym,
                _ => {
                    !demonym
                        && (bearer.kind != NameKind::Abbreviation || same_capitals(self.toponym, bearer.name))
                }
            };
            let known = self.candidates.iter().any(|it| it.place.index == bearer.place.index);
            if wanted && !known {
                self.candidates.push(Candidate {
                    place: bearer.place,
                    name: bearer.name,
                    kind: bearer.kind,
                    stop: bearer.stop,
                    matched,
                });
            }
        }
    }

    /// Leaves out places of another sort than the words left out say, if any is of it: "Kaduna State" is no town.
    fn heed_class(&mut self, generic: &str) {
        let word = generic.strip_suffix(" of").unwrap_or(generic);
        let is_shortened = |it: &Candidate<'_>| it.matched == NameMatch::WithoutGeneric;
        if self.candidates.iter().any(|it| agrees(word, &it.place)) {
            self.candidates.retain(|it| !is_shortened(it) || agrees(word, &it.place));
        }
    }
}

/// Are a mention and an abbreviation written alike, dots apart? "us" is not "US"; all capitals are fine.
fn same_capitals(toponym: &str, abbreviation: &str) -> bool {
    let letters = |name: &str| name.chars().filter(|it| it.is_alphanumeric()).collect::<String>();
    let written = letters(toponym);
    written == letters(abbreviation) || written == letters(abbreviation).to_uppercase()
}

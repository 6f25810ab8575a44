//! How the name matched.

use super::{
    super::{candidate::NameMatch, context::Context},
    Column,
};
use crate::gazetteer::tables::{NameKind, StopReason};

/// Most letters of a mention in capitals that is taken for an abbreviation.
const SHORT: usize = 3;

pub(super) const COLUMNS: [Column; 6] = [
    Column::compared("kind of name"),
    Column::new("how it matched"),
    Column::new("written alike"),
    Column::new("capitals of an abbreviation"),
    Column::new("mostly no place"),
    Column::new("shown by this name"),
];

pub(super) fn observe(context: &Context<'_, '_>) -> [f32; 6] {
    let candidate = context.candidate();
    let toponym = &context.group().toponym;
    let kind = match candidate.kind {
        NameKind::Historic => 1.0,
        NameKind::Alternate => 2.0,
        NameKind::Abbreviation => 3.0,
        NameKind::Demonym => 4.0,
        NameKind::Primary => 5.0,
    };
    let matched = match candidate.matched {
        NameMatch::WithGeneric => 0.0,
        NameMatch::WithoutGeneric => 1.0,
        NameMatch::Whole => 2.0,
    };
    let stop = match candidate.stop {
        None => 0.0,
        Some(StopReason::WordOrPlace) => 1.0,
        Some(StopReason::Organisation) => 2.0,
        Some(StopReason::Calendar) => 3.0,
        Some(StopReason::Person) => 4.0,
        Some(StopReason::Word) => 5.0,
    };
    let yes = |it: bool| f32::from(u8::from(it));
    [
        kind,
        matched,
        yes(candidate.name == toponym),
        yes(capitals(candidate.name, toponym)),
        stop,
        yes(candidate.name == candidate.place.name),
    ]
}

/// "EU" in capitals is an abbreviation; the town of Eu is written otherwise.
fn capitals(name: &str, toponym: &str) -> bool {
    let letters = || toponym.chars().filter(|it| it.is_alphabetic());
    let abbreviates = letters().count() <= SHORT && letters().all(char::is_uppercase);
    abbreviates && name.chars().any(char::is_lowercase)
}

//! The longest runs of tokens whose folded words are a gazetteer name.

use std::ops::Range;

use crate::{
    gazetteer::{
        Gazetteer, GeoPrecision, Magnitude, Walk,
        tables::{NameKind, StopReason},
    },
    text::{Case, TokenKind, Tokens},
};

/// Most tokens a name may have, marks included.
const LONGEST: usize = 12;

/// Bearers of a name that are looked at; the most prominent come first.
const MOST_BEARERS: usize = 24;

/// A run of tokens that is a gazetteer name, and what the gazetteer knows of the name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// Is it the adjective or people of a place, rather than a place's name?
    pub(super) demonym: bool,
    /// Is it known by a short form only, whose capitals matter?
    pub(super) abbreviation: bool,
    /// What the name mostly is when it is mostly no place.
    pub(super) stop: Option<StopReason>,
    /// The coarsest sort of place that bears it, `None` for a demonym.
    pub(super) precision: Option<GeoPrecision>,
    /// How many live in the most populous bearer.
    pub(super) magnitude: Magnitude,
}

/// For every token, the longest gazetteer name that starts there.
///
/// Names start at a word that is not all small letters; a text without capitals has none.
pub(super) fn matches(tokens: &Tokens<'_>, gazetteer: &Gazetteer) -> Vec<Match> {
    (0..tokens.len()).filter_map(|start| longest(tokens, start, gazetteer)).collect()
}

/// Can a name start at this token?
pub(super) fn may_start(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.get(at).is_some_and(|it| it.kind == TokenKind::Word && it.case != Case::Lower)
}

fn longest(tokens: &Tokens<'_>, start: usize, gazetteer: &Gazetteer) -> Option<Match> {
    if !may_start(tokens, start) {
        return None;
    }
    let mut walk = gazetteer.walk();
    let mut best = None;
    for at in start..tokens.len().min(start + LONGEST) {
        let token = tokens.all()[at];
        match token.kind {
            TokenKind::Word | TokenKind::Number => {
                if !walk.word(tokens.folded(at)) {
                    break;
                }
                if walk.is_name() && (token.case != Case::Lower || at == start) {
                    best = Some((at + 1, walk.clone()));
                }
            }
            // "St. John's" is a name of its own; "Quetta's" is not.
            TokenKind::Possessive => {
                if !walk.letters("s") {
                    break;
                }
                if walk.is_name()
                    && !is_same_place(&walk, best.as_ref(), at)
                    && !is_lesser(&walk, best.as_ref(), at)
                {
                    best = Some((at + 1, walk.clone()));
                }
            }
            TokenKind::Mark if joins(tokens, at) => {}
            TokenKind::Mark => break,
        }
    }
    let (end, walk) = best?;
    let mut found = Match {
        tokens: start..end,
        demonym: false,
        abbreviation: true,
        stop: None,
        precision: None,
        magnitude: Magnitude::default(),
    };
    let mut peopled = Magnitude::default();
    for bearer in walk.bearings().take(MOST_BEARERS) {
        found.stop = bearer.stop;
        if bearer.kind == NameKind::Demonym {
            found.demonym = true;
            peopled = peopled.max(bearer.magnitude);
            continue;
        }
        found.abbreviation &= bearer.kind == NameKind::Abbreviation;
        found.precision = found.precision.max(Some(bearer.precision));
        found.magnitude = found.magnitude.max(bearer.magnitude);
    }
    // "Roman" is a town and "Georgian" a village somewhere: the better known meaning counts.
    if found.demonym && found.magnitude < peopled {
        found.precision = None;
    } else {
        found.demonym = false;
    }
    found.abbreviation &= !found.demonym;
    Some(found)
}

/// Does the name with an `s` mean what the name before it means, as "Nairobis" does in other languages?
fn is_same_place(longer: &Walk<'_>, best: Option<&(usize, Walk<'_>)>, at: usize) -> bool {
    let places =
        |walk: &Walk<'_>| walk.bearers().take(MOST_BEARERS).map(|it| it.place.index).collect::<Vec<_>>();
    best.is_some_and(|(end, shorter)| {
        let known = places(shorter);
        *end == at && places(longer).iter().all(|it| known.contains(it))
    })
}

/// Is the name with an `s` less known than the name before it: "Peru's" and the village of Perus?
fn is_lesser(longer: &Walk<'_>, best: Option<&(usize, Walk<'_>)>, at: usize) -> bool {
    let known = |walk: &Walk<'_>| walk.bearings().take(MOST_BEARERS).map(|it| it.magnitude).max();
    best.is_some_and(|(end, shorter)| *end == at && known(longer) < known(shorter))
}

/// Does this mark stand inside a name, with a word right after it? ("Port-au-Prince", "St. Louis")
fn joins(tokens: &Tokens<'_>, at: usize) -> bool {
    let mark = tokens.text_of(at);
    let touches_before = !tokens.all()[at].space_before;
    let touches_after = tokens.get(at + 1).is_some_and(|it| it.kind == TokenKind::Word && !it.space_before);
    match mark {
        "-" | "‐" | "–" => touches_before && touches_after,
        "." => {
            let sentence = tokens.all()[at].sentence;
            touches_before
                && tokens.get(at + 1).is_some_and(|it| it.kind == TokenKind::Word && it.sentence == sentence)
        }
        _ => false,
    }
}

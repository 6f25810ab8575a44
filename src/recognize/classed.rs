//! Places that a word beside them names as such, known to the gazetteer or not: "the Chapinero neighborhood",
//! "the village of Dobrovelychkivka".

use std::ops::Range;

use super::{
    completion::BEFORE_PLACES,
    matcher::Match,
    mention::{Mention, Name, NameKind},
};
use crate::text::{Case, TokenKind, Tokens, WordSet};

/// Words of a name at most.
const LONGEST: usize = 4;

/// What a small settlement or a part of a town is called after its name.
static AFTER_NAMES: WordSet = WordSet::new(&[
    "barrio", "canton", "colonia", "favela", "hamlet", "municipality", "neighborhood", "neighbourhood",
    "shantytown", "suburb", "township", "village",
]);

/// What stands with "of" before the name of a settlement or of a part of one, or of what lies around one.
static BEFORE_NAMES: WordSet = WordSet::new(&[
    "barrio", "canton", "city", "colonia", "district", "hamlet", "municipality", "neighborhood",
    "neighbourhood", "outskirts", "port", "shantytown", "suburb", "town", "township", "vicinity", "village",
]);

/// Small words within a name of the Romance languages.
static LINKS: WordSet =
    WordSet::new(&["da", "das", "de", "del", "des", "do", "dos", "du", "la", "las", "los"]);

/// What a neighborhood may be besides having a name; capitals do not tell where all is written in them.
static QUALITIES: WordSet = WordSet::new(&[
    "a", "affluent", "an", "another", "bedouin", "border", "burnt", "christian", "christmas", "class",
    "coastal", "crowded", "dangerous", "druse", "druze", "elegant", "entire", "every", "exclusive",
    "farming", "first", "fishing", "following", "friday", "global", "guerrilla", "her", "hindu", "his",
    "historic", "home", "humble", "indian", "industrial", "its", "jewish", "kurdish", "large", "last",
    "local", "low", "lower", "luxurious", "main", "marginal", "mayor", "middle", "monday", "mountain", "mr",
    "mrs", "muslim", "my", "nearby", "neighboring", "new", "of", "old", "olympic", "one", "our",
    "palestinian", "peaceful", "peasant", "poor", "populous", "potemkin", "president", "prosperous", "quiet",
    "rebel", "remote", "residential", "rich", "rural", "said", "same", "saturday", "second", "shia",
    "shiite", "small", "sunday", "sunni", "that", "the", "their", "this", "thursday", "tiny", "tourist",
    "tuesday", "two", "upper", "urban", "wealthy", "wednesday", "whole", "working", "yazidi", "yezidi",
]);

/// Words that end a name where no capital tells.
static ENDS: WordSet = WordSet::new(&[
    "about", "after", "and", "as", "at", "because", "before", "but", "by", "during", "for", "from", "had",
    "has", "have", "in", "is", "near", "on", "or", "said", "that", "this", "to", "today", "was", "were",
    "when", "where", "which", "who", "with", "yesterday",
]);

/// Adds the names that such words stand beside, where nothing else was found.
///
/// Not demonyms, nor people by more than one name.
pub(super) fn add_named_by_class(
    mentions: &mut Vec<Mention>,
    names: &[Name],
    matches: &[Match],
    tokens: &Tokens<'_>,
) {
    let mut taken = vec![false; tokens.len()];
    mentions.iter().for_each(|it| taken[it.tokens.clone()].fill(true));
    matches.iter().filter(|it| it.demonym).for_each(|it| taken[it.tokens.clone()].fill(true));
    let people = names.iter().filter(|it| match it.kind {
        NameKind::Person => it.tokens.len() > 1,
        NameKind::Organisation => false,
        NameKind::Other => true,
    });
    people.for_each(|it| taken[it.tokens.clone()].fill(true));
    let capitals = tokens.are_capitals();
    for at in 0..tokens.len() {
        let word = tokens.folded(at);
        let before = AFTER_NAMES.has(word).then(|| name_before(at, capitals, tokens)).flatten();
        let after = (BEFORE_NAMES.has(word) && tokens.folded(at + 1) == "of")
            .then(|| name_after(at + 2, capitals, tokens))
            .flatten();
        for name in [before, after].into_iter().flatten() {
            if !taken[name.clone()].contains(&true) {
                taken[name.clone()].fill(true);
                mentions.push(Mention::new(tokens.span_of(name.clone()), name));
            }
        }
    }
    mentions.sort_by_key(|it| it.span);
}

/// "Chapinero" of "in the Chapinero neighborhood".
fn name_before(class: usize, capitals: bool, tokens: &Tokens<'_>) -> Option<Range<usize>> {
    let sentence = tokens.sentence_of(class);
    let mut start = class;
    while start > sentence.start && class - start <= LONGEST && is_part(start - 1, capitals, tokens) {
        start -= 1;
    }
    let before = start.checked_sub(1).filter(|it| *it >= sentence.start).map_or("", |it| tokens.folded(it));
    let led = BEFORE_PLACES.has(before) || matches!(before, "of" | "the" | "to");
    (start < class && class - start <= LONGEST && led).then_some(start..class)
}

/// "Normandía" of "in the suburb of Normandía".
fn name_after(start: usize, capitals: bool, tokens: &Tokens<'_>) -> Option<Range<usize>> {
    let limit = tokens.sentence_of(start).end.min(start + LONGEST);
    let mut end = start;
    while end < limit && is_part(end, capitals, tokens) {
        end += 1;
    }
    while end > start && LINKS.has(tokens.folded(end - 1)) {
        end -= 1;
    }
    let over = tokens.get(end).is_none_or(|it| it.kind != TokenKind::Word) || ENDS.has(tokens.folded(end));
    (end > start && (over || !capitals)).then_some(start..end)
}

/// Can a word be part of a name?
fn is_part(at: usize, capitals: bool, tokens: &Tokens<'_>) -> bool {
    let Some(token) = tokens.get(at).filter(|it| it.kind == TokenKind::Word) else { return false };
    let word = tokens.folded(at);
    if LINKS.has(word) {
        return true;
    }
    let ordinary = QUALITIES.has(word)
        || ENDS.has(word)
        || BEFORE_PLACES.has(word)
        || BEFORE_NAMES.has(word)
        || word.ends_with("ern")
        || word.ends_with("ed") && word.len() > 4
        || word.starts_with(|it: char| it.is_ascii_digit());
    let written = match capitals {
        true => word.len() > 1 && word.bytes().all(|it| it.is_ascii_alphabetic()),
        false => matches!(token.case, Case::Title | Case::Upper),
    };
    written && !ordinary
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Vec<&str> {
        let tokens = Tokens::new(text);
        let mut mentions = Vec::new();
        add_named_by_class(&mut mentions, &[], &[], &tokens);
        mentions.iter().map(|it| it.span.of(text)).collect()
    }

    #[test]
    fn names_beside_class_words() {
        assert_eq!(named("Bombs went off in the Chapinero neighborhood."), ["Chapinero"]);
        assert_eq!(named("He died in the suburb of Normandia in the west."), ["Normandia"]);
        assert_eq!(named("They fled to Villa de la Paz village."), ["Villa de la Paz"]);
        assert_eq!(named("IT EXPLODED IN EL POBLADO NEIGHBORHOOD OF MEDELLIN."), ["EL POBLADO", "MEDELLIN"]);
        assert_eq!(named("THE TOWN OF SAN BARTOLOME PERULAPIA WAS ATTACKED."), ["SAN BARTOLOME PERULAPIA"]);
    }

    #[test]
    fn what_a_place_is_like_is_no_name() {
        for text in [
            "A bomb went off in a quiet neighborhood of the city.",
            "IN THE SAME NEIGHBORHOOD, IN A RESIDENTIAL SUBURB, TWO MEN DIED.",
            "The village of a hundred houses burnt.",
            "IN THE SOUTHERN SUBURB OF THE CITY",
        ] {
            assert!(named(text).is_empty(), "{text}: {:?}", named(text));
        }
    }
}

//! Names that a tagger cut short, or took for names where all is written in capitals.

use std::{collections::HashSet, ops::Range};

use super::{
    class_word::{is_class_word, is_division},
    completion::BEFORE_PLACES,
    matcher::Match,
    mention::{Mention, Name, NameKind},
};
use crate::text::{Case, TokenKind, Tokens, WordSet};

/// Words that the names of places begin with, and that are none by themselves: "Puerto Bello", "San Luis".
static BEGINNINGS: WordSet = WordSet::new(&[
    "ciudad", "el", "la", "las", "los", "nossa", "nueva", "nuevo", "puerto", "san", "santa", "santo", "sao",
    "villa",
]);

/// The names of saints begin so; they go on as people's names do: "San Francisco Javier".
static SAINTS: WordSet = WordSet::new(&["san", "santa", "santo", "sao"]);

/// Small words within a name of the Romance languages.
static LINKS: WordSet = WordSet::new(&["da", "das", "de", "del", "des", "do", "dos", "du"]);

/// Articles that may follow those.
static ARTICLES: WordSet = WordSet::new(&["la", "las", "los"]);

/// Words that make a place's name of no word beside them, where all is written in capitals.
static COMMON: WordSet = WordSet::new(&[
    "area", "blank", "building", "campus", "center", "central", "country", "downtown", "east", "eastern",
    "entrance", "grounds", "jungle", "neighborhood", "north", "northern", "point", "scene", "sector", "side",
    "site", "south", "southern", "that", "the", "this", "west", "western", "zone",
]);

/// Gives mentions the rest of their names: the tagger may see "San Luis" of "San Luis de la Reina", which is
/// another place.
pub(super) fn lengthen(mentions: &mut Vec<Mention>, names: &[Name], tokens: &Tokens<'_>) {
    let mut people = vec![false; tokens.len()];
    for name in names.iter().filter(|it| it.kind == NameKind::Person) {
        people[name.tokens.clone()].fill(true);
    }
    let mut starts = vec![false; tokens.len() + 1];
    mentions.iter().for_each(|it| starts[it.tokens.start] = true);
    let mut reached = 0;
    mentions.retain_mut(|mention| {
        if mention.tokens.start < reached {
            return false;
        }
        let whole = whole_name(&mention.tokens, reached, &starts, tokens);
        let added = (whole.start..mention.tokens.start).chain(mention.tokens.end..whole.end);
        if whole != mention.tokens && !added.into_iter().any(|it| people[it]) {
            *mention = Mention::new(tokens.span_of(whole.clone()), whole);
        }
        reached = mention.tokens.end;
        true
    });
}

/// The tokens of the name that a mention is part of; it starts at `free` or later.
fn whole_name(mention: &Range<usize>, free: usize, starts: &[bool], tokens: &Tokens<'_>) -> Range<usize> {
    let sentence = tokens.sentence_of(mention.start);
    let mut whole = mention.clone();
    while whole.start > sentence.start.max(free)
        && is_capital(tokens, whole.start - 1)
        && BEGINNINGS.has(tokens.folded(whole.start - 1))
    {
        whole.start -= 1;
    }
    while whole.end < sentence.end {
        let mut next = whole.end;
        if LINKS.has(tokens.folded(next)) {
            next += 1;
            next += usize::from(ARTICLES.has(tokens.folded(next)));
        }
        let linked =
            next > whole.end && !matches!(tokens.folded(next), "facto" | "jure" | "novo" | "rigueur");
        let lone = whole.len() == 1 && BEGINNINGS.has(tokens.folded(whole.start));
        let saint = SAINTS.has(tokens.folded(whole.start)) && is_end_of_name(next + 1, starts, tokens);
        let named = is_capital(tokens, next) && !DAYS.has(tokens.folded(next));
        if !(named && next < sentence.end && (linked || lone || saint)) {
            break;
        }
        whole.end = next + 1;
    }
    whole
}

/// Days, which agencies put right after a place: "in San Diego Monday, police said".
static DAYS: WordSet = WordSet::new(&[
    "friday", "monday", "saturday", "sunday", "thursday", "today", "tuesday", "wednesday", "yesterday",
]);

/// Does what follows a name say that it is over: "Javier, Usulután department", "Oriente municipality"?
fn is_end_of_name(at: usize, starts: &[bool], tokens: &Tokens<'_>) -> bool {
    is_class_word(tokens.folded(at)) || tokens.folded(at) == "," && starts[(at + 1).min(tokens.len())]
}

/// Adds the names of the gazetteer that a word such as "department" follows, where no capital tells names.
pub(super) fn add_divisions(mentions: &mut Vec<Mention>, matches: &[Match], tokens: &Tokens<'_>) {
    let mut taken = vec![false; tokens.len()];
    mentions.iter().for_each(|it| taken[it.tokens.clone()].fill(true));
    for known in matches {
        let followed = is_division(tokens.folded(known.tokens.end));
        let free = !taken[known.tokens.clone()].contains(&true);
        if followed && free && known.stop.is_none() && known.precision.is_some() && !known.abbreviation {
            mentions.push(Mention::new(tokens.span_of(known.tokens.clone()), known.tokens.clone()));
        }
    }
    mentions.sort_by_key(|it| it.span);
}

/// Drops what no capital tells from ordinary words: "THE ENTRANCE", "LA" of a longer name.
pub(super) fn drop_common_words(mentions: &mut Vec<Mention>, tokens: &Tokens<'_>) {
    mentions.retain(|mention| {
        let words = || mention.tokens.clone().map(|it| tokens.folded(it));
        let common = words().all(|it| COMMON.has(it) || is_class_word(it));
        let cut = mention.tokens.len() == 1
            && BEGINNINGS.has(tokens.folded(mention.tokens.start))
            && tokens.get(mention.tokens.end).is_some_and(|it| it.kind == TokenKind::Word);
        !common && !cut
    });
}

/// Drops the surnames of people whom the text also names in full: "Ponce" beside "Emilio Ponce".
///
/// What a word such as "in" leads stays a place.
pub(super) fn drop_surnames(mentions: &mut Vec<Mention>, names: &[Name], tokens: &Tokens<'_>) {
    let full = names.iter().filter(|it| it.kind == NameKind::Person && it.tokens.len() > 1);
    let surnames: HashSet<&str> = full.map(|it| tokens.folded(it.tokens.end - 1)).collect();
    mentions.retain(|mention| {
        let at = mention.tokens.start;
        mention.tokens.len() > 1
            || !surnames.contains(tokens.folded(at))
            || at.checked_sub(1).is_some_and(|it| BEFORE_PLACES.has(tokens.folded(it)))
    });
}

fn is_capital(tokens: &Tokens<'_>, at: usize) -> bool {
    tokens.get(at).is_some_and(|it| {
        it.kind == TokenKind::Word && matches!(it.case, Case::Title | Case::Upper | Case::Initial)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{gazetteer::Gazetteer, recognize::matcher, text::Span};

    fn at(tokens: &Tokens<'_>, words: &str) -> (Span, Range<usize>) {
        let start = tokens.text().find(words).unwrap();
        let span = Span::new(start, start + words.len());
        (span, tokens.range_of(span))
    }

    fn mentions(tokens: &Tokens<'_>, found: &[&str]) -> Vec<Mention> {
        let mention = |it: &&str| {
            let (span, range) = at(tokens, it);
            Mention::new(span, range)
        };
        found.iter().map(mention).collect()
    }

    fn texts(mentions: &[Mention], tokens: &Tokens<'_>) -> Vec<String> {
        mentions.iter().map(|it| it.span.of(tokens.text()).to_owned()).collect()
    }

    /// The mentions with the rest of their names.
    fn lengthened(text: &str, found: &[&str], person: Option<&str>) -> Vec<String> {
        let tokens = Tokens::new(text);
        let name = person.map(|it| {
            let (span, tokens) = at(&tokens, it);
            Name { span, tokens, kind: NameKind::Person }
        });
        let mut mentions = mentions(&tokens, found);
        lengthen(&mut mentions, name.as_slice(), &tokens);
        texts(&mentions, &tokens)
    }

    #[test]
    fn names_go_on() {
        for (text, found, whole) in [
            ("in San Luis de la Reina today", "San Luis", "San Luis de la Reina"),
            ("in Vila Franca do Campo today", "Vila Franca", "Vila Franca do Campo"),
            ("IN SANTA MARIA DEL VALLE TODAY", "SANTA", "SANTA MARIA DEL VALLE"),
            ("in Puerto Bello today", "Bello", "Puerto Bello"),
            ("in San Rafael Oriente municipality", "San Rafael", "San Rafael Oriente"),
            ("in San Rafael de facto", "San Rafael", "San Rafael"),
            ("in San Diego Arturo fell", "San Diego", "San Diego"),
            ("in Lima Juan fell", "Lima", "Lima"),
        ] {
            assert_eq!(lengthened(text, &[found], None), [whole], "{text}");
        }
        assert_eq!(
            lengthened("in San Francisco Javier, Lima", &["San Francisco", "Lima"], None),
            ["San Francisco Javier", "Lima"]
        );
        assert_eq!(
            lengthened("in Santa Maria del Valle", &["Santa", "Valle"], None),
            ["Santa Maria del Valle"]
        );
    }

    #[test]
    fn people_are_no_rest_of_a_name() {
        assert_eq!(lengthened("near Lima de la Cruz fell", &["Lima"], Some("de la Cruz")), ["Lima"]);
    }

    #[test]
    fn texts_of_capitals() {
        let tokens = Tokens::new(
            "A BOMB AT THE ENTRANCE OF LA FINCA IN HUANUCO DEPARTMENT HURT EMILIO PONCE. PONCE SAID",
        );
        let mut found = mentions(&tokens, &["THE ENTRANCE", "LA"]);
        add_divisions(&mut found, &matcher::matches(&tokens, &Gazetteer::embedded()), &tokens);
        drop_common_words(&mut found, &tokens);
        assert_eq!(texts(&found, &tokens), ["HUANUCO"]);

        let (span, range) = at(&tokens, "EMILIO PONCE");
        let person = Name { span, tokens: range, kind: NameKind::Person };
        let mut found = mentions(&tokens, &["HUANUCO", "PONCE"]);
        drop_surnames(&mut found, &[person], &tokens);
        assert_eq!(texts(&found, &tokens), ["HUANUCO"]);
    }
}

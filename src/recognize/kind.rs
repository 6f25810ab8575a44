//! What sort of word is a mention: a place's name, the adjective made from it, a language, part of an
//! organisation's name?

use std::ops::Range;

use super::class_word::is_division;
use super::mention::{Mention, MentionKind, Name, NameKind};
use crate::text::{TokenKind, Tokens, WordSet};

/// Words after the name of a language, sorted: "the Arabic language", "French-speaking".
static AFTER_LANGUAGES: WordSet = WordSet::new(&[
    "alphabet", "dialect", "dialects", "dictionary", "grammar", "interpreter", "interpreters", "language",
    "lessons", "lyrics", "newspaper", "script", "speaker", "speakers", "speaking", "subtitles", "teacher",
    "textbook", "translation", "translations", "translator", "transliteration", "vocabulary", "word",
    "words",
]);

/// Words before the name of a language, sorted: "speaks Spanish".
static BEFORE_LANGUAGES: WordSet = WordSet::new(&[
    "broken", "fluent", "learn", "learned", "learning", "learns", "learnt", "speak", "speaking", "speaks",
    "spoke", "spoken", "taught", "teaches", "understand", "understands",
]);

/// Says of each mention what sort of word it is, where it is not simply a place's name; `is_demonym` knows the
/// gazetteer's demonyms.
pub(super) fn mark(
    mentions: &mut [Mention],
    names: &[Name],
    tokens: &Tokens<'_>,
    is_demonym: impl Fn(&Range<usize>) -> bool,
) {
    let mut organisation = vec![0..0; tokens.len()];
    for name in names.iter().filter(|it| it.kind == NameKind::Organisation) {
        organisation[name.tokens.clone()].fill(name.tokens.clone());
    }
    for mention in mentions {
        if mention.kind == MentionKind::Demonym || is_demonym(&mention.tokens) {
            let language = is_language(&mention.tokens, tokens);
            mention.kind = if language { MentionKind::Language } else { MentionKind::Demonym };
        } else if organisation
            .get(mention.tokens.start)
            .is_some_and(|it| holds_more(it, &mention.tokens) && !is_divided(it, &mention.tokens, tokens))
        {
            mention.kind = MentionKind::Organisation;
        }
    }
}

fn holds_more(name: &Range<usize>, mention: &Range<usize>) -> bool {
    name.start <= mention.start && mention.end <= name.end && name.len() > mention.len()
}

/// "Huánuco department": has the name nothing before and after the mention but a word for a division of land?
fn is_divided(name: &Range<usize>, mention: &Range<usize>, tokens: &Tokens<'_>) -> bool {
    name.start == mention.start && name.end == mention.end + 1 && is_division(tokens.folded(mention.end))
}

/// Is a demonym the name of a language here? ("speaks French", "in French,", "a French-speaking town")
fn is_language(demonym: &Range<usize>, tokens: &Tokens<'_>) -> bool {
    let after = match tokens.folded(demonym.end) {
        "-" | "‐" | "–" => tokens.folded(demonym.end + 1),
        word => word,
    };
    let before = demonym.start.checked_sub(1).map_or("", |it| tokens.folded(it));
    let ends = tokens.get(demonym.end).is_none_or(|it| it.kind == TokenKind::Mark)
        || matches!(tokens.folded(demonym.end), "and" | "or" | "as" | "on" | "that" | "to");
    AFTER_LANGUAGES.has(after) || (BEFORE_LANGUAGES.has(before) || before == "in" || before == "into") && ends
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn kind_of(text: &str, words: &str, organisation: Option<&str>) -> MentionKind {
        let tokens = Tokens::new(text);
        let at = |words: &str| {
            let start = text.find(words).unwrap();
            let span = Span::new(start, start + words.len());
            (span, tokens.range_of(span))
        };
        let (span, range) = at(words);
        let mut mentions = [Mention::new(span, range)];
        let name = organisation.map(|it| {
            let (span, tokens) = at(it);
            Name { span, tokens, kind: NameKind::Organisation }
        });
        let demonyms = ["French", "Arabic"];
        mark(&mut mentions, name.as_slice(), &tokens, |_| demonyms.contains(&words));
        mentions[0].kind
    }

    #[test]
    fn languages_are_told_from_peoples() {
        for text in [
            "He speaks French.",
            "It was said in French, twice.",
            "A French-speaking town.",
            "The French word is short.",
        ] {
            assert_eq!(kind_of(text, "French", None), MentionKind::Language, "{text}");
        }
        for text in [
            "French police said so.",
            "In French towns it rains.",
            "The French left.",
            "He met French and Arab envoys.",
        ] {
            assert_eq!(kind_of(text, "French", None), MentionKind::Demonym, "{text}");
        }
    }

    #[test]
    fn part_of_an_organisation_is_told_from_the_place() {
        let text = "The University of Karachi is in Karachi.";
        assert_eq!(kind_of(text, "Karachi", Some("University of Karachi")), MentionKind::Organisation);
        assert_eq!(kind_of(text, "Karachi", None), MentionKind::Toponym);
        assert_eq!(kind_of("Karachi said so.", "Karachi", Some("Karachi")), MentionKind::Toponym);
        let text = "A bomb went off in Huánuco department.";
        assert_eq!(kind_of(text, "Huánuco", Some("Huánuco department")), MentionKind::Toponym);
    }
}

//! Is the place itself meant, or who stands behind its name? ("a bomb in Kabul" / "Kabul denied it")

use super::mention::{Mention, MentionKind, Usage};
use crate::text::{TokenKind, Tokens};

/// Words before a name that make it a place.
const LOCATIVE: &[&str] = &[
    "across", "around", "at", "beyond", "downtown", "from", "in", "inside", "into", "near", "outside",
    "throughout", "toward", "towards", "via", "within",
];

/// Verbs whose subject acts or speaks: a government, not ground.
const ACTING: &[&str] = &[
    "accused", "accuses", "agreed", "agrees", "announced", "announces", "asked", "asks", "backed", "backs",
    "banned", "blamed", "blames", "called", "calls", "claimed", "claims", "condemned", "condemns",
    "confirmed", "decided", "declared", "declined", "demanded", "demands", "denied", "denies", "expelled",
    "expressed", "faces", "fears", "hopes", "imposed", "insisted", "insists", "invaded", "is", "launched",
    "offered", "ordered", "planned", "plans", "pledged", "pressed", "promised", "proposed", "refused",
    "refuses", "rejected", "rejects", "reported", "responded", "said", "says", "sent", "should", "signed",
    "sought", "supports", "told", "urged", "urges", "vowed", "wanted", "wants", "warned", "warns",
    "withdrew", "won",
];

/// Nouns for people and offices, which a name before them only describes.
const OF_PEOPLE: &[&str] = &[
    "administration", "ambassador", "army", "authorities", "chief", "citizens", "coach", "congress",
    "council", "court", "delegation", "embassy", "forces", "government", "governor", "guard", "judge",
    "lawmakers", "leader", "leaders", "legislature", "mayor", "militants", "military", "minister",
    "ministry", "national", "nationals", "officer", "officers", "official", "officials", "parliament",
    "police", "president", "prosecutors", "regime", "residents", "senate", "senator", "soldiers",
    "spokesman", "spokeswoman", "team", "troop", "troops", "university",
];

/// Verbs whose object or addressee is a government.
const ADDRESSING: &[&str] = &[
    "accuse", "accused", "accusing", "against", "ally", "and", "between", "blamed", "blames", "by",
    "concern", "concerns", "of", "on", "pressed", "supported", "told", "urged", "versus", "warned", "with",
];

/// Says for a mention whether the place itself is meant.
pub(super) fn usage(mention: &Mention, tokens: &Tokens<'_>) -> Usage {
    if mention.kind == MentionKind::Demonym {
        return Usage::Associative;
    }
    let before = word_before(tokens, mention.tokens.start);
    if LOCATIVE.binary_search(&before).is_ok() {
        return Usage::Literal;
    }
    let after = mention.tokens.end;
    let next = tokens.folded(after);
    let possessive = tokens.get(after).is_some_and(|it| it.kind == TokenKind::Possessive);
    let following = if possessive { tokens.folded(after + 1) } else { next };
    let acts = ACTING.binary_search(&next).is_ok()
        || (next == "has" || next == "had" || next == "have" || next == "will");
    let describes = OF_PEOPLE.binary_search(&following).is_ok()
        || (possessive && OF_PEOPLE.binary_search(&tokens.folded(after + 2)).is_ok());
    let addressed =
        ADDRESSING.binary_search(&before).is_ok() && addressee_before(tokens, mention.tokens.start);
    let told = before == "to" && speaks_before(tokens, mention.tokens.start);
    if acts || describes || addressed || told { Usage::Associative } else { Usage::Literal }
}

/// The folded word before a name, an article skipped.
fn word_before<'a>(tokens: &'a Tokens<'_>, start: usize) -> &'a str {
    let mut at = start;
    while let Some(before) = at.checked_sub(1) {
        let word = tokens.folded(before);
        if word != "the" && word != "neighboring" && word != "neighbouring" {
            return word;
        }
        at = before;
    }
    ""
}

/// "between the TTP and Islamabad", "blamed the breakdown on Islamabad": does the sentence so far blame or pair?
fn addressee_before(tokens: &Tokens<'_>, start: usize) -> bool {
    near_before(tokens, start, 8).any(|word| {
        matches!(
            word,
            "between"
                | "blamed"
                | "blame"
                | "blames"
                | "blaming"
                | "against"
                | "concern"
                | "accused"
                | "pressure"
                | "ties"
                | "talks"
                | "war"
                | "relations"
        )
    })
}

/// "to express its concerns to Kabul": is something said or sent before?
fn speaks_before(tokens: &Tokens<'_>, start: usize) -> bool {
    near_before(tokens, start, 8).any(|word| {
        matches!(
            word,
            "concern"
                | "concerns"
                | "message"
                | "express"
                | "appeal"
                | "appealed"
                | "warning"
                | "ultimatum"
                | "apologised"
                | "apologized"
                | "complained"
                | "pledge"
                | "loyal"
                | "allied"
                | "threat"
                | "aid"
        )
    })
}

fn near_before<'a>(tokens: &'a Tokens<'_>, start: usize, reach: usize) -> impl Iterator<Item = &'a str> {
    let from = tokens.sentence_of(start).start.max(start.saturating_sub(reach));
    (from..start).map(|at| tokens.folded(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usage_of(text: &str, name: &str) -> Usage {
        let tokens = Tokens::new(text);
        let start = text.find(name).unwrap();
        let span = crate::text::Span::new(start, start + name.len());
        usage(&Mention::new(span, tokens.range_of(span)), &tokens)
    }

    #[test]
    fn word_lists_are_sorted() {
        assert!([LOCATIVE, ACTING, OF_PEOPLE, ADDRESSING].iter().all(|it| it.is_sorted()));
    }

    #[test]
    fn places_and_those_behind_them() {
        for (text, name, expected) in [
            ("A bomb went off in Lima on Friday.", "Lima", Usage::Literal),
            ("Lima denied any part in it.", "Lima", Usage::Associative),
            ("He carried a letter to express concern to Lima.", "Lima", Usage::Associative),
            ("They flew to Lima.", "Lima", Usage::Literal),
            ("Peru's government resigned.", "Peru", Usage::Associative),
            ("The ceasefire between the rebels and Lima held.", "Lima", Usage::Associative),
            ("Rain fell across Peru.", "Peru", Usage::Literal),
        ] {
            assert_eq!(usage_of(text, name), expected, "{text}");
        }
    }
}

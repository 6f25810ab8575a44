//! Words around a name that tell a place from those who stand behind it; the tagger of usage weighs them.

use std::ops::Range;

use crate::text::{Case, TokenKind, Tokens, WordSet};

/// Words before a name that make it a place.
static LOCATIVE: WordSet = WordSet::new(&[
    "across", "around", "at", "beyond", "downtown", "from", "in", "inside", "into", "near", "outside",
    "throughout", "toward", "towards", "via", "within",
]);

/// Verbs whose subject acts or speaks: a government, not ground.
static ACTING: WordSet = WordSet::new(&[
    "accused", "accuses", "agreed", "agrees", "announced", "announces", "asked", "asks", "backed", "backs",
    "banned", "blamed", "blames", "called", "calls", "claimed", "claims", "condemned", "condemns",
    "confirmed", "decided", "declared", "declined", "demanded", "demands", "denied", "denies", "expelled",
    "expressed", "faces", "fears", "hopes", "imposed", "insisted", "insists", "invaded", "is", "launched",
    "offered", "ordered", "planned", "plans", "pledged", "pressed", "promised", "proposed", "refused",
    "refuses", "rejected", "rejects", "reported", "responded", "said", "says", "sent", "should", "signed",
    "sought", "supports", "told", "urged", "urges", "vowed", "wanted", "wants", "warned", "warns",
    "withdrew", "won",
]);

/// Nouns for people and offices, which a name before them only describes.
static OF_PEOPLE: WordSet = WordSet::new(&[
    "administration", "ambassador", "army", "authorities", "chief", "citizens", "coach", "congress",
    "council", "court", "delegation", "embassy", "forces", "government", "governor", "guard", "judge",
    "lawmakers", "leader", "leaders", "legislature", "mayor", "militants", "military", "minister",
    "ministry", "national", "nationals", "officer", "officers", "official", "officials", "parliament",
    "police", "president", "prosecutors", "regime", "residents", "senate", "senator", "soldiers",
    "spokesman", "spokeswoman", "team", "troop", "troops", "university",
]);

/// Verbs whose object or addressee is a government.
static ADDRESSING: WordSet = WordSet::new(&[
    "accuse", "accused", "accusing", "against", "ally", "and", "between", "blamed", "blames", "by",
    "concern", "concerns", "of", "on", "pressed", "supported", "told", "urged", "versus", "warned", "with",
]);

/// What the words around a name say about its use, one bit a cue.
pub(super) fn cues(name: &Range<usize>, tokens: &Tokens<'_>) -> u32 {
    let before = word_before(tokens, name.start);
    let after = name.end;
    let next = tokens.folded(after);
    let possessive = tokens.get(after).is_some_and(|it| it.kind == TokenKind::Possessive);
    let following = if possessive { tokens.folded(after + 1) } else { next };
    [
        LOCATIVE.has(before),
        ACTING.has(next) || matches!(next, "had" | "has" | "have" | "will"),
        OF_PEOPLE.has(following) || (possessive && OF_PEOPLE.has(tokens.folded(after + 2))),
        ADDRESSING.has(before) && addressee_before(tokens, name.start),
        before == "to" && speaks_before(tokens, name.start),
    ]
    .iter()
    .fold(0, |bits, cue| bits << 1 | u32::from(*cue))
}

/// Words for stretches of land that stand behind a name.
static STRETCHES: WordSet = WordSet::new(&[
    "area", "canton", "coast", "county", "department", "district", "governorate", "island", "municipality",
    "neighborhood", "neighbourhood", "oblast", "peninsula", "prefecture", "province", "region", "state",
    "suburb", "valley",
]);

/// What a noun phrase does not go on with.
static PHRASE_ENDS: WordSet = WordSet::new(&[
    "after", "and", "as", "at", "before", "but", "by", "during", "for", "in", "near", "of", "on",
    "overnight", "this", "to", "today", "when", "where", "which", "while", "with", "yesterday",
]);

/// Words for ships and for what becomes of them.
static AT_SEA: WordSet = WordSet::new(&[
    "boat", "boats", "capsized", "coast", "dinghy", "drowned", "ferry", "fishermen", "hijacked", "island",
    "kilometers", "kilometres", "km", "migrants", "miles", "pirates", "sank", "seized", "ship", "ships",
    "sunk", "tanker", "tankers", "vessel", "vessels", "waters", "wreck",
]);

/// Words for what is over a place rather than for a dispute over it.
static IN_THE_AIR: WordSet = WordSet::new(&[
    "balloon", "crashed", "down", "downed", "drone", "drones", "exploded", "flew", "helicopter",
    "intercepted", "jet", "jets", "missile", "missiles", "plane", "planes", "rocket", "rockets",
]);

/// Do the words around a name leave no doubt that the place itself is meant?
///
/// "hit Paktika province, killing", "sank off Djibouti"; "Bihar state officials" stays open.
pub(super) fn is_ground(name: &Range<usize>, tokens: &Tokens<'_>) -> bool {
    let stretch = name.end;
    let is_stretch = STRETCHES.has(tokens.folded(stretch))
        && tokens.get(stretch).is_some_and(|it| matches!(it.case, Case::Lower | Case::Upper))
        && tokens
            .get(stretch + 1)
            .is_none_or(|it| it.kind == TokenKind::Mark || PHRASE_ENDS.has(tokens.folded(stretch + 1)));
    is_stretch
        || is_off_or_over(name, tokens)
        || is_struck(name, tokens)
        || is_lived_in(name, tokens)
        || is_under_fire(name.start, tokens)
}

/// Verbs whose object comes under fire.
static FIRING: WordSet = WordSet::new(&["besieged", "bombarded", "bombed", "shelled", "strafed"]);

/// Nouns for fire on what follows "on" or "of".
static FIRE: WordSet = WordSet::new(&[
    "airstrike", "airstrikes", "barrage", "barrages", "bombardment", "bombardments", "bombing", "bombings",
    "shelling", "siege", "strikes",
]);

/// "airstrikes on Rafah", "the shelling of Kherson", "shelled Sake": does what starts there come under fire?
pub(super) fn is_under_fire(start: usize, tokens: &Tokens<'_>) -> bool {
    let word = |by: usize| start.checked_sub(by).map_or("", |it| tokens.folded(it));
    let article = usize::from(word(1) == "the");
    let air = matches!(word(2 + article), "raid" | "raids" | "strike") && word(3 + article) == "air";
    FIRING.has(word(1 + article))
        || matches!(word(1 + article), "on" | "of") && (air || FIRE.has(word(2 + article)))
}

/// Adjectives for parts of a land.
static DIRECTIONS: WordSet = WordSet::new(&[
    "central", "coastal", "eastern", "northeastern", "northern", "northwestern", "rural", "southeastern",
    "southern", "southwestern", "western",
]);

/// What storms, quakes and bombs do to ground.
static STRIKING: WordSet = WordSet::new(&[
    "battered", "devastated", "flooded", "hit", "jolted", "lashed", "pounded", "rattled", "ravaged",
    "rocked", "shook", "slammed", "struck", "swept",
]);

/// What strikes ground, rather than a government.
static BLOWS: WordSet = WordSet::new(&[
    "blast", "blasts", "bomb", "bombings", "bombs", "cyclone", "drones", "earthquake", "explosion",
    "explosions", "flood", "flooding", "floods", "hurricane", "missile", "missiles", "quake", "rockets",
    "shells", "storm", "tornado", "tremor", "tremors", "typhoon",
]);

/// "a quake struck eastern Taiwan on Monday", "explosions rocked Bogota": the land itself.
fn is_struck(name: &Range<usize>, tokens: &Tokens<'_>) -> bool {
    let part = name.start.checked_sub(1).is_some_and(|it| DIRECTIONS.has(tokens.folded(it)));
    let verb = name.start - usize::from(part);
    let struck = near_before(tokens, verb, 1).any(|it| STRIKING.has(it));
    let blow = near_before(tokens, verb, 5).any(|it| BLOWS.has(it));
    let over = tokens.get(name.end).is_none_or(|it| {
        it.kind == TokenKind::Mark || matches!(tokens.folded(name.end), "a" | "early" | "late" | "last")
    }) || PHRASE_ENDS.has(tokens.folded(name.end));
    struck && (part || blow) && over
}

/// Nouns for those who live in a place.
static DWELLERS: WordSet = WordSet::new(&["dwellers", "inhabitants", "residents", "villagers"]);

/// "residents of Wad Madani"
fn is_lived_in(name: &Range<usize>, tokens: &Tokens<'_>) -> bool {
    word_before(tokens, name.start) == "of" && near_before(tokens, name.start, 3).any(|it| DWELLERS.has(it))
}

/// "sank off Djibouti", "off the coast of", "shot down over Marib": where ships and aircraft are; "called off" leads
/// elsewhere.
fn is_off_or_over(name: &Range<usize>, tokens: &Tokens<'_>) -> bool {
    let shore = near_before(tokens, name.start, 4).eq(["off", "the", "coast", "of"]);
    let before = word_before(tokens, name.start);
    (shore || before == "off") && near_before(tokens, name.start, 8).any(|it| AT_SEA.has(it))
        || before == "over" && near_before(tokens, name.start, 5).any(|it| IN_THE_AIR.has(it))
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

    fn cues_of(text: &str, name: &str) -> u32 {
        let tokens = Tokens::new(text);
        let start = text.find(name).unwrap();
        cues(&tokens.range_of(crate::text::Span::new(start, start + name.len())), &tokens)
    }

    #[test]
    fn words_that_leave_no_doubt_of_ground() {
        for (text, expected) in [
            ("A cyclone hit Lima province, Peru.", true),
            ("A cyclone hit Lima region on Monday.", true),
            ("A cyclone hit Lima state", true),
            ("A boat sank off the Lima coast.", true),
            ("A boat sank off Lima on Monday.", true),
            ("Pirates seized a ship off the coast of Lima.", true),
            ("A drone was shot down over Lima on Monday.", true),
            ("They quarrelled over Lima.", false),
            ("They called off Lima talks.", false),
            ("Lima province officials denied it.", false),
            ("Lima State won the game.", false),
            ("Lima denied it.", false),
            ("A quake struck eastern Lima on Monday.", true),
            ("The scandal struck Lima on Monday.", false),
            ("Two explosions rocked Lima late on Monday.", true),
            ("Airstrikes on Lima killed six.", true),
            ("An air raid on Lima killed six.", true),
            ("The shelling of Lima killed six.", true),
            ("Rebels shelled Lima.", true),
            ("A raid on Lima killed six.", false),
            ("Residents of Lima said that shops were looted.", true),
            ("The mayor of Lima said that shops were looted.", false),
        ] {
            let tokens = Tokens::new(text);
            let start = text.find("Lima").unwrap();
            let name = tokens.range_of(crate::text::Span::new(start, start + 4));
            assert_eq!(is_ground(&name, &tokens), expected, "{text}");
        }
    }

    #[test]
    fn words_around_a_name() {
        for (text, name, expected) in [
            ("A bomb went off in Lima on Friday.", "Lima", 0b10000),
            ("Lima denied any part in it.", "Lima", 0b01000),
            ("Peru's government resigned.", "Peru", 0b00100),
            ("The ceasefire between the rebels and Lima held.", "Lima", 0b00010),
            ("He carried a letter to express concern to Lima.", "Lima", 0b00001),
            ("They flew to Lima.", "Lima", 0),
        ] {
            assert_eq!(cues_of(text, name), expected, "{text}");
        }
    }
}

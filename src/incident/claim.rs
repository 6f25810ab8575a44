//! Who says that they did it, and who that they did not?

use std::ops::Range;

use super::{
    actor::with_determiner,
    chunk::Chunk,
    lexicon::{BE, FORCES_PEOPLE, words},
    model::{Actor, ActorKind},
    phrase::is_plural,
    reading::Reading,
    time,
};
use crate::text::WordSet;

/// Those who claim responsibility in a sentence: "the Red Front claimed responsibility", "claimed by".
pub(super) fn claims(reading: &Reading<'_>, sentence: &Range<usize>, chunks: &[Chunk]) -> Vec<Actor> {
    let claim = sentence.clone().find(|it| {
        let after = *it + 1..(it + 5).min(sentence.end);
        match reading.word(*it) {
            "claimed" | "claims" | "claiming" | "claim" | "took" | "assumed" | "accepted" => {
                reading.holds(after.clone(), words!["credit", "responsibility"])
                    || reading.word(it + 1) == "by"
                    || (reading.word(*it).starts_with("claim")
                        && reading.word(it + 1) == "the"
                        && reading.holds(
                            after,
                            words!["assault", "attack", "attacks", "blast", "bombing", "killing", "raid"],
                        ))
            }
            "responsibility" => reading.holds(after, words!["claimed"]),
            // "said it carried out", "says that its fighters were behind"
            "said" | "says" => {
                let whose = it + 1 + usize::from(reading.word(it + 1) == "that");
                matches!(reading.word(whose), "it" | "its" | "their" | "they")
                    && (whose + 1..whose + 5).any(|it| is_of_attack(reading, it))
                    || tells_of_own(reading, *it + 1, sentence.end)
            }
            _ => false,
        }
    });
    let Some(claim) = claim else { return Vec::new() };
    if reading.holds(claim.saturating_sub(4).max(sentence.start)..claim, words!["no", "nobody", "not"]) {
        return Vec::new();
    }
    let by = (claim..(claim + 12).min(sentence.end)).find(|it| reading.word(*it) == "by");
    let chunk = match by {
        Some(by) => chunks.iter().find(|it| it.tokens.start > by && it.tokens.start <= by + 5),
        None => subject(reading, claim, chunks).or_else(|| {
            // "the Red Front, which claimed the attack"
            let clause = reading.clause_range(claim).start;
            let relative = matches!(reading.word(clause), "that" | "which" | "who");
            chunks.iter().rev().find(|it| relative && it.tokens.end <= clause && it.tokens.end + 3 > clause)
        }),
    };
    let organisation = chunk.filter(|it| it.kind == ActorKind::Organisation || it.tokens.len() > 1);
    organisation.map(|it| it.actor(reading, true)).into_iter().collect()
}

/// "carried out the attack", "launched Monday's raid", "was behind the bombing"
fn is_of_attack(reading: &Reading<'_>, at: usize) -> bool {
    let object = match (reading.word(at), reading.word(at + 1)) {
        ("carried", "out") => at + 2,
        ("behind" | "launched", _) => at + 1,
        _ => return false,
    };
    reading.holds(
        object..object + 5,
        words![
            "ambush", "assault", "attack", "attacks", "blast", "bombing", "bombings", "explosion", "killing",
            "raid", "shooting", "strike", "strikes",
        ],
    )
}

/// "said in a message that one of its men had set off a bomb": what its own people did.
fn tells_of_own(reading: &Reading<'_>, from: usize, limit: usize) -> bool {
    let whose =
        (from..limit.min(from + MESSAGE_REACH)).find(|it| matches!(reading.word(*it), "its" | "their"));
    let Some(whose) = whose.filter(|it| reading.is_any(it - 1, words!["of", "that"])) else { return false };
    let people = (whose + 1..whose + 3).find(|it| reading.is_any(*it, &FORCES_PEOPLE));
    people.is_some_and(|it| {
        let deed = (it + 1..limit.min(it + 5)).find(|it| {
            reading.is_any(*it, &OWN_DEEDS) || reading.word(*it) == "set" && reading.word(it + 1) == "off"
        });
        // "five of its soldiers were killed"
        deed.is_some_and(|deed| !reading.holds(it + 1..deed, &BE))
    })
}

/// Words from "said" to whose people it tells of at most: "in a message on its channel that one of".
const MESSAGE_REACH: usize = 12;

/// What fighters do who are told of as one's own.
static OWN_DEEDS: WordSet = WordSet::new(&[
    "ambushed", "attacked", "blew", "bombed", "captured", "carried", "detonated", "fired", "killed",
    "raided", "seized", "shelled", "shot", "stormed", "struck", "targeted",
]);

/// "linked to al Qaeda", "a faction of the Red Front"
fn is_tied(reading: &Reading<'_>, chunk: &Chunk) -> bool {
    let start = with_determiner(reading, chunk);
    let ties = words![
        "affiliated", "aligned", "allegiance", "allied", "arm", "backed", "branch", "faction", "linked",
        "loyal", "offshoot", "part", "tied", "wing"
    ];
    start > 1
        && reading.is_any(start - 1, words!["by", "of", "to", "with"])
        && reading.is_any(start - 2, ties)
}

/// Who claims: of those in the clause before, the last organisation, else the first.
fn subject<'c>(reading: &Reading<'_>, claim: usize, chunks: &'c [Chunk]) -> Option<&'c Chunk> {
    let clause = reading.clause(claim);
    let before = |it: &&Chunk| it.tokens.end <= claim && reading.clause(it.tokens.start) == clause;
    let organisation = |it: &&Chunk| it.kind == ActorKind::Organisation;
    let last = chunks.iter().filter(before).rfind(organisation);
    // "the Red Front, linked to the Blue Front, claimed it": who another is tied to did not.
    let is_group = |it: &Chunk| matches!(reading.word(it.tokens.end - 1), "group" | "groups");
    let free = |it: &&Chunk| organisation(it) && !is_tied(reading, it) && !is_group(it);
    let last = match last {
        Some(tied) if is_tied(reading, tied) => {
            chunks.iter().filter(|it| it.tokens.end <= tied.tokens.start).rfind(free).or(Some(tied))
        }
        last => last,
    };
    last.or_else(|| chunks.iter().find(before)).or_else(|| beside(reading, claim, chunks))
}

/// Whom only marks, brackets and a time part from the claim: "the “Red Front” [Frente Rojo] tonight claimed".
fn beside<'c>(reading: &Reading<'_>, claim: usize, chunks: &'c [Chunk]) -> Option<&'c Chunk> {
    let start = reading.sentence_of(claim).start;
    let mut at = claim;
    let is_time = |it: usize| reading.word(it) == "on" || time::is_time_word(reading.word(it));
    while at > start && (reading.is_mark(at - 1) || is_time(at - 1)) {
        at -= 1;
        if matches!(reading.word(at), ")" | "]") {
            at = (start..at).rfind(|it| matches!(reading.word(*it), "(" | "["))?;
        }
    }
    chunks.iter().find(|it| it.tokens.end >= at && it.tokens.end < claim)
}

/// Those who say that it was not they: "the group denied involvement". A noun for a group stands for the
/// organisation named before it.
pub(super) fn denials(
    reading: &Reading<'_>,
    sentence: &Range<usize>,
    chunks: &[Chunk],
    before: &[Chunk],
) -> Vec<Actor> {
    let denial = sentence.clone().find(|it| {
        let after = *it + 1..(it + 9).min(sentence.end);
        matches!(reading.word(*it), "denied" | "denies" | "denying" | "rejected")
            && reading.holds(
                after,
                words![
                    "behind", "carried", "carrying", "involved", "involvement", "part", "responsibility",
                    "responsible", "role",
                ],
            )
    });
    let Some(denial) = denial else { return Vec::new() };
    let same_clause = |it: &&Chunk| reading.clause(it.tokens.start) == reading.clause(denial);
    let named = |it: &&Chunk| {
        it.kind == ActorKind::Organisation && !matches!(reading.word(it.tokens.end - 1), "group" | "groups")
    };
    let subject = chunks.iter().filter(|it| it.tokens.end <= denial).rev().find(same_clause);
    // "The rebels denied it", but "the group", "he" are those named before.
    let people = |it: &&Chunk| {
        it.kind == ActorKind::Individual
            && is_plural(reading.word(it.tokens.end - 1))
            && !matches!(reading.word(it.tokens.end - 1), "group" | "groups")
    };
    let speaker = match subject.filter(|it| named(it) || people(it)) {
        Some(named) => Some(named),
        None => chunks
            .iter()
            .filter(|it| it.tokens.end <= denial)
            .rev()
            .find(named)
            .or_else(|| before.iter().rev().find(named)),
    };
    let denied = speaker.map(|it| Actor { denied: true, ..it.actor(reading, false) });
    denied.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::{alias::Aliases, chunk, testing::with_reading};

    fn said(text: &str) -> (Vec<String>, Vec<String>) {
        with_reading(text, |reading| {
            let aliases = Aliases::new(reading);
            let sentence = reading.sentence_of(0);
            let chunks = chunk::chunks(reading, &aliases, sentence.clone());
            let names = |actors: Vec<Actor>| actors.into_iter().map(|it| it.name).collect();
            (names(claims(reading, &sentence, &chunks)), names(denials(reading, &sentence, &chunks, &[])))
        })
    }

    #[test]
    fn claims_and_denials() {
        let none = Vec::<String>::new;
        assert_eq!(said("The {#Red Front} claimed responsibility."), (vec!["Red Front".to_owned()], none()));
        assert_eq!(
            said("The {#Red Front}, which claimed the bombing, left."),
            (vec!["Red Front".to_owned()], none())
        );
        assert_eq!(
            said("A unit, the \"{#Red Front}\" [Frente Rojo] tonight claimed responsibility."),
            (vec!["Red Front".to_owned()], none())
        );
        assert_eq!(said("No group claimed responsibility."), (none(), none()));
        assert_eq!(said("The {#Red Front} denied involvement."), (none(), vec!["Red Front".to_owned()]));
        assert_eq!(
            said("Police blamed the {#Red Front}, but the group denied any role."),
            (none(), vec!["Red Front".to_owned()])
        );
    }
}

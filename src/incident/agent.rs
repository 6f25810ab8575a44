//! Who is behind an event that a noun or a passive tells: agents after "by", possessors, those tied to it by guilt.

use std::ops::Range;

use super::{
    actor::{Finder, is_name_part},
    chunk::{Chunk, MODIFIERS},
    kind::Kind,
    lexicon::{PREPOSITIONS, SPEECH, words},
    model::ActorKind,
    trigger::{Hit, HitUsage},
};
use crate::text::WordSet;

/// Words from "came under" to "fire from" at most.
const FIRE_REACH: usize = 5;

/// Words between a trigger and its "by" at most.
const BY_REACH: usize = 26;

/// Participles before "by" of what is done with weapons and people, which tell who did it all.
static DOING: WordSet = WordSet::new(&[
    "abducted", "activated", "ambushed", "armed", "attacked", "caused", "detonated", "dropped", "exploded",
    "fired", "guided", "hurled", "injured", "kidnapped", "killed", "led", "loaded", "murdered", "ordered",
    "organised", "organized", "planned", "planted", "prepared", "shelled", "triggered", "wounded",
]);

/// Verbs of events that nobody is said to do.
static OCCURRED: WordSet = WordSet::new(&["happened", "occurred", "took", "went"]);

/// Words that lead what an event is only told beside.
static BESIDE: WordSet =
    WordSet::new(&["after", "amid", "before", "despite", "during", "following", "when", "while"]);

/// Nouns whose possessor suffers the event.
static SUFFERED: WordSet = WordSet::new(&[
    "abduction", "assassination", "beheading", "execution", "kidnapping", "killing", "massacre", "murder",
    "slaying",
]);

/// Words that tie people to what they are said to have done.
static GUILT: WordSet = WordSet::new(&[
    "accused", "arrested", "blamed", "charged", "convicted", "guilty", "implicated", "indicted", "involved",
    "involvement", "linked", "part", "participated", "participating", "participation", "prosecuted",
    "responsible", "sentenced", "suspected", "trial", "tried",
]);

/// Verbs that lend a noun its subject, in the past.
static LIGHT_VERBS: WordSet = WordSet::new(&[
    "behind", "carried", "carry", "commit", "committed", "conduct", "conducted", "launch", "launched",
    "made", "masterminded", "mount", "mounted", "orchestrated", "ordered", "perpetrated", "planned", "stage",
    "staged", "threatened",
]);

impl Finder<'_> {
    /// Whoever stands after the "by" that follows `from`.
    pub(super) fn agent_after(&self, from: usize) -> Option<Chunk> {
        let reading = self.reading;
        let end = reading.sentence_of(from.saturating_sub(1)).end.min(from + BY_REACH);
        // "kidnapped and tortured by": those who did what is joined to it did it too.
        let mut joined = from;
        let mut next = self.hits.partition_point(|it| it.tokens.start <= from);
        while let Some(hit) = self.hits.get(next).filter(|it| {
            let and = reading.word(joined) == "and" && it.tokens.start == joined + 1;
            and && it.usage == HitUsage::Passive && reading.word(it.tokens.start).ends_with("ed")
        }) {
            joined = hit.tokens.end;
            next += 1;
        }
        let next_hit = self.hits.get(next).map_or(end, |it| it.tokens.start);
        let end = end.min(next_hit.max(from + 1));
        // "explosions occurred after a speech by": what the event is only told beside.
        let end = match self.reading.is_any(from, &OCCURRED) {
            true => (from..end).find(|it| BESIDE.has(reading.word(*it))).unwrap_or(end),
            false => end,
        };
        let by = (from..end).find(|it| reading.word(*it) == "by" && !self.has_other_verb(from, *it));
        // "came under fire from gangs"
        let fire = (from..(from + FIRE_REACH).min(end))
            .find(|it| reading.word(*it) == "from" && reading.word_before(*it) == "fire");
        let by = by.or(fire)?;
        self.starting_after(by, 5)
    }

    /// "killed in a house owned by", "it was confirmed by": has the "by" at `by` a participle of its own?
    fn has_other_verb(&self, from: usize, by: usize) -> bool {
        let reading = self.reading;
        let Some(verb) = by.checked_sub(1).filter(|it| *it >= from) else { return false };
        let word = reading.word(verb);
        let next = self.hits.partition_point(|it| it.tokens.end <= verb);
        let is_hit = || self.hits.get(next).is_some_and(|it| it.tokens.contains(&verb));
        SPEECH.has(word) || word.ends_with("ed") && !LIGHT_VERBS.has(word) && !DOING.has(word) && !is_hit()
    }

    pub(super) fn of_noun(&self, hit: &Hit) -> Vec<Chunk> {
        let reading = self.reading;
        let (start, end) = (hit.tokens.start, hit.tokens.end);
        let sentence = reading.sentence_of(start);
        // "a clash between soldiers and rebels", "clashes with the army"
        let next = (end..end + 3).find(|it| matches!(reading.word(*it), "between" | "with"));
        if let Some(next) = next {
            let both = reading.word(next) == "between";
            let limit = if both { 14 } else { 5 };
            let sides: Vec<Chunk> = self
                .chunks
                .iter()
                .filter(|it| it.tokens.start > next && it.tokens.start <= next + limit)
                .take_while(|it| reading.clause(it.tokens.start) == reading.clause(next))
                .filter(|it| {
                    let before = reading.word_before(it.tokens.start);
                    !PREPOSITIONS.has(before) || before == reading.word(next)
                })
                .take(if both { 2 } else { 1 })
                .cloned()
                .collect();
            if !sides.is_empty() && (both || hit.trigger.default == Kind::Clash) {
                return sides;
            }
        }
        if let Some(agent) = self.agent_after(end) {
            return vec![agent];
        }
        // "the FMLN attack", "the guerrillas' raid", "his attack"
        let mut before = start;
        while before > sentence.start
            && (reading.is_any(before - 1, &MODIFIERS)
                || reading.is_mark(before - 1) && reading.word(before - 1) == "-")
        {
            before -= 1;
        }
        let possessor = before - usize::from(before > 0 && reading.is_possessive(before - 1));
        // "Lee's murder": whose murder it was, not who did it.
        let suffered = SUFFERED.has(reading.word(end - 1)) && possessor < before;
        let ends_there = |it: &&Chunk| it.tokens.end == possessor || it.tokens.end == before;
        if let Some(chunk) = self.chunks.iter().filter(|_| !suffered).find(ends_there)
            && (chunk.kind == ActorKind::Organisation || chunk.tokens.end < start)
        {
            return vec![chunk.clone()];
        }
        let owned = (start.saturating_sub(3).max(sentence.start)..start)
            .find(|it| matches!(reading.word(*it), "her" | "his" | "its" | "their"));
        // "his body was found", "her murder": whom it befell.
        let befell = SUFFERED.has(reading.word(end - 1)) || matches!(reading.word(start), "bodies" | "body");
        if let Some(owned) = owned.filter(|_| !befell) {
            return self.owner(owned, &sentence).into_iter().collect();
        }
        // "rebels launched an attack"
        let light = (start.saturating_sub(5).max(sentence.start)..start)
            .rev()
            .find(|it| LIGHT_VERBS.has(reading.word(*it)));
        light
            .and_then(|it| self.subject_before(reading.verb_group_start(it, sentence.start), &sentence))
            .or_else(|| self.suspect(start, &sentence))
            .into_iter()
            .collect()
    }

    /// "officers involved in the murder", "four rebels arrested for the bombing": whom a word of guilt ties to an
    /// event's noun.
    fn suspect(&self, noun: usize, sentence: &Range<usize>) -> Option<Chunk> {
        let reading = self.reading;
        let tie = (noun.saturating_sub(5).max(sentence.start + 1)..noun)
            .rev()
            .find(|it| matches!(reading.word(*it), "for" | "in" | "of" | "to" | "with"))?;
        let guilt =
            (tie.saturating_sub(2).max(sentence.start)..tie).find(|it| reading.is_any(*it, &GUILT))?;
        let chunk = self.chunks.iter().rfind(|it| it.tokens.end <= tie && it.tokens.end + 12 > tie)?;
        // "arrested by police for the murder", "denied that soldiers were involved in it"
        let by = reading.word_before(chunk.tokens.start) == "by";
        let denied = reading
            .holds(sentence.start..guilt, words!["denied", "denies", "never", "no", "nobody", "none", "not"]);
        (!by && !denied).then(|| chunk.clone())
    }

    /// Whom "his", "its" before an event's noun stand for: the nearest that fits.
    fn owner(&self, pronoun: usize, sentence: &Range<usize>) -> Option<Chunk> {
        let reading = self.reading;
        if matches!(reading.word(pronoun), "its" | "their") {
            return self.chunks.iter().rfind(|it| it.tokens.end <= pronoun).cloned();
        }
        let person = |it: &&Chunk| it.tokens.end <= pronoun && it.kind == ActorKind::Individual;
        if let Some(chunk) = self.chunks.iter().rfind(person) {
            return Some(chunk.clone());
        }
        // A name that recognition left open: two capitalised words or more, within the sentence.
        let end = (sentence.start + 2..=pronoun)
            .rev()
            .find(|it| is_name_part(reading, it - 1) && is_name_part(reading, it - 2))?;
        let mut start = end - 2;
        while start > sentence.start && is_name_part(reading, start - 1) {
            start -= 1;
        }
        Some(Chunk { tokens: start..end, kind: ActorKind::Individual, name: reading.text(start..end) })
    }
}

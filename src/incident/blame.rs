//! Whom do others hold responsible?

use std::ops::Range;

use super::{
    actor::{beside, is_organised, with_determiner},
    chunk::Chunk,
    codes::has_force_of_a_state,
    lexicon::{BE, DOERS, NEGATIONS, words},
    model::ActorKind,
    phrase::is_plural,
    reading::Reading,
    time,
    trigger::Hit,
};
use crate::text::WordSet;

/// Words between those blamed and the word that blames them at most.
const REACH: usize = 6;

/// Words between "the attackers" and the body they are said to be of at most.
const IDENTITY_REACH: usize = 14;

/// Words before a deed that are looked through for what denies it.
const DENIED_REACH: usize = 6;

/// "police blamed the rebels", "the attack was attributed to the rebels", in a sentence that tells of the event.
pub(super) fn blamed<'c>(
    reading: &Reading<'_>,
    sentence: &Range<usize>,
    hits: &[Hit],
    chunks: &'c [Chunk],
) -> Option<&'c Chunk> {
    let finder = Finder { reading, sentence: sentence.clone(), chunks };
    finder
        .responsible()
        .or_else(|| finder.whose_work())
        .or_else(|| finder.suspected())
        .or_else(|| finder.accused(hits))
}

/// The same in a sentence that speaks of an event told before, and of none by itself: "police suspect the
/// rebels", "the attackers were members of the Red Front".
pub(super) fn blamed_for_what_was_told<'c>(
    reading: &Reading<'_>,
    sentence: &Range<usize>,
    chunks: &'c [Chunk],
) -> Option<&'c Chunk> {
    let finder = Finder { reading, sentence: sentence.clone(), chunks };
    finder
        .responsible()
        .or_else(|| finder.whose_work())
        .or_else(|| finder.suspected())
        .or_else(|| finder.doer())
        .or_else(|| finder.identified())
        .or_else(|| finder.accused_of_it())
        .filter(|it| it.kind == ActorKind::Organisation)
}

/// Whoever has or had those in hand who were taken: "were released by the rebels", "are in the hands of the rebels",
/// "the rebels released". Those who are sent by a state set them free and have not taken them.
pub(super) fn captor<'c>(
    reading: &Reading<'_>,
    sentence: &Range<usize>,
    chunks: &'c [Chunk],
) -> Option<&'c Chunk> {
    let finder = Finder { reading, sentence: sentence.clone(), chunks };
    let told = |at: &usize| !finder.is_denied(*at);
    sentence
        .clone()
        .filter(told)
        .find_map(|at| finder.lets_go(at))
        .filter(|it| !has_force_of_a_state(&it.name))
}

struct Finder<'f, 'c> {
    reading: &'f Reading<'f>,
    sentence: Range<usize>,
    chunks: &'c [Chunk],
}

impl<'c> Finder<'_, 'c> {
    /// The last that ends within some words before `at`.
    fn ending_before(&self, at: usize) -> Option<&'c Chunk> {
        self.chunks.iter().rfind(|it| it.tokens.end <= at && it.tokens.end + REACH >= at)
    }

    /// The first that starts within some words after `at`.
    fn starting_after(&self, at: usize, reach: usize) -> Option<&'c Chunk> {
        self.chunks.iter().find(|it| it.tokens.start > at && it.tokens.start <= at + reach)
    }

    fn is_denied(&self, at: usize) -> bool {
        self.reading.holds(at.saturating_sub(DENIED_REACH).max(self.sentence.start)..at, &NEGATIONS)
    }

    /// Who has, had or lets go people, as the word at `at` tells.
    fn lets_go(&self, at: usize) -> Option<&'c Chunk> {
        let reading = self.reading;
        let people = |range: Range<usize>| {
            reading.is_of_people(&range)
                || reading.holds(range, words!["he", "her", "him", "she", "them", "they"])
        };
        let verbs = reading.verb_group_start(at, self.sentence.start);
        let timed = |it: usize| {
            time::is_time_or_month(reading.word(it))
                || reading.is_any(it, words!["early", "late", "on", "safely"])
        };
        let next = (at + 1..self.sentence.end.min(at + 1 + REACH)).find(|it| !timed(*it)).unwrap_or(at + 1);
        // "a report released by the agency": of people only.
        let taken = || {
            let subject = reading.subject_before(verbs, self.sentence.start);
            people(subject) || people(verbs.saturating_sub(1).max(self.sentence.start)..verbs)
        };
        let lead = match (reading.word(at), reading.word(at + 1)) {
            ("freed" | "held" | "released", _) if reading.word(next) == "by" && taken() => next,
            ("held", "captive" | "hostage" | "prisoner") if reading.word(at + 2) == "by" => at + 2,
            ("hands", "of") if people(reading.clause_range(at).start..at) => at + 1,
            ("freed" | "holding" | "released", _)
                if people(reading.phrase_from(at + 1, self.sentence.end)) =>
            {
                return self.chunks.iter().rfind(|it| it.tokens.end == verbs && is_organised(it));
            }
            _ => return None,
        };
        self.starting_after(lead, 4).filter(|it| is_organised(it))
    }

    /// "the rebels are responsible for the attack", "are to blame for it"
    fn responsible(&self) -> Option<&'c Chunk> {
        let reading = self.reading;
        let at = self.sentence.clone().find(|it| {
            let before = reading.word_before(*it);
            match (before, reading.word(*it)) {
                ("held", "responsible") => true,
                (_, "responsible") | ("to", "blame") => reading.word(it + 1) == "for",
                _ => false,
            }
        })?;
        let spared = self.is_denied(at) || reading.holds(at.saturating_sub(5)..at, words!["those"]);
        self.ending_before(at).filter(|_| !spared)
    }

    /// "was the work of the rebels", "bears the hallmarks of", "responsibility lies with", "suspicion fell on"
    fn whose_work(&self) -> Option<&'c Chunk> {
        let reading = self.reading;
        let end = self.sentence.clone().find_map(|it| {
            let ahead = |offset: usize| reading.word(it + offset);
            let length = match (reading.word(it), ahead(1)) {
                ("work", "of") if reading.word_before(it) == "the" && self.is_told_of(it - 1) => 2,
                ("hallmarks" | "handiwork", "of") => 2,
                ("fell" | "falls" | "lay" | "lies" | "rests", "on" | "with")
                    if reading.holds(
                        it.saturating_sub(REACH).max(self.sentence.start)..it,
                        words!["blame", "responsibility", "suspicion", "suspicions"],
                    ) =>
                {
                    2
                }
                ("finger" | "fingers", "at") => 2,
                ("traced", "to") => 2,
                ("pinned", "on") => 2,
                _ => return None,
            };
            (!self.is_denied(it)).then_some(it + length)
        })?;
        self.starting_after(end - 1, 4)
    }

    /// Does a form of "be" stand before `at`?
    fn is_told_of(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|it| self.reading.is_any(it, &BE))
    }

    /// "police suspect the rebels", "police suspect that the rebels"; "two suspects from the Red Front" not.
    fn suspected(&self) -> Option<&'c Chunk> {
        let reading = self.reading;
        let at = self.sentence.clone().find(|it| {
            let many = is_plural(reading.word_before(*it)) || reading.word_before(*it) == "police";
            reading.word(*it) == "suspect" && many && !self.is_denied(*it)
        })?;
        let suspect = self.starting_after(at, 3)?;
        // "suspect the rebels of hiding arms"
        (reading.word(suspect.tokens.end) != "of").then_some(suspect)
    }

    /// "the rebels were behind it", "had committed the crime"
    fn doer(&self) -> Option<&'c Chunk> {
        let reading = self.reading;
        let at = self.sentence.clone().find(|it| {
            let object = match (reading.word(*it), reading.word(it + 1)) {
                ("behind", _) if it.checked_sub(1).is_some_and(|it| reading.is_any(it, &BE)) => it + 1,
                ("carried", "out") => it + 2,
                (
                    "committed" | "masterminded" | "orchestrated" | "ordered" | "perpetrated" | "planned"
                    | "staged",
                    _,
                ) => it + 1,
                _ => return false,
            };
            let noun = object + usize::from(matches!(reading.word(object), "that" | "the" | "this"));
            let pronoun = matches!(reading.word(noun), "it" | "this");
            (pronoun || noun > object && reading.is_any(noun, &DEEDS)) && !self.is_denied(*it)
        })?;
        self.ending_before(at)
    }

    /// "the attackers were members of the Red Front", "the kidnappers, said to belong to the Red Front"
    fn identified(&self) -> Option<&'c Chunk> {
        let reading = self.reading;
        let people = self.chunks.iter().find(|it| {
            reading.word_before(it.tokens.start) == "the" && reading.is_any(it.tokens.end - 1, &DOERS)
        })?;
        let end = people.tokens.end;
        let organisation = |it: &&Chunk| it.tokens.start > end && it.kind == ActorKind::Organisation;
        let body = self.chunks.iter().find(organisation)?;
        let between = end..body.tokens.start;
        let told = between.len() <= IDENTITY_REACH
            && reading.holds(between.clone(), &BELONGING)
            && between.clone().all(|it| reading.is_any(it, &BELONGING) || reading.is_any(it, &BESIDE));
        told.then_some(body)
    }

    /// "accused the rebels of it", "attributed it to the rebels", "blamed the rebels"
    fn accused_of_it(&self) -> Option<&'c Chunk> {
        let reading = self.reading;
        let at = self.accusation().filter(|it| !self.is_denied(*it))?;
        let names_deed = |it: usize| {
            let noun = it + usize::from(matches!(reading.word(it), "that" | "the" | "this"));
            matches!(reading.word(it), "it" | "this") || noun > it && reading.is_any(noun, &DEEDS)
        };
        if names_deed(at + 1) {
            let lead = (at + 2..at + 5).find(|it| matches!(reading.word(*it), "on" | "to"))?;
            return self.starting_after(lead, 3);
        }
        let passive = self.accused_before(at);
        let accused = passive.or_else(|| self.starting_after(at, REACH))?;
        let last = beside(reading, accused, self.chunks, at, is_organised).last().unwrap_or(accused);
        let end = if passive.is_some() { at + 1 } else { last.tokens.end };
        let of_it = matches!(reading.word(end), "for" | "of") && names_deed(end + 1);
        // "accused the Red Front, or RF."
        let ends = end + 1 >= self.sentence.end || reading.word(end) == "," && reading.word(end + 1) == "or";
        let alone = if reading.word(at) == "accused" { ends } else { reading.is_mark(end) };
        (of_it || alone).then_some(accused)
    }

    fn accusation(&self) -> Option<usize> {
        self.sentence.clone().find(|it| {
            matches!(
                self.reading.word(*it),
                "accused" | "accusing" | "attributed" | "blamed" | "blames" | "blaming"
            )
        })
    }

    /// Whom a sentence that tells of the event accuses.
    fn accused(&self, hits: &[Hit]) -> Option<&'c Chunk> {
        let reading = self.reading;
        let at = self.accusation()?;
        // "blamed the attack on soldiers, in which six died, on the rebels"
        let blames_event = hits.iter().any(|it| (at + 1..at + 4).contains(&it.tokens.start));
        if blames_event && reading.word(at) != "attributed" {
            let on = |it: &&Chunk| {
                let start = with_determiner(reading, it);
                start > at
                    && reading.word_before(start) == "on"
                    && (reading.word_before(start - 1) == ","
                        || !matches!(
                            reading.word(reading.clause_range(start).start),
                            "that" | "which" | "who"
                        ))
            };
            return self.chunks.iter().rfind(on);
        }
        self.accused_before(at).or_else(|| self.starting_after(at, REACH))
    }

    /// "the rebels were accused"
    fn accused_before(&self, at: usize) -> Option<&'c Chunk> {
        let verbs = self.reading.verb_group_start(at, self.sentence.start);
        let passive = self.reading.holds(verbs..at, &BE);
        self.chunks.iter().find(|it| passive && it.tokens.end == verbs)
    }
}

/// Nouns for what was done, once it has been told.
static DEEDS: WordSet = WordSet::new(&[
    "act", "action", "actions", "acts", "atrocity", "crime", "crimes", "deed", "incident", "operation",
    "plot",
]);

/// Words that tie people to a body.
static BELONGING: WordSet = WordSet::new(&[
    "affiliated", "belong", "belonged", "belonging", "belongs", "fighters", "from", "linked", "member",
    "members", "militants", "part",
]);

/// Words that stand beside those.
static BESIDE: WordSet = WordSet::new(&[
    "\"", ",", "a", "all", "allegedly", "an", "are", "as", "be", "been", "believed", "called", "group",
    "had", "have", "identified", "is", "known", "named", "of", "said", "suspected", "the", "thought", "to",
    "was", "were", "which", "who", "with", "“",
]);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::{alias::Aliases, chunk::chunks, testing::with_reading};

    /// Whom a sentence blames for what was told before it.
    fn blamed_in(text: &str) -> Option<String> {
        with_reading(text, |reading| {
            let sentence = reading.sentence_of(0);
            let chunks = chunks(reading, &Aliases::new(reading), sentence.clone());
            blamed_for_what_was_told(reading, &sentence, &chunks).map(|it| it.name.clone())
        })
    }

    #[test]
    fn those_blamed_in_a_sentence_of_its_own() {
        for text in [
            "Police suspect the {#Red Front}.",
            "Officials suspect that the {#Red Front} was behind it.",
            "The {#Red Front} was behind it, police said.",
            "The mayor said members of the {#Red Front} had committed this crime.",
            "The government attributed it to the {#Red Front}.",
            "Police blamed the {#Red Front}.",
            "Police blamed the {#Red Front} and the {#Blue Front}.",
            "Police accused the {#Red Front} of the crime.",
            "Ministers pointed the finger at the {#Red Front}.",
            "Suspicion fell on the {#Red Front}.",
            "It bore the hallmarks of the {#Red Front}.",
            "The kidnappers, who are said to be members of a group called {#Red Front}, want money.",
            "The attackers belonged to the {#Red Front}, the ministry said.",
            "Responsibility for it lies with the {#Red Front}.",
            "The ministry accused the {#Red Front}.",
            "The {#Red Front} was accused of the crime.",
        ] {
            assert_eq!(blamed_in(text).as_deref(), Some("Red Front"), "{text}");
        }
    }

    #[test]
    fn others_are_not_blamed() {
        for text in [
            "The {#Red Front} was not behind it.",
            "Police suspect the {#Red Front} of hiding arms.",
            "He accused the {#Red Front} of corruption.",
            "He accused the {#Red Front}, which is small, of corruption.",
            "The {#Red Front} was accused of corruption.",
            "Two suspects from the {#Red Front} were freed.",
            "The {#Red Front} condemned the crime.",
            "The attackers fled before the {#Red Army} came.",
        ] {
            assert_eq!(blamed_in(text), None, "{text}");
        }
    }

    fn captor_in(text: &str) -> Option<String> {
        with_reading(text, |reading| {
            let sentence = reading.sentence_of(0);
            let chunks = chunks(reading, &Aliases::new(reading), sentence.clone());
            captor(reading, &sentence, &chunks).map(|it| it.name.clone())
        })
    }

    #[test]
    fn captors_let_people_go() {
        for text in [
            "The two engineers were released on Tuesday by the {#Red Front}.",
            "They were freed by the {#Red Front}.",
            "The {#Red Front} released two nuns.",
            "She is still in the hands of the {#Red Front}.",
        ] {
            assert_eq!(captor_in(text).as_deref(), Some("Red Front"), "{text}");
        }
        for text in [
            "The figures were released by the {#Red Cross}.",
            "The {#Red Front} released two statements.",
            "A vigil held by the {#Red Front} ended.",
            "They were freed by the {#Red Army}.",
            "They were not released by the {#Red Front}.",
        ] {
            assert_eq!(captor_in(text), None, "{text}");
        }
    }
}

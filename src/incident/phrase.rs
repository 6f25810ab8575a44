//! Noun phrases without a grammar: where one starts and ends, and is it one or many?

use std::ops::Range;

use super::{
    lemma::Inflected,
    lexicon::{
        ADVERBS, AUX, BE, COLLECTIVES, CONJUNCTIONS, DETERMINERS, FORCES_PEOPLE, GROUPING, IRREGULAR_PLURALS,
        MODALS, NEGATIONS, PEOPLE, PREPOSITIONS, PRONOUNS, SINGULAR_AUX, SPEECH, SUBORDINATORS,
    },
    number,
    reading::Reading,
};

/// A noun phrase longer than this is taken to end.
const LONGEST: usize = 14;

/// Words of an aside between a verb and its object at most, its commas included.
const LONGEST_ASIDE: usize = 8;

impl Reading<'_> {
    /// Does the token end a noun phrase that runs up to it?
    pub(super) fn breaks_phrase(&self, at: usize) -> bool {
        let word = self.word(at);
        // Agency copy in capitals sets hyphens apart: "HIGH - POWER".
        let apart = self.is_apart(at);
        let dash = word == "-" && apart && (!self.all_capitals || self.word(at + 1) == "-");
        let mark = dash || (self.is_mark(at) && !matches!(word, "-" | "/" | "'" | "’" | "[" | "]"));
        // "the son-in-law of the general"
        let hyphen = |it: usize| self.word(it) == "-" && self.is_joined(it);
        let joined = at > 0 && hyphen(at - 1) && hyphen(at + 1);
        mark || (PREPOSITIONS.has(word) && word != "of" && !joined)
            || AUX.has(word)
            || MODALS.has(word)
            || CONJUNCTIONS.has(word)
            || SUBORDINATORS.has(word)
            || PRONOUNS.has(word)
            || SPEECH.has(word)
            || NEGATIONS.has(word)
            || word == "following" && !DETERMINERS.has(self.word_before(at))
            || matches!(word, "today" | "yesterday" | "tonight" | "tomorrow" | "ago" | "when")
    }

    /// The noun phrase that starts at `at`, within `limit`; "of" and what follows belong to it.
    pub(super) fn phrase_from(&self, at: usize, limit: usize) -> Range<usize> {
        let mut end = at;
        while end < limit
            && end < at + LONGEST
            && !self.breaks_phrase(end)
            && !((end > at + 1 || self.is_name_of_place(at..end)) && self.is_late_verb(end))
            && !(end > at && self.is_verb_of_toll(end))
        {
            end = self.after_brackets(end).filter(|it| *it <= limit).unwrap_or(end + 1);
        }
        at..self.trim_end(at, end)
    }

    /// The noun phrase that ends right before `end`, not before `limit`.
    pub(super) fn phrase_until(&self, end: usize, limit: usize) -> Range<usize> {
        let mut start = end;
        while start > limit && start + LONGEST > end {
            if let Some(before) = self.before_brackets(start).filter(|it| *it >= limit) {
                start = before;
                continue;
            }
            if self.breaks_phrase(start - 1) {
                break;
            }
            start -= 1;
            // "the next day the city hall": the last determiner opens the phrase.
            if DETERMINERS.has(self.word(start)) && self.word_before(start) != "of" {
                break;
            }
            if self.is_count_of_people(start) {
                break;
            }
        }
        while start < end && (self.word(start) == "of" || self.is_mark(start) || self.is_possessive(start)) {
            start = self.after_brackets(start).filter(|it| *it <= end).unwrap_or(start + 1);
        }
        start..end
    }

    /// The subject of the verb group that starts at `verbs`: what a "who" there stands for, or what ends
    /// there.
    pub(super) fn subject_before(&self, verbs: usize, limit: usize) -> Range<usize> {
        if !matches!(self.word_before(verbs), "that" | "which" | "who") || verbs <= limit + 1 {
            let near = self.phrase_until(verbs, limit);
            let subject = self.head_phrase(&near, limit).unwrap_or(near);
            if self.is_of_people(&subject) {
                return subject;
            }
            let near = subject.start;
            return self
                .before_relative(verbs, limit)
                .or_else(|| self.before_task(near, limit))
                .unwrap_or(subject);
        }
        let end = verbs - 1;
        let whole = self.phrase_until(end - usize::from(self.word_before(end) == ","), limit);
        // "the funeral of six priests who were killed", but "members of the council who were killed"
        let of = whole.clone().rev().find(|it| self.word(*it) == "of").filter(|of| {
            let before = self.word_before(*of);
            *of > whole.start && !GROUPING.has(before) && !number::is_number_word(before)
        });
        of.map_or(whole.start, |it| it + 1)..whole.end
    }

    /// "four nuns" of "four nuns who were traveling from the airport were killed".
    fn before_relative(&self, verbs: usize, limit: usize) -> Option<Range<usize>> {
        let clause = (limit..verbs).rev().take_while(|it| !self.is_mark(*it));
        let who = clause.into_iter().find(|it| self.word(*it) == "who").filter(|it| it + 1 < verbs)?;
        // "Residents who fled said the hospital was bombed": the verb is of another clause.
        if (who + 1..verbs).any(|it| self.is_any(it, &SPEECH) || self.word(it) == "that") {
            return None;
        }
        let whole = self.phrase_until(who, limit);
        self.is_of_people(&whole).then_some(whole)
    }

    /// "the judge" of "the judge appointed to investigate the killings was threatened"; `object` starts "the killings".
    fn before_task(&self, object: usize, limit: usize) -> Option<Range<usize>> {
        let determined = usize::from(DETERMINERS.has(self.word_before(object)));
        let to =
            (object - determined).checked_sub(2).filter(|it| *it > limit + 1 && self.word(*it) == "to")?;
        let whole = self.phrase_until(to - 1, limit);
        (Inflected::new(self.word(to - 1)).is_past() && self.is_of_people(&whole)).then_some(whole)
    }

    /// Do the words name people, or say what they are?
    pub(super) fn is_of_people(&self, phrase: &Range<usize>) -> bool {
        phrase
            .clone()
            .any(|it| self.is_person(it) || self.is_any(it, &PEOPLE) || self.is_any(it, &FORCES_PEOPLE))
    }

    /// "two men" of "two men working on a dam were killed": what stands before the preposition that leads `near`.
    fn head_phrase(&self, near: &Range<usize>, limit: usize) -> Option<Range<usize>> {
        // "after two men were killed" opens a clause of its own.
        let led = |at: usize| {
            let word = self.word_before(at);
            at > limit && PREPOSITIONS.has(word) && word != "of" && !SUBORDINATORS.has(word)
        };
        if near.is_empty() {
            return None;
        }
        // "two men riding a motorcycle threatened"
        let doing = near.start.checked_sub(1).filter(|it| *it > limit && self.word(*it).ends_with("ing"));
        if let Some(doing) = doing {
            let before = self.phrase_until(doing, limit);
            let last = self.word_before(doing);
            let people = PEOPLE.has(last) || FORCES_PEOPLE.has(last);
            return (people && !before.is_empty()).then_some(before);
        }
        if !led(near.start) {
            return None;
        }
        let stops = |at: usize| {
            let word = self.word(at);
            self.is_mark(at)
                || SPEECH.has(word)
                || SUBORDINATORS.has(word)
                || AUX.has(word)
                || CONJUNCTIONS.has(word)
                || PRONOUNS.has(word)
        };
        let mut start = near.start - 1;
        while start > limit && start + LONGEST > near.start && !stops(start - 1) {
            start -= 1;
        }
        let mut whole = self.phrase_from(start, near.start - 1);
        // "nationals working on a dam"
        while whole.len() > 1 && self.word(whole.end - 1).ends_with("ing") {
            whole.end -= 1;
        }
        // "was destroyed by devices hurled": a verb that ends another clause.
        let verb = AUX.has(self.word_before(whole.start)) && Inflected::new(self.word(whole.start)).is_past();
        if !whole.is_empty() && !PREPOSITIONS.has(self.word(whole.start)) && !verb {
            return Some(whole);
        }
        // "On Monday two gunmen on a motorcycle threatened"
        let before = self.phrase_until(near.start - 1, limit);
        let people = self.holds(before.clone(), &PEOPLE) || self.holds(before.clone(), &FORCES_PEOPLE);
        (people && !verb).then_some(before)
    }

    /// A past tense after a noun: "failed" of "the attack on the van failed". Participles before a noun
    /// follow a determiner, a number or nothing.
    fn is_late_verb(&self, at: usize) -> bool {
        let word = self.word(at);
        let past = (word.len() > 4 && word.ends_with("ed"))
            || matches!(
                word,
                "began"
                    | "came"
                    | "continue"
                    | "continues"
                    | "died"
                    | "fled"
                    | "left"
                    | "remain"
                    | "remains"
                    | "shot"
                    | "took"
                    | "went"
            );
        past && !DETERMINERS.has(self.word_before(at)) && self.word_before(at) != "of"
    }

    /// "kills" anywhere; "killed" before a number: "the strikes on Houthis killed 20".
    fn is_verb_of_toll(&self, at: usize) -> bool {
        match self.word(at) {
            "injures" | "kills" | "leaves" | "wounds" => true,
            "injured" | "killed" | "wounded" => {
                self.word(at + 1) == "at" || number::number_at(self, at + 1).is_some()
            }
            _ => false,
        }
    }

    /// "Kharkiv" of "the attack on Kharkiv killed four": no participle follows the name of a place.
    fn is_name_of_place(&self, phrase: Range<usize>) -> bool {
        let mention = self.mention_at(phrase.start).and_then(|it| Some((it, self.mention(it)?)));
        mention.is_some_and(|(index, it)| it.tokens == phrase && self.is_toponym(index))
    }

    /// One past the brackets that open at `at`: what an editor set between words of a phrase.
    fn after_brackets(&self, at: usize) -> Option<usize> {
        let close = match self.word(at) {
            "[" => "]",
            "(" => ")",
            _ => return None,
        };
        (at + 1..at + LONGEST).find(|it| self.word(*it) == close).map(|it| it + 1)
    }

    /// Where the brackets that close right before `end` open.
    fn before_brackets(&self, end: usize) -> Option<usize> {
        let open = match self.word_before(end) {
            "]" => "[",
            ")" => "(",
            _ => return None,
        };
        (end.saturating_sub(LONGEST)..end).rev().find(|it| self.word(*it) == open)
    }

    /// "As a result of the explosion 20 people": a number of people opens a phrase.
    fn is_count_of_people(&self, at: usize) -> bool {
        let before = self.word_before(at);
        let joined = number::is_number_word(before) || matches!(before, "-" | "of") || before.ends_with("ly");
        PEOPLE.has(self.word(at + 1))
            && !joined
            && !DETERMINERS.has(before)
            && number::number_at(self, at).is_some_and(|it| it.end == at + 1)
    }

    fn trim_end(&self, start: usize, mut end: usize) -> usize {
        while end > start
            && (matches!(self.word(end - 1), "of" | "-" | "/" | "[") || self.is_possessive(end - 1))
        {
            end -= 1;
        }
        end
    }

    /// The last word of a phrase's first part: "soldiers" of "three soldiers of the third brigade".
    pub(super) fn head(&self, phrase: Range<usize>) -> Option<usize> {
        // "the son-in-law"
        let stops = |it: &usize| self.word(*it) == "of" || self.word(*it) == "-" && self.word(it + 1) == "in";
        let end = phrase.clone().find(stops).unwrap_or(phrase.end);
        let end = if end == phrase.start { phrase.end } else { end };
        (phrase.start..end).rev().find(|it| !self.is_mark(*it) && !self.is_possessive(*it))
    }

    /// Where the verb group that ends in the verb at `at` starts: "had reportedly been" of "… killed".
    pub(super) fn verb_group_start(&self, at: usize, limit: usize) -> usize {
        let mut start = at;
        while start > limit {
            let word = self.word(start - 1);
            let part = AUX.has(word)
                || MODALS.has(word)
                || ADVERBS.has(word)
                || matches!(word, "not" | "never" | "to")
                // "are said to be injured"
                || matches!(word, "believed" | "feared" | "reported" | "said" | "thought")
                    && self.word(start) == "to"
                    && self.is_any(start.saturating_sub(2), &BE)
                || word == "found" && self.is_any(start.saturating_sub(2), &BE)
                || (word.len() > 4 && word.ends_with("ly"));
            if !part {
                break;
            }
            start -= 1;
        }
        start
    }

    /// One past an aside between a verb and its object: "murdered, at gunpoint, a soldier".
    pub(super) fn over_aside(&self, at: usize, limit: usize) -> usize {
        let opens = || PREPOSITIONS.has(self.word(at + 1)) || self.word(at + 1) == "according";
        if self.word(at) != "," || !opens() {
            return at;
        }
        let close = (at + 2..limit.min(at + LONGEST_ASIDE)).find(|it| self.word(*it) == ",");
        close.map_or(at, |it| it + 1)
    }

    /// "killed him", "killed her": an object; not "killed her husband".
    pub(super) fn is_him_or_her(&self, at: usize) -> bool {
        let alone = || self.is_mark(at + 1) || self.breaks_phrase(at + 1);
        self.word(at) == "him" || self.word(at) == "her" && alone()
    }

    /// Does an auxiliary of the verb group tell a subject of one?
    pub(super) fn is_singular_group(&self, group: Range<usize>) -> bool {
        let first = group.clone().find(|it| self.is_any(*it, &AUX));
        first.is_some_and(|it| self.is_any(it, &SINGULAR_AUX))
    }
}

/// Is the noun (folded) a plural or a word for several?
pub(super) fn is_plural(noun: &str) -> bool {
    IRREGULAR_PLURALS.has(noun)
        || COLLECTIVES.has(noun)
        || (noun.len() > 3 && noun.ends_with('s') && !noun.ends_with("ss") && !noun.ends_with("us"))
}

//! Is it told as news, or as something the reader knows? The articles and adjectives around a trigger.

use super::{
    kind::KindSet,
    lexicon::{BE, DEFINITE, DETERMINERS, words},
    model::{Actor, ActorKind},
    number::number_at,
    phrase::is_plural,
    report::Scene,
    trigger::{Hit, HitUsage},
    triggers::Form,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Determiner {
    Definite,
    Indefinite,
    Other,
    /// None at all.
    Bare,
}

impl Scene<'_> {
    /// "which claimed the bombing": is it a noun for something the reader knows?
    pub(super) fn is_known(&self, index: usize) -> bool {
        let hit = &self.hits[index];
        hit.usage == HitUsage::Noun && self.determiner(hit) == Determiner::Definite
    }

    /// "the", "another", or neither, before a noun.
    pub(super) fn determiner(&self, hit: &Hit) -> Determiner {
        let reading = self.reading;
        let start = reading.sentence_of(hit.tokens.start).start;
        let near = (hit.tokens.start.saturating_sub(4).max(start)..hit.tokens.start).rev();
        for at in near {
            let word = reading.word(at);
            match word {
                "another" | "other" | "first" | "second" | "third" | "new" | "separate" | "similar"
                | "fresh" => {
                    return Determiner::Other;
                }
                _ if reading.is_possessive(at) => return Determiner::Definite,
                _ if DEFINITE.has(word) => return Determiner::Definite,
                _ if DETERMINERS.has(word) => return Determiner::Indefinite,
                _ if reading.breaks_phrase(at) => return Determiner::Bare,
                _ => {}
            }
        }
        Determiner::Bare
    }

    /// "has killed peasants", "keep burning buses": told as going on, without a time or a number.
    pub(super) fn is_habit(&self, hit: &Hit, timed: bool) -> bool {
        let reading = self.reading;
        let at = hit.tokens.start;
        if timed || hit.usage == HitUsage::Noun {
            return false;
        }
        let group = reading.verb_group_start(at, reading.sentence_of(at).start);
        let present =
            reading.holds(group..at, words!["are"]) && !reading.holds(group..at, words!["been", "being"]);
        if present && hit.usage == HitUsage::Passive {
            return true;
        }
        let perfect = hit.usage == HitUsage::Active && reading.holds(group..at, words!["has", "have"]);
        let many = reading
            .head(reading.phrase_from(hit.tokens.end, hit.tokens.end + 8))
            .is_some_and(|it| is_plural(reading.word(it)));
        let counted = number_at(reading, hit.tokens.end).is_some_and(|it| it.number.best.is_some());
        perfect && many && !counted
    }

    /// "Jets struck the camp after an attack on soldiers": the noun is of what was done before.
    pub(super) fn answers(&self, index: usize, determined: Determiner) -> bool {
        let hit = &self.hits[index];
        let sentence = self.reading.sentence_of(hit.tokens.start);
        let told = self.hits[..index].last().filter(|it| it.tokens.start >= sentence.start);
        let phrase = self.reading.phrase_until(hit.tokens.end, sentence.start);
        hit.usage == HitUsage::Noun
            && determined == Determiner::Indefinite
            && told.is_some_and(|it| it.trigger.form != Form::Harm)
            && (matches!(self.reading.word_before(phrase.start), "after" | "following")
                || self.is_replied_to(hit))
    }

    /// "He is the third mayor killed in a week": counts one told before among others.
    pub(super) fn is_one_of_many(&self, hit: &Hit) -> bool {
        let reading = self.reading;
        let start = reading.sentence_of(hit.tokens.start).start;
        let subject = reading.subject_before(reading.verb_group_start(hit.tokens.start, start), start);
        let is = reading.word_before(subject.start);
        hit.usage == HitUsage::Passive
            && subject.start > start
            && (BE.has(is) || matches!(is, "became" | "becomes"))
            && subject.into_iter().take(2).any(|it| is_ordinal(reading.word(it)))
    }

    /// "fired rockets in retaliation for a raid": where and when the raid was is not said.
    pub(super) fn is_replied_to(&self, hit: &Hit) -> bool {
        let reading = self.reading;
        let start = reading.sentence_of(hit.tokens.start).start;
        let phrase = reading.phrase_until(hit.tokens.end, start);
        hit.usage == HitUsage::Noun
            && matches!(reading.word_before(phrase.start), "for" | "to")
            && phrase.start >= start + 2
            && matches!(reading.word(phrase.start - 2), "reprisal" | "response" | "retaliation" | "revenge")
    }

    /// "the attackers"; "the army" is known whatever was told before.
    pub(super) fn is_known_actor(&self, actor: &Actor) -> bool {
        let start = self.reading.tokens.range_of(actor.evidence).start;
        actor.kind == ActorKind::Individual
            && self.reading.word_before(start) == "the"
            && self.reading.tokens.range_of(actor.evidence).len() == 1
    }

    /// Does the sentence open with a word that turns to something else?
    pub(super) fn is_fresh(&self, at: usize) -> bool {
        let sentence = self.reading.sentence_of(at);
        let opening = sentence.start..(sentence.start + 6).min(sentence.end);
        opening.clone().any(|it| matches!(self.reading.word(it), "meanwhile" | "elsewhere" | "separately"))
            || opening.clone().any(|it| {
                matches!(self.reading.word(it), "another" | "separate" | "other" | "second")
                    && matches!(
                        self.reading.word(it + 1),
                        "incident"
                            | "attack"
                            | "event"
                            | "development"
                            | "action"
                            | "case"
                            | "bomb"
                            | "explosion"
                    )
            })
    }
}

/// "attacks", "fighting": a plural without a number, or a noun without any determiner.
pub(super) fn is_generic(hit: &Hit, determined: Determiner, counted: bool) -> bool {
    let unbound = determined == Determiner::Bare || (hit.plural && determined == Determiner::Indefinite);
    // "Floods in Derna killed": what nature does is told in the plural, and so are threats and wounds; "mortar fire" has
    // none.
    let natural = KindSet::MISFORTUNE.has(hit.trigger.default)
        || hit.trigger.words.ends_with("fire")
        || hit.trigger.is_threat()
        || hit.trigger.words.ends_with(" wound");
    hit.usage == HitUsage::Noun && unbound && !counted && !natural
}

/// "second", "15th"
pub(super) fn is_ordinal(word: &str) -> bool {
    let digits = word.trim_end_matches(char::is_alphabetic);
    let counted = word.len() == digits.len() + 2 && digits.bytes().all(|it| it.is_ascii_digit());
    counted && !digits.is_empty()
        || word.ends_with("teenth")
        || word.ends_with("tieth")
        || matches!(
            word,
            "second"
                | "third"
                | "fourth"
                | "fifth"
                | "sixth"
                | "seventh"
                | "eighth"
                | "ninth"
                | "tenth"
                | "eleventh"
                | "twelfth"
                | "hundredth"
        )
}

#[cfg(test)]
mod tests {
    use super::is_ordinal;

    #[test]
    fn ordinals() {
        assert!(["third", "15th", "2nd"].into_iter().all(is_ordinal));
        assert!(["three", "15", "th", "15pm!", "month"].into_iter().all(|it| !is_ordinal(it)));
    }
}

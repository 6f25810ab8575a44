//! Finds the words that tell of an event, and says how they are used.

use std::ops::Range;

use super::{
    chunk::MODIFIERS,
    lemma::{Inflected, VerbForm, is_noun_form},
    lexicon::{
        ADVERBS, AUX, BE, CONJUNCTIONS, DETERMINERS, FORCES_ORG, FORCES_PEOPLE, MODALS, PEOPLE, PREPOSITIONS,
        PRONOUNS, UNHARMED, words,
    },
    needs::has_what_it_needs,
    number::number_at,
    phrase::is_plural,
    reading::Reading,
    triggers::{Form, Needs, Trigger, starting_like},
};
use crate::text::WordSet;

/// A trigger in the text.
#[derive(Debug, Clone)]
pub(super) struct Hit {
    pub(super) tokens: Range<usize>,
    pub(super) trigger: &'static Trigger,
    pub(super) usage: HitUsage,
    /// Several events in one word: "attacks", "two bombings".
    pub(super) plural: bool,
}

/// How a trigger stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HitUsage {
    /// "the attack"
    Noun,
    /// "gunmen attacked", "killing three"
    Active,
    /// "was attacked by", "the man killed in"
    Passive,
}

/// Most tokens that `*` stands for.
const GAP: usize = 6;

/// All triggers of a text, in text order, not overlapping; traps are left out.
pub(super) fn find(reading: &Reading<'_>) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut at = 0;
    while at < reading.tokens.len() {
        match longest(reading, at) {
            Some((end, _)) if end.is_trap => at = end.end,
            Some((end, hit)) => {
                at = end.end;
                hits.extend(hit);
            }
            None => at += 1,
        }
    }
    hits
}

/// Where the search goes on.
struct Next {
    end: usize,
    is_trap: bool,
}

/// The longest trigger that starts at `at`. Of noun and verb of one length, the one its use tells.
fn longest(reading: &Reading<'_>, at: usize) -> Option<(Next, Option<Hit>)> {
    let mut best: Option<(usize, bool, Option<Hit>)> = None;
    let first = Inflected::new(reading.word(at));
    for trigger in starting_like(first.lookup_form()).iter().filter(|it| first.may_begin(it.words)) {
        let Some((end, form)) = matches(reading, at, first, trigger) else { continue };
        let fixed = fixed_end(trigger, at, end);
        let is_trap = trigger.form == Form::Trap;
        let hit = if is_trap { None } else { hit(reading, at..fixed, trigger, form) };
        let hit = hit.filter(|it| has_what_it_needs(reading, it));
        let better = match &best {
            None => true,
            Some((best_end, best_trap, best_hit)) => {
                end > *best_end
                    || (end == *best_end && !best_trap && (is_trap || (best_hit.is_none() && hit.is_some())))
            }
        };
        if better {
            best = Some((end, is_trap, hit));
        }
    }
    best.map(|(end, is_trap, hit)| {
        // What an object's gap holds may be triggers of their own.
        let end = hit.as_ref().map_or(end, |it| it.tokens.end);
        (Next { end, is_trap }, hit)
    })
}

/// Of a trigger with a gap only the first words are taken as the hit.
fn fixed_end(trigger: &Trigger, at: usize, end: usize) -> usize {
    if trigger.words.contains('*') { at + 1 } else { end }
}

/// How the first word of a match is written: a verb's form, or a noun.
type Written = Option<VerbForm>;

/// Matches a trigger's words from `at`, where `word` stands: one past the last token, and how it is written.
fn matches(
    reading: &Reading<'_>,
    at: usize,
    word: Inflected<'_>,
    trigger: &Trigger,
) -> Option<(usize, Written)> {
    let mut words = trigger.words.split(' ');
    let first = words.next()?;
    let verbal = matches!(trigger.form, Form::Verb | Form::Happening | Form::Harm | Form::Trap);
    let form = if verbal { word.form_of(first) } else { None };
    let nominal = matches!(trigger.form, Form::Noun | Form::Reference | Form::Trap)
        && is_noun_form(first, reading.word(at));
    if form.is_none() && !nominal {
        return None;
    }
    let sentence = reading.sentence_of(at);
    let mut next = at + 1;
    let mut gap = 0;
    for word in words {
        if word == "*" {
            gap = GAP;
            continue;
        }
        let found = (next..sentence.end.min(next + gap + 2)).find(|it| {
            let matched = reading.word(*it) == word || (!verbal && is_noun_form(word, reading.word(*it)));
            matched && (gap > 0 || *it == next || reading.word(next) == "-")
        })?;
        next = found + 1;
        gap = 0;
    }
    Some((next, form))
}

fn hit(reading: &Reading<'_>, tokens: Range<usize>, trigger: &'static Trigger, form: Written) -> Option<Hit> {
    let at = tokens.start;
    let usage = match (trigger.form, form) {
        (Form::Noun | Form::Reference, _) => {
            // "the bombing of his new film", "an attack on the proposal"
            if matches!(reading.word(tokens.end), "of" | "on" | "against")
                && is_nothing_to_attack(
                    reading,
                    reading.phrase_from(tokens.end + 1, reading.sentence_of(at).end),
                )
            {
                return None;
            }
            return noun_usage(reading, &tokens).then(|| Hit {
                plural: is_plural_noun(reading, tokens.end - 1),
                tokens,
                trigger,
                usage: HitUsage::Noun,
            });
        }
        (_, Some(VerbForm::Past)) => past_usage(reading, &tokens, has_object(trigger))?,
        (_, Some(VerbForm::Ing)) => ing_usage(reading, &tokens)?,
        // "Bus plunges off bridge"
        (Form::Happening, Some(VerbForm::Third)) if trigger.needs != Needs::Nothing => HitUsage::Passive,
        (_, Some(VerbForm::Third)) => present_usage(reading, at, tokens.end)?,
        // "Villagers in Assam beat two men to death": the past looks like the base.
        (_, Some(VerbForm::Base)) if trigger.words.starts_with("beat ") => {
            base_usage(reading, at, tokens.end).unwrap_or(HitUsage::Active)
        }
        (_, Some(VerbForm::Base)) => base_usage(reading, at, tokens.end)?,
        (_, None) => return None,
    };
    // "The film was shot in Morocco", "the bill was killed"
    if matches!(trigger.words, "kill" | "shoot") && usage == HitUsage::Passive {
        let start = reading.sentence_of(at).start;
        let mut subject = reading.phrase_until(reading.verb_group_start(at, start), start);
        // "the son-in-law of the governor was killed"
        if subject.any(|it| reading.is_any(it, &UNHARMED) && reading.word_before(it) != "-") {
            return None;
        }
    }
    // "the crisis exploded", "exploded expectations"
    if trigger.words == "explode" {
        let start = reading.sentence_of(at).start;
        let subject = reading.subject_before(reading.verb_group_start(at, start), start);
        let object = reading.phrase_from(tokens.end, reading.sentence_of(at).end);
        if is_unharmed(reading, subject) || is_unharmed(reading, object) {
            return None;
        }
    }
    // "attacked in the press"
    let forum = matches!(reading.word(tokens.end), "by" | "in" | "on")
        && (tokens.end + 1..tokens.end + 3)
            .any(|it| matches!(reading.word(it), "media" | "newspapers" | "press" | "twitter"));
    if trigger.words == "attack" && forum {
        return None;
    }
    // "found hanged": by one's own hand, as far as anyone knows.
    if trigger.words == "hang" && reading.word_before(at) == "found" && reading.word(tokens.end) != "by" {
        return None;
    }
    // "killed a bill", "shot a film"
    let harms = trigger.form == Form::Harm || trigger.words == "shoot";
    if harms && usage == HitUsage::Active {
        let from = tokens.end + usize::from(reading.word(tokens.end) == "off");
        let object = reading.phrase_from(from, reading.sentence_of(at).end);
        if is_unharmed(reading, object) {
            return None;
        }
    }
    // "came under attack": done to its subject.
    let usage = if trigger.words.starts_with("come under ") { HitUsage::Passive } else { usage };
    Some(Hit { tokens, trigger, usage, plural: false })
}

/// "an attack on the proposal", not "on the market"
fn is_nothing_to_attack(reading: &Reading<'_>, phrase: Range<usize>) -> bool {
    is_unharmed(reading, phrase.clone())
        && !reading.head(phrase).is_some_and(|it| reading.is_any(it, &ATTACKED))
}

/// What nobody kills, but some attack.
static ATTACKED: WordSet = WordSet::new(&[
    "business", "crops", "industry", "livestock", "market", "markets", "project", "projects", "rally",
    "show", "trees",
]);

/// Is the head of a phrase nothing that violence can hit?
pub(super) fn is_unharmed(reading: &Reading<'_>, phrase: Range<usize>) -> bool {
    reading.head(phrase).is_some_and(|it| reading.is_any(it, &UNHARMED))
}

fn is_plural_noun(reading: &Reading<'_>, at: usize) -> bool {
    is_plural(reading.word(at)) || number_before(reading, at)
}

/// "two car bombs": a number above one stands in the words before.
fn number_before(reading: &Reading<'_>, at: usize) -> bool {
    (at.saturating_sub(3)..at)
        .any(|it| number_at(reading, it).is_some_and(|found| found.number.best.is_none_or(|it| it > 1)))
}

/// Is it a noun here? "attack the town" and "to bomb" are not.
fn noun_usage(reading: &Reading<'_>, tokens: &Range<usize>) -> bool {
    let before = reading.word_before(tokens.start);
    // "set two schools on fire": told by the verb.
    let verb = tokens.start.saturating_sub(GAP + 3)..tokens.start;
    if before == "on" && reading.word(tokens.start) == "fire" && reading.holds(verb, words!["set", "setting"])
    {
        return false;
    }
    // ", killing hopes of a deal": a participle.
    let participle = before == "," && reading.word(tokens.start).ends_with("ing") && tokens.len() == 1;
    if participle && !PREPOSITIONS.has(reading.word(tokens.end)) {
        return false;
    }
    if before == "to" {
        // "to attack" is a verb, "led to clashes" is not.
        return tokens.len() > 1 || is_plural(reading.word(tokens.start));
    }
    let pronoun = PRONOUNS.has(before) && before != "that";
    !(MODALS.has(before) || pronoun)
}

/// Does the trigger hold its verb's object: "opened fire", "exchanged shots", "set * on fire"; or takes it none: "clashed"?
fn has_object(trigger: &Trigger) -> bool {
    trigger.words.contains('*')
        || matches!(trigger.words, "clash" | "demonstrate" | "march" | "protest" | "rally" | "riot")
        || [" tear gas", " water cannon", " missile", " mortar", " rocket"]
            .iter()
            .any(|it| trigger.words.ends_with(it))
        || ([" fire", " shot", " shots"].iter().any(|it| trigger.words.ends_with(it))
            && !trigger.words.ends_with("on fire"))
}

/// The voice of "attacked", "killed", "shot".
fn past_usage(reading: &Reading<'_>, tokens: &Range<usize>, has_object: bool) -> Option<HitUsage> {
    let at = tokens.start;
    let limit = reading.sentence_of(at).start;
    if DETERMINERS.has(reading.word_before(at)) && !is_of_another(reading, tokens) {
        // "the murdered priests", "a wounded man": an adjective.
        return None;
    }
    // "seven kidnapped students"
    let several = number_at(reading, at.saturating_sub(1)).is_some_and(|it| it.number.best != Some(1));
    if several && at > limit && is_plural(reading.word(tokens.end)) && !has_object {
        return None;
    }
    let mut before = at;
    while before > limit {
        let word = reading.word(before - 1);
        // "a follower of assassinated candidate Ann Lee": an adjective.
        if word == "of" {
            return None;
        }
        if BE.has(word) {
            return Some(HitUsage::Passive);
        }
        // "was found shot dead"
        let found = word == "found" && BE.has(reading.word_before(before - 1));
        if !(found || ADVERBS.has(word) || word == "not" || (word.len() > 4 && word.ends_with("ly"))) {
            break;
        }
        before -= 1;
    }
    // "was kidnapped, tortured and killed": what is joined shares the auxiliary.
    if CONJUNCTIONS.has(reading.word_before(before)) || reading.word_before(before) == "," {
        let shared = (limit..before).rev().take(8).find(|it| AUX.has(reading.word(*it)));
        if shared.is_some_and(|it| BE.has(reading.word(it))) && !opens_object(reading, tokens.end) {
            return Some(HitUsage::Passive);
        }
    }
    // "police found two men shot dead"
    let object = reading.phrase_until(before, limit);
    if !object.is_empty() && matches!(reading.word_before(object.start), "discovered" | "found") {
        return Some(HitUsage::Passive);
    }
    if has_object
        || opens_object(reading, tokens.end)
        || matches!(reading.word_before(before), "had" | "has" | "have" | "having")
    {
        return Some(HitUsage::Active);
    }
    // "attacked and sank a boat": what is joined shares the object.
    let joined = Inflected::new(reading.word(tokens.end + 1));
    if CONJUNCTIONS.has(reading.word(tokens.end)) && joined.is_past() && opens_object(reading, tokens.end + 2)
    {
        return Some(HitUsage::Active);
    }
    // "shot at three ambulances"
    if matches!(reading.word(at), "fired" | "shot")
        && reading.word(tokens.end) == "at"
        && !BE.has(reading.word_before(before))
    {
        return Some(HitUsage::Active);
    }
    // "people killed in the blast", "six killed": no object follows.
    Some(HitUsage::Passive)
}

/// "Another killed three people", "another exploded"; not "another killed man", "another killed three days later".
fn is_of_another(reading: &Reading<'_>, verb: &Range<usize>) -> bool {
    let next = verb.end;
    let lapse = matches!(reading.word(next + 1), "days" | "hours" | "minutes" | "months" | "weeks" | "years");
    let object = || number_at(reading, next).is_some() && !lapse || DETERMINERS.has(reading.word(next));
    reading.word_before(verb.start) == "another" && (reading.word(verb.start) == "exploded" || object())
}

/// Does what follows a verb look like its object?
fn opens_object(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.word(at);
    // "murdered, at gunpoint, a soldier"
    let beyond = reading.over_aside(at, reading.sentence_of(at).end);
    if beyond > at {
        return DETERMINERS.has(reading.word(beyond)) || number_at(reading, beyond).is_some();
    }
    if reading.is_mark(at) && !matches!(word, "“" | "\"" | "$" | "€" | "£") {
        return false;
    }
    if number_at(reading, at).is_some() {
        return true;
    }
    // "kidnapped today two nuns", "blew up a bridge"
    let passed = matches!(word, "down" | "off" | "today" | "up" | "yesterday");
    if passed && (number_at(reading, at + 1).is_some() || DETERMINERS.has(reading.word(at + 1))) {
        return true;
    }
    // "shot twice", "shot fatally"; "shot Reilly" has its object.
    let adverb = word.len() > 4 && word.ends_with("ly") && !reading.is_capital(at);
    let timed = matches!(
        word,
        "when" | "while" | "where" | "as" | "today" | "yesterday" | "last" | "early" | "late" | "during"
    );
    !(PREPOSITIONS.has(word) || CONJUNCTIONS.has(word) || AUX.has(word) || adverb || timed)
}

/// "killing three", ", wounding others"; "the killing of" is left to the noun.
fn ing_usage(reading: &Reading<'_>, tokens: &Range<usize>) -> Option<HitUsage> {
    let before = reading.word_before(tokens.start);
    // "the Lyon bombing that killed six"
    let relative = matches!(reading.word(tokens.end), "that" | "which" | "who");
    if DETERMINERS.has(before)
        || reading.is_possessive(tokens.start.saturating_sub(1))
        || before == "being"
        || relative
    {
        return None;
    }
    // "the mass kidnapping took place"
    let next = reading.word(tokens.end);
    if Inflected::new(next).is_past() && !MODIFIERS.has(next) && reading.word(tokens.end + 1) != "and" {
        return None;
    }
    (opens_object(reading, tokens.end) || next == "at").then_some(HitUsage::Active)
}

/// Headlines: "Bomb kills three", "Gunmen attack police".
fn present_usage(reading: &Reading<'_>, at: usize, end: usize) -> Option<HitUsage> {
    let before = reading.word_before(at);
    let subject =
        !DETERMINERS.has(before) && !PREPOSITIONS.has(before) && !MODALS.has(before) && !before.is_empty();
    (subject && counts_people(reading, end)).then_some(HitUsage::Active)
}

fn base_usage(reading: &Reading<'_>, at: usize, end: usize) -> Option<HitUsage> {
    let before = reading.word_before(at);
    if before == "to" || MODALS.has(before) {
        return Some(HitUsage::Active);
    }
    let subject = is_plural(before) || FORCES_PEOPLE.has(before) || PRONOUNS.has(before);
    (subject && counts_people(reading, end)).then_some(HitUsage::Active)
}

/// Does a number of people, or people, follow?
fn counts_people(reading: &Reading<'_>, at: usize) -> bool {
    let people = |it: usize| {
        reading.is_any(it, &PEOPLE) || reading.is_any(it, &FORCES_PEOPLE) || reading.is_any(it, &FORCES_ORG)
    };
    number_at(reading, at).is_some() || (at..at + 3).any(people)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::testing::with_reading;

    /// The words of each hit with its usage.
    fn hits(text: &str) -> Vec<(String, HitUsage)> {
        with_reading(text, |reading| {
            find(reading).into_iter().map(|it| (reading.text(it.tokens), it.usage)).collect()
        })
    }

    fn check(text: &str, expected: &[(&str, HitUsage)]) {
        let expected: Vec<_> = expected.iter().map(|it| (it.0.to_owned(), it.1)).collect();
        assert_eq!(hits(text), expected, "{text}");
    }

    #[test]
    fn nouns_and_both_voices() {
        use HitUsage::{Active, Noun, Passive};
        check("Gunmen attacked a bank.", &[("attacked", Active)]);
        check("A bank was brutally attacked by gunmen.", &[("attacked", Passive)]);
        check("The attack killed three.", &[("attack", Noun), ("killed", Active)]);
        check("Three people killed in a suicide bombing.", &[("killed", Passive), ("suicide bombing", Noun)]);
        check("A mayor was kidnapped and murdered.", &[("kidnapped", Passive), ("murdered", Passive)]);
        check(
            "Rebels kidnapped a mayor and murdered two guards.",
            &[("kidnapped", Active), ("murdered", Active)],
        );
        check("A car-bomb attack hurt nobody.", &[("car-bomb attack", Noun)]);
        check("Men set two buses on fire.", &[("set", Active)]);
        check("Bomb kills three in market.", &[("kills", Active)]);
        check("The killing of a judge.", &[("killing", Noun)]);
    }

    #[test]
    fn words_that_only_look_alike() {
        for text in [
            "He died of a heart attack.",
            "The workers went on a hunger strike.",
            "They struck a deal.",
            "Prices crashed after the stock market crash.",
            "The company executed the plan.",
            "He was hit by the news.",
            "Talks collapsed.",
            "The fire department came.",
            "Students marched in protest at fees.",
        ] {
            let found = hits(text);
            assert!(found.iter().all(|it| it.0 == "marched"), "{text}: {found:?}");
        }
    }

    #[test]
    fn triggers_that_need_company() {
        use HitUsage::{Active, Passive};
        check("A bus crashed into a tree.", &[("crashed", Passive)]);
        check("The roof of a school collapsed.", &[("collapsed", Passive)]);
        check("Jets of the air force struck a camp.", &[("struck", Active)]);
        check("The police raided a house.", &[("raided", Active)]);
        check("A convoy came under sniper fire.", &[("came", Passive), ("sniper fire", HitUsage::Noun)]);
        check("A convoy came under heavy fire from rebels.", &[("came", Passive)]);
        check("A minister came under heavy fire from critics.", &[]);
        check("The burning of a mosque shook them.", &[("burning of", HitUsage::Noun)]);
        check("The burning of calories helps.", &[]);
    }
}

//! One telling of an event: a trigger with all that its sentence says about it.

use std::ops::Range;

use super::{
    actor,
    alias::Aliases,
    anchor::{self, Anchor},
    blame,
    calendar::Days,
    chunk::{self, Chunk},
    claim, cumulative,
    ending::{self, Stopped},
    fitting::{Cause, narrowed},
    kind::{Kind, KindSet},
    known::{Determiner, is_generic, is_ordinal},
    lexicon::{AUX, SPEECH, words},
    model::{Actor, Harm, Stage, Words},
    number::number_at,
    reading::Reading,
    reality,
    target::{self, Target},
    time::{self, Role, TimeExpression},
    toll::{self, Harmed},
    trigger::{Hit, HitUsage},
    triggers::Form,
    weapon,
};
use crate::text::{Span, WordSet};

/// How much a telling counts for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// It only adds to an event told elsewhere.
    Dependent,
    /// It may be an event of its own when time or place is told.
    Weak,
    /// It is an event.
    Own,
}

/// One telling of an event.
#[derive(Debug, Clone)]
pub(super) struct Report {
    pub(super) trigger: Span,
    /// The tokens of the trigger, its words in the table, and how it is used.
    pub(super) tokens: Range<usize>,
    pub(super) words: &'static str,
    pub(super) usage: HitUsage,
    pub(super) sentence: usize,
    pub(super) kinds: KindSet,
    pub(super) default: Kind,
    pub(super) stage: Stage,
    pub(super) strength: Strength,
    pub(super) time: Option<(Days, Span)>,
    /// Mentions the event happened at, as its own sentence tells.
    pub(super) places: Vec<usize>,
    /// "in the same city": where what was told before it happened.
    pub(super) same_place: bool,
    /// "The attack came two days after gunmen killed": how many days before the other event of its sentence.
    pub(super) days_before: Option<i64>,
    /// Does the grammar speak against these places?
    pub(super) faint: bool,
    /// A finer place that was not resolved.
    pub(super) finer: Option<usize>,
    pub(super) harmed: Vec<Harmed>,
    pub(super) actors: Vec<Actor>,
    /// Those who say that it was not they.
    pub(super) denials: Vec<Actor>,
    pub(super) target: Option<Target>,
    pub(super) weapons: Vec<Words>,
    /// "the attack": the reader knows of it already.
    pub(super) definite: bool,
    /// "another attack", "meanwhile": it is none of those told before.
    pub(super) fresh: bool,
    /// Several events in one word, without a number.
    pub(super) generic: bool,
    /// "bombings": told by a plural.
    pub(super) plural: bool,
    /// "two shootings": how many, told by a plural with its number.
    pub(super) several: Option<usize>,
    /// "the attackers", "the gunmen": the reader knows of those who do it.
    pub(super) known_actors: bool,
    /// A participle that tells more of the event right before it: ", killing three".
    pub(super) participle: bool,
    /// "Another killed three": of the kind of the event before it.
    pub(super) alike: bool,
    /// Those who may have done what was told before, where it tells how they were stopped.
    pub(super) stopped: Option<Stopped>,
    /// The trigger's token, where this is one of several tellings for the places of a list.
    pub(super) list: Option<usize>,
}

/// What is known of the text while its sentences are read.
pub(super) struct Scene<'s> {
    pub(super) reading: &'s Reading<'s>,
    pub(super) aliases: &'s Aliases,
    pub(super) hits: &'s [Hit],
    pub(super) times: &'s [TimeExpression],
}

impl Scene<'_> {
    /// The tellings of one sentence, whose hits are `hits[range]`, in text order.
    pub(super) fn reports(
        &self,
        sentence: Range<usize>,
        range: Range<usize>,
        before: &[Chunk],
    ) -> (Vec<Report>, Vec<Chunk>) {
        let chunks = chunk::chunks(self.reading, self.aliases, sentence.clone());
        let harmed = toll::find(self.reading, sentence.clone());
        let mut reports: Vec<Report> = Vec::new();
        let mut kept: Vec<usize> = Vec::new();
        for index in range {
            let hit = &self.hits[index];
            if let Some(stage) = reality::stage(self.reading, hit)
                && !self.is_background(hit)
            {
                let mut report = self.report(index, stage, &chunks, before);
                // "Elsewhere, a car bomb exploded": what turns to something else tells it once.
                report.fresh |= reports.is_empty() && self.is_fresh(hit.tokens.start);
                reports.push(report);
                kept.push(hit.tokens.start);
            }
        }
        self.drop_circumstances(&mut reports, &mut kept);
        if reports.is_empty() {
            reports.extend(self.follow_up(&sentence, &harmed, &chunks, before));
            kept.extend(reports.iter().map(|_| sentence.start));
        }
        if !reports.is_empty() {
            for it in harmed {
                let nearest = (0..reports.len())
                    .filter(|at| !reports[*at].kinds.and(kinds_of(it.harm)).is_empty())
                    .min_by_key(|at| {
                        let taken = reports[*at].default == Kind::Abduction && it.harm != Harm::Kidnapped;
                        (taken, reports[*at].generic, self.reading.distance(kept[*at], it.at))
                    });
                // "threatened to kill ten judges", "tried to kill a mayor": nobody was harmed by it.
                let meant = |at: &usize| {
                    let report = &reports[*at];
                    report.stage == Stage::Threatened
                        || report.stage == Stage::Attempted && report.tokens.contains(&it.at)
                };
                if let Some(nearest) =
                    nearest.filter(|at| !meant(at) && !self.is_of_another(&it, &reports[*at]))
                {
                    reports[nearest].harmed.push(it);
                }
            }
        }
        (reports, chunks)
    }

    /// "fired rockets in response to a strike that killed one": the harm of what came before, which nothing else tells.
    fn is_of_another(&self, harmed: &Harmed, report: &Report) -> bool {
        let reading = self.reading;
        if self.is_death_elsewhere(harmed, report) {
            return true;
        }
        let clause = reading.clause_range(harmed.at);
        let phrase = reading.phrase_until(clause.start, reading.sentence_of(harmed.at).start);
        matches!(reading.word(clause.start), "that" | "which")
            && report.tokens.end <= phrase.start
            && matches!(reading.word_before(phrase.start), "after" | "following" | "for" | "to")
    }

    /// "who was wounded in Kunduz in 2010 has died in London"
    fn is_death_elsewhere(&self, harmed: &Harmed, report: &Report) -> bool {
        let reading = self.reading;
        let at = harmed.at;
        let there = reading.mention_at(at + 2).filter(|it| reading.is_literal(*it));
        let there = there.and_then(|it| reading.place(it));
        let here = report.places.first().and_then(|it| reading.place(*it));
        let apart = here.zip(there).is_some_and(|(here, there)| {
            here.country != there.country && !anchor::overlap(reading, &here, &there)
        });
        reading.word(at) == "died" && matches!(reading.word(at + 1), "at" | "in") && apart
    }

    /// "fired on protesters who stormed parliament": what those did who were hit is not the event.
    fn is_of_those_hit(&self, report: &Report, before: &Report) -> bool {
        let reading = self.reading;
        let verbs = reading.verb_group_start(report.tokens.start, before.tokens.end);
        let hit = before.tokens.end..verbs.saturating_sub(1);
        before.default == Kind::Crackdown
            && report.usage == HitUsage::Active
            && reading.word_before(verbs) == "who"
            && hit.len() <= HIT_REACH
            && !reading.holds(hit, words![",", "and", "but"])
    }

    /// "seized the town after days of fighting": what only leads up to another event of the sentence.
    fn drop_circumstances(&self, reports: &mut Vec<Report>, kept: &mut Vec<usize>) {
        if reports.len() < 2 {
            return;
        }
        let leads_up = |report: &Report| {
            let at = report.tokens.start;
            report.generic
                && (at.saturating_sub(5)..at).any(|it| {
                    matches!(self.reading.word(it), "after" | "amid" | "despite" | "following")
                        && self.reading.clause(it) == self.reading.clause(at)
                })
        };
        let of_those_hit = |at: usize| at > 0 && self.is_of_those_hit(&reports[at], &reports[at - 1]);
        let kept_ones = (0..reports.len()).map(|at| !leads_up(&reports[at]) && !of_those_hit(at));
        let mut keep = kept_ones.collect::<Vec<_>>().into_iter();
        reports.retain(|_| keep.next().unwrap_or(true));
        *kept = reports.iter().map(|it| it.tokens.start).collect();
    }

    /// "attacks have killed hundreds since 2004": told of a long time, not of one event.
    fn is_background(&self, hit: &Hit) -> bool {
        if hit.trigger.form == Form::Harm && cumulative::is_of_war(self.reading, hit.tokens.start) {
            return true;
        }
        // "killed 57 since Sunday" is news all the same.
        let recent = |it: &TimeExpression| {
            self.reading.date.is_some_and(|today| (today - it.days.first).get_days() <= RECENT_DAYS)
        };
        self.times_of(hit.tokens.start).any(|it| {
            it.role == Role::Since
                && !self.is_first_since(it)
                && self.reading.distance(hit.tokens.start, it.tokens.start) < 16
                && !recent(it)
        })
    }

    /// "their first public execution since 2021", "the deadliest attack since May": one event, and what it is among others.
    fn is_first_since(&self, time: &TimeExpression) -> bool {
        let reading = self.reading;
        let start = time.tokens.start.saturating_sub(FIRST_REACH);
        let start = start.max(reading.sentence_of(time.tokens.start).start);
        (start..time.tokens.start).any(|it| {
            let word = reading.word(it);
            is_ordinal(word) || matches!(word, "first" | "worst") || word.len() > 6 && word.ends_with("iest")
        })
    }

    fn report(&self, index: usize, stage: Stage, chunks: &[Chunk], before: &[Chunk]) -> Report {
        let reading = self.reading;
        let hit = &self.hits[index];
        let at = hit.tokens.start;
        let sentence = reading.sentence_of(at);
        let replied = self.is_replied_to(hit);
        let weapons: Vec<weapon::Found> =
            weapon::find(reading, self.weapon_range(index)).filter(|_| !replied).collect();
        let is_met = target::is_met(reading, hit);
        let actors = match is_met {
            true => Vec::new(),
            false => actor::perpetrators(reading, self.hits, index, chunks, before),
        };
        let lit = self.lit_by(index, &actors);
        let kinds = match lit {
            _ if is_met => KindSet::of(&[Kind::Bomb]),
            Some(kinds) => kinds,
            None => narrowed(hit.trigger.kinds, &weapons),
        };
        let one_of_many = self.is_one_of_many(hit);
        let target = target::of(reading, hit).filter(|_| !one_of_many);
        let harmed = target.is_some()
            || number_at(reading, hit.tokens.end).is_some()
            || target::is_told(reading, hit)
            || target::is_pronoun(reading, hit);
        // What stands right before the verb: "a car bomb killed six", "a bomb in Quetta killed six".
        let verbs = reading.verb_group_start(at, reading.sentence_of(at).start);
        let cause = match () {
            () if !actors.is_empty() => Cause::Someone,
            () if weapons.iter().any(|it| self.leads_to(it.tokens.end, verbs)) => Cause::Something,
            () if weapons.iter().any(|it| self.follows_by(hit.tokens.end, &it.tokens)) => Cause::Something,
            () if matches!(reading.word_before(verbs), "another" | "he" | "she" | "they" | "we") => {
                Cause::Known
            }
            () => Cause::Untold,
        };
        let number = number_at(reading, at.saturating_sub(1));
        let counted = number.is_some();
        let count = number.and_then(|it| usize::try_from(it.number.best?).ok()).filter(|it| *it > 1);
        let determined = self.determiner(hit);
        // "A bomb killed four people in Kabul. Another killed three in Herat"
        let alike = hit.usage == HitUsage::Active && reading.word_before(verbs) == "another";
        let another = alike || hit.trigger.form != Form::Harm && target.as_ref().is_some_and(|it| it.other);
        let time = self.time_of(index).filter(|it| !(replied || one_of_many && it.0.len() > 1));
        let anchor = if replied { Anchor::default() } else { anchor::anchor(reading, hit) };
        let is_gerund = hit.usage == HitUsage::Active
            && reading.word(at).ends_with("ing")
            && !AUX.has(reading.word_before(at))
            && !matches!(reading.word_before(at), "for" | "of");
        Report {
            trigger: reading.span(hit.tokens.clone()),
            tokens: hit.tokens.clone(),
            words: hit.trigger.words,
            usage: hit.usage,
            sentence: reading.sentence_number(at),
            kinds,
            default: self.fitting_kind(hit, kinds, cause, &actors, target.as_ref()),
            stage,
            // "threatened to kill": the threat is made, whoever "they" are.
            strength: match stage {
                Stage::Threatened if harmed => Strength::Own,
                _ => strength(hit, cause, harmed, is_gerund),
            },
            time,
            same_place: anchor.places.is_empty() && self.is_in_same_place(hit),
            days_before: self.lapse_before(index),
            places: anchor.places,
            faint: anchor.faint,
            finer: anchor.finer,
            harmed: Vec::new(),
            denials: claim::denials(reading, &sentence, chunks, before),
            target,
            weapons: weapons.into_iter().map(|it| reading.words(it.tokens)).collect(),
            definite: (hit.usage == HitUsage::Noun && determined == Determiner::Definite)
                || one_of_many
                || target::is_pronoun(reading, hit),
            fresh: determined == Determiner::Other || self.answers(index, determined) || another,
            generic: is_generic(hit, determined, counted) || self.is_habit(hit, time.is_some()),
            plural: hit.usage == HitUsage::Noun && hit.plural,
            several: count.filter(|_| hit.usage == HitUsage::Noun && hit.plural),
            known_actors: actors.iter().any(|it| self.is_known_actor(it)),
            participle: is_gerund || lit.is_some(),
            alike,
            stopped: ending::stopped(reading, hit, &actors),
            list: None,
            actors,
        }
    }

    /// "in the same city"
    fn is_in_same_place(&self, hit: &Hit) -> bool {
        let reading = self.reading;
        let sentence = reading.sentence_of(hit.tokens.start);
        (sentence.start + 2..sentence.end.saturating_sub(1)).any(|it| {
            reading.word(it) == "same"
                && reading.word(it - 1) == "the"
                && reading.is_any(it - 2, words!["from", "in", "of"])
                && reading.is_any(it + 1, &anchor::PLACE_NOUNS)
        })
    }

    /// "two days after four cadets were murdered": the days from the event to what came after it in its sentence.
    fn lapse_before(&self, index: usize) -> Option<i64> {
        let reading = self.reading;
        let at = self.hits[index].tokens.start;
        let start = reading.sentence_of(at).start;
        let (from, days) = (start..at).rev().find_map(|it| {
            let (days, end) = time::days_after(reading, it)?;
            (end <= at && days > 0).then_some((it, days))
        })?;
        let other = self.hits[..index].iter().rev().take_while(|it| it.tokens.start >= start);
        let mut between = self.hits[..index].iter().rev().take_while(|it| it.tokens.start >= from);
        let roughly = matches!(reading.word_before(from), "about" | "almost" | "nearly" | "than");
        (other.count() > 0 && between.next().is_none() && !roughly).then_some(days)
    }

    /// "six were wounded by a bomb"
    fn follows_by(&self, verb: usize, weapon: &Range<usize>) -> bool {
        self.reading.word(verb) == "by" && self.reading.phrase_from(verb + 1, weapon.end).end >= weapon.end
    }

    /// Does nothing stand between a subject's end and its verb but where it was?
    fn leads_to(&self, end: usize, verbs: usize) -> bool {
        let reading = self.reading;
        let place = matches!(reading.word(end), "at" | "in" | "near" | "on" | "outside")
            && end + 1 < verbs
            && end + PLACE_REACH >= verbs
            && reading.is_toponym_at(verbs - 1)
            && (end..verbs).all(|it| reading.clause(it) == reading.clause(end));
        end == verbs || place
    }

    /// A sentence without a trigger may still tell a toll or who claims what was told before.
    fn follow_up(
        &self,
        sentence: &Range<usize>,
        harmed: &[Harmed],
        chunks: &[Chunk],
        before: &[Chunk],
    ) -> Option<Report> {
        let reading = self.reading;
        let mut actors = claim::claims(reading, sentence, chunks);
        if actors.is_empty()
            && let Some(blamed) = blame::blamed_for_what_was_told(reading, sentence, chunks)
        {
            actors = actor::all_of(reading, blamed, chunks, sentence.start);
        }
        let captor = blame::captor(reading, sentence, chunks).filter(|_| actors.is_empty());
        actors.extend(captor.map(|it| it.actor(reading, false)));
        let denials = claim::denials(reading, sentence, chunks, before);
        // "In Soweto, ten people were trampled to death"
        let opening = reading.mention_at(sentence.start + 1).filter(|it| {
            // "In Geneva, the Red Cross said twelve people had died": where they spoke.
            let end = reading.mention(*it).map_or(sentence.end, |it| it.tokens.end);
            let told = harmed.first().map_or(sentence.end, |it| it.at).max(end);
            reading.word(sentence.start) == "in"
                && reading.is_literal(*it)
                && reading.place(*it).is_some()
                && !reading.holds(end..told, &SPEECH)
        });
        if actors.is_empty() && denials.is_empty() && harmed.is_empty() {
            return None;
        }
        let fitting = if captor.is_some() { KindSet::of(&[Kind::Abduction]) } else { KindSet::ALL };
        Some(Report {
            trigger: reading.span(sentence.clone()),
            tokens: sentence.clone(),
            words: "",
            usage: HitUsage::Noun,
            sentence: reading.sentence_number(sentence.start),
            // "No injuries were reported" fits whatever happened, "were released by the rebels" does not.
            kinds: harmed
                .iter()
                .filter(|it| it.count.high != Some(0))
                .fold(fitting, |kinds, it| kinds.and(kinds_of(it.harm))),
            default: if captor.is_some() { Kind::Abduction } else { Kind::Attack },
            stage: Stage::Accomplished,
            strength: Strength::Dependent,
            time: self.time_of_toll(sentence, harmed),
            places: opening.into_iter().collect(),
            same_place: false,
            days_before: None,
            faint: false,
            finer: None,
            harmed: Vec::new(),
            actors,
            denials,
            target: None,
            weapons: Vec::new(),
            definite: true,
            fresh: false,
            generic: false,
            plural: false,
            several: None,
            known_actors: false,
            participle: false,
            alike: false,
            stopped: None,
            list: None,
        })
    }

    /// "The toll from Saturday's strike", "In July, 121 people lost their lives": when those were harmed of whom a sentence
    /// tells without a word for what happened.
    fn time_of_toll(&self, sentence: &Range<usize>, harmed: &[Harmed]) -> Option<(Days, Span)> {
        let reading = self.reading;
        if harmed.is_empty() {
            return None;
        }
        let told = self.times_of(sentence.start).filter(|it| it.role == Role::When);
        let names = |it: &TimeExpression| {
            let end = it.tokens.end;
            reading.is_possessive(end) && reading.is_any(end + 1, &NAMED_BY_DAY)
        };
        let opens = |it: &TimeExpression| it.tokens.start <= sentence.start + 1;
        let time = told.into_iter().find(|it| names(it) || opens(it))?;
        Some(time.told(reading))
    }

    /// What of `range` nothing like "two days after" parts from `at`: "shot a guard two days after a bomb killed four".
    fn within_lapse(&self, at: usize, range: Range<usize>) -> Range<usize> {
        let lapse = |it: &usize| time::holds_lapse(self.reading, *it..*it + 1);
        let start = (range.start..at.max(range.start)).rev().find(lapse).unwrap_or(range.start);
        let end = (at.min(range.end)..range.end).find(lapse).unwrap_or(range.end);
        start..end
    }

    /// Weapons count up to the triggers of other kinds in the sentence.
    fn weapon_range(&self, index: usize) -> Range<usize> {
        let at = self.hits[index].tokens.start;
        let sentence = self.reading.sentence_of(at);
        let kinds = self.hits[index].trigger.kinds;
        let apart = |it: &&Hit| it.trigger.kinds.and(kinds).is_empty();
        let start = self.hits[..index].iter().rev().take(6).find(apart).map_or(0, |it| it.tokens.end);
        let end = self.hits[index + 1..].iter().take(6).find(apart).map_or(usize::MAX, |it| it.tokens.start);
        let (start, end) = (start.max(sentence.start), end.min(sentence.end));
        self.within_lapse(at, start..end.max(start))
    }
}

/// The kinds of events that do such harm.
fn kinds_of(harm: Harm) -> KindSet {
    match harm {
        // Captives may be found dead.
        Harm::Killed | Harm::Injured | Harm::Missing => KindSet::HARM.or(KindSet::of(&[Kind::Abduction])),
        Harm::Displaced => KindSet::HARM,
        Harm::Kidnapped => KindSet::of(&[Kind::Abduction]),
        Harm::Arrested => KindSet::of(&[
            Kind::Arrests,
            Kind::Protest,
            Kind::Intervention,
            Kind::Crackdown,
            Kind::Riot,
            Kind::Mob,
        ]),
    }
}

/// Words from "first" to "since" at most.
const FIRST_REACH: usize = 8;

/// What a day may name: "Saturday's strike".
static NAMED_BY_DAY: WordSet = WordSet::new(&[
    "ambush", "assault", "attack", "attacks", "avalanche", "blast", "blasts", "blaze", "bombing", "bombings",
    "collapse", "crash", "earthquake", "explosion", "explosions", "fire", "flood", "floods", "killing",
    "killings", "landslide", "massacre", "quake", "raid", "raids", "shelling", "shooting", "shootings",
    "strike", "strikes", "violence",
]);

/// Words from a verb to the "who" of those it hit at most.
const HIT_REACH: usize = 6;

/// Words of a place between a subject and its verb at most.
const PLACE_REACH: usize = 7;

/// Days back to which "since" tells of one event and not of a long time.
const RECENT_DAYS: i32 = 14;

/// Can the trigger stand for an event of its own? A verb of harm needs someone or something that did it, and
/// someone harmed.
fn strength(hit: &Hit, cause: Cause, harmed: bool, is_gerund: bool) -> Strength {
    match hit.trigger.form {
        Form::Reference => Strength::Dependent,
        // "Men wounded a watchman", "a watchman was wounded by men"; not "a watchman was wounded".
        Form::Harm if !hit.trigger.words.starts_with("kill") => {
            let done = match hit.usage {
                HitUsage::Active => matches!(cause, Cause::Someone | Cause::Something),
                HitUsage::Passive => matches!(cause, Cause::Someone | Cause::Something),
                HitUsage::Noun => false,
            } && harmed;
            if done { Strength::Weak } else { Strength::Dependent }
        }
        Form::Harm if hit.usage == HitUsage::Active && (cause == Cause::Untold || !harmed) => {
            Strength::Dependent
        }
        Form::Harm if cause != Cause::Someone => Strength::Weak,
        _ if is_gerund => Strength::Weak,
        _ => Strength::Own,
    }
}

//! One event, once: tellings of the same event become one incident with all its quotes.

use std::ops::Range;

use super::{
    anchor,
    calendar::Days,
    codes::has_force_of_a_state,
    dateline,
    ending::Stopped,
    kind::{Kind, KindSet},
    likeness::likeness,
    model::{Actor, Count, Stage, Toll, Words},
    reading::Reading,
    report::{Report, Strength},
    target::Target,
    toll::Harmed,
    trigger::HitUsage,
};
use crate::text::Span;

/// Events before a telling that it is compared with, newest first: keeps the work linear.
const LOOK_BACK: usize = 12;

/// Actors, targets and weapons that one event keeps at most, each.
const MOST_OF_EACH: usize = 12;

/// Words of a sentence that are looked through for a target.
const LONGEST_SENTENCE: usize = 80;

/// An event while its tellings are gathered.
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub(super) trigger: Span,
    /// The tokens of the trigger, its words in the table, and how it is used.
    pub(super) tokens: Range<usize>,
    pub(super) words: &'static str,
    pub(super) usage: HitUsage,
    pub(super) kinds: KindSet,
    pub(super) default: Kind,
    /// How many kinds the trigger that gave the default leaves open.
    default_width: u32,
    pub(super) stage: Stage,
    pub(super) strength: Strength,
    pub(super) time: Option<(Days, Span)>,
    pub(super) places: Vec<usize>,
    /// Does the grammar speak against these places?
    pub(super) faint: bool,
    /// A finer place that was not resolved.
    pub(super) finer: Option<usize>,
    /// Do its own sentences name the place?
    pub(super) place_told: bool,
    pub(super) toll: Toll,
    pub(super) actors: Vec<Actor>,
    pub(super) denials: Vec<Actor>,
    pub(super) targets: Vec<Target>,
    pub(super) weapons: Vec<Words>,
    pub(super) generic: bool,
    /// As how many it was first told: "two shootings".
    pub(super) several: Option<usize>,
    /// Was it first told as something known ("the attack")?
    pub(super) definite: bool,
    /// The trigger's token of the list that its place stands in: cases of one list were told together.
    pub(super) list: Option<usize>,
    /// Its sentences, in text order.
    pub(super) sentences: Vec<usize>,
}

impl Case {
    fn new(report: Report) -> Self {
        let mut case = Self {
            trigger: report.trigger,
            tokens: report.tokens.clone(),
            words: report.words,
            usage: report.usage,
            kinds: report.kinds,
            default: report.default,
            default_width: u32::MAX,
            stage: report.stage,
            strength: report.strength,
            time: None,
            places: Vec::new(),
            faint: false,
            finer: None,
            place_told: false,
            toll: Toll::default(),
            actors: Vec::new(),
            denials: Vec::new(),
            targets: Vec::new(),
            weapons: Vec::new(),
            generic: report.generic,
            several: report.several,
            definite: report.definite,
            list: report.list,
            sentences: Vec::new(),
        };
        case.add(report, None);
        case
    }

    /// Does the word stand in the sentence the event was first told in?
    pub(super) fn names(&self, word: &str, reading: &Reading<'_>) -> bool {
        let sentence = self.sentences.first().and_then(|it| reading.sentences().get(*it));
        word.len() > 3
            && sentence.is_some_and(|it| it.clone().take(LONGEST_SENTENCE).any(|at| reading.word(at) == word))
    }

    /// The one kind it is taken to be.
    pub(super) fn kind(&self) -> Kind {
        self.default
    }

    /// Does the telling say how those were stopped who did it?
    pub(super) fn is_ended_by(&self, report: &Report) -> bool {
        let by_others = !self.sentences.is_empty()
            && self.kind() != Kind::Clash
            && !self.actors.iter().any(|it| has_force_of_a_state(&it.name));
        by_others
            && match report.stopped {
                None => false,
                Some(Stopped::Doers) => true,
                // "kidnapped a nun. Soldiers killed her"
                Some(Stopped::Someone) => {
                    !self.actors.is_empty() && !matches!(self.kind(), Kind::Abduction | Kind::Overtaken)
                }
            }
    }

    fn add(&mut self, mut report: Report, reading: Option<&Reading<'_>>) {
        if self.is_ended_by(&report) {
            // "foiled an attack and shot the attacker dead": nobody else was harmed.
            if self.stage == Stage::Accomplished {
                report.harmed.clear();
            }
            report.actors.clear();
            report.places.clear();
            report.finer = None;
            report.target = None;
        }
        let narrowed = self.kinds.and(report.kinds);
        let explains = matches!(
            (self.default, report.default),
            (Kind::Bomb, Kind::Disrupted) | (Kind::Crash, Kind::Bomb)
        );
        if explains {
            self.default = report.default;
            self.kinds = report.kinds;
        }
        let abduction = |it: Kind| it == Kind::Abduction;
        if narrowed.is_empty() && abduction(report.default) && self.default == Kind::Attack {
            self.default = Kind::Abduction;
            self.kinds = report.kinds;
            self.time = report.time.or(self.time);
        }
        // "killed 15 farmers and burned houses": who kills does more than destroy.
        let only_destroys = report.default == Kind::Property && self.toll.killed.is_some_and(|it| it.low > 0);
        let fits = narrowed.has(self.default) || narrowed.has(report.default);
        // A participle may tell of another kind of thing within the event; the event keeps its own.
        if fits && !only_destroys {
            self.kinds = narrowed;
            let width = report.kinds.len();
            if width < self.default_width && narrowed.has(report.default) || !narrowed.has(self.default) {
                self.default = report.default;
                self.default_width = self.default_width.min(width);
            }
        }
        if report.strength > self.strength {
            self.strength = report.strength;
            self.trigger = report.trigger;
            self.tokens = report.tokens;
            self.words = report.words;
            self.usage = report.usage;
            self.stage = report.stage;
        }
        self.generic &= report.generic;
        self.denials.extend(report.denials);
        self.time = tighter(self.time, report.time);
        self.add_places(report.places, report.faint, report.finer, reading);
        for harmed in report.harmed {
            self.add_harmed(&harmed);
        }
        for actor in report.actors {
            let full = self.actors.len() >= MOST_OF_EACH;
            match self.actors.iter_mut().find(|it| it.name.eq_ignore_ascii_case(&actor.name)) {
                Some(known) => known.claimed |= actor.claimed,
                None if full => {}
                None => self.actors.push(actor),
            }
        }
        if let Some(target) = report.target
            && self.targets.len() < MOST_OF_EACH
            && !self
                .targets
                .iter()
                .any(|it| it.text.eq_ignore_ascii_case(&target.text) || shares(it, &target))
        {
            self.targets.push(target);
        }
        for weapon in report.weapons {
            if self.weapons.len() < MOST_OF_EACH
                && !self.weapons.iter().any(|it| it.text.eq_ignore_ascii_case(&weapon.text))
            {
                self.weapons.push(weapon);
            }
        }
        if self.sentences.last() != Some(&report.sentence) {
            self.sentences.push(report.sentence);
        }
    }

    /// Keeps the more specific of the places told.
    fn add_places(
        &mut self,
        places: Vec<usize>,
        faint: bool,
        finer: Option<usize>,
        reading: Option<&Reading<'_>>,
    ) {
        self.place_told |= finer.is_some();
        let Some(new) = places.first().copied() else {
            self.finer = self.finer.or(finer);
            return;
        };
        let narrows = match (self.places.first(), reading) {
            (None, _) => true,
            _ if self.faint != faint => self.faint,
            (Some(old), Some(reading)) => match (reading.place(*old), reading.place(new)) {
                (Some(old), Some(new)) => anchor::holds(reading, &old, &new),
                _ => false,
            },
            _ => false,
        };
        if narrows {
            self.places = places;
            self.faint = faint;
        }
        self.finer = self.finer.or(finer);
        self.place_told = true;
    }

    fn add_harmed(&mut self, harmed: &Harmed) {
        let slot = self.toll.slot(harmed.harm);
        *slot = Some(match *slot {
            None => harmed.count,
            Some(old) => both(old, harmed.count, harmed.adds),
        });
    }
}

/// Two counts of one harm: those of "others" add up, else the larger one is the total.
fn both(old: Count, new: Count, adds: bool) -> Count {
    match (old.best, new.best) {
        (Some(one), Some(other)) if adds && one > 0 => {
            let best = one.saturating_add(other);
            Count {
                low: old.low.saturating_add(new.low),
                best: Some(best),
                high: old.high.zip(new.high).map(|it| it.0.saturating_add(it.1)),
                evidence: old.evidence,
            }
        }
        (Some(one), Some(other)) if other > one => new,
        (None, Some(_)) => new,
        _ => old,
    }
}

/// The shorter of two stretches that share a day; else the first.
fn tighter(old: Option<(Days, Span)>, new: Option<(Days, Span)>) -> Option<(Days, Span)> {
    match (old, new) {
        (Some(old), Some(new)) if overlap(old.0, new.0) && new.0.len() < old.0.len() => Some(new),
        (None, new) => new,
        (old, _) => old,
    }
}

pub(super) fn overlap(one: Days, other: Days) -> bool {
    one.first <= other.last && other.first <= one.last
}

pub(super) fn shares(one: &Target, other: &Target) -> bool {
    one.words.iter().any(|it| other.words.contains(it))
}

/// Gathers tellings, which come in text order, into events.
#[derive(Default)]
pub(super) struct Merger {
    pub(super) cases: Vec<Case>,
    /// The sentence that opened the item of a round-up that is being read.
    item: usize,
    /// Sentences that were looked at for such openings.
    looked_at: usize,
}

impl Merger {
    /// Adds a telling to the event it speaks of, or as a new one.
    pub(super) fn add(&mut self, report: Report, reading: &Reading<'_>) {
        while self.looked_at <= report.sentence {
            if dateline::opens_item(reading, self.looked_at) {
                self.item = self.looked_at;
            }
            self.looked_at += 1;
        }
        let first = self.cases.len().saturating_sub(LOOK_BACK);
        let of_item = |it: &usize| self.cases[*it].sentences.last().is_some_and(|it| *it >= self.item);
        let best = (first..self.cases.len())
            .filter(of_item)
            .filter_map(|at| Some((likeness(&self.cases[at], &report, reading)?, at)))
            .max();
        let threshold = if report.strength == Strength::Own && !report.definite { 3 } else { 2 };
        match best {
            Some((likeness, at)) if likeness >= threshold => self.join(at, report, reading),
            _ => {
                let before = self.cases.last().map(Case::kind);
                let alike = before.filter(|it| report.alike && report.kinds.has(*it));
                let default = alike.unwrap_or(report.default);
                let time = report.time.or_else(|| self.time_before(&report));
                let placed =
                    self.cases.iter().filter(|_| report.same_place).rfind(|it| !it.places.is_empty());
                let places = placed.map_or_else(|| report.places.clone(), |it| it.places.clone());
                self.cases.push(Case::new(Report { default, time, places, ..report }));
            }
        }
    }

    /// "The shooting came two days after": counted back from the event told before in the same sentence.
    fn time_before(&self, report: &Report) -> Option<(Days, Span)> {
        let days = report.days_before?;
        let other = self.cases.iter().rfind(|it| it.sentences.last() == Some(&report.sentence))?;
        other.time.filter(|it| it.0.len() == 1).map(|it| (it.0.shifted(-days), it.1))
    }

    /// Adds a telling to the case `at`, and what it tells without a place to all cases told together with that.
    fn join(&mut self, at: usize, mut report: Report, reading: &Reading<'_>) {
        let placed = !report.places.is_empty() || report.finer.is_some();
        let Some(list) = self.cases[at].list.filter(|_| !placed) else {
            return self.cases[at].add(report, Some(reading));
        };
        // "killed three in Lima and two in Cusco. Five people died": how many where is known.
        let counted =
            self.cases.iter().any(|it| it.list == Some(list) && it.toll.counts().any(|it| it.1.is_some()));
        if counted {
            report.harmed.clear();
        }
        // "Bombs exploded in Lima and Cusco. Twelve people were killed": nobody knows how many where.
        if !report.harmed.is_empty() {
            let mut kept = false;
            self.cases.retain(|it| it.list != Some(list) || !std::mem::replace(&mut kept, true));
        }
        for case in self.cases.iter_mut().filter(|it| it.list == Some(list)) {
            case.add(report.clone(), Some(reading));
        }
    }
}

//! One event, once: tellings of the same event become one incident with all its quotes.

use std::ops::Range;

use super::{
    anchor,
    calendar::Days,
    codes::has_force_of_a_state,
    dateline,
    ending::Stopped,
    heading,
    kind::{Kind, KindSet},
    lexicon::words,
    model::{Actor, ActorKind, Count, Harm, Stage, Toll, Words},
    reading::Reading,
    report::{Report, Strength},
    target::Target,
    time,
    toll::Harmed,
    trigger::HitUsage,
    who::last_word,
};
use crate::text::Span;

/// Events before a telling that it is compared with, newest first: keeps the work linear.
const LOOK_BACK: usize = 12;

/// Actors, targets and weapons that one event keeps at most, each.
const MOST_OF_EACH: usize = 12;

/// Words of a sentence that are looked through for a target.
const LONGEST_SENTENCE: usize = 80;

/// What befalls a captive later than this is another event.
const LONGEST_CAPTIVITY_DAYS: i32 = 92;

/// Places of one event that lie farther apart are different places, in kilometres.
const NEAR_KM: f64 = 80.0;

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
    /// Was it first told as several, by their number?
    pub(super) several: bool,
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
    fn names(&self, word: &str, reading: &Reading<'_>) -> bool {
        let sentence = self.sentences.first().and_then(|it| reading.sentences().get(*it));
        word.len() > 3
            && sentence.is_some_and(|it| it.clone().take(LONGEST_SENTENCE).any(|at| reading.word(at) == word))
    }

    /// The one kind it is taken to be.
    pub(super) fn kind(&self) -> Kind {
        self.default
    }

    /// Does the telling say how those were stopped who did it?
    fn is_ended_by(&self, report: &Report) -> bool {
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

fn overlap(one: Days, other: Days) -> bool {
    one.first <= other.last && other.first <= one.last
}

fn shares(one: &Target, other: &Target) -> bool {
    one.words.iter().any(|it| other.words.contains(it))
}

/// Gathers tellings, which come in text order, into events.
#[derive(Default)]
pub(super) struct Merger {
    pub(super) cases: Vec<Case>,
}

impl Merger {
    /// Adds a telling to the event it speaks of, or as a new one.
    pub(super) fn add(&mut self, report: Report, reading: &Reading<'_>) {
        let first = self.cases.len().saturating_sub(LOOK_BACK);
        let best = (first..self.cases.len())
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
                let places = match report.same_place {
                    true => self.cases.iter().rfind(|it| !it.places.is_empty()).map(|it| it.places.clone()),
                    false => None,
                };
                let places = places.unwrap_or_else(|| report.places.clone());
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

/// How much speaks for a telling being of the event; `None` when it cannot be.
///
/// The numbers were chosen one by one so that `trainer incidents` finds the most events of the annotators, over five
/// parts of their texts. Right after a pause of some sentences a story has mostly turned to something else; far on it
/// comes back.
fn likeness(case: &Case, report: &Report, reading: &Reading<'_>) -> Option<i32> {
    let same_sentence = case.sentences.last() == Some(&report.sentence);
    if same_sentence && report.participle {
        return Some(8);
    }
    if same_sentence && (is_disarmed(case, report) || is_blown_up(case, report)) {
        return Some(8);
    }
    let done = |it: Stage| it == Stage::Accomplished;
    if is_fate_of(case, report) && done(report.stage) && done(case.stage) {
        return place_likeness(case, report, reading).map(|it| it + 5);
    }
    let threat = |it: Stage| it == Stage::Threatened;
    if burns_within(case, report) {
        return place_likeness(case, report, reading).map(|it| it + 5);
    }
    if case.kinds.and(report.kinds).is_empty() || threat(case.stage) != threat(report.stage) {
        return None;
    }
    // "Suicide bombers blew themselves up in Ankara and Istanbul": both words have the list's places.
    if same_sentence && case.list.is_some() && report.list.is_some() {
        return (case.places == report.places && case.finer == report.finer).then_some(8);
    }
    let gap = report.sentence.saturating_sub(case.sentences.last().copied().unwrap_or(0));
    if !same_sentence && heading::is_part(case, report, reading) {
        return None;
    }
    let last = case.sentences.last().copied().unwrap_or(report.sentence);
    if (last + 1..=report.sentence).any(|it| dateline::opens_item(reading, it)) {
        return None;
    }
    if same_sentence && is_named_by_day(case, report, reading) {
        return None;
    }
    let own = report.strength == Strength::Own && !(report.definite && gap <= 2);
    // "Attacks raise questions" is no event that a later one could be.
    if case.generic && own && !report.generic && !same_sentence {
        return None;
    }
    if report.strength == Strength::Dependent && gap > 4 && case.sentences.len() < 8 && !report.definite {
        return None;
    }
    let mut likeness = 0;
    likeness += match gap {
        0 => 4,
        1..=3 => 2,
        4..=7 => -2,
        _ => -1,
    };
    let known = report.definite || gap <= 2 && (report.known_actors || case.is_ended_by(report));
    likeness += i32::from(known) * 3;
    likeness += time_likeness(case, report)?;
    likeness += place_likeness(case, report, reading)?;
    likeness += target_likeness(case, report, reading)?;
    likeness += actor_likeness(case, report);
    let apart = same_sentence && are_apart(case, report, reading);
    likeness -= i32::from(report.fresh || apart) * 4;
    likeness -= i32::from(case.stage != report.stage) * 2;
    likeness -= toll_unlikeness(case, report, reading);
    // "the murder of a senator … the bombings": no bomb killed one who was murdered.
    let murdered = case.default == Kind::Attack && case.toll.killed.is_some_and(|it| it.best == Some(1));
    if murdered && report.plural && report.default == Kind::Bomb {
        return None;
    }
    // What names no place of its own tells of one that has its place.
    likeness += i32::from(report.places.is_empty() && !case.places.is_empty()) * 2;
    // "Gunmen attacked a church in Jos. Eleven people were killed in Jos"
    let told_again = report.strength < Strength::Own
        && gap == 1
        && case.toll.killed.is_none()
        && report.weapons.is_empty()
        && report.target.as_ref().is_none_or(|it| !it.is_person)
        && same_place(case, report, reading);
    likeness += i32::from(told_again) * 3;
    likeness += i32::from(tells_toll_of(case, report, gap)) * 3;
    // Protests come before what is done about them.
    let met = case.default == Kind::Protest && report.kinds.has(Kind::Intervention);
    // "the bombing": by a bomber too.
    let bombing = report.definite && case.default == Kind::Suicide && report.default == Kind::Bomb;
    likeness += i32::from(case.default == report.default || met || bombing);
    Some(likeness)
}

/// "Gunmen opened fire near Jos. Three brothers were shot dead": how many, of what was told right before without it.
fn tells_toll_of(case: &Case, report: &Report, gap: usize) -> bool {
    let bare = report.time.is_none() && report.places.is_empty() && report.actors.is_empty() && !report.fresh;
    let several = report
        .harmed
        .iter()
        .any(|it| matches!(it.harm, Harm::Killed | Harm::Injured) && it.count.best.is_some_and(|it| it > 1));
    gap == 1
        && report.usage == HitUsage::Passive
        && bare
        && several
        && !case.generic
        && case.toll.killed.is_none()
        && case.toll.injured.is_none()
}

/// "Gunmen raided a village. The attackers burned houses": part of what they did there.
fn burns_within(case: &Case, report: &Report) -> bool {
    let gap = report.sentence.saturating_sub(case.sentences.last().copied().unwrap_or(0));
    let attackers = words!["assailants", "attackers", "gunmen", "invaders", "raiders"];
    report.default == Kind::Property
        && report.known_actors
        && report.actors.iter().all(|it| attackers.has(&last_word(it)))
        && report.time.is_none_or(|new| case.time.is_none_or(|old| overlap(old.0, new.0)))
        && gap <= 2
        && case.default != Kind::Property
        && KindSet::VIOLENCE.has(case.default)
}

/// "defused a bomb planted at the embassy": what was laid out and found before it went off.
fn is_disarmed(case: &Case, report: &Report) -> bool {
    let laid = |words: &str| words.starts_with("place") || words.starts_with("plant");
    case.default == Kind::Disrupted && laid(report.words)
        || report.default == Kind::Disrupted && laid(case.words)
}

/// "came twelve hours after gunmen killed a judge": two events of one sentence with a time between them.
fn are_apart(case: &Case, report: &Report, reading: &Reading<'_>) -> bool {
    let start = reading.sentence_of(report.tokens.start).start.max(case.tokens.end);
    !report.definite && time::holds_lapse(reading, start..report.tokens.start)
}

/// "the murder of a judge and the massacre of 16 March": a day that tells which event is meant, and not the one before.
fn is_named_by_day(case: &Case, report: &Report, reading: &Reading<'_>) -> bool {
    let after = reading.span(report.tokens.end + 1..report.tokens.end + 2).start();
    report.usage == HitUsage::Noun
        && reading.word(report.tokens.end) == "of"
        && report.time.is_some_and(|it| it.1.start() == after)
        && case.time.is_none_or(|it| report.time.is_some_and(|new| new.0 != it.0))
}

/// "derailed after hitting a mine": no accident.
fn is_blown_up(case: &Case, report: &Report) -> bool {
    case.default == Kind::Crash && report.default == Kind::Bomb && matches!(report.words, "hit" | "strike")
}

/// "The mayor was kidnapped. Days later he was found shot": what became of one who was taken is part of the abduction.
fn is_fate_of(case: &Case, report: &Report) -> bool {
    let taken = |kind: Kind| kind == Kind::Abduction;
    let killed = |kinds: KindSet, kind: Kind| kind == Kind::Attack && kinds.has(Kind::Attack);
    let fits = taken(case.default) && killed(report.kinds, report.default)
        || killed(case.kinds, case.default) && taken(report.default);
    let soon = match (case.time, report.time) {
        (Some(one), Some(other)) => (one.0.first - other.0.first).get_days().abs() <= LONGEST_CAPTIVITY_DAYS,
        _ => true,
    };
    if !(fits && soon) {
        return false;
    }
    // "kidnapped two nuns and killed them"; soldiers who kill "them" mean the captors.
    let gap = report.sentence.saturating_sub(case.sentences.last().copied().unwrap_or(0));
    let same = |it: &Actor| case.actors.iter().any(|one| one.name.eq_ignore_ascii_case(&it.name));
    // "was kidnapped, and his body was found"
    let body = report.words.starts_with("body");
    let pronoun = report.definite && (report.usage != HitUsage::Noun || body) && report.target.is_none();
    // "Ann Lee was shot after she was kidnapped by masked men"
    let untold = case.actors.is_empty() && gap == 0;
    if pronoun && gap <= 1 && (untold || report.actors.iter().all(same)) {
        return true;
    }
    let Some(target) = &report.target else { return false };
    case.targets.iter().any(|it| (it.is_person || target.is_person) && shares(it, target))
}

fn time_likeness(case: &Case, report: &Report) -> Option<i32> {
    match (case.time, report.time) {
        // "On Monday the toll rose to 14": a day that opens the sentence may be when it was counted.
        (Some(old), Some(new)) if report.words.is_empty() && new.0.first > old.0.last => Some(0),
        (Some(old), Some(new)) if !overlap(old.0, new.0) => None,
        (Some(old), Some(new)) if old.0.len() <= 2 && new.0.len() <= 2 => Some(2),
        _ => Some(0),
    }
}

fn place_likeness(case: &Case, report: &Report, reading: &Reading<'_>) -> Option<i32> {
    let (Some(old), Some(new)) = (case.places.first(), report.places.first()) else { return Some(0) };
    let (old, new) = (reading.place(*old)?, reading.place(*new)?);
    // That two are in one town says little: most of what a text tells is.
    if old.index == new.index {
        return Some(0);
    }
    if anchor::holds(reading, &old, &new) || anchor::holds(reading, &new, &old) {
        return Some(1);
    }
    if case.places.iter().any(|it| report.places.contains(it)) {
        return Some(2);
    }
    // A verb of harm sits wherever its sentence is long enough: the event's own place holds.
    if report.strength == Strength::Dependent || case.faint || report.faint {
        return Some(0);
    }
    // One of two names may be resolved wrongly: what is told as known, right after, may still be it.
    let near = old.country == new.country && old.distance_km(&new) < NEAR_KM;
    (near && report.definite).then_some(-1)
}

fn same_place(case: &Case, report: &Report, reading: &Reading<'_>) -> bool {
    let index = |it: &[usize]| it.first().and_then(|it| reading.place(*it)).map(|it| it.index);
    index(&case.places).is_some_and(|it| index(&report.places) == Some(it))
}

fn target_likeness(case: &Case, report: &Report, reading: &Reading<'_>) -> Option<i32> {
    let Some(target) = &report.target else { return Some(0) };
    // "the attack on Lee" after "Lee was wounded in an attack".
    if report.definite && target.words.iter().any(|it| case.names(it, reading)) {
        return Some(4);
    }
    if case.targets.is_empty() || target.words.is_empty() {
        return Some(0);
    }
    if case.targets.iter().any(|it| shares(it, target)) {
        return Some(4);
    }
    // "gunmen killed the mayor. Ann Lee was shot": who has been told by what they are, now by name.
    let gap = report.sentence.saturating_sub(case.sentences.last().copied().unwrap_or(0));
    let killed = report.harmed.iter().find(|it| it.harm == Harm::Killed).and_then(|it| it.count.best);
    let as_many = |it: Count| it.best == Some(1) || it.best.is_some() && it.best == killed;
    let alone = case.targets.len() == 1 && case.toll.killed.is_some_and(as_many);
    if gap == 1 && target.is_person && alone && case.targets.iter().all(|it| !it.is_person) {
        return Some(1);
    }
    let persons = target.is_person && case.targets.iter().all(|it| it.is_person);
    if persons {
        return (report.definite && report.usage != HitUsage::Noun).then_some(-1);
    }
    // "Bishop Ann Lee was shot. The attack on the prelate": who is known by a role.
    let known = target.definite && !target.is_person && gap <= 4;
    // "Two soldiers were wounded": others hit in the event told before; "two were killed when a bus hit a mine".
    let beside = report.strength == Strength::Dependent || target.owned || gap == 0;
    Some(match (known, beside) {
        (true, _) => 0,
        (false, true) => -2,
        (false, false) => -3,
    })
}

fn actor_likeness(case: &Case, report: &Report) -> i32 {
    let organisations = |actors: &[Actor]| -> Vec<String> {
        actors
            .iter()
            .filter(|it| it.kind == ActorKind::Organisation)
            .map(|it| it.name.to_lowercase())
            .collect()
    };
    let (old, new) = (organisations(&case.actors), organisations(&report.actors));
    match (old.is_empty() || new.is_empty(), old.iter().any(|it| new.contains(it))) {
        (true, _) => 0,
        (_, true) => 1,
        _ => -2,
    }
}

/// "the conflict, which has cost 17,000 lives": does the sentence tell the toll of more than one event?
fn is_of_strife(report: &Report, reading: &Reading<'_>) -> bool {
    let sentence = reading.sentence_of(report.tokens.start);
    let long = words![
        "boycott", "campaign", "conflict", "insurgency", "nationwide", "since", "strife", "struggle",
        "violence", "war"
    ];
    reading.holds(sentence, long)
}

/// Different exact tolls speak of different events.
fn toll_unlikeness(case: &Case, report: &Report, reading: &Reading<'_>) -> i32 {
    let killed = report.harmed.iter().find(|it| it.harm == Harm::Killed && !it.adds);
    match (case.toll.killed.and_then(|it| it.best), killed.and_then(|it| it.count.best)) {
        (Some(0), Some(new)) if new > 0 => 3,
        (Some(old), Some(new)) if new > old && is_of_strife(report, reading) => 9,
        (Some(old), Some(new)) if new != old => 2,
        _ => 0,
    }
}

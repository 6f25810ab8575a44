//! Is a telling of an event told before? How much the two have in common.

use super::{
    anchor, heading,
    kind::{Kind, KindSet},
    lexicon::words,
    merge::{Case, overlap, shares},
    model::{Actor, ActorKind, Count, Harm, Stage},
    reading::Reading,
    report::{Report, Strength},
    time,
    trigger::HitUsage,
    who::last_word,
};

/// What befalls a captive later than this is another event.
const LONGEST_CAPTIVITY_DAYS: i32 = 92;

/// Places of one event that lie farther apart are different places, in kilometres.
const NEAR_KM: f64 = 80.0;

/// How much speaks for a telling being of the event; `None` when it cannot be.
///
/// The numbers were chosen one by one so that `trainer incidents` finds the most events of the annotators, over five
/// parts of their texts. Right after a pause of some sentences a story has mostly turned to something else; far on it
/// comes back.
pub(super) fn likeness(case: &Case, report: &Report, reading: &Reading<'_>) -> Option<i32> {
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
    if anchor::overlap(reading, &old, &new) {
        return Some(1);
    }
    if case.places.iter().any(|it| report.places.contains(it)) {
        return Some(2);
    }
    // "In Soweto, ten people were trampled to death": told of elsewhere, without a word for what happened.
    if report.words.is_empty() {
        return None;
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

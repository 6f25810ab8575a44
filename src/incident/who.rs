//! Who did it, once all tellings of an event are together.

use super::{
    alias::{ARMED, Aliases},
    codes::has_force_of_a_state,
    kind::{EventType, Kind, KindSet},
    lexicon::FORCES_PEOPLE,
    merge::Case,
    model::{Actor, ActorKind, Stage},
};
use crate::text::WordSet;

/// Puts groups for their people: "the rebels" of a text that names one armed group are that group's, and
/// beside a group its bomber or its gunmen are no second perpetrator.
pub(super) fn settle(case: &mut Case, aliases: &Aliases) {
    let denied =
        |it: &Actor, denials: &[Actor]| denials.iter().any(|one| one.name.eq_ignore_ascii_case(&it.name));
    case.actors.retain(|it| it.claimed || !denied(it, &case.denials));
    if matches!(case.kind().entry().event_type, EventType::Accident | EventType::Disaster) {
        case.actors.clear();
    }
    // Police who foil an attack, or defuse a bomb, do not commit it.
    if case.stage == Stage::Attempted || case.kind() == Kind::Disrupted {
        case.actors.retain(|it| it.claimed || !has_force_of_a_state(&it.name) && !ends_in(it, &DEFUSING));
    }
    // Nor do those who look for who threatened.
    if case.stage == Stage::Threatened {
        case.actors.retain(|it| it.claimed || !is_police(&it.name));
    }
    // Nor do those who come where bombs went off.
    if KindSet::of(&[Kind::Bomb, Kind::Suicide]).has(case.kind()) {
        case.actors.retain(|it| it.claimed || !is_police(&it.name));
    }
    let organised = |it: &Actor| it.kind == ActorKind::Organisation;
    if !case.actors.iter().any(organised)
        && case.actors.iter().any(|it| holds(it, &ARMED))
        && let Some(group) = aliases.leading_group()
    {
        case.actors.push(group.clone());
    }
    // "A man opened fire. The gunman": unnamed people told first stand for those told later.
    if case.kind().entry().event_type != EventType::Battles {
        let mut first = true;
        case.actors.retain(|it| !ends_in(it, &FORCES_PEOPLE) || std::mem::take(&mut first));
    }
    // The two sides of a clash are both told: beside a group those who serve a state, and the other way round.
    let battle = case.kind().entry().event_type == EventType::Battles;
    let mut bodies = case.actors.iter().filter(|it| organised(it)).map(|it| has_force_of_a_state(&it.name));
    let (any, all) = (bodies.clone().any(|it| it), bodies.clone().all(|it| it));
    if bodies.next().is_some() && !(battle && all) {
        let other_side = |it: &Actor| battle && !any && has_force_of_a_state(&it.name);
        case.actors.retain(|it| organised(it) || !ends_in(it, &FORCES_PEOPLE) || other_side(it));
    }
}

/// "police", "national police", "policemen"
fn is_police(name: &str) -> bool {
    name.split(' ').any(|it| matches!(it.to_lowercase().as_str(), "police" | "policeman" | "policemen"))
}

/// Those who make bombs harmless.
static DEFUSING: WordSet = WordSet::new(&[
    "agents", "men", "officer", "officers", "policeman", "policemen", "soldiers", "troops", "unit", "units",
]);

/// Is one of the words among the actor's: "urban guerrilla units"?
fn holds(actor: &Actor, table: &WordSet) -> bool {
    actor.kind == ActorKind::Individual && actor.name.split(' ').any(|it| table.has(&it.to_lowercase()))
}

/// Is the last word of the actor one of these: "hooded gunmen"?
pub(super) fn ends_in(actor: &Actor, table: &WordSet) -> bool {
    actor.kind == ActorKind::Individual && table.has(&last_word(actor))
}

/// The last word of its name, in small letters.
pub(super) fn last_word(actor: &Actor) -> String {
    actor.name.rsplit(' ').next().unwrap_or_default().to_lowercase()
}

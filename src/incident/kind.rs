//! The registry of incident types: one row each, and sets of them.

/// The coarse type of an incident: ACLED's event types, and what ACLED lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum EventType {
    /// Armed groups fight each other.
    Battles,
    /// Bombs, mines, shells, missiles, air strikes.
    Explosions,
    /// Armed groups attack the unarmed.
    ViolenceAgainstCivilians,
    /// Crowds with violence.
    Riots,
    /// Crowds without violence.
    Protests,
    /// Arrests, looting, agreements, foiled attacks.
    StrategicDevelopments,
    /// Harm nobody meant.
    Accident,
    /// Harm by nature.
    Disaster,
}

impl EventType {
    /// The words written in the output field `event_type`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Battles => "Battles",
            Self::Explosions => "Explosions/Remote violence",
            Self::ViolenceAgainstCivilians => "Violence against civilians",
            Self::Riots => "Riots",
            Self::Protests => "Protests",
            Self::StrategicDevelopments => "Strategic developments",
            Self::Accident => "Accident",
            Self::Disaster => "Disaster",
        }
    }
}

/// A type of incident, with the nearest in other schemes.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct IncidentKind {
    /// The label written in the output field `type`: ACLED's sub-event type, or `Accident/…`, `Disaster/…`.
    pub label: &'static str,
    /// Its coarse type.
    pub event_type: EventType,
    /// PLOVER's event type and, where one fits, mode; empty where PLOVER has none.
    pub plover: &'static str,
    /// CAMEO's event code; empty where CAMEO has none.
    pub cameo: &'static str,
}

const fn row(
    label: &'static str,
    event_type: EventType,
    plover: &'static str,
    cameo: &'static str,
) -> IncidentKind {
    IncidentKind { label, event_type, plover, cameo }
}

/// Every type, in the order of [`Kind`]. To add one: a row here, a name there, triggers in `triggers.rs`.
///
/// ACLED's names are those of its codebook of 2024; PLOVER's and CAMEO's those that PLOVER's own table of
/// 2021 sets side by side. Where UCDP's types of violence fit depends on who fought whom: `codes.rs`.
#[rustfmt::skip]
static KINDS: [IncidentKind; 28] = [
    row("Armed clash", EventType::Battles, "ASSAULT/firearms", "193"),
    row("Government regains territory", EventType::Battles, "ASSAULT/firearms", "190"),
    row("Non-state actor overtakes territory", EventType::Battles, "ASSAULT/firearms", "190"),
    row("Air/drone strike", EventType::Explosions, "ASSAULT/heavy-weapons", "195"),
    row("Shelling/artillery/missile attack", EventType::Explosions, "ASSAULT/heavy-weapons", "194"),
    row("Suicide bomb", EventType::Explosions, "ASSAULT/suicide-attack", "1831"),
    row("Remote explosive/landmine/IED", EventType::Explosions, "ASSAULT/explosives", "183"),
    row("Grenade", EventType::Explosions, "ASSAULT/explosives", "183"),
    row("Attack", EventType::ViolenceAgainstCivilians, "ASSAULT", "180"),
    row("Abduction/forced disappearance", EventType::ViolenceAgainstCivilians, "ASSAULT/abduct", "181"),
    row("Sexual violence", EventType::ViolenceAgainstCivilians, "ASSAULT/sexual", "1821"),
    row("Mob violence", EventType::Riots, "PROTEST/riot", "145"),
    row("Violent demonstration", EventType::Riots, "PROTEST/riot", "145"),
    row("Peaceful protest", EventType::Protests, "PROTEST/demo", "141"),
    row("Protest with intervention", EventType::Protests, "PROTEST/demo", "141"),
    row("Excessive force against protesters", EventType::Protests, "ASSAULT", "175"),
    row("Looting/property destruction", EventType::StrategicDevelopments, "ASSAULT/destroy", "171"),
    row("Disrupted weapons use", EventType::StrategicDevelopments, "ASSAULT/explosives", "183"),
    row("Arrests", EventType::StrategicDevelopments, "COERCE/arrest", "173"),
    row("Accident/Crash", EventType::Accident, "", ""),
    row("Accident/Fire", EventType::Accident, "", ""),
    row("Accident/Explosion", EventType::Accident, "", ""),
    row("Accident/Collapse", EventType::Accident, "", ""),
    row("Disaster/Flood", EventType::Disaster, "", ""),
    row("Disaster/Earthquake", EventType::Disaster, "", ""),
    row("Disaster/Storm", EventType::Disaster, "", ""),
    row("Disaster/Landslide", EventType::Disaster, "", ""),
    row("Disaster/Eruption", EventType::Disaster, "", ""),
];

/// The name of a row of the registry within this stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Clash,
    Regained,
    Overtaken,
    AirStrike,
    Shelling,
    Suicide,
    Bomb,
    Grenade,
    Attack,
    Abduction,
    Sexual,
    Mob,
    Riot,
    Protest,
    Intervention,
    Crackdown,
    Property,
    Disrupted,
    Arrests,
    Crash,
    Fire,
    Blast,
    Collapse,
    Flood,
    Quake,
    Storm,
    Slide,
    Eruption,
}

/// Every kind, in the order of the registry.
const ALL_KINDS: [Kind; 28] = [
    Kind::Clash,
    Kind::Regained,
    Kind::Overtaken,
    Kind::AirStrike,
    Kind::Shelling,
    Kind::Suicide,
    Kind::Bomb,
    Kind::Grenade,
    Kind::Attack,
    Kind::Abduction,
    Kind::Sexual,
    Kind::Mob,
    Kind::Riot,
    Kind::Protest,
    Kind::Intervention,
    Kind::Crackdown,
    Kind::Property,
    Kind::Disrupted,
    Kind::Arrests,
    Kind::Crash,
    Kind::Fire,
    Kind::Blast,
    Kind::Collapse,
    Kind::Flood,
    Kind::Quake,
    Kind::Storm,
    Kind::Slide,
    Kind::Eruption,
];

impl Kind {
    /// The row of the registry.
    pub(super) fn entry(self) -> &'static IncidentKind {
        &KINDS[self as usize]
    }
}

/// What an event may still be: words narrow the set ("attack" may be a bombing, "grenade attack" is one).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct KindSet(u32);

impl KindSet {
    /// Violence by people, whatever the means; not abduction, which kills nobody.
    pub(super) const VIOLENCE: Self = Self::of(&[
        Kind::Attack,
        Kind::Clash,
        Kind::Regained,
        Kind::Overtaken,
        Kind::AirStrike,
        Kind::Shelling,
        Kind::Suicide,
        Kind::Bomb,
        Kind::Grenade,
        Kind::Sexual,
        Kind::Mob,
        Kind::Riot,
        Kind::Crackdown,
        Kind::Property,
        Kind::Disrupted,
    ]);

    /// What an explosion may be.
    pub(super) const EXPLOSION: Self =
        Self::of(&[Kind::Bomb, Kind::Suicide, Kind::Grenade, Kind::Shelling, Kind::Blast]);

    /// Accidents and disasters.
    pub(super) const MISFORTUNE: Self = Self::of(&[
        Kind::Crash,
        Kind::Fire,
        Kind::Blast,
        Kind::Collapse,
        Kind::Flood,
        Kind::Quake,
        Kind::Storm,
        Kind::Slide,
        Kind::Eruption,
    ]);

    /// All that can kill or injure.
    pub(super) const HARM: Self = Self::VIOLENCE.or(Self::MISFORTUNE);

    /// Every kind.
    pub(super) const ALL: Self = Self((1 << (Kind::Eruption as u32 + 1)) - 1);

    /// The set of these.
    pub(super) const fn of(kinds: &[Kind]) -> Self {
        let mut bits = 0;
        let mut at = 0;
        while at < kinds.len() {
            bits |= 1 << kinds[at] as u32;
            at += 1;
        }
        Self(bits)
    }

    /// What is in either.
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in both.
    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Is nothing left?
    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The kind of the registry's first row among them.
    pub(super) fn first(self) -> Option<Kind> {
        ALL_KINDS.iter().copied().find(|it| self.has(*it))
    }

    /// Is the kind in it?
    pub(super) const fn has(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u32) != 0
    }

    /// How many kinds are left.
    pub(super) const fn len(self) -> u32 {
        self.0.count_ones()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_rows_stand_in_one_order() {
        assert_eq!(Kind::Clash.entry().label, "Armed clash");
        assert_eq!(Kind::Attack.entry().label, "Attack");
        assert_eq!(Kind::Protest.entry().label, "Peaceful protest");
        assert_eq!(Kind::Crash.entry().label, "Accident/Crash");
        assert_eq!(Kind::Eruption as usize, KINDS.len() - 1);
    }

    #[test]
    fn words_narrow_a_set() {
        let grenade = KindSet::of(&[Kind::Grenade]);
        assert_eq!(KindSet::VIOLENCE.and(grenade), grenade);
        assert!(KindSet::MISFORTUNE.and(grenade).is_empty());
        assert!(!KindSet::HARM.has(Kind::Abduction));
    }
}

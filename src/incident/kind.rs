//! The registry of incident types.

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
    pub fn as_str(self) -> &'static str {
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

/// A type of incident.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct IncidentKind {
    /// The label written in the output field `type`: ACLED's sub-event type, or `Accident/…`, `Disaster/…`.
    pub label: &'static str,
    /// Its coarse type.
    pub event_type: EventType,
}

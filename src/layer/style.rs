//! Simplestyle: how map pages that know it draw a feature. Decoration; every meaning has its own field.
//!
//! The colours are Okabe and Ito's, which people who see few colours can tell apart; the symbols are
//! names of the Maki set.

use crate::{incident::EventType, recognize::Usage};

/// Colour, size and symbol of a marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marker {
    pub(super) color: &'static str,
    pub(super) size: &'static str,
    pub(super) symbol: &'static str,
}

pub(super) const BLUE: &str = "#0072b2";
const SKY: &str = "#56b4e9";
const VERMILLION: &str = "#d55e00";
const ORANGE: &str = "#e69f00";
const GREEN: &str = "#009e73";
const PURPLE: &str = "#cc79a7";
const YELLOW: &str = "#f0e442";
const BLACK: &str = "#333333";

/// How a type of incident is drawn where shapes can be chosen: no two have the same shape, and no two
/// neighbours of the list the same colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sign {
    pub(super) event_type: &'static str,
    /// A name of QGIS' simple markers.
    pub(super) shape: &'static str,
    pub(super) color: &'static str,
}

/// The sign of every type of incident.
pub(super) const SIGNS: [Sign; 8] = [
    sign(EventType::Battles, "diamond", VERMILLION),
    sign(EventType::Explosions, "star", ORANGE),
    sign(EventType::ViolenceAgainstCivilians, "triangle", BLACK),
    sign(EventType::Riots, "cross_fill", PURPLE),
    sign(EventType::Protests, "pentagon", SKY),
    sign(EventType::StrategicDevelopments, "square", BLUE),
    sign(EventType::Accident, "hexagon", YELLOW),
    sign(EventType::Disaster, "trapezoid", GREEN),
];

const fn sign(event_type: EventType, shape: &'static str, color: &'static str) -> Sign {
    Sign { event_type: event_type.as_str(), shape, color }
}

/// Places are small and blue, paler where only what stands behind the name is meant.
pub(super) fn location(usage: Usage) -> Marker {
    place(usage == Usage::Literal)
}

/// The same, by whether the place itself is meant.
pub(super) fn place(is_literal: bool) -> Marker {
    Marker { color: if is_literal { BLUE } else { SKY }, size: "small", symbol: "circle" }
}

/// How an incident is drawn whose type is known by its words; as places are where nobody knows them.
pub(super) fn marker_of(event_type: &str) -> Marker {
    let known = TYPES.into_iter().find(|it| it.as_str() == event_type);
    known.map_or_else(|| place(true), incident)
}

const TYPES: [EventType; 8] = [
    EventType::Battles,
    EventType::Explosions,
    EventType::ViolenceAgainstCivilians,
    EventType::Riots,
    EventType::Protests,
    EventType::StrategicDevelopments,
    EventType::Accident,
    EventType::Disaster,
];

/// Incidents are larger, in warm colours for violence.
pub(super) fn incident(event_type: EventType) -> Marker {
    let (color, symbol) = match event_type {
        EventType::Battles | EventType::ViolenceAgainstCivilians => (VERMILLION, "danger"),
        EventType::Explosions => (VERMILLION, "fire-station"),
        EventType::Riots => (ORANGE, "caution"),
        EventType::Protests => (ORANGE, "marker"),
        EventType::StrategicDevelopments => (PURPLE, "police"),
        EventType::Accident => (GREEN, "hospital"),
        EventType::Disaster => (GREEN, "volcano"),
    };
    Marker { color, size: "medium", symbol }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_two_types_look_alike() {
        let shapes: HashSet<&str> = SIGNS.iter().map(|it| it.shape).collect();
        let colors: HashSet<&str> = SIGNS.iter().map(|it| it.color).collect();
        assert_eq!((shapes.len(), colors.len()), (SIGNS.len(), SIGNS.len()));
    }
}

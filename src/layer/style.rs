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

const BLUE: &str = "#0072b2";
const SKY: &str = "#56b4e9";
const VERMILLION: &str = "#d55e00";
const ORANGE: &str = "#e69f00";
const GREEN: &str = "#009e73";
const PURPLE: &str = "#cc79a7";

/// Places are small and blue, paler where only what stands behind the name is meant.
pub(super) fn location(usage: Usage) -> Marker {
    let color = match usage {
        Usage::Literal => BLUE,
        Usage::Associative => SKY,
    };
    Marker { color, size: "small", symbol: "circle" }
}

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

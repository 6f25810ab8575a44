//! The layers of output: which rows stand together.

use geojson::Feature;

use super::fields::Table;

/// A layer: rows of one sort, which formats with layers hold apart.
///
/// ```
/// use dateline::layer::Layer;
///
/// assert_eq!(Layer::from_name("incidents"), Some(Layer::Incidents));
/// assert_eq!(Layer::Unlocated.name(), "unlocated");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Layer {
    /// Incidents that have a place.
    Incidents,
    /// Events that several documents report.
    Events,
    /// Places that a document names, a row a place.
    Locations,
    /// Every place name of a text, resolved or not.
    Mentions,
    /// Incidents that have no place.
    Unlocated,
    /// What was read.
    Documents,
    /// How far off a point may be: an area round each.
    Uncertainty,
}

impl Layer {
    /// Every layer, in the order formats hold them.
    pub const ALL: [Self; 7] = [
        Self::Incidents,
        Self::Events,
        Self::Locations,
        Self::Mentions,
        Self::Unlocated,
        Self::Documents,
        Self::Uncertainty,
    ];

    /// The layers that one table of points can be made of.
    pub const TABLES: [Self; 5] =
        [Self::Locations, Self::Incidents, Self::Events, Self::Mentions, Self::Unlocated];

    /// The name of its table, and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Incidents => "incidents",
            Self::Events => "events",
            Self::Locations => "locations",
            Self::Mentions => "mentions",
            Self::Unlocated => "unlocated",
            Self::Documents => "documents",
            Self::Uncertainty => "uncertainty",
        }
    }

    /// What it holds, in words.
    #[must_use]
    pub fn description(self) -> &'static str {
        match self {
            Self::Incidents => "Incidents that documents report, with the words they were read from",
            Self::Events => "Events that several documents report, put together",
            Self::Locations => "Places that documents name, a row for each place of each document",
            Self::Mentions => "Every place name of the documents, resolved or not",
            Self::Unlocated => "Incidents whose place is not told, or could not be decided",
            Self::Documents => "Documents that were read, and how much was found in each",
            Self::Uncertainty => "Areas that hold the thing meant by a point of the other layers",
        }
    }

    /// The layer of a name of [`Layer::name`].
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// The layer that a Feature belongs to, by its property `layer`.
    #[must_use]
    pub fn of(feature: &Feature) -> Option<Self> {
        Some(match feature.property("layer")?.as_str()? {
            "location" => Self::Locations,
            "incident" if feature.geometry.is_none() => Self::Unlocated,
            "incident" => Self::Incidents,
            "event" => Self::Events,
            "mention" => Self::Mentions,
            "document" => Self::Documents,
            "uncertainty" => Self::Uncertainty,
            _ => return None,
        })
    }

    /// Where the vocabulary lists its fields.
    pub(super) fn table(self) -> Table {
        match self {
            Self::Incidents | Self::Events | Self::Unlocated => Table::IncidentFeature,
            Self::Locations => Table::LocationFeature,
            Self::Mentions => Table::MentionRow,
            Self::Documents => Table::DocumentRow,
            Self::Uncertainty => Table::UncertaintyRow,
        }
    }

    /// Is it of points that belong on a map when nothing else is asked for?
    pub(super) fn is_drawn(self) -> bool {
        matches!(self, Self::Locations | Self::Incidents | Self::Events)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_layer_is_found_by_its_name() {
        for layer in Layer::ALL {
            assert_eq!(Layer::from_name(layer.name()), Some(layer));
        }
    }
}

//! What goes on the map? Findings of documents as GeoJSON Features or JSON lines.
//!
//! `fields` is the vocabulary, `properties` the shapes made of it, `feature` and `record` fill them
//! from what was found, and `write` puts them into files.

mod document_line;
mod events;
mod feature;
mod feature_line;
mod fields;
mod findings;
mod format;
mod layers;
mod page_record;
mod properties;
mod quote;
mod read;
mod ring;
mod rows;
mod spot;
mod style;
mod unique;
mod when;
mod whereabouts;
mod write;

pub use events::Events;
pub use feature_line::FeatureLine;
pub use fields::{FIELDS, Field, FieldKind, Table};
pub use findings::{Findings, LayerOptions, Tally};
pub use format::{Content, LayerFormat};
pub use layers::Layer;
pub use properties::{
    ActorRecord, DocumentProperties, DocumentRecord, FeatureProperties, IncidentRecord, MentionProperties,
    MentionRecord, PlaceRecord, UncertaintyProperties,
};
pub use read::{LayerStep, read_layer};
pub use write::{About, Added, LayerWriter, Profile, Sheet, SideFile, WriteOptions};

#[cfg(test)]
mod tests;

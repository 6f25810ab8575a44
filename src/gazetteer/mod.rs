//! Which places bear this name? The read-only store of places and their names.
//!
//! `tables` are the CSV files people read, `compile` turns them into the index, and `Gazetteer`
//! reads the index. The gazetteer does not know mentions: it returns places and how a name matched.

mod changes;
mod compile;
mod containment;
mod curated;
mod feature_code;
pub mod geonames;
mod index;
mod known_codes;
mod layout;
mod magnitude;
mod own_places;
mod place;
mod place_table;
mod rebuild;
mod search;
mod sorter;
mod spelling;
mod stack;
pub mod tables;
#[cfg(test)]
mod tests;
mod walk;

pub use changes::{Change, changes};
pub use compile::{Compiler, compile, compile_folder};
pub use feature_code::{FeatureClass, FeatureCode, GeoPrecision};
pub use index::{Bearer, Bearing, Country};
pub use magnitude::Magnitude;
pub use own_places::{Checked, OwnPlaces, check_tables};
pub use place::{CountryCode, Extent, GeonameId, Place, PlaceIndex};
pub use rebuild::{Counts, Rebuild};
pub use stack::Gazetteer;
pub use walk::Walk;

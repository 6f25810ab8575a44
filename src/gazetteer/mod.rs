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
mod layout;
mod place;
mod rebuild;
mod sorter;
pub mod tables;
#[cfg(test)]
mod tests;

pub use changes::{Change, changes};
pub use compile::{Compiler, compile, compile_folder};
pub use feature_code::{FeatureClass, FeatureCode, GeoPrecision};
pub use index::{Bearer, Country, Gazetteer, Walk};
pub use place::{CountryCode, Extent, GeonameId, Place, PlaceIndex};
pub use rebuild::{Counts, Rebuild};

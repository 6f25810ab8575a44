//! The bytes of the index file, as `compile` writes and `index` reads them; docs/index-format.md says more.

use super::feature_code::GeoPrecision;
use super::magnitude::Magnitude;
use super::tables::{NameKind, StopReason};

/// First eight bytes of every index.
pub(super) const MAGIC: [u8; 8] = *b"DATELINE";
/// Raised whenever the meaning of a byte changes.
pub(super) const VERSION: u32 = 4;
/// Magic, version, checksums, length and the table of sections.
pub(super) const HEADER_LEN: usize = 32 + SECTIONS * 16;
/// How many sections follow the header.
pub(super) const SECTIONS: usize = 9;
/// Stands for "none" where a section holds row numbers or offsets.
pub(super) const NONE: u32 = u32::MAX;

/// Offsets of the header's fields.
pub(super) mod header {
    pub(in super::super) const VERSION: usize = 8;
    pub(in super::super) const HEADER_CHECKSUM: usize = 12;
    pub(in super::super) const BODY_CHECKSUM: usize = 16;
    pub(in super::super) const LENGTH: usize = 24;
    pub(in super::super) const SECTION_TABLE: usize = 32;
}

/// The sections in file order.
#[derive(Debug, Clone, Copy)]
pub(super) enum Section {
    /// Places, [`place::LEN`] bytes each, sorted by the text of their id.
    Places,
    /// Boxes around areas, four `i32` each: west, south, east, north.
    Extents,
    /// Strings, each its length as `u16` and its bytes.
    Strings,
    /// An `fst` map from folded name to the number of its first posting.
    Names,
    /// Who bears a name, [`posting::LEN`] bytes each; a list goes on while `MORE` is set.
    Postings,
    /// First- and second-level divisions, as place numbers, sorted by their country and codes.
    Divisions,
    /// Who states its parent itself, [`parent::LEN`] bytes each, sorted by place; who does not has it by its codes.
    Parents,
    /// Countries, [`country::LEN`] bytes each, sorted by code.
    Countries,
    /// `key=value` lines about the gazetteer itself.
    About,
}

/// Coordinates are stored as whole millionths of a degree, which `f64` gives back exactly.
pub(super) const MICRO: f64 = 1_000_000.0;

/// A place's record.
pub(super) mod place {
    pub(in super::super) const GEONAME_ID: usize = 0;
    pub(in super::super) const POPULATION: usize = 8;
    pub(in super::super) const FEATURE_CODE: usize = 16;
    pub(in super::super) const LONGITUDE: usize = 24;
    pub(in super::super) const LATITUDE: usize = 28;
    pub(in super::super) const ID: usize = 32;
    pub(in super::super) const NAME: usize = 36;
    pub(in super::super) const ADMIN1: usize = 40;
    pub(in super::super) const ADMIN2: usize = 44;
    pub(in super::super) const EXTENT: usize = 48;
    pub(in super::super) const COUNTRY: usize = 52;
    pub(in super::super) const CLASS: usize = 54;
    pub(in super::super) const LEN: usize = 56;
}

/// A place number, and the id that the place states as its parent's, which may lie in another index.
pub(super) mod parent {
    pub(in super::super) const PLACE: usize = 0;
    pub(in super::super) const PARENT: usize = 4;
    pub(in super::super) const LEN: usize = 8;
}

/// A posting: one place that bears a name.
pub(super) mod posting {
    pub(in super::super) const PLACE: usize = 0;
    pub(in super::super) const NAME: usize = 4;
    pub(in super::super) const KIND: usize = 8;
    pub(in super::super) const STOP: usize = 9;
    pub(in super::super) const MORE: usize = 10;
    pub(in super::super) const SIZE: usize = 11;
    pub(in super::super) const LEN: usize = 12;
}

/// A country's record.
pub(super) mod country {
    pub(in super::super) const ISO2: usize = 0;
    pub(in super::super) const ISO3: usize = 2;
    pub(in super::super) const NUMERIC: usize = 6;
    pub(in super::super) const PLACE: usize = 8;
    pub(in super::super) const NEIGHBOURS: usize = 12;
    pub(in super::super) const LEN: usize = 16;
}

/// What a posting says of the size of its place, so that the place need not be read: precision and magnitude.
pub(super) fn size(precision: GeoPrecision, magnitude: Magnitude) -> u8 {
    precision as u8 | magnitude.number() << 3
}

/// The precision and the magnitude of [`size`].
pub(super) fn of_size(size: u8) -> (GeoPrecision, Magnitude) {
    let precision = GeoPrecision::ALL.get(usize::from(size & 7)).copied().unwrap_or(GeoPrecision::Point);
    (precision, Magnitude::from_number(size >> 3))
}

/// Kinds of names by the number they are stored as.
pub(super) const NAME_KINDS: [NameKind; 5] =
    [NameKind::Primary, NameKind::Alternate, NameKind::Abbreviation, NameKind::Historic, NameKind::Demonym];

/// What names mostly are, by the number they are stored as; 0 stands for "a place".
pub(super) const STOP_REASONS: [StopReason; 5] = [
    StopReason::Word,
    StopReason::Person,
    StopReason::Calendar,
    StopReason::Organisation,
    StopReason::WordOrPlace,
];

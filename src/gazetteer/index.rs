//! One index: names → postings → places, countries; nothing is parsed when it is opened.

use std::{cmp::Ordering, ops::Range, sync::Arc};

use fst::raw::Fst;
use geo::Point;

use super::{
    feature_code::{FeatureClass, FeatureCode, GeoPrecision},
    layout::{self, NAME_KINDS, NONE, STOP_REASONS, Section},
    magnitude::Magnitude,
    place::{CountryCode, Extent, GeonameId, Place, PlaceIndex},
    tables::{NameKind, StopReason},
};
use crate::{
    error::{Error, Result},
    text::NameKey,
};

/// The bytes of one index, alone or among others that lie over and under it.
#[derive(Clone)]
pub(super) struct Index {
    bytes: Bytes,
    sections: [(usize, usize); layout::SECTIONS],
    names: Fst<Slice>,
    /// What its first place is numbered; the numbers inside the index begin with 0.
    first: u32,
}

type Bytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// A range of the shared bytes, which the `fst` reads in place.
#[derive(Clone)]
pub(super) struct Slice {
    bytes: Bytes,
    range: Range<usize>,
}

impl AsRef<[u8]> for Slice {
    fn as_ref(&self) -> &[u8] {
        &(*self.bytes).as_ref()[self.range.clone()]
    }
}

/// A place that bears a name, and how.
#[derive(Debug, Clone, Copy)]
pub struct Bearer<'g> {
    /// The place.
    pub place: Place<'g>,
    /// The name as the gazetteer writes it.
    pub name: &'g str,
    /// What sort of name it is.
    pub kind: NameKind,
    /// What the name mostly is when it is mostly no place.
    pub stop: Option<StopReason>,
}

/// How a place bears a name and what sort of place it is, without its texts: what is asked of every word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bearing {
    /// What sort of name it is.
    pub kind: NameKind,
    /// What the name mostly is when it is mostly no place.
    pub stop: Option<StopReason>,
    /// What the coordinate of the place stands for.
    pub precision: GeoPrecision,
    /// How many live there.
    pub magnitude: Magnitude,
}

impl From<Bearer<'_>> for Bearing {
    fn from(bearer: Bearer<'_>) -> Self {
        let Bearer { place, kind, stop, .. } = bearer;
        Self { kind, stop, precision: place.precision(), magnitude: Magnitude::of(place.population) }
    }
}

/// A country's codes.
#[derive(Debug, Clone, Copy)]
pub struct Country<'g> {
    /// ISO 3166-1 alpha-2.
    pub iso2: CountryCode,
    /// ISO 3166-1 alpha-3.
    pub iso3: &'g str,
    /// ISO 3166-1 numeric, if it has one.
    pub numeric: Option<u16>,
    /// Its entry among the places.
    pub place: PlaceIndex,
    neighbours: &'g str,
}

impl Country<'_> {
    /// Do the two countries share a land border, as the gazetteer lists it?
    #[must_use]
    pub fn borders(&self, other: CountryCode) -> bool {
        self.neighbours.split(';').any(|it| it == other.as_str())
    }
}

impl Index {
    /// Opens an index whose places are numbered from 0.
    pub(super) fn from_bytes(bytes: impl AsRef<[u8]> + Send + Sync + 'static) -> Result<Self> {
        let bytes: Bytes = Arc::new(bytes);
        let sections = read_header((*bytes).as_ref())?;
        let (start, len) = sections[Section::Names as usize];
        let names = Fst::new(Slice { bytes: Arc::clone(&bytes), range: start..start + len })
            .map_err(|error| damaged(&format!("its names cannot be read ({error})")))?;
        Ok(Self { bytes, sections, names, first: 0 })
    }

    /// The same index with its places numbered so many later.
    pub(super) fn moved(&self, by: u32) -> Self {
        Self { first: self.first + by, ..self.clone() }
    }

    pub(super) fn first(&self) -> u32 {
        self.first
    }

    pub(super) fn verify(&self) -> Result<()> {
        let bytes = (*self.bytes).as_ref();
        if crc32fast::hash(&bytes[layout::HEADER_LEN..]) == self.checksum() {
            Ok(())
        } else {
            Err(damaged("its checksum does not match"))
        }
    }

    pub(super) fn checksum(&self) -> u32 {
        read_u32((*self.bytes).as_ref(), layout::header::BODY_CHECKSUM)
    }

    /// How many places it has, those replaced by other indexes included.
    pub(super) fn len(&self) -> usize {
        self.section(Section::Places).len() / layout::place::LEN
    }

    /// How many bytes it takes.
    pub(super) fn size(&self) -> u64 {
        (*self.bytes).as_ref().len() as u64
    }

    /// What it says of itself, as lines `key=value`.
    pub(super) fn about(&self) -> &str {
        std::str::from_utf8(self.section(Section::About)).unwrap_or("")
    }

    /// The names, folded, each with the number of its first posting.
    pub(super) fn names(&self) -> &Fst<Slice> {
        &self.names
    }

    /// The places that bear a name, the most prominent first.
    pub(super) fn lookup(&self, key: &NameKey) -> Option<Bearers<'_>> {
        self.names.get(key.as_str()).map(|it| self.bearers(it.value()))
    }

    /// The bearers from a posting on to the end of its list.
    pub(super) fn bearers(&self, posting: u64) -> Bearers<'_> {
        Bearers { index: self, next: usize::try_from(posting).ok() }
    }

    /// A place by its number, that of the whole gazetteer.
    pub(super) fn place(&self, index: PlaceIndex) -> Option<Place<'_>> {
        self.own_place(index.0.checked_sub(self.first)?)
    }

    /// A place by its number in this index.
    fn own_place(&self, number: u32) -> Option<Place<'_>> {
        use layout::place::*;
        let record = self.record(number)?;
        let geoname_id = read_u64(record, GEONAME_ID);
        Some(Place {
            index: PlaceIndex(number.checked_add(self.first)?),
            id: self.string(read_u32(record, ID)),
            geoname_id: (geoname_id != 0).then_some(GeonameId(geoname_id)),
            name: self.string(read_u32(record, NAME)),
            point: Point::new(degrees(record, LONGITUDE), degrees(record, LATITUDE)),
            feature_class: read_class(record[CLASS]),
            feature_code: read_code(record),
            country: read_country(&record[COUNTRY..COUNTRY + 2]),
            admin1: self.string(read_u32(record, ADMIN1)),
            admin2: self.string(read_u32(record, ADMIN2)),
            population: read_u64(record, POPULATION),
            extent: self.extent(read_u32(record, EXTENT)),
        })
    }

    fn record(&self, number: u32) -> Option<&[u8]> {
        let start = number as usize * layout::place::LEN;
        self.section(Section::Places).get(start..start + layout::place::LEN)
    }

    /// The number of the place with this key in the tables.
    pub(super) fn find(&self, id: &str) -> Option<PlaceIndex> {
        let (mut low, mut high) = (0, u32::try_from(self.len()).ok()?);
        while low < high {
            let middle = low.midpoint(high);
            let other = self.string(read_u32(self.record(middle)?, layout::place::ID));
            match other.cmp(id) {
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
                Ordering::Equal => return Some(PlaceIndex(middle + self.first)),
            }
        }
        None
    }

    /// All its places, in the order of the text of their ids.
    pub(super) fn places(&self) -> impl Iterator<Item = Place<'_>> {
        (0..self.len()).filter_map(|it| self.own_place(u32::try_from(it).ok()?))
    }

    /// The key of the place that a place states as its parent; that may lie in another index.
    pub(super) fn stated_parent(&self, index: PlaceIndex) -> Option<&str> {
        use layout::parent::*;
        let number = index.0.checked_sub(self.first)?;
        let (pairs, _) = self.section(Section::Parents).as_chunks::<LEN>();
        let at = pairs.binary_search_by_key(&number, |it| read_u32(it, PLACE)).ok()?;
        Some(self.string(read_u32(&pairs[at], PARENT)))
    }

    /// A first-level division by its code, or with `admin2` a second-level one.
    pub(super) fn division(&self, country: CountryCode, admin1: &str, admin2: &str) -> Option<PlaceIndex> {
        let (numbers, _) = self.section(Section::Divisions).as_chunks::<4>();
        let wanted = (country.as_str().as_bytes(), admin1.as_bytes(), admin2.as_bytes());
        let order = |it: &[u8; 4]| match self.record(u32::from_le_bytes(*it)) {
            Some(record) => self.codes_of_division(record).cmp(&wanted),
            None => Ordering::Less,
        };
        let at = numbers.partition_point(|it| order(it).is_lt());
        let found = numbers.get(at).filter(|it| order(it).is_eq())?;
        u32::from_le_bytes(*found).checked_add(self.first).map(PlaceIndex)
    }

    /// What [`division_codes`] says of a place, as bytes: they are compared more often than all else is read.
    fn codes_of_division<'i>(&'i self, record: &'i [u8]) -> (&'i [u8], &'i [u8], &'i [u8]) {
        use layout::place::*;
        let is_first_level = &record[FEATURE_CODE..FEATURE_CODE + 8] == b"ADM1\0\0\0\0";
        let admin2 = if is_first_level { b"" } else { self.bytes_of_string(read_u32(record, ADMIN2)) };
        (&record[COUNTRY..COUNTRY + 2], self.bytes_of_string(read_u32(record, ADMIN1)), admin2)
    }

    /// A country by its code.
    pub(super) fn country(&self, code: CountryCode) -> Option<Country<'_>> {
        use layout::country::*;
        let (records, _) = self.section(Section::Countries).as_chunks::<LEN>();
        let at = records.binary_search_by(|it| it[ISO2..ISO2 + 2].cmp(code.as_str().as_bytes())).ok()?;
        let record = &records[at];
        let numeric = u16::from_le_bytes([record[NUMERIC], record[NUMERIC + 1]]);
        Some(Country {
            iso2: code,
            iso3: std::str::from_utf8(&record[ISO3..ISO3 + 3]).unwrap_or(""),
            numeric: (numeric != 0).then_some(numeric),
            place: PlaceIndex(read_u32(record, PLACE).checked_add(self.first)?),
            neighbours: self.string(read_u32(record, NEIGHBOURS)),
        })
    }

    fn section(&self, section: Section) -> &[u8] {
        let (start, len) = self.sections[section as usize];
        &(*self.bytes).as_ref()[start..start + len]
    }

    fn string(&self, offset: u32) -> &str {
        std::str::from_utf8(self.bytes_of_string(offset)).unwrap_or("")
    }

    fn bytes_of_string(&self, offset: u32) -> &[u8] {
        let strings = self.section(Section::Strings);
        let start = offset as usize;
        let Some(len) = strings.get(start..start + 2) else { return b"" };
        let len = usize::from(u16::from_le_bytes([len[0], len[1]]));
        strings.get(start + 2..start + 2 + len).unwrap_or(b"")
    }

    fn extent(&self, number: u32) -> Option<Extent> {
        if number == NONE {
            return None;
        }
        let start = number as usize * 16;
        let record = self.section(Section::Extents).get(start..start + 16)?;
        Some(Extent {
            west: degrees(record, 0),
            south: degrees(record, 4),
            east: degrees(record, 8),
            north: degrees(record, 12),
        })
    }
}

/// The codes a division is found by; `admin2` is empty for a first-level one.
pub(super) fn division_codes<'g>(place: &Place<'g>) -> (Option<CountryCode>, &'g str, &'g str) {
    let admin2 = if place.feature_code.as_str() == "ADM1" { "" } else { place.admin2 };
    (place.country, place.admin1, admin2)
}

/// The places that bear one name in one index.
#[derive(Clone)]
pub(super) struct Bearers<'g> {
    index: &'g Index,
    next: Option<usize>,
}

impl<'g> Bearers<'g> {
    /// The next bearer by its posting alone; the place's record lies elsewhere in the file.
    pub(super) fn next_bearing(&mut self) -> Option<Bearing> {
        let posting = self.next_posting()?;
        let (kind, stop) = read_kind(posting);
        let (precision, magnitude) = layout::of_size(posting[layout::posting::SIZE]);
        Some(Bearing { kind, stop, precision, magnitude })
    }

    fn next_posting(&mut self) -> Option<&'g [u8]> {
        use layout::posting::{LEN, MORE};
        let start = self.next?.checked_mul(LEN)?;
        let posting = self.index.section(Section::Postings).get(start..start.checked_add(LEN)?)?;
        self.next = if posting[MORE] == 1 { self.next.map(|it| it + 1) } else { None };
        Some(posting)
    }
}

impl<'g> Iterator for Bearers<'g> {
    type Item = Bearer<'g>;

    fn next(&mut self) -> Option<Bearer<'g>> {
        use layout::posting::{NAME, PLACE};
        let posting = self.next_posting()?;
        let (kind, stop) = read_kind(posting);
        Some(Bearer {
            place: self.index.own_place(read_u32(posting, PLACE))?,
            name: self.index.string(read_u32(posting, NAME)),
            kind,
            stop,
        })
    }
}

/// What sort of name a posting tells of, and what the name mostly is.
fn read_kind(posting: &[u8]) -> (NameKind, Option<StopReason>) {
    use layout::posting::{KIND, STOP};
    (
        NAME_KINDS.get(usize::from(posting[KIND])).copied().unwrap_or(NameKind::Alternate),
        usize::from(posting[STOP]).checked_sub(1).and_then(|it| STOP_REASONS.get(it).copied()),
    )
}

fn read_header(bytes: &[u8]) -> Result<[(usize, usize); layout::SECTIONS]> {
    if bytes.len() < layout::HEADER_LEN || bytes[..8] != layout::MAGIC {
        return Err(Error::new("not a dateline gazetteer index")
            .with_hint("name a gazetteer folder, an index file, or `embedded`"));
    }
    let version = read_u32(bytes, layout::header::VERSION);
    if version != layout::VERSION {
        return Err(Error::new(format!(
            "gazetteer index of version {version}; this program reads version {}",
            layout::VERSION
        ))
        .with_hint("build it again from its tables with this program"));
    }
    let mut header = bytes[..layout::HEADER_LEN].to_vec();
    header[layout::header::HEADER_CHECKSUM..][..4].fill(0);
    if crc32fast::hash(&header) != read_u32(bytes, layout::header::HEADER_CHECKSUM) {
        return Err(damaged("its header was changed"));
    }
    let length = read_u64(bytes, layout::header::LENGTH);
    if length != bytes.len() as u64 {
        return Err(damaged(&format!("it has {} bytes instead of {length}", bytes.len())));
    }
    let mut sections = [(0, 0); layout::SECTIONS];
    for (number, section) in sections.iter_mut().enumerate() {
        let entry = layout::header::SECTION_TABLE + number * 16;
        let (start, len) = (read_u64(bytes, entry), read_u64(bytes, entry + 8));
        if start.checked_add(len).is_none_or(|end| end > length) {
            return Err(damaged("a section lies outside it"));
        }
        *section = (start as usize, len as usize);
    }
    Ok(sections)
}

fn damaged(how: &str) -> Error {
    Error::new(format!("the gazetteer index is damaged: {how}"))
        .with_hint("build it again, or use `--gazetteer embedded`")
}

fn read_u32(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|it| it.try_into().ok()).map_or(NONE, u32::from_le_bytes)
}

fn read_u64(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..at + 8).and_then(|it| it.try_into().ok()).map_or(0, u64::from_le_bytes)
}

fn degrees(bytes: &[u8], at: usize) -> f64 {
    f64::from(read_u32(bytes, at).cast_signed()) / layout::MICRO
}

fn read_class(letter: u8) -> FeatureClass {
    FeatureClass::ALL.into_iter().find(|it| it.letter() == char::from(letter)).unwrap_or(FeatureClass::Spot)
}

/// The feature code in a place's record.
fn read_code(record: &[u8]) -> FeatureCode {
    use layout::place::FEATURE_CODE;
    let mut code = [0; 8];
    code.copy_from_slice(&record[FEATURE_CODE..FEATURE_CODE + 8]);
    FeatureCode::from_bytes(code)
}

fn read_country(bytes: &[u8]) -> Option<CountryCode> {
    std::str::from_utf8(bytes).ok().and_then(CountryCode::new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::Compiler;

    #[test]
    fn a_posting_beyond_all_numbers_has_no_bearer() {
        let mut bytes = std::io::Cursor::new(Vec::new());
        Compiler::in_memory().finish(&mut bytes).unwrap();
        let index = Index::from_bytes(bytes.into_inner()).unwrap();
        for posting in [u64::MAX, u64::MAX / layout::posting::LEN as u64] {
            assert!(index.bearers(posting).next().is_none());
        }
    }
}

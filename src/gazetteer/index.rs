//! Reading the index: names → places, places, countries; nothing is parsed when it is opened.

use std::{cmp::Ordering, ops::Range, sync::Arc};

use fst::raw::{CompiledAddr, Fst};
use geo::Point;

use super::{
    feature_code::{FeatureClass, FeatureCode},
    layout::{self, NAME_KINDS, NONE, STOP_REASONS, Section},
    place::{CountryCode, Extent, GeonameId, Place, PlaceIndex},
    tables::{NameKind, StopReason},
};
use crate::{
    error::{Error, Result},
    text::NameKey,
};

/// The read-only store of places and their names.
///
/// It is cheap to clone and to share between threads. Opening checks the header and reads nothing
/// else, so it takes microseconds at any size; [`Gazetteer::verify`] reads everything.
///
/// ```
/// use dateline::{gazetteer::Gazetteer, text::NameKey};
///
/// let gazetteer = Gazetteer::embedded();
/// let kabul = gazetteer.lookup(&NameKey::new("KABUL")).next().unwrap();
/// assert_eq!(kabul.place.name, "Kabul");
/// assert_eq!(kabul.place.country.unwrap().as_str(), "AF");
/// ```
#[derive(Clone)]
pub struct Gazetteer {
    bytes: Bytes,
    sections: [(usize, usize); layout::SECTIONS],
    names: Fst<Slice>,
}

type Bytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// A range of the shared bytes, which the `fst` reads in place.
#[derive(Clone)]
struct Slice {
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

impl Gazetteer {
    /// The gazetteer that is built into the program.
    #[must_use]
    pub fn embedded() -> Self {
        const INDEX: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.index"));
        Self::from_bytes(INDEX).expect("build.rs wrote a whole index of this version")
    }

    /// Opens the bytes of an index: a memory map, a buffer, a static.
    ///
    /// # Errors
    ///
    /// When the bytes are no index, an index of another version, or cut short.
    pub fn from_bytes(bytes: impl AsRef<[u8]> + Send + Sync + 'static) -> Result<Self> {
        let bytes: Bytes = Arc::new(bytes);
        let sections = read_header((*bytes).as_ref())?;
        let (start, len) = sections[Section::Names as usize];
        let names = Fst::new(Slice { bytes: Arc::clone(&bytes), range: start..start + len })
            .map_err(|error| damaged(&format!("its names cannot be read ({error})")))?;
        Ok(Self { bytes, sections, names })
    }

    /// Reads every byte and compares it with the checksum.
    ///
    /// # Errors
    ///
    /// When a byte changed since the index was written.
    pub fn verify(&self) -> Result<()> {
        let bytes = (*self.bytes).as_ref();
        let stated = read_u32(bytes, layout::header::BODY_CHECKSUM);
        if crc32fast::hash(&bytes[layout::HEADER_LEN..]) == stated {
            Ok(())
        } else {
            Err(damaged("its checksum does not match"))
        }
    }

    /// How many places it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.section(Section::Places).len() / layout::place::LEN
    }

    /// Does it hold none?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What it says of itself: `date`, `places`, `names`, `sources`, and `credit`, whom its licences name.
    #[must_use]
    pub fn about(&self, key: &str) -> Option<&str> {
        let text = std::str::from_utf8(self.section(Section::About)).ok()?;
        text.lines().find_map(|it| it.strip_prefix(key)?.strip_prefix('='))
    }

    /// Checksum of its contents: the same tables give the same number.
    #[must_use]
    pub fn checksum(&self) -> u32 {
        read_u32((*self.bytes).as_ref(), layout::header::BODY_CHECKSUM)
    }

    /// The places that bear a name, the most prominent first.
    pub fn lookup(&self, key: &NameKey) -> impl Iterator<Item = Bearer<'_>> {
        let first = self.names.get(key.as_str()).map(fst::raw::Output::value);
        first.into_iter().flat_map(|it| self.bearers(it))
    }

    /// Starts to spell names word by word.
    #[must_use]
    pub fn walk(&self) -> Walk<'_> {
        Walk { gazetteer: self, address: self.names.root().addr(), output: 0, begun: false }
    }

    /// A place by its row, which must come from this gazetteer.
    #[must_use]
    pub fn place(&self, index: PlaceIndex) -> Option<Place<'_>> {
        use layout::place::*;
        let start = index.0 as usize * LEN;
        let record = self.section(Section::Places).get(start..start + LEN)?;
        let geoname_id = read_u64(record, GEONAME_ID);
        let mut code = [0; 8];
        code.copy_from_slice(&record[FEATURE_CODE..FEATURE_CODE + 8]);
        Some(Place {
            index,
            id: self.string(read_u32(record, ID)),
            geoname_id: (geoname_id != 0).then_some(GeonameId(geoname_id)),
            name: self.string(read_u32(record, NAME)),
            point: Point::new(degrees(record, LONGITUDE), degrees(record, LATITUDE)),
            feature_class: read_class(record[CLASS]),
            feature_code: FeatureCode::from_bytes(code),
            country: read_country(&record[COUNTRY..COUNTRY + 2]),
            admin1: self.string(read_u32(record, ADMIN1)),
            admin2: self.string(read_u32(record, ADMIN2)),
            population: read_u64(record, POPULATION),
            extent: self.extent(read_u32(record, EXTENT)),
        })
    }

    /// A place by its key in the tables.
    ///
    /// ```
    /// use dateline::gazetteer::Gazetteer;
    ///
    /// assert_eq!(Gazetteer::embedded().place_by_id("1138958").unwrap().name, "Kabul");
    /// ```
    #[must_use]
    pub fn place_by_id(&self, id: &str) -> Option<Place<'_>> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            let place = self.place(PlaceIndex(u32::try_from(middle).ok()?))?;
            match place.id.cmp(id) {
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
                Ordering::Equal => return Some(place),
            }
        }
        None
    }

    /// All places, in the order of the text of their ids.
    pub fn places(&self) -> impl Iterator<Item = Place<'_>> {
        (0..self.len()).filter_map(|it| self.place(PlaceIndex(u32::try_from(it).ok()?)))
    }

    /// What holds a place: the parent it states, else the smallest division or the country of its codes.
    #[must_use]
    pub fn parent(&self, index: PlaceIndex) -> Option<Place<'_>> {
        self.stated_parent(index).or_else(|| self.parent_by_codes(&self.place(index)?))
    }

    fn stated_parent(&self, index: PlaceIndex) -> Option<Place<'_>> {
        use layout::parent::*;
        let (pairs, _) = self.section(Section::Parents).as_chunks::<LEN>();
        let at = pairs.binary_search_by_key(&index.0, |it| read_u32(it, PLACE)).ok()?;
        self.place(PlaceIndex(read_u32(&pairs[at], PARENT)))
    }

    fn parent_by_codes(&self, place: &Place<'_>) -> Option<Place<'_>> {
        let country = place.country?;
        let level = match place.feature_code.as_str() {
            "ADM1" => 0,
            "ADM2" => 1,
            _ if place.feature_class == FeatureClass::Administrative && place.feature_code.is_country() => {
                return None;
            }
            _ => 2,
        };
        let admin2 = || (level > 1).then(|| self.division(country, place.admin1, place.admin2)).flatten();
        let admin1 = || (level > 0).then(|| self.division(country, place.admin1, "")).flatten();
        admin2().or_else(admin1).or_else(|| self.place(self.country(country)?.place))
    }

    /// A first-level division by its code, or with `admin2` a second-level one.
    #[must_use]
    pub fn division(&self, country: CountryCode, admin1: &str, admin2: &str) -> Option<Place<'_>> {
        if admin1.is_empty() && admin2.is_empty() {
            return None;
        }
        let (numbers, _) = self.section(Section::Divisions).as_chunks::<4>();
        let order = |it: &[u8; 4]| {
            let Some(place) = self.place(PlaceIndex(u32::from_le_bytes(*it))) else { return Ordering::Less };
            let level2 = if place.feature_code.as_str() == "ADM1" { "" } else { place.admin2 };
            (place.country, place.admin1, level2).cmp(&(Some(country), admin1, admin2))
        };
        let at = numbers.partition_point(|it| order(it).is_lt());
        let found = numbers.get(at).filter(|it| order(it).is_eq())?;
        self.place(PlaceIndex(u32::from_le_bytes(*found)))
    }

    /// A country by its code.
    #[must_use]
    pub fn country(&self, code: CountryCode) -> Option<Country<'_>> {
        use layout::country::*;
        let section = self.section(Section::Countries);
        let (records, _) = section.as_chunks::<LEN>();
        let at = records.binary_search_by(|it| it[ISO2..ISO2 + 2].cmp(code.as_str().as_bytes())).ok()?;
        let record = &records[at];
        let numeric = u16::from_le_bytes([record[NUMERIC], record[NUMERIC + 1]]);
        Some(Country {
            iso2: code,
            iso3: std::str::from_utf8(&record[ISO3..ISO3 + 3]).unwrap_or(""),
            numeric: (numeric != 0).then_some(numeric),
            place: PlaceIndex(read_u32(record, PLACE)),
            neighbours: self.string(read_u32(record, NEIGHBOURS)),
        })
    }

    /// The names, folded, each with the number of its first posting.
    pub(super) fn names(&self) -> &Fst<impl AsRef<[u8]> + use<>> {
        &self.names
    }

    /// The bearers from a posting on to the end of its list.
    pub(super) fn bearers(&self, first: u64) -> Bearers<'_> {
        Bearers { gazetteer: self, next: usize::try_from(first).ok() }
    }

    fn section(&self, section: Section) -> &[u8] {
        let (start, len) = self.sections[section as usize];
        &(*self.bytes).as_ref()[start..start + len]
    }

    fn string(&self, offset: u32) -> &str {
        let strings = self.section(Section::Strings);
        let start = offset as usize;
        let Some(len) = strings.get(start..start + 2) else { return "" };
        let len = usize::from(u16::from_le_bytes([len[0], len[1]]));
        strings.get(start + 2..start + 2 + len).and_then(|it| std::str::from_utf8(it).ok()).unwrap_or("")
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

impl std::fmt::Debug for Gazetteer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Gazetteer").field("places", &self.len()).finish_non_exhaustive()
    }
}

/// The places that bear one name.
#[derive(Debug, Clone)]
pub(super) struct Bearers<'g> {
    gazetteer: &'g Gazetteer,
    next: Option<usize>,
}

impl<'g> Iterator for Bearers<'g> {
    type Item = Bearer<'g>;

    fn next(&mut self) -> Option<Bearer<'g>> {
        use layout::posting::*;
        let start = self.next? * LEN;
        let record = self.gazetteer.section(Section::Postings).get(start..start + LEN)?;
        self.next = if record[MORE] == 1 { self.next.map(|it| it + 1) } else { None };
        Some(Bearer {
            place: self.gazetteer.place(PlaceIndex(read_u32(record, PLACE)))?,
            name: self.gazetteer.string(read_u32(record, NAME)),
            kind: NAME_KINDS.get(usize::from(record[KIND])).copied().unwrap_or(NameKind::Alternate),
            stop: usize::from(record[STOP]).checked_sub(1).and_then(|it| STOP_REASONS.get(it).copied()),
        })
    }
}

/// A name being spelled word by word, along the index.
///
/// ```
/// use dateline::gazetteer::Gazetteer;
///
/// let gazetteer = Gazetteer::embedded();
/// let mut walk = gazetteer.walk();
/// assert!(walk.word("new") && walk.word("york"));
/// assert!(walk.bearers().any(|it| it.place.name.starts_with("New York")));
/// ```
#[derive(Debug, Clone)]
pub struct Walk<'g> {
    gazetteer: &'g Gazetteer,
    address: CompiledAddr,
    output: u64,
    begun: bool,
}

impl<'g> Walk<'g> {
    /// Appends a folded word; `false` when no name starts so, and then the walk is over.
    pub fn word(&mut self, folded: &str) -> bool {
        let blank: &[u8] = if self.begun { b" " } else { b"" };
        self.begun = true;
        blank.iter().chain(folded.as_bytes()).all(|byte| self.step(*byte))
    }

    /// Appends letters to the last word; `false` when no name goes on so, and then the walk is over.
    pub fn letters(&mut self, folded: &str) -> bool {
        folded.as_bytes().iter().all(|byte| self.step(*byte))
    }

    /// The places whose whole name was spelled, the most prominent first.
    pub fn bearers(&self) -> impl Iterator<Item = Bearer<'g>> + use<'g> {
        let node = self.gazetteer.names.node(self.address);
        let whole = self.begun && node.is_final();
        let first = self.output + node.final_output().value();
        let gazetteer = self.gazetteer;
        whole.then(|| gazetteer.bearers(first)).into_iter().flatten()
    }

    /// Was a whole name spelled?
    #[must_use]
    pub fn is_name(&self) -> bool {
        self.begun && self.gazetteer.names.node(self.address).is_final()
    }

    fn step(&mut self, byte: u8) -> bool {
        let node = self.gazetteer.names.node(self.address);
        let Some(at) = node.find_input(byte) else { return false };
        let transition = node.transition(at);
        self.output += transition.out.value();
        self.address = transition.addr;
        true
    }
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

fn read_country(bytes: &[u8]) -> Option<CountryCode> {
    std::str::from_utf8(bytes).ok().and_then(CountryCode::new)
}

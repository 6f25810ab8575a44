//! Tables → index bytes; the same tables give the same bytes.

use std::collections::{BTreeMap, HashMap};

use super::{
    feature_code::{FeatureClass, FeatureCode, GeoPrecision},
    layout::{self, NAME_KINDS, NONE, STOP_REASONS, Section},
    tables::{CountryRow, NameKind, NameRow, PlaceRow, StopReason, Tables},
};
use crate::{
    error::{Error, Result},
    text::NameKey,
};

/// Makes the bytes of an index, which `Gazetteer::from_bytes` opens.
///
/// A name of a place that no table has is left out: the curated tables serve gazetteers of every size.
///
/// # Errors
///
/// When a place has a coordinate out of range or a feature class or code that cannot be.
pub fn compile(tables: &Tables) -> Result<Vec<u8>> {
    let places = sorted_places(&tables.places);
    let rows: HashMap<&str, u32> =
        (0u32..).zip(&places).map(|(row, it)| (it.place_id.as_str(), row)).collect();
    let mut strings = Strings::default();
    let mut sections: [Vec<u8>; layout::SECTIONS] = Default::default();

    let parents = Parents::new(&places, &tables.countries, &rows);
    for place in &places {
        let extent = push_extent(&mut sections[Section::Extents as usize], place)?;
        let record = place_record(place, parents.of(place), extent, &mut strings)?;
        sections[Section::Places as usize].extend(record);
    }
    sections[Section::Ids as usize] = (0..places.len() as u32).flat_map(u32::to_le_bytes).collect();

    let (names, postings) = name_sections(tables, &places, &rows, &mut strings)?;
    sections[Section::Names as usize] = names;
    sections[Section::Postings as usize] = postings;
    sections[Section::Countries as usize] = country_section(&tables.countries, &rows, &mut strings);
    sections[Section::About as usize] = about(tables, places.len()).into_bytes();
    sections[Section::Strings as usize] = strings.bytes;
    Ok(assemble(&sections))
}

/// One row a place, by the text of its id; the last row of an id wins.
fn sorted_places(rows: &[PlaceRow]) -> Vec<&PlaceRow> {
    let by_id: BTreeMap<&str, &PlaceRow> = rows.iter().map(|it| (it.place_id.as_str(), it)).collect();
    by_id.into_values().collect()
}

/// Strings, each stored once.
#[derive(Default)]
struct Strings {
    bytes: Vec<u8>,
    known: HashMap<String, u32>,
}

impl Strings {
    fn offset(&mut self, text: &str) -> u32 {
        if let Some(at) = self.known.get(text) {
            return *at;
        }
        let mut len = text.len().min(usize::from(u16::MAX));
        while !text.is_char_boundary(len) {
            len -= 1;
        }
        let at = self.bytes.len() as u32;
        self.bytes.extend((len as u16).to_le_bytes());
        self.bytes.extend(&text.as_bytes()[..len]);
        self.known.insert(text.to_owned(), at);
        at
    }
}

fn fault(place: &PlaceRow, what: &str) -> Error {
    Error::new(format!("place {:?} ({}): {what}", place.place_id, place.name))
}

fn micro_degrees(place: &PlaceRow, degrees: f64, limit: f64) -> Result<i32> {
    if degrees.abs() <= limit {
        Ok((degrees * layout::MICRO).round() as i32)
    } else {
        Err(fault(place, &format!("{degrees} degrees lie outside ±{limit}")))
    }
}

fn push_extent(extents: &mut Vec<u8>, place: &PlaceRow) -> Result<u32> {
    let (Some(west), Some(south), Some(east), Some(north)) =
        (place.west, place.south, place.east, place.north)
    else {
        return Ok(NONE);
    };
    let number = (extents.len() / 16) as u32;
    for (degrees, limit) in [(west, 180.0), (south, 90.0), (east, 180.0), (north, 90.0)] {
        extents.extend(micro_degrees(place, degrees, limit)?.to_le_bytes());
    }
    Ok(number)
}

fn place_record(
    place: &PlaceRow,
    parent: u32,
    extent: u32,
    strings: &mut Strings,
) -> Result<[u8; layout::place::LEN]> {
    use layout::place::*;
    let class = FeatureClass::from_letter(&place.feature_class).ok_or_else(|| {
        fault(place, &format!("feature class {:?} is none of AHLPRSTUV", place.feature_class))
    })?;
    let code = FeatureCode::new(&place.feature_code).ok_or_else(|| {
        fault(place, &format!("feature code {:?} is not 1 to 8 capitals", place.feature_code))
    })?;
    let mut record = [0; LEN];
    let mut put = |at: usize, bytes: &[u8]| record[at..at + bytes.len()].copy_from_slice(bytes);
    put(GEONAME_ID, &place.place_id.parse::<u64>().unwrap_or(0).to_le_bytes());
    put(POPULATION, &place.population.to_le_bytes());
    put(FEATURE_CODE, &code.to_bytes());
    put(LONGITUDE, &micro_degrees(place, place.longitude, 180.0)?.to_le_bytes());
    put(LATITUDE, &micro_degrees(place, place.latitude, 90.0)?.to_le_bytes());
    put(ID, &strings.offset(&place.place_id).to_le_bytes());
    put(NAME, &strings.offset(&place.name).to_le_bytes());
    put(ADMIN1, &strings.offset(&place.admin1).to_le_bytes());
    put(ADMIN2, &strings.offset(&place.admin2).to_le_bytes());
    put(EXTENT, &extent.to_le_bytes());
    put(PARENT, &parent.to_le_bytes());
    put(COUNTRY, &country_bytes(&place.country));
    put(CLASS, &[class.letter() as u8]);
    Ok(record)
}

/// Two capital letters, or two zeros for none.
fn country_bytes(code: &str) -> [u8; 2] {
    match code.as_bytes() {
        &[a, b] => [a, b],
        _ => [0, 0],
    }
}

/// The row of the smallest division that holds a place.
struct Parents<'t> {
    countries: HashMap<&'t str, u32>,
    admin1: HashMap<(&'t str, &'t str), u32>,
    admin2: HashMap<(&'t str, &'t str, &'t str), u32>,
}

impl<'t> Parents<'t> {
    fn new(places: &[&'t PlaceRow], countries: &'t [CountryRow], rows: &HashMap<&str, u32>) -> Self {
        let divisions = |code: &'static str| {
            (0u32..).zip(places).filter(move |(_, it)| it.feature_class == "A" && it.feature_code == code)
        };
        Self {
            countries: countries
                .iter()
                .filter_map(|it| Some((it.iso2.as_str(), *rows.get(it.place_id.as_str())?)))
                .collect(),
            admin1: divisions("ADM1")
                .map(|(row, it)| ((it.country.as_str(), it.admin1.as_str()), row))
                .collect(),
            admin2: divisions("ADM2")
                .map(|(row, it)| ((it.country.as_str(), it.admin1.as_str(), it.admin2.as_str()), row))
                .collect(),
        }
    }

    fn of(&self, place: &PlaceRow) -> u32 {
        let (country, admin1, admin2) =
            (place.country.as_str(), place.admin1.as_str(), place.admin2.as_str());
        let level = match place.feature_code.as_str() {
            "ADM2" => 1,
            "ADM1" => 0,
            code if place.feature_class == "A"
                && FeatureCode::new(code).is_some_and(|it| it.is_country()) =>
            {
                return NONE;
            }
            _ => 2,
        };
        let by_admin2 = || (level > 1).then(|| self.admin2.get(&(country, admin1, admin2))).flatten();
        let by_admin1 = || (level > 0).then(|| self.admin1.get(&(country, admin1))).flatten();
        by_admin2().or_else(by_admin1).or_else(|| self.countries.get(country)).copied().unwrap_or(NONE)
    }
}

/// One place that bears a name.
struct Posting<'t> {
    row: u32,
    name: &'t str,
    kind: NameKind,
}

/// The map of folded names and the postings it points to.
fn name_sections<'t>(
    tables: &'t Tables,
    places: &[&'t PlaceRow],
    rows: &HashMap<&str, u32>,
    strings: &mut Strings,
) -> Result<(Vec<u8>, Vec<u8>)> {
    let mut by_key: BTreeMap<NameKey, Vec<Posting<'t>>> = BTreeMap::new();
    let mut add = |row: u32, name: &'t str, kind: NameKind| {
        let key = NameKey::new(name);
        if !key.is_empty() {
            by_key.entry(key).or_default().push(Posting { row, name, kind });
        }
    };
    for (row, place) in (0u32..).zip(places) {
        add(row, &place.name, NameKind::Primary);
        for name in place.alternate_names.split(';').map(str::trim).filter(|it| !it.is_empty()) {
            add(row, name, NameKind::Alternate);
        }
    }
    for NameRow { place_id, name, kind, .. } in &tables.names {
        if let Some(row) = rows.get(place_id.as_str()) {
            add(*row, name, *kind);
        }
    }
    let stops: HashMap<NameKey, StopReason> =
        tables.stop_names.iter().map(|it| (NameKey::new(&it.name), it.reason)).collect();

    let mut postings = Vec::new();
    let mut names = fst::MapBuilder::memory();
    for (key, mut bearers) in by_key {
        // The same place may bear a name twice; the plainer kind says more.
        bearers.sort_by_key(|it| (it.row, it.kind));
        bearers.dedup_by_key(|it| it.row);
        bearers.sort_by_key(|it| (standing(places[it.row as usize]), it.row));
        names
            .insert(key.as_str(), (postings.len() / layout::posting::LEN) as u64)
            .map_err(|error| Error::new(format!("the names cannot be indexed: {error}")))?;
        let stop = stops.get(&key).and_then(|it| STOP_REASONS.iter().position(|reason| reason == it));
        let stop = stop.map_or(0, |it| it as u8 + 1);
        for (at, posting) in bearers.iter().enumerate() {
            let kind = NAME_KINDS.iter().position(|it| *it == posting.kind).unwrap_or(0) as u8;
            postings.extend(posting.row.to_le_bytes());
            postings.extend(strings.offset(posting.name).to_le_bytes());
            postings.extend([kind, stop, u8::from(at + 1 < bearers.len()), 0]);
        }
    }
    let names =
        names.into_inner().map_err(|error| Error::new(format!("the names cannot be indexed: {error}")))?;
    Ok((names, postings))
}

/// Sort key that puts the places a name most likely means first: countries, then the most populous.
fn standing(place: &PlaceRow) -> (u8, std::cmp::Reverse<u64>) {
    let class = FeatureClass::from_letter(&place.feature_class).unwrap_or(FeatureClass::Populated);
    let code = FeatureCode::new(&place.feature_code);
    let tier = match code.map(|it| GeoPrecision::of(class, it)) {
        Some(GeoPrecision::Country | GeoPrecision::Continent) => 0,
        Some(GeoPrecision::Region) if class == FeatureClass::Administrative => 1,
        _ => 2,
    };
    (tier, std::cmp::Reverse(place.population))
}

fn country_section(countries: &[CountryRow], rows: &HashMap<&str, u32>, strings: &mut Strings) -> Vec<u8> {
    use layout::country::*;
    let sorted: BTreeMap<&str, &CountryRow> = countries.iter().map(|it| (it.iso2.as_str(), it)).collect();
    let mut section = Vec::new();
    for country in sorted.into_values() {
        let Some(row) = rows.get(country.place_id.as_str()) else { continue };
        let mut record = [0; LEN];
        let mut put = |at: usize, bytes: &[u8]| record[at..at + bytes.len()].copy_from_slice(bytes);
        put(ISO2, &country_bytes(&country.iso2));
        put(ISO3, country.iso3.as_bytes().get(..3).unwrap_or(&[0; 3]));
        put(NUMERIC, &country.iso_numeric.unwrap_or(0).to_le_bytes());
        put(PLACE, &row.to_le_bytes());
        put(NEIGHBOURS, &strings.offset(&country.neighbours).to_le_bytes());
        section.extend(record);
    }
    section
}

fn about(tables: &Tables, places: usize) -> String {
    let date = tables.sources.iter().map(|it| it.retrieved.as_str()).max().unwrap_or("");
    let mut sources: Vec<&str> = tables.sources.iter().map(|it| it.source.as_str()).collect();
    sources.sort_unstable();
    sources.dedup();
    let mut credits: Vec<&str> = Vec::new();
    for credit in tables.sources.iter().flat_map(|it| it.licence.split("; ")) {
        if !credits.contains(&credit) {
            credits.push(credit);
        }
    }
    format!(
        "date={date}\nplaces={places}\nnames={}\nsources={}\ncredit={}\n",
        tables.names.len() + places,
        sources.join("; "),
        credits.join("; ")
    )
}

fn assemble(sections: &[Vec<u8>; layout::SECTIONS]) -> Vec<u8> {
    let length = layout::HEADER_LEN + sections.iter().map(Vec::len).sum::<usize>();
    let mut bytes = vec![0; layout::HEADER_LEN];
    bytes.reserve_exact(length - bytes.len());
    for (number, section) in sections.iter().enumerate() {
        let entry = layout::header::SECTION_TABLE + number * 16;
        let offset = bytes.len() as u64;
        bytes[entry..entry + 8].copy_from_slice(&offset.to_le_bytes());
        bytes[entry + 8..entry + 16].copy_from_slice(&(section.len() as u64).to_le_bytes());
        bytes.extend(section);
    }
    let body = crc32fast::hash(&bytes[layout::HEADER_LEN..]);
    bytes[..8].copy_from_slice(&layout::MAGIC);
    bytes[layout::header::VERSION..][..4].copy_from_slice(&layout::VERSION.to_le_bytes());
    bytes[layout::header::BODY_CHECKSUM..][..4].copy_from_slice(&body.to_le_bytes());
    bytes[layout::header::LENGTH..][..8].copy_from_slice(&(length as u64).to_le_bytes());
    let header = crc32fast::hash(&bytes[..layout::HEADER_LEN]);
    bytes[layout::header::HEADER_CHECKSUM..][..4].copy_from_slice(&header.to_le_bytes());
    bytes
}

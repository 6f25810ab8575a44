//! A place's record before its texts have a place: checked, and in bytes that can be sorted.

use super::super::{
    feature_code::{FeatureClass, FeatureCode, GeoPrecision},
    layout::{self, place},
    magnitude::Magnitude,
    tables::PlaceRow,
};
use crate::error::{Error, Result};

/// Bytes of a box: west, south, east, north.
const EXTENT_LEN: usize = 16;

/// The bytes of a draft: whether it has a box, the record, the box, then texts with their lengths.
pub(super) struct DraftBytes(Vec<u8>);

impl DraftBytes {
    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// How a place stands among others of its name.
pub(super) struct Standing {
    /// Bytes that sort the places a name most likely means first: countries, then the most populous.
    pub(super) order: [u8; 9],
    /// What its postings say of its size.
    pub(super) size: u8,
}

/// A place's record with offsets still missing, its box and its texts.
pub(super) struct Draft<'d> {
    pub(super) record: &'d [u8; place::LEN],
    pub(super) extent: Option<&'d [u8]>,
    pub(super) name: &'d str,
    pub(super) admin1: &'d str,
    pub(super) admin2: &'d str,
    pub(super) parent: &'d str,
}

impl<'d> Draft<'d> {
    /// The bytes of a checked row.
    #[allow(clippy::new_ret_no_self, reason = "what is sorted are bytes; a draft looks into them")]
    pub(super) fn new(row: &PlaceRow) -> Result<DraftBytes> {
        if row.place_id.is_empty() || row.place_id.contains(char::is_control) {
            return Err(fault(row, "an id is at least one visible character"));
        }
        let extent = extent(row)?;
        // About what a draft takes.
        let mut bytes = Vec::with_capacity(192);
        bytes.push(u8::from(extent.is_some()));
        bytes.extend(record(row)?);
        bytes.extend(extent.into_iter().flatten().flat_map(i32::to_le_bytes));
        for text in [&row.name, &row.admin1, &row.admin2, &row.parent] {
            bytes.extend((text.len() as u32).to_le_bytes());
            bytes.extend(text.as_bytes());
        }
        Ok(DraftBytes(bytes))
    }

    /// A look into bytes that `new` made.
    pub(super) fn from_bytes(bytes: &'d [u8]) -> Option<Self> {
        let (has_extent, rest) = bytes.split_first()?;
        let (record, mut rest) = rest.split_first_chunk()?;
        let mut extent = None;
        if *has_extent == 1 {
            let (head, tail) = rest.split_at_checked(EXTENT_LEN)?;
            (extent, rest) = (Some(head), tail);
        }
        let mut next = || {
            let (len, tail) = rest.split_first_chunk()?;
            let (text, tail) = tail.split_at_checked(u32::from_le_bytes(*len) as usize)?;
            rest = tail;
            Some(super::text(text))
        };
        Some(Self { record, extent, name: next()?, admin1: next()?, admin2: next()?, parent: next()? })
    }

    /// Two letters, or two zeros.
    pub(super) fn country(&self) -> &str {
        super::text(&self.record[place::COUNTRY..place::COUNTRY + 2])
    }

    /// 1 for a first-level division, 2 for a second-level one.
    pub(super) fn division_level(&self) -> Option<u8> {
        match self.code().as_str() {
            "ADM1" => Some(1),
            "ADM2" => Some(2),
            _ => None,
        }
    }

    /// How it stands among others of its name.
    pub(super) fn standing(&self) -> Standing {
        let class = char::from(self.record[place::CLASS]);
        let class = FeatureClass::ALL.into_iter().find(|it| it.letter() == class);
        let class = class.unwrap_or(FeatureClass::Populated);
        let precision = GeoPrecision::of(class, self.code());
        let mut order = [0; 9];
        order[0] = match precision {
            GeoPrecision::Country | GeoPrecision::Continent => 0,
            GeoPrecision::Region if class == FeatureClass::Administrative => 1,
            _ => 2,
        };
        let mut population = [0; 8];
        population.copy_from_slice(&self.record[place::POPULATION..place::POPULATION + 8]);
        let population = u64::from_le_bytes(population);
        order[1..].copy_from_slice(&(!population).to_be_bytes());
        Standing { order, size: layout::size(precision, Magnitude::of(population)) }
    }

    fn code(&self) -> FeatureCode {
        let mut code = [0; 8];
        code.copy_from_slice(&self.record[place::FEATURE_CODE..place::FEATURE_CODE + 8]);
        FeatureCode::from_bytes(code)
    }
}

fn record(row: &PlaceRow) -> Result<[u8; place::LEN]> {
    use place::*;
    let class = FeatureClass::from_letter(&row.feature_class)
        .ok_or_else(|| fault(row, &format!("feature class {:?} is none of AHLPRSTUV", row.feature_class)))?;
    let code = FeatureCode::new(&row.feature_code)
        .ok_or_else(|| fault(row, &format!("feature code {:?} is not 1 to 8 capitals", row.feature_code)))?;
    let mut record = [0; LEN];
    let mut put = |at: usize, bytes: &[u8]| record[at..at + bytes.len()].copy_from_slice(bytes);
    put(GEONAME_ID, &row.place_id.parse::<u64>().unwrap_or(0).to_le_bytes());
    put(POPULATION, &row.population.to_le_bytes());
    put(FEATURE_CODE, &code.to_bytes());
    put(LONGITUDE, &micro_degrees(row, row.longitude, 180.0)?.to_le_bytes());
    put(LATITUDE, &micro_degrees(row, row.latitude, 90.0)?.to_le_bytes());
    put(COUNTRY, &country_bytes(&row.country));
    put(CLASS, &[class.letter() as u8]);
    Ok(record)
}

/// Two capital letters, or two zeros for none.
pub(super) fn country_bytes(code: &str) -> [u8; 2] {
    match code.as_bytes() {
        &[a, b] => [a, b],
        _ => [0, 0],
    }
}

fn extent(row: &PlaceRow) -> Result<Option<[i32; 4]>> {
    let (Some(west), Some(south), Some(east), Some(north)) = (row.west, row.south, row.east, row.north)
    else {
        return Ok(None);
    };
    let edge = |degrees, limit| micro_degrees(row, degrees, limit);
    Ok(Some([edge(west, 180.0)?, edge(south, 90.0)?, edge(east, 180.0)?, edge(north, 90.0)?]))
}

fn micro_degrees(row: &PlaceRow, degrees: f64, limit: f64) -> Result<i32> {
    if degrees.abs() <= limit {
        Ok((degrees * layout::MICRO).round() as i32)
    } else {
        Err(fault(row, &format!("{degrees} degrees lie outside ±{limit}")))
    }
}

fn fault(row: &PlaceRow, what: &str) -> Error {
    Error::new(format!("place {:?} ({}): {what}", row.place_id, row.name))
}

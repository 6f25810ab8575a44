//! Where a publisher is at home.

use std::str::FromStr;

use crate::error::Error;

/// Degrees are kept in whole millionths, a tenth of a metre.
const MICRO: f64 = 1_000_000.0;

/// Where a publisher is at home: evidence for what its texts mean, never a place of theirs.
///
/// ```
/// use dateline::document::Home;
///
/// let home: Home = "31.31, -92.45".parse().unwrap();
/// assert_eq!((home.latitude(), home.longitude()), (31.31, -92.45));
/// assert!("31.31".parse::<Home>().is_err() && "-92.45, 31.31".parse::<Home>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Home {
    latitude: i32,
    longitude: i32,
}

impl Home {
    /// A home at degrees north and east, or `None` where there is no such point.
    #[must_use]
    pub fn new(latitude: f64, longitude: f64) -> Option<Self> {
        let exists = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
        #[allow(clippy::cast_possible_truncation, reason = "180 million fits")]
        let micro = |it: f64| (it * MICRO).round() as i32;
        exists.then(|| Self { latitude: micro(latitude), longitude: micro(longitude) })
    }

    /// Degrees north, in [-90, 90].
    #[must_use]
    pub fn latitude(self) -> f64 {
        f64::from(self.latitude) / MICRO
    }

    /// Degrees east, in [-180, 180].
    #[must_use]
    pub fn longitude(self) -> f64 {
        f64::from(self.longitude) / MICRO
    }
}

impl FromStr for Home {
    type Err = Error;

    /// Reads `LAT,LON` in degrees.
    fn from_str(words: &str) -> Result<Self, Error> {
        let degrees = |it: &str| it.trim().parse().ok();
        words
            .split_once(',')
            .and_then(|(latitude, longitude)| Self::new(degrees(latitude)?, degrees(longitude)?))
            .ok_or_else(|| Error::new("a home is written as degrees north and east: 31.31,-92.45"))
    }
}

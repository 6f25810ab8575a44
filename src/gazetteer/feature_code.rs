//! GeoNames' feature classes and codes, and what a coordinate of each stands for.

use std::fmt;

/// GeoNames' feature class: the coarse sort of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FeatureClass {
    /// `A`: countries, states, regions of administration.
    Administrative,
    /// `H`: streams, lakes, seas.
    Water,
    /// `L`: parks, areas, regions.
    Area,
    /// `P`: cities, towns, villages.
    Populated,
    /// `R`: roads, railways.
    Road,
    /// `S`: spots, buildings, farms.
    Spot,
    /// `T`: mountains, islands, deserts.
    Terrain,
    /// `U`: undersea.
    Undersea,
    /// `V`: forests, heaths.
    Vegetation,
}

impl FeatureClass {
    /// All nine, in the order of their letters.
    pub const ALL: [Self; 9] = [
        Self::Administrative,
        Self::Water,
        Self::Area,
        Self::Populated,
        Self::Road,
        Self::Spot,
        Self::Terrain,
        Self::Undersea,
        Self::Vegetation,
    ];

    /// GeoNames' letter.
    ///
    /// ```
    /// use dateline::gazetteer::FeatureClass;
    ///
    /// assert_eq!(FeatureClass::Populated.letter(), 'P');
    /// assert_eq!(FeatureClass::from_letter("P"), Some(FeatureClass::Populated));
    /// ```
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Self::Administrative => 'A',
            Self::Water => 'H',
            Self::Area => 'L',
            Self::Populated => 'P',
            Self::Road => 'R',
            Self::Spot => 'S',
            Self::Terrain => 'T',
            Self::Undersea => 'U',
            Self::Vegetation => 'V',
        }
    }

    /// The class of a letter, or `None`.
    #[must_use]
    pub fn from_letter(letter: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| letter.len() == 1 && letter.starts_with(it.letter()))
    }
}

/// GeoNames' feature code: up to seven capital letters and digits, such as `PPLC`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FeatureCode([u8; 8]);

impl FeatureCode {
    /// The code, or `None` when it is empty, too long or has other characters.
    ///
    /// ```
    /// use dateline::gazetteer::FeatureCode;
    ///
    /// assert_eq!(FeatureCode::new("ADM1").unwrap().as_str(), "ADM1");
    /// assert!(FeatureCode::new("much too long").is_none());
    /// ```
    #[must_use]
    pub fn new(code: &str) -> Option<Self> {
        let right = (1..=8).contains(&code.len())
            && code.bytes().all(|it| it.is_ascii_uppercase() || it.is_ascii_digit());
        right.then(|| {
            let mut bytes = [0; 8];
            bytes[..code.len()].copy_from_slice(code.as_bytes());
            Self(bytes)
        })
    }

    /// The code's letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(self.letters()).unwrap_or("")
    }

    /// The code's letters as bytes.
    pub(crate) fn letters(&self) -> &[u8] {
        let len = 8 - u64::from_le_bytes(self.0).leading_zeros() as usize / 8;
        &self.0[..len]
    }

    /// The eight bytes it is stored as, filled with zeros.
    #[must_use]
    pub fn to_bytes(self) -> [u8; 8] {
        self.0
    }

    /// The code that was stored as these bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 8]) -> Self {
        Self(bytes)
    }

    /// Is it a country or a territory with an ISO code of its own? (`PCLI`, `PCLD`, … but not `PCLH`, a former one)
    #[must_use]
    pub fn is_country(&self) -> bool {
        let code = self.letters();
        code.starts_with(b"PCL") && code != b"PCLH" || code == b"TERR"
    }
}

impl fmt::Debug for FeatureCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// What a place's one coordinate stands for, finest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GeoPrecision {
    /// A spot: a building, a square, a border post.
    Point,
    /// A populated place: the coordinate is its middle.
    Place,
    /// A small area: a district, a park, a lake, an island.
    Area,
    /// A state, province or region, a river, a range, a sea.
    Region,
    /// A country.
    Country,
    /// A continent or an ocean.
    Continent,
}

impl GeoPrecision {
    /// All six, finest first.
    pub const ALL: [Self; 6] =
        [Self::Point, Self::Place, Self::Area, Self::Region, Self::Country, Self::Continent];

    /// The word written in the output field `geo_precision`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Point => "point",
            Self::Place => "place",
            Self::Area => "area",
            Self::Region => "region",
            Self::Country => "country",
            Self::Continent => "continent",
        }
    }

    /// What a feature of this class and code stands for.
    ///
    /// ```
    /// use dateline::gazetteer::{FeatureClass, FeatureCode, GeoPrecision};
    ///
    /// let code = FeatureCode::new("ADM1").unwrap();
    /// assert_eq!(GeoPrecision::of(FeatureClass::Administrative, code), GeoPrecision::Region);
    /// ```
    #[must_use]
    pub fn of(class: FeatureClass, code: FeatureCode) -> Self {
        let name = code.letters();
        match class {
            FeatureClass::Populated => Self::Place,
            FeatureClass::Spot => Self::Point,
            FeatureClass::Administrative if code.is_country() => Self::Country,
            FeatureClass::Administrative => match name {
                b"ADM1" | b"ADM1H" | b"PCLH" | b"ZN" | b"PRSH" => Self::Region,
                _ => Self::Area,
            },
            FeatureClass::Area => match name {
                b"CONT" => Self::Continent,
                b"RGN" | b"RGNE" | b"RGNH" | b"RGNL" => Self::Region,
                _ => Self::Area,
            },
            FeatureClass::Water => match name {
                b"OCN" => Self::Continent,
                b"SEA" | b"GULF" | b"BAY" | b"STM" | b"STMS" | b"STRT" | b"CHN" | b"CNL" | b"LKS" => {
                    Self::Region
                }
                _ => Self::Area,
            },
            FeatureClass::Terrain => match name {
                b"MTS" | b"DSRT" | b"PEN" | b"ISLS" | b"PLN" | b"PLAT" | b"VAL" => Self::Region,
                b"MT" | b"PK" | b"HLL" | b"PASS" | b"CAPE" | b"PT" | b"VLC" => Self::Point,
                _ => Self::Area,
            },
            FeatureClass::Road | FeatureClass::Undersea | FeatureClass::Vegetation => Self::Area,
        }
    }

    /// Radius in kilometres in which the thing meant may lie when the gazetteer gives no extent.
    ///
    /// Rough by nature: typical sizes of such features, not measurements.
    #[must_use]
    pub fn typical_radius_km(self) -> f64 {
        match self {
            Self::Point => 0.5,
            Self::Place => 5.0,
            Self::Area => 25.0,
            Self::Region => 150.0,
            Self::Country => 500.0,
            Self::Continent => 3000.0,
        }
    }
}

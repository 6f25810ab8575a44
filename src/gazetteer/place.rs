//! One gazetteer entry and the keys it is known by.

use std::{cmp::Reverse, fmt};

use geo::{Distance, Haversine, Point};

use super::{
    feature_code::{FeatureClass, FeatureCode, GeoPrecision},
    tables::PlaceRow,
};

/// GeoNames' number of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GeonameId(pub u64);

/// The row of a place in one index; it means nothing in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceIndex(pub u32);

/// An ISO 3166-1 alpha-2 country code: two capital letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryCode([u8; 2]);

impl CountryCode {
    /// The code, or `None` unless it is two capital letters.
    ///
    /// ```
    /// use dateline::gazetteer::CountryCode;
    ///
    /// assert_eq!(CountryCode::new("PK").unwrap().as_str(), "PK");
    /// assert!(CountryCode::new("pk").is_none());
    /// ```
    #[must_use]
    pub fn new(code: &str) -> Option<Self> {
        match code.as_bytes() {
            &[a @ b'A'..=b'Z', b @ b'A'..=b'Z'] => Some(Self([a, b])),
            _ => None,
        }
    }

    /// The two letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }
}

impl fmt::Debug for CountryCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// The smallest box of meridians and parallels around an area, in WGS 84 degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    /// Western edge; larger than `east` when the box crosses 180°.
    pub west: f64,
    /// Southern edge.
    pub south: f64,
    /// Eastern edge.
    pub east: f64,
    /// Northern edge.
    pub north: f64,
}

impl Extent {
    /// Does the point lie inside or on the edge?
    #[must_use]
    pub fn contains(&self, point: Point<f64>) -> bool {
        let (x, y) = (point.x(), point.y());
        let within = if self.west <= self.east {
            (self.west..=self.east).contains(&x)
        } else {
            x >= self.west || x <= self.east
        };
        within && (self.south..=self.north).contains(&y)
    }
}

/// One gazetteer entry, read from the index.
#[derive(Debug, Clone, Copy)]
pub struct Place<'g> {
    /// Its row in the index.
    pub index: PlaceIndex,
    /// Its key in the gazetteer's tables: GeoNames' number as text, or a key of the table's own.
    pub id: &'g str,
    /// GeoNames' number, if it has one.
    pub geoname_id: Option<GeonameId>,
    /// The name to show.
    pub name: &'g str,
    /// x = longitude, y = latitude, WGS 84 degrees.
    pub point: Point<f64>,
    /// Coarse sort.
    pub feature_class: FeatureClass,
    /// Fine sort.
    pub feature_code: FeatureCode,
    /// The country it lies in, if it lies in one.
    pub country: Option<CountryCode>,
    /// GeoNames' code of the first-level division, or empty.
    pub admin1: &'g str,
    /// Code or name of the second-level division, or empty.
    pub admin2: &'g str,
    /// Inhabitants; 0 when unknown.
    pub population: u64,
    /// The box around it, for areas that have one.
    pub extent: Option<Extent>,
}

impl Place<'_> {
    /// What its coordinate stands for.
    #[must_use]
    pub fn precision(&self) -> GeoPrecision {
        GeoPrecision::of(self.feature_class, self.feature_code)
    }

    /// Radius in kilometres around the coordinate that holds the whole place.
    ///
    /// From its extent where it has one, else typical of its sort; a city's grows with the root of
    /// its population (about 4,000 people a square kilometre).
    #[must_use]
    pub fn radius_km(&self) -> f64 {
        if let Some(extent) = self.extent {
            let corners = [
                Point::new(extent.west, extent.south),
                Point::new(extent.west, extent.north),
                Point::new(extent.east, extent.south),
                Point::new(extent.east, extent.north),
            ];
            let farthest = corners.iter().map(|it| Haversine.distance(self.point, *it)).fold(0.0, f64::max);
            return farthest / 1000.0;
        }
        if self.feature_class == FeatureClass::Populated {
            #[allow(clippy::cast_precision_loss, reason = "a population is far below 2^52")]
            let area_km2 = self.population as f64 / 4000.0;
            return (area_km2 / std::f64::consts::PI).sqrt().clamp(1.0, 40.0);
        }
        self.precision().typical_radius_km()
    }

    /// Distance to another place's coordinate in kilometres, along the great circle of the mean
    /// sphere (geo's [`Haversine`], radius 6371.0088 km).
    #[must_use]
    pub fn distance_km(&self, other: &Place<'_>) -> f64 {
        self.distance_km_to(other.point)
    }

    /// Distance to a point in kilometres, along the same great circle.
    #[must_use]
    pub fn distance_km_to(&self, point: Point<f64>) -> f64 {
        Haversine.distance(self.point, point) / 1000.0
    }

    /// Sort key that puts what a name most likely means first, as the lists of the index have it:
    /// countries and continents, then first-level divisions, then the most populous.
    pub(super) fn standing(&self) -> (u8, Reverse<u64>) {
        let tier = match self.precision() {
            GeoPrecision::Country | GeoPrecision::Continent => 0,
            GeoPrecision::Region if self.feature_class == FeatureClass::Administrative => 1,
            _ => 2,
        };
        (tier, Reverse(self.population))
    }
}

impl PlaceRow {
    /// The row of a place of an index.
    #[must_use]
    pub fn of(place: &Place<'_>) -> Self {
        let edge = |of: fn(&Extent) -> f64| place.extent.as_ref().map(of);
        Self {
            place_id: place.id.to_owned(),
            name: place.name.to_owned(),
            feature_class: place.feature_class.letter().to_string(),
            feature_code: place.feature_code.as_str().to_owned(),
            country: place.country.map(|it| it.as_str().to_owned()).unwrap_or_default(),
            admin1: place.admin1.to_owned(),
            admin2: place.admin2.to_owned(),
            population: place.population,
            west: edge(|it| it.west),
            south: edge(|it| it.south),
            east: edge(|it| it.east),
            north: edge(|it| it.north),
            ..Self::at(place.point.x(), place.point.y())
        }
    }
}

//! Where a mention lies on the Earth, and how far off that may be.

use geo::Point;

use crate::gazetteer::{GeoPrecision, Place};

/// A coordinate with what it stands for and how far the thing meant may lie from it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Footprint {
    /// x = longitude, y = latitude, WGS 84 degrees.
    pub point: Point<f64>,
    /// What the coordinate stands for.
    pub precision: GeoPrecision,
    /// Radius in kilometres around the point that holds the thing meant.
    pub uncertainty_km: f64,
}

impl Footprint {
    /// The footprint of a whole place.
    #[must_use]
    pub fn of(place: &Place<'_>) -> Self {
        Self { point: place.point, precision: place.precision(), uncertainty_km: place.radius_km() }
    }
}

//! Where a relation leads, along great circles of the mean sphere (geo's [`Haversine`]).

use geo::{Destination, Distance, Haversine, InterpolatePoint, Point};

use super::compass::Direction;
use crate::{
    gazetteer::{Extent, GeoPrecision, Place},
    resolve::Footprint,
};

/// Farther than this in kilometres nobody gives a place by its distance from another.
pub(super) const FARTHEST_KM: f64 = 1000.0;

/// How far off a named direction may be: half a sector of a compass of eight, in degrees.
const HALF_SECTOR: f64 = 22.5;

/// How far off a distance may be, as a share of it: writers round to one or two digits.
const ROUNDING: f64 = 0.1;

/// What "near" adds to the reach of a place, in kilometres, at the least: a writer's choice, not a measurement.
const NEAR_KM: f64 = 10.0;

/// A distance in a direction. The uncertainty holds the sector's width, the rounding, and the place itself, as
/// nobody says whether the distance is from its middle or its edge.
pub(super) fn offset(place: &Place<'_>, kilometres: f64, direction: Direction) -> Footprint {
    let aside = kilometres * HALF_SECTOR.to_radians().sin();
    Footprint {
        point: Haversine.destination(place.point, direction.bearing(), kilometres * 1000.0),
        precision: place.precision().max(GeoPrecision::Area),
        uncertainty_km: aside.hypot(kilometres * ROUNDING) + place.radius_km(),
    }
}

/// A distance in an unknown direction: the place, and as far around it as is said.
pub(super) fn around(place: &Place<'_>, kilometres: f64) -> Footprint {
    Footprint {
        point: place.point,
        precision: place.precision().max(GeoPrecision::Area),
        uncertainty_km: kilometres * (1.0 + ROUNDING) + place.radius_km(),
    }
}

/// Close by: as far again as the place reaches, and 10 km at the least.
pub(super) fn near(place: &Place<'_>) -> Footprint {
    let radius_km = place.radius_km();
    Footprint {
        point: place.point,
        precision: place.precision().max(GeoPrecision::Area),
        uncertainty_km: radius_km + radius_km.max(NEAR_KM),
    }
}

/// A part of a place: half-way from its point towards its edge in that direction, with all of that part around.
///
/// A box of a country with islands far off says little, so the nearer of the two edges of an axis counts.
pub(super) fn part(place: &Place<'_>, direction: Direction) -> Footprint {
    let radius_km = place.radius_km();
    let (point, reach_km) = match place.extent {
        Some(extent) => part_of_box(place.point, &extent, direction),
        None => part_of_disc(place.point, radius_km, direction),
    };
    Footprint {
        point,
        precision: if place.precision() >= GeoPrecision::Country {
            GeoPrecision::Region
        } else {
            place.precision()
        },
        uncertainty_km: reach_km.min(radius_km),
    }
}

fn part_of_disc(middle: Point<f64>, radius_km: f64, direction: Direction) -> (Point<f64>, f64) {
    if direction == Direction::MIDDLE {
        return (middle, radius_km / 2.0);
    }
    // The middle of a half disc lies 4r/3π from the middle of the disc; its edge is within r of that.
    let aside_km = 4.0 * radius_km / (3.0 * std::f64::consts::PI);
    (Haversine.destination(middle, direction.bearing(), aside_km * 1000.0), radius_km)
}

fn part_of_box(middle: Point<f64>, extent: &Extent, direction: Direction) -> (Point<f64>, f64) {
    // Degrees from the point to the edges; a point outside its box counts as on the edge.
    let east = degrees_between(middle.x(), extent.east);
    let west = degrees_between(extent.west, middle.x());
    let (north, south) = ((extent.north - middle.y()).max(0.0), (middle.y() - extent.south).max(0.0));
    let (wide, high) = (east.min(west), north.min(south));
    let point = Point::new(
        wrapped(middle.x() + f64::from(direction.east) * wide / 2.0),
        (middle.y() + f64::from(direction.north) * high / 2.0).clamp(-90.0, 90.0),
    );
    // Along an axis that the direction names the part is half as long as the place.
    let share = |named: i8| if named == 0 && direction != Direction::MIDDLE { 1.0 } else { 0.5 };
    let corner = Point::new(
        wrapped(point.x() + east.max(west) * share(direction.east)),
        (point.y() - north.max(south) * share(direction.north)).clamp(-90.0, 90.0),
    );
    (point, Haversine.distance(point, corner) / 1000.0)
}

/// Degrees eastwards from one meridian to another, in [0, 180]; more counts as none.
fn degrees_between(from: f64, to: f64) -> f64 {
    let degrees = (to - from).rem_euclid(360.0);
    if degrees > 180.0 { 0.0 } else { degrees }
}

fn wrapped(longitude: f64) -> f64 {
    (longitude + 180.0).rem_euclid(360.0) - 180.0
}

/// The stretch between two places: half-way, reaching over both. `None` when they are too far apart.
pub(super) fn between(a: &Place<'_>, b: &Place<'_>) -> Option<Footprint> {
    let kilometres = a.distance_km(b);
    let small = |it: &Place<'_>| it.precision() <= GeoPrecision::Area;
    (small(a) && small(b) && kilometres > 0.0 && kilometres <= FARTHEST_KM / 2.0).then(|| Footprint {
        point: Haversine.point_at_ratio_between(a.point, b.point, 0.5),
        precision: GeoPrecision::Area,
        uncertainty_km: kilometres / 2.0 + a.radius_km().max(b.radius_km()),
    })
}

/// Where two territories meet: the middle of what their boxes share. `None` when they share nothing, or one of
/// them has no box: two towns at a border are two places, not a line.
pub(super) fn border(a: &Place<'_>, b: &Place<'_>) -> Option<Footprint> {
    let (one, other) = (a.extent?, b.extent?);
    let crosses = |it: &Extent| it.west > it.east;
    // A box over 180° shares too much with everything to say where.
    if a.index == b.index || crosses(&one) || crosses(&other) {
        return None;
    }
    let (west, east) = (one.west.max(other.west), one.east.min(other.east));
    let (south, north) = (one.south.max(other.south), one.north.min(other.north));
    (west <= east && south <= north).then(|| {
        let point = Point::new(f64::midpoint(west, east), f64::midpoint(south, north));
        let corner = Point::new(west, if point.y() > 0.0 { south } else { north });
        Footprint {
            point,
            precision: a.precision().min(b.precision()).max(GeoPrecision::Region),
            uncertainty_km: Haversine.distance(point, corner) / 1000.0,
        }
    })
}

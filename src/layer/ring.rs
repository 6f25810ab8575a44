//! The area that holds the thing meant by a point: a circle on the globe, cut where the map is cut.

use geo::{Destination, Haversine, Point};
use geojson::{Feature, Geometry, GeometryValue, Position, feature::Id};
use serde_json::Value;

use super::{layers::Layer, properties::UncertaintyProperties, whereabouts::position};

/// Corners of a circle; its edge is nowhere off by more than 0.3 % of the radius.
const CORNERS: u32 = 48;

/// Kilometres along a meridian from a pole to the equator, and half the globe.
const QUARTER_KM: f64 = 10_007.5;

/// The areas of uncertainty round the points among some features.
pub(super) fn rings(features: &[Feature]) -> Vec<Feature> {
    let drawn = features.iter().filter(|it| Layer::of(it).is_some_and(Layer::is_drawn));
    drawn.filter_map(ring).collect()
}

/// The area round one point; `None` where it has no point or no uncertainty.
fn ring(feature: &Feature) -> Option<Feature> {
    let point = point_of(feature)?;
    let words = |key: &str| feature.property(key).and_then(Value::as_str);
    let uncertainty_km = feature.property("uncertainty_km")?.as_f64()?;
    let Some(Id::String(id)) = &feature.id else { return None };
    let properties = UncertaintyProperties {
        layer: "uncertainty",
        name: words("name"),
        geo_precision: words("geo_precision"),
        uncertainty_km,
        document_id: words("document_id"),
    };
    let mut area = super::feature::feature(id.clone(), None, &properties);
    area.geometry = Some(circle(point, uncertainty_km));
    Some(area)
}

/// The point of a Feature.
pub(super) fn point_of(feature: &Feature) -> Option<Point> {
    match &feature.geometry.as_ref()?.value {
        GeometryValue::Point { coordinates } => {
            let slice = coordinates.as_slice();
            Some(Point::new(*slice.first()?, *slice.get(1)?))
        }
        _ => None,
    }
}

/// A circle round a point: polygons that neither cross the antimeridian nor leave out a pole.
fn circle(centre: Point, radius_km: f64) -> Geometry {
    // A circle beyond half the globe is the whole of it, less what no map shows.
    let radius_km = radius_km.min(2.0 * QUARTER_KM * 0.99);
    let mut outline: Vec<[f64; 2]> = (0..CORNERS)
        .map(|step| {
            // Counter-clockwise, as RFC 7946 wants the outside of a polygon.
            let bearing = 360.0 - f64::from(step) * 360.0 / f64::from(CORNERS);
            let corner = Haversine.destination(centre, bearing, radius_km * 1000.0);
            [corner.x(), corner.y()]
        })
        .collect();
    let to_north = (90.0 - centre.y()) / 90.0 * QUARTER_KM;
    let to_south = (90.0 + centre.y()) / 90.0 * QUARTER_KM;
    let (north, south) = (radius_km >= to_north, radius_km >= to_south);
    if north || south {
        return polar(outline, north, south);
    }
    for corner in &mut outline {
        // On the side of the centre, beyond 180 if need be; cut there afterwards.
        corner[0] = centre.x() + wrapped(corner[0] - centre.x());
    }
    let parts = [0.0, 360.0, -360.0].into_iter().filter_map(|turn| {
        let turned = outline.iter().map(|it| [it[0] + turn, it[1]]).collect::<Vec<_>>();
        let east = clipped(&turned, |it| 180.0 - it);
        closed(clipped(&east, |it| it + 180.0))
    });
    Geometry::new_multi_polygon(parts.map(|it| vec![it]))
}

/// A circle with a pole in it: everything between its edge and that pole.
fn polar(mut outline: Vec<[f64; 2]>, north: bool, south: bool) -> Geometry {
    if north && south {
        let world = [[-180.0, -90.0], [180.0, -90.0], [180.0, 90.0], [-180.0, 90.0]];
        return Geometry::new_multi_polygon(closed(world.to_vec()).map(|it| vec![it]));
    }
    outline.sort_by(|one, other| one[0].total_cmp(&other[0]));
    let edge = match (outline.first(), outline.last()) {
        (Some(first), Some(last)) => (first[1] + last[1]) / 2.0,
        _ => 0.0,
    };
    let pole = if north { 90.0 } else { -90.0 };
    let mut corners = vec![[-180.0, edge]];
    corners.extend(outline);
    corners.extend([[180.0, edge], [180.0, pole], [-180.0, pole]]);
    if south {
        corners.reverse();
    }
    Geometry::new_multi_polygon(closed(corners).map(|it| vec![it]))
}

/// What of an outline lies where `inside` of its longitude is not negative.
fn clipped(outline: &[[f64; 2]], inside: impl Fn(f64) -> f64) -> Vec<[f64; 2]> {
    let mut kept = Vec::with_capacity(outline.len() + 2);
    for (at, here) in outline.iter().enumerate() {
        let Some(next) = outline.get((at + 1) % outline.len()) else { continue };
        let (a, b) = (inside(here[0]), inside(next[0]));
        if a >= 0.0 {
            kept.push(*here);
        }
        if (a >= 0.0) != (b >= 0.0) {
            let share = a / (a - b);
            kept.push([here[0] + share * (next[0] - here[0]), here[1] + share * (next[1] - here[1])]);
        }
    }
    kept
}

/// A ring of positions that ends where it starts; `None` for less than a triangle.
fn closed(outline: Vec<[f64; 2]>) -> Option<Vec<Position>> {
    let mut corners: Vec<[f64; 2]> =
        outline.into_iter().map(|it| position(Point::new(it[0], it[1]))).collect();
    corners.dedup();
    if corners.len() > 1 && corners.first() == corners.last() {
        corners.pop();
    }
    if corners.len() < 3 {
        return None;
    }
    corners.extend(corners.first().copied());
    Some(corners.into_iter().map(Position::from).collect())
}

/// An angle between -180 and 180 degrees.
fn wrapped(degrees: f64) -> f64 {
    (degrees + 540.0).rem_euclid(360.0) - 180.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(x: f64, y: f64, km: f64) -> Vec<Vec<[f64; 2]>> {
        match circle(Point::new(x, y), km).value {
            GeometryValue::MultiPolygon { coordinates } => coordinates
                .iter()
                .map(|it| it[0].iter().map(|it| [it.as_slice()[0], it.as_slice()[1]]).collect())
                .collect(),
            other => panic!("{other:?}"),
        }
    }

    fn area(ring: &[[f64; 2]]) -> f64 {
        ring.windows(2).map(|it| it[0][0] * it[1][1] - it[1][0] * it[0][1]).sum::<f64>() / 2.0
    }

    #[test]
    fn a_circle_is_closed_and_counter_clockwise() {
        let parts = parts(66.4, 30.9, 10.0);
        assert_eq!(parts.len(), 1);
        assert_eq!((parts[0].len(), parts[0].first()), (49, parts[0].last()));
        assert!(area(&parts[0]) > 0.0);
    }

    #[test]
    fn a_circle_at_the_antimeridian_is_cut_in_two() {
        for x in [179.9, -179.9, 180.0] {
            let parts = parts(x, -17.0, 50.0);
            assert_eq!(parts.len(), 2, "{x}");
            for corner in parts.iter().flatten() {
                assert!(corner[0].abs() <= 180.0 && (corner[0].abs() - 180.0).abs() < 1.0);
            }
            assert!(parts.iter().all(|it| area(it) > 0.0));
        }
    }

    #[test]
    fn a_circle_with_a_pole_in_it_reaches_it() {
        for (y, pole) in [(85.0, 90.0), (-80.0, -90.0)] {
            let parts = parts(20.0, y, 2000.0);
            assert!(parts[0].iter().any(|it| it[1] == pole));
            assert!(area(&parts[0]) > 0.0);
        }
        assert!(area(&parts(0.0, 0.0, 30_000.0)[0]) > 60_000.0);
    }
}

//! Geometries as GeoPackage holds them: a header, then well-known binary, little-endian.

use geojson::{Geometry, GeometryValue};

/// WGS 84.
const SRS_ID: i32 = 4326;

/// Box of a geometry: west, east, south, north.
pub(super) type Bounds = [f64; 4];

/// A geometry and its box; `None` for shapes that layers do not have.
pub(super) fn blob(geometry: &Geometry) -> Option<(Vec<u8>, Bounds)> {
    match &geometry.value {
        GeometryValue::Point { coordinates } => {
            let [x, y, ..] = coordinates.as_slice() else { return None };
            // Little-endian, no box: a point is its own.
            let mut bytes = header(0b0000_0001);
            bytes.push(1);
            bytes.extend(1u32.to_le_bytes());
            bytes.extend(x.to_le_bytes());
            bytes.extend(y.to_le_bytes());
            Some((bytes, [*x, *x, *y, *y]))
        }
        GeometryValue::MultiPolygon { coordinates } => {
            let mut bounds = [f64::INFINITY, f64::NEG_INFINITY, f64::INFINITY, f64::NEG_INFINITY];
            for position in coordinates.iter().flatten().flatten() {
                let [x, y, ..] = position.as_slice() else { return None };
                bounds = [bounds[0].min(*x), bounds[1].max(*x), bounds[2].min(*y), bounds[3].max(*y)];
            }
            // Little-endian, with its box.
            let mut bytes = header(0b0000_0011);
            bounds.iter().for_each(|it| bytes.extend(it.to_le_bytes()));
            let count = |it: usize| u32::try_from(it).unwrap_or(u32::MAX).to_le_bytes();
            bytes.push(1);
            bytes.extend(6u32.to_le_bytes());
            bytes.extend(count(coordinates.len()));
            for polygon in coordinates {
                bytes.push(1);
                bytes.extend(3u32.to_le_bytes());
                bytes.extend(count(polygon.len()));
                for ring in polygon {
                    bytes.extend(count(ring.len()));
                    let numbers = ring.iter().flat_map(|it| it.as_slice().iter().take(2));
                    numbers.for_each(|it| bytes.extend(it.to_le_bytes()));
                }
            }
            Some((bytes, bounds))
        }
        _ => None,
    }
}

fn header(flags: u8) -> Vec<u8> {
    let mut bytes = vec![b'G', b'P', 0, flags];
    bytes.extend(SRS_ID.to_le_bytes());
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_is_29_bytes() {
        let (bytes, bounds) = blob(&Geometry::new_point([69.17, 34.53])).unwrap();
        assert_eq!(bytes.len(), 8 + 21);
        assert_eq!(&bytes[..8], b"GP\x00\x01\xe6\x10\x00\x00");
        assert_eq!(bounds, [69.17, 69.17, 34.53, 34.53]);
    }

    #[test]
    fn other_shapes_are_refused() {
        assert!(blob(&Geometry::new_line_string([[0.0, 0.0], [1.0, 1.0]])).is_none());
    }
}

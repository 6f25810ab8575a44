//! A grid of points laid over shapes: the middle and the extent of a division whose border we do not have.
//!
//! Every point of the grid goes to the division of the city nearest to it. The divisions that result are
//! roughly the Voronoi cells of their cities, good for a middle and an extent, not for a border.

use rstar::{RTree, primitives::GeomWithData};

use crate::{sources::world_atlas::Ring, table::rounded};

/// A longitude and a latitude in degrees.
pub(crate) type Position = [f64; 2];

/// Share of the points that is cut off on each of the four sides before measuring: what is wrong is outermost.
const TRIMMED: f64 = 0.02;

/// Grid points inside a polygon, rows of them from south to north.
pub(crate) fn points(polygon: &[Ring], step: f64) -> Vec<Position> {
    let latitudes = polygon.first().into_iter().flatten().map(|it| it[1]);
    let (south, north) = latitudes.fold((f64::MAX, f64::MIN), |(low, high), it| (low.min(it), high.max(it)));
    let mut points = Vec::new();
    let mut row = (south / step).ceil();
    while (row + 0.5) * step <= north {
        let latitude = (row + 0.5) * step;
        let mut crossings = crossings(polygon, latitude);
        crossings.sort_by(f64::total_cmp);
        for pair in crossings.chunks_exact(2) {
            let mut column = (pair[0] / step - 0.5).ceil();
            while (column + 0.5) * step < pair[1] {
                points.push([(column + 0.5) * step, latitude]);
                column += 1.0;
            }
        }
        row += 1.0;
    }
    points
}

/// Longitudes at which the rings cross a parallel; between an odd and an even one lies the inside.
fn crossings(polygon: &[Ring], latitude: f64) -> Vec<f64> {
    let edges = polygon.iter().flat_map(|ring| ring.windows(2));
    edges
        .filter(|edge| (edge[0][1] <= latitude) != (edge[1][1] <= latitude))
        .map(|edge| {
            let share = (latitude - edge[0][1]) / (edge[1][1] - edge[0][1]);
            edge[0][0] + share * (edge[1][0] - edge[0][0])
        })
        .collect()
}

/// The middle and the extent of a set of points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Footprint {
    pub(crate) middle: Position,
    /// Larger than `east` when the extent crosses 180°.
    pub(crate) west: f64,
    pub(crate) south: f64,
    pub(crate) east: f64,
    pub(crate) north: f64,
}

impl Footprint {
    /// Measures points after cutting off the outermost; `None` when there are none.
    pub(crate) fn trimmed(points: &[Position]) -> Option<Self> {
        Self::of(points, TRIMMED)
    }

    /// Measures all points.
    pub(crate) fn whole(points: &[Position]) -> Option<Self> {
        Self::of(points, 0.0)
    }

    fn of(points: &[Position], trimmed: f64) -> Option<Self> {
        let reference = points.first()?[0];
        let near = |longitude: f64| longitude - ((longitude - reference) / 360.0).round() * 360.0;
        let points: Vec<Position> = points.iter().map(|it| [near(it[0]), it[1]]).collect();
        let [west, east] = bounds(&points, 0, trimmed);
        let [south, north] = bounds(&points, 1, trimmed);
        let (mut sum, mut weights) = ([0.0, 0.0], 0.0);
        for [longitude, latitude] in &points {
            if (west..=east).contains(longitude) && (south..=north).contains(latitude) {
                let weight = latitude.to_radians().cos();
                sum = [sum[0] + weight * longitude, sum[1] + weight * latitude];
                weights += weight;
            }
        }
        if weights == 0.0 {
            return Self::of(&points, 0.0).filter(|_| trimmed > 0.0);
        }
        Some(Self {
            middle: [wrapped(sum[0] / weights), rounded(sum[1] / weights)],
            west: wrapped(west),
            south: rounded(south),
            east: wrapped(east),
            north: rounded(north),
        })
    }
}

/// The lowest and the highest value of a coordinate that are left after trimming.
fn bounds(points: &[Position], axis: usize, trimmed: f64) -> [f64; 2] {
    let mut values: Vec<f64> = points.iter().map(|it| it[axis]).collect();
    values.sort_by(f64::total_cmp);
    let cut = (values.len() as f64 * trimmed) as usize;
    [values[cut], values[values.len() - 1 - cut]]
}

/// A longitude in [-180, 180], rounded.
fn wrapped(longitude: f64) -> f64 {
    rounded(longitude - (longitude / 360.0).round() * 360.0)
}

/// Finds the nearest of many positions on the sphere.
pub(crate) struct Nearest(RTree<GeomWithData<[f64; 3], usize>>);

impl Nearest {
    /// Positions with the number that is returned for each.
    pub(crate) fn new(positions: impl Iterator<Item = (Position, usize)>) -> Self {
        Self(RTree::bulk_load(
            positions.map(|(it, number)| GeomWithData::new(on_sphere(it), number)).collect(),
        ))
    }

    /// The number of the nearest position; `None` when there are none.
    pub(crate) fn of(&self, position: Position) -> Option<usize> {
        self.0.nearest_neighbor(&on_sphere(position)).map(|it| it.data)
    }
}

fn on_sphere([longitude, latitude]: Position) -> [f64; 3] {
    let (east, north) = (longitude.to_radians(), latitude.to_radians());
    [north.cos() * east.cos(), north.cos() * east.sin(), north.sin()]
}

/// Kilometres between two positions along the great circle.
pub(crate) fn kilometres(one: Position, other: Position) -> f64 {
    let (a, b) = (on_sphere(one), on_sphere(other));
    let chord = a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
    2.0 * 6371.0 * (chord / 2.0).min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(west: f64, south: f64, side: f64) -> Ring {
        let (east, north) = (west + side, south + side);
        vec![[west, south], [east, south], [east, north], [west, north], [west, south]]
    }

    #[test]
    fn a_grid_fills_a_square_and_spares_its_hole() {
        assert_eq!(points(&[square(0.0, 0.0, 4.0)], 1.0).len(), 16);
        let holed = points(&[square(0.0, 0.0, 4.0), square(1.0, 1.0, 2.0)], 1.0);
        assert_eq!(holed.len(), 12);
        assert!(!holed.contains(&[1.5, 1.5]));
    }

    #[test]
    fn a_footprint_over_the_antimeridian_has_west_above_east() {
        let footprint = Footprint::whole(&points(&[square(178.0, 0.0, 4.0)], 0.5)).unwrap();
        assert!(footprint.west > footprint.east, "{footprint:?}");
        assert!((footprint.middle[0].abs() - 180.0).abs() < 0.01, "{footprint:?}");
    }

    #[test]
    fn a_few_strays_do_not_stretch_an_extent() {
        let mut cloud = points(&[square(10.0, 10.0, 2.0)], 0.1);
        cloud.push([60.0, 40.0]);
        let footprint = Footprint::trimmed(&cloud).unwrap();
        assert!(footprint.east < 12.0 && footprint.north < 12.0, "{footprint:?}");
        assert_eq!(Footprint::trimmed(&[[1.0, 2.0]]).unwrap().middle, [1.0, 2.0]);
        assert_eq!(Footprint::trimmed(&[]), None);
    }

    #[test]
    fn the_nearest_is_found_over_the_antimeridian() {
        let nearest = Nearest::new([([-179.9, 0.0], 1), ([170.0, 0.0], 2)].into_iter());
        assert_eq!(nearest.of([179.9, 0.0]), Some(1));
    }

    #[test]
    fn a_degree_of_the_equator_has_111_kilometres() {
        assert!((kilometres([0.0, 0.0], [1.0, 0.0]) - 111.2).abs() < 0.1);
    }
}

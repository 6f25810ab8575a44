//! Decodes `world-atlas`: the shapes of the countries, as TopoJSON.

use dateline::error::Result;
use serde::Deserialize;

use super::{WORLD_ATLAS, all_the_cities::member};

/// A closed line of longitudes and latitudes; longitudes run on past ±180° rather than jump.
pub(crate) type Ring = Vec<[f64; 2]>;

/// A country's shape.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shape {
    /// ISO 3166-1 numeric code, absent for what has none.
    pub(crate) iso_numeric: Option<u16>,
    /// Natural Earth's name.
    pub(crate) name: String,
    /// Polygons, each an outer ring and the rings of its holes.
    pub(crate) polygons: Vec<Vec<Ring>>,
}

/// Fetches, checks and decodes the most detailed shapes.
pub(crate) fn load() -> Result<Vec<Shape>> {
    decode(&member(&WORLD_ATLAS, "package/countries-10m.json")?)
}

#[derive(Deserialize)]
struct Topology {
    transform: Transform,
    /// Arcs of points, each the difference to the one before.
    arcs: Vec<Vec<[i64; 2]>>,
    objects: Objects,
}

#[derive(Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

#[derive(Deserialize)]
struct Objects {
    countries: Collection,
}

#[derive(Deserialize)]
struct Collection {
    geometries: Vec<Geometry>,
}

#[derive(Deserialize)]
struct Geometry {
    id: Option<String>,
    properties: Properties,
    #[serde(flatten)]
    arcs: Arcs,
}

#[derive(Deserialize)]
struct Properties {
    name: String,
}

/// Rings as numbers of arcs; `-1` is arc 0 backwards.
#[derive(Deserialize)]
#[serde(tag = "type", content = "arcs")]
enum Arcs {
    Polygon(Vec<Vec<i64>>),
    MultiPolygon(Vec<Vec<Vec<i64>>>),
}

/// Lines that countries share, and the countries as rings of them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Outlines {
    /// Open or closed lines of longitudes and latitudes.
    pub(crate) arcs: Vec<Ring>,
    /// Numbers of arcs, end to end; `-1` is arc 0 backwards.
    pub(crate) rings: Vec<Vec<i64>>,
}

/// Fetches, checks and decodes the shapes for maps of continents.
pub(crate) fn outlines() -> Result<Outlines> {
    let topology = topology(&member(&WORLD_ATLAS, "package/countries-50m.json")?)?;
    let rings = topology.objects.countries.geometries.into_iter().flat_map(|it| match it.arcs {
        Arcs::Polygon(rings) => rings,
        Arcs::MultiPolygon(polygons) => polygons.into_iter().flatten().collect(),
    });
    Ok(Outlines {
        arcs: topology.arcs.iter().map(|it| absolute(it, &topology.transform)).collect(),
        rings: rings.collect(),
    })
}

fn topology(json: &[u8]) -> Result<Topology> {
    serde_json::from_slice(json).map_err(|error| WORLD_ATLAS.fault(error))
}

fn decode(json: &[u8]) -> Result<Vec<Shape>> {
    let topology = topology(json)?;
    let arcs: Vec<Ring> = topology.arcs.iter().map(|it| absolute(it, &topology.transform)).collect();
    let polygon = |rings: &Vec<Vec<i64>>| rings.iter().map(|it| ring(it, &arcs)).collect::<Result<Vec<_>>>();
    topology
        .objects
        .countries
        .geometries
        .iter()
        .map(|geometry| {
            Ok(Shape {
                iso_numeric: geometry.id.as_deref().and_then(|it| it.parse().ok()),
                name: geometry.properties.name.clone(),
                polygons: match &geometry.arcs {
                    Arcs::Polygon(rings) => vec![polygon(rings)?],
                    Arcs::MultiPolygon(polygons) => polygons.iter().map(polygon).collect::<Result<_>>()?,
                },
            })
        })
        .collect()
}

/// Points of an arc in degrees.
fn absolute(arc: &[[i64; 2]], transform: &Transform) -> Ring {
    let (mut x, mut y) = (0, 0);
    arc.iter()
        .map(|[dx, dy]| {
            x += dx;
            y += dy;
            [
                x as f64 * transform.scale[0] + transform.translate[0],
                y as f64 * transform.scale[1] + transform.translate[1],
            ]
        })
        .collect()
}

/// Joins arcs into a ring, without the point that two arcs share, and unwraps its longitudes.
fn ring(numbers: &[i64], arcs: &[Ring]) -> Result<Ring> {
    let mut ring: Ring = Vec::new();
    for number in numbers {
        let backwards = *number < 0;
        let index = if backwards { !*number } else { *number };
        let arc = usize::try_from(index)
            .ok()
            .and_then(|it| arcs.get(it))
            .ok_or_else(|| WORLD_ATLAS.fault(format!("a shape names arc {number}, which is not there")))?;
        ring.pop();
        if backwards {
            ring.extend(arc.iter().rev());
        } else {
            ring.extend(arc);
        }
    }
    for at in 1..ring.len() {
        let turn = ((ring[at][0] - ring[at - 1][0]) / 360.0).round();
        ring[at][0] -= turn * 360.0;
    }
    Ok(ring)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arcs_are_summed_joined_and_turned_round() {
        let json = br#"{
            "type": "Topology",
            "transform": {"scale": [0.5, 1.0], "translate": [-10.0, 2.0]},
            "arcs": [[[0, 0], [4, 0]], [[0, 0], [0, 3], [4, 0], [0, -3]]],
            "objects": {"countries": {"type": "GeometryCollection", "geometries": [
                {"type": "Polygon", "arcs": [[0, -2]], "id": "004", "properties": {"name": "Here"}}
            ]}}
        }"#;
        let shapes = decode(json).unwrap();
        assert_eq!(shapes[0].iso_numeric, Some(4));
        assert_eq!(
            shapes[0].polygons,
            [[[[-10.0, 2.0], [-8.0, 2.0], [-8.0, 5.0], [-10.0, 5.0], [-10.0, 2.0]]]]
        );
    }

    #[test]
    fn longitudes_run_on_over_the_antimeridian() {
        let arcs = [vec![[179.0, 0.0], [-179.0, 0.0], [-178.0, 1.0], [179.0, 0.0]]];
        let ring = ring(&[0], &arcs).unwrap();
        assert_eq!(ring, [[179.0, 0.0], [181.0, 0.0], [182.0, 1.0], [179.0, 0.0]]);
    }

    #[test]
    fn an_arc_that_is_not_there_is_an_error() {
        assert!(ring(&[3], &[]).unwrap_err().to_string().contains("arc 3"));
    }
}

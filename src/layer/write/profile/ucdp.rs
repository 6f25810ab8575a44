//! The columns of UCDP's Georeferenced Event Dataset.

use geojson::Feature;

use super::{has_two_sides, id_of, number, part, text, whole, words, year};
use crate::layer::{
    fields::FieldKind::{Date, Integer, Text},
    ring,
    write::columns::{Cell, Column},
};

/// UCDP's header.
pub(super) const COLUMNS: &[Column] = &[
    Column::nothing("id"),
    Column::made("relid", Text, |row| text(id_of(row))),
    Column::made("year", Integer, year),
    Column::nothing("active_year"),
    Column::nothing("code_status"),
    Column::named("type_of_violence", Integer, "ucdp_violence"),
    Column::nothing("conflict_dset_id"),
    Column::nothing("conflict_new_id"),
    Column::nothing("conflict_name"),
    Column::nothing("dyad_dset_id"),
    Column::nothing("dyad_new_id"),
    Column::nothing("dyad_name"),
    Column::nothing("side_a_dset_id"),
    Column::nothing("side_a_new_id"),
    Column::made("side_a", Text, |row| text(part(row, "perpetrators", 0))),
    Column::nothing("side_b_dset_id"),
    Column::nothing("side_b_new_id"),
    Column::made("side_b", Text, side_b),
    Column::made("number_of_sources", Integer, |row| whole(Some(number(row, "reports_count").unwrap_or(1)))),
    Column::made("source_article", Text, source_article),
    Column::named("source_office", Text, "source"),
    Column::named("source_date", Date, "published"),
    Column::named("source_headline", Text, "title"),
    Column::nothing("source_original"),
    Column::named("where_prec", Integer, "where_prec"),
    Column::named("where_coordinates", Text, "name"),
    Column::named("where_description", Text, "quote"),
    Column::named("adm_1", Text, "admin1"),
    Column::named("adm_2", Text, "admin2"),
    Column::latitude(),
    Column::longitude(),
    Column::made("geom_wkt", Text, wkt),
    Column::made("priogrid_gid", Integer, prio_cell),
    Column::named("country", Text, "country_name"),
    Column::nothing("country_id"),
    Column::nothing("region"),
    Column::nothing("event_clarity"),
    Column::named("date_prec", Integer, "date_prec"),
    Column::named("date_start", Date, "date_start"),
    Column::named("date_end", Date, "date_end"),
    Column::nothing("deaths_a"),
    Column::nothing("deaths_b"),
    Column::nothing("deaths_civilians"),
    Column::nothing("deaths_unknown"),
    Column::named("best", Integer, "fatalities"),
    Column::named("high", Integer, "fatalities_high"),
    Column::named("low", Integer, "fatalities_low"),
    Column::nothing("gwnoa"),
    Column::nothing("gwnob"),
];

fn side_b(row: &Feature) -> Cell<'_> {
    match number(row, "ucdp_violence") {
        Some(3) => Cell::text("Civilians"),
        _ if has_two_sides(row) => text(part(row, "perpetrators", 1)),
        _ => Cell::Empty,
    }
}

/// UCDP writes publisher, day and headline into one cell.
fn source_article(row: &Feature) -> Cell<'_> {
    let parts: Vec<&str> =
        ["source", "published", "title"].into_iter().filter_map(|it| words(row, it)).collect();
    if parts.is_empty() { Cell::Empty } else { Cell::owned(parts.join(", ")) }
}

fn wkt(row: &Feature) -> Cell<'_> {
    ring::point_of(row).map_or(Cell::Empty, |it| Cell::owned(format!("POINT ({} {})", it.x(), it.y())))
}

/// The cell of PRIO-GRID: half degrees, counted eastwards from the south-western corner of the world.
fn prio_cell(row: &Feature) -> Cell<'_> {
    const CELLS_ROUND: i64 = 720;
    const CELLS_UP: i64 = 360;
    let Some(point) = ring::point_of(row) else { return Cell::Empty };
    let steps = |degrees: f64, most: i64| ((degrees * 2.0).floor() as i64).clamp(0, most - 1);
    let column = steps(point.x() + 180.0, CELLS_ROUND);
    Cell::Integer(steps(point.y() + 90.0, CELLS_UP) * CELLS_ROUND + column + 1)
}

#[cfg(test)]
mod tests {
    use geojson::Geometry;

    use super::*;

    #[test]
    fn prio_cells_are_counted_from_the_south_west() {
        let at = |x: f64, y: f64| {
            let row = Feature { geometry: Some(Geometry::new_point([x, y])), ..Feature::default() };
            match prio_cell(&row) {
                Cell::Integer(cell) => cell,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!((at(-180.0, -90.0), at(180.0, 90.0)), (1, 259_200));
        assert_eq!(at(69.17, 34.53), 179_779);
    }
}

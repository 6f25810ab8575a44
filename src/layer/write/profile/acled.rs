//! ACLED's columns, as of its release of 2023.

use geojson::Feature;

use super::{day, has_two_sides, id_of, number, part, text, whole, words, year};
use crate::layer::{
    fields::FieldKind::{Date, Integer, Number, Text},
    ring,
    write::columns::{Cell, Column},
};

/// ACLED's header.
pub(super) const COLUMNS: &[Column] = &[
    Column::nothing("event_id_cnty"),
    Column::made("event_date", Date, |row| text(day(row))),
    Column::made("year", Integer, year),
    Column::made("time_precision", Integer, time_precision),
    Column::made("disorder_type", Text, disorder_type),
    Column::made("event_type", Text, |row| text(is_theirs(row).then(|| words(row, "event_type")).flatten())),
    Column::made("sub_event_type", Text, |row| text(is_theirs(row).then(|| words(row, "type")).flatten())),
    Column::made("actor1", Text, |row| text(part(row, "perpetrators", 0))),
    Column::made("assoc_actor_1", Text, associates),
    Column::nothing("inter1"),
    Column::made("actor2", Text, other_side),
    Column::nothing("assoc_actor_2"),
    Column::nothing("inter2"),
    Column::nothing("interaction"),
    Column::made("civilian_targeting", Text, civilian_targeting),
    Column::named("iso", Integer, "iso_numeric"),
    Column::nothing("region"),
    Column::named("country", Text, "country_name"),
    Column::named("admin1", Text, "admin1"),
    Column::named("admin2", Text, "admin2"),
    Column::nothing("admin3"),
    Column::named("location", Text, "name"),
    Column::made("latitude", Number, |row| {
        ring::point_of(row).filter(|_| is_spot(row)).map_or(Cell::Empty, |it| Cell::Number(it.y()))
    }),
    Column::made("longitude", Number, |row| {
        ring::point_of(row).filter(|_| is_spot(row)).map_or(Cell::Empty, |it| Cell::Number(it.x()))
    }),
    Column::made("geo_precision", Integer, geo_precision),
    Column::named("source", Text, "source"),
    Column::nothing("source_scale"),
    Column::named("notes", Text, "quote"),
    Column::named("fatalities", Integer, "fatalities"),
    Column::made("tags", Text, tags),
    Column::made("timestamp", Integer, timestamp),
];

/// Is it of a type that ACLED has? It lists neither accidents nor disasters.
fn is_theirs(row: &Feature) -> bool {
    !matches!(words(row, "event_type"), None | Some("Accident" | "Disaster"))
}

/// ACLED has no rows for whole countries: their middle would be taken for a spot.
fn is_spot(row: &Feature) -> bool {
    number(row, "where_prec").is_none_or(|it| it <= 5)
}

/// 1 a day, 2 a week, 3 a month or more.
fn time_precision(row: &Feature) -> Cell<'_> {
    whole(number(row, "date_prec").map(|it| match it {
        ..=1 => 1,
        2 | 3 => 2,
        _ => 3,
    }))
}

/// 1 the place named, 2 near it or a small area, 3 a region.
fn geo_precision(row: &Feature) -> Cell<'_> {
    whole(number(row, "where_prec").and_then(|it| match it {
        ..=1 => Some(1),
        2 | 3 => Some(2),
        4 | 5 => Some(3),
        _ => None,
    }))
}

fn disorder_type(row: &Feature) -> Cell<'_> {
    let disorder = match (words(row, "event_type"), words(row, "type")) {
        (Some("Protests"), Some("Excessive force against protesters")) => {
            "Political violence; Demonstrations"
        }
        (Some("Protests"), _) | (Some("Riots"), Some("Violent demonstration")) => "Demonstrations",
        (Some("Strategic developments"), _) => "Strategic developments",
        _ if is_theirs(row) => "Political violence",
        _ => return Cell::Empty,
    };
    Cell::text(disorder)
}

fn associates(row: &Feature) -> Cell<'_> {
    let others = words(row, "perpetrators").unwrap_or_default().split("; ");
    let others: Vec<&str> = others.skip(if has_two_sides(row) { 2 } else { 1 }).collect();
    if others.is_empty() { Cell::Empty } else { Cell::owned(others.join("; ")) }
}

fn other_side(row: &Feature) -> Cell<'_> {
    let other = if has_two_sides(row) { part(row, "perpetrators", 1) } else { None };
    text(other.or_else(|| words(row, "targets")))
}

fn civilian_targeting(row: &Feature) -> Cell<'_> {
    text((words(row, "event_type") == Some("Violence against civilians")).then_some("Civilian targeting"))
}

/// Our id, for ACLED's are its own to give; and our type, where ACLED has none.
fn tags(row: &Feature) -> Cell<'_> {
    let Some(id) = id_of(row) else { return Cell::Empty };
    let kind = words(row, "type").filter(|_| !is_theirs(row));
    Cell::owned(match kind {
        Some(kind) => format!("dateline:id={id}; dateline:type={kind}"),
        None => format!("dateline:id={id}"),
    })
}

/// Seconds since 1970 of the day of publication.
fn timestamp(row: &Feature) -> Cell<'_> {
    let published = words(row, "published").and_then(|it| it.parse::<jiff::civil::Date>().ok());
    let days = published.map(|it| (it - jiff::civil::date(1970, 1, 1)).get_days());
    whole(days.map(|it| i64::from(it) * 86_400))
}

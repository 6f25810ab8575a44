//! Places as a table that a person reads.

use std::io::{self, Write};

use dateline::{
    gazetteer::{Bearer, Gazetteer},
    layer::PlaceRecord,
};

use super::super::{
    terminal::{FAINT, STRONG, plain},
    words::{grouped, whole_name},
};

/// Prints a line for each place.
pub(super) fn print(
    mut out: impl Write,
    found: &[Bearer<'_>],
    records: &[PlaceRecord<'_>],
    gazetteer: &Gazetteer,
) -> io::Result<()> {
    let rows: Vec<Row> =
        found.iter().zip(records).map(|(it, record)| Row::of(it, record, gazetteer)).collect();
    let width = |cell: fn(&Row) -> &str| rows.iter().map(|it| cell(it).chars().count()).max().unwrap_or(0);
    let widths = [width(|it| &it.place), width(|it| &it.kind), width(|it| &it.people), width(|it| &it.point)];
    let far = width(|it| &it.distance);
    for row in &rows {
        write!(out, "{STRONG}{:<1$}{STRONG:#}", row.place, widths[0])?;
        write!(out, "  {:<1$}", row.kind, widths[1])?;
        write!(out, "  {:>1$}", row.people, widths[2])?;
        write!(out, "  {:<1$}", row.point, widths[3])?;
        if far > 0 {
            write!(out, "  {:>far$}", row.distance)?;
        }
        write!(out, "  {}", row.id)?;
        writeln!(out, "{FAINT}{}{FAINT:#}", row.matched)?;
    }
    out.flush()
}

/// A place in the words of the table.
struct Row {
    place: String,
    kind: String,
    people: String,
    point: String,
    distance: String,
    id: String,
    matched: String,
}

impl Row {
    fn of(bearer: &Bearer<'_>, record: &PlaceRecord<'_>, gazetteer: &Gazetteer) -> Self {
        Self {
            place: plain(&whole_name(&bearer.place, gazetteer)).into_owned(),
            kind: format!("{} {}", record.geo_precision, record.feature_code),
            people: record.population.map(grouped).unwrap_or_default(),
            point: format!("{:.4}, {:.4}", record.lat, record.lon),
            distance: record.distance_km.map(|it| format!("{it:.1} km")).unwrap_or_default(),
            id: plain(record.place_id).into_owned(),
            matched: matched(record),
        }
    }
}

/// The name that matched, where it is not the one shown, and its sort, where that says something.
fn matched(record: &PlaceRecord<'_>) -> String {
    let name = plain(record.matched_name);
    match record.matched_kind {
        _ if record.matched_name == record.name => String::new(),
        "primary" | "alternate" => format!("  as {name}"),
        kind => format!("  as {name} ({kind})"),
    }
}

//! Incidents in the columns of known data sets, so that their users' tools read them. Only the layout is
//! theirs; what we cannot know, such as their ids, stays empty.

mod acled;
mod ucdp;

use geojson::Feature;
use serde_json::Value;

use super::{
    columns::{Cell, Column},
    options::Profile,
};

/// The columns of a data set, in its order.
pub(super) fn columns(profile: Profile) -> &'static [Column] {
    match profile {
        Profile::Acled => acled::COLUMNS,
        Profile::Ucdp => ucdp::COLUMNS,
    }
}

/// The column by which a row is known again, and what it holds for a row.
pub(super) fn key_column(profile: Profile) -> &'static str {
    match profile {
        Profile::Acled => "tags",
        Profile::Ucdp => "relid",
    }
}

/// The words of a property.
fn words<'f>(row: &'f Feature, property: &str) -> Option<&'f str> {
    row.property(property).and_then(Value::as_str)
}

fn number(row: &Feature, property: &str) -> Option<i64> {
    row.property(property).and_then(Value::as_i64)
}

fn text(words: Option<&str>) -> Cell<'_> {
    words.map_or(Cell::Empty, Cell::text)
}

fn whole(number: Option<i64>) -> Cell<'static> {
    number.map_or(Cell::Empty, Cell::Integer)
}

/// The id of an incident, or of an event.
fn id_of(row: &Feature) -> Option<&str> {
    words(row, "incident_id").or_else(|| words(row, "event_id"))
}

/// The day an incident is put under: the first it can have happened on, else the last.
fn day(row: &Feature) -> Option<&str> {
    words(row, "date_start").or_else(|| words(row, "date_end"))
}

fn year(row: &Feature) -> Cell<'_> {
    whole(day(row).and_then(|it| it.get(..4)?.parse().ok()))
}

/// A part of a joined list, by its number.
fn part<'f>(row: &'f Feature, list: &str, at: usize) -> Option<&'f str> {
    words(row, list)?.split("; ").nth(at)
}

/// Two armed sides met, so that the second who did it is the other side.
fn has_two_sides(row: &Feature) -> bool {
    words(row, "event_type") == Some("Battles")
}

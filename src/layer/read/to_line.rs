//! Rows of one document → its line of JSON lines, as far as the rows tell it.

use geojson::Feature;
use serde_json::{Map, Value, json};

use crate::layer::{
    fields::{FIELDS, FieldKind, Table},
    layers::Layer,
    ring,
};

/// What rows say of their document that a page shows, too.
pub(super) const ABOUT_DOCUMENT: &[&str] = &["title", "source", "published"];

/// The line of a document, with what its rows say `about` it. Mentions come from rows of mentions, else from
/// the offsets of places.
pub(super) fn line(document: &str, rows: &[Feature], about: &[&str]) -> String {
    let of = |layer: Layer| rows.iter().filter(move |it| Layer::of(it) == Some(layer));
    let mut mentions: Vec<Value> = of(Layer::Mentions).map(|it| object(it, Table::MentionLine)).collect();
    if mentions.is_empty() {
        mentions = of(Layer::Locations).filter(|it| is_null(it, "relation")).flat_map(of_place).collect();
        mentions.sort_by_key(|it| it["start"].as_u64());
    }
    let located = rows.iter().filter(|it| matches!(Layer::of(it), Some(Layer::Incidents | Layer::Unlocated)));
    let incidents: Vec<Value> = located.map(|it| object(it, Table::IncidentLine)).collect();
    let mut line = json!({"id": document, "mentions": mentions, "incidents": incidents});
    for key in about {
        line[*key] = rows.iter().find_map(|it| it.property(*key).cloned()).unwrap_or_default();
    }
    line.to_string()
}

fn is_null(row: &Feature, key: &str) -> bool {
    row.property(key).is_none_or(Value::is_null)
}

/// A row with the keys of a table, its lists parted.
fn object(row: &Feature, table: Table) -> Value {
    let point = ring::point_of(row);
    let fields = FIELDS.iter().filter(|it| it.tables.contains(&table));
    let members = fields.map(|field| {
        let value = match (field.name, field.kind) {
            ("lat", _) => json!(point.map(|it| it.y())),
            ("lon", _) => json!(point.map(|it| it.x())),
            // The words of one mention are no list.
            ("text", _) => row.property("text").cloned().unwrap_or_default(),
            (name, FieldKind::TextList) => json!(parts(row, name)),
            (name, FieldKind::ObjectList) => {
                json!(parts(row, name).iter().map(|it| json!({"name": it, "kind": null})).collect::<Vec<_>>())
            }
            (name, _) => row.property(name).cloned().unwrap_or_default(),
        };
        (field.name.to_owned(), value)
    });
    Value::Object(members.collect::<Map<_, _>>())
}

fn parts<'f>(row: &'f Feature, key: &str) -> Vec<&'f str> {
    let words = row.property(key).and_then(Value::as_str).unwrap_or_default();
    words.split("; ").filter(|it| !it.is_empty()).collect()
}

/// The mentions of a place, by its offsets.
fn of_place(row: &Feature) -> Vec<Value> {
    let wordings = parts(row, "text");
    let spans = parts(row, "offsets").into_iter().filter_map(|it| {
        let (start, end) = it.split_once('-')?;
        Some((start.parse::<usize>().ok()?, end.parse::<usize>().ok()?))
    });
    spans
        .map(|(start, end)| {
            // Only a wording of its length, if there is but one, is surely the mention's.
            let length = end.saturating_sub(start);
            let mut fitting = wordings.iter().filter(|it| it.chars().count() == length);
            let text = fitting.next().filter(|_| fitting.next().is_none());
            let mut mention = object(row, Table::MentionLine);
            mention["start"] = json!(start);
            mention["end"] = json!(end);
            mention["text"] = json!(text);
            mention["status"] = json!("resolved");
            mention
        })
        .collect()
}

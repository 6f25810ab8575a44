//! A line of JSON lines → the rows of all layers, as far as the line tells them.

use std::collections::{BTreeMap, HashMap};

use geojson::{Feature, Geometry, feature::Id};
use serde_json::{Map, Value, json};

use crate::{
    layer::{
        fields::{FIELDS, Table},
        style,
    },
    spatial::Relation,
};

/// The rows of a document: its places, its incidents, its mentions.
pub(super) fn features(record: &Value) -> Vec<Feature> {
    let id = record["id"].as_str().unwrap_or_default();
    let list = |key: &str| record[key].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut rows = locations(id, list("mentions"));
    let leaving = list("phrases").iter().filter(|it| leaves_place(it));
    rows.extend(leaving.filter_map(|it| phrase(id, it, list("mentions"))));
    let mut told = HashMap::new();
    let name_of = |place: &Value| {
        list("mentions").iter().find(|it| it["place_id"] == *place).map(|it| it["name"].clone())
    };
    rows.extend(list("incidents").iter().map(|it| {
        let name = Some(&it["place_id"]).filter(|it| !it.is_null()).and_then(name_of);
        incident(id, it, name.unwrap_or_else(|| it["location"][0].clone()), &mut told)
    }));
    rows.extend(list("mentions").iter().map(|it| mention(id, it)));
    rows
}

/// Do the words of space lead elsewhere than the places they name? Others have no row of their own.
fn leaves_place(phrase: &Value) -> bool {
    phrase["relation"] == Relation::Offset.as_str() || phrase["relation"] == Relation::Between.as_str()
}

/// One row for each place, as `map` makes them: no languages, no demonyms.
fn locations(document: &str, mentions: &[Value]) -> Vec<Feature> {
    let mut order: Vec<&str> = Vec::new();
    let mut groups: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for mention in mentions {
        let Some(place) = mention["place_id"].as_str() else { continue };
        if !matches!(mention["kind"].as_str(), Some("toponym" | "organisation")) || mention["lat"].is_null() {
            continue;
        }
        if !groups.contains_key(place) {
            order.push(place);
        }
        groups.entry(place).or_default().push(mention);
    }
    let rows = order.into_iter().filter_map(|place| Some((place, groups.get(place)?)));
    rows.filter_map(|(place, group)| location(format!("{document}#place:{place}"), document, group)).collect()
}

fn location(id: String, document: &str, group: &[&Value]) -> Option<Feature> {
    let first = *group.first()?;
    let mut row = empty(&[Table::LocationFeature, Table::IncidentFeature]);
    copy(first, &mut row);
    let any = |key: &str, value: &str| group.iter().any(|it| it[key] == value);
    let confidence = group.iter().filter_map(|it| it["confidence"].as_f64()).fold(0.0, f64::max);
    let offsets: Vec<String> = group.iter().map(|it| format!("{}-{}", it["start"], it["end"])).collect();
    let mut wordings: Vec<&str> = Vec::new();
    for words in group.iter().filter_map(|it| it["text"].as_str()) {
        if !wordings.contains(&words) {
            wordings.push(words);
        }
    }
    set(&mut row, "layer", json!("location"));
    set(&mut row, "kind", json!(if any("kind", "toponym") { "toponym" } else { "organisation" }));
    let usage = if any("usage", "literal") { "literal" } else { "associative" };
    set(&mut row, "usage", json!(usage));
    set(&mut row, "confidence", json!(confidence));
    set(&mut row, "text", json!(wordings.join("; ")));
    set(&mut row, "mentions_count", json!(group.len()));
    set(&mut row, "offsets", json!(offsets.join("; ")));
    set(&mut row, "document_id", json!(document));
    decorate(&mut row, &style::place(usage == "literal"));
    Some(made(id, first, row))
}

/// The row of words of space, which lead elsewhere than the place they start from.
fn phrase(document: &str, phrase: &Value, mentions: &[Value]) -> Option<Feature> {
    let at = usize::try_from(phrase["mention_numbers"][0].as_u64()?).ok()?;
    let mention = mentions.get(at)?;
    let mut row = empty(&[Table::LocationFeature, Table::IncidentFeature]);
    copy(mention, &mut row);
    copy(phrase, &mut row);
    set(&mut row, "layer", json!("location"));
    set(&mut row, "name", phrase["text"].clone());
    set(&mut row, "mentions_count", json!(1));
    set(&mut row, "offsets", json!(format!("{}-{}", phrase["start"], phrase["end"])));
    set(&mut row, "document_id", json!(document));
    decorate(&mut row, &style::place(mention["usage"] == "literal"));
    Some(made(format!("{document}#phrase:{}", phrase["start"]), phrase, row))
}

fn incident(document: &str, incident: &Value, name: Value, told: &mut HashMap<String, usize>) -> Feature {
    let mut row = empty(&[Table::LocationFeature, Table::IncidentFeature]);
    copy(incident, &mut row);
    set(&mut row, "layer", json!("incident"));
    set(&mut row, "name", name);
    set(&mut row, "document_id", json!(document));
    set(&mut row, "offsets", json!(format!("{}-{}", incident["start"], incident["end"])));
    let sort = if incident["lat"].is_null() { "unlocated" } else { "incident" };
    let mut id = format!("{document}#{sort}:{}", trigger_start(incident));
    let count = told.entry(id.clone()).and_modify(|it| *it += 1).or_insert(1);
    if *count > 1 {
        id += &format!("-{count}");
    }
    set(&mut row, "incident_id", json!(id));
    decorate(&mut row, &style::marker_of(incident["event_type"].as_str().unwrap_or_default()));
    made(id, incident, row)
}

/// Where the words that told of it stand: they are looked for in the quote.
fn trigger_start(incident: &Value) -> u64 {
    let start = incident["start"].as_u64().unwrap_or_default();
    let (Some(quote), Some(trigger)) = (incident["quote"].as_str(), incident["trigger"].as_str()) else {
        return start;
    };
    let before = quote.find(trigger).and_then(|at| quote.get(..at)).map_or(0, |it| it.chars().count());
    start + before as u64
}

fn mention(document: &str, mention: &Value) -> Feature {
    let mut row = empty(&[Table::MentionRow]);
    copy(mention, &mut row);
    set(&mut row, "layer", json!("mention"));
    set(&mut row, "document_id", json!(document));
    made(format!("{document}#mention:{}", mention["start"]), mention, row)
}

/// A row with every key of its tables, and no value.
fn empty(tables: &[Table]) -> Map<String, Value> {
    let fields = FIELDS.iter().filter(|it| it.tables.iter().any(|it| tables.contains(it)));
    fields.map(|it| (it.name.to_owned(), Value::Null)).collect()
}

/// Fills a row with what an object says under the same keys; lists are joined.
fn copy(from: &Value, row: &mut Map<String, Value>) {
    for (key, value) in row.iter_mut() {
        match &from[key.as_str()] {
            Value::Null => {}
            Value::Array(list) if list.is_empty() => *value = Value::Null,
            Value::Array(list) => {
                let words = list.iter().filter_map(|it| it.as_str().or_else(|| it["name"].as_str()));
                *value = json!(words.collect::<Vec<_>>().join("; "));
            }
            other => *value = other.clone(),
        }
    }
}

fn set(row: &mut Map<String, Value>, key: &str, value: Value) {
    row.insert(key.to_owned(), value);
}

fn decorate(row: &mut Map<String, Value>, marker: &style::Marker) {
    set(row, "marker-color", json!(marker.color));
    set(row, "marker-size", json!(marker.size));
    set(row, "marker-symbol", json!(marker.symbol));
}

/// The Feature of a row, at the coordinates that an object tells.
fn made(id: String, from: &Value, row: Map<String, Value>) -> Feature {
    let point = from["lon"].as_f64().zip(from["lat"].as_f64());
    Feature {
        id: Some(Id::String(id)),
        geometry: point.map(|(lon, lat)| Geometry::new_point([lon, lat])),
        properties: Some(row),
        ..Feature::default()
    }
}

//! Is a Feature a row of ours? Its layer, the types of its fields, and its geometry.

use geojson::{Feature, GeometryValue, feature::Id};
use serde_json::Value;

use crate::layer::{
    fields::{FIELDS, FieldKind},
    layers::Layer,
};

/// A row of a layer, or what is wrong with it.
pub(super) fn feature(value: Value) -> Result<Feature, String> {
    let mut feature: Feature =
        serde_json::from_value(value).map_err(|error| format!("no Feature: {error}"))?;
    if Layer::of(&feature).is_none() {
        return Err("its property `layer` is none of ours".to_owned());
    }
    for (key, value) in feature.properties_iter() {
        // What a user carried along from the records is not ours to check.
        let Some(field) = FIELDS.iter().find(|it| it.name == key) else { continue };
        if !fits(value, field.kind) {
            return Err(format!("{key} is {value}, expected {} or null", field.kind.as_str()));
        }
    }
    let is_drawable = match feature.geometry.as_ref().map(|it| &it.value) {
        None => true,
        Some(GeometryValue::Point { coordinates }) => on_the_globe(coordinates.as_slice()),
        Some(GeometryValue::MultiPolygon { coordinates }) => {
            coordinates.iter().flatten().flatten().all(|it| on_the_globe(it.as_slice()))
        }
        Some(_) => return Err("its geometry is neither a Point nor a MultiPolygon".to_owned()),
    };
    if !is_drawable {
        return Err("its coordinates are no degrees east and north".to_owned());
    }
    if let Some(Id::Number(number)) = &feature.id {
        feature.id = Some(Id::String(number.to_string()));
    }
    Ok(feature)
}

fn fits(value: &Value, kind: FieldKind) -> bool {
    match (value, kind) {
        (Value::Null, _) => true,
        (Value::Number(number), FieldKind::Integer) => number.is_i64() || number.is_u64(),
        (Value::Number(_), FieldKind::Number) => true,
        (Value::String(day), FieldKind::Date) => is_day(day),
        (Value::String(_), kind) => !matches!(kind, FieldKind::Integer | FieldKind::Number),
        _ => false,
    }
}

/// `YYYY-MM-DD`, nothing shorter.
fn is_day(words: &str) -> bool {
    words.len() == 10 && words.parse::<jiff::civil::Date>().is_ok()
}

fn on_the_globe(position: &[f64]) -> bool {
    matches!(position, [x, y, ..] if x.abs() <= 180.0 && y.abs() <= 90.0)
}

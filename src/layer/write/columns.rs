//! The columns of tables: which there are, and what a row has in them.

use std::borrow::Cow;

use geojson::{Feature, feature::Id};
use serde_json::Value;

use crate::layer::{
    fields::{FIELDS, Field, FieldKind, Table},
    layers::Layer,
    ring,
};

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    /// Its name.
    pub(super) name: &'static str,
    /// What its cells hold.
    pub(super) kind: FieldKind,
    source: Source,
}

/// Where the cells of a column come from.
#[derive(Debug, Clone, Copy)]
enum Source {
    Id,
    Latitude,
    Longitude,
    Property(&'static str),
    Made(fn(&Feature) -> Cell<'_>),
    Nothing,
}

/// What a row has in a column.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell<'f> {
    Empty,
    Text(Cow<'f, str>),
    Integer(i64),
    Number(f64),
}

impl Column {
    /// The column of a field of the vocabulary.
    fn of(field: &Field) -> Self {
        let source = match field.name {
            "feature_id" => Source::Id,
            "latitude" => Source::Latitude,
            "longitude" => Source::Longitude,
            name => Source::Property(name),
        };
        Self { name: field.name, kind: field.kind, source }
    }

    /// A column that is made of a whole row.
    pub(super) const fn made(name: &'static str, kind: FieldKind, make: fn(&Feature) -> Cell<'_>) -> Self {
        Self { name, kind, source: Source::Made(make) }
    }

    /// A column of another name for a field of ours.
    pub(super) const fn named(name: &'static str, kind: FieldKind, property: &'static str) -> Self {
        Self { name, kind, source: Source::Property(property) }
    }

    /// A column that we have nothing for.
    pub(super) const fn nothing(name: &'static str) -> Self {
        Self { name, kind: FieldKind::Text, source: Source::Nothing }
    }

    pub(super) const fn latitude() -> Self {
        Self { name: "latitude", kind: FieldKind::Number, source: Source::Latitude }
    }

    pub(super) const fn longitude() -> Self {
        Self { name: "longitude", kind: FieldKind::Number, source: Source::Longitude }
    }

    pub(super) fn is_latitude(&self) -> bool {
        matches!(self.source, Source::Latitude)
    }

    /// What a row has in the column.
    pub(super) fn cell<'f>(&self, row: &'f Feature) -> Cell<'f> {
        match self.source {
            Source::Id => match &row.id {
                Some(Id::String(id)) => Cell::text(id),
                _ => Cell::Empty,
            },
            Source::Latitude => ring::point_of(row).map_or(Cell::Empty, |it| Cell::Number(it.y())),
            Source::Longitude => ring::point_of(row).map_or(Cell::Empty, |it| Cell::Number(it.x())),
            Source::Property(name) => Cell::of(row, name),
            Source::Made(make) => make(row),
            Source::Nothing => Cell::Empty,
        }
    }
}

impl<'f> Cell<'f> {
    /// The value of a property.
    pub(super) fn of(row: &'f Feature, property: &str) -> Self {
        match row.property(property) {
            None | Some(Value::Null) => Self::Empty,
            Some(Value::String(words)) => Self::text(words),
            Some(Value::Number(number)) => match (number.as_i64(), number.as_f64()) {
                (Some(whole), _) => Self::Integer(whole),
                (None, Some(number)) => Self::Number(number),
                (None, None) => Self::Empty,
            },
            Some(other) => Self::Text(Cow::Owned(other.to_string())),
        }
    }

    /// Words without what breaks readers of tables: control characters, line ends and tabs apart.
    pub(super) fn text(words: &'f str) -> Self {
        Self::Text(plain(words))
    }

    pub(super) fn owned(words: String) -> Self {
        Self::Text(Cow::Owned(plain(&words).into_owned()))
    }

    /// What stands in the cell of a table of words.
    pub(super) fn written(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(words) => Cow::Borrowed(words),
            Self::Integer(whole) => Cow::Owned(whole.to_string()),
            Self::Number(number) => Cow::Owned(number.to_string()),
        }
    }
}

/// Words without characters that XML forbids and that end a text of SQLite or C: a blank stands for each.
pub(super) fn plain(words: &str) -> Cow<'_, str> {
    let harmful = |it: char| {
        it.is_control() && !matches!(it, '\n' | '\t' | '\u{85}') || matches!(it, '\u{fffe}' | '\u{ffff}')
    };
    if words.contains(harmful) { Cow::Owned(words.replace(harmful, " ")) } else { Cow::Borrowed(words) }
}

/// The columns of a layer, or for none those of locations, incidents and events together, in the order
/// of the vocabulary. `flat` tables have the id and the coordinates as columns.
pub(super) fn columns(layer: Option<Layer>, flat: bool) -> Vec<Column> {
    let tables = match layer {
        Some(layer) => vec![layer.table()],
        None => vec![Table::LocationFeature, Table::IncidentFeature],
    };
    let has_points = !matches!(layer, Some(Layer::Documents | Layer::Uncertainty));
    let wanted = |it: &&Field| {
        let decoration = it.name.starts_with("marker-");
        let of_row = it.tables.contains(&Table::FlatRow) && (it.name == "feature_id" || flat && has_points);
        of_row || !decoration && it.tables.iter().any(|it| tables.contains(it))
    };
    FIELDS.iter().filter(wanted).map(Column::of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_become_blanks() {
        assert_eq!(plain("a\0b\u{1}c\nd\te\u{202e}f"), "a b c\nd\te\u{202e}f");
        assert!(matches!(plain("Kabul"), Cow::Borrowed(_)));
    }

    #[test]
    fn coordinates_stand_before_whatever_could_be_taken_for_them() {
        let columns = columns(None, true);
        let names: Vec<&str> = columns.iter().map(|it| it.name).collect();
        assert_eq!(&names[..3], ["feature_id", "layer", "name"]);
        let at = names.iter().position(|it| *it == "latitude").unwrap();
        assert_eq!(names[at + 1], "longitude");
        assert!(!names.iter().any(|it| it.contains('-')), "names of columns are plain words");
    }
}

//! FlatGeobuf: rows in binary, in the order of a curve over the map, with a spatial index before them.

use std::io::Write;

use flatgeobuf::{ColumnType, FgbCrs, FgbWriter, FgbWriterOptions, GeometryType};
use geojson::{Geometry, GeometryValue, Position};
use geozero::{ColumnValue, GeomProcessor, GeozeroGeometry, PropertyProcessor};

use super::{
    About, LayerWriter, WriteOptions,
    columns::{Cell, Column, columns},
};
use crate::{
    error::{Error, Result},
    layer::{
        fields::{FIELDS, FieldKind},
        findings::Findings,
        layers::Layer,
    },
};

/// Gathers rows, and writes them in the end.
pub(super) struct FlatGeobuf<'w> {
    out: Box<dyn Write + 'w>,
    about: About,
    layer: Option<Layer>,
    columns: Vec<Column>,
    rows: Option<FgbWriter<'static>>,
}

impl<'w> FlatGeobuf<'w> {
    pub(super) fn new(out: Box<dyn Write + 'w>, about: &About, options: &WriteOptions) -> Self {
        let layer = options.chosen();
        Self { out, about: about.clone(), layer, columns: columns(layer, false), rows: None }
    }

    /// Begins a file. One without rows must not promise an index: readers take that for damage.
    fn start(&self, write_index: bool) -> Result<FgbWriter<'static>> {
        let areas = self.layer == Some(Layer::Uncertainty);
        let description = self.about.in_words();
        let metadata = serde_json::to_string(&self.about).unwrap_or_default();
        let options = FgbWriterOptions {
            write_index,
            detect_type: false,
            promote_to_multi: areas,
            crs: FgbCrs { org: Some("EPSG"), code: 4326, ..FgbCrs::default() },
            title: Some("dateline"),
            description: Some(&description),
            metadata: Some(&metadata),
            ..FgbWriterOptions::default()
        };
        let kind = if areas { GeometryType::MultiPolygon } else { GeometryType::Point };
        let name = self.layer.map_or("dateline", Layer::name);
        let mut rows = FgbWriter::create_with_options(name, kind, options).map_err(failed)?;
        for column in &self.columns {
            let kind = match column.kind {
                FieldKind::Integer => ColumnType::Long,
                FieldKind::Number => ColumnType::Double,
                // A day without its hour is written as a date and time is.
                FieldKind::Date => ColumnType::DateTime,
                _ => ColumnType::String,
            };
            let meaning = FIELDS.iter().find(|it| it.name == column.name).map(|it| it.description);
            rows.add_column(column.name, kind, |text, it| {
                it.description = meaning.map(|it| text.create_string(it));
            });
        }
        Ok(rows)
    }
}

impl LayerWriter for FlatGeobuf<'_> {
    fn begin(&mut self) -> Result<()> {
        Ok(())
    }

    fn document(&mut self, findings: Findings) -> Result<()> {
        for feature in &findings.features {
            if feature.geometry.is_none() {
                return Err(Error::new("a row without a point cannot be written as FlatGeobuf"));
            }
            let rows = match &mut self.rows {
                Some(rows) => rows,
                None => {
                    let started = self.start(true)?;
                    self.rows.insert(started)
                }
            };
            let mut refused = None;
            let shape = Shape(feature.geometry.as_ref());
            let added = rows.add_feature_geom(shape, |row| {
                for (at, column) in self.columns.iter().enumerate() {
                    let cell = column.cell(feature);
                    let value = match &cell {
                        Cell::Empty => continue,
                        Cell::Text(words) if column.kind == FieldKind::Date => ColumnValue::DateTime(words),
                        Cell::Text(words) => ColumnValue::String(words),
                        Cell::Integer(whole) if column.kind == FieldKind::Number => {
                            ColumnValue::Double(*whole as f64)
                        }
                        Cell::Integer(whole) => ColumnValue::Long(*whole),
                        Cell::Number(number) => ColumnValue::Double(*number),
                    };
                    if let Err(error) = row.property(at, column.name, &value) {
                        refused.get_or_insert(error);
                    }
                }
            });
            added.and_then(|()| refused.map_or(Ok(()), Err)).map_err(failed)?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }

    fn finish(&mut self) -> Result<()> {
        let rows = match self.rows.take() {
            Some(rows) => rows,
            None => self.start(false)?,
        };
        rows.write(&mut self.out).map_err(failed)?;
        self.out.flush().map_err(Error::output)
    }
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::output(std::io::Error::other(error.to_string()))
}

/// A geometry as the library asks for it.
struct Shape<'f>(Option<&'f Geometry>);

impl GeozeroGeometry for Shape<'_> {
    fn process_geom<P: GeomProcessor>(&self, to: &mut P) -> geozero::error::Result<()> {
        match self.0.map(|it| &it.value) {
            Some(GeometryValue::Point { coordinates }) => {
                to.point_begin(0)?;
                corner(coordinates, 0, to)?;
                to.point_end(0)
            }
            Some(GeometryValue::MultiPolygon { coordinates }) => {
                to.multipolygon_begin(coordinates.len(), 0)?;
                for (at, polygon) in coordinates.iter().enumerate() {
                    to.polygon_begin(false, polygon.len(), at)?;
                    for (number, ring) in polygon.iter().enumerate() {
                        to.linestring_begin(false, ring.len(), number)?;
                        for (index, position) in ring.iter().enumerate() {
                            corner(position, index, to)?;
                        }
                        to.linestring_end(false, number)?;
                    }
                    to.polygon_end(false, at)?;
                }
                to.multipolygon_end(0)
            }
            _ => Ok(()),
        }
    }
}

fn corner<P: GeomProcessor>(position: &Position, index: usize, to: &mut P) -> geozero::error::Result<()> {
    match position.as_slice() {
        [x, y, ..] => to.xy(*x, *y, index),
        _ => Ok(()),
    }
}

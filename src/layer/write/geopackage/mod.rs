//! GeoPackage: every layer a table with types, spatial index and style, in one file of SQLite.

mod blob;
mod schema;

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, Write},
    path::PathBuf,
};

use geojson::Feature;
use rusqlite::{Connection, params, types::Value as Sql};
use serde_json::Value;
use tempfile::TempPath;

use super::{
    About, LayerWriter, WriteOptions,
    columns::{Cell, Column, columns},
    qgis_style::qgis_style,
};
use crate::{
    error::{Error, Result},
    layer::{fields::FIELDS, findings::Findings, layers::Layer, ring},
};

/// The day that stands for "last changed" where neither documents nor gazetteer name one: the same input
/// gives the same bytes, so no clock is asked.
const NO_DAY: &str = "1970-01-01";

/// Makes a file of its own, and hands its bytes on in the end.
pub(super) struct GeoPackage<'w> {
    out: Box<dyn Write + 'w>,
    about: About,
    scratch: Option<PathBuf>,
    /// The newest day a document was published.
    newest: Option<String>,
    base: Option<Base>,
}

/// The file that is made.
struct Base {
    connection: Connection,
    layers: BTreeMap<Layer, LayerTable>,
    // Goes away after the connection is closed.
    file: TempPath,
}

/// A layer's table: what a row is put in with, and the box around all of them.
struct LayerTable {
    columns: Vec<Column>,
    insert: String,
    index: String,
    bounds: Option<blob::Bounds>,
}

impl<'w> GeoPackage<'w> {
    pub(super) fn new(out: Box<dyn Write + 'w>, about: &About, options: &WriteOptions) -> Self {
        let scratch = options.scratch.clone();
        Self { out, about: about.clone(), scratch, newest: None, base: None }
    }
}

impl LayerWriter for GeoPackage<'_> {
    fn begin(&mut self) -> Result<()> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".dateline-").suffix(".part");
        let file = match &self.scratch {
            Some(folder) => builder.tempfile_in(folder),
            None => builder.tempfile(),
        };
        let file = file.map_err(Error::output)?.into_temp_path();
        let connection = Connection::open(&file).map_err(failed)?;
        // A file that is thrown away when anything fails needs no journal.
        connection
            .execute_batch(&format!(
                "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
                 PRAGMA locking_mode = EXCLUSIVE; PRAGMA application_id = {}; PRAGMA user_version = {};
                 BEGIN; {}",
                schema::APPLICATION_ID,
                schema::VERSION,
                schema::frame()
            ))
            .map_err(failed)?;
        let mut base = Base { connection, layers: BTreeMap::new(), file };
        // Events are there only where reports were put together.
        for layer in Layer::ALL.into_iter().filter(|it| *it != Layer::Events) {
            base.add_layer(layer)?;
        }
        self.base = Some(base);
        Ok(())
    }

    fn document(&mut self, findings: Findings) -> Result<()> {
        let Some(base) = &mut self.base else { return Ok(()) };
        for feature in &findings.features {
            let published = feature.property("published").and_then(Value::as_str);
            if published > self.newest.as_deref() {
                self.newest = published.map(ToOwned::to_owned);
            }
        }
        for feature in findings.features.iter().chain(&ring::rings(&findings.features)) {
            let Some(layer) = Layer::of(feature) else { continue };
            base.add_layer(layer)?;
            base.add_row(layer, feature)?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }

    fn finish(&mut self) -> Result<()> {
        let Some(base) = self.base.take() else { return Ok(()) };
        let day = self.newest.as_deref().or(self.about.gazetteer.date.as_deref()).unwrap_or(NO_DAY);
        let file = base.finish(&self.about, &format!("{day}T00:00:00.000Z"))?;
        let mut made = File::open(&file).map_err(Error::output)?;
        io::copy(&mut made, &mut self.out).map_err(Error::output)?;
        self.out.flush().map_err(Error::output)
    }
}

impl Base {
    fn add_layer(&mut self, layer: Layer) -> Result<()> {
        if self.layers.contains_key(&layer) {
            return Ok(());
        }
        let columns = columns(Some(layer), false);
        self.connection.execute_batch(&schema::layer_table(layer, &columns)).map_err(failed)?;
        let name = layer.name();
        let has_shape = schema::geometry_type(layer).is_some();
        let mut names: Vec<String> = columns.iter().map(|it| format!("\"{}\"", it.name)).collect();
        if has_shape {
            names.insert(0, "geom".to_owned());
        }
        let marks = vec!["?"; names.len()].join(", ");
        let table = LayerTable {
            insert: format!("INSERT INTO \"{name}\" ({}) VALUES ({marks})", names.join(", ")),
            index: format!("INSERT INTO \"rtree_{name}_geom\" VALUES (?, ?, ?, ?, ?)"),
            columns,
            bounds: None,
        };
        self.layers.insert(layer, table);
        Ok(())
    }

    fn add_row(&mut self, layer: Layer, feature: &Feature) -> Result<()> {
        let Some(table) = self.layers.get_mut(&layer) else { return Ok(()) };
        let shape = feature.geometry.as_ref().and_then(blob::blob);
        let mut values: Vec<Sql> = Vec::with_capacity(table.columns.len() + 1);
        if schema::geometry_type(layer).is_some() {
            values.push(shape.as_ref().map_or(Sql::Null, |it| Sql::Blob(it.0.clone())));
        }
        values.extend(table.columns.iter().map(|it| match it.cell(feature) {
            Cell::Empty => Sql::Null,
            Cell::Text(words) => Sql::Text(words.into_owned()),
            Cell::Integer(whole) => Sql::Integer(whole),
            Cell::Number(number) => Sql::Real(number),
        }));
        let mut insert = self.connection.prepare_cached(&table.insert).map_err(failed)?;
        let id = insert.insert(rusqlite::params_from_iter(values)).map_err(failed)?;
        if let Some((_, [west, east, south, north])) = shape {
            let mut index = self.connection.prepare_cached(&table.index).map_err(failed)?;
            index.execute(params![id, west, east, south, north]).map_err(failed)?;
            let all = table.bounds.unwrap_or([west, east, south, north]);
            table.bounds = Some([all[0].min(west), all[1].max(east), all[2].min(south), all[3].max(north)]);
        }
        Ok(())
    }

    /// Writes what describes the layers, and closes the file.
    fn finish(self, about: &About, changed: &str) -> Result<TempPath> {
        let Self { connection, layers, file } = self;
        for (layer, table) in &layers {
            describe(&connection, *layer, table, changed).map_err(failed)?;
        }
        let origin = serde_json::to_string(about).unwrap_or_default();
        connection
            .execute(
                "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change) \
                 VALUES ('layer_styles', 'attributes', 'layer_styles', 'Styles for QGIS', ?)",
                [changed],
            )
            .and_then(|_| {
                connection.execute(
                    "INSERT INTO gpkg_metadata VALUES (1, 'dataset', \
                     'http://purl.org/dc/elements/1.1/', 'application/json', ?1), \
                     (2, 'dataset', 'http://purl.org/dc/elements/1.1/description', 'text/plain', ?2)",
                    params![origin, about.in_words()],
                )
            })
            .and_then(|_| {
                connection.execute(
                    "INSERT INTO gpkg_metadata_reference VALUES \
                     ('geopackage', NULL, NULL, NULL, ?1, 1, NULL), \
                     ('geopackage', NULL, NULL, NULL, ?1, 2, NULL)",
                    [changed],
                )
            })
            .and_then(|_| connection.execute_batch("COMMIT"))
            .map_err(failed)?;
        connection.flush_prepared_statement_cache();
        connection.close().map_err(|(_, error)| failed(error))?;
        Ok(file)
    }
}

/// Lists a layer with its box, the meaning of its columns, its style, and what keeps its index.
fn describe(
    connection: &Connection,
    layer: Layer,
    table: &LayerTable,
    changed: &str,
) -> rusqlite::Result<()> {
    let name = layer.name();
    let kind = schema::geometry_type(layer);
    let corner = |at: usize| table.bounds.map(|it| it[at]);
    connection.execute(
        "INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        params![
            name,
            if kind.is_some() { "features" } else { "attributes" },
            name,
            layer.description(),
            changed,
            corner(0),
            corner(2),
            corner(1),
            corner(3),
            kind.map(|_| 4326),
        ],
    )?;
    for column in &table.columns {
        let meaning = FIELDS.iter().find(|it| it.name == column.name).map(|it| it.description);
        connection
            .prepare_cached("INSERT INTO gpkg_data_columns VALUES (?, ?, NULL, NULL, ?, NULL, NULL)")?
            .execute(params![name, column.name, meaning])?;
    }
    let Some(kind) = kind else { return Ok(()) };
    connection.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, 4326, 0, 0)",
        params![name, kind],
    )?;
    connection.execute(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, \
         styleName, styleQML, styleSLD, useAsDefault, description, owner, update_time) \
         VALUES ('', '', ?, 'geom', 'dateline', ?, '', 1, ?, '', ?)",
        params![name, qgis_style(Some(layer)), layer.description(), changed],
    )?;
    connection.execute_batch(&schema::index_triggers(layer))
}

fn failed(error: rusqlite::Error) -> Error {
    Error::output(io::Error::other(error.to_string()))
}

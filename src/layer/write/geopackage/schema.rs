//! The tables of a GeoPackage, as its standard wants them (OGC 12-128r18, version 1.3).

use super::super::columns::Column;
use crate::layer::{fields::FieldKind, layers::Layer};

/// `GPKG`, by which a file of SQLite is known as a GeoPackage.
pub(super) const APPLICATION_ID: i32 = 0x4750_4B47;

/// Version 1.3.
pub(super) const VERSION: i32 = 10_300;

/// Well-known text of WGS 84, longitude before latitude.
const WGS_84: &str = "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563,\
                      AUTHORITY[\"EPSG\",\"7030\"]],AUTHORITY[\"EPSG\",\"6326\"]],PRIMEM[\"Greenwich\",0,\
                      AUTHORITY[\"EPSG\",\"8901\"]],UNIT[\"degree\",0.0174532925199433,\
                      AUTHORITY[\"EPSG\",\"9122\"]],AUTHORITY[\"EPSG\",\"4326\"]]";

/// What every GeoPackage of ours has before its layers.
pub(super) fn frame() -> String {
    format!(
        "CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined cartesian coordinate reference system'),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
  ('WGS 84 geodetic', 4326, 'EPSG', 4326, '{WGS_84}', 'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid');
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE gpkg_extensions (
  table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
  scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
INSERT INTO gpkg_extensions VALUES
  ('gpkg_metadata', NULL, 'gpkg_metadata', 'http://www.geopackage.org/spec131/#extension_metadata', 'read-write'),
  ('gpkg_metadata_reference', NULL, 'gpkg_metadata', 'http://www.geopackage.org/spec131/#extension_metadata', 'read-write'),
  ('gpkg_data_columns', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec131/#extension_schema', 'read-write'),
  ('gpkg_data_column_constraints', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec131/#extension_schema', 'read-write');
CREATE TABLE gpkg_metadata (
  id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL, md_scope TEXT NOT NULL DEFAULT 'dataset',
  md_standard_uri TEXT NOT NULL, mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '');
CREATE TABLE gpkg_metadata_reference (
  reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT, row_id_value INTEGER,
  timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), md_file_id INTEGER NOT NULL,
  md_parent_id INTEGER,
  CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
  CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id));
CREATE TABLE gpkg_data_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT,
  mime_type TEXT, constraint_name TEXT,
  CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name));
CREATE TABLE gpkg_data_column_constraints (
  constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC,
  min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
  CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
  f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
  useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME);
"
    )
}

/// The geometries of a layer; `None` where its rows have none.
pub(super) fn geometry_type(layer: Layer) -> Option<&'static str> {
    match layer {
        Layer::Unlocated | Layer::Documents => None,
        Layer::Uncertainty => Some("MULTIPOLYGON"),
        _ => Some("POINT"),
    }
}

/// The table of a layer, and its spatial index.
pub(super) fn layer_table(layer: Layer, columns: &[Column]) -> String {
    let name = layer.name();
    let mut sql = format!("CREATE TABLE \"{name}\" (\n  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL");
    if let Some(kind) = geometry_type(layer) {
        sql += &format!(",\n  geom {kind}");
    }
    for column in columns {
        let kind = match column.kind {
            FieldKind::Integer => "INTEGER",
            FieldKind::Number => "REAL",
            FieldKind::Date => "DATE",
            _ => "TEXT",
        };
        sql += &format!(",\n  \"{}\" {kind}", column.name);
    }
    sql += ");\n";
    if geometry_type(layer).is_some() {
        sql += &format!(
            "CREATE VIRTUAL TABLE \"rtree_{name}_geom\" USING rtree(id, minx, maxx, miny, maxy);\n\
             INSERT INTO gpkg_extensions VALUES ('{name}', 'geom', 'gpkg_rtree_index', \
             'http://www.geopackage.org/spec131/#extension_rtree', 'write-only');\n"
        );
    }
    sql
}

/// What keeps the spatial index of a layer up to date when others edit it. It needs functions that only
/// GIS programs have, so it is made after our rows.
pub(super) fn index_triggers(layer: Layer) -> String {
    let t = layer.name();
    let bounds = "ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)";
    let put = format!("INSERT OR REPLACE INTO \"rtree_{t}_geom\" VALUES (NEW.fid, {bounds});");
    let drop = format!("DELETE FROM \"rtree_{t}_geom\" WHERE id = OLD.fid;");
    let there = "(NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))";
    let gone = "(NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))";
    let trigger = |name: &str, event: &str, when: String, does: &str| {
        let when = if when.is_empty() { when } else { format!(" WHEN {when}") };
        format!("CREATE TRIGGER \"rtree_{t}_geom_{name}\" AFTER {event} ON \"{t}\"{when} BEGIN {does} END;\n")
    };
    [
        trigger("insert", "INSERT", there.to_owned(), &put),
        trigger("update1", "UPDATE OF geom", format!("OLD.fid = NEW.fid AND {there}"), &put),
        trigger("update2", "UPDATE OF geom", format!("OLD.fid = NEW.fid AND {gone}"), &drop),
        trigger("update3", "UPDATE", format!("OLD.fid != NEW.fid AND {there}"), &format!("{drop} {put}")),
        trigger(
            "update4",
            "UPDATE",
            format!("OLD.fid != NEW.fid AND {gone}"),
            &format!("DELETE FROM \"rtree_{t}_geom\" WHERE id IN (OLD.fid, NEW.fid);"),
        ),
        trigger("delete", "DELETE", "OLD.geom NOT NULL".to_owned(), &drop),
    ]
    .concat()
}

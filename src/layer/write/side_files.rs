//! What lies beside a layer: types, reference system, style, and where it comes from.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::{About, WriteOptions, columns::Column, qgis_style::qgis_style, table};
use crate::layer::{
    fields::{FIELDS, FieldKind},
    format::{Beside, LayerFormat},
};

/// A file that lies beside a layer and is found by its name.
///
/// ```
/// use dateline::{gazetteer::Gazetteer, layer::{About, LayerFormat, WriteOptions}};
///
/// let about = About::of(&Gazetteer::embedded());
/// let main = std::path::Path::new("map.csv");
/// let files = LayerFormat::Csv.side_files(main, &about, &WriteOptions::new());
/// let names: Vec<_> = files.iter().map(|it| it.path.to_str().unwrap()).collect();
/// assert_eq!(names, ["map.csvt", "map.prj", "map.csv-metadata.json"]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SideFile {
    /// Where it lies.
    pub path: PathBuf,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// WGS 84, longitude before latitude, as every reader of a `.prj` knows it.
const WGS_84: &str = "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],\
                      PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]\n";

/// The files that lie beside a layer.
pub(in crate::layer) fn side_files(
    format: LayerFormat,
    main: &Path,
    about: &About,
    options: &WriteOptions,
) -> Vec<SideFile> {
    let mut files = Vec::new();
    match format.beside() {
        Beside::Nothing => {}
        Beside::Origin => files.push(SideFile { path: appended(main), bytes: to_json(&json!(about)) }),
        Beside::Types => {
            let columns = table::columns_of(options);
            let kept = options.kept.iter().map(|_| "String");
            let types: Vec<&str> = columns.iter().map(csvt).chain(kept).collect();
            files
                .push(SideFile { path: main.with_extension("csvt"), bytes: (types.join(",") + "\n").into() });
            if columns.iter().any(Column::is_latitude) {
                files.push(SideFile { path: main.with_extension("prj"), bytes: WGS_84.into() });
            }
            let name = main.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
            let tabs = format == LayerFormat::Tsv;
            files.push(SideFile {
                path: appended(main),
                bytes: to_json(&csv_on_the_web(&name, &columns, about, tabs)),
            });
        }
    }
    if options.style && format.has_style() {
        files.push(SideFile { path: main.with_extension("qml"), bytes: qgis_style(options.chosen()).into() });
    }
    files
}

/// `map.csv` → `map.csv-metadata.json`, the name by which CSV on the Web finds it.
fn appended(main: &Path) -> PathBuf {
    let mut name = main.file_name().unwrap_or_default().to_owned();
    name.push("-metadata.json");
    main.with_file_name(name)
}

fn to_json(value: &Value) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// GDAL's type of a column.
fn csvt(column: &Column) -> &'static str {
    match column.kind {
        _ if column.name == "latitude" => "\"CoordY\"",
        _ if column.name == "longitude" => "\"CoordX\"",
        FieldKind::Integer => "\"Integer\"",
        FieldKind::Number => "\"Real\"",
        FieldKind::Date => "\"Date\"",
        _ => "\"String\"",
    }
}

/// The columns and the origin of a table, after the W3C's recommendation "CSV on the Web".
fn csv_on_the_web(name: &str, columns: &[Column], about: &About, tabs: bool) -> Value {
    let described = |column: &Column| {
        let datatype = match column.kind {
            FieldKind::Integer => "integer",
            FieldKind::Number => "number",
            FieldKind::Date => "date",
            _ => "string",
        };
        let meaning = FIELDS.iter().find(|it| it.name == column.name).map(|it| it.description);
        json!({"name": column.name, "datatype": datatype, "dc:description": meaning})
    };
    let mut table = json!({
        "@context": "http://www.w3.org/ns/csvw",
        "url": name,
        "dc:creator": about.generator,
        "dc:source": about.gazetteer.credit,
        "dc:description": about.in_words(),
        "tableSchema": {"columns": columns.iter().map(described).collect::<Vec<_>>()},
    });
    if tabs {
        table["dialect"] = json!({"delimiter": "\t"});
    }
    table
}

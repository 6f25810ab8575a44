//! Puts what files say on one map: `cargo run --example write_layers -- tests/article.txt > map.geojson`.

use std::{
    env,
    io::{self, Write},
    path::PathBuf,
};

use dateline::{
    document::{Documents, ReadOptions},
    error::Result,
    gazetteer::Gazetteer,
    geoparse::Geoparser,
    layer::{About, Findings, LayerFormat, LayerOptions},
};

fn main() -> Result<()> {
    write_layer(env::args_os().skip(1).map(PathBuf::from), io::stdout().lock())
}

/// Writes one layer of all documents; one that cannot be read is told and left out.
pub(crate) fn write_layer(paths: impl IntoIterator<Item = PathBuf>, out: impl Write) -> Result<()> {
    let gazetteer = Gazetteer::embedded();
    let geoparser = Geoparser::new(&gazetteer);
    let options = LayerOptions::new();
    let format = LayerFormat::GeoJson;

    let mut writer = format.writer(out, About::of(&gazetteer));
    writer.begin()?;
    for document in Documents::open(paths, ReadOptions::new()) {
        match document {
            Ok(document) => {
                let parsed = geoparser.parse(&document);
                writer.document(Findings::new(&parsed, format.content(), &options))?;
            }
            Err(fault) => eprintln!("{}", fault.error),
        }
    }
    writer.finish()
}

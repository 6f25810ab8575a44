//! One FeatureCollection of RFC 7946, a Feature a line.

use std::io::Write;

use serde::Serialize;

use super::{About, LayerWriter, WriteOptions};
use crate::{
    error::{Error, Result},
    layer::{findings::Findings, layers::Layer},
};

/// What GIS programs show as the layer's description.
const DESCRIPTION: &str = "Places that news texts name (layer \"location\") and incidents that they report \
                           (layer \"incident\"); every row quotes the words it was read from";

/// Writes a FeatureCollection as its Features come.
pub(super) struct GeoJson<W> {
    out: W,
    about: About,
    layer: Option<Layer>,
    any: bool,
}

impl<W: Write> GeoJson<W> {
    pub(super) fn new(out: W, about: &About, options: &WriteOptions) -> Self {
        Self { out, about: about.clone(), layer: options.chosen(), any: false }
    }

    fn put(&mut self, bytes: &[u8]) -> Result<()> {
        self.out.write_all(bytes).map_err(Error::output)
    }

    fn put_json(&mut self, value: &impl Serialize) -> Result<()> {
        serde_json::to_writer(&mut self.out, value).map_err(|error| Error::output(error.into()))
    }
}

impl<W: Write> LayerWriter for GeoJson<W> {
    /// Foreign members stand first, so that a reader of a stream knows them in time. GDAL takes `name`
    /// for the layer's name and `description` for its description.
    fn begin(&mut self) -> Result<()> {
        self.put(b"{\"type\":\"FeatureCollection\",\"name\":")?;
        self.put_json(&self.layer.map_or("dateline", Layer::name))?;
        self.put(b",\"description\":")?;
        self.put_json(&self.layer.map_or(DESCRIPTION, Layer::description))?;
        self.put(b",\"generator\":")?;
        let About { generator, gazetteer, options } = self.about.clone();
        self.put_json(&generator)?;
        self.put(b",\"gazetteer\":")?;
        self.put_json(&gazetteer)?;
        if let Some(options) = options {
            self.put(b",\"options\":")?;
            self.put_json(&options)?;
        }
        self.put(b",\"features\":[")
    }

    fn document(&mut self, findings: Findings) -> Result<()> {
        for feature in findings.json_features() {
            self.put(if self.any { b",\n" } else { b"\n" })?;
            self.put(feature.as_bytes())?;
            self.any = true;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<()> {
        self.out.flush().map_err(Error::output)
    }

    fn finish(&mut self) -> Result<()> {
        self.put(if self.any { b"\n]}\n" } else { b"]}\n" })?;
        self.flush()
    }
}

//! One file a layer: rows are handed to the writer of theirs, made when it is first needed.

use std::collections::BTreeMap;

use super::LayerWriter;
use crate::{
    error::Result,
    layer::{findings::Findings, format::LayerFormat, layers::Layer, ring},
};

/// Hands rows to the writer of their layer.
pub(super) struct Split<'w, F> {
    open: F,
    writers: BTreeMap<Layer, Box<dyn LayerWriter + 'w>>,
    format: LayerFormat,
}

impl<'w, F: FnMut(Layer) -> Result<Box<dyn LayerWriter + 'w>>> Split<'w, F> {
    pub(super) fn new(open: F, format: LayerFormat) -> Self {
        Self { open, writers: BTreeMap::new(), format }
    }
}

impl<'w, F: FnMut(Layer) -> Result<Box<dyn LayerWriter + 'w>>> LayerWriter for Split<'w, F> {
    fn begin(&mut self) -> Result<()> {
        Ok(())
    }

    fn document(&mut self, findings: Findings) -> Result<()> {
        let mut layers: BTreeMap<Layer, Findings> = BTreeMap::new();
        let areas = ring::rings(&findings.features);
        for feature in findings.features.into_iter().chain(areas) {
            let Some(layer) = Layer::of(&feature).filter(|it| self.format.holds(*it)) else { continue };
            layers.entry(layer).or_default().features.push(feature);
        }
        for (layer, rows) in layers {
            let writer = match self.writers.entry(layer) {
                std::collections::btree_map::Entry::Occupied(there) => there.into_mut(),
                std::collections::btree_map::Entry::Vacant(free) => {
                    let mut writer = (self.open)(layer)?;
                    writer.begin()?;
                    free.insert(writer)
                }
            };
            writer.document(rows)?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<()> {
        self.writers.values_mut().try_for_each(|it| it.flush())
    }

    fn finish(&mut self) -> Result<()> {
        self.writers.values_mut().try_for_each(|it| it.finish())
    }
}

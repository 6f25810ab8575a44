//! What every writer needs done before: ids made unique, and the rows of other layers left out.

use super::{About, Added, LayerWriter, Out, WriteOptions, split::Split};
use crate::{
    error::Result,
    layer::{findings::Findings, format::LayerFormat, layers::Layer, unique::UniqueIds},
};

/// A writer that gets the rows it is for.
struct Prepared<'w> {
    inner: Box<dyn LayerWriter + 'w>,
    ids: UniqueIds,
    wanted: Wanted,
}

/// Which rows a file holds.
#[derive(Debug, Clone, Copy)]
enum Wanted {
    /// Rows of all layers.
    All,
    /// What is drawn on a map.
    Drawn,
    /// Rows of one layer.
    Only(Layer),
}

/// A writer of a format.
pub(in crate::layer) fn open<'w>(
    format: LayerFormat,
    out: Out<'w>,
    about: &About,
    options: &WriteOptions,
) -> Box<dyn LayerWriter + 'w> {
    let inner = format.constructor()(out, about, options);
    if format.has_layers() {
        return Box::new(Prepared { inner, ids: UniqueIds::default(), wanted: Wanted::All });
    }
    prepare(inner, options)
}

/// A writer of one table, which gets the rows asked for.
pub(super) fn prepare<'w>(
    inner: Box<dyn LayerWriter + 'w>,
    options: &WriteOptions,
) -> Box<dyn LayerWriter + 'w> {
    let wanted = options.chosen().map_or(Wanted::Drawn, Wanted::Only);
    Box::new(Prepared { inner, ids: UniqueIds::default(), wanted })
}

/// A writer of one file for each layer; `open` is asked for a file when its layer has its first row.
pub(in crate::layer) fn open_split<'w>(
    format: LayerFormat,
    about: About,
    options: WriteOptions,
    mut open: impl FnMut(Layer) -> Result<Out<'w>> + 'w,
) -> Box<dyn LayerWriter + 'w> {
    let writer = move |layer| {
        let options = options.clone().layer(layer);
        Ok(format.constructor()(open(layer)?, &about, &options))
    };
    let inner = Box::new(Split::new(writer, format));
    Box::new(Prepared { inner, ids: UniqueIds::default(), wanted: Wanted::All })
}

impl LayerWriter for Prepared<'_> {
    fn begin(&mut self) -> Result<()> {
        self.inner.begin()
    }

    fn document(&mut self, mut findings: Findings) -> Result<()> {
        self.ids.part(&mut findings);
        match self.wanted {
            Wanted::All => {}
            Wanted::Drawn => findings.features.retain(|it| Layer::of(it).is_none_or(Layer::is_drawn)),
            Wanted::Only(layer) => {
                findings.features.retain(|it| Layer::of(it) == Some(layer));
                findings.feature_lines.retain(|it| it.layer() == layer);
            }
        }
        self.inner.document(findings)
    }

    fn flush(&mut self) -> Result<()> {
        self.inner.flush()
    }

    fn finish(&mut self) -> Result<()> {
        self.inner.finish()
    }

    fn added(&self) -> Option<Added> {
        self.inner.added()
    }
}

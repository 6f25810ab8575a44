//! One JSON value a line: a document, or a GeoJSON Feature.

use std::io::Write;

use super::LayerWriter;
use crate::{
    error::{Error, Result},
    layer::findings::Findings,
};

/// Writes the line of a document where it has one, and its Features where it has any.
pub(super) struct Lines<W> {
    out: W,
    mark: Mark,
}

/// What stands before each line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    None,
    /// The record separator of RFC 8142, so that a reader finds the next line after one cut off.
    RecordSeparator,
}

impl<W: Write> Lines<W> {
    pub(super) fn new(out: W, mark: Mark) -> Self {
        Self { out, mark }
    }

    fn put(&mut self, line: &str) -> Result<()> {
        if self.mark == Mark::RecordSeparator {
            self.out.write_all(b"\x1e").map_err(Error::output)?;
        }
        self.out.write_all(line.as_bytes()).map_err(Error::output)?;
        self.out.write_all(b"\n").map_err(Error::output)
    }
}

impl<W: Write> LayerWriter for Lines<W> {
    fn begin(&mut self) -> Result<()> {
        Ok(())
    }

    fn document(&mut self, findings: Findings) -> Result<()> {
        if !findings.line.is_empty() {
            self.put(&findings.line)?;
        }
        findings.json_features().try_for_each(|it| self.put(&it))
    }

    fn flush(&mut self) -> Result<()> {
        self.out.flush().map_err(Error::output)
    }

    fn finish(&mut self) -> Result<()> {
        self.flush()
    }
}

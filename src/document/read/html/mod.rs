//! tmp
use super::{options::ReadOptions, record, source::Source, fault::{Fault, Lost}};
use crate::error::Error;
pub(super) fn read(source: Source, _options: &ReadOptions) -> record::Read {
    (Vec::new(), Err(Fault { error: Error::new("no html"), lost: Lost::Document(source.id) }))
}

//! One file, one document: all of it text, in whatever encoding.

use super::{
    super::Document,
    encoding,
    fault::{Fault, Lost},
    options::ReadOptions,
    record,
    source::{Source, too_large},
};
use crate::error::Error;

/// Largest text in bytes: spans count in 32 bits.
pub(super) const MOST_BYTES: u64 = u32::MAX as u64;

/// Reads a source to its end as one document.
pub(super) fn read(source: Source, options: &ReadOptions) -> record::Read {
    let (name, id) = (source.name.clone(), source.id.clone());
    let lost = |error| (Vec::new(), Err(Fault { error, lost: Lost::Document(id.clone()) }));
    let bytes = match source.read_all(MOST_BYTES) {
        Ok(bytes) => bytes,
        Err(error) => return lost(error),
    };
    let text = match encoding::decode(bytes) {
        Ok(text) => text,
        Err(why) => {
            let error = Error::new(why).in_file(name).with_hint(
                "dateline reads plain text, web pages, JSON lines and CSV; turn other documents into text first",
            );
            return lost(error);
        }
    };
    if text.len() as u64 > MOST_BYTES {
        return lost(too_large(&name, MOST_BYTES));
    }
    let mut details = Vec::new();
    if text.trim().is_empty() {
        let error = Error::new("there is no text in it").in_file(name);
        details.push(Fault { error, lost: Lost::Detail });
    }
    (details, Ok(options.complete(Document::from_text(text).with_id(id))))
}

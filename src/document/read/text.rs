//! One file, one document: all of it text, in whatever encoding.

use std::{io::Read, path::Path};

use super::{
    super::Document,
    encoding,
    fault::{Fault, Lost},
    options::ReadOptions,
};
use crate::error::Error;

/// Largest text in bytes: spans count in 32 bits.
pub(super) const MOST_BYTES: u64 = u32::MAX as u64;

/// Reads a source to its end as one document.
///
/// `name` is what messages call the source. The second value is what there is to say besides.
pub(super) fn read(
    source: impl Read,
    name: &Path,
    id: &str,
    options: &ReadOptions,
) -> (Result<Document, Fault>, Option<Fault>) {
    let lost = |error| Fault { error, lost: Lost::Document(id.to_owned()) };
    if options.mentions_field.is_some() {
        let error = Error::new("a text file has no field of mentions")
            .in_file(name)
            .with_hint("--mentions-field needs JSON lines; name their format with --input-format jsonl");
        return (Err(lost(error)), None);
    }
    let mut bytes = Vec::new();
    if let Err(error) = source.take(MOST_BYTES + 1).read_to_end(&mut bytes) {
        return (Err(lost(Error::io(error, name))), None);
    }
    let text = match encoding::decode(bytes) {
        Ok(text) => text,
        Err(why) => {
            let error = Error::new(why)
                .in_file(name)
                .with_hint("dateline reads plain text and JSON lines; turn other documents into text first");
            return (Err(lost(error)), None);
        }
    };
    if text.len() as u64 > MOST_BYTES {
        let error = Error::new("a text of more than 4 GiB").in_file(name).with_hint("cut it into documents");
        return (Err(lost(error)), None);
    }
    let empty = text
        .trim()
        .is_empty()
        .then(|| Fault { error: Error::new("there is no text in it").in_file(name), lost: Lost::Detail });
    (Ok(options.complete(Document::from_text(text).with_id(id))), empty)
}

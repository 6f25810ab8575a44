//! What is read from: a stream of bytes with its name, unpacked and in an encoding that its reader knows.

use std::{
    io::{self, BufRead, BufReader, Cursor, Read},
    path::{Path, PathBuf},
};

use super::{super::Packing, encoding, unpack::unpack};
use crate::error::{Error, Result};

/// Bytes that tell a packing or an encoding of two bytes a character.
const MARK: usize = 4;

/// Bytes that are looked at to tell a web page from a text.
const OPENING: usize = 4096;

/// Most bytes of one document that was packed: ten kilobytes can unpack to as much as the memory holds.
pub(super) const MOST_UNPACKED: u64 = 128 * 1024 * 1024;

/// A stream of bytes that documents are read from.
pub(super) struct Source {
    pub(super) reader: Box<dyn BufRead + Send>,
    /// What messages call it.
    pub(super) name: PathBuf,
    /// The id of its one document, or what ids of records without one begin with.
    pub(super) id: String,
    /// Was it packed?
    pub(super) packed: bool,
}

impl Source {
    /// A source of a stream that may be packed, as its name or its first bytes tell.
    ///
    /// # Errors
    ///
    /// When its first bytes cannot be read, or it is not packed as its name says.
    pub(super) fn open(reader: impl Read + Send + 'static, name: PathBuf, id: String) -> Result<Self> {
        let mut reader: Box<dyn BufRead + Send> = Box::new(BufReader::new(reader));
        let open = |error| Error::io(error, &name);
        let mark = peek(&mut reader, MARK).map_err(open)?;
        let told = Packing::from_path(&name);
        let packing = Packing::from_bytes(&mark);
        if let (Some(told), None) = (told, packing)
            && mark.len() == MARK
        {
            let what = format!("not packed with {}, though its name says so", told.name());
            return Err(Error::new(what).in_file(name));
        }
        if let Some(packing) = packing.or(told) {
            reader = unpack(reader, packing);
        }
        Ok(Self { reader, name, id, packed: packing.or(told).is_some() })
    }

    /// Does it begin as a web page does?
    ///
    /// # Errors
    ///
    /// When its first bytes cannot be read.
    pub(super) fn looks_like_html(&mut self) -> Result<bool> {
        let opening = peek(&mut self.reader, OPENING).map_err(|error| Error::io(error, &self.name))?;
        Ok(opens_a_page(&encoding::opening(&opening)))
    }

    /// The same source in UTF-8, where a mark says that it is in UTF-16; without a mark of UTF-8.
    ///
    /// # Errors
    ///
    /// When its first bytes cannot be read.
    pub(super) fn without_mark(mut self) -> Result<Self> {
        let mark = peek(&mut self.reader, MARK).map_err(|error| Error::io(error, &self.name))?;
        self.reader = encoding::without_mark(self.reader, &mark);
        Ok(self)
    }

    /// Reads it to its end.
    ///
    /// # Errors
    ///
    /// When it cannot be read, or has more than `most` bytes, or unpacks to too many.
    pub(super) fn read_all(self, most: u64) -> Result<Vec<u8>> {
        let most = if self.packed { most.min(MOST_UNPACKED) } else { most };
        let name = self.name.clone();
        let bytes = self.read_start(most + 1)?;
        if bytes.len() as u64 > most { Err(too_large(&name, most)) } else { Ok(bytes) }
    }

    /// Reads it up to so many bytes.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub(super) fn read_start(self, most: u64) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        match self.reader.take(most).read_to_end(&mut bytes) {
            Ok(_) => Ok(bytes),
            Err(error) => Err(Error::io(error, self.name)),
        }
    }
}

/// What is said of a document that is too large.
pub(super) fn too_large(name: &Path, most: u64) -> Error {
    let most = match most >> 20 {
        mebibytes @ ..1024 => format!("{mebibytes} MiB"),
        mebibytes => format!("{} GiB", mebibytes.div_ceil(1024)),
    };
    Error::new(format!("a document of more than {most}")).in_file(name).with_hint("cut it into documents")
}

/// The first bytes of a stream, at least so many unless it is shorter; they are read again after.
fn peek(reader: &mut Box<dyn BufRead + Send>, least: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.by_ref().take(least as u64).read_to_end(&mut bytes)?;
    let rest = std::mem::replace(reader, Box::new(io::empty()));
    *reader = Box::new(Cursor::new(bytes.clone()).chain(rest));
    Ok(bytes)
}

/// Tags that a web page begins with.
const FIRST_TAGS: [&str; 7] = ["!doctype html", "html", "head", "body", "title", "meta", "frameset"];

/// Does a text open with a tag of a web page, after comments and instructions?
fn opens_a_page(text: &str) -> bool {
    let mut text = text.trim_start();
    while let Some(inner) = text.strip_prefix("<?").or_else(|| text.strip_prefix("<!--")) {
        let close = if text.starts_with("<?") { ">" } else { "-->" };
        let Some((_, rest)) = inner.split_once(close) else { return false };
        text = rest.trim_start();
    }
    let Some(tag) = text.strip_prefix('<') else { return false };
    FIRST_TAGS.iter().any(|it| {
        let (Some(name), rest) = (tag.get(..it.len()), tag.get(it.len()..)) else { return false };
        name.eq_ignore_ascii_case(it)
            && rest.is_none_or(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_from_texts() {
        for page in [
            "<!DOCTYPE html><html>",
            "\n <HTML lang=en>",
            "<?xml version=\"1.0\"?>\n<!-- saved --><html xmlns=\"x\">",
            "<meta charset=utf-8>",
            "<head>",
        ] {
            assert!(opens_a_page(page), "{page}");
        }
        for text in
            ["", "<", "Rain <html>", "<headline>Rain</headline>", "<!-- never closed", "<?", "<b>Rain"]
        {
            assert!(!opens_a_page(text), "{text}");
        }
    }

    #[test]
    fn what_is_peeked_at_is_read_again() {
        let mut source = Source::open(&b"Rain fell."[..], "a.txt".into(), "a".into()).unwrap();
        assert!(!source.looks_like_html().unwrap());
        assert_eq!(source.read_all(10).unwrap(), b"Rain fell.");
        let source = Source::open(&b"Rain fell."[..], "a.txt".into(), "a".into()).unwrap();
        assert!(source.read_all(9).unwrap_err().to_string().starts_with("a.txt: a document of more than"));
    }

    #[test]
    fn a_name_that_lies_about_packing_is_refused() {
        let error = Source::open(&b"Rain fell."[..], "a.txt.gz".into(), "a".into()).err().unwrap();
        assert_eq!(error.to_string(), "a.txt.gz: not packed with gzip, though its name says so");
    }
}

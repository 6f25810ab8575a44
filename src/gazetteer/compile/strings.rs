//! The texts of an index, each stored once as far as memory allows.

use std::{
    collections::HashMap,
    io::{self, ErrorKind, Write},
};

use tempfile::SpooledTempFile;

/// Bytes of texts remembered, so as not to store them again; with more, some are stored twice.
const MOST_REMEMBERED: usize = 64 << 20;

/// Letters of an id up to which it may be some division's code as well.
const LONGEST_CODE: usize = 4;

/// Texts written so far.
pub(super) struct Strings {
    out: SpooledTempFile,
    buffer: Vec<u8>,
    len: u64,
    known: HashMap<Box<str>, u32>,
    remembered: usize,
}

impl Strings {
    pub(super) fn new(out: SpooledTempFile) -> Self {
        Self { out, buffer: Vec::new(), len: 0, known: HashMap::new(), remembered: 0 }
    }

    /// Where the text lies, cut at what 16 bits of length can say.
    pub(super) fn offset(&mut self, text: &str) -> io::Result<u32> {
        if let Some(at) = self.known.get(text) {
            return Ok(*at);
        }
        let at = self.write(text)?;
        // About what an entry of the map takes beside its text.
        const ENTRY: usize = 32;
        self.remembered += text.len() + ENTRY;
        if self.remembered > MOST_REMEMBERED {
            self.known.clear();
            self.remembered = 0;
        }
        self.known.insert(text.into(), at);
        Ok(at)
    }

    /// Where the id of a place lies: one longer than codes comes once, and memory is kept for what comes again.
    pub(super) fn offset_of_id(&mut self, id: &str) -> io::Result<u32> {
        if id.len() > LONGEST_CODE { self.write(id) } else { self.offset(id) }
    }

    fn write(&mut self, text: &str) -> io::Result<u32> {
        let mut len = text.len().min(usize::from(u16::MAX));
        while !text.is_char_boundary(len) {
            len -= 1;
        }
        let at = u32::try_from(self.len)
            .map_err(|_| io::Error::new(ErrorKind::FileTooLarge, "more than 4 GiB of names"))?;
        self.buffer.extend((len as u16).to_le_bytes());
        self.buffer.extend(&text.as_bytes()[..len]);
        self.len += 2 + len as u64;
        if self.buffer.len() > 1 << 16 {
            self.flush()?;
        }
        Ok(at)
    }

    pub(super) fn into_bytes(mut self) -> io::Result<SpooledTempFile> {
        self.flush()?;
        Ok(self.out)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.write_all(&self.buffer)?;
        self.buffer.clear();
        Ok(())
    }
}

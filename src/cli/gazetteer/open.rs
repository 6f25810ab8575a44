//! Which gazetteer is asked: the one built in, an index file, or a folder of tables.

use std::{fs::File, io, path::Path};

use dateline::{
    error::{Error, Result},
    gazetteer::{self, Gazetteer, tables::Tables},
};
use memmap2::Mmap;

/// The value of `--gazetteer` that stands for the one built in.
pub(in super::super) const EMBEDDED: &str = "embedded";

/// Bytes of an index up to which its checksum is read at every start: a few milliseconds.
const MOST_CHECKED: usize = 64 << 20;

/// Opens the gazetteer that a user named.
pub(in super::super) fn open(name: &Path) -> Result<Gazetteer> {
    if name.as_os_str() == EMBEDDED {
        return Ok(Gazetteer::embedded());
    }
    if name.is_dir() {
        let index = gazetteer::compile(&Tables::read(name)?)?;
        return Gazetteer::from_bytes(index);
    }
    let map = map(name).map_err(|error| {
        Error::io(error, name).with_hint("--gazetteer takes a folder of tables, an index file, or `embedded`")
    })?;
    let checked = map.len() <= MOST_CHECKED;
    let gazetteer = Gazetteer::from_bytes(map).map_err(|error| error.in_file(name))?;
    if checked {
        gazetteer.verify().map_err(|error| error.in_file(name))?;
    }
    Ok(gazetteer)
}

fn map(path: &Path) -> io::Result<Mmap> {
    let file = File::open(path)?;
    // SAFETY: the map is only read. Undefined behaviour would need another program to change the file
    // while it is open; an index is replaced by renaming, which leaves an open map as it was, and
    // every read from it is bounds-checked and expects any bytes.
    unsafe { Mmap::map(&file) }
}

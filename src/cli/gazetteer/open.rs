//! Which gazetteer is asked: the one built in, an index file, a folder, and what is laid over it.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use dateline::{
    error::{Error, Result},
    gazetteer::{self, Gazetteer, OwnPlaces, tables::Tables},
};
use etcetera::BaseStrategy;
use memmap2::Mmap;

/// The value of `--gazetteer` that stands for the one built in.
pub(super) const EMBEDDED: &str = "embedded";

/// The file of a gazetteer folder that names the subfolder in use.
pub(super) const CURRENT: &str = "CURRENT";

/// The index in that subfolder.
pub(super) const INDEX: &str = "gazetteer.index";

/// The folder of tables that are laid over a gazetteer folder's index.
const OVERLAYS: &str = "overlays";

/// Bytes of an index up to which its checksum is read at every start: at most four milliseconds.
const MOST_CHECKED: usize = 24 << 20;

/// Opens the gazetteers that a user named, each laid over the one before, or else the default.
///
/// Tables of own places that follow each other are read together, so one may name a parent in another.
pub(in super::super) fn open_all(names: &[PathBuf]) -> Result<Gazetteer> {
    let mut all: Option<Gazetteer> = None;
    for names in names.chunk_by(|one, next| is_own_places(one) && is_own_places(next)) {
        let below = all.take();
        all = Some(match (&names[0], below) {
            (name, below) if is_own_places(name) => lay_over(below.map_or_else(default, Ok)?, names)?,
            (name, Some(below)) => below.with_overlay(&open(name)?)?,
            (name, None) => open(name)?,
        });
    }
    all.map_or_else(default, Ok)
}

/// Opens one gazetteer.
pub(super) fn open(name: &Path) -> Result<Gazetteer> {
    if name.as_os_str() == EMBEDDED {
        return Ok(Gazetteer::embedded());
    }
    if is_own_places(name) {
        return lay_over(default()?, &[name.to_owned()]);
    }
    if !name.is_dir() {
        return open_index(name);
    }
    if is_managed(name) {
        return open_managed(name);
    }
    Gazetteer::from_bytes(gazetteer::compile(&Tables::read(name)?)?)
}

/// The gazetteer folder in the user's data folder if there is one, else the gazetteer built in.
fn default() -> Result<Gazetteer> {
    match user_folder().filter(|it| is_managed(it)) {
        Some(folder) => open_managed(&folder),
        None => Ok(Gazetteer::embedded()),
    }
}

/// Where the user's gazetteer folder lies, whether it is there or not.
pub(super) fn user_folder() -> Option<PathBuf> {
    Some(etcetera::choose_base_strategy().ok()?.data_dir().join("dateline").join("gazetteer"))
}

/// The tables laid over a gazetteer folder's index, in the order of their names.
pub(super) fn overlays(folder: &Path) -> Result<Vec<PathBuf>> {
    let overlays = folder.join(OVERLAYS);
    if overlays.is_dir() { tables_in(&overlays) } else { Ok(Vec::new()) }
}

/// The folder those tables lie in.
pub(super) fn overlay_folder(folder: &Path) -> PathBuf {
    folder.join(OVERLAYS)
}

/// The CSV files of a folder, in the order of their names.
pub(super) fn tables_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let fault = |error| Error::io(error, folder);
    let mut tables = Vec::new();
    for entry in fs::read_dir(folder).map_err(fault)? {
        let path = entry.map_err(fault)?.path();
        // A hidden file is being written.
        let hidden = path.file_name().is_some_and(|it| it.as_encoded_bytes().starts_with(b"."));
        if is_own_places(&path) && !hidden {
            tables.push(path);
        }
    }
    tables.sort();
    Ok(tables)
}

/// Is it a folder that holds an index and what is laid over it, rather than tables?
pub(super) fn is_managed(folder: &Path) -> bool {
    folder.join(CURRENT).is_file() || folder.join(OVERLAYS).is_dir()
}

/// What the tables of a gazetteer folder are laid over.
pub(super) fn below_overlays(folder: &Path) -> Result<Gazetteer> {
    let current = folder.join(CURRENT);
    let text = match fs::read_to_string(&current) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Gazetteer::embedded()),
        Err(error) => return Err(Error::io(error, current)),
    };
    let name = text.trim();
    if name.is_empty() || name.starts_with('.') || name.contains(['/', '\\', '\n']) {
        return Err(Error::new("names no subfolder of its folder").at_line(current, 1));
    }
    open_index(&folder.join(name).join(INDEX))
}

fn open_managed(folder: &Path) -> Result<Gazetteer> {
    lay_over(below_overlays(folder)?, &overlays(folder)?)
}

pub(super) fn lay_over(below: Gazetteer, tables: &[PathBuf]) -> Result<Gazetteer> {
    if tables.is_empty() { Ok(below) } else { OwnPlaces::read(tables, &below)?.lay_over(&below) }
}

fn is_own_places(path: &Path) -> bool {
    path.extension().is_some_and(|it| it.eq_ignore_ascii_case("csv")) && !path.is_dir()
}

fn open_index(name: &Path) -> Result<Gazetteer> {
    let map = map(name).map_err(|error| {
        Error::io(error, name)
            .with_hint("--gazetteer takes a folder, an index file, a CSV file of own places, or `embedded`")
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
    // every read from it is bounds-checked: damaged bytes give wrong answers or a panic, which the program
    // turns into an error.
    unsafe { Mmap::map(&file) }
}

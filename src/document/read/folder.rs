//! The texts of a folder.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::options::ReadOptions;
use crate::error::{Error, Result};

/// Deepest level of folders that is looked into.
const DEEPEST: usize = 64;

/// A file of a folder, and its path from there with `/` between the parts.
pub(super) struct Entry {
    pub(super) path: PathBuf,
    pub(super) id: String,
}

/// The files of a folder and the folders in it that can be read, by path; hidden ones are skipped.
///
/// # Errors
///
/// When a folder cannot be listed, or there is no such file.
pub(super) fn files(folder: &Path, options: &ReadOptions) -> Result<Vec<Entry>> {
    let mut entries = Vec::new();
    collect(folder, "", 0, options, &mut entries)?;
    if entries.is_empty() {
        return Err(Error::new("no texts in this folder").in_file(folder).with_hint(
            "files named .txt, .md, .html, .jsonl, .csv and .tsv are read, also packed as .gz or .zst; \
                 --input-format takes all files",
        ));
    }
    Ok(entries)
}

fn collect(
    folder: &Path,
    id: &str,
    depth: usize,
    options: &ReadOptions,
    entries: &mut Vec<Entry>,
) -> Result<()> {
    let listed: io::Result<Vec<_>> = fs::read_dir(folder).and_then(Iterator::collect);
    let mut listed = listed.map_err(|error| Error::io(error, folder))?;
    listed.sort_by_key(fs::DirEntry::file_name);
    for entry in listed {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let path = entry.path();
        let id = if id.is_empty() { name } else { format!("{id}/{name}") };
        // A link to a folder may lead back up: it is not followed, links to files are.
        let is_folder = entry.file_type().is_ok_and(|it| it.is_dir());
        if is_folder && depth < DEEPEST {
            collect(&path, &id, depth + 1, options, entries)?;
        } else if path.is_file() && options.format_of(&path).is_some() && !is_except(&path, options) {
            entries.push(Entry { path, id });
        }
    }
    Ok(())
}

fn is_except(path: &Path, options: &ReadOptions) -> bool {
    let Some(except) = &options.except else { return false };
    match (fs::canonicalize(path), fs::canonicalize(except)) {
        (Ok(path), Ok(except)) => path == except,
        _ => false,
    }
}

//! Where files come from: a folder they were brought to by hand, or a server.

use std::{
    fs,
    path::{Path, PathBuf},
};

use dateline::error::{Error, Result};

use super::{
    super::super::terminal::Terminal,
    archive,
    fetch::{Answer, Fetcher, Validators, sha256},
    load::{DIVISIONS, NAMES},
    manifest::Source as FileSource,
};

/// A file that is there.
pub(super) struct Found {
    pub(super) path: PathBuf,
    pub(super) source: FileSource,
}

/// Where files come from.
pub(super) enum Source {
    /// A folder with the files as they are published, packed or unpacked.
    Folder(PathBuf),
    /// A server.
    Server { fetcher: Box<Fetcher>, base_url: String, downloads: PathBuf },
}

impl Source {
    /// A server by its address; `downloads` is where files lie until the refresh is done.
    ///
    /// # Errors
    ///
    /// When the address cannot be one.
    pub(super) fn server(base_url: &str, downloads: &Path) -> Result<Self> {
        let base_url = base_url.trim_end_matches('/').to_owned();
        let fetcher = Box::new(Fetcher::new(&base_url, downloads.to_owned())?);
        Ok(Self::Server { fetcher, base_url, downloads: downloads.to_owned() })
    }

    /// The words for it in messages and in the manifest.
    pub(super) fn as_str(&self) -> String {
        match self {
            Self::Folder(folder) => folder.display().to_string(),
            Self::Server { base_url, .. } => base_url.clone(),
        }
    }

    /// A file by its published name; `None` where there is none.
    ///
    /// # Errors
    ///
    /// When it cannot be read or fetched.
    pub(super) fn find(&self, name: &str, terminal: &mut Terminal) -> Result<Option<Found>> {
        match self {
            Self::Folder(folder) => {
                let unpacked = name.strip_suffix(".zip").map(|it| folder.join(format!("{it}.txt")));
                let mut paths = [Some(folder.join(name)), unpacked].into_iter().flatten();
                let Some(path) = paths.find(|it| it.is_file()) else { return Ok(None) };
                let source = describe(&path)?;
                Ok(Some(Found { path, source }))
            }
            Self::Server { fetcher, .. } => {
                let answer =
                    fetcher.fetch(name, None, &mut |done, total| terminal.loading(name, done, total))?;
                Ok(match answer {
                    Answer::File(it) => Some(Found {
                        source: FileSource {
                            name: name.to_owned(),
                            url: it.url,
                            bytes: it.bytes,
                            sha256: it.sha256,
                            etag: it.validators.etag,
                            last_modified: it.validators.last_modified,
                        },
                        path: it.path,
                    }),
                    Answer::Missing | Answer::NotModified => None,
                })
            }
        }
    }

    /// A file in a folder below, by its published name; `None` where there is none.
    ///
    /// # Errors
    ///
    /// When it cannot be read or fetched.
    pub(super) fn find_in(&self, below: &str, name: &str, terminal: &mut Terminal) -> Result<Option<Found>> {
        let mut found = self.below(below)?.find(name, terminal)?;
        if let Some(found) = &mut found {
            found.source.name = format!("{below}/{name}");
        }
        Ok(found)
    }

    fn below(&self, below: &str) -> Result<Self> {
        Ok(match self {
            Self::Folder(folder) => Self::Folder(folder.join(below)),
            Self::Server { base_url, downloads, .. } => {
                Self::server(&format!("{base_url}/{below}"), &downloads.join(below))?
            }
        })
    }

    /// Does a folder hold files that are read where they are there, and were not read before?
    pub(super) fn brings_more_than(&self, files: &[FileSource]) -> bool {
        let Self::Folder(folder) = self else { return false };
        let read = |stem: &str| files.iter().any(|it| it.name.starts_with(stem));
        let names = files.iter().any(|it| it.name.starts_with("alternat"));
        [(NAMES, names), (DIVISIONS, read(DIVISIONS))].iter().any(|(name, read)| {
            let unpacked = name.strip_suffix(".zip").map(|it| format!("{it}.txt"));
            !read && std::iter::once((*name).to_owned()).chain(unpacked).any(|it| folder.join(it).is_file())
        })
    }

    /// Takes a downloaded archive that turned out broken away, so that the next refresh fetches it again.
    pub(super) fn discard_if_broken(&self, path: &Path) {
        if matches!(self, Self::Server { .. }) && archive::is_broken(path) {
            // What cannot be taken away is asked for again with the same result; the error is told anyway.
            let _ = fs::remove_file(path);
        }
    }

    /// Is the file still what it was when a gazetteer was made of it? A folder's file is read again.
    ///
    /// # Errors
    ///
    /// When the server cannot be asked.
    pub(super) fn is_unchanged(&self, before: &FileSource, terminal: &mut Terminal) -> Result<bool> {
        if let Some((below, name)) = before.name.split_once('/') {
            let before = FileSource { name: name.to_owned(), ..before.clone() };
            return self.below(below)?.is_unchanged(&before, terminal);
        }
        match self {
            Self::Folder(_) => {
                Ok(self.find(&before.name, terminal)?.is_some_and(|it| it.source.sha256 == before.sha256))
            }
            Self::Server { fetcher, .. } => {
                let known =
                    Validators { etag: before.etag.clone(), last_modified: before.last_modified.clone() };
                if known == Validators::default() {
                    return Ok(false);
                }
                let answer = fetcher.fetch(&before.name, Some(&known), &mut |done, total| {
                    terminal.loading(&before.name, done, total);
                })?;
                Ok(matches!(answer, Answer::NotModified))
            }
        }
    }
}

/// Name, size and SHA-256 of a file in a folder.
fn describe(path: &Path) -> Result<FileSource> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(FileSource {
        url: name.clone(),
        name,
        bytes: fs::metadata(path).map_err(|error| Error::io(error, path))?.len(),
        sha256: sha256(path)?,
        etag: None,
        last_modified: None,
    })
}

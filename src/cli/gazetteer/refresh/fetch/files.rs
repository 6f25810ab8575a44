//! What lies on the disk of one file: the part that came, the file when it is whole, and what the
//! server said of each.

use std::{
    fs::{self, File},
    io::{self, BufReader},
    path::{Path, PathBuf},
};

use dateline::error::{Error, Result};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

use super::{BUFFER, Fetched, Validators};

/// Endings of the names of what lies beside a file.
pub(super) const COMPANIONS: [&str; 3] = [FILE_NOTE, PART, PART_NOTE];
const FILE_NOTE: &str = ".json";
const PART: &str = ".part";
const PART_NOTE: &str = ".part.json";

/// The places of one file and of what lies beside it.
pub(super) struct Files {
    file: PathBuf,
    file_note: PathBuf,
    part: PathBuf,
    part_note: PathBuf,
}

/// The beginning of a file, and which file's.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Part {
    pub(super) url: String,
    pub(super) validators: Validators,
    /// Bytes of the whole file, if the server said.
    pub(super) total: Option<u64>,
    /// Bytes that are there: the length of the part, which no note knows.
    #[serde(skip)]
    pub(super) bytes: u64,
}

/// What is noted of a file that is whole.
#[derive(Serialize, Deserialize)]
struct FileNote {
    url: String,
    validators: Validators,
    sha256: String,
    bytes: u64,
}

impl Files {
    pub(super) fn new(folder: &Path, name: &str) -> Self {
        let beside = |ending| folder.join(format!("{name}{ending}"));
        Self {
            file: folder.join(name),
            file_note: beside(FILE_NOTE),
            part: beside(PART),
            part_note: beside(PART_NOTE),
        }
    }

    /// The whole file that an earlier run fetched from this address, if it is as it was.
    pub(super) fn kept(&self, url: &str) -> Result<Option<Fetched>> {
        let Some(note) = read_note::<FileNote>(&self.file_note).filter(|it| it.url == url) else {
            return Ok(None);
        };
        if !note.validators.can_be_asked() || length(&self.file) != note.bytes {
            return Ok(None);
        }
        if sha256(&self.file)? != note.sha256 {
            return Ok(None);
        }
        Ok(Some(self.fetched(note)))
    }

    /// The part that an earlier attempt left, if more of the same file can be put to it.
    pub(super) fn part(&self, url: &str) -> Option<Part> {
        self.noted_part(url).filter(|it| {
            it.validators.strong().is_some() && it.bytes > 0 && it.total.is_none_or(|total| it.bytes < total)
        })
    }

    /// Bytes of the part, whichever file's.
    pub(super) fn part_bytes(&self) -> u64 {
        length(&self.part)
    }

    pub(super) fn part_path(&self) -> &Path {
        &self.part
    }

    /// Opens an empty part and notes which file's.
    ///
    /// The note goes first and comes last: a program that is killed in between leaves a part without
    /// a note, which nobody trusts.
    pub(super) fn begin_part(&self, part: &Part) -> Result<File> {
        remove(&self.part_note)?;
        let file = File::create(&self.part).map_err(|error| Error::io(error, &self.part))?;
        write_note(&self.part_note, part)?;
        Ok(file)
    }

    /// Opens the part to write after its end.
    pub(super) fn append_part(&self) -> Result<File> {
        File::options().append(true).open(&self.part).map_err(|error| Error::io(error, &self.part))
    }

    pub(super) fn discard_part(&self) -> Result<()> {
        remove(&self.part_note)?;
        remove(&self.part)
    }

    /// Makes the part, which is whole and on the disk, the file.
    ///
    /// A program that is killed after the note leaves one that does not fit the file, and the whole
    /// part, which the next run finishes.
    pub(super) fn finish_part(&self, part: &Part) -> Result<Fetched> {
        let note = FileNote {
            url: part.url.clone(),
            validators: part.validators.clone(),
            sha256: sha256(&self.part)?,
            bytes: length(&self.part),
        };
        write_note(&self.file_note, &note)?;
        fs::rename(&self.part, &self.file).map_err(|error| Error::io(error, &self.file))?;
        sync_folder(&self.file);
        remove(&self.part_note)?;
        Ok(self.fetched(note))
    }

    /// Finishes what an earlier run fetched to its end and did not come to rename.
    pub(super) fn finish_whole_part(&self, url: &str) -> Result<()> {
        if let Some(part) = self.noted_part(url).filter(|it| it.total == Some(it.bytes)) {
            self.finish_part(&part)?;
        }
        Ok(())
    }

    fn noted_part(&self, url: &str) -> Option<Part> {
        let note = read_note::<Part>(&self.part_note).filter(|it| it.url == url)?;
        let bytes = fs::metadata(&self.part).ok()?.len();
        Some(Part { bytes, ..note })
    }

    fn fetched(&self, note: FileNote) -> Fetched {
        let FileNote { url, validators, sha256, bytes } = note;
        Fetched { path: self.file.clone(), url, validators, sha256, bytes }
    }
}

/// Reads a note; one that cannot be read, or was cut off, is as good as none.
fn read_note<T: DeserializeOwned>(path: &Path) -> Option<T> {
    serde_json::from_slice(&fs::read(path).ok()?).ok()
}

fn write_note<T: Serialize>(path: &Path, note: &T) -> Result<()> {
    let text = serde_json::to_vec_pretty(note).map_err(|error| Error::io(error.into(), path))?;
    fs::write(path, text).map_err(|error| Error::io(error, path))
}

fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::io(error, path)),
        _ => Ok(()),
    }
}

/// Bytes of a file; 0 where there is none.
fn length(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |it| it.len())
}

pub(in super::super) fn sha256(path: &Path) -> Result<String> {
    let read = || {
        let mut reader = BufReader::with_capacity(BUFFER, File::open(path)?);
        let mut hash = Sha256::new();
        io::copy(&mut reader, &mut hash)?;
        io::Result::Ok(format!("{:x}", hash.finalize()))
    };
    read().map_err(|error| Error::io(error, path))
}

/// Makes sure that a new name outlasts a power failure, where the system can.
fn sync_folder(file: &Path) {
    if cfg!(unix) {
        // Without it the file is fetched again; nothing is lost.
        let _ = file.parent().map(|it| File::open(it).and_then(|it| it.sync_all()));
    }
}

//! A published file, packed or not, as lines; what it unpacks to is bounded.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::Path,
};

use dateline::error::{Error, Result};
use jiff::civil::Date;
use zip::{ZipArchive, result::ZipError};

/// Bytes that a packed byte may give: tables of text give five, an archive made to fill a disk a thousand.
const MOST_RATIO: u64 = 100;
/// Bytes that any archive may give, however small.
const ALWAYS_ALLOWED: u64 = 1 << 20;
/// Bytes read at a time.
const CHUNK: usize = 1 << 18;

/// Hands the lines of a file to `read`: of `NAME.txt` in it where it is a zip archive.
///
/// Nothing is unpacked to the disk, and no name in the archive is used as a path.
///
/// # Errors
///
/// When the archive is damaged, does not hold that file or unpacks to far too much; or as `read` does.
pub(super) fn read<T>(path: &Path, read: impl FnOnce(&mut dyn BufRead) -> Result<T>) -> Result<T> {
    let file = File::open(path).map_err(|error| Error::io(error, path))?;
    if !is_zip(path) {
        return read(&mut BufReader::with_capacity(CHUNK, file));
    }
    let name = entry_name(path);
    let mut archive = open(file, path)?;
    let entry = archive.by_name(&name).map_err(|error| fault(&error, &name, path))?;
    let most = entry.compressed_size().saturating_mul(MOST_RATIO).saturating_add(ALWAYS_ALLOWED);
    read(&mut BufReader::with_capacity(CHUNK, Bounded { inner: entry, left: most }))
}

/// The day of the data: when the file was packed. An unpacked file tells none: its own date may be that of a copy.
pub(super) fn date(path: &Path) -> Option<Date> {
    if is_zip(path) {
        let mut archive = open(File::open(path).ok()?, path).ok()?;
        let packed = archive.by_name(&entry_name(path)).ok()?.last_modified()?;
        let date = Date::new(packed.year().cast_signed(), packed.month() as i8, packed.day() as i8).ok();
        // The first day that an archive can tell stands for none.
        return date.filter(|it| it.year() > 1980);
    }
    None
}

/// Is it an archive that cannot be read to its end?
pub(super) fn is_broken(path: &Path) -> bool {
    let whole =
        |reader: &mut dyn BufRead| io::copy(reader, &mut io::sink()).map_err(|error| Error::io(error, path));
    is_zip(path) && read(path, whole).is_err()
}

fn is_zip(path: &Path) -> bool {
    path.extension().is_some_and(|it| it == "zip")
}

fn entry_name(path: &Path) -> String {
    format!("{}.txt", path.file_stem().unwrap_or_default().to_string_lossy())
}

fn open(file: File, path: &Path) -> Result<ZipArchive<BufReader<File>>> {
    ZipArchive::new(BufReader::new(file)).map_err(|error| fault(&error, "", path))
}

fn fault(error: &ZipError, name: &str, path: &Path) -> Error {
    let what = match error {
        ZipError::FileNotFound => format!("no {name} in this archive"),
        error => format!("the archive is damaged or not whole ({error})"),
    };
    Error::new(what).in_file(path).with_hint("fetch the file again")
}

/// A reader that fails where more comes than may.
struct Bounded<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| {
            io::Error::new(
                io::ErrorKind::InvalidData,
                format!("the archive unpacks to more than {MOST_RATIO} times its size"),
            )
        })?;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::{ZipWriter, write::SimpleFileOptions};

    use super::*;

    fn archive(folder: &Path, entries: &[(&str, &[u8])]) -> std::path::PathBuf {
        let path = folder.join("PK.zip");
        let mut writer = ZipWriter::new(File::create(&path).unwrap());
        for (name, bytes) in entries {
            let packed = zip::DateTime::from_date_and_time(2026, 1, 31, 0, 0, 0).unwrap();
            writer.start_file(*name, SimpleFileOptions::default().last_modified_time(packed)).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap();
        path
    }

    fn text_of(path: &Path) -> Result<String> {
        read(path, |reader| {
            let mut text = String::new();
            reader.read_to_string(&mut text).map_err(|error| Error::io(error, path))?;
            Ok(text)
        })
    }

    #[test]
    fn the_table_in_an_archive_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = archive(folder.path(), &[("readme.txt", b"no"), ("PK.txt", b"yes")]);
        assert_eq!(text_of(&path).unwrap(), "yes");
        assert_eq!(date(&path), Some(jiff::civil::date(2026, 1, 31)));
    }

    #[test]
    fn a_name_that_leads_elsewhere_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let path = archive(folder.path(), &[("../../PK.txt", b"evil"), ("/etc/PK.txt", b"evil")]);
        assert!(text_of(&path).unwrap_err().to_string().contains("no PK.txt in this archive"));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn an_archive_made_to_fill_a_disk_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = archive(folder.path(), &[("PK.txt", &vec![b'x'; 40_000_000])]);
        assert!(std::fs::metadata(&path).unwrap().len() < 100_000);
        assert!(text_of(&path).unwrap_err().to_string().contains("100 times its size"));
    }

    #[test]
    fn a_cut_archive_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let path = archive(folder.path(), &[("PK.txt", &[b'x'; 1000])]);
        let bytes = std::fs::read(&path).unwrap();
        std::fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
        let message = text_of(&path).unwrap_err().to_string();
        assert!(message.contains("not whole") && message.contains("PK.zip"), "{message}");
        assert!(is_broken(&path));
    }
}

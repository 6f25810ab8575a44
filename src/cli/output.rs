//! Where results go: the standard output, or a file that appears whole or not at all.

use std::{
    fs::{self, File, Permissions},
    io::{self, BufWriter, StdoutLock, Write},
    path::{Path, PathBuf},
};

use dateline::error::{Error, Result};
use tempfile::NamedTempFile;

/// Where results go.
pub(super) enum Output {
    /// The standard output.
    Stdout(BufWriter<StdoutLock<'static>>),
    /// A device or pipe, which is written into.
    Device(BufWriter<File>),
    /// A file, written beside and renamed in the end.
    File { temporary: BufWriter<NamedTempFile>, target: PathBuf, force: bool },
}

impl Output {
    /// Opens the file at `path`, or the standard output for none and for `-`.
    ///
    /// # Errors
    ///
    /// When the file exists and `force` is not set, or its folder cannot be written to.
    pub(super) fn open(path: Option<&Path>, force: bool) -> Result<Self> {
        let Some(path) = path.filter(|it| it.as_os_str() != "-") else {
            return Ok(Self::Stdout(BufWriter::new(io::stdout().lock())));
        };
        // A link is written through, not replaced.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        match fs::metadata(&target) {
            Ok(existing) if existing.is_dir() => {
                return Err(Error::new("a folder, not a file")
                    .in_file(path)
                    .with_hint("name the file to write, such as map.geojson"));
            }
            Ok(existing) if !existing.is_file() => {
                let device = File::options().write(true).open(&target);
                return Ok(Self::Device(BufWriter::new(device.map_err(|error| Error::io(error, path))?)));
            }
            Ok(_) if !force => return Err(exists(path)),
            _ => {}
        }
        let temporary = temporary_beside(&target)?;
        Ok(Self::File { temporary: BufWriter::new(temporary), target, force })
    }

    /// The file as one that can be written anywhere, and the folder it lies in; `None` for a stream.
    pub(super) fn seekable(&mut self) -> Option<(&mut BufWriter<NamedTempFile>, PathBuf)> {
        match self {
            Self::File { temporary, .. } => {
                let folder = temporary.get_ref().path().parent().map(Path::to_owned).unwrap_or_default();
                Some((temporary, folder))
            }
            _ => None,
        }
    }

    /// Puts the file into its place.
    ///
    /// # Errors
    ///
    /// When what is left cannot be written, or the file came to exist meanwhile and `force` is not set.
    pub(super) fn commit(self) -> Result<()> {
        match self {
            Self::Stdout(mut out) => out.flush().map_err(Error::output),
            Self::Device(mut out) => out.flush().map_err(Error::output),
            Self::File { temporary, target, force } => {
                let temporary = temporary.into_inner().map_err(|error| Error::output(error.into_error()))?;
                put_in_place(temporary, &target, force)
            }
        }
    }
}

/// An empty file in the folder of another, which goes away unless it is put in its place.
pub(super) fn temporary_beside(target: &Path) -> Result<NamedTempFile> {
    let folder = target.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".dateline-").suffix(".part");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What other programs create files with; the user's mask is taken off by the system.
        builder.permissions(Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder).map_err(|error| Error::io(error, folder))
}

/// Gives a finished file its name; one that is there is replaced only by force.
pub(super) fn put_in_place(temporary: NamedTempFile, target: &Path, force: bool) -> Result<()> {
    temporary.as_file().sync_all().map_err(|error| Error::io(error, target))?;
    if !force {
        return match temporary.persist_noclobber(target) {
            Ok(_) => Ok(()),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(exists(target)),
            Err(error) => Err(Error::io(error.error, target)),
        };
    }
    if let Ok(existing) = fs::metadata(target) {
        keep_permissions(temporary.path(), existing.permissions());
    }
    temporary.persist(target).map_err(|error| Error::io(error.error, target))?;
    Ok(())
}

/// The new file may be read by whom the old one might; where that cannot be set it stays as created.
fn keep_permissions(path: &Path, permissions: Permissions) {
    let _ = fs::set_permissions(path, permissions);
}

/// What is said of a file that is there already.
pub(super) fn exists(path: &Path) -> Error {
    Error::new("the file exists already").in_file(path).with_hint("--force replaces it")
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(out) => out.write(bytes),
            Self::Device(out) => out.write(bytes),
            Self::File { temporary, .. } => temporary.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.flush(),
            Self::Device(out) => out.flush(),
            Self::File { temporary, .. } => temporary.flush(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(path: &Path, force: bool, bytes: &[u8]) -> Result<()> {
        let mut output = Output::open(Some(path), force)?;
        output.write_all(bytes).unwrap();
        output.commit()
    }

    #[test]
    fn an_existing_file_is_replaced_only_by_force() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("map.geojson");
        write(&path, false, b"old").unwrap();
        assert!(write(&path, false, b"new").unwrap_err().to_string().contains("--force"));
        assert_eq!(fs::read(&path).unwrap(), b"old");
        write(&path, true, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
    }

    #[test]
    fn what_is_not_finished_leaves_no_trace() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("map.geojson");
        fs::write(&path, "old").unwrap();
        let mut output = Output::open(Some(&path), true).unwrap();
        output.write_all(b"half").unwrap();
        drop(output);
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_came_meanwhile_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("map.geojson");
        let output = Output::open(Some(&path), false).unwrap();
        fs::write(&path, "theirs").unwrap();
        assert!(output.commit().unwrap_err().to_string().contains("exists already"));
        assert_eq!(fs::read(&path).unwrap(), b"theirs");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_are_those_of_the_file_replaced() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("map.geojson");
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
        write(&path, true, b"new").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_written_into() {
        write(Path::new("/dev/null"), false, b"gone").unwrap();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }
}

//! The one error of the rims: what went wrong, where, and what to do about it.

use std::{fmt, io, path::PathBuf};

/// Why something could not be read or written.
///
/// The message says what, where (`file:line`), and, after `hint:`, what to do.
///
/// ```
/// use dateline::{error::Error, gazetteer::Gazetteer};
///
/// let error: Error = Gazetteer::from_bytes(b"not an index".as_slice()).unwrap_err();
/// assert!(error.to_string().contains("not a dateline gazetteer index"));
/// ```
#[derive(Debug)]
pub struct Error {
    what: String,
    place: Option<Place>,
    hint: Option<String>,
    source: Option<io::Error>,
}

#[derive(Debug)]
struct Place {
    path: PathBuf,
    line: Option<u64>,
}

/// A result of the rims.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error with a sentence of what went wrong, without full stop.
    #[must_use]
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), place: None, hint: None, source: None }
    }

    /// What a failed system call says about a file.
    #[must_use]
    pub fn io(source: io::Error, path: impl Into<PathBuf>) -> Self {
        let mut error = Self::new(describe(&source)).in_file(path);
        error.source = Some(source);
        error
    }

    /// What a failed system call says about the place results are written to.
    #[must_use]
    pub fn output(source: io::Error) -> Self {
        let mut error = Self::new(format!("the result cannot be written: {}", describe(&source)));
        error.source = Some(source);
        error
    }

    /// The same error, said of a file.
    #[must_use]
    pub fn in_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.place = Some(Place { path: path.into(), line: None });
        self
    }

    /// The same error, said of a file unless it names one already.
    #[must_use]
    pub fn unless_named(self, path: impl Into<PathBuf>) -> Self {
        if self.place.is_some() { self } else { self.in_file(path) }
    }

    /// The same error, said of a line of a file, counted from 1.
    #[must_use]
    pub fn at_line(mut self, path: impl Into<PathBuf>, line: u64) -> Self {
        self.place = Some(Place { path: path.into(), line: Some(line) });
        self
    }

    /// The same error with what the user can do about it.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// What the user can do about it.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }

    /// Is it a pipe that the reader closed? That is no failure of ours.
    #[must_use]
    pub fn is_broken_pipe(&self) -> bool {
        self.source.as_ref().is_some_and(|it| it.kind() == io::ErrorKind::BrokenPipe)
    }
}

fn describe(source: &io::Error) -> String {
    match source.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::StorageFull => "no space left on the disk".to_owned(),
        _ => source.to_string(),
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(formatter, "{}", place.path.display())?;
            if let Some(line) = place.line {
                write!(formatter, ":{line}")?;
            }
            write!(formatter, ": ")?;
        }
        write!(formatter, "{}", self.what)?;
        if let Some(hint) = &self.hint {
            write!(formatter, "\nhint: {hint}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|it| it as _)
    }
}

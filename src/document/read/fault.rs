//! What could not be read, and what was lost by it.

use crate::error::Error;

/// Something that could not be read, while the rest could.
///
/// ```
/// use dateline::document::{Documents, Lost, ReadOptions};
///
/// let fault = Documents::open(["no-such-file.txt".into()], ReadOptions::new()).next().unwrap().unwrap_err();
/// assert_eq!(fault.lost, Lost::Document("no-such-file.txt".to_owned()));
/// assert_eq!(fault.error.to_string(), "no-such-file.txt: no such file or folder");
/// ```
#[derive(Debug)]
pub struct Fault {
    /// What went wrong, where, and what to do.
    pub error: Error,
    /// What was lost by it.
    pub lost: Lost,
}

/// What a [`Fault`] costs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Lost {
    /// A document, which would have had this id.
    Document(String),
    /// Nobody knows how many documents: the rest of a file, or a folder.
    Input,
    /// A detail, such as a date that is none; the document itself follows.
    Detail,
}

//! How the program ends, and what ends it early.

use std::process::ExitCode;

use dateline::error::Error;

/// How the program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// 0: all was done, or the reader of the output closed it.
    Done,
    /// 1: something failed, even if the rest was written; or nothing was found where that is the answer.
    Failed,
    /// 2: the command line makes no sense.
    Usage,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::Usage => 2,
        })
    }
}

/// What ends a command early.
#[derive(Debug)]
pub(super) enum Stop {
    /// Something failed.
    Failed(Error),
    /// The command line makes no sense.
    Usage(Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl Stop {
    /// The error, and how the program ends. That the reader closed the output is no failure.
    pub(super) fn parts(self) -> (Option<Error>, Exit) {
        match self {
            Self::Failed(error) if error.is_broken_pipe() => (None, Exit::Done),
            Self::Failed(error) => (Some(error), Exit::Failed),
            Self::Usage(error) => (Some(error), Exit::Usage),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    #[test]
    fn a_closed_output_is_no_failure() {
        let closed = Error::output(io::ErrorKind::BrokenPipe.into());
        assert!(matches!(Stop::from(closed).parts(), (None, Exit::Done)));
        let full = Error::output(io::ErrorKind::StorageFull.into());
        assert!(matches!(Stop::from(full).parts(), (Some(_), Exit::Failed)));
    }
}

//! Several files that appear together, whole, or not at all.

use std::{
    cell::RefCell,
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    rc::Rc,
    time::SystemTime,
};

use dateline::error::{Error, Result};
use tempfile::{NamedTempFile, TempPath};

use super::output::{exists, put_in_place, temporary_beside};

/// Files that are written beside their names and get them all at once.
#[derive(Clone)]
pub(super) struct OutputSet {
    files: Rc<RefCell<Vec<Pending>>>,
    force: bool,
}

/// A file that waits for its name.
struct Pending {
    temporary: NamedTempFile,
    target: PathBuf,
    rule: Rule,
}

/// What may happen to a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    Keep,
    Replace,
    /// It is replaced by what continues it, if it is still as it was read.
    Continue(u64, Option<SystemTime>),
}

impl OutputSet {
    pub(super) fn new(force: bool) -> Self {
        Self { files: Rc::default(), force }
    }

    /// What to write into for a path: a file of the set; the standard output for none and for `-`; or a
    /// device as it is.
    pub(super) fn open(&self, path: Option<&Path>) -> Result<Box<dyn Write>> {
        let Some(path) = path.filter(|it| it.as_os_str() != "-") else {
            return Ok(Box::new(BufWriter::new(io::stdout().lock())));
        };
        match fs::metadata(path) {
            Ok(existing) if existing.is_dir() => Err(Error::new("a folder, not a file")
                .in_file(path)
                .with_hint("name the file to write, such as map.geojson")),
            Ok(existing) if !existing.is_file() => {
                let device = File::options().write(true).open(path);
                Ok(Box::new(BufWriter::new(device.map_err(|error| Error::io(error, path))?)))
            }
            Ok(_) if !self.force => Err(exists(path)),
            _ => self.add(path, if self.force { Rule::Replace } else { Rule::Keep }),
        }
    }

    /// What to write the continuation of a file into; what the file holds stands before it as it is.
    pub(super) fn continue_file(&self, path: &Path, held: &[u8]) -> Result<Box<dyn Write>> {
        let existing = fs::metadata(path).map_err(|error| Error::io(error, path))?;
        let mut out = self.add(path, Rule::Continue(held.len() as u64, existing.modified().ok()))?;
        out.write_all(held).map_err(Error::output)?;
        Ok(out)
    }

    fn add(&self, path: &Path, rule: Rule) -> Result<Box<dyn Write>> {
        // A link is written through, not replaced.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let temporary = temporary_beside(&target)?;
        let handle = temporary.as_file().try_clone().map_err(|error| Error::io(error, &target))?;
        self.files.borrow_mut().push(Pending { temporary, target, rule });
        Ok(Box::new(BufWriter::new(handle)))
    }

    /// Gives all files their names. If that fails for one, those before it are taken back.
    ///
    /// # Errors
    ///
    /// When a file came to exist meanwhile that may not be replaced, changed meanwhile, or cannot be named.
    pub(super) fn commit(self) -> Result<()> {
        let files = self.files.take();
        for file in &files {
            file.may_be_placed()?;
        }
        let mut placed: Vec<Placed> = Vec::new();
        for Pending { temporary, target, rule } in files {
            let done = Placed::prepare(&target, rule).and_then(|it| {
                put_in_place(temporary, &it.target, rule != Rule::Keep)?;
                Ok(it)
            });
            match done {
                Ok(it) => placed.push(it),
                Err(error) => {
                    placed.into_iter().rev().for_each(Placed::take_back);
                    return Err(error);
                }
            }
        }
        Ok(())
    }
}

impl Pending {
    fn may_be_placed(&self) -> Result<()> {
        match (self.rule, fs::metadata(&self.target)) {
            (Rule::Keep, Ok(_)) => Err(exists(&self.target)),
            (Rule::Continue(size, modified), found)
                if found.as_ref().map_or(true, |it| it.len() != size || it.modified().ok() != modified) =>
            {
                Err(Error::new("the file was changed while rows for it were made")
                    .in_file(&self.target)
                    .with_hint("nothing was written; run the command again"))
            }
            _ => Ok(()),
        }
    }
}

/// A file that has its name, and what was there before.
struct Placed {
    target: PathBuf,
    before: Option<TempPath>,
}

impl Placed {
    /// Keeps what is there, under another name, until all is done.
    fn prepare(target: &Path, rule: Rule) -> Result<Self> {
        let before = match rule {
            Rule::Keep => None,
            Rule::Replace | Rule::Continue(..) if !target.exists() => None,
            Rule::Replace | Rule::Continue(..) => {
                let spare = temporary_beside(target)?.into_temp_path();
                fs::remove_file(&spare).and_then(|()| fs::hard_link(target, &spare)).or_else(|_| {
                    // Some file systems have no links.
                    fs::copy(target, &spare).map(|_| ()).map_err(|error| Error::io(error, target))
                })?;
                Some(spare)
            }
        };
        Ok(Self { target: target.to_owned(), before })
    }

    /// Puts back what was there; there is nobody to tell if that fails too.
    fn take_back(self) {
        let _ = match self.before {
            Some(before) => before.persist(&self.target).map_err(|it| it.error),
            None => fs::remove_file(&self.target),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(set: &OutputSet, path: &Path, bytes: &[u8]) {
        let mut out = set.open(Some(path)).unwrap();
        out.write_all(bytes).unwrap();
        out.flush().unwrap();
    }

    #[test]
    fn files_appear_together() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (folder.path().join("map.csv"), folder.path().join("map.csvt"));
        let set = OutputSet::new(false);
        write(&set, &one, b"1");
        write(&set, &two, b"2");
        assert!(!one.exists() && !two.exists());
        set.commit().unwrap();
        assert_eq!((fs::read(&one).unwrap(), fs::read(&two).unwrap()), (b"1".to_vec(), b"2".to_vec()));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn one_that_cannot_appear_keeps_all_from_appearing() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (folder.path().join("map.csv"), folder.path().join("map.prj"));
        let set = OutputSet::new(false);
        write(&set, &one, b"1");
        write(&set, &two, b"2");
        fs::write(&two, "theirs").unwrap();
        assert!(set.commit().unwrap_err().to_string().contains("exists already"));
        assert!(!one.exists());
        assert_eq!(fs::read(&two).unwrap(), b"theirs");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_was_replaced_comes_back_when_another_fails() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (folder.path().join("map.csv"), folder.path().join("map.prj"));
        fs::write(&one, "old").unwrap();
        let set = OutputSet::new(true);
        write(&set, &one, b"new");
        write(&set, &two, b"2");
        // A folder that is not empty cannot be replaced by a file.
        fs::create_dir_all(two.join("full")).unwrap();
        set.commit().unwrap_err();
        assert_eq!(fs::read(&one).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_file_that_changed_is_not_continued() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sheet.csv");
        fs::write(&path, "a\n1\n").unwrap();
        let set = OutputSet::new(false);
        let mut out = set.continue_file(&path, b"a\n1\n").unwrap();
        out.write_all(b"2\n").unwrap();
        out.flush().unwrap();
        fs::write(&path, "a\n1\n7\n").unwrap();
        assert!(set.commit().unwrap_err().to_string().contains("changed"));
        assert_eq!(fs::read(&path).unwrap(), b"a\n1\n7\n");
    }
}

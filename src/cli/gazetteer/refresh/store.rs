//! The folder that refresh keeps: the gazetteer in use, the one before, and how one takes the other's place.
//!
//! `CURRENT` names the subfolder in use and is replaced by a rename, so at any moment one whole
//! gazetteer is in use, whatever happens to the program or the machine.

use std::{
    fs::{self, File, TryLockError},
    io::Write,
    path::{Path, PathBuf},
};

use dateline::error::{Error, Result};
use jiff::civil::Date;

use super::super::{super::output::Output, open::CURRENT};

/// The file that names the subfolder that was in use before.
const PREVIOUS: &str = "PREVIOUS";
/// The subfolder where a new gazetteer is made.
const STAGING: &str = ".staging";
/// The file that a running refresh holds locked.
const LOCK: &str = ".lock";
/// A file of every gazetteer that refresh made, which tells its folders from others.
pub(super) const MANIFEST: &str = "refresh.json";

/// A folder of gazetteers, locked while this lives.
pub(super) struct Store {
    folder: PathBuf,
    _lock: File,
}

impl Store {
    /// Opens the folder, makes it if it is not there, and locks it.
    ///
    /// # Errors
    ///
    /// When it cannot be made, or another refresh holds it.
    pub(super) fn open(folder: &Path) -> Result<Self> {
        let fault = |error| Error::io(error, folder);
        fs::create_dir_all(folder).map_err(fault)?;
        let path = folder.join(LOCK);
        let lock = File::options().create(true).truncate(false).write(true).open(&path);
        let lock = lock.map_err(|error| Error::io(error, &path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(Error::new("another refresh of this gazetteer is running")
                    .in_file(folder)
                    .with_hint("wait for its end; what is in use stays as it is"));
            }
            Err(TryLockError::Error(error)) => return Err(Error::io(error, &path)),
        }
        // What a refresh that was killed left; what cannot be taken away now will be the next time.
        let _ = fs::remove_dir_all(folder.join(STAGING));
        Ok(Self { folder: folder.to_owned(), _lock: lock })
    }

    /// The gazetteer in use.
    pub(super) fn current(&self) -> Option<PathBuf> {
        self.named(CURRENT)
    }

    /// Where downloads lie until the refresh they are for is done.
    pub(super) fn downloads(&self) -> PathBuf {
        self.folder.join("downloads")
    }

    /// An empty folder to make a gazetteer in.
    ///
    /// # Errors
    ///
    /// When it cannot be made.
    pub(super) fn stage(&self) -> Result<PathBuf> {
        let staging = self.folder.join(STAGING);
        fs::create_dir_all(&staging).map_err(|error| Error::io(error, &staging))?;
        Ok(staging)
    }

    /// Puts what was staged into use and keeps what was in use before; returns its new folder.
    ///
    /// # Errors
    ///
    /// When it cannot be renamed; what was in use then still is.
    pub(super) fn commit(&self, made: Date) -> Result<PathBuf> {
        let staging = self.folder.join(STAGING);
        let name = (1..)
            .map(|it| if it == 1 { made.to_string() } else { format!("{made}.{it}") })
            .find(|it| !self.folder.join(it).exists())
            .unwrap_or_default();
        let target = self.folder.join(&name);
        fs::rename(&staging, &target).map_err(|error| Error::io(error, &target))?;
        if let Some(before) = self.read(CURRENT) {
            self.write(PREVIOUS, &before)?;
        }
        self.write(CURRENT, &name)?;
        self.clean();
        Ok(target)
    }

    /// Puts what was in use before into use again; what is in use now can be rolled back to in turn.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub(super) fn roll_back(&self) -> Result<PathBuf> {
        let (Some(before), Some(target)) = (self.read(PREVIOUS), self.named(PREVIOUS)) else {
            return Err(Error::new("no earlier gazetteer to go back to").in_file(&self.folder));
        };
        let now = self.read(CURRENT);
        self.write(CURRENT, &before)?;
        if let Some(now) = now {
            self.write(PREVIOUS, &now)?;
        }
        Ok(target)
    }

    /// The folder itself.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Takes away gazetteers older than the one before, once it is sure which those are.
    fn clean(&self) {
        let kept = [self.read(CURRENT), self.read(PREVIOUS)];
        if self.current().is_none() {
            return;
        }
        let Ok(entries) = fs::read_dir(&self.folder) else { return };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_ours = is_generation(&name) && entry.path().join(MANIFEST).is_file();
            if is_ours && !kept.contains(&Some(name)) {
                // What cannot be taken away now will be the next time; it is in nobody's way.
                let _ = fs::remove_dir_all(entry.path());
            }
        }
    }

    fn named(&self, file: &str) -> Option<PathBuf> {
        Some(self.folder.join(self.read(file)?)).filter(|it| it.is_dir())
    }

    fn read(&self, file: &str) -> Option<String> {
        let name = fs::read_to_string(self.folder.join(file)).ok()?;
        let name = name.trim();
        // A name, not a path.
        (!name.is_empty() && !name.contains(['/', '\\']) && name != "..").then(|| name.to_owned())
    }

    fn write(&self, file: &str, name: &str) -> Result<()> {
        let mut output = Output::open(Some(&self.folder.join(file)), true)?;
        writeln!(output, "{name}").map_err(Error::output)?;
        output.commit()?;
        // The rename itself is kept only once the folder is; where a system cannot do that, it need not.
        if let Ok(folder) = File::open(&self.folder) {
            let _ = folder.sync_all();
        }
        Ok(())
    }
}

/// Is it a name that `commit` gives: a day, or a day and a number?
fn is_generation(name: &str) -> bool {
    let (day, number) = name.split_once('.').map_or((name, None), |(day, number)| (day, Some(number)));
    day.parse::<Date>().is_ok_and(|it| it.to_string() == day)
        && number.is_none_or(|it| it.parse::<u32>().is_ok())
}

impl Drop for Store {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(self.folder.join(STAGING));
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn make(store: &Store, text: &str) -> PathBuf {
        let staging = store.stage().unwrap();
        fs::write(staging.join(MANIFEST), text).unwrap();
        store.commit(date(2026, 1, 2)).unwrap()
    }

    fn in_use(store: &Store) -> String {
        fs::read_to_string(store.current().unwrap().join(MANIFEST)).unwrap()
    }

    #[test]
    fn the_one_before_is_kept_and_can_come_back() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        assert!(store.current().is_none() && store.roll_back().is_err());
        let first = make(&store, "1");
        assert!(store.roll_back().is_err());
        make(&store, "2");
        assert_eq!(in_use(&store), "2");
        store.roll_back().unwrap();
        assert_eq!(in_use(&store), "1");
        store.roll_back().unwrap();
        assert_eq!(in_use(&store), "2");
        make(&store, "3");
        assert_eq!(in_use(&store), "3");
        assert!(!first.exists(), "only the one before is kept");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 5, "two folders, two names and the lock");
    }

    #[test]
    fn what_was_not_finished_is_taken_away() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join(".staging/curated")).unwrap();
        fs::create_dir_all(folder.path().join("overlays")).unwrap();
        let store = Store::open(folder.path()).unwrap();
        assert!(!folder.path().join(STAGING).exists());
        assert!(folder.path().join("overlays").exists(), "what is not ours stays");
        drop(store);
    }

    #[test]
    fn only_generations_that_are_surely_older_are_taken_away() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let backup = folder.path().join("backup");
        fs::create_dir_all(&backup).unwrap();
        fs::write(backup.join(MANIFEST), "mine").unwrap();
        let kept = [make(&store, "1"), make(&store, "2")];
        drop(store);
        fs::write(folder.path().join(CURRENT), "").unwrap();
        let store = Store::open(folder.path()).unwrap();
        store.clean();
        assert!(backup.is_dir() && kept.iter().all(|it| it.is_dir()));
        for name in ["2026-01-02", "2026-01-02.7"] {
            assert!(is_generation(name), "{name}");
        }
        for name in ["backup", "2026-01-02.old", "2026-1-2", "overlays", ".staging"] {
            assert!(!is_generation(name), "{name}");
        }
    }

    #[test]
    fn only_one_refresh_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let first = Store::open(folder.path()).unwrap();
        let message = Store::open(folder.path()).map(|_| ()).unwrap_err().to_string();
        assert!(message.contains("another refresh"), "{message}");
        drop(first);
        assert!(Store::open(folder.path()).is_ok());
    }

    #[test]
    fn a_name_that_leads_elsewhere_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["../elsewhere", "/", "..", ""] {
            fs::write(folder.path().join(CURRENT), name).unwrap();
            assert!(Store::open(folder.path()).unwrap().current().is_none());
        }
    }
}

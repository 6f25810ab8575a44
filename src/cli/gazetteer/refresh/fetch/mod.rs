//! How does one file come from a mirror onto the disk, whatever happens on the way?

mod files;
mod server;
mod terms;
#[cfg(test)]
mod tests;

use std::{
    fs::{self, File},
    io::Write,
    path::PathBuf,
};

use dateline::error::{Error, Result};
use serde::{Deserialize, Serialize};

pub(super) use files::sha256;
use files::{COMPANIONS, Files, Part};
use server::{Attempt, Reply, Server, Setback};
use terms::{Terms, Tries};

/// Bytes that are read and written at a time.
const BUFFER: usize = 64 << 10;

/// Longest name of a file: with the endings of what lies beside it, it fits every file system.
const MOST_NAME: usize = 200;

/// Fetches files from one mirror into one folder, one at a time.
///
/// A file `NAME` has up to three companions there: `NAME.json` says what the server said of it,
/// `NAME.part` is what has come of a newer one, and `NAME.part.json` says of which. One folder is for
/// one program at a time.
pub(super) struct Fetcher {
    base: String,
    folder: PathBuf,
    server: Server,
    terms: Terms,
}

/// What a server said of a file the last time; sent back so that it answers "not modified".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Validators {
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
}

/// A file that was fetched.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fetched {
    pub(super) path: PathBuf,
    /// The address that was asked, before redirects.
    pub(super) url: String,
    pub(super) validators: Validators,
    /// In lower-case hexadecimal digits.
    pub(super) sha256: String,
    pub(super) bytes: u64,
}

/// What came of asking for a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    File(Fetched),
    /// The server still has what the caller knows.
    NotModified,
    /// The server has no such file.
    Missing,
}

impl Fetcher {
    /// A fetcher of the files under an address, into a folder that is made if need be.
    ///
    /// # Errors
    ///
    /// When the address is none of a mirror, or the folder cannot be made.
    pub(super) fn new(base_url: &str, folder: PathBuf) -> Result<Self> {
        Self::on_terms(base_url, folder, Terms::default())
    }

    fn on_terms(base_url: &str, folder: PathBuf, terms: Terms) -> Result<Self> {
        let server = Server::new(base_url, &terms)?;
        fs::create_dir_all(&folder).map_err(|error| Error::io(error, &folder))?;
        Ok(Self { base: format!("{}/", base_url.trim_end_matches('/')), folder, server, terms })
    }

    /// Fetches the file of this name, unless the server still has what the caller has `known`.
    ///
    /// What an earlier run left is used as far as the server confirms it. `progress` hears how many
    /// bytes there are and how many there will be, after every few of them; the first falls when a
    /// file is begun anew. A server that says no length can be cut off without anybody's noticing.
    ///
    /// # Errors
    ///
    /// When the name is not plain, the disk fails, the server refuses, or it still fails after
    /// several attempts.
    pub(super) fn fetch(
        &self,
        name: &str,
        known: Option<&Validators>,
        progress: &mut dyn FnMut(u64, Option<u64>),
    ) -> Result<Answer> {
        check_name(name)?;
        let url = format!("{}{name}", self.base);
        let files = Files::new(&self.folder, name);
        files.finish_whole_part(&url)?;
        // To a caller who knows what the kept file is, it is nothing new.
        let kept = files.kept(&url)?.filter(|it| known != Some(&it.validators));
        let condition = kept.as_ref().map(|it| &it.validators).or(known).filter(|it| it.can_be_asked());

        let mut tries = Tries::default();
        loop {
            match self.attempt(&url, &files, condition, progress) {
                Ok(Answer::NotModified) => {
                    files.discard_part()?;
                    return Ok(kept.map_or(Answer::NotModified, Answer::File));
                }
                Ok(answer) => return Ok(answer),
                Err(Setback::Lasting(error)) => return Err(error),
                Err(Setback::Stale) => {
                    files.discard_part()?;
                    if !tries.start_over() {
                        return Err(gave_up("the server contradicts itself", &url, &tries, false));
                    }
                }
                Err(Setback::Passing { what, wait }) => {
                    let resumable = files.part(&url).is_some();
                    let Some(pause) = tries.pause(&self.terms, files.part_bytes(), wait) else {
                        return Err(gave_up(&what, &url, &tries, resumable));
                    };
                    (self.terms.sleep)(pause);
                }
            }
        }
    }

    /// Asks once, and takes what comes.
    fn attempt(
        &self,
        url: &str,
        files: &Files,
        condition: Option<&Validators>,
        progress: &mut dyn FnMut(u64, Option<u64>),
    ) -> Attempt<Answer> {
        let part = files.part(url);
        let reply = self.server.ask(url, condition, part.as_ref())?;
        let (part, file) = match (reply.status(), part) {
            (200, _) => {
                let (validators, total) = (reply.validators(), reply.length());
                let part = Part { url: url.to_owned(), validators, total, bytes: 0 };
                let file = files.begin_part(&part)?;
                (part, file)
            }
            (206, Some(part)) => {
                let total = reply.total_after(&part).ok_or(Setback::Stale)?;
                (Part { total: Some(total), ..part }, files.append_part()?)
            }
            (416, Some(_)) => return Err(Setback::Stale),
            (304, _) if condition.is_some() => return Ok(Answer::NotModified),
            (404 | 410, _) => return Ok(Answer::Missing),
            _ => return Err(reply.refusal(url)),
        };
        self.receive(reply, &part, file, files, progress)?;
        Ok(Answer::File(files.finish_part(&part)?))
    }

    /// Writes what comes of a file after the part that is there, to its end.
    fn receive(
        &self,
        mut reply: Reply,
        part: &Part,
        mut file: File,
        files: &Files,
        progress: &mut dyn FnMut(u64, Option<u64>),
    ) -> Attempt<()> {
        let write_error = |error| Error::io(error, files.part_path());
        let most = part.total.unwrap_or(u64::MAX).min(self.terms.most_bytes);
        let mut buffer = vec![0; BUFFER];
        let mut done = part.bytes;
        progress(done, part.total);
        loop {
            // What is announced too long is not begun.
            if done > most || part.total.is_some_and(|it| it > most) {
                files.discard_part()?;
                let what = format!("the file is longer than the {most} bytes that were expected at most");
                return Err(Error::new(what).in_file(&part.url).into());
            }
            let count = self.server.read(&mut reply, &mut buffer, &part.url)?;
            if count == 0 {
                break;
            }
            file.write_all(&buffer[..count]).map_err(write_error)?;
            done += count as u64;
            progress(done, part.total);
        }
        if let Some(total) = part.total.filter(|it| done < *it) {
            return Err(Setback::passing(format!("the file ended after {done} of {total} bytes")));
        }
        file.sync_all().map_err(write_error)?;
        Ok(())
    }
}

impl Validators {
    /// Can the server be asked whether its file still is this one?
    fn can_be_asked(&self) -> bool {
        self.etag.is_some() || self.last_modified.is_some()
    }

    /// What promises that the file is the same to the last byte, so that halves of it fit together.
    ///
    /// That is an entity tag that is not weak. A date is none: it is too coarse by itself.
    fn strong(&self) -> Option<&str> {
        self.etag.as_deref().filter(|it| it.starts_with('"'))
    }
}

/// A name that is one part of a path and of an address as it stands, and no companion's.
fn check_name(name: &str) -> Result<()> {
    let plain = |it: u8| it.is_ascii_alphanumeric() || matches!(it, b'.' | b'-' | b'_');
    let is_companion = COMPANIONS.iter().any(|it| name.ends_with(it));
    if name.len() <= MOST_NAME
        && name.bytes().all(plain)
        && name.starts_with(|it: char| it != '.')
        && !is_companion
    {
        return Ok(());
    }
    Err(Error::new(format!("not a name of a file to fetch: {name:?}"))
        .with_hint("expected ASCII letters, digits, `.`, `-` and `_`, such as PK.zip"))
}

fn gave_up(what: &str, url: &str, tries: &Tries, resumable: bool) -> Error {
    let hint = if resumable {
        "what has come is kept; run it again to go on from there"
    } else {
        "run it again later"
    };
    Error::new(format!("{what}, after {} attempts", tries.attempts())).in_file(url).with_hint(hint)
}

//! A saved web page → the text of its article, with title, day and address.
//!
//! `scan` goes through the page once, `prune` leaves a page that is quick to parse, `article` finds the
//! article in it and `blocks` makes text of that; `facts` gathers what the page says of itself.

mod article;
mod blocks;
mod charset;
mod facts;
mod prune;
mod scan;

use super::{
    super::Document,
    fault::{Fault, Lost},
    options::ReadOptions,
    record,
    source::Source,
};
use crate::error::Error;

/// Bytes of a page that are read; no article begins after so many.
const MOST_BYTES: usize = 32 * 1024 * 1024;

/// What our own maps say of themselves, in so many bytes from their beginning.
const OWN_MAP: &str = concat!("<meta name=\"generator\" content=\"", env!("CARGO_PKG_NAME"), "\">");
const HEAD: usize = 4096;

/// Does a page's beginning say that it is a map of ours?
fn is_own_map(page: &str) -> bool {
    let mark = OWN_MAP.as_bytes();
    page.as_bytes().windows(mark.len()).take(HEAD).any(|it| it == mark)
}

/// Reads a source to its end as one page.
pub(super) fn read(source: Source, options: &ReadOptions) -> record::Read {
    let (name, id) = (source.name.clone(), source.id.clone());
    let mut details = Vec::new();
    let mut note = |error: Error| details.push(Fault { error: error.in_file(&name), lost: Lost::Detail });
    let lost =
        |error: Error| Err(Fault { error: error.unless_named(&name), lost: Lost::Document(id.clone()) });
    let mut bytes = match source.read_start(MOST_BYTES as u64 + 1) {
        Ok(bytes) => bytes,
        Err(error) => return (Vec::new(), lost(error)),
    };
    if bytes.len() > MOST_BYTES {
        bytes.truncate(MOST_BYTES);
        note(Error::new(format!(
            "a page of more than {} MiB: the rest of it was not read",
            MOST_BYTES >> 20
        )));
    }
    let page = match charset::decode(bytes) {
        Ok(page) => page,
        Err(why) => return (details, lost(Error::new(why))),
    };
    if is_own_map(&page) {
        let error = Error::new("no news but a map that was written before");
        return (details, lost(error.with_hint("leave this file out, or move it elsewhere")));
    }
    let article = article::of(&page);
    if article.text.is_empty() {
        let hint = article.why_empty;
        let error = Error::new("there is no text in this page");
        note(match hint {
            Some(hint) => error.with_hint(hint),
            None => error,
        });
    }
    let mut document = Document::from_text(article.text).with_id(id);
    if let Some(title) = article.title {
        document = document.with_title(title);
    }
    if let Some(date) = article.date {
        document = document.with_date(date);
    }
    if let Some(url) = article.url {
        document = document.with_url(url);
    }
    if let Some(source) = article.source {
        document = document.with_source(source);
    }
    (details, Ok(options.complete(document)))
}

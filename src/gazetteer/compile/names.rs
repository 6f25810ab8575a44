//! The map of folded names, and who bears each: the best known place first.

use std::{
    collections::HashMap,
    io::{self, BufWriter, Write},
    path::Path,
};

use tempfile::SpooledTempFile;

use super::super::{
    layout::{NAME_KINDS, STOP_REASONS},
    sorter::Sorter,
    tables::{NameKind, StopReason},
};
use super::draft::Standing;
use crate::text::NameKey;

/// Bytes of what follows a key and its zero: order, place number, kind, size, offset of the name.
const REST: usize = 9 + 4 + 1 + 1 + 4;

/// Names being collected.
pub(super) struct Names(Sorter);

impl Names {
    pub(super) fn new(scratch: Option<&Path>) -> Self {
        Self(Sorter::new(scratch))
    }

    /// Adds a name of a place; one without any letter cannot be asked for and is left out.
    pub(super) fn add(
        &mut self,
        key: &NameKey,
        standing: &Standing,
        place: u32,
        kind: NameKind,
        name: u32,
    ) -> io::Result<()> {
        if key.is_empty() {
            return Ok(());
        }
        let kind = [kind_number(kind)];
        self.0.push(&[
            key.as_str().as_bytes(),
            &[0],
            &standing.order,
            &place.to_be_bytes(),
            &kind,
            &[standing.size],
            &name.to_be_bytes(),
        ])
    }

    /// The map, the postings, and how many postings there are.
    pub(super) fn write(
        self,
        stop_names: &HashMap<NameKey, StopReason>,
        spool: impl Fn() -> SpooledTempFile,
    ) -> io::Result<(SpooledTempFile, SpooledTempFile, u64)> {
        let stops: HashMap<&str, u8> =
            stop_names.iter().map(|(key, reason)| (key.as_str(), stop_number(*reason))).collect();
        let mut map = fst::MapBuilder::new(BufWriter::new(spool())).map_err(io::Error::other)?;
        let mut postings = BufWriter::new(spool());
        let mut sorted = self.0.sorted()?;
        let (mut key, mut count) = (Vec::new(), 0_u64);
        let mut stop = 0;
        // The posting that is not written yet: whether another follows is not known.
        let mut held: Option<Posting> = None;
        while let Some(record) = sorted.next()? {
            let (name, rest) = record.split_at(record.len() - REST);
            let name = &name[..name.len() - 1];
            let posting = Posting::read(rest);
            let same_name = held.is_some() && name == key;
            if same_name && held.as_ref().is_some_and(|it| it.place == posting.place) {
                // A place bears a name once; the plainer kind came first and says more.
                continue;
            }
            if let Some(held) = held.replace(posting) {
                held.write(stop, same_name, &mut postings)?;
                count += 1;
            }
            if !same_name {
                name.clone_into(&mut key);
                map.insert(&key, count).map_err(io::Error::other)?;
                stop = stops.get(super::text(&key)).copied().unwrap_or(0);
            }
        }
        if let Some(held) = held {
            held.write(stop, false, &mut postings)?;
            count += 1;
        }
        let map = map.into_inner().map_err(io::Error::other)?;
        let inner = |it: BufWriter<SpooledTempFile>| it.into_inner().map_err(io::IntoInnerError::into_error);
        Ok((inner(map)?, inner(postings)?, count))
    }
}

struct Posting {
    place: u32,
    kind: u8,
    size: u8,
    name: u32,
}

impl Posting {
    fn read(rest: &[u8]) -> Self {
        let number = |at: usize| {
            let mut bytes = [0; 4];
            bytes.copy_from_slice(&rest[at..at + 4]);
            u32::from_be_bytes(bytes)
        };
        Self { place: number(9), kind: rest[13], size: rest[14], name: number(15) }
    }

    fn write(&self, stop: u8, more: bool, out: &mut impl Write) -> io::Result<()> {
        out.write_all(&self.place.to_le_bytes())?;
        out.write_all(&self.name.to_le_bytes())?;
        out.write_all(&[self.kind, stop, u8::from(more), self.size])
    }
}

/// The number a kind is stored as.
pub(super) fn kind_number(kind: NameKind) -> u8 {
    NAME_KINDS.iter().position(|it| *it == kind).unwrap_or(0) as u8
}

/// The kind of a number.
pub(super) fn kind_of(number: u8) -> NameKind {
    NAME_KINDS.get(usize::from(number)).copied().unwrap_or(NameKind::Alternate)
}

fn stop_number(reason: StopReason) -> u8 {
    STOP_REASONS.iter().position(|it| *it == reason).map_or(0, |it| it as u8 + 1)
}

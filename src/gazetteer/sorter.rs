//! More byte records than memory should hold: how are they put in order? In runs, on disk, merged.

use std::{
    cmp::Reverse,
    collections::BinaryHeap,
    fs::File,
    io::{self, BufReader, BufWriter, ErrorKind, Read, Seek, Write},
    path::{Path, PathBuf},
    thread::{self, JoinHandle},
};

/// Bytes a sorter holds before it writes a run to disk; as many again are being written.
const MOST_HELD: usize = 64 << 20;

/// Sorts byte records by their bytes; in memory, or with a folder for what memory should not hold.
///
/// Records of equal bytes come out next to each other.
pub(super) struct Sorter {
    scratch: Option<PathBuf>,
    most_held: usize,
    bytes: Vec<u8>,
    items: Vec<Item>,
    runs: Vec<File>,
    /// The run that is being sorted and written while the next one is collected.
    writing: Option<JoinHandle<io::Result<Written>>>,
}

/// A run on disk, and the buffers it was held in.
struct Written {
    run: File,
    bytes: Vec<u8>,
    items: Vec<Item>,
}

/// Where a record lies, and its first eight bytes, which decide most comparisons.
#[derive(Clone, Copy)]
pub(super) struct Item {
    prefix: u64,
    start: u32,
    len: u32,
}

impl Sorter {
    /// A sorter that writes runs into nameless files of `scratch`; without it all stays in memory.
    pub(super) fn new(scratch: Option<&Path>) -> Self {
        Self::holding(scratch, MOST_HELD)
    }

    fn holding(scratch: Option<&Path>, most_held: usize) -> Self {
        Self {
            scratch: scratch.map(Path::to_owned),
            most_held,
            bytes: Vec::new(),
            items: Vec::new(),
            runs: Vec::new(),
            writing: None,
        }
    }

    /// Adds a record, given in parts that are joined.
    ///
    /// # Errors
    ///
    /// When a run cannot be written, or there is too much to hold and no folder.
    pub(super) fn push(&mut self, parts: &[&[u8]]) -> io::Result<()> {
        let start = self.bytes.len();
        let len: usize = parts.iter().map(|it| it.len()).sum();
        let (Ok(place), Ok(len)) = (u32::try_from(start), u32::try_from(len)) else {
            return Err(io::Error::new(ErrorKind::OutOfMemory, "more than 4 GiB to sort in memory"));
        };
        for part in parts {
            self.bytes.extend_from_slice(part);
        }
        self.items.push(Item { prefix: prefix(&self.bytes[start..]), start: place, len });
        let held = self.bytes.len() + self.items.len() * size_of::<Item>();
        if held >= self.most_held && self.scratch.is_some() {
            self.write_run()?;
        }
        Ok(())
    }

    /// All records in order.
    ///
    /// # Errors
    ///
    /// When a run cannot be written or read.
    pub(super) fn sorted(mut self) -> io::Result<Sorted> {
        if self.runs.is_empty() && self.writing.is_none() {
            sort(&self.bytes, &mut self.items);
            return Ok(Sorted::Held { bytes: self.bytes, items: self.items, next: 0 });
        }
        self.write_run()?;
        self.wait()?;
        (self.bytes, self.items) = (Vec::new(), Vec::new());
        let mut merge = Merge { runs: Vec::new(), heads: BinaryHeap::new(), current: Vec::new() };
        for (number, mut run) in self.runs.into_iter().enumerate() {
            run.rewind()?;
            merge.runs.push(BufReader::with_capacity(1 << 18, run));
            merge.pull(number, Vec::new())?;
        }
        Ok(Sorted::Merged(merge))
    }

    /// Takes in the records of another.
    ///
    /// # Errors
    ///
    /// As [`Sorter::push`].
    pub(super) fn take_in(&mut self, mut other: Self) -> io::Result<()> {
        other.wait()?;
        self.runs.append(&mut other.runs);
        other.items.iter().try_for_each(|it| self.push(&[it.of(&other.bytes)]))
    }

    /// Has what is held sorted and written on a thread of its own, one run at a time.
    fn write_run(&mut self) -> io::Result<()> {
        let Some(scratch) = &self.scratch else { return Ok(()) };
        let file = tempfile::tempfile_in(scratch)?;
        let bytes = std::mem::take(&mut self.bytes);
        let items = std::mem::take(&mut self.items);
        self.wait()?;
        let write = move || write_run(file, bytes, items);
        self.writing = Some(thread::Builder::new().spawn(write)?);
        Ok(())
    }

    /// Waits for the run that is being written, and takes its buffers back.
    fn wait(&mut self) -> io::Result<()> {
        let Some(writing) = self.writing.take() else { return Ok(()) };
        let written = writing.join().map_err(|_| io::Error::other("a run could not be sorted"))??;
        self.runs.push(written.run);
        if self.items.is_empty() {
            (self.bytes, self.items) = (written.bytes, written.items);
        }
        Ok(())
    }
}

impl Item {
    fn of<'b>(&self, bytes: &'b [u8]) -> &'b [u8] {
        &bytes[self.start as usize..][..self.len as usize]
    }
}

fn sort(bytes: &[u8], items: &mut [Item]) {
    items.sort_unstable_by(|a, b| a.prefix.cmp(&b.prefix).then_with(|| a.of(bytes).cmp(b.of(bytes))));
}

fn write_run(file: File, mut bytes: Vec<u8>, mut items: Vec<Item>) -> io::Result<Written> {
    sort(&bytes, &mut items);
    let mut writer = BufWriter::with_capacity(1 << 18, file);
    for item in items.drain(..) {
        writer.write_all(&item.len.to_le_bytes())?;
        writer.write_all(item.of(&bytes))?;
    }
    bytes.clear();
    let run = writer.into_inner().map_err(io::IntoInnerError::into_error)?;
    Ok(Written { run, bytes, items })
}

/// The first eight bytes as a number that sorts as they do.
fn prefix(record: &[u8]) -> u64 {
    let mut first = [0; 8];
    let len = record.len().min(8);
    first[..len].copy_from_slice(&record[..len]);
    u64::from_be_bytes(first)
}

/// Records in order, one at a time.
pub(super) enum Sorted {
    Held { bytes: Vec<u8>, items: Vec<Item>, next: usize },
    Merged(Merge),
}

/// Runs being merged.
pub(super) struct Merge {
    runs: Vec<BufReader<File>>,
    heads: BinaryHeap<Reverse<(Vec<u8>, usize)>>,
    current: Vec<u8>,
}

impl Sorted {
    /// The next record, until there is none.
    ///
    /// # Errors
    ///
    /// When a run cannot be read.
    pub(super) fn next(&mut self) -> io::Result<Option<&[u8]>> {
        match self {
            Self::Held { bytes, items, next } => {
                let item = items.get(*next);
                *next += 1;
                Ok(item.map(|it| it.of(bytes)))
            }
            Self::Merged(merge) => merge.next(),
        }
    }
}

impl Merge {
    fn next(&mut self) -> io::Result<Option<&[u8]>> {
        let Some(Reverse((record, run))) = self.heads.pop() else { return Ok(None) };
        let spare = std::mem::replace(&mut self.current, record);
        self.pull(run, spare)?;
        Ok(Some(&self.current))
    }

    /// Reads the next record of a run into a buffer that is no longer used.
    fn pull(&mut self, run: usize, mut buffer: Vec<u8>) -> io::Result<()> {
        let reader = &mut self.runs[run];
        let mut len = [0; 4];
        match reader.read_exact(&mut len) {
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(()),
            done => done?,
        }
        buffer.resize(u32::from_le_bytes(len) as usize, 0);
        reader.read_exact(&mut buffer)?;
        self.heads.push(Reverse((buffer, run)));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sorted(mut sorter: Sorter, records: &[Vec<u8>]) -> Vec<Vec<u8>> {
        for record in records {
            let (start, end) = record.split_at(record.len() / 2);
            sorter.push(&[start, end]).unwrap();
        }
        let mut sorted = sorter.sorted().unwrap();
        let mut all = Vec::new();
        while let Some(record) = sorted.next().unwrap() {
            all.push(record.to_vec());
        }
        all
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn runs_on_disk_give_what_memory_gives(
            records in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..12), 0..60),
            most_held in 20_usize..400,
        ) {
            let folder = tempfile::tempdir().unwrap();
            let mut expected = records.clone();
            expected.sort();
            prop_assert_eq!(&sorted(Sorter::new(None), &records), &expected);
            prop_assert_eq!(&sorted(Sorter::holding(Some(folder.path()), most_held), &records), &expected);
        }

        #[test]
        fn what_was_taken_in_is_sorted_among_the_rest(
            records in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..12), 0..60),
            most_held in 20_usize..400,
        ) {
            let folder = tempfile::tempdir().unwrap();
            let (own, taken_in) = records.split_at(records.len() / 3);
            for scratch in [None, Some(folder.path())] {
                let mut sorter = Sorter::holding(scratch, most_held);
                let mut other = Sorter::holding(scratch, most_held / 2);
                taken_in.iter().try_for_each(|it| other.push(&[it])).unwrap();
                sorter.take_in(other).unwrap();
                let mut expected = records.clone();
                expected.sort();
                prop_assert_eq!(&sorted(sorter, own), &expected);
            }
        }
    }
}

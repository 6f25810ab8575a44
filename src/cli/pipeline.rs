//! Many documents at once, in bounded memory, their results in the order of the input.

use std::{
    collections::VecDeque,
    sync::{Condvar, Mutex, PoisonError},
    thread,
};

use dateline::{
    document::{Document, Fault},
    error::{Error, Result},
};
use rayon::prelude::*;

/// Most documents that wait to be worked on.
const MOST_WAITING: usize = 1024;

/// Most bytes of text that wait to be worked on; one larger document waits alone.
const MOST_BYTES: usize = 32 * 1024 * 1024;

/// Most documents whose results are held at once: what is found in one may take far more than its text.
const MOST_RESULTS: usize = 128;

/// What became of an input.
pub(super) type Outcome<T> = std::result::Result<T, Fault>;

/// Reads documents on one thread, works on them on `threads` (0: as many as there are processors),
/// and hands the results on in the order of the input, whatever the number of threads.
///
/// Nothing waits for a batch to fill: what is there is worked on at once, and `idle` is called when
/// all of it was handed on. An error of `each` or `idle` ends the work.
pub(super) fn run<T: Send>(
    documents: impl Iterator<Item = Outcome<Document>> + Send,
    threads: usize,
    work: impl Fn(&Document) -> T + Sync,
    mut each: impl FnMut(Outcome<(T, u64)>) -> Result<()>,
    mut idle: impl FnMut() -> Result<()>,
) -> Result<()> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|error| Error::new(format!("no threads could be started: {error}")))?;
    let queue = Queue::default();
    thread::scope(|scope| {
        scope.spawn(|| {
            // A reader that ends, in whatever way, must not leave the other side waiting.
            let _close = Close(&queue);
            for document in documents {
                if !queue.push(document) {
                    break;
                }
            }
        });
        let _close = Close(&queue);
        loop {
            let mut waiting = queue.take();
            if waiting.is_empty() {
                return Ok(());
            }
            while !waiting.is_empty() {
                let part: Vec<_> = waiting.drain(..waiting.len().min(MOST_RESULTS)).collect();
                let results: Vec<Outcome<(T, u64)>> = pool.install(|| {
                    part.into_par_iter()
                        .with_max_len(1)
                        .map(|it| it.map(|document| (work(&document), document.text().len() as u64)))
                        .collect()
                });
                results.into_iter().try_for_each(&mut each)?;
            }
            idle()?;
        }
    })
}

/// Documents on their way from the reader to the workers.
#[derive(Default)]
struct Queue {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    waiting: VecDeque<Outcome<Document>>,
    bytes: usize,
    closed: bool,
}

impl Queue {
    /// Appends a document once there is room; `false` when nobody will take it.
    fn push(&self, document: Outcome<Document>) -> bool {
        let size = document.as_ref().map_or(0, |it| it.text().len());
        let full = |state: &mut State| {
            let room = state.waiting.len() < MOST_WAITING && state.bytes.saturating_add(size) <= MOST_BYTES;
            !(state.closed || room || state.waiting.is_empty())
        };
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let mut state = self.changed.wait_while(state, full).unwrap_or_else(PoisonError::into_inner);
        if state.closed {
            return false;
        }
        state.bytes += size;
        state.waiting.push_back(document);
        self.changed.notify_all();
        true
    }

    /// Takes all that waits, once there is something; nothing at the end.
    fn take(&self) -> Vec<Outcome<Document>> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let empty = |state: &mut State| state.waiting.is_empty() && !state.closed;
        let mut state = self.changed.wait_while(state, empty).unwrap_or_else(PoisonError::into_inner);
        state.bytes = 0;
        self.changed.notify_all();
        state.waiting.drain(..).collect()
    }
}

/// Closes a queue at the end of a scope.
struct Close<'q>(&'q Queue);

impl Drop for Close<'_> {
    fn drop(&mut self) {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner).closed = true;
        self.0.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use dateline::document::{Documents, ReadOptions};

    use super::*;

    fn documents(count: usize) -> (tempfile::TempDir, Documents) {
        let folder = tempfile::tempdir().unwrap();
        let mut lines = String::new();
        for id in 0..count {
            writeln!(lines, "{{\"id\": {id}, \"text\": \"Rain.\"}}").unwrap();
        }
        let path = folder.path().join("in.jsonl");
        std::fs::write(&path, lines).unwrap();
        (folder, Documents::open([path], ReadOptions::new()))
    }

    #[test]
    fn results_come_in_the_order_of_the_input() {
        for threads in [1, 4] {
            let (_folder, documents) = documents(3000);
            let mut ids = Vec::new();
            let work = |it: &Document| it.id().parse::<usize>().unwrap();
            let each = |it: Outcome<(usize, u64)>| {
                ids.push(it.unwrap().0);
                Ok(())
            };
            run(documents, threads, work, each, || Ok(())).unwrap();
            assert_eq!(ids, (0..3000).collect::<Vec<_>>());
        }
    }

    #[test]
    fn an_error_of_the_writer_ends_the_work() {
        let (_folder, documents) = documents(5000);
        let error = run(documents, 2, |_| (), |_| Err(Error::new("full")), || Ok(())).unwrap_err();
        assert_eq!(error.to_string(), "full");
    }
}

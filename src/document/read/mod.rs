//! Reading documents: files, folders and the standard input, one document at a time.

mod date;
mod encoding;
mod fault;
mod folder;
mod json_lines;
mod options;
mod text;

use std::{
    collections::VecDeque,
    fs::File,
    io::{self, BufRead, BufReader},
    path::{Path, PathBuf},
};

pub(crate) use date::parse as parse_date;
pub use fault::{Fault, Lost};
use json_lines::JsonLines;
pub use options::ReadOptions;

use super::{Document, InputFormat};
use crate::error::Error;

/// What the standard input is called in ids and messages.
const STDIN: &str = "stdin";

/// The documents of files, folders and the standard input, in order.
///
/// One that cannot be read is an `Err`, and the next follows.
///
/// ```
/// use dateline::document::{Documents, ReadOptions};
///
/// let folder = tempfile::tempdir().unwrap();
/// std::fs::write(folder.path().join("b.txt"), "Rain fell in Nairobi.").unwrap();
/// std::fs::write(folder.path().join("a.jsonl"), "{\"id\": \"1\", \"text\": \"Sun.\"}\n{\"id\"").unwrap();
///
/// let documents = Documents::open([folder.path().to_owned()], ReadOptions::new());
/// let ids: Vec<String> = documents.map(|it| it.map_or("?".to_owned(), |it| it.id().to_owned())).collect();
/// assert_eq!(ids, ["1", "?", "b.txt"]);
/// ```
pub struct Documents {
    options: ReadOptions,
    inputs: VecDeque<Input>,
    lines: Option<JsonLines<Box<dyn BufRead + Send>>>,
    /// What is known already and not yet handed out.
    ready: VecDeque<Result<Document, Fault>>,
}

/// Something documents can be read from.
enum Input {
    /// What the user named: a file, a folder, or `-`.
    Named(PathBuf),
    /// A file of a folder, with its path from there.
    Listed(folder::Entry),
}

impl Documents {
    /// The documents of some inputs; nothing is opened before it is asked for. `-` is the standard input.
    #[must_use]
    pub fn open(inputs: impl IntoIterator<Item = PathBuf>, options: ReadOptions) -> Self {
        let inputs = inputs.into_iter().map(Input::Named).collect();
        Self { options, inputs, lines: None, ready: VecDeque::new() }
    }

    fn open_input(&mut self, input: Input) {
        match input {
            Input::Named(path) if path.as_os_str() == "-" => {
                let format = self.options.format.unwrap_or(InputFormat::Text);
                self.open_source(
                    Box::new(BufReader::new(io::stdin())),
                    STDIN.into(),
                    STDIN.to_owned(),
                    format,
                );
            }
            Input::Named(path) if path.is_dir() => match folder::files(&path, &self.options) {
                Ok(files) => {
                    self.inputs = files.into_iter().map(Input::Listed).chain(self.inputs.drain(..)).collect()
                }
                Err(error) => self.ready.push_back(Err(Fault { error, lost: Lost::Input })),
            },
            Input::Named(path) => {
                let id = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
                self.open_file(path, id);
            }
            Input::Listed(folder::Entry { path, id }) => self.open_file(path, id),
        }
    }

    fn open_file(&mut self, path: PathBuf, id: String) {
        let format = self.options.format_of(&path).unwrap_or(InputFormat::Text);
        let opened = File::open(&path).and_then(|file| Ok((file.metadata()?.len(), file)));
        let error = match opened {
            Ok((size, _)) if format == InputFormat::Text && size > text::MOST_BYTES => {
                Error::new("a text of more than 4 GiB").in_file(path).with_hint("cut it into documents")
            }
            Ok((_, file)) => return self.open_source(Box::new(BufReader::new(file)), path, id, format),
            Err(error) => Error::io(error, path),
        };
        self.ready.push_back(Err(Fault { error, lost: Lost::Document(id) }));
    }

    fn open_source(
        &mut self,
        source: Box<dyn BufRead + Send>,
        name: PathBuf,
        id: String,
        format: InputFormat,
    ) {
        match format {
            InputFormat::Text => {
                let (document, detail) = text::read(source, &name, &id, &self.options);
                self.ready.extend(detail.map(Err));
                self.ready.push_back(document);
            }
            InputFormat::JsonLines => self.lines = Some(JsonLines::new(source, name, id)),
        }
    }
}

impl Iterator for Documents {
    type Item = Result<Document, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(ready) = self.ready.pop_front() {
                return Some(ready);
            }
            if let Some(lines) = &mut self.lines {
                match lines.next(&self.options) {
                    Some((details, document)) => {
                        self.ready.extend(details.into_iter().map(Err));
                        self.ready.push_back(document);
                    }
                    None => self.lines = None,
                }
                continue;
            }
            let input = self.inputs.pop_front()?;
            self.open_input(input);
        }
    }
}

impl std::fmt::Debug for Documents {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Documents").field("inputs", &self.inputs.len()).finish_non_exhaustive()
    }
}

/// How many bytes the files among some inputs have; `None` when one of them is no plain file.
///
/// ```
/// assert_eq!(dateline::document::total_bytes(&["-".into()]), None);
/// ```
#[must_use]
pub fn total_bytes(inputs: &[PathBuf]) -> Option<u64> {
    let size = |path: &Path| path.metadata().ok().filter(std::fs::Metadata::is_file).map(|it| it.len());
    inputs.iter().map(|path| size(path)).sum()
}

//! Reading documents: files, folders and the standard input, one document at a time.

mod date;
mod encoding;
mod fault;
mod folder;
#[cfg(feature = "html")]
mod html;
mod json_lines;
mod options;
mod record;
mod role;
mod source;
mod table;
mod text;
mod unpack;

use std::{
    collections::VecDeque,
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

pub(crate) use date::parse as parse_date;
pub use fault::{Fault, Lost};
use json_lines::JsonLines;
pub use options::ReadOptions;
use source::Source;
use table::Table;

use super::{Document, InputFormat, Packing};
use crate::error::{Error, Result};

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
    records: Option<Box<dyn Records>>,
    /// What is known already and not yet handed out.
    ready: VecDeque<std::result::Result<Document, Fault>>,
}

/// The records of one source, read one at a time.
trait Records: Send {
    /// The next document, or what is wrong with it, after the faults that cost only a detail of it.
    fn next(&mut self, options: &ReadOptions) -> Option<record::Read>;
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
        Self { options, inputs, records: None, ready: VecDeque::new() }
    }

    fn open_input(&mut self, input: Input) {
        match input {
            Input::Named(path) if path.as_os_str() == "-" => {
                self.open_stream(io::stdin(), STDIN.into(), STDIN.to_owned());
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
        match File::open(&path) {
            Ok(file) => self.open_stream(file, path, id),
            Err(error) => self.lose(Error::io(error, path), id),
        }
    }

    fn open_stream(&mut self, stream: impl Read + Send + 'static, name: PathBuf, id: String) {
        let told = self.options.format_of(&name);
        if let Err(error) = self.open_source(Source::open(stream, name, id.clone()), told) {
            self.lose(error, id);
        }
    }

    /// Reads a source in the format told, else in the one it looks like.
    fn open_source(&mut self, source: Result<Source>, told: Option<InputFormat>) -> Result<()> {
        let mut source = source?;
        let format = match told {
            Some(format) => format,
            None if source.looks_like_html()? => InputFormat::Html,
            None => InputFormat::Text,
        };
        if self.options.mentions_field.is_some() && !format.has_records() {
            return Err(Error::new("a text or a web page has no field of mentions")
                .in_file(source.name)
                .with_hint(
                    "--mentions-field needs JSON lines or CSV; name their format with --input-format",
                ));
        }
        match format {
            InputFormat::Text => self.hand_out(text::read(source, &self.options)),
            #[cfg(feature = "html")]
            InputFormat::Html => self.hand_out(html::read(source, &self.options)),
            #[cfg(not(feature = "html"))]
            InputFormat::Html => {
                return Err(Error::new("this dateline was built without the reader of web pages")
                    .in_file(source.name)
                    .with_hint("build it with the feature `html`, or turn pages into text first"));
            }
            InputFormat::JsonLines => self.records = Some(Box::new(JsonLines::new(source.without_mark()?))),
            InputFormat::Csv => self.records = Some(Box::new(Table::new(source.without_mark()?, None))),
            InputFormat::Tsv => {
                self.records = Some(Box::new(Table::new(source.without_mark()?, Some(b'\t'))))
            }
        }
        Ok(())
    }

    fn hand_out(&mut self, (details, document): record::Read) {
        self.ready.extend(details.into_iter().map(Err));
        self.ready.push_back(document);
    }

    fn lose(&mut self, error: Error, id: String) {
        self.ready.push_back(Err(Fault { error, lost: Lost::Document(id) }));
    }
}

impl Iterator for Documents {
    type Item = std::result::Result<Document, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(ready) = self.ready.pop_front() {
                return Some(ready);
            }
            if let Some(records) = &mut self.records {
                match records.next(&self.options) {
                    Some(read) => self.hand_out(read),
                    None => self.records = None,
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

/// How many bytes of text the files among some inputs have; `None` when one of them does not tell, being
/// packed, a web page or no plain file.
///
/// ```
/// assert_eq!(dateline::document::total_bytes(&["-".into()]), None);
/// ```
#[must_use]
pub fn total_bytes(inputs: &[PathBuf]) -> Option<u64> {
    let size = |path: &Path| {
        let is_more =
            Packing::from_path(path).is_some() || InputFormat::from_path(path) == Some(InputFormat::Html);
        path.metadata().ok().filter(|it| it.is_file() && !is_more).map(|it| it.len())
    };
    inputs.iter().map(|path| size(path)).sum()
}

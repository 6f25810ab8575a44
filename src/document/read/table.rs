//! CSV and TSV: one row a document; a ragged row costs that document alone.

use std::io::{self, BufRead, Cursor, Read};

use csv::{ByteRecord, Reader, ReaderBuilder};
use serde_json::{Map, Value};

use super::{
    Records,
    encoding::{self, CellDecoder},
    fault::{Fault, Lost},
    options::ReadOptions,
    record::{self, Place},
    role::Role,
    source::{MOST_UNPACKED, Source},
};
use crate::error::{Error, Result};

/// Most bytes of a row, so that a quote left open does not fill the memory.
const MOST_BYTES: u64 = MOST_UNPACKED;

/// Most bytes before the end of the first line that tell what parts the cells.
const HEADER: u64 = 1024 * 1024;

/// What may part the cells, the likelier first.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// The first columns of a table that is a layer itself.
const LAYER: [&str; 2] = ["feature_id", "layer"];

/// Names of columns that a message lists.
const MOST_LISTED: usize = 12;

/// The rows of one source, read one at a time.
pub(super) struct Table {
    source: Unread,
    name: std::path::PathBuf,
    stem: String,
    columns: Vec<String>,
    cells: CellDecoder,
    row: ByteRecord,
}

/// What is still to be read.
enum Unread {
    /// All of it; the header first.
    All(Source, Option<u8>),
    /// Rows.
    Rows(Box<Reader<Bounded>>),
    /// Nothing.
    Nothing,
}

impl Table {
    /// The rows of a source whose cells are parted by `delimiter`, else by what its first line has most of.
    pub(super) fn new(source: Source, delimiter: Option<u8>) -> Self {
        Self {
            name: source.name.clone(),
            stem: source.id.clone(),
            source: Unread::All(source, delimiter),
            columns: Vec::new(),
            cells: CellDecoder::default(),
            row: ByteRecord::new(),
        }
    }

    /// Reads the header; `None` when there is not even that.
    fn open(
        &mut self,
        mut source: Source,
        delimiter: Option<u8>,
        options: &ReadOptions,
    ) -> Result<Option<Reader<Bounded>>> {
        let lost = |error: io::Error| Error::io(error, &source.name);
        let mut opening = Vec::new();
        // Exports may begin with blank lines.
        while opening.trim_ascii().is_empty() {
            let read = source.reader.by_ref().take(HEADER).read_until(b'\n', &mut opening).map_err(lost)?;
            if read == 0 || opening.len() as u64 >= HEADER {
                break;
            }
        }
        if opening.trim_ascii().is_empty() {
            let is_empty = (opening.len() as u64) < HEADER;
            return if is_empty { Ok(None) } else { Err(Error::new("1 MiB of blanks").in_file(&self.name)) };
        }
        if let Some(why) = encoding::binary(&opening) {
            return Err(Error::new(why).in_file(&self.name).with_hint("is it CSV? Save sheets as CSV first"));
        }
        let delimiter = delimiter.unwrap_or_else(|| delimiter_of(&opening));
        let reader = Bounded::new(Cursor::new(opening).chain(source.reader));
        let mut reader =
            ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(reader);
        reader.read_byte_record(&mut self.row).map_err(|error| self.unreadable(error, 1))?;
        self.columns = self.row.iter().map(|it| self.cells.decode(it).trim().to_owned()).collect();
        self.check_columns(options)?;
        Ok(Some(reader))
    }

    /// Every column that the user named, and one of the text, has to be there.
    fn check_columns(&self, options: &ReadOptions) -> Result<()> {
        if options.fields.of(Role::Text).is_none() && self.columns.starts_with(&LAYER.map(str::to_owned)) {
            let error = Error::new("no news but the places of a layer that was written before");
            return Err(error.at_line(&self.name, 1).with_hint("leave this file out, or move it elsewhere"));
        }
        let named = options.fields.given().chain(options.keep.iter().map(|it| it.field.as_str()));
        let mut wanted = named.chain(options.mentions_field.as_deref());
        let is_there = |name: &str| self.columns.iter().any(|it| it == name);
        let what = if let Some(missing) = wanted.find(|it| !is_there(it)) {
            format!("there is no column \"{missing}\"")
        } else if options.fields.of(Role::Text).is_none() && Role::Text.find(self.columns.iter()).is_none() {
            "no column is known to hold the text".to_owned()
        } else {
            return Ok(());
        };
        let listed: Vec<String> =
            self.columns.iter().take(MOST_LISTED).map(|it| format!("\"{}\"", shortened(it))).collect();
        let more = if self.columns.len() > MOST_LISTED { " and more" } else { "" };
        let columns = listed.join(", ");
        Err(Error::new(what)
            .at_line(&self.name, 1)
            .with_hint(format!("the columns are {columns}{more}; --text-field NAME says which is the text")))
    }

    /// A row as a record, or what is wrong with it.
    fn record(&mut self, line: u64, options: &ReadOptions) -> record::Read {
        let place = Place { name: &self.name, stem: &self.stem, line };
        let spare = self.row.iter().skip(self.columns.len()).any(|it| !it.trim_ascii().is_empty());
        if spare || self.row.len() < self.columns.len() {
            let what = format!("a row of {} cells under a header of {}", self.row.len(), self.columns.len());
            let breaks = line_breaks(&self.row);
            let hint = if breaks > 1 {
                format!("it reaches over {} lines: is a quote left open?", breaks + 1)
            } else {
                "put cells that hold the separator in double quotes".to_owned()
            };
            return (Vec::new(), Err(place.lost(place.fault(&what).with_hint(hint))));
        }
        let mut fields = Map::new();
        for (column, cell) in self.columns.iter().zip(&self.row) {
            // Of two columns of one name the first counts.
            if !fields.contains_key(column) {
                fields.insert(column.clone(), Value::String(self.cells.decode(cell).into_owned()));
            }
        }
        record::document(fields, place, options)
    }

    fn unreadable(&self, error: csv::Error, line: u64) -> Error {
        match error.into_kind() {
            csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                Error::new(format!("a row of more than {} MiB", MOST_BYTES >> 20))
                    .at_line(&self.name, line)
                    .with_hint("is a quote left open?")
            }
            csv::ErrorKind::Io(error) => Error::io(error, &self.name),
            _ => Error::new("no CSV").at_line(&self.name, line),
        }
    }
}

impl Records for Table {
    fn next(&mut self, options: &ReadOptions) -> Option<record::Read> {
        let give_up = |error| Some((Vec::new(), Err(Fault { error, lost: Lost::Input })));
        let mut reader = match std::mem::replace(&mut self.source, Unread::Nothing) {
            Unread::Nothing => return None,
            Unread::Rows(reader) => reader,
            Unread::All(source, delimiter) => match self.open(source, delimiter, options) {
                Ok(reader) => Box::new(reader?),
                Err(error) => return give_up(error),
            },
        };
        reader.get_mut().left = MOST_BYTES;
        match reader.read_byte_record(&mut self.row) {
            Ok(false) => None,
            Ok(true) => {
                let line = line_of(&self.row, &reader);
                self.source = Unread::Rows(reader);
                Some(self.record(line, options))
            }
            Err(error) => {
                let line = reader.position().line();
                give_up(self.unreadable(error, line))
            }
        }
    }
}

/// How many line breaks the cells of a row hold.
fn line_breaks(row: &ByteRecord) -> usize {
    row.as_slice().iter().filter(|it| **it == b'\n').count()
}

/// The line on which a row just read begins.
///
/// The row's own position is where the one before ended, which may be in the middle of a line break or before
/// blank lines; so it is counted back from where the row ended.
fn line_of(row: &ByteRecord, reader: &Reader<Bounded>) -> u64 {
    let end = reader.position();
    let byte = |back: u64| end.byte().checked_sub(back).and_then(|it| reader.get_ref().byte(it));
    let in_cells = line_breaks(row) as u64;
    // Of a quote left open the last line break is the cell's.
    let is_open = row.as_slice().ends_with(b"\n") && !(byte(2) == Some(b'"') && byte(3) == Some(b'\n'));
    let ending = u64::from(byte(1) == Some(b'\n') && !is_open);
    end.line().saturating_sub(in_cells + ending).max(1)
}

/// What a header has most of outside its quotes.
fn delimiter_of(header: &[u8]) -> u8 {
    let count = |delimiter: u8| {
        let mut quoted = false;
        let outside = header.iter().filter(|it| {
            quoted ^= **it == b'"';
            !quoted && **it == delimiter
        });
        outside.count()
    };
    let most = DELIMITERS.iter().map(|it| count(*it)).max().unwrap_or(0);
    DELIMITERS.into_iter().find(|it| count(*it) == most).unwrap_or(b',')
}

fn shortened(name: &str) -> String {
    name.chars().take(40).collect()
}

/// Bytes before a row's end that tell what ended it.
const LOOK_BACK: usize = 4;

/// A stream that fails once more is read from it than one row may have, and remembers what it gave last.
struct Bounded {
    source: Box<dyn BufRead + Send>,
    left: u64,
    latest: Vec<u8>,
    /// Bytes given before the latest.
    earlier: u64,
}

impl Bounded {
    fn new(source: impl BufRead + Send + 'static) -> Self {
        Self { source: Box::new(source), left: MOST_BYTES, latest: Vec::new(), earlier: 0 }
    }

    /// The byte at an offset, if it was given last.
    fn byte(&self, at: u64) -> Option<u8> {
        self.latest.get(usize::try_from(at.checked_sub(self.earlier)?).ok()?).copied()
    }
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let read = self.source.read(buffer)?;
        self.left = self.left.saturating_sub(read as u64);
        if read > 0 {
            // A quote that is closed may be parted from its line break.
            let kept = self.latest.len().min(LOOK_BACK);
            let past = self.latest.len() - kept;
            self.latest.drain(..past);
            self.earlier += past as u64;
            self.latest.extend_from_slice(&buffer[..read]);
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;

    use super::{super::super::Document, *};

    fn read(bytes: impl AsRef<[u8]>, options: &ReadOptions) -> Vec<std::result::Result<Document, String>> {
        let bytes = Cursor::new(bytes.as_ref().to_owned());
        let source = Source::open(bytes, "in.csv".into(), "in.csv".into()).unwrap();
        let mut table = Table::new(source.without_mark().unwrap(), None);
        std::iter::from_fn(|| table.next(options))
            .flat_map(|(details, document)| {
                let details = details.into_iter().map(|it| Err(it.error.to_string()));
                details.chain([document.map_err(|it| it.error.to_string())])
            })
            .collect()
    }

    fn texts(bytes: impl AsRef<[u8]>) -> Vec<String> {
        read(bytes, &ReadOptions::new()).into_iter().map(|it| it.unwrap().text().to_owned()).collect()
    }

    #[test]
    fn what_parts_cells_is_seen_in_the_header() {
        assert_eq!(texts("id,text\n1,\"Rain, then sun.\"\n"), ["Rain, then sun."]);
        assert_eq!(texts("id;text\n1;Rain, then sun.\n"), ["Rain, then sun."]);
        assert_eq!(texts("id\ttext\r\n1\tRain, then sun.\r\n"), ["Rain, then sun."]);
        assert_eq!(texts("\"a,b,c\";text\n1;Rain\n"), ["Rain"]);
        assert_eq!(texts("text\nRain\n"), ["Rain"]);
    }

    #[test]
    fn marks_and_encodings() {
        assert_eq!(texts("\u{feff}text\nŁódź\n"), ["Łódź"]);
        assert_eq!(
            texts(b"text\nEl alcalde de Logro\xf1o y el de C\xe1diz\n"),
            ["El alcalde de Logroño y el de Cádiz"]
        );
        let utf_16: Vec<u8> = "\u{feff}id,text\n1,Łódź\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(texts(utf_16), ["Łódź"]);
    }

    #[test]
    fn a_ragged_row_costs_only_itself() {
        let csv = "id,text\n1,\"Rain\nfell \"\"again\"\".\"\n2\n3,a,b\n\n4,Sun.,,\n";
        let documents = read(csv, &ReadOptions::new());
        let [Ok(first), Err(short), Err(long), Ok(last)] = documents.as_slice() else {
            panic!("{documents:?}")
        };
        assert_eq!((first.id(), first.text()), ("1", "Rain\nfell \"again\"."));
        assert!(short.starts_with("in.csv:4: a row of 1 cells under a header of 2\nhint: "), "{short}");
        assert!(long.starts_with("in.csv:5: a row of 3 cells"), "{long}");
        assert_eq!(last.id(), "4");
    }

    #[test]
    fn lines_are_counted_whatever_ends_them() {
        let csv = "text\n\nA bomb in Kabul\n\"Fire in Dhaka.\n\nSmoke.\"\n\n\nRain in Lima\n\"\"\"Sun\"\"\"";
        let ids = |csv: &str| -> Vec<String> {
            let documents = read(csv, &ReadOptions::new());
            documents.into_iter().map(|it| it.unwrap().id().to_owned()).collect()
        };
        let lines = ["in.csv:3", "in.csv:4", "in.csv:9", "in.csv:10"];
        assert_eq!(ids(csv), lines);
        assert_eq!(ids(&format!("{csv}\n")), lines);
        assert_eq!(ids(&csv.replace('\n', "\r\n")), lines);
        assert_eq!(ids("id,text\n,A in Kabul\n,\"B in Lima\"\"\n"), ["in.csv:2", "in.csv:3"]);
        // A closing quote that is the last of what is read at once.
        let first = format!("text\n\"{}\n\"\n", "x".repeat(8192 - 8));
        assert_eq!(ids(&format!("{first}B in Lima\nC\n")), ["in.csv:2", "in.csv:4", "in.csv:5"]);
        // Longer than what is read at once.
        let rows = "text\r\n".to_owned() + &"Rain fell on the town all day.\r\n".repeat(5000);
        assert!(ids(&rows).iter().zip(2..).all(|(id, line)| *id == format!("in.csv:{line}")));
    }

    #[test]
    fn a_quote_left_open_is_suspected() {
        let documents = read("id,text\n\"1,Rain\n2,Sun\n3,Snow\n", &ReadOptions::new());
        let message = documents[0].as_ref().unwrap_err();
        assert!(message.contains("in.csv:2: ") && message.contains("is a quote left open?"), "{message}");
    }

    #[test]
    fn columns_that_are_not_there_are_said_once() {
        let documents = read("id,story line\n1,Rain\n2,Sun\n", &ReadOptions::new());
        let [Err(message)] = documents.as_slice() else { panic!("{documents:?}") };
        assert!(message.starts_with(
            "in.csv:1: no column is known to hold the text\nhint: the columns are \"id\", \"story line\""
        ));
        let options = ReadOptions::new().text_field("story line").keep("desk", "desk");
        assert!(read("id,story line\n", &options)[0].as_ref().unwrap_err().contains("no column \"desk\""));
        let options = ReadOptions::new().text_field("story line").keep("id", "number");
        let documents = read("id,story line\n007,Rain\n", &options);
        assert_eq!(documents[0].as_ref().unwrap().kept()["number"], "007");
    }

    #[test]
    fn what_is_no_table_says_so() {
        assert!(read("", &ReadOptions::new()).is_empty());
        assert!(read("\n\n", &ReadOptions::new()).is_empty());
        let sheet = read(b"PK\x03\x04\x14\0\x06\0", &ReadOptions::new());
        assert!(sheet[0].as_ref().unwrap_err().contains("a binary file"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_rows_or_faults(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = read([b"id,text\n".as_slice(), &bytes].concat(), &ReadOptions::new());
        }
    }
}

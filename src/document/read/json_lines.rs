//! JSON lines: one object a line, each a document; a bad line costs that document alone.

use std::{
    io::{self, BufRead, Read},
    path::PathBuf,
};

use serde_json::{Map, Value};

use super::{
    super::{Document, Home},
    date,
    fault::{Fault, Lost},
    options::ReadOptions,
};
use crate::{
    error::Error,
    text::{CodePoints, Span},
};

/// Longest line in bytes, so that a file without line ends does not fill the memory.
const MOST_BYTES: u64 = 512 * 1024 * 1024;

/// The lines of one source, read one at a time.
pub(super) struct JsonLines<R> {
    source: R,
    /// What messages call the source.
    name: PathBuf,
    /// What ids of records without one begin with.
    stem: String,
    line: u64,
    buffer: Vec<u8>,
    over: bool,
}

impl<R: BufRead> JsonLines<R> {
    pub(super) fn new(source: R, name: PathBuf, stem: String) -> Self {
        Self { source, name, stem, line: 0, buffer: Vec::new(), over: false }
    }

    /// The next document, or what is wrong with it, after the faults that cost only a detail of it.
    pub(super) fn next(&mut self, options: &ReadOptions) -> Option<(Vec<Fault>, Result<Document, Fault>)> {
        loop {
            if self.over {
                return None;
            }
            match self.next_line() {
                Ok(false) => return None,
                Ok(true) if self.buffer.len() as u64 > MOST_BYTES => {
                    let error = self.fault("a line of more than 512 MiB").with_hint("is it JSON lines?");
                    return Some((Vec::new(), Err(self.lost(error))));
                }
                Ok(true) if self.buffer.trim_ascii().is_empty() => {}
                Ok(true) => return Some(self.record(options)),
                Err(error) => {
                    self.over = true;
                    let error = Error::io(error, &self.name);
                    return Some((Vec::new(), Err(Fault { error, lost: Lost::Input })));
                }
            }
        }
    }

    /// Fills the buffer with the next line; `false` at the end. Of a line too long only the start is kept.
    fn next_line(&mut self) -> io::Result<bool> {
        self.buffer.clear();
        self.line += 1;
        self.source.by_ref().take(MOST_BYTES + 1).read_until(b'\n', &mut self.buffer)?;
        if self.line == 1 && self.buffer.starts_with(b"\xef\xbb\xbf") {
            self.buffer.drain(..3);
        }
        if self.buffer.len() as u64 > MOST_BYTES && !self.buffer.ends_with(b"\n") {
            self.skip_line()?;
        }
        Ok(!self.buffer.is_empty())
    }

    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let available = self.source.fill_buf()?;
            let end = available.iter().position(|it| *it == b'\n');
            let used = end.map_or(available.len(), |it| it + 1);
            self.source.consume(used);
            if end.is_some() || used == 0 {
                return Ok(());
            }
        }
    }

    fn record(&self, options: &ReadOptions) -> (Vec<Fault>, Result<Document, Fault>) {
        let fields = match serde_json::from_slice::<Value>(self.buffer.trim_ascii_end()) {
            Ok(Value::Object(fields)) => fields,
            Ok(_) => {
                let error = self.fault("a JSON value that is no object").with_hint(
                    "each line is one document: {\"id\": \"1\", \"text\": \"Floods hit Paris, Texas.\"}",
                );
                return (Vec::new(), Err(self.lost(error)));
            }
            Err(error) => return (Vec::new(), Err(self.lost(self.no_json(&error)))),
        };
        let mut record = Record { lines: self, fields, details: Vec::new() };
        let document = record.document(options);
        (record.details, document)
    }

    fn no_json(&self, error: &serde_json::Error) -> Error {
        if error.is_eof() {
            return self.fault(&format!("the JSON object is cut off after column {}", error.column()));
        }
        if std::str::from_utf8(&self.buffer).is_err() {
            return self
                .fault("not UTF-8")
                .with_hint("JSON lines are UTF-8; convert the file, for example with iconv");
        }
        let message = error.to_string();
        let what = message.split(" at line ").next().unwrap_or(&message);
        self.fault(&format!("not JSON: {what}, at column {}", error.column()))
    }

    fn fault(&self, what: &str) -> Error {
        Error::new(what).at_line(&self.name, self.line)
    }

    /// The id of a record that has none of its own.
    fn place_id(&self) -> String {
        format!("{}:{}", self.stem, self.line)
    }

    fn lost(&self, error: Error) -> Fault {
        Fault { error, lost: Lost::Document(self.place_id()) }
    }
}

/// The fields of one line on their way into a document.
struct Record<'l, R> {
    lines: &'l JsonLines<R>,
    fields: Map<String, Value>,
    details: Vec<Fault>,
}

impl<R: BufRead> Record<'_, R> {
    fn document(&mut self, options: &ReadOptions) -> Result<Document, Fault> {
        let id = self.words("id").unwrap_or_else(|| self.lines.place_id());
        let lost = |error| Fault { error, lost: Lost::Document(id.clone()) };
        let text = match self.fields.remove("text") {
            Some(Value::String(text)) => text,
            Some(_) => return Err(lost(self.lines.fault("field \"text\" is not a string"))),
            None => {
                let error = self.lines.fault("missing field \"text\"").with_hint(
                    "a document is {\"id\": …, \"text\": …} with, if known, \"title\", \"date\", \"source\", \"home\"",
                );
                return Err(lost(error));
            }
        };
        let spans = match &options.mentions_field {
            Some(field) => Some(self.spans(field, &text).map_err(&lost)?),
            None => None,
        };
        let mut document = Document::from_text(text).with_id(&id);
        if let Some(spans) = spans {
            document = document.with_mentions(spans);
        }
        if let Some(title) = self.words("title") {
            document = document.with_title(title);
        }
        if let Some(source) = self.words("source") {
            document = document.with_source(source);
        }
        if let Some(date) = self.date() {
            document = document.with_date(date);
        }
        if let Some(home) = self.home() {
            document = document.with_home(home);
        }
        Ok(options.complete(document))
    }

    /// A field of words: a string or a number; what is empty or `null` is not there.
    fn words(&mut self, field: &str) -> Option<String> {
        match self.fields.remove(field)? {
            Value::Null => None,
            Value::String(words) => Some(words).filter(|it| !it.trim().is_empty()),
            Value::Number(number) => Some(number.to_string()),
            _ => {
                self.detail(&format!("field \"{field}\" is not a string; it is left out"));
                None
            }
        }
    }

    fn date(&mut self) -> Option<jiff::civil::Date> {
        let words = self.words("date")?;
        let date = date::parse(&words);
        if date.is_none() {
            let shown: String = words.chars().take(40).collect();
            self.detail(&format!("date \"{shown}\" is not a day; the document is read without it"));
            if let Some(fault) = self.details.pop() {
                let error = fault.error.with_hint("write dates as 2022-12-17");
                self.details.push(Fault { error, ..fault });
            }
        }
        date
    }

    fn home(&mut self) -> Option<Home> {
        let words = self.words("home")?;
        let home = words.parse().ok();
        if home.is_none() {
            let error = self
                .lines
                .fault("field \"home\" is no place; the document is read without it")
                .with_hint("write degrees north and east: \"31.31,-92.45\"");
            self.details.push(Fault { error, lost: Lost::Detail });
        }
        home
    }

    fn detail(&mut self, what: &str) {
        self.details.push(Fault { error: self.lines.fault(what), lost: Lost::Detail });
    }

    fn spans(&mut self, field: &str, text: &str) -> Result<Vec<Span>, Error> {
        let fault = |what: String| {
            self.lines.fault(&what).with_hint(
                "a span is [start, end] or {\"start\": …, \"end\": …}, counted in Unicode code points",
            )
        };
        let spans = match self.fields.get(field) {
            Some(Value::Array(spans)) => spans.as_slice(),
            Some(Value::Null) => &[],
            Some(_) => return Err(fault(format!("field \"{field}\" is not a list of spans"))),
            None => return Err(fault(format!("missing field \"{field}\""))),
        };
        let points = CodePoints::new(text);
        let read = |span: &Value| {
            let (start, end) = bounds(span)?;
            points.span(start..end).filter(|it| !it.is_empty())
        };
        spans
            .iter()
            .map(|span| {
                read(span).ok_or_else(|| {
                    let shown: String = span.to_string().chars().take(60).collect();
                    fault(format!("field \"{field}\": {shown} does not fit the text"))
                })
            })
            .collect()
    }
}

/// Start and end of a span in either form.
fn bounds(span: &Value) -> Option<(usize, usize)> {
    let number = |it: &Value| it.as_u64().and_then(|it| usize::try_from(it).ok());
    match span {
        Value::Array(pair) => match pair.as_slice() {
            [start, end] => Some((number(start)?, number(end)?)),
            _ => None,
        },
        Value::Object(fields) => Some((number(fields.get("start")?)?, number(fields.get("end")?)?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn read(lines: &str, options: &ReadOptions) -> Vec<Result<Document, String>> {
        let mut source = JsonLines::new(lines.as_bytes(), PathBuf::from("in.jsonl"), "in.jsonl".into());
        std::iter::from_fn(|| source.next(options))
            .flat_map(|(details, document)| {
                let details = details.into_iter().map(|it| Err(it.error.to_string()));
                details.chain([document.map_err(|it| it.error.to_string())])
            })
            .collect()
    }

    #[test]
    fn fields_of_a_record() {
        let lines = "\u{feff}{\"id\": 7, \"text\": \"Rain.\", \"title\": \"T\", \"date\": \"2021-06-03T01:00:00Z\", \
                     \"source\": \"example.org\", \"more\": []}\n\n{\"text\": \"Sun.\", \"id\": null}";
        let documents = read(lines, &ReadOptions::new().date(date(2000, 1, 1)));
        let [Ok(first), Ok(second)] = documents.as_slice() else { panic!("{documents:?}") };
        assert_eq!((first.id(), first.text(), first.title()), ("7", "Rain.", Some("T")));
        assert_eq!((first.date(), first.source()), (Some(date(2021, 6, 3)), Some("example.org")));
        assert_eq!((second.id(), second.date()), ("in.jsonl:3", Some(date(2000, 1, 1))));
    }

    #[test]
    fn a_bad_line_costs_only_itself() {
        let lines =
            "{\"id\": \"a\", \"text\": \"cut\n[1]\n{\"id\": \"b\"}\n{\"id\": \"c\", \"text\": \"Rain.\"}\n";
        let documents = read(lines, &ReadOptions::new());
        let messages: Vec<&str> =
            documents.iter().filter_map(|it| it.as_ref().err()).map(|it| &**it).collect();
        assert_eq!(messages[0], "in.jsonl:1: the JSON object is cut off after column 24");
        assert!(messages[1].starts_with("in.jsonl:2: a JSON value that is no object"), "{}", messages[1]);
        assert!(messages[2].starts_with("in.jsonl:3: missing field \"text\"\nhint: "), "{}", messages[2]);
        assert_eq!(documents[3].as_ref().unwrap().id(), "c");
    }

    #[test]
    fn a_bad_date_is_said_and_left_out() {
        let documents = read("{\"text\": \"Rain.\", \"date\": \"soon\"}", &ReadOptions::new());
        assert!(documents[0].as_ref().unwrap_err().contains("date \"soon\" is not a day"));
        assert_eq!(documents[1].as_ref().unwrap().date(), None);
    }

    #[test]
    fn given_mentions_are_counted_in_code_points() {
        let options = ReadOptions::new().mentions_field("spans");
        let lines = "{\"text\": \"In Łódź\", \"spans\": [[3, 7], {\"start\": 0, \"end\": 2}]}";
        let documents = read(lines, &options);
        let document = documents[0].as_ref().unwrap();
        let words: Vec<&str> =
            document.given_mentions().unwrap().iter().map(|it| it.of(document.text())).collect();
        assert_eq!(words, ["Łódź", "In"]);
    }

    #[test]
    fn mentions_that_do_not_fit_are_named() {
        let options = ReadOptions::new().mentions_field("spans");
        for (spans, message) in [
            (", \"spans\": [[3, 70]]", "[3,70] does not fit the text"),
            (", \"spans\": [[2, 2]]", "[2,2] does not fit the text"),
            (", \"spans\": [\"x\"]", "\"x\" does not fit the text"),
            (", \"spans\": 3", "is not a list of spans"),
            ("", "missing field \"spans\""),
        ] {
            let documents = read(&format!("{{\"text\": \"In Paris\"{spans}}}"), &options);
            assert!(documents[0].as_ref().unwrap_err().contains(message), "{documents:?}");
        }
    }
}

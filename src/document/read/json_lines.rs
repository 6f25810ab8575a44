//! JSON lines: one object a line, each a document; a bad line costs that document alone.

use std::io::{self, BufRead, Read};

use serde_json::Value;

use super::{
    Records,
    fault::{Fault, Lost},
    options::ReadOptions,
    record::{self, Place},
    source::{MOST_UNPACKED, Source},
};
use crate::error::Error;

/// Longest line in bytes, so that a file without line ends does not fill the memory.
const MOST_BYTES: u64 = 512 * 1024 * 1024;

/// The lines of one source, read one at a time.
pub(super) struct JsonLines {
    source: Source,
    most: u64,
    line: u64,
    buffer: Vec<u8>,
    over: bool,
}

impl JsonLines {
    pub(super) fn new(source: Source) -> Self {
        let most = if source.packed { MOST_UNPACKED } else { MOST_BYTES };
        Self { source, most, line: 0, buffer: Vec::new(), over: false }
    }
}

impl Records for JsonLines {
    fn next(&mut self, options: &ReadOptions) -> Option<record::Read> {
        loop {
            if self.over {
                return None;
            }
            match self.next_line() {
                Ok(false) => return None,
                Ok(true) if self.buffer.len() as u64 > self.most => {
                    // What is packed may go on for as long as a bomb wants; the rest of the file is given up.
                    self.over = self.source.packed;
                    let lost = if self.over { Lost::Input } else { Lost::Document(self.place().id()) };
                    let what = format!("a line of more than {} MiB", self.most >> 20);
                    let error = self.place().fault(&what).with_hint("is it JSON lines?");
                    return Some((Vec::new(), Err(Fault { error, lost })));
                }
                Ok(true) if self.buffer.trim_ascii().is_empty() => {}
                Ok(true) => return Some(self.record(options)),
                Err(error) => {
                    self.over = true;
                    let error = Error::io(error, &self.source.name);
                    return Some((Vec::new(), Err(Fault { error, lost: Lost::Input })));
                }
            }
        }
    }
}

impl JsonLines {
    /// Fills the buffer with the next line; `false` at the end. Of a line too long only the start is kept.
    fn next_line(&mut self) -> io::Result<bool> {
        self.buffer.clear();
        self.line += 1;
        self.source.reader.by_ref().take(self.most + 1).read_until(b'\n', &mut self.buffer)?;
        if self.buffer.len() as u64 > self.most && !self.source.packed && !self.buffer.ends_with(b"\n") {
            self.skip_line()?;
        }
        Ok(!self.buffer.is_empty())
    }

    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let available = self.source.reader.fill_buf()?;
            let end = available.iter().position(|it| *it == b'\n');
            let used = end.map_or(available.len(), |it| it + 1);
            self.source.reader.consume(used);
            if end.is_some() || used == 0 {
                return Ok(());
            }
        }
    }

    fn record(&self, options: &ReadOptions) -> record::Read {
        let place = self.place();
        let error = match serde_json::from_slice::<Value>(self.buffer.trim_ascii_end()) {
            Ok(Value::Object(fields)) => return record::document(fields, place, options),
            Ok(_) => place.fault("a JSON value that is no object").with_hint(
                "each line is one document: {\"id\": \"1\", \"text\": \"Floods hit Paris, Texas.\"}",
            ),
            Err(error) => self.no_json(&error),
        };
        (Vec::new(), Err(place.lost(error)))
    }

    fn no_json(&self, error: &serde_json::Error) -> Error {
        if error.is_eof() {
            return self
                .place()
                .fault(&format!("the JSON object is cut off after column {}", error.column()));
        }
        if std::str::from_utf8(&self.buffer).is_err() {
            return self
                .place()
                .fault("not UTF-8")
                .with_hint("JSON lines are UTF-8; convert the file, for example with iconv");
        }
        let message = error.to_string();
        let what = message.split(" at line ").next().unwrap_or(&message);
        self.place().fault(&format!("not JSON: {what}, at column {}", error.column()))
    }

    fn place(&self) -> Place<'_> {
        Place { name: &self.source.name, stem: &self.source.id, line: self.line }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use jiff::civil::date;

    use super::{super::super::Document, *};

    fn read(lines: &str, options: &ReadOptions) -> Vec<Result<Document, String>> {
        let source = Source::open(Cursor::new(lines.to_owned()), "in.jsonl".into(), "in.jsonl".into());
        let mut source = JsonLines::new(source.unwrap().without_mark().unwrap());
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
    fn fields_by_their_usual_names_and_by_given_ones() {
        let line = "{\"headline\": \"T\", \"content\": \"Rain.\", \"publishedAt\": \"2021-06-03\", \
                     \"source\": {\"id\": null, \"name\": \"Town Talk\"}, \"url\": \"https://a.example/1\", \
                     \"more\": {\"key\": 7, \"text\": \"Sun.\"}}";
        let documents = read(line, &ReadOptions::new());
        let document = documents[0].as_ref().unwrap();
        assert_eq!((document.text(), document.title()), ("Rain.", Some("T")));
        assert_eq!((document.source(), document.date()), (Some("Town Talk"), Some(date(2021, 6, 3))));
        assert_eq!((document.url(), document.id()), (Some("https://a.example/1"), "in.jsonl:1"));

        let options = ReadOptions::new().text_field("more.text").id_field("more.key").keep("url", "link");
        let documents = read(line, &options.keep("desk", "desk"));
        let document = documents[0].as_ref().unwrap();
        assert_eq!((document.text(), document.id()), ("Sun.", "7"));
        assert_eq!(
            (&document.kept()["link"], &document.kept()["desk"]),
            (&"https://a.example/1".into(), &Value::Null)
        );

        let documents = read(line, &ReadOptions::new().text_field("body"));
        assert!(documents[0].as_ref().unwrap_err().contains("missing field \"body\""));
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

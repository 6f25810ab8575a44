//! The named fields of a record, from whatever format, → a document.

use std::{borrow::Cow, path::Path};

use serde_json::{Map, Value};

use super::{
    super::{Document, Home},
    date,
    fault::{Fault, Lost},
    options::ReadOptions,
    role::Role,
};
use crate::{
    error::Error,
    text::{CodePoints, Span},
};

/// Where a record stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    /// What messages call the source.
    pub(super) name: &'p Path,
    /// What ids of records without one begin with.
    pub(super) stem: &'p str,
    /// Its first line, counted from 1.
    pub(super) line: u64,
}

impl Place<'_> {
    pub(super) fn fault(&self, what: &str) -> Error {
        Error::new(what).at_line(self.name, self.line)
    }

    /// The id of a record that has none of its own.
    pub(super) fn id(&self) -> String {
        format!("{}:{}", self.stem, self.line)
    }

    /// The record is lost.
    pub(super) fn lost(&self, error: Error) -> Fault {
        Fault { error, lost: Lost::Document(self.id()) }
    }
}

/// What becomes of a record: the faults that cost only a detail of it, and itself.
pub(super) type Read = (Vec<Fault>, Result<Document, Fault>);

/// Makes a document of a record's fields.
pub(super) fn document(fields: Map<String, Value>, place: Place<'_>, options: &ReadOptions) -> Read {
    let mut record = Record { fields, place, options, details: Vec::new() };
    let document = record.document();
    (record.details, document)
}

/// The fields of a record on their way into a document.
struct Record<'r> {
    fields: Map<String, Value>,
    place: Place<'r>,
    options: &'r ReadOptions,
    details: Vec<Fault>,
}

impl Record<'_> {
    fn document(&mut self) -> Result<Document, Fault> {
        let kept = self.kept();
        let id = self.words(Role::Id).unwrap_or_else(|| self.place.id());
        let lost = |error| Fault { error, lost: Lost::Document(id.clone()) };
        let text = match self.take(Role::Text) {
            Some((_, Value::String(text))) => text,
            Some((name, _)) => {
                return Err(lost(self.place.fault(&format!("field \"{name}\" is not a string"))));
            }
            None => return Err(lost(self.no_text())),
        };
        let spans = match &self.options.mentions_field {
            Some(field) => Some(self.spans(field, &text).map_err(&lost)?),
            None => None,
        };
        let mut document = Document::from_text(text).with_id(&id).with_kept(kept);
        if let Some(spans) = spans {
            document = document.with_mentions(spans);
        }
        if let Some(title) = self.words(Role::Title) {
            document = document.with_title(title);
        }
        if let Some(source) = self.words(Role::Source) {
            document = document.with_source(source);
        }
        if let Some(url) = self.words(Role::Url) {
            document = document.with_url(url);
        }
        if let Some(date) = self.date() {
            document = document.with_date(date);
        }
        if let Some(home) = self.home() {
            document = document.with_home(home);
        }
        Ok(self.options.complete(document))
    }

    fn no_text(&self) -> Error {
        let field = self.options.fields.of(Role::Text).unwrap_or("text");
        let error = self.place.fault(&format!("missing field \"{field}\""));
        error.with_hint(
            "a document is {\"id\": …, \"text\": …} with, if known, \"title\", \"date\", \"source\", \"url\", \"home\"; \
             --text-field, --id-field and so on name other fields",
        )
    }

    /// Takes the field that plays a role out of the record, with its name; `null` is not there.
    fn take(&mut self, role: Role) -> Option<(String, Value)> {
        let name = match self.options.fields.of(role) {
            Some(field) => field.to_owned(),
            None => {
                let says_something = |name: &&String| self.fields.get(*name).is_some_and(|it| !is_empty(it));
                let told = role.find(self.fields.keys().filter(says_something));
                told.or_else(|| role.find(self.fields.keys()))?.clone()
            }
        };
        // A field within another stays where it is.
        let value = self.fields.remove(&name).or_else(|| find(&self.fields, &name).cloned())?;
        (!value.is_null()).then_some((name, value))
    }

    /// A field of words: a string or a number; what is empty or `null` is not there.
    fn words(&mut self, role: Role) -> Option<String> {
        let (name, value) = self.take(role)?;
        match value {
            Value::String(words) => Some(words).filter(|it| !it.trim().is_empty()),
            Value::Number(number) => Some(number.to_string()),
            // News services write {"id": null, "name": "Town Talk"}.
            Value::Object(fields) if fields.get("name").is_some_and(Value::is_string) => {
                fields["name"].as_str().map(ToOwned::to_owned)
            }
            _ => {
                self.detail(&format!("field \"{name}\" is not a string; it is left out"));
                None
            }
        }
    }

    fn date(&mut self) -> Option<jiff::civil::Date> {
        let words = self.words(Role::Date)?;
        let date = date::parse(&words);
        if date.is_none() {
            let shown: String = words.chars().take(40).collect();
            let what = format!("date \"{shown}\" is not a day; the document is read without it");
            let error = self.place.fault(&what).with_hint("write dates as 2022-12-17");
            self.details.push(Fault { error, lost: Lost::Detail });
        }
        date
    }

    fn home(&mut self) -> Option<Home> {
        let words = self.words(Role::Home)?;
        let home = words.parse().ok();
        if home.is_none() {
            let error = self
                .place
                .fault("field \"home\" is no place; the document is read without it")
                .with_hint("write degrees north and east: \"31.31,-92.45\"");
            self.details.push(Fault { error, lost: Lost::Detail });
        }
        home
    }

    fn detail(&mut self, what: &str) {
        self.details.push(Fault { error: self.place.fault(what), lost: Lost::Detail });
    }

    /// The fields that travel to the output, `null` where the record lacks them.
    fn kept(&self) -> Vec<(String, Value)> {
        let value = |field| find(&self.fields, field).cloned().unwrap_or_default();
        self.options.keep.iter().map(|it| (it.name.clone(), value(&it.field))).collect()
    }

    fn spans(&mut self, field: &str, text: &str) -> Result<Vec<Span>, Error> {
        let fault = |what: String| {
            self.place.fault(&what).with_hint(
                "a span is [start, end] or {\"start\": …, \"end\": …}, counted in Unicode code points",
            )
        };
        let value = match self.fields.get(field) {
            // A cell of a table holds the list as JSON.
            Some(Value::String(words)) => serde_json::from_str(words).map(Cow::Owned).ok(),
            value => value.map(Cow::Borrowed),
        };
        let spans = match value.as_deref() {
            Some(Value::Array(spans)) => spans.as_slice(),
            Some(Value::Null) => &[],
            None if !self.fields.contains_key(field) => {
                return Err(fault(format!("missing field \"{field}\"")));
            }
            _ => return Err(fault(format!("field \"{field}\" is not a list of spans"))),
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

/// Is there nothing in a value?
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(words) => words.trim().is_empty(),
        _ => false,
    }
}

/// A field by its name, else by the names on the way to it: `source.name`.
fn find<'f>(fields: &'f Map<String, Value>, name: &str) -> Option<&'f Value> {
    fields.get(name).or_else(|| {
        let (first, rest) = name.split_once('.')?;
        rest.split('.').try_fold(fields.get(first)?, |value, part| value.get(part))
    })
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

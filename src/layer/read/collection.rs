//! A FeatureCollection, one Feature after the other: none of them waits for the next.

use std::{fmt, io::BufRead, path::Path};

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::{LayerStep, Rows, checked};
use crate::{
    error::{Error, Result},
    layer::write::About,
};

/// Do some bytes begin a FeatureCollection?
pub(super) fn begins(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(head);
    let Some((_, rest)) = head.split_once("\"type\"") else { return false };
    let value = rest.trim_start().strip_prefix(':').map(str::trim_start);
    value.is_some_and(|it| it.starts_with("\"FeatureCollection\""))
}

/// Reads a FeatureCollection. Where it comes from is known if it says so before its Features, as ours do.
pub(super) fn read<F: FnMut(LayerStep) -> Result<()>>(
    mut reader: impl BufRead,
    name: &Path,
    rows: &mut Rows<F>,
) -> Result<()> {
    let head = reader.fill_buf().map_err(|error| Error::io(error, name))?;
    if head.starts_with(b"\xef\xbb\xbf") {
        reader.consume(3);
    }
    let mut failed = None;
    let mut json = serde_json::Deserializer::from_reader(reader);
    let done = json.deserialize_map(Members { rows, failed: &mut failed }).and_then(|()| json.end());
    match (failed, done) {
        (Some(Failure::Ours(error)), _) => Err(error),
        (Some(Failure::Row(number, what)), _) => {
            Err(Error::new(format!("Feature {number}: {what}")).in_file(name))
        }
        (None, Err(error)) => Err(Error::new(format!("not a FeatureCollection: {error}"))
            .in_file(name)
            .with_hint("a layer that `dateline map` wrote can be exported")),
        (None, Ok(())) => Ok(()),
    }
}

/// Why reading stopped, where that is no fault of the JSON.
enum Failure {
    /// What takes the rows failed.
    Ours(Error),
    /// A row is none of ours.
    Row(usize, String),
}

/// The members of the collection.
struct Members<'r, F> {
    rows: &'r mut Rows<F>,
    failed: &'r mut Option<Failure>,
}

impl<'de, F: FnMut(LayerStep) -> Result<()>> Visitor<'de> for Members<'_, F> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a FeatureCollection")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<(), A::Error> {
        let Self { rows, failed } = self;
        let (mut origin, mut any) = (serde_json::Map::new(), false);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "generator" | "gazetteer" | "options" => {
                    origin.insert(key, map.next_value()?);
                }
                "features" if !any => {
                    any = true;
                    let about: Option<About> = serde_json::from_value(Value::Object(origin.clone())).ok();
                    if let Err(error) = rows.origin(about) {
                        *failed = Some(Failure::Ours(error));
                        return Err(A::Error::custom("stopped"));
                    }
                    map.next_value_seed(Features { rows: &mut *rows, failed: &mut *failed })?;
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        if any { Ok(()) } else { Err(A::Error::missing_field("features")) }
    }
}

/// The list of Features.
struct Features<'r, F> {
    rows: &'r mut Rows<F>,
    failed: &'r mut Option<Failure>,
}

impl<'de, F: FnMut(LayerStep) -> Result<()>> DeserializeSeed<'de> for Features<'_, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, list: D) -> std::result::Result<(), D::Error> {
        list.deserialize_seq(self)
    }
}

impl<'de, F: FnMut(LayerStep) -> Result<()>> Visitor<'de> for Features<'_, F> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of Features")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> std::result::Result<(), A::Error> {
        let mut number = 0;
        while let Some(value) = list.next_element::<Value>()? {
            number += 1;
            let failure = match checked::feature(value) {
                Ok(feature) => self.rows.feature(feature).err().map(Failure::Ours),
                Err(what) => Some(Failure::Row(number, what)),
            };
            if failure.is_some() {
                *self.failed = failure;
                return Err(A::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}

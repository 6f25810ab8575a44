//! Reading our own layers back: GeoJSON, Features by line and JSON lines → Findings.

mod checked;
mod collection;
mod document_line;
mod documents;
mod to_line;

use std::{io::BufRead, path::Path};

use geojson::Feature;
use serde_json::Value;

use super::{findings::Findings, format::Content, write::About};
use crate::error::{Error, Result};

/// What comes out of a layer that is read, in this order.
#[derive(Debug)]
#[non_exhaustive]
pub enum LayerStep {
    /// Where the layer comes from, if it says so. It comes once, before all findings.
    Origin(Option<About>),
    /// What stands together in it: most often what one document gave.
    Findings(Findings),
}

/// Reads a layer that this program wrote, in constant memory but for the list of its documents.
///
/// `name` is the file's name, for its extension and for errors; a layer of another extension is known by
/// its first bytes.
///
/// ```
/// use dateline::layer::{Content, LayerStep, read_layer};
///
/// let layer = r#"{"type":"FeatureCollection","features":[{"type":"Feature","id":"a#place:1",
///     "geometry":{"type":"Point","coordinates":[69.17,34.53]},
///     "properties":{"layer":"location","name":"Kabul","document_id":"a"}}]}"#;
/// let mut names = Vec::new();
/// read_layer(layer.as_bytes(), "map.geojson".as_ref(), Content::Features, |step| {
///     if let LayerStep::Findings(findings) = step {
///         names.extend(findings.features.iter().filter_map(|it| it.property("name").cloned()));
///     }
///     Ok(())
/// })
/// .unwrap();
/// assert_eq!(names, ["Kabul"]);
/// ```
///
/// # Errors
///
/// When it cannot be read, is no layer of ours, or `take` fails.
pub fn read_layer(
    mut reader: impl BufRead,
    name: &Path,
    content: Content,
    take: impl FnMut(LayerStep) -> Result<()>,
) -> Result<()> {
    let head = reader.fill_buf().map_err(|error| Error::io(error, name))?;
    let is_collection = match name.extension().and_then(|it| it.to_str()) {
        Some("geojson" | "json") => true,
        Some("geojsonl" | "geojsons" | "jsonl" | "ndjson") => false,
        _ => collection::begins(head),
    };
    let mut rows = Rows { content, take, documents: documents::Documents::default(), group: Vec::new() };
    if is_collection {
        collection::read(reader, name, &mut rows)?;
    } else {
        rows.origin(None)?;
        lines(reader, name, &mut rows)?;
    }
    rows.finish()
}

/// Takes what the readers find, and hands it on in the shape that is asked for.
struct Rows<F> {
    content: Content,
    take: F,
    documents: documents::Documents,
    /// Rows of one document that stand together.
    group: Vec<Feature>,
}

impl<F: FnMut(LayerStep) -> Result<()>> Rows<F> {
    fn origin(&mut self, about: Option<About>) -> Result<()> {
        (self.take)(LayerStep::Origin(about))
    }

    fn feature(&mut self, feature: Feature) -> Result<()> {
        let is_same = self.group.first().is_none_or(|it| document_of(it) == document_of(&feature));
        if !is_same {
            self.hand_on()?;
        }
        self.documents.count(&feature);
        self.group.push(feature);
        Ok(())
    }

    fn line(&mut self, line: String, record: &Value) -> Result<()> {
        self.hand_on()?;
        let id = record.get("id").and_then(Value::as_str).unwrap_or_default();
        let mut findings = Findings { document_id: id.to_owned(), ..Findings::default() };
        if self.content.is_line() {
            findings.line = line;
        } else {
            findings.features = document_line::features(record);
            findings.features.iter().for_each(|it| self.documents.count(it));
            self.documents.failed(record);
        }
        (self.take)(LayerStep::Findings(findings))
    }

    fn hand_on(&mut self) -> Result<()> {
        let features = std::mem::take(&mut self.group);
        let Some(first) = features.first() else { return Ok(()) };
        let mut findings = Findings { has_unique_ids: true, ..Findings::default() };
        if self.content.is_line() {
            let about = if self.content == Content::Page { to_line::ABOUT_DOCUMENT } else { &[] };
            findings.line = to_line::line(document_of(first).unwrap_or_default(), &features, about);
        } else {
            findings.features = features;
        }
        (self.take)(LayerStep::Findings(findings))
    }

    fn finish(mut self) -> Result<()> {
        self.hand_on()?;
        if self.content != Content::Everything {
            return Ok(());
        }
        let features = self.documents.rows();
        (self.take)(LayerStep::Findings(Findings { features, has_unique_ids: true, ..Findings::default() }))
    }
}

fn document_of(feature: &Feature) -> Option<&str> {
    feature.property("document_id").and_then(Value::as_str)
}

/// Reads Features and documents by line.
fn lines(
    mut reader: impl BufRead,
    name: &Path,
    rows: &mut Rows<impl FnMut(LayerStep) -> Result<()>>,
) -> Result<()> {
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        if reader.read_until(b'\n', &mut line).map_err(|error| Error::io(error, name))? == 0 {
            break;
        }
        let fault = |what: String| {
            Error::new(what)
                .at_line(name, number)
                .with_hint("a line is a GeoJSON Feature, or a document as `dateline map` writes it")
        };
        let text = std::str::from_utf8(&line).map_err(|_| fault("not UTF-8".to_owned()))?;
        let text = text.trim_start_matches(['\u{feff}', '\u{1e}']).trim();
        if text.is_empty() {
            continue;
        }
        let value: Value = serde_json::from_str(text).map_err(|error| fault(format!("not JSON: {error}")))?;
        if value["type"] == "Feature" {
            rows.feature(checked::feature(value).map_err(fault)?)?;
        } else if value["id"].is_string() && value["mentions"].is_array() && value["incidents"].is_array() {
            rows.line(text.to_owned(), &value)?;
        } else {
            return Err(fault("neither a Feature nor a document's findings".to_owned()));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, text: &str, content: Content) -> Result<Vec<Findings>> {
        let mut all = Vec::new();
        read_layer(text.as_bytes(), name.as_ref(), content, |step| {
            if let LayerStep::Findings(findings) = step {
                all.push(findings);
            }
            Ok(())
        })?;
        Ok(all)
    }

    const FEATURE: &str = r#"{"type":"Feature","id":"a#1","geometry":null,"properties":{"layer":"incident","document_id":"a","title":"T"}}"#;

    #[test]
    fn a_layer_is_known_by_its_first_bytes_where_its_name_says_nothing() {
        let collection = format!("{{\"type\": \"FeatureCollection\", \"features\": [{FEATURE}]}}");
        for text in [collection, format!("\u{1e}{FEATURE}\n"), format!("{FEATURE}\n\n")] {
            assert_eq!(read("-", &text, Content::Features).unwrap()[0].features.len(), 1, "{text}");
        }
    }

    #[test]
    fn documents_are_told_at_the_end() {
        let text = format!("{FEATURE}\n{FEATURE}\n");
        let all = read("m.geojsonl", &text, Content::Everything).unwrap();
        let document = &all[1].features[0];
        assert_eq!(document.property("title").unwrap(), "T");
        assert_eq!(document.property("incidents_count").unwrap(), 2);
    }

    #[test]
    fn what_is_no_layer_is_refused_with_its_line() {
        for (text, what) in [
            ("{\"a\": 1}", "neither"),
            ("{", "not JSON"),
            ("{\"type\":\"Feature\",\"properties\":{\"layer\":\"x\"}}", "layer"),
            (
                "{\"type\":\"Feature\",\"properties\":{\"layer\":\"incident\",\"fatalities\":\"many\"}}",
                "fatalities",
            ),
            (
                "{\"type\":\"Feature\",\"properties\":{\"layer\":\"incident\",\"date_start\":\"2024-05\"}}",
                "date_start",
            ),
            (
                "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[200,0]},\"properties\":{\"layer\":\"incident\"}}",
                "degrees",
            ),
        ] {
            let error =
                read("m.geojsonl", &format!("\n{text}\n"), Content::Features).unwrap_err().to_string();
            assert!(error.contains(what) && error.contains("m.geojsonl:2"), "{error}");
        }
    }
}

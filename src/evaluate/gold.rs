//! A labelled document: the toponyms that a careful reader marked, and where they are.

use std::ops::Range;

use geo::Point;
use serde::Deserialize;
use serde_json::Value;

use crate::{
    document::{Document, parse_date},
    error::{Error, Result},
    recognize::Usage,
    text::{CodePoints, Span},
};

/// A document with its toponyms labelled by hand.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct GoldDocument {
    /// The text and what is known about it.
    pub document: Document,
    /// The toponyms, in the order of the record.
    pub toponyms: Vec<GoldToponym>,
}

/// A toponym as labelled.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct GoldToponym {
    /// Where it stands, in Unicode code points of the text.
    pub range: Range<usize>,
    /// The same in bytes.
    pub span: Span,
    /// Longitude and latitude in degrees, WGS 84, where the label says.
    pub point: Option<Point<f64>>,
    /// The number of the place in the gazetteer that the labellers used, where given; GeoNames' as a rule.
    pub geoname_id: Option<String>,
    /// The place itself or what stands behind its name, where the label says.
    pub usage: Option<Usage>,
}

/// The record as it is written.
#[derive(Deserialize)]
struct Record {
    id: String,
    text: String,
    title: Option<String>,
    date: Option<String>,
    source: Option<String>,
    toponyms: Vec<RecordToponym>,
}

#[derive(Deserialize)]
struct RecordToponym {
    start: usize,
    end: usize,
    text: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
    geonameid: Option<Value>,
    usage: Option<Value>,
    #[serde(rename = "type")]
    pragmatic_type: Option<String>,
}

impl GoldDocument {
    /// Reads one line: `{"id", "text", "toponyms": [{"start", "end", "lat", "lon", …}]}`, with `title`,
    /// `date` and `source` of the document and `text`, `geonameid`, `usage` of a toponym where known.
    ///
    /// `start` and `end` count Unicode code points, end exclusive; degrees are WGS 84.
    /// In place of `usage` a `type` of the pragmatic taxonomy (`Literal`, `Metonymic`, …) will do.
    ///
    /// # Errors
    ///
    /// What does not fit: no such JSON, a span outside the text or over other words than its `text`, a latitude
    /// without longitude or out of range, an unknown usage.
    pub fn from_json(line: &[u8]) -> Result<Self> {
        let record: Record = serde_json::from_slice(line).map_err(|error| {
            Error::new(format!("no labelled document: {error}")).with_hint(
                "a line is {\"id\": …, \"text\": …, \"toponyms\": [{\"start\": …, \"end\": …, \"lat\": …, \"lon\": …}]}",
            )
        })?;
        let points = CodePoints::new(&record.text);
        let toponyms = record
            .toponyms
            .into_iter()
            .enumerate()
            .map(|(at, it)| {
                it.read(&record.text, &points)
                    .map_err(|what| Error::new(format!("document {:?}, toponym {at}: {what}", record.id)))
            })
            .collect::<Result<_>>()?;
        let mut document = Document::from_text(&record.text).with_id(record.id);
        if let Some(title) = record.title {
            document = document.with_title(title);
        }
        if let Some(source) = record.source {
            document = document.with_source(source);
        }
        if let Some(date) = record.date.as_deref().and_then(parse_date) {
            document = document.with_date(date);
        }
        Ok(Self { document, toponyms })
    }

    /// The document with its toponyms given as mentions: only resolution is asked.
    #[must_use]
    pub fn with_spans(&self) -> Document {
        self.document.clone().with_mentions(self.toponyms.iter().map(|it| it.span).collect())
    }
}

impl RecordToponym {
    fn read(self, text: &str, points: &CodePoints<'_>) -> std::result::Result<GoldToponym, String> {
        let Self { start, end, .. } = self;
        let span = points
            .span(start..end)
            .filter(|it| !it.is_empty())
            .ok_or_else(|| format!("{start} to {end} is no span of the text (code points, end exclusive)"))?;
        let words = span.of(text);
        if let Some(expected) = self.text.filter(|it| it != words) {
            return Err(format!(
                "{start} to {end} covers {words:?}, not {expected:?}: offsets count code points"
            ));
        }
        Ok(GoldToponym {
            range: start..end,
            span,
            point: point(self.lat, self.lon)?,
            geoname_id: self.geonameid.as_ref().and_then(number),
            usage: match (&self.usage, self.pragmatic_type.as_deref()) {
                (None | Some(Value::Null), kind) => kind.and_then(usage_of_type),
                (Some(usage), _) => Some(read_usage(usage)?),
            },
        })
    }
}

/// A point of a latitude and a longitude in degrees: both or neither.
pub(super) fn point(
    latitude: Option<f64>,
    longitude: Option<f64>,
) -> std::result::Result<Option<Point<f64>>, String> {
    match (latitude, longitude) {
        (None, None) => Ok(None),
        (Some(latitude), Some(longitude)) => {
            let fits = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
            let point = Point::new(longitude, latitude);
            fits.then_some(Some(point))
                .ok_or_else(|| format!("latitude {latitude}, longitude {longitude} is not on the Earth"))
        }
        _ => Err("latitude and longitude are both given or both left out".to_owned()),
    }
}

/// A place's number, written as a number or as words.
pub(super) fn number(value: &Value) -> Option<String> {
    match value {
        Value::Number(it) => Some(it.to_string()),
        Value::String(it) => Some(it.trim().to_owned()).filter(|it| !it.is_empty()),
        _ => None,
    }
}

/// `literal` and `associative`, or `true` for literal and `false` for associative.
pub(super) fn read_usage(value: &Value) -> std::result::Result<Usage, String> {
    match value {
        Value::Bool(true) => Ok(Usage::Literal),
        Value::Bool(false) => Ok(Usage::Associative),
        Value::String(it) if it == Usage::Literal.as_str() => Ok(Usage::Literal),
        Value::String(it) if it == Usage::Associative.as_str() => Ok(Usage::Associative),
        other => Err(format!("usage {other} is neither \"literal\" nor \"associative\"")),
    }
}

/// The side of a type of the pragmatic taxonomy of Gritta et al. (2020); `None` for a word of no type.
fn usage_of_type(kind: &str) -> Option<Usage> {
    match kind {
        "Literal" | "Coercion" | "Mixed" | "Embedded_Literal" | "Literal_Modifier" => Some(Usage::Literal),
        "Homonym" | "Demonym" | "Metonymic" | "Non_Literal_Modifier" | "Embedded_Non_Lit" | "Language" => {
            Some(Usage::Associative)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(toponym: &str) -> String {
        let line = format!(r#"{{"id": "a", "text": "In Łódź.", "toponyms": [{toponym}]}}"#);
        GoldDocument::from_json(line.as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn offsets_count_code_points() {
        let line = r#"{"id": "a", "text": "In Łódź.", "toponyms": [{"start": 3, "end": 7, "text": "Łódź"}]}"#;
        let gold = GoldDocument::from_json(line.as_bytes()).unwrap();
        assert_eq!(gold.toponyms[0].span.of(gold.document.text()), "Łódź");
    }

    #[test]
    fn what_does_not_fit_is_named() {
        assert!(fault(r#"{"start": 3, "end": 70}"#).contains("toponym 0: 3 to 70 is no span of the text"));
        assert!(fault(r#"{"start": 3, "end": 6, "text": "Łódź"}"#).contains("covers \"Łód\""));
        assert!(fault(r#"{"start": 3, "end": 7, "lat": 5}"#).contains("both given or both left out"));
        assert!(fault(r#"{"start": 3, "end": 7, "lat": 91, "lon": 0}"#).contains("not on the Earth"));
        assert!(fault(r#"{"start": 3, "end": 7, "usage": "both"}"#).contains("neither"));
        assert!(GoldDocument::from_json(b"{}").unwrap_err().hint().is_some());
    }

    #[test]
    fn the_pragmatic_types_have_sides() {
        let line = r#"{"id": "a", "text": "In Rome.", "toponyms": [
            {"start": 3, "end": 7, "type": "Metonymic", "geonameid": 5},
            {"start": 3, "end": 7, "type": "Metonymic", "usage": "literal", "geonameid": "5"}]}"#;
        let gold = GoldDocument::from_json(line.as_bytes()).unwrap();
        assert_eq!(gold.toponyms[0].usage, Some(Usage::Associative));
        assert_eq!(gold.toponyms[1].usage, Some(Usage::Literal));
        assert_eq!(gold.toponyms[0].geoname_id, gold.toponyms[1].geoname_id);
    }
}

//! What a geoparser says of a text: dateline's own answer, or a record of another's.

use std::ops::Range;

use geo::Point;
use serde::Deserialize;
use serde_json::Value;

use super::gold::{number, point, read_usage};
use crate::{
    error::{Error, Result},
    geoparse::Geoparsed,
    recognize::Usage,
    text::CodePoints,
};

/// A toponym as predicted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Prediction {
    /// Where it stands, in Unicode code points of the text.
    pub range: Range<usize>,
    /// Longitude and latitude in degrees, WGS 84; `None` where the mention is left open.
    pub point: Option<Point<f64>>,
    /// The number of the place, where it has one.
    pub geoname_id: Option<String>,
    /// The place itself or what stands behind its name, where it is said.
    pub usage: Option<Usage>,
    /// The points and numbers of all places that were considered; `None` where that is not known.
    pub candidates: Option<Vec<(Point<f64>, Option<String>)>>,
}

#[derive(Deserialize)]
struct Record {
    id: String,
    mentions: Vec<RecordMention>,
}

#[derive(Deserialize)]
struct RecordMention {
    start: usize,
    end: usize,
    lat: Option<f64>,
    lon: Option<f64>,
    geonameid: Option<Value>,
    usage: Option<Value>,
}

impl Prediction {
    /// What was found in a document, in text order.
    #[must_use]
    pub fn of(parsed: &Geoparsed<'_, '_>) -> Vec<Self> {
        let points = CodePoints::new(parsed.document().text());
        parsed
            .mentions()
            .map(|(mention, resolution)| {
                let place = resolution.chosen().map(|it| it.candidate.place);
                let candidates = resolution.candidates.iter().map(|it| {
                    let place = it.candidate.place;
                    (place.point, place.geoname_id.map(|it| it.0.to_string()))
                });
                Self {
                    range: points.range(mention.span),
                    point: place.map(|it| it.point),
                    geoname_id: place.and_then(|it| it.geoname_id).map(|it| it.0.to_string()),
                    usage: Some(mention.usage),
                    candidates: Some(candidates.collect()),
                }
            })
            .collect()
    }

    /// Reads one line, a document's id and its mentions: `{"id", "mentions": [{"start", "end", "lat", "lon"}]}`,
    /// with `geonameid` and `usage` where known. Dateline's JSON lines are of this form.
    ///
    /// # Errors
    ///
    /// What does not fit: no such JSON, an empty span, half a point or one that is not on the Earth.
    pub fn from_json(line: &[u8]) -> Result<(String, Vec<Self>)> {
        let record: Record = serde_json::from_slice(line).map_err(|error| {
            Error::new(format!("no predictions: {error}")).with_hint(
                "a line is {\"id\": …, \"mentions\": [{\"start\": …, \"end\": …, \"lat\": …, \"lon\": …}]}",
            )
        })?;
        let read = |(at, it): (usize, RecordMention)| {
            it.read().map_err(|what| Error::new(format!("document {:?}, mention {at}: {what}", record.id)))
        };
        let mentions = record.mentions.into_iter().enumerate().map(read).collect::<Result<_>>()?;
        Ok((record.id, mentions))
    }
}

impl RecordMention {
    fn read(self) -> std::result::Result<Prediction, String> {
        if self.start >= self.end {
            return Err(format!("{} to {} is no span (code points, end exclusive)", self.start, self.end));
        }
        Ok(Prediction {
            range: self.start..self.end,
            point: point(self.lat, self.lon)?,
            geoname_id: self.geonameid.as_ref().and_then(number),
            usage: self.usage.filter(|it| !it.is_null()).map(|it| read_usage(&it)).transpose()?,
            candidates: None,
        })
    }
}

//! KML: one folder a layer, time spans, and balloons with the quotes.

use std::{fmt::Write as _, io::Write};

use geojson::{Feature, GeometryValue, Position};
use serde_json::Value;

use super::{
    About, LayerWriter, WriteOptions,
    columns::{Cell, Column, columns},
    xml::escaped,
};
use crate::{
    error::{Error, Result},
    layer::{findings::Findings, layers::Layer, style},
};

/// Pixels of an icon's own size at scale 1 do not matter; incidents are larger than places.
const PLACE_SCALE: &str = "0.6";
const INCIDENT_SCALE: &str = "1.0";

/// An icon that every reader has: none is named, the reader's own pin is coloured.
const HOLLOW_OPACITY: &str = "80";

/// Writes a document of placemarks as they come.
pub(super) struct Kml<W> {
    out: W,
    about: About,
    layer: Option<Layer>,
    columns: Vec<Column>,
}

impl<W: Write> Kml<W> {
    pub(super) fn new(out: W, about: &About, options: &WriteOptions) -> Self {
        let layer = options.chosen();
        Self { out, about: about.clone(), layer, columns: columns(layer, false) }
    }

    fn put(&mut self, words: &str) -> Result<()> {
        self.out.write_all(words.as_bytes()).map_err(Error::output)
    }
}

impl<W: Write> LayerWriter for Kml<W> {
    fn begin(&mut self) -> Result<()> {
        let name = self.layer.map_or("dateline", Layer::name);
        let mut head = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\">\n\
             <Document>\n<name>{name}</name>\n<description>{}</description>\n",
            escaped(&self.about.in_words())
        );
        head += &styles();
        head += &schema(&self.columns);
        self.put(&head)
    }

    fn document(&mut self, findings: Findings) -> Result<()> {
        for feature in &findings.features {
            let placemark = placemark(feature, &self.columns);
            self.put(&placemark)?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<()> {
        self.out.flush().map_err(Error::output)
    }

    fn finish(&mut self) -> Result<()> {
        self.put("</Document>\n</kml>\n")?;
        self.flush()
    }
}

/// A style for each type of incident, for places, and a paler one of each for what is imprecise.
fn styles() -> String {
    let mut out = String::new();
    let mut add = |id: &str, color: &str, scale: &str| {
        for (suffix, opacity) in [("", "ff"), ("-wide", HOLLOW_OPACITY)] {
            // A text cannot fail to take words.
            let _ = writeln!(
                out,
                "<Style id=\"{id}{suffix}\"><IconStyle><color>{0}</color><scale>{scale}</scale></IconStyle>\
                 <LabelStyle><scale>0.7</scale></LabelStyle><LineStyle><color>{0}</color><width>1</width></LineStyle>\
                 <PolyStyle><color>{1}</color></PolyStyle></Style>",
                kml_color(color, opacity),
                kml_color(color, "18"),
            );
        }
    };
    add("place", style::BLUE, PLACE_SCALE);
    for (at, sign) in style::SIGNS.iter().enumerate() {
        add(&format!("type{at}"), sign.color, INCIDENT_SCALE);
    }
    out
}

/// `#rrggbb` as KML has it: opacity, blue, green, red.
fn kml_color(color: &str, opacity: &str) -> String {
    let part = |at: usize| color.get(at..at + 2).unwrap_or("00");
    format!("{opacity}{}{}{}", part(5), part(3), part(1))
}

fn schema(columns: &[Column]) -> String {
    use crate::layer::fields::FieldKind::{Integer, Number};
    let mut out = String::from("<Schema name=\"row\" id=\"row\">\n");
    for column in columns {
        let kind = match column.kind {
            Integer => "int",
            Number => "double",
            _ => "string",
        };
        let _ = writeln!(out, "<SimpleField name=\"{}\" type=\"{kind}\"></SimpleField>", column.name);
    }
    out + "</Schema>\n"
}

fn placemark(feature: &Feature, columns: &[Column]) -> String {
    let words = |key: &str| feature.property(key).and_then(Value::as_str);
    let name = words("name").or_else(|| words("text")).unwrap_or_default();
    let title = match words("type") {
        Some(kind) => format!("{name}: {kind}"),
        None => name.to_owned(),
    };
    let mut out = format!("<Placemark><name>{}</name>\n", escaped(&title));
    if let Some(balloon) = balloon(feature) {
        // HTML is escaped once for itself and once more for XML.
        let _ = writeln!(out, "<description>{}</description>", escaped(&balloon));
    }
    out += &time_of(words("date_start"), words("date_end"));
    let wide = matches!(words("geo_precision"), Some("region" | "country" | "continent"));
    let sign = words("event_type").and_then(|it| style::SIGNS.iter().position(|sign| sign.event_type == it));
    let id = sign.map_or("place".to_owned(), |at| format!("type{at}"));
    let _ = writeln!(out, "<styleUrl>#{id}{}</styleUrl>", if wide { "-wide" } else { "" });
    out += "<ExtendedData><SchemaData schemaUrl=\"#row\">\n";
    for column in columns {
        let cell = column.cell(feature);
        if cell != Cell::Empty {
            let _ = writeln!(
                out,
                "<SimpleData name=\"{}\">{}</SimpleData>",
                column.name,
                escaped(&cell.written())
            );
        }
    }
    out += "</SchemaData></ExtendedData>\n";
    if let Some(geometry) = &feature.geometry {
        out += &shape(&geometry.value);
    }
    out + "</Placemark>\n"
}

/// What a click shows, as HTML: the quotes, when and how many, and where it was read.
fn balloon(feature: &Feature) -> Option<String> {
    let words = |key: &str| feature.property(key).and_then(Value::as_str);
    let quote = words("quotes").or_else(|| words("quote"))?;
    let mut html = format!("<blockquote>{}</blockquote>", escaped(quote));
    let number = |key: &str| feature.property(key).and_then(Value::as_u64);
    let mut facts: Vec<String> = Vec::new();
    match (words("date_start"), words("date_end")) {
        (Some(start), Some(end)) if start == end => facts.push(start.to_owned()),
        (Some(start), Some(end)) => facts.push(format!("{start} to {end}")),
        (Some(start), None) => facts.push(format!("from {start}")),
        (None, Some(end)) => facts.push(format!("by {end}")),
        (None, None) => {}
    }
    for (key, what) in [("fatalities", "killed"), ("injuries", "injured")] {
        facts.extend(number(key).map(|it| format!("{it} {what}")));
    }
    facts.extend(
        feature.property("uncertainty_km").and_then(Value::as_f64).map(|it| format!("within {it} km")),
    );
    let _ = write!(html, "<p>{}</p>", escaped(&facts.join(", ")));
    let origin: Vec<&str> =
        ["title", "source", "published", "document_id"].into_iter().filter_map(words).collect();
    let _ = write!(html, "<p>{}</p>", escaped(&origin.join(", ")));
    Some(html)
}

/// The last day belongs to the span: it ends where the next day begins, which KML writes as the day itself.
fn time_of(start: Option<&str>, end: Option<&str>) -> String {
    match (start, end) {
        (None, None) => String::new(),
        (Some(start), Some(end)) if start == end => {
            format!("<TimeStamp><when>{}</when></TimeStamp>\n", escaped(start))
        }
        _ => {
            let part = |tag: &str, day: Option<&str>| {
                day.map(|it| format!("<{tag}>{}</{tag}>", escaped(it))).unwrap_or_default()
            };
            format!("<TimeSpan>{}{}</TimeSpan>\n", part("begin", start), part("end", end))
        }
    }
}

fn shape(value: &GeometryValue) -> String {
    match value {
        GeometryValue::Point { coordinates } => {
            format!("<Point><coordinates>{}</coordinates></Point>\n", position(coordinates))
        }
        GeometryValue::MultiPolygon { coordinates } => {
            let polygons = coordinates.iter().filter_map(|it| it.first()).map(|ring| {
                let ring: Vec<String> = ring.iter().map(position).collect();
                format!(
                    "<Polygon><outerBoundaryIs><LinearRing><coordinates>{}</coordinates></LinearRing></outerBoundaryIs></Polygon>",
                    ring.join(" ")
                )
            });
            format!("<MultiGeometry>{}</MultiGeometry>\n", polygons.collect::<String>())
        }
        _ => String::new(),
    }
}

fn position(position: &Position) -> String {
    let numbers: Vec<String> = position.as_slice().iter().take(2).map(f64::to_string).collect();
    numbers.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_turned_round() {
        assert_eq!(kml_color("#0072b2", "ff"), "ffb27200");
    }

    #[test]
    fn days_make_a_span_and_one_day_a_stamp() {
        let day = Some("2022-12-17");
        assert_eq!(time_of(day, day), "<TimeStamp><when>2022-12-17</when></TimeStamp>\n");
        assert_eq!(time_of(None, day), "<TimeSpan><end>2022-12-17</end></TimeSpan>\n");
        assert_eq!(time_of(None, None), "");
    }
}

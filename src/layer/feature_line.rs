//! Features as the lines of JSON they are in a file: without the Feature between, a document costs less.

use std::borrow::Cow;

use geo::Point;
use geojson::{Feature, Geometry};
use serde::Serialize;

use super::{findings::Findings, layers::Layer, properties::FeatureProperties, whereabouts::position};

/// A GeoJSON Feature as JSON.
///
/// ```
/// use dateline::{
///     document::Document,
///     gazetteer::Gazetteer,
///     geoparse::Geoparser,
///     layer::{Content, Findings, Layer, LayerOptions},
/// };
///
/// let gazetteer = Gazetteer::embedded();
/// let document = Document::from_text("Rain fell in Kabul, Afghanistan.");
/// let parsed = Geoparser::new(&gazetteer).parse(&document);
/// let findings = Findings::new(&parsed, Content::FeatureLines, &LayerOptions::new());
/// assert_eq!(findings.feature_lines[0].layer(), Layer::Locations);
/// assert!(findings.feature_lines[0].as_json().starts_with(r#"{"type":"Feature","#));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeatureLine {
    layer: Layer,
    json: String,
}

/// The members of a Feature, in the order in which `geojson` writes them.
#[derive(Serialize)]
struct Members<'a> {
    r#type: &'static str,
    geometry: Option<Geometry>,
    id: String,
    properties: &'a FeatureProperties<'a>,
}

impl FeatureLine {
    /// The layer that the Feature belongs to.
    #[must_use]
    pub fn layer(&self) -> Layer {
        self.layer
    }

    /// The Feature as JSON, without a line break.
    #[must_use]
    pub fn as_json(&self) -> &str {
        &self.json
    }

    /// The line of a location or an incident.
    pub(super) fn of(id: String, point: Option<Point>, properties: &FeatureProperties<'_>) -> Self {
        let geometry = point.map(|it| Geometry::new_point(position(it)));
        let layer = if properties.layer == "incident" { Layer::Incidents } else { Layer::Locations };
        let members = Members { r#type: "Feature", geometry, id, properties };
        Self { layer, json: serde_json::to_string(&members).unwrap_or_default() }
    }

    /// The line of a Feature; none of one that belongs to no layer.
    pub(super) fn of_feature(feature: &Feature) -> Option<Self> {
        Some(Self { layer: Layer::of(feature)?, json: feature.to_string() })
    }

    /// Changes the Feature of the line.
    pub(super) fn change(&mut self, change: impl FnOnce(&mut Feature)) {
        if let Ok(mut feature) = self.json.parse::<Feature>() {
            change(&mut feature);
            self.json = feature.to_string();
        }
    }
}

impl Findings {
    /// The Features as JSON, whichever way they are held.
    pub(super) fn json_features(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let made = self.features.iter().map(|it| Cow::Owned(it.to_string()));
        made.chain(self.feature_lines.iter().map(|it| Cow::Borrowed(it.json.as_str())))
    }
}

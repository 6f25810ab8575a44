//! What one document gives to a layer, apart from the document itself, and the count of it all.

use std::ops::AddAssign;

use geojson::Feature;
use serde::Serialize;
use serde_json::{Map, Value};

use super::{
    document_line, feature, feature_line::FeatureLine, format::Content, layers::Layer, page_record,
    properties::DocumentRecord, rows, spot::Spot,
};
use crate::{geoparse::Geoparsed, incident::Account, resolve::Outcome, text::CodePoints};

/// What is put on the map.
///
/// ```
/// use dateline::layer::LayerOptions;
///
/// let options = LayerOptions::new().demonyms(true);
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct LayerOptions {
    pub(super) demonyms: bool,
}

impl LayerOptions {
    /// The defaults: places by their names only.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts the country of "Pakistani" on the map too.
    #[must_use]
    pub fn demonyms(mut self, demonyms: bool) -> Self {
        self.demonyms = demonyms;
        self
    }
}

/// What one document gives to a layer.
///
/// It borrows neither from the document nor from the gazetteer, so it can be made on one thread and
/// written on another.
///
/// ```
/// use dateline::{
///     document::Document,
///     gazetteer::Gazetteer,
///     geoparse::Geoparser,
///     layer::{Content, Findings, LayerOptions},
/// };
///
/// let gazetteer = Gazetteer::embedded();
/// let document = Document::from_text("Rain fell in Kabul, Afghanistan.");
/// let parsed = Geoparser::new(&gazetteer).parse(&document);
/// let findings = Findings::new(&parsed, Content::Features, &LayerOptions::new());
/// assert_eq!(findings.features[0].property("name").unwrap(), "Kabul");
/// ```
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Findings {
    /// The document's id.
    pub document_id: String,
    /// What has a place on the map, and with [`Content::Everything`] the rows of all layers.
    pub features: Vec<Feature>,
    /// What has a place on the map as lines of JSON, with [`Content::FeatureLines`].
    pub feature_lines: Vec<FeatureLine>,
    /// For each incident among the features, its place there and what of it can be compared.
    pub(super) accounts: Vec<(usize, Account)>,
    /// Are the ids of the features unique already in what they were read from?
    pub(super) has_unique_ids: bool,
    /// Everything as one JSON object; empty unless [`Content::DocumentLine`] or [`Content::Page`] was asked for.
    pub line: String,
    /// How much was found.
    pub tally: Tally,
}

impl Findings {
    /// What a document gives.
    #[must_use]
    pub fn new(parsed: &Geoparsed<'_, '_>, content: Content, options: &LayerOptions) -> Self {
        let points = CodePoints::new(parsed.document().text());
        let mut findings = Self {
            document_id: parsed.document().id().to_owned(),
            tally: Tally::of(parsed),
            ..Self::default()
        };
        match content {
            Content::DocumentLine => findings.line = to_line(&document_line::record(parsed, &points)),
            Content::Page => findings.line = to_line(&page_record::record(parsed, &points)),
            Content::Features | Content::FeatureLines | Content::Everything => {}
        }
        if !findings.line.is_empty() {
            return findings;
        }
        let kept = parsed.document().kept();
        // Incidents come last: what is drawn later lies on top.
        if content == Content::FeatureLines && kept.is_empty() {
            findings.feature_lines = feature::locations(parsed, &points, options, FeatureLine::of);
            let incidents = feature::incidents(parsed, &points, FeatureLine::of);
            findings.feature_lines.extend(incidents.into_iter().map(|it| it.0));
            return findings;
        }
        findings.features = feature::locations(parsed, &points, options, feature::of);
        for (feature, account) in feature::incidents(parsed, &points, feature::of) {
            findings.accounts.push((findings.features.len(), account));
            findings.features.push(feature);
        }
        for feature in &mut findings.features {
            keep(feature, kept);
        }
        if content == Content::FeatureLines {
            findings.feature_lines = findings.features.iter().filter_map(FeatureLine::of_feature).collect();
            findings.features.clear();
            findings.accounts.clear();
        }
        if content == Content::Everything {
            findings.features.extend(feature::unlocated(parsed, &points));
            findings.features.extend(rows::mentions(parsed, &points));
            let document = rows::document(parsed, &findings.features);
            findings.features.push(document);
        }
        findings
    }

    /// What a document gives that could not be read: nothing, and in JSON lines why.
    ///
    /// ```
    /// use dateline::layer::{Content, Findings};
    ///
    /// let findings = Findings::failed("7", "not JSON", Content::DocumentLine);
    /// assert_eq!(findings.line, r#"{"id":"7","mentions":[],"incidents":[],"error":"not JSON"}"#);
    /// ```
    #[must_use]
    pub fn failed(id: &str, why: &str, content: Content) -> Self {
        let record = DocumentRecord {
            id,
            url: None,
            kept: None,
            mentions: Vec::new(),
            phrases: Vec::new(),
            incidents: Vec::new(),
            error: Some(why.to_owned()),
        };
        let line = if content.is_line() { to_line(&record) } else { String::new() };
        let features =
            if content == Content::Everything { vec![rows::failed_document(id, why)] } else { Vec::new() };
        let tally = Tally { documents: 1, failed: 1, ..Tally::default() };
        Self { document_id: id.to_owned(), features, line, tally, ..Self::default() }
    }

    /// How many of the features are points on the map.
    #[must_use]
    pub fn drawn(&self) -> usize {
        let features = self.features.iter().filter(|it| Layer::of(it).is_some_and(Layer::is_drawn)).count();
        features + self.feature_lines.iter().filter(|it| it.layer().is_drawn()).count()
    }
}

/// Gives a Feature the fields that travel: flat, and never in the place of one of its own.
fn keep(feature: &mut Feature, kept: &Map<String, Value>) {
    let properties = feature.properties.get_or_insert_with(Map::new);
    for (name, value) in kept {
        let value = match value {
            Value::Array(_) | Value::Object(_) => Value::String(value.to_string()),
            scalar => scalar.clone(),
        };
        properties.entry(name.as_str()).or_insert(value);
    }
}

fn to_line(record: &impl Serialize) -> String {
    serde_json::to_string(record).unwrap_or_default()
}

/// How much was found in some documents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tally {
    /// Documents, also those that could not be read.
    pub documents: u64,
    /// Documents that could not be read.
    pub failed: u64,
    /// Mentions of places, demonyms among them.
    pub mentions: u64,
    /// Mentions whose place was decided.
    pub resolved: u64,
    /// Incidents that have a place.
    pub incidents: u64,
    /// Incidents that have none, which stay off the map.
    pub unplaced: u64,
}

impl Tally {
    fn of(parsed: &Geoparsed<'_, '_>) -> Self {
        let count = |it: usize| it as u64;
        let placed = parsed.incidents().iter().filter(|it| Spot::of(it, parsed).is_some()).count();
        Self {
            documents: 1,
            failed: 0,
            mentions: count(parsed.mentions().len()),
            resolved: count(parsed.mentions().filter(|(_, it)| it.outcome == Outcome::Resolved).count()),
            incidents: count(placed),
            unplaced: count(parsed.incidents().len() - placed),
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.documents += other.documents;
        self.failed += other.failed;
        self.mentions += other.mentions;
        self.resolved += other.resolved;
        self.incidents += other.incidents;
        self.unplaced += other.unplaced;
    }
}

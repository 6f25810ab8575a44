//! The shapes that are written: the only types whose JSON is promised. [`FIELDS`](super::FIELDS) says
//! what each field means.

#![allow(missing_docs, reason = "`FIELDS` says what each field means, and a test that it names all")]

use serde::Serialize;
use serde_json::{Map, Value};

/// Properties of a GeoJSON Feature of a location, incident or event; fields that do not apply are `null`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct FeatureProperties<'a> {
    pub layer: &'static str,
    pub name: Option<String>,
    pub relation: Option<&'static str>,
    #[serde(rename = "type")]
    pub incident_type: Option<&'static str>,
    pub event_type: Option<&'static str>,
    pub ucdp_violence: Option<u8>,
    pub plover: Option<&'static str>,
    pub cameo: Option<&'static str>,
    pub stage: Option<&'static str>,
    pub date_start: Option<String>,
    pub date_end: Option<String>,
    pub date_text: Option<String>,
    pub date_prec: Option<u8>,
    pub location: Option<String>,
    pub country: Option<String>,
    pub country_name: Option<&'a str>,
    pub iso3: Option<&'a str>,
    pub iso_numeric: Option<u16>,
    pub admin1: Option<&'a str>,
    pub admin2: Option<&'a str>,
    pub place_id: Option<&'a str>,
    pub geonameid: Option<u64>,
    pub feature_class: Option<String>,
    pub feature_code: Option<String>,
    pub geo_precision: Option<&'static str>,
    pub where_prec: Option<u8>,
    pub uncertainty_km: Option<f64>,
    pub confidence: f64,
    pub fatalities: Option<u32>,
    pub fatalities_low: Option<u32>,
    pub fatalities_high: Option<u32>,
    pub injuries: Option<u32>,
    pub injuries_low: Option<u32>,
    pub injuries_high: Option<u32>,
    pub missing: Option<u32>,
    pub missing_low: Option<u32>,
    pub missing_high: Option<u32>,
    pub kidnapped: Option<u32>,
    pub kidnapped_low: Option<u32>,
    pub kidnapped_high: Option<u32>,
    pub arrested: Option<u32>,
    pub arrested_low: Option<u32>,
    pub arrested_high: Option<u32>,
    pub displaced: Option<u32>,
    pub displaced_low: Option<u32>,
    pub displaced_high: Option<u32>,
    pub perpetrators: Option<String>,
    pub claimed_by: Option<String>,
    pub denied_by: Option<String>,
    pub targets: Option<String>,
    pub weapons: Option<String>,
    pub trigger: Option<String>,
    pub kind: Option<&'static str>,
    pub usage: Option<&'static str>,
    pub text: Option<String>,
    pub mentions_count: Option<usize>,
    pub quote: Option<String>,
    pub quotes: Option<String>,
    pub start: usize,
    pub end: usize,
    pub offsets: String,
    pub incident_id: Option<String>,
    pub event_id: Option<String>,
    pub reports_count: Option<usize>,
    pub reports: Option<String>,
    pub sources: Option<String>,
    pub document_id: &'a str,
    pub title: Option<&'a str>,
    pub source: Option<&'a str>,
    pub url: Option<&'a str>,
    pub published: Option<String>,
    #[serde(rename = "marker-color")]
    pub marker_color: &'static str,
    #[serde(rename = "marker-size")]
    pub marker_size: &'static str,
    #[serde(rename = "marker-symbol")]
    pub marker_symbol: &'static str,
}

/// Properties of a row of the layer `mentions`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct MentionProperties<'a> {
    pub layer: &'static str,
    pub name: Option<&'a str>,
    pub country: Option<String>,
    pub country_name: Option<&'a str>,
    pub iso3: Option<&'a str>,
    pub admin1: Option<&'a str>,
    pub admin2: Option<&'a str>,
    pub place_id: Option<&'a str>,
    pub geonameid: Option<u64>,
    pub feature_class: Option<String>,
    pub feature_code: Option<String>,
    pub geo_precision: Option<&'static str>,
    pub uncertainty_km: Option<f64>,
    pub confidence: f64,
    pub kind: &'static str,
    pub usage: &'static str,
    pub status: &'static str,
    pub reason: Option<&'static str>,
    pub text: String,
    pub quote: String,
    pub start: usize,
    pub end: usize,
    pub document_id: &'a str,
    pub title: Option<&'a str>,
    pub source: Option<&'a str>,
    pub url: Option<&'a str>,
    pub published: Option<String>,
}

/// Properties of a row of the layer `documents`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct DocumentProperties<'a> {
    pub layer: &'static str,
    pub document_id: &'a str,
    pub title: Option<&'a str>,
    pub source: Option<&'a str>,
    pub url: Option<&'a str>,
    pub published: Option<String>,
    pub locations_count: usize,
    pub incidents_count: usize,
    pub error: Option<&'a str>,
}

/// Properties of an area of the layer `uncertainty`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct UncertaintyProperties<'a> {
    pub layer: &'static str,
    pub name: Option<&'a str>,
    pub geo_precision: Option<&'a str>,
    pub uncertainty_km: f64,
    pub document_id: Option<&'a str>,
}

/// One line of JSON lines: everything found in one document.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct DocumentRecord<'a> {
    pub id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kept: Option<&'a Map<String, Value>>,
    pub mentions: Vec<MentionRecord<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub phrases: Vec<PhraseRecord<'a>>,
    pub incidents: Vec<IncidentRecord<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

/// A mention in a line of JSON lines.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct MentionRecord<'a> {
    pub start: usize,
    pub end: usize,
    pub text: &'a str,
    pub kind: &'static str,
    pub usage: &'static str,
    pub status: &'static str,
    pub reason: Option<&'static str>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub geonameid: Option<u64>,
    pub place_id: Option<&'a str>,
    pub name: Option<&'a str>,
    pub country: Option<String>,
    pub admin1: Option<&'a str>,
    pub feature_code: Option<String>,
    pub confidence: f64,
    pub geo_precision: Option<&'static str>,
    pub uncertainty_km: Option<f64>,
}

/// Words of space around mentions, in a line of JSON lines.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PhraseRecord<'a> {
    pub start: usize,
    pub end: usize,
    pub text: &'a str,
    pub relation: &'static str,
    pub mention_numbers: &'a [usize],
    pub lat: f64,
    pub lon: f64,
    pub geo_precision: &'static str,
    pub uncertainty_km: f64,
}

/// An incident in a line of JSON lines.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct IncidentRecord<'a> {
    #[serde(rename = "type")]
    pub incident_type: &'static str,
    pub event_type: &'static str,
    pub ucdp_violence: Option<u8>,
    pub plover: Option<&'static str>,
    pub cameo: Option<&'static str>,
    pub stage: &'static str,
    pub date_start: Option<String>,
    pub date_end: Option<String>,
    pub date_text: Option<String>,
    pub date_prec: Option<u8>,
    pub location: Vec<&'a str>,
    pub relation: Option<&'static str>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub place_id: Option<&'a str>,
    pub geonameid: Option<u64>,
    pub country: Option<String>,
    pub geo_precision: Option<&'static str>,
    pub where_prec: Option<u8>,
    pub uncertainty_km: Option<f64>,
    pub fatalities: Option<u32>,
    pub fatalities_low: Option<u32>,
    pub fatalities_high: Option<u32>,
    pub injuries: Option<u32>,
    pub injuries_low: Option<u32>,
    pub injuries_high: Option<u32>,
    pub missing: Option<u32>,
    pub missing_low: Option<u32>,
    pub missing_high: Option<u32>,
    pub kidnapped: Option<u32>,
    pub kidnapped_low: Option<u32>,
    pub kidnapped_high: Option<u32>,
    pub arrested: Option<u32>,
    pub arrested_low: Option<u32>,
    pub arrested_high: Option<u32>,
    pub displaced: Option<u32>,
    pub displaced_low: Option<u32>,
    pub displaced_high: Option<u32>,
    pub perpetrators: Vec<ActorRecord<'a>>,
    pub claimed_by: Vec<&'a str>,
    pub denied_by: Vec<&'a str>,
    pub targets: Vec<&'a str>,
    pub weapons: Vec<&'a str>,
    pub confidence: f64,
    pub trigger: &'a str,
    pub quote: &'a str,
    pub start: usize,
    pub end: usize,
}

/// Someone who did something, in a line of JSON lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ActorRecord<'a> {
    pub name: &'a str,
    pub kind: &'static str,
}

/// A place of the gazetteer, as `dateline lookup --json` prints it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PlaceRecord<'a> {
    pub place_id: &'a str,
    pub geonameid: Option<u64>,
    pub name: &'a str,
    pub matched_name: &'a str,
    pub matched_kind: &'static str,
    pub location: Vec<&'a str>,
    pub lat: f64,
    pub lon: f64,
    pub country: Option<String>,
    pub country_name: Option<&'a str>,
    pub iso3: Option<&'a str>,
    pub admin1: Option<&'a str>,
    pub admin2: Option<&'a str>,
    pub feature_class: String,
    pub feature_code: String,
    pub population: Option<u64>,
    pub geo_precision: &'static str,
    pub uncertainty_km: f64,
    pub distance_km: Option<f64>,
    pub gazetteer: String,
}

//! Reports of one event from many documents, put together: `--merge`.

use serde_json::{Value, json};

use super::{findings::Findings, unique::UniqueIds};
use crate::incident::group;

/// Findings that wait until all documents are read.
///
/// ```
/// use dateline::{
///     document::Document,
///     gazetteer::Gazetteer,
///     geoparse::Geoparser,
///     layer::{Content, Events, Findings, LayerOptions},
/// };
///
/// let gazetteer = Gazetteer::embedded();
/// let mut events = Events::default();
/// for (id, text) in [
///     ("a", "A bomb killed four people in Quetta, Pakistan, on Monday."),
///     ("b", "Six people died when a bomb exploded in Quetta, Pakistan, on Monday."),
/// ] {
///     let document = Document::from_text(text).with_id(id).with_date("2022-12-14".parse().unwrap());
///     let parsed = Geoparser::new(&gazetteer).parse(&document);
///     events.add(Findings::new(&parsed, Content::Features, &LayerOptions::new()));
/// }
/// let findings = events.finish();
/// let event = findings.last().unwrap().features.last().unwrap();
/// assert_eq!(event.property("layer").unwrap(), "event");
/// assert_eq!(event.property("reports_count").unwrap(), 2);
/// assert_eq!(event.property("fatalities").unwrap(), 6);
/// ```
#[derive(Debug, Default)]
pub struct Events {
    findings: Vec<Findings>,
    ids: UniqueIds,
}

impl Events {
    /// Adds what a document gives.
    pub fn add(&mut self, mut findings: Findings) {
        self.ids.part(&mut findings);
        self.findings.push(findings);
    }

    /// All findings, each incident with the id of its event, and last those of the events themselves.
    #[must_use]
    pub fn finish(mut self) -> Vec<Findings> {
        let mut accounts = Vec::new();
        let mut owners = Vec::new();
        for (document, findings) in self.findings.iter_mut().enumerate() {
            for (feature, account) in std::mem::take(&mut findings.accounts) {
                accounts.push(account);
                owners.push((document, feature));
            }
        }
        let mut events = Findings::default();
        for members in group(&accounts) {
            // Named after the report that was out first, so that reports that come later change nothing.
            let eldest = members.iter().map(|it| &accounts[*it]).min_by_key(|it| (it.published, &it.id));
            let Some(eldest) = eldest else { continue };
            let id = format!("event:{}", eldest.id);
            let mut reports = Vec::new();
            for (document, feature) in members.iter().map(|it| owners[*it]) {
                if let Some(feature) = self.findings[document].features.get_mut(feature) {
                    feature.set_property("event_id", id.clone());
                    reports.push(feature.clone());
                }
            }
            events.features.extend(event(&id, &reports));
        }
        self.findings.push(events);
        self.findings
    }
}

/// Columns of people, each with its fewest and most.
const TOLLS: [&str; 6] = ["fatalities", "injuries", "missing", "kidnapped", "arrested", "displaced"];

/// The Feature of an event: its surest report, with what the others add.
fn event(id: &str, reports: &[geojson::Feature]) -> Option<geojson::Feature> {
    let number = |it: &geojson::Feature, key: &str| it.property(key).and_then(Value::as_f64);
    let best = reports.iter().max_by(|one, other| {
        // The narrower place and day tell more than the surer reading.
        let rank = |it: &geojson::Feature| {
            let narrow = |key| -number(it, key).unwrap_or(9.0);
            (narrow("where_prec") + narrow("date_prec"), number(it, "confidence").unwrap_or(0.0))
        };
        rank(one).0.total_cmp(&rank(other).0).then(rank(one).1.total_cmp(&rank(other).1))
    })?;
    let mut event = best.clone();
    event.id = Some(geojson::feature::Id::String(id.to_owned()));
    for toll in TOLLS {
        let all = |key: &str| reports.iter().filter_map(|it| it.property(key)?.as_u64()).collect::<Vec<_>>();
        let (bests, lows, highs) = (all(toll), all(&format!("{toll}_low")), all(&format!("{toll}_high")));
        let figure = |it: Option<&u64>| it.map_or(Value::Null, |it| json!(it));
        // The last word on a toll is most often the highest.
        event.set_property(toll, figure(bests.iter().max()));
        event.set_property(format!("{toll}_low"), figure(lows.iter().min()));
        let open = reports.iter().any(|it| {
            it.property(format!("{toll}_low")).is_some_and(|it| !it.is_null())
                && it.property(format!("{toll}_high")).is_none_or(Value::is_null)
        });
        event.set_property(
            format!("{toll}_high"),
            if open { Value::Null } else { figure(highs.iter().max()) },
        );
    }
    for list in ["perpetrators", "claimed_by", "denied_by", "targets", "weapons"] {
        event.set_property(list, joined(reports, list));
    }
    let confidence = reports.iter().filter_map(|it| number(it, "confidence")).fold(0.0, f64::max);
    event.set_property("confidence", confidence);
    event.set_property("layer", "event");
    event.set_property("event_id", id);
    event.set_property("incident_id", Value::Null);
    event.set_property("reports_count", reports.len());
    event.set_property("reports", joined(reports, "incident_id"));
    event.set_property("sources", joined(reports, "source"));
    event.set_property("quotes", joined(reports, "quote"));
    Some(event)
}

/// Different values of a column, in the order of the reports; null for none.
fn joined(reports: &[geojson::Feature], column: &str) -> Value {
    let mut values: Vec<&str> = Vec::new();
    for value in reports.iter().filter_map(|it| it.property(column)?.as_str()) {
        for value in value.split("; ").filter(|it| !it.is_empty()) {
            if !values.contains(&value) {
                values.push(value);
            }
        }
    }
    if values.is_empty() { Value::Null } else { json!(values.join("; ")) }
}

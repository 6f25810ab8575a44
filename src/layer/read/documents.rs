//! The documents that the rows of a layer come from, each once.

use std::collections::HashMap;

use geojson::Feature;
use serde_json::Value;

use crate::layer::{layers::Layer, properties::DocumentProperties, rows};

/// What is known of each document, in the order they are met.
#[derive(Debug, Default)]
pub(super) struct Documents {
    met: HashMap<String, usize>,
    all: Vec<Known>,
}

/// What rows say of their document.
#[derive(Debug, Default)]
struct Known {
    id: String,
    title: Option<String>,
    source: Option<String>,
    url: Option<String>,
    published: Option<String>,
    locations: usize,
    incidents: usize,
    /// Has it a row of its own already?
    told: bool,
    error: Option<String>,
}

impl Documents {
    /// Takes note of a row.
    pub(super) fn count(&mut self, feature: &Feature) {
        let words = |key: &str| feature.property(key).and_then(Value::as_str);
        let Some(id) = words("document_id") else { return };
        let known = self.known(id);
        match Layer::of(feature) {
            Some(Layer::Locations) => known.locations += 1,
            Some(Layer::Incidents | Layer::Unlocated) => known.incidents += 1,
            Some(Layer::Documents) => known.told = true,
            _ => {}
        }
        let fill = |to: &mut Option<String>, from: Option<&str>| {
            if to.is_none() {
                *to = from.map(ToOwned::to_owned);
            }
        };
        fill(&mut known.title, words("title"));
        fill(&mut known.source, words("source"));
        fill(&mut known.url, words("url"));
        fill(&mut known.published, words("published"));
    }

    /// Takes note of a line of JSON lines: that its document was read, or why it was not.
    pub(super) fn failed(&mut self, record: &Value) {
        let Some(id) = record["id"].as_str() else { return };
        let error = record["error"].as_str().map(ToOwned::to_owned);
        self.known(id).error = error;
    }

    fn known(&mut self, id: &str) -> &mut Known {
        let at = match self.met.get(id) {
            Some(at) => *at,
            None => {
                self.met.insert(id.to_owned(), self.all.len());
                self.all.push(Known { id: id.to_owned(), ..Known::default() });
                self.all.len() - 1
            }
        };
        &mut self.all[at]
    }

    /// A row for each document that has none yet.
    pub(super) fn rows(self) -> Vec<Feature> {
        let untold = self.all.into_iter().filter(|it| !it.told);
        untold
            .map(|it| {
                if let Some(why) = it.error {
                    return rows::failed_document(&it.id, &why);
                }
                rows::document_row(&DocumentProperties {
                    layer: "document",
                    document_id: &it.id,
                    title: it.title.as_deref(),
                    source: it.source.as_deref(),
                    url: it.url.as_deref(),
                    published: it.published,
                    locations_count: it.locations,
                    incidents_count: it.incidents,
                    error: None,
                })
            })
            .collect()
    }
}

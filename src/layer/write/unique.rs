//! Ids of Features stay unique in a file even where two documents bear the same id.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
};

use geojson::feature::Id;

use crate::layer::findings::Findings;

/// How often each document id was met; a document costs sixteen bytes, not its id.
#[derive(Debug, Default)]
pub(super) struct UniqueIds {
    met: HashMap<u64, u32>,
}

impl UniqueIds {
    /// Appends `~2` to the ids of Features of the second document of an id, and so on.
    pub(super) fn part(&mut self, findings: &mut Findings) {
        if findings.features.is_empty() {
            return;
        }
        let mut hasher = DefaultHasher::new();
        findings.document_id.hash(&mut hasher);
        let count = self.met.entry(hasher.finish()).or_insert(0);
        *count += 1;
        if *count > 1 {
            for feature in &mut findings.features {
                if let Some(Id::String(id)) = &mut feature.id {
                    id.push_str(&format!("~{count}"));
                }
            }
        }
    }
}

//! Ids of Features stay unique in a file even where two documents bear the same id.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
};

use geojson::{Feature, feature::Id};
use serde_json::Value;

use super::findings::Findings;

/// How often each document id was met; a document costs sixteen bytes, not its id.
#[derive(Debug, Default)]
pub(super) struct UniqueIds {
    met: HashMap<u64, u32>,
}

impl UniqueIds {
    /// Appends `~2` to the ids of Features of the second document of an id, and so on; once for each findings.
    pub(super) fn part(&mut self, findings: &mut Findings) {
        let is_empty = findings.features.is_empty() && findings.feature_lines.is_empty();
        if is_empty || std::mem::replace(&mut findings.has_unique_ids, true) {
            return;
        }
        let mut hasher = DefaultHasher::new();
        findings.document_id.hash(&mut hasher);
        let count = self.met.entry(hasher.finish()).or_insert(0);
        *count += 1;
        if *count > 1 {
            let mark = format!("~{count}");
            findings.features.iter_mut().for_each(|it| mark_ids(it, &mark));
            findings.feature_lines.iter_mut().for_each(|it| it.change(|it| mark_ids(it, &mark)));
            for (_, account) in &mut findings.accounts {
                account.id.push_str(&mark);
            }
        }
    }
}

/// Appends a mark to a Feature's id, also where an incident names it.
fn mark_ids(feature: &mut Feature, mark: &str) {
    let Some(Id::String(id)) = &mut feature.id else { return };
    id.push_str(mark);
    let id = id.clone();
    if feature.property("incident_id").is_some_and(Value::is_string) {
        feature.set_property("incident_id", id);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of_document(id: &str) -> Findings {
        let mut feature = Feature { id: Some(Id::String(format!("{id}#incident:7"))), ..Feature::default() };
        feature.set_property("incident_id", format!("{id}#incident:7"));
        Findings { document_id: id.to_owned(), features: vec![feature], ..Findings::default() }
    }

    #[test]
    fn the_second_document_of_an_id_has_ids_of_its_own() {
        let mut ids = UniqueIds::default();
        let mut all = ["a", "b", "a"].map(of_document);
        for findings in &mut all {
            ids.part(findings);
            ids.part(findings);
        }
        let known = all.map(|it| it.features[0].property("incident_id").cloned());
        assert_eq!(known, ["a#incident:7", "b#incident:7", "a#incident:7~2"].map(|it| Some(json!(it))));
    }
}

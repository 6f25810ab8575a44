//! What was found in a document → what a page shows of it.

use serde::Serialize;

use super::{document_line, properties::DocumentRecord};
use crate::{geoparse::Geoparsed, resolve::Resolution, text::CodePoints};

/// Other places that are told of a mention at most.
const MOST_ALTERNATIVES: usize = 4;

/// A document as a page has it: the line of JSON lines, with the text it speaks of.
#[derive(Debug, Serialize)]
pub(super) struct PageRecord<'a> {
    title: Option<&'a str>,
    source: Option<&'a str>,
    published: Option<String>,
    text: &'a str,
    #[serde(flatten)]
    record: DocumentRecord<'a>,
    /// For each mention what else it may mean, the likeliest first.
    alternatives: Vec<Vec<Alternative>>,
}

#[derive(Debug, Serialize)]
struct Alternative {
    name: String,
    feature_code: String,
}

/// What a page shows of a document.
pub(super) fn record<'a>(parsed: &'a Geoparsed<'a, 'a>, points: &CodePoints<'_>) -> PageRecord<'a> {
    let document = parsed.document();
    PageRecord {
        title: document.title(),
        source: document.source(),
        published: document.date().map(|it| it.to_string()),
        text: document.text(),
        record: document_line::record(parsed, points),
        alternatives: parsed.mentions().map(|(_, it)| alternatives(it, parsed)).collect(),
    }
}

fn alternatives(resolution: &Resolution<'_>, parsed: &Geoparsed<'_, '_>) -> Vec<Alternative> {
    let decided = usize::from(resolution.chosen().is_some());
    let others = resolution.candidates.iter().skip(decided).take(MOST_ALTERNATIVES);
    others
        .map(|it| {
            let place = it.candidate.place;
            Alternative {
                name: parsed.gazetteer().location(&place).join(", "),
                feature_code: place.feature_code.as_str().to_owned(),
            }
        })
        .collect()
}

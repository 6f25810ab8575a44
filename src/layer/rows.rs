//! What was found in a document → rows that are not on the map: its mentions, the document itself.

use geojson::Feature;

use super::{
    feature::feature,
    layers::Layer,
    properties::{DocumentProperties, MentionProperties},
    quote,
    whereabouts::{Whereabouts, kilometres, share},
};
use crate::{geoparse::Geoparsed, recognize::Mention, resolve::Resolution, text::CodePoints};

/// One row for each mention, resolved or not; only those resolved have a point.
pub(super) fn mentions(parsed: &Geoparsed<'_, '_>, points: &CodePoints<'_>) -> Vec<Feature> {
    parsed.mentions().map(|(it, resolution)| mention(it, resolution, parsed, points)).collect()
}

fn mention(
    mention: &Mention,
    resolution: &Resolution<'_>,
    parsed: &Geoparsed<'_, '_>,
    points: &CodePoints<'_>,
) -> Feature {
    let document = parsed.document();
    let range = points.range(mention.span);
    let chosen = resolution.chosen().map(|it| Whereabouts::of(it.candidate.place, parsed.gazetteer()));
    let footprint = chosen.as_ref().and(resolution.footprint);
    let place = chosen.as_ref().map(|it| it.place);
    let properties = MentionProperties {
        layer: "mention",
        name: place.map(|it| it.name),
        country: chosen.as_ref().and_then(|it| it.country.clone()),
        country_name: chosen.as_ref().and_then(|it| it.country_name),
        iso3: chosen.as_ref().and_then(|it| it.iso3),
        admin1: chosen.as_ref().and_then(|it| it.admin1),
        admin2: chosen.as_ref().and_then(|it| it.admin2),
        place_id: place.map(|it| it.id),
        geonameid: place.and_then(|it| it.geoname_id).map(|it| it.0),
        feature_class: place.map(|it| it.feature_class.letter().to_string()),
        feature_code: place.map(|it| it.feature_code.as_str().to_owned()),
        geo_precision: footprint.map(|it| it.precision.as_str()),
        uncertainty_km: footprint.map(|it| kilometres(it.uncertainty_km)),
        confidence: share(resolution.confidence.value()),
        kind: mention.kind.as_str(),
        usage: mention.usage.as_str(),
        status: resolution.outcome.as_str(),
        reason: resolution.outcome.reason().map(|it| it.as_str()),
        text: quote::folded(mention.span.of(document.text())),
        quote: quote::around(mention.span, parsed.tokens()),
        start: range.start,
        end: range.end,
        document_id: document.id(),
        title: document.title(),
        source: document.source(),
        url: document.url(),
        published: document.date().map(|it| it.to_string()),
    };
    let id = format!("{}#mention:{}", document.id(), range.start);
    feature(id, footprint.map(|it| it.point), &properties)
}

/// The row of the document itself, with how many rows it has in the layers of places and incidents.
pub(super) fn document(parsed: &Geoparsed<'_, '_>, features: &[Feature]) -> Feature {
    let document = parsed.document();
    let count = |layers: &[Layer]| {
        features.iter().filter(|it| Layer::of(it).is_some_and(|it| layers.contains(&it))).count()
    };
    document_row(&DocumentProperties {
        layer: "document",
        document_id: document.id(),
        title: document.title(),
        source: document.source(),
        url: document.url(),
        published: document.date().map(|it| it.to_string()),
        locations_count: count(&[Layer::Locations]),
        incidents_count: count(&[Layer::Incidents, Layer::Unlocated]),
        error: None,
    })
}

/// The row of a document of which this is known.
pub(super) fn document_row(properties: &DocumentProperties<'_>) -> Feature {
    feature(format!("{}#document", properties.document_id), None, properties)
}

/// The row of a document that could not be read.
pub(super) fn failed_document(id: &str, why: &str) -> Feature {
    let properties = DocumentProperties {
        layer: "document",
        document_id: id,
        error: Some(why),
        ..DocumentProperties::default()
    };
    feature(format!("{id}#document"), None, &properties)
}

//! What was found in a document → its line of JSON lines.

use super::{
    properties::{ActorRecord, DocumentRecord, IncidentRecord, MentionRecord, PhraseRecord},
    quote,
    spot::Spot,
    when::When,
    whereabouts::{self, Whereabouts, kilometres, position, share},
};
use crate::{
    geoparse::Geoparsed,
    incident::{Incident, Toll},
    recognize::Mention,
    resolve::Resolution,
    spatial::SpatialPhrase,
    text::CodePoints,
};

/// Everything found in a document.
pub(super) fn record<'a>(parsed: &'a Geoparsed<'a, 'a>, points: &CodePoints<'_>) -> DocumentRecord<'a> {
    DocumentRecord {
        id: parsed.document().id(),
        url: parsed.document().url(),
        kept: Some(parsed.document().kept()).filter(|it| !it.is_empty()),
        mentions: parsed.mentions().map(|(it, resolution)| mention(it, resolution, parsed, points)).collect(),
        phrases: parsed.spatial_phrases().iter().map(|it| phrase(it, parsed, points)).collect(),
        incidents: parsed.incidents().iter().map(|it| incident(it, parsed, points)).collect(),
        error: None,
    }
}

fn mention<'a>(
    mention: &Mention,
    resolution: &Resolution<'a>,
    parsed: &'a Geoparsed<'a, 'a>,
    points: &CodePoints<'_>,
) -> MentionRecord<'a> {
    let range = points.range(mention.span);
    let chosen = resolution.chosen().map(|it| Whereabouts::of(it.candidate.place, parsed.gazetteer()));
    let footprint = chosen.as_ref().and(resolution.footprint);
    let place = chosen.as_ref().map(|it| it.place);
    let coordinates = footprint.map(|it| position(it.point));
    MentionRecord {
        start: range.start,
        end: range.end,
        text: mention.span.of(parsed.document().text()),
        kind: mention.kind.as_str(),
        usage: mention.usage.as_str(),
        status: resolution.outcome.as_str(),
        reason: resolution.outcome.reason().map(|it| it.as_str()),
        lat: coordinates.map(|it| it[1]),
        lon: coordinates.map(|it| it[0]),
        geonameid: place.and_then(|it| it.geoname_id).map(|it| it.0),
        place_id: place.map(|it| it.id),
        name: place.map(|it| it.name),
        country: chosen.as_ref().and_then(|it| it.country.clone()),
        admin1: chosen.as_ref().and_then(|it| it.admin1),
        feature_code: place.map(|it| it.feature_code.as_str().to_owned()),
        confidence: share(resolution.confidence.value()),
        geo_precision: footprint.map(|it| it.precision.as_str()),
        uncertainty_km: footprint.map(|it| kilometres(it.uncertainty_km)),
    }
}

fn phrase<'a>(
    phrase: &'a SpatialPhrase,
    parsed: &'a Geoparsed<'a, 'a>,
    points: &CodePoints<'_>,
) -> PhraseRecord<'a> {
    let range = points.range(phrase.span);
    let [lon, lat] = position(phrase.footprint.point);
    PhraseRecord {
        start: range.start,
        end: range.end,
        text: phrase.span.of(parsed.document().text()),
        relation: phrase.relation.as_str(),
        mention_numbers: &phrase.mentions,
        lat,
        lon,
        geo_precision: phrase.footprint.precision.as_str(),
        uncertainty_km: kilometres(phrase.footprint.uncertainty_km),
    }
}

fn incident<'a>(
    incident: &'a Incident,
    parsed: &'a Geoparsed<'a, 'a>,
    points: &CodePoints<'_>,
) -> IncidentRecord<'a> {
    let text = parsed.document().text();
    let spot = Spot::of(incident, parsed);
    let when = When::of(&incident.when);
    let quote = quote::of_incident(incident.quotes.first(), incident.trigger, parsed.tokens());
    let range = points.range(quote);
    let coordinates = spot.as_ref().map(|it| position(it.footprint.point));
    let Toll { killed, injured, missing, kidnapped, arrested, displaced, .. } = incident.toll.clone();
    let location = match &spot {
        Some(spot) => whereabouts::with_finer(incident, parsed, spot.names()),
        None => {
            let named = incident.finer.iter().chain(&incident.places);
            let mentions = named.filter_map(|it| parsed.mention(*it));
            mentions.map(|(it, _)| it.span.of(text)).collect()
        }
    };
    let first = spot.as_ref().map(|it| &it.first);
    IncidentRecord {
        incident_type: incident.kind.label,
        event_type: incident.kind.event_type.as_str(),
        ucdp_violence: incident.ucdp_violence(),
        plover: incident.plover(),
        cameo: incident.cameo(),
        stage: incident.stage.as_str(),
        date_start: when.start,
        date_end: when.end,
        date_text: incident.when.evidence.map(|it| quote::folded(it.of(text))),
        date_prec: when.precision,
        location,
        relation: spot.as_ref().and_then(|it| Some(it.phrase.as_ref()?.relation.as_str())),
        lat: coordinates.map(|it| it[1]),
        lon: coordinates.map(|it| it[0]),
        place_id: first.map(|it| it.place.id),
        geonameid: first.and_then(|it| it.place.geoname_id).map(|it| it.0),
        country: first.and_then(|it| it.country.clone()),
        geo_precision: spot.as_ref().map(|it| it.footprint.precision.as_str()),
        where_prec: spot.as_ref().map(Spot::where_precision),
        uncertainty_km: spot.as_ref().map(|it| kilometres(it.footprint.uncertainty_km)),
        fatalities: killed.and_then(|it| it.best),
        fatalities_low: killed.map(|it| it.low),
        fatalities_high: killed.and_then(|it| it.high),
        injuries: injured.and_then(|it| it.best),
        injuries_low: injured.map(|it| it.low),
        injuries_high: injured.and_then(|it| it.high),
        missing: missing.and_then(|it| it.best),
        missing_low: missing.map(|it| it.low),
        missing_high: missing.and_then(|it| it.high),
        kidnapped: kidnapped.and_then(|it| it.best),
        kidnapped_low: kidnapped.map(|it| it.low),
        kidnapped_high: kidnapped.and_then(|it| it.high),
        arrested: arrested.and_then(|it| it.best),
        arrested_low: arrested.map(|it| it.low),
        arrested_high: arrested.and_then(|it| it.high),
        displaced: displaced.and_then(|it| it.best),
        displaced_low: displaced.map(|it| it.low),
        displaced_high: displaced.and_then(|it| it.high),
        perpetrators: incident
            .perpetrators
            .iter()
            .map(|it| ActorRecord { name: &it.name, kind: it.kind.as_str() })
            .collect(),
        claimed_by: incident.perpetrators.iter().filter(|it| it.claimed).map(|it| it.name.as_str()).collect(),
        denied_by: incident.denials.iter().map(|it| it.name.as_str()).collect(),
        targets: incident.targets.iter().map(|it| it.text.as_str()).collect(),
        weapons: incident.weapons.iter().map(|it| it.text.as_str()).collect(),
        confidence: share(incident.confidence.value()),
        trigger: incident.trigger.of(text),
        quote: quote.of(text),
        start: range.start,
        end: range.end,
    }
}

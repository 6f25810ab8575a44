//! What was found in a document → GeoJSON Features: one a place, one an incident.

use std::collections::HashMap;

use geo::Point;
use geojson::{Feature, Geometry, feature::Id};
use serde::Serialize;

use super::{
    findings::LayerOptions,
    properties::FeatureProperties,
    quote,
    spot::Spot,
    style,
    when::When,
    whereabouts::{self, Whereabouts, kilometres, position, share},
};
use crate::{
    gazetteer::{GeoPrecision, Place, PlaceIndex},
    geoparse::Geoparsed,
    incident::{Account, Actor, Incident, Toll, Words},
    recognize::{Mention, MentionKind, Usage},
    resolve::{Footprint, Resolution},
    spatial::SpatialPhrase,
    text::{CodePoints, Span},
};

/// Most quotes a place has; the count of its mentions is always whole.
const MOST_QUOTES: usize = 5;

/// Most spans that `offsets` lists.
const MOST_OFFSETS: usize = 100;

/// Most different wordings that `text` lists.
const MOST_WORDINGS: usize = 10;

/// Makes what stands for a Feature of its id, its point and its properties.
pub(super) type Make<T> = fn(String, Option<Point>, &FeatureProperties<'_>) -> T;

/// One Feature for each place that the document's mentions resolve to, in order of first mention.
pub(super) fn locations<T>(
    parsed: &Geoparsed<'_, '_>,
    points: &CodePoints<'_>,
    options: &LayerOptions,
    make: Make<T>,
) -> Vec<T> {
    let mut groups: Vec<Location<'_, '_>> = Vec::new();
    let mut known: HashMap<PlaceIndex, usize> = HashMap::new();
    for (mention, resolution) in parsed.mentions() {
        let (Some(chosen), Some(footprint)) = (resolution.chosen(), resolution.footprint) else { continue };
        let hidden = mention.kind == MentionKind::Language;
        if hidden || mention.kind == MentionKind::Demonym && !options.demonyms {
            continue;
        }
        let place = chosen.candidate.place;
        let at = *known.entry(place.index).or_insert_with(|| {
            groups.push(Location { place, footprint, mentions: Vec::new() });
            groups.len() - 1
        });
        groups[at].mentions.push((mention, resolution));
    }
    let mut features: Vec<T> = groups.iter().map(|it| it.feature(parsed, points, make)).collect();
    let phrases = parsed.spatial_phrases().iter().filter(|it| it.relation.leaves_place());
    features.extend(phrases.filter_map(|it| phrase(it, parsed, points, make)));
    features
}

/// The Feature of a spot that words of space lead to, named by them.
fn phrase<T>(
    phrase: &SpatialPhrase,
    parsed: &Geoparsed<'_, '_>,
    points: &CodePoints<'_>,
    make: Make<T>,
) -> Option<T> {
    let (mention, resolution) = parsed.mention(*phrase.mentions.first()?)?;
    let words = quote::folded(phrase.span.of(parsed.document().text()));
    let whereabouts = Whereabouts::of(resolution.chosen()?.candidate.place, parsed.gazetteer());
    let marker = style::location(mention.usage);
    let properties = FeatureProperties {
        layer: "location",
        name: Some(words.clone()),
        relation: Some(phrase.relation.as_str()),
        kind: Some(mention.kind.as_str()),
        usage: Some(mention.usage.as_str()),
        confidence: share(resolution.confidence.value()),
        text: Some(words),
        mentions_count: Some(1),
        quotes: Some(quote::around(phrase.span, parsed.tokens())),
        marker_color: marker.color,
        marker_size: marker.size,
        marker_symbol: marker.symbol,
        ..common(parsed, points, Some((&whereabouts, &phrase.footprint)), &[phrase.span])
    };
    let start = points.before(phrase.span.start());
    let id = format!("{}#phrase:{start}", parsed.document().id());
    Some(make(id, Some(phrase.footprint.point), &properties))
}

/// The mentions of one place.
struct Location<'r, 'g> {
    place: Place<'g>,
    footprint: Footprint,
    mentions: Vec<(&'r Mention, &'r Resolution<'g>)>,
}

impl<'g> Location<'_, 'g> {
    fn feature<T>(&self, parsed: &Geoparsed<'_, 'g>, points: &CodePoints<'_>, make: Make<T>) -> T {
        let document = parsed.document();
        let spans: Vec<Span> = self.mentions.iter().map(|(mention, _)| mention.span).collect();
        let literal = self.mentions.iter().any(|(mention, _)| mention.usage == Usage::Literal);
        let usage = if literal { Usage::Literal } else { Usage::Associative };
        let kinds = self.mentions.iter().map(|(mention, _)| mention.kind);
        // A toponym says most of the place, an organisation's name and a demonym less.
        let kind = [MentionKind::Toponym, MentionKind::Organisation]
            .into_iter()
            .find(|it| kinds.clone().any(|kind| kind == *it))
            .unwrap_or(MentionKind::Demonym);
        let confidence = self.mentions.iter().map(|(_, it)| it.confidence.value()).fold(0.0, f64::max);
        let mut quotes: Vec<String> = Vec::new();
        for span in &spans {
            let words = quote::around(*span, parsed.tokens());
            if quotes.len() < MOST_QUOTES && !quotes.contains(&words) {
                quotes.push(words);
            }
            if quotes.len() == MOST_QUOTES {
                break;
            }
        }
        let mut wordings: Vec<String> = Vec::new();
        for span in spans.iter().take(MOST_OFFSETS) {
            let words = quote::folded(span.of(document.text()));
            if wordings.len() < MOST_WORDINGS && !wordings.contains(&words) {
                wordings.push(words);
            }
        }
        let whereabouts = Whereabouts::of(self.place, parsed.gazetteer());
        let marker = style::location(usage);
        let properties = FeatureProperties {
            layer: "location",
            kind: Some(kind.as_str()),
            usage: Some(usage.as_str()),
            confidence: share(confidence),
            text: joined(&wordings),
            mentions_count: Some(spans.len()),
            quotes: joined(&quotes),
            marker_color: marker.color,
            marker_size: marker.size,
            marker_symbol: marker.symbol,
            ..common(parsed, points, Some((&whereabouts, &self.footprint)), &spans)
        };
        let id = format!("{}#place:{}", document.id(), self.place.id);
        make(id, Some(self.footprint.point), &properties)
    }
}

/// One Feature for each incident that has a place, and what of it can be compared with others.
pub(super) fn incidents<T>(
    parsed: &Geoparsed<'_, '_>,
    points: &CodePoints<'_>,
    make: Make<T>,
) -> Vec<(T, Account)> {
    let mut ids = IncidentIds::new("incident");
    let mut features = Vec::new();
    for incident in parsed.incidents() {
        let Some(spot) = Spot::of(incident, parsed) else { continue };
        let id = ids.next(incident, parsed, points);
        let account = account(&id, incident, &spot, parsed);
        features.push((incident_feature(id, incident, Some(&spot), parsed, points, make), account));
    }
    features
}

/// One Feature without geometry for each incident that has no place.
pub(super) fn unlocated(parsed: &Geoparsed<'_, '_>, points: &CodePoints<'_>) -> Vec<Feature> {
    let mut ids = IncidentIds::new("unlocated");
    let placeless = parsed.incidents().iter().filter(|it| Spot::of(it, parsed).is_none());
    placeless.map(|it| incident_feature(ids.next(it, parsed, points), it, None, parsed, points, of)).collect()
}

/// Ids of a document's incidents, by where their triggers stand.
struct IncidentIds {
    sort: &'static str,
    told: HashMap<usize, usize>,
}

impl IncidentIds {
    fn new(sort: &'static str) -> Self {
        Self { sort, told: HashMap::new() }
    }

    fn next(&mut self, incident: &Incident, parsed: &Geoparsed<'_, '_>, points: &CodePoints<'_>) -> String {
        let start = points.before(incident.trigger.start());
        // One word may tell of two incidents: "bombings in Kabul and Herat".
        let count = self.told.entry(start).and_modify(|it| *it += 1).or_insert(1);
        let again = if *count > 1 { format!("-{count}") } else { String::new() };
        format!("{}#{}:{start}{again}", parsed.document().id(), self.sort)
    }
}

fn account(id: &str, incident: &Incident, spot: &Spot<'_>, parsed: &Geoparsed<'_, '_>) -> Account {
    let document = parsed.document();
    Account {
        id: id.to_owned(),
        document: document.id().to_owned(),
        published: document.date(),
        kind: incident.kind,
        stage: incident.stage,
        days: (incident.when.start, incident.when.end),
        point: spot.footprint.point,
        radius_km: spot.footprint.uncertainty_km,
        is_country: spot.footprint.precision >= GeoPrecision::Country,
        country: spot.first.place.country,
        toll: incident.toll.clone(),
    }
}

fn incident_feature<T>(
    id: String,
    incident: &Incident,
    spot: Option<&Spot<'_>>,
    parsed: &Geoparsed<'_, '_>,
    points: &CodePoints<'_>,
    make: Make<T>,
) -> T {
    let text = parsed.document().text();
    let when = When::of(&incident.when);
    let quote = quote::of_incident(incident.quotes.first(), incident.trigger, parsed.tokens());
    let range = points.range(quote);
    let names = |claimed: bool| {
        let named = incident.perpetrators.iter().filter(|it| it.claimed || !claimed);
        joined(&named.map(|it: &Actor| it.name.as_str()).collect::<Vec<_>>())
    };
    let Toll { killed, injured, missing, kidnapped, arrested, displaced, .. } = incident.toll.clone();
    let marker = style::incident(incident.kind.event_type);
    // Where no place was decided, what the text calls it.
    let named = || incident.finer.iter().chain(&incident.places).filter_map(|it| parsed.mention(*it));
    let words_of_place = || named().map(|(it, _)| quote::folded(it.span.of(text))).collect::<Vec<_>>();
    let properties = FeatureProperties {
        layer: "incident",
        name: spot.map_or_else(|| words_of_place().into_iter().next(), |it| Some(it.name(parsed))),
        relation: spot.and_then(|it| it.phrase.as_ref()).map(|it| it.relation.as_str()),
        incident_type: Some(incident.kind.label),
        event_type: Some(incident.kind.event_type.as_str()),
        ucdp_violence: incident.ucdp_violence(),
        plover: incident.plover(),
        cameo: incident.cameo(),
        stage: Some(incident.stage.as_str()),
        date_start: when.start,
        date_end: when.end,
        date_text: incident.when.evidence.map(|it| quote::folded(it.of(text))),
        date_prec: when.precision,
        location: match spot {
            Some(spot) => joined(&whereabouts::with_finer(incident, parsed, spot.names())),
            None => joined(&words_of_place()),
        },
        where_prec: spot.map(Spot::where_precision),
        confidence: share(incident.confidence.value()),
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
        perpetrators: names(false),
        claimed_by: names(true),
        denied_by: joined(&incident.denials.iter().map(|it| it.name.as_str()).collect::<Vec<_>>()),
        targets: joined(&words(&incident.targets)),
        weapons: joined(&words(&incident.weapons)),
        trigger: Some(quote::folded(incident.trigger.of(text))),
        quote: Some(quote::folded(quote.of(text))),
        start: range.start,
        end: range.end,
        incident_id: Some(id.clone()),
        marker_color: marker.color,
        marker_size: marker.size,
        marker_symbol: marker.symbol,
        ..common(parsed, points, spot.map(|it| (&it.first, &it.footprint)), &incident.quotes)
    };
    make(id, spot.map(|it| it.footprint.point), &properties)
}

/// The properties that both layers fill alike.
fn common<'a>(
    parsed: &Geoparsed<'a, '_>,
    points: &CodePoints<'_>,
    drawn: Option<(&Whereabouts<'a>, &Footprint)>,
    spans: &[Span],
) -> FeatureProperties<'a> {
    let document = parsed.document();
    let first = spans.first().map_or(0..0, |it| points.range(*it));
    let offsets: Vec<String> = spans.iter().take(MOST_OFFSETS).map(|it| offset(points, *it)).collect();
    let whole = FeatureProperties {
        start: first.start,
        end: first.end,
        offsets: offsets.join("; "),
        document_id: document.id(),
        title: document.title(),
        source: document.source(),
        url: document.url(),
        published: document.date().map(|it| it.to_string()),
        ..FeatureProperties::default()
    };
    let Some((whereabouts, footprint)) = drawn else { return whole };
    let place = whereabouts.place;
    FeatureProperties {
        name: Some(place.name.to_owned()),
        location: joined(&whereabouts.names()),
        country: whereabouts.country.clone(),
        country_name: whereabouts.country_name,
        iso3: whereabouts.iso3,
        iso_numeric: whereabouts.iso_numeric,
        admin1: whereabouts.admin1,
        admin2: whereabouts.admin2,
        place_id: Some(place.id),
        geonameid: place.geoname_id.map(|it| it.0),
        feature_class: Some(place.feature_class.letter().to_string()),
        feature_code: Some(place.feature_code.as_str().to_owned()),
        geo_precision: Some(footprint.precision.as_str()),
        uncertainty_km: Some(kilometres(footprint.uncertainty_km)),
        ..whole
    }
}

fn offset(points: &CodePoints<'_>, span: Span) -> String {
    let range = points.range(span);
    format!("{}-{}", range.start, range.end)
}

/// The texts of quoted words.
fn words(list: &[Words]) -> Vec<&str> {
    list.iter().map(|it| it.text.as_str()).collect()
}

/// A list as flat formats hold it; an empty one is nothing.
fn joined(list: &[impl AsRef<str>]) -> Option<String> {
    (!list.is_empty()).then(|| list.iter().map(AsRef::as_ref).collect::<Vec<_>>().join("; "))
}

/// The Feature of a location or an incident.
pub(super) fn of(id: String, point: Option<Point>, properties: &FeatureProperties<'_>) -> Feature {
    feature(id, point, properties)
}

/// A Feature of what is written, with or without a point.
pub(super) fn feature(id: String, point: Option<Point>, properties: &impl Serialize) -> Feature {
    let properties = match serde_json::to_value(properties) {
        Ok(serde_json::Value::Object(properties)) => Some(properties),
        _ => None,
    };
    Feature {
        id: Some(Id::String(id)),
        geometry: point.map(|it| Geometry::new_point(position(it))),
        properties,
        ..Feature::default()
    }
}

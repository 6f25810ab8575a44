//! How much of the places named in labelled text a gazetteer has, layer by layer.

use dateline::{
    gazetteer::{Bearer, FeatureClass, Gazetteer, GeoPrecision, tables::NameKind},
    text::{CodePoints, NameKey},
};
use geo::{Distance, Haversine, Point};

use crate::corpus::{Corpus, Toponym};

/// An entry is the gold place when it lies this near, in kilometres: the field's usual hundred miles.
const NEAR_KM: f64 = 161.0;

/// Whether a bearer of a name belongs to a layer.
type Belongs = fn(&Bearer<'_>) -> bool;

/// Layers, each added to those before it.
const LAYERS: [(&str, Belongs); 8] = [
    ("populated places by the name shown", |it| is_populated(it) && it.kind == NameKind::Primary),
    ("and by their further names", |it| is_populated(it) && it.kind != NameKind::Demonym),
    ("+ countries and territories", |it| {
        it.place.precision() == GeoPrecision::Country && it.kind != NameKind::Demonym
    }),
    ("+ continents", |it| it.place.feature_code.as_str() == "CONT" && it.kind != NameKind::Demonym),
    ("+ first-level divisions", |it| {
        it.place.feature_code.as_str() == "ADM1" && it.kind != NameKind::Demonym
    }),
    ("+ other divisions", |it| {
        it.place.feature_class == FeatureClass::Administrative && it.kind != NameKind::Demonym
    }),
    ("+ regions, waters, mountains, landmarks", |it| it.kind != NameKind::Demonym),
    ("+ demonyms: all", |_| true),
];

fn is_populated(bearer: &Bearer<'_>) -> bool {
    bearer.place.feature_class == FeatureClass::Populated
}

/// Prints a Markdown table: for each layer and corpus the share of gold toponyms with coordinates
/// that some entry of the layers so far answers by name, within reach.
pub fn print(corpora: &[Corpus], gazetteer: &Gazetteer) {
    let names: Vec<&str> = corpora.iter().map(|it| it.name).collect();
    println!("| layer | entries | {} |", names.join(" | "));
    println!("|---|--:|{}", "--:|".repeat(names.len()));
    let entries = entries(gazetteer);
    for (layer, (title, _)) in LAYERS.iter().enumerate() {
        let shares: Vec<String> =
            corpora.iter().map(|it| format!("{:.1}", share(it, layer, gazetteer) * 100.0)).collect();
        println!("| {title} | {} | {} |", entries[layer], shares.join(" | "));
    }
}

/// How many places the layers up to each have.
fn entries(gazetteer: &Gazetteer) -> Vec<usize> {
    let mut counts = vec![0; LAYERS.len()];
    for place in gazetteer.places() {
        let shown = Bearer { place, name: place.name, kind: NameKind::Primary, stop: None };
        if let Some(first) = LAYERS.iter().position(|(_, belongs)| belongs(&shown)) {
            counts[first] += 1;
        }
    }
    let mut sum = 0;
    counts.iter_mut().for_each(|it| {
        sum += *it;
        *it = sum;
    });
    counts
}

fn share(corpus: &Corpus, layer: usize, gazetteer: &Gazetteer) -> f64 {
    let (mut covered, mut all) = (0_u32, 0_u32);
    for document in &corpus.documents {
        let points = CodePoints::new(&document.text);
        for toponym in &document.toponyms {
            let (Some(lat), Some(lon)) = (toponym.lat, toponym.lon) else { continue };
            let Some(span) = points.span(toponym.start..toponym.end) else { continue };
            all += 1;
            let key = NameKey::new(span.of(&document.text));
            let covers = gazetteer.lookup(&key).any(|it| {
                LAYERS[..=layer].iter().any(|(_, belongs)| belongs(&it)) && is_gold(&it, toponym, lat, lon)
            });
            covered += u32::from(covers);
        }
    }
    f64::from(covered) / f64::from(all.max(1))
}

fn is_gold(bearer: &Bearer<'_>, toponym: &Toponym, lat: f64, lon: f64) -> bool {
    let same_number = bearer.place.geoname_id.is_some_and(|id| {
        toponym
            .geonameid
            .as_ref()
            .is_some_and(|it| it.as_str() == Some(&id.0.to_string()) || it.as_u64() == Some(id.0))
    });
    same_number || Haversine.distance(bearer.place.point, Point::new(lon, lat)) <= NEAR_KM * 1000.0
}

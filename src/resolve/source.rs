//! What do the documents of one source mostly speak of? A local paper writes "Alexandria" for its own.

use std::collections::BTreeMap;

use geo::Point;

use super::{resolution::Resolution, sphere::Direction};
use crate::{
    document::Home,
    gazetteer::{Gazetteer, GeoPrecision, Place, PlaceIndex},
};

/// Places that a profile remembers: a source's memory is bounded, however many documents it has.
const MOST_PLACES: usize = 96;
/// Places that may be the middle of what a source speaks of.
const MOST_MIDDLES: usize = 24;
/// Confidence is counted in whole parts of this, so that what was added can be taken away exactly.
const WHOLE: f64 = 1000.0;
/// Confidence, in [0, 1], below which a resolution teaches nothing.
const LEAST_CONFIDENCE: f64 = 0.5;
/// Kilometres within which places count as near the middle.
const NEAR_KM: f64 = 60.0;

/// What the documents of one source mostly speak of: places with how surely and in how many documents
/// they were named, and where the source is at home, if that is known.
///
/// It is evidence for resolution and never an answer: no mention is put at a home.
///
/// ```
/// use dateline::{document::Document, gazetteer::Gazetteer, geoparse::Geoparser, resolve::SourceProfile};
///
/// let gazetteer = Gazetteer::embedded();
/// let geoparser = Geoparser::new(&gazetteer);
/// let mut source = SourceProfile::default();
/// for town in ["Dallas", "Sherman", "Denison", "Bonham", "Greenville", "Clarksville"] {
///     let text = format!("The council of {town}, Texas, met on Monday.");
///     source.add(&geoparser.learn(&Document::from_text(&text)));
/// }
/// let document = Document::from_text("A fire broke out in Paris on Monday.");
/// let parsed = geoparser.parse_of_source(&document, &source);
/// let (_, paris) = parsed.mentions().next().unwrap();
/// assert_eq!(paris.chosen().unwrap().candidate.place.admin1, "TX");
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SourceProfile {
    documents: u32,
    places: BTreeMap<PlaceIndex, u32>,
    home: Option<Home>,
}

impl SourceProfile {
    /// What one document teaches: each place it names with confidence, once.
    #[must_use]
    pub fn of(resolutions: &[Resolution<'_>]) -> Self {
        let mut profile = Self { documents: 1, ..Self::default() };
        for resolution in resolutions {
            let confidence = resolution.confidence.value();
            let Some(chosen) = resolution.chosen().filter(|_| confidence >= LEAST_CONFIDENCE) else {
                continue;
            };
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within 0 and WHOLE")]
            let parts = (confidence * WHOLE).round() as u32;
            let known = profile.places.entry(chosen.candidate.place.index).or_default();
            *known = parts.max(*known);
        }
        profile.prune();
        profile
    }

    /// The same profile of a source that is known to be at home somewhere.
    #[must_use]
    pub fn with_home(mut self, home: Home) -> Self {
        self.home = Some(home);
        self
    }

    /// Adds what other documents teach.
    pub fn add(&mut self, other: &Self) {
        self.documents = self.documents.saturating_add(other.documents);
        for (place, parts) in &other.places {
            let known = self.places.entry(*place).or_default();
            *known = known.saturating_add(*parts);
        }
        self.home = self.home.or(other.home);
        self.prune();
    }

    /// The profile without what some of its documents taught, so that none learns from itself.
    #[must_use]
    pub fn without(&self, other: &Self) -> Self {
        let left = |(place, parts): (&PlaceIndex, &u32)| {
            let taught = other.places.get(place).copied().unwrap_or(0);
            Some((*place, parts.saturating_sub(taught))).filter(|(_, parts)| *parts > 0)
        };
        Self {
            documents: self.documents.saturating_sub(other.documents),
            places: self.places.iter().filter_map(left).collect(),
            home: self.home,
        }
    }

    /// Where the source may be at home: the place below a region that most of what is named lies near.
    #[must_use]
    pub fn middle(&self, gazetteer: &Gazetteer) -> Option<Home> {
        middle(&rows(self, gazetteer)).and_then(|it| Home::new(it.y(), it.x()))
    }

    /// Is nothing known of the source?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty() && self.home.is_none()
    }

    /// Forgets the places named least, those that came into the gazetteer last first.
    fn prune(&mut self) {
        if self.places.len() <= MOST_PLACES {
            return;
        }
        let mut rows: Vec<(PlaceIndex, u32)> = std::mem::take(&mut self.places).into_iter().collect();
        rows.sort_by_key(|(_, parts)| std::cmp::Reverse(*parts));
        rows.truncate(MOST_PLACES);
        self.places = rows.into_iter().collect();
    }
}

/// A profile made ready to be asked about candidates.
#[derive(Debug)]
pub(super) struct View<'g> {
    /// Documents it was learnt from.
    pub(super) documents: u32,
    rows: Vec<Row<'g>>,
    /// Weight of all places below a country, and of all.
    below_country: f64,
    total: f64,
    home: Option<Direction>,
}

#[derive(Debug)]
struct Row<'g> {
    place: Place<'g>,
    direction: Direction,
    weight: f64,
    local: bool,
}

/// What a profile says of one place, shares in [0, 1].
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Opinion {
    /// Documents that name this very place.
    pub(super) named: f64,
    /// Share of all places named that lie in its country.
    pub(super) country: f64,
    /// Share of the places below a country that lie in its first-level division.
    pub(super) admin1: f64,
    /// Share of the places below a country that lie near it, near counting more.
    pub(super) near: f64,
    /// Kilometres to where the source is at home, if that is known.
    pub(super) home_km: Option<f64>,
}

impl<'g> View<'g> {
    pub(super) fn new(profile: &SourceProfile, gazetteer: &'g Gazetteer) -> Self {
        let rows = rows(profile, gazetteer);
        let below_country =
            rows.iter().filter(|it| it.place.precision() < GeoPrecision::Country).map(|it| it.weight).sum();
        let total = rows.iter().map(|it| it.weight).sum();
        let home = profile.home.map(|it| Point::new(it.longitude(), it.latitude())).or_else(|| middle(&rows));
        let home = home.map(Direction::new);
        Self { documents: profile.documents, rows, below_country, total, home }
    }

    /// What the source says of a place.
    pub(super) fn of(&self, place: &Place<'g>, direction: Direction) -> Opinion {
        let mut opinion = Opinion::default();
        for row in &self.rows {
            if row.place.index == place.index {
                opinion.named += row.weight;
            }
            let same_country = place.country.is_some() && row.place.country == place.country;
            if same_country {
                opinion.country += row.weight;
                let divided = !place.admin1.is_empty() && row.place.precision() < GeoPrecision::Country;
                if divided && row.place.admin1 == place.admin1 {
                    opinion.admin1 += row.weight;
                }
            }
            if row.local {
                opinion.near += row.weight * nearness(row.direction, direction);
            }
        }
        opinion.country /= self.total.max(1.0);
        opinion.admin1 /= self.below_country.max(1.0);
        opinion.near /= self.below_country.max(1.0);
        opinion.home_km = self.home.map(|it| it.squared_km(direction).sqrt());
        opinion
    }
}

fn rows<'g>(profile: &SourceProfile, gazetteer: &'g Gazetteer) -> Vec<Row<'g>> {
    let row = |(index, parts): (&PlaceIndex, &u32)| {
        let place = gazetteer.place(*index)?;
        let weight = f64::from(*parts) / WHOLE;
        let local = place.precision() < GeoPrecision::Region;
        Some(Row { place, direction: Direction::new(place.point), weight, local })
    };
    profile.places.iter().filter_map(row).collect()
}

/// The place that most of what is named lies near.
fn middle(rows: &[Row<'_>]) -> Option<Point<f64>> {
    let mut local: Vec<&Row<'_>> = rows.iter().filter(|it| it.local).collect();
    local.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    let crowd = |of: Direction| local.iter().map(|it| it.weight * nearness(it.direction, of)).sum::<f64>();
    let mut best: Option<(f64, Point<f64>)> = None;
    for row in local.iter().take(MOST_MIDDLES) {
        let crowd = crowd(row.direction);
        if best.is_none_or(|(most, _)| crowd > most) {
            best = Some((crowd, row.place.point));
        }
    }
    best.map(|(_, point)| point)
}

/// 1 at the same spot, a half at [`NEAR_KM`], little far off.
fn nearness(one: Direction, other: Direction) -> f64 {
    1.0 / (1.0 + one.squared_km(other) / (NEAR_KM * NEAR_KM))
}

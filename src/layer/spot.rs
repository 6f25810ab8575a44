//! Where an incident is drawn: at its place, or between two.

use geo::{Distance, Haversine, InterpolatePoint};

use super::{quote, whereabouts::Whereabouts};
use crate::{
    gazetteer::{GeoPrecision, Place},
    geoparse::Geoparsed,
    incident::Incident,
    resolve::Footprint,
    spatial::{Relation, SpatialPhrase},
};

/// Farthest apart in kilometres that two places may lie for an incident to be drawn between them.
const FARTHEST_KM: f64 = 100.0;

/// Where an incident is drawn.
#[derive(Debug, Clone)]
pub(super) struct Spot<'g> {
    pub(super) footprint: Footprint,
    /// The place it is drawn at, or the first of two.
    pub(super) first: Whereabouts<'g>,
    /// The other place of a clash between two.
    pub(super) second: Option<Place<'g>>,
    /// The words of space around the place: "50 km north of" it.
    pub(super) phrase: Option<SpatialPhrase>,
}

impl<'g> Spot<'g> {
    /// The spot of an incident, or `None` when none of its places is resolved.
    ///
    /// A clash at the border of two towns is drawn half-way along the great circle between them: to
    /// either town it would be wrong. Its uncertainty reaches over both. Where one of the two is no
    /// town or spot, or they lie more than 100 km apart, the middle means nothing, and the first is taken.
    pub(super) fn of(incident: &Incident, parsed: &Geoparsed<'_, 'g>) -> Option<Self> {
        if let Some(spot) = Self::of_phrase(incident, parsed) {
            return Some(spot);
        }
        let mut places = incident.places.iter().filter_map(|index| {
            let (_, resolution) = parsed.mention(*index)?;
            Some((resolution.chosen()?.candidate.place, resolution.footprint?))
        });
        let (place, footprint) = places.next()?;
        let first = Whereabouts::of(place, parsed.gazetteer());
        let between = places.find_map(|(other, reach)| {
            (other.index != place.index).then(|| Some((other, between(&footprint, &reach)?)))?
        });
        Some(match between {
            Some((other, footprint)) => Self { footprint, first, second: Some(other), phrase: None },
            None => Self { footprint, first, second: None, phrase: None },
        })
    }

    /// UCDP's where-precision, 1 to 7.
    pub(super) fn where_precision(&self) -> u8 {
        let place = self.first.place;
        let moved = self.second.is_some() || self.footprint.point != place.point;
        match self.footprint.precision {
            GeoPrecision::Point | GeoPrecision::Place if moved => 2,
            GeoPrecision::Point | GeoPrecision::Place => 1,
            GeoPrecision::Area if self.second.is_some() => 2,
            GeoPrecision::Area => 3,
            GeoPrecision::Region if place.feature_code.as_str() == "ADM1" => 4,
            GeoPrecision::Region => 5,
            GeoPrecision::Country => 6,
            GeoPrecision::Continent => 7,
        }
    }

    /// The spot that words of space around the place lead to: "50 km north of Quetta".
    fn of_phrase(incident: &Incident, parsed: &Geoparsed<'_, 'g>) -> Option<Self> {
        let mut phrases = parsed.spatial_phrases().iter();
        let phrase = match incident.places.first() {
            Some(at) => phrases.find(|it| it.mentions.contains(at))?,
            // "a clash on the Armenian–Azerbaijani border" names no place but this.
            None => phrases.find(|it| {
                it.relation == Relation::Border
                    && incident.quotes.first().is_some_and(|quote| quote.contains(it.span))
            })?,
        };
        // "near the Chaman/Spin Boldak border post" is still between the two.
        if incident.places.len() > phrase.mentions.len() {
            return None;
        }
        let place = |mention: &usize| Some(parsed.mention(*mention)?.1.chosen()?.candidate.place);
        Some(Self {
            footprint: phrase.footprint,
            first: Whereabouts::of(place(phrase.mentions.first()?)?, parsed.gazetteer()),
            second: phrase.mentions.get(1).and_then(place),
            phrase: Some(phrase.clone()),
        })
    }

    /// What to call it: the place's name, both names, or the words of space around them.
    pub(super) fn name(&self, parsed: &Geoparsed<'_, '_>) -> String {
        if let Some(phrase) = self.phrase.as_ref().filter(|it| it.relation != Relation::Near) {
            return quote::folded(phrase.span.of(parsed.document().text()));
        }
        match &self.second {
            Some(second) => format!("{}; {}", self.first.place.name, second.name),
            None => self.first.place.name.to_owned(),
        }
    }

    /// Names, most specific first: both places and the country of the first, or the place up to its country.
    pub(super) fn names(&self) -> Vec<&'g str> {
        match &self.second {
            Some(second) => {
                [self.first.place.name, second.name].into_iter().chain(self.first.country_name).collect()
            }
            None => self.first.names(),
        }
    }
}

/// The stretch between two small places, or `None` when they do not make one.
fn between(a: &Footprint, b: &Footprint) -> Option<Footprint> {
    let distance_km = Haversine.distance(a.point, b.point) / 1000.0;
    let small = |it: &Footprint| it.precision <= GeoPrecision::Area;
    (small(a) && small(b) && distance_km <= FARTHEST_KM).then(|| {
        let radius_km = a.uncertainty_km.max(b.uncertainty_km);
        let precision = a.precision.max(b.precision);
        let half_km = distance_km / 2.0;
        Footprint {
            point: Haversine.point_at_ratio_between(a.point, b.point, 0.5),
            precision: if half_km > radius_km { precision.max(GeoPrecision::Area) } else { precision },
            uncertainty_km: half_km + radius_km,
        }
    })
}

#[cfg(test)]
mod tests {
    use geo::Point;

    use super::*;

    fn town(x: f64, y: f64) -> Footprint {
        Footprint { point: Point::new(x, y), precision: GeoPrecision::Place, uncertainty_km: 2.0 }
    }

    #[test]
    fn a_border_clash_lies_between_both_towns() {
        let (chaman, spin_boldak) = (town(66.4459, 30.9177), town(66.4, 31.0056));
        let middle = between(&chaman, &spin_boldak).unwrap();
        assert!((middle.point.x() - 66.423).abs() < 0.001 && (middle.point.y() - 30.9617).abs() < 0.001);
        for town in [chaman, spin_boldak] {
            let reach = Haversine.distance(middle.point, town.point) / 1000.0 + town.uncertainty_km;
            assert!(reach <= middle.uncertainty_km + 0.01);
        }
        assert_eq!(middle.precision, GeoPrecision::Area);
    }

    #[test]
    fn far_or_large_places_have_no_middle() {
        let country = Footprint { precision: GeoPrecision::Country, ..town(66.0, 33.0) };
        assert_eq!(between(&town(66.4, 30.9), &country), None);
        assert_eq!(between(&town(66.4, 30.9), &town(69.2, 34.5)), None);
    }
}

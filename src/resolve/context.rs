//! What the evidence sees: the mention group in question, its neighbours, and the rest of the text.

use std::collections::HashMap;

use super::group::Group;
use crate::gazetteer::{CountryCode, Gazetteer, GeoPrecision, Place};

/// Places of the text that distances are measured to: a bound on the pairwise step.
const MOST_ANCHORS: usize = 48;

/// What the evidence of one candidate may look at.
#[derive(Debug)]
pub(super) struct Context<'c, 'g> {
    /// The gazetteer.
    pub(super) gazetteer: &'g Gazetteer,
    /// Number of the group of equal mentions that is being resolved.
    pub(super) group: usize,
    /// Its words as first written.
    pub(super) toponym: &'c str,
    /// Words beside it that say what sort of place it is, folded.
    pub(super) class_words: &'c [String],
    /// What may be the container named beside it.
    pub(super) beside: &'c [Beside<'g>],
    /// The places of the text as far as they are known.
    pub(super) company: &'c Company<'g>,
}

/// A mention that stands where a text names the container of another.
#[derive(Debug, Clone)]
pub(super) struct Beside<'g> {
    /// The places it may mean.
    pub(super) places: Vec<Place<'g>>,
    /// Right after a comma, the surest form.
    pub(super) after_comma: bool,
}

/// The places of a text, each with the share of belief it has so far.
#[derive(Debug, Default)]
pub(super) struct Company<'g> {
    countries: HashMap<CountryCode, f64>,
    divisions: HashMap<(CountryCode, &'g str), f64>,
    total: f64,
    members: Vec<Member<'g>>,
}

/// What one group adds to the company.
#[derive(Debug, Default)]
struct Member<'g> {
    places: Vec<(Place<'g>, f64)>,
    weight: f64,
}

impl<'g> Company<'g> {
    /// Gathers the groups' candidates, each by its share of belief, groups by how often they are named.
    pub(super) fn new(groups: &[Group<'g>]) -> Self {
        let mut company = Self::default();
        for group in groups {
            #[allow(clippy::cast_precision_loss, reason = "mentions of one name are far fewer than 2^52")]
            let weight = (1.0 + group.mentions.len() as f64).ln();
            let member = Member { places: group.beliefs(), weight };
            company.total += weight;
            for (place, share) in &member.places {
                let Some(country) = place.country else { continue };
                *company.countries.entry(country).or_default() += share * weight;
                if !place.admin1.is_empty() && place.precision() < GeoPrecision::Country {
                    *company.divisions.entry((country, place.admin1)).or_default() += share * weight;
                }
            }
            company.members.push(member);
        }
        company
    }

    /// The share, in [0, 1], of the other groups that lies in a country.
    pub(super) fn share_of_country(&self, country: CountryCode, but: usize) -> f64 {
        let own = self.own(but, |it| it.country == Some(country));
        self.share(self.countries.get(&country), own, but)
    }

    /// The share, in [0, 1], of the other groups that lies in a first-level division.
    pub(super) fn share_of_admin1(&self, country: CountryCode, admin1: &'g str, but: usize) -> f64 {
        if admin1.is_empty() {
            return 0.0;
        }
        let own = self.own(but, |it| {
            it.country == Some(country) && it.admin1 == admin1 && it.precision() < GeoPrecision::Country
        });
        self.share(self.divisions.get(&(country, admin1)), own, but)
    }

    /// Places of the other groups that are more likely than not, with their share.
    pub(super) fn anchors(&self, but: usize) -> impl Iterator<Item = (&Place<'g>, f64)> {
        self.members
            .iter()
            .enumerate()
            .filter(move |(group, _)| *group != but)
            .filter_map(|(_, it)| it.places.first())
            .filter(|(place, share)| *share > 0.5 && place.precision() < GeoPrecision::Region)
            .map(|(place, share)| (place, *share))
            .take(MOST_ANCHORS)
    }

    fn own(&self, group: usize, counts: impl Fn(&Place<'_>) -> bool) -> f64 {
        self.members.get(group).map_or(0.0, |it| {
            it.weight
                * it.places.iter().filter(|(place, _)| counts(place)).map(|(_, share)| share).sum::<f64>()
        })
    }

    fn share(&self, all: Option<&f64>, own: f64, but: usize) -> f64 {
        let others = self.total - self.members.get(but).map_or(0.0, |it| it.weight);
        if others <= 0.0 {
            return 0.0;
        }
        ((all.copied().unwrap_or(0.0) - own) / others).clamp(0.0, 1.0)
    }
}

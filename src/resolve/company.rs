//! What the mentions of a text probably mean, together: its countries, divisions and places.

use std::collections::HashMap;

use super::{group::Group, sphere::Direction};
use crate::gazetteer::{CountryCode, GeoPrecision, Place};

/// Places of the text that distances are measured to: a bound on the pairwise step.
const MOST_ANCHORS: usize = 48;
/// Share of belief from which a place is one to measure distances to.
const SURE: f64 = 0.5;

/// The places of a text, each with the share of belief it has so far.
#[derive(Debug, Default)]
pub(super) struct Company<'g> {
    lying: Shares<'g>,
    named: Shares<'g>,
    /// Weight of all groups, and of what of them lies below a country.
    total: f64,
    below_country: f64,
    members: Vec<Member<'g>>,
    anchors: Vec<usize>,
}

/// What one group adds to the company.
#[derive(Debug, Default)]
pub(super) struct Member<'g> {
    /// The likeliest places with their shares of belief, which sum to at most 1.
    pub(super) beliefs: Vec<Belief<'g>>,
    /// How much it counts: more when it is named often.
    pub(super) weight: f64,
}

/// A place with the share of belief that it is meant.
#[derive(Debug, Clone, Copy)]
pub(super) struct Belief<'g> {
    pub(super) place: Place<'g>,
    pub(super) direction: Direction,
    pub(super) share: f64,
}

/// Weights by country and by division.
#[derive(Debug, Default)]
struct Shares<'g> {
    countries: HashMap<CountryCode, f64>,
    admin1: HashMap<(CountryCode, &'g str), f64>,
    admin2: HashMap<(CountryCode, &'g str, &'g str), f64>,
}

/// A country, or a division of the first or second level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Country,
    Admin1,
    Admin2,
}

impl<'g> Company<'g> {
    /// Gathers the groups' candidates, each by its share of belief, groups by how often they are named.
    pub(super) fn new(groups: &[Group<'g>]) -> Self {
        let mut company = Self::default();
        for (number, group) in groups.iter().enumerate() {
            #[allow(clippy::cast_precision_loss, reason = "mentions of one name are far fewer than 2^52")]
            let weight = (1.0 + group.mentions.len() as f64).ln();
            let member = Member { beliefs: group.beliefs(), weight };
            company.total += weight;
            for belief in &member.beliefs {
                let part = belief.share * weight;
                company.lying.add(&belief.place, part);
                if belief.place.precision() < GeoPrecision::Country {
                    company.below_country += part;
                }
                if is_container(&belief.place) {
                    company.named.add(&belief.place, belief.share);
                }
            }
            let sure = member
                .beliefs
                .first()
                .is_some_and(|it| it.share > SURE && it.place.precision() < GeoPrecision::Region);
            if sure && company.anchors.len() < MOST_ANCHORS {
                company.anchors.push(number);
            }
            company.members.push(member);
        }
        company
    }

    /// What one group adds, once the groups were heard.
    pub(super) fn member(&self, number: usize) -> Option<&Member<'g>> {
        self.members.get(number)
    }

    /// How much the groups but one weigh together.
    pub(super) fn weight(&self, but: usize) -> f64 {
        (self.total - self.members.get(but).map_or(0.0, |it| it.weight)).max(0.0)
    }

    /// The share, in [0, 1], of the other groups that lies in the country or division a place lies in.
    pub(super) fn share(&self, level: Level, place: &Place<'g>, but: usize) -> f64 {
        let weight = self.members.get(but).map_or(0.0, |it| it.weight);
        let own = weight * self.own(but, |it| lies_in(level, it, place));
        let others = self.weight(but);
        ratio(self.lying.get(level, place) - own, others)
    }

    /// The same of those alone that lie below a country.
    pub(super) fn local_share(&self, level: Level, place: &Place<'g>, but: usize) -> f64 {
        let weight = self.members.get(but).map_or(0.0, |it| it.weight);
        let own = weight * self.own(but, |it| lies_in(level, it, place));
        let own_below = weight * self.own(but, |it| it.precision() < GeoPrecision::Country);
        ratio(self.lying.get(level, place) - own, self.below_country - own_below)
    }

    /// How sure it is, in [0, 1], that another group names the country or division a place lies in.
    pub(super) fn named(&self, level: Level, place: &Place<'g>, but: usize) -> f64 {
        let own = self.own(but, |it| is_container(it) && lies_in(level, it, place));
        (self.named.get(level, place) - own).clamp(0.0, 1.0)
    }

    /// Places of the other groups that are more likely than not, with the weight of their group.
    pub(super) fn anchors(&self, but: usize) -> impl Iterator<Item = (&Belief<'g>, f64)> {
        self.anchors
            .iter()
            .filter(move |it| **it != but)
            .filter_map(|it| self.members.get(*it))
            .filter_map(|it| Some((it.beliefs.first()?, it.weight)))
    }

    fn own(&self, group: usize, counts: impl Fn(&Place<'g>) -> bool) -> f64 {
        self.members.get(group).map_or(0.0, |it| {
            it.beliefs.iter().filter(|it| counts(&it.place)).map(|it| it.share).sum::<f64>()
        })
    }
}

impl<'g> Shares<'g> {
    fn add(&mut self, place: &Place<'g>, weight: f64) {
        let Some(country) = place.country else { return };
        *self.countries.entry(country).or_default() += weight;
        if place.precision() >= GeoPrecision::Country || place.admin1.is_empty() {
            return;
        }
        *self.admin1.entry((country, place.admin1)).or_default() += weight;
        if !place.admin2.is_empty() {
            *self.admin2.entry((country, place.admin1, place.admin2)).or_default() += weight;
        }
    }

    fn get(&self, level: Level, place: &Place<'g>) -> f64 {
        let Some(country) = place.country else { return 0.0 };
        let found = match level {
            Level::Country => self.countries.get(&country),
            Level::Admin1 => self.admin1.get(&(country, place.admin1)),
            Level::Admin2 => self.admin2.get(&(country, place.admin1, place.admin2)),
        };
        found.copied().unwrap_or(0.0)
    }
}

/// Do two places bear the same codes down to a level?
pub(super) fn lies_in(level: Level, one: &Place<'_>, other: &Place<'_>) -> bool {
    let below = |it: &Place<'_>| it.precision() < GeoPrecision::Country && !it.admin1.is_empty();
    if one.country.is_none() || one.country != other.country {
        return false;
    }
    match level {
        Level::Country => true,
        Level::Admin1 => below(one) && one.admin1 == other.admin1,
        Level::Admin2 => {
            below(one) && one.admin1 == other.admin1 && !one.admin2.is_empty() && one.admin2 == other.admin2
        }
    }
}

/// Is a place a country or a division, which others lie in?
fn is_container(place: &Place<'_>) -> bool {
    place.feature_code.is_country() || matches!(place.feature_code.letters(), b"ADM1" | b"ADM2")
}

fn ratio(part: f64, whole: f64) -> f64 {
    if whole <= 1e-9 { 0.0 } else { (part / whole).clamp(0.0, 1.0) }
}

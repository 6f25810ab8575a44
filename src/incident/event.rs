//! One event in many documents: which reports speak of the same one.
//!
//! Reports are of one event when they agree in place, time, type, stage and toll, as far as each of them
//! says. Two reports of one document are two events: within a text that was decided already.

use geo::{Distance, Haversine, Point};
use jiff::civil::Date;

use super::{
    calendar::shift,
    kind::{EventType, IncidentKind},
    model::{Stage, Toll},
};
use crate::gazetteer::CountryCode;

/// Days that two reports may be apart: news of the night bears the date of either day.
const SLACK_DAYS: i64 = 1;

/// An event told without a day happened at most so many days before the report.
const FRESH_DAYS: i64 = 4;

/// A longer stretch of days is too loose to say that two reports are of one event.
const LONGEST_DAYS: i32 = 10;

/// Places that lie nearer are one place to reports, in kilometres.
const NEAR_KM: f64 = 12.0;

/// The reach of larger places counts no farther than so many kilometres.
const FARTHEST_KM: f64 = 60.0;

/// A later toll may be so many times an earlier one.
const GROWTH: u32 = 3;

/// What of a document's report of an event can be compared with another's.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Account {
    /// The report's own id, unlike all others.
    pub id: String,
    /// The document that tells it.
    pub document: String,
    /// The day the document was published.
    pub published: Option<Date>,
    /// What happened.
    pub kind: &'static IncidentKind,
    /// How far it got.
    pub stage: Stage,
    /// First and last day it can have happened on.
    pub days: (Option<Date>, Option<Date>),
    /// Where it is drawn.
    pub point: Point,
    /// Radius around it that holds the place meant, in kilometres.
    pub radius_km: f64,
    /// Is it a country or more? Then its middle says little.
    pub is_country: bool,
    /// The country it lies in.
    pub country: Option<CountryCode>,
    /// How many it harmed.
    pub toll: Toll,
}

impl Account {
    /// The days it can have happened on, a report without a day taken for fresh; `None` when unknown or
    /// too long.
    fn span(&self) -> Option<(Date, Date)> {
        let last = self.days.1.or(self.published)?;
        let first = self.days.0.unwrap_or_else(|| shift(last, -FRESH_DAYS));
        ((last - first).get_days() < LONGEST_DAYS).then_some((first, last))
    }

    /// Can both speak of one event?
    fn agrees(&self, other: &Self) -> bool {
        self.document != other.document
            && self.stage == other.stage
            && are_alike(self.kind, other.kind)
            && self.is_at_the_time_of(other)
            && self.is_at_the_place_of(other)
            && self.has_toll_of(other)
    }

    fn is_at_the_time_of(&self, other: &Self) -> bool {
        let (Some(one), Some(two)) = (self.span(), other.span()) else { return false };
        one.0 <= shift(two.1, SLACK_DAYS) && two.0 <= shift(one.1, SLACK_DAYS)
    }

    /// A country alone says too little, unless the tolls are told and the same.
    fn is_at_the_place_of(&self, other: &Self) -> bool {
        if self.is_country || other.is_country {
            return self.country.is_some() && self.country == other.country && self.has_same_toll(other);
        }
        let reach = (self.radius_km.max(other.radius_km)).clamp(NEAR_KM, FARTHEST_KM);
        Haversine.distance(self.point, other.point) / 1000.0 <= reach
    }

    fn has_same_toll(&self, other: &Self) -> bool {
        let best = |it: &Self| it.toll.killed.and_then(|it| it.best).filter(|it| *it > 0);
        best(self).is_some() && best(self) == best(other)
    }

    /// Tolls grow as news comes in; far apart, they are of two events.
    fn has_toll_of(&self, other: &Self) -> bool {
        let best = |it: &Self| it.toll.killed.and_then(|it| it.best);
        match (best(self), best(other)) {
            (Some(one), Some(two)) => {
                let (less, more) = (one.min(two), one.max(two));
                more <= less.saturating_mul(GROWTH) || more - less <= 3
            }
            _ => true,
        }
    }
}

/// Types that two newsrooms give to one event: the same, or violence of which one says less.
fn are_alike(one: &IncidentKind, other: &IncidentKind) -> bool {
    let vague = |it: &IncidentKind| matches!(it.label, "Attack" | "Armed clash");
    let violent = |it: &IncidentKind| {
        matches!(
            it.event_type,
            EventType::Battles | EventType::Explosions | EventType::ViolenceAgainstCivilians
        )
    };
    let bomb = |it: &IncidentKind| it.event_type == EventType::Explosions;
    let crowd = |it: &IncidentKind| matches!(it.event_type, EventType::Protests | EventType::Riots);
    one.label == other.label
        || (violent(one) && violent(other) && (vague(one) || vague(other)))
        || (bomb(one) && bomb(other))
        || (crowd(one) && crowd(other))
}

/// Groups reports by event, each group in the order of the reports; together they hold every report once.
///
/// A report joins the first event with whose every report it agrees, so the order of the reports decides
/// ties and nothing else does.
#[must_use]
pub fn group(accounts: &[Account]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    // Events by the days of their first report: only those near in time are compared.
    let mut by_day: std::collections::BTreeMap<Date, Vec<usize>> = std::collections::BTreeMap::new();
    for (at, account) in accounts.iter().enumerate() {
        let Some((first, last)) = account.span() else {
            groups.push(vec![at]);
            continue;
        };
        let reach = i64::from(LONGEST_DAYS) + SLACK_DAYS;
        let near = by_day.range(shift(first, -reach)..=shift(last, reach)).flat_map(|it| it.1);
        let fits = |it: &usize| groups[*it].iter().all(|one| accounts[*one].agrees(account));
        match near.copied().filter(fits).min() {
            Some(known) => groups[known].push(at),
            None => {
                by_day.entry(last).or_default().push(groups.len());
                groups.push(vec![at]);
            }
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{
        incident::{kind::Kind, model::Count},
        text::Span,
    };

    fn account(document: &str, kind: Kind, day: i8, x: f64, killed: Option<u32>) -> Account {
        let evidence = Span::new(0, 1);
        let count = |it: u32| Count { low: it, best: Some(it), high: Some(it), evidence };
        Account {
            id: document.to_owned(),
            document: document.to_owned(),
            published: Some(date(2024, 3, day)),
            kind: kind.entry(),
            stage: Stage::Accomplished,
            days: (Some(date(2024, 3, day)), Some(date(2024, 3, day))),
            point: Point::new(x, 10.0),
            radius_km: 5.0,
            is_country: false,
            country: CountryCode::new("ML"),
            toll: Toll { killed: killed.map(count), ..Toll::default() },
        }
    }

    #[test]
    fn reports_that_agree_are_of_one_event() {
        let reports = [
            account("a", Kind::Bomb, 3, 1.0, Some(4)),
            account("b", Kind::Attack, 4, 1.02, Some(6)),
            account("c", Kind::Bomb, 3, 1.0, None),
        ];
        assert_eq!(group(&reports), [vec![0, 1, 2]]);
    }

    #[test]
    fn place_time_type_and_toll_part_events() {
        let first = account("a", Kind::Bomb, 3, 1.0, Some(4));
        for other in [
            account("b", Kind::Bomb, 3, 3.0, Some(4)),
            account("b", Kind::Bomb, 9, 1.0, Some(4)),
            account("b", Kind::Flood, 3, 1.0, Some(4)),
            account("b", Kind::Bomb, 3, 1.0, Some(90)),
            account("a", Kind::Bomb, 3, 1.0, Some(4)),
        ] {
            assert_eq!(group(&[first.clone(), other]).len(), 2);
        }
    }

    #[test]
    fn a_country_is_a_place_only_with_the_same_toll() {
        let country =
            |document, killed| Account { is_country: true, ..account(document, Kind::Bomb, 3, 5.0, killed) };
        let town = account("a", Kind::Bomb, 3, 1.0, Some(4));
        assert_eq!(group(&[town.clone(), country("b", Some(4))]).len(), 1);
        assert_eq!(group(&[town, country("b", None)]).len(), 2);
    }

    #[test]
    fn every_report_is_in_one_event() {
        let undated =
            Account { days: (None, None), published: None, ..account("b", Kind::Bomb, 3, 1.0, None) };
        let groups = group(&[account("a", Kind::Bomb, 3, 1.0, None), undated.clone(), undated]);
        assert_eq!(groups, [vec![0], vec![1], vec![2]]);
    }
}

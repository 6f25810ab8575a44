//! The region or country named beside it holds it: "Paris, Texas", "Aleppo in Syria", "New York's Times Square".

use super::{
    super::{context::Context, group::Group},
    Column,
};
use crate::gazetteer::{GeoPrecision, Place};

/// Places of a neighbouring mention that may be the container, or what it holds.
const MOST_READINGS: usize = 8;

pub(super) const COLUMNS: [Column; 5] = [
    Column::compared("held by what follows a comma"),
    Column::compared("held by what is named near"),
    Column::compared("holds what stands before"),
    Column::compared("belief that it is held"),
    Column::compared("belief that it holds"),
];

#[allow(clippy::cast_possible_truncation, reason = "trees compare in single precision")]
pub(super) fn observe(context: &Context<'_, '_>) -> [f32; 5] {
    let standing = &context.group().standing;
    if standing.after_comma.is_empty() && standing.near.is_empty() && standing.contents.is_empty() {
        return [0.0; 5];
    }
    let place = context.place();
    let holds = |outer: &Place<'_>, inner: &Place<'_>| context.gazetteer.holds(outer, inner);
    let held = |it: &Place<'_>| holds(it, place);
    let contains = |it: &Place<'_>| holds(place, it);
    let groups = |numbers: &[usize], fits: &dyn Fn(&Place<'_>) -> bool| {
        numbers.iter().map(|it| verdict(&context.groups[*it], fits)).fold(0.0, further)
    };
    let belief = |list: &[usize], fits: &dyn Fn(&Place<'_>) -> bool| {
        let of = |number: &usize| {
            let beliefs = context.company.member(*number).map_or(&[][..], |it| &it.beliefs);
            beliefs.iter().filter(|it| fits(&it.place)).map(|it| it.share).sum::<f64>()
        };
        list.iter().map(of).fold(0.0, f64::max) as f32
    };
    [
        groups(&standing.after_comma, &held),
        groups(&standing.near, &held),
        groups(&standing.contents, &contains),
        belief(&standing.after_comma, &held).max(belief(&standing.near, &held)),
        belief(&standing.contents, &contains),
    ]
}

/// 1 when a reading of the neighbour fits; -1 when it has readings of an area, and none fits.
fn verdict(neighbour: &Group<'_>, fits: &dyn Fn(&Place<'_>) -> bool) -> f32 {
    let regions = neighbour.candidates.iter().filter(|it| it.place.precision() >= GeoPrecision::Area);
    let mut readings = regions.chain(&neighbour.candidates).map(|it| &it.place).take(MOST_READINGS);
    if readings.any(fits) {
        return 1.0;
    }
    let area = neighbour.candidates.iter().any(|it| it.place.precision() >= GeoPrecision::Region);
    if area { -1.0 } else { 0.0 }
}

/// Of two verdicts the one that fits, else the one that denies.
fn further(one: f32, other: f32) -> f32 {
    if one > 0.0 || other > 0.0 { one.max(other) } else { one.min(other) }
}

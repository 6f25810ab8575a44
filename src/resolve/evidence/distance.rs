//! The text's other mentions lie near.

use super::{super::context::Context, Column};
use crate::gazetteer::GeoPrecision;

/// Kilometres at which nearness has fallen to a half: around a town, and around a region.
const TOWN_KM: f64 = 40.0;
const REGION_KM: f64 = 250.0;

pub(super) const COLUMNS: [Column; 5] = [
    Column::compared("nearest other"),
    Column::compared("others within a town"),
    Column::compared("others within a region"),
    Column::compared("next are near"),
    Column::compared("leads are near"),
];

#[allow(clippy::cast_possible_truncation, reason = "trees compare in single precision")]
pub(super) fn observe(context: &Context<'_, '_>) -> [f32; 5] {
    let direction = context.direction();
    let (mut nearest, mut town, mut region, mut whole) = (0.0f64, 0.0, 0.0, 0.0);
    for (belief, weight) in context.company.anchors(context.number) {
        let squared = direction.squared_km(belief.direction);
        let near = nearness(squared, TOWN_KM);
        nearest = nearest.max(near * belief.share);
        town += weight * belief.share * near;
        region += weight * belief.share * nearness(squared, REGION_KM);
        whole += weight;
    }
    let whole = f64::max(whole, 1e-9);
    let around = |numbers: &[usize]| {
        let likeliest = numbers.iter().filter_map(|it| context.company.member(*it)?.beliefs.first());
        likeliest
            .filter(|it| it.place.precision() < GeoPrecision::Region)
            .map(|it| it.share * nearness(direction.squared_km(it.direction), TOWN_KM))
            .fold(0.0, f64::max)
    };
    let standing = &context.group().standing;
    [nearest, town / whole, region / whole, around(&standing.next), around(&standing.leads)]
        .map(|it| it as f32)
}

/// 1 at the same spot, a half at `half_km`, little far off.
fn nearness(squared_km: f64, half_km: f64) -> f64 {
    1.0 / (1.0 + squared_km / (half_km * half_km))
}

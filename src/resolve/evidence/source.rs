//! The other documents of its source speak of it, or of places near it.

use super::{super::context::Context, Column};

/// Kilometres to home that stand for "nobody knows where": half around the Earth.
const UNKNOWN_KM: f64 = 20_000.0;

pub(super) const COLUMNS: [Column; 6] = [
    Column::new("documents of the source"),
    Column::compared("source names it"),
    Column::compared("source's share of its country"),
    Column::compared("source's share of its division"),
    Column::compared("source's places near"),
    Column::compared("nearness to the source's home"),
];

#[allow(clippy::cast_possible_truncation, reason = "trees compare in single precision")]
pub(super) fn observe(context: &Context<'_, '_>) -> [f32; 6] {
    let Some(source) = context.source else { return [0.0; 6] };
    let opinion = source.of(context.place(), context.direction());
    let home = -(1.0 + opinion.home_km.unwrap_or(UNKNOWN_KM)).ln();
    [
        (f64::from(source.documents) + 1.0).ln() as f32,
        opinion.named as f32,
        opinion.country as f32,
        opinion.admin1 as f32,
        opinion.near as f32,
        (home + (1.0 + UNKNOWN_KM).ln()) as f32,
    ]
}

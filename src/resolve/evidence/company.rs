//! The text's other mentions lie in the same country or division.

use super::{
    super::{
        company::{Level, Member, lies_in},
        context::Context,
    },
    Column,
};

pub(super) const COLUMNS: [Column; 12] = [
    Column::new("weight of the others"),
    Column::compared("share of its country"),
    Column::compared("share of its division"),
    Column::compared("share of its county"),
    Column::compared("local share of its division"),
    Column::new("country is named"),
    Column::compared("division is named"),
    Column::compared("county is named"),
    Column::compared("next lie in its country"),
    Column::compared("next lie in its division"),
    Column::compared("leads lie in its country"),
    Column::compared("leads lie in its division"),
];

#[allow(clippy::cast_possible_truncation, reason = "trees compare in single precision")]
pub(super) fn observe(context: &Context<'_, '_>) -> [f32; 12] {
    let (company, place, number) = (context.company, context.place(), context.number);
    let next = |level| share(context.members(|it| &it.next), level, context);
    let leads = |level| share(context.members(|it| &it.leads), level, context);
    [
        (1.0 + company.weight(number)).ln(),
        company.share(Level::Country, place, number),
        company.share(Level::Admin1, place, number),
        company.share(Level::Admin2, place, number),
        company.local_share(Level::Admin1, place, number),
        company.named(Level::Country, place, number),
        company.named(Level::Admin1, place, number),
        company.named(Level::Admin2, place, number),
        next(Level::Country),
        next(Level::Admin1),
        leads(Level::Country),
        leads(Level::Admin1),
    ]
    .map(|it| it as f32)
}

/// The share, in [0, 1], of some groups that lies in the candidate's country or division.
fn share<'c, 'g: 'c>(
    members: impl Iterator<Item = &'c Member<'g>>,
    level: Level,
    context: &Context<'_, 'g>,
) -> f64 {
    let (mut part, mut whole) = (0.0, 0.0);
    for member in members {
        whole += 1.0;
        part += member
            .beliefs
            .iter()
            .filter(|it| lies_in(level, &it.place, context.place()))
            .map(|it| it.share)
            .sum::<f64>();
    }
    if whole > 0.0 { part / whole } else { 0.0 }
}

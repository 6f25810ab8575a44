//! "Two shootings left five dead. In Celaya, three men …": what a text first tells together and then one by one.

use super::{
    anchor,
    merge::Case,
    reading::Reading,
    report::{Report, Strength},
    trigger::HitUsage,
};
use crate::gazetteer::GeoPrecision;

/// Does the telling have a place of its own within what `case` tells together?
pub(super) fn is_part(case: &Case, report: &Report, reading: &Reading<'_>) -> bool {
    let fine = report
        .places
        .first()
        .and_then(|it| reading.place(*it))
        .is_some_and(|it| it.precision() < GeoPrecision::Region);
    let own = report.strength > Strength::Dependent && !(report.usage == HitUsage::Noun && report.definite);
    is_heading(case, reading) && fine && own
}

/// Which of the cases are told once more, one by one: all of them, or those who make up its toll.
pub(super) fn headings(cases: &[&Case], reading: &Reading<'_>) -> Vec<bool> {
    let is_told_again = |at: usize| {
        let heading = cases[at];
        let is_part = |it: &&&Case| it.several.is_none() && is_within(it, heading, reading);
        let parts = || cases[at + 1..].iter().filter(is_part);
        let killed = |it: &Case| it.toll.killed.and_then(|it| it.best).unwrap_or(0);
        let sum: u32 = parts().map(|it| killed(it)).fold(0, u32::saturating_add);
        let all = heading.several.is_some_and(|it| parts().count() >= it);
        is_heading(heading, reading) && (all || sum > 0 && sum == killed(heading))
    };
    (0..cases.len()).map(is_told_again).collect()
}

/// Several events by their number, in no one town, of some place or day.
fn is_heading(case: &Case, reading: &Reading<'_>) -> bool {
    let place = case.places.first().and_then(|it| reading.place(*it));
    let known = place.is_some() || case.time.is_some();
    case.several.is_some() && known && place.is_none_or(|it| it.precision() >= GeoPrecision::Region)
}

fn is_within(case: &Case, heading: &Case, reading: &Reading<'_>) -> bool {
    let place = |it: &Case| it.places.first().and_then(|it| reading.place(*it));
    let there = match (place(heading), place(case)) {
        (Some(outer), Some(inner)) => anchor::holds(reading, &outer, &inner),
        (None, Some(_)) => true,
        _ => false,
    };
    let then = match (heading.time, case.time) {
        (Some((all, _)), Some((one, _))) => all.first <= one.last && one.first <= all.last,
        _ => true,
    };
    there && then && !case.kinds.and(heading.kinds).is_empty()
}

#[cfg(test)]
mod tests {
    use crate::incident::testing::incidents;

    #[test]
    fn what_is_told_one_by_one_is_not_told_together_again() {
        let text = "Two shootings left five people dead in {Kenya} on 3 May 2019. Gunmen shot dead three men in \
                    {Garissa}. In {Nairobi}, gunmen killed two policemen.";
        let told: Vec<_> = incidents(text, None).into_iter().map(|it| (it.places, it.killed)).collect();
        assert_eq!(told, [(vec!["Garissa".to_owned()], Some(3)), (vec!["Nairobi".to_owned()], Some(2))]);
    }

    #[test]
    fn what_is_told_together_only_stays() {
        let told = incidents("Two shootings left five people dead in {Kenya} on 3 May 2019.", None);
        assert_eq!(told.len(), 1);
    }
}

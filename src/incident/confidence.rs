//! How sure an incident is: a sum of learnt weights over its signs.

use super::model::Reason;
use crate::resolve::Confidence;

/// The weight of each sign that counts, in log-odds, sorted by the sign; `trainer` writes the file.
static WEIGHTS: &[(&str, f64)] = include!("../../model/incident.weights");

/// The sign that every event has.
const EVERY: &str = "";

/// The reason that the words of the text are, all together.
const WORDS: &str = "words-of-text";

/// What the signs say together with the words of the text, which lean one way or the other by so many
/// log-odds: a logistic regression.
pub(super) fn confidence(signs: &[String], lean: f64) -> (Confidence, Vec<Reason>) {
    let every = weight(EVERY).unwrap_or(0.0);
    let known = signs.iter().filter_map(|it| Some((it, weight(it)?)));
    let mut reasons: Vec<Reason> =
        known.map(|(sign, weight)| Reason { sign: sign.clone(), weight }).collect();
    reasons.push(Reason { sign: WORDS.to_owned(), weight: lean });
    let sum = every + reasons.iter().map(|it| it.weight).sum::<f64>();
    reasons.sort_by(|one, other| other.weight.abs().total_cmp(&one.weight.abs()));
    (Confidence::new(1.0 / (1.0 + (-sum).exp())), reasons)
}

fn weight(sign: &str) -> Option<f64> {
    WEIGHTS.binary_search_by(|it| it.0.cmp(sign)).ok().map(|it| WEIGHTS[it].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_sorted() {
        assert!(WEIGHTS.is_sorted_by(|one, other| one.0 < other.0));
    }

    #[test]
    fn what_is_told_of_an_event_makes_it_surer() {
        let of = |signs: &[&str]| {
            let signs: Vec<String> = signs.iter().map(|it| (*it).to_owned()).collect();
            confidence(&signs, 0.0)
        };
        let (vague, _) = of(&["generic", "time:none", "place:none"]);
        let (told, reasons) = of(&["killed:some", "time:day", "place:fine"]);
        assert!(vague < told, "{vague:?} {told:?}");
        assert_eq!(reasons.len(), 4);
        assert!(reasons.is_sorted_by(|one, other| one.weight.abs() >= other.weight.abs()));
    }
}

//! From evidence to one number a candidate, and from those to a decision.

use super::{
    context::Context,
    evidence,
    footprint::Footprint,
    group::Group,
    resolution::{Confidence, Outcome, Ranked, Reason, Resolution},
};

/// The score of "none of these", in log-odds.
const NONE_OF_THESE: f64 = 2.0;
/// Two places this far apart, in kilometres, are no answer for each other.
const APART_KM: f64 = 40.0;
/// Scores closer than this, in log-odds, are a tie.
const TIE: f64 = 0.02;

/// Weighs every candidate of a group; the best first, ties by the gazetteer's order.
pub(super) fn rank<'g>(group: &Group<'g>, context: &Context<'_, 'g>) -> Vec<Ranked<'g>> {
    let mut ranked: Vec<Ranked<'g>> = group
        .candidates()
        .iter()
        .map(|candidate| {
            let evidence = evidence::weigh(candidate, context);
            let score = evidence.iter().map(|it| it.weight).sum();
            Ranked { candidate: *candidate, evidence, score }
        })
        .collect();
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score));
    ranked
}

/// Decides what a group means.
pub(super) fn decide<'g>(ranked: &[Ranked<'g>]) -> Resolution<'g> {
    let Some(best) = ranked.first() else { return Resolution::unresolved(Reason::NotInGazetteer) };
    let place = &best.candidate.place;
    // Candidates at the same spot (a city and its district) are one answer for the map.
    let (mut near, mut all) = (0.0, (NONE_OF_THESE - best.score).exp());
    for other in ranked {
        let odds = (other.score - best.score).exp();
        all += odds;
        if place.distance_km(&other.candidate.place) < APART_KM {
            near += odds;
        }
    }
    let rival = ranked.iter().skip(1).find(|it| place.distance_km(&it.candidate.place) >= APART_KM);
    let outcome = match rival {
        _ if best.score < NONE_OF_THESE => Outcome::Unresolved(Reason::WeakEvidence),
        Some(rival) if best.score - rival.score < TIE => Outcome::Ambiguous(Reason::Tie),
        _ => Outcome::Resolved,
    };
    let resolved = outcome == Outcome::Resolved;
    Resolution {
        outcome,
        confidence: if resolved { Confidence::new(near / all) } else { Confidence::default() },
        candidates: ranked.into(),
        footprint: resolved.then(|| Footprint::of(place)),
    }
}

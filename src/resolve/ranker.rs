//! From the log-odds of the candidates to a decision.

use super::{
    evidence::Evidence,
    footprint::Footprint,
    forest::Ranker,
    group::Group,
    resolution::{Confidence, Outcome, Ranked, Reason, Resolution},
};

/// The score of "none of these": what every score is measured against, in log-odds.
const NONE_OF_THESE: f64 = 0.0;
/// How much likelier than the best candidate, in log-odds, "none of these" must be to be the answer.
const DOUBT: f64 = 0.0;
/// Two places this far apart, in kilometres, are no answer for each other.
const APART_KM: f64 = 40.0;
/// Scores closer than this, in log-odds, are a tie.
const TIE: f64 = 0.02;

/// Every candidate of a group with its evidence, the best first, ties by the gazetteer's order.
pub(super) fn rank<'g>(group: &Group<'g>, evidence: impl Fn(usize) -> Vec<Evidence>) -> Vec<Ranked<'g>> {
    let mut order: Vec<usize> = (0..group.scores.len()).collect();
    order.sort_by(|a, b| group.scores[*b].total_cmp(&group.scores[*a]));
    let ranked = |at: usize| Ranked {
        candidate: group.candidates[at],
        evidence: evidence(at),
        score: group.scores[at],
    };
    order.into_iter().map(ranked).collect()
}

/// Decides what a group means.
pub(super) fn decide<'g>(ranked: Vec<Ranked<'g>>, ranker: &Ranker<'_>) -> Resolution<'g> {
    let Some(best) = ranked.first() else { return Resolution::unresolved(Reason::NotInGazetteer) };
    let place = &best.candidate.place;
    // Candidates at the same spot (a city and its district) are one answer for the map.
    let (mut near, mut all) = (0.0, (NONE_OF_THESE - best.score).exp());
    for other in &ranked {
        let odds = (other.score - best.score).exp();
        all += odds;
        if place.distance_km(&other.candidate.place) < APART_KM {
            near += odds;
        }
    }
    let rival = ranked.iter().skip(1).find(|it| place.distance_km(&it.candidate.place) >= APART_KM);
    let outcome = match rival {
        _ if best.score < NONE_OF_THESE - DOUBT => Outcome::Unresolved(Reason::WeakEvidence),
        Some(rival) if best.score - rival.score < TIE => Outcome::Ambiguous(Reason::Tie),
        _ => Outcome::Resolved,
    };
    let resolved = outcome == Outcome::Resolved;
    let confidence = if resolved { ranker.calibrated(near / all) } else { 0.0 };
    Resolution {
        outcome,
        confidence: Confidence::new(confidence),
        footprint: resolved.then(|| Footprint::of(place)),
        candidates: ranked.into(),
    }
}

//! How sure an incident is: a plain sum until it is calibrated on annotated texts.

use super::{merge::Case, model::Stage, report::Strength};
use crate::resolve::Confidence;

/// Starts at 0.4; what the text tells of it adds, what is vague takes away.
///
/// Each of these adds: the place in its own sentences 0.15, a time 0.15, someone who did it 0.1, a
/// target or a toll 0.1, more than one sentence 0.05. These take away: a verb of harm alone 0.15, a
/// plural without number 0.15, told only as something known 0.05, not accomplished 0.1.
pub(super) fn confidence(case: &Case) -> Confidence {
    let told = |yes: bool, weight: f64| if yes { weight } else { 0.0 };
    let value = 0.4
        + told(case.place_told, 0.15)
        + told(case.time.is_some(), 0.15)
        + told(!case.actors.is_empty(), 0.1)
        + told(!case.targets.is_empty() || case.killed.is_some() || case.injured.is_some(), 0.1)
        + told(case.sentences.len() > 1, 0.05)
        - told(case.strength == Strength::Weak, 0.15)
        - told(case.generic, 0.15)
        - told(case.definite, 0.05)
        - told(case.stage != Stage::Accomplished, 0.1);
    Confidence::new(value)
}

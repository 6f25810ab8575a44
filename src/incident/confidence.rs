//! How sure an incident is: a plain sum until it is calibrated on annotated texts.

use super::{merge::Case, model::Stage, report::Strength};
use crate::resolve::Confidence;

/// Starts at 0.35; what the text tells of the event adds, what is vague takes away.
///
/// Each of these adds: a toll 0.2; the place in its own sentences, a time, someone who did it, a second
/// sentence 0.1 each; a target 0.05. These take away: a plural without number 0.2; a verb of harm alone,
/// told only as something known, not accomplished 0.1 each.
pub(super) fn confidence(case: &Case) -> Confidence {
    let told = |yes: bool, weight: f64| if yes { weight } else { 0.0 };
    let value = 0.35
        + told(case.killed.is_some() || case.injured.is_some(), 0.2)
        + told(case.place_told, 0.1)
        + told(case.time.is_some(), 0.1)
        + told(!case.actors.is_empty(), 0.1)
        + told(case.sentences.len() > 1, 0.1)
        + told(!case.targets.is_empty(), 0.05)
        - told(case.generic, 0.2)
        - told(case.strength == Strength::Weak, 0.1)
        - told(case.definite, 0.1)
        - told(case.stage != Stage::Accomplished, 0.1);
    Confidence::new(value)
}

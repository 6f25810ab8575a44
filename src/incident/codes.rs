//! The codes of other schemes for an incident, where they depend on more than its type.

use super::{
    kind::EventType,
    lexicon::STATE_FORCES,
    model::{Actor, Incident, Stage},
};
use crate::text::WordSet;

impl Incident {
    /// UCDP's type of violence: 1 state-based, 2 between armed groups, 3 against civilians; `None` where
    /// nobody is said to have died or the words do not tell who fought whom.
    #[must_use]
    pub fn ucdp_violence(&self) -> Option<u8> {
        let deadly = self.toll.killed.is_some_and(|it| it.low > 0);
        let state = self.perpetrators.iter().any(is_of_a_state);
        let hit_state = self.targets.iter().any(|it| has_force_of_a_state(&it.text));
        match self.kind.event_type {
            _ if !deadly || self.stage == Stage::Threatened => None,
            EventType::Battles if state || hit_state => Some(1),
            EventType::Battles if self.perpetrators.len() > 1 => Some(2),
            EventType::Explosions if hit_state => Some(1),
            EventType::Explosions | EventType::Battles if self.targets.is_empty() => None,
            EventType::Explosions | EventType::ViolenceAgainstCivilians => {
                Some(if hit_state { 1 } else { 3 })
            }
            _ => None,
        }
    }

    /// PLOVER's nearest event type and mode; `None` for accidents and disasters.
    #[must_use]
    pub fn plover(&self) -> Option<&'static str> {
        let code = if self.stage == Stage::Threatened { "THREATEN/violence" } else { self.kind.plover };
        (!code.is_empty()).then_some(code)
    }

    /// CAMEO's nearest event code; `None` for accidents and disasters.
    #[must_use]
    pub fn cameo(&self) -> Option<&'static str> {
        let code = if self.stage == Stage::Threatened { "138" } else { self.kind.cameo };
        (!code.is_empty()).then_some(code)
    }
}

fn is_of_a_state(actor: &Actor) -> bool {
    has_force_of_a_state(&actor.name)
}

/// "army patrol", "Kenyan police": is one of the words for a force that only states have?
pub(super) fn has_force_of_a_state(words: &str) -> bool {
    let words = words.split(|it: char| !it.is_alphanumeric()).map(str::to_lowercase);
    let words: Vec<String> = words.collect();
    words.iter().any(|it| STATE_FORCES.has(it)) && !words.iter().any(|it| REBELLIOUS.has(it))
}

/// Words in the names of armies that fight a state.
static REBELLIOUS: WordSet =
    WordSet::new(&["arakan", "insurgent", "kachin", "karen", "liberation", "rebel", "resistance"]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forces_of_states() {
        assert!(has_force_of_a_state("an ARMY patrol"));
        assert!(!has_force_of_a_state("rebels of the north"));
        assert!(!has_force_of_a_state("Northern Liberation Army"));
    }
}

//! "Police shot the gunman dead": how those who did it were stopped is no deed of those who stopped them.

use std::ops::Range;

use super::{
    codes::has_force_of_a_state,
    kind::Kind,
    lexicon::{BE, DOERS},
    model::Actor,
    number::number_at,
    reading::Reading,
    trigger::{Hit, HitUsage},
};

/// Who was stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stopped {
    /// "Police shot him": perhaps the one who did it.
    Someone,
    /// "Guards killed two of the attackers"
    Doers,
}

/// Whom `actors` stopped by what they did, if it may be those who did what was told before.
pub(super) fn stopped(reading: &Reading<'_>, hit: &Hit, actors: &[Actor]) -> Option<Stopped> {
    let sentence = reading.sentence_of(hit.tokens.start);
    if actors.is_empty() || hit.trigger.default != Kind::Attack {
        return None;
    }
    // An "Army of National Liberation" is no state's.
    let is_of_state = |it: &Actor| has_force_of_a_state(&it.name) && !it.name.to_lowercase().contains(" of ");
    let by_state = actors.iter().all(is_of_state);
    let verbs = reading.verb_group_start(hit.tokens.start, sentence.start);
    let next = hit.tokens.end;
    let (sufferers, pronoun) = match hit.usage {
        HitUsage::Active => {
            let pronoun = matches!(reading.word(next), "him" | "them");
            (reading.phrase_from(next, sentence.end), pronoun)
        }
        HitUsage::Passive => {
            // "A gunman killed three people and was shot by police", not "A clerk was hurt and was shot by police"
            let joined = match reading.word_before(verbs) {
                "and" => !(sentence.start..verbs).any(|it| reading.is_any(it, &BE)),
                before => matches!(before, "he" | "they"),
            };
            (reading.subject_before(verbs, sentence.start), joined)
        }
        HitUsage::Noun => return None,
    };
    match () {
        () if are_doers(reading, sufferers) => Some(Stopped::Doers),
        () if by_state && pronoun => Some(Stopped::Someone),
        () => None,
    }
}

/// "the gunman", "all 33 attackers", "two of the bombers"; not "the family of the attackers"
fn are_doers(reading: &Reading<'_>, phrase: Range<usize>) -> bool {
    let end = phrase.clone().find(|it| reading.word(*it) == "dead").unwrap_or(phrase.end);
    let whole = phrase.start..end;
    let of = whole.clone().find(|it| reading.word(*it) == "of");
    let some = of.is_none_or(|it| {
        it > whole.start
            && (matches!(reading.word(it - 1), "all" | "some") || number_at(reading, it - 1).is_some())
    });
    let known = |it: usize| matches!(reading.word(it), "all" | "both" | "the");
    some && whole.clone().any(known) && reading.is_any(end - 1, &DOERS)
}

#[cfg(test)]
mod tests {
    use crate::incident::testing::incidents;

    #[test]
    fn those_who_stop_an_attack_did_not_do_it() {
        for text in [
            "A gunman killed two people in {Quetta} on 3 May 2019. Police shot him.",
            "A gunman killed two people in {Quetta} on 3 May 2019. He was shot dead by police.",
            "A gunman killed two people in {Quetta} on 3 May 2019 and was killed by police.",
            "A gunman killed two people in {Quetta} on 3 May 2019 before police shot him dead.",
            "A gunman killed two people in {Quetta} on 3 May 2019. Guards shot the gunman dead.",
        ] {
            let told = incidents(text, None);
            assert_eq!(told.len(), 1, "{text}");
            assert_eq!(told[0].killed, Some(2), "{text}");
            assert_eq!(told[0].perpetrators, ["gunman"], "{text}");
        }
    }

    #[test]
    fn those_who_kill_others_did() {
        let told = incidents("A student was killed in {Quetta} on 3 May 2019. Police shot him.", None);
        assert_eq!(told[0].perpetrators, ["Police"]);
        let told =
            incidents("A man stabbed a student in {Quetta} on 3 May 2019. She was killed by police.", None);
        assert!(told.iter().any(|it| it.killed == Some(1)));
    }
}

//! Words that tell of harm to people, and how each takes those it counts.

use super::{
    chunk::MACHINES,
    lemma::{Inflected, VerbForm},
    lexicon::{BE, CONJUNCTIONS, DETERMINERS, FORCES_PEOPLE, PEOPLE, words},
    model::Harm,
    number::number_at,
    phrase::is_plural,
    reading::Reading,
    time,
    trigger::is_unharmed,
};

/// Verbs that harm their object.
const VERBS: &[(&str, Harm)] = &[
    ("abduct", Harm::Kidnapped),
    ("arrest", Harm::Arrested),
    ("assassinate", Harm::Killed),
    ("behead", Harm::Killed),
    ("detain", Harm::Arrested),
    ("displace", Harm::Displaced),
    ("drown", Harm::Killed),
    ("evacuate", Harm::Displaced),
    ("execute", Harm::Killed),
    ("hang", Harm::Killed),
    ("hurt", Harm::Injured),
    ("injure", Harm::Injured),
    ("kidnap", Harm::Kidnapped),
    ("kill", Harm::Killed),
    ("maim", Harm::Injured),
    ("lynch", Harm::Killed),
    ("massacre", Harm::Killed),
    ("murder", Harm::Killed),
    ("slay", Harm::Killed),
    ("wound", Harm::Injured),
];

/// How a word of harm takes its people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// "killing three", and with an auxiliary "three were killed".
    Verb(VerbForm),
    /// "three died"
    Subject,
    /// "three dead", "three deaths"
    After,
    /// "the murder of three", "the lives of three"
    Of,
    /// "the death toll rose to three"
    Toll,
}

/// Words between "shot down" and the craft at most.
const DOWNED_REACH: usize = 10;

/// Words to each side of a body in which someone finds it.
const BODY_REACH: usize = 11;

/// Words from "taken to" to the hospital at most: "a military hospital".
const HOSPITAL_REACH: usize = 5;

pub(super) fn harm_at(reading: &Reading<'_>, at: usize) -> Option<(Harm, Way)> {
    let word = reading.word(at);
    match word {
        "died" | "perished" | "dying" | "succumbed" => return Some((Harm::Killed, Way::Subject)),
        // "two gunmen shot dead a judge": told by the verb.
        "dead" if matches!(reading.word_before(at), "beaten" | "found" | "hacked" | "shot" | "stabbed") => {
            return None;
        }
        "dead" | "deaths" | "fatalities" | "fatality" => return Some((Harm::Killed, Way::After)),
        // "the mayor was found dead", "they were found murdered"
        "found"
            if matches!(
                reading.word(at + 1),
                "beheaded" | "dead" | "killed" | "murdered" | "shot" | "slain" | "stabbed" | "strangled"
            ) =>
        {
            return Some((Harm::Killed, Way::Verb(VerbForm::Past)));
        }
        // "three men lost their lives"
        "lost"
            if matches!(reading.word(at + 1), "her" | "his" | "their")
                && matches!(reading.word(at + 2), "life" | "lives") =>
        {
            return Some((Harm::Killed, Way::Subject));
        }
        // "a camp for displaced families": who they are, not what happened to them.
        "displaced"
            if reading.is_any(at + 1, &PEOPLE) || matches!(reading.word(at + 1), "families" | "persons") =>
        {
            return None;
        }
        // "twelve were missing", "leaving twelve missing"; "the missing man" is none of these.
        "missing" if !DETERMINERS.has(reading.word_before(at)) => return Some((Harm::Missing, Way::After)),
        "unaccounted" if reading.word(at + 1) == "for" => return Some((Harm::Missing, Way::After)),
        "homeless" => return Some((Harm::Displaced, Way::After)),
        // "the death toll had risen to 132"
        "toll" if matches!(reading.word_before(at), "death" | "the") => {
            return Some((Harm::Killed, Way::Toll));
        }
        "fled" | "flee" if holds_residents(reading, at) => return Some((Harm::Displaced, Way::Subject)),
        "hostage" | "captive" => return Some((Harm::Kidnapped, Way::After)),
        "death" if reading.word(at + 1) != "toll" => return Some((Harm::Killed, Way::Of)),
        // "the number of people killed in the flood climbed to 143"
        "number"
            if reading.word(at + 1) == "of"
                && (at + 2..at + 6).any(|it| matches!(reading.word(it), "dead" | "killed" | "deaths")) =>
        {
            return Some((Harm::Killed, Way::Toll));
        }
        "number"
            if reading.word(at + 1) == "of"
                && reading.holds(at + 2..at + 5, words!["injured", "wounded"]) =>
        {
            return Some((Harm::Injured, Way::Toll));
        }
        // "the bodies of five men were found", "twelve bodies have been recovered"
        "bodies" | "body" if is_found(reading, at) => {
            let way = if reading.word(at + 1) == "of" { Way::Of } else { Way::After };
            return Some((Harm::Killed, way));
        }
        "lives" | "life"
            if matches!(
                reading.word_before(at),
                "claimed" | "claiming" | "claims" | "cost" | "costing" | "the" | "took"
            ) || number_at(reading, at.saturating_sub(1)).is_some() =>
        {
            let way = if reading.word(at + 1) == "of" { Way::Of } else { Way::After };
            return Some((Harm::Killed, way));
        }
        "murder" | "assassination" | "killing" | "killings" | "execution" | "slaying" | "beheading"
        | "murders"
            if reading.word(time::after_time(reading, at + 1, reading.sentence_of(at).end)) == "of" =>
        {
            return Some((Harm::Killed, Way::Of));
        }
        "murder" | "assassination" | "killing" | "slaying" if reading.is_possessive(at.wrapping_sub(1)) => {
            return Some((Harm::Killed, Way::After));
        }
        "injuries" | "injury" if matches!(reading.word_before(at), "suffered" | "sustained" | "with") => {
            return Some((Harm::Injured, Way::Subject));
        }
        _ => {}
    }
    // "shot dead", "gunned down", "shot to death"
    if matches!(
        word,
        "beat"
            | "beaten"
            | "burned"
            | "burnt"
            | "crushed"
            | "gunned"
            | "hacked"
            | "shot"
            | "stabbed"
            | "stoned"
            | "strangled"
            | "trampled"
    ) && (reading.word(at + 1) == "dead"
        || (reading.word(at + 1) == "down"
            && matches!(word, "gunned" | "shot")
            && !reading.holds(reading.phrase_from(at + 2, at + DOWNED_REACH), &MACHINES)
            && !reading.holds(at.saturating_sub(DOWNED_REACH)..at, &MACHINES))
        || (at + 1..at + 7).any(|it| reading.word(it) == "to" && reading.word(it + 1) == "death"))
    {
        return Some((Harm::Killed, Way::Verb(VerbForm::Past)));
    }
    // "shooting dead two guards"
    if matches!(word, "beating" | "gunning" | "hacking" | "shooting" | "stabbing")
        && (matches!(reading.word(at + 1), "dead" | "down")
            || reading.word(at + 1) == "to" && reading.word(at + 2) == "death")
    {
        return Some((Harm::Killed, Way::Verb(VerbForm::Ing)));
    }
    if let Some(way) = in_hospital(reading, at) {
        return Some((Harm::Injured, way));
    }
    // "the heat killed the crops"
    if are_unharmed(reading, at + 1, reading.sentence_of(at).end) {
        return None;
    }
    let written = Inflected::new(word);
    VERBS.iter().find_map(|(lemma, harm)| {
        let form =
            if word == "hurt" && *lemma == "hurt" { VerbForm::Past } else { written.form_of(lemma)? };
        let harmless = form == VerbForm::Base && *lemma != "hurt";
        // "Gunmen kill six": as headlines tell it.
        let before = reading.word_before(at);
        let headline =
            (is_plural(before) || FORCES_PEOPLE.has(before)) && number_at(reading, at + 1).is_some();
        (!harmless || before == "to" || headline).then_some((*harm, Way::Verb(form)))
    })
}

/// "55 others were being treated", "nine wounded people", "six were taken to hospital": how those who were hurt are told
/// without a verb for it.
pub(super) fn in_hospital(reading: &Reading<'_>, at: usize) -> Option<Way> {
    let next = reading.word(at + 1);
    let passive = || {
        let group = reading.verb_group_start(at, reading.sentence_of(at).start);
        // One who is treated may have died, or be told of as hurt anyway.
        (group..at).any(|it| reading.is_any(it, &BE)) && !reading.is_singular_group(group..at)
    };
    let is_told = match reading.word(at) {
        "injured" | "wounded" => {
            let counted = number_at(reading, at.checked_sub(1)?).is_some_and(|it| it.end == at);
            return (counted && reading.is_any(at + 1, &PEOPLE)).then_some(Way::After);
        }
        "hospitalised" | "hospitalized" => true,
        // "two women were in hospital"
        "in" => next == "hospital" || next == "critical" && reading.word(at + 2) == "condition",
        "treated" => !matches!(next, "as" | "like" | "to" | "well" | "with") && !next.ends_with("ly"),
        "admitted" | "airlifted" | "brought" | "rushed" | "taken" | "transferred" => {
            next == "to"
                && reading.holds(
                    reading.phrase_from(at + 2, at + 2 + HOSPITAL_REACH),
                    words!["clinic", "hospital", "hospitals"],
                )
        }
        _ => false,
    };
    let dead =
        || reading.holds(at.saturating_sub(BODY_REACH)..at, words!["bodies", "body", "corpses", "dead"]);
    (is_told && passive() && !dead()).then_some(Way::Verb(VerbForm::Past))
}

/// "the crops", not "crops, two farmers and a child": is nothing of a list anyone?
fn are_unharmed(reading: &Reading<'_>, mut at: usize, limit: usize) -> bool {
    let first = reading.phrase_from(at, limit);
    if !is_unharmed(reading, first.clone()) {
        return false;
    }
    at = first.end;
    while at < limit && (reading.word(at) == "," || CONJUNCTIONS.has(reading.word(at))) {
        let item = reading.phrase_from(at + 1, limit);
        if item.clone().any(|it| number_at(reading, it).is_some()) && !is_unharmed(reading, item.clone()) {
            return false;
        }
        at = item.end.max(at + 1);
    }
    true
}

/// Does someone find the body at `at`?
fn is_found(reading: &Reading<'_>, at: usize) -> bool {
    let sentence = reading.sentence_of(at);
    let near = at.saturating_sub(BODY_REACH).max(sentence.start)..(at + BODY_REACH).min(sentence.end);
    reading.holds(near, words!["discovered", "exhumed", "found", "pulled", "recovered", "retrieved"])
}

/// The forms of verbs of harm that a word is.
pub(super) fn harms(word: &str) -> impl Iterator<Item = VerbForm> {
    let written = Inflected::new(word);
    VERBS.iter().filter_map(move |it| written.form_of(it.0))
}

/// Do people who live there flee, rather than those who attacked?
pub(super) fn holds_residents(reading: &Reading<'_>, at: usize) -> bool {
    let start = reading.clause_range(at).start.max(at.saturating_sub(8));
    let counted = (start..at).any(|it| number_at(reading, it).is_some());
    counted && reading.holds(start..at, &PEOPLE)
}

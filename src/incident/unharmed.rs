//! Nobody was killed or hurt, as a text states it.

use std::ops::Range;

use super::{
    lexicon::words,
    model::{Count, Harm},
    reading::Reading,
    toll::Harmed,
};

/// "no one was hurt", "no casualties", "without causing victims": zero, as stated.
pub(super) fn none_harmed(reading: &Reading<'_>, at: usize, sentence: &Range<usize>) -> Option<Vec<Harmed>> {
    let next = |offset: usize| reading.word(at + offset);
    let words = match next(0) {
        "nobody" | "none" => 1,
        "no" if matches!(next(1), "one" | "people" | "persons") => 2,
        // "no fewer than twelve"
        "no" if matches!(next(1), "fewer" | "less" | "more") => return None,
        "no" | "without" => 1,
        // "did not cause any casualties"
        "any" if are_none_caused(reading, at, sentence.start) => 1,
        _ => return None,
    };
    let reach = (at + words..(at + words + 7).min(sentence.end))
        .take_while(|it| !matches!(reading.word(*it), "." | ";" | "but"));
    let mut harms = Vec::new();
    let mut last = at;
    for it in reach {
        let harm: &[Harm] = match reading.word(it) {
            "casualties" | "casualty" | "victims" if words == 1 => &[Harm::Killed, Harm::Injured],
            "deaths" | "fatalities" | "dead" if words == 1 => &[Harm::Killed],
            "injuries" | "wounded" | "injured" | "hurt" => &[Harm::Injured],
            "killed" | "died" => &[Harm::Killed],
            _ => continue,
        };
        harms.extend_from_slice(harm);
        last = it;
    }
    // "no details on casualties" is not a none.
    let detail = reading.holds(
        at..last + 1,
        words!["claim", "details", "figures", "immediate", "information", "report", "reports", "word"],
    );
    if harms.is_empty() || detail {
        return None;
    }
    let evidence = reading.span(at..last + 1);
    let count = Count { low: 0, best: Some(0), high: Some(0), evidence };
    Some(harms.into_iter().map(|harm| Harmed { harm, count, at: last, adds: false }).collect())
}

/// "did not cause", "not result in", "there were not" before "any casualties"; not "did not say whether there were".
fn are_none_caused(reading: &Reading<'_>, any: usize, limit: usize) -> bool {
    let verb =
        any.saturating_sub(1 + usize::from(matches!(reading.word_before(any), "in" | "to"))).max(limit);
    let causes = words![
        "are", "cause", "caused", "inflict", "inflicted", "lead", "leave", "result", "suffer", "suffered",
        "was", "were"
    ];
    let not = words!["never", "nor", "not"];
    let denied = reading.holds(verb.saturating_sub(1).max(limit)..(verb + 2).min(any), not);
    reading.is_any(verb, causes) && denied
        || reading.is_any(verb, not) && reading.is_any(verb.saturating_sub(1), causes)
}

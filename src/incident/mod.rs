//! What happened there? Incidents: what, when, where, who, and how many were killed and injured.
//!
//! Words of the table in `triggers` are found and those that tell of no real event are left out; each
//! becomes a telling with time, place, toll, actors and weapons of its sentence; tellings of one event
//! merge; what stays too vague to sign is dropped. Every step is a rule over words, pure and bounded, so
//! that a trained step can take the place of any one of them.

mod actor;
mod alias;
mod anchor;
mod calendar;
mod confidence;
mod kind;
mod lemma;
mod lexicon;
mod merge;
mod model;
mod number;
mod phrase;
mod reading;
mod reality;
mod report;
mod setting;
mod target;
#[cfg(test)]
mod testing;
mod time;
mod toll;
mod trigger;
mod triggers;
mod weapon;

#[cfg(test)]
mod tests;

pub use kind::{EventType, IncidentKind};
pub use model::{Actor, ActorKind, Count, Incident, Interval, Stage, Toll};

use crate::{
    document::Document, gazetteer::Gazetteer, recognize::Recognition, resolve::Resolution, text::Tokens,
};
use alias::Aliases;
use merge::{Case, Merger};
use reading::Reading;
use report::Scene;

/// What is less sure is not told: of such, three in four were none when counted on annotated news.
const LEAST_CONFIDENCE: f64 = 0.475;

/// Finds the incidents that a text reports, in text order.
///
/// `resolutions` are those of `recognition.mentions`, one each, in the same order.
#[must_use]
pub fn extract(
    document: &Document,
    tokens: &Tokens<'_>,
    recognition: &Recognition,
    resolutions: &[Resolution<'_>],
    gazetteer: &Gazetteer,
) -> Vec<Incident> {
    let reading = Reading::new(document, tokens, recognition, resolutions, gazetteer);
    let hits = trigger::find(&reading);
    if hits.is_empty() {
        return Vec::new();
    }
    let aliases = Aliases::new(&reading);
    let times = time::find(&reading);
    let scene = Scene { reading: &reading, aliases: &aliases, hits: &hits, times: &times };
    let mut merger = Merger::default();
    let mut before = Vec::new();
    let mut next = 0;
    for sentence in reading.sentences() {
        let first = next;
        while hits.get(next).is_some_and(|it| it.tokens.start < sentence.end) {
            next += 1;
        }
        let (reports, chunks) = scene.reports(sentence.clone(), first..next, &before);
        for report in reports {
            merger.add(report, &reading);
        }
        before = chunks;
    }
    let setting = setting::Setting::new(&reading, &times);
    merger.cases.into_iter().filter_map(|it| incident(it, &reading, &setting)).collect()
}

/// The incident of an event, with its place looked for around it; `None` when it is too vague.
fn incident(mut case: Case, reading: &Reading<'_>, setting: &setting::Setting<'_>) -> Option<Incident> {
    if !setting::is_worth_telling(&case) {
        return None;
    }
    let confidence = confidence::confidence(&case);
    if confidence.value() < LEAST_CONFIDENCE {
        return None;
    }
    if case.places.is_empty() {
        case.places = setting.places(reading, &case);
    }
    if case.time.is_none() {
        case.time = setting.time(reading, &case);
    }
    let when = match case.time {
        Some((days, evidence)) => {
            Interval { start: Some(days.first), end: Some(days.last), evidence: Some(evidence) }
        }
        None => Interval { start: None, end: reading.date, evidence: None },
    };
    let quote = |it: &usize| reading.sentences().get(*it).map(|range| reading.span(range.clone()));
    Some(Incident {
        kind: case.kind().entry(),
        stage: case.stage,
        when,
        quotes: case.sentences.iter().filter_map(quote).collect(),
        places: case.places,
        toll: Toll { killed: case.killed, injured: case.injured },
        perpetrators: case.actors,
        targets: case.targets.into_iter().map(|it| it.text).collect(),
        weapons: case.weapons,
        confidence,
        trigger: case.trigger,
    })
}

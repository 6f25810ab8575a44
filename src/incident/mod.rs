//! What happened there? Incidents: what, when, where, who, and how many were killed and injured.
//!
//! Words of the table in `triggers` are found and those that tell of no real event are left out; each
//! becomes a telling with time, place, toll, actors and weapons of its sentence; tellings of one event
//! merge; what stays too vague to sign is dropped. Every step is a rule over words, pure and bounded, so
//! that a trained step can take the place of any one of them.

mod actor;
mod agent;
mod alias;
mod anchor;
mod blame;
mod calendar;
mod chunk;
mod claim;
mod codes;
mod confidence;
mod cumulative;
mod dateline;
mod ending;
mod event;
mod fitting;
mod groups;
mod harm;
mod heading;
mod initials;
mod kind;
mod known;
mod lemma;
mod lexicon;
mod likeness;
mod merge;
mod model;
mod needs;
mod number;
mod people;
mod phrase;
mod reading;
mod reality;
mod report;
mod role;
mod setting;
mod signs;
mod spread;
mod target;
#[cfg(test)]
mod testing;
mod time;
mod toll;
mod trigger;
mod triggers;
mod unharmed;
mod vocabulary;
mod weapon;
mod when;
mod who;

#[cfg(test)]
mod tests;

pub use event::{Account, group};
pub use kind::{EventType, IncidentKind};
pub use model::{Actor, ActorKind, Count, Harm, Incident, Interval, Reason, Stage, Toll, Words};
pub use vocabulary::vocabulary;

use crate::{
    document::Document,
    gazetteer::Gazetteer,
    recognize::Recognition,
    resolve::{Confidence, Resolution},
    text::Tokens,
};
use alias::Aliases;
use chunk::Chunk;
use merge::{Case, Merger};
use reading::Reading;
use report::Scene;

/// What is less sure is not told: there the incidents found in annotated news, and those that were
/// right among them, are most in balance.
pub const LEAST_CONFIDENCE: f64 = 0.4;

/// Finds the incidents that a text reports, in text order.
///
/// `resolutions` are those of `recognition.mentions`, one each, in the same order. What is less sure than
/// `least` is left out, unless the text says of it who, where and when.
#[must_use]
pub fn extract(
    document: &Document,
    tokens: &Tokens<'_>,
    recognition: &Recognition,
    resolutions: &[Resolution<'_>],
    gazetteer: &Gazetteer,
    least: Confidence,
) -> Vec<Incident> {
    let reading = Reading::new(document, tokens, recognition, resolutions, gazetteer);
    let mut hits = trigger::find(&reading);
    hits.retain(|it| reality::stage(&reading, it).is_some());
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
        for report in spread::each(reports, &scene) {
            merger.add(report, &reading);
        }
        // "It also burned": the organisation told last, over sentences that tell of none.
        let is_organised = |it: &Chunk| it.kind == ActorKind::Organisation;
        if chunks.iter().any(is_organised) {
            before.clear();
        }
        before.retain(is_organised);
        before.extend(chunks);
    }
    let setting = setting::Setting::new(&reading, &times);
    let cases: Vec<Case> = merger.cases.into_iter().filter(setting::is_worth_telling).collect();
    if cases.is_empty() {
        return Vec::new();
    }
    let events = cases.len();
    let lean = vocabulary::lean(&vocabulary(tokens, recognition));
    let told: Vec<(Case, Judged)> = cases
        .into_iter()
        .filter_map(|it| {
            let signs = signs::signs(&it, &reading, events);
            let (confidence, reasons) = confidence::confidence(&signs, lean);
            let sure = confidence.value() >= least.value() + setting::doubt(&it, &reading)
                || setting::is_fully_told(&it, &reading);
            sure.then_some((it, Judged { confidence, signs, reasons }))
        })
        .collect();
    let headings = heading::headings(&told.iter().map(|it| &it.0).collect::<Vec<_>>(), &reading);
    let single = told.into_iter().zip(headings).filter(|it| !it.1).map(|it| it.0);
    single.map(|(case, judged)| incident(case, judged, &reading, &setting, &aliases)).collect()
}

/// How sure a case is, and why.
struct Judged {
    confidence: Confidence,
    signs: Vec<String>,
    reasons: Vec<Reason>,
}

/// The incident of an event, with its place and time looked for around it.
fn incident(
    mut case: Case,
    judged: Judged,
    reading: &Reading<'_>,
    setting: &setting::Setting<'_>,
    aliases: &Aliases,
) -> Incident {
    who::settle(&mut case, aliases);
    fitting::settle_kind(&mut case);
    setting.place(reading, &mut case);
    if case.time.is_none() {
        case.time = setting.time(reading, &case);
    }
    if case.weapons.is_empty() {
        let mut sentences = case.sentences.iter().filter_map(|it| reading.sentences().get(*it).cloned());
        case.weapons.extend(sentences.find_map(|it| weapon::implied(reading, it, case.kind())));
    }
    let when = match case.time {
        Some((days, evidence)) => {
            Interval { start: Some(days.first), end: Some(days.last), evidence: Some(evidence) }
        }
        None => Interval { start: None, end: reading.date, evidence: None },
    };
    let quote = |it: &usize| reading.sentences().get(*it).map(|range| reading.span(range.clone()));
    Incident {
        kind: case.kind().entry(),
        stage: case.stage,
        when,
        quotes: case.sentences.iter().filter_map(quote).collect(),
        places: case.places,
        finer: case.finer,
        toll: case.toll,
        perpetrators: case.actors,
        denials: case.denials,
        targets: case.targets.into_iter().map(|it| Words { text: it.text, evidence: it.evidence }).collect(),
        weapons: case.weapons,
        confidence: judged.confidence,
        signs: judged.signs,
        reasons: judged.reasons,
        trigger: case.trigger,
    }
}

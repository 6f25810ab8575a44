//! An incident for a person: its fields, and the words they were read from.

use std::io::{self, Write};

use dateline::{
    incident::{Count, Incident, Interval},
    resolve::Resolution,
    text::Span,
};

use super::{
    explain::Page,
    terminal::{DOUBTFUL, FAINT, GOOD, STRONG, plain},
    words::whole_name,
};

/// Signs that are shown of those that made the confidence.
const MOST_REASONS: usize = 5;

/// Prints one incident.
pub(super) fn print(out: &mut impl Write, page: &Page<'_>, incident: &Incident) -> io::Result<()> {
    writeln!(out)?;
    writeln!(
        out,
        "{} {STRONG}{}{STRONG:#} → {GOOD}{}{GOOD:#}",
        page.position(incident.trigger),
        page.words(incident.trigger),
        incident.kind.label
    )?;
    let (event_type, stage) = (incident.kind.event_type.as_str(), incident.stage.as_str());
    let confidence = incident.confidence.value();
    writeln!(out, "    {event_type}, {stage}, confidence {confidence:.2}")?;
    print_places(out, page, incident)?;
    field(out, page, "when", &when(&incident.when), incident.when.evidence)?;
    for (harm, count) in incident.toll.counts() {
        if let Some(count) = count {
            field(out, page, harm.as_str(), &number(&count), Some(count.evidence))?;
        }
    }
    for actor in &incident.perpetrators {
        let claimed = if actor.claimed { ", claimed it" } else { "" };
        let words = format!("{} ({}{claimed})", actor.name, actor.kind.as_str());
        field(out, page, "by", &words, Some(actor.evidence))?;
    }
    for actor in &incident.denials {
        field(out, page, "denied", &actor.name, Some(actor.evidence))?;
    }
    for (name, list) in [("against", &incident.targets), ("with", &incident.weapons)] {
        for words in list {
            field(out, page, name, &words.text, Some(words.evidence))?;
        }
    }
    if !incident.reasons.is_empty() {
        let reasons = incident.reasons.iter().take(MOST_REASONS);
        let reasons: Vec<String> = reasons.map(|it| format!("{} {:+.1}", it.sign, it.weight)).collect();
        field(out, page, "sure", &reasons.join(", "), None)?;
    }
    for quote in &incident.quotes {
        writeln!(out, "    {FAINT}│{FAINT:#} {}", page.words(*quote))?;
    }
    Ok(())
}

fn print_places(out: &mut impl Write, page: &Page<'_>, incident: &Incident) -> io::Result<()> {
    if incident.places.is_empty() {
        return writeln!(out, "    {:<8} {DOUBTFUL}no place: not on the map{DOUBTFUL:#}", "where");
    }
    for (mention, resolution) in incident.places.iter().filter_map(|it| page.parsed.mention(*it)) {
        field(out, page, "where", &place(resolution, page), Some(mention.span))?;
    }
    Ok(())
}

fn place(resolution: &Resolution<'_>, page: &Page<'_>) -> String {
    match resolution.chosen() {
        Some(chosen) => whole_name(&chosen.candidate.place, page.parsed.gazetteer()),
        None => format!("{}: not on the map", resolution.outcome.as_str()),
    }
}

fn field(
    out: &mut impl Write,
    page: &Page<'_>,
    name: &str,
    value: &str,
    evidence: Option<Span>,
) -> io::Result<()> {
    write!(out, "    {name:<8} {}", plain(value))?;
    match evidence {
        Some(span) => {
            writeln!(out, "  {FAINT}“{}” at {}{FAINT:#}", page.words(span), page.position(span))
        }
        None => writeln!(out),
    }
}

fn when(interval: &Interval) -> String {
    match (interval.start, interval.end) {
        (Some(start), Some(end)) if start == end => start.to_string(),
        (Some(start), Some(end)) => format!("{start} to {end}"),
        (Some(start), None) => format!("on or after {start}"),
        (None, Some(end)) => format!("on or before {end}"),
        (None, None) => "not stated".to_owned(),
    }
}

fn number(count: &Count) -> String {
    let best = count.best.map_or("not one number".to_owned(), |it| it.to_string());
    match (count.best, count.high) {
        (Some(best), Some(high)) if best == count.low && best == high => best.to_string(),
        (_, Some(high)) => format!("{best} ({} to {high})", count.low),
        (_, None) => format!("{best} ({} or more)", count.low),
    }
}

//! `dateline explain`: a document → why each mention was put where it was, and what each incident was read from.

use std::{
    io::{self, Write},
    sync::Arc,
};

use clap::Args;
use dateline::{
    document::{Document, Fault, Lost},
    error::Error,
    geoparse::{Geoparsed, Geoparser},
    recognize::Mention,
    resolve::{Footprint, Outcome, Ranked, Resolution},
    spatial::SpatialPhrase,
    text::Span,
};

use super::{
    Global,
    exit::{Exit, Stop},
    explain_incident,
    inputs::Inputs,
    terminal::{DOUBTFUL, FAINT, GOOD, STRONG, Terminal, plain},
    words::{Lines, counted, grouped, whole_name},
};

const EXAMPLES: &str = "\
Examples:
  dateline explain article.txt
  dateline explain saved-page.html
  dateline explain --date 2022-12-17 --color always article.txt | less -R

Under each mention stand the places it may mean, the best first, each with the evidence for (+) and
against (-) it. Weights are log-odds: 1 more makes a place about 2.7 times as likely.";

/// Most characters of a line shown on either side of a mention.
const CONTEXT: usize = 45;

/// Explain the choice of each place and what each incident was read from
///
/// Prints for a person every mention in its line with the places it may mean and the evidence for
/// each, then every incident with the words that tell its fields.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Explain {
    #[command(flatten)]
    inputs: Inputs,

    /// Show at most this many places a mention may mean
    #[arg(long, value_name = "N", default_value_t = 4)]
    candidates: usize,
}

/// Runs the command.
pub(super) fn run(args: &Explain, global: &Global) -> Result<Exit, Stop> {
    let gazetteer = global.open_gazetteer()?;
    let geoparser = Geoparser::new(&gazetteer);
    let sources = args.inputs.sources(args.inputs.options(None), 0, &geoparser)?;
    let mut terminal = Terminal::new(global.quiet);
    let mut out = anstream::stdout().lock();
    let mut exit = Exit::Done;
    for document in args.inputs.documents(args.inputs.options(None))? {
        match document {
            Ok(document) => {
                let parsed = sources.parse(&document, &geoparser);
                let page = Page { parsed: &parsed, document: &document, lines: Lines::new(document.text()) };
                page.print(&mut out, args.candidates).map_err(Error::output)?;
            }
            Err(Fault { error, lost }) => {
                terminal.fault(&error);
                if lost != Lost::Detail {
                    exit = Exit::Failed;
                }
            }
        }
    }
    Ok(exit)
}

/// What is printed of one document.
pub(super) struct Page<'p> {
    pub(super) parsed: &'p Geoparsed<'p, 'p>,
    pub(super) document: &'p Document,
    pub(super) lines: Lines<'p>,
}

impl Page<'_> {
    fn print(&self, out: &mut impl Write, candidates: usize) -> io::Result<()> {
        let date = self.document.date().map_or("no date known".to_owned(), |it| it.to_string());
        let mentions = counted(self.parsed.mentions().len() as u64, "mention");
        let incidents = counted(self.parsed.incidents().len() as u64, "incident");
        writeln!(
            out,
            "{STRONG}{}{STRONG:#} ({date}): {mentions} of places, {incidents}",
            plain(self.document.id())
        )?;
        let mut shown: Vec<(&Arc<[Ranked<'_>]>, Span)> = Vec::new();
        for (mention, resolution) in self.parsed.mentions() {
            self.print_mention(out, mention, resolution)?;
            if resolution.candidates.is_empty() {
                continue;
            }
            match shown.iter().find(|(it, _)| Arc::ptr_eq(it, &resolution.candidates)) {
                Some((_, before)) => {
                    writeln!(out, "    {FAINT}candidates as at {}{FAINT:#}", self.position(*before))?;
                }
                None => {
                    self.print_candidates(out, resolution, candidates)?;
                    shown.push((&resolution.candidates, mention.span));
                }
            }
        }
        for phrase in self.parsed.spatial_phrases() {
            self.print_phrase(out, phrase)?;
        }
        for incident in self.parsed.incidents() {
            explain_incident::print(out, self, incident)?;
        }
        writeln!(out)
    }

    /// Line and column where a span starts.
    pub(super) fn position(&self, span: Span) -> String {
        self.lines.position(span.start())
    }

    /// The words of a span, without control characters and line breaks.
    pub(super) fn words(&self, span: Span) -> String {
        plain(span.of(self.document.text())).replace('\n', " ")
    }

    fn print_mention(
        &self,
        out: &mut impl Write,
        mention: &Mention,
        resolution: &Resolution<'_>,
    ) -> io::Result<()> {
        let words = self.words(mention.span);
        let position = self.position(mention.span);
        writeln!(out)?;
        let (usage, kind) = (mention.usage.as_str(), mention.kind.as_str());
        match (resolution.chosen(), resolution.outcome) {
            (Some(chosen), _) => {
                let place = &chosen.candidate.place;
                let name = whole_name(place, self.parsed.gazetteer());
                let confidence = resolution.confidence.value();
                let reach = resolution.footprint.map_or_else(String::new, |it| {
                    format!(", {} within {:.0} km", it.precision.as_str(), it.uncertainty_km.max(1.0))
                });
                writeln!(out, "{position} {STRONG}{words}{STRONG:#} → {GOOD}{}{GOOD:#}", plain(&name))?;
                writeln!(out, "    {usage} {kind}, confidence {confidence:.2}{reach}, {}", place.id)?;
            }
            (None, outcome) => {
                let why = outcome.reason().map_or("", |it| it.as_str());
                let status = outcome.as_str();
                writeln!(
                    out,
                    "{position} {STRONG}{words}{STRONG:#} → {DOUBTFUL}{status}{DOUBTFUL:#}: {why}"
                )?;
                writeln!(out, "    {usage} {kind}")?;
            }
        }
        let (before, after) = self.lines.around(mention.span, CONTEXT);
        writeln!(out, "    {FAINT}│{FAINT:#} {}{STRONG}[{words}]{STRONG:#}{}", plain(&before), plain(&after))
    }

    fn print_phrase(&self, out: &mut impl Write, phrase: &SpatialPhrase) -> io::Result<()> {
        let (words, relation) = (self.words(phrase.span), phrase.relation.as_str());
        let Footprint { point, precision, uncertainty_km } = phrase.footprint;
        let (latitude, longitude, precision) = (point.y(), point.x(), precision.as_str());
        writeln!(
            out,
            "\n{} {STRONG}{words}{STRONG:#} → {GOOD}{latitude:.3}, {longitude:.3}{GOOD:#}\n    {relation}, {precision} within {uncertainty_km:.0} km",
            self.position(phrase.span)
        )
    }

    fn print_candidates(
        &self,
        out: &mut impl Write,
        resolution: &Resolution<'_>,
        most: usize,
    ) -> io::Result<()> {
        for (at, ranked) in resolution.candidates.iter().take(most).enumerate() {
            let place = &ranked.candidate.place;
            let style = if at == 0 && resolution.outcome == Outcome::Resolved { GOOD } else { FAINT };
            let people = if place.population > 0 {
                format!(", {} people", grouped(place.population))
            } else {
                String::new()
            };
            let told = ranked.evidence.iter().filter(|it| it.weight.abs() >= 0.05);
            let evidence: Vec<String> =
                told.map(|it| format!("{} {:+.1}", it.kind.as_str(), it.weight)).collect();
            let evidence = if evidence.is_empty() { "no evidence".to_owned() } else { evidence.join(", ") };
            let name = whole_name(place, self.parsed.gazetteer());
            let code = place.feature_code;
            writeln!(
                out,
                "    {:>6.1}  {style}{}{style:#} ({}{people}): {evidence}",
                ranked.score,
                plain(&name),
                code.as_str()
            )?;
        }
        match resolution.candidates.len().saturating_sub(most) {
            0 => Ok(()),
            more => writeln!(out, "            {FAINT}and {more} more{FAINT:#}"),
        }
    }
}

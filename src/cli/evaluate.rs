//! `dateline evaluate`: labelled texts → how good the answers are, and what goes wrong.

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    io::{self, Write},
    ops::Range,
    path::{Path, PathBuf},
};

use clap::Args;
use dateline::{
    error::{Error, Result},
    evaluate::{Evaluation, GoldDocument, Miss, MissKind, Prediction, Score, Unit, misses},
    geoparse::Geoparser,
    text::CodePoints,
};
use serde_json::{Map, Value, json};

use super::{
    Global,
    exit::{Exit, Stop},
    output::Output,
    terminal::{FAINT, STRONG, Terminal},
    words::{counted, grouped},
};

const EXAMPLES: &str = "\
Examples:
  dateline evaluate labelled.jsonl
  dateline evaluate labelled.jsonl --given --json
  dateline evaluate labelled.jsonl --errors errors.jsonl
  dateline evaluate labelled.jsonl --predictions other-program.jsonl

A line of labelled texts:
  {\"id\": \"1\", \"text\": \"Rain in Paris, Texas.\", \"toponyms\": [{\"start\": 8, \"end\": 13, \"lat\": 33.66, \"lon\": -95.56}]}
`start` and `end` count Unicode code points, end exclusive. A toponym without coordinates counts for
recognition only. With `geonameid`, the same number is right whatever the coordinates; with `usage`
(literal or associative), that is measured too.";

/// Measure recognition and resolution on your own labelled texts
///
/// Compares what dateline finds, or what another program found, with toponyms labelled by hand. An
/// answer is right within 161 km. Each document is read alone.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Evaluate {
    /// Files of labelled texts, one JSON object a line
    #[arg(value_name = "GOLD", required = true)]
    gold: Vec<PathBuf>,

    /// Score these predictions instead: a line a document, with `id` and `mentions`
    #[arg(long, value_name = "FILE", conflicts_with = "given")]
    predictions: Option<PathBuf>,

    /// Give the labelled spans, so that resolution alone is asked
    #[arg(long)]
    given: bool,

    /// Write every mistake to this file, one JSON object a line
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,

    /// Replace the file of mistakes if it exists
    #[arg(long, requires = "errors")]
    force: bool,

    /// Draw so many samples of the documents for the intervals of 95 %; 0 for no intervals
    #[arg(long, value_name = "N", default_value_t = 1000)]
    samples: usize,

    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub(super) fn run(args: &Evaluate, global: &Global) -> std::result::Result<Exit, Stop> {
    let gazetteer = global.open_gazetteer()?;
    let geoparser = Geoparser::new(&gazetteer);
    let predictions = args.predictions.as_deref().map(read_predictions).transpose()?;
    let mut terminal = Terminal::new(global.quiet);
    let mut errors = args.errors.as_ref().map(|it| Output::open(Some(it), args.force)).transpose()?;
    let mut report = Report::default();
    let mut faulty = false;
    for path in &args.gold {
        let text = fs::read(path).map_err(|error| Error::io(error, path))?;
        for (number, line) in lines(&text) {
            let gold = match GoldDocument::from_json(line) {
                Ok(gold) => gold,
                Err(error) => {
                    terminal.fault(&error.at_line(path, number));
                    faulty = true;
                    continue;
                }
            };
            let answer = match &predictions {
                Some(of) => of.get(gold.document.id()).cloned().unwrap_or_else(|| {
                    report.unanswered += 1;
                    Vec::new()
                }),
                None if args.given => Prediction::of(&geoparser.parse(&gold.with_spans())),
                None => Prediction::of(&geoparser.parse(&gold.document)),
            };
            if let Some(fault) = outside(&gold, &answer) {
                return Err(fault.into());
            }
            let misses = report.add(&gold, &answer);
            if let Some(errors) = &mut errors {
                write_misses(errors, &gold, &answer, &misses).map_err(Error::output)?;
            }
        }
    }
    if report.evaluation.documents() == 0 {
        let error =
            Error::new("no labelled document could be read").with_hint("--help shows the form of a line");
        return Err(error.into());
    }
    if report.unanswered > 0 {
        let missing = counted(report.unanswered, "labelled document");
        terminal
            .note(&format!("{missing} without a line of predictions, taken for documents without mentions"));
    }
    if let Some(errors) = errors {
        errors.commit()?;
    }
    report.given = args.given;
    let scores = report.evaluation.scores(args.samples);
    let out = anstream::stdout().lock();
    if args.json { report.print_json(out, &scores) } else { report.print(out, &scores) }
        .map_err(Error::output)?;
    Ok(if faulty { Exit::Failed } else { Exit::Done })
}

/// The lines that hold something, counted from 1.
fn lines(text: &[u8]) -> impl Iterator<Item = (u64, &[u8])> {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let lines = text.split(|it| *it == b'\n').zip(1..).map(|(line, number)| (number, line.trim_ascii()));
    lines.filter(|(_, line)| !line.is_empty())
}

/// The predictions of a file by document. A line that cannot be read ends it: scores would be of something else.
fn read_predictions(path: &Path) -> Result<HashMap<String, Vec<Prediction>>> {
    let text = fs::read(path).map_err(|error| Error::io(error, path))?;
    let mut all = HashMap::new();
    for (number, line) in lines(&text) {
        let (id, predictions) = Prediction::from_json(line).map_err(|error| error.at_line(path, number))?;
        if all.insert(id.clone(), predictions).is_some() {
            let error = Error::new(format!("document {id:?} was predicted before")).at_line(path, number);
            return Err(error.with_hint("give each document one line"));
        }
    }
    Ok(all)
}

/// A prediction that does not lie in the text: it was made for another.
fn outside(gold: &GoldDocument, predictions: &[Prediction]) -> Option<Error> {
    let points = CodePoints::new(gold.document.text());
    let wrong = predictions.iter().find(|it| points.span(it.range.clone()).is_none())?;
    let (id, Range { start, end }) = (gold.document.id(), &wrong.range);
    let error = Error::new(format!("document {id:?}: the prediction {start} to {end} is not in its text"));
    Some(error.with_hint("offsets count Unicode code points of the very same text, end exclusive"))
}

/// All that is said at the end.
#[derive(Default)]
struct Report {
    evaluation: Evaluation,
    misses: BTreeMap<MissKind, u64>,
    unanswered: u64,
    given: bool,
}

impl Report {
    fn add(&mut self, gold: &GoldDocument, predictions: &[Prediction]) -> Vec<Miss> {
        self.evaluation.add(gold, predictions);
        let misses = misses(gold, predictions);
        misses.iter().for_each(|it| *self.misses.entry(it.kind).or_default() += 1);
        misses
    }

    /// With the spans given, what is said of recognition says nothing.
    fn says(&self, score: &Score) -> bool {
        score.value.is_some()
            && !(self.given && ["recognition.", "e2e."].iter().any(|it| score.measure.key.starts_with(it)))
    }

    fn print(&self, mut out: impl Write, scores: &[Score]) -> io::Result<()> {
        let counts = self.evaluation.counts();
        writeln!(
            out,
            "{STRONG}{}{STRONG:#}, {} labelled ({} with coordinates), {} predicted",
            counted(self.evaluation.documents() as u64, "document"),
            counted(counts.gold as u64, "toponym"),
            grouped(counts.gold_located as u64),
            grouped(counts.predicted as u64),
        )?;
        let mut group = "";
        for score in scores.iter().filter(|it| self.says(it)) {
            let measure = score.measure;
            if measure.group != group {
                writeln!(out, "\n{STRONG}{}{STRONG:#}", measure.group)?;
                group = measure.group;
            }
            let show = |it: f64| match measure.unit {
                Unit::Kilometres => format!("{it:.1} km"),
                Unit::Share | Unit::Area => format!("{it:.3}"),
            };
            let value = score.value.map(show).unwrap_or_default();
            let interval = score
                .interval
                .map_or_else(String::new, |(low, high)| format!("{} – {}", show(low), show(high)));
            writeln!(out, "  {:<40} {value:>10}   {FAINT}{interval}{FAINT:#}", measure.label)?;
        }
        writeln!(out, "\n{STRONG}what goes wrong{STRONG:#}")?;
        for kind in MissKind::ALL {
            let count = self.misses.get(&kind).copied().unwrap_or(0);
            writeln!(out, "  {:>10}  {}", grouped(count), kind.meaning())?;
        }
        out.flush()
    }

    fn print_json(&self, mut out: impl Write, scores: &[Score]) -> io::Result<()> {
        let counts = self.evaluation.counts();
        let scores: Map<String, Value> = scores
            .iter()
            .filter(|it| self.says(it))
            .map(|it| {
                let interval = it.interval.map(|(low, high)| [low, high]);
                (it.measure.key.to_owned(), json!({ "value": it.value, "ci95": interval }))
            })
            .collect();
        let misses: Map<String, Value> = MissKind::ALL
            .iter()
            .map(|it| (it.as_str().to_owned(), self.misses.get(it).copied().unwrap_or(0).into()))
            .collect();
        let report = json!({
            "documents": self.evaluation.documents(),
            "counts": {
                "gold": counts.gold as u64,
                "gold_with_coordinates": counts.gold_located as u64,
                "predicted": counts.predicted as u64,
                "matched_exact": counts.exact as u64,
                "matched_overlap": counts.overlapping as u64,
                "within_161km": counts.near as u64,
                "end_to_end_right": counts.end_to_end as u64,
            },
            "scores": scores,
            "errors": misses,
        });
        writeln!(out, "{}", serde_json::to_string_pretty(&report)?)
    }
}

fn write_misses(
    out: &mut impl Write,
    gold: &GoldDocument,
    predictions: &[Prediction],
    misses: &[Miss],
) -> io::Result<()> {
    let text = gold.document.text();
    let points = CodePoints::new(text);
    for miss in misses {
        let label = miss.gold.map(|it| &gold.toponyms[it]);
        let prediction = miss.prediction.map(|it| &predictions[it]);
        let record = json!({
            "document": gold.document.id(),
            "error": miss.kind.as_str(),
            "text": label.map(|it| it.span).or_else(|| points.span(prediction?.range.clone())).map(|it| it.of(text)),
            "km": miss.km.map(|it| (it * 10.0).round() / 10.0),
            "gold": label.map(|it| json!({
                "start": it.range.start, "end": it.range.end, "geonameid": it.geoname_id,
                "lat": it.point.map(|it| it.y()), "lon": it.point.map(|it| it.x()),
            })),
            "prediction": prediction.map(|it| json!({
                "start": it.range.start, "end": it.range.end, "geonameid": it.geoname_id,
                "lat": it.point.map(|it| it.y()), "lon": it.point.map(|it| it.x()),
            })),
        });
        writeln!(out, "{record}")?;
    }
    Ok(())
}

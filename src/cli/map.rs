//! `dateline map`: documents → a layer.

use clap::Args;
use dateline::{
    document::{self, Document, Documents, Fault, Lost},
    error::Error,
    geoparse::Geoparser,
    layer::{About, Content, Events, FIELDS, Findings, LayerOptions, LayerWriter, Tally},
};

use super::{
    Global,
    exit::{Exit, Stop},
    inputs::{Inputs, RECORDS},
    output_set::OutputSet,
    pipeline::{self, Outcome},
    terminal::Terminal,
    words::{counted, grouped, rows_added},
    writing::{Writing, refuse_to_write_over},
};

const EXAMPLES: &str = "\
Examples:
  dateline map article.txt -o map.geojson
  dateline map news/ -o map.geojson --force
  dateline map saved-page.html -o map.geojson
  dateline map news.jsonl.gz -o found.jsonl
  dateline map sheet.csv --text-field body --keep desk -o map.geojson
  dateline map news/ -o events.geojson --merge
  curl -s https://example.org/news.txt | dateline map --date 2022-12-17 > map.geojson

Exit codes: 0 all done; 1 something failed, even if the rest was written; 2 wrong usage.";

/// Put the places and incidents of documents on the map
///
/// Writes one GeoJSON Feature for each place a document names and for each incident it reports, told
/// apart by the property `layer`. JSON lines hold everything that was found, on the map or not.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Map {
    #[command(flatten)]
    writing: Writing,

    #[command(flatten)]
    inputs: Inputs,

    /// Let this field of each record travel to the output; may be given several times
    ///
    /// Features bear it as a property, JSON lines in `kept`. FIELD=NAME writes it under another name, which
    /// is needed where a field of the output has its name.
    #[arg(long, value_name = "FIELD", help_heading = RECORDS, value_parser = parse_keep)]
    keep: Vec<(String, String)>,

    /// Put the country of "Pakistani" on the map too
    #[arg(long)]
    demonyms: bool,

    /// Put reports of one event from several documents together
    ///
    /// Adds a Feature of the layer `event` for each event, with its reports, their sources and the tolls
    /// they tell; every incident stays and bears the event's id. All documents are read before anything is
    /// written.
    #[arg(long)]
    merge: bool,

    /// Exit with 0 even if documents could not be read
    ///
    /// For programs that run this one over many documents, such as Spark: JSON lines say of each what was
    /// wrong with it. Wrong usage, and what cannot be written, still fail.
    #[arg(long, hide_short_help = true)]
    allow_failures: bool,

    /// Work on this many documents at once; 0 for as many as there are processors
    #[arg(long, value_name = "N", default_value_t = 0, allow_negative_numbers = true)]
    threads: usize,
}

/// A field that travels, and what it is called in the output.
fn parse_keep(words: &str) -> Result<(String, String), String> {
    let (field, name) = words.split_once('=').unwrap_or((words, words));
    if field.is_empty() || name.is_empty() {
        return Err("write FIELD or FIELD=NAME".to_owned());
    }
    if FIELDS.iter().any(|it| it.name == name) {
        let other = format!("{field}=record_{name}");
        return Err(format!(
            "dateline writes a field \"{name}\" itself; give it another name: --keep {other}"
        ));
    }
    Ok((field.to_owned(), name.to_owned()))
}

fn refuse_same_names(keep: &[(String, String)]) -> Result<(), Stop> {
    let mut names: Vec<&str> = keep.iter().map(|it| it.1.as_str()).collect();
    names.sort_unstable();
    match names.windows(2).find(|it| it[0] == it[1]) {
        None => Ok(()),
        Some(twice) => Err(Stop::Usage(Error::new(format!("--keep writes \"{}\" twice", twice[0])))),
    }
}

/// Runs the command.
pub(super) fn run(args: &Map, global: &Global) -> Result<Exit, Stop> {
    refuse_same_names(&args.keep)?;
    let plan = args.writing.plan()?.keeping(args.keep.iter().map(|it| it.1.clone()).collect())?;
    let content = if args.merge { plan.content().with_features() } else { plan.content() };
    if args.merge && content.is_line() {
        let error = Error::new(format!("--merge does not go with {}", plan.format.name()));
        return Err(Stop::Usage(error.with_hint("write .geojson or .geojsonl")));
    }
    let mut terminal = Terminal::new(global.quiet);
    let target = args.writing.target();
    let plain = args.inputs.options(target);
    let keeping = args.keep.iter().fold(plain.clone(), |options, (field, name)| options.keep(field, name));
    let documents = args.inputs.documents(keeping)?;
    refuse_to_write_over(&args.inputs.inputs, target)?;
    let outputs = OutputSet::new(args.writing.force);
    let gazetteer = global.open_gazetteer()?;
    let geoparser = Geoparser::new(&gazetteer);
    let about = About::of(&gazetteer).with_options(args.options());
    let writer = args.writing.open(&plan, &outputs, about)?;
    let sources = args.inputs.sources(plain, args.threads, &geoparser)?;

    let mut map = Mapping {
        writer,
        content,
        terminal: &mut terminal,
        total_bytes: document::total_bytes(&args.inputs.inputs),
        bytes: 0,
        tally: Tally::default(),
        features: 0,
        failed: false,
        events: args.merge.then(Events::default),
    };
    let options = LayerOptions::new().demonyms(args.demonyms);
    let parse = |document: &Document| Findings::new(&sources.parse(document, &geoparser), content, &options);
    map.run(documents, args.threads, parse)?;
    let (tally, features, failed, added) = (map.tally, map.features, map.failed, map.writer.added());
    drop(map);
    let nothing_read = match content {
        Content::Features | Content::FeatureLines => tally.documents == tally.failed,
        // Its rows say which documents failed.
        Content::DocumentLine | Content::Page | Content::Everything => tally.documents == 0,
    };
    if failed && nothing_read && target.is_some() {
        terminal.note("nothing could be read, so nothing was written");
        return Ok(Exit::Failed);
    }
    outputs.commit()?;
    terminal.note(&summary(&tally));
    if let Some(added) = added {
        terminal.note(&rows_added(added));
    }
    let empty = match content {
        Content::DocumentLine => false,
        Content::Page => tally.resolved + tally.incidents == 0,
        Content::Features | Content::FeatureLines | Content::Everything => features == 0,
    };
    if empty {
        terminal.note("nothing to put on the map: the layer is empty");
    }
    Ok(if failed && !args.allow_failures { Exit::Failed } else { Exit::Done })
}

impl Map {
    /// The options that shaped the layer, as they are typed.
    fn options(&self) -> Option<String> {
        let given = [("--demonyms", self.demonyms), ("--merge", self.merge)];
        let given: Vec<&str> = given.into_iter().filter(|it| it.1).map(|it| it.0).collect();
        (!given.is_empty()).then(|| given.join(" "))
    }
}

/// One run of the command.
struct Mapping<'m> {
    writer: Box<dyn LayerWriter>,
    content: Content,
    terminal: &'m mut Terminal,
    total_bytes: Option<u64>,
    bytes: u64,
    tally: Tally,
    features: usize,
    failed: bool,
    /// What waits for the end, when reports are put together.
    events: Option<Events>,
}

impl Mapping<'_> {
    fn run(
        &mut self,
        documents: Documents,
        threads: usize,
        find: impl Fn(&Document) -> Findings + Sync,
    ) -> Result<(), Error> {
        self.writer.begin()?;
        let this = std::cell::RefCell::new(self);
        let done = pipeline::run(
            documents,
            threads,
            find,
            |outcome| this.borrow_mut().take(outcome),
            || this.borrow_mut().idle(),
        );
        let this = this.into_inner();
        this.terminal.finish();
        done?;
        for findings in this.events.take().map(Events::finish).unwrap_or_default() {
            this.features += findings.drawn();
            this.writer.document(findings)?;
        }
        this.writer.finish()
    }

    fn take(&mut self, outcome: Outcome<(Findings, u64)>) -> Result<(), Error> {
        let findings = match outcome {
            Ok((findings, bytes)) => {
                self.bytes += bytes;
                findings
            }
            Err(Fault { error, lost }) => {
                self.terminal.fault(&error);
                self.failed |= lost != Lost::Detail;
                let Lost::Document(id) = lost else { return Ok(()) };
                let message = error.to_string();
                let why = message.split("\nhint: ").next().unwrap_or(&message);
                Findings::failed(&id, why, self.content)
            }
        };
        self.tally += findings.tally;
        if let Some(events) = &mut self.events {
            events.add(findings);
            return Ok(());
        }
        self.features += findings.drawn();
        self.writer.document(findings)
    }

    fn idle(&mut self) -> Result<(), Error> {
        self.terminal.progress(self.tally.documents, self.bytes, self.total_bytes);
        self.writer.flush()
    }
}

/// What was done, in one line.
fn summary(tally: &Tally) -> String {
    let failed =
        if tally.failed > 0 { format!(" ({} failed)", grouped(tally.failed)) } else { String::new() };
    let unplaced = if tally.unplaced > 0 {
        format!(", {} without a place", grouped(tally.unplaced))
    } else {
        String::new()
    };
    format!(
        "{}{failed}, {} of places, {} resolved; {} on the map{unplaced}",
        counted(tally.documents, "document"),
        counted(tally.mentions, "mention"),
        grouped(tally.resolved),
        counted(tally.incidents, "incident"),
    )
}

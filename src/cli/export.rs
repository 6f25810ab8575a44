//! `dateline export`: a layer in one format → the same layer in another.

use std::{
    fs::{self, File},
    io::{self, BufRead, BufReader},
    path::{Path, PathBuf},
};

use clap::Args;
use dateline::{
    error::Error,
    layer::{About, LayerStep, LayerWriter, read_layer},
};

use super::{
    Global,
    exit::{Exit, Stop},
    output_set::OutputSet,
    terminal::Terminal,
    words::{counted, rows_added},
    writing::{Writing, refuse_to_write_over},
};

const EXAMPLES: &str = "\
Examples:
  dateline export map.geojson -o map.gpkg
  dateline export map.geojson -o incidents.csv --layer incidents --safe-cells
  dateline export found.jsonl -o map.kml
  dateline export map.geojson --append sheet.csv --profile acled

Exit codes: 0 all done; 1 something failed, and nothing was written; 2 wrong usage.";

/// Write a layer that `map` wrote in another format
///
/// Reads GeoJSON, GeoJSON by line and JSON lines. What the other format can hold is kept.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Export {
    /// The layer to read, or `-` for the standard input
    #[arg(value_name = "LAYER")]
    input: PathBuf,

    #[command(flatten)]
    writing: Writing,
}

/// Runs the command.
pub(super) fn run(args: &Export, global: &Global) -> Result<Exit, Stop> {
    let plan = args.writing.plan()?;
    let content = plan.content();
    refuse_to_write_over(std::slice::from_ref(&args.input), args.writing.target())?;
    let outputs = OutputSet::new(args.writing.force);
    let mut writer: Option<Box<dyn LayerWriter>> = None;
    let mut rows = 0u64;
    read_layer(open(&args.input)?, &args.input, content, |step| match step {
        LayerStep::Origin(about) => {
            let about = about.or_else(|| beside(&args.input)).unwrap_or_else(About::unknown);
            let mut opened = args.writing.open(&plan, &outputs, about)?;
            opened.begin()?;
            writer = Some(opened);
            Ok(())
        }
        LayerStep::Findings(findings) => {
            rows += match content {
                it if it.is_line() => 1,
                _ => findings.drawn() as u64,
            };
            writer.as_mut().map_or(Ok(()), |it| it.document(findings))
        }
        _ => Ok(()),
    })?;
    if let Some(writer) = &mut writer {
        writer.finish()?;
    }
    let added = writer.as_ref().and_then(|it| it.added());
    drop(writer);
    outputs.commit()?;
    let what = if content.is_line() { "document" } else { "point" };
    let terminal = Terminal::new(global.quiet);
    terminal.note(&format!("{} read", counted(rows, what)));
    if let Some(added) = added {
        terminal.note(&rows_added(added));
    }
    Ok(Exit::Done)
}

fn open(path: &Path) -> Result<Box<dyn BufRead>, Error> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(io::stdin().lock()));
    }
    let file = File::open(path).map_err(|error| Error::io(error, path))?;
    Ok(Box::new(BufReader::new(file)))
}

/// Where a layer comes from, as the file beside it says that `map` writes.
fn beside(path: &Path) -> Option<About> {
    let mut name = path.file_name()?.to_owned();
    name.push("-metadata.json");
    serde_json::from_slice(&fs::read(path.with_file_name(name)).ok()?).ok()
}

//! `dateline gazetteer add`: a user's tables → the gazetteer folder, to be laid over it from now on.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io,
    path::PathBuf,
};

use clap::Args;
use dateline::error::Error;

use super::{
    super::{
        Global,
        exit::{Exit, Stop},
        output::Output,
        terminal::Terminal,
    },
    check, open,
};

const EXAMPLES: &str = "\
Examples:
  dateline gazetteer add camps.csv checkpoints.csv
  dateline gazetteer add camps.csv --force

A table is taken away again by deleting it from the folder `overlays` that is named when it is added.

Exit codes: 0 added; 1 a table has a fault or cannot be written; 2 wrong usage.";

/// Add tables of your own places to the gazetteer of all later runs
///
/// The tables are checked as `dateline gazetteer check` does, and copied when all is well.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Add {
    /// Tables of your own places
    #[arg(required = true, value_name = "FILE")]
    tables: Vec<PathBuf>,

    /// Add to this gazetteer folder instead of the one in your data folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Replace a table of the same name
    #[arg(long)]
    force: bool,
}

/// Runs the command.
pub(super) fn run(args: &Add, global: &Global) -> Result<Exit, Stop> {
    if !global.gazetteer.is_empty() {
        let error = Error::new("tables are added to a gazetteer folder, which --out names, not --gazetteer");
        return Err(Stop::Usage(error));
    }
    let folder = args.out.clone().or_else(open::user_folder).ok_or_else(|| {
        Error::new("no data folder is known for this user").with_hint("name a gazetteer folder by --out")
    })?;
    let overlays = open::overlay_folder(&folder);
    // All tables as they will be, in the order they are laid over each other.
    let mut will_be: BTreeMap<PathBuf, PathBuf> =
        open::overlays(&folder)?.into_iter().map(|it| (it.clone(), it)).collect();
    let mut added: Vec<(PathBuf, PathBuf)> = Vec::new();
    for table in &args.tables {
        let Some(name) = table.file_stem() else {
            return Err(Stop::Usage(Error::new("not the name of a table").in_file(table)));
        };
        let mut target = overlays.join(name);
        target.as_mut_os_string().push(".csv");
        if added.iter().any(|(_, it)| *it == target) {
            return Err(Stop::Usage(Error::new("two tables of this name").in_file(table)));
        }
        will_be.insert(target.clone(), table.clone());
        added.push((table.clone(), target));
    }
    let terminal = Terminal::new(global.quiet);
    let all: Vec<PathBuf> = will_be.into_values().collect();
    if check::sound(&all, &open::below_overlays(&folder)?, &terminal)?.is_none() {
        terminal.note("nothing was added");
        return Ok(Exit::Failed);
    }
    fs::create_dir_all(&overlays).map_err(|error| Error::io(error, &overlays))?;
    // All of them, or none.
    let mut outputs = Vec::new();
    for (table, target) in &added {
        let mut source = File::open(table).map_err(|error| Error::io(error, table))?;
        let mut output = Output::open(Some(target), args.force)?;
        io::copy(&mut source, &mut output).map_err(|error| Error::io(error, target))?;
        outputs.push((output, target));
    }
    for (output, target) in outputs {
        output.commit()?;
        terminal.note(&format!("{} is laid over the gazetteer from now on", target.display()));
    }
    Ok(Exit::Done)
}

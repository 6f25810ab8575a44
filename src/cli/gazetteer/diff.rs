//! `dateline gazetteer diff`: what changed from one gazetteer to another.

use std::{
    io::Write,
    path::{Path, PathBuf},
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
    change_table::{Tally, write},
};

const EXAMPLES: &str = "\
Examples:
  dateline gazetteer diff embedded gazetteer -o changes.csv
  dateline gazetteer diff old.index new.index

Exit codes: 0 they have the same places; 1 they differ, or something failed; 2 wrong usage.";

/// Compare two gazetteers: places added, removed, moved, renamed, merged
///
/// Prints a CSV table with one row for each place that differs.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Diff {
    /// The gazetteer before: a folder, an index file, or `embedded`
    #[arg(value_name = "OLD")]
    old: PathBuf,

    /// The gazetteer after
    #[arg(value_name = "NEW")]
    new: PathBuf,

    /// Write to this file instead of the standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Replace an existing file
    #[arg(long)]
    force: bool,
}

/// Runs the command.
pub(super) fn run(args: &Diff, global: &Global) -> Result<Exit, Stop> {
    let open = |path: &Path| super::open(path);
    let (old, new) = (open(&args.old)?, open(&args.new)?);
    let mut output = Output::open(args.output.as_deref(), args.force)?;
    let tally: Tally = write(&old, &new, &mut output)?;
    output.flush().map_err(Error::output)?;
    output.commit()?;
    Terminal::new(global.quiet).note(&tally.to_string());
    Ok(if tally.is_empty() { Exit::Done } else { Exit::Failed })
}

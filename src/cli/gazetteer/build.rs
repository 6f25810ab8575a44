//! `dateline gazetteer build`: a folder of tables → an index file.

use std::{
    io::{Cursor, Write},
    path::PathBuf,
};

use clap::Args;
use dateline::{error::Error, gazetteer::compile_folder};

use super::super::{
    Global,
    exit::{Exit, Stop},
    output::Output,
    terminal::Terminal,
};

const EXAMPLES: &str = "\
Examples:
  dateline gazetteer build gazetteer -o mine.index
  dateline lookup Kabul --gazetteer mine.index";

/// Compile a folder of tables into an index file, which opens in milliseconds
///
/// The same tables give the same bytes. Memory does not grow with the tables: what it should not hold
/// is sorted in nameless files beside the output.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Build {
    /// Folder with places.csv and, if it has them, names.csv, countries.csv and curated/
    #[arg(value_name = "DIR")]
    folder: PathBuf,

    /// Write the index to this file; `-` is the standard output
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,

    /// Replace an existing file
    #[arg(long)]
    force: bool,
}

/// Runs the command.
pub(super) fn run(args: &Build, global: &Global) -> Result<Exit, Stop> {
    let mut output = Output::open(Some(&args.output), args.force)?;
    if let Some((file, folder)) = output.seekable() {
        compile_folder(&args.folder, &folder, file).map_err(|error| error.unless_named(&args.output))?;
    } else {
        let mut index = Cursor::new(Vec::new());
        compile_folder(&args.folder, &std::env::temp_dir(), &mut index)?;
        output.write_all(index.get_ref()).map_err(Error::output)?;
    }
    output.commit()?;
    Terminal::new(global.quiet).note(&format!("wrote {}", args.output.display()));
    Ok(Exit::Done)
}

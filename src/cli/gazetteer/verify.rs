//! `dateline gazetteer verify`: is an index as it was written?

use std::path::PathBuf;

use clap::Args;

use super::super::{
    Global,
    exit::{Exit, Stop},
    terminal::Terminal,
    words::{counted, grouped},
};

/// Read every byte of a gazetteer and compare it with its checksum
///
/// Opening checks the header only, whatever the size; this reads all.
#[derive(Debug, Args)]
pub(super) struct Verify {
    /// Gazetteer to verify; without it the one that --gazetteer names
    #[arg(value_name = "GAZETTEER")]
    which: Option<PathBuf>,
}

/// Runs the command.
pub(super) fn run(args: &Verify, global: &Global) -> Result<Exit, Stop> {
    let gazetteer = super::named(args.which.as_deref(), global)?;
    gazetteer.verify().map_err(|error| match &args.which {
        Some(path) => error.in_file(path),
        None => error,
    })?;
    let names = gazetteer.about("names").and_then(|it| it.parse().ok()).unwrap_or(0);
    Terminal::new(global.quiet).note(&format!(
        "the gazetteer is whole: {}, {}, checksum {:08x}",
        counted(gazetteer.len() as u64, "place"),
        format_args!("{} names", grouped(names)),
        gazetteer.checksum(),
    ));
    Ok(Exit::Done)
}

//! `dateline gazetteer …`: making, checking and comparing gazetteers; and opening the one that is asked.

mod build;
mod change_table;
mod diff;
mod info;
mod open;
#[cfg(feature = "refresh")]
mod refresh;
mod verify;

use std::path::{Path, PathBuf};

use clap::Subcommand;
use dateline::{
    error::{Error, Result},
    gazetteer::Gazetteer,
};

pub(super) use open::{EMBEDDED, open};

use super::{
    Global,
    exit::{Exit, Stop},
};

/// Make, refresh, check and compare gazetteers
#[derive(Debug, clap::Args)]
pub(super) struct GazetteerArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[cfg(feature = "refresh")]
    Refresh(refresh::Refresh),
    Build(build::Build),
    Info(info::Info),
    Verify(verify::Verify),
    Diff(diff::Diff),
}

/// Runs the command.
pub(super) fn run(args: &GazetteerArgs, global: &Global) -> std::result::Result<Exit, Stop> {
    match &args.command {
        #[cfg(feature = "refresh")]
        Command::Refresh(args) => refresh::run(args, global),
        Command::Build(args) => build::run(args, global),
        Command::Info(args) => info::run(args, global),
        Command::Verify(args) => verify::run(args, global),
        Command::Diff(args) => diff::run(args, global),
    }
}

/// The gazetteer that a command was given, else the one of `--gazetteer`.
fn named(path: Option<&Path>, global: &Global) -> Result<Gazetteer> {
    path.map_or_else(|| global.open_gazetteer(), open)
}

/// The folder that refresh keeps: the one given, else the one of `--gazetteer`.
#[cfg(feature = "refresh")]
fn managed_folder(out: Option<&Path>, global: &Global) -> Result<PathBuf> {
    let named = Some(global.gazetteer.as_path()).filter(|it| it.as_os_str() != EMBEDDED);
    out.or(named).map(Path::to_owned).ok_or_else(|| Error::new("no folder"))
}

//! The command line: what may be typed, and which command it runs.

mod evaluate;
mod exit;
mod explain;
mod explain_incident;
mod export;
mod gazetteer;
mod inputs;
mod lookup;
mod map;
mod output;
mod output_set;
mod pipeline;
mod sources;
mod terminal;
mod words;
mod writing;

use std::{
    ffi::OsString,
    panic::{self, AssertUnwindSafe},
    path::PathBuf,
};

use clap::{ColorChoice, Parser, Subcommand};
use dateline::{
    error::{Error, Result},
    gazetteer::Gazetteer,
};
pub(crate) use exit::Exit;
use exit::Stop;
use terminal::Terminal;

const EXAMPLES: &str = "\
Examples:
  dateline map article.txt -o map.geojson
  dateline explain article.txt
  dateline lookup Kabul";

/// Read news and put it on the map: places, incidents and the words they were read from, as GeoJSON
#[derive(Debug, Parser)]
#[command(name = "dateline", version, arg_required_else_help = true, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,

    #[command(flatten)]
    global: Global,
}

/// Options of every command, before or after its name.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Options of every command")]
struct Global {
    /// Ask this gazetteer: a folder, an index file, or `embedded`; further ones are laid over it
    ///
    /// A CSV file of your own places is laid over what stands before it, or over the default. The
    /// default is the gazetteer folder in your data folder if there is one, else the one built in.
    #[arg(long, global = true, value_name = "DIR|FILE|embedded")]
    gazetteer: Vec<PathBuf>,

    /// Say nothing but errors
    #[arg(short, long, global = true)]
    quiet: bool,

    /// Colour what a person reads
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: ColorChoice,
}

impl Global {
    fn open_gazetteer(&self) -> Result<Gazetteer> {
        gazetteer::open_all(&self.gazetteer)
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    Map(map::Map),
    Export(export::Export),
    Explain(explain::Explain),
    Lookup(lookup::Lookup),
    Evaluate(evaluate::Evaluate),
    Gazetteer(gazetteer::GazetteerArgs),
}

/// Runs the program with what was typed, its own name first.
pub(crate) fn main(args: impl IntoIterator<Item = OsString>) -> Exit {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            // Help that was asked for goes to the standard output; a reader that closed it is no failure.
            let _ = error.print();
            return if error.exit_code() == 0 { Exit::Done } else { Exit::Usage };
        }
    };
    set_color(cli.global.color);
    // Bytes of a damaged index can make a library that reads them panic: that, too, gets an error.
    let done = panic::catch_unwind(AssertUnwindSafe(|| match &cli.command {
        Command::Map(args) => map::run(args, &cli.global),
        Command::Export(args) => export::run(args, &cli.global),
        Command::Explain(args) => explain::run(args, &cli.global),
        Command::Lookup(args) => lookup::run(args, &cli.global),
        Command::Evaluate(args) => evaluate::run(args, &cli.global),
        Command::Gazetteer(args) => gazetteer::run(args, &cli.global),
    }))
    .unwrap_or_else(|_| {
        Err(Stop::Failed(Error::new("stopped by the fault above").with_hint(
            "`dateline gazetteer verify` says whether the gazetteer is damaged; if it is not, please report the fault",
        )))
    });
    done.unwrap_or_else(|stop: Stop| {
        let (error, exit) = stop.parts();
        if let Some(error) = error {
            Terminal::new(cli.global.quiet).error(&error);
        }
        exit
    })
}

/// `auto` colours on a terminal, unless `NO_COLOR` is set.
fn set_color(choice: ColorChoice) {
    match choice {
        ColorChoice::Auto => anstream::ColorChoice::Auto,
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
    }
    .write_global();
}

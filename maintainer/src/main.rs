//! Makes and checks the data files of dateline.

use std::{env, path::Path, process::ExitCode};

use dateline::error::{Error, Result};

mod check;
mod derive;
mod grid;
mod make;
mod sources;
mod table;

const HELP: &str = "\
Makes the data files of dateline; run it at the root of the repository.

Usage: cargo run --release -p maintainer -- <COMMAND>

Commands:
  gazetteer  Fetch the pinned packages and write gazetteer/*.csv from them and from gazetteer/curated/
  basemap    Fetch the pinned shapes of countries and write basemap/world.txt from them
  derive --places N --out FOLDER
             Write tables of N places, all but those of gazetteer/ made up: for measuring only, not for use
  check      Check every table of gazetteer/: columns, references, duplicates, coordinates
";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let done = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["gazetteer"] => run_in_repository(make::gazetteer),
        ["basemap"] => run_in_repository(|gazetteer| make::basemap(&gazetteer.with_file_name("basemap"))),
        ["derive", "--places", places, "--out", out] => run_in_repository(|gazetteer| {
            let places =
                places.replace('_', "").parse().map_err(|_| Error::new("--places takes a number"))?;
            derive::derive(gazetteer, places, Path::new(out))
        }),
        ["check"] => run_in_repository(check::check),
        ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(())
        }
        _ => {
            eprint!("{HELP}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("maintainer: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Runs a command on the folder `gazetteer/` of the current folder.
fn run_in_repository(command: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let folder = Path::new("gazetteer");
    if folder.join("curated").is_dir() {
        command(folder)
    } else {
        Err(Error::new("no folder gazetteer/curated here")
            .with_hint("run the command at the root of the repository"))
    }
}

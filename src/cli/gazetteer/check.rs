//! `dateline gazetteer check`: tables of places → everything that is wrong with them.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

use clap::Args;
use dateline::{
    error::Error,
    gazetteer::{Checked, Gazetteer, OwnPlaces, check_tables},
};

use super::{
    super::{
        Global,
        exit::{Exit, Stop},
        terminal::{FAINT, Terminal, plain},
        words::{counted, grouped},
    },
    open,
};

const EXAMPLES: &str = "\
Examples:
  dateline gazetteer check camps.csv
  dateline gazetteer check places/ --gazetteer embedded

The columns of a table of own places: place_id, name, longitude and latitude, and if known
feature_class, feature_code, country, admin1, admin2, population, west, south, east, north, parent
(the place_id of what holds it), alternate_names (joined by `;`) and note.

Exit codes: 0 all is well; 1 a table has a fault or cannot be read; 2 wrong usage.";

/// Check tables of places and name every fault by file, line and column
///
/// Files are tables of your own places. A folder is one of all tables of a gazetteer, or holds tables
/// of your own places.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Check {
    /// Tables, or folders of them
    #[arg(required = true, value_name = "FILE|DIR")]
    tables: Vec<PathBuf>,
}

/// Runs the command.
pub(super) fn run(args: &Check, global: &Global) -> Result<Exit, Stop> {
    let gazetteer = global.open_gazetteer()?;
    let mut found = Found::default();
    let mut own = Vec::new();
    for path in &args.tables {
        if !path.is_dir() {
            own.push(path.clone());
        } else if path.join("places.csv").is_file() {
            found.add(check_tables(path, &gazetteer)?);
        } else {
            own.extend(tables_of(path)?);
        }
    }
    if !own.is_empty() {
        found.add(OwnPlaces::read(&own, &gazetteer)?.checked());
    }
    found.print(&Terminal::new(global.quiet)).map_err(Error::output)?;
    Ok(if found.faults.is_empty() { Exit::Done } else { Exit::Failed })
}

fn tables_of(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let tables = if open::is_managed(folder) { open::overlays(folder)? } else { open::tables_in(folder)? };
    if tables.is_empty() {
        return Err(Error::new("no table in this folder")
            .in_file(folder)
            .with_hint("tables are named *.csv"));
    }
    Ok(tables)
}

/// Checks tables as they will lie over a gazetteer; `None` if they have faults, which are printed.
pub(super) fn sound(
    tables: &[PathBuf],
    below: &Gazetteer,
    terminal: &Terminal,
) -> Result<Option<usize>, Error> {
    let mut found = Found::default();
    found.add(OwnPlaces::read(tables, below)?.checked());
    if found.faults.is_empty() {
        return Ok(Some(found.places));
    }
    found.print(terminal).map_err(Error::output)?;
    Ok(None)
}

/// What was found in all tables.
#[derive(Default)]
struct Found {
    places: usize,
    faults: Vec<Error>,
    left_out: usize,
}

impl Found {
    fn add(&mut self, checked: Checked) {
        self.places += checked.places;
        self.faults.extend(checked.faults);
        self.left_out += checked.faults_left_out;
    }

    fn print(&self, terminal: &Terminal) -> io::Result<()> {
        let mut out = anstream::stdout().lock();
        for fault in &self.faults {
            let words = fault.to_string();
            let words = plain(&words);
            match words.split_once("\nhint: ") {
                Some((what, hint)) => writeln!(out, "{what}\n  {FAINT}hint: {hint}{FAINT:#}")?,
                None => writeln!(out, "{words}")?,
            }
        }
        out.flush()?;
        let faults = (self.faults.len() + self.left_out) as u64;
        let more = match self.left_out {
            0 => String::new(),
            left_out => format!(", the last {} of them not shown", grouped(left_out as u64)),
        };
        let places = counted(self.places as u64, "place");
        terminal.note(&format!("{places} can be read; {}{more}", counted(faults, "fault")));
        Ok(())
    }
}

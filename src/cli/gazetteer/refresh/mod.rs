//! `dateline gazetteer refresh`: GeoNames' published files → a gazetteer of the user's own.

mod archive;
mod check;
mod daily;
mod fetch;
mod load;
mod manifest;
mod source;
mod store;
#[cfg(test)]
mod testing;

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

use clap::Args;
use dateline::{
    error::{Error, Result},
    gazetteer::{
        FeatureClass, Gazetteer, compile_folder,
        geonames::{Languages, Profile, Selection},
    },
};
use jiff::civil::Date;
use load::Loaded;
use manifest::Manifest;
use source::Source;
use store::Store;

use super::{
    super::{
        Global,
        exit::{Exit, Stop},
        terminal::Terminal,
        words::{counted, grouped},
    },
    change_table, open,
};

/// Where GeoNames publishes its files.
const GEONAMES: &str = "https://download.geonames.org/export/dump";

const EXAMPLES: &str = "\
Examples:
  dateline gazetteer refresh
  dateline gazetteer refresh --profile country:PK,AF
  dateline gazetteer refresh --from ~/geonames --out mine --profile full
  dateline lookup Quetta --gazetteer mine
  dateline gazetteer refresh --out mine --since
  dateline gazetteer refresh --out mine --rollback

What is in use stays in use until the new gazetteer is complete and checked, and is kept for --rollback.
GeoNames' data are licensed under CC BY 4.0: name GeoNames (geonames.org) where you publish results.

Exit codes: 0 refreshed, or nothing new; 1 failed, what is in use stays; 2 wrong usage.";

/// Make a gazetteer of GeoNames' current data and put it into use
///
/// Fetches what GeoNames publishes, or reads files brought by hand, keeps what the profile wants, checks
/// the result, compiles it, says what changed, and lets it take the place of the one before.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Refresh {
    /// Read the published files (.zip or .txt) from this folder instead of a server
    #[arg(long, value_name = "DIR", conflicts_with = "base_url")]
    from: Option<PathBuf>,

    /// Fetch from this mirror
    #[arg(long, value_name = "URL", default_value = GEONAMES)]
    base_url: String,

    /// Keep the gazetteer in this folder [default: where dateline looks for it]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// How much: small (towns of 15,000), default (places of 500, and what news names),
    /// country:XX,YY (every row of these, the built-in gazetteer for the rest), full (every row)
    #[arg(long, value_name = "PROFILE")]
    profile: Option<Profile>,

    /// Keep only these feature classes, such as P,S; class A is always kept
    #[arg(long, value_name = "LETTERS", value_delimiter = ',', value_parser = feature_class)]
    class: Vec<FeatureClass>,

    /// Keep only populated places with so many inhabitants
    #[arg(long, value_name = "N")]
    population: Option<u64>,

    /// Keep names of these languages: latin (all that are written so), all, or en,fr,…
    #[arg(long, value_name = "CODES")]
    languages: Option<Languages>,

    /// Apply the daily changes from this day on, or from where the gazetteer in use ends;
    /// where a day is missing all is loaded again
    #[arg(long, value_name = "YYYY-MM-DD", num_args = 0..=1, default_missing_value = LAST)]
    since: Option<String>,

    /// Say what would change, and change nothing
    #[arg(long)]
    dry_run: bool,

    /// Put the gazetteer before into use again
    #[arg(long, conflicts_with_all = ["from", "profile", "class", "population", "languages", "since", "dry_run"])]
    rollback: bool,

    /// Put the new gazetteer into use though a check fails, or though nothing changed
    #[arg(long)]
    force: bool,
}

/// The value of `--since` that stands for where the gazetteer in use ends.
const LAST: &str = "last";

fn feature_class(text: &str) -> std::result::Result<FeatureClass, String> {
    FeatureClass::from_letter(&text.to_uppercase())
        .ok_or_else(|| "a feature class is one of AHLPRSTUV".to_owned())
}

/// Runs the command.
pub(super) fn run(args: &Refresh, global: &Global) -> std::result::Result<Exit, Stop> {
    let folder = args.folder(global)?;
    if let Some(from) = args.from.as_ref().filter(|it| !it.is_dir()) {
        return Err(Error::new("no such folder")
            .in_file(from)
            .with_hint("--from names a folder with the files as GeoNames publishes them")
            .into());
    }
    if args.rollback && !folder.is_dir() {
        return Err(Error::new("no such folder, so nothing to go back to").in_file(folder).into());
    }
    let store = Store::open(&folder)?;
    let mut terminal = Terminal::new(global.quiet);
    if args.rollback {
        let target = store.roll_back()?;
        terminal.note(&format!("in use again: {}", target.display()));
        return Ok(Exit::Done);
    }
    let before = store.current().and_then(|it| Some((Manifest::read(&it)?, it)));
    let selection = args.selection(before.as_ref().map(|(manifest, _)| manifest));
    let since = args.since(before.as_ref().map(|(manifest, _)| manifest))?;
    let source = match &args.from {
        Some(folder) => Source::Folder(folder.clone()),
        None => Source::server(&args.base_url, &store.downloads())?,
    };
    let mut refreshing = Refreshing {
        args,
        selection,
        source,
        store: &store,
        terminal: &mut terminal,
        before: before.as_ref(),
    };
    let done = refreshing.run(since);
    terminal.finish();
    if done? == Outcome::InUse {
        // Kept only to go on after an interruption.
        let _ = fs::remove_dir_all(store.downloads());
    }
    Ok(Exit::Done)
}

impl Refresh {
    /// The folder of gazetteers: the one given, else that of `--gazetteer`, else the user's own.
    fn folder(&self, global: &Global) -> std::result::Result<PathBuf, Stop> {
        let named = global.gazetteer.iter().find(|it| it.as_os_str() != open::EMBEDDED && !it.is_file());
        self.out.clone().or_else(|| named.cloned()).or_else(open::user_folder).ok_or_else(|| {
            Stop::Usage(
                Error::new("there is no folder for a user's data here").with_hint("--out DIR names a folder"),
            )
        })
    }

    /// What is asked for; what is not asked stays as it was.
    fn selection(&self, before: Option<&Manifest>) -> Selection {
        let before = before.and_then(Manifest::selection).unwrap_or_default();
        let classes: BTreeSet<FeatureClass> = self.class.iter().copied().collect();
        Selection {
            profile: self.profile.clone().unwrap_or(before.profile),
            classes: if classes.is_empty() { before.classes } else { Some(classes) },
            population: self.population.or(before.population),
            languages: self.languages.clone().unwrap_or(before.languages),
        }
    }

    /// The first day whose changes are wanted.
    fn since(&self, before: Option<&Manifest>) -> std::result::Result<Option<Date>, Stop> {
        let usage = |what: String| Stop::Usage(Error::new(what));
        match self.since.as_deref() {
            None => Ok(None),
            Some(LAST) => {
                if before.is_some_and(|it| !it.tells_date()) {
                    let what = "--since: the files of the gazetteer in use tell no date; name the first day wanted: --since 2026-01-31";
                    return Err(usage(what.to_owned()));
                }
                let last = before.map(|it| it.changes_until).and_then(|it| it.tomorrow().ok());
                last.map(Some).ok_or_else(|| {
                    usage("--since: there is no gazetteer to change yet; refresh without it first".to_owned())
                })
            }
            Some(text) => text
                .parse()
                .map(Some)
                .map_err(|_| usage(format!("--since: {text:?} is not a day written as 2026-01-31"))),
        }
    }
}

/// How a refresh ended.
#[derive(PartialEq, Eq)]
enum Outcome {
    /// The new gazetteer is in use.
    InUse,
    /// Nothing was to be done, or was done.
    AsBefore,
}

/// A refresh at work.
struct Refreshing<'r> {
    args: &'r Refresh,
    selection: Selection,
    source: Source,
    store: &'r Store,
    terminal: &'r mut Terminal,
    before: Option<&'r (Manifest, PathBuf)>,
}

impl Refreshing<'_> {
    fn run(&mut self, since: Option<Date>) -> Result<Outcome> {
        if since.is_none() && !self.args.force && self.is_up_to_date()? {
            return Ok(Outcome::AsBefore);
        }
        let staging = self.store.stage()?;
        let loaded = match (since, self.before) {
            (Some(since), Some((manifest, _)))
                if manifest.tells_date() && manifest.changes_until.tomorrow().is_ok_and(|it| it < since) =>
            {
                let last = manifest.changes_until;
                self.reload(&format!("the gazetteer in use ends with the changes of {last}"), &staging)?
            }
            (Some(since), Some((manifest, folder))) => {
                let same = manifest.selection().as_ref() == Some(&self.selection);
                let days = daily::Daily::find(since, &self.source, self.terminal)?;
                match days {
                    daily::Daily::Nothing => {
                        self.terminal.note(&format!("no changes are published since {since} yet"));
                        return Ok(Outcome::AsBefore);
                    }
                    daily::Daily::Days(days) if !daily::reach(&days, manifest.changes_until) => {
                        let last = manifest.changes_until;
                        self.reload(
                            &format!("the changes do not reach to {last}, where the gazetteer in use ends"),
                            &staging,
                        )?
                    }
                    daily::Daily::Days(days) if same => {
                        daily::apply(&days, manifest, folder, &self.source, &staging, self.terminal)?
                    }
                    daily::Daily::Days(_) => self.reload("the selection is another than before", &staging)?,
                    daily::Daily::Gap(day) => {
                        self.reload(&format!("the changes of {day} are missing"), &staging)?
                    }
                }
            }
            _ => load::load(&self.source, &self.selection, &staging, self.terminal)?,
        };
        self.put_into_use(loaded, &staging)
    }

    fn reload(&mut self, why: &str, staging: &Path) -> Result<Loaded> {
        self.terminal.note(&format!("{why}; loading all again"));
        load::load(&self.source, &self.selection, staging, self.terminal)
    }

    /// Were all files read before, for the same selection?
    fn is_up_to_date(&mut self) -> Result<bool> {
        let Some((manifest, folder)) = self.before else { return Ok(false) };
        if manifest.selection().as_ref() != Some(&self.selection)
            || manifest.from != self.source.as_str()
            || manifest.program != env!("CARGO_PKG_VERSION")
            || manifest.files.is_empty()
            || self.source.brings_more_than(&manifest.files)
            || open::open(&folder.join(open::INDEX)).and_then(|it| it.verify()).is_err()
        {
            return Ok(false);
        }
        for file in &manifest.files {
            if !self.source.is_unchanged(file, self.terminal)? {
                return Ok(false);
            }
        }
        self.terminal.note(&format!(
            "nothing changed since the gazetteer of {}; --force makes it again",
            manifest.date
        ));
        Ok(true)
    }

    fn put_into_use(&mut self, loaded: Loaded, staging: &Path) -> Result<Outcome> {
        let index = staging.join(open::INDEX);
        compile(staging, &index)?;
        let new = open::open(&index)?;
        let checked = check::check(&new, &loaded, &self.selection, self.before.map(|(it, _)| it));
        if let Err(error) = checked {
            if !self.args.force {
                return Err(error.with_hint("what is in use stays; --force uses the new gazetteer anyway"));
            }
            self.terminal.note(&error.to_string());
        }
        self.check_overlays(&index)?;
        let Loaded { manifest, .. } = &loaded;
        manifest.write(staging)?;
        let changes = self.changes(&new, staging)?;
        self.say(&new, manifest, changes.as_deref());
        if self.args.dry_run {
            self.terminal.note("a dry run: what is in use stays");
            return Ok(Outcome::AsBefore);
        }
        drop(new);
        let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
        let target = self.store.commit(today)?;
        self.terminal.note(&format!("in use: {}", target.display()));
        Ok(Outcome::InUse)
    }

    /// Do the tables of own places still fit? One whose parent is gone would stop every later command.
    fn check_overlays(&mut self, index: &Path) -> Result<()> {
        let overlays = open::overlays(self.store.folder())?;
        let Err(error) = open::lay_over(open::open(index)?, &overlays) else { return Ok(()) };
        if !self.args.force {
            return Err(error.with_hint(
                "this table of your own places does not fit the new gazetteer; what is in use stays; mend the \
                 table first, or --force uses the new gazetteer anyway",
            ));
        }
        self.terminal.note(&error.to_string());
        Ok(())
    }

    /// Saves what changed from the gazetteer in use, and sums it up.
    fn changes(&self, new: &Gazetteer, staging: &Path) -> Result<Option<String>> {
        let Some((_, folder)) = self.before else { return Ok(None) };
        // An index of an older format cannot be compared with.
        let Ok(old) = open::open(&folder.join(open::INDEX)) else { return Ok(None) };
        let path = staging.join("changes.csv");
        let file = File::create(&path).map_err(|error| Error::io(error, &path))?;
        let mut writer = BufWriter::new(file);
        let tally = change_table::write(&old, new, &mut writer).map_err(|error| error.in_file(&path))?;
        writer.flush().map_err(|error| Error::io(error, &path))?;
        Ok(Some(tally.to_string()))
    }

    fn say(&self, new: &Gazetteer, manifest: &Manifest, changes: Option<&str>) {
        let names = new.about("names").and_then(|it| it.parse().ok()).unwrap_or(0);
        self.terminal.note(&format!(
            "{} of {}, with {} names in all; data of {}, {}",
            counted(new.len() as u64, "place"),
            manifest.from,
            grouped(names),
            manifest.date,
            manifest.licence,
        ));
        if manifest.faults > 0 {
            self.terminal.note(&format!(
                "{} faulty: left out, or kept without what is wrong",
                counted(manifest.faults, "line")
            ));
        }
        if let Some(changes) = changes {
            self.terminal.note(&format!("changes: {changes}"));
        }
    }
}

fn compile(staging: &Path, index: &Path) -> Result<()> {
    let fault = |error| Error::io(error, index);
    let mut out = BufWriter::with_capacity(1 << 18, File::create(index).map_err(fault)?);
    compile_folder(staging, staging, &mut out).map_err(|error| error.unless_named(index))?;
    out.flush().map_err(fault)?;
    out.get_ref().sync_all().map_err(fault)
}

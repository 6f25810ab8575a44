//! The daily changes: which days are there, and applying them to the gazetteer in use.

use std::path::{Path, PathBuf};

use dateline::{
    error::Result,
    gazetteer::{
        Rebuild,
        geonames::{DeletedName, DeletedPlace, GeonamesName, GeonamesPlace},
        tables::{NameRow, PlaceRow, SourceRow, rows},
    },
};
use jiff::{ToSpan, civil::Date};

use super::{
    super::super::terminal::Terminal,
    load::{Loaded, Reading, source_row},
    manifest::{Manifest, Source as FileSource},
    source::{Found, Source},
};

/// The longest run of days that is looked for; a server keeps two, a careful user perhaps a month.
const MOST_DAYS: i32 = 400;

/// The changes of one day.
pub(super) struct Day {
    date: Date,
    changed: Found,
    deleted: Found,
    /// Changes of names, which a mirror may lack.
    names_changed: Option<Found>,
    names_deleted: Option<Found>,
}

/// The changes since a day.
pub(super) enum Daily {
    /// None are published yet.
    Nothing,
    /// All of them.
    Days(Vec<Day>),
    /// Those of this day are missing.
    Gap(Date),
}

impl Daily {
    /// Looks for the changes of each day from the first to yesterday.
    ///
    /// # Errors
    ///
    /// When a file cannot be read or fetched.
    pub(super) fn find(first: Date, source: &Source, terminal: &mut Terminal) -> Result<Self> {
        let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
        let mut days = Vec::new();
        let mut missing: Option<Date> = None;
        let mut date = first;
        for _ in 0..MOST_DAYS {
            if date >= today {
                break;
            }
            match day(date, source, terminal)? {
                // A day that is there after one that is not.
                Some(_) if missing.is_some() => return Ok(Self::Gap(missing.unwrap_or(date))),
                Some(day) => days.push(day),
                // Whether a later day is there does not matter any more.
                None if days.is_empty() && date < today.saturating_sub(1.day()) => {
                    return Ok(Self::Gap(date));
                }
                None => missing = missing.or(Some(date)),
            }
            date = date.saturating_add(1.day());
        }
        // The changes of yesterday come out in the course of today.
        Ok(if days.is_empty() { Self::Nothing } else { Self::Days(days) })
    }
}

/// Do the changes reach to the day where the gazetteer in use ends? Else older rows would replace newer ones.
pub(super) fn reach(days: &[Day], until: Date) -> bool {
    days.iter().any(|it| it.date >= until)
}

fn day(date: Date, source: &Source, terminal: &mut Terminal) -> Result<Option<Day>> {
    let mut find = |what: &str| source.find(&format!("{what}-{date}.txt"), terminal);
    let (Some(changed), Some(deleted)) = (find("modifications")?, find("deletes")?) else { return Ok(None) };
    Ok(Some(Day {
        date,
        changed,
        deleted,
        names_changed: find("alternateNamesModifications")?,
        names_deleted: find("alternateNamesDeletes")?,
    }))
}

/// Applies days to the tables of a gazetteer and writes those of a new one.
///
/// # Errors
///
/// When a file cannot be read, or a table not be written.
pub(super) fn apply(
    days: &[Day],
    before: &Manifest,
    folder: &Path,
    source: &Source,
    staging: &Path,
    terminal: &mut Terminal,
) -> Result<Loaded> {
    let selection = before.selection().unwrap_or_default();
    let mut rebuild = Rebuild::new(selection.clone(), staging);
    let mut files: Vec<FileSource> = Vec::new();
    let mut reading = Reading { terminal, lines: 0, faults: 0 };
    let countries: Vec<_> = rows(folder.join("countries.csv")).collect::<Result<_>>()?;
    rebuild.countries(countries);
    reading.codes(source, &mut rebuild, &mut files)?;
    rows::<PlaceRow>(folder.join("places.csv")).try_for_each(|it| rebuild.keep_place(&it?))?;
    rows::<NameRow>(folder.join("names.csv")).try_for_each(|it| rebuild.keep_name(&it?))?;
    for day in days {
        reading.lines(&day.changed.path, |line| match GeonamesPlace::read(line) {
            Ok(place) => rebuild.place(&place),
            Err(what) => Ok(Err(what)),
        })?;
        reading.lines(&day.deleted.path, |line| match DeletedPlace::read(line) {
            Ok(deleted) => rebuild.delete_place(deleted).map(Ok),
            Err(what) => Ok(Err(what)),
        })?;
        if let Some(found) = &day.names_changed {
            reading.lines(&found.path, |line| match GeonamesName::read(line) {
                Ok(Some(name)) => rebuild.name(&name).map(Ok),
                Ok(None) => Ok(Ok(())),
                Err(what) => Ok(Err(what)),
            })?;
        }
        if let Some(found) = &day.names_deleted {
            reading.lines(&found.path, |line| match DeletedName::read(line) {
                Ok(deleted) => rebuild.delete_name(deleted).map(Ok),
                Err(what) => Ok(Err(what)),
            })?;
        }
        let found =
            [&day.changed, &day.deleted].into_iter().chain(&day.names_changed).chain(&day.names_deleted);
        files.extend(found.map(|it| it.source.clone()));
    }
    let Reading { lines, faults, .. } = reading;
    let last = days.iter().map(|it| it.date).max().unwrap_or(before.changes_until);
    let path: PathBuf = folder.join("SOURCES.csv");
    let mut sources: Vec<SourceRow> = rows(path).collect::<Result<_>>()?;
    sources.extend(files.iter().map(|it| source_row("places.csv", it, source, last)));
    let counts = rebuild.write(staging, sources)?;
    let mut manifest = Manifest::new(&source.as_str(), &selection, last, last);
    // What a plain refresh compares with is the last full load.
    manifest.files.clone_from(&before.files);
    manifest.daily = files;
    manifest.faults = faults;
    manifest.set_counts(counts);
    Ok(Loaded { counts, manifest, lines })
}

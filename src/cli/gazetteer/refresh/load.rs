//! All of GeoNames' files → the tables of a gazetteer.

use std::{fs, io::Read, path::Path};

use dateline::{
    error::{Error, Result},
    gazetteer::{
        Counts, Rebuild,
        geonames::{self, Fault, GeonamesName, GeonamesPlace, Lines, Profile, Selection},
        tables::SourceRow,
    },
};
use jiff::civil::Date;

use super::{
    super::super::terminal::Terminal,
    archive,
    manifest::{LICENCE, Manifest, Source as FileSource},
    source::{Found, Source},
};

/// Every place of all countries.
const ALL_COUNTRIES: &str = "allCountries.zip";
/// Every name with its language.
pub(super) const NAMES: &str = "alternateNamesV2.zip";
/// Countries with their English names.
pub(super) const COUNTRIES: &str = "countryInfo.txt";
/// English names of first-level divisions.
pub(super) const DIVISIONS: &str = "admin1CodesASCII.txt";

/// Lines between two looks at the progress.
const LINES_A_LOOK: u64 = 50_000;

/// Tables that were written.
pub(super) struct Loaded {
    pub(super) counts: Counts,
    pub(super) manifest: Manifest,
    /// Lines read, with those that could not be.
    pub(super) lines: u64,
}

/// Reads lines and counts those that could not be read.
pub(super) struct Reading<'t> {
    pub(super) terminal: &'t mut Terminal,
    pub(super) lines: u64,
    pub(super) faults: u64,
}

impl Reading<'_> {
    /// Hands every line of a file to `each`, which says what is wrong with it.
    ///
    /// # Errors
    ///
    /// When the file cannot be read to its end, or `each` fails.
    pub(super) fn lines(
        &mut self,
        path: &Path,
        mut each: impl FnMut(&str) -> Result<std::result::Result<(), String>>,
    ) -> Result<()> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        archive::read(path, |reader| {
            let mut lines = Lines::new(reader);
            loop {
                let read = match lines.read().map_err(|error| Error::io(error, path))? {
                    None => break,
                    Some(Ok(line)) => each(line)?,
                    Some(Err(what)) => Err(what),
                };
                if let Err(what) = read {
                    self.fault(path, Fault { line: lines.number(), what });
                }
                if lines.number().is_multiple_of(LINES_A_LOOK) {
                    self.terminal.loading(&name, lines.number(), None);
                }
            }
            self.lines += lines.number();
            Ok(())
        })
    }

    fn fault(&mut self, path: &Path, fault: Fault) {
        self.faults += 1;
        self.terminal.fault(&Error::new(fault.what).at_line(path, fault.line));
    }

    /// Sets countries and English names from the small tables, as far as they are there.
    ///
    /// # Errors
    ///
    /// When a table cannot be read.
    pub(super) fn codes(
        &mut self,
        source: &Source,
        rebuild: &mut Rebuild,
        files: &mut Vec<FileSource>,
    ) -> Result<()> {
        if let Some(found) = source.find(DIVISIONS, self.terminal)? {
            let (names, faults) = geonames::admin1_names(&text_of(&found.path)?);
            faults.into_iter().for_each(|it| self.fault(&found.path, it));
            rebuild.english_names(names);
            files.push(found.source);
        }
        if let Some(found) = source.find(COUNTRIES, self.terminal)? {
            let (rows, faults) = geonames::countries(&text_of(&found.path)?);
            faults.into_iter().for_each(|it| self.fault(&found.path, it));
            rebuild.countries(rows);
            files.push(found.source);
        }
        Ok(())
    }
}

/// The text of a small table; what is not UTF-8 in it is replaced.
fn text_of(path: &Path) -> Result<String> {
    /// More than any of them will ever have.
    const MOST: u64 = 64 << 20;
    let mut bytes = Vec::new();
    fs::File::open(path)
        .and_then(|it| it.take(MOST).read_to_end(&mut bytes))
        .map_err(|error| Error::io(error, path))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Loads all files that a selection needs and writes the tables of a gazetteer into a folder.
///
/// # Errors
///
/// When a file is missing or broken, or a table cannot be written.
pub(super) fn load(
    source: &Source,
    selection: &Selection,
    staging: &Path,
    terminal: &mut Terminal,
) -> Result<Loaded> {
    let mut rebuild = Rebuild::new(selection.clone(), staging);
    let mut files = Vec::new();
    let mut reading = Reading { terminal, lines: 0, faults: 0 };
    reading.codes(source, &mut rebuild, &mut files)?;
    if !files.iter().any(|it| it.name == COUNTRIES) {
        return Err(missing(COUNTRIES, source));
    }

    let mut dates: Vec<Option<Date>> = Vec::new();
    let mut of_places = Vec::new();
    if let Profile::Countries(countries) = &selection.profile {
        rebuild.keep_embedded_outside(countries)?;
    }
    for name in place_files(&selection.profile) {
        let found = source.find(&name, reading.terminal)?.ok_or_else(|| missing(&name, source))?;
        dates.push(archive::date(&found.path));
        let mut places = 0_u64;
        let read = reading.lines(&found.path, |line| match GeonamesPlace::read(line) {
            Ok(place) => {
                places += 1;
                rebuild.place(&place)
            }
            Err(what) => Ok(Err(what)),
        });
        read.inspect_err(|_| source.discard_if_broken(&found.path))?;
        if places == 0 {
            return Err(Error::new("no place in this file")
                .in_file(&found.path)
                .with_hint("fetch it again: GeoNames publishes one place a line, in 19 columns"));
        }
        of_places.push(found.source);
    }
    let mut of_names = Vec::new();
    for found in name_files(source, &selection.profile, reading.terminal)? {
        dates.push(archive::date(&found.path));
        let read = reading.lines(&found.path, |line| match GeonamesName::read(line) {
            Ok(Some(name)) => rebuild.name(&name).map(Ok),
            Ok(None) => Ok(Ok(())),
            Err(what) => Ok(Err(what)),
        });
        read.inspect_err(|_| source.discard_if_broken(&found.path))?;
        of_names.push(found.source);
    }
    if of_names.is_empty() {
        reading.terminal.note(&format!("no {NAMES}: names have no language"));
    }

    let Reading { lines, faults, .. } = reading;
    // A file that tells no date was made some day before today.
    let date = dates.iter().flatten().max().copied().unwrap_or(Date::MIN);
    // The oldest file says from where changes are missing; one that tells no date says nothing.
    let oldest = dates.into_iter().map(|it| it.unwrap_or(Date::MIN)).min().unwrap_or(Date::MIN);
    let mut sources = Vec::new();
    if matches!(selection.profile, Profile::Countries(_)) {
        sources.push(SourceRow {
            source: format!("dateline {}", env!("CARGO_PKG_VERSION")),
            ..source_row("places.csv", &FileSource::default(), source, date)
        });
    }
    let tables = [("places.csv", &of_places), ("names.csv", &of_names), ("countries.csv", &files)];
    for (table, files) in tables {
        sources.extend(files.iter().map(|it| source_row(table, it, source, date)));
    }
    terminal.loading("writing the tables", 0, None);
    let counts = rebuild.write(staging, sources)?;
    // What is packed on a day has the changes up to the day before.
    let mut manifest =
        Manifest::new(&source.as_str(), selection, date, oldest.yesterday().unwrap_or(Date::MIN));
    manifest.files = [of_places, of_names, files].concat();
    manifest.faults = faults;
    manifest.set_counts(counts);
    Ok(Loaded { counts, manifest, lines })
}

fn place_files(profile: &Profile) -> Vec<String> {
    match profile {
        Profile::Countries(codes) => codes.iter().map(|it| format!("{it}.zip")).collect(),
        _ => vec![ALL_COUNTRIES.to_owned()],
    }
}

/// The files with names: those of the countries, where each has one of its own, else the one of all.
fn name_files(source: &Source, profile: &Profile, terminal: &mut Terminal) -> Result<Vec<Found>> {
    if let Profile::Countries(codes) = profile {
        let mut files = Vec::new();
        for code in codes {
            files.extend(source.find_in("alternatenames", &format!("{code}.zip"), terminal)?);
        }
        if files.len() == codes.len() {
            return Ok(files);
        }
    }
    Ok(source.find(NAMES, terminal)?.into_iter().collect())
}

/// Where a table's rows came from.
pub(super) fn source_row(table: &str, file: &FileSource, source: &Source, date: Date) -> SourceRow {
    let place = match source {
        Source::Folder(_) => format!("GeoNames {}", file.name),
        Source::Server { .. } => file.url.clone(),
    };
    SourceRow {
        file: table.to_owned(),
        source: place,
        licence: LICENCE.to_owned(),
        retrieved: date.to_string(),
        sha256: file.sha256.clone(),
        rows: 0,
    }
}

fn missing(name: &str, source: &Source) -> Error {
    let unpacked = name.strip_suffix(".zip").map(|it| format!(" nor {it}.txt")).unwrap_or_default();
    match source {
        Source::Folder(folder) => {
            let error = Error::new(format!("no {name}{unpacked} in this folder")).in_file(folder);
            if name == COUNTRIES {
                return error.with_hint("bring the file: every profile needs it");
            }
            error.with_hint(
                "bring the file, or choose a profile that does not need it; \
                 `dateline gazetteer refresh --help` lists the profiles",
            )
        }
        Source::Server { base_url, .. } => Error::new(format!("{base_url} has no {name}"))
            .with_hint("--base-url takes the address of a folder that is laid out as GeoNames' export/dump"),
    }
}

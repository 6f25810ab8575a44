//! Tables → index bytes; the same tables give the same bytes.

mod draft;
mod names;
mod strings;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    io::{self, BufWriter, Read, Seek, Write},
    path::{Path, PathBuf},
    thread,
};

use draft::Draft;
use names::Names;
use strings::Strings;
use tempfile::SpooledTempFile;

use super::{
    layout::{self, NONE, Section},
    sorter::Sorter,
    tables::{
        CountryRow, NameKind, NameRow, PlaceRow, SourceRow, StopNameRow, StopReason, TableFolder, Tables,
    },
};
use crate::{
    error::{Error, Result},
    text::NameKey,
};

/// Bytes a section may have in memory before it goes to disk.
const MOST_HELD: usize = 64 << 20;

/// Makes the bytes of an index, which `Gazetteer::from_bytes` opens.
///
/// A name of a place that no table has is left out: the curated tables serve gazetteers of every size.
///
/// # Errors
///
/// When a place has a coordinate out of range or a feature class or code that cannot be.
pub fn compile(tables: &Tables) -> Result<Vec<u8>> {
    let mut compiler = Compiler::in_memory();
    tables.places.iter().try_for_each(|it| compiler.place(it))?;
    tables.names.iter().try_for_each(|it| compiler.name(it))?;
    compiler.countries(tables.countries.iter().cloned());
    compiler.stop_names(tables.stop_names.iter().cloned());
    compiler.sources(tables.sources.iter().cloned());
    let mut out = io::Cursor::new(Vec::new());
    compiler.finish(&mut out)?;
    Ok(out.into_inner())
}

/// Makes the index of a folder of tables, row by row: its memory does not grow with the tables.
///
/// What memory should not hold goes into nameless files in `scratch`.
///
/// # Errors
///
/// As [`compile`], and when a table cannot be read or the index not be written.
pub fn compile_folder(tables: &Path, scratch: &Path, out: &mut (impl Write + Seek)) -> Result<()> {
    let folder = TableFolder::open(tables)?;
    let mut compiler = Compiler::with_scratch(scratch);
    // Reading is a third of the work: places and names are read side by side.
    let further = thread::scope(|scope| {
        let read = || {
            let mut further = Compiler::with_scratch(scratch);
            folder.names().try_for_each(|it| further.name(&it?))?;
            Ok(further.names)
        };
        let further =
            thread::Builder::new().spawn_scoped(scope, read).map_err(|error| Error::io(error, tables))?;
        folder.places().try_for_each(|it| compiler.place(&it?))?;
        further.join().unwrap_or_else(|_| Err(Error::new("the names cannot be read").in_file(tables)))
    })?;
    compiler.push(|it| it.names.take_in(further))?;
    compiler.countries(folder.countries()?);
    compiler.stop_names(folder.stop_names()?);
    compiler.sources(folder.sources()?);
    compiler.finish(out)
}

/// Collects rows in any order and writes the index of them.
///
/// ```
/// use dateline::gazetteer::{Compiler, Gazetteer, tables::PlaceRow};
///
/// let mut compiler = Compiler::in_memory();
/// compiler.place(&PlaceRow { place_id: "1".into(), name: "Kabul".into(), ..PlaceRow::at(69.17, 34.53) })?;
/// let mut index = std::io::Cursor::new(Vec::new());
/// compiler.finish(&mut index)?;
/// assert_eq!(Gazetteer::from_bytes(index.into_inner())?.len(), 1);
/// # Ok::<(), dateline::error::Error>(())
/// ```
pub struct Compiler {
    scratch: Option<PathBuf>,
    places: Sorter,
    names: Sorter,
    /// Rows so far: of two places with the same id the later one counts.
    rows: u64,
    countries: Vec<CountryRow>,
    stop_names: HashMap<NameKey, StopReason>,
    sources: Vec<SourceRow>,
}

impl Compiler {
    /// A compiler for tables that fit into memory.
    #[must_use]
    pub fn in_memory() -> Self {
        Self::new(None)
    }

    /// A compiler that puts what memory should not hold into nameless files of a folder.
    #[must_use]
    pub fn with_scratch(scratch: &Path) -> Self {
        Self::new(Some(scratch))
    }

    fn new(scratch: Option<&Path>) -> Self {
        Self {
            scratch: scratch.map(Path::to_owned),
            places: Sorter::new(scratch),
            names: Sorter::new(scratch),
            rows: 0,
            countries: Vec::new(),
            stop_names: HashMap::new(),
            sources: Vec::new(),
        }
    }

    /// Adds a place; it replaces an earlier one of the same id, whose further names it keeps.
    ///
    /// # Errors
    ///
    /// When a coordinate is out of range, the feature class or code cannot be, or the disk is full.
    pub fn place(&mut self, row: &PlaceRow) -> Result<()> {
        let draft = Draft::new(row)?;
        self.rows += 1;
        let order = self.rows.to_be_bytes();
        self.push(|it| it.places.push(&[row.place_id.as_bytes(), &[0], &order, draft.bytes()]))?;
        for name in row.alternate_names.split(';').map(str::trim).filter(|it| !it.is_empty()) {
            self.bearer(&row.place_id, name, NameKind::Alternate)?;
        }
        Ok(())
    }

    /// Adds a further name of a place, which may come before or after it, or never.
    ///
    /// # Errors
    ///
    /// When the disk is full.
    pub fn name(&mut self, row: &NameRow) -> Result<()> {
        self.bearer(&row.place_id, &row.name, row.kind)
    }

    /// Adds countries.
    pub fn countries(&mut self, rows: impl IntoIterator<Item = CountryRow>) {
        self.countries.extend(rows);
    }

    /// Adds names that are mostly something else than a place.
    pub fn stop_names(&mut self, rows: impl IntoIterator<Item = StopNameRow>) {
        self.stop_names.extend(rows.into_iter().map(|it| (NameKey::new(&it.name), it.reason)));
    }

    /// Adds where the tables came from.
    pub fn sources(&mut self, rows: impl IntoIterator<Item = SourceRow>) {
        self.sources.extend(rows);
    }

    fn bearer(&mut self, place_id: &str, name: &str, kind: NameKind) -> Result<()> {
        let kind = [names::kind_number(kind)];
        self.push(|it| it.names.push(&[place_id.as_bytes(), &[0], &kind, name.as_bytes()]))
    }

    fn push(&mut self, push: impl FnOnce(&mut Self) -> io::Result<()>) -> Result<()> {
        push(self).map_err(|error| self.scratch_fault(error))
    }

    fn scratch_fault(&self, error: io::Error) -> Error {
        match &self.scratch {
            Some(folder) => Error::io(error, folder),
            None => Error::output(error),
        }
    }

    /// Writes the index.
    ///
    /// # Errors
    ///
    /// When it cannot be written, or has more than four gigabytes of names.
    pub fn finish(mut self, out: &mut (impl Write + Seek)) -> Result<()> {
        let scratch = self.scratch.clone();
        let fault = |error| match &scratch {
            Some(folder) => Error::io(error, folder),
            None => Error::output(error),
        };
        let sections = self.sections().map_err(fault)?;
        assemble(sections, out).map_err(Error::output)
    }

    fn sections(&mut self) -> io::Result<[SpooledTempFile; layout::SECTIONS]> {
        let scratch = self.scratch.as_deref();
        let mut sections: [BufWriter<SpooledTempFile>; layout::SECTIONS] =
            std::array::from_fn(|_| BufWriter::new(spool(scratch)));
        let mut strings = Strings::new(spool(scratch));
        let mut names = Names::new(scratch);
        let mut divisions = Divisions::default();
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let countries: BTreeMap<&str, &CountryRow> =
            self.countries.iter().map(|it| (it.iso2.as_str(), it)).collect();
        let wanted: BTreeSet<&str> = countries.values().map(|it| it.place_id.as_str()).collect();

        let mut places = std::mem::replace(&mut self.places, Sorter::new(None)).sorted()?;
        let mut bearers = Bearers::new(std::mem::replace(&mut self.names, Sorter::new(None)).sorted()?)?;
        let mut extents = 0;
        let mut number = 0;
        let mut current: Option<Vec<u8>> = None;
        loop {
            let next = places.next()?;
            // Rows of one id lie together; the last of them counts.
            if let (Some(next), Some(held)) = (next, &mut current)
                && id_of(next) == id_of(held)
            {
                next.clone_into(held);
                continue;
            }
            let following = next.map(<[u8]>::to_vec);
            if let Some(row) = std::mem::replace(&mut current, following)
                && let id = text(id_of(&row))
                && let Some(draft) = Draft::from_bytes(&row[id.len() + 9..])
            {
                let mut record = *draft.record;
                let mut put =
                    |at: usize, offset: u32| record[at..at + 4].copy_from_slice(&offset.to_le_bytes());
                let name = strings.offset(draft.name)?;
                put(layout::place::ID, strings.offset_of_id(id)?);
                put(layout::place::NAME, name);
                put(layout::place::ADMIN1, strings.offset(draft.admin1)?);
                put(layout::place::ADMIN2, strings.offset(draft.admin2)?);
                put(layout::place::EXTENT, if draft.extent.is_some() { extents } else { NONE });
                if let Some(extent) = draft.extent {
                    sections[Section::Extents as usize].write_all(extent)?;
                    extents += 1;
                }
                sections[Section::Places as usize].write_all(&record)?;
                divisions.add(number, &draft);
                if wanted.contains(id) {
                    numbers.insert(id.to_owned(), number);
                }
                if !draft.parent.is_empty() {
                    let parents = &mut sections[Section::Parents as usize];
                    parents.write_all(&number.to_le_bytes())?;
                    parents.write_all(&strings.offset(draft.parent)?.to_le_bytes())?;
                }
                let standing = draft.standing();
                names.add(&NameKey::new(draft.name), &standing, number, NameKind::Primary, name)?;
                while let Some((kind, further)) = bearers.of(id)? {
                    let at = strings.offset(further)?;
                    names.add(&NameKey::new(further), &standing, number, kind, at)?;
                }
                number += 1;
            }
            if current.is_none() {
                break;
            }
        }

        divisions.write(&mut sections[Section::Divisions as usize])?;
        write_countries(
            countries.values(),
            &numbers,
            &mut strings,
            &mut sections[Section::Countries as usize],
        )?;
        let (map, postings, named) = names.write(&self.stop_names, || spool(scratch))?;
        let about = about(&self.sources, number, named);
        sections[Section::About as usize].write_all(about.as_bytes())?;
        let mut written: [SpooledTempFile; layout::SECTIONS] = std::array::from_fn(|_| spool(None));
        for (written, section) in written.iter_mut().zip(sections) {
            *written = section.into_inner().map_err(io::IntoInnerError::into_error)?;
        }
        written[Section::Names as usize] = map;
        written[Section::Postings as usize] = postings;
        written[Section::Strings as usize] = strings.into_bytes()?;
        Ok(written)
    }
}

fn spool(scratch: Option<&Path>) -> SpooledTempFile {
    match scratch {
        Some(folder) => tempfile::spooled_tempfile_in(MOST_HELD, folder),
        None => SpooledTempFile::new(usize::MAX),
    }
}

/// The id at the start of a sorted record, up to the zero that ends it.
fn id_of(record: &[u8]) -> &[u8] {
    record.split(|it| *it == 0).next().unwrap_or_default()
}

/// What was pushed as text.
fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

/// Further names in the order of their places' ids.
struct Bearers {
    sorted: super::sorter::Sorted,
    /// The next name: id, zero, kind, name.
    next: Option<Vec<u8>>,
    taken: Vec<u8>,
}

impl Bearers {
    fn new(mut sorted: super::sorter::Sorted) -> io::Result<Self> {
        let next = sorted.next()?.map(<[u8]>::to_vec);
        Ok(Self { sorted, next, taken: Vec::new() })
    }

    /// The next name of the place; names of places before it, which no table has, are passed over.
    fn of(&mut self, id: &str) -> io::Result<Option<(NameKind, &str)>> {
        while let Some(next) = &mut self.next {
            let order = id_of(next).cmp(id.as_bytes());
            if order == std::cmp::Ordering::Greater {
                break;
            }
            std::mem::swap(&mut self.taken, next);
            match self.sorted.next()? {
                Some(record) => record.clone_into(next),
                None => self.next = None,
            }
            if order == std::cmp::Ordering::Equal {
                let rest = &self.taken[id.len() + 1..];
                return Ok(Some((names::kind_of(rest[0]), text(&rest[1..]))));
            }
        }
        Ok(None)
    }
}

/// First- and second-level divisions by their codes.
#[derive(Default)]
struct Divisions(Vec<(String, String, String, u32)>);

impl Divisions {
    fn add(&mut self, number: u32, draft: &Draft<'_>) {
        let admin2 = match draft.division_level() {
            Some(1) => "",
            Some(2) => draft.admin2,
            _ => return,
        };
        self.0.push((draft.country().to_owned(), draft.admin1.to_owned(), admin2.to_owned(), number));
    }

    fn write(mut self, out: &mut impl Write) -> io::Result<()> {
        self.0.sort();
        self.0.iter().try_for_each(|(.., number)| out.write_all(&number.to_le_bytes()))
    }
}

fn write_countries<'t>(
    countries: impl Iterator<Item = &'t &'t CountryRow>,
    numbers: &HashMap<String, u32>,
    strings: &mut Strings,
    out: &mut impl Write,
) -> io::Result<()> {
    use layout::country::*;
    for country in countries {
        let Some(number) = numbers.get(&country.place_id) else { continue };
        let mut record = [0; LEN];
        let mut put = |at: usize, bytes: &[u8]| record[at..at + bytes.len()].copy_from_slice(bytes);
        put(ISO2, &draft::country_bytes(&country.iso2));
        put(ISO3, country.iso3.as_bytes().get(..3).unwrap_or(&[0; 3]));
        put(NUMERIC, &country.iso_numeric.unwrap_or(0).to_le_bytes());
        put(PLACE, &number.to_le_bytes());
        put(NEIGHBOURS, &strings.offset(&country.neighbours)?.to_le_bytes());
        out.write_all(&record)?;
    }
    Ok(())
}

fn about(sources: &[SourceRow], places: u32, names: u64) -> String {
    let date = sources.iter().map(|it| it.retrieved.as_str()).max().unwrap_or("");
    let named: BTreeSet<&str> = sources.iter().map(|it| it.source.as_str()).collect();
    let mut credits: Vec<&str> = Vec::new();
    for credit in sources.iter().flat_map(|it| it.licence.split("; ")) {
        if !credits.contains(&credit) {
            credits.push(credit);
        }
    }
    format!(
        "date={date}\nplaces={places}\nnames={names}\nsources={}\ncredit={}\n",
        named.into_iter().collect::<Vec<_>>().join("; "),
        credits.join("; ")
    )
}

/// Header and sections; the header is written last, when all is known.
fn assemble(sections: [SpooledTempFile; layout::SECTIONS], out: &mut (impl Write + Seek)) -> io::Result<()> {
    let mut header = vec![0; layout::HEADER_LEN];
    out.write_all(&header)?;
    let mut length = layout::HEADER_LEN as u64;
    let mut body = crc32fast::Hasher::new();
    let mut buffer = vec![0; 1 << 16];
    for (number, mut section) in sections.into_iter().enumerate() {
        let entry = layout::header::SECTION_TABLE + number * 16;
        header[entry..entry + 8].copy_from_slice(&length.to_le_bytes());
        let start = length;
        section.rewind()?;
        loop {
            let read = section.read(&mut buffer)?;
            if read == 0 {
                break;
            }
            body.update(&buffer[..read]);
            out.write_all(&buffer[..read])?;
            length += read as u64;
        }
        header[entry + 8..entry + 16].copy_from_slice(&(length - start).to_le_bytes());
    }
    header[..8].copy_from_slice(&layout::MAGIC);
    header[layout::header::VERSION..][..4].copy_from_slice(&layout::VERSION.to_le_bytes());
    header[layout::header::BODY_CHECKSUM..][..4].copy_from_slice(&body.finalize().to_le_bytes());
    header[layout::header::LENGTH..][..8].copy_from_slice(&length.to_le_bytes());
    let sum = crc32fast::hash(&header);
    header[layout::header::HEADER_CHECKSUM..][..4].copy_from_slice(&sum.to_le_bytes());
    out.rewind()?;
    out.write_all(&header)?;
    out.flush()
}

//! GeoNames' rows → a folder of tables; the same rows give the same bytes.
//!
//! Rows are sorted on disk where memory should not hold them, so a dump of any size can be read.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    io,
    path::{Path, PathBuf},
};

use super::{
    curated,
    geonames::{DeletedName, DeletedPlace, GeonamesName, GeonamesPlace, Profile, Selection},
    place::Place,
    sorter::{Sorted, Sorter},
    stack::Gazetteer,
    tables::{CountryRow, NameKind, NameRow, NumberedNameRow, PlaceRow, SourceRow, StopReason, TableWriter},
};
use crate::{
    error::{Error, Result},
    text::NameKey,
};

/// How many rows the tables got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Rows of `places.csv`.
    pub places: u64,
    /// Rows of `names.csv`.
    pub names: u64,
    /// Rows of `countries.csv`.
    pub countries: u64,
}

/// Collects rows of GeoNames and of gazetteers before, and writes the tables of a new one.
///
/// Countries go first, then rows, then what changes or deletes them: a later row of the same id counts.
pub struct Rebuild {
    selection: Selection,
    scratch: PathBuf,
    places: Sorter,
    names: Sorter,
    /// Rows so far, which gives them their order.
    rows: u64,
    /// Numbers of the places kept, to pass over names of the others; a full profile keeps all.
    kept: Option<HashSet<u64>>,
    /// Of these, places outside the countries of the profile: GeoNames' changes do not concern them.
    outside: HashSet<u64>,
    countries: Vec<CountryRow>,
    codes: HashSet<String>,
    english: HashMap<u64, String>,
    /// Ids of divisions by country and codes.
    divisions: BTreeMap<[String; 3], String>,
    stop_names: HashSet<NameKey>,
}

/// Where a further name came from, as its record's first letter says.
mod origin {
    /// A gazetteer before, without GeoNames' number of the name.
    pub(super) const BEFORE: &str = "b";
    /// The column of the place's own row, without language.
    pub(super) const COLUMN: &str = "c";
    /// GeoNames' table of names, with a number.
    pub(super) const NUMBERED: &str = "n";
    /// A number whose name is gone.
    pub(super) const DELETED: &str = "d";
}

impl Rebuild {
    /// Starts with nothing; `scratch` is a folder for nameless files.
    #[must_use]
    pub fn new(selection: Selection, scratch: &Path) -> Self {
        let kept = (selection.profile != Profile::Full).then(HashSet::new);
        let stop_names = curated::stop_names()
            .filter(|it| it.reason != StopReason::WordOrPlace)
            .map(|it| NameKey::new(&it.name))
            .collect();
        Self {
            selection,
            scratch: scratch.to_owned(),
            places: Sorter::new(Some(scratch)),
            names: Sorter::new(Some(scratch)),
            rows: 0,
            kept,
            outside: HashSet::new(),
            countries: Vec::new(),
            codes: HashSet::new(),
            english: HashMap::new(),
            divisions: BTreeMap::new(),
            stop_names,
        }
    }

    /// Sets the countries, whose English names are shown.
    pub fn countries(&mut self, rows: Vec<CountryRow>) {
        self.codes = rows.iter().map(|it| it.iso2.clone()).collect();
        let numbered = rows.iter().filter_map(|it| Some((it.place_id.parse().ok()?, it.name.clone())));
        self.english.extend(numbered);
        self.countries = rows;
    }

    /// Sets English names of divisions by GeoNames' number.
    pub fn english_names(&mut self, names: HashMap<u64, String>) {
        self.english.extend(names);
    }

    /// Adds a place if the selection keeps it, else takes away what a row before had of it.
    /// Says what is doubtful about a place that is kept.
    ///
    /// # Errors
    ///
    /// When the disk is full.
    pub fn place(&mut self, place: &GeonamesPlace<'_>) -> Result<std::result::Result<(), String>> {
        if !self.selection.keeps_place(place) {
            if self.outside.contains(&place.id) {
                return Ok(Ok(()));
            }
            self.delete_place(DeletedPlace { id: place.id })?;
            return Ok(Ok(()));
        }
        let mut row = place.row();
        let mut doubt = place.doubt.clone().map_or(Ok(()), Err);
        if !self.codes.is_empty() && !row.country.is_empty() && !self.codes.contains(&row.country) {
            doubt = Err(format!(
                "country {:?} is not in countryInfo.txt; the place {} is kept without country",
                row.country, row.place_id
            ));
            row.country.clear();
        }
        if let Some(english) = self.english.get(&place.id).cloned() {
            let given = std::mem::replace(&mut row.name, english);
            self.plain_name(&row.place_id, &given, origin::COLUMN)?;
        }
        for name in place.alternate_names.split(',') {
            if self.selection.keeps_plain_name(name) {
                self.plain_name(&row.place_id, name, origin::COLUMN)?;
            }
        }
        if let Some(kept) = &mut self.kept {
            kept.insert(place.id);
        }
        self.add(&row)?;
        Ok(doubt)
    }

    /// Takes a place away.
    ///
    /// # Errors
    ///
    /// When the disk is full.
    pub fn delete_place(&mut self, deleted: DeletedPlace) -> Result<()> {
        // A place outside the countries that are wanted stays as the built-in gazetteer has it.
        if self.outside.contains(&deleted.id) {
            return Ok(());
        }
        // What was never kept needs no mark.
        if self.kept.as_mut().is_some_and(|it| !it.remove(&deleted.id)) {
            return Ok(());
        }
        self.rows += 1;
        let order = self.rows.to_be_bytes();
        let id = deleted.id.to_string();
        let pushed = self.places.push(&[id.as_bytes(), &[0], &order]);
        self.pushed(pushed)
    }

    /// Adds a name of a place that is kept, if the selection keeps the name.
    ///
    /// # Errors
    ///
    /// When the disk is full.
    pub fn name(&mut self, name: &GeonamesName<'_>) -> Result<()> {
        if self.kept.as_ref().is_some_and(|it| !it.contains(&name.place_id)) {
            return Ok(());
        }
        // A name that is not wanted still takes away an earlier one of its number.
        let origin = if self.selection.keeps_name(name) { origin::NUMBERED } else { origin::DELETED };
        let preferred = if name.preferred { "p" } else { "" };
        let kind = kind_letter(name.kind);
        let fields = [origin, &name.name, name.language, kind, preferred, &name.name_id.to_string()];
        self.push_name(&name.place_id.to_string(), &fields)
    }

    /// Takes a name away.
    ///
    /// # Errors
    ///
    /// When the disk is full.
    pub fn delete_name(&mut self, deleted: DeletedName) -> Result<()> {
        let fields = [origin::DELETED, "", "", "", "", &deleted.name_id.to_string()];
        self.push_name(&deleted.place_id.to_string(), &fields)
    }

    /// Adds a place of a gazetteer before.
    ///
    /// # Errors
    ///
    /// When the disk is full.
    pub fn keep_place(&mut self, row: &PlaceRow) -> Result<()> {
        if let (Some(kept), Ok(id)) = (&mut self.kept, row.place_id.parse()) {
            kept.insert(id);
            if matches!(&self.selection.profile, Profile::Countries(codes) if !codes.contains(&row.country)) {
                self.outside.insert(id);
            }
        }
        self.add(row)
    }

    /// Adds a name of a gazetteer before.
    ///
    /// # Errors
    ///
    /// When the disk is full.
    pub fn keep_name(&mut self, row: &NameRow) -> Result<()> {
        let number = row.name_id.map(|it| it.to_string()).unwrap_or_default();
        let origin = if number.is_empty() { origin::BEFORE } else { origin::NUMBERED };
        self.push_name(&row.place_id, &[origin, &row.name, &row.language, kind_letter(row.kind), "", &number])
    }

    /// Adds what the built-in gazetteer has, but for the places of these countries.
    ///
    /// # Errors
    ///
    /// When the disk is full.
    pub fn keep_embedded_outside(&mut self, countries: &std::collections::BTreeSet<String>) -> Result<()> {
        let embedded = Gazetteer::embedded();
        let outside = |place: &Place<'_>| place.country.is_none_or(|it| !countries.contains(it.as_str()));
        for place in embedded.places().filter(|it| outside(it)) {
            self.keep_place(&PlaceRow::of(&place))?;
        }
        embedded.try_each_name(|bearer| {
            if !outside(&bearer.place) || bearer.kind == NameKind::Primary {
                return Ok(());
            }
            let id = bearer.place.id;
            self.push_name(id, &[origin::BEFORE, bearer.name, "", kind_letter(bearer.kind), "", ""])
        })
    }

    fn add(&mut self, row: &PlaceRow) -> Result<()> {
        if let "ADM1" | "ADM2" = row.feature_code.as_str() {
            let level2 = if row.feature_code == "ADM1" { "" } else { &row.admin2 };
            let codes = [&row.country, &row.admin1, level2].map(|it: &str| it.to_owned());
            self.divisions.insert(codes, row.place_id.clone());
        }
        self.rows += 1;
        let order = self.rows.to_be_bytes();
        let fields = fields_of(row);
        let pushed = self.places.push(&[row.place_id.as_bytes(), &[0], &order, fields.as_bytes()]);
        self.pushed(pushed)
    }

    fn plain_name(&mut self, id: &str, name: &str, origin: &str) -> Result<()> {
        self.push_name(id, &[origin, name.trim(), "", kind_letter(NameKind::Alternate), "", ""])
    }

    fn push_name(&mut self, id: &str, fields: &[&str; 6]) -> Result<()> {
        self.rows += 1;
        let order = self.rows.to_be_bytes();
        let pushed = self.names.push(&[id.as_bytes(), &[0], &order, fields.join("\t").as_bytes()]);
        self.pushed(pushed)
    }

    fn pushed(&self, pushed: io::Result<()>) -> Result<()> {
        pushed.map_err(|error| Error::io(error, &self.scratch))
    }

    /// Writes `places.csv`, `names.csv`, `countries.csv`, `SOURCES.csv` and `curated/` into a folder.
    ///
    /// The sources are said of a table each; their rows are counted here.
    ///
    /// # Errors
    ///
    /// When a table cannot be written.
    pub fn write(mut self, folder: &Path, sources: Vec<SourceRow>) -> Result<Counts> {
        let embedded = Gazetteer::embedded();
        let translated = self.translate_divisions(&embedded);
        for (ours, theirs) in &translated {
            // What news calls a division is often not its name at GeoNames.
            if let Some(place) = embedded.place_by_id(ours) {
                self.plain_name(theirs, place.name, origin::BEFORE)?;
            }
        }
        let theirs: HashMap<&str, &str> =
            translated.iter().map(|(ours, theirs)| (theirs.as_str(), ours.as_str())).collect();
        let scratch_fault = |error| Error::io(error, &self.scratch);
        let mut places = self.places.sorted().map_err(scratch_fault)?;
        let names = self.names.sorted().map_err(scratch_fault)?;
        let mut names = NamesByPlace::new(names).map_err(scratch_fault)?;
        let mut place_table = TableWriter::create(&folder.join("places.csv"))?;
        let mut name_table = TableWriter::create(&folder.join("names.csv"))?;
        let mut counts = Counts::default();
        let mut held: Option<Vec<u8>> = None;
        // The name the place was shown by before this telling of it.
        let mut name_before = None;
        loop {
            let next = places.next().map_err(scratch_fault)?;
            if let (Some(next), Some(held)) = (next, &mut held)
                && id_of(next) == id_of(held)
            {
                name_before = read_row(held).map(|(row, _)| row.name);
                next.clone_into(held);
                continue;
            }
            let following = next.map(<[u8]>::to_vec);
            let record = std::mem::replace(&mut held, following);
            let name_before = name_before.take();
            if let Some((mut row, order)) = record.as_deref().and_then(read_row) {
                let names = names.of(&row.place_id).map_err(scratch_fault)?;
                let further = choose(&mut row, order, name_before, names, &self.stop_names);
                let known = theirs.get(row.place_id.as_str()).copied().unwrap_or(&row.place_id);
                if let Some(extent) = embedded.place_by_id(known).and_then(|it| it.extent)
                    && row.west.is_none()
                {
                    // GeoNames publishes no extents.
                    (row.west, row.south) = (Some(extent.west), Some(extent.south));
                    (row.east, row.north) = (Some(extent.east), Some(extent.north));
                }
                place_table.write(&row)?;
                counts.places += 1;
                for name in &further {
                    name_table.write(name)?;
                    counts.names += 1;
                }
            }
            if held.is_none() {
                break;
            }
        }
        place_table.finish()?;
        name_table.finish()?;
        let mut country_table = TableWriter::create(&folder.join("countries.csv"))?;
        for row in &self.countries {
            country_table.write(row)?;
            counts.countries += 1;
        }
        country_table.finish()?;
        let mut source_table = TableWriter::create(&folder.join("SOURCES.csv"))?;
        for mut row in sources {
            row.rows = match row.file.as_str() {
                "places.csv" => counts.places,
                "names.csv" => counts.names,
                _ => counts.countries,
            };
            source_table.write(&row)?;
        }
        source_table.finish()?;
        curated::write(folder, &translated)?;
        Ok(counts)
    }

    /// GeoNames' ids of the divisions whose ids the built-in gazetteer made up.
    fn translate_divisions(&self, embedded: &Gazetteer) -> BTreeMap<String, String> {
        let ours = embedded.places().filter(|it| it.geoname_id.is_none());
        ours.filter_map(|it| {
            let level2 = match it.feature_code.as_str() {
                "ADM1" => "",
                "ADM2" if it.id.starts_with("fips:") => it.admin2,
                _ => return None,
            };
            let country = it.country?;
            let codes = [country.as_str(), it.admin1, level2].map(str::to_owned);
            let theirs = self.divisions.get(&codes).filter(|theirs| theirs.as_str() != it.id)?;
            Some((it.id.to_owned(), theirs.clone()))
        })
        .collect()
    }
}

fn id_of(record: &[u8]) -> &[u8] {
    record.split(|it| *it == 0).next().unwrap_or_default()
}

/// A row's fields after its id, joined by tabs, which no field holds.
fn fields_of(row: &PlaceRow) -> String {
    let edge = |it: Option<f64>| it.map(|it| it.to_string()).unwrap_or_default();
    let numbers = [row.longitude.to_string(), row.latitude.to_string(), row.population.to_string()];
    let edges = [row.west, row.south, row.east, row.north].map(edge);
    let texts = [&row.name, &row.feature_class, &row.feature_code, &row.country, &row.admin1, &row.admin2];
    let texts = texts.map(|it| it.replace('\t', " "));
    [&texts[..], &numbers, &edges].concat().join("\t")
}

/// The row of a sorted record and its order; `None` where the place was taken away.
fn read_row(record: &[u8]) -> Option<(PlaceRow, u64)> {
    let id = id_of(record);
    let (order, fields) = record.get(id.len() + 1..)?.split_first_chunk()?;
    let fields: Vec<&str> = std::str::from_utf8(fields).ok()?.split('\t').collect();
    let [
        name,
        class,
        code,
        country,
        admin1,
        admin2,
        longitude,
        latitude,
        population,
        west,
        south,
        east,
        north,
    ] = fields[..]
    else {
        return None;
    };
    let row = PlaceRow {
        place_id: String::from_utf8(id.to_vec()).ok()?,
        name: name.to_owned(),
        feature_class: class.to_owned(),
        feature_code: code.to_owned(),
        country: country.to_owned(),
        admin1: admin1.to_owned(),
        admin2: admin2.to_owned(),
        population: population.parse().ok()?,
        west: west.parse().ok(),
        south: south.parse().ok(),
        east: east.parse().ok(),
        north: north.parse().ok(),
        ..PlaceRow::at(longitude.parse().ok()?, latitude.parse().ok()?)
    };
    Some((row, u64::from_be_bytes(*order)))
}

/// A further name as it was collected.
struct Further {
    order: u64,
    origin: String,
    name: String,
    language: String,
    kind: NameKind,
    preferred: bool,
    number: Option<u64>,
}

impl Further {
    fn read(record: &[u8], id_len: usize) -> Option<Self> {
        let (order, fields) = record.get(id_len + 1..)?.split_first_chunk()?;
        let fields: Vec<&str> = std::str::from_utf8(fields).ok()?.split('\t').collect();
        let [origin, name, language, kind, preferred, number] = fields[..] else { return None };
        Some(Self {
            order: u64::from_be_bytes(*order),
            origin: origin.to_owned(),
            name: name.to_owned(),
            language: language.to_owned(),
            kind: kind_of(kind),
            preferred: preferred == "p",
            number: number.parse().ok(),
        })
    }
}

/// Names in the order of their places' ids.
struct NamesByPlace {
    sorted: Sorted,
    next: Option<Vec<u8>>,
}

impl NamesByPlace {
    fn new(mut sorted: Sorted) -> io::Result<Self> {
        let next = sorted.next()?.map(<[u8]>::to_vec);
        Ok(Self { sorted, next })
    }

    /// All names of a place, in the order they came; those of places before it are passed over.
    fn of(&mut self, id: &str) -> io::Result<Vec<Further>> {
        let mut names = Vec::new();
        while let Some(next) = &mut self.next {
            match id_of(next).cmp(id.as_bytes()) {
                std::cmp::Ordering::Greater => break,
                std::cmp::Ordering::Equal => names.extend(Further::read(next, id.len())),
                std::cmp::Ordering::Less => {}
            }
            match self.sorted.next()? {
                Some(record) => record.clone_into(next),
                None => self.next = None,
            }
        }
        Ok(names)
    }
}

/// Chooses the name a place is shown by, and its further names, sorted.
fn choose(
    row: &mut PlaceRow,
    order: u64,
    name_before: Option<String>,
    names: Vec<Further>,
    stop_names: &HashSet<NameKey>,
) -> Vec<NumberedNameRow> {
    // Names without number that came with an older telling of the place are told again or gone.
    let since = plain_names_since(order, &names);
    let (numbers, mut plain): (Vec<Further>, Vec<Further>) = names
        .into_iter()
        .filter(|it| it.number.is_some() || it.order >= since)
        .partition(|it| it.number.is_some());
    // Of names with a number the last telling counts; a deletion is one too.
    let mut numbered: BTreeMap<u64, Further> = BTreeMap::new();
    for name in numbers {
        numbered.insert(name.number.unwrap_or_default(), name);
    }
    numbered.retain(|_, it| it.origin == origin::NUMBERED);

    let given = row.name.clone();
    let english = |it: &&Further| {
        let shown_before = name_before.as_ref() == Some(&it.name);
        it.language == "en" && it.kind == NameKind::Alternate && (it.preferred || shown_before)
    };
    if let Some(english) = numbered.values().find(english) {
        row.name.clone_from(&english.name);
    }
    let is_country = row.feature_class == "A" && row.feature_code.starts_with("PCL");
    let mut known: HashSet<(NameKey, bool)> = HashSet::new();
    let mut rows: Vec<NumberedNameRow> = Vec::new();
    let mut add = |name: String, language: String, kind, name_id, may_be_word: bool| {
        let key = NameKey::new(&name);
        let is_word = !may_be_word && !is_country && stop_names.contains(&key);
        // An abbreviation or demonym is another matter than a full name of the same letters.
        let is_special = matches!(kind, NameKind::Abbreviation | NameKind::Demonym);
        if !key.is_empty() && !is_word && known.insert((key, is_special)) {
            rows.push(NumberedNameRow { place_id: row.place_id.clone(), name, language, kind, name_id });
        }
    };
    // Names that say more come first, so that a plain double of them is left out. The name that is
    // shown stays among them, so that its number can be changed or deleted later.
    for it in numbered.into_values() {
        add(it.name, it.language, it.kind, it.number, false);
    }
    let shown = NameKey::new(&row.name);
    plain.retain(|it| NameKey::new(&it.name) != shown);
    if NameKey::new(&given) != shown {
        add(given, String::new(), NameKind::Alternate, None, true);
    }
    for it in plain {
        add(it.name, it.language, it.kind, None, false);
    }
    rows.sort_by(|a, b| (&a.name, a.kind, &a.language).cmp(&(&b.name, b.kind, &b.language)));
    rows
}

/// The order from which plain names belong to the row's last telling: they are pushed just before it.
fn plain_names_since(order: u64, names: &[Further]) -> u64 {
    let mut since = order;
    for name in names.iter().rev().filter(|it| it.order < order) {
        if name.order + 1 != since || name.origin != origin::COLUMN {
            break;
        }
        since = name.order;
    }
    since
}

fn kind_letter(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Primary => "p",
        NameKind::Alternate => "a",
        NameKind::Abbreviation => "s",
        NameKind::Historic => "h",
        NameKind::Demonym => "d",
    }
}

fn kind_of(letter: &str) -> NameKind {
    match letter {
        "p" => NameKind::Primary,
        "s" => NameKind::Abbreviation,
        "h" => NameKind::Historic,
        "d" => NameKind::Demonym,
        _ => NameKind::Alternate,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{super::tables::Tables, *};

    fn line(id: u64, name: &str, names: &str, class_and_code: &str, country: &str, admin1: &str) -> String {
        let (class, code) = class_and_code.split_once('.').unwrap();
        format!(
            "{id}\t{name}\t{name}\t{names}\t1.5\t2.5\t{class}\t{code}\t{country}\t\t{admin1}\t\t\t\t5000\t\t\t\t2026-01-01"
        )
    }

    fn full(scratch: &Path) -> Rebuild {
        Rebuild::new(Selection { profile: Profile::Full, ..Selection::default() }, scratch)
    }

    fn place(rebuild: &mut Rebuild, line: &str) {
        rebuild.place(&GeonamesPlace::read(line).unwrap()).unwrap().unwrap();
    }

    fn name(rebuild: &mut Rebuild, line: &str) {
        rebuild.name(&GeonamesName::read(line).unwrap().unwrap()).unwrap();
    }

    fn names(folder: &Path, id: &str) -> Vec<String> {
        let tables = Tables::read(folder).unwrap();
        let of_place = tables.names.iter().filter(|it| it.place_id == id);
        of_place.map(|it| format!("{}/{}/{:?}", it.name, it.language, it.kind)).collect()
    }

    fn shown(folder: &Path, id: &str) -> Option<String> {
        let tables = Tables::read(folder).unwrap();
        tables.places.into_iter().find(|it| it.place_id == id).map(|it| it.name)
    }

    #[test]
    fn names_have_languages_and_the_english_one_is_shown() {
        let folder = tempfile::tempdir().unwrap();
        let mut rebuild = full(folder.path());
        place(
            &mut rebuild,
            &line(1, "Köbenhavn", "Kopenhagen,CPH,kopenagen,Koppenhaven", "P.PPLC", "DK", "17"),
        );
        for text in [
            "10\t1\ten\tCopenhagen\t1\t\t\t\t\t",
            "11\t1\tde\tKopenhagen\t\t\t\t\t\t",
            "12\t1\ten\tHafnia\t\t\t\t1\t\t",
            "13\t1\tru\tКопенгаген\t\t\t\t\t\t",
            "14\t1\tabbr\tCph.\t\t\t\t\t\t",
            "15\t99\ten\tElsewhere\t\t\t\t\t\t",
        ] {
            name(&mut rebuild, text);
        }
        let counts = rebuild.write(folder.path(), Vec::new()).unwrap();
        assert_eq!((counts.places, counts.names), (1, 6));
        assert_eq!(shown(folder.path(), "1").unwrap(), "Copenhagen");
        let expected = [
            "Copenhagen/en/Alternate",
            "Cph.//Abbreviation",
            "Hafnia/en/Historic",
            "Kopenhagen/de/Alternate",
            "Koppenhaven//Alternate",
            "Köbenhavn//Alternate",
        ]
        .map(str::to_owned);
        assert_eq!(names(folder.path(), "1"), expected);
    }

    #[test]
    fn a_later_telling_counts_and_the_deleted_are_gone() {
        let folder = tempfile::tempdir().unwrap();
        let mut rebuild = full(folder.path());
        let before = |id: &str, name: &str| PlaceRow {
            place_id: id.to_owned(),
            name: name.to_owned(),
            ..PlaceRow::at(1.0, 2.0)
        };
        let name_before = |id: &str, name: &str, number| NameRow {
            place_id: id.to_owned(),
            name: name.to_owned(),
            language: if number == Some(7) { "en" } else { "" }.to_owned(),
            kind: NameKind::Alternate,
            name_id: number,
            note: String::new(),
        };
        for (id, name) in [("1", "Old Town"), ("2", "Gone Town"), ("3", "Same Town"), ("4", "English Town")] {
            rebuild.keep_place(&before(id, name)).unwrap();
        }
        for row in [
            name_before("1", "Oldest Town", None),
            name_before("1", "Wrong Town", Some(5)),
            name_before("1", "Right Town", Some(6)),
            name_before("2", "Gone Too", None),
            name_before("3", "Same Place", None),
            name_before("4", "English Town", Some(7)),
        ] {
            rebuild.keep_name(&row).unwrap();
        }
        place(&mut rebuild, &line(1, "New Town", "Newest Town", "P.PPL", "AA", ""));
        place(&mut rebuild, &line(4, "Local Town", "", "P.PPL", "AA", ""));
        place(&mut rebuild, &line(5, "Added Town", "", "P.PPL", "AA", ""));
        rebuild.delete_place(DeletedPlace { id: 2 }).unwrap();
        rebuild.delete_name(DeletedName { name_id: 5, place_id: 1 }).unwrap();
        name(&mut rebuild, "6\t1\ten\tBest Town\t\t\t\t\t\t");
        rebuild.write(folder.path(), Vec::new()).unwrap();
        let of = |id| (shown(folder.path(), id), names(folder.path(), id));
        let strings = |it: &[&str]| it.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            of("1"),
            (Some("New Town".into()), strings(&["Best Town/en/Alternate", "Newest Town//Alternate"]))
        );
        assert_eq!(of("2"), (None, strings(&[])));
        assert_eq!(of("3"), (Some("Same Town".into()), strings(&["Same Place//Alternate"])));
        let english = strings(&["English Town/en/Alternate", "Local Town//Alternate"]);
        assert_eq!(of("4"), (Some("English Town".into()), english));
        assert_eq!(of("5").0, Some("Added Town".into()));
    }

    #[test]
    fn what_leaves_the_selection_leaves_the_gazetteer() {
        let folder = tempfile::tempdir().unwrap();
        let selection = Selection { profile: Profile::Small, ..Selection::default() };
        let mut rebuild = Rebuild::new(selection, folder.path());
        let row = PlaceRow { place_id: "1".into(), name: "Shrunk".into(), ..PlaceRow::at(1.0, 2.0) };
        rebuild.keep_place(&row).unwrap();
        place(&mut rebuild, &line(1, "Shrunk", "", "P.PPL", "AA", ""));
        rebuild.write(folder.path(), Vec::new()).unwrap();
        assert_eq!(shown(folder.path(), "1"), None);
    }

    #[test]
    fn the_curated_tables_speak_of_the_new_ids() {
        let folder = tempfile::tempdir().unwrap();
        let mut rebuild = full(folder.path());
        place(&mut rebuild, &line(1_183_606, "Sūba-e Balochistān", "", "A.ADM1", "PK", "02"));
        rebuild.write(folder.path(), Vec::new()).unwrap();
        let demonyms = fs::read_to_string(folder.path().join("curated/demonyms.csv")).unwrap();
        assert!(
            demonyms.contains("\n1183606,Baloch") && !demonyms.contains("adm1:PK.02,"),
            "Baluch of Balochistan"
        );
        assert_eq!(names(folder.path(), "1183606")[0], "Balochistan//Alternate");
        let tables = Tables::read(folder.path()).unwrap();
        let row = tables.places.iter().find(|it| it.place_id == "1183606").unwrap();
        assert!(row.west.is_some(), "the built-in gazetteer knows its extent");
    }

    #[test]
    fn outside_the_countries_asked_for_is_what_is_built_in() {
        let folder = tempfile::tempdir().unwrap();
        let codes: std::collections::BTreeSet<String> = ["PK".to_owned()].into();
        let selection = Selection { profile: Profile::Countries(codes.clone()), ..Selection::default() };
        let mut rebuild = Rebuild::new(selection, folder.path());
        rebuild.keep_embedded_outside(&codes).unwrap();
        place(&mut rebuild, &line(7, "Only Village", "", "P.PPL", "PK", ""));
        rebuild.write(folder.path(), Vec::new()).unwrap();
        let tables = Tables::read(folder.path()).unwrap();
        let of = |country: &str| {
            tables.places.iter().filter(|it| it.country == country && it.feature_code == "PPL").count()
        };
        assert_eq!(of("PK"), 1);
        assert!(of("UA") > 100);
    }
}

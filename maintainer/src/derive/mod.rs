//! `derive`: a gazetteer of as many places as one asks for, made up of the shipped one, for measuring only.
//!
//! All shipped places stay; the others are towns moved a little, under names put together of real ones.

mod draws;
mod names;
mod towns;

use std::{
    collections::HashSet,
    fs::{self, File, OpenOptions},
    io::BufWriter,
    path::Path,
};

use dateline::{
    error::{Error, Result},
    gazetteer::tables::{NameKind, NameRow, PlaceRow, SourceRow, TableFolder},
};
use draws::{Draws, Purpose};
use names::{Origin, origin, respelt};
use serde::Serialize;
use towns::Towns;

use crate::table::{self, rounded};

/// Degrees by which a made place lies at most beside the town it is made of: some twenty kilometres,
/// so that it stays in the division of the town.
const FARTHEST: f64 = 0.2;

/// Of a thousand made places, how many are of which kind: roughly the shares of GeoNames' classes.
const KINDS: [(u64, &str, &str); 13] = [
    (400, "P", "PPL"),
    (90, "S", "SCH"),
    (60, "S", "CH"),
    (40, "S", "EST"),
    (20, "S", "HTL"),
    (130, "H", "STM"),
    (50, "H", "LK"),
    (80, "T", "HLL"),
    (60, "T", "MT"),
    (25, "L", "LCTY"),
    (15, "L", "PRK"),
    (20, "A", "ADM4"),
    (10, "A", "ADM3"),
];

/// One of so many made towns says how many live there, as in GeoNames' files.
const TOLD_POPULATION: u64 = 10;

/// Inhabitants of a made town: fewer, for the larger ones are in the shipped tables.
const MOST_PEOPLE: u64 = 500;

/// Made places that a table may have beside the shipped ones, far beyond any gazetteer.
const MOST_PLACES: u64 = 1_000_000_000;

/// Writes the tables of a gazetteer with `places` places into the folder `out`.
///
/// # Errors
///
/// When there are more shipped places than that, the folder has a gazetteer already, or cannot be written.
pub(crate) fn derive(shipped: &Path, places: u64, out: &Path) -> Result<()> {
    if out.join("places.csv").exists() {
        return Err(Error::new("holds a gazetteer already").in_file(out).with_hint("name a new folder"));
    }
    let folder = TableFolder::open(shipped)?;
    let mut ids = HashSet::new();
    for place in folder.places() {
        ids.insert(place?.place_id);
    }
    let kept = ids.len() as u64;
    let made = places.checked_sub(kept).filter(|it| *it <= MOST_PLACES).ok_or_else(|| {
        Error::new(format!(
            "{places} places cannot be had: {kept} are shipped, {MOST_PLACES} more can be made"
        ))
    })?;
    drop(ids);
    copy_tables(shipped, out)?;
    let towns = Towns::read(&folder)?;
    let mut table = Appended::open(&out.join("places.csv"))?;
    let mut further = Appended::open(&out.join("names.csv"))?;
    for number in 0..made {
        let (place, names) = place(&towns, number);
        table.write(&place)?;
        names.iter().try_for_each(|it| further.write(it))?;
    }
    table.finish()?;
    further.finish()?;
    println!("{kept} places kept, {made} made up for measuring: {}", out.display());
    Ok(())
}

/// Copies what is kept, and says of it what has become of it.
fn copy_tables(shipped: &Path, out: &Path) -> Result<()> {
    let (from, to) = (shipped.join("curated"), out.join("curated"));
    fs::create_dir_all(&to).map_err(|error| Error::io(error, &to))?;
    let copy = |from: &Path, to: &Path| fs::copy(from, to).map(drop).map_err(|error| Error::io(error, from));
    for name in ["places.csv", "names.csv", "countries.csv", "feature_codes.csv"] {
        copy(&shipped.join(name), &out.join(name))?;
    }
    for name in ["places.csv", "aliases.csv", "demonyms.csv", "stop_names.csv"] {
        copy(&from.join(name), &to.join(name))?;
    }
    let mut sources: Vec<SourceRow> =
        table::read(&shipped.join("SOURCES.csv"))?.into_iter().map(|(_, it)| it).collect();
    for source in &mut sources {
        source.source = format!("{}; places and names made up beside, for measuring only", source.source);
    }
    table::write(&out.join("SOURCES.csv"), &sources)
}

/// The made place of a number and its further names.
fn place(towns: &Towns, number: u64) -> (PlaceRow, Vec<NameRow>) {
    let Origin { name, country } = origin(towns, number);
    let mut draws = Draws::new(Purpose::Place, number);
    let town = draws.pick(towns.of(country));
    let moved = |degrees: f64, draws: &mut Draws| degrees + (draws.share() * 2.0 - 1.0) * FARTHEST;
    let longitude = moved(town.longitude, &mut draws);
    let latitude = moved(town.latitude, &mut draws);
    let (class, code) = kind(draws.below(1000));
    let told = class == "P" && draws.below(TOLD_POPULATION) == 0;
    let id = format!("made:{number}");
    let row = PlaceRow {
        place_id: id.clone(),
        feature_class: class.to_owned(),
        feature_code: code.to_owned(),
        country: town.country.clone(),
        admin1: town.admin1.clone(),
        admin2: town.admin2.clone(),
        population: if told { 1 + draws.below(MOST_PEOPLE) } else { 0 },
        ..PlaceRow::at(
            rounded(if longitude.abs() > 180.0 { town.longitude } else { longitude }),
            rounded(latitude.clamp(-90.0, 90.0)),
        )
    };
    let further = further_names(&name, &town.further, &mut draws);
    let names = further.into_iter().map(|name| NameRow {
        place_id: id.clone(),
        name,
        language: String::new(),
        kind: NameKind::Alternate,
        name_id: None,
        note: String::new(),
    });
    (PlaceRow { name, ..row }, names.collect())
}

/// As many further names as the town has, each the place's name with the end of one of the town's.
fn further_names(name: &str, of_town: &[String], draws: &mut Draws) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(of_town.len());
    for other in of_town {
        let further = respelt(name, other, draws);
        if further != name && !names.contains(&further) {
            names.push(further);
        }
    }
    names
}

fn kind(mut of_thousand: u64) -> (&'static str, &'static str) {
    for (share, class, code) in KINDS {
        if of_thousand < share {
            return (class, code);
        }
        of_thousand -= share;
    }
    ("P", "PPL")
}

/// A copied table that gets further rows.
struct Appended(csv::Writer<BufWriter<File>>);

impl Appended {
    fn open(path: &Path) -> Result<Self> {
        let file = OpenOptions::new().append(true).open(path).map_err(|error| Error::io(error, path))?;
        let writer = BufWriter::with_capacity(1 << 18, file);
        Ok(Self(csv::WriterBuilder::new().has_headers(false).from_writer(writer)))
    }

    fn write(&mut self, row: &impl Serialize) -> Result<()> {
        self.0.serialize(row).map_err(|error| Error::output(error.into()))
    }

    fn finish(mut self) -> Result<()> {
        self.0.flush().map_err(Error::output)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use dateline::gazetteer::{Gazetteer, check_tables};

    use super::*;

    fn shipped() -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../gazetteer")
    }

    fn towns() -> Towns {
        Towns::read(&TableFolder::open(&shipped()).unwrap()).unwrap()
    }

    /// How many names have one bearer, and how many bearers the names have on average.
    fn spread<'n>(names: impl Iterator<Item = &'n str>) -> (f64, f64, usize) {
        let mut bearers: HashMap<&str, usize> = HashMap::new();
        let mut all = 0.0;
        for name in names {
            *bearers.entry(name).or_default() += 1;
            all += 1.0;
        }
        let single = bearers.values().filter(|it| **it == 1).count();
        let most = bearers.values().max().copied().unwrap_or(0);
        (single as f64 / bearers.len() as f64, all / bearers.len() as f64, most)
    }

    #[test]
    fn tables_of_the_asked_size_are_sound_and_the_same_each_time() {
        const PLACES: u64 = 124_000;
        let scratch = tempfile::tempdir().unwrap();
        let [one, other] = ["one", "other"].map(|it| scratch.path().join(it));
        derive(&shipped(), PLACES, &one).unwrap();
        derive(&shipped(), PLACES, &other).unwrap();
        for table in ["places.csv", "names.csv"] {
            assert!(fs::read(one.join(table)).unwrap() == fs::read(other.join(table)).unwrap(), "{table}");
        }
        let checked = check_tables(&one, &Gazetteer::embedded()).unwrap();
        assert!(checked.faults.is_empty(), "{:?}", checked.faults);
        let rows = TableFolder::open(&one).unwrap().places().map(|it| it.unwrap().place_id);
        assert_eq!(rows.collect::<HashSet<_>>().len() as u64, PLACES);
        assert!(derive(&shipped(), PLACES, &one).is_err(), "a gazetteer that is there is not written over");
    }

    #[test]
    fn fewer_places_than_are_shipped_cannot_be_had() {
        let scratch = tempfile::tempdir().unwrap();
        assert!(derive(&shipped(), 1000, scratch.path()).is_err());
    }

    #[test]
    fn made_places_lie_by_a_town_of_their_country_and_division() {
        let towns = towns();
        for number in 0..2000 {
            let (place, _) = place(&towns, number);
            let near = towns.all().iter().any(|town| {
                (&town.country, &town.admin1, &town.admin2) == (&place.country, &place.admin1, &place.admin2)
                    && (town.longitude - place.longitude).abs() < FARTHEST + 1e-4
                    && (town.latitude - place.latitude).abs() < FARTHEST + 1e-4
            });
            assert!(near, "{place:?}");
        }
    }

    #[test]
    fn a_thinned_large_gazetteer_shares_names_as_the_shipped_one_does() {
        let towns = towns();
        let real = spread(towns.all().iter().map(|it| it.name.as_str()));
        const LARGE: u64 = 13_000_000;
        let step = LARGE / towns.all().len() as u64;
        let made: Vec<String> = (0..LARGE).step_by(step as usize).map(|it| origin(&towns, it).name).collect();
        let thinned = spread(made.iter().map(String::as_str));
        assert!((real.0 - thinned.0).abs() < 0.05, "{real:?} {thinned:?}");
        assert!((real.1 / thinned.1 - 1.0).abs() < 0.1, "{real:?} {thinned:?}");
        assert!((real.2 / 3..real.2 * 3).contains(&thinned.2), "{real:?} {thinned:?}");
    }

    #[test]
    fn made_places_have_nearly_as_many_further_names_as_real_ones() {
        let towns = towns();
        let real: usize = towns.all().iter().map(|it| it.further.len()).sum();
        let real = real as f64 / towns.all().len() as f64;
        const PLACES: u64 = 20_000;
        let made: usize = (0..PLACES).map(|it| place(&towns, it).1.len()).sum();
        let made = made as f64 / PLACES as f64;
        // Some come out alike and are left out.
        assert!((0.85..=1.0).contains(&(made / real)), "{real} {made}");
    }
}

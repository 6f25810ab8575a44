//! `dateline gazetteer info`: how many places of which sort, from where, of which date.

use std::{
    collections::BTreeMap,
    io::{self, Write},
    path::PathBuf,
};

use clap::Args;
use dateline::{
    error::Error,
    gazetteer::{FeatureClass, Gazetteer},
};
use serde_json::json;

use super::super::{
    Global,
    exit::{Exit, Stop},
    terminal::{FAINT, STRONG, plain},
    words::grouped,
};

/// Countries shown without `--all`.
const MOST_COUNTRIES: usize = 20;

/// Say what a gazetteer holds: places by class and country, date, sources, licence, size
#[derive(Debug, Args)]
pub(super) struct Info {
    /// Gazetteer to describe; without it the one that --gazetteer names
    #[arg(value_name = "GAZETTEER")]
    which: Option<PathBuf>,

    /// Show all countries, not only the largest
    #[arg(long)]
    all: bool,

    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub(super) fn run(args: &Info, global: &Global) -> Result<Exit, Stop> {
    let gazetteer = super::named(args.which.as_deref(), global)?;
    let counts = Counts::of(&gazetteer);
    let out = anstream::stdout().lock();
    if args.json { print_json(out, &gazetteer, &counts) } else { print(out, &gazetteer, &counts, args.all) }
        .map_err(Error::output)?;
    Ok(Exit::Done)
}

/// How many places of each sort.
#[derive(Default)]
struct Counts<'g> {
    classes: BTreeMap<FeatureClass, u64>,
    codes: BTreeMap<String, u64>,
    countries: BTreeMap<String, u64>,
    /// Places that lie in no country, or in several.
    stateless: u64,
    names: &'g str,
}

impl<'g> Counts<'g> {
    fn of(gazetteer: &'g Gazetteer) -> Self {
        let mut counts = Self { names: gazetteer.about("names").unwrap_or("0"), ..Self::default() };
        for place in gazetteer.places() {
            *counts.classes.entry(place.feature_class).or_default() += 1;
            *counts.codes.entry(place.feature_code.as_str().to_owned()).or_default() += 1;
            match place.country {
                Some(country) => *counts.countries.entry(country.as_str().to_owned()).or_default() += 1,
                None => counts.stateless += 1,
            }
        }
        counts
    }
}

fn print_json(mut out: impl Write, gazetteer: &Gazetteer, counts: &Counts<'_>) -> io::Result<()> {
    let classes: BTreeMap<String, u64> =
        counts.classes.iter().map(|(class, count)| (class.letter().to_string(), *count)).collect();
    let text = |key| gazetteer.about(key).unwrap_or("");
    let info = json!({
        "places": gazetteer.len(),
        "names": counts.names.parse::<u64>().unwrap_or(0),
        "date": text("date"),
        "sources": text("sources"),
        "credit": text("credit"),
        "checksum": format!("{:08x}", gazetteer.checksum()),
        "bytes": gazetteer.size(),
        "feature_classes": classes,
        "feature_codes": counts.codes,
        "countries": counts.countries,
        "without_country": counts.stateless,
    });
    writeln!(out, "{}", serde_json::to_string_pretty(&info)?)
}

fn print(mut out: impl Write, gazetteer: &Gazetteer, counts: &Counts<'_>, all: bool) -> io::Result<()> {
    let names = counts.names.parse().unwrap_or(0);
    let bytes_a_name = gazetteer.size() as f64 / f64::max(names as f64, 1.0);
    for (key, value) in [
        ("places", grouped(gazetteer.len() as u64)),
        ("names", grouped(names)),
        ("date", gazetteer.about("date").unwrap_or("").to_owned()),
        ("sources", gazetteer.about("sources").unwrap_or("").to_owned()),
        ("credit", gazetteer.about("credit").unwrap_or("").to_owned()),
        ("checksum", format!("{:08x}", gazetteer.checksum())),
        ("size", format!("{} bytes, {bytes_a_name:.0} a name", grouped(gazetteer.size()))),
    ] {
        writeln!(out, "{STRONG}{key:<10}{STRONG:#}{}", plain(&value))?;
    }
    writeln!(out)?;
    for (class, count) in &counts.classes {
        writeln!(out, "{:>12}  {} {FAINT}{}{FAINT:#}", grouped(*count), class.letter(), meaning(*class))?;
    }
    writeln!(out)?;
    let mut countries: Vec<(&str, u64)> =
        counts.countries.iter().map(|(code, n)| (code.as_str(), *n)).collect();
    countries.sort_by_key(|(code, count)| (std::cmp::Reverse(*count), *code));
    let shown = if all { countries.len() } else { countries.len().min(MOST_COUNTRIES) };
    for (code, count) in &countries[..shown] {
        let name = dateline::gazetteer::CountryCode::new(code)
            .and_then(|it| gazetteer.place(gazetteer.country(it)?.place))
            .map_or("", |it| it.name);
        writeln!(out, "{:>12}  {code} {FAINT}{}{FAINT:#}", grouped(*count), plain(name))?;
    }
    if shown < countries.len() {
        let rest = countries[shown..].iter().map(|(_, count)| count).sum();
        writeln!(
            out,
            "{:>12}  {FAINT}in {} more countries, which --all shows{FAINT:#}",
            grouped(rest),
            countries.len() - shown
        )?;
    }
    if counts.stateless > 0 {
        writeln!(out, "{:>12}  {FAINT}in no country or in several{FAINT:#}", grouped(counts.stateless))?;
    }
    out.flush()
}

/// What a feature class is, in GeoNames' order of words.
fn meaning(class: FeatureClass) -> &'static str {
    match class {
        FeatureClass::Administrative => "countries, states, divisions",
        FeatureClass::Water => "streams, lakes, seas",
        FeatureClass::Area => "parks, areas, regions",
        FeatureClass::Populated => "cities, towns, villages",
        FeatureClass::Road => "roads, railways",
        FeatureClass::Spot => "spots, buildings, sites",
        FeatureClass::Terrain => "mountains, islands, deserts",
        FeatureClass::Undersea => "undersea",
        FeatureClass::Vegetation => "forests, heaths",
    }
}

//! `dateline lookup`: a name → the places that bear it.

use std::io::{self, Write};

use clap::Args;
use dateline::{
    document::Document,
    error::Error,
    gazetteer::{Bearer, Gazetteer, tables::NameKind},
    geoparse::Geoparser,
    layer::PlaceRecord,
    text::{NameKey, Span},
};

use super::{
    Global,
    exit::{Exit, Stop},
    terminal::{FAINT, STRONG, Terminal, plain},
    words::{grouped, whole_name},
};

const EXAMPLES: &str = "\
Examples:
  dateline lookup Kabul
  dateline lookup \"New York\" --limit 5
  dateline lookup Paris --json

Exit codes: 0 found; 1 no such place, or something failed; 2 wrong usage.";

/// List the places that bear a name, the best known first
///
/// A place can also be looked up by its key in the gazetteer, such as 1138958.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Lookup {
    /// The name, in any spelling of capitals and accents, or the key of a place
    #[arg(required = true, num_args = 1.., value_name = "NAME")]
    name: Vec<String>,

    /// Print a JSON array
    #[arg(long)]
    json: bool,

    /// Print at most this many places
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
}

/// Runs the command.
pub(super) fn run(args: &Lookup, global: &Global) -> Result<Exit, Stop> {
    let gazetteer = global.open_gazetteer()?;
    let name = args.name.join(" ");
    let found = find(&name, &gazetteer);
    let shown = &found[..found.len().min(args.limit)];
    let out = anstream::stdout().lock();
    if args.json { print_json(out, shown, &gazetteer) } else { print_table(out, shown, &gazetteer) }
        .map_err(Error::output)?;
    let terminal = Terminal::new(global.quiet);
    if found.is_empty() {
        terminal.note(&format!("no place in the gazetteer bears the name {name:?}"));
        return Ok(Exit::Failed);
    }
    if shown.len() < found.len() && !args.json {
        terminal.note(&format!("{} more; --limit {} shows all", found.len() - shown.len(), found.len()));
    }
    Ok(Exit::Done)
}

/// The places of a name, else of a key: first those that the name alone in a text would be taken for.
fn find<'g>(name: &str, gazetteer: &'g Gazetteer) -> Vec<Bearer<'g>> {
    let mut found: Vec<_> = gazetteer.lookup(&NameKey::new(name)).collect();
    let alone = Document::from_text(name).with_mentions(vec![Span::new(0, name.len())]);
    let parsed = Geoparser::new(gazetteer).parse(&alone);
    if let Some((_, resolution)) = parsed.mentions().next() {
        let rank = |it: &Bearer<'_>| {
            let at = resolution
                .candidates
                .iter()
                .position(|ranked| ranked.candidate.place.index == it.place.index);
            at.unwrap_or(usize::MAX)
        };
        found.sort_by_cached_key(rank);
    }
    if found.is_empty() {
        found.extend(gazetteer.place_by_id(name.trim()).map(|place| Bearer {
            place,
            name: place.name,
            kind: NameKind::Primary,
            stop: None,
        }));
    }
    found
}

fn print_json(mut out: impl Write, found: &[Bearer<'_>], gazetteer: &Gazetteer) -> io::Result<()> {
    writeln!(out, "[")?;
    for (at, bearer) in found.iter().enumerate() {
        let comma = if at + 1 < found.len() { "," } else { "" };
        writeln!(out, "{}{comma}", serde_json::to_string(&PlaceRecord::of(bearer, gazetteer))?)?;
    }
    writeln!(out, "]")
}

fn print_table(mut out: impl Write, found: &[Bearer<'_>], gazetteer: &Gazetteer) -> io::Result<()> {
    let rows: Vec<Row> = found.iter().map(|it| Row::of(it, gazetteer)).collect();
    let width = |cell: fn(&Row) -> &str| rows.iter().map(|it| cell(it).chars().count()).max().unwrap_or(0);
    let widths = [width(|it| &it.place), width(|it| &it.kind), width(|it| &it.people), width(|it| &it.point)];
    for row in &rows {
        write!(out, "{STRONG}{:<1$}{STRONG:#}", row.place, widths[0])?;
        write!(out, "  {:<1$}", row.kind, widths[1])?;
        write!(out, "  {:>1$}", row.people, widths[2])?;
        write!(out, "  {:<1$}", row.point, widths[3])?;
        write!(out, "  {}", row.id)?;
        writeln!(out, "{FAINT}{}{FAINT:#}", row.matched)?;
    }
    out.flush()
}

/// A place in the words of the table.
struct Row {
    place: String,
    kind: String,
    people: String,
    point: String,
    id: String,
    matched: String,
}

impl Row {
    fn of(bearer: &Bearer<'_>, gazetteer: &Gazetteer) -> Self {
        let record = PlaceRecord::of(bearer, gazetteer);
        let matched = if record.matched_name == record.name {
            String::new()
        } else {
            format!("  as {}", plain(record.matched_name))
        };
        Self {
            place: plain(&whole_name(&bearer.place, gazetteer)).into_owned(),
            kind: format!("{} {}", record.geo_precision, record.feature_code),
            people: record.population.map(grouped).unwrap_or_default(),
            point: format!("{:.4}, {:.4}", record.lat, record.lon),
            id: record.place_id.to_owned(),
            matched,
        }
    }
}

//! `dateline lookup`: a name → the places that bear it, begin so, or are spelled nearly so.

mod filter;
mod table;

use std::{
    collections::HashSet,
    io::{self, Write},
};

use clap::Args;
use dateline::{
    document::Document,
    error::Error,
    gazetteer::{Bearer, Gazetteer, tables::NameKind},
    geoparse::Geoparser,
    layer::PlaceRecord,
    text::{NameKey, Span},
};
use filter::{Filter, FilterArgs};

use super::{
    Global,
    exit::{Exit, Stop},
    terminal::Terminal,
    words::{counted, whole_name},
};

const EXAMPLES: &str = "\
Examples:
  dateline lookup Kabul
  dateline lookup \"New York\" --limit 5
  dateline lookup Springfield --country US --class P
  dateline lookup Tripoli --near 34.4,35.8 --within 300
  dateline lookup Kandah --prefix
  dateline lookup Mogadisho --fuzzy
  dateline lookup Paris --json

Exit codes: 0 found; 1 no such place, or something failed; 2 wrong usage.";

/// Most names that are offered when nothing bears the one that was typed.
const MOST_OFFERED: usize = 5;

/// List the places that bear a name, the best known first
///
/// A place can also be looked up by its key in the gazetteer, such as 1138958.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Lookup {
    /// The name, in any spelling of capitals and accents, or the key of a place
    #[arg(required = true, num_args = 1.., value_name = "NAME")]
    name: Vec<String>,

    /// List the places with a name that begins so
    ///
    /// At most 200,000 names are looked at, in the order of the alphabet.
    #[arg(long, conflicts_with = "fuzzy")]
    prefix: bool,

    /// List names that are spelled nearly so too
    ///
    /// Up to one letter may be wrong in a name of five, two in a longer one.
    #[arg(long)]
    fuzzy: bool,

    #[command(flatten)]
    filter: FilterArgs,

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
    let filter = Filter::new(&args.filter, &gazetteer)?;
    let name = args.name.join(" ");
    let all = find(args, &name, &gazetteer);
    let left_out = all.len();
    let found = filter.of(all);
    let left_out = left_out - found.len();
    let shown = &found[..found.len().min(args.limit)];
    let records: Vec<PlaceRecord<'_>> = shown.iter().map(|it| filter.record(it, &gazetteer)).collect();
    let out = anstream::stdout().lock();
    if args.json { print_json(out, &records) } else { table::print(out, shown, &records, &gazetteer) }
        .map_err(Error::output)?;
    let terminal = Terminal::new(global.quiet);
    if found.is_empty() {
        terminal.note(&nothing(args, &name, left_out, &gazetteer));
        return Ok(Exit::Failed);
    }
    if !args.json && gazetteer.checksum() != Gazetteer::embedded().checksum() {
        let places = counted(gazetteer.len() as u64, "place");
        terminal.note(&format!("of a gazetteer of {places}, checksum {:08x}", gazetteer.checksum()));
    }
    if shown.len() < found.len() && !args.json {
        terminal.note(&format!("{} more; --limit {} shows all", found.len() - shown.len(), found.len()));
    }
    Ok(Exit::Done)
}

/// The places that were asked for, before any is left out.
fn find<'g>(args: &Lookup, name: &str, gazetteer: &'g Gazetteer) -> Vec<Bearer<'g>> {
    let key = NameKey::new(name);
    if args.prefix {
        return gazetteer.names_with_prefix(&key, usize::MAX);
    }
    let mut found = named(name, &key, gazetteer);
    if args.fuzzy {
        let mut similar = gazetteer.similar(&key, usize::MAX);
        similar.retain(|it| found.iter().all(|known| known.place.index != it.place.index));
        found.extend(similar);
    }
    found
}

/// The places of a name, else of a key: first those that the name alone in a text would be taken for.
fn named<'g>(name: &str, key: &NameKey, gazetteer: &'g Gazetteer) -> Vec<Bearer<'g>> {
    let mut found: Vec<_> = gazetteer.lookup(key).collect();
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

/// What is said when nothing is left, and what may have been meant.
fn nothing(args: &Lookup, name: &str, left_out: usize, gazetteer: &Gazetteer) -> String {
    let how = if args.prefix { "has a name that begins with" } else { "bears the name" };
    if left_out > 0 {
        let left_out = counted(left_out as u64, "place");
        return format!(
            "no place of those asked for {how} {name:?}; {left_out} elsewhere or of another sort"
        );
    }
    let mut offered: Vec<String> = Vec::new();
    if !args.prefix {
        for bearer in gazetteer.similar(&NameKey::new(name), MOST_OFFERED) {
            let place = whole_name(&bearer.place, gazetteer);
            let alias = bearer.name != bearer.place.name;
            offered.push(if alias { format!("{} ({place})", bearer.name) } else { place });
        }
        // A town and the division around it read the same.
        let mut seen = HashSet::new();
        offered.retain(|it| seen.insert(it.clone()));
    }
    let hint = match &offered[..] {
        [] => String::new(),
        offered => format!("\nhint: did you mean {}?", offered.join("; ")),
    };
    format!("no place in the gazetteer {how} {name:?}{hint}")
}

fn print_json(mut out: impl Write, records: &[PlaceRecord<'_>]) -> io::Result<()> {
    writeln!(out, "[")?;
    for (at, record) in records.iter().enumerate() {
        let comma = if at + 1 < records.len() { "," } else { "" };
        writeln!(out, "{}{comma}", serde_json::to_string(record)?)?;
    }
    writeln!(out, "]")
}

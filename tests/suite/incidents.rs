//! Short news texts of our own, of many kinds and countries, and the incidents a careful reader takes.
//!
//! Each file of `tests/incidents` has the day of publication, the text, and its incidents, parted by lines of
//! three hyphens. An incident is lines of `field: value`, parted from the next by an empty line:
//!
//! - `type`, `when` (a day, `A to B`, `by A` for on or before, or nothing), `where` (`Place, Country`; two
//!   places joined by ` / `), `stage` if it was not accomplished;
//! - `killed`, `injured`, `missing`, `kidnapped`, `arrested`, `displaced`: the figure to use, `-` for none,
//!   and in brackets fewest and most where they are others: `9 [9-]`, `- [24-]`;
//! - `by`, `claimed`, `denied`: names joined by `; `.
//!
//! A field that is not there must be empty. The incidents come in text order.

use std::{fs, path::Path};

use dateline::{
    document::Document,
    gazetteer::Gazetteer,
    geoparse::{Geoparsed, Geoparser},
    incident::{Count, Incident, Stage},
};

#[test]
fn short_texts_of_many_kinds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/incidents");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 40, "{} texts", files.len());
    let gazetteer = Gazetteer::embedded();
    let geoparser = Geoparser::new(&gazetteer);
    let wrong: Vec<String> = files.iter().filter_map(|it| difference(it, &geoparser)).collect();
    assert!(wrong.is_empty(), "{} of {} texts:\n\n{}", wrong.len(), files.len(), wrong.join("\n"));
}

/// What is expected and what came out, where they differ.
fn difference(file: &Path, geoparser: &Geoparser<'_>) -> Option<String> {
    let whole = fs::read_to_string(file).unwrap();
    let name = file.file_stem().unwrap().to_str().unwrap();
    let parts: Vec<&str> = whole.split("---\n").collect();
    let &[head, text, expected] = parts.as_slice() else { panic!("{name}: not three parts") };
    let published = head.trim().strip_prefix("published: ").expect("published: YYYY-MM-DD");
    let document = Document::from_text(text.trim()).with_date(published.parse().unwrap());
    let parsed = geoparser.parse(&document);
    let told: Vec<String> = parsed.incidents().iter().map(|it| record(it, &parsed)).collect();
    let told = told.join("\n");
    let expected = expected.trim();
    (told.trim() != expected)
        .then(|| format!("== {name}\n-- expected\n{expected}\n-- told\n{}\n", told.trim()))
}

/// An incident in the form of the files.
fn record(incident: &Incident, parsed: &Geoparsed<'_, '_>) -> String {
    let mut lines = vec![format!("type: {}", incident.kind.label)];
    let mut line = |field: &str, value: String| {
        if !value.is_empty() {
            lines.push(format!("{field}: {value}"));
        }
    };
    if incident.stage != Stage::Accomplished {
        line("stage", incident.stage.as_str().to_owned());
    }
    line(
        "when",
        match (incident.when.start, incident.when.end) {
            (Some(start), Some(end)) if start == end => start.to_string(),
            (Some(start), Some(end)) => format!("{start} to {end}"),
            (None, Some(end)) => format!("by {end}"),
            _ => String::new(),
        },
    );
    let places = incident.places.iter().filter_map(|it| {
        let (_, resolution) = parsed.mention(*it)?;
        let place = resolution.chosen()?.candidate.place;
        let country = parsed.gazetteer().country_name(&place).filter(|it| *it != place.name);
        Some(country.map_or(place.name.to_owned(), |it| format!("{}, {it}", place.name)))
    });
    line("where", places.collect::<Vec<_>>().join(" / "));
    for (harm, count) in incident.toll.counts() {
        line(harm.as_str(), count.map_or(String::new(), |it| figure(&it)));
    }
    let names = |claimed: bool| {
        let actors = incident.perpetrators.iter().filter(|it| it.claimed || !claimed);
        actors.map(|it| it.name.as_str()).collect::<Vec<_>>().join("; ")
    };
    line("by", names(false));
    line("claimed", names(true));
    line("denied", incident.denials.iter().map(|it| it.name.as_str()).collect::<Vec<_>>().join("; "));
    format!("{}\n", lines.join("\n"))
}

fn figure(count: &Count) -> String {
    let best = count.best.map_or("-".to_owned(), |it| it.to_string());
    let exact = count.best == Some(count.low) && count.best == count.high;
    let high = count.high.map_or(String::new(), |it| it.to_string());
    if exact { best } else { format!("{best} [{}-{high}]", count.low) }
}

//! How well incidents are read from short news texts of our own, labelled by hand before the program saw them.
//!
//! A text is a file of three parts between lines of three hyphens: `published: DAY`, the text, and its incidents as
//! blocks of `field: value`. What is `optional: yes` may be told or not. Types joined by ` | ` are as good as each other.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use dateline::{
    document::Document,
    gazetteer::Gazetteer,
    geoparse::{Geoparsed, Geoparser},
    incident::Incident,
    text::NameKey,
};
use jiff::civil::Date;

/// What of an incident is compared, and how much each weighs in saying which label it is.
const FIELDS: [(&str, usize); 6] =
    [("type", 3), ("day", 2), ("place", 3), ("killed", 2), ("injured", 1), ("who", 1)];

/// Fields that have to be right before an incident needs no correction on the map.
const ESSENTIAL: usize = 4;

struct Label {
    types: Vec<String>,
    optional: bool,
    days: Option<(Option<Date>, Date)>,
    places: Vec<String>,
    tolls: [Option<u32>; 2],
    who: Vec<String>,
}

#[derive(Default)]
struct Counts {
    labels: usize,
    told: usize,
    found: usize,
    whole: usize,
    right: [usize; FIELDS.len()],
    /// Told, and neither labelled nor optional.
    unlabelled: usize,
    empty: usize,
    empty_told: usize,
}

/// Prints how many of the labelled incidents of a folder are found, and how many of them are right.
pub fn measure(folder: &Path) -> Result<()> {
    let gazetteer = Gazetteer::embedded();
    let geoparser = Geoparser::new(&gazetteer);
    let mut files: Vec<_> = fs::read_dir(folder)
        .with_context(|| format!("cannot read {}", folder.display()))?
        .map(|it| Ok(it?.path()))
        .collect::<Result<_>>()?;
    files.sort();
    let mut counts = Counts::default();
    for file in &files {
        let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        add(&text, &geoparser, &mut counts).with_context(|| format!("in {}", file.display()))?;
    }
    print(files.len(), &counts);
    Ok(())
}

fn add(whole: &str, geoparser: &Geoparser<'_>, counts: &mut Counts) -> Result<()> {
    let parts: Vec<&str> = whole.split("---\n").collect();
    let &[head, text, labels] = parts.as_slice() else {
        anyhow::bail!("expected three parts between lines of three hyphens");
    };
    let day = head.trim().strip_prefix("published: ").context("expected `published: YYYY-MM-DD` first")?;
    let document = Document::from_text(text.trim()).with_date(day.parse()?);
    let parsed = geoparser.parse(&document);
    let labels: Vec<Label> =
        labels.split("\n\n").filter(|it| !it.trim().is_empty()).map(label).collect::<Result<_>>()?;
    let incidents = parsed.incidents();
    let mut pairs: Vec<(usize, bool, usize, usize, [bool; FIELDS.len()])> = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        for (number, incident) in incidents.iter().enumerate() {
            let right = compare(label, incident, &parsed);
            let [_, day, place, killed, ..] = right;
            if label.is_alike(incident) && (place || day && killed) {
                let score = FIELDS.iter().zip(right).map(|(it, right)| it.1 * usize::from(right)).sum();
                pairs.push((score, !label.optional, at, number, right));
            }
        }
    }
    pairs.sort_by_key(|it| (std::cmp::Reverse((it.0, it.1)), it.2, it.3));
    let (mut taken, mut told) = (vec![false; labels.len()], vec![false; incidents.len()]);
    for (_, required, at, number, right) in pairs {
        if taken[at] || told[number] {
            continue;
        }
        (taken[at], told[number]) = (true, true);
        if required {
            counts.found += 1;
            counts.whole += usize::from(right[..ESSENTIAL].iter().all(|it| *it));
            for (count, right) in counts.right.iter_mut().zip(right) {
                *count += usize::from(right);
            }
        }
    }
    counts.labels += labels.iter().filter(|it| !it.optional).count();
    counts.told += incidents.len();
    counts.unlabelled += told.iter().filter(|it| !**it).count();
    counts.empty += usize::from(labels.is_empty());
    counts.empty_told += usize::from(labels.is_empty() && !incidents.is_empty());
    Ok(())
}

fn label(block: &str) -> Result<Label> {
    let field = |name: &str| {
        let prefix = format!("{name}:");
        block.lines().find_map(|it| it.strip_prefix(&prefix)).map(str::trim)
    };
    let split = |words: Option<&str>, mark: &str| -> Vec<String> {
        words.unwrap_or("").split(mark).map(folded).filter(|it| !it.is_empty()).collect()
    };
    let days = match field("when").unwrap_or("") {
        "" => None,
        words => Some(match (words.strip_prefix("by "), words.split_once(" to ")) {
            (Some(last), _) => (None, last.parse()?),
            (None, Some((first, last))) => (Some(first.parse()?), last.parse()?),
            (None, None) => (Some(words.parse()?), words.parse()?),
        }),
    };
    // "Kunduz, Afghanistan": the name of the place is compared.
    let places = field("where").unwrap_or("").split(" / ").filter_map(|it| it.split(',').next());
    let toll = |name: &str| field(name).map(str::parse).transpose();
    Ok(Label {
        types: split(field("type"), " | "),
        optional: field("optional").is_some(),
        days,
        places: places.map(folded).filter(|it| !it.is_empty()).collect(),
        tolls: [toll("killed")?, toll("injured")?],
        who: split(field("by"), ";"),
    })
}

impl Label {
    /// May they be one event: of the same type, or both violence, or both accidents and disasters?
    fn is_alike(&self, incident: &Incident) -> bool {
        let told = folded(incident.kind.label);
        let alike = |it: &String| *it == told || sort(it).is_some_and(|it| Some(it) == sort(&told));
        self.types.iter().any(alike)
    }
}

/// Types that one event may pass for another of, by their folded labels.
#[derive(PartialEq, Eq)]
enum Sort {
    Violence,
    Misfortune,
}

fn sort(label: &str) -> Option<Sort> {
    match label {
        "peaceful protest"
        | "protest with intervention"
        | "arrests"
        | "disrupted weapons use"
        | "abduction forced disappearance" => None,
        it if it.starts_with("accident") || it.starts_with("disaster") => Some(Sort::Misfortune),
        _ => Some(Sort::Violence),
    }
}

/// Which of [`FIELDS`] are as labelled; what is not stated has to be empty.
fn compare(label: &Label, incident: &Incident, parsed: &Geoparsed<'_, '_>) -> [bool; FIELDS.len()] {
    let told = (incident.when.start, incident.when.end);
    let day = label.days.is_none_or(|(first, last)| match (first, told) {
        (Some(first), (Some(start), Some(end))) => first <= start && end <= last,
        (Some(_), _) => false,
        (None, (_, end)) => end == Some(last),
    });
    let names: Vec<String> = incident
        .places
        .iter()
        .chain(&incident.finer)
        .filter_map(|it| parsed.mention(*it))
        .flat_map(|(mention, resolution)| {
            let chosen = resolution.chosen().map(|it| it.candidate.place.name);
            chosen.into_iter().chain([mention.span.of(parsed.document().text())])
        })
        .map(folded)
        .collect();
    let place = label.places.is_empty() && names.is_empty()
        || label.places.iter().any(|it| names.iter().any(|name| name.contains(it.as_str())));
    let figure = |count: Option<dateline::incident::Count>| count.and_then(|it| it.best);
    let actors: Vec<String> = incident.perpetrators.iter().map(|it| folded(&it.name)).collect();
    let shares =
        |one: &String| actors.iter().any(|it| it.contains(one.as_str()) || one.contains(it.as_str()));
    [
        label.types.contains(&folded(incident.kind.label)),
        day,
        place,
        figure(incident.toll.killed) == label.tolls[0],
        figure(incident.toll.injured) == label.tolls[1],
        label.who.is_empty() && actors.is_empty() || label.who.iter().any(shares),
    ]
}

fn print(texts: usize, counts: &Counts) {
    let Counts { labels, told, found, whole, unlabelled, empty, empty_told, .. } = counts;
    println!("{texts} texts, {labels} incidents, {told} told");
    println!("  found {found}, {whole} of them right in type, day, place and killed");
    for ((name, _), right) in FIELDS.iter().zip(counts.right) {
        println!("  {name} right {right}");
    }
    println!("  told and not labelled {unlabelled}; {empty_told} of {empty} texts without incidents got one");
}

fn folded(words: &str) -> String {
    NameKey::new(words.trim()).as_str().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_labelled_text_can_be_read() {
        let gazetteer = Gazetteer::embedded();
        let geoparser = Geoparser::new(&gazetteer);
        for folder in ["seen", "unseen"] {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/news").join(folder);
            let mut counts = Counts::default();
            for file in fs::read_dir(&folder).unwrap() {
                let text = fs::read_to_string(file.unwrap().path()).unwrap();
                add(&text, &geoparser, &mut counts).unwrap();
            }
            assert!(counts.found * 2 > counts.labels, "{}: {}", folder.display(), counts.found);
        }
    }

    #[test]
    fn labels_are_compared_by_what_they_state() {
        let gazetteer = Gazetteer::embedded();
        let geoparser = Geoparser::new(&gazetteer);
        let mut counts = Counts::default();
        let text = "published: 2024-03-13\n---\nA bomb exploded in Kabul on Monday, killing six people.\n---\n\
                    type: Remote explosive/landmine/IED\nwhen: 2024-03-11\nwhere: Kabul, Afghanistan\nkilled: 6\n\n\
                    type: Attack\noptional: yes\nwhere: Herat, Afghanistan\n";
        add(text, &geoparser, &mut counts).unwrap();
        assert_eq!((counts.labels, counts.found, counts.whole, counts.unlabelled), (1, 1, 1, 0));
        let other = text.replace("killed: 6", "killed: 7");
        add(&other, &geoparser, &mut counts).unwrap();
        assert_eq!((counts.labels, counts.found, counts.whole), (2, 2, 1));
        assert!(add("no parts", &geoparser, &mut counts).is_err());
    }
}

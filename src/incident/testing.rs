//! Marked-up texts for the tests of this stage.
//!
//! `{Kabul}` is a literal mention, `{~Kabul}` an associative one, `{=Afghan}` a demonym, `{@Ann Lee}` a
//! person, `{#Red Front}` an organisation. Places are those of a small gazetteer below.

use jiff::civil::Date;

use super::{Harm, Incident, LEAST_CONFIDENCE, extract, reading::Reading};
use crate::{
    document::Document,
    gazetteer::{
        Gazetteer, compile,
        tables::{CountryRow, NameKind as TableNameKind, NameRow, PlaceRow, Tables},
    },
    recognize::{Mention, MentionKind, Name, NameKind, Recognition, Usage},
    resolve::{self, Confidence, Named, Ranker, Resolution, SourceProfile},
    text::{Span, Tokens},
};

/// Runs a test over the reading of a text without a date.
pub(super) fn with_reading<T>(text: &str, test: impl FnOnce(&Reading<'_>) -> T) -> T {
    with_dated_reading(text, None, test)
}

/// Runs a test over the reading of a text published on a day.
pub(super) fn with_dated_reading<T>(
    text: &str,
    date: Option<Date>,
    test: impl FnOnce(&Reading<'_>) -> T,
) -> T {
    let gazetteer = gazetteer();
    let (text, marks) = unmark(text);
    let mut document = Document::from_text(text);
    if let Some(date) = date {
        document = document.with_date(date);
    }
    let tokens = Tokens::new(document.text());
    let recognition = recognition(&marks, &tokens);
    let resolutions = resolve::resolve(
        &[Named { tokens: &tokens, mentions: &recognition.mentions }],
        &gazetteer,
        &Ranker::embedded(),
        &SourceProfile::default(),
    );
    test(&Reading::new(&document, &tokens, &recognition, &resolutions, &gazetteer))
}

/// An incident as tests compare it: words for everything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) kind: &'static str,
    pub(super) stage: &'static str,
    pub(super) when: String,
    pub(super) places: Vec<String>,
    pub(super) killed: Option<u32>,
    pub(super) injured: Option<u32>,
    pub(super) perpetrators: Vec<String>,
    pub(super) claimed: bool,
    pub(super) denials: Vec<String>,
    pub(super) others: Vec<(Harm, u32, Option<u32>)>,
    pub(super) targets: Vec<String>,
    pub(super) weapons: Vec<String>,
    pub(super) quotes: usize,
}

/// The incidents of a marked-up text published on a day.
pub(super) fn incidents(text: &str, date: Option<Date>) -> Vec<Told> {
    let gazetteer = gazetteer();
    let (text, marks) = unmark(text);
    let mut document = Document::from_text(text);
    if let Some(date) = date {
        document = document.with_date(date);
    }
    let tokens = Tokens::new(document.text());
    let recognition = recognition(&marks, &tokens);
    let resolutions = resolve::resolve(
        &[Named { tokens: &tokens, mentions: &recognition.mentions }],
        &gazetteer,
        &Ranker::embedded(),
        &SourceProfile::default(),
    );
    let least = Confidence::new(LEAST_CONFIDENCE);
    let found = extract(&document, &tokens, &recognition, &resolutions, &gazetteer, least);
    found.iter().map(|it| told(it, &document, &recognition, &resolutions)).collect()
}

fn told(
    incident: &Incident,
    document: &Document,
    recognition: &Recognition,
    resolutions: &[Resolution<'_>],
) -> Told {
    let text = document.text();
    let name = |it: &usize| match resolutions[*it].chosen() {
        Some(chosen) => chosen.candidate.place.name.to_owned(),
        None => format!("?{}", recognition.mentions[*it].span.of(text)),
    };
    let day = |it: Option<Date>| it.map_or(String::new(), |it| it.to_string());
    Told {
        kind: incident.kind.label,
        stage: incident.stage.as_str(),
        when: format!("{}..{}", day(incident.when.start), day(incident.when.end)),
        places: incident.places.iter().map(name).collect(),
        killed: incident.toll.killed.and_then(|it| it.best),
        injured: incident.toll.injured.and_then(|it| it.best),
        perpetrators: incident.perpetrators.iter().map(|it| it.name.clone()).collect(),
        claimed: incident.perpetrators.iter().any(|it| it.claimed),
        denials: incident.denials.iter().map(|it| it.name.clone()).collect(),
        others: incident
            .toll
            .counts()
            .skip(2)
            .filter_map(|(harm, it)| Some((harm, it?.low, it?.best)))
            .collect(),
        targets: incident.targets.iter().map(|it| it.text.clone()).collect(),
        weapons: incident.weapons.iter().map(|it| it.text.clone()).collect(),
        quotes: incident.quotes.len(),
    }
}

/// The text without its marks, and each mark's sign and span.
fn unmark(marked: &str) -> (String, Vec<(char, Span)>) {
    let mut text = String::new();
    let mut marks = Vec::new();
    let mut rest = marked;
    while let Some(open) = rest.find('{') {
        let close = rest[open..].find('}').map_or(rest.len(), |it| open + it);
        text.push_str(&rest[..open]);
        let inner = rest.get(open + 1..close).unwrap_or("");
        let sign = inner.chars().next().filter(|it| "~=@#".contains(*it));
        let words = &inner[sign.map_or(0, char::len_utf8)..];
        let start = text.len();
        text.push_str(words);
        marks.push((sign.unwrap_or(' '), Span::new(start, text.len())));
        rest = rest.get(close + 1..).unwrap_or("");
    }
    text.push_str(rest);
    (text, marks)
}

fn recognition(marks: &[(char, Span)], tokens: &Tokens<'_>) -> Recognition {
    let mut recognition = Recognition::default();
    for (sign, span) in marks {
        let range = tokens.range_of(*span);
        let name = |kind| Name { span: *span, tokens: range.clone(), kind };
        match sign {
            '@' => recognition.names.push(name(NameKind::Person)),
            '#' => recognition.names.push(name(NameKind::Organisation)),
            _ => {
                let mut mention = Mention::new(*span, range.clone());
                mention.usage = if *sign == '~' { Usage::Associative } else { Usage::Literal };
                mention.kind = if *sign == '=' { MentionKind::Demonym } else { MentionKind::Toponym };
                recognition.mentions.push(mention);
            }
        }
    }
    recognition
}

/// Name, longitude, latitude, class, code, country, first-level division.
type Row = (&'static str, f64, f64, &'static str, &'static str, &'static str, &'static str);

const PLACES: &[Row] = &[
    ("Afghanistan", 66.0, 33.8, "A", "PCLI", "AF", ""),
    ("Kabul", 69.17, 34.53, "P", "PPLC", "AF", "13"),
    ("Spin Boldak", 66.4, 31.0, "P", "PPL", "AF", "23"),
    ("Pakistan", 69.0, 30.0, "A", "PCLI", "PK", ""),
    ("Quetta", 67.0, 30.2, "P", "PPLA", "PK", "02"),
    ("Chaman", 66.45, 30.92, "P", "PPL", "PK", "02"),
    ("Islamabad", 73.05, 33.7, "P", "PPLC", "PK", "08"),
    ("United States", -98.0, 39.8, "A", "PCLI", "US", ""),
    ("New York", -74.0, 40.7, "P", "PPL", "US", "NY"),
    ("Times Square", -73.985, 40.758, "S", "SQR", "US", "NY"),
    ("Kenya", 38.0, 1.0, "A", "PCLI", "KE", ""),
    ("Nairobi", 36.8, -1.3, "P", "PPLC", "KE", "30"),
    ("Garissa", 39.6, -0.45, "P", "PPLA", "KE", "25"),
    ("Colombia", -73.0, 4.0, "A", "PCLI", "CO", ""),
    ("Tolima", -75.2, 4.0, "A", "ADM1", "CO", "28"),
    ("Ibague", -75.2, 4.4, "P", "PPLA", "CO", "28"),
    ("Bogota", -74.1, 4.6, "P", "PPLC", "CO", "34"),
    ("France", 2.0, 46.0, "A", "PCLI", "FR", ""),
    ("Lyon", 4.8, 45.7, "P", "PPLA", "FR", "84"),
];

fn gazetteer() -> Gazetteer {
    let id = |row: &Row| format!("{}-{}", row.5, row.0);
    let places = PLACES
        .iter()
        .map(|row| PlaceRow {
            place_id: id(row),
            name: row.0.to_owned(),
            longitude: row.1,
            latitude: row.2,
            feature_class: row.3.to_owned(),
            feature_code: row.4.to_owned(),
            country: row.5.to_owned(),
            admin1: row.6.to_owned(),
            admin2: String::new(),
            population: 1_000_000,
            west: None,
            south: None,
            east: None,
            north: None,
            parent: String::new(),
            alternate_names: String::new(),
        })
        .collect();
    let countries = PLACES
        .iter()
        .filter(|row| row.4 == "PCLI")
        .map(|row| CountryRow {
            iso2: row.5.to_owned(),
            iso3: format!("{}X", row.5),
            iso_numeric: None,
            name: row.0.to_owned(),
            place_id: id(row),
            continent: String::new(),
            capital: String::new(),
            neighbours: String::new(),
            languages: String::new(),
        })
        .collect();
    let name = |place_id: &str, name: &str, kind| NameRow {
        place_id: place_id.to_owned(),
        name: name.to_owned(),
        language: "en".to_owned(),
        kind,
        name_id: None,
        note: String::new(),
    };
    let names = vec![
        name("US-United States", "US", TableNameKind::Abbreviation),
        name("US-United States", "American", TableNameKind::Demonym),
        name("PK-Pakistan", "Pakistani", TableNameKind::Demonym),
        name("AF-Afghanistan", "Afghan", TableNameKind::Demonym),
        name("FR-France", "French", TableNameKind::Demonym),
    ];
    let tables = Tables { places, names, countries, ..Tables::default() };
    Gazetteer::from_bytes(compile(&tables).expect("the rows above are sound")).expect("just compiled")
}

//! Keys: the events that annotators took from a text, and which of ours are among them.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use dateline::{geoparse::Geoparsed, incident::Incident, text::NameKey};
use jiff::civil::Date;
use serde_json::Value;

/// A text with its keys.
pub struct Keyed {
    pub text: String,
    pub date: Option<Date>,
    pub keys: Vec<Key>,
}

/// An event by its parts: what of it can be compared.
#[derive(Debug, Default)]
pub struct Key {
    types: Vec<String>,
    /// First and last day it can have happened on.
    days: Vec<(Option<Date>, Date)>,
    /// Names of places below the country, folded.
    places: Vec<String>,
    /// Words for those hit and those who did it, folded.
    people: Vec<String>,
    tolls: Vec<(usize, u32)>,
    /// Words for weapons, folded.
    weapons: Vec<String>,
    country: String,
    optional: bool,
}

/// The countries whose events the keys hold, by their codes.
const COUNTRIES: &[&str] = &["AR", "BO", "CL", "CO", "EC", "GT", "HN", "PE", "SV"];

impl Key {
    /// The parts of an event that the program told.
    pub fn told(incident: &Incident, parsed: &Geoparsed<'_, '_>) -> Self {
        let place = incident.places.first().and_then(|it| parsed.mention(*it)?.1.chosen());
        let mut places = Vec::new();
        if let Some(chosen) = place {
            places.push(folded(chosen.candidate.place.name));
        }
        places.extend(
            incident
                .places
                .iter()
                .filter_map(|it| Some(folded(parsed.mention(*it)?.0.span.of(parsed.document().text())))),
        );
        let people = incident.targets.iter().map(|it| it.text.as_str());
        let people = people.chain(incident.perpetrators.iter().map(|it| it.name.as_str()));
        let tolls = [incident.toll.killed, incident.toll.injured];
        let country = place.and_then(|it| it.candidate.place.country).map(|it| it.as_str().to_owned());
        Self {
            types: muc_types(incident.kind.label),
            days: incident.when.end.map(|it| (incident.when.start, it)).into_iter().collect(),
            places,
            people: people.map(folded).collect(),
            tolls: tolls.iter().enumerate().filter_map(|(at, it)| Some((at, (*it)?.best?))).collect(),
            weapons: incident.weapons.iter().map(|it| folded(&it.text)).collect(),
            country: country.unwrap_or_default(),
            optional: false,
        }
    }

    /// Would the keys hold it, if it is one?
    pub fn is_in_scope(&self) -> bool {
        !self.types.is_empty() && (self.country.is_empty() || COUNTRIES.contains(&self.country.as_str()))
    }

    /// Does it have to be told?
    pub fn is_required(&self) -> bool {
        !self.optional
    }

    /// How much the two have in common; 0 when they are not of one type or have nothing else in common.
    fn likeness(&self, key: &Self) -> usize {
        let same = self.types.iter().any(|it| key.types.contains(it));
        // An attack may turn out to be any other kind of violence.
        if !same && self.types != ["ATTACK"] {
            return 0;
        }
        let day = self.days.iter().any(|one| {
            one.0.is_some()
                && key
                    .days
                    .iter()
                    .any(|other| other.0.is_some() && one.0 <= Some(other.1) && other.0 <= Some(one.1))
        });
        let place = shares(&self.places, &key.places);
        let people = shares(&self.people, &key.people);
        let tolls = self.tolls.iter().filter(|it| key.tolls.contains(it)).count();
        let weapons = shares(&self.weapons, &key.weapons);
        let alike = 2 * usize::from(day)
            + 2 * usize::from(place)
            + 3 * usize::from(people)
            + 2 * tolls
            + usize::from(weapons);
        if alike == 0 { 0 } else { 2 * alike + usize::from(same) }
    }
}

/// For each event told: is it one of the keys, each of which is told once? `None` for those of keys that
/// may be told or not.
pub fn matched(told: &[Key], keys: &[Key]) -> Vec<Option<bool>> {
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for (at, one) in told.iter().enumerate() {
        pairs.extend(keys.iter().enumerate().map(|(key, it)| (one.likeness(it), at, key)));
    }
    pairs.retain(|it| it.0 > 0);
    pairs.sort_by_key(|it| (std::cmp::Reverse(it.0), it.1, it.2));
    let mut right = vec![Some(false); told.len()];
    let mut taken = vec![false; keys.len()];
    for (_, at, key) in pairs {
        if !taken[key] && right[at] == Some(false) {
            taken[key] = true;
            right[at] = if keys[key].optional { None } else { Some(true) };
        }
    }
    right
}

/// Reads keys as JSON lines.
pub fn read(path: &Path) -> Result<Vec<Keyed>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    text.lines().map(|it| Ok(keyed(&serde_json::from_str(it)?))).collect()
}

fn keyed(line: &Value) -> Keyed {
    let date = |it: &Value| it.as_str().and_then(|it| it.parse().ok());
    let list = |it: &Value| it.as_array().cloned().unwrap_or_default();
    let words = |it: &Value| it.as_str().map(folded);
    let keys = list(&line["incidents"])
        .iter()
        .map(|it| {
            let mut people: Vec<String> = Vec::new();
            for part in ["hum_targets", "phys_targets", "perp_individuals", "perp_organizations"] {
                for target in list(&it[part]) {
                    for names in ["names", "descriptions", "alternatives"] {
                        people.extend(list(&target[names]).iter().filter_map(words));
                    }
                }
            }
            let places = list(&it["location"]["alternatives"])
                .iter()
                .flat_map(|it| list(&it["chain"]))
                .filter_map(|it| words(&it["name"]))
                .collect();
            let days = list(&it["date"]["alternatives"])
                .iter()
                .filter_map(|it| Some((date(&it["start"]), date(&it["end"])?)))
                .collect();
            let tolls = ["fatalities", "injuries"]
                .iter()
                .enumerate()
                .flat_map(|(at, part)| {
                    list(&it[*part]["alternatives"])
                        .into_iter()
                        .filter_map(move |it| Some((at, u32::try_from(it["value"].as_u64()?).ok()?)))
                })
                .collect();
            let weapons = list(&it["instruments"])
                .iter()
                .flat_map(|it| list(&it["alternatives"]))
                .chain(list(&it["instrument_types"]).iter().flat_map(|it| list(&it["values"])))
                .filter_map(|it| words(&it))
                .collect();
            Key {
                types: list(&it["type"]).iter().filter_map(|it| Some(it.as_str()?.to_owned())).collect(),
                days,
                places,
                people,
                tolls,
                weapons,
                country: String::new(),
                optional: it["optional"].as_bool().unwrap_or(false),
            }
        })
        .collect();
    Keyed { text: line["text"].as_str().unwrap_or("").to_owned(), date: date(&line["date"]), keys }
}

/// The types of the keys that one of ours may be; none for fighting between armed bodies, which the keys
/// leave out unless the unarmed were hit, and for what they do not know.
fn muc_types(label: &str) -> Vec<String> {
    let types: &[&str] = match label {
        "Attack" | "Air/drone strike" | "Excessive force against protesters" | "Sexual violence" => {
            &["ATTACK"]
        }
        "Shelling/artillery/missile attack" | "Grenade" => &["ATTACK", "BOMBING"],
        "Suicide bomb" | "Remote explosive/landmine/IED" | "Disrupted weapons use" => &["BOMBING"],
        "Abduction/forced disappearance" => &["KIDNAPPING", "HIJACKING"],
        "Looting/property destruction" => &["ARSON", "ROBBERY", "BOMBING", "ATTACK"],
        _ => &[],
    };
    types.iter().map(|it| (*it).to_owned()).collect()
}

/// Does one of the first hold one of the second, or the other way round?
fn shares(one: &[String], other: &[String]) -> bool {
    let holds =
        |long: &str, short: &str| short.len() > 3 && format!(" {long} ").contains(&format!(" {short} "));
    one.iter().any(|a| other.iter().any(|b| holds(a, b) || holds(b, a)))
}

fn folded(words: &str) -> String {
    NameKey::new(words).as_str().to_owned()
}

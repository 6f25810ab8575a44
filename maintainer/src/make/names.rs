//! The rows of `names.csv`: further names of cities and divisions, those that news in Latin letters may write.

use std::collections::{HashMap, HashSet};

use dateline::{
    gazetteer::{
        geonames::is_written_name,
        tables::{NameKind, NameRow, PlaceRow, StopNameRow, StopReason},
    },
    text::NameKey,
};

use super::{cities::JoinedCity, divisions};

/// All rows, sorted by the number of the place, then by name; divisions after the cities.
///
/// A further name that is mostly a word, a person or an organisation is left out.
pub(super) fn rows(
    selected: &[&JoinedCity<'_>],
    places: &[PlaceRow],
    stop_names: &[(u64, StopNameRow)],
) -> Vec<NameRow> {
    let stops: HashSet<NameKey> = stop_names
        .iter()
        .filter(|(_, it)| it.reason != StopReason::WordOrPlace)
        .map(|(_, it)| NameKey::new(&it.name))
        .collect();
    let primary: HashMap<&str, &str> =
        places.iter().map(|it| (it.place_id.as_str(), it.name.as_str())).collect();
    let mut rows = Vec::new();
    for city in selected {
        let place_id = city.city.geonameid.to_string();
        let Some(name) = primary.get(place_id.as_str()) else { continue };
        let mut alternates = alternates(name, &city.city.name, &city.city.alternatenames);
        alternates.retain(|it| !stops.contains(&NameKey::new(it)));
        alternates.sort_unstable();
        rows.extend(alternates.into_iter().map(|name| NameRow {
            place_id: place_id.clone(),
            name: name.to_owned(),
            language: String::new(),
            kind: NameKind::Alternate,
            name_id: None,
            note: String::new(),
        }));
    }
    rows.extend(bare_names(places, &rows).into_iter().filter(|it| !stops.contains(&NameKey::new(&it.name))));
    rows
}

/// Names of second-level divisions without the word for their sort, where no city of the country bears them.
fn bare_names(places: &[PlaceRow], names: &[NameRow]) -> Vec<NameRow> {
    let cities: HashMap<&str, &str> = places
        .iter()
        .filter(|it| it.feature_class == "P")
        .map(|it| (it.place_id.as_str(), it.country.as_str()))
        .collect();
    let primary = places.iter().map(|it| (it.place_id.as_str(), it.name.as_str()));
    let further = names.iter().map(|it| (it.place_id.as_str(), it.name.as_str()));
    let taken: HashSet<(&str, NameKey)> = primary
        .chain(further)
        .filter_map(|(id, name)| Some((*cities.get(id)?, NameKey::new(name))))
        .collect();
    let mut rows: Vec<NameRow> = places
        .iter()
        .filter(|it| it.feature_code == "ADM2" && it.country != "US")
        .filter_map(|it| Some((it, divisions::bare_name(&it.name)?)))
        .filter(|(it, name)| !taken.contains(&(it.country.as_str(), NameKey::new(name))))
        .map(|(it, name)| NameRow {
            place_id: it.place_id.clone(),
            name: name.to_owned(),
            language: String::new(),
            kind: NameKind::Alternate,
            name_id: None,
            note: String::new(),
        })
        .collect();
    rows.sort_by(|a, b| (&a.place_id, &a.name).cmp(&(&b.place_id, &b.name)));
    rows
}

/// The alternates that add a spelling to the name a place is shown by and to the one its source gives it.
fn alternates<'s>(primary: &str, given: &'s str, alternates: &'s [String]) -> Vec<&'s str> {
    let mut known = HashSet::from([NameKey::new(primary)]);
    let written = alternates.iter().map(|it| it.trim()).filter(|it| is_written_name(it));
    std::iter::once(given).chain(written).filter(|it| known.insert(NameKey::new(it))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_written_spellings_that_differ_are_kept() {
        let source =
            ["Cabool", "CABOOL", "KBL", "Kābol", "Kabol", "ka bu er", "Кабул", "Kaboul", "Kabul", "KABUL 2"];
        let source = source.map(str::to_owned);
        assert_eq!(alternates("Kabul", "Kabul", &source), ["Cabool", "Kābol", "Kaboul"]);
    }

    #[test]
    fn the_source_s_own_name_stays_when_a_correction_gave_another() {
        assert_eq!(alternates("Kyiv", "Kiev", &[]), ["Kiev"]);
    }
}

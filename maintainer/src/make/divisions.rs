//! Which first- and second-level divisions there are, what they are called, and how many live in their towns.

use std::collections::{BTreeMap, BTreeSet};

use dateline::text::NameKey;

use super::cities::JoinedCity;

/// What the place id of a first-level division outside the United States begins with; country, dot and code follow.
pub(super) const ADMIN1_PREFIX: &str = "adm1:";

/// Country and code of a first-level division.
pub(super) type Admin1Key<'s> = (&'s str, &'s str);

/// Country, code of the first level, and code or name of the second.
pub(super) type Admin2Key<'s> = (&'s str, &'s str, &'s str);

/// GeoNames' code of a city whose first-level division is not known.
const UNKNOWN: &str = "00";

/// The key of the first-level division a city lies in, if that is known.
pub(super) fn admin1<'a>(city: &'a JoinedCity<'_>) -> Option<Admin1Key<'a>> {
    let (country, code) = (city.city.countrycode.as_str(), city.city.admin1code.as_str());
    (!code.is_empty() && code != UNKNOWN).then_some((country, code))
}

/// The key of the second-level division a city lies in, if that is known.
pub(super) fn admin2<'a>(city: &'a JoinedCity<'_>) -> Option<Admin2Key<'a>> {
    let (country, code) = admin1(city)?;
    (!city.admin2.is_empty()).then_some((country, code, city.admin2.as_str()))
}

/// Names of the first-level divisions: of each code the name that most of its cities bear.
pub(super) fn admin1_names<'a>(cities: &'a [JoinedCity<'_>]) -> BTreeMap<Admin1Key<'a>, &'a str> {
    let mut votes: BTreeMap<Admin1Key<'a>, BTreeMap<&str, usize>> = BTreeMap::new();
    for city in cities {
        if let (Some(key), Some(name)) = (admin1(city), city.admin1_name) {
            *votes.entry(key).or_default().entry(name).or_default() += 1;
        }
    }
    let most = |names: BTreeMap<&'a str, usize>| {
        // The first of the most voted, by name: the same cities give the same name.
        names.into_iter().rev().max_by_key(|(_, votes)| *votes).map_or("", |(name, _)| name)
    };
    votes.into_iter().map(|(key, names)| (key, most(names))).collect()
}

/// Second-level divisions that hold but one town, whose name they bear: the row of the town stands for both.
pub(super) fn single_towns<'a>(cities: &'a [JoinedCity<'_>]) -> BTreeSet<Admin2Key<'a>> {
    let mut towns: BTreeMap<Admin2Key<'a>, Vec<&str>> = BTreeMap::new();
    for city in cities {
        if let Some(key) = admin2(city).filter(|key| key.0 != "US") {
            towns.entry(key).or_default().push(&city.city.name);
        }
    }
    let bears = |division: &str, town: &str| {
        let (division, town) = (NameKey::new(division), NameKey::new(town));
        format!(" {division} ").contains(&format!(" {town} "))
    };
    towns
        .into_iter()
        .filter(|(key, towns)| towns.len() == 1 && bears(key.2, towns[0]))
        .map(|(key, _)| key)
        .collect()
}

/// A division's name without the word for its sort: `Departement du Finistere` → `Finistere`.
pub(super) fn bare_name(name: &str) -> Option<&str> {
    const BEFORE: [&str; 12] = [
        "Departement", "Departamento", "Provincia", "Province", "Municipio", "Partido", "Powiat",
        "Landkreis", "Kreis", "Bezirk", "City of", "Borough of",
    ];
    const OF: [&str; 13] = [
        "de la ", "de l'", "dell'", "della ", "del ", "des ", "de ", "du ", "d'", "di ", "of ", "do ", "da ",
    ];
    const AFTER: [&str; 11] = [
        " District Municipality",
        " Metropolitan Municipality",
        " Regional District",
        " District",
        " Municipality",
        " Rayon",
        " Shire",
        " Kommune",
        " Kommun",
        " Okrug",
        " Prefecture",
    ];
    let after = AFTER.iter().find_map(|it| name.strip_suffix(it));
    let before = BEFORE.iter().find_map(|it| name.strip_prefix(it)?.strip_prefix(' '));
    let before = before.map(|rest| OF.iter().find_map(|it| rest.strip_prefix(it)).unwrap_or(rest));
    after.or(before).filter(|it| it.starts_with(char::is_uppercase))
}

/// Sums the inhabitants of the cities of each division; sections of a city are counted with it already.
pub(super) fn inhabitants<'a, K: Ord>(
    cities: &'a [JoinedCity<'_>],
    key: fn(&'a JoinedCity<'_>) -> Option<K>,
) -> BTreeMap<K, u64> {
    let mut sums = BTreeMap::new();
    for city in cities.iter().filter(|it| it.feature_code != "PPLX") {
        if let Some(key) = key(city) {
            *sums.entry(key).or_default() += city.city.population;
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::bare_name;

    #[test]
    fn a_division_loses_the_word_for_its_sort() {
        assert_eq!(bare_name("Departement du Finistere"), Some("Finistere"));
        assert_eq!(bare_name("Departement de l'Ain"), Some("Ain"));
        assert_eq!(bare_name("Swat District"), Some("Swat"));
        assert_eq!(bare_name("Powiat boleslawiecki"), None);
        assert_eq!(bare_name("Kent"), None);
    }
}

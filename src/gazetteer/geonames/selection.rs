//! Which rows and names of GeoNames go into a gazetteer?

use std::{collections::BTreeSet, str::FromStr};

use super::{
    super::{feature_code::FeatureClass, place::CountryCode, tables::NameKind},
    name::GeonamesName,
    place::GeonamesPlace,
    written::{is_latin, is_written_name},
};

/// Inhabitants of a town of the small profile, as in GeoNames' `cities15000.zip`.
const TOWN: u64 = 15_000;
/// Inhabitants of a village of the default profile, as in GeoNames' `cities500.zip`.
const VILLAGE: u64 = 500;

/// Populated places that were, or were never found.
const GONE: [&str; 4] = ["PPLCH", "PPLH", "PPLQ", "PPLW"];

/// Codes that the default profile keeps beside the populated and the administrative: what news names.
const NAMED_IN_NEWS: [&str; 49] = [
    "AIRB", "AIRP", "AREA", "ARCH", "BAY", "BDG", "CAPE", "CHN", "CMPRF", "CNL", "COAST", "CONT", "DAM",
    "DSRT", "GULF", "INSM", "ISL", "ISLS", "ISTH", "LK", "LKS", "MILB", "MT", "MTS", "NVB", "OCN", "OILF",
    "PASS", "PEN", "PLAT", "PLN", "PORT", "PRK", "PRN", "PSTB", "PSTP", "RES", "RESN", "RFGC", "RGN", "RSV",
    "SEA", "SQR", "STDM", "STM", "STRT", "UPLD", "VAL", "VLC",
];

/// Codes of those that are kept though no language has a name of its own for them.
const ALWAYS: [&str; 14] = [
    "AIRB", "CMPRF", "CONT", "GULF", "MILB", "NVB", "OCN", "PSTB", "RFGC", "RGN", "SEA", "SQR", "STDM",
    "STRT",
];

/// Further names that tell that a river, a mountain or an airport is known beyond its valley.
const KNOWN_NAMES: usize = 2;

/// How much of GeoNames a gazetteer holds.
///
/// ```
/// use dateline::gazetteer::geonames::Profile;
///
/// assert_eq!("small".parse(), Ok(Profile::Small));
/// assert!("country:PK,AF".parse::<Profile>().is_ok());
/// assert!("countries".parse::<Profile>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Profile {
    /// Towns of 15,000 inhabitants and more, capitals and seats of first-level divisions; countries and
    /// the two levels of divisions below; continents, regions, seas.
    Small,
    /// Places of 500 inhabitants and more, seats of all divisions, all divisions, and of the rest what
    /// news names: regions, waters, mountains, islands, airports, border posts, camps, squares.
    #[default]
    Default,
    /// Every row of these countries, and of the others what the built-in gazetteer has.
    Countries(BTreeSet<String>),
    /// Every row.
    Full,
}

impl FromStr for Profile {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "small" => Ok(Self::Small),
            "default" => Ok(Self::Default),
            "full" => Ok(Self::Full),
            _ => {
                let codes = text.strip_prefix("country:").unwrap_or_default();
                let codes: BTreeSet<String> =
                    codes.split(',').map(|it| it.trim().to_uppercase()).filter(|it| !it.is_empty()).collect();
                if codes.is_empty() {
                    return Err("a profile is small, default, full, or country:XX,YY".to_owned());
                }
                match codes.iter().find(|it| CountryCode::new(it).is_none()) {
                    Some(code) => Err(format!("{code:?} is not a country code of two letters")),
                    None => Ok(Self::Countries(codes)),
                }
            }
        }
    }
}

impl std::fmt::Display for Profile {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Small => formatter.write_str("small"),
            Self::Default => formatter.write_str("default"),
            Self::Full => formatter.write_str("full"),
            Self::Countries(codes) => {
                write!(formatter, "country:{}", codes.iter().cloned().collect::<Vec<_>>().join(","))
            }
        }
    }
}

/// The languages whose names are kept; names without language and abbreviations always are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Languages {
    /// Of every language what is written in Latin letters.
    #[default]
    Latin,
    /// All, in all scripts.
    All,
    /// These ISO 639 codes.
    Only(BTreeSet<String>),
}

impl FromStr for Languages {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "latin" => Ok(Self::Latin),
            "all" => Ok(Self::All),
            _ => {
                let codes: BTreeSet<String> = text.split(',').map(|it| it.trim().to_owned()).collect();
                let is_code = |it: &String| {
                    (2..=8).contains(&it.len()) && it.bytes().all(|it| it.is_ascii_lowercase() || it == b'-')
                };
                match codes.iter().find(|it| !is_code(it)) {
                    Some(code) => {
                        Err(format!("{code:?} is no ISO 639 code; languages are `latin`, `all`, or en,fr,…"))
                    }
                    None => Ok(Self::Only(codes)),
                }
            }
        }
    }
}

impl std::fmt::Display for Languages {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Latin => formatter.write_str("latin"),
            Self::All => formatter.write_str("all"),
            Self::Only(codes) => formatter.write_str(&codes.iter().cloned().collect::<Vec<_>>().join(",")),
        }
    }
}

/// What of GeoNames goes into a gazetteer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    /// How much of it.
    pub profile: Profile,
    /// Of that, only these classes; class A is always there.
    pub classes: Option<BTreeSet<FeatureClass>>,
    /// Of the populated places, only those with so many inhabitants.
    pub population: Option<u64>,
    /// Whose names.
    pub languages: Languages,
}

impl Selection {
    /// Is the place kept?
    #[must_use]
    pub fn keeps_place(&self, place: &GeonamesPlace<'_>) -> bool {
        if self.classes.as_ref().is_some_and(|it| {
            place.feature_class != FeatureClass::Administrative && !it.contains(&place.feature_class)
        }) {
            return false;
        }
        if place.feature_class == FeatureClass::Populated
            && self.population.is_some_and(|least| place.population < least)
        {
            return false;
        }
        let code = place.feature_code.as_str();
        match &self.profile {
            Profile::Full => true,
            Profile::Countries(codes) => place.country.is_some_and(|it| codes.contains(it.as_str())),
            Profile::Small => match place.feature_class {
                FeatureClass::Administrative => {
                    place.feature_code.is_country() || matches!(code, "ADM1" | "ADM2")
                }
                FeatureClass::Populated => {
                    !GONE.contains(&code)
                        && (place.population >= TOWN || matches!(code, "PPLC" | "PPLA" | "PPLG"))
                }
                _ => matches!(code, "CONT" | "OCN" | "SEA" | "RGN" | "GULF" | "STRT"),
            },
            Profile::Default => match place.feature_class {
                FeatureClass::Administrative => true,
                FeatureClass::Populated => {
                    !GONE.contains(&code)
                        && (place.population >= VILLAGE
                            || code == "PPLC"
                            || code == "PPLG"
                            || code.starts_with("PPLA"))
                }
                _ => {
                    let names = || place.alternate_names.split(',').filter(|it| !it.is_empty()).count();
                    ALWAYS.contains(&code) || NAMED_IN_NEWS.contains(&code) && names() >= KNOWN_NAMES
                }
            },
        }
    }

    /// Is the name, whose language GeoNames tells, kept?
    #[must_use]
    pub fn keeps_name(&self, name: &GeonamesName<'_>) -> bool {
        if name.kind == NameKind::Abbreviation {
            return self.languages == Languages::All || is_latin(&name.name);
        }
        match &self.languages {
            Languages::All => true,
            Languages::Latin => is_written_name(&name.name),
            Languages::Only(codes) => {
                if name.language.is_empty() {
                    is_written_name(&name.name)
                } else {
                    codes.contains(name.language)
                }
            }
        }
    }

    /// Is a name of the column without languages kept?
    #[must_use]
    pub fn keeps_plain_name(&self, name: &str) -> bool {
        self.languages == Languages::All && !name.trim().is_empty() || is_written_name(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keeps(selection: &Selection, class: &str, code: &str, population: u64, names: &str) -> bool {
        let line =
            format!("1\tA\tA\t{names}\t1\t2\t{class}\t{code}\tPK\t\t\t\t\t\t{population}\t\t\t\t2026-01-01");
        selection.keeps_place(&GeonamesPlace::read(&line).unwrap())
    }

    #[test]
    fn profiles_grow() {
        let of = |profile| Selection { profile, ..Selection::default() };
        let (small, default, full) = (of(Profile::Small), of(Profile::Default), of(Profile::Full));
        let (pakistan, india) = (of("country:pk".parse().unwrap()), of("country:IN".parse().unwrap()));
        for (class, code, population, names, expected) in [
            ("P", "PPL", 20_000, "", [true, true, true, true, false]),
            ("P", "PPL", 600, "", [false, true, true, true, false]),
            ("P", "PPLA", 0, "", [true, true, true, true, false]),
            ("P", "PPLQ", 600, "", [false, false, true, true, false]),
            ("A", "ADM3", 0, "", [false, true, true, true, false]),
            ("A", "PCLI", 0, "", [true, true, true, true, false]),
            ("H", "STM", 0, "", [false, false, true, true, false]),
            ("H", "STM", 0, "Indus,Sindhu", [false, true, true, true, false]),
            ("S", "SCH", 0, "A,B,C", [false, false, true, true, false]),
            ("S", "PSTB", 0, "", [false, true, true, true, false]),
        ] {
            let kept = [&small, &default, &full, &pakistan, &india]
                .map(|it| keeps(it, class, code, population, names));
            assert_eq!(kept, expected, "{class}.{code} {population} {names}");
        }
    }

    #[test]
    fn filters_never_take_the_administrative() {
        let selection = Selection {
            profile: Profile::Full,
            classes: Some([FeatureClass::Populated].into()),
            population: Some(1000),
            ..Selection::default()
        };
        assert!(keeps(&selection, "A", "ADM2", 0, ""));
        assert!(keeps(&selection, "P", "PPL", 1000, ""));
        assert!(!keeps(&selection, "P", "PPL", 999, ""));
        assert!(!keeps(&selection, "H", "STM", 0, ""));
    }

    #[test]
    fn languages_are_kept_as_asked() {
        let name = |line| GeonamesName::read(line).unwrap().unwrap();
        let english = name("1\t2\ten\tNew Town\t\t\t\t\t\t");
        let french = name("1\t2\tfr\tNeuville\t\t\t\t\t\t");
        let russian = name("1\t2\tru\tНовгород\t\t\t\t\t\t");
        let unknown = name("1\t2\t\tNova\t\t\t\t\t\t");
        let kept = |languages: &str| {
            let selection = Selection { languages: languages.parse().unwrap(), ..Selection::default() };
            [&english, &french, &russian, &unknown].map(|it| selection.keeps_name(it))
        };
        assert_eq!(kept("latin"), [true, true, false, true]);
        assert_eq!(kept("all"), [true, true, true, true]);
        assert_eq!(kept("en"), [true, false, false, true]);
        assert_eq!(kept("ru,fr"), [false, true, true, true]);
        assert!("EN!".parse::<Languages>().is_err());
    }
}

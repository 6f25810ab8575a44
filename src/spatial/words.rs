//! The words that space is told with.

/// Kilometres in one of a unit.
pub(super) fn kilometres_in(unit: &str) -> Option<f64> {
    Some(match unit {
        "km" | "kms" | "kilometer" | "kilometers" | "kilometre" | "kilometres" => 1.0,
        "mile" | "miles" | "mi" => 1.609_344,
        "m" | "meter" | "meters" | "metre" | "metres" => 0.001,
        "yard" | "yards" => 0.000_914_4,
        "foot" | "feet" => 0.000_304_8,
        _ => return None,
    })
}

/// Words that stand before a number without changing it by much.
pub(super) const ABOUT: &[&str] = &[
    "about", "almost", "approximately", "around", "nearly", "only", "roughly", "some", "just", "over",
    "under", "barely",
];

/// Nouns for sorts of places, which may stand between the words of space and the name: "north of the city of".
pub(super) const PLACE_NOUNS: &[&str] = &[
    "camp", "capital", "city", "district", "island", "port", "province", "region", "state", "town", "village",
];

/// Nouns that make "between A and B" a stretch of land: elsewhere it may be talks, a match or a flight.
pub(super) const STRETCHES: &[&str] = &[
    "area", "corridor", "highway", "lies", "line", "located", "midway", "halfway", "motorway", "pass",
    "railway", "road", "route", "situated", "somewhere", "strait", "stretch", "track", "village",
];

/// Words for where two territories meet.
pub(super) const BORDERS: &[&str] = &["border", "boundary", "crossing", "frontier"];

/// Words after a part of a place that belong to it: "the northern part of".
pub(super) const PARTS: &[&str] =
    &["area", "areas", "coast", "edge", "end", "half", "part", "parts", "region", "side", "suburbs", "tip"];

/// Words that close a phrase of nearness before the name or before "of".
pub(super) const EDGES: &[&str] = &["outskirts", "vicinity", "environs", "surroundings"];

/// Number words up to a hundred.
pub(super) fn number(word: &str) -> Option<f64> {
    const UNITS: [&str; 20] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];
    const TENS: [&str; 9] =
        ["ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let place = |list: &[&str]| list.iter().position(|it| *it == word);
    let counted = place(&UNITS).or_else(|| Some((place(&TENS)? + 1) * 10));
    let counted = counted.or_else(|| (word == "hundred").then_some(100));
    if let Some(number) = counted.filter(|it| *it > 0).and_then(|it| u32::try_from(it).ok()) {
        return Some(f64::from(number));
    }
    let digits = word.replace(',', "");
    let plain = digits.starts_with(|it: char| it.is_ascii_digit());
    digits.parse().ok().filter(|it: &f64| plain && *it > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read() {
        for (word, value) in [("five", 5.0), ("ten", 10.0), ("eighty", 80.0), ("2.5", 2.5), ("1,200", 1200.0)]
        {
            assert_eq!(number(word), Some(value), "{word}");
        }
        for word in ["zero", "0", "inf", "-3", "few", ""] {
            assert_eq!(number(word), None, "{word}");
        }
    }
}

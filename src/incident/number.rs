//! Numbers of people, in digits and words: "at least six", "twenty-three", "dozens".

use super::reading::Reading;
use crate::text::{TokenKind, WordSet, WordTable};

/// A number as the text gives it, without the words it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    /// Fewest.
    pub(super) low: u32,
    /// The figure to use; `None` for "dozens".
    pub(super) best: Option<u32>,
    /// Most; `None` without bound.
    pub(super) high: Option<u32>,
}

impl Number {
    /// Just so many.
    pub(super) fn exactly(number: u32) -> Self {
        Self { low: number, best: Some(number), high: Some(number) }
    }

    /// An unknown number above one: "soldiers".
    pub(super) const SEVERAL: Self = Self { low: 2, best: None, high: None };

    /// Both together; one without a figure leaves the sum without.
    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            low: self.low.saturating_add(other.low),
            best: self.best.zip(other.best).map(|(one, two)| one.saturating_add(two)),
            high: self.high.zip(other.high).map(|(one, two)| one.saturating_add(two)),
        }
    }
}

/// More than any single event harms; larger figures are of wars, of money, or of years.
const MOST: u32 = 400_000;

/// Number words, sorted.
static WORDS: WordTable<u32> = WordTable::new(&[
    ("eight", 8),
    ("eighteen", 18),
    ("eighty", 80),
    ("eleven", 11),
    ("fifteen", 15),
    ("fifty", 50),
    ("five", 5),
    ("forty", 40),
    ("four", 4),
    ("fourteen", 14),
    ("nine", 9),
    ("nineteen", 19),
    ("ninety", 90),
    ("one", 1),
    ("seven", 7),
    ("seventeen", 17),
    ("seventy", 70),
    ("six", 6),
    ("sixteen", 16),
    ("sixty", 60),
    ("ten", 10),
    ("thirteen", 13),
    ("thirty", 30),
    ("three", 3),
    ("twelve", 12),
    ("twenty", 20),
    ("two", 2),
]);

/// Words for rough numbers with the fewest they stand for, sorted.
static ROUGH: WordTable<u32> = WordTable::new(&[
    ("dozens", 24),
    ("few", 3),
    ("hundreds", 200),
    ("many", 3),
    ("numerous", 3),
    ("scores", 40),
    ("several", 3),
    ("some", 2),
    ("tens", 20),
    ("thousands", 2000),
]);

static ABOUT: WordSet =
    WordSet::new(&["about", "almost", "approximately", "around", "nearly", "roughly", "some"]);

/// Is the folded word a number, or part of one?
pub(super) fn is_number_word(word: &str) -> bool {
    word.starts_with(|it: char| it.is_ascii_digit())
        || word_value(word).is_some()
        || matches!(
            word,
            "dozen"
                | "dozens"
                | "hundred"
                | "hundreds"
                | "thousand"
                | "thousands"
                | "least"
                | "more"
                | "than"
        )
}

/// A number read from a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub(super) number: Number,
    /// Its first token, qualifiers included, and one past its last.
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Reads the number whose first token, or whose qualifier's first token, is at `at`.
pub(super) fn number_at(reading: &Reading<'_>, at: usize) -> Option<Found> {
    let word = |offset: usize| reading.word(at + offset);
    let (skip, bound) = match (word(0), word(1), word(2)) {
        ("no" | "not", "fewer" | "less", "than") => (3, Bound::AtLeast),
        ("no" | "not", "more", "than") => (3, Bound::UpTo),
        ("at", "least", _) | ("more", "than", _) => (2, Bound::AtLeast),
        ("fewer" | "less", "than", _) => (2, Bound::UpTo),
        ("a", "total", "of") => (3, Bound::Exactly),
        ("total", "of", _) => (2, Bound::Exactly),
        ("no", _, _) => return None,
        ("over", _, _) => (1, Bound::AtLeast),
        ("as", "many", "as") => (3, Bound::UpTo),
        ("up" | "at", "to" | "most", _) => (2, Bound::UpTo),
        ("an", "estimated", _) => (2, Bound::About),
        ("estimated", _, _) => (1, Bound::About),
        (about, _, _) if ABOUT.has(about) => (1, Bound::About),
        _ => (0, Bound::Exactly),
    };
    if let Some((number, end)) = range(reading, at) {
        return Some(Found { number, start: at, end });
    }
    let found = plain_number(reading, at + skip)
        .filter(|it| !is_measure(reading, it.1))
        .map(|(number, end)| Found { number: bound.on(number), start: at, end });
    found.or_else(|| rough_number(reading, at))
}

/// The number at `at`, or the longer one with its qualifier before.
pub(super) fn with_qualifier(reading: &Reading<'_>, at: usize, limit: usize) -> Found {
    let longest = (at.saturating_sub(3).max(limit)..=at)
        .find_map(|it| number_at(reading, it).filter(|found| found.end > at));
    longest.unwrap_or(Found { number: Number::exactly(0), start: at, end: at + 1 })
}

/// "a 42-year-old teacher", "42 years old", "a 50-km road": the number before `end` counts no one.
fn is_measure(reading: &Reading<'_>, end: usize) -> bool {
    let years = matches!(reading.word(end), "year" | "years" | "months" | "weeks")
        && matches!(reading.word(end + 1), "old" | "of");
    let joined = reading.word(end) == "-" && reading.is_joined(end);
    years || joined && UNITS.has(reading.word(end + 1))
}

/// Units that a hyphen joins to their number.
static UNITS: WordSet = WordSet::new(&[
    "acre", "day", "floor", "foot", "hectare", "hour", "kg", "kilo", "kilogram", "kilometer", "kilometre",
    "km", "lane", "meter", "metre", "mile", "millimeter", "minute", "mm", "month", "point", "pound", "room",
    "seat", "seater", "storey", "story", "ton", "tonne", "volt", "week", "wheel", "wheeler", "year",
]);

/// "between 10 and 15", "10 to 15", "10-15": no single one of them.
fn range(reading: &Reading<'_>, at: usize) -> Option<(Number, usize)> {
    let between = reading.word(at) == "between";
    let (low, end) = plain_number(reading, at + usize::from(between))?;
    let joined = match reading.word(end) {
        "and" => between,
        "to" | "-" | "–" => !between,
        _ => false,
    };
    let (high, end) = plain_number(reading, end + 1).filter(|_| joined)?;
    (low < high && high <= low.saturating_mul(WIDEST_RANGE))
        .then_some((Number { low, best: None, high: Some(high) }, end))
}

/// The high end of a range by its low end at most: what is farther apart are two numbers.
const WIDEST_RANGE: u32 = 10;

#[derive(Clone, Copy)]
enum Bound {
    Exactly,
    AtLeast,
    UpTo,
    About,
}

impl Bound {
    /// "About" is read as within a tenth.
    fn on(self, number: u32) -> Number {
        let tenth = number / 10;
        match self {
            Self::Exactly => Number::exactly(number),
            Self::AtLeast => Number { low: number, best: Some(number), high: None },
            Self::UpTo => Number { low: 0, best: Some(number), high: Some(number) },
            Self::About => Number { low: number - tenth, best: Some(number), high: Some(number + tenth) },
        }
    }
}

fn rough_number(reading: &Reading<'_>, at: usize) -> Option<Found> {
    let (skip, word) = match (reading.word(at), reading.word(at + 1)) {
        ("a", next @ ("few" | "score")) => (2, next),
        ("a" | "an", _) => return None,
        (word, _) => (1, word),
    };
    let low = ROUGH.get(word).copied()?;
    // "dozens of people", "hundreds more"
    let end = at + skip + usize::from(reading.word(at + skip) == "of");
    Some(Found { number: Number { low, best: None, high: None }, start: at, end })
}

/// Digits or number words at `at`: the number and one past its last token.
fn plain_number(reading: &Reading<'_>, at: usize) -> Option<(u32, usize)> {
    let token = reading.tokens.get(at)?;
    if token.kind == TokenKind::Number {
        let digits: String = reading.tokens.text_of(at).chars().filter(|it| *it != ',').collect();
        let number: u32 = digits.parse().ok()?;
        let (number, end) = times(reading, number, at + 1);
        return (number <= MOST).then_some((number, end));
    }
    match (reading.word(at), reading.word(at + 1)) {
        ("a", "dozen") => return Some((12, at + 2)),
        ("half", "a") if reading.word(at + 2) == "dozen" => return Some((6, at + 3)),
        ("a", "couple") => return Some((2, at + 2 + usize::from(reading.word(at + 2) == "of"))),
        ("a" | "one", "hundred") => return Some((100, at + 2)),
        _ => {}
    }
    let (mut number, mut end) = (word_value(reading.word(at))?, at + 1);
    let dash = usize::from(reading.word(end) == "-");
    if number >= 20
        && let Some(ones) = word_value(reading.word(end + dash)).filter(|it| *it < 10)
    {
        number += ones;
        end += dash + 1;
    }
    let (number, end) = times(reading, number, end);
    (number <= MOST).then_some((number, end))
}

/// "two dozen", "three hundred", "6 thousand"
fn times(reading: &Reading<'_>, number: u32, at: usize) -> (u32, usize) {
    let factor = match reading.word(at) {
        "dozen" => 12,
        "hundred" => 100,
        "thousand" => 1000,
        "million" => 1_000_000,
        _ => return (number, at),
    };
    (number.saturating_mul(factor), at + 1)
}

fn word_value(word: &str) -> Option<u32> {
    WORDS.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::testing::with_reading;

    fn read(text: &str) -> Option<(u32, Option<u32>, Option<u32>)> {
        with_reading(text, |reading| {
            number_at(reading, 0).map(|it| (it.number.low, it.number.best, it.number.high))
        })
    }

    #[test]
    fn numbers_as_newsrooms_write_them() {
        let exactly = |it| Some((it, Some(it), Some(it)));
        assert_eq!(read("six people"), exactly(6));
        assert_eq!(read("Twenty-three people"), exactly(23));
        assert_eq!(read("6,500 people"), exactly(6500));
        assert_eq!(read("a dozen people"), exactly(12));
        assert_eq!(read("two hundred people"), exactly(200));
        assert_eq!(read("at least 17 people"), Some((17, Some(17), None)));
        assert_eq!(read("up to 20 people"), Some((0, Some(20), Some(20))));
        assert_eq!(read("about 50 peasants"), Some((45, Some(50), Some(55))));
        assert_eq!(read("dozens of people"), Some((24, None, None)));
        assert_eq!(read("several people"), Some((3, None, None)));
        assert_eq!(read("42-year-old Ann Lee"), None);
        assert_eq!(read("42 years old"), None);
        assert_eq!(read("20-kg bombs"), None);
        assert_eq!(read("13th street"), None);
        assert_eq!(read("people"), None);
        assert_eq!(read("a man"), None);
    }
}

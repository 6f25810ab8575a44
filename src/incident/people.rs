//! How many people does a list of them count? "three soldiers, the mayor and her two children"

use std::ops::Range;

use super::{
    lexicon::{COLLECTIVES, DETERMINERS, FORCES_PEOPLE, PEOPLE, UNHARMED},
    number::{Found, Number, number_at},
    phrase::is_plural,
    reading::Reading,
    triggers,
};
use crate::text::WordSet;

/// Adds up a list of people. A part that only explains the one before ("the mayor, John Smith") adds
/// nothing: a name or a definite phrase counts one, and only when no number stands before it.
pub(super) fn count_list(reading: &Reading<'_>, range: Range<usize>, is_subject: bool) -> Option<Number> {
    let mut list = List { reading, range: range.clone(), is_subject, sum: None, named: false, role: false };
    let mut at = range.start;
    while at < range.end {
        // Some of those counted before.
        if list.sum.is_some() && reading.word(at) == "including" {
            break;
        }
        let item = Item::at(reading, at, &range);
        at = item.tokens.end + 1;
        if list.sum.is_some() && item.is_of_them(reading) {
            let comma = (item.tokens.start..range.end).find(|it| reading.word(*it) == ",");
            at = comma.map_or(range.end, |it| it + 1);
        } else if !item.is_age(reading) && !list.take(&item) {
            break;
        }
    }
    list.sum
}

/// One past "along with" and the like, where they start at `at`.
pub(super) fn after_with(reading: &Reading<'_>, at: usize) -> Option<usize> {
    match (reading.word(at), reading.word(at + 1), reading.word(at + 2)) {
        ("along" | "together", "with", _) => Some(at + 2),
        ("as", "well", "as") => Some(at + 3),
        _ => None,
    }
}

/// What stands between two links of a list.
struct Item {
    tokens: Range<usize>,
    found: Option<Found>,
    /// Does "and" lead it, or "along with"?
    joined: bool,
    /// Does a comma stand before the "and"?
    apart: bool,
}

impl Item {
    /// The one that starts at `at`.
    fn at(reading: &Reading<'_>, at: usize, range: &Range<usize>) -> Self {
        let with = after_with(reading, at).filter(|it| *it < range.end);
        let start = with.unwrap_or(at);
        // "her two children"
        let owned = usize::from(OWNED.has(reading.word(start)));
        let found = number_at(reading, start + owned).filter(|it| it.end <= range.end);
        let links = |it: &usize| matches!(reading.word(*it), "," | "and" | "or");
        let end = (found.as_ref().map_or(start, |it| it.end)..range.end).find(links).unwrap_or(range.end);
        let and = at > range.start && reading.word(at - 1) == "and";
        let apart = and && reading.word_before(at - 1) == ",";
        Self { tokens: start..end, found, joined: and || with.is_some(), apart }
    }

    /// "24 of them children" of "36 people, 24 of them children"
    fn is_of_them(&self, reading: &Reading<'_>) -> bool {
        self.found.as_ref().is_some_and(|it| {
            reading.word(it.end) == "of" && matches!(reading.word(it.end + 1), "them" | "whom" | "those")
        })
    }

    /// "24" of "Ann Lee, 24, was killed"
    fn is_age(&self, reading: &Reading<'_>) -> bool {
        let bare = |it: &Found| it.end == self.tokens.end && it.start + 1 == it.end;
        !self.joined && reading.word_before(self.tokens.start) == "," && self.found.as_ref().is_some_and(bare)
    }

    fn holds_person(&self, reading: &Reading<'_>) -> bool {
        self.tokens.clone().any(|it| reading.is_person(it))
    }

    /// "cameraman Tom Orr", "her son": someone else; not "wife of Tom Orr".
    fn is_another(&self, reading: &Reading<'_>) -> bool {
        let named = self.tokens.clone().find(|it| reading.is_person(*it));
        let of = |it: usize| reading.word(it) == "of";
        named.is_some_and(|it| !(self.tokens.start..it).any(of))
            || matches!(reading.word(self.tokens.start), "her" | "his" | "their")
    }

    /// "president of a firm", "one of its founders": what someone is, without a name.
    fn is_role(&self, reading: &Reading<'_>) -> bool {
        let first = reading.word(self.tokens.start);
        let one_of = first == "one" && reading.word(self.tokens.start + 1) == "of";
        let bare = self.found.is_none() && (first == "the" || !DETERMINERS.has(first) && !OWNED.has(first));
        (one_of || bare) && !self.holds_person(reading)
    }
}

/// A list of people while it is added up.
struct List<'l> {
    reading: &'l Reading<'l>,
    range: Range<usize>,
    is_subject: bool,
    sum: Option<Number>,
    /// Was the last one told by a name, or as one that is known?
    named: bool,
    /// Was it told last what someone named before is, as in "Ann Lee, president of a firm"?
    role: bool,
}

impl List<'_> {
    /// Adds an item; `false` where the list ended before it.
    fn take(&mut self, item: &Item) -> bool {
        let reading = self.reading;
        let (start, end) = (item.tokens.start, item.tokens.end);
        let first = start == self.range.start;
        // A comma may also end the list: "Killing ten people, a truck bomb tore through".
        let limit = (first || item.joined).then_some(self.range.end);
        let told = part(reading, start..end, limit, item.found, self.is_subject && !item.joined);
        if item.joined && !item.apart && self.is_same_person(item) {
            return true;
        }
        let after_name = (self.range.start..start).any(|it| reading.is_person(it));
        let goes_on = (end..self.range.end).any(|it| reading.word(it) == "and");
        let indefinite = matches!(reading.word(start), "a" | "an");
        self.role = self.named
            && !item.joined
            && after_name
            && (item.is_role(reading) || indefinite && !item.holds_person(reading));
        // "One worshipper, a man of 52, was killed"
        let one = self.sum.as_ref().is_some_and(|it| it.best == Some(1));
        if one && indefinite && !item.joined && !goes_on && self.is_subject {
            return true;
        }
        match told {
            // "after the murder of Ann Lee, the 15 judges went home": no list, for nothing is joined to it.
            Some(Part::Counted(number)) if self.named && !item.joined && number.low > 1 => {
                if !goes_on {
                    return false;
                }
                self.add(number, false);
            }
            // "the mayor, a priest and a cook", but "Ann Lee, a priest"
            Some(Part::Counted(number)) if !self.named || item.joined || goes_on && !after_name => {
                self.add(number, false);
            }
            Some(Part::Counted(number)) => (self.sum, self.named) = (Some(number), false),
            Some(Part::Named) if self.sum.is_none() => self.add(Number::exactly(1), true),
            // "Ann Lee, Bob Cole and Tom Orr"
            Some(Part::Named) if item.joined || goes_on && after_name && item.is_another(reading) => {
                self.add(Number::exactly(1), self.named);
            }
            _ => {}
        }
        true
    }

    fn add(&mut self, number: Number, named: bool) {
        self.sum = Some(self.sum.map_or(number, |it| it.plus(number)));
        self.named = named;
    }

    /// "Ann Lee, the president of a firm and one of its founders", "the senator and candidate Ann Lee"
    fn is_same_person(&self, item: &Item) -> bool {
        let reading = self.reading;
        let before = self.range.start..item.tokens.start - 1;
        let one = || reading.head(before.clone()).is_some_and(|it| !is_plural(reading.word(it)));
        let named = before.clone().any(|it| reading.is_person(it));
        let first = reading.word(before.start);
        let title = (first == "the" || !DETERMINERS.has(first) && !OWNED.has(first))
            && number_at(reading, before.start).is_none();
        let name = item.holds_person(reading) && !DETERMINERS.has(reading.word(item.tokens.start));
        self.role && item.is_role(reading) || self.sum.is_some() && title && !named && name && one()
    }
}

/// One part of a list of people.
enum Part {
    /// With its number, "a" included.
    Counted(Number),
    /// A name, or a phrase for one known person.
    Named,
}

fn part(
    reading: &Reading<'_>,
    range: Range<usize>,
    limit: Option<usize>,
    found: Option<Found>,
    is_subject: bool,
) -> Option<Part> {
    let phrase_end = range
        .clone()
        .find(|it| {
            *it > range.start
                && matches!(
                    reading.word(*it),
                    "of" | "in" | "from" | "at" | "on" | "over" | "overnight" | "to"
                )
        })
        .unwrap_or(range.end);
    let people = |it: usize| {
        reading.is_any(it, &PEOPLE) || reading.is_any(it, &FORCES_PEOPLE) || reading.is_person(it)
    };
    let has_people = range.clone().any(people);
    if let Some(found) = found {
        // "3 May", "two cars", "6 miles", "30 percent" count no people; "17" alone and "six more" do.
        let next = reading.word(found.end);
        let rest = found.end..range.end;
        let alone = rest.is_empty()
            || matches!(next, "more" | "others" | "other" | "were" | "was" | "of" | "have" | "had");
        let head = reading.head(found.end..phrase_end);
        let thing = THINGS.has(reading.word(range.end.saturating_sub(1)))
            || head.is_some_and(|it| reading.is_any(it, &THINGS))
            || rest.clone().any(|it| reading.is_any(it, &THINGS) && !has_people);
        // "May 12", but "23 September 28 people", "in May 12 soldiers"
        let lead = reading.word_before(found.start.saturating_sub(1));
        let day_told = lead == "in" || lead.starts_with(|it: char| it.is_ascii_digit());
        let dated = super::calendar::month(next).is_some()
            || super::calendar::month(reading.word_before(found.start)).is_some() && !day_told;
        let year = reading.tokens.text_of(found.start).len() == 4
            && reading.tokens.text_of(found.start).starts_with(['1', '2'])
            && !has_people;
        let one = found.number.best == Some(1) && head.is_some_and(|it| !is_plural(reading.word(it)));
        let several = plural_head(reading, found.end..phrase_end);
        let ok = !thing && !dated && !year && (alone || has_people || several || one);
        return ok.then_some(Part::Counted(found.number));
    }
    let first = reading.word(range.start);
    // "a married couple", "an elderly couple"
    let couple = reading
        .head(range.start..phrase_end)
        .is_some_and(|it| reading.word(it) == "couple" && reading.word(it + 1) != "of");
    if couple && matches!(first, "a" | "an" | "another" | "the") {
        return Some(Part::Counted(Number::exactly(2)));
    }
    let singular = |range: Range<usize>| {
        reading.head(range).is_some_and(|it| {
            !is_plural(reading.word(it)) && reading.is_any(it, &PEOPLE)
                || reading.is_any(it, &FORCES_PEOPLE) && !is_plural(reading.word(it))
        })
    };
    if matches!(first, "a" | "an" | "one" | "another") {
        // "a deserter and a scholar were killed", "killing a porter": whoever dies is someone.
        let beside =
            |it: usize| limit.is_some_and(|limit| it >= limit || matches!(reading.word(it), "and" | ","));
        let head = reading.head(range.start..phrase_end).filter(|it| *it > range.start);
        let someone = head.is_some_and(|it| {
            let word = reading.word(it);
            let event = || triggers::starting_like(word).iter().any(|row| row.words == word);
            !(is_plural(word)
                || THINGS.has(word)
                || UNHARMED.has(word)
                || COLLECTIVES.has(word)
                || is_subject && event())
        });
        let counted = singular(range.start..phrase_end)
            || (has_people && !range.clone().any(|it| is_plural(reading.word(it))))
            || (someone && beside(range.end));
        return counted.then_some(Part::Counted(Number::exactly(1)));
    }
    if range.clone().any(|it| reading.is_person(it)) {
        return Some(Part::Named);
    }
    let definite = DETERMINERS.has(first);
    // "killed the founder of the group": whom one kills is a person, whatever the noun says.
    let head = reading.head(range.start..phrase_end).filter(|it| *it > range.start);
    let thing = |it: usize| reading.is_any(it, &THINGS) || reading.is_any(it, &UNHARMED);
    let someone = head.is_some_and(|it| !is_plural(reading.word(it)) && !thing(it));
    if !is_subject && definite && someone && !PLURAL_DETERMINERS.has(first) {
        return Some(Part::Named);
    }
    if singular(range.start..phrase_end) && (definite || !is_subject) {
        return Some(Part::Named);
    }
    let plural =
        reading.head(range.start..phrase_end).is_some_and(|it| is_plural(reading.word(it)) && people(it));
    plural.then_some(Part::Counted(Number::SEVERAL))
}

fn plural_head(reading: &Reading<'_>, range: Range<usize>) -> bool {
    reading.head(range).is_some_and(|it| is_plural(reading.word(it)))
}

/// Words before a number that say whose they are.
static OWNED: WordSet = WordSet::new(&["all", "another", "her", "his", "its", "my", "our", "the", "their"]);

/// Determiners before nouns that stand for more than one, or for none.
static PLURAL_DETERMINERS: WordSet = WordSet::new(&[
    "all", "any", "both", "each", "every", "many", "most", "no", "several", "some", "these", "those",
]);

/// Plural nouns after numbers that are no people.
static THINGS: WordSet = WordSet::new(&[
    "aircraft", "am", "attacks", "balloons", "bombs", "buildings", "buses", "cars", "clock", "days",
    "dollars", "drones", "feet", "grenades", "helicopters", "hours", "houses", "jets", "kilograms",
    "kilometers", "kilometres", "km", "kms", "meters", "metres", "miles", "minutes", "missiles", "months",
    "percent", "planes", "pm", "pounds", "rifles", "rockets", "rounds", "shots", "street", "times", "tons",
    "towns", "trucks", "vehicles", "weeks", "wounds", "years",
]);

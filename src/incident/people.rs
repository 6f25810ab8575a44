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
    let mut sum: Option<Number> = None;
    let mut named = false;
    // Is it told what someone is whom the list names, "president of a firm"?
    let mut role = false;
    let mut at = range.start;
    while at < range.end {
        // Some of those counted before.
        if reading.word(at) == "including" && sum.is_some() {
            break;
        }
        let mut end = at;
        // "36 people, 24 of them children"
        let subset = number_at(reading, at).is_some_and(|it| {
            reading.word(it.end) == "of" && matches!(reading.word(it.end + 1), "them" | "whom" | "those")
        });
        if subset && sum.is_some() {
            at = (at..range.end).find(|it| reading.word(*it) == ",").map_or(range.end, |it| it + 1);
            continue;
        }
        // "her two children"
        let owned = usize::from(OWNED.has(reading.word(at)));
        let found = number_at(reading, at + owned).filter(|it| it.end <= range.end);
        if let Some(found) = found {
            end = found.end;
        }
        while end < range.end && !matches!(reading.word(end), "," | "and" | "or") {
            end += 1;
        }
        let joined = at > range.start && reading.word(at - 1) == "and";
        // "Ann Lee, 24, was killed": an age.
        let age = at > range.start
            && !joined
            && reading.word(at - 1) == ","
            && found.as_ref().is_some_and(|it| it.end == end && it.start + 1 == end);
        if age {
            at = end + 1;
            continue;
        }
        // A comma may also end the list: "Killing ten people, a truck bomb tore through".
        let limit = (at == range.start || joined).then_some(range.end);
        let told = part(reading, at..end, limit, found, is_subject && !joined);
        // "Ann Lee, the president of a firm and one of its founders", "senator and candidate Ann Lee": one person.
        let same = joined && reading.word_before(at - 1) != "," && {
            let nameless =
                !holds_person(reading, at..end) && !matches!(told, Some(Part::Counted(it)) if it.low > 1);
            let title = at - 1 > range.start
                && sum.is_some()
                && is_title(reading, range.start..at - 1)
                && !nameless
                && !DETERMINERS.has(reading.word(at));
            role && nameless || title
        };
        if same {
            at = end + 1;
            continue;
        }
        role = named
            && !joined
            && at > range.start
            && holds_person(reading, range.start..at)
            && !holds_person(reading, at..end)
            && (reading.word(at) == "the" || !DETERMINERS.has(reading.word(at)))
            && found.is_none();
        let goes_on = (end..range.end).any(|it| reading.word(it) == "and");
        let after_name = holds_person(reading, range.start..at);
        match told {
            // "after the murder of Ann Lee, the 15 judges went home": no list, for nothing is joined to it.
            Some(Part::Counted(number)) if named && !joined && number.low > 1 => {
                if !goes_on {
                    break;
                }
                sum = sum.map(|it| it.plus(number));
                named = false;
            }
            Some(Part::Counted(number)) => {
                sum = Some(match sum {
                    // "the mayor, a priest and a cook", but "Ann Lee, a priest"
                    Some(sum) if !named || joined || goes_on && !after_name => sum.plus(number),
                    _ => number,
                });
                named = false;
            }
            Some(Part::Named) if sum.is_none() => {
                sum = Some(Number::exactly(1));
                named = true;
            }
            // "Ann Lee, Bob Cole and Tom Orr"
            Some(Part::Named) if joined || goes_on && after_name && reading.is_person(at) => {
                sum = sum.map(|it| it.plus(Number::exactly(1)));
            }
            _ => {}
        }
        at = end + 1;
    }
    sum
}

fn holds_person(reading: &Reading<'_>, mut part: Range<usize>) -> bool {
    part.any(|it| reading.is_person(it))
}

/// Does it say what one person is, without a name or a determiner of its own?
fn is_title(reading: &Reading<'_>, part: Range<usize>) -> bool {
    let one = reading.head(part.clone()).is_some_and(|it| !is_plural(reading.word(it)));
    let bare = !DETERMINERS.has(reading.word(part.start)) && number_at(reading, part.start).is_none();
    one && bare && !holds_person(reading, part)
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
        let dated = super::calendar::month(next).is_some()
            || super::calendar::month(reading.word_before(found.start)).is_some();
        let year = reading.tokens.text_of(found.start).len() == 4
            && reading.tokens.text_of(found.start).starts_with(['1', '2'])
            && !has_people;
        let one = found.number.best == Some(1) && head.is_some_and(|it| !is_plural(reading.word(it)));
        let several = plural_head(reading, found.end..phrase_end);
        let ok = !thing && !dated && !year && (alone || has_people || several || one);
        return ok.then_some(Part::Counted(found.number));
    }
    let first = reading.word(range.start);
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

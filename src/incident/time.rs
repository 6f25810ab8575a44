//! When? Dates and relative expressions, each as a stretch of full days.
//!
//! Relative ones count from the day the document was published, or from the expression before them
//! ("the next day"). Without such a day only absolute dates are read.

use std::ops::Range;

use jiff::civil::Date;

use super::{
    calendar::{Days, Part, latest_weekday, month, season, shift, weekday},
    lexicon::{FORCES_PEOPLE, PEOPLE, words},
    number::{is_number_word, number_at},
    phrase::is_plural,
    reading::Reading,
    role,
};
use crate::text::{Span, TokenKind, WordSet};

/// An expression of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TimeExpression {
    pub(super) tokens: Range<usize>,
    pub(super) days: Days,
    pub(super) role: Role,
}

impl TimeExpression {
    /// Its days, and the words that tell them.
    pub(super) fn told(&self, reading: &Reading<'_>) -> (Days, Span) {
        (self.days, reading.span(self.tokens.clone()))
    }
}

/// What an expression says about the event beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// When it happened.
    When,
    /// It is counted from then on, or until then: no time of a single event.
    Since,
    /// It has yet to happen.
    Future,
    /// When someone spoke of it.
    Said,
}

/// A day still to come is taken for the future when it lies this near; else for last year's.
const NEAR_FUTURE_DAYS: i64 = 45;

/// Tokens over which "two days after" looks for its date.
const AFTER_REACH: usize = 8;

/// Longer stretches between two dates tell of a time, not of an event.
const LONGEST_STRETCH_DAYS: i64 = 31;

/// All expressions of time of a text, in text order, not overlapping.
pub(super) fn find(reading: &Reading<'_>) -> Vec<TimeExpression> {
    let mut found: Vec<TimeExpression> = Vec::new();
    // "two days after the ceasefire ended on November 28": days to add, where it starts, how far it holds.
    let mut after: Option<(i64, usize, usize)> = None;
    let mut at = 0;
    while at < reading.tokens.len() {
        if let Some((days, end)) = days_after(reading, at) {
            after = Some((days, at, end + AFTER_REACH));
            at = end;
            continue;
        }
        let anchor = found.last().filter(|it| it.role != Role::Future).map(|it| it.days);
        let Some((end, days, future)) = expression_at(reading, at, anchor) else {
            at += 1;
            continue;
        };
        let mut tokens = at..end.max(at + 1);
        let mut days = days;
        if let Some((offset, start, reach)) = after.take()
            && at <= reach
            && !(start..at).any(|it| reading.word(it) == ",")
            && reading.sentence_of(start) == reading.sentence_of(at)
        {
            tokens.start = start;
            days = days.shifted(offset);
        }
        at = tokens.end;
        if !future && let Some(stretch) = found.last().and_then(|it| stretch(reading, it, &tokens, days)) {
            found.pop();
            found.push(stretch);
            continue;
        }
        let role = role::of(reading, &tokens, future);
        found.push(TimeExpression { tokens, days, role });
    }
    found
}

/// "from Saturday to Monday", "between June 10 and June 12": two expressions that tell one stretch of days.
fn stretch(
    reading: &Reading<'_>,
    first: &TimeExpression,
    last: &Range<usize>,
    days: Days,
) -> Option<TimeExpression> {
    let lead = match reading.word(first.tokens.end) {
        "and" => "between",
        "to" | "through" | "till" | "until" => "from",
        _ => return None,
    };
    let start =
        role::with_lead(reading, first.tokens.start, words!["earlier", "early", "last", "late", "the"]);
    let told = first.tokens.end + 1 == last.start && reading.word_before(start) == lead;
    // Of two weekdays the first is the one before the last, even if it came again since; "from today to Friday" is
    // still to come.
    let ahead = (first.days.first - days.last).get_days();
    let back = match ahead {
        1..=6 if weekday(reading.word(first.tokens.start)).is_some() => -7,
        1.. => return None,
        _ => 0,
    };
    let days = Days { first: shift(first.days.first, back), last: days.last };
    let fits = (1..=LONGEST_STRETCH_DAYS).contains(&days.len());
    let tokens = first.tokens.start..last.end;
    (told && fits).then_some(TimeExpression { tokens, days, role: Role::When })
}

/// "three days after", "a week before": the days to add, and the token after.
pub(super) fn days_after(reading: &Reading<'_>, at: usize) -> Option<(i64, usize)> {
    let (count, unit) = match number_at(reading, at) {
        Some(it) => (i64::from(it.number.best?), it.end),
        None if matches!(reading.word(at), "a" | "the") => (1, at + 1),
        None => return None,
    };
    let days = count * unit_days(reading.word(unit))?;
    match reading.word(unit + 1) {
        "before" if reading.word(unit + 2) == "yesterday" => None,
        "after" => Some((days, unit + 2)),
        "before" => Some((-days, unit + 2)),
        _ => None,
    }
}

/// "twelve hours after": does a stretch of time part what stands before from what stands after?
pub(super) fn holds_lapse(reading: &Reading<'_>, mut range: Range<usize>) -> bool {
    let unit = words!["day", "days", "hour", "hours", "month", "months", "week", "weeks", "year", "years",];
    range.any(|it| matches!(reading.word(it), "after" | "before") && unit.has(reading.word_before(it)))
}

fn unit_days(word: &str) -> Option<i64> {
    match word {
        "day" | "days" => Some(1),
        "week" | "weeks" => Some(7),
        _ => None,
    }
}

/// An expression that starts at `at`: one past its last token, its days, and does it lie ahead?
fn expression_at(reading: &Reading<'_>, at: usize, anchor: Option<Days>) -> Option<(usize, Days, bool)> {
    absolute(reading, at)
        .or_else(|| relative(reading, at))
        .or_else(|| anchored(reading, at, anchor?).map(|(end, days)| (end, days, false)))
        .filter(|it| it.2 || reading.date.is_none_or(|today| it.1.first <= today))
        .filter(|it| !reading.is_any(it.0, &NAMED_AFTER_DAYS) && !is_quoted(reading, at..it.0))
}

/// The "9 May" People's Liberation Forces.
fn is_quoted(reading: &Reading<'_>, tokens: Range<usize>) -> bool {
    let quote = |it: &str| matches!(it, "\"" | "“" | "”");
    quote(reading.word_before(tokens.start)) && quote(reading.word(tokens.end))
}

/// What is named after a day: "9 October Avenue", "the 19 April Movement".
static NAMED_AFTER_DAYS: WordSet = WordSet::new(&[
    "avenue", "avenues", "battalion", "boulevard", "bridge", "brigade", "movement", "square", "stadium",
    "street", "streets",
]);

/// Dates that name a month, a year or a season.
fn absolute(reading: &Reading<'_>, at: usize) -> Option<(usize, Days, bool)> {
    if let Some((end, day)) = iso_date(reading, at) {
        return Some(dated(reading, end, Days::day(day)));
    }
    if weekday(reading.word(at)).is_some() {
        let comma = usize::from(reading.word(at + 1) == ",");
        let found = day_and_month(reading, at + 1 + comma);
        return found.map(|(end, days)| dated(reading, end, days));
    }
    if let Some((end, days)) = day_and_month(reading, at) {
        return Some(dated(reading, end, days));
    }
    let (part, start) = match Part::of(reading.word(at)) {
        Some(part) => {
            let mut start = at + 1;
            while matches!(reading.word(start), "-" | "in" | "of" | "the") {
                start += 1;
            }
            (Some(part), start)
        }
        None => (None, at),
    };
    let (end, days) = month_and_year(reading, start, part.is_some())
        .or_else(|| season_of(reading, start))
        .or_else(|| year_alone(reading, start, part.is_some()))?;
    Some(dated(reading, end, part.map_or(days, |it| days.part(it))))
}

/// Held to the day of publication; ahead of it when all of it lies later.
fn dated(reading: &Reading<'_>, end: usize, days: Days) -> (usize, Days, bool) {
    match reading.date {
        Some(today) => (end, days.until(today), days.first > today),
        None => (end, days, false),
    }
}

fn iso_date(reading: &Reading<'_>, at: usize) -> Option<(usize, Date)> {
    if reading.word(at + 1) != "-" || reading.word(at + 3) != "-" {
        return None;
    }
    let year = four_digits(reading, at)?;
    let (month, day) = (reading.word(at + 2).parse().ok()?, reading.word(at + 4).parse().ok()?);
    Some((at + 5, Date::new(year, month, day).ok()?))
}

/// "28 November 2022", "November 28", "28-30 April", "the 3rd of May"
fn day_and_month(reading: &Reading<'_>, at: usize) -> Option<(usize, Days)> {
    if let Some(first) = day_number(reading, at) {
        let (last, next) = day_range(reading, at, first);
        let next = next + usize::from(reading.word(next) == "of");
        let month = month(reading.word(next))?;
        return with_year(reading, after_month(reading, next), month, first, last);
    }
    let month = named_month(reading, at)?;
    let start = after_month(reading, at);
    // "in May 12 soldiers were killed"
    let first =
        day_number(reading, start).filter(|_| reading.word_before(at) != "in" || !counts(reading, start))?;
    let (last, next) = day_range(reading, start, first);
    with_year(reading, next, month, first, last)
}

/// "28-30", "28 and 29", "28 to 30": the last day and the token after.
fn day_range(reading: &Reading<'_>, at: usize, first: i8) -> (i8, usize) {
    if matches!(reading.word(at + 1), "-" | "–" | "and" | "to" | "through")
        && let Some(last) = day_number(reading, at + 2).filter(|it| *it > first)
    {
        return (last, at + 3);
    }
    (first, at + 1)
}

fn with_year(reading: &Reading<'_>, at: usize, month: i8, first: i8, last: i8) -> Option<(usize, Days)> {
    let (year, end) = year_after(reading, at, false)
        .or_else(|| Some((implied_year(month, Some(first), reading.date?)?, at)))?;
    let days = Days::new(Date::new(year, month, first).ok()?, Date::new(year, month, last).ok()?);
    Some((end, days))
}

/// "November 2022", "April this year", "July" after "in" and the like.
fn month_and_year(reading: &Reading<'_>, at: usize, led: bool) -> Option<(usize, Days)> {
    let month = named_month(reading, at)?;
    if let Some((year, end)) = year_after(reading, after_month(reading, at), true) {
        return Some((end, Days::month(year, month)?));
    }
    let led = led
        || matches!(
            reading.word_before(at),
            "in" | "since" | "of" | "last" | "this" | "during" | "until" | "from" | "by"
        );
    let year = implied_year(month, None, reading.date?)?;
    led.then_some(())?;
    Some((at + 1, Days::month(year, month)?))
}

fn season_of(reading: &Reading<'_>, at: usize) -> Option<(usize, Days)> {
    let today = reading.date;
    season(reading.word(at), 2000)?;
    if let Some((year, end)) = year_after(reading, at + 1, true) {
        return Some((end, season(reading.word(at), year)?));
    }
    let today = today?;
    match reading.word_before(at) {
        "last" => {
            let this = season(reading.word(at), today.year())?;
            let days = if this.last < today { this } else { season(reading.word(at), today.year() - 1)? };
            Some((at + 1, days))
        }
        "this" => Some((at + 1, season(reading.word(at), today.year())?)),
        _ => None,
    }
}

/// A year that stands alone: "in 2010", "the 2010 attack".
fn year_alone(reading: &Reading<'_>, at: usize, led: bool) -> Option<(usize, Days)> {
    if let Some(year) = reading.word(at).strip_suffix("0s").filter(|it| it.len() == 3)
        && reading.word_before(at) == "the"
    {
        let first = year.parse::<i16>().ok()? * 10;
        return (1900..2100).contains(&first).then(|| decade(first)).flatten().map(|it| (at + 1, it));
    }
    let year = four_digits(reading, at)?;
    let led = led
        || matches!(
            reading.word_before(at),
            "in" | "of" | "since" | "during" | "by" | "from" | "until" | "the" | "to" | "between"
        );
    (led && (1900..2100).contains(&year)).then_some(())?;
    // "in the 1960's"
    let plural = reading.is_possessive(at + 1) || matches!(reading.word(at + 1), "'" | "’" | "s");
    if reading.word_before(at) == "the" && plural && year % 10 == 0 {
        return Some((at + 2, decade(year)?));
    }
    Some((at + 1, Days::year(year)?))
}

fn decade(first: i16) -> Option<Days> {
    Some(Days::new(Days::year(first)?.first, Days::year(first + 9)?.last))
}

/// "2022", ", 2022", "this year", "of last year", and "90" in agency copy.
fn year_after(reading: &Reading<'_>, at: usize, whole_month: bool) -> Option<(i16, usize)> {
    let at = at + usize::from(matches!(reading.word(at), "," | "of"));
    if let Some(year) = four_digits(reading, at).filter(|it| (1800..2200).contains(it)) {
        return Some((year, at + 1));
    }
    let today = reading.date?;
    match (reading.word(at), reading.word(at + 1)) {
        ("this", "year") => return Some((today.year(), at + 2)),
        ("last", "year") => return Some((today.year() - 1, at + 2)),
        _ => {}
    }
    let digits = reading.tokens.text_of(at);
    let short = digits.len() == 2 && digits.bytes().all(|it| it.is_ascii_digit());
    // "on 23 September 28 people were killed"
    if !short || whole_month || reading.word_before(at) == "," || counts(reading, at) {
        return None;
    }
    let year = today.year() / 100 * 100 + digits.parse::<i16>().ok()?;
    Some((if year > today.year() + 1 { year - 100 } else { year }, at + 1))
}

/// Does the number at `at` count what follows it: "12 soldiers"?
fn counts(reading: &Reading<'_>, at: usize) -> bool {
    let next = at + 1;
    is_plural(reading.word(next)) || reading.is_any(next, &PEOPLE) || reading.is_any(next, &FORCES_PEOPLE)
}

/// The year in which a month, or a day of it, lies without one: the latest not after the day of publication,
/// or that of a day just ahead.
fn implied_year(month: i8, day: Option<i8>, today: Date) -> Option<i16> {
    let this = Date::new(today.year(), month, day.unwrap_or(1).min(28)).ok()?;
    let year = if this <= today {
        today.year()
    } else if day.is_some() && this <= shift(today, NEAR_FUTURE_DAYS) {
        this.year()
    } else {
        today.year() - 1
    };
    Some(year)
}

/// A month's name; "may" and "march" must be written as names are.
fn named_month(reading: &Reading<'_>, at: usize) -> Option<i8> {
    let month = month(reading.word(at))?;
    let common = matches!(reading.word(at), "may" | "march" | "mar" | "dec" | "jan" | "sun");
    let name = !common || reading.is_capital(at) || (reading.all_capitals && reading.word(at) != "mar");
    name.then_some(month)
}

/// One past the month at `at`, and past the dot of its short form: "Jan."
fn after_month(reading: &Reading<'_>, at: usize) -> usize {
    let short = reading.word(at).len() <= 4 && reading.word(at) != "may";
    at + 1 + usize::from(short && reading.word(at + 1) == "." && reading.sentence_of(at).contains(&(at + 2)))
}

fn day_number(reading: &Reading<'_>, at: usize) -> Option<i8> {
    let token = reading.tokens.get(at).filter(|it| it.kind == TokenKind::Number)?;
    let digits = token.span.of(reading.tokens.text()).trim_end_matches(char::is_alphabetic);
    digits.parse().ok().filter(|it| (1..=31).contains(it))
}

fn four_digits(reading: &Reading<'_>, at: usize) -> Option<i16> {
    let digits = reading.tokens.text_of(at);
    (digits.len() == 4 && digits.bytes().all(|it| it.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
}

/// "a few days ago", "several weeks ago": two or more, and not yet the next larger unit.
fn some_time_ago(reading: &Reading<'_>, unit: usize, today: Date) -> Option<(usize, Days, bool)> {
    let (most, least) = match reading.word(unit) {
        "minutes" | "hours" => (0, 0),
        "days" => (7, 2),
        "weeks" => (35, 14),
        "months" => (183, 61),
        _ => return None,
    };
    Some((unit + 2, Days::new(shift(today, -most), shift(today, -least)), false))
}

/// Expressions that count from the day of publication.
fn relative(reading: &Reading<'_>, at: usize) -> Option<(usize, Days, bool)> {
    let today = reading.date?;
    let day = |offset: i64| Days::day(shift(today, offset));
    let past = |end: usize, days: Days| Some((with_daypart(reading, end), days, false));
    match (reading.word(at), reading.word(at + 1), reading.word(at + 2)) {
        ("today" | "tonight", _, _) => past(at + 1, day(0)),
        ("yesterday", _, _) if reading.word_before(at) == "before" => past(at + 1, day(-2)),
        ("yesterday", _, _) => past(at + 1, day(-1)),
        ("overnight", _, _) => past(at + 1, Days::new(shift(today, -1), today)),
        ("tomorrow", _, _) => Some((at + 1, day(1), true)),
        ("this", "morning" | "afternoon" | "evening", _) => past(at + 2, day(0)),
        ("last", "night" | "evening", _) => past(at + 2, day(-1)),
        ("this", "week", _) => past(at + 2, Days::new(Days::week_of(today).first, today)),
        ("this", "month", _) => past(at + 2, Days::new(today.first_of_month(), today)),
        ("this", "year", _) => past(at + 2, Days::new(today.first_of_year(), today)),
        ("last", "week", _) => past(at + 2, Days::week_of(today).shifted(-7)),
        ("last", "weekend", _) | ("the", "weekend", _) => {
            let monday = Days::week_of(today).first;
            past(at + 2, Days::new(shift(monday, -2), shift(monday, -1)))
        }
        ("last", "month", _) => {
            let last = shift(today.first_of_month(), -1);
            past(at + 2, Days::new(last.first_of_month(), last))
        }
        ("last", "year", _) => past(at + 2, Days::year(today.year() - 1)?),
        ("next", unit, _) if matches!(unit, "week" | "month" | "year") || weekday(unit).is_some() => {
            Some((at + 2, Days::new(shift(today, 1), shift(today, 365)), true))
        }
        ("hours" | "minutes" | "moments", "ago", _) => past(at + 2, day(0)),
        ("past" | "last", _, _) => recent(reading, at + 1, today),
        (word, _, _) => match weekday(word) {
            Some(number) if reading.is_capital(at) || reading.all_capitals => {
                let strictly = reading.word_before(at) == "last";
                let latest = latest_weekday(number, if strictly { shift(today, -1) } else { today });
                past(at + 1, Days::day(latest))
            }
            _ => ago(reading, at, today),
        },
    }
}

/// "the past week", "the last three days", "last Friday" is not one.
fn recent(reading: &Reading<'_>, at: usize, today: Date) -> Option<(usize, Days, bool)> {
    let (count, unit) = match number_at(reading, at) {
        Some(it) => (i64::from(it.number.best.unwrap_or(7)), it.end),
        None => (1, at),
    };
    let days = match reading.word(unit) {
        "day" | "days" => count,
        "week" | "weeks" => count * 7,
        "month" | "months" => count * 30,
        "year" | "years" if count > 1 || reading.word_before(at) == "past" => count * 365,
        // "the past few hours", "the last 48 hours"
        "hour" => 0,
        "hours" if number_at(reading, at).is_none_or(|it| it.number.best.is_none()) => 0,
        "hours" => (count + 11) / 24,
        _ => return None,
    };
    Some((unit + 1, Days::new(shift(today, -days), today), false))
}

/// "three days ago", "two weeks ago", "an hour ago"
fn ago(reading: &Reading<'_>, at: usize, today: Date) -> Option<(usize, Days, bool)> {
    let (count, unit) = match number_at(reading, at) {
        Some(it) => (it.number.best.map(i64::from), it.end),
        None if matches!(reading.word(at), "a" | "an") => (Some(1), at + 1),
        None => return None,
    };
    if reading.word(unit + 1) != "ago" {
        return None;
    }
    let Some(count) = count else { return some_time_ago(reading, unit, today) };
    let around = |days: i64, slack: i64| {
        Days::new(shift(today, -days - slack), shift(today, -days + slack).min(today))
    };
    let days = match reading.word(unit) {
        "minutes" | "minute" | "hours" | "hour" => Days::day(today),
        "days" | "day" => around(count, 0),
        "weeks" | "week" => around(count * 7, 3),
        "months" | "month" => {
            let day = shift(today, -count * 30);
            Days::new(day.first_of_month(), day.last_of_month())
        }
        "years" | "year" => Days::year(i16::try_from(i64::from(today.year()) - count).ok()?)?,
        _ => return None,
    };
    Some((unit + 2, days, false))
}

/// Expressions that count from the one before them: "the very next day", "two days later".
fn anchored(reading: &Reading<'_>, at: usize, anchor: Days) -> Option<(usize, Days)> {
    if let Some(end) = same_day(reading, at).filter(|_| anchor.len() == 1) {
        return Some((end, anchor));
    }
    let mut next = at;
    while matches!(reading.word(next), "the" | "very") {
        next += 1;
    }
    // "the day before", not "the day before the vote"
    if reading.word(next) == "day" && reading.word(next + 1) == "before" && reading.is_mark(next + 2) {
        return Some((next + 2, anchor.shifted(-1)));
    }
    let unit = reading.word(next + 1);
    let day = matches!(unit, "day" | "morning" | "night" | "evening" | "afternoon");
    let shifted = match reading.word(next) {
        "next" | "following" if day && next > at => anchor.shifted(1),
        "previous" if day && next > at => anchor.shifted(-1),
        "same" | "that" if day => anchor,
        _ => {
            let (count, unit) = match number_at(reading, at) {
                Some(it) => (i64::from(it.number.best?), it.end),
                None if reading.word(at) == "a" => (1, at + 1),
                None => return None,
            };
            // "48 hours later"
            let days = match reading.word(unit) {
                "hours" if count % 24 == 0 => count / 24,
                word => count * unit_days(word)?,
            };
            return match reading.word(unit + 1) {
                "later" => Some((unit + 2, anchor.shifted(days))),
                "earlier" => Some((unit + 2, anchor.shifted(-days))),
                _ => None,
            };
        }
    };
    Some((next + 2, shifted))
}

/// "Hours later", "Two hours later", "In the afternoon": what opens a sentence on the day told before.
fn same_day(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let start = reading.sentence_of(at).start;
    let count = number_at(reading, at);
    // "48 hours later" is another day.
    if count.as_ref().is_some_and(|it| it.number.best.is_none_or(|it| it >= LONGEST_SAME_DAY_HOURS)) {
        return None;
    }
    let unit = count.map_or(at, |it| it.end);
    let lapse = matches!(reading.word(unit), "hour" | "hours" | "minutes")
        && matches!(reading.word(unit + 1), "earlier" | "later");
    if lapse && at <= start + 1 {
        return Some(unit + 2);
    }
    let part = matches!(reading.word(at + 2), "afternoon" | "evening" | "morning")
        && reading.word(at) == "in"
        && reading.word(at + 1) == "the"
        && reading.word(at + 3) != "of";
    (part && at == start).then_some(at + 3)
}

/// Hours that an event may come after another and still be told as of its day.
const LONGEST_SAME_DAY_HOURS: u32 = 12;

/// "yesterday" + "morning"
fn with_daypart(reading: &Reading<'_>, end: usize) -> usize {
    end + usize::from(matches!(reading.word(end), "morning" | "afternoon" | "evening" | "night"))
}

/// Is the word part of how times are told? Such words end a noun phrase.
pub(super) fn is_time_word(word: &str) -> bool {
    matches!(word, "last" | "overnight" | "today" | "tonight" | "yesterday") || weekday(word).is_some()
}

/// Does the word tell a time by itself, a month's name included? Such a word is no part of a name or of a noun phrase.
pub(super) fn is_time_or_month(word: &str) -> bool {
    is_time_word(word) || month(word).is_some()
}

/// Does the word belong to a day or an hour: "in late May", "on 3"?
pub(super) fn is_of_time(word: &str) -> bool {
    is_time_or_month(word) || is_number_word(word) || matches!(word, "early" | "in" | "late" | "on")
}

/// "of six followers" of "the murder on the evening of 27 May of six followers": where what a noun is of starts, over
/// a time between.
pub(super) fn after_time(reading: &Reading<'_>, at: usize, limit: usize) -> usize {
    let is_time = |it: usize| {
        let dated = |it: usize| {
            is_time_or_month(reading.word(it))
                || reading.is_any(it, words!["afternoon", "evening", "morning", "night"])
        };
        dated(it) || number_at(reading, it).is_some_and(|found| dated(found.end))
    };
    let mut timed = false;
    for it in at..limit.min(at + TIME_REACH) {
        let leads = matches!(reading.word(it), "against" | "of" | "on") && !(it + 1..it + 4).any(is_time);
        match reading.word(it) {
            _ if leads => return if timed { it } else { at },
            _ if is_time(it) => timed = true,
            // "the killing in Gaza on Sunday of five journalists"
            _ if reading.mention_at(it).is_some() => {}
            "early" | "in" | "last" | "late" | "of" | "on" | "the" | "this" => {}
            _ => break,
        }
    }
    at
}

/// Words of a time between a noun and the "of" after it at most.
const TIME_REACH: usize = 10;

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::incident::testing::with_dated_reading;

    /// The expressions of a text published on Saturday, 17 December 2022.
    fn times(text: &str) -> Vec<(String, String, Role)> {
        with_dated_reading(text, Some(date(2022, 12, 17)), |reading| {
            find(reading)
                .into_iter()
                .map(|it| (it.days.first.to_string(), it.days.last.to_string(), it.role))
                .collect()
        })
    }

    fn check(text: &str, first: &str, last: &str) {
        assert_eq!(times(text), [(first.to_owned(), last.to_owned(), Role::When)], "{text}");
    }

    #[test]
    fn what_a_number_after_a_date_counts() {
        check("On 23 September 28 people died.", "2022-09-23", "2022-09-23");
        check("In May 12 soldiers died.", "2022-05-01", "2022-05-31");
        check("On May 12 soldiers came.", "2022-05-12", "2022-05-12");
        check("The bomb of 5 May 98 killed six.", "1998-05-05", "1998-05-05");
    }

    #[test]
    fn hours_back() {
        check("He was shot in the past hour.", "2022-12-17", "2022-12-17");
        check("He was shot in the past few hours.", "2022-12-17", "2022-12-17");
        check("He was shot in the last 24 hours.", "2022-12-16", "2022-12-17");
        check("He was shot in the last 72 hours.", "2022-12-14", "2022-12-17");
    }

    #[test]
    fn full_dates() {
        check("A bomb went off on 2022-11-03.", "2022-11-03", "2022-11-03");
        check("A bomb went off on November 28, 2021, in a shop.", "2021-11-28", "2021-11-28");
        check("A bomb went off on the 3rd of May 2020.", "2020-05-03", "2020-05-03");
        check("A bomb went off on Wednesday, November 30.", "2022-11-30", "2022-11-30");
        check("Bombs went off on 28 and 29 April.", "2022-04-28", "2022-04-29");
        check("IT HAPPENED ON 30 MARCH.", "2022-03-30", "2022-03-30");
        check("IT HAPPENED ON 3 JAN 22 IN A SHOP.", "2022-01-03", "2022-01-03");
    }

    #[test]
    fn months_years_and_their_parts() {
        check("In April this year troops struck.", "2022-04-01", "2022-04-30");
        check("He died in July.", "2022-07-01", "2022-07-31");
        check("The attack in 2010 failed.", "2010-01-01", "2010-12-31");
        check("In late November, they fought.", "2022-11-21", "2022-11-30");
        check("In mid-June 2019 they fought.", "2019-06-11", "2019-06-20");
        check("They fought in early December.", "2022-12-01", "2022-12-10");
        check("They met in spring last year.", "2021-03-01", "2021-05-31");
        check("Last summer they met.", "2022-06-01", "2022-08-31");
        check("The army may attack in May 2019.", "2019-05-01", "2019-05-31");
    }

    #[test]
    fn days_counted_from_the_day_of_publication() {
        check("Gunmen attacked on Wednesday.", "2022-12-14", "2022-12-14");
        check("Gunmen attacked last Saturday.", "2022-12-10", "2022-12-10");
        check("Gunmen attacked last week.", "2022-12-05", "2022-12-11");
        check("Gunmen attacked this week.", "2022-12-12", "2022-12-17");
        check("Gunmen attacked yesterday morning.", "2022-12-16", "2022-12-16");
        check("Gunmen attacked the day before yesterday.", "2022-12-15", "2022-12-15");
        check("Gunmen attacked overnight.", "2022-12-16", "2022-12-17");
        check("Gunmen attacked last month.", "2022-11-01", "2022-11-30");
        check("Gunmen attacked three days ago.", "2022-12-14", "2022-12-14");
        check("Gunmen attacked two years ago.", "2020-01-01", "2020-12-31");
        check("In the past week gunmen attacked.", "2022-12-10", "2022-12-17");
        check("Gunmen attacked a few days ago.", "2022-12-10", "2022-12-15");
        check("Gunmen attacked several weeks ago.", "2022-11-12", "2022-12-03");
    }

    #[test]
    fn days_counted_from_each_other() {
        assert_eq!(
            times("In late November they left. The very next day a bomb went off.")[1].0,
            "2022-11-22"
        );
        check("Two days after the truce ended on November 28 a bomb went off.", "2022-11-30", "2022-11-30");
        assert_eq!(times("On May 3 they met. Two days later they fought.")[1].0, "2022-05-05");
        assert_eq!(times("They fought the next day."), []);
    }

    #[test]
    fn two_dates_that_tell_one_stretch() {
        check("From November 28 to December 2 they fought.", "2022-11-28", "2022-12-02");
        check("It was hit between November 28 and December 2.", "2022-11-28", "2022-12-02");
        assert_eq!(times("It was hit between November 28 and December 2.").len(), 1);
        check("From last Monday to Wednesday they fought.", "2022-12-12", "2022-12-14");
        assert_eq!(times("It is closed from today to Friday.").len(), 2);
        assert_eq!(times("From 2010 to 2015 they fought.")[0].2, Role::Since);
        assert_eq!(times("On November 28 and on December 2 they fought.").len(), 2);
    }

    #[test]
    fn what_is_no_time_of_an_event() {
        assert_eq!(times("Since 2004 the war goes on.")[0].2, Role::Since);
        assert_eq!(times("Vacant since 1 August, when the mayor was shot.")[0].2, Role::When);
        assert_eq!(times("Compared to 1988 there were fewer.")[0].2, Role::Since);
        assert_eq!(times("The toll of Friday's quake and from Monday's flood rose.")[1].2, Role::When);
        assert_eq!(times("Talks are set for December 19.")[0].2, Role::Future);
        assert_eq!(times("They will meet tomorrow.")[0].2, Role::Future);
        assert_eq!(times("The army announced today that it left.")[0].2, Role::Said);
        assert_eq!(times("The minister said on Friday that it left.")[0].2, Role::Said);
        assert_eq!(times("Gunmen killed a man on Friday, police said.")[0].2, Role::When);
        assert_eq!(times("They may march on. Troops march."), []);
        assert_eq!(times("He ran 2010 metres past 1999 men."), []);
        check("In the 1990s they fought.", "1990-01-01", "1999-12-31");
        check("In the 1960's they fought.", "1960-01-01", "1969-12-31");
        assert_eq!(times("The \"9 May\" brigade attacked."), []);
        assert_eq!(times("Army sources released reports on Monday's attack.")[0].2, Role::When);
        assert_eq!(times("They fought, according to military sources today.")[0].2, Role::Said);
    }

    #[test]
    fn a_lapse_parts_what_it_stands_between() {
        let parts = |text: &str| {
            with_dated_reading(text, None, |reading| holds_lapse(reading, 0..reading.tokens.len()))
        };
        assert!(parts("He was shot twelve hours after a bomb exploded."));
        assert!(!parts("He was shot after a bomb exploded."));
        assert!(!parts("He was shot in those hours, and after that a bomb exploded."));
    }

    #[test]
    fn without_a_day_of_publication_only_full_dates_are_read() {
        let count = |text: &str| with_dated_reading(text, None, |reading| find(reading).len());
        assert_eq!(count("Yesterday, on Friday, last week, in July, on May 3."), 0);
        assert_eq!(count("On May 3, 2019, and in July 2018 and in 2010."), 3);
    }
}

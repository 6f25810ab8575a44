//! The calendar: words for months, weekdays and seasons, and stretches of full days.

use jiff::{ToSpan, civil::Date};

/// Full days from the first to the last, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) first: Date,
    pub(super) last: Date,
}

impl Days {
    pub(super) fn new(first: Date, last: Date) -> Self {
        Self { first: first.min(last), last: first.max(last) }
    }

    pub(super) fn day(day: Date) -> Self {
        Self { first: day, last: day }
    }

    pub(super) fn month(year: i16, month: i8) -> Option<Self> {
        let first = Date::new(year, month, 1).ok()?;
        Some(Self { first, last: first.last_of_month() })
    }

    pub(super) fn year(year: i16) -> Option<Self> {
        let first = Date::new(year, 1, 1).ok()?;
        Some(Self { first, last: first.last_of_year() })
    }

    /// The ISO week (Monday to Sunday) of a day.
    pub(super) fn week_of(day: Date) -> Self {
        let monday = shift(day, -i64::from(day.weekday().to_monday_zero_offset()));
        Self { first: monday, last: shift(monday, 6) }
    }

    pub(super) fn shifted(self, days: i64) -> Self {
        Self { first: shift(self.first, days), last: shift(self.last, days) }
    }

    /// Nothing after `day`, unless all of it is.
    pub(super) fn until(self, day: Date) -> Self {
        if self.first > day { self } else { Self { first: self.first, last: self.last.min(day) } }
    }

    /// A part of a month or a year: "early" the first third, "late" the last, "mid" the middle.
    pub(super) fn part(self, part: Part) -> Self {
        let len = i64::from((self.last - self.first).get_days()) + 1;
        let third = len / 3;
        match part {
            Part::Early => Self { first: self.first, last: shift(self.first, third - 1) },
            Part::Mid => Self { first: shift(self.first, third), last: shift(self.first, 2 * third - 1) },
            Part::Late => Self { first: shift(self.first, 2 * third), last: self.last },
        }
    }

    /// How many days.
    pub(super) fn len(self) -> i64 {
        i64::from((self.last - self.first).get_days()) + 1
    }
}

/// A third of a month or year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Early,
    Mid,
    Late,
}

impl Part {
    pub(super) fn of(word: &str) -> Option<Self> {
        match word {
            "early" | "beginning" | "start" => Some(Self::Early),
            "mid" | "middle" => Some(Self::Mid),
            "late" | "end" => Some(Self::Late),
            _ => None,
        }
    }
}

/// The day so many days later, held within the calendar.
pub(super) fn shift(day: Date, days: i64) -> Date {
    day.saturating_add(days.clamp(-400_000, 400_000).days())
}

/// The month, 1 to 12, that a folded word names.
pub(super) fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
        "november", "december",
    ];
    let at = MONTHS.iter().position(|it| *it == word || (word.len() == 3 && it.starts_with(word)));
    at.or((word == "sept").then_some(8)).and_then(|it| i8::try_from(it + 1).ok())
}

/// The weekday, Monday 0 to Sunday 6, that a folded word names.
pub(super) fn weekday(word: &str) -> Option<i8> {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    DAYS.iter().position(|it| *it == word).and_then(|it| i8::try_from(it).ok())
}

/// The most recent such weekday on or before a day.
pub(super) fn latest_weekday(weekday: i8, day: Date) -> Date {
    let back = (day.weekday().to_monday_zero_offset() - weekday).rem_euclid(7);
    shift(day, -i64::from(back))
}

/// The northern season a folded word names, in the year it begins in.
pub(super) fn season(word: &str, year: i16) -> Option<Days> {
    let first_month = match word {
        "spring" => 3,
        "summer" => 6,
        "autumn" | "fall" => 9,
        "winter" => 12,
        _ => return None,
    };
    let first = Date::new(year, first_month, 1).ok()?;
    let last = first.checked_add(2.months()).ok()?.last_of_month();
    Some(Days { first, last })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn weeks_begin_on_monday() {
        let week = Days::week_of(date(2022, 12, 17));
        assert_eq!((week.first, week.last), (date(2022, 12, 12), date(2022, 12, 18)));
        assert_eq!(latest_weekday(2, date(2022, 12, 17)), date(2022, 12, 14));
        assert_eq!(latest_weekday(5, date(2022, 12, 17)), date(2022, 12, 17));
    }

    #[test]
    fn thirds_of_a_month() {
        let november = Days::month(2022, 11).unwrap();
        assert_eq!(november.part(Part::Late), Days::new(date(2022, 11, 21), date(2022, 11, 30)));
        assert_eq!(november.part(Part::Early), Days::new(date(2022, 11, 1), date(2022, 11, 10)));
        assert_eq!(november.part(Part::Mid), Days::new(date(2022, 11, 11), date(2022, 11, 20)));
    }

    #[test]
    fn names_of_months_and_seasons() {
        assert_eq!(
            (month("december"), month("dec"), month("sept"), month("decree")),
            (Some(12), Some(12), Some(9), None)
        );
        assert_eq!(season("winter", 2021).unwrap().last, date(2022, 2, 28));
    }

    #[test]
    fn days_beyond_the_calendar_are_held_within() {
        assert_eq!(shift(Date::MAX, 5), Date::MAX);
        assert_eq!(Days::year(2010).unwrap().len(), 365);
    }
}

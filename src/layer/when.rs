//! The dates of an incident in the words that are written.

use crate::incident::Interval;

/// First day, last day, and how narrow they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct When {
    pub(super) start: Option<String>,
    pub(super) end: Option<String>,
    /// UCDP's `date_prec`: 1 one day, 2 two to six days, 3 a week, 4 up to a month, 5 longer or open.
    pub(super) precision: Option<u8>,
}

impl When {
    pub(super) fn of(interval: &Interval) -> Self {
        let precision = match (interval.start, interval.end) {
            (None, None) => None,
            (Some(start), Some(end)) => Some(match (end - start).get_days() + 1 {
                ..=1 => 1,
                2..=6 => 2,
                7 => 3,
                8..=31 => 4,
                _ => 5,
            }),
            _ => Some(5),
        };
        let write = |date: Option<jiff::civil::Date>| date.map(|it| it.to_string());
        Self { start: write(interval.start), end: write(interval.end), precision }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::*;

    fn precision(start: Option<Date>, end: Option<Date>) -> Option<u8> {
        When::of(&Interval { start, end, evidence: None }).precision
    }

    #[test]
    fn precision_after_ucdp() {
        let day = Some(date(2022, 12, 17));
        assert_eq!(precision(day, day), Some(1));
        assert_eq!(precision(day, Some(date(2022, 12, 18))), Some(2));
        assert_eq!(precision(Some(date(2022, 12, 5)), Some(date(2022, 12, 11))), Some(3));
        assert_eq!(precision(Some(date(2022, 7, 1)), Some(date(2022, 7, 31))), Some(4));
        assert_eq!(precision(Some(date(2010, 1, 1)), Some(date(2010, 12, 31))), Some(5));
        assert_eq!(precision(None, day), Some(5));
        assert_eq!(precision(None, None), None);
    }

    #[test]
    fn dates_are_full_days() {
        let when = When::of(&Interval { start: None, end: Some(date(2022, 7, 1)), evidence: None });
        assert_eq!((when.start, when.end.as_deref()), (None, Some("2022-07-01")));
    }
}

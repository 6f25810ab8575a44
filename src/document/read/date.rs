//! The date field of a record, as feeds and archives write it.

use jiff::{civil::Date, fmt};

/// Forms without a number that could be a day or a month.
const FORMS: [&str; 5] = ["%Y/%m/%d", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y"];

/// The day of an ISO date or time, an RFC 2822 time or a date with the month in words, as written
/// there: no time zone is applied. "3/4/2021" is none, for nobody knows which number is the month.
pub(crate) fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    let day = text.split(['T', 't', ' ']).next().unwrap_or(text).trim_end_matches('Z');
    let iso = day.as_bytes().first().is_some_and(u8::is_ascii_digit) && day.len() >= 8;
    if iso && let Ok(date) = day.parse() {
        return Some(date);
    }
    if let Ok(zoned) = fmt::rfc2822::parse(text) {
        return Some(zoned.date());
    }
    FORMS.iter().find_map(|form| Date::strptime(form, text).ok())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::parse;

    #[test]
    fn forms_that_are_read() {
        for text in [
            "2022-12-17",
            " 2022-12-17 ",
            "2022-12-17Z",
            "20221217",
            "2022-12-17T23:59:00Z",
            "2022-12-17 08:00:00+05:00",
            "2022/12/17",
            "17 December 2022",
            "Dec 17, 2022",
            "Sat, 17 Dec 2022 23:30:00 -0500",
        ] {
            assert_eq!(parse(text), Some(date(2022, 12, 17)), "{text}");
        }
    }

    #[test]
    fn forms_that_are_not() {
        for text in ["", "yesterday", "2022", "2022-13-01", "17/12/2022", "2022-12", "1671235200"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}

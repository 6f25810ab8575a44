//! The day a text's own first line gives: "NAIROBI, June 3, 2021 (Reuters) —".

use jiff::civil::Date;

/// Months by their first three letters.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Bytes of the first line that are looked at.
const REACH: usize = 120;

/// The first full date (day, month and year) of the opening line, if it stands before the text begins.
///
/// It counts only where a dateline ends: before a dash or a closing bracket, or alone on its line.
pub(super) fn read(text: &str) -> Option<Date> {
    let line = text.trim_start().lines().next()?;
    let mut end = line.len().min(REACH);
    while !line.is_char_boundary(end) {
        end -= 1;
    }
    let line = &line[..end];
    let head = [" - ", " -- ", "—", "–", "] "]
        .iter()
        .filter_map(|dash| line.find(dash))
        .min()
        .map_or(line, |at| &line[..at]);
    if head.len() == line.len() && line.len() > 60 {
        return None;
    }
    let words: Vec<&str> = head.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
    words.windows(3).find_map(|window| match *window {
        [month, day, year] if month_of(month).is_some() => date(year, month, day),
        [day, month, year] if month_of(month).is_some() => date(year, month, day),
        [year, month, day] if year.len() == 4 => date(year, month, day),
        _ => None,
    })
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let year: i16 = match year.len() {
        4 => year.parse().ok()?,
        // Agency copy of the last century writes "3 JAN 90".
        2 => 1900 + year.parse::<i16>().ok()?,
        _ => return None,
    };
    let month = month_of(month).or_else(|| month.parse().ok())?;
    Date::new(year, month, day.trim_end_matches(char::is_alphabetic).parse().ok()?).ok()
}

fn month_of(word: &str) -> Option<i8> {
    let start = word.get(..3)?.to_ascii_lowercase();
    let at = MONTHS.iter().position(|it| *it == start)?;
    i8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::read;

    #[test]
    fn datelines_that_hold_a_day() {
        let day = Some(date(2021, 6, 3));
        assert_eq!(read("NAIROBI, June 3, 2021 (Reuters) - Rain fell."), day);
        assert_eq!(read("Nairobi, 3 June 2021 — Rain fell."), day);
        assert_eq!(read("2021-06-03\nRain fell."), day);
        assert_eq!(read("SAN SALVADOR, 3 JAN 90 -- THE ARMY"), Some(date(1990, 1, 3)));
    }

    #[test]
    fn other_dates_do_not_count() {
        assert_eq!(read("NAIROBI, June 3 (Reuters) - Rain fell on June 1, 2021."), None);
        assert_eq!(
            read("The bridge that fell on June 3, 2021 was rebuilt by the end of the year in Nairobi."),
            None
        );
        assert_eq!(read(""), None);
        assert_eq!(read("31 February 2020"), None);
    }
}

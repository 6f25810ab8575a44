//! Places, numbers and stretches of text in the words a person reads.

use dateline::{
    gazetteer::{Gazetteer, Place},
    layer::Added,
    text::{CodePoints, Span},
};

/// A place with what holds it: "Quetta, Balochistan, Pakistan".
pub(super) fn whole_name(place: &Place<'_>, gazetteer: &Gazetteer) -> String {
    gazetteer.location(place).join(", ")
}

/// A number with its thousands apart: 4,434,550.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number with its noun: "1 document", "2 documents".
pub(super) fn counted(count: u64, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(count))
}

/// What became of rows for a table that is there: "2 rows added, 1 there already".
pub(super) fn rows_added(added: Added) -> String {
    let Added { rows, known } = added;
    format!("{} added, {} there already", counted(rows as u64, "row"), grouped(known as u64))
}

/// A text by its lines.
pub(super) struct Lines<'t> {
    text: &'t str,
    points: CodePoints<'t>,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, points: CodePoints::new(text), starts }
    }

    /// Line and column of a byte, both from 1; columns count code points.
    pub(super) fn position(&self, at: usize) -> String {
        let line = self.starts.partition_point(|it| *it <= at);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        format!("{line}:{}", self.points.before(at) - self.points.before(start) + 1)
    }

    /// The words of the line before and after a span, at most `most` characters of each.
    pub(super) fn around(&self, span: Span, most: usize) -> (String, String) {
        let before = self.text.get(..span.start()).unwrap_or("");
        let before = before.rsplit('\n').next().unwrap_or("");
        let after = self.text.get(span.end()..).unwrap_or("");
        let after = after.split('\n').next().unwrap_or("");
        let (head, tail) = (before.chars().count().saturating_sub(most), after.chars().count() > most);
        let mut left: String = before.chars().skip(head).collect();
        let mut right: String = after.chars().take(most).collect();
        if head > 0 {
            left.insert(0, '…');
        }
        if tail {
            right.push('…');
        }
        (left, right)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_for_people() {
        assert_eq!(grouped(434), "434");
        assert_eq!(grouped(4_434_550), "4,434,550");
        assert_eq!(counted(1, "document"), "1 document");
        assert_eq!(counted(1200, "document"), "1,200 documents");
    }

    #[test]
    fn lines_and_columns_count_from_one() {
        let text = "In Łódź\nand Paris, too";
        let lines = Lines::new(text);
        let paris = text.find("Paris").unwrap();
        assert_eq!(lines.position(paris), "2:5");
        assert_eq!(lines.position(3), "1:4");
        let span = Span::new(paris, paris + 5);
        assert_eq!(lines.around(span, 3), ("…nd ".to_owned(), ", t…".to_owned()));
        assert_eq!(lines.around(span, 30), ("and ".to_owned(), ", too".to_owned()));
    }
}

//! A half-open byte range of a text, and its place counted in code points.

use std::ops::Range;

/// A half-open range of **bytes** of a document's text, on character boundaries.
///
/// ```
/// use dateline::text::Span;
///
/// let text = "Floods hit Curaçao.";
/// let span = Span::new(11, 19);
/// assert_eq!(span.of(text), "Curaçao");
/// assert_eq!(span.len(), 8);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The bytes from `start` up to, not including, `end`; an `end` before `start` makes it empty.
    ///
    /// Texts are limited to 4 GiB; larger offsets are held at that limit.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: narrow(start), end: narrow(end.max(start)) }
    }

    /// First byte.
    #[must_use]
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    #[must_use]
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end() - self.start()
    }

    /// Does it hold no byte?
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The words of `text` it covers; empty when the span does not fit the text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start()..self.end()).unwrap_or("")
    }

    /// Do both share at least one byte?
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Does it hold all of `other`?
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// Turns byte offsets of one text into counts of Unicode code points and back.
///
/// ASCII texts need no table; others keep one mark every 64 characters, so a look-up is short.
///
/// ```
/// use dateline::text::{CodePoints, Span};
///
/// let text = "São Paulo and Łódź";
/// let points = CodePoints::new(text);
/// let span = Span::new(0, "São Paulo".len());
/// assert_eq!(points.range(span), 0..9);
/// assert_eq!(points.span(14..18).map(|it| it.of(text)), Some("Łódź"));
/// ```
#[derive(Debug)]
pub struct CodePoints<'t> {
    text: &'t str,
    /// Byte offset of every `STEP`th character; `None` for ASCII.
    marks: Option<Vec<u32>>,
    count: usize,
}

const STEP: usize = 64;

impl<'t> CodePoints<'t> {
    /// Reads the text once.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        if text.is_ascii() {
            return Self { text, marks: None, count: text.len() };
        }
        let mut marks = Vec::with_capacity(text.len() / STEP + 1);
        let mut count = 0;
        for (at, _) in text.char_indices() {
            if count % STEP == 0 {
                marks.push(u32::try_from(at).unwrap_or(u32::MAX));
            }
            count += 1;
        }
        Self { text, marks: Some(marks), count }
    }

    /// Code points before byte `at`, which is held within the text.
    #[must_use]
    pub fn before(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let Some(marks) = &self.marks else { return at };
        let mark = marks.partition_point(|it| *it as usize <= at).saturating_sub(1);
        let from = marks.get(mark).map_or(0, |it| *it as usize);
        mark * STEP + self.text.as_bytes()[from..at].iter().filter(|it| !is_continuation(**it)).count()
    }

    /// The span as a range of code points.
    #[must_use]
    pub fn range(&self, span: Span) -> Range<usize> {
        self.before(span.start())..self.before(span.end())
    }

    /// The byte span of a range of code points, or `None` when it does not fit the text.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        (range.start <= range.end && range.end <= self.count)
            .then(|| Span::new(self.byte(range.start), self.byte(range.end)))
    }

    fn byte(&self, point: usize) -> usize {
        let Some(marks) = &self.marks else { return point };
        let Some(mark) = marks.get(point / STEP) else { return self.text.len() };
        let from = *mark as usize;
        self.text[from..].char_indices().nth(point % STEP).map_or(self.text.len(), |(at, _)| from + at)
    }
}

fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn code_points_and_bytes_agree(text in "\\PC{0,300}") {
            let points = CodePoints::new(&text);
            for (count, (at, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(points.before(at), count);
                prop_assert_eq!(points.span(count..count).map(Span::start), Some(at));
            }
            let all = text.chars().count();
            prop_assert_eq!(points.range(Span::new(0, text.len())), 0..all);
            prop_assert_eq!(points.span(0..all + 1), None);
        }
    }

    #[test]
    fn a_span_that_does_not_fit_is_empty_text() {
        assert_eq!(Span::new(1, 2).of("é"), "");
        assert_eq!(Span::new(5, 9).of("abc"), "");
    }
}

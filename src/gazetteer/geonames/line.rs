//! Lines of a published file, one at a time, however long a broken one may be.

use std::io::{self, BufRead};

/// Bytes of the longest line that is read: the longest field has 10,000 characters of up to four bytes.
const LONGEST: usize = 1 << 17;

/// A line that cannot be read, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line, counted from 1.
    pub line: u64,
    /// What is wrong with it and what was expected.
    pub what: String,
}

/// Reads lines of UTF-8 in bounded memory.
///
/// ```
/// use dateline::gazetteer::geonames::Lines;
///
/// let mut lines = Lines::new(&b"one\ttwo\r\n\xff\nthree"[..]);
/// assert_eq!(lines.read()?, Some(Ok("one\ttwo")));
/// assert_eq!(lines.read()?.unwrap().unwrap_err(), "not UTF-8");
/// assert_eq!(lines.read()?, Some(Ok("three")));
/// assert_eq!(lines.number(), 3);
/// assert_eq!(lines.read()?, None);
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct Lines<R> {
    reader: R,
    buffer: Vec<u8>,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    /// Lines of what a reader gives.
    pub fn new(reader: R) -> Self {
        Self { reader, buffer: Vec::new(), number: 0 }
    }

    /// The number of the line read last, counted from 1.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The next line without its end, or what is wrong with it; `None` at the end.
    ///
    /// # Errors
    ///
    /// When the reader fails.
    pub fn read(&mut self) -> io::Result<Option<Result<&str, String>>> {
        self.buffer.clear();
        let mut len = 0_usize;
        loop {
            let chunk = self.reader.fill_buf()?;
            if chunk.is_empty() {
                break;
            }
            let end = chunk.iter().position(|it| *it == b'\n');
            let part = &chunk[..end.unwrap_or(chunk.len())];
            if self.buffer.len() <= LONGEST {
                self.buffer.extend_from_slice(part);
            }
            len += part.len() + usize::from(end.is_some());
            let read = part.len() + usize::from(end.is_some());
            self.reader.consume(read);
            if end.is_some() {
                break;
            }
        }
        if len == 0 {
            return Ok(None);
        }
        self.number += 1;
        if self.buffer.len() > LONGEST {
            return Ok(Some(Err(format!("a line of {len} bytes, the longest expected has {LONGEST}"))));
        }
        if self.buffer.last() == Some(&b'\r') {
            self.buffer.pop();
        }
        Ok(Some(std::str::from_utf8(&self.buffer).map_err(|_| "not UTF-8".to_owned())))
    }
}

/// The columns of a line, which have to be as many as expected.
pub(super) fn columns<const N: usize>(line: &str) -> Result<[&str; N], String> {
    let mut columns = [""; N];
    let mut count = 0;
    for column in line.split('\t') {
        if let Some(place) = columns.get_mut(count) {
            *place = column;
        }
        count += 1;
    }
    if count == N { Ok(columns) } else { Err(format!("{count} columns where {N} are expected")) }
}

/// A number of a place or name.
pub(super) fn number(column: &str, value: &str) -> Result<u64, String> {
    value.parse().map_err(|_| format!("column {column}: {value:?} is not a whole number"))
}

/// A name without blanks around it and with blanks for the control characters some names hold.
pub(super) fn cleaned(name: &str) -> String {
    if name.contains(char::is_control) {
        let blank = |it: char| if it.is_control() { ' ' } else { it };
        return name.chars().map(blank).collect::<String>().trim().to_owned();
    }
    name.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_without_end_is_a_fault_and_the_next_follows() {
        let mut text = vec![b'x'; 25_000_000];
        text.extend(b"\nnext\n");
        let mut lines = Lines::new(&text[..]);
        assert!(lines.read().unwrap().unwrap().unwrap_err().contains("25000001 bytes"));
        assert!(lines.buffer.capacity() < 30_000_000);
        assert_eq!(lines.read().unwrap(), Some(Ok("next")));
        assert_eq!(lines.number(), 2);
    }

    #[test]
    fn columns_are_counted() {
        assert_eq!(columns::<2>("a\tb").unwrap(), ["a", "b"]);
        assert_eq!(columns::<2>("a").unwrap_err(), "1 columns where 2 are expected");
        assert_eq!(columns::<2>("a\tb\tc").unwrap_err(), "3 columns where 2 are expected");
    }
}

//! Where the rows of a sorted table start, by their first two letters: found without a search.

use std::ops::Range;

/// What comes before the letters, the letters from `a` to `z`, and what comes after them.
const CLASSES: usize = 28;
const SLOTS: usize = CLASSES * CLASSES;

/// The rows of a sorted table by their first two letters, made when the program is compiled.
pub(super) struct Initials {
    /// For each pair of letters the first row, once [`Initials::summed`] has been called.
    starts: [u16; SLOTS + 1],
}

impl Initials {
    /// Those of a table without rows.
    pub(super) const fn none() -> Self {
        Self { starts: [0; SLOTS + 1] }
    }

    /// With one more row, that starts with `word`.
    pub(super) const fn with(mut self, word: &str) -> Self {
        self.starts[slot(word.as_bytes()) + 1] += 1;
        self
    }

    /// Ready to be asked: call it once, after the last row.
    pub(super) const fn summed(mut self) -> Self {
        let mut at = 0;
        while at < SLOTS {
            self.starts[at + 1] += self.starts[at];
            at += 1;
        }
        self
    }

    /// The rows that may start with `word`; none for the empty word.
    pub(super) fn rows(&self, word: &str) -> Range<usize> {
        if word.is_empty() {
            return 0..0;
        }
        let slot = slot(word.as_bytes());
        usize::from(self.starts[slot])..usize::from(self.starts[slot + 1])
    }
}

const fn slot(word: &[u8]) -> usize {
    class(word, 0) * CLASSES + class(word, 1)
}

const fn class(word: &[u8], at: usize) -> usize {
    match word.len() > at {
        false => 0,
        true => match word[at] {
            ..b'a' => 0,
            letter @ b'a'..=b'z' => (letter - b'a') as usize + 1,
            _ => CLASSES - 1,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_by_their_first_letters() {
        const TABLE: [&str; 6] = ["18th street", "bla", "black september", "boko haram", "m 19", "zetas"];
        let initials = TABLE.iter().fold(Initials::none(), |initials, it| initials.with(it)).summed();
        assert_eq!(initials.rows("black"), 1..3);
        assert_eq!(initials.rows("boko"), 3..4);
        assert_eq!(initials.rows("m"), 4..5);
        assert_eq!(initials.rows("zetas"), 5..6);
        assert_eq!(initials.rows("18th"), 0..1);
        for word in ["", "b", "ba", "źle"] {
            assert!(initials.rows(word).is_empty(), "{word}");
        }
    }
}

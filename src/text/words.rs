//! Sets and tables of words that are known when the program is compiled, asked for every word of a text.

/// A sorted table of words with a value each.
///
/// Most words of a text are in no table: a filter of 256 bits turns nearly all of them away before any letter
/// is compared.
#[derive(Debug)]
pub(crate) struct WordTable<V: 'static> {
    rows: &'static [(&'static str, V)],
    filter: Filter,
}

impl<V> WordTable<V> {
    /// A table of sorted rows. Compiling fails when they are not.
    pub(crate) const fn new(rows: &'static [(&'static str, V)]) -> Self {
        let mut filter = Filter::empty();
        let mut at = 0;
        while at < rows.len() {
            assert!(
                at == 0 || is_before(rows[at - 1].0, rows[at].0),
                "the rows of a table of words are sorted"
            );
            filter = filter.with(rows[at].0);
            at += 1;
        }
        Self { rows, filter }
    }

    /// What the table says of a word.
    pub(crate) fn get(&self, word: &str) -> Option<&'static V> {
        if !self.filter.lets_through(word) {
            return None;
        }
        let at = self.rows.binary_search_by(|it| it.0.cmp(word)).ok()?;
        Some(&self.rows[at].1)
    }
}

/// A sorted set of words; see [`WordTable`].
#[derive(Debug)]
pub(crate) struct WordSet {
    words: &'static [&'static str],
    filter: Filter,
}

impl WordSet {
    /// A set of sorted words. Compiling fails when they are not.
    pub(crate) const fn new(words: &'static [&'static str]) -> Self {
        let mut filter = Filter::empty();
        let mut at = 0;
        while at < words.len() {
            assert!(at == 0 || is_before(words[at - 1], words[at]), "a set of words is sorted");
            filter = filter.with(words[at]);
            at += 1;
        }
        Self { words, filter }
    }

    /// Is the word in the set?
    pub(crate) fn has(&self, word: &str) -> bool {
        self.filter.lets_through(word) && self.words.binary_search_by(|it| (*it).cmp(word)).is_ok()
    }
}

/// Says of most words that they are not in a set: one bit for each length, first and last letter, folded together.
#[derive(Debug, Clone, Copy)]
struct Filter([u64; 4]);

impl Filter {
    const fn empty() -> Self {
        Self([0; 4])
    }

    const fn with(mut self, word: &str) -> Self {
        let bit = bit(word.as_bytes());
        self.0[(bit >> 6) as usize] |= 1 << (bit & 63);
        self
    }

    fn lets_through(&self, word: &str) -> bool {
        let bit = bit(word.as_bytes());
        self.0[usize::from(bit >> 6)] & (1 << (bit & 63)) != 0
    }
}

const fn bit(word: &[u8]) -> u8 {
    match word {
        [] => 0,
        [first, .., last] => {
            let middle = word[word.len() / 2];
            first.wrapping_mul(37)
                ^ last.wrapping_mul(101)
                ^ middle.wrapping_mul(11)
                ^ (word.len() as u8).wrapping_mul(149)
        }
        [only] => only.wrapping_mul(37),
    }
}

/// Does one word stand before another in the order of their bytes?
const fn is_before(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() {
        if one[at] != other[at] {
            return one[at] < other[at];
        }
        at += 1;
    }
    one.len() < other.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_its_words_alone() {
        const ALL: [&str; 6] = ["", "a", "been", "was", "wasnt", "źle"];
        const SOME: WordSet = WordSet::new(&["", "been", "was", "źle"]);
        assert_eq!(ALL.map(|it| SOME.has(it)), [true, false, true, true, false, true]);
    }

    #[test]
    fn a_table_gives_the_value_of_a_word() {
        static NUMBERS: WordTable<u32> = WordTable::new(&[("eight", 8), ("two", 2), ("twofold", 2)]);
        assert_eq!(NUMBERS.get("two"), Some(&2));
        assert_eq!(NUMBERS.get("too"), None);
    }

    #[test]
    fn words_are_ordered_by_their_bytes() {
        let words = ["", "a", "an", "and", "b", "źle"];
        assert!(words.windows(2).all(|it| is_before(it[0], it[1]) && !is_before(it[1], it[0])));
        assert!(!is_before("a", "a"));
    }
}

//! How far are two words apart, and which was meant?

/// Most letters that may be wrong in a word that is taken for another.
const MOST_WRONG: usize = 2;

/// How many letters have to be put in, taken out or changed to make one word of the other.
pub(super) fn edits(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, c) in one.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], at + 1);
        for (column, d) in other.iter().enumerate() {
            let change = diagonal + usize::from(c != *d);
            diagonal = row[column + 1];
            row[column + 1] = change.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[other.len()]
}

/// The word of a list that is spelled most nearly like another, if any is spelled nearly so.
pub(super) fn nearest<'w>(word: &str, list: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    // A word of which half the letters are wrong is another word.
    let most = MOST_WRONG.min(word.chars().count() / 2);
    let near = list.into_iter().map(|it| (edits(word, it), it)).filter(|(wrong, _)| *wrong <= most);
    near.min().map(|(_, it)| it)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_that_differs_counts() {
        for (one, other, count) in
            [("", "", 0), ("kabul", "kabul", 0), ("kabol", "kabul", 1), ("ab", "ba", 2), ("", "abc", 3)]
        {
            assert_eq!((edits(one, other), edits(other, one)), (count, count), "{one} {other}");
        }
    }

    #[test]
    fn the_nearest_word_is_meant() {
        assert_eq!(nearest("latitud", ["longitude", "latitude"]), Some("latitude"));
        assert_eq!(nearest("source", ["longitude", "latitude"]), None);
        assert_eq!(nearest("x", ["y"]), None);
    }
}

//! Words that say what sort of place a name beside them is: "Helmand province", "the city of Herat".

use crate::text::WordSet;

static CLASS_WORDS: WordSet = WordSet::new(&[
    "airport", "bay", "capital", "city", "county", "department", "district", "governorate", "gulf", "island",
    "islands", "lake", "municipality", "oblast", "ocean", "parish", "province", "region", "river", "sea",
    "state", "strait", "suburb", "town", "village",
]);

/// Those of them that are no name's own: "Kansas City", "Lake Charles" are.
static DIVISIONS: WordSet =
    WordSet::new(&["canton", "department", "governorate", "municipality", "neighborhood", "province"]);

/// Does a folded word say what sort of place a name beside it is?
pub(crate) fn is_class_word(word: &str) -> bool {
    CLASS_WORDS.has(word)
}

/// Does a folded word after a name say that the name is a place's, and belong to no name itself?
pub(super) fn is_division(word: &str) -> bool {
    DIVISIONS.has(word)
}

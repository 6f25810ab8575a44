//! Which name does a made place bear? One put together, or one that another place has: few are borne by many.
//!
//! What a place of a number bears follows from the number alone, so no name need be remembered.

use super::{
    draws::{Draws, Purpose},
    towns::Towns,
};

/// Of a hundred made places, how many bear a name put together for them.
const OF_ITS_OWN: u64 = 62;

/// Of a hundred made places, how many bear the name of a real town; the rest that of an earlier made place.
const OF_A_TOWN: u64 = 12;

/// Letters a word has at least that is taken apart.
const LEAST_LETTERS: usize = 4;

/// Letters that a part keeps at its beginning.
const LEAST_FRONT: usize = 2;

/// A name with the country it belongs to.
#[derive(Debug)]
pub(super) struct Origin<'t> {
    pub(super) name: String,
    pub(super) country: &'t str,
}

/// The name and the country of the made place of a number.
pub(super) fn origin(towns: &Towns, mut number: u64) -> Origin<'_> {
    loop {
        let mut draws = Draws::new(Purpose::Origin, number);
        let drawn = draws.below(100);
        if drawn < OF_ITS_OWN {
            let country = draws.pick(towns.all()).country.as_str();
            let of_country = towns.of(country);
            let [pattern, front, back] = [(); 3].map(|()| draws.pick(of_country).name.as_str());
            return Origin { name: put_together(pattern, front, back, &mut draws), country };
        }
        if drawn < OF_ITS_OWN + OF_A_TOWN || number == 0 {
            let town = draws.pick(towns.all());
            return Origin { name: town.name.clone(), country: &town.country };
        }
        number = draws.below(number);
    }
}

/// A name whose longest word is made of the front of one name's and the back of another's.
fn put_together(pattern: &str, front: &str, back: &str, draws: &mut Draws) -> String {
    with_longest(pattern, &joined(longest(front), longest(back), draws))
}

/// Another spelling of a name: its longest word with the end of another name's.
pub(super) fn respelt(name: &str, other: &str, draws: &mut Draws) -> String {
    with_longest(name, &joined(longest(name), longest(other), draws))
}

fn longest(name: &str) -> &str {
    name.split(' ').max_by_key(|it| it.chars().count()).unwrap_or(name)
}

/// The name with its longest word replaced.
fn with_longest(name: &str, word: &str) -> String {
    let longest = longest(name);
    if longest.chars().count() < LEAST_LETTERS { word.to_owned() } else { name.replacen(longest, word, 1) }
}

/// The front of a word and the back of another, both cut before a vowel.
fn joined(front: &str, back: &str, draws: &mut Draws) -> String {
    let front = &front[..cut(front, draws)];
    let back = &back[cut(back, draws)..];
    let mut word = front.to_owned();
    word.extend(back.chars().flat_map(char::to_lowercase));
    word
}

/// A place before one of a word's later vowels, or the word's end.
fn cut(word: &str, draws: &mut Draws) -> usize {
    let is_vowel = |it: char| "aeiouy".contains(it) || !it.is_ascii();
    let letters = word.char_indices().skip(LEAST_FRONT);
    let cuts: Vec<usize> = letters.filter(|(_, it)| is_vowel(*it)).map(|(at, _)| at).collect();
    if cuts.is_empty() { word.len() } else { *draws.pick(&cuts) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_put_together_of_real_words() {
        let mut draws = Draws::new(Purpose::Origin, 3);
        assert_eq!(joined("Tarn", "Belmont", &mut draws), "Tarnont");
        assert!(put_together("San Pedro", "Barlow", "Newport", &mut draws).starts_with("San Barl"));
        assert_eq!(with_longest("Ho", "Tarnont"), "Tarnont");
    }
}

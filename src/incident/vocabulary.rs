//! The words a text is written in: a report from the scene uses others than a speech, a comment or a trial.

use std::ops::Range;

use super::reading::Reading;
use crate::{
    recognize::Recognition,
    text::{Tokens, WordSet, WordTable},
};

/// What each word says of the events of its text, in log-odds, sorted by the word; `trainer` writes the file.
static WEIGHTS: WordTable<f64> = WordTable::new(include!("../../model/incident.words"));

/// Words of those who saw it or were there: streets and buildings, the hour, bodies and debris, neighbours.
static SCENE: WordSet = WordSet::new(&[
    "accompanied", "apartment", "apartments", "area", "arrived", "avenue", "bank", "blast", "blew", "block",
    "blood", "bodies", "body", "bodyguard", "bodyguards", "bomb", "bombs", "boy", "bridge", "brother",
    "building", "buildings", "bullet", "bullets", "burned", "burnt", "bus", "buses", "bystanders", "cafe",
    "car", "cars", "charges", "child", "children", "church", "churches", "clinic", "corner", "corpse",
    "corpses", "critically", "damage", "damaged", "daughter", "dawn", "debris", "destroyed", "device",
    "devices", "door", "doors", "downtown", "driver", "driving", "dynamite", "early", "entered", "escaped",
    "evening", "explosion", "explosions", "explosive", "explosives", "facilities", "facility", "family",
    "father", "fire", "flames", "fled", "forced", "front", "garden", "girl", "grenade", "grenades", "gunmen",
    "gunshot", "headquarters", "highway", "home", "homes", "hospital", "hospitals", "hotel", "hours",
    "house", "houses", "hurled", "husband", "individuals", "injured", "injuries", "inside", "intercepted",
    "journalist", "journalists", "judge", "located", "man", "market", "mayor", "men", "midnight", "minutes",
    "morning", "mosque", "mother", "motorcycle", "motorcycles", "nearby", "neighborhood", "neighborhoods",
    "neighbors", "neighbourhood", "neighbours", "night", "noon", "office", "offices", "outside", "partially",
    "passengers", "passersby", "pickup", "relatives", "residence", "residents", "restaurant", "riding",
    "road", "roads", "roof", "room", "rubble", "school", "schools", "seriously", "shattered", "shop",
    "shops", "shots", "sister", "son", "station", "stopped", "store", "stores", "street", "streets", "taken",
    "taxi", "temple", "tied", "tonight", "train", "traveling", "travelling", "truck", "trucks",
    "unidentified", "university", "van", "vehicle", "vehicles", "victim", "victims", "village", "wall",
    "walls", "wife", "window", "windows", "witness", "witnesses", "woman", "women", "wounded", "wounds",
    "yard", "youth",
]);

/// Shorter words are of every text.
const SHORTEST: usize = 3;

/// Words on each side of an event that show where it happened, within its sentence.
const NEAR: usize = 15;

/// More words of the scene than this say no more.
const MOST: usize = 4;

/// The distinct words of a text that are of no name, folded and sorted: what the trained weights are asked
/// about.
///
/// ```
/// use dateline::{document::Document, gazetteer::Gazetteer, geoparse::Geoparser, incident::vocabulary};
///
/// let gazetteer = Gazetteer::embedded();
/// let document = Document::from_text("A bomb exploded in Kabul. The bomb was in a car.");
/// let parsed = Geoparser::new(&gazetteer).parse(&document);
/// assert_eq!(vocabulary(parsed.tokens(), parsed.recognition()), ["bomb", "car", "exploded", "the", "was"]);
/// ```
#[must_use]
pub fn vocabulary<'t>(tokens: &'t Tokens<'_>, recognition: &Recognition) -> Vec<&'t str> {
    let mentions = recognition.mentions.iter().map(|it| it.tokens.clone());
    let names = recognition.names.iter().map(|it| it.tokens.clone());
    let mut named = vec![false; tokens.len()];
    for at in mentions.chain(names).flatten() {
        if let Some(named) = named.get_mut(at) {
            *named = true;
        }
    }
    let plain = (0..tokens.len()).filter(|at| !named[*at]).map(|at| tokens.folded(at));
    let mut words: Vec<&str> =
        plain.filter(|it| it.chars().count() >= SHORTEST && it.chars().all(char::is_alphabetic)).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// What the words of a text say of its events together, in log-odds: the sum of their weights over the
/// square root of their number, as of a row of length 1.
pub(super) fn lean(words: &[&str]) -> f64 {
    let known: Vec<f64> = words.iter().filter_map(|it| WEIGHTS.get(it).copied()).collect();
    known.iter().sum::<f64>() / (known.len().max(1) as f64).sqrt()
}

/// How many words around an event are of the scene: at most [`MOST`].
pub(super) fn of_scene(reading: &Reading<'_>, event: &Range<usize>) -> usize {
    let sentence = reading.sentence_of(event.start);
    let from = event.start.saturating_sub(NEAR).max(sentence.start);
    let near = from..(event.end + NEAR).min(sentence.end);
    let is_of_scene = |at: &usize| reading.name_at(*at).is_none() && reading.is_any(*at, &SCENE);
    near.filter(is_of_scene).take(MOST).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::testing::with_reading;

    #[test]
    fn reports_and_speeches_are_told_apart_by_their_words() {
        let of = |text: &str| with_reading(text, |it| lean(&vocabulary(it.tokens, it.recognition)));
        let report =
            of("Two bombs exploded outside a bank tonight. Residents said the homes were destroyed.");
        let speech = of("The struggle must go on. Only through agreements do countries support a solution.");
        assert!(report > speech, "{report} {speech}");
        assert!(of("").abs() < f64::EPSILON);
    }

    #[test]
    fn words_of_the_scene_are_counted_within_the_sentence() {
        let text = "He left his house in a car. A shell went off near a school and killed a woman.";
        with_reading(text, |it| {
            let at = (0..it.tokens.len()).find(|at| it.word(*at) == "went").unwrap();
            assert_eq!(of_scene(it, &(at..at + 2)), 2);
        });
        let many = "A bomb blast hit a house, a shop, a school, a church and a bus.";
        with_reading(many, |it| assert_eq!(of_scene(it, &(2..3)), MOST));
    }
}

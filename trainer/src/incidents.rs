//! Learns which signs tell a reported event from talk about events, from texts with keys of their events.

mod keys;
pub mod news;
mod regression;
mod topics;

use std::{
    collections::{HashMap, HashSet},
    fmt::Write,
    path::Path,
};

use anyhow::Result;
use dateline::{
    document::Document,
    gazetteer::Gazetteer,
    geoparse::{Geoparsed, Geoparser},
    incident::vocabulary,
    recognize::Recognition,
    resolve::Confidence,
};

use keys::{Key, Keyed};
use regression::{Example, Model};

/// Parts that the texts are dealt into.
const FOLDS: usize = 5;

/// A sign of fewer events says nothing, nor a word of fewer texts.
const FEWEST: usize = 12;

/// The keys hold events of the last two months only.
const OLDEST_DAYS: i32 = 62;

/// A word that is part of a name in more of its texts than this is a name.
const MOSTLY_PLAIN: f64 = 0.2;

/// Writes the weights, and says how well weights from other texts tell the events of each fifth.
pub fn train(keys: &Path, out: &Path, words: &Path) -> Result<()> {
    let texts = keys::read(keys)?;
    let examples = examples(&texts);
    let mut scored: Vec<(f64, bool)> = Vec::new();
    for fold in 0..FOLDS {
        let (held, rest): (Vec<_>, Vec<_>) = examples.iter().partition(|it| it.text % FOLDS == fold);
        let model = Model::learn(&rest, FEWEST);
        scored.extend(held.iter().map(|it| (model.probability(it), it.right)));
    }
    let keys = texts.iter().flat_map(|it| &it.keys).filter(|it| it.is_required()).count();
    report(&mut scored, keys);
    let all: Vec<&Example> = examples.iter().collect();
    Model::learn(&all, FEWEST).write(out, words)
}

/// Every event that the texts may tell of, doubtful ones too. Left out are those that the keys would
/// not hold even if they were told: fighting between armed bodies, other countries, long ago.
fn examples(texts: &[Keyed]) -> Vec<Example> {
    let gazetteer = Gazetteer::embedded();
    let geoparser = Geoparser::new(&gazetteer).with_least_confidence(Confidence::new(0.0));
    let mut examples = Vec::new();
    let mut names = Names::default();
    for (number, text) in texts.iter().enumerate() {
        let mut document = Document::from_text(text.text.as_str());
        if let Some(date) = text.date {
            document = document.with_date(date);
        }
        let parsed = geoparser.parse(&document);
        let words: Vec<String> =
            vocabulary(parsed.tokens(), parsed.recognition()).iter().map(|it| (*it).to_owned()).collect();
        names.add(&words, &parsed);
        let told: Vec<Key> = parsed.incidents().iter().map(|it| Key::told(it, &parsed)).collect();
        let right = keys::matched(&told, &text.keys);
        for ((incident, key), right) in parsed.incidents().iter().zip(&told).zip(right) {
            let old = text
                .date
                .zip(incident.when.end)
                .is_some_and(|(today, end)| (today - end).get_days() > OLDEST_DAYS);
            let Some(right) = right else { continue };
            if key.is_in_scope() && !old {
                let signs = incident.signs.clone();
                examples.push(Example { text: number, signs, words: words.clone(), right });
            }
        }
    }
    for example in &mut examples {
        example.words.retain(|it| !topics::is_topic(it) && !names.has(it));
    }
    examples
}

/// In how many texts each word is part of a name, and in how many it is not.
#[derive(Default)]
struct Names(HashMap<String, (usize, usize)>);

impl Names {
    fn add(&mut self, plain: &[String], parsed: &Geoparsed<'_, '_>) {
        for word in plain {
            self.0.entry(word.clone()).or_default().1 += 1;
        }
        let Recognition { names, mentions, .. } = parsed.recognition();
        let names = names.iter().map(|it| &it.tokens);
        let named = names.chain(mentions.iter().map(|it| &it.tokens)).flat_map(Clone::clone);
        let named: HashSet<&str> = named.map(|it| parsed.tokens().folded(it)).collect();
        for word in named {
            self.0.entry(word.to_owned()).or_default().0 += 1;
        }
    }

    /// Is the word a name, if it is not always written as one?
    fn has(&self, word: &str) -> bool {
        let (named, plain) = self.0.get(word).copied().unwrap_or_default();
        named as f64 > MOSTLY_PLAIN * (named + plain) as f64
    }
}

/// Prints how calibrated the probabilities are, and the bound at which finding and being right balance best.
fn report(scored: &mut [(f64, bool)], keys: usize) {
    scored.sort_by(|one, other| other.0.total_cmp(&one.0));
    let all = scored.iter().filter(|it| it.1).count();
    let mut right = 0;
    let mut best = (0.0, 1.0, 0, 0);
    for (taken, (probability, is_right)) in scored.iter().enumerate() {
        right += usize::from(*is_right);
        let f1 = 2.0 * right as f64 / (taken + 1 + keys) as f64;
        if f1 > best.0 {
            best = (f1, *probability, taken + 1, right);
        }
    }
    println!(
        "{} events, {all} of {keys} in the keys; best F1 {:.3} from {:.3} on: {} taken, {} right",
        scored.len(),
        best.0,
        best.1,
        best.2,
        best.3
    );
    let mut bins = String::new();
    for low in (0..10).rev() {
        let within = |it: &&(f64, bool)| (it.0 * 10.0).floor().min(9.0) as usize == low;
        let count = scored.iter().filter(within).count();
        let hits = scored.iter().filter(within).filter(|it| it.1).count();
        let _ =
            writeln!(bins, "  0.{low}: {hits} of {count} right ({:.2})", hits as f64 / count.max(1) as f64);
    }
    print!("{bins}");
}

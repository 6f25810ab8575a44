//! Trains the ranker of candidates: round by round, without and with what the source's other documents
//! teach, always on what models made that had not seen the document.

use std::collections::BTreeMap;

use anyhow::Result;
use dateline::{
    gazetteer::{Gazetteer, GeoPrecision, Place},
    geoparse::Geoparser,
    recognize::Models,
    resolve::{Observed, Ranker, SourceProfile, Tree},
    text::{CodePoints, Span},
};

use crate::{
    boosting::{Sample, Settings, grow},
    calibration,
    corpus::{Example, Labelled, Toponym},
    judge::{Answer, NEAR_KM, distance_km, is_it, judge},
};

/// Rounds in which the groups of a text learn from each other.
pub const ROUNDS: usize = 3;
/// Parts that the training documents are dealt into, so that each is seen by models that were not
/// trained on it.
const PARTS: usize = 4;
/// How right a candidate near the label is when another one is the label itself.
const BESIDE: f32 = 0.25;
/// How right a large area is whose middle lies far from the label's, when nothing lies nearer.
const LARGE: f32 = 0.5;

/// Chosen by cross-validation.
const FIRST: Settings = Settings { trees: 60, rate: 0.15, lambda: 4.0, columns: 0.5, samples: 0.7 };
const LATER: Settings = Settings { trees: 150, rate: 0.1, lambda: 4.0, columns: 0.4, samples: 0.7 };

/// What is known of the source of each document, its own part left out.
type Profiles = Vec<SourceProfile>;

/// Learns the ranker from labelled documents.
pub fn train(examples: &[Example<'_>], models: Models<'_>, gazetteer: &Gazetteer) -> Result<Vec<u8>> {
    let trainer = Trainer { gazetteer, models, examples };
    let unknown = vec![SourceProfile::default(); examples.len()];
    let alone = trainer.rounds(&[(&unknown, 1.0)])?;
    let profiles = trainer.profiles(&alone)?;
    let homes: Profiles = (0..examples.len())
        .map(|at| match profiles[at].middle(gazetteer).filter(|_| examples[at].local) {
            Some(home) => SourceProfile::default().with_home(home),
            None => SourceProfile::default(),
        })
        .collect();
    let both = trainer.rounds(&[(&unknown, 0.6), (&profiles, 0.6), (&homes, 0.3)])?;
    let calibration = trainer.calibration(&both, &[&unknown, &profiles])?;
    Ok(Ranker::to_bytes(&both.whole, &calibration))
}

/// The same profiles as they are learnt for documents that a finished ranker reads.
pub fn profiles_by(geoparser: &Geoparser<'_>, examples: &[Example<'_>]) -> Profiles {
    let taught: Profiles = examples.iter().map(|it| geoparser.learn(&it.labelled.document())).collect();
    left_out(examples, &taught)
}

/// The rounds' trees, learnt from all documents, and from all but those of each part.
struct Rounds {
    whole: Vec<Vec<Tree>>,
    without: Vec<Vec<Vec<Tree>>>,
}

struct Trainer<'t> {
    gazetteer: &'t Gazetteer,
    models: Models<'t>,
    examples: &'t [Example<'t>],
}

impl Trainer<'_> {
    /// Learns all rounds; each later one from what the earlier ones made of documents they had not seen.
    fn rounds(&self, variants: &[(&Profiles, f32)]) -> Result<Rounds> {
        let mut rounds = Rounds { whole: Vec::new(), without: vec![Vec::new(); PARTS] };
        for round in 0..ROUNDS {
            let settings = if round == 0 { FIRST } else { LATER };
            let mut samples: Vec<(usize, Sample)> = Vec::new();
            self.each_unseen(&rounds, |part, at, geoparser| {
                let labelled = self.examples[at].labelled;
                let document = labelled.document_with_spans();
                for (number, (profiles, weight)) in variants.iter().enumerate() {
                    if number > 0 && profiles[at].is_empty() {
                        continue;
                    }
                    for (spans, observed) in geoparser.observe(&document, &profiles[at]) {
                        samples.extend(sample(labelled, &spans, observed, *weight).map(|it| (part, it)));
                    }
                }
            })?;
            let but = |part: Option<usize>| -> Vec<&Sample> {
                samples.iter().filter(|it| Some(it.0) != part).map(|it| &it.1).collect()
            };
            for part in 0..PARTS {
                rounds.without[part].push(grow(&but(Some(part)), settings));
            }
            rounds.whole.push(grow(&but(None), settings));
        }
        Ok(rounds)
    }

    /// What the other documents of each document's source teach.
    fn profiles(&self, rounds: &Rounds) -> Result<Profiles> {
        let mut taught = vec![SourceProfile::default(); self.examples.len()];
        self.each_unseen(rounds, |_, at, geoparser| {
            taught[at] = geoparser.learn(&self.examples[at].labelled.document());
        })?;
        Ok(left_out(self.examples, &taught))
    }

    /// What raw confidence is worth.
    fn calibration(&self, rounds: &Rounds, variants: &[&Profiles]) -> Result<Vec<(f64, f64)>> {
        let mut judged = Vec::new();
        self.each_unseen(rounds, |_, at, geoparser| {
            let labelled = self.examples[at].labelled;
            let document = labelled.document_with_spans();
            for profiles in variants {
                let parsed = geoparser.parse_of_source(&document, &profiles[at]);
                let answers = parsed.mentions().map(|(mention, it)| Answer::new(&document, mention, it));
                judged.extend(judge(labelled, answers));
            }
        })?;
        Ok(calibration::isotonic(judged))
    }

    /// Calls `read` with each document, its part, and a geoparser whose ranker has not seen that part.
    fn each_unseen(&self, rounds: &Rounds, mut read: impl FnMut(usize, usize, &Geoparser<'_>)) -> Result<()> {
        let part_of = deal(self.examples);
        for part in 0..PARTS {
            let bytes = Ranker::to_bytes(&rounds.without[part], &[]);
            let geoparser =
                Geoparser::with_models(self.gazetteer, self.models.clone(), Ranker::from_bytes(&bytes)?);
            for at in (0..self.examples.len()).filter(|it| part_of[*it] == part) {
                read(part, at, &geoparser);
            }
        }
        Ok(())
    }
}

/// Deals the documents to parts, those of a source together; a corpus of one source by document.
fn deal(examples: &[Example<'_>]) -> Vec<usize> {
    let mut turns: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    let mut turn = 0;
    examples
        .iter()
        .map(|it| {
            turn += 1;
            if it.local { *turns.entry(it.source).or_insert(turn) % PARTS } else { turn % PARTS }
        })
        .collect()
}

fn left_out(examples: &[Example<'_>], taught: &Profiles) -> Profiles {
    let mut all: BTreeMap<(usize, &str), SourceProfile> = BTreeMap::new();
    for (example, taught) in examples.iter().zip(taught) {
        all.entry(example.source).or_default().add(taught);
    }
    examples.iter().zip(taught).map(|(example, taught)| all[&example.source].without(taught)).collect()
}

/// What a group of mentions teaches, if labels say what it means.
fn sample(labelled: &Labelled, spans: &[Span], observed: Observed<'_>, weight: f32) -> Option<Sample> {
    let points = CodePoints::new(&labelled.text);
    let gold: Vec<&Toponym> = labelled
        .toponyms
        .iter()
        .filter(|it| points.span(it.start..it.end).is_some_and(|it| spans.contains(&it)))
        .collect();
    // Labels without coordinates are places that the labellers did not find, or no places: unknown.
    let known: Vec<&Toponym> = gold.into_iter().filter(|it| it.point().is_some()).collect();
    if known.is_empty() || observed.candidates.is_empty() {
        return None;
    }
    let places: Vec<Place<'_>> = observed.candidates.iter().map(|it| it.place).collect();
    let mut right = vec![0f32; places.len()];
    let mut none = 0f32;
    for toponym in &known {
        let each = rightness(&places, toponym);
        if each.iter().all(|it| *it == 0.0) {
            none += 1.0;
        }
        right.iter_mut().zip(each).for_each(|(sum, it)| *sum += it);
    }
    let count = known.len() as f32;
    right.iter_mut().for_each(|it| *it /= count);
    Some(Sample { rows: observed.rows, right, none: none / count, weight: weight * count.sqrt() })
}

/// How right each place is as an answer to a label, in [0, 1].
fn rightness(places: &[Place<'_>], toponym: &Toponym) -> Vec<f32> {
    let exact = places.iter().any(|it| is_it(it, toponym));
    let near = places.iter().any(|it| distance_km(it, toponym).is_some_and(|it| it <= NEAR_KM));
    places
        .iter()
        .map(|place| {
            let km = distance_km(place, toponym).unwrap_or(f64::INFINITY);
            if is_it(place, toponym) {
                1.0
            } else if km <= NEAR_KM {
                if exact { BESIDE } else { (1.0 / (1.0 + (km / 40.0).powi(2))) as f32 * 0.8 + 0.2 }
            } else if !exact && !near && place.precision() >= GeoPrecision::Region && km <= place.radius_km()
            {
                LARGE
            } else {
                0.0
            }
        })
        .collect()
}

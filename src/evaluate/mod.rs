//! How good is an answer? Recognition, resolution and both together, against texts labelled by hand.
//!
//! The measures are those of the field, as Gritta, Pilehvar and Collier define them (*A pragmatic guide to
//! geoparsing evaluation*, 2020); each is a row of [`MEASURES`]. Intervals are bootstraps over documents.
//!
//! ```
//! use dateline::evaluate::{Evaluation, GoldDocument, Prediction};
//!
//! let line = r#"{"id": "1", "text": "Rain in Paris, Texas.", "toponyms": [
//!     {"start": 8, "end": 13, "lat": 33.66, "lon": -95.56}, {"start": 15, "end": 20}]}"#;
//! let gold = GoldDocument::from_json(line.as_bytes())?;
//! // Paris found, but taken for the one in France; Texas not found.
//! let paris = Prediction { range: 8..13, point: Some((2.35, 48.86).into()), ..Prediction::default() };
//!
//! let mut evaluation = Evaluation::default();
//! evaluation.add(&gold, &[paris]);
//! let scores = evaluation.scores(0);
//! let value = |key: &str| scores.iter().find(|it| it.measure.key == key).unwrap().value;
//! assert_eq!(value("recognition.exact.p"), Some(1.0));
//! assert_eq!(value("recognition.exact.r"), Some(0.5));
//! assert_eq!(value("all_gold.acc161"), Some(0.0));
//! # Ok::<(), dateline::error::Error>(())
//! ```

mod gold;
mod matching;
mod measure;
mod miss;
mod prediction;
mod sample;
mod tally;

pub use gold::{GoldDocument, GoldToponym};
pub use measure::{MEASURES, Measure, Unit};
pub use miss::{Miss, MissKind, misses};
pub use prediction::Prediction;
pub use sample::{Evaluation, Score};
pub use tally::{Counts, NEAR_KM};

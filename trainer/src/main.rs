//! Makes the files of `model/` from a folder of labelled text, and measures them by cross-validation.

mod boosting;
mod calibration;
mod conll;
mod corpus;
mod coverage;
mod crossval;
mod incidents;
mod judge;
mod perceptron;
mod recognition;
mod resolution;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use clap::Parser;
use dateline::{gazetteer::Gazetteer, recognize::Models};

/// Trains dateline's models on labelled text.
#[derive(Parser)]
enum Command {
    /// Make every file of a model folder
    Train {
        /// Folder with `train/gmb.conll.gz` and `eval/dev/*.jsonl`
        data: PathBuf,
        /// Where the model files go
        #[arg(long, default_value = "model")]
        out: PathBuf,
    },
    /// Write predictions for every document by models that never saw its source
    Crossval {
        /// Folder with `train/gmb.conll.gz` and `eval/dev/*.jsonl`
        data: PathBuf,
        /// Where the predictions go, one file a corpus
        #[arg(long)]
        out: PathBuf,
        /// Parts that the sources are dealt into
        #[arg(long, default_value_t = 5)]
        folds: usize,
        /// An index file to train and predict with; without it the gazetteer built in
        #[arg(long)]
        gazetteer: Option<PathBuf>,
    },
    /// Say how well places are recognised, by taggers that never saw the source; minutes faster than `crossval`
    Recognition {
        /// Folder with `eval/dev/*.jsonl`
        data: PathBuf,
        /// The tagger of names that is heard, as it is
        #[arg(long, default_value = "model/names.tagger")]
        names: PathBuf,
        /// Parts that the sources are dealt into
        #[arg(long, default_value_t = 5)]
        folds: usize,
    },
    /// Learn which signs tell a reported event from talk about events
    Incidents {
        /// JSON lines of texts with the keys of their events
        keys: PathBuf,
        /// Where the weights go
        #[arg(long, default_value = "model/incident.weights")]
        out: PathBuf,
        /// Where the weights of words go
        #[arg(long, default_value = "model/incident.words")]
        words: PathBuf,
    },
    /// Say how well incidents are read from labelled news texts
    News {
        /// Folder of texts with their incidents, as `tests/news` has them
        #[arg(default_value = "tests/news/unseen")]
        folder: PathBuf,
    },
    /// Show how far the confidence of predictions can be trusted
    Reliability {
        /// Folder with `eval/dev/*.jsonl`
        data: PathBuf,
        /// Folder of predictions with given mentions, one file a corpus, as `crossval` writes them
        predictions: PathBuf,
    },
    /// Say how much of the gold places a gazetteer has, layer by layer
    Coverage {
        /// Folder with `eval/dev/*.jsonl`
        data: PathBuf,
        /// An index file; without it the gazetteer built in
        #[arg(long)]
        gazetteer: Option<PathBuf>,
    },
}

fn main() -> Result<()> {
    match Command::parse() {
        Command::Train { data, out } => {
            let gazetteer = Gazetteer::embedded();
            let corpora = corpus::read_all(&data.join("eval/dev"))?;
            let labelled = || corpora.iter().flat_map(|it| &it.documents);
            let names = recognition::train_names(&data.join("train/gmb.conll.gz"), &gazetteer)?;
            let places = recognition::train_places(labelled(), &names, &gazetteer)?;
            let usage = recognition::train_usage(labelled(), &names, &gazetteer)?;
            let examples: Vec<_> = corpus::examples(&corpora).map(|(_, it)| it).collect();
            let ranker = resolution::train(&examples, Models::new(&names, &places, &usage)?, &gazetteer)?;
            fs::create_dir_all(&out)?;
            for (file, bytes) in [
                ("names.tagger", &names),
                ("places.tagger", &places),
                ("usage.tagger", &usage),
                ("places.ranker", &ranker),
            ] {
                let path = out.join(file);
                fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
            }
            Ok(())
        }
        Command::Coverage { data, gazetteer } => {
            coverage::print(&corpus::read_all(&data.join("eval/dev"))?, &open(gazetteer.as_deref())?);
            Ok(())
        }
        Command::News { folder } => incidents::news::measure(&folder),
        Command::Incidents { keys, out, words } => incidents::train(&keys, &out, &words),
        Command::Crossval { data, out, folds, gazetteer } => {
            let gazetteer = open(gazetteer.as_deref())?;
            let corpora = corpus::read_all(&data.join("eval/dev"))?;
            let names = recognition::train_names(&data.join("train/gmb.conll.gz"), &gazetteer)?;
            crossval::run(&corpora, &names, &gazetteer, folds, &out)
        }
        Command::Recognition { data, names, folds } => {
            let corpora = corpus::read_all(&data.join("eval/dev"))?;
            crossval::recognition(&corpora, &fs::read(names)?, folds)
        }
        Command::Reliability { data, predictions } => {
            let corpora = corpus::read_all(&data.join("eval/dev"))?;
            print!("{}", calibration::reliability(&judge::read(&corpora, &predictions)?));
            Ok(())
        }
    }
}

/// The gazetteer of an index file, or the one built in.
fn open(path: Option<&Path>) -> Result<Gazetteer> {
    let Some(path) = path else { return Ok(Gazetteer::embedded()) };
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(Gazetteer::from_bytes(bytes)?)
}

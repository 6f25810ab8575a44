//! Makes the files of `model/` from a folder of labelled text, and measures them by cross-validation.

mod conll;
mod corpus;
mod crossval;
mod perceptron;
mod recognition;

use std::{fs, path::PathBuf};

use anyhow::{Context, Result};
use clap::Parser;

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
    },
}

fn main() -> Result<()> {
    match Command::parse() {
        Command::Train { data, out } => {
            let corpora = corpus::read_all(&data.join("eval/dev"))?;
            let names = recognition::train_names(&data.join("train/gmb.conll.gz"))?;
            let places = recognition::train_places(corpora.iter().flat_map(|it| &it.documents), &names)?;
            let usage = recognition::train_usage(corpora.iter().flat_map(|it| &it.documents), &names)?;
            fs::create_dir_all(&out)?;
            for (file, bytes) in
                [("names.tagger", &names), ("places.tagger", &places), ("usage.tagger", &usage)]
            {
                let path = out.join(file);
                fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
            }
            Ok(())
        }
        Command::Crossval { data, out, folds } => {
            let corpora = corpus::read_all(&data.join("eval/dev"))?;
            let names = recognition::train_names(&data.join("train/gmb.conll.gz"))?;
            crossval::run(&corpora, &names, folds, &out)
        }
    }
}

//! The arguments that say what is read, shared by the commands that read documents.

use std::path::PathBuf;

use clap::{Args, builder::PossibleValuesParser};
use dateline::{
    document::{Documents, Home, InputFormat, ReadOptions},
    error::Error,
    geoparse::Geoparser,
};
use jiff::civil::Date;

use super::{exit::Stop, sources, sources::Sources, terminal};

/// What is read.
#[derive(Debug, Args)]
pub(super) struct Inputs {
    /// Files, folders, or `-` for the standard input
    ///
    /// A folder gives all its .txt, .md, .jsonl and .ndjson files, and those of the folders in it.
    #[arg(value_name = "INPUT")]
    pub(super) inputs: Vec<PathBuf>,

    /// Read every input in this format, whatever its name
    #[arg(long, value_name = "FORMAT", value_parser = input_formats())]
    input_format: Option<String>,

    /// Take this as the day of documents that have no date of their own
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_date)]
    date: Option<Date>,

    /// Resolve the spans under this key of each JSON document, and no others
    ///
    /// Spans are [start, end] pairs or objects with `start` and `end`, in Unicode code points, end exclusive.
    #[arg(long, value_name = "NAME")]
    mentions_field: Option<String>,

    /// Take this as the home of the publishers of documents that name none: degrees north and east
    ///
    /// A local paper writes "Alexandria" for the one near it. A home speaks for places near it; nothing is
    /// put on the map there.
    #[arg(long, value_name = "LAT,LON", allow_hyphen_values = true, value_parser = parse_home)]
    home: Option<Home>,

    /// Read each document without regard to the others of its source
    ///
    /// Files are read twice: first for which places the documents of each `source` mostly speak of, which
    /// then helps to tell what a name means in the others. The standard input is read once, without it.
    #[arg(long)]
    no_source_learning: bool,
}

impl Inputs {
    /// The documents to read. Without an input the standard input is read, unless it is a keyboard.
    pub(super) fn documents(&self, except: Option<&PathBuf>) -> Result<Documents, Stop> {
        if self.inputs.is_empty() && terminal::stdin_is_terminal() {
            let error = Error::new("no input")
                .with_hint("name files or folders, or pipe a text in; --help says more");
            return Err(Stop::Usage(error));
        }
        let mut options = ReadOptions::new();
        if let Some(format) = self.input_format.as_deref().and_then(InputFormat::from_name) {
            options = options.format(format);
        }
        if let Some(date) = self.date {
            options = options.date(date);
        }
        if let Some(home) = self.home {
            options = options.home(home);
        }
        if let Some(field) = &self.mentions_field {
            options = options.mentions_field(field);
        }
        if let Some(except) = except {
            options = options.except(except);
        }
        let inputs = if self.inputs.is_empty() { vec!["-".into()] } else { self.inputs.clone() };
        Ok(Documents::open(inputs, options))
    }

    /// What the documents of each source teach each other, where they may and can be read twice.
    pub(super) fn sources(
        &self,
        except: Option<&PathBuf>,
        threads: usize,
        geoparser: &Geoparser<'_>,
    ) -> Result<Sources, Stop> {
        if self.no_source_learning || !sources::readable_twice(&self.inputs) {
            return Ok(Sources::default());
        }
        Ok(Sources::learn(self.documents(except)?, threads, geoparser)?)
    }
}

fn input_formats() -> PossibleValuesParser {
    PossibleValuesParser::new(InputFormat::ALL.map(InputFormat::name))
}

fn parse_home(words: &str) -> Result<Home, String> {
    words.parse().map_err(|error: Error| error.to_string())
}

fn parse_date(words: &str) -> Result<Date, String> {
    words.parse().map_err(|_| "a day is written as 2022-12-17".to_owned())
}

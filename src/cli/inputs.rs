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

/// Names a field in how documents are to be read.
type SetField = fn(ReadOptions, String) -> ReadOptions;

/// What is read.
#[derive(Debug, Args)]
pub(super) struct Inputs {
    /// Files, folders, or `-` for the standard input
    ///
    /// A folder gives all its .txt, .md, .html, .jsonl, .ndjson, .csv and .tsv files, packed as .gz or .zst
    /// or not, and those of the folders in it. Of a web page the article is read. The standard input may be
    /// packed too, and may be a web page; of other formats say --input-format.
    #[arg(value_name = "INPUT")]
    pub(super) inputs: Vec<PathBuf>,

    /// Read every input in this format, whatever its name
    #[arg(long, value_name = "FORMAT", value_parser = input_formats())]
    input_format: Option<String>,

    /// Take this as the day of documents that have no date of their own
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_date)]
    date: Option<Date>,

    /// Resolve the spans in this field of each record, and no others
    ///
    /// Spans are [start, end] pairs or objects with `start` and `end`, in Unicode code points, end exclusive.
    #[arg(long, value_name = "NAME", hide_short_help = true)]
    mentions_field: Option<String>,

    /// Take this as the home of the publishers of documents that name none: degrees north and east
    ///
    /// A local paper writes "Alexandria" for the one near it. A home speaks for places near it; nothing is
    /// put on the map there.
    #[arg(long, value_name = "LAT,LON", hide_short_help = true, allow_hyphen_values = true, value_parser = parse_home)]
    home: Option<Home>,

    /// Read each document without regard to the others of its source
    ///
    /// Files are read twice: first for which places the documents of each `source` mostly speak of, which
    /// then helps to tell what a name means in the others. The standard input is read once, without it.
    #[arg(long)]
    no_source_learning: bool,

    #[command(flatten)]
    fields: Fields,
}

/// The heading of what is said of records in help.
pub(super) const RECORDS: &str = "Fields of JSON lines and columns of CSV";

/// Which fields of records are read.
#[derive(Debug, Args)]
struct Fields {
    /// Take the text from this field
    ///
    /// Without it, fields of usual names are taken: `text`, `body` or `content`, `title` or `headline`,
    /// `date` or `published_at`, and so on, in any case. `a.b` is the field `b` within the field `a`.
    #[arg(long, help_heading = RECORDS, visible_alias = "text-column", value_name = "NAME")]
    text_field: Option<String>,

    /// Take the id from this field
    #[arg(long, help_heading = RECORDS, value_name = "NAME", hide_short_help = true)]
    id_field: Option<String>,

    /// Take the title from this field
    #[arg(long, help_heading = RECORDS, value_name = "NAME", hide_short_help = true)]
    title_field: Option<String>,

    /// Take the day of publication from this field
    #[arg(long, help_heading = RECORDS, value_name = "NAME", hide_short_help = true)]
    date_field: Option<String>,

    /// Take the publisher from this field
    #[arg(long, help_heading = RECORDS, value_name = "NAME", hide_short_help = true)]
    source_field: Option<String>,

    /// Take the address from this field
    #[arg(long, help_heading = RECORDS, value_name = "NAME", hide_short_help = true)]
    url_field: Option<String>,

    /// Take the publisher's home from this field: degrees north and east
    #[arg(long, help_heading = RECORDS, value_name = "NAME", hide_short_help = true)]
    home_field: Option<String>,
}

impl Inputs {
    /// How the inputs are to be read; the file `except` of a folder is not.
    pub(super) fn options(&self, except: Option<&PathBuf>) -> ReadOptions {
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
        let fields: [(&Option<String>, SetField); 8] = [
            (&self.mentions_field, ReadOptions::mentions_field),
            (&self.fields.text_field, ReadOptions::text_field),
            (&self.fields.id_field, ReadOptions::id_field),
            (&self.fields.title_field, ReadOptions::title_field),
            (&self.fields.date_field, ReadOptions::date_field),
            (&self.fields.source_field, ReadOptions::source_field),
            (&self.fields.url_field, ReadOptions::url_field),
            (&self.fields.home_field, ReadOptions::home_field),
        ];
        for (name, set) in fields {
            if let Some(name) = name {
                options = set(options, name.clone());
            }
        }
        match except {
            Some(except) => options.except(except),
            None => options,
        }
    }

    /// The documents to read. Without an input the standard input is read, unless it is a keyboard.
    pub(super) fn documents(&self, options: ReadOptions) -> Result<Documents, Stop> {
        if self.inputs.is_empty() && terminal::stdin_is_terminal() {
            let error = Error::new("no input")
                .with_hint("name files or folders, or pipe a text in; --help says more");
            return Err(Stop::Usage(error));
        }
        let inputs = if self.inputs.is_empty() { vec!["-".into()] } else { self.inputs.clone() };
        Ok(Documents::open(inputs, options))
    }

    /// What the documents of each source teach each other, where they may and can be read twice.
    pub(super) fn sources(
        &self,
        options: ReadOptions,
        threads: usize,
        geoparser: &Geoparser<'_>,
    ) -> Result<Sources, Stop> {
        if self.no_source_learning || !sources::readable_twice(&self.inputs) {
            return Ok(Sources::default());
        }
        Ok(Sources::learn(self.documents(options)?, threads, geoparser)?)
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

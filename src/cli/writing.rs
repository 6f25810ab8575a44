//! The arguments that say what is written and how, shared by the commands that write layers.

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::{Args, builder::PossibleValuesParser};
use dateline::{
    error::Error,
    layer::{About, Content, Layer, LayerFormat, LayerWriter, Profile, Sheet, WriteOptions},
};

use super::{exit::Stop, output_set::OutputSet, terminal};

/// What is written.
#[derive(Debug, Args)]
pub(super) struct Writing {
    /// Write to this file instead of the standard output
    ///
    /// Its extension tells the format, as --format lists them. The file appears when it is complete, and
    /// so do those that belong beside it.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,

    /// Write in this format, whatever the file's name
    #[arg(short, long, value_name = "FORMAT", value_parser = layer_formats())]
    format: Option<String>,

    /// Replace the output file if it exists
    #[arg(long)]
    pub(super) force: bool,

    /// Write rows of this layer alone, in formats that hold one table
    ///
    /// Without it they hold locations and incidents together, told apart by `layer`.
    #[arg(long, value_name = "LAYER", value_parser = layers())]
    layer: Option<String>,

    /// Write one file a layer: map.incidents.geojson, map.locations.geojson and so on
    ///
    /// Layers without rows get no file, nor do those that the format cannot hold: tables have no areas,
    /// and FlatGeobuf no rows without a point. Areas of uncertainty have a file of their own.
    #[arg(long, conflicts_with = "layer")]
    split: bool,

    /// Write a style for QGIS beside the file, which QGIS takes by itself
    #[arg(long)]
    style: bool,

    /// Write incidents in the columns of a known data set (.csv and .tsv)
    #[arg(long, value_name = "NAME", value_parser = profiles(), conflicts_with = "split")]
    profile: Option<String>,

    /// Put ' before cells that a spreadsheet would take for a formula (.csv and .tsv)
    #[arg(long, hide_short_help = true)]
    safe_cells: bool,

    /// Add rows to this table of yours, in the order of its columns
    ///
    /// Columns are known by the names in its header, ours or those of --profile; others stay empty.
    /// Rows that are there already are left out, and what is in the file stays as it is.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["output", "format", "split", "force", "style"])]
    append: Option<PathBuf>,
}

fn layer_formats() -> PossibleValuesParser {
    PossibleValuesParser::new(LayerFormat::all().map(LayerFormat::name))
}

fn layers() -> PossibleValuesParser {
    PossibleValuesParser::new(Layer::TABLES.map(Layer::name))
}

fn profiles() -> PossibleValuesParser {
    PossibleValuesParser::new(Profile::ALL.map(Profile::name))
}

/// What was asked for, checked.
pub(super) struct Plan {
    pub(super) format: LayerFormat,
    options: WriteOptions,
    split: bool,
}

impl Plan {
    /// The same, with room for fields that records let travel under these names.
    pub(super) fn keeping(mut self, names: Vec<String>) -> Result<Self, Stop> {
        if !names.is_empty() && !self.format.has_room() {
            let error = Error::new(format!("--keep does not go with {}", self.format.name()));
            return Err(Stop::Usage(
                error.with_hint("write .geojson, .geojsonl, .jsonl, .csv, .tsv or .html"),
            ));
        }
        self.options = self.options.kept(names);
        Ok(self)
    }

    /// What has to be taken from each document.
    pub(super) fn content(&self) -> Content {
        match self.format.content() {
            Content::Features | Content::FeatureLines if self.split => Content::Everything,
            _ => self.format.content_for(&self.options),
        }
    }
}

impl Writing {
    /// The format and its options, or why they do not go together.
    pub(super) fn plan(&self) -> Result<Plan, Stop> {
        let format = self.format()?;
        let is_table = matches!(format, LayerFormat::Csv | LayerFormat::Tsv);
        let is_lines = format.content().is_line();
        let layer = self.layer.as_deref().and_then(Layer::from_name);
        let refused = [
            ("--profile", self.profile.is_some() && !is_table, "write .csv or .tsv"),
            ("--safe-cells", self.safe_cells && !is_table, "write .csv or .tsv"),
            ("--layer", self.layer.is_some() && (is_lines || format.has_layers()), "it holds all of them"),
            (
                "--layer",
                layer.is_some_and(|it| !format.holds(it)),
                "it holds points alone; write .gpkg or .csv",
            ),
            ("--split", self.split && (is_lines || format.has_layers()), "one file holds all layers"),
            ("--style", self.style && !format.has_style(), "write .geojson"),
            ("--split", self.split && self.file().is_none(), "name the files with -o"),
            ("--style", self.style && self.file().is_none(), "name the file with -o"),
        ];
        if let Some((option, _, hint)) = refused.into_iter().find(|it| it.1) {
            let error = Error::new(format!("{option} does not go with {}", format.name()));
            return Err(Stop::Usage(error.with_hint(hint)));
        }
        if !format.is_text() && self.file().is_none() && terminal::stdout_is_terminal() {
            let error = Error::new(format!("{} is not for reading", format.name()));
            return Err(Stop::Usage(error.with_hint("name a file with -o")));
        }
        let mut options = WriteOptions::new().safe_cells(self.safe_cells).style(self.style);
        if let Some(layer) = layer {
            options = options.layer(layer);
        }
        if let Some(profile) = self.profile.as_deref().and_then(Profile::from_name) {
            options = options.profile(profile);
        }
        if let Some(folder) = self.file().map(folder_of) {
            options = options.scratch(folder);
        }
        Ok(Plan { format, options, split: self.split })
    }

    /// The file that is written to or added to, if one is.
    pub(super) fn target(&self) -> Option<&PathBuf> {
        self.output.as_ref().or(self.append.as_ref())
    }

    /// Opens what is asked for, with the files beside it.
    pub(super) fn open(
        &self,
        plan: &Plan,
        set: &OutputSet,
        about: About,
    ) -> Result<Box<dyn LayerWriter>, Error> {
        let Plan { format, options, split } = plan;
        if let Some(path) = &self.append {
            let sheet = Sheet::read(path, options)?;
            let out = set.continue_file(path, sheet.bytes())?;
            return Ok(sheet.writer(out, options));
        }
        let Some(main) = self.file() else {
            return Ok(format.writer_with(set.open(self.output.as_deref())?, &about, options));
        };
        if !split {
            let out = set.open(Some(main))?;
            beside(*format, main, &about, options, set)?;
            return Ok(format.writer_with(out, &about, options));
        }
        let (format, main, set, options) = (*format, main.to_owned(), set.clone(), options.clone());
        let origin = about.clone();
        let of_layer = options.clone();
        Ok(format.split_writer(about, options, move |layer| {
            let path = split_path(&main, layer);
            let out = set.open(Some(&path))?;
            beside(format, &path, &origin, &of_layer.clone().layer(layer), &set)?;
            Ok(out)
        }))
    }

    /// The path of a real file to write; none for the standard output and for devices.
    fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|it| it.as_os_str() != "-" && !is_device(it))
    }

    /// The format asked for, else the one the file's name tells, else GeoJSON.
    fn format(&self) -> Result<LayerFormat, Stop> {
        if self.append.is_some() {
            return Ok(LayerFormat::Csv);
        }
        if let Some(format) = self.format.as_deref().and_then(LayerFormat::from_name) {
            return Ok(format);
        }
        match self.file() {
            None => Ok(LayerFormat::GeoJson),
            Some(path) => LayerFormat::from_path(path).ok_or_else(|| {
                let extensions: Vec<String> =
                    LayerFormat::all().map(|it| format!(".{}", it.extensions()[0])).collect();
                let hint = format!("name the file {}, or say --format", extensions.join(", "));
                Stop::Usage(Error::new("the name tells no format").in_file(path).with_hint(hint))
            }),
        }
    }
}

/// Writes the files that belong beside a layer.
fn beside(
    format: LayerFormat,
    main: &Path,
    about: &About,
    options: &WriteOptions,
    set: &OutputSet,
) -> Result<(), Error> {
    for file in format.side_files(main, about, options) {
        // map.csv and map.tsv share what lies beside them.
        if fs::read(&file.path).is_ok_and(|it| it == file.bytes) {
            continue;
        }
        let mut out = set.open(Some(&file.path))?;
        out.write_all(&file.bytes)
            .and_then(|()| out.flush())
            .map_err(|error| Error::io(error, &file.path))?;
    }
    Ok(())
}

/// `map.geojson` → `map.incidents.geojson`.
fn split_path(main: &Path, layer: Layer) -> PathBuf {
    match main.extension() {
        Some(extension) => {
            let mut ending = std::ffi::OsString::from(layer.name());
            ending.push(".");
            ending.push(extension);
            main.with_extension(ending)
        }
        None => main.with_extension(layer.name()),
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn is_device(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|it| !it.is_file() && !it.is_dir())
}

/// A file cannot be both read and written, not even by force.
pub(super) fn refuse_to_write_over(inputs: &[PathBuf], output: Option<&PathBuf>) -> Result<(), Stop> {
    let Some(target) = output.and_then(|it| fs::canonicalize(it).ok()) else { return Ok(()) };
    match inputs.iter().find(|it| it.is_file() && fs::canonicalize(it).is_ok_and(|it| it == target)) {
        None => Ok(()),
        Some(input) => Err(Stop::Usage(Error::new("both input and output").in_file(input))),
    }
}

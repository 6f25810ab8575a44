//! What a gazetteer was made from: `refresh.json`.

use std::{
    fs::{self, File},
    path::Path,
};

use dateline::{
    error::{Error, Result},
    gazetteer::{
        Counts, FeatureClass,
        geonames::{Profile, Selection},
    },
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::store::MANIFEST;

/// Licence of GeoNames' data, which whoever uses them has to name.
pub(super) const LICENCE: &str = "CC BY 4.0 (GeoNames)";

/// What a gazetteer was made from.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// Version of the program.
    pub(super) program: String,
    /// The server or folder.
    pub(super) from: String,
    /// Day of the newest data.
    pub(super) date: Date,
    /// Last day whose changes are in it.
    pub(super) changes_until: Date,
    pub(super) profile: String,
    /// Letters of the classes kept, or none for all.
    pub(super) classes: Option<String>,
    pub(super) population: Option<u64>,
    pub(super) languages: String,
    /// The files of the last full load.
    pub(super) files: Vec<Source>,
    /// Files of daily changes that were applied to it since the last time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) daily: Vec<Source>,
    pub(super) places: u64,
    pub(super) names: u64,
    pub(super) countries: u64,
    /// Lines that could not be read.
    pub(super) faults: u64,
    pub(super) licence: String,
}

/// A file it was made from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Source {
    pub(super) name: String,
    pub(super) url: String,
    pub(super) bytes: u64,
    pub(super) sha256: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) etag: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) last_modified: Option<String>,
}

impl Manifest {
    pub(super) fn new(from: &str, selection: &Selection, date: Date, changes_until: Date) -> Self {
        let letters =
            |it: &std::collections::BTreeSet<FeatureClass>| it.iter().map(|it| it.letter()).collect();
        Self {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            from: from.to_owned(),
            date,
            changes_until,
            profile: selection.profile.to_string(),
            classes: selection.classes.as_ref().map(letters),
            population: selection.population,
            languages: selection.languages.to_string(),
            files: Vec::new(),
            daily: Vec::new(),
            places: 0,
            names: 0,
            countries: 0,
            faults: 0,
            licence: LICENCE.to_owned(),
        }
    }

    pub(super) fn set_counts(&mut self, counts: Counts) {
        (self.places, self.names, self.countries) = (counts.places, counts.names, counts.countries);
    }

    /// What it selects; `None` when it was written by another version's words.
    pub(super) fn selection(&self) -> Option<Selection> {
        let classes = match &self.classes {
            None => None,
            Some(letters) => Some(
                letters
                    .chars()
                    .map(|it| FeatureClass::from_letter(it.encode_utf8(&mut [0; 4])))
                    .collect::<Option<_>>()?,
            ),
        };
        let profile: Profile = self.profile.parse().ok()?;
        Some(Selection {
            profile,
            classes,
            population: self.population,
            languages: self.languages.parse().ok()?,
        })
    }

    /// Is it known up to which day changes are in it? Unpacked files tell no date.
    pub(super) fn tells_date(&self) -> bool {
        self.changes_until > Date::MIN
    }

    /// Reads the manifest of a gazetteer.
    pub(super) fn read(folder: &Path) -> Option<Self> {
        serde_json::from_slice(&fs::read(folder.join(MANIFEST)).ok()?).ok()
    }

    /// Writes it, and `SOURCES.csv`, into the folder of a gazetteer.
    ///
    /// # Errors
    ///
    /// When a file cannot be written.
    pub(super) fn write(&self, folder: &Path) -> Result<()> {
        let path = folder.join(MANIFEST);
        let fault = |error| Error::io(error, &path);
        let text = serde_json::to_string_pretty(self).map_err(|error| fault(error.into()))?;
        fs::write(&path, text + "\n").map_err(fault)?;
        File::open(&path).and_then(|it| it.sync_all()).map_err(fault)
    }
}

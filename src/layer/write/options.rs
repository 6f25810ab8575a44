//! How a layer is written, where a format leaves a choice.

use std::path::{Path, PathBuf};

use crate::layer::layers::Layer;

/// How a layer is written, where a format leaves a choice.
///
/// ```
/// use dateline::layer::{Layer, WriteOptions};
///
/// let options = WriteOptions::new().layer(Layer::Incidents).safe_cells(true);
/// ```
#[derive(Debug, Clone, Default)]
pub struct WriteOptions {
    pub(in crate::layer) layer: Option<Layer>,
    pub(in crate::layer) profile: Option<Profile>,
    pub(in crate::layer) safe_cells: bool,
    pub(in crate::layer) style: bool,
    pub(in crate::layer) kept: Vec<String>,
    pub(in crate::layer) scratch: Option<PathBuf>,
}

impl WriteOptions {
    /// Locations and incidents, with our own columns.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Rows of this layer alone, in formats that hold one table.
    #[must_use]
    pub fn layer(mut self, layer: Layer) -> Self {
        self.layer = Some(layer);
        self
    }

    /// The columns of a known data set of incidents, in tables of cells.
    #[must_use]
    pub fn profile(mut self, profile: Profile) -> Self {
        self.profile = Some(profile);
        self
    }

    /// Puts `'` before cells that a spreadsheet would take for a formula.
    #[must_use]
    pub fn safe_cells(mut self, safe: bool) -> Self {
        self.safe_cells = safe;
        self
    }

    /// Columns after all others, in tables of cells: what records let travel under these names.
    #[must_use]
    pub fn kept(mut self, names: impl IntoIterator<Item = String>) -> Self {
        self.kept = names.into_iter().collect();
        self
    }

    /// A style for QGIS beside the file.
    #[must_use]
    pub fn style(mut self, style: bool) -> Self {
        self.style = style;
        self
    }

    /// The folder for what has to be put in order before it is written, instead of the system's.
    #[must_use]
    pub fn scratch(mut self, folder: &Path) -> Self {
        self.scratch = Some(folder.to_owned());
        self
    }

    /// The layer that is written alone, if one is.
    pub(in crate::layer) fn chosen(&self) -> Option<Layer> {
        self.layer.or(self.profile.map(|_| Layer::Incidents))
    }
}

/// A known data set of incidents, whose columns can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Profile {
    /// The Armed Conflict Location & Event Data Project.
    Acled,
    /// The Georeferenced Event Dataset of the Uppsala Conflict Data Program.
    Ucdp,
}

impl Profile {
    /// Every profile.
    pub const ALL: [Self; 2] = [Self::Acled, Self::Ucdp];

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Acled => "acled",
            Self::Ucdp => "ucdp",
        }
    }

    /// The profile of a name of [`Profile::name`].
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}

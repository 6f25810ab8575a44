//! What the documents of each source teach each other, gathered in a first pass over the inputs.

use std::{collections::HashMap, path::Path};

use dateline::{
    document::{Document, Documents},
    error::Result,
    geoparse::{Geoparsed, Geoparser},
    resolve::SourceProfile,
};

use super::pipeline;

/// What is known of each source by its name. It grows with the sources, not with the documents.
#[derive(Debug, Default)]
pub(super) struct Sources {
    profiles: HashMap<String, SourceProfile>,
}

impl Sources {
    /// Reads all documents once for what they teach; those that say no source teach nothing, and what
    /// cannot be read is left to the pass that maps it.
    pub(super) fn learn(documents: Documents, threads: usize, geoparser: &Geoparser<'_>) -> Result<Self> {
        let mut sources = Self::default();
        let teach = |document: &Document| {
            let source = document.source()?.to_owned();
            Some((source, geoparser.learn(document)))
        };
        let each = |taught: pipeline::Outcome<(Option<(String, SourceProfile)>, u64)>| {
            if let Ok((Some((source, taught)), _)) = taught {
                sources.profiles.entry(source).or_default().add(&taught);
            }
            Ok(())
        };
        pipeline::run(documents, threads, teach, each, || Ok(()))?;
        Ok(sources)
    }

    /// Reads a document, knowing what the others of its source taught.
    pub(super) fn parse<'d, 'g>(
        &self,
        document: &'d Document,
        geoparser: &Geoparser<'g>,
    ) -> Geoparsed<'d, 'g> {
        match document.source().and_then(|it| self.profiles.get(it)) {
            Some(profile) => geoparser.parse_among(document, profile),
            None => geoparser.parse(document),
        }
    }
}

/// Can all inputs be read twice? Not the standard input, nor a pipe.
pub(super) fn readable_twice(inputs: &[impl AsRef<Path>]) -> bool {
    let lasts = |it: &Path| it.as_os_str() != "-" && (it.is_file() || it.is_dir());
    !inputs.is_empty() && inputs.iter().all(|it| lasts(it.as_ref()))
}

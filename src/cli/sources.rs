//! What the documents of each source teach each other, gathered in a first pass over the inputs.

use std::{
    collections::{HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
    path::Path,
};

use dateline::{
    document::{Document, Documents},
    error::Result,
    geoparse::{Geoparsed, Geoparser},
    resolve::SourceProfile,
};

use super::pipeline;

/// Documents of one source that are learnt from, the first in the order of the input: its home shows in far
/// fewer, and an archive need not be read twice for it.
const MOST_DOCUMENTS: u32 = 200;

/// What is known of each source by its name. It grows with the sources, not with the documents.
#[derive(Debug, Default)]
pub(super) struct Sources {
    profiles: HashMap<String, SourceProfile>,
    /// The texts that were learnt from, by hash: at most [`MOST_DOCUMENTS`] a source.
    teachers: HashSet<u64>,
}

/// What a document taught: its source, its hash, and the lesson.
type Taught = (String, u64, SourceProfile);

impl Sources {
    /// Reads all documents once for what they teach; those that say no source teach nothing, and what
    /// cannot be read is left to the pass that maps it.
    pub(super) fn learn(documents: Documents, threads: usize, geoparser: &Geoparser<'_>) -> Result<Self> {
        let mut sources = Self::default();
        let mut read: HashMap<String, u32> = HashMap::new();
        let documents = documents.filter(|it| match it.as_ref().map(Document::source) {
            Ok(Some(source)) => {
                let count = read.entry(source.to_owned()).or_default();
                *count += 1;
                *count <= MOST_DOCUMENTS
            }
            _ => false,
        });
        let teach = |document: &Document| {
            let source = document.source()?.to_owned();
            Some((source, hash(document), geoparser.learn(document)))
        };
        let each = |taught: pipeline::Outcome<(Option<Taught>, u64)>| {
            if let Ok((Some((source, hash, taught)), _)) = taught {
                sources.teachers.insert(hash);
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
            Some(profile) if self.teachers.contains(&hash(document)) => {
                geoparser.parse_among(document, profile)
            }
            Some(profile) => geoparser.parse_of_source(document, profile),
            None => geoparser.parse(document),
        }
    }
}

/// Tells texts of one source apart.
fn hash(document: &Document) -> u64 {
    let mut hasher = DefaultHasher::new();
    (document.source(), document.title(), document.text()).hash(&mut hasher);
    hasher.finish()
}

/// Can all inputs be read twice? Not the standard input, nor a pipe.
pub(super) fn readable_twice(inputs: &[impl AsRef<Path>]) -> bool {
    let lasts = |it: &Path| it.as_os_str() != "-" && (it.is_file() || it.is_dir());
    !inputs.is_empty() && inputs.iter().all(|it| lasts(it.as_ref()))
}

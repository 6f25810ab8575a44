//! The registry of packings that a file of any format may be in.

use std::path::Path;

/// How a file is packed.
///
/// ```
/// use std::path::Path;
///
/// use dateline::document::Packing;
///
/// assert_eq!(Packing::from_path(Path::new("news.jsonl.GZ")), Some(Packing::Gzip));
/// assert_eq!(Packing::from_path(Path::new("news.jsonl")), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Packing {
    /// gzip, RFC 1952.
    Gzip,
    /// Zstandard, RFC 8878.
    Zstd,
}

impl Packing {
    /// Every packing.
    pub const ALL: [Self; 2] = [Self::Gzip, Self::Zstd];

    /// What messages call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstd => "Zstandard",
        }
    }

    /// The extensions of its files, in lower case; the first is the usual one.
    #[must_use]
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Gzip => &["gz", "gzip"],
            Self::Zstd => &["zst", "zstd"],
        }
    }

    /// The packing that a file's name tells, if it tells one.
    #[must_use]
    pub fn from_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|it| it.extensions().contains(&extension.as_str()))
    }

    /// The packing that the first bytes of a file tell, if they tell one.
    ///
    /// ```
    /// use dateline::document::Packing;
    ///
    /// assert_eq!(Packing::from_bytes(b"\x1f\x8b\x08\0"), Some(Packing::Gzip));
    /// assert_eq!(Packing::from_bytes(b"Rain"), None);
    /// ```
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        match bytes {
            // The third byte is the method, and there is only one.
            [0x1f, 0x8b, 8, ..] => Some(Self::Gzip),
            // A frame, or one that is to be skipped.
            [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Some(Self::Zstd),
            _ => None,
        }
    }
}

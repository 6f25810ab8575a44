//! What a field of a record is for, and the names by which it is known.

/// What a field of a record is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The text that is read.
    Text,
    /// The document's own id.
    Id,
    /// The title.
    Title,
    /// The day of publication.
    Date,
    /// The publisher.
    Source,
    /// The address it is published at.
    Url,
    /// Where the publisher is at home.
    Home,
}

impl Role {
    /// The names a field of this role usually bears, the surest first, without case and punctuation.
    pub(super) fn usual_names(self) -> &'static [&'static str] {
        match self {
            Self::Text => {
                &["text", "body", "content", "fulltext", "articletext", "articlebody", "maintext", "story"]
            }
            Self::Id => &["id", "documentid", "docid", "articleid", "guid", "uuid"],
            Self::Title => &["title", "headline", "heading"],
            Self::Date => &[
                "date", "published", "publishedat", "datepublished", "publicationdate", "publisheddate",
                "publishdate", "datepublish", "pubdate",
            ],
            Self::Source => &[
                "source", "publisher", "outlet", "publication", "newspaper", "sitename", "sourcedomain",
                "domain",
            ],
            Self::Url => &["url", "link", "canonicalurl", "permalink"],
            Self::Home => &["home"],
        }
    }

    /// The first of some names that is usual for this role, by the order of the usual ones.
    pub(super) fn find<'n>(self, names: impl Iterator<Item = &'n String>) -> Option<&'n String> {
        let usual = self.usual_names();
        let rank = |name: &String| {
            let folded = folded(name);
            usual.iter().position(|it| *it == folded)
        };
        names.filter_map(|name| Some((rank(name)?, name))).min_by_key(|(rank, _)| *rank).map(|it| it.1)
    }
}

/// A name without case, blanks and punctuation.
fn folded(name: &str) -> String {
    name.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The names of fields by their roles, where the user named them.
#[derive(Debug, Clone, Default)]
pub(super) struct FieldNames {
    pub(super) text: Option<String>,
    pub(super) id: Option<String>,
    pub(super) title: Option<String>,
    pub(super) date: Option<String>,
    pub(super) source: Option<String>,
    pub(super) url: Option<String>,
    pub(super) home: Option<String>,
}

impl FieldNames {
    /// The name of the field of a role, as the user gave it.
    pub(super) fn of(&self, role: Role) -> Option<&str> {
        match role {
            Role::Text => &self.text,
            Role::Id => &self.id,
            Role::Title => &self.title,
            Role::Date => &self.date,
            Role::Source => &self.source,
            Role::Url => &self.url,
            Role::Home => &self.home,
        }
        .as_deref()
    }

    /// All names that the user gave.
    pub(super) fn given(&self) -> impl Iterator<Item = &str> {
        [&self.text, &self.id, &self.title, &self.date, &self.source, &self.url, &self.home]
            .into_iter()
            .filter_map(Option::as_deref)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_known_by_usual_names() {
        let names = ["Body", "Published At", "HEADLINE", "url", "doc_id", "text "].map(str::to_owned);
        let find = |role: Role| role.find(names.iter()).map(|it| it.as_str());
        assert_eq!(find(Role::Text), Some("text "));
        assert_eq!(find(Role::Date), Some("Published At"));
        assert_eq!(find(Role::Title), Some("HEADLINE"));
        assert_eq!(find(Role::Id), Some("doc_id"));
        assert_eq!(find(Role::Source), None);
    }
}

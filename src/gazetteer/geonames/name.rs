//! A line of `alternateNamesV2.txt` or of its daily changes.

use super::{
    super::tables::NameKind,
    line::{cleaned, columns, number},
};

/// What stands in the column of the language and is none: links, codes, numbers of other catalogues.
const NO_LANGUAGES: [&str; 11] =
    ["faac", "fr_1793", "iata", "icao", "link", "phon", "piny", "post", "tcid", "unlc", "wkdt"];

/// A name of a place with its language, as GeoNames publishes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GeonamesName<'l> {
    /// GeoNames' number of the name.
    pub name_id: u64,
    /// The place.
    pub place_id: u64,
    /// ISO 639 code, or empty when unknown.
    pub language: &'l str,
    /// The name.
    pub name: String,
    /// Is it the name to be preferred in its language?
    pub preferred: bool,
    /// What sort of name it is.
    pub kind: NameKind,
}

impl<'l> GeonamesName<'l> {
    /// Reads a line of 8 or, with the years it was in use, 10 columns; `None` for a link or a code.
    ///
    /// # Errors
    ///
    /// What is wrong with the line.
    ///
    /// ```
    /// use dateline::gazetteer::geonames::GeonamesName;
    ///
    /// let name = GeonamesName::read("7\t1275339\ten\tBombay\t\t\t\t1\t\t1995")?.unwrap();
    /// assert_eq!((name.place_id, name.name.as_str()), (1275339, "Bombay"));
    /// assert!(GeonamesName::read("8\t1275339\tlink\tsome page\t\t\t\t\t\t")?.is_none());
    /// # Ok::<(), String>(())
    /// ```
    pub fn read(line: &'l str) -> Result<Option<Self>, String> {
        let [name_id, place_id, language, name, preferred, _short, _colloquial, historic] =
            match columns::<10>(line) {
                Ok([columns @ .., _, _]) => columns,
                Err(_) => columns::<8>(line).map_err(|it| it.replace("where 8 are", "where 10 are"))?,
            };
        let name = cleaned(name);
        let (name_id, place_id) = (number("alternateNameId", name_id)?, number("geonameid", place_id)?);
        if NO_LANGUAGES.contains(&language) || name.is_empty() {
            return Ok(None);
        }
        let kind = match language {
            _ if historic == "1" => NameKind::Historic,
            "abbr" => NameKind::Abbreviation,
            _ => NameKind::Alternate,
        };
        // ISO 639-2 has a code for "undetermined".
        let language = if matches!(language, "abbr" | "und") { "" } else { language };
        Ok(Some(Self { name_id, place_id, language, name, preferred: preferred == "1", kind }))
    }
}

/// A line of `alternateNamesDeletes-YYYY-MM-DD.txt`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeletedName {
    /// GeoNames' number of the name.
    pub name_id: u64,
    /// The place that bore it.
    pub place_id: u64,
}

impl DeletedName {
    /// Reads a line of number of the name, number of the place, name and comment.
    ///
    /// # Errors
    ///
    /// When the first two columns are no numbers.
    pub fn read(line: &str) -> Result<Self, String> {
        let mut columns = line.split('\t');
        let mut next = |column| number(column, columns.next().unwrap_or_default());
        Ok(Self { name_id: next("alternateNameId")?, place_id: next("geonameid")? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_and_languages_are_told_apart() {
        let read = |line| GeonamesName::read(line).unwrap().unwrap();
        assert_eq!(read("1\t2\tabbr\tU.K.\t\t\t\t\t\t").kind, NameKind::Abbreviation);
        assert_eq!(read("1\t2\tund\tX\t\t\t\t\t\t").language, "");
        assert!(read("1\t2\ten\tX\t1\t\t\t").preferred);
        assert!(GeonamesName::read("1\t2\ten").unwrap_err().contains("3 columns where 10"));
        assert!(GeonamesName::read("a\t2\ten\tX\t\t\t\t\t\t").unwrap_err().contains("alternateNameId"));
    }
}

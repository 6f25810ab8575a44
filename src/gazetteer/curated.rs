//! The tables kept by hand, which go with every gazetteer that is made from a dump.

use std::{collections::BTreeMap, fs, path::Path};

use super::tables::{StopNameRow, rows_of};
use crate::error::{Error, Result};

/// The tables by their place in a gazetteer folder.
const TABLES: [(&str, &str); 4] = [
    ("curated/aliases.csv", include_str!("../../gazetteer/curated/aliases.csv")),
    ("curated/demonyms.csv", include_str!("../../gazetteer/curated/demonyms.csv")),
    ("curated/places.csv", include_str!("../../gazetteer/curated/places.csv")),
    ("curated/stop_names.csv", STOP_NAMES),
];

const STOP_NAMES: &str = include_str!("../../gazetteer/curated/stop_names.csv");

/// Names that are mostly something else than a place.
pub(super) fn stop_names() -> impl Iterator<Item = StopNameRow> {
    rows_of(STOP_NAMES)
}

/// Writes the tables into a folder, with other ids for some places.
pub(super) fn write(folder: &Path, ids: &BTreeMap<String, String>) -> Result<()> {
    let curated = folder.join("curated");
    fs::create_dir_all(&curated).map_err(|error| Error::io(error, &curated))?;
    for (name, table) in TABLES {
        let path = folder.join(name);
        fs::write(&path, with_ids(table, ids)).map_err(|error| Error::io(error, &path))?;
    }
    Ok(())
}

/// The table with other ids in its first column, which is never quoted.
fn with_ids(table: &str, ids: &BTreeMap<String, String>) -> String {
    let mut text = String::with_capacity(table.len());
    for line in table.lines() {
        let (id, rest) = line.split_once(',').unwrap_or((line, ""));
        let id = ids.get(id).map_or(id, String::as_str);
        text.extend([id, ",", rest, "\n"]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_replaced_in_the_first_column_only() {
        let ids = BTreeMap::from([("adm1:PK.02".to_owned(), "1183606".to_owned())]);
        let table = "place_id,name\nadm1:PK.02,Baluchistan\nadm1:PK.021,\"adm1:PK.02,x\"\n";
        let expected = "place_id,name\n1183606,Baluchistan\nadm1:PK.021,\"adm1:PK.02,x\"\n";
        assert_eq!(with_ids(table, &ids), expected);
    }

    #[test]
    fn no_first_cell_is_quoted_and_no_cell_has_a_line_break() {
        for (name, table) in TABLES {
            assert!(table.lines().all(|it| !it.starts_with('"') && !it.is_empty()), "{name}");
            assert_eq!(table.matches('"').count() % 2, 0, "{name}");
            assert!(table.lines().all(|it| it.matches('"').count() % 2 == 0), "{name}");
        }
    }

    #[test]
    fn stop_names_are_read() {
        assert!(stop_names().count() > 1000);
    }
}

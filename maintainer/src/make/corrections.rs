//! Hand corrections of made rows: `curated/corrections.csv`.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

use dateline::{
    error::{Error, Result},
    gazetteer::tables::PlaceRow,
};
use serde::Deserialize;

use super::{
    divisions::{self, Admin1Key},
    places,
};
use crate::table;

/// A row of `corrections.csv`: a cell of `places.csv` that the packages have wrong.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Correction {
    /// The row that is corrected.
    pub(crate) place_id: String,
    /// The column, or `remove` to leave the row out.
    pub(crate) column: String,
    /// What the cell should hold.
    pub(crate) value: String,
}

/// The corrections and where each stands, for messages.
pub(crate) struct Corrections {
    path: PathBuf,
    rows: Vec<(u64, Correction)>,
}

impl Corrections {
    /// Names given to first-level divisions, by country and code: a division that no package names has its
    /// name from here.
    pub(super) fn admin1_names(&self) -> impl Iterator<Item = (Admin1Key<'_>, &str)> {
        self.rows.iter().filter(|(_, it)| it.column == "name").filter_map(|(_, it)| {
            let key = it.place_id.strip_prefix(divisions::ADMIN1_PREFIX)?.split_once('.')?;
            Some((key, it.value.as_str()))
        })
    }
}

/// Reads the table.
pub(super) fn read(path: &Path) -> Result<Corrections> {
    Ok(Corrections { path: path.to_owned(), rows: table::read(path)? })
}

/// Applies all corrections and puts the rows in order again.
pub(super) fn apply(corrections: &Corrections, rows: &mut Vec<PlaceRow>) -> Result<()> {
    let numbers: HashMap<String, usize> =
        rows.iter().enumerate().map(|(number, it)| (it.place_id.clone(), number)).collect();
    let mut removed = vec![false; rows.len()];
    for (line, correction) in &corrections.rows {
        let fault = |what: String| Error::new(what).at_line(&corrections.path, *line);
        let number = *numbers.get(&correction.place_id).ok_or_else(|| {
            fault(format!("there is no place {:?} to correct", correction.place_id))
                .with_hint("look for its row in gazetteer/places.csv; ids of divisions follow their codes")
        })?;
        if correction.column == "remove" {
            removed[number] = true;
        } else {
            set(&mut rows[number], correction).map_err(fault)?;
        }
    }
    let mut number = 0;
    rows.retain(|_| {
        number += 1;
        !removed[number - 1]
    });
    places::sort(rows);
    Ok(())
}

/// Sets one cell.
fn set(row: &mut PlaceRow, Correction { column, value, .. }: &Correction) -> std::result::Result<(), String> {
    let degrees = || value.parse::<f64>().map_err(|_| format!("{column} {value:?} is not a number"));
    match column.as_str() {
        "name" => row.name.clone_from(value),
        "longitude" => row.longitude = degrees()?,
        "latitude" => row.latitude = degrees()?,
        "feature_class" => row.feature_class.clone_from(value),
        "feature_code" => row.feature_code.clone_from(value),
        "country" => row.country.clone_from(value),
        "admin1" => row.admin1.clone_from(value),
        "admin2" => row.admin2.clone_from(value),
        "population" => {
            row.population =
                value.parse().map_err(|_| format!("population {value:?} is not a whole number"))?;
        }
        "west" => row.west = Some(degrees()?),
        "south" => row.south = Some(degrees()?),
        "east" => row.east = Some(degrees()?),
        "north" => row.north = Some(degrees()?),
        _ => {
            return Err(format!("{column:?} is no column of places.csv that can be corrected, nor `remove`"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(id: &str) -> PlaceRow {
        let text = format!(
            "place_id,name,longitude,latitude,feature_class,feature_code,country,admin1,admin2,population\n{id},Old,1,2,P,PPL,FR,,,0\n"
        );
        csv::Reader::from_reader(text.as_bytes()).deserialize().next().unwrap().unwrap()
    }

    fn corrections(cells: &[[&str; 3]]) -> Corrections {
        let row = |[place_id, column, value]: &[&str; 3]| Correction {
            place_id: (*place_id).into(),
            column: (*column).into(),
            value: (*value).into(),
        };
        Corrections {
            path: "corrections.csv".into(),
            rows: cells.iter().enumerate().map(|(line, it)| (line as u64 + 2, row(it))).collect(),
        }
    }

    #[test]
    fn cells_are_set_and_rows_removed() {
        let mut rows = vec![place("1"), place("2")];
        apply(
            &corrections(&[["1", "name", "New"], ["1", "latitude", "3.5"], ["2", "remove", ""]]),
            &mut rows,
        )
        .unwrap();
        assert_eq!((rows.len(), rows[0].name.as_str(), rows[0].latitude), (1, "New", 3.5));
    }

    #[test]
    fn a_division_is_named_by_its_code() {
        let table = corrections(&[["adm1:AE.03", "name", "Dubai"], ["292223", "name", "Dubai"]]);
        assert_eq!(table.admin1_names().collect::<Vec<_>>(), [(("AE", "03"), "Dubai")]);
    }

    #[test]
    fn a_correction_of_nothing_is_an_error_with_its_line() {
        let error = apply(&corrections(&[["9", "name", "New"]]), &mut vec![place("1")]).unwrap_err();
        assert!(error.to_string().starts_with("corrections.csv:2: "), "{error}");
        let error = apply(&corrections(&[["1", "nmae", "New"]]), &mut vec![place("1")]).unwrap_err();
        assert!(error.to_string().contains("nmae"), "{error}");
    }
}

//! A line of `allCountries.txt`, `XX.txt`, `modifications-….txt` or `deletes-….txt`.

use super::{
    super::{
        feature_code::{FeatureClass, FeatureCode},
        place::CountryCode,
        tables::PlaceRow,
    },
    line::{cleaned, columns, number},
};

/// A place as GeoNames publishes it.
#[derive(Debug, Clone, PartialEq)]
pub struct GeonamesPlace<'l> {
    /// GeoNames' number, which may need more than 32 bits.
    pub id: u64,
    /// Its name, in the local language or English.
    pub name: String,
    /// Further names without language, joined by commas, cut by GeoNames at 10,000 characters.
    pub alternate_names: &'l str,
    /// Degrees north, in [-90, 90].
    pub latitude: f64,
    /// Degrees east, in [-180, 180].
    pub longitude: f64,
    /// Feature class.
    pub feature_class: FeatureClass,
    /// Feature code.
    pub feature_code: FeatureCode,
    /// Country, if it has one.
    pub country: Option<CountryCode>,
    /// Code of the first-level division; `00` stands for none.
    pub admin1: &'l str,
    /// Code of the second-level division.
    pub admin2: &'l str,
    /// Inhabitants; 0 when unknown.
    pub population: u64,
    /// What in the line cannot be and was left out: a country that is no code, a population below 0.
    pub doubt: Option<String>,
}

impl<'l> GeonamesPlace<'l> {
    /// Reads a line of 19 columns.
    ///
    /// # Errors
    ///
    /// What is so wrong with the line that no place is left: the count of columns, the number, the name,
    /// a coordinate, the class or code.
    ///
    /// ```
    /// use dateline::gazetteer::geonames::GeonamesPlace;
    ///
    /// let line = "1138958\tKabul\tKabul\tCabul,KBL\t34.52813\t69.17233\tP\tPPLC\tAF\t\t13\t\t\t\t4434550\t\t1798\tAsia/Kabul\t2024-01-01";
    /// let kabul = GeonamesPlace::read(line)?;
    /// assert_eq!((kabul.id, kabul.name.as_str(), kabul.latitude), (1138958, "Kabul", 34.52813));
    /// assert!(GeonamesPlace::read(&line.replace("34.52813", "91")).unwrap_err().contains("latitude"));
    /// # Ok::<(), String>(())
    /// ```
    pub fn read(line: &'l str) -> Result<Self, String> {
        let [
            id,
            name,
            _,
            alternate_names,
            latitude,
            longitude,
            class,
            code,
            country,
            _,
            admin1,
            admin2,
            rest @ ..,
        ] = columns::<19>(line)?;
        let name = cleaned(name);
        if name.is_empty() {
            return Err("column name: empty".to_owned());
        }
        let population = rest[2];
        let id = number("geonameid", id)?;
        let mut doubt = None;
        let mut left_out = |what: String| doubt = Some(format!("{what}; the place {id} is kept without"));
        let country_code = CountryCode::new(country);
        if country_code.is_none() && !country.is_empty() {
            left_out(format!("column country code: {country:?} is not two capital letters"));
        }
        let inhabitants = population.parse();
        if inhabitants.is_err() && !population.is_empty() {
            left_out(format!("column population: {population:?} is not a whole number"));
        }
        Ok(Self {
            id,
            name,
            alternate_names,
            latitude: degrees("latitude", latitude, 90.0)?,
            longitude: degrees("longitude", longitude, 180.0)?,
            // A few dozen places have no class or code: they are somewhere, and no more is known.
            feature_class: if class.is_empty() {
                FeatureClass::Area
            } else {
                FeatureClass::from_letter(class)
                    .ok_or_else(|| format!("column feature class: {class:?} is none of AHLPRSTUV"))?
            },
            feature_code: FeatureCode::new(if code.is_empty() { "AREA" } else { code })
                .ok_or_else(|| format!("column feature code: {code:?} is not 1 to 8 capitals"))?,
            country: country_code,
            admin1: if admin1 == "00" { "" } else { admin1 },
            admin2,
            population: inhabitants.unwrap_or(0),
            doubt,
        })
    }

    /// The row of the table of places.
    #[must_use]
    pub fn row(&self) -> PlaceRow {
        PlaceRow {
            place_id: self.id.to_string(),
            name: self.name.clone(),
            feature_class: self.feature_class.letter().to_string(),
            feature_code: self.feature_code.as_str().to_owned(),
            country: self.country.map(|it| it.as_str().to_owned()).unwrap_or_default(),
            admin1: cleaned(self.admin1),
            admin2: cleaned(self.admin2),
            population: self.population,
            ..PlaceRow::at(self.longitude, self.latitude)
        }
    }
}

fn degrees(column: &str, value: &str, limit: f64) -> Result<f64, String> {
    let degrees: f64 =
        value.parse().map_err(|_| format!("column {column}: {value:?} is not a number of degrees"))?;
    if degrees.abs() <= limit {
        Ok(degrees)
    } else {
        Err(format!("column {column}: {value} lies outside ±{limit}"))
    }
}

/// A line of `deletes-YYYY-MM-DD.txt`: the number of a place that is no longer there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeletedPlace {
    /// GeoNames' number.
    pub id: u64,
}

impl DeletedPlace {
    /// Reads a line of number, name and comment; the comment may be missing.
    ///
    /// # Errors
    ///
    /// When the first column is no number.
    pub fn read(line: &str) -> Result<Self, String> {
        Ok(Self { id: number("geonameid", line.split('\t').next().unwrap_or_default())? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(changes: &[(usize, &str)]) -> String {
        let mut columns = [
            "1", "A", "A", "", "1.5", "2.5", "P", "PPL", "PK", "", "02", "", "", "", "7", "", "5", "",
            "2026-01-01",
        ];
        for (at, value) in changes {
            columns[*at] = value;
        }
        columns.join("\t")
    }

    #[test]
    fn what_cannot_be_is_named_with_its_column() {
        for (at, value, what) in [
            (0, "x", "geonameid"),
            (1, " ", "name"),
            (4, "91", "latitude: 91 lies outside ±90"),
            (5, "-180.5", "longitude"),
            (4, "NaN", "latitude"),
            (6, "Q", "feature class"),
            (7, "ppl", "feature code"),
        ] {
            let fault = GeonamesPlace::read(&line(&[(at, value)])).unwrap_err();
            assert!(fault.contains(what), "{fault}");
        }
        assert!(GeonamesPlace::read("1\tA").unwrap_err().contains("2 columns where 19"));
        assert!(GeonamesPlace::read(&format!("{}\textra", line(&[]))).unwrap_err().contains("20 columns"));
    }

    #[test]
    fn what_can_be_left_out_is_and_said() {
        for (at, value, what) in [(8, "-99", "country code"), (14, "-1", "population")] {
            let text = line(&[(at, value)]);
            let place = GeonamesPlace::read(&text).unwrap();
            assert!(place.doubt.unwrap().contains(what));
            assert!(place.country.is_none() || place.population == 0);
        }
        assert_eq!(GeonamesPlace::read(&line(&[])).unwrap().doubt, None);
    }

    #[test]
    fn quotes_and_long_numbers_and_control_characters_are_plain() {
        let text = line(&[(0, "9000000000001"), (1, "\"Camp\" \u{d}Nine\u{7}"), (10, "00")]);
        let place = GeonamesPlace::read(&text).unwrap();
        assert_eq!((place.id, place.admin1), (9_000_000_000_001, ""));
        assert_eq!(place.row().name, "\"Camp\"  Nine");
    }
}

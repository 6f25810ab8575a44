//! The small tables: `countryInfo.txt` and `admin1CodesASCII.txt`.

use std::collections::HashMap;

use super::{
    super::tables::CountryRow,
    line::{Fault, cleaned, columns},
};

/// The countries of `countryInfo.txt`, and what of it cannot be read.
///
/// Lines that begin with `#` are comments; former countries, which have no number, are left out.
#[must_use]
pub fn countries(text: &str) -> (Vec<CountryRow>, Vec<Fault>) {
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    for (line, text) in (1..).zip(text.lines()).filter(|(_, it)| !it.starts_with('#') && !it.is_empty()) {
        match country(text) {
            Ok(row) => rows.extend(row),
            Err(what) => faults.push(Fault { line, what }),
        }
    }
    rows.sort_by(|a, b| a.iso2.cmp(&b.iso2));
    (rows, faults)
}

fn country(line: &str) -> Result<Option<CountryRow>, String> {
    let columns = columns::<19>(line)?;
    let [iso2, iso3, numeric, _, name, capital, ..] = columns;
    let (continent, languages, id, neighbours) = (columns[8], columns[15], columns[16], columns[17]);
    // Serbia and Montenegro, and the Netherlands Antilles, which are no more.
    if id.is_empty() || matches!(iso2, "CS" | "AN") {
        return Ok(None);
    }
    let mut spoken: Vec<&str> = Vec::new();
    for language in languages.split(',').filter_map(|it| it.split('-').next()).filter(|it| !it.is_empty()) {
        if !spoken.contains(&language) {
            spoken.push(language);
        }
    }
    Ok(Some(CountryRow {
        iso2: iso2.to_owned(),
        iso3: iso3.to_owned(),
        iso_numeric: numeric.parse().ok().filter(|it| *it != 0),
        name: cleaned(name),
        place_id: super::line::number("geonameid", id)?.to_string(),
        continent: continent.to_owned(),
        capital: cleaned(capital),
        neighbours: neighbours.replace(',', ";"),
        languages: spoken.join(";"),
    }))
}

/// The English names of first-level divisions in `admin1CodesASCII.txt`, by GeoNames' number.
#[must_use]
pub fn admin1_names(text: &str) -> (HashMap<u64, String>, Vec<Fault>) {
    let (mut names, mut faults) = (HashMap::new(), Vec::new());
    for (line, text) in (1..).zip(text.lines()).filter(|(_, it)| !it.is_empty()) {
        let read = columns::<4>(text)
            .and_then(|[_, name, _, id]| Ok((super::line::number("geonameid", id)?, cleaned(name))));
        match read {
            Ok((id, name)) if !name.is_empty() => {
                names.insert(id, name);
            }
            Ok(_) => {}
            Err(what) => faults.push(Fault { line, what }),
        }
    }
    (names, faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_former_countries_are_passed_over() {
        let text = "# comment\nAF\tAFG\t004\tAF\tAfghanistan\tKabul\t1\t2\tAS\t.af\tAFN\tAfghani\t93\t\t\tfa-AF,ps,fa\t1149361\tTM,CN\t\nAN\tANT\t530\tNT\tNetherlands Antilles\t\t\t\tNA\t\t\t\t\t\t\tnl\t8505032\tGP\t\nXX\n";
        let (rows, faults) = countries(text);
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].place_id.as_str(), rows[0].iso_numeric), ("1149361", Some(4)));
        assert_eq!((rows[0].languages.as_str(), rows[0].neighbours.as_str()), ("fa;ps", "TM;CN"));
        assert_eq!(faults, [Fault { line: 4, what: "1 columns where 19 are expected".to_owned() }]);
    }

    #[test]
    fn divisions_are_named_by_number() {
        let (names, faults) = admin1_names("PK.02\tBalochistan\tBalochistan\t1183606\nPK.03\tx\n");
        assert_eq!(names[&1_183_606], "Balochistan");
        assert_eq!(faults[0].line, 2);
    }
}

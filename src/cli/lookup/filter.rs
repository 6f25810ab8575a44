//! Which of the places found are asked for? By country, sort, and distance.

use clap::Args;
use dateline::{
    error::Error,
    gazetteer::{Bearer, CountryCode, FeatureClass, FeatureCode, Gazetteer},
    layer::PlaceRecord,
    text::NameKey,
};
use geo::Point;

use super::super::exit::Stop;

/// The options that leave places out or sort them.
#[derive(Debug, Args)]
pub(super) struct FilterArgs {
    /// Only in these countries, by their codes of two letters
    #[arg(long, value_name = "XX", value_delimiter = ',')]
    country: Vec<String>,

    /// Only of these feature classes or codes: P, A, PPLC, ADM1
    ///
    /// Classes: A division, H water, L area, P populated place, R road, S spot, T terrain, U undersea,
    /// V vegetation.
    #[arg(long, value_name = "CLASS", value_delimiter = ',', value_parser = parse_sort)]
    class: Vec<Sort>,

    /// Sort by the distance from this point, in degrees
    #[arg(long, value_name = "LAT,LON", value_parser = parse_point, allow_hyphen_values = true)]
    near: Option<Point<f64>>,

    /// Only so many kilometres from there
    #[arg(long, value_name = "KM", value_parser = parse_km, requires = "near", allow_hyphen_values = true)]
    within: Option<f64>,
}

/// A coarse or fine sort of places.
#[derive(Debug, Clone, Copy)]
enum Sort {
    Class(FeatureClass),
    Code(FeatureCode),
}

/// What is asked for.
pub(super) struct Filter {
    countries: Vec<CountryCode>,
    sorts: Vec<Sort>,
    near: Option<Point<f64>>,
    within_km: f64,
}

impl Filter {
    /// The filter of what was typed.
    pub(super) fn new(args: &FilterArgs, gazetteer: &Gazetteer) -> Result<Self, Stop> {
        let countries = args.country.iter().map(|it| country(it, gazetteer).map_err(Stop::Usage));
        Ok(Self {
            countries: countries.collect::<Result<_, _>>()?,
            sorts: args.class.clone(),
            near: args.near,
            within_km: args.within.unwrap_or(f64::INFINITY),
        })
    }

    /// Those of the places that are asked for, the nearest first if a point was given.
    pub(super) fn of<'g>(&self, mut found: Vec<Bearer<'g>>) -> Vec<Bearer<'g>> {
        found.retain(|it| self.takes(it));
        if let Some(point) = self.near {
            found.sort_by(|one, other| {
                one.place.distance_km_to(point).total_cmp(&other.place.distance_km_to(point))
            });
        }
        found
    }

    /// The row of a place, with its distance from the point.
    pub(super) fn record<'g>(&self, bearer: &Bearer<'g>, gazetteer: &'g Gazetteer) -> PlaceRecord<'g> {
        let record = PlaceRecord::of(bearer, gazetteer);
        match self.near {
            Some(point) => record.seen_from(bearer, point),
            None => record,
        }
    }

    fn takes(&self, bearer: &Bearer<'_>) -> bool {
        let place = bearer.place;
        let of_sort = |it: &Sort| match it {
            Sort::Class(class) => place.feature_class == *class,
            Sort::Code(code) => place.feature_code == *code,
        };
        (self.countries.is_empty() || place.country.is_some_and(|it| self.countries.contains(&it)))
            && (self.sorts.is_empty() || self.sorts.iter().any(of_sort))
            && self.near.is_none_or(|it| place.distance_km_to(it) <= self.within_km)
    }
}

/// A country's code that the gazetteer knows; one without a table of countries asks the one built in.
fn country(typed: &str, gazetteer: &Gazetteer) -> Result<CountryCode, Error> {
    let embedded = Gazetteer::embedded();
    let known = |it: CountryCode| gazetteer.country(it).or_else(|| embedded.country(it)).is_some();
    if let Some(code) = CountryCode::new(&typed.trim().to_ascii_uppercase()).filter(|it| known(*it)) {
        return Ok(code);
    }
    let country = embedded.lookup(&NameKey::new(typed)).find(|it| it.place.feature_code.is_country());
    let hint = match country.and_then(|it| Some((it.place.name, it.place.country?))) {
        Some((name, code)) => format!("{name} is {}", code.as_str()),
        None => "countries have ISO 3166-1 codes of two letters, such as PK; several are joined by a comma"
            .to_owned(),
    };
    Err(Error::new(format!("--country: {typed:?} is no country's code")).with_hint(hint))
}

fn parse_sort(typed: &str) -> Result<Sort, String> {
    let capitals = typed.trim().to_ascii_uppercase();
    if let Some(class) = FeatureClass::from_letter(&capitals) {
        return Ok(Sort::Class(class));
    }
    let code = FeatureCode::new(&capitals).filter(|it| it.classes().next().is_some());
    code.map(Sort::Code).ok_or_else(|| {
        "expected a feature class, one letter of AHLPRSTUV, or a feature code such as PPLC".to_owned()
    })
}

fn parse_point(typed: &str) -> Result<Point<f64>, String> {
    let numbers = typed.split_once(',').map(|(lat, lon)| (lat.trim().parse(), lon.trim().parse()));
    let Some((Ok(lat), Ok(lon))) = numbers else {
        return Err("expected latitude and longitude in degrees with a comma between: 34.53,69.17".to_owned());
    };
    let inside = |lat: f64, lon: f64| lat.abs() <= 90.0 && lon.abs() <= 180.0;
    if inside(lat, lon) {
        Ok(Point::new(lon, lat))
    } else if inside(lon, lat) {
        Err(format!("the latitude comes first and lies between -90 and 90: {lon},{lat}?"))
    } else {
        Err("latitudes lie between -90 and 90 degrees, longitudes between -180 and 180".to_owned())
    }
}

fn parse_km(typed: &str) -> Result<f64, String> {
    let km: Option<f64> = typed.trim().parse().ok().filter(|it: &f64| it.is_finite() && *it >= 0.0);
    km.ok_or_else(|| "expected kilometres, such as 50".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_is_latitude_and_longitude() {
        let point = parse_point("-33.9, 18.4").unwrap();
        assert_eq!((point.x(), point.y()), (18.4, -33.9));
        for (typed, what) in [
            ("34.5", "comma between"),
            ("34,5,69,2", "comma between"),
            ("north,east", "comma between"),
            ("120.5,-33.9", "latitude comes first and lies between -90 and 90: -33.9,120.5?"),
            ("500,500", "latitudes lie between"),
            ("NaN,1", "latitudes lie between"),
        ] {
            let message = parse_point(typed).unwrap_err();
            assert!(message.contains(what), "{typed}: {message}");
        }
    }

    #[test]
    fn a_country_is_a_known_code() {
        let gazetteer = Gazetteer::embedded();
        assert_eq!(country("pk", &gazetteer).unwrap().as_str(), "PK");
        let message = country("Pakistan", &gazetteer).unwrap_err().to_string();
        assert!(message.contains("\"Pakistan\" is no country's code\nhint: Pakistan is PK"), "{message}");
        assert!(country("ZZ", &gazetteer).unwrap_err().to_string().contains("hint: countries have"));
    }

    #[test]
    fn a_sort_is_a_class_or_a_code() {
        assert!(matches!(parse_sort("p"), Ok(Sort::Class(FeatureClass::Populated))));
        assert!(matches!(parse_sort("ppl"), Ok(Sort::Code(_))));
        assert!(parse_sort("Q").is_err() && parse_sort("TOWN").is_err() && parse_sort("a town").is_err());
    }
}

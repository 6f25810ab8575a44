//! Texts in, phrases out.

use geo::{Distance, Haversine, Point};
use proptest::prelude::*;

use super::{Relation, SpatialPhrase};
use crate::{
    document::Document,
    gazetteer::{Gazetteer, GeoPrecision},
    geoparse::Geoparser,
    resolve::Footprint,
};

fn phrases(text: &str) -> Vec<(String, SpatialPhrase)> {
    let (gazetteer, document) = (Gazetteer::embedded(), Document::from_text(text));
    let parsed = Geoparser::new(&gazetteer).parse(&document);
    let read = parsed.spatial_phrases().iter();
    read.map(|it| (it.span.of(text).to_owned(), it.clone())).collect()
}

#[track_caller]
fn one(text: &str) -> (String, Relation, Footprint) {
    let mut found = phrases(text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    let (words, phrase) = found.remove(0);
    (words, phrase.relation, phrase.footprint)
}

fn kilometres(footprint: Footprint, latitude: f64, longitude: f64) -> f64 {
    Haversine.distance(footprint.point, Point::new(longitude, latitude)) / 1000.0
}

#[test]
fn a_distance_in_a_direction_leads_there() {
    for (text, words, distance_km, bearing) in [
        ("It fell 50 km north of Quetta.", "50 km north of Quetta", 50.0, 0.0),
        (
            "About 30 miles (48 km) south-east of Quetta it fell.",
            "About 30 miles (48 km) south-east of Quetta",
            48.3,
            135.0,
        ),
        (
            "The mine lies twenty-five kilometres to the west of the city of Quetta.",
            "twenty-five kilometres to the west of the city of Quetta",
            25.0,
            270.0,
        ),
        ("It stands at a camp 10-km north-east of Quetta.", "10-km north-east of Quetta", 10.0, 45.0),
        ("A mile east of Quetta it fell.", "A mile east of Quetta", 1.6, 90.0),
        ("They met 20 to 30 km due south of Quetta.", "20 to 30 km due south of Quetta", 25.0, 180.0),
    ] {
        let (found, relation, footprint) = one(text);
        assert_eq!((found.as_str(), relation), (words, Relation::Offset));
        let quetta = Point::new(67.0, 30.2);
        let off = (Haversine.distance(quetta, footprint.point) / 1000.0 - distance_km).abs();
        assert!(off < 6.0, "{words}: {off} km off");
        if distance_km > 20.0 {
            let aside = (geo::Bearing::bearing(&Haversine, quetta, footprint.point) - bearing + 540.0)
                % 360.0
                - 180.0;
            assert!(aside.abs() < 10.0, "{words}: {aside}° aside");
        }
        assert!(
            footprint.uncertainty_km > distance_km * 0.38 && footprint.uncertainty_km < distance_km + 15.0
        );
    }
}

#[test]
fn a_distance_without_direction_widens_the_place() {
    for text in [
        "The camp is 20 km from Quetta.",
        "The camp is 20 km away from Quetta.",
        "The camp is within 20 km of Quetta.",
        "The camp is just 20 km outside Quetta.",
        "The boat sank 20 km off Karachi.",
    ] {
        let (words, relation, footprint) = one(text);
        assert_eq!(relation, Relation::Distance, "{words}");
        assert!(footprint.uncertainty_km > 22.0, "{words}");
    }
}

#[test]
fn near_is_near() {
    for text in [
        "It fell near Bannu.",
        "It fell close to Bannu.",
        "It fell on the outskirts of Bannu.",
        "It fell north of Bannu.",
    ] {
        let (words, relation, footprint) = one(text);
        assert_eq!((relation, footprint.precision), (Relation::Near, GeoPrecision::Area), "{words}");
        assert!(kilometres(footprint, 32.99, 70.6) < 10.0 && footprint.uncertainty_km >= 10.0, "{words}");
    }
}

#[test]
fn a_part_lies_on_its_side() {
    for text in [
        "It rained in northern Iraq.",
        "It rained in the north of Iraq.",
        "It rained in the northern part of Iraq.",
        "It rained in Iraq's north.",
    ] {
        let (words, relation, footprint) = one(text);
        assert_eq!((relation, footprint.precision), (Relation::Part, GeoPrecision::Region), "{words}");
        let latitude = footprint.point.y();
        assert!(latitude > 34.2 && latitude < 36.5, "{words}: {latitude}");
        // Mosul, in the far north, is within what is said.
        assert!(kilometres(footprint, 36.34, 43.13) <= footprint.uncertainty_km, "{words}");
    }
    // A box with Alaska and Hawaii in it must not lead into the sea.
    let (_, _, west) = one("It rained in the western United States.");
    assert!((-125.0..=-105.0).contains(&west.point.x()), "{west:?}");
    let (_, _, middle) = one("It rained in central Iraq.");
    assert!(kilometres(middle, 33.0, 43.8) < 60.0);
    assert!(one("A bomb hit eastern Baghdad.").2.point.x() > 44.37);
}

#[test]
fn what_lies_between_is_half_way() {
    let (words, relation, footprint) = one("The bus fell from the road between Kabul and Jalalabad.");
    assert_eq!((words.as_str(), relation), ("between Kabul and Jalalabad", Relation::Between));
    for (latitude, longitude) in [(34.53, 69.17), (34.43, 70.45)] {
        assert!(kilometres(footprint, latitude, longitude) <= footprint.uncertainty_km + 1.0);
    }
    assert!(phrases("Talks between London and Paris failed.").is_empty());
}

#[test]
fn borders_lie_where_two_countries_meet() {
    for text in [
        "Troops shot at the Afghan–Pakistani border.",
        "Troops shot at the border between Afghanistan and Pakistan.",
    ] {
        let (words, relation, footprint) = one(text);
        assert_eq!(relation, Relation::Border, "{words}");
        // Both ends of the border are within what is said.
        for (latitude, longitude) in [(29.9, 61.0), (36.9, 74.5)] {
            assert!(kilometres(footprint, latitude, longitude) <= footprint.uncertainty_km, "{words}");
        }
    }
    assert!(phrases("There are border tensions between Afghanistan and Pakistan.").is_empty());
    assert!(phrases("Troops shot at the border between Norway and Chile.").is_empty());
}

#[test]
fn other_words_lead_nowhere() {
    for text in [
        "It rained in Quetta.",
        "North Carolina is calm.",
        "South Africa won.",
        "Iraq's northern city of Mosul was calm.",
        "He came from Quetta.",
        "The mayor of Quetta left.",
        "Two people of Quetta left.",
        "North of. Quetta is calm.",
    ] {
        assert!(phrases(text).is_empty(), "{text}: {:?}", phrases(text));
    }
}

proptest! {
    #[test]
    fn any_words_of_space_fit_their_text(words in prop::collection::vec(prop::sample::select(vec![
        "Quetta", "Kabul", "Iraq", "Fiji", "the", "of", "north", "-", "eastern", "between", "and", "border", "50", "km",
        "a", "mile", "within", "(", ")", "'s", "off", "near", "from", "road", "–", "Pakistani", ".", "Russia", "0",
    ]), 0..25)) {
        let text = words.join(" ");
        for (found, phrase) in phrases(&text) {
            prop_assert!(!found.is_empty());
            prop_assert!(phrase.footprint.uncertainty_km.is_finite() && phrase.footprint.uncertainty_km > 0.0);
            let (x, y) = phrase.footprint.point.x_y();
            prop_assert!((-180.0..=180.0).contains(&x) && (-90.0..=90.0).contains(&y));
        }
    }
}

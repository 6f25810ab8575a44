//! Every format of layers, read back.

use dateline::layer::LayerFormat;
use geojson::{FeatureCollection, GeometryValue, feature::Id};
use serde_json::Value;

use crate::support::{TestEnv, features, json_lines};

const TEXT: &str = "QUETTA, Pakistan, Nov. 30, 2022 — A suicide bomber killed three people and injured 23 in Quetta \
                    on Wednesday, officials in Islamabad said. Six people were killed in clashes between \
                    Chaman, Pakistan, and Spin Boldak, Afghanistan.";

#[test]
fn geojson_is_a_collection_of_points_with_the_same_keys() {
    let env = TestEnv::new();
    let written = env.run_with(&["map", "-"], TEXT).done();
    let collection: FeatureCollection = written.parse().unwrap();
    assert!(collection.features.len() > 3);
    let keys =
        |at: usize| -> Vec<&String> { collection.features[at].properties.as_ref().unwrap().keys().collect() };
    for (at, feature) in collection.features.iter().enumerate() {
        assert!(matches!(&feature.geometry.as_ref().unwrap().value, GeometryValue::Point { .. }));
        assert!(matches!(&feature.id, Some(Id::String(_))));
        assert_eq!(keys(at), keys(0));
        assert!(!feature.contains_property("id"));
    }
    let members = collection.foreign_members.unwrap();
    for member in ["name", "description", "generator", "gazetteer"] {
        assert!(members.contains_key(member), "{member}");
    }
    assert!(members["gazetteer"]["credit"].as_str().unwrap().contains("GeoNames"));
    assert!(!members.contains_key("crs"));
}

#[test]
fn foreign_members_stand_before_the_features() {
    let written = TestEnv::new().run_with(&["map", "-"], TEXT).done();
    assert!(written.find("\"gazetteer\"").unwrap() < written.find("\"features\"").unwrap());
}

#[test]
fn features_by_line_are_those_of_the_collection() {
    let env = TestEnv::new();
    let collection = features(&env.run_with(&["map", "-"], TEXT).done());
    assert_eq!(json_lines(&env.run_with(&["map", "-", "-f", "geojsonl"], TEXT).done()), collection);
}

#[test]
fn coordinates_have_at_most_six_decimals() {
    for feature in features(&TestEnv::new().run_with(&["map", "-"], TEXT).done()) {
        for degrees in feature["geometry"]["coordinates"].as_array().unwrap() {
            let digits = degrees.to_string();
            assert!(digits.split('.').nth(1).is_none_or(|it| it.len() <= 6), "{digits}");
        }
    }
}

#[test]
fn ids_of_features_are_unique_even_where_documents_share_one() {
    let env = TestEnv::new();
    env.write("in.jsonl", "{\"id\": \"1\", \"text\": \"Rain fell in Kabul.\"}\n".repeat(3));
    let found = features(&env.run(&["map", "in.jsonl"]).done());
    let ids: Vec<&Value> = found.iter().map(|it| &it["id"]).collect();
    assert_eq!(ids, ["1#place:1138958", "1#place:1138958~2", "1#place:1138958~3"]);
}

#[test]
fn a_line_of_json_lines_has_the_keys_of_the_contract() {
    let lines = json_lines(&TestEnv::new().run_with(&["map", "-", "-f", "jsonl"], TEXT).done());
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&lines[0]), ["id", "mentions", "incidents"]);
    let mention = keys(&lines[0]["mentions"][0]);
    for key in "start end text kind usage status reason lat lon geonameid place_id name country admin1 \
                feature_code confidence geo_precision uncertainty_km"
        .split_whitespace()
    {
        assert!(mention.iter().any(|it| it == key), "{key}");
    }
    for incident in lines[0]["incidents"].as_array().unwrap() {
        let incident = keys(incident);
        for key in
            "type stage date_start date_end location lat lon fatalities fatalities_low fatalities_high \
                    injuries injuries_low injuries_high perpetrators weapons confidence quote start end"
                .split_whitespace()
        {
            assert!(incident.iter().any(|it| it == key), "{key}");
        }
    }
}

#[test]
fn an_empty_input_is_written_validly_in_every_format() {
    let env = TestEnv::new();
    env.write("in.jsonl", "\n\n");
    for format in LayerFormat::all() {
        let name = format!("out.{}", format.extensions()[0]);
        let said = env.run(&["map", "in.jsonl", "-o", &name, "--force"]);
        let lines = format.name() == "jsonl";
        assert_eq!(said.stderr.contains("the layer is empty"), !lines, "{name}: {}", said.stderr);
        said.done();
        let written = std::fs::read(env.path(&name)).unwrap();
        let text = String::from_utf8_lossy(&written);
        match format {
            LayerFormat::GeoJson => assert!(features(&text).is_empty()),
            LayerFormat::Csv | LayerFormat::Tsv => assert_eq!(text.lines().count(), 1),
            LayerFormat::Kml => assert!(text.ends_with("</kml>\n") && !text.contains("<Placemark>")),
            LayerFormat::Html => assert!(text.contains("\"documents\":[\n]}</script>")),
            _ if format.is_text() => assert_eq!(text, ""),
            _ => assert!(!written.is_empty()),
        }
    }
}

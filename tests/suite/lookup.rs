//! `dateline lookup`: names, beginnings, misspellings, and what leaves places out.

use serde_json::Value;

use crate::support::TestEnv;

#[test]
fn lookup_prints_a_table_or_json() {
    let env = TestEnv::new();
    let table = env.run(&["lookup", "kabul"]).done();
    let first = table.lines().next().unwrap();
    assert!(first.starts_with("Kabul, ") && first.contains("Afghanistan"), "{table}");
    assert!(first.contains("34.5281, 69.1723") && first.contains("1138958"), "{table}");
    let json: Value = serde_json::from_str(&env.run(&["lookup", "KABUL", "--json"]).done()).unwrap();
    assert_eq!((&json[0]["geonameid"], &json[0]["country"]), (&1_138_958.into(), &"AF".into()));
    let by_key = env.run(&["lookup", "1138958", "--json"]).done();
    assert_eq!(serde_json::from_str::<Value>(&by_key).unwrap()[0]["name"], "Kabul");
}

#[test]
fn lookup_of_nothing_ends_with_1() {
    let run = TestEnv::new().run(&["lookup", "Xyzzyville", "--json"]);
    assert_eq!(serde_json::from_str::<Value>(&run.stdout).unwrap(), Value::Array(Vec::new()));
    assert!(run.fails(1).contains("no place in the gazetteer bears the name \"Xyzzyville\""));
}

#[test]
fn country_and_class_leave_places_out() {
    let rows = found(&["Springfield", "--country", "us,ca", "--class", "P", "--limit", "500"]);
    assert!(rows.len() > 5);
    for row in &rows {
        assert!(["US", "CA"].contains(&row["country"].as_str().unwrap()), "{row}");
        assert_eq!(row["feature_class"], "P");
    }
    let capitals = found(&["Tripoli", "--class", "pplc,adm2"]);
    assert_eq!(column(&capitals, "feature_code"), ["PPLC"]);
    let message = TestEnv::new().run(&["lookup", "Kabul", "--country", "FR"]).fails(1);
    assert!(message.contains("no place of those asked for bears the name \"Kabul\"; "), "{message}");
}

#[test]
fn near_sorts_by_distance_and_says_it() {
    let rows = found(&["Tripoli", "--near", "34.4335,35.8441"]);
    assert_eq!((&rows[0]["country"], &rows[0]["distance_km"]), (&"LB".into(), &0.0.into()));
    let distances: Vec<f64> = rows.iter().map(|it| it["distance_km"].as_f64().unwrap()).collect();
    assert!(distances.is_sorted() && rows.len() > 2, "{distances:?}");
    assert_eq!(found(&["Tripoli", "--near", "34.4,35.8", "--within", "50"]).len(), 1);
    assert_eq!(found(&["Cape Town", "--near", "-33.9,18.4"])[0]["country"], "ZA");
    assert_eq!(found(&["Tripoli"])[0]["distance_km"], Value::Null);
    let table = TestEnv::new().run(&["lookup", "Tripoli", "--near", "34.4,35.8", "--within", "50"]).done();
    assert!(table.contains("  5.5 km  266826"), "{table}");
}

#[test]
fn a_beginning_finds_the_best_known_first() {
    let rows = found(&["afghan", "--prefix"]);
    assert_eq!((&rows[0]["name"], &rows[0]["matched_kind"]), (&"Afghanistan".into(), &"primary".into()));
    let ids = column(&rows, "place_id");
    assert_eq!(ids.iter().filter(|it| *it == "1149361").count(), 1, "each place comes once");
    assert!(found(&["new", "--prefix", "--country", "AU"]).iter().all(|it| it["country"] == "AU"));
    let message = TestEnv::new().run(&["lookup", "Xyzzyv", "--prefix"]).fails(1);
    assert_eq!(message, "dateline: no place in the gazetteer has a name that begins with \"Xyzzyv\"\n");
}

#[test]
fn a_misspelling_is_answered_with_what_may_be_meant() {
    let env = TestEnv::new();
    let message = env.run(&["lookup", "Afganistaan"]).fails(1);
    let expected = "dateline: no place in the gazetteer bears the name \"Afganistaan\"\nhint: did you mean ";
    assert!(message.starts_with(expected) && message.contains("Afghanistan"), "{message}");
    let rows = found(&["Afganistaan", "--fuzzy"]);
    assert_eq!((&rows[0]["name"], &rows[0]["matched_name"]), (&"Afghanistan".into(), &"Afghanistan".into()));
    let exact = found(&["Kabul", "--fuzzy"]);
    assert_eq!(exact[0]["place_id"], "1138958", "what is spelled so comes first");
}

#[test]
fn the_name_that_matched_is_said_with_its_sort() {
    for (name, place, kind) in [
        ("Ceylon", "Sri Lanka", "historic"),
        ("Pakistani", "Pakistan", "demonym"),
        ("U.A.E.", "United Arab Emirates", "abbreviation"),
        ("Kabul", "Kabul", "primary"),
    ] {
        let rows = found(&[name]);
        assert_eq!((&rows[0]["name"], &rows[0]["matched_name"]), (&place.into(), &name.into()));
        assert_eq!(rows[0]["matched_kind"], kind, "{name}");
    }
    let location = serde_json::json!(["Quetta", "Balochistan", "Pakistan"]);
    assert_eq!(found(&["Quetta"])[0]["location"], location);
    let table = TestEnv::new().run(&["lookup", "Pakistani"]).done();
    assert!(table.ends_with("  as Pakistani (demonym)\n"), "{table}");
}

#[test]
fn what_cannot_be_asked_is_said() {
    let env = TestEnv::new();
    for (args, what) in [
        (&["--near", "34"][..], "expected latitude and longitude"),
        (&["--near", "120.5,-33.9"], "the latitude comes first"),
        (&["--within", "50"], "--near <LAT,LON>"),
        (&["--near", "1,2", "--within", "-5"], "expected kilometres"),
        (&["--country", "Pakistan"], "\"Pakistan\" is no country's code\nhint: Pakistan is PK"),
        (&["--country", "QQ"], "\"QQ\" is no country's code\nhint: "),
        (&["--class", "Q"], "expected a feature class"),
        (&["--prefix", "--fuzzy"], "cannot be used with"),
    ] {
        let message = env.run(&[&["lookup", "Kabul"], args].concat()).fails(2);
        assert!(message.contains(what), "{args:?}: {message}");
    }
}

/// What `lookup --json` prints for these arguments.
#[track_caller]
fn found(args: &[&str]) -> Vec<Value> {
    let json = TestEnv::new().run(&[&["lookup", "--json"], args].concat()).done();
    serde_json::from_str(&json).unwrap()
}

fn column(rows: &[Value], key: &str) -> Vec<String> {
    rows.iter().map(|it| it[key].as_str().unwrap().to_owned()).collect()
}

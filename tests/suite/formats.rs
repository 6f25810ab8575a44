//! Formats beyond GeoJSON: tables of cells, files in layers, exports, and text that means harm.

use std::fs;

use dateline::layer::LayerFormat;
use serde_json::{Value, json};

use crate::support::{TestEnv, features, json_lines};

const TEXT: &str = "QUETTA, Pakistan, Nov. 30, 2022 — A suicide bomber killed three people and injured 23 in Quetta \
                    on Wednesday, officials in Islamabad said. Six people were killed in clashes between \
                    Chaman, Pakistan, and Spin Boldak, Afghanistan.";

/// A folder with a layer of that text.
fn mapped() -> TestEnv {
    let env = TestEnv::new();
    env.write("article.txt", TEXT);
    env.run(&["map", "article.txt", "-q", "-o", "map.geojson"]).done();
    env
}

/// The rows of a table by the names of their columns.
fn rows(text: &str, delimiter: u8) -> Vec<Value> {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
    let names = reader.headers().unwrap().clone();
    let row = |it: csv::StringRecord| {
        names.iter().zip(&it).map(|(name, cell)| (name.to_owned(), json!(cell))).collect()
    };
    reader.records().map(|it| Value::Object(row(it.unwrap()))).collect()
}

/// What stands in a cell for a value of GeoJSON.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(words) => words.clone(),
        // A whole number is one with and without its point.
        other => other.as_f64().unwrap().to_string(),
    }
}

#[test]
fn a_table_has_the_values_of_the_geojson() {
    let env = mapped();
    let expected = features(&env.read("map.geojson"));
    for (name, delimiter) in [("map.csv", b','), ("map.tsv", b'\t')] {
        env.run(&["export", "map.geojson", "-q", "-o", name]).done();
        let table = rows(&env.read(name), delimiter);
        assert_eq!(table.len(), expected.len());
        for (row, feature) in table.iter().zip(&expected) {
            assert_eq!(row["feature_id"], feature["id"]);
            let point = &feature["geometry"]["coordinates"];
            let number = |key: &str| row[key].as_str().unwrap().parse::<f64>().unwrap();
            assert_eq!(
                (number("longitude"), number("latitude")),
                (point[0].as_f64().unwrap(), point[1].as_f64().unwrap())
            );
            for (key, value) in feature["properties"].as_object().unwrap() {
                if !key.starts_with("marker-") {
                    assert_eq!(row[key], cell(value).as_str(), "{key}");
                }
            }
        }
    }
    assert_eq!(
        env.list().into_iter().filter(|it| it.starts_with("map.")).collect::<Vec<_>>(),
        [
            "map.csv", "map.csv-metadata.json", "map.csvt", "map.geojson", "map.prj", "map.tsv",
            "map.tsv-metadata.json",
        ]
    );
    let types = env.read("map.csvt");
    let header = env.read("map.csv").lines().next().unwrap().to_owned();
    assert_eq!(types.trim().split(',').count(), header.split(',').count());
    let at = header.split(',').position(|it| it == "latitude").unwrap();
    assert_eq!(types.split(',').nth(at), Some("\"CoordY\""));
    let origin: Value = serde_json::from_str(&env.read("map.csv-metadata.json")).unwrap();
    assert!(origin["dc:source"].as_str().unwrap().contains("GeoNames"));
    assert_eq!(origin["tableSchema"]["columns"].as_array().unwrap().len(), header.split(',').count());
}

#[test]
fn a_layer_can_be_written_alone() {
    let env = TestEnv::new();
    let table = |layer: &str| {
        rows(&env.run_with(&["map", "-", "-q", "-f", "csv", "--layer", layer], TEXT).done(), b',')
    };
    let (incidents, locations, mentions, unlocated) =
        (table("incidents"), table("locations"), table("mentions"), table("unlocated"));
    let nowhere = "A bomb exploded on Monday, killing nine people.";
    let told = env
        .run_with(&["map", "-", "-q", "-f", "csv", "--layer", "unlocated", "--date", "2024-03-15"], nowhere)
        .done();
    assert_eq!(rows(&told, b',')[0]["fatalities"], "9");
    assert!(incidents.iter().all(|it| it["layer"] == "incident" && it["latitude"] != ""));
    assert!(locations.iter().all(|it| it["layer"] == "location"));
    assert!(mentions.len() > locations.len());
    assert!(mentions.iter().all(|it| (it["status"] == "resolved") == (it["latitude"] != "")));
    assert!(unlocated.iter().all(|it| it["latitude"] == "" && it["layer"] == "incident"));
}

#[test]
fn profiles_have_the_headers_of_their_data_sets() {
    let env = TestEnv::new();
    let written =
        |profile: &str| env.run_with(&["map", "-", "-q", "-f", "csv", "--profile", profile], TEXT).done();
    let acled = written("acled");
    assert_eq!(
        acled.lines().next().unwrap(),
        "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
    );
    let acled = rows(&acled, b',');
    let bombing = acled.iter().find(|it| it["sub_event_type"] == "Suicide bomb").unwrap();
    assert_eq!(bombing["event_date"], "2022-11-30");
    assert_eq!(
        (&bombing["iso"], &bombing["fatalities"], &bombing["time_precision"]),
        (&json!("586"), &json!("3"), &json!("1"))
    );
    assert_eq!(bombing["event_id_cnty"], "", "ids are ACLED's own to give");
    assert!(bombing["tags"].as_str().unwrap().starts_with("dateline:id=stdin#incident:"));
    let ucdp = written("ucdp");
    assert_eq!(
        ucdp.lines().next().unwrap(),
        "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec,where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,gwnoa,gwnob"
    );
    let ucdp = rows(&ucdp, b',');
    assert_eq!(ucdp.len(), acled.len());
    assert!(
        ucdp.iter().any(|it| it["best"] == "3" && it["geom_wkt"].as_str().unwrap().starts_with("POINT ("))
    );
}

#[test]
fn a_country_s_middle_is_no_spot_of_acled_s() {
    let env = TestEnv::new();
    let text = "A bomb killed four people in Somalia on Monday.";
    let written = env
        .run_with(&["map", "-", "-q", "-f", "csv", "--profile", "acled", "--date", "2024-03-15"], text)
        .done();
    let row = &rows(&written, b',')[0];
    assert_eq!(
        (&row["location"], &row["latitude"], &row["geo_precision"]),
        (&json!("Somalia"), &json!(""), &json!(""))
    );
}

#[test]
fn rows_are_added_to_a_sheet_in_its_own_order_and_once() {
    let env = mapped();
    let sheet =
        "\u{feff}checked;Name;incident_id;Killed by;Fatalities;lat;lon\r\nyes;\"Old; one\";x#1;;5;1;2";
    env.write("sheet.csv", sheet);
    for _ in 0..2 {
        env.run(&["export", "map.geojson", "-q", "--append", "sheet.csv"]).done();
        let after = env.read("sheet.csv");
        let added = after.strip_prefix(sheet).expect("what was there stays as it was");
        let added: Vec<&str> = added.strip_prefix("\r\n").unwrap().lines().collect();
        let incidents = features(&env.read("map.geojson"));
        let incidents: Vec<&Value> =
            incidents.iter().filter(|it| it["properties"]["layer"] == "incident").collect();
        assert_eq!(added.len(), incidents.len());
        for (line, incident) in added.iter().zip(incidents) {
            let id = incident["id"].as_str().unwrap();
            assert!(line.starts_with(';') && line.contains(id), "{line}");
        }
        assert_eq!(after.matches("\r\n").count(), after.matches('\n').count());
    }
    assert_eq!(env.list(), ["article.txt", "map.geojson", "sheet.csv"]);
}

#[test]
fn a_layer_in_a_folder_is_no_news() {
    let env = mapped();
    for name in ["map.csv", "map.html"] {
        env.run(&["export", "map.geojson", "-q", "-o", name]).done();
    }
    env.run(&["map", ".", "-o", "again.geojson", "--allow-failures"]).done();
    assert_eq!(features(&env.read("again.geojson")).len(), features(&env.read("map.geojson")).len());
    for name in ["map.csv", "map.html"] {
        let error = env.run(&["map", name, "-o", "none.geojson"]).fails(1);
        assert!(error.contains(name) && error.contains("that was written before"), "{error}");
    }
}

#[test]
fn rows_of_a_profile_are_known_again_in_a_sheet() {
    let env = mapped();
    for profile in ["acled", "ucdp"] {
        let name = format!("{profile}.csv");
        env.run(&["export", "map.geojson", "-q", "-o", &name, "--profile", profile]).done();
        let before = env.read(&name);
        let again = env.run(&["export", "map.geojson", "--append", &name, "--profile", profile]);
        let rows = rows(&before, b',').len();
        assert!(again.stderr.contains(&format!("0 rows added, {rows} there already")), "{}", again.stderr);
        assert_eq!(env.read(&name), before);
    }
}

#[test]
fn a_sheet_that_cannot_be_continued_is_left_alone() {
    let env = mapped();
    for (bytes, why) in [
        (&b"name,notes\n"[..], "feature_id"),
        (b"incident_id,name\n1,\"open\n", "quote"),
        (b"incident_id,name\n1,Z\xfcrich\n", "UTF-8"),
        (b"", "no column"),
    ] {
        env.write("sheet.csv", bytes);
        let error = env.run(&["export", "map.geojson", "--append", "sheet.csv"]).fails(1);
        assert!(error.contains(why) && error.contains("hint:"), "{error}");
        assert_eq!(fs::read(env.path("sheet.csv")).unwrap(), bytes);
    }
    env.run(&["export", "map.geojson", "--append", "missing.csv"]).fails(1);
}

#[test]
fn split_writes_a_file_a_layer_and_none_for_empty_ones() {
    let env = TestEnv::new();
    env.write("article.txt", "Rain fell in Kabul.");
    env.run(&["map", "article.txt", "-q", "-o", "map.geojson", "--split", "--style"]).done();
    assert_eq!(
        env.list(),
        [
            "article.txt",
            "map.documents.geojson",
            "map.documents.qml",
            "map.locations.geojson",
            "map.locations.qml",
            "map.mentions.geojson",
            "map.mentions.qml",
            "map.uncertainty.geojson",
            "map.uncertainty.qml",
        ]
    );
    let rings = features(&env.read("map.uncertainty.geojson"));
    assert_eq!(rings[0]["geometry"]["type"], "MultiPolygon");
    assert_eq!(rings[0]["id"], features(&env.read("map.locations.geojson"))[0]["id"]);
    assert!(env.run(&["map", "article.txt", "-o", "map.geojson", "--split"]).fails(1).contains("--force"));
}

#[test]
fn files_beside_are_written_together_with_the_layer_or_not_at_all() {
    let env = TestEnv::new();
    env.write("article.txt", TEXT).write("map.prj", "theirs");
    let error = env.run(&["map", "article.txt", "-o", "map.csv"]).fails(1);
    assert!(error.contains("map.prj"), "{error}");
    assert_eq!(env.list(), ["article.txt", "map.prj"]);
    assert_eq!(env.read("map.prj"), "theirs");
}

#[test]
fn what_does_not_go_together_is_refused() {
    let env = mapped();
    for args in [
        &["--profile", "acled", "-o", "x.geojson"][..],
        &["--safe-cells", "-o", "x.kml"],
        &["--layer", "incidents", "-o", "x.jsonl"],
        &["--split", "-o", "x.jsonl"],
        &["--split"],
        &["--style", "-o", "x.jsonl"],
        &["--append", "x.csv", "-o", "y.csv"],
        &["--layer", "planets"],
        &["--layer", "mentions", "-o", "x.fgb"],
    ] {
        let args = [&["export", "map.geojson"], args].concat();
        env.run(&args).fails(2);
    }
    env.run(&["export", "map.geojson", "-o", "map.geojson", "--force"]).fails(2);
    assert_eq!(env.list(), ["article.txt", "map.geojson"]);
}

#[test]
fn a_text_sequence_has_a_separator_before_each_row() {
    let env = mapped();
    let sequence = env.run(&["export", "map.geojson", "-q", "-f", "geojsonseq"]).done();
    let lines = env.run(&["export", "map.geojson", "-q", "-f", "geojsonl"]).done();
    assert!(sequence.lines().all(|it| it.starts_with('\u{1e}')));
    assert_eq!(sequence.replace('\u{1e}', ""), lines);
    let back = env.run_with(&["export", "-", "-q"], sequence).done();
    assert_eq!(features(&back), features(&env.read("map.geojson")));
}

#[test]
fn an_export_to_the_same_format_changes_no_byte() {
    let env = TestEnv::new();
    env.write("in.jsonl", format!("{}\n", json!({"id": "a", "text": TEXT, "title": "T"})).repeat(2));
    env.run(&["map", "in.jsonl", "-q", "-o", "map.geojson", "--merge"]).done();
    for through in ["geojson", "geojsonl", "geojsons"] {
        let (between, after) = (format!("one.{through}"), format!("two-{through}.geojson"));
        env.run(&["export", "map.geojson", "-q", "-o", &between]).done();
        env.run(&["export", &between, "-q", "-o", &after]).done();
        assert_eq!(env.read(&after), env.read("map.geojson"), "{through}");
    }
}

#[test]
fn json_lines_and_features_lead_to_one_another() {
    let env = mapped();
    env.run(&["map", "article.txt", "-q", "-o", "found.jsonl"]).done();
    let direct = features(&env.read("map.geojson"));
    let through = features(&env.run(&["export", "found.jsonl", "-q"]).done());
    let told = |it: &Value| {
        let keys = [
            "layer", "name", "type", "date_start", "fatalities", "perpetrators", "place_id", "mentions_count",
        ];
        (it["id"].clone(), it["geometry"].clone(), keys.map(|key| it["properties"][key].clone()))
    };
    assert_eq!(through.iter().map(told).collect::<Vec<_>>(), direct.iter().map(told).collect::<Vec<_>>());
    let lines = json_lines(&env.run(&["export", "map.geojson", "-q", "-f", "jsonl"]).done());
    let found = json_lines(&env.read("found.jsonl"));
    let resolved = |it: &Value| -> Vec<Value> {
        let all = it["mentions"].as_array().unwrap().iter();
        all.filter(|it| it["status"] == "resolved" && it["kind"] == "toponym")
            .map(|it| json!([it["start"], it["end"], it["place_id"]]))
            .collect()
    };
    assert_eq!(resolved(&lines[0]), resolved(&found[0]));
    let placed = found[0]["incidents"].as_array().unwrap().iter().filter(|it| !it["lat"].is_null()).count();
    assert_eq!(lines[0]["incidents"].as_array().unwrap().len(), placed);
}

#[test]
fn a_layer_that_is_none_is_refused() {
    let env = TestEnv::new();
    for (name, text, what) in [
        ("a.geojson", "{\"type\":\"FeatureCollection\"}", "features"),
        (
            "b.geojson",
            "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":null,\"properties\":{}}]}",
            "Feature 1",
        ),
        ("c.geojsonl", "nothing\n", "c.geojsonl:1"),
        ("d.geojson", "{\"features\": [", "not a FeatureCollection"),
    ] {
        env.write(name, text);
        let error = env.run(&["export", name, "-o", "out.csv"]).fails(1);
        assert!(error.contains(what), "{error}");
        assert!(!env.path("out.csv").exists());
    }
    env.run(&["export", "missing.geojson"]).fails(1);
}

/// Texts that break formats, programs or eyes.
fn hostile() -> Vec<String> {
    let mut texts: Vec<String> = [
        "<script>alert(1)</script>",
        "]]>",
        "\"'`,;\t|",
        "a\0b\u{7}c",
        "\u{202e}gnp.exe\u{202c}",
        "=cmd|' /C calc'!A0",
        "+1",
        "-1",
        "@SUM(A1)",
        "👩‍👩‍👧‍👦🏴‍☠️",
        "Z\u{0351}\u{036b}a\u{0343}lgo",
        "line\nline\r\nline",
        "&lt;&amp;",
        "{{7*7}}",
        "%00%0a",
        "\u{feff}bom",
        "\u{fffe}\u{ffff}",
        "'; DROP TABLE incidents; --",
        "<![CDATA[x]]>",
        "../../etc/passwd",
    ]
    .map(ToOwned::to_owned)
    .into();
    texts.push("x".repeat(10_000_000));
    texts
}

/// A layer in which a row has each of them in its name, title and quotes.
fn hostile_layer(texts: &[String]) -> String {
    let row = |(at, words): (usize, &String)| {
        json!({"type": "Feature", "id": format!("{at}{}", words.chars().take(40).collect::<String>()),
            "geometry": {"type": "Point", "coordinates": [69.17, 34.53]},
            "properties": {"layer": "incident", "name": words.chars().take(600).collect::<String>(), "title": words, "quote": words.chars().take(600).collect::<String>(), "event_type": words.chars().take(40).collect::<String>(),
                "uncertainty_km": 2.0, "document_id": format!("d{at}")}})
        .to_string()
    };
    texts.iter().enumerate().map(row).collect::<Vec<_>>().join("\n") + "\n"
}

/// What formats make of a text that cannot hold control characters.
fn without_controls(words: &str) -> String {
    words.replace(
        |it: char| it.is_control() && it != '\n' && it != '\t' || matches!(it, '\u{fffe}' | '\u{ffff}'),
        " ",
    )
}

#[test]
fn hostile_text_comes_through_every_format() {
    let texts = hostile();
    let env = TestEnv::new();
    env.write("in.geojsonl", hostile_layer(&texts));
    for format in LayerFormat::all() {
        let name = format!("out.{}", format.extensions()[0]);
        env.run(&["export", "in.geojsonl", "-q", "-o", &name, "--force"]).done();
    }
    let expected: Vec<String> = texts.iter().map(|it| without_controls(it)).collect();

    let exact: Vec<Value> =
        features(&env.read("out.geojson")).iter().map(|it| it["properties"]["title"].clone()).collect();
    assert!(exact.iter().eq(texts.iter().map(String::as_str)), "JSON holds every character");
    for (name, delimiter) in [("out.csv", b','), ("out.tsv", b'\t')] {
        let table = rows(&env.read(name), delimiter);
        assert!(table.iter().map(|it| &it["title"]).eq(expected.iter().map(String::as_str)), "{name}");
    }
    env.run(&["export", "in.geojsonl", "-q", "-o", "safe.csv", "--safe-cells", "--force"]).done();
    for row in rows(&env.read("safe.csv"), b',') {
        for (key, value) in row.as_object().unwrap() {
            assert!(!value.as_str().unwrap().starts_with(['=', '+', '-', '@', '\t', '\r']), "{key}");
        }
    }
    let kml = env.read("out.kml");
    let allowed = |it: char| !it.is_control() || matches!(it, '\n' | '\t');
    assert!(kml.chars().all(allowed) && !kml.contains("]]>") && !kml.contains("<script"));
    assert_eq!(kml.matches("<Placemark>").count(), texts.len());
    assert_eq!(kml.matches('<').count(), kml.matches('>').count());
}

#[cfg(feature = "geopackage")]
mod geopackage {
    use rusqlite::Connection;

    use super::*;

    fn column<T: rusqlite::types::FromSql>(file: &Connection, sql: &str) -> Vec<T> {
        let mut query = file.prepare(sql).unwrap();
        query.query_map([], |it| it.get(0)).unwrap().map(|it| it.unwrap()).collect()
    }

    #[test]
    fn a_geopackage_has_layers_with_types_index_style_and_origin() {
        let env = mapped();
        env.write("nowhere.txt", "A bomb exploded on Monday, killing nine people.");
        env.run(&["map", "article.txt", "nowhere.txt", "-q", "-o", "map.gpkg", "--date", "2024-03-15"])
            .done();
        let file = Connection::open(env.path("map.gpkg")).unwrap();
        assert_eq!(column::<i64>(&file, "PRAGMA application_id"), [0x4750_4B47]);
        assert_eq!(column::<String>(&file, "PRAGMA integrity_check"), ["ok"]);
        let count = |table: &str| column::<i64>(&file, &format!("SELECT count(*) FROM {table}"))[0];
        let drawn = features(&env.read("map.geojson"));
        let of = |layer: &str| drawn.iter().filter(|it| it["properties"]["layer"] == layer).count() as i64;
        assert_eq!((count("incidents"), count("locations")), (of("incident"), of("location")));
        assert_eq!(count("uncertainty"), drawn.len() as i64);
        assert_eq!(count("rtree_incidents_geom"), count("incidents"));
        assert_eq!((count("documents"), count("unlocated")), (2, 1));
        assert!(count("mentions") > count("locations"));
        assert_eq!(
            column::<String>(
                &file,
                "SELECT type FROM pragma_table_info('incidents') WHERE name = 'date_start'"
            ),
            ["DATE"]
        );
        let styles: Vec<String> =
            column(&file, "SELECT f_table_name FROM layer_styles WHERE useAsDefault ORDER BY 1");
        assert_eq!(styles, ["incidents", "locations", "mentions", "uncertainty"]);
        let origin: Vec<String> = column(&file, "SELECT metadata FROM gpkg_metadata");
        assert!(origin[0].contains("dateline ") && origin[1].contains("GeoNames"), "{origin:?}");
        let undescribed = "SELECT column_name FROM gpkg_data_columns WHERE description IS NULL";
        assert!(column::<String>(&file, undescribed).is_empty());
    }

    #[test]
    fn the_same_input_gives_the_same_bytes() {
        let env = mapped();
        for name in ["one.gpkg", "two.gpkg"] {
            env.run(&["map", "article.txt", "-q", "-o", name]).done();
        }
        assert_eq!(fs::read(env.path("one.gpkg")).unwrap(), fs::read(env.path("two.gpkg")).unwrap());
    }

    #[test]
    fn hostile_text_is_text_in_a_geopackage() {
        let texts = hostile();
        let env = TestEnv::new();
        env.write("in.geojsonl", hostile_layer(&texts));
        env.run(&["export", "in.geojsonl", "-q", "-o", "out.gpkg"]).done();
        let file = Connection::open(env.path("out.gpkg")).unwrap();
        let titles: Vec<String> = column(&file, "SELECT title FROM incidents ORDER BY fid");
        assert!(titles.iter().eq(&texts.iter().map(|it| without_controls(it)).collect::<Vec<_>>()));
    }

    #[test]
    fn reports_put_together_have_a_layer() {
        let env = TestEnv::new();
        env.write(
            "in.jsonl",
            format!("{}\n{}\n", json!({"id": "a", "text": TEXT}), json!({"id": "b", "text": TEXT})),
        );
        env.run(&["map", "in.jsonl", "-q", "-o", "map.gpkg", "--merge"]).done();
        let file = Connection::open(env.path("map.gpkg")).unwrap();
        assert!(column::<i64>(&file, "SELECT reports_count FROM events").contains(&2));
    }
}

#[cfg(feature = "flatgeobuf")]
#[test]
fn a_flatgeobuf_holds_the_rows_of_the_geojson() {
    use flatgeobuf::{FallibleStreamingIterator, FeatureProperties, FgbReader};

    let env = mapped();
    let expected = features(&env.read("map.geojson"));
    for _ in 0..2 {
        env.run(&["export", "map.geojson", "-q", "-o", "map.fgb", "--force"]).done();
        let bytes = fs::read(env.path("map.fgb")).unwrap();
        let reader = FgbReader::open(std::io::Cursor::new(&bytes)).unwrap();
        assert!(reader.header().metadata().unwrap().contains("GeoNames"));
        assert_eq!(reader.header().features_count() as usize, expected.len());
        // One corner of the map: the index finds what lies there and no more.
        let mut rows = reader.select_bbox(66.0, 30.0, 67.5, 31.5).unwrap();
        let mut ids = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            ids.push(row.property::<String>("feature_id").unwrap());
        }
        let inside = |it: &&Value| {
            let point = &it["geometry"]["coordinates"];
            (66.0..67.5).contains(&point[0].as_f64().unwrap())
                && (30.0..31.5).contains(&point[1].as_f64().unwrap())
        };
        let mut wanted: Vec<&str> =
            expected.iter().filter(inside).map(|it| it["id"].as_str().unwrap()).collect();
        ids.sort();
        wanted.sort_unstable();
        assert_eq!(ids, wanted);
    }
}

#[cfg(feature = "flatgeobuf")]
#[test]
fn an_empty_flatgeobuf_promises_no_index() {
    use flatgeobuf::FgbReader;

    let env = TestEnv::new();
    env.write("article.txt", "Nobody knows where it happened.");
    env.run(&["map", "article.txt", "-q", "-o", "map.fgb"]).done();
    let bytes = fs::read(env.path("map.fgb")).unwrap();
    let reader = FgbReader::open(std::io::Cursor::new(&bytes)).unwrap();
    assert_eq!((reader.header().features_count(), reader.header().index_node_size()), (0, 0));
}

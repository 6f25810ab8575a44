//! Tables of a user's own places: checked, laid over a gazetteer, added to it.

use std::fs;

use dateline::gazetteer::{self, tables::Tables};
use serde_json::Value;

use crate::support::{TestEnv, features};

const CAMPS: &str = "\
place_id,name,longitude,latitude,feature_code,parent
camp:nine,Camp Nine,29.2,-1.65,CMPRF,216281
quarter:low,Low Quarter,29.21,-1.66,PPLX,216281
";

const HEADER: &str =
    "place_id,name,longitude,latitude,feature_class,feature_code,country,admin1,admin2,population\n";

#[test]
fn every_fault_is_named_by_file_line_and_column() {
    let env = TestEnv::new();
    let table = b"\xef\xbb\xbfplace_id,name,longitude,latitude,feature_class,feature_code,country,admin1,population,parent,south,source\n\
        a,,29.2,-1.6,,,,,,,,\n\
        a,Two,29.2,-1.6,S,PPL,,,,,,\n\
        c,Three,east,\"1,6\",p,CAMP,cd,,12.5,Goma,,\n\
        d,Four,-1.6,29.2,S,CMP,CD,,,,,\n\
        e,Five,29,-100,,,Pakistan,,,,,\n\
        f,Six\n\
        g,S\xe9ven,29,-1,,,,,,nowhere,,\n\
        h,--,120.5,30.1,,,CN,Beijing,,,5,\n\
        i,Nine,190,95,H,,,,,i,,\n\
        ,Ten,0,0,,,QQ,,,,,\n\
        k,Kesharo,29.2,-1.6,,,,,,216281,,a column of their own\n";
    let run = env.write("bad.csv", table).run(&["gazetteer", "check", "bad.csv"]);
    let faults: Vec<&str> = run.stdout.lines().filter(|it| !it.starts_with("  hint: ")).collect();
    assert_eq!(
        faults,
        [
            "bad.csv:2: column name: is empty",
            "bad.csv:3: column feature_code: PPL is of class P, not S",
            "bad.csv:3: column place_id: \"a\" is on line 2 too",
            "bad.csv:4: column longitude: \"east\" is not a number",
            "bad.csv:4: column latitude: \"1,6\" is not a number",
            "bad.csv:4: column country: \"cd\" is no country's code",
            "bad.csv:4: column population: \"12.5\" is not a whole number",
            "bad.csv:4: column feature_class: \"p\" is no feature class",
            "bad.csv:4: column feature_code: \"CAMP\" is no feature code",
            "bad.csv:4: column parent: no place has the key \"Goma\"",
            "bad.csv:5: column latitude: 29.2, -1.6 lies 4424 km from Democratic Republic of the Congo",
            "bad.csv:6: column latitude: -100 lies outside ±90",
            "bad.csv:6: column country: \"Pakistan\" is no country's code",
            "bad.csv:7: 2 columns where the header has 12",
            "bad.csv:8: column name: not UTF-8",
            "bad.csv:8: column parent: no place has the key \"nowhere\"",
            "bad.csv:9: column name: \"--\" has no letter or digit",
            "bad.csv:9: column west: is empty, though others of the extent are not",
            "bad.csv:9: column east: is empty, though others of the extent are not",
            "bad.csv:9: column north: is empty, though others of the extent are not",
            "bad.csv:9: column admin1: \"Beijing\" is no code",
            "bad.csv:10: column longitude: 190 lies outside ±180",
            "bad.csv:10: column latitude: 95 lies outside ±90",
            "bad.csv:10: column feature_code: class H needs a code",
            "bad.csv:10: column parent: the place itself",
            "bad.csv:11: column place_id: is empty",
            "bad.csv:11: column latitude: 0, 0 lies in the sea off Africa",
            "bad.csv:11: column country: \"QQ\" is no country's code",
        ]
    );
    for hint in [
        "latitude and longitude are probably swapped",
        "did you mean \"CMP\"?",
        "did you mean \"CD\"?",
        "a parent is named by its place_id; Goma is \"216281\"",
        "Pakistan is PK",
        "the code of Beijing is \"22\"",
        "decimals follow a point",
    ] {
        assert!(run.stdout.contains(&format!("  hint: {hint}")), "{hint}");
    }
    assert_eq!(run.fails(1), "dateline: 2 places can be read; 28 faults\n");
}

#[test]
fn a_header_that_will_not_do_says_which_column_is_meant() {
    let env = TestEnv::new();
    for (header, said) in [
        (
            "id,name,lon,lattitude",
            "t.csv:1: no column place_id\n  hint: call \"id\" place_id\n\
             t.csv:1: no column longitude\n  hint: call \"lon\" longitude\n\
             t.csv:1: no column latitude\n  hint: call \"lattitude\" latitude\n",
        ),
        (
            "place_id;name;longitude;latitude",
            "t.csv:1: the columns are not parted by commas\n  hint: save the table as CSV with commas\n",
        ),
        (
            "place_id,name,longitude,latitude,populaton",
            "t.csv:1: unknown column \"populaton\"\n  hint: call \"populaton\" population\n",
        ),
        ("place_id,name,name,longitude,latitude", "t.csv:1: column name is there twice\n"),
        ("", "t.csv:1: an empty file; the first line names the columns\n"),
    ] {
        let run = env.write("t.csv", header).run(&["gazetteer", "check", "t.csv"]);
        assert_eq!(run.stdout, said);
        run.fails(1);
    }
}

#[test]
fn folders_are_checked_too() {
    let env = TestEnv::new();
    env.write("own/a.csv", CAMPS)
        .write("own/b.csv", "place_id,name,longitude,latitude,parent\nx,X1,29.2,-1.65,camp:nine\n");
    env.run(&["gazetteer", "check", "own"]).done();
    let rows = "1,One,10.5,20.25,P,PPL,,,,0\n2,Two,10.5,20.25,P,,,,,\n";
    env.write("tables/places.csv", format!("{HEADER}{rows}"));
    env.write(
        "tables/names.csv",
        "place_id,name,language,kind\n1,Uno,es,alternate\n1,Un,fr,other\n1,--,,alternate\n",
    );
    let run = env.run(&["gazetteer", "check", "tables"]);
    assert!(
        run.stdout.contains("tables/places.csv:3: column feature_code: \"\" is no feature code"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("tables/places.csv:3: column population: is empty"), "{}", run.stdout);
    assert!(run.stdout.contains("tables/names.csv:3: "), "{}", run.stdout);
    assert!(run.stdout.contains("has no letter or digit: \"--\""), "{}", run.stdout);
    run.fails(1);
    fs::create_dir(env.path("empty")).unwrap();
    assert!(
        env.run(&["gazetteer", "check", "empty"]).fails(1).contains("empty: no table in this folder\nhint: ")
    );
    assert!(env.run(&["gazetteer", "check", "gone.csv"]).fails(1).contains("gone.csv: no such file"));
}

#[test]
fn a_table_is_laid_over_the_gazetteer() {
    let env = TestEnv::new();
    env.write("camps.csv", CAMPS);
    let camp = first(&env, &["camp nine", "--gazetteer", "camps.csv"]);
    assert_eq!((&camp["country"], &camp["admin1"]), (&"CD".into(), &"North Kivu".into()));
    let above = ["Camp Nine", "Goma", "North Kivu", "Democratic Republic of the Congo"];
    assert_eq!(camp["location"], serde_json::json!(above));
    assert_eq!(first(&env, &["Kabul", "--gazetteer", "camps.csv"])["place_id"], "1138958");
    env.run(&["lookup", "camp nine"]).fails(1);

    let text = "Rain fell in Camp Nine and in Goma.";
    let map = env.run_with(&["map", "-", "--gazetteer", "camps.csv"], text).done();
    let names: Vec<Value> = features(&map).iter().map(|it| it["properties"]["place_id"].clone()).collect();
    assert_eq!(names, ["camp:nine", "216281"]);
    let collection: Value = serde_json::from_str(&map).unwrap();
    assert!(map.contains(camp["gazetteer"].as_str().unwrap()), "{}", collection["gazetteer"]);
}

#[test]
fn later_gazetteers_go_before_earlier_ones() {
    let env = TestEnv::new();
    env.write("tables/places.csv", format!("{HEADER}camp:nine,Camp Ten,10.5,20.25,S,CMP,,,,70\n"));
    env.write("camps.csv", CAMPS);
    env.write("moved.csv", "place_id,name,longitude,latitude\ncamp:nine,Camp Eleven,29.3,-1.6\n");
    let over = |names: &[&str]| {
        let mut args = vec!["camp nine"];
        args.extend(names.iter().flat_map(|it| ["--gazetteer", it]));
        first(&env, &args)
    };
    let camp = over(&["embedded", "tables", "camps.csv"]);
    assert_eq!(
        (&camp["name"], &camp["population"]),
        (&"Camp Nine".into(), &70.into()),
        "empty cells are kept"
    );
    assert_eq!(camp["location"][1], "Goma");
    let moved = over(&["camps.csv", "moved.csv"]);
    assert_eq!((&moved["name"], &moved["matched_name"]), (&"Camp Eleven".into(), &"Camp Nine".into()));
    assert_eq!((&moved["feature_code"], &moved["location"][1]), (&"CMPRF".into(), &"Goma".into()));
}

#[test]
fn a_table_with_a_fault_is_not_used() {
    let env = TestEnv::new();
    env.write("bad.csv", CAMPS.replace("29.2,", "east,").replace("216281\n", "nowhere\n"));
    let message = env.run(&["lookup", "camp nine", "--gazetteer", "bad.csv"]).fails(1);
    assert_eq!(
        message,
        "dateline: bad.csv:2: column longitude: \"east\" is not a number\n\
         hint: `dateline gazetteer check` lists all 3 faults\n"
    );
}

#[test]
fn a_table_that_was_added_is_there_in_later_runs() {
    let env = TestEnv::new();
    env.write("camps.csv", CAMPS);
    let embedded = first(&env, &["Kabul"])["gazetteer"].clone();
    let said = env.run(&["gazetteer", "add", "camps.csv"]);
    let target = env.data().join("overlays/camps.csv");
    assert_eq!(
        said.stderr,
        format!("dateline: {} is laid over the gazetteer from now on\n", target.display())
    );
    assert_eq!(fs::read_to_string(&target).unwrap(), CAMPS);
    let camp = first(&env, &["camp nine"]);
    assert_eq!(camp["place_id"], "camp:nine");
    assert_ne!(camp["gazetteer"], embedded);
    let table = env.run(&["lookup", "camp nine"]);
    assert!(
        table.stderr.contains(&format!("checksum {}", camp["gazetteer"].as_str().unwrap())),
        "{}",
        table.stderr
    );
    env.run(&["lookup", "camp nine", "--gazetteer", "embedded"]).fails(1);

    let message = env.run(&["gazetteer", "add", "camps.csv"]).fails(1);
    assert!(message.contains("the file exists already\nhint: --force replaces it"), "{message}");
    env.write("another.csv", CAMPS.replace("camp:", "camp2:").replace("quarter:", "quarter2:"));
    env.run(&["gazetteer", "add", "another.csv", "camps.csv"]).fails(1);
    assert_eq!(fs::read_dir(target.parent().unwrap()).unwrap().count(), 1, "all or none");
    env.run(&["gazetteer", "add", "camps.csv", "--force"]).done();
    // A second table builds on the first; the first may then not lose what the second needs.
    env.write("more.csv", "place_id,name,longitude,latitude,parent\nx,Tent Hall,29.2,-1.65,camp:nine\n");
    env.run(&["gazetteer", "add", "more.csv"]).done();
    assert_eq!(first(&env, &["tent hall"])["location"][1], "Camp Nine");
    env.write("camps.csv", CAMPS.replace("camp:nine", "camp:other"));
    let run = env.run(&["gazetteer", "add", "camps.csv", "--force"]);
    assert!(
        run.stdout.contains("more.csv:2: column parent: no place has the key \"camp:nine\""),
        "{}",
        run.stdout
    );
    assert!(run.fails(1).ends_with("dateline: nothing was added\n"));
    assert_eq!(fs::read_to_string(&target).unwrap(), CAMPS);

    fs::write(&target, "place_id,name\n").unwrap();
    let message = env.run(&["lookup", "Kabul"]).fails(1);
    assert!(message.contains("overlays/camps.csv:1: no column longitude"), "{message}");
    env.run(&["lookup", "Kabul", "--gazetteer", "embedded"]).done();
}

#[test]
fn a_gazetteer_folder_names_its_index_in_use() {
    let env = TestEnv::new();
    env.write("tables/places.csv", format!("{HEADER}1,Elsewhere,10.5,20.25,P,PPL,,,,70\n"));
    let index = gazetteer::compile(&Tables::read(&env.path("tables")).unwrap()).unwrap();
    env.write("mine/2026-01/gazetteer.index", index).write("mine/CURRENT", "2026-01\n");
    env.write("near.csv", "place_id,name,longitude,latitude,parent\nx,Nearby,10.5,20.3,1\n");
    env.run(&["gazetteer", "add", "near.csv", "--out", "mine"]).done();
    let near = first(&env, &["nearby", "--gazetteer", "mine"]);
    assert_eq!(near["location"], serde_json::json!(["Nearby", "Elsewhere"]));
    env.run(&["lookup", "Kabul", "--gazetteer", "mine"]).fails(1);
    for name in ["../tables", "", "a\nb"] {
        env.write("mine/CURRENT", name);
        let message = env.run(&["lookup", "nearby", "--gazetteer", "mine"]).fails(1);
        assert!(message.contains("mine/CURRENT:1: names no subfolder of its folder"), "{message}");
    }
    env.write("mine/CURRENT", "gone");
    let message = env.run(&["lookup", "nearby", "--gazetteer", "mine"]).fails(1);
    assert!(message.contains("mine/gone/gazetteer.index: no such file"), "{message}");
    env.run(&["gazetteer", "add", "near.csv", "--gazetteer", "mine"]).fails(2);
}

/// The first place that `lookup --json` prints for these arguments.
#[track_caller]
fn first(env: &TestEnv, args: &[&str]) -> Value {
    let json = env.run(&[&["lookup", "--json"], args].concat()).done();
    serde_json::from_str::<Value>(&json).unwrap()[0].clone()
}

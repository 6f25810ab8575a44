//! The program as a person meets it: help, exit codes, files and pipes.

use std::{fs, io::Read, process::Stdio};

use dateline::gazetteer::{self, tables::Tables};
use serde_json::Value;

use crate::support::{Run, TestEnv, features, json_lines};

const TEXT: &str =
    "KABUL, June 3, 2021 (Reuters) - Rain fell in Kabul and Quetta, Pakistan. The Afghans left.";

#[test]
fn help_fits_a_screen_and_has_examples() {
    let env = TestEnv::new();
    for args in [
        &["-h"][..],
        &["map", "-h"],
        &["lookup", "-h"],
        &["explain", "-h"],
        &["evaluate", "-h"],
        &["gazetteer", "-h"],
    ] {
        let help = env.run(args).done();
        assert!(help.lines().count() <= 45, "{args:?} has {} lines", help.lines().count());
        let first = help.lines().next().unwrap();
        assert!(!first.ends_with('.') && first.starts_with(char::is_uppercase), "{first}");
    }
    let commands: [&[&str]; 5] =
        [&["map"], &["lookup"], &["explain"], &["gazetteer", "check"], &["gazetteer", "add"]];
    for command in commands {
        let help = env.run(&[command, &["--help"]].concat()).done();
        assert!(help.contains("Examples:\n  dateline ") && help.contains("dateline"), "{help}");
    }
}

#[test]
fn no_arguments_print_help() {
    let message = TestEnv::new().run(&[]).fails(2);
    assert!(message.contains("Usage: dateline"), "{message}");
}

#[test]
fn version_is_the_package_s() {
    let version = TestEnv::new().run(&["--version"]).done();
    assert_eq!(version, format!("dateline {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_text_becomes_a_map() {
    let env = TestEnv::new();
    let run = env.write("article.txt", TEXT).run(&["map", "article.txt", "-o", "map.geojson"]);
    assert!(run.stderr.starts_with("dateline: 1 document, "), "{}", run.stderr);
    assert_eq!(run.done(), "");
    let found = features(&env.read("map.geojson"));
    let names: Vec<&Value> = found.iter().map(|it| &it["properties"]["name"]).collect();
    assert_eq!(names, ["Kabul", "Quetta", "Pakistan"]);
    assert_eq!(env.list(), ["article.txt", "map.geojson"]);
}

#[test]
fn demonyms_are_on_the_map_only_when_asked_for() {
    let env = TestEnv::new();
    let kinds = |args: &[&str]| -> Vec<Value> {
        let found = features(&env.run_with(args, TEXT).done());
        found.iter().map(|it| it["properties"]["kind"].clone()).collect()
    };
    assert!(!kinds(&["map", "-"]).contains(&"demonym".into()));
    assert!(kinds(&["map", "-", "--demonyms"]).contains(&"demonym".into()));
}

#[test]
fn the_standard_input_is_a_text_unless_said_otherwise() {
    let env = TestEnv::new();
    let lines = json_lines(&env.run_with(&["map", "-f", "jsonl"], TEXT).done());
    assert_eq!(lines[0]["id"], "stdin");
    let record = "{\"id\": 3, \"text\": \"Rain fell in Kabul.\"}\n";
    let args = ["map", "-", "--format", "jsonl", "--input-format", "jsonl"];
    let lines = json_lines(&env.run_with(&args, record).done());
    assert_eq!((&lines[0]["id"], &lines[0]["mentions"][0]["name"]), (&"3".into(), &"Kabul".into()));
}

#[test]
fn an_existing_file_is_refused_without_force() {
    let env = TestEnv::new();
    env.write("a.txt", TEXT).write("map.geojson", "mine");
    let message = env.run(&["map", "a.txt", "-o", "map.geojson"]).fails(1);
    assert_eq!(message, "dateline: map.geojson: the file exists already\nhint: --force replaces it\n");
    assert_eq!(env.read("map.geojson"), "mine");
    for _ in 0..2 {
        env.run(&["map", "a.txt", "-o", "map.geojson", "--force"]).done();
    }
    assert!(!features(&env.read("map.geojson")).is_empty());
}

#[test]
fn a_map_is_not_replaced_when_nothing_could_be_read() {
    let env = TestEnv::new();
    env.write("map.geojson", "mine");
    let message = env.run(&["map", "mistyped.txt", "-o", "map.geojson", "--force"]).fails(1);
    assert!(message.contains("mistyped.txt: no such file"), "{message}");
    assert!(message.contains("nothing was written"), "{message}");
    assert_eq!(env.read("map.geojson"), "mine");
}

#[test]
fn a_file_is_not_both_input_and_output() {
    let env = TestEnv::new();
    env.write("a.jsonl", "{\"text\": \"Rain.\"}\n");
    let message = env.run(&["map", "a.jsonl", "-o", "./a.jsonl", "--force"]).fails(2);
    assert!(message.contains("a.jsonl: both input and output"), "{message}");
    assert_eq!(env.read("a.jsonl"), "{\"text\": \"Rain.\"}\n");
}

#[test]
fn an_output_in_the_folder_that_is_read_is_no_input() {
    let env = TestEnv::new();
    env.write("news/a.txt", TEXT);
    for _ in 0..2 {
        env.run(&["map", "news", "-o", "news/found.jsonl", "--force"]).done();
        assert_eq!(json_lines(&env.read("news/found.jsonl")).len(), 1);
    }
}

#[test]
fn the_extension_tells_the_format_and_format_overrides_it() {
    let env = TestEnv::new();
    env.write("a.txt", TEXT);
    env.run(&["map", "a.txt", "-o", "found.ndjson"]).done();
    assert!(json_lines(&env.read("found.ndjson"))[0]["mentions"].is_array());
    env.run(&["map", "a.txt", "-o", "found.geojsonl"]).done();
    assert_eq!(json_lines(&env.read("found.geojsonl"))[0]["type"], "Feature");
    env.run(&["map", "a.txt", "-o", "found.out", "--format", "geojson"]).done();
    assert!(!features(&env.read("found.out")).is_empty());
    let message = env.run(&["map", "a.txt", "-o", "found.shp"]).fails(2);
    assert!(message.contains("found.shp: the name tells no format\nhint: "), "{message}");
}

#[test]
fn wrong_usage_ends_with_2() {
    let env = TestEnv::new();
    env.write("a.txt", TEXT);
    for args in [
        &["map", "a.txt", "--format", "shp"][..],
        &["map", "a.txt", "--date", "yesterday"],
        &["map", "a.txt", "--input-format", "pdf"],
        &["map", "a.txt", "--nonsense"],
        &["lookup"],
        &["nonsense"],
    ] {
        env.run(args).fails(2);
    }
}

#[test]
fn options_of_every_command_stand_before_or_after_its_name() {
    let env = TestEnv::new();
    env.write("a.txt", TEXT);
    for args in [
        &["--quiet", "--gazetteer", "embedded", "map", "a.txt"][..],
        &["map", "a.txt", "--gazetteer", "embedded", "-q"],
        &["-q", "lookup", "Kabul", "--gazetteer", "embedded"],
        &["explain", "a.txt", "-q", "--gazetteer=embedded"],
    ] {
        let run = env.run(args);
        assert_eq!(run.stderr, "", "{args:?}");
        run.done();
    }
}

#[test]
fn quiet_does_not_silence_errors() {
    let message = TestEnv::new().run(&["-q", "map", "missing.txt"]).fails(1);
    assert_eq!(message, "dateline: missing.txt: no such file or folder\n");
}

#[test]
fn a_gazetteer_can_be_a_folder_of_tables() {
    let env = TestEnv::new();
    let header =
        "place_id,name,longitude,latitude,feature_class,feature_code,country,admin1,admin2,population\n";
    env.write("mine/places.csv", format!("{header}mine:1,Camp Elsewhere,10.5,20.25,S,CMP,,,,0\n"));
    let found = env.run(&["lookup", "camp elsewhere", "--json", "--gazetteer", "mine"]).done();
    let found: Value = serde_json::from_str(&found).unwrap();
    assert_eq!((&found[0]["place_id"], &found[0]["geonameid"]), (&"mine:1".into(), &Value::Null));
    assert_eq!((&found[0]["lat"], &found[0]["lon"]), (&20.25.into(), &10.5.into()));
}

#[test]
fn a_gazetteer_that_is_none_says_what_is_expected() {
    let env = TestEnv::new();
    env.write("notes.txt", "not an index").write("empty", "");
    for (name, what) in [
        ("missing", "missing: no such file or folder\nhint: --gazetteer takes"),
        ("notes.txt", "notes.txt: not a dateline gazetteer index\nhint: "),
        ("empty", "empty: not a dateline gazetteer index\nhint: "),
        (".", "no places.csv in this folder"),
    ] {
        let message = env.run(&["lookup", "Kabul", "--gazetteer", name]).fails(1);
        assert!(message.contains(what), "{message}");
    }
}

#[test]
fn a_damaged_index_is_not_used() {
    let env = TestEnv::new();
    let row = "place_id,name,longitude,latitude,feature_class,feature_code,country,admin1,admin2,population\n\
               1,Campsite,10.5,20.25,S,CMP,,,,0\n";
    env.write("mine/places.csv", row);
    let mut index = gazetteer::compile(&Tables::read(&env.path("mine")).unwrap()).unwrap();
    env.write("mine.index", &index);
    assert!(env.run(&["lookup", "campsite", "--gazetteer", "mine.index"]).done().contains("Campsite"));
    *index.last_mut().unwrap() ^= 1;
    env.write("mine.index", &index);
    let message = env.run(&["lookup", "campsite", "--gazetteer", "mine.index"]).fails(1);
    assert!(message.contains("mine.index: the gazetteer index is damaged"), "{message}");
}

#[test]
fn explain_shows_mentions_candidates_and_evidence() {
    let env = TestEnv::new();
    let page = env.write("a.txt", TEXT).run(&["explain", "a.txt"]).done();
    assert!(page.starts_with("a.txt (2021-06-03): "), "{page}");
    assert!(page.contains("1:46 Kabul → Kabul, "), "{page}");
    assert!(page.contains("[Quetta], Pakistan"), "{page}");
    assert!(page.contains(" people): base rate "), "{page}");
}

#[test]
fn colour_is_for_terminals_unless_asked_for() {
    let env = TestEnv::new();
    env.write("a.txt", TEXT);
    assert!(!env.run(&["explain", "a.txt"]).done().contains('\u{1b}'));
    assert!(env.run(&["explain", "a.txt", "--color", "always"]).done().contains("\u{1b}["));
}

#[test]
fn a_text_cannot_steer_the_terminal() {
    let env = TestEnv::new();
    let text = "Rain fell in\u{1b}[2J \u{7}Kabul\u{202e}.";
    let page = env.run_with(&["explain"], text).done();
    assert!(!page.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{page:?}");
    let run = env.run(&["map", "\u{1b}[31m.txt"]);
    assert!(!run.stderr.contains('\u{1b}'), "{:?}", run.stderr);
}

#[test]
fn a_reader_that_closes_the_output_is_no_failure() {
    let env = TestEnv::new();
    env.write("many.jsonl", format!("{{\"text\": {TEXT:?}}}\n").repeat(3000));
    let mut child = env
        .command(&["map", "many.jsonl", "-f", "jsonl", "-q"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 100];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn a_full_disk_is_a_failure_and_leaves_the_old_file() {
    if !fs::exists("/dev/full").unwrap() {
        return;
    }
    let env = TestEnv::new();
    let message = env.run_with(&["map", "-", "-o", "/dev/full"], TEXT).fails(1);
    assert!(message.contains("cannot be written: no space left"), "{message}");
}

#[test]
fn any_number_of_threads_writes_the_same_bytes() {
    let env = TestEnv::new();
    let mut lines = String::new();
    for id in 0..400 {
        let text = format!("Rain fell in Kabul and {}.", ["Quetta", "Paris, Texas", "London"][id % 3]);
        lines.push_str(&serde_json::json!({"id": id.to_string(), "text": text}).to_string());
        lines.push('\n');
    }
    env.write("in.jsonl", lines);
    for format in ["geojson", "geojsonl", "jsonl"] {
        let run = |threads: &str| env.run(&["map", "in.jsonl", "-f", format, "--threads", threads]).done();
        assert_eq!(run("1"), run("5"), "{format}");
    }
}

#[test]
fn one_document_is_answered_before_the_next_is_read() {
    use std::io::{BufRead, BufReader, Write};
    let env = TestEnv::new();
    let mut child = env
        .command(&["map", "-", "--input-format", "jsonl", "-f", "jsonl", "-q"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for id in 0..3 {
        writeln!(stdin, "{{\"id\": {id}, \"text\": \"Rain fell in Kabul.\"}}").unwrap();
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        assert_eq!(json_lines(&line)[0]["id"], id.to_string());
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn nothing_found_is_an_empty_map_and_said() {
    let run: Run = TestEnv::new().run_with(&["map", "-"], "Nothing at all was said of it.");
    assert!(run.stderr.contains("the layer is empty"), "{}", run.stderr);
    assert!(features(&run.done()).is_empty());
}

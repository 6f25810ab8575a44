//! What documents of one source teach each other, and where a source is at home.

use std::io::Write;

use serde_json::{Value, json};

use crate::support::{TestEnv, json_lines};

/// News of towns in central Louisiana, and one text that names Alexandria without a word of where it is.
fn news(source: &str) -> String {
    let texts = [
        "The council of Pineville, Louisiana, met on Monday. Crews from Tioga and Ball helped.",
        "Rain fell in Marksville, Louisiana, and in Bunkie.",
        "A school in Natchitoches, Louisiana, reopened. Boyce and Cheneyville follow.",
        "Police in Pineville, Louisiana, closed a road to Woodworth.",
        "Leesville, Louisiana, and DeRidder share a fire engine.",
        "A fire broke out in Alexandria on Tuesday.",
    ];
    let lines = texts.iter().zip(1..);
    lines.map(|(text, id)| format!("{}\n", json!({ "id": id, "source": source, "text": text }))).collect()
}

/// Where Alexandria was put by the last line of an answer.
fn alexandria(answer: &str) -> Value {
    let line = json_lines(answer).pop().unwrap();
    line["mentions"][0]["country"].clone()
}

const LINES: [&str; 3] = ["map", "--format", "jsonl"];

#[test]
fn documents_of_one_source_teach_each_other() {
    let env = TestEnv::new();
    env.write("news.jsonl", news("town-talk.example"));
    let of_files = env.run(&[&LINES[..], &["news.jsonl"]].concat()).done();
    assert_eq!(alexandria(&of_files), "US");
    let alone = env.run(&[&LINES[..], &["news.jsonl", "--no-source-learning"]].concat()).done();
    assert_eq!(alexandria(&alone), "EG");
    let of_a_pipe =
        env.run_with(&[&LINES[..], &["--input-format", "jsonl"]].concat(), news("town-talk.example")).done();
    assert_eq!(alexandria(&of_a_pipe), "EG");
}

#[test]
fn every_format_teaches() {
    let env = TestEnv::new();
    let records = json_lines(&news("town-talk.example"));
    let cells = ["id", "source", "text"];
    let row =
        |it: &Value| cells.map(|cell| format!("\"{}\"", it[cell].to_string().replace('"', ""))).join(",");
    let rows: Vec<String> = records.iter().map(row).collect();
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(format!("{}\n{}\n", cells.join(","), rows.join("\n")).as_bytes()).unwrap();
    env.write("news.csv.gz", packer.finish().unwrap());
    assert_eq!(alexandria(&env.run(&[&LINES[..], &["news.csv.gz"]].concat()).done()), "US");
}

#[test]
fn sources_do_not_teach_each_other() {
    let env = TestEnv::new();
    let mut lines = news("town-talk.example");
    lines.push_str("{\"id\": 7, \"source\": \"nile.example\", \"text\": \"A fire broke out in Alexandria on Tuesday.\"}\n");
    lines.push_str("{\"id\": 8, \"text\": \"A fire broke out in Alexandria on Tuesday.\"}\n");
    env.write("news.jsonl", lines);
    let answers = json_lines(&env.run(&[&LINES[..], &["news.jsonl"]].concat()).done());
    let countries: Vec<&Value> = answers[5..].iter().map(|it| &it["mentions"][0]["country"]).collect();
    assert_eq!(countries, ["US", "EG", "EG"]);
}

#[test]
fn a_home_speaks_for_what_lies_near_it_and_is_no_place() {
    let env = TestEnv::new();
    let text = "A fire broke out in Alexandria on Tuesday.";
    let args = [&LINES[..], &["--home", "31.2,-92.4"]].concat();
    let line = env.run_with(&args, text).done();
    assert_eq!(alexandria(&line), "US");
    assert!(!line.contains("-92.4,") && !line.contains("31.2,"), "{line}");
    let record = json!({ "text": text, "home": "31.2,-92.4" }).to_string();
    assert_eq!(
        alexandria(&env.run_with(&[&LINES[..], &["--input-format", "jsonl"]].concat(), record).done()),
        "US"
    );
    assert!(
        env.run_with(&[&LINES[..], &["--home", "here"]].concat(), text).fails(2).contains("31.31,-92.45")
    );
}

#[test]
fn a_document_alone_is_read_as_among_others() {
    let env = TestEnv::new();
    let lines = news("town-talk.example");
    env.write("all.jsonl", &lines);
    let all = env.run(&[&LINES[..], &["all.jsonl", "--no-source-learning"]].concat()).done();
    for (line, expected) in lines.lines().zip(all.lines()) {
        env.write("one.jsonl", line);
        assert_eq!(env.run(&[&LINES[..], &["one.jsonl"]].concat()).done().trim_end(), expected);
    }
}

#[test]
fn any_number_of_threads_learns_the_same() {
    let env = TestEnv::new();
    env.write("news.jsonl", news("a.example").repeat(50) + &news("b.example").repeat(9));
    let run = |threads| env.run(&[&LINES[..], &["news.jsonl", "--threads", threads]].concat()).done();
    assert_eq!(run("1"), run("4"));
}

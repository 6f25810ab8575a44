//! What documents are read from: encodings, folders, lines that are cut off.

use serde_json::Value;

use crate::support::{TestEnv, features, json_lines};

#[test]
fn an_empty_file_gives_an_empty_map() {
    let env = TestEnv::new();
    let run = env.write("empty.txt", "").run(&["map", "empty.txt"]);
    assert!(run.stderr.contains("empty.txt: there is no text in it"), "{}", run.stderr);
    assert!(features(&run.done()).is_empty());
}

#[test]
fn a_binary_file_is_refused() {
    let env = TestEnv::new();
    env.write("photo.txt", b"\xff\xd8\xff\xe0\0\x10JFIF\0");
    let run = env.run(&["map", "photo.txt", "-f", "jsonl"]);
    let line = &json_lines(&run.stdout)[0];
    assert_eq!((&line["id"], &line["mentions"]), (&"photo.txt".into(), &Value::Array(Vec::new())));
    assert!(run.fails(1).starts_with("dateline: photo.txt: a binary file, not text"));
}

#[test]
fn latin_1_is_read() {
    let env = TestEnv::new();
    env.write("es.txt", b"El alcalde de C\xf3rdoba, Espa\xf1a, lleg\xf3 a M\xe1laga.");
    let lines = json_lines(&env.run(&["map", "es.txt", "-f", "jsonl"]).done());
    let words: Vec<&str> =
        lines[0]["mentions"].as_array().unwrap().iter().filter_map(|it| it["text"].as_str()).collect();
    assert!(words.contains(&"Málaga"), "{words:?}");
}

#[test]
fn a_missing_file_does_not_stop_the_others() {
    let env = TestEnv::new();
    env.write("b.txt", "Rain fell in Kabul.");
    let run = env.run(&["map", "a.txt", "b.txt", "-f", "jsonl"]);
    let lines = json_lines(&run.stdout);
    assert_eq!(
        (&lines[0]["id"], &lines[0]["error"]),
        (&"a.txt".into(), &"a.txt: no such file or folder".into())
    );
    assert_eq!(lines[1]["mentions"][0]["name"], "Kabul");
    assert!(run.fails(1).contains("2 documents (1 failed)"));
}

#[test]
fn a_folder_is_read_in_order_without_hidden_files() {
    let env = TestEnv::new();
    env.write("news/b.txt", "Rain.")
        .write("news/a/2.md", "Rain.")
        .write("news/a/1.jsonl", "{\"id\": \"x\", \"text\": \"Rain.\"}\n{\"text\": \"Sun.\"}\n")
        .write("news/.hidden.txt", "Rain.")
        .write("news/.git/c.txt", "Rain.")
        .write("news/photo.jpg", b"\xff\xd8\0");
    let lines = json_lines(&env.run(&["map", "news", "-f", "jsonl"]).done());
    let ids: Vec<&Value> = lines.iter().map(|it| &it["id"]).collect();
    assert_eq!(ids, ["x", "a/1.jsonl:2", "a/2.md", "b.txt"]);
}

#[test]
fn a_folder_without_texts_says_so() {
    let env = TestEnv::new();
    env.write("photos/a.jpg", b"\xff\xd8\0");
    let message = env.run(&["map", "photos"]).fails(1);
    assert!(message.starts_with("dateline: photos: no texts in this folder\nhint: "), "{message}");
}

#[test]
fn a_line_cut_in_half_costs_only_itself() {
    let env = TestEnv::new();
    env.write(
        "in.jsonl",
        "{\"id\": \"1\", \"text\": \"Rain fell in Kabul.\"}\n{\"id\": \"2\", \"text\": \"Rain fe\n\n\
         {\"id\": \"4\", \"title\": \"no text\"}\n{\"id\": \"5\", \"text\": \"Rain fell in Quetta.\"}\n",
    );
    let run = env.run(&["map", "in.jsonl", "-f", "jsonl"]);
    let lines = json_lines(&run.stdout);
    let ids: Vec<&Value> = lines.iter().map(|it| &it["id"]).collect();
    assert_eq!(ids, ["1", "in.jsonl:2", "4", "5"]);
    for at in [1, 2] {
        assert!(lines[at]["error"].is_string() && lines[at]["mentions"] == Value::Array(Vec::new()));
    }
    assert_eq!(lines[3]["mentions"][0]["name"], "Quetta");
    let message = run.fails(1);
    assert!(message.contains("dateline: in.jsonl:2: "), "{message}");
    assert!(message.contains("dateline: in.jsonl:4: missing field \"text\"\nhint: "), "{message}");
    assert!(message.contains("4 documents (2 failed)"), "{message}");
}

#[test]
fn a_date_that_is_none_is_said_and_costs_nothing() {
    let env = TestEnv::new();
    env.write("in.jsonl", "{\"text\": \"Rain fell in Kabul.\", \"date\": \"once upon a time\"}\n");
    let run = env.run(&["map", "in.jsonl"]);
    assert!(run.stderr.contains("in.jsonl:1: date \"once upon a time\" is not a day"), "{}", run.stderr);
    assert_eq!(features(&run.done())[0]["properties"]["published"], Value::Null);
}

#[test]
fn the_date_given_is_for_records_without_one() {
    let env = TestEnv::new();
    env.write(
        "in.jsonl",
        "{\"text\": \"Rain fell in Kabul.\", \"date\": \"2020-01-02T10:00:00Z\"}\n{\"text\": \"Rain fell in Kabul.\"}\n",
    );
    let found = features(&env.run(&["map", "in.jsonl", "--date", "2022-12-17"]).done());
    let dates: Vec<&Value> = found.iter().map(|it| &it["properties"]["published"]).collect();
    assert_eq!(dates, ["2020-01-02", "2022-12-17"]);
}

#[test]
fn given_mentions_are_all_answered_and_no_others() {
    let env = TestEnv::new();
    let text = "In Łódź, rain fell on Kabul and on the Xyzzy.";
    let record = serde_json::json!({"id": "1", "text": text, "spans": [[3, 7], {"start": 39, "end": 44}]});
    env.write("in.jsonl", format!("{record}\n{{\"id\": \"2\", \"text\": \"Rain\", \"spans\": [[0, 9]]}}\n"));
    let run = env.run(&["map", "in.jsonl", "-f", "jsonl", "--mentions-field", "spans"]);
    let lines = json_lines(&run.stdout);
    let mentions = lines[0]["mentions"].as_array().unwrap();
    let words: Vec<&Value> = mentions.iter().map(|it| &it["text"]).collect();
    assert_eq!(words, ["Łódź", "Xyzzy"]);
    assert_eq!((&mentions[0]["status"], &mentions[1]["status"]), (&"resolved".into(), &"unresolved".into()));
    assert!(run.fails(1).contains("in.jsonl:2: field \"spans\": [0,9] does not fit the text"));
}

#[test]
fn given_mentions_need_json_lines() {
    let env = TestEnv::new();
    let message = env.run_with(&["map", "-", "--mentions-field", "spans"], "Rain.").fails(1);
    assert!(message.contains("stdin: a text file has no field of mentions\nhint: "), "{message}");
}

//! What documents are read from: encodings, folders, packed files, records, lines that are cut off.

use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use serde_json::Value;

use crate::support::{TestEnv, features, json_lines};

fn gzip(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(bytes.as_ref()).unwrap();
    packer.finish().unwrap()
}

fn zstd(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    compress_to_vec(bytes.as_ref(), CompressionLevel::Fastest)
}

/// The first mentions of each line, by the ids of the lines.
fn first_mentions(lines: &[Value]) -> Vec<(&str, &str)> {
    lines
        .iter()
        .map(|it| (it["id"].as_str().unwrap(), it["mentions"][0]["name"].as_str().unwrap_or("nothing")))
        .collect()
}

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
    assert!(message.contains("stdin: a text or a web page has no field of mentions\nhint: "), "{message}");
}

#[test]
fn packed_files_of_every_format_are_read() {
    let env = TestEnv::new();
    env.write("in/a.txt.gz", gzip("Rain fell in Kabul."))
        .write("in/b.jsonl.zst", zstd("{\"id\": \"x\", \"text\": \"Rain fell in Quetta.\"}\n"))
        .write("in/c.csv.GZ", gzip("id,text\ny,Rain fell in Nairobi.\n"))
        .write("in/d.tsv", "id\ttext\nz\tRain fell in Cairo.\n")
        .write("in/e.gz", gzip("not in a folder, for nobody knows what it is"));
    let lines = json_lines(&env.run(&["map", "in", "-f", "jsonl"]).done());
    let found = first_mentions(&lines);
    assert_eq!(found, [("a.txt.gz", "Kabul"), ("x", "Quetta"), ("y", "Nairobi"), ("z", "Cairo")]);
    // A packed file is known by its bytes, whatever its name.
    env.write("plain", zstd("Rain fell in Kabul."));
    let lines = json_lines(&env.run(&["map", "plain", "-f", "jsonl"]).done());
    assert_eq!(first_mentions(&lines), [("plain", "Kabul")]);
    for packed in [gzip("Rain fell in Kabul."), zstd("Rain fell in Kabul.")] {
        let lines = json_lines(&env.run_with(&["map", "-f", "jsonl"], packed).done());
        assert_eq!(first_mentions(&lines), [("stdin", "Kabul")]);
    }
}

#[test]
fn a_packed_file_that_is_wrong_costs_only_itself() {
    let env = TestEnv::new();
    let record = |id: usize| format!("{{\"id\": \"{id}\", \"text\": \"Rain fell in Kabul {id} times.\"}}\n");
    let records: String = (0..2000).map(record).collect();
    let packed = gzip(&records);
    env.write("a.txt.gz", &gzip("Rain fell in Kabul.")[..20])
        .write("b.jsonl.gz", &packed[..packed.len() / 2])
        .write("c.txt.gz", "Rain fell in Kabul.")
        .write("d.jsonl.gz", [gzip(record(7)), b"and garbage".to_vec()].concat())
        .write("e.txt", "Rain fell in Quetta.");
    let names = ["a.txt.gz", "b.jsonl.gz", "c.txt.gz", "d.jsonl.gz", "e.txt"];
    let run = env.run(&[&["map", "-f", "jsonl"][..], &names].concat());
    let lines = json_lines(&run.stdout);
    assert!(lines.len() > 500 && lines.len() < 2000, "{} lines", lines.len());
    assert_eq!((&lines[0]["id"], &lines[1]["id"]), (&"a.txt.gz".into(), &"0".into()));
    let last: Vec<_> = lines[lines.len() - 3..].iter().map(|it| it["id"].as_str().unwrap()).collect();
    assert_eq!(last, ["c.txt.gz", "7", "e.txt"]);
    let message = run.fails(1);
    for fault in [
        "a.txt.gz: cut off: its gzip data end too early",
        "b.jsonl.gz: cut off: its gzip data end too early",
        "c.txt.gz: not packed with gzip, though its name says so",
        "d.jsonl.gz: damaged gzip data: something else follows their end",
    ] {
        assert!(message.contains(fault), "{fault}: {message}");
    }
}

#[test]
fn what_unpacks_to_too_much_is_refused() {
    let env = TestEnv::new();
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    let letters = vec![b'x'; 1024 * 1024];
    (0..129).for_each(|_| packer.write_all(&letters).unwrap());
    let bomb = packer.finish().unwrap();
    for name in ["a.txt.gz", "b.jsonl.gz", "c.csv.gz"] {
        env.write(name, &bomb);
        let message = env.run(&["map", name]).fails(1);
        assert!(message.contains(name) && message.contains("more than 128 MiB"), "{message}");
    }
}

#[test]
fn rows_of_a_table_are_documents() {
    let env = TestEnv::new();
    env.write(
        "in.csv",
        "\u{feff}Headline;Published At;Body;Desk;Outlet\n\
         \"Rain; again\";2022-12-17;\"Rain fell in Kabul.\n\nIt fell in \"\"Quetta\"\", too.\";Africa;a.example\n\
         Sun;2022-12-18\nSnow;;It snowed in Moscow.;007;a.example\n",
    );
    let run = env.run(&["map", "in.csv", "--keep", "Desk", "--keep", "Outlet=paper"]);
    let found = features(&run.stdout);
    let of = |at: usize, key: &str| found[at]["properties"][key].clone();
    assert_eq!((of(0, "name"), of(0, "title")), ("Kabul".into(), "Rain; again".into()));
    assert_eq!((of(0, "published"), of(0, "source")), ("2022-12-17".into(), "a.example".into()));
    assert_eq!((of(0, "Desk"), of(0, "paper")), ("Africa".into(), "a.example".into()));
    let last = found.len() - 1;
    assert_eq!((of(last, "name"), of(last, "Desk")), ("Moscow".into(), "007".into()));
    assert_eq!(of(last, "document_id"), "in.csv:6");
    assert!(run.fails(1).contains("in.csv:5: a row of 2 cells under a header of 5"));

    let message = env.run(&["map", "in.csv", "--text-column", "text"]).fails(1);
    assert!(
        message.contains("in.csv:1: there is no column \"text\"\nhint: the columns are \"Headline\", "),
        "{message}"
    );
}

#[test]
fn columns_may_be_named() {
    let env = TestEnv::new();
    env.write(
        "in.tsv",
        "a\tb\tc\td\te\tf\ng\tRain fell in Alexandria.\t31.2,-92.4\t2022-12-17\tT\thttps://a.example/x\n",
    );
    let args = [
        "map", "in.tsv", "-f", "geojsonl", "--text-column", "b", "--id-field", "a", "--home-field", "c",
        "--date-field", "d", "--title-field", "e", "--url-field", "f",
    ];
    let found = &json_lines(&env.run(&args).done())[0]["properties"];
    assert_eq!((&found["document_id"], &found["country"]), (&"g".into(), &"US".into()));
    assert_eq!((&found["published"], &found["title"]), (&"2022-12-17".into(), &"T".into()));
    assert_eq!(found["url"], "https://a.example/x");
}

#[test]
fn fields_of_a_record_travel_as_they_are() {
    let env = TestEnv::new();
    env.write(
        "in.jsonl",
        "{\"text\": \"Rain fell in Kabul.\", \"tags\": [\"a\", 1], \"desk\": {\"name\": \"Africa\"}}\n\
         {\"text\": \"Rain fell in Kabul.\"}\n",
    );
    let keep = ["map", "in.jsonl", "--keep", "tags", "--keep", "desk.name=desk"];
    let lines = json_lines(&env.run(&[&keep[..], &["-f", "jsonl"]].concat()).done());
    assert_eq!(lines[0]["kept"], serde_json::json!({"tags": ["a", 1], "desk": "Africa"}));
    assert_eq!(lines[1]["kept"], serde_json::json!({"tags": null, "desk": null}));
    let found = features(&env.run(&keep).done());
    assert_eq!(
        (&found[0]["properties"]["tags"], &found[0]["properties"]["desk"]),
        (&"[\"a\",1]".into(), &"Africa".into())
    );
    let keys = |at: usize| found[at]["properties"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(0), keys(1));
}

#[test]
fn a_field_that_travels_takes_no_name_of_the_output() {
    let env = TestEnv::new();
    env.write("in.jsonl", "{\"text\": \"Rain fell in Kabul.\", \"type\": \"x\"}\n");
    let message = env.run(&["map", "in.jsonl", "--keep", "type"]).fails(2);
    assert!(message.contains("dateline writes a field \"type\" itself"), "{message}");
    let found = features(&env.run(&["map", "in.jsonl", "--keep", "type=record_type"]).done());
    assert_eq!(found[0]["properties"]["record_type"], "x");
    let message = env.run(&["map", "in.jsonl", "--keep", "a=x", "--keep", "b=x"]).fails(2);
    assert!(message.contains("--keep writes \"x\" twice"), "{message}");
}

#[test]
fn failures_of_documents_may_be_left_to_their_lines() {
    let env = TestEnv::new();
    env.write(
        "in.jsonl",
        "{\"id\": \"a\", \"text\": 7}\n{\"id\": \"b\", \"text\": \"Rain fell in Kabul.\"}\n",
    );
    let strict = env.run(&["map", "in.jsonl", "--format", "jsonl"]);
    let lenient = env.run(&["map", "in.jsonl", "--format", "jsonl", "--allow-failures"]);
    assert_eq!((strict.code, lenient.code), (1, 0));
    assert_eq!(strict.stdout, lenient.stdout);
    assert!(json_lines(&lenient.stdout)[0]["error"].is_string());
}

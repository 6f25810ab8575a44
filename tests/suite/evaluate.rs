//! `dateline evaluate`: on a made-up corpus the numbers are those of the field's own scorer.

use serde_json::Value;

use super::support::{TestEnv, json_lines};

const GOLD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/evaluate/gold.jsonl");
const PREDICTIONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/evaluate/predictions.jsonl");

/// What a scorer written apart from this one, in another language, gives for the two files.
const EXPECTED: &str = include_str!("../evaluate/expected.json");

#[test]
fn scores_agree_with_another_scorer() {
    let out = TestEnv::new().run(&["evaluate", GOLD, "--predictions", PREDICTIONS, "--json"]).done();
    let report: Value = serde_json::from_str(&out).unwrap();
    let expected: Value = serde_json::from_str(EXPECTED).unwrap();
    let scores = report["scores"].as_object().unwrap();
    assert_eq!(scores.len(), expected.as_object().unwrap().len());
    for (key, expected) in expected.as_object().unwrap() {
        let (value, expected) = (scores[key]["value"].as_f64().unwrap(), expected.as_f64().unwrap());
        assert!((value - expected).abs() <= 1e-5 * expected.max(1.0), "{key}: {value}, not {expected}");
        let [low, high] = [0, 1].map(|it| scores[key]["ci95"][it].as_f64().unwrap());
        assert!(low <= value && value <= high, "{key}: {value} is outside {low} to {high}");
    }
}

#[test]
fn own_answers_are_measured_and_mistakes_listed() {
    let env = TestEnv::new();
    let args = ["evaluate", GOLD, "--json", "--samples", "0", "--errors", "errors.jsonl"];
    let report: Value = serde_json::from_str(&env.run(&args).done()).unwrap();
    assert_eq!(report["documents"], 8);
    assert!(report["scores"]["e2e.f1"]["value"].as_f64().unwrap() > 0.7);
    assert!(report["scores"]["e2e.f1"]["ci95"].is_null());
    let errors = json_lines(&env.read("errors.jsonl"));
    let counted: u64 = report["errors"].as_object().unwrap().values().map(|it| it.as_u64().unwrap()).sum();
    assert_eq!(errors.len() as u64, counted);
    assert!(errors.iter().any(|it| it["document"] == "far" && it["text"] == "Georgia"));
    assert!(env.run(&args).fails(1).contains("--force replaces it"));
}

#[test]
fn given_spans_ask_for_resolution_alone() {
    let page = TestEnv::new().run(&["evaluate", GOLD, "--given"]).done();
    assert!(
        page.contains("resolution, of all gold with coordinates") && !page.contains("recognition,"),
        "{page}"
    );
}

#[test]
fn a_faulty_line_costs_itself_alone() {
    let env = TestEnv::new();
    let fine = "{\"id\": \"2\", \"text\": \"Rain in Quito.\", \"toponyms\": [{\"start\": 8, \"end\": 13}]}\n";
    env.write("gold.jsonl", format!("{{\"id\": 1}}\n\n{fine}"));
    let run = env.run(&["evaluate", "gold.jsonl"]);
    assert!(run.stdout.starts_with("1 document, 1 toponym labelled"), "{}", run.stdout);
    assert!(run.fails(1).contains("gold.jsonl:1: no labelled document"));
    env.write("bad.jsonl", "{}");
    assert!(env.run(&["evaluate", "bad.jsonl"]).fails(1).contains("no labelled document could be read"));
}

#[test]
fn predictions_for_another_text_are_refused() {
    let env = TestEnv::new();
    env.write("gold.jsonl", "{\"id\": \"1\", \"text\": \"Rain.\", \"toponyms\": []}\n");
    env.write("predictions.jsonl", "{\"id\": \"1\", \"mentions\": [{\"start\": 3, \"end\": 9}]}\n");
    let args = ["evaluate", "gold.jsonl", "--predictions", "predictions.jsonl"];
    assert!(env.run(&args).fails(1).contains("3 to 9 is not in its text"));
    env.write("predictions.jsonl", "{\"id\": \"1\", \"mentions\": [{\"start\": 3, \"end\": 3}]}\n");
    assert!(env.run(&args).fails(1).contains("predictions.jsonl:1: document \"1\", mention 0"));
}

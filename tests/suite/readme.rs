//! Runs the commands of README.md and docs/own-places.md and compares what they say with what comes out.
//!
//! A block `sh` that is followed by a block `text` has that output, standard error first. The table
//! between the comments `incidents of FILE` and `end` is made from the incidents of that file.
//! `DATELINE_BLESS=1 cargo test --test suite` writes what comes out into README.md.

use std::{fs, path::Path};

use serde_json::Value;

use crate::support::{Run, TestEnv, compare, features};

/// How README calls the program: from the repository, and once it is installed.
const PROGRAM: [&str; 2] = ["cargo run --release -- ", "dateline "];

#[test]
fn readme_shows_what_comes_out() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let env = TestEnv::new();
    env.write("tests/article.txt", fs::read(root.join("tests/article.txt")).unwrap());
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    compare(&root.join("README.md"), &with_outputs(&readme, &env));
}

#[test]
fn the_page_on_own_places_shows_what_comes_out() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let env = TestEnv::new();
    let table = fs::read_to_string(root.join("tests/own-places.csv")).unwrap();
    env.write("tests/own-places.csv", &table);
    let page = fs::read_to_string(root.join("docs/own-places.md")).unwrap();
    assert!(page.contains(&format!("```csv\n{table}```")), "the page shows the table as it is");
    compare(&root.join("docs/own-places.md"), &with_outputs(&page, &env));
}

#[test]
fn readme_runs_twice_without_complaint() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let env = TestEnv::new();
    env.write("tests/article.txt", fs::read(root.join("tests/article.txt")).unwrap());
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let first = blocks(&readme).next().unwrap();
    assert_eq!(first.language, "sh");
    let command = first.text.trim();
    assert_eq!((run(command, &env).code, run(command, &env).code), (0, 0));
    assert!(readme.contains("\ncargo test\n"), "README says how to test");
}

/// README with every output and table replaced by what the commands give now.
fn with_outputs(readme: &str, env: &TestEnv) -> String {
    let mut out = String::new();
    let mut said: Option<String> = None;
    let mut rest = readme;
    for block in blocks(readme) {
        let before = &readme[readme.len() - rest.len()..block.start];
        // Only an output right after its command is the output of that command.
        let follows = before == "```\n\n```text\n";
        out.push_str(&with_tables(before, env));
        match (block.language, said.take()) {
            ("text", Some(output)) if follows => out.push_str(&output),
            ("text", None) if follows => panic!("README shows what no command gives: {}", block.text),
            ("sh", _) => {
                let commands = block.text.lines().filter(|it| PROGRAM.iter().any(|name| it.contains(name)));
                let output: String =
                    commands.map(|it| run(it, env)).map(|it| it.stderr + &it.stdout).collect();
                said = (!output.is_empty()).then_some(output);
                out.push_str(block.text);
            }
            _ => out.push_str(block.text),
        }
        rest = &readme[block.start + block.text.len()..];
    }
    out + &with_tables(rest, env)
}

/// Runs one line as a shell would, as far as README needs one: quotes, `echo "…" |` before the program
/// and `| head -n N` after it.
fn run(line: &str, env: &TestEnv) -> Run {
    let (stdin, line) = match line.strip_prefix("echo \"").and_then(|it| it.split_once("\" | ")) {
        Some((words, line)) => (format!("{words}\n"), line),
        None => (String::new(), line),
    };
    let words = PROGRAM.iter().find_map(|it| line.strip_prefix(it)).expect("a command of dateline");
    let (words, lines) = match words.split_once(" | head -n ") {
        Some((words, lines)) => (words, lines.trim().parse().unwrap()),
        None => (words, usize::MAX),
    };
    let arguments: Vec<&str> = words
        .split('"')
        .enumerate()
        .flat_map(|(at, part)| if at % 2 == 0 { part.split_whitespace().collect() } else { vec![part] })
        .collect();
    let mut run = env.run_with(&arguments, stdin);
    run.stdout = run.stdout.split_inclusive('\n').take(lines).collect();
    run
}

/// A fenced block: where its text starts, the text, and what language it is said to be.
struct Block<'t> {
    start: usize,
    text: &'t str,
    language: &'t str,
}

fn blocks(text: &str) -> impl Iterator<Item = Block<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let fence = at + text[at..].find("```")?;
        let start = fence + text[fence..].find('\n')? + 1;
        let end = start + text[start..].find("```")?;
        at = end + 3;
        Some(Block { start, text: &text[start..end], language: text[fence + 3..start].trim() })
    })
}

/// Some prose with its tables of incidents made anew.
fn with_tables(prose: &str, env: &TestEnv) -> String {
    let Some((before, rest)) = prose.split_once("<!-- incidents of ") else { return prose.to_owned() };
    let (file, rest) = rest.split_once(" -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- end -->").expect("a table has an end");
    let table = table(&features(&env.read(file)));
    format!("{before}<!-- incidents of {file} -->\n{table}<!-- end -->{}", with_tables(after, env))
}

fn table(features: &[Value]) -> String {
    let mut table = String::from(
        "| `type` | `name` | `date_start` – `date_end` | `fatalities` | `injuries` | `perpetrators` |\n|---|---|---|--:|--:|---|\n",
    );
    for feature in features.iter().filter(|it| it["properties"]["layer"] == "incident") {
        let cell = |key: &str| match &feature["properties"][key] {
            Value::Null => String::new(),
            Value::String(words) => words.clone(),
            other => other.to_string(),
        };
        let dates = [cell("date_start"), cell("date_end")];
        let when = if dates[0] == dates[1] { dates[0].clone() } else { dates.join(" – ") };
        let [what, place, killed, injured, who] =
            ["type", "name", "fatalities", "injuries", "perpetrators"].map(cell);
        table += &format!("| {what} | {place} | {when} | {killed} | {injured} | {who} |\n");
    }
    table
}

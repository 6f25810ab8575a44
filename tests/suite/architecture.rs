//! The rules of ARCHITECTURE.md that the compiler does not check.

mod source;

use std::{
    fs,
    path::{Path, PathBuf},
};

use source::{code_of, module_of, own_imports, paths};

/// What each module of the library may import; each names only modules above it.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("text", &[]),
    ("document", &["error", "text"]),
    ("gazetteer", &["error", "text"]),
    ("recognize", &["error", "text", "document", "gazetteer"]),
    ("resolve", &["error", "text", "document", "gazetteer", "recognize"]),
    ("spatial", &["text", "gazetteer", "recognize", "resolve"]),
    ("incident", &["text", "document", "gazetteer", "recognize", "resolve"]),
    ("geoparse", &["text", "document", "gazetteer", "recognize", "resolve", "spatial", "incident"]),
    ("evaluate", &["error", "text", "document", "recognize", "geoparse"]),
    (
        "layer",
        &[
            "error", "text", "document", "gazetteer", "recognize", "resolve", "spatial", "incident",
            "geoparse",
        ],
    ),
];

/// Modules that do no input or output: any text gives a result.
const CORE: &[&str] = &["text", "recognize", "resolve", "spatial", "incident", "geoparse"];

/// Finer rules: what lies under the first may not import what lies under the second.
const MAY_NOT_IMPORT: &[(&str, &str, &str)] = &[
    ("document::read::html", "document::read::json_lines", "readers of formats do not know each other"),
    ("document::read::html", "document::read::table", "readers of formats do not know each other"),
    ("document::read::html", "document::read::text", "readers of formats do not know each other"),
    ("document::read::json_lines", "document::read::html", "readers of formats do not know each other"),
    ("document::read::json_lines", "document::read::table", "readers of formats do not know each other"),
    ("document::read::json_lines", "document::read::text", "readers of formats do not know each other"),
    ("document::read::table", "document::read::html", "readers of formats do not know each other"),
    ("document::read::table", "document::read::json_lines", "readers of formats do not know each other"),
    ("document::read::table", "document::read::text", "readers of formats do not know each other"),
    ("document::read::text", "document::read::html", "readers of formats do not know each other"),
    ("document::read::text", "document::read::json_lines", "readers of formats do not know each other"),
    ("document::read::text", "document::read::table", "readers of formats do not know each other"),
    ("gazetteer::index", "gazetteer::compile", "they meet only in the bytes of the index"),
    ("gazetteer::compile", "gazetteer::index", "they meet only in the bytes of the index"),
    ("gazetteer::compile", "gazetteer::stack", "what is compiled does not know what it is laid over"),
    ("gazetteer::tables", "gazetteer", "tables are read without knowing what is made of them"),
    ("resolve::evidence", "resolve::ranker", "evidence is weighed, it does not weigh"),
    ("layer::write", "recognize", "writers see Findings, not what they were made from"),
    ("layer::write", "resolve", "writers see Findings, not what they were made from"),
    ("layer::write", "incident", "writers see Findings, not what they were made from"),
    ("layer::write", "geoparse", "writers see Findings, not what they were made from"),
    ("layer::properties", "geoparse", "the shapes that are written do not know what fills them"),
];

/// Folders whose files do not import each other; only their `mod.rs` knows them all.
const STRANGERS: &[&str] = &["resolve::evidence"];

/// Commands of the program, which share what is no command.
const COMMANDS: &[&str] = &["map", "export", "lookup", "explain", "evaluate", "gazetteer"];

/// Every third-party crate, and the files or folders that may name it.
const DOORS: &[(&str, &[&str])] = &[
    ("anstream", &["cli/"]),
    ("anstyle", &["cli/"]),
    ("chardetng", &["document/read/encoding.rs"]),
    ("clap", &["cli/"]),
    ("crc32fast", &["gazetteer/compile/", "gazetteer/index.rs", "gazetteer/stack.rs"]),
    (
        "csv",
        &[
            "document/read/table.rs",
            "gazetteer/place_table.rs",
            "gazetteer/tables.rs",
            "layer/write/sheet.rs",
            "layer/write/table.rs",
            "cli/gazetteer/change_table.rs",
        ],
    ),
    ("dom_smoothie", &["document/read/html/article.rs"]),
    ("encoding_rs", &["document/read/encoding.rs", "document/read/html/charset.rs"]),
    ("etcetera", &["cli/gazetteer/open.rs"]),
    ("fastrand", &["evaluate/sample.rs"]),
    ("flate2", &["document/read/unpack.rs"]),
    ("flatgeobuf", &["layer/write/flat_geobuf.rs"]),
    (
        "fst",
        &[
            "gazetteer/compile/", "gazetteer/index.rs", "gazetteer/search.rs", "gazetteer/stack.rs",
            "gazetteer/walk.rs",
        ],
    ),
    ("geo", &["evaluate/", "gazetteer/", "resolve/", "spatial/", "incident/", "layer/", "cli/lookup/"]),
    ("geojson", &["layer/"]),
    ("geozero", &["layer/write/flat_geobuf.rs"]),
    ("html_escape", &["document/read/html/"]),
    ("indicatif", &["cli/terminal.rs"]),
    (
        "jiff",
        &[
            "document/",
            "incident/",
            "layer/read/checked.rs",
            "layer/when.rs",
            "layer/write/profile/acled.rs",
            "cli/inputs.rs",
            "cli/gazetteer/refresh/",
        ],
    ),
    ("memmap2", &["cli/gazetteer/open.rs"]),
    ("rayon", &["cli/pipeline.rs"]),
    ("rusqlite", &["layer/write/geopackage/"]),
    ("ruzstd", &["document/read/unpack.rs"]),
    (
        "serde",
        &["evaluate/", "gazetteer/own_places.rs", "gazetteer/tables.rs", "layer/", "cli/gazetteer/refresh/"],
    ),
    ("serde_json", &["evaluate/", "document/", "layer/", "cli/"]),
    ("sha2", &["cli/gazetteer/refresh/"]),
    (
        "tempfile",
        &[
            "cli/output.rs",
            "cli/output_set.rs",
            "gazetteer/compile/",
            "gazetteer/sorter.rs",
            "layer/write/geopackage/",
        ],
    ),
    ("unicode_normalization", &["text/"]),
    ("ureq", &["cli/gazetteer/refresh/fetch/server.rs"]),
    ("zip", &["cli/gazetteer/refresh/archive.rs"]),
];

/// Parts of the standard library that reach outside.
const OUTSIDE: &[&str] = &["env", "fs", "io", "net", "os", "process", "thread", "time"];

/// What the library never names, as words of its code, and why.
const NEVER: &[(&str, &str)] = &[
    ("println!", "only the program prints"),
    ("eprintln!", "only the program prints"),
    ("print!", "only the program prints"),
    ("dbg!", "left over"),
    ("todo!", "unfinished"),
    ("unimplemented!", "unfinished"),
    ("panic!", "the library does not panic; return an error, or an openly empty result"),
    (".unwrap()", "the library does not panic; return an error, or an openly empty result"),
    ("thread_local!", "no global state"),
    ("static mut ", "no global state"),
    ("LazyLock", "no global state"),
    ("LazyCell", "no global state"),
    ("OnceLock", "no global state"),
    ("OnceCell", "no global state"),
    ("std::env::", "the library reads no environment"),
    ("std::net::", "the library opens no connection"),
];

/// Files that may `expect`: they open data that the build put into the program.
const EXPECTING: &[&str] = &["gazetteer/stack.rs", "recognize/models.rs", "resolve/forest.rs"];

/// Most lines of code a file may have before its tests, blank lines and comments apart.
const MOST_LINES: usize = 500;

/// Files that are one table each and may be as long as it.
const TABLES: &[&str] = &["src/incident/triggers.rs", "src/layer/fields.rs"];

/// Names of files that hold tests and what only tests use.
const TESTS: &[&str] = &["tests.rs", "testing.rs"];

/// Words that say a thing is not done.
const UNDONE: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME"), concat!("HA", "CK:")];

#[test]
fn modules_import_only_what_the_table_allows() {
    assert_none(library().flat_map(|(file, text)| import_faults(&file, &text)));
}

#[test]
fn the_table_has_no_cycle_and_no_gap() {
    for (at, (module, allowed)) in MAY_IMPORT.iter().enumerate() {
        for import in *allowed {
            let above = MAY_IMPORT[..at].iter().any(|(it, _)| it == import);
            assert!(above, "{module} may import {import}, which is not above it");
        }
    }
    let library = read("src/lib.rs");
    let modules: Vec<&str> =
        library.lines().filter_map(|it| it.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let mut table: Vec<&str> = MAY_IMPORT.iter().map(|(it, _)| *it).collect();
    table.sort_unstable();
    assert_eq!(modules, table, "src/lib.rs lists its modules by name, and the table lists them all");
}

#[test]
fn the_core_reaches_nothing_outside() {
    assert_none(library().flat_map(|(file, text)| core_faults(&file, &text)));
}

#[test]
fn each_third_party_crate_has_its_door() {
    assert_none(shipped().flat_map(|(file, text)| door_faults(&file, &text)));
    let manifest = read("Cargo.toml");
    let dependencies = manifest.split("\n[dependencies]\n").nth(1).unwrap().split("\n[").next().unwrap();
    let mut names: Vec<String> =
        dependencies.lines().filter_map(|it| Some(it.split_once(" = ")?.0.replace('-', "_"))).collect();
    names.sort();
    let doors: Vec<&str> = DOORS.iter().map(|(it, _)| *it).collect();
    assert_eq!(names, doors, "every dependency of Cargo.toml has a row in DOORS, by name");
}

#[test]
fn the_library_neither_prints_nor_panics_nor_keeps_state() {
    assert_none(library().flat_map(|(file, text)| word_faults(&file, &text)));
}

#[test]
fn commands_do_not_know_each_other() {
    assert_none(sources("src/cli").flat_map(|(file, text)| command_faults(&format!("cli/{file}"), &text)));
}

#[test]
fn every_file_opens_with_its_purpose_and_stays_small() {
    let roots = ["src", "tests", "examples", "maintainer/src", "trainer/src", "fuzz/fuzz_targets"];
    let files = roots
        .into_iter()
        .flat_map(|root| sources(root).map(move |(file, text)| (format!("{root}/{file}"), text)));
    assert_none(files.flat_map(|(file, text)| shape_faults(&file, &text)));
}

#[test]
fn the_checks_find_what_they_look_for() {
    let found = |faults: Vec<String>, words: &str| {
        assert!(faults.iter().any(|it| it.contains(words)), "{words}: {faults:?}")
    };
    found(
        import_faults("text/span.rs", "use crate::{error::Error, gazetteer::Place};"),
        "text may not import gazetteer",
    );
    found(import_faults("text/span.rs", "use super::super::layer::Layer;"), "text may not import layer");
    found(import_faults("fancy/mod.rs", ""), "fancy is missing from the table");
    found(import_faults("gazetteer/index.rs", "use super::compile::compile;"), "they meet only in the bytes");
    found(
        import_faults("resolve/evidence/name.rs", "use super::company;"),
        "may not import resolve::evidence::company",
    );
    found(import_faults("layer/write/csv.rs", "use crate::incident::Incident;"), "writers see Findings");
    found(core_faults("incident/time.rs", "let now = std::time::SystemTime::now();"), "std::time");
    found(core_faults("recognize/mod.rs", "use std::{fs, ops::Range};"), "std::fs");
    found(door_faults("document/read/json_lines.rs", "use csv::Reader;"), "csv");
    found(door_faults("layer/mod.rs", "fn f() -> clap::Command {}"), "clap");
    found(word_faults("resolve/mod.rs", "let it = found.first().unwrap();"), ".unwrap()");
    found(word_faults("resolve/mod.rs", "let it = found.first().expect(\"one\");"), "expect");
    found(word_faults("text/mod.rs", "fn f() { println!(\"{}\", 1); }"), "println!");
    found(command_faults("cli/lookup.rs", "use super::map::Map;"), "lookup may not import map");
    found(shape_faults("src/a.rs", "// no purpose\n"), "first line");
    found(shape_faults("src/a.rs", &format!("//! A.\n{}", "fn f() {}\n".repeat(MOST_LINES + 1))), "split it");
    found(shape_faults("src/a.rs", &format!("//! A.\n// {} later\n", UNDONE[0])), UNDONE[0]);
}

#[test]
fn the_checks_leave_good_code_alone() {
    let source = "//! What.\n\nuse crate::{error::Result, text::{Span, Token}};\nuse super::place::Place;\n\nfn f() -> Result<()> {\n    let words = \"println!\"; // .unwrap()\n    Ok(())\n}\n\n#[cfg(test)]\nmod tests {\n    use crate::layer::Layer;\n    fn g() { h().unwrap(); }\n}\n";
    let file = "gazetteer/index.rs";
    let faults =
        [import_faults, core_faults, door_faults, word_faults, shape_faults].map(|check| check(file, source));
    assert_eq!(faults.concat(), Vec::<String>::new());
}

fn import_faults(file: &str, text: &str) -> Vec<String> {
    let here = module_of(file).join("::");
    let Some(module) = here.split("::").next().filter(|it| !it.is_empty()) else { return Vec::new() };
    let Some((_, allowed)) = MAY_IMPORT.iter().find(|(it, _)| *it == module) else {
        return vec![format!("{file}: {module} is missing from the table")];
    };
    let mut faults = Vec::new();
    for import in own_imports(file, &code_of(text)) {
        let top = import.split("::").next().unwrap_or_default();
        if !top.is_empty() && top != module && !allowed.contains(&top) {
            faults.push(format!("{file}: {module} may not import {top}"));
        }
        for (from, to, why) in MAY_NOT_IMPORT {
            if under(&here, from) && under(&import, to) && !under(&import, from) {
                faults.push(format!("{file}: may not import {import}: {why}"));
            }
        }
        for folder in STRANGERS {
            let sibling = import.strip_prefix(folder).and_then(|it| it.strip_prefix("::"));
            let is_module = sibling.is_some_and(|it| it.starts_with(char::is_lowercase));
            if here != *folder && under(&here, folder) && is_module && !under(&import, &here) {
                faults.push(format!("{file}: may not import {import}: only {folder} knows them all"));
            }
        }
    }
    faults
}

fn core_faults(file: &str, text: &str) -> Vec<String> {
    if !module_of(file).first().is_some_and(|it| CORE.contains(&it.as_str())) {
        return Vec::new();
    }
    let reaches =
        |it: &Vec<String>| it[0] == "std" && it.get(1).is_some_and(|it| OUTSIDE.contains(&it.as_str()));
    let paths = paths(&code_of(text)).into_iter().filter(reaches);
    paths.map(|it| format!("{file}: names {}; the core does no input or output", it.join("::"))).collect()
}

fn door_faults(file: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for path in paths(&code_of(text)) {
        let Some((name, doors)) = DOORS.iter().find(|(it, _)| *it == path[0]) else { continue };
        if !doors.iter().any(|it| file == *it || it.ends_with('/') && file.starts_with(it)) {
            faults.push(format!("{file}: names the crate {name}, which may be named in {doors:?} only"));
        }
    }
    faults
}

fn word_faults(file: &str, text: &str) -> Vec<String> {
    let code = code_of(text);
    let mut faults: Vec<String> = NEVER
        .iter()
        .filter(|(word, _)| {
            code.match_indices(word).any(|(at, _)| word.starts_with('.') || !follows_word(&code, at))
        })
        .map(|(word, why)| format!("{file}: {word}: {why}"))
        .collect();
    if code.contains(".expect(") && !EXPECTING.contains(&file) {
        faults.push(format!("{file}: .expect(: the library does not panic"));
    }
    faults
}

fn command_faults(file: &str, text: &str) -> Vec<String> {
    let here = module_of(file);
    let Some(command) = here.get(1).filter(|it| COMMANDS.contains(&it.as_str())) else { return Vec::new() };
    let other = |import: &String| {
        let name = import.strip_prefix("cli::")?.split("::").next()?;
        (COMMANDS.contains(&name) && name != command)
            .then(|| format!("{file}: {command} may not import {name}"))
    };
    own_imports(file, &code_of(text)).iter().filter_map(other).collect()
}

fn shape_faults(file: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if !text.starts_with("//! ") {
        faults.push(format!("{file}: the first line must say what lives here"));
    }
    let lines = code_of(text).lines().filter(|it| !it.trim().is_empty()).count();
    if lines > MOST_LINES && !TABLES.contains(&file) && !is_test(file) {
        faults.push(format!("{file}: {lines} lines of code; split it"));
    }
    faults.extend(UNDONE.iter().filter(|it| text.contains(**it)).map(|it| format!("{file}: {it}")));
    faults
}

/// Does a module or item lie under another, or is it the same?
fn under(path: &str, parent: &str) -> bool {
    path.strip_prefix(parent).is_some_and(|it| it.is_empty() || it.starts_with("::"))
}

fn follows_word(code: &str, at: usize) -> bool {
    code[..at].chars().next_back().is_some_and(|it| it.is_alphanumeric() || it == '_')
}

fn assert_none(faults: impl Iterator<Item = String>) {
    let faults: Vec<String> = faults.collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// The files of the library with their texts, by their path from `src/`. The program sees the public
/// API alone, which the compiler guards.
fn library() -> impl Iterator<Item = (String, String)> {
    shipped().filter(|(file, _)| file != "main.rs" && !file.starts_with("cli/"))
}

/// The files under `src/` that are not there for tests.
fn shipped() -> impl Iterator<Item = (String, String)> {
    sources("src").filter(|(file, _)| !is_test(file))
}

fn is_test(file: &str) -> bool {
    TESTS.iter().any(|it| file.ends_with(&format!("/{it}")))
}

/// The Rust files under a folder of the repository with their texts, by their path from there.
fn sources(folder: &str) -> impl Iterator<Item = (String, String)> + use<> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files = Vec::new();
    collect(&root, &mut files);
    files.sort();
    files.into_iter().map(move |path| {
        let parts: Vec<_> = path.strip_prefix(&root).unwrap().iter().map(|it| it.to_string_lossy()).collect();
        (parts.join("/"), fs::read_to_string(&path).unwrap())
    })
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    // A published package is without the maintainers' programs.
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|it| it == "rs") {
            files.push(path);
        }
    }
}

fn read(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

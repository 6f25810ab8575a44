//! The documents say what is so: links lead somewhere, paths exist, tables agree with the code.

use std::{
    fs,
    path::{Path, PathBuf},
};

#[test]
fn links_lead_somewhere() {
    for (file, text) in documents() {
        // What follows `](` up to its closing bracket.
        for target in text.split("](").skip(1).filter_map(|it| it.split(')').next()) {
            let target = target.split('#').next().unwrap_or_default();
            if target.is_empty() || target.contains("://") {
                continue;
            }
            let path = file.parent().unwrap().join(target);
            assert!(path.exists(), "{}: {target} is not there", file.display());
        }
    }
}

#[test]
fn paths_that_documents_name_exist() {
    for (file, text) in documents() {
        for path in text.split('`').skip(1).step_by(2).filter(|it| is_path(it)) {
            assert!(root().join(path).exists(), "{}: {path} is not there", file.display());
        }
    }
}

/// Does it name something in this repository? Not what a user names, nor a folder with a file left open.
fn is_path(words: &str) -> bool {
    let folders = [
        "src/", "tests/", "docs/", "gazetteer/", "model/", "scripts/", "examples/", "maintainer/", "trainer/",
    ];
    folders.iter().any(|it| words.starts_with(it)) && !words.contains([' ', '*', '{', '<'])
}

#[test]
fn nothing_is_left_to_fill_in() {
    for (file, text) in documents() {
        assert!(!text.contains("@@"), "{}: a blank left to fill in", file.display());
    }
}

#[test]
fn the_architecture_has_a_word_on_every_module() {
    let architecture = read("ARCHITECTURE.md");
    let library = read("src/lib.rs");
    for module in library.lines().filter_map(|it| it.strip_prefix("pub mod ")?.strip_suffix(';')) {
        let named = [format!("`src/{module}/`"), format!("`src/{module}.rs`"), format!("`{module}`")];
        assert!(named.iter().any(|it| architecture.contains(it)), "ARCHITECTURE.md does not name {module}");
    }
}

#[test]
fn the_index_format_is_the_one_of_the_code() {
    let constants = constants(&read("src/gazetteer/layout.rs"));
    let format = read("docs/index-format.md");
    let mut told = Vec::new();
    for row in format.lines().filter(|it| it.starts_with("| ") && it.contains("::")) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let (offset, name) = (cells[1], cells[2].trim_matches('`'));
        let stated = constants.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str());
        assert_eq!(stated, Some(offset), "docs/index-format.md: {name}");
        told.push(name);
    }
    let offsets = constants.iter().filter(|(name, _)| name.contains("::"));
    for (name, _) in offsets {
        assert!(told.contains(&name.as_str()), "docs/index-format.md says nothing of {name}");
    }
    let version = constants.iter().find(|(name, _)| name == "VERSION").unwrap();
    assert!(format.contains(&format!("version of the format, {} |", version.1)));
}

/// The constants of a file with their values, those of inline modules as `module::NAME`.
fn constants(source: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut module = String::new();
    for line in source.lines().map(str::trim) {
        if let Some((_, name)) = line.split_once("mod ").filter(|it| it.1.ends_with('{')) {
            module = format!("{}::", name.trim_end_matches(" {"));
        } else if line == "}" {
            module.clear();
        } else if let Some((_, constant)) = line.split_once("const ")
            && let Some((name, rest)) = constant.split_once(": ")
            && let Some((_, value)) = rest.split_once("= ")
        {
            let value = value.trim_end_matches(';');
            found.push((format!("{module}{name}"), value.to_owned()));
        }
    }
    found
}

#[test]
fn the_glossary_is_sorted_and_its_types_exist() {
    let glossary = read("docs/glossary.md");
    let sources = sources();
    let mut last = String::new();
    for row in glossary.lines().filter(|it| it.starts_with("| ")).skip(1) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        assert!(last.to_lowercase() <= cells[1].to_lowercase(), "{} stands after {last}", cells[1]);
        last = cells[1].to_owned();
        for name in cells[2].split('`').skip(1).step_by(2) {
            // A variant is looked for by its enum; what is of another crate by its path.
            let name = name.rsplit_once("::").map_or(name, |(first, last)| {
                if first.starts_with(char::is_lowercase) { last } else { first }
            });
            let there =
                ["struct", "enum", "trait"].iter().any(|it| sources.contains(&format!("pub {it} {name}")));
            assert!(
                there || sources.contains(&format!("geojson::{{{name}")),
                "glossary: there is no type {name}"
            );
        }
    }
}

/// Every Markdown file of the repository that people read.
fn documents() -> Vec<(PathBuf, String)> {
    let folders = ["", "docs", "gazetteer", "model"].map(|it| root().join(it));
    let files = folders.iter().filter_map(|it| fs::read_dir(it).ok()).flatten().map(|it| it.unwrap().path());
    let files = files.filter(|it| it.extension().is_some_and(|it| it == "md"));
    files.map(|it| (it.clone(), fs::read_to_string(it).unwrap())).collect()
}

/// All of the library's source.
fn sources() -> String {
    fn collect(folder: &Path, text: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, text);
            } else {
                text.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }
    let mut text = String::new();
    collect(&root().join("src"), &mut text);
    text
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap()
}

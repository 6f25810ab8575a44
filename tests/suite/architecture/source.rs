//! A reader of Rust source that knows just enough to tell what a file names.

/// Source with its tests cut off and the inside of comments, strings and character literals left out.
pub(super) fn code_of(source: &str) -> String {
    let source = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or(source);
    let mut code = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(next) = rest.chars().next() {
        let skipped = skipped(rest, code.chars().next_back());
        if skipped == 0 {
            code.push(next);
            rest = &rest[next.len_utf8()..];
        } else {
            // Lines are kept apart, so that they can be counted.
            code.extend(rest[..skipped].chars().filter(|it| *it == '\n'));
            rest = &rest[skipped..];
        }
    }
    code
}

/// How many bytes at the start of `rest` are a comment, a string or a character literal.
fn skipped(rest: &str, before: Option<char>) -> usize {
    let up_to =
        |end: &str, from: usize| rest[from..].find(end).map_or(rest.len(), |it| from + it + end.len());
    let in_word = before.is_some_and(|it| it.is_alphanumeric() || it == '_');
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("/*") {
        return up_to("*/", 2);
    }
    if !in_word && (rest.starts_with('r') || rest.starts_with("br")) {
        let opening = rest.trim_start_matches('b').trim_start_matches('r');
        let hashes = opening.len() - opening.trim_start_matches('#').len();
        if opening[hashes..].starts_with('"') {
            let from = rest.len() - opening.len() + hashes + 1;
            return up_to(&format!("\"{}", "#".repeat(hashes)), from);
        }
    }
    if rest.starts_with('"') {
        return closed(rest, '"');
    }
    // A lifetime has no closing quote; a character literal has one, after one character or an escape.
    let mut chars = rest.chars();
    match (chars.next(), chars.next(), chars.next()) {
        (Some('\''), Some('\\'), _) => closed(rest, '\''),
        (Some('\''), Some(character), Some('\'')) => 2 + character.len_utf8(),
        _ => 0,
    }
}

/// The length of a literal that starts with `quote` and ends at the next that no backslash escapes.
fn closed(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, character) in rest.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if character == quote => return at + quote.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

/// Every path of two names or more in some code, groups spelled out: `a::{b, c::d}` is `a::b` and
/// `a::c::d`. A single name after `use` counts too.
pub(super) fn paths(code: &str) -> Vec<Vec<String>> {
    let words = words(code);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let starts = is_name(words[at]) && (at == 0 || words[at - 1] != "::");
        let after_use = at > 0 && words[at - 1] == "use";
        if starts && words[at] != "use" && (after_use || words.get(at + 1) == Some(&"::")) {
            at = tree(&words, at, &[], &mut found);
        } else {
            at += 1;
        }
    }
    found
}

/// Reads one path or group from `at` on and returns where it ends.
fn tree(words: &[&str], mut at: usize, before: &[String], found: &mut Vec<Vec<String>>) -> usize {
    let mut path = before.to_vec();
    loop {
        match words.get(at) {
            Some(&"{") => {
                at += 1;
                while words.get(at).is_some_and(|it| *it != "}") {
                    let end = tree(words, at, &path, found);
                    // Always forward, whatever stands there.
                    at = end.max(at + usize::from(end == at));
                    if words.get(at) == Some(&",") {
                        at += 1;
                    }
                }
                return at + 1;
            }
            Some(name) if is_name(name) || *name == "*" => {
                path.push((*name).to_owned());
                at += 1;
                if words.get(at) != Some(&"::") {
                    found.push(path);
                    // `use a as b`: the new name is no path.
                    return if words.get(at) == Some(&"as") { at + 2 } else { at };
                }
                at += 1;
            }
            // `Vec::<u8>::new`: what follows the turbofish belongs to a type, which is named already.
            _ => {
                found.push(path);
                return at;
            }
        }
    }
}

fn is_name(word: &str) -> bool {
    word.starts_with(|it: char| it.is_alphabetic() || it == '_')
}

/// Names, `::`, and every other character for itself.
fn words(code: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = code.trim_start();
    while let Some(next) = rest.chars().next() {
        let len = if next.is_alphanumeric() || next == '_' {
            rest.find(|it: char| !(it.is_alphanumeric() || it == '_')).unwrap_or(rest.len())
        } else if rest.starts_with("::") {
            2
        } else {
            next.len_utf8()
        };
        words.push(&rest[..len]);
        rest = rest[len..].trim_start();
    }
    words
}

/// The module that a file of `src/` is: `resolve/evidence/name.rs` is `resolve::evidence::name`.
pub(super) fn module_of(file: &str) -> Vec<String> {
    let path = file.trim_end_matches(".rs");
    let path = path.strip_suffix("mod").map_or(path, |it| it.trim_end_matches('/'));
    path.split('/').filter(|it| !matches!(*it, "" | "lib" | "main")).map(ToOwned::to_owned).collect()
}

/// What a file imports of its own crate, as paths from the crate's root, wherever it says `crate`,
/// `super` or `self`.
pub(super) fn own_imports(file: &str, code: &str) -> Vec<String> {
    let here = module_of(file);
    paths(code)
        .into_iter()
        .filter_map(|path| {
            let mut base = match path[0].as_str() {
                "crate" => Vec::new(),
                "super" | "self" => here.clone(),
                _ => return None,
            };
            for name in path {
                match name.as_str() {
                    "super" => drop(base.pop()),
                    "crate" | "self" => {}
                    _ => base.push(name),
                }
            }
            Some(base.join("::"))
        })
        .collect()
}

#[test]
fn comments_strings_and_tests_are_no_code() {
    let source = "//! clap\nuse a::b; // c::d\nlet s = \"e::f\"; /* g::h */ let r = r#\"i::\"j\"#;\nlet c = '\"'; k::l;\nfn m<'a>(n: &'a str) {}\n#[cfg(test)]\nmod tests { use o::p; }\n";
    let paths: Vec<String> = paths(&code_of(source)).iter().map(|it| it.join("::")).collect();
    assert_eq!(paths, ["a::b", "k::l"]);
    assert_eq!(code_of(source).lines().count(), 5);
}

#[test]
fn groups_are_spelled_out() {
    let code = "pub use a::{self, b::{c, d as e}, *}; use f; g::<H>::i(j::k);";
    let paths: Vec<String> = paths(code).iter().map(|it| it.join("::")).collect();
    assert_eq!(paths, ["a::self", "a::b::c", "a::b::d", "a::*", "f", "g", "j::k"]);
}

#[test]
fn relative_imports_are_followed_to_the_root() {
    let imports = |file, code| own_imports(file, code);
    assert_eq!(
        imports("resolve/evidence/name.rs", "use super::super::context::Context;"),
        ["resolve::context::Context"]
    );
    assert_eq!(
        imports("resolve/evidence/name.rs", "use super::super::super::layer::Layer;"),
        ["layer::Layer"]
    );
    assert_eq!(imports("resolve/mod.rs", "use super::text::Span;"), ["text::Span"]);
    assert_eq!(imports("text/mod.rs", "pub use self::span::Span;"), ["text::span::Span"]);
    assert_eq!(
        imports("geoparse.rs", "use crate::{incident::{self, Incident}};"),
        ["incident", "incident::Incident"]
    );
}

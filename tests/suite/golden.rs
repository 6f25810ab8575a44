//! Every folder of `tests/golden`: what goes in, and exactly what comes out.
//!
//! A case has `args`, one argument a line; the files these name; `README.md`, one line saying what it
//! shows; and what is expected: `stdout` and `stderr`, whose last line is the exit code.
//! `DATELINE_BLESS=1 cargo test --test suite` writes what comes out as what is expected.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::support::{Run, compare, program};

#[test]
fn golden_cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    cases.sort();
    assert!(!cases.is_empty());
    for case in cases {
        check(&case);
    }
}

fn check(case: &Path) {
    let read = |name: &str| {
        fs::read_to_string(case.join(name)).unwrap_or_else(|_| panic!("{} has no {name}", case.display()))
    };
    assert_eq!(read("README.md").lines().count(), 1, "{}: README.md is one line", case.display());
    let args = read("args");
    let args: Vec<&str> = args.lines().collect();
    let Run { code, stdout, stderr } = Run::of(&mut program(case, &args), b"");
    compare(&case.join("stdout"), &stdout);
    compare(&case.join("stderr"), &format!("{stderr}[exit {code}]\n"));
}

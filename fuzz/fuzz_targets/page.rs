//! Any bytes are a web page: its article has no markup left to run together, and none is read twice.

#![no_main]

use std::{fs, path::PathBuf, sync::OnceLock};

use dateline::document::{Documents, InputFormat, ReadOptions};
use libfuzzer_sys::fuzz_target;

static FILE: OnceLock<PathBuf> = OnceLock::new();

fuzz_target!(|bytes: &[u8]| {
    let file = FILE.get_or_init(|| std::env::temp_dir().join(format!("page-{}.html", std::process::id())));
    fs::write(file, bytes).expect("the temporary folder is writable");
    let options = ReadOptions::new().format(InputFormat::Html);
    let documents: Vec<_> = Documents::open([file.clone()], options).flatten().collect();
    assert!(documents.len() <= 1);
    assert!(documents.iter().all(|it| it.text().trim() == it.text() && !it.text().contains("\n\n\n")));
});

//! Any file of JSON lines gives documents and faults; every given mention fits its text.

#![no_main]

use std::{fs, path::PathBuf, sync::OnceLock};

use dateline::document::{Documents, InputFormat, ReadOptions};
use libfuzzer_sys::fuzz_target;

static FILE: OnceLock<PathBuf> = OnceLock::new();

fuzz_target!(|bytes: &[u8]| {
    let file = FILE.get_or_init(|| std::env::temp_dir().join(format!("records-{}.jsonl", std::process::id())));
    fs::write(file, bytes).expect("the temporary folder is writable");
    let options = ReadOptions::new().format(InputFormat::JsonLines).mentions_field("spans");
    for document in Documents::open([file.clone()], options).flatten() {
        let spans = document.given_mentions().unwrap_or_default();
        assert!(spans.iter().all(|it| document.text().get(it.start()..it.end()).is_some()));
    }
});

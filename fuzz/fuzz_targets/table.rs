//! Any bytes are rows of a table, packed or not: documents and faults, never more than there are lines.

#![no_main]

use std::{fs, path::PathBuf, sync::OnceLock};

use dateline::document::{Documents, InputFormat, ReadOptions};
use libfuzzer_sys::fuzz_target;

static FILE: OnceLock<PathBuf> = OnceLock::new();

fuzz_target!(|bytes: &[u8]| {
    let file = FILE.get_or_init(|| std::env::temp_dir().join(format!("table-{}", std::process::id())));
    fs::write(file, bytes).expect("the temporary folder is writable");
    for format in [InputFormat::Csv, InputFormat::Tsv] {
        let options = ReadOptions::new().format(format).keep("id", "number").mentions_field("spans");
        for document in Documents::open([file.clone()], options).flatten() {
            assert!(document.kept().contains_key("number"));
            let spans = document.given_mentions().unwrap_or_default();
            assert!(spans.iter().all(|it| document.text().get(it.start()..it.end()).is_some()));
        }
    }
});

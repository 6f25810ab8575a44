//! Any text is read without panic, and every span fits it.

#![no_main]

use std::sync::OnceLock;

use dateline::{document::Document, gazetteer::Gazetteer, geoparse::Geoparser};
use libfuzzer_sys::fuzz_target;

static GAZETTEER: OnceLock<Gazetteer> = OnceLock::new();

fuzz_target!(|text: &str| {
    let gazetteer = GAZETTEER.get_or_init(Gazetteer::embedded);
    let document = Document::from_text(text);
    let parsed = Geoparser::new(gazetteer).parse(&document);
    for (mention, _) in parsed.mentions() {
        assert!(!mention.span.of(text).is_empty());
    }
    for incident in parsed.incidents() {
        assert!(incident.quotes.iter().all(|it| text.get(it.start()..it.end()).is_some()));
    }
});

//! Any bytes are an index or an error.

#![no_main]

use dateline::{gazetteer::Gazetteer, recognize::Tagger};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(gazetteer) = Gazetteer::from_bytes(bytes.to_vec()) {
        let _ = gazetteer.verify();
    }
    let _ = Tagger::from_bytes(bytes);
});

//! Compiles `gazetteer/*.csv` into the index that is embedded in the program.

#![allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    missing_docs,
    reason = "the library's own modules, of which this uses a part"
)]

use std::{env, fs, path::Path, process::ExitCode};

#[path = "src/error.rs"]
mod error;
#[path = "src/text/mod.rs"]
mod text;

mod gazetteer {
    #[path = "../src/gazetteer/compile/mod.rs"]
    pub mod compile;
    #[path = "../src/gazetteer/feature_code.rs"]
    pub mod feature_code;
    #[path = "../src/gazetteer/layout.rs"]
    pub mod layout;
    #[path = "../src/gazetteer/magnitude.rs"]
    pub mod magnitude;
    #[path = "../src/gazetteer/sorter.rs"]
    pub mod sorter;
    #[path = "../src/gazetteer/tables.rs"]
    pub mod tables;
}

fn main() -> ExitCode {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=gazetteer");
    for source in [
        "error.rs",
        "text",
        "gazetteer/compile",
        "gazetteer/feature_code.rs",
        "gazetteer/layout.rs",
        "gazetteer/magnitude.rs",
        "gazetteer/sorter.rs",
        "gazetteer/tables.rs",
    ] {
        println!("cargo:rerun-if-changed=src/{source}");
    }
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> error::Result<()> {
    let tables = gazetteer::tables::Tables::read(Path::new("gazetteer"))?;
    let index = gazetteer::compile::compile(&tables)?;
    let out = Path::new(&env::var_os("OUT_DIR").unwrap_or_default()).join("gazetteer.index");
    fs::write(&out, index).map_err(|error| error::Error::io(error, &out))
}

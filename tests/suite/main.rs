//! The one integration binary; each module says what belongs there.

/// A temporary folder, the program run in it, and what came of it.
mod support;

/// The rules of ARCHITECTURE.md that the compiler does not check.
mod architecture;
/// The program as a person meets it: help, exit codes, files and pipes.
mod cli;
/// Documents that the code can contradict: links, paths, tables.
mod documents;
/// `dateline evaluate` against another scorer's numbers.
mod evaluate;
/// Every program of `examples/`.
mod examples;
/// The vocabulary: what is documented, and what formats promise.
mod fields;
/// Formats beyond GeoJSON: tables of cells, files in layers, exports, and text that means harm.
mod formats;
/// Every folder of `tests/golden`.
mod golden;
/// Every text of `tests/incidents`: the incidents of short news texts.
mod incidents;
/// What documents are read from: encodings, folders, packed files, records, lines that are cut off.
mod inputs;
/// Every format of layers, read back.
mod layers;
/// `dateline lookup`: names, beginnings, misspellings, and what leaves places out.
mod lookup;
/// Tables of a user's own places: checked, laid over a gazetteer, added to it.
mod own_places;
/// Pages of text and map that are written.
mod page_output;
/// Saved web pages of many shapes.
#[cfg(feature = "html")]
mod pages;
/// What README shows, run and compared.
mod readme;
/// `gazetteer refresh` against a folder and a server, with all that can go wrong on the way.
#[cfg(feature = "refresh")]
mod refresh;
/// What documents of one source teach each other.
mod sources;

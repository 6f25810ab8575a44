//! How fast is a gazetteer compiled, opened and asked?
//!
//! `cargo bench --bench gazetteer`; the larger one of the file that `DATELINE_BENCH_INDEX` names, if it is set.

use std::{env, fs, hint::black_box, path::Path};

use dateline::{
    gazetteer::{Gazetteer, compile_folder, tables::Tables},
    text::NameKey,
};
use divan::{Bencher, counter::ItemsCount};

fn main() {
    divan::main();
}

/// Compiling the tables that ship, row by row.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn compile_shipped() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("gazetteer");
    let scratch = tempfile::tempdir().unwrap();
    let mut out = std::io::Cursor::new(Vec::new());
    compile_folder(&folder, scratch.path(), &mut out).unwrap();
    black_box(out);
}

/// Reading the tables alone.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn read_shipped_tables() -> usize {
    Tables::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("gazetteer")).unwrap().places.len()
}

/// The gazetteers that are asked: built in, and of a file.
fn gazetteers() -> Vec<(&'static str, Gazetteer)> {
    let mut all = vec![("built in", Gazetteer::embedded())];
    if let Some(path) = env::var_os("DATELINE_BENCH_INDEX") {
        all.push(("file", Gazetteer::from_bytes(fs::read(path).unwrap()).unwrap()));
    }
    all
}

/// Opening what is in memory already: the header is read, nothing else.
#[divan::bench]
fn open() -> Gazetteer {
    Gazetteer::embedded()
}

/// Names of places evenly from all of the gazetteer: each is asked once in a while, as in news.
fn names(gazetteer: &Gazetteer) -> Vec<NameKey> {
    const NAMES: usize = 10_000;
    let step = (gazetteer.len() / NAMES).max(1);
    gazetteer.places().step_by(step).map(|it| NameKey::new(it.name)).collect()
}

/// Every place that bears the name, with its record.
#[divan::bench(args = ["built in", "file"])]
fn look_names_up(bencher: Bencher<'_, '_>, which: &str) {
    let Some((_, gazetteer)) = gazetteers().into_iter().find(|(it, _)| *it == which) else { return };
    let names = names(&gazetteer);
    bencher
        .counter(ItemsCount::new(names.len()))
        .bench_local(|| names.iter().map(|it| gazetteer.lookup(black_box(it)).count()).sum::<usize>());
}

/// Names that nobody bears.
#[divan::bench]
fn look_unknown_names_up(bencher: Bencher<'_, '_>) {
    let gazetteer = Gazetteer::embedded();
    let names: Vec<NameKey> = names(&gazetteer).iter().map(|it| NameKey::new(&format!("{it}qx"))).collect();
    bencher
        .counter(ItemsCount::new(names.len()))
        .bench_local(|| names.iter().filter(|it| gazetteer.lookup(black_box(it)).next().is_some()).count());
}

#[divan::bench]
fn fold_names(bencher: Bencher<'_, '_>) {
    let gazetteer = Gazetteer::embedded();
    let names: Vec<String> = gazetteer.places().step_by(12).map(|it| it.name.to_owned()).collect();
    bencher
        .counter(ItemsCount::new(names.len()))
        .bench_local(|| names.iter().map(|it| NameKey::new(black_box(it)).as_str().len()).sum::<usize>());
}

//! How fast is each stage of reading a text, and what do texts made to be slow take?
//!
//! `cargo bench --bench stages`; the figures are bytes of text a second.

use std::{env, fs, hint::black_box, io, path::Path, sync::LazyLock};

use dateline::{
    document::Document,
    gazetteer::Gazetteer,
    geoparse::{Geoparsed, Geoparser},
    incident::{self, LEAST_CONFIDENCE},
    layer::{About, Findings, LayerFormat, LayerOptions},
    recognize::{Models, Recognition, recognize},
    resolve::{Confidence, Named, Ranker, Resolution, SourceProfile, resolve},
    text::{NameKey, Tokens},
};
use divan::{Bencher, counter::BytesCount};

fn main() {
    divan::main();
}

/// Bytes of the texts that every stage reads.
const SIZES: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::embedded);

/// The article and the short news texts of `tests/`, one after the other.
static NEWS: LazyLock<String> = LazyLock::new(|| {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let read = |path: &Path| fs::read_to_string(path).unwrap();
    let mut files: Vec<_> =
        fs::read_dir(tests.join("incidents")).unwrap().map(|it| it.unwrap().path()).collect();
    files.sort();
    let mut news = read(&tests.join("article.txt"));
    for file in files {
        news.push_str("\n\n");
        news.push_str(read(&file).split("\n---\n").nth(1).unwrap().trim());
    }
    news
});

/// A document of so many bytes of news, the same each time; larger ones say the same again.
fn document(bytes: usize) -> Document {
    let mut text = String::with_capacity(bytes);
    while text.len() < bytes {
        text.push_str(&NEWS);
        text.push_str("\n\n");
    }
    while !text.is_char_boundary(bytes.min(text.len())) {
        text.pop();
    }
    text.truncate(bytes);
    Document::from_text(text).with_date(jiff::civil::date(2024, 2, 29))
}

/// What each stage finds, to be given to the next.
struct Stages<'t> {
    tokens: &'t Tokens<'t>,
    recognition: Recognition,
    resolutions: Vec<Resolution<'static>>,
}

impl<'t> Stages<'t> {
    fn new(document: &Document, tokens: &'t Tokens<'t>) -> Self {
        let recognition = recognize(document, tokens, &GAZETTEER, &Models::embedded());
        let resolutions = resolve_all(tokens, &recognition, &Ranker::embedded());
        Self { tokens, recognition, resolutions }
    }
}

fn resolve_all(
    tokens: &Tokens<'_>,
    recognition: &Recognition,
    ranker: &Ranker<'_>,
) -> Vec<Resolution<'static>> {
    let texts = [Named { tokens, mentions: &recognition.mentions }];
    resolve(&texts, &GAZETTEER, ranker, &SourceProfile::default())
}

#[divan::bench(args = SIZES)]
fn tokenise(bencher: Bencher<'_, '_>, bytes: usize) {
    let document = document(bytes);
    bencher.counter(BytesCount::new(bytes)).bench_local(|| Tokens::new(black_box(document.text())).len());
}

#[divan::bench(args = SIZES)]
fn recognise(bencher: Bencher<'_, '_>, bytes: usize) {
    let document = document(bytes);
    let tokens = Tokens::new(document.text());
    let models = Models::embedded();
    bencher
        .counter(BytesCount::new(bytes))
        .bench_local(|| recognize(black_box(&document), &tokens, &GAZETTEER, &models));
}

#[divan::bench(args = SIZES)]
fn resolve_places(bencher: Bencher<'_, '_>, bytes: usize) {
    let document = document(bytes);
    let tokens = Tokens::new(document.text());
    let stages = Stages::new(&document, &tokens);
    let ranker = Ranker::embedded();
    bencher
        .counter(BytesCount::new(bytes))
        .bench_local(|| resolve_all(stages.tokens, black_box(&stages.recognition), &ranker));
}

#[divan::bench(args = SIZES)]
fn find_incidents(bencher: Bencher<'_, '_>, bytes: usize) {
    let document = document(bytes);
    let tokens = Tokens::new(document.text());
    let stages = Stages::new(&document, &tokens);
    let least = Confidence::new(LEAST_CONFIDENCE);
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        let Stages { tokens, recognition, resolutions } = &stages;
        incident::extract(black_box(&document), tokens, recognition, resolutions, &GAZETTEER, least)
    });
}

#[divan::bench(args = SIZES)]
fn whole_pipeline(bencher: Bencher<'_, '_>, bytes: usize) {
    bench_parse(bencher, &document(bytes));
}

fn bench_parse(bencher: Bencher<'_, '_>, document: &Document) {
    let geoparser = Geoparser::new(&GAZETTEER);
    bencher
        .counter(BytesCount::new(document.text().len()))
        .bench_local(|| geoparser.parse(black_box(document)).mentions().len());
}

#[divan::bench(args = SIZES)]
fn write_geojson_lines(bencher: Bencher<'_, '_>, bytes: usize) {
    bench_writing(bencher, bytes, LayerFormat::GeoJsonLines);
}

#[divan::bench(args = SIZES)]
fn write_json_lines(bencher: Bencher<'_, '_>, bytes: usize) {
    bench_writing(bencher, bytes, LayerFormat::JsonLines);
}

/// Making rows of what was found, and writing them to nowhere.
fn bench_writing(bencher: Bencher<'_, '_>, bytes: usize, format: LayerFormat) {
    let document = document(bytes);
    let parsed = Geoparser::new(&GAZETTEER).parse(&document);
    bencher.counter(BytesCount::new(bytes)).bench_local(|| write(black_box(&parsed), format));
}

fn write(parsed: &Geoparsed<'_, '_>, format: LayerFormat) {
    let mut writer = format.writer(io::sink(), About::of(&GAZETTEER));
    writer.begin().unwrap();
    writer.document(Findings::new(parsed, format.content(), &LayerOptions::new())).unwrap();
    writer.finish().unwrap();
}

/// One name so many times: one group of mentions without end.
#[divan::bench(args = [10_000, 100_000], sample_count = 3, sample_size = 1)]
fn one_name_again_and_again(bencher: Bencher<'_, '_>, times: usize) {
    bench_parse(bencher, &Document::from_text("Kabul ".repeat(times)));
}

/// The same in sentences, each of which tells of an incident there.
#[divan::bench(args = [10_000, 100_000], sample_count = 3, sample_size = 1)]
fn one_attack_again_and_again(bencher: Bencher<'_, '_>, times: usize) {
    bench_parse(bencher, &Document::from_text("A bomb killed 3 in Kabul. ".repeat(times)));
}

/// Capitalised words and nothing else: each may begin a name.
#[divan::bench(args = [1_000_000, 10_000_000], sample_count = 3, sample_size = 1)]
fn capitalised_words(bencher: Bencher<'_, '_>, bytes: usize) {
    let mut text = String::with_capacity(bytes + 8);
    let mut number = 0_u32;
    while text.len() < bytes {
        // A multiplier without pattern, Knuth's, gives each word other letters.
        let word = number.wrapping_mul(2_654_435_761) >> 8;
        let letter = |at: u32| char::from(b'a' + (word / 26_u32.pow(at) % 26) as u8);
        text.push(letter(0).to_ascii_uppercase());
        text.extend([letter(1), letter(2), letter(3), ' ']);
        number += 1;
    }
    bench_parse(bencher, &Document::from_text(text));
}

/// As many names that several places bear, each once.
#[divan::bench(args = [2_000, 20_000], sample_count = 3, sample_size = 1)]
fn ambiguous_places(bencher: Bencher<'_, '_>, names: usize) {
    let ambiguous = ambiguous_names();
    let step = (ambiguous.len() / names).max(1);
    let sentences: Vec<String> =
        ambiguous.iter().step_by(step).take(names).map(|it| format!("Officials met in {it}.")).collect();
    assert_eq!(sentences.len(), names, "the gazetteer has too few ambiguous names");
    bench_parse(bencher, &Document::from_text(sentences.join(" ")));
}

/// Names of several places, in the order of the alphabet.
fn ambiguous_names() -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut before = (NameKey::new(""), false);
    let Ok(()) = GAZETTEER.try_each_name(|bearer| {
        let key = NameKey::new(bearer.name);
        let again = key == before.0;
        if again && !before.1 {
            names.push(bearer.name.to_owned());
        }
        before = (key, again);
        Ok::<(), std::convert::Infallible>(())
    });
    names
}

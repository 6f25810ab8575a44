//! Trains the two taggers of recognition: names of all sorts first, then places with its opinion.

use std::path::Path;

use anyhow::Result;
use dateline::{
    gazetteer::Gazetteer,
    recognize::{ASSOCIATIVE, Label, Observations, Opinion, Tagger, may_follow, sort},
    text::{CodePoints, Span, Tokens},
};

use crate::{
    conll,
    corpus::Labelled,
    perceptron::{Example, Settings, train},
};

const NAMES_BITS: u8 = 16;
const PLACES_BITS: u8 = 17;
const USAGE_BITS: u8 = 16;
const NAMES: Settings = Settings { epochs: 6, runs: 4, eagerness: 0.0 };
/// Chosen by cross-validation: recall of toponyms rises by what precision falls.
const PLACES: Settings = Settings { epochs: 5, runs: 8, eagerness: 4.0 };
const USAGE: Settings = Settings { epochs: 5, runs: 4, eagerness: 0.0 };

/// Learns people, organisations, places, nationalities and times from the Groningen Meaning Bank.
pub fn train_names(path: &Path, gazetteer: &Gazetteer) -> Result<Vec<u8>> {
    let mut examples = Vec::new();
    for sentence in conll::read(path)? {
        let names: Vec<(Span, Label)> = sentence
            .names
            .iter()
            .filter_map(|(range, tag)| {
                let begin = match tag.as_str() {
                    "geo" => sort::PLACE,
                    "per" => sort::PERSON,
                    "org" => sort::ORGANISATION,
                    "tim" => sort::TIME,
                    "gpe" => sort::NATIONALITY,
                    _ => return None,
                };
                Some((Span::new(range.start, range.end), begin))
            })
            .collect();
        for text in with_capitals(&sentence.text) {
            let tokens = Tokens::new(&text);
            examples.extend(examples_of(&tokens, &names, &Observations::new(&tokens, gazetteer), None));
        }
    }
    Ok(train(&examples, sort::COUNT, NAMES_BITS, NAMES))
}

/// Learns toponyms from documents that label them.
pub fn train_places<'d>(
    documents: impl Iterator<Item = &'d Labelled>,
    names: &[u8],
    gazetteer: &Gazetteer,
) -> Result<Vec<u8>> {
    let names = Tagger::from_bytes(names)?;
    let mut examples = Vec::new();
    for document in documents {
        let points = CodePoints::new(&document.text);
        let spans: Vec<(Span, Label)> =
            document.toponyms.iter().filter_map(|it| Some((points.span(it.start..it.end)?, 1))).collect();
        for text in with_capitals(&document.text) {
            let tokens = Tokens::new(&text);
            let observations = Observations::new(&tokens, gazetteer);
            let labels = observations.tag(&tokens, &names, None);
            let opinion = Opinion::new(&labels, &tokens);
            examples.extend(examples_of(&tokens, &spans, &observations, Some(&opinion)));
        }
    }
    Ok(train(&examples, 3, PLACES_BITS, PLACES))
}

/// Learns to tell literal from associative mentions from documents that label them.
pub fn train_usage<'d>(
    documents: impl Iterator<Item = &'d Labelled>,
    names: &[u8],
    gazetteer: &Gazetteer,
) -> Result<Vec<u8>> {
    let names = Tagger::from_bytes(names)?;
    let mut examples = Vec::new();
    let mut features = Vec::new();
    for document in documents.filter(|it| it.toponyms.iter().any(|it| it.usage.is_some())) {
        let points = CodePoints::new(&document.text);
        for text in with_capitals(&document.text) {
            let tokens = Tokens::new(&text);
            let observations = Observations::new(&tokens, gazetteer);
            let labels = observations.tag(&tokens, &names, None);
            for toponym in &document.toponyms {
                let (Some(span), Some(usage)) = (points.span(toponym.start..toponym.end), &toponym.usage)
                else {
                    continue;
                };
                observations.surroundings(tokens.range_of(span), &tokens, &labels, &mut features);
                let mut example = Example::new();
                example.push(&features, if usage == "associative" { ASSOCIATIVE } else { 0 });
                examples.push(example);
            }
        }
    }
    Ok(train(&examples, 2, USAGE_BITS, USAGE))
}

/// A text as it is, and in capitals: agency copy and headlines are written so.
fn with_capitals(text: &str) -> [String; 2] {
    [text.to_owned(), text.to_ascii_uppercase()]
}

fn examples_of(
    tokens: &Tokens<'_>,
    names: &[(Span, Label)],
    observations: &Observations,
    opinion: Option<&Opinion<'_>>,
) -> Vec<Example> {
    let mut labels: Vec<Label> = vec![0; tokens.len()];
    for (span, begin) in names {
        for (number, at) in tokens.range_of(*span).enumerate() {
            labels[at] = if number == 0 { *begin } else { *begin + 1 };
        }
    }
    let mut features = Vec::new();
    tokens
        .sentences()
        .iter()
        .map(|sentence| {
            let mut example = Example::new();
            for at in sentence.clone() {
                // A name that runs over the end of a sentence begins anew.
                let runs_over = at == sentence.start && !may_follow(None, labels[at]);
                let label = if runs_over { labels[at] - 1 } else { labels[at] };
                observations.features(at, &mut features);
                if let Some(opinion) = opinion {
                    observations.second_opinion(at, opinion, &mut features);
                }
                example.push(&features, label);
            }
            example
        })
        .collect()
}

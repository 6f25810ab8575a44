//! Wires the stages: a document in, its mentions, resolutions and incidents out. It cannot fail.

use std::borrow::Cow;

use crate::{
    document::Document,
    gazetteer::Gazetteer,
    incident::{self, Incident},
    recognize::{self, Mention, Models, Recognition},
    resolve::{self, Confidence, Named, Resolution},
    text::Tokens,
};

/// Reads documents against one gazetteer. Cheap to share between threads.
///
/// ```
/// use dateline::{document::Document, gazetteer::Gazetteer, geoparse::Geoparser};
///
/// let gazetteer = Gazetteer::embedded();
/// let geoparser = Geoparser::new(&gazetteer);
/// let document = Document::from_text("Floods hit Paris, Texas, on Monday.");
/// let parsed = geoparser.parse(&document);
/// let (_, paris) = parsed.mentions().next().unwrap();
/// let place = paris.chosen().unwrap().candidate.place;
/// assert_eq!(place.admin1, "TX");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Geoparser<'g> {
    gazetteer: &'g Gazetteer,
    models: Models<'g>,
    least_confidence: Confidence,
}

impl<'g> Geoparser<'g> {
    /// A geoparser that looks places up in `gazetteer`, with the models built into the program.
    #[must_use]
    pub fn new(gazetteer: &'g Gazetteer) -> Self {
        let least_confidence = Confidence::new(incident::LEAST_CONFIDENCE);
        Self { gazetteer, models: Models::embedded(), least_confidence }
    }

    /// The same geoparser with other models.
    #[must_use]
    pub fn with_models(mut self, models: Models<'g>) -> Self {
        self.models = models;
        self
    }

    /// The same geoparser with another bound for incidents: what is less sure is left out. With 0 every
    /// event that the text may tell of is told, however doubtful.
    #[must_use]
    pub fn with_least_confidence(mut self, least: Confidence) -> Self {
        self.least_confidence = least;
        self
    }

    /// Finds the places and incidents of a document. Any text is fine; it may hold none.
    #[must_use]
    pub fn parse<'d>(&self, document: &'d Document) -> Geoparsed<'d, 'g> {
        let tokens = Tokens::new(document.text());
        let recognition = recognize::recognize(document, &tokens, self.gazetteer, &self.models);
        let title = document.title().map(Document::from_text);
        let title_tokens = Tokens::new(title.as_ref().map_or("", Document::text));
        let title_mentions = title.as_ref().map_or_else(Vec::new, |it| {
            recognize::recognize(it, &title_tokens, self.gazetteer, &self.models).mentions
        });
        let (mentions, answers) = with_those_beside(&recognition);
        let texts = [
            Named { tokens: &tokens, mentions: &mentions },
            Named { tokens: &title_tokens, mentions: &title_mentions },
        ];
        let mut resolutions = resolve::resolve(&texts, self.gazetteer);
        if let Some(answers) = answers {
            resolutions = answers.into_iter().map(|it| resolutions[it].clone()).collect();
        }
        let least = self.least_confidence;
        let incidents =
            incident::extract(document, &tokens, &recognition, &resolutions, self.gazetteer, least);
        Geoparsed { document, tokens, gazetteer: self.gazetteer, recognition, resolutions, incidents }
    }
}

/// All mentions that say something about the text, in text order, and, where some of them are evidence
/// only, the places of the others, in their own order.
fn with_those_beside(recognition: &Recognition) -> (Cow<'_, [Mention]>, Option<Vec<usize>>) {
    if recognition.beside.is_empty() && recognition.mentions.is_sorted_by_key(|it| it.span) {
        return (Cow::Borrowed(&recognition.mentions), None);
    }
    let asked = recognition.mentions.len();
    let all: Vec<&Mention> = recognition.mentions.iter().chain(&recognition.beside).collect();
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|it| all[*it].span);
    let mut answers = vec![0; asked];
    for (place, number) in order.iter().enumerate().filter(|(_, it)| **it < asked) {
        answers[*number] = place;
    }
    (order.into_iter().map(|it| all[it].clone()).collect(), Some(answers))
}

/// What was found in one document.
#[derive(Debug)]
pub struct Geoparsed<'d, 'g> {
    document: &'d Document,
    tokens: Tokens<'d>,
    gazetteer: &'g Gazetteer,
    recognition: Recognition,
    resolutions: Vec<Resolution<'g>>,
    incidents: Vec<Incident>,
}

impl<'d, 'g> Geoparsed<'d, 'g> {
    /// What was found, made by hand: `resolutions` are those of the mentions, one each.
    #[cfg(test)]
    pub(crate) fn from_parts(
        document: &'d Document,
        tokens: Tokens<'d>,
        gazetteer: &'g Gazetteer,
        recognition: Recognition,
        resolutions: Vec<Resolution<'g>>,
        incidents: Vec<Incident>,
    ) -> Self {
        Self { document, tokens, gazetteer, recognition, resolutions, incidents }
    }

    /// The document.
    #[must_use]
    pub fn document(&self) -> &'d Document {
        self.document
    }

    /// Its words.
    #[must_use]
    pub fn tokens(&self) -> &Tokens<'d> {
        &self.tokens
    }

    /// The gazetteer it was read against.
    #[must_use]
    pub fn gazetteer(&self) -> &'g Gazetteer {
        self.gazetteer
    }

    /// Every mention with its resolution, in text order.
    pub fn mentions(&self) -> impl ExactSizeIterator<Item = (&Mention, &Resolution<'g>)> {
        self.recognition.mentions.iter().zip(&self.resolutions)
    }

    /// The mention at `index` with its resolution, if there is one.
    #[must_use]
    pub fn mention(&self, index: usize) -> Option<(&Mention, &Resolution<'g>)> {
        Some((self.recognition.mentions.get(index)?, self.resolutions.get(index)?))
    }

    /// All names, places and others.
    #[must_use]
    pub fn recognition(&self) -> &Recognition {
        &self.recognition
    }

    /// The incidents the text reports, in text order.
    #[must_use]
    pub fn incidents(&self) -> &[Incident] {
        &self.incidents
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::Span;

    /// Words that news is made of, so that random texts reach every stage.
    fn newsy() -> impl Strategy<Value = String> {
        let word = prop::sample::select(vec![
            "Kabul", "Paris,", "Texas", "killed", "six", "people", "a", "bomb", "in", "the", "attack", "on",
            "last", "week", "said", "Pakistani", "U.S.", "BEIRUT", "/", "-", ".", "\n\n", "\"", "’s",
            "İstanbul", "2010", "by", "gunmen", "wounded", "and", "23", "No", "one", "was", "hurt", "al",
            "Qaeda", "claimed", "Ł", "é\u{301}", "👩‍👩",
        ]);
        prop::collection::vec(word, 0..60).prop_map(|words| words.join(" "))
    }

    fn check(text: &str) -> Result<(), TestCaseError> {
        let gazetteer = Gazetteer::embedded();
        let document = Document::from_text(text).with_date(jiff::civil::date(2024, 2, 29));
        let parsed = Geoparser::new(&gazetteer).parse(&document);
        let mut end = 0;
        for (mention, resolution) in parsed.mentions() {
            prop_assert!(mention.span.start() >= end && !mention.span.of(text).is_empty(), "{:?}", mention);
            end = mention.span.end();
            prop_assert_eq!(resolution.chosen().is_some(), resolution.footprint.is_some());
            prop_assert_eq!(resolution.chosen().is_none(), resolution.outcome.reason().is_some());
        }
        for incident in parsed.incidents() {
            prop_assert!(incident.places.iter().all(|it| parsed.mention(*it).is_some()));
            prop_assert!(incident.quotes.iter().all(|it| !it.of(text).is_empty()));
            if let (Some(start), Some(end)) = (incident.when.start, incident.when.end) {
                prop_assert!(start <= end, "{:?}", incident.when);
            }
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_every_span_fits_it(text in "\\PC{0,400}") {
            check(&text)?;
        }

        #[test]
        fn any_news_is_read_and_every_span_fits_it(text in newsy()) {
            check(&text)?;
        }

        #[test]
        fn any_news_in_capitals_is_read(text in newsy()) {
            check(&text.to_uppercase())?;
        }
    }

    #[test]
    fn words_beside_given_mentions_are_evidence() {
        let text = "A flood hit Paris, Texas, on Monday.";
        let document = Document::from_text(text).with_mentions(vec![Span::new(12, 17)]);
        let gazetteer = Gazetteer::embedded();
        let parsed = Geoparser::new(&gazetteer).parse(&document);
        let admin1: Vec<&str> =
            parsed.mentions().filter_map(|(_, it)| Some(it.chosen()?.candidate.place.admin1)).collect();
        assert_eq!(admin1, ["TX"]);
    }

    #[test]
    fn given_mentions_are_answered_in_their_own_order() {
        let text = "A flood hit Paris, Texas, on Monday.";
        let spans = vec![Span::new(19, 24), Span::new(12, 17), Span::new(12, 17)];
        let document = Document::from_text(text).with_mentions(spans.clone());
        let gazetteer = Gazetteer::embedded();
        let parsed = Geoparser::new(&gazetteer).parse(&document);
        let answered: Vec<(Span, &str)> = parsed
            .mentions()
            .filter_map(|(mention, it)| Some((mention.span, it.chosen()?.candidate.place.name)))
            .collect();
        assert_eq!(answered, [(spans[0], "Texas"), (spans[1], "Paris"), (spans[2], "Paris")]);
    }
}

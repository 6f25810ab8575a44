//! Wires the stages: a document in, its mentions, resolutions and incidents out. It cannot fail.

use std::borrow::Cow;

use crate::{
    document::Document,
    gazetteer::Gazetteer,
    incident::{self, Incident},
    recognize::{self, Mention, Models, Recognition},
    resolve::{self, Confidence, Named, Observed, Ranker, Resolution, SourceProfile},
    spatial::{self, SpatialPhrase},
    text::{Span, Tokens},
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
#[derive(Debug, Clone)]
pub struct Geoparser<'g> {
    gazetteer: &'g Gazetteer,
    models: Models<'g>,
    least_confidence: Confidence,
    ranker: Ranker<'g>,
}

impl<'g> Geoparser<'g> {
    /// A geoparser that looks places up in `gazetteer`, with the models built into the program.
    #[must_use]
    pub fn new(gazetteer: &'g Gazetteer) -> Self {
        Self::with_models(gazetteer, Models::embedded(), Ranker::embedded())
    }

    /// A geoparser with other models.
    #[must_use]
    pub fn with_models(gazetteer: &'g Gazetteer, models: Models<'g>, ranker: Ranker<'g>) -> Self {
        let least_confidence = Confidence::new(incident::LEAST_CONFIDENCE);
        Self { gazetteer, models, ranker, least_confidence }
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
        self.parse_of_source(document, &SourceProfile::default())
    }

    /// The same of a document whose source is known by other documents: see [`SourceProfile`].
    #[must_use]
    pub fn parse_of_source<'d>(&self, document: &'d Document, source: &SourceProfile) -> Geoparsed<'d, 'g> {
        self.parse_by(document, |texts| self.resolve(texts, document, source))
    }

    /// The same of a document that is one of those the profile was learnt from: what it taught itself is
    /// left out, so that it does not learn from its own mistakes.
    #[must_use]
    pub fn parse_among<'d>(&self, document: &'d Document, source: &SourceProfile) -> Geoparsed<'d, 'g> {
        self.parse_by(document, |texts| {
            let alone = self.resolve(texts, document, &SourceProfile::default());
            let others = source.without(&SourceProfile::of(&alone));
            if others.is_empty() { alone } else { self.resolve(texts, document, &others) }
        })
    }

    /// What a document teaches of its source.
    #[must_use]
    pub fn learn(&self, document: &Document) -> SourceProfile {
        let reading = Reading::new(document, self.gazetteer, &self.models);
        reading
            .with_texts(|texts| SourceProfile::of(&self.resolve(texts, document, &SourceProfile::default())))
    }

    /// What the ranker's next round would see of a document: what it is trained on.
    #[must_use]
    pub fn observe(&self, document: &Document, source: &SourceProfile) -> Vec<(Vec<Span>, Observed<'g>)> {
        let reading = Reading::new(document, self.gazetteer, &self.models);
        reading.with_texts(|texts| {
            let spans =
                |it: &Observed<'_>| it.mentions.iter().map(|it| texts[0].mentions[*it].span).collect();
            let observed = resolve::observe(texts, self.gazetteer, &self.ranker, source);
            observed.into_iter().map(|it| (spans(&it), it)).collect()
        })
    }

    fn resolve(
        &self,
        texts: &[Named<'_>],
        document: &Document,
        source: &SourceProfile,
    ) -> Vec<Resolution<'g>> {
        let source = match document.home() {
            Some(home) => Cow::Owned(source.clone().with_home(home)),
            None => Cow::Borrowed(source),
        };
        resolve::resolve(texts, self.gazetteer, &self.ranker, &source)
    }

    fn parse_by<'d>(
        &self,
        document: &'d Document,
        resolve: impl FnOnce(&[Named<'_>]) -> Vec<Resolution<'g>>,
    ) -> Geoparsed<'d, 'g> {
        let reading = Reading::new(document, self.gazetteer, &self.models);
        let mut resolutions = reading.with_texts(resolve);
        let Reading { tokens, recognition, .. } = reading;
        if let (_, Some(answers)) = with_those_beside(&recognition) {
            resolutions = answers.into_iter().map(|it| resolutions[it].clone()).collect();
        }
        let least = self.least_confidence;
        let incidents =
            incident::extract(document, &tokens, &recognition, &resolutions, self.gazetteer, least);
        let phrases = spatial::read(&tokens, &recognition.mentions, &resolutions);
        Geoparsed {
            document,
            tokens,
            gazetteer: self.gazetteer,
            recognition,
            resolutions,
            phrases,
            incidents,
        }
    }
}

/// A document with the names that were found in it and in its title.
struct Reading<'d> {
    tokens: Tokens<'d>,
    recognition: Recognition,
    title: Option<Document>,
    title_mentions: Vec<Mention>,
}

impl<'d> Reading<'d> {
    fn new(document: &'d Document, gazetteer: &Gazetteer, models: &Models<'_>) -> Self {
        let tokens = Tokens::new(document.text());
        let recognition = recognize::recognize(document, &tokens, gazetteer, models);
        let title = document.title().map(Document::from_text);
        let title_mentions = title.as_ref().map_or_else(Vec::new, |it| {
            recognize::recognize(it, &Tokens::new(it.text()), gazetteer, models).mentions
        });
        Self { tokens, recognition, title, title_mentions }
    }

    /// Calls `ask` with the document's own text and its title.
    fn with_texts<T>(&self, ask: impl FnOnce(&[Named<'_>]) -> T) -> T {
        let (mentions, _) = with_those_beside(&self.recognition);
        let title_tokens = Tokens::new(self.title.as_ref().map_or("", Document::text));
        ask(&[
            Named { tokens: &self.tokens, mentions: &mentions },
            Named { tokens: &title_tokens, mentions: &self.title_mentions },
        ])
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
    phrases: Vec<SpatialPhrase>,
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
        let phrases = spatial::read(&tokens, &recognition.mentions, &resolutions);
        Self { document, tokens, gazetteer, recognition, resolutions, phrases, incidents }
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

    /// Phrases such as "50 km north of Quetta", in text order, each around one or two of the mentions.
    #[must_use]
    pub fn spatial_phrases(&self) -> &[SpatialPhrase] {
        &self.phrases
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
    use crate::gazetteer::{Compiler, tables::PlaceRow};

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

    /// Gazetteers of few and odd places whose names are among the words of [`newsy`].
    fn gazetteers() -> impl Strategy<Value = Gazetteer> {
        let pick = |from: &[&'static str]| prop::sample::select(from.to_vec());
        let names =
            pick(&["Kabul", "Paris", "Texas", "six", "al Qaeda", "Beirut", "No", "a bomb", "Ł", "U.S."]);
        let codes =
            pick(&["P PPL", "A PCLI", "A ADM1", "A ADM2", "H STM", "L CONT", "S MUS", "T MT", "V", "P PPLX"]);
        let countries = pick(&["", "AF", "FR", "US", "ZZ"]);
        let parts = (pick(&["", "01", "TX"]), pick(&["", "9", "x"]));
        let degrees = (prop_oneof![Just(180.0), Just(-180.0), -180.0..180.0], -90.0..=90.0);
        let extents = prop::option::of((-180.0..=180.0, -90.0..=90.0, -180.0..=180.0, -90.0..=90.0));
        let row = (names.clone(), names, codes, countries, parts, degrees, extents, 0..u64::MAX);
        prop::collection::vec(row, 0..12).prop_map(|rows| {
            let mut compiler = Compiler::in_memory();
            for (number, row) in rows.into_iter().enumerate() {
                let (name, other, code, country, (admin1, admin2), (longitude, latitude), extent, people) =
                    row;
                let (class, code) = code.split_once(' ').unwrap_or((code, ""));
                let edge = |at: usize| extent.map(|it| <[f64; 4]>::from(it)[at]);
                let place = PlaceRow {
                    place_id: format!("place:{number}"),
                    name: name.to_owned(),
                    alternate_names: other.to_owned(),
                    feature_class: class.to_owned(),
                    feature_code: code.to_owned(),
                    country: country.to_owned(),
                    admin1: admin1.to_owned(),
                    admin2: admin2.to_owned(),
                    population: people,
                    parent: format!("place:{}", number / 2),
                    west: edge(0),
                    east: edge(2),
                    south: edge(1).zip(edge(3)).map(|(one, other)| f64::min(one, other)),
                    north: edge(1).zip(edge(3)).map(|(one, other)| f64::max(one, other)),
                    ..PlaceRow::at(longitude, latitude)
                };
                // What no table may hold never comes into a gazetteer.
                let _ = compiler.place(&place);
            }
            let mut index = std::io::Cursor::new(Vec::new());
            compiler.finish(&mut index).expect("rows that were taken make an index");
            Gazetteer::from_bytes(index.into_inner()).expect("the compiler writes this version")
        })
    }

    fn check(text: &str) -> Result<(), TestCaseError> {
        check_with(text, &Gazetteer::embedded())
    }

    fn check_with(text: &str, gazetteer: &Gazetteer) -> Result<(), TestCaseError> {
        let document = Document::from_text(text).with_date(jiff::civil::date(2024, 2, 29));
        let parsed = Geoparser::new(gazetteer).parse(&document);
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
        fn any_news_is_read_with_any_gazetteer(text in newsy(), gazetteer in gazetteers()) {
            check_with(&text, &gazetteer)?;
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

    fn places(text: &str) -> Vec<(String, String)> {
        let document = Document::from_text(text);
        let gazetteer = Gazetteer::embedded();
        let parsed = Geoparser::new(&gazetteer).parse(&document);
        let place = |(mention, it): (&Mention, &Resolution<'_>)| {
            let place = it.chosen()?.candidate.place;
            Some((mention.span.of(text).to_owned(), place.id.to_owned()))
        };
        parsed.mentions().filter_map(place).collect()
    }

    #[test]
    fn a_region_told_after_a_comma_is_heeded_whatever_else_the_text_speaks_of() {
        let text =
            "A convoy was hit near Quetta. Kabul and Lagos were calm. In Paris, Texas, a fire killed 2.";
        assert!(places(text).contains(&("Paris".to_owned(), "4717560".to_owned())));
        // New York is first of all a city, which holds no town.
        let list = places("She flew to Paris, New York and London.");
        assert!(list.contains(&("Paris".to_owned(), "2988507".to_owned())), "{list:?}");
    }

    #[test]
    fn a_class_word_in_a_mention_says_which_place_of_the_name_is_meant() {
        // Kaduna is a city of Nigeria too, and no nearer to anything else of this text.
        let found = places("Eighty pupils were taken from a school in Kaduna State, Nigeria.");
        assert!(found.contains(&("Kaduna State".to_owned(), "adm1:NG.23".to_owned())), "{found:?}");
    }

    #[test]
    fn a_possessive_is_no_part_of_a_name() {
        let found = places("He flew from Nairobi's airport to Kabul.");
        assert_eq!(found.iter().map(|it| it.0.as_str()).collect::<Vec<_>>(), ["Nairobi", "Kabul"]);
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

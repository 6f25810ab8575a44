//! The vocabulary of all output: every field, with its type, unit, range and meaning.

use FieldKind::{Date, Integer, IntegerList, Number, Object, ObjectList, Text, TextList};
use Table::{
    DocumentLine, DocumentRow, FlatRow, IncidentFeature, IncidentLine, LocationFeature, Lookup, MentionLine,
    MentionRow, PhraseLine, UncertaintyRow,
};

/// A field that is written. It means the same wherever it appears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Field {
    /// The key in JSON and the name of the column.
    pub name: &'static str,
    /// What sort of value it holds, when it is not `null`.
    pub kind: FieldKind,
    /// What the number counts or measures; empty for words.
    pub unit: &'static str,
    /// The values it can have; empty when any.
    pub range: &'static str,
    /// Where it appears with a value.
    pub tables: &'static [Table],
    /// What it says.
    pub description: &'static str,
}

/// What sort of value a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum FieldKind {
    /// Words.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A full day, `YYYY-MM-DD`.
    Date,
    /// Whole numbers in a list.
    IntegerList,
    /// Words in a list; flat formats join them with `; `.
    TextList,
    /// Objects in a list; flat formats join their names with `; `.
    ObjectList,
    /// One object; flat formats give each of its values a column.
    Object,
}

impl FieldKind {
    /// A word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Text => "text",
            Integer => "integer",
            Number => "number",
            Date => "date",
            IntegerList => "list of integers",
            TextList => "list of text",
            ObjectList => "list of objects",
            Object => "object",
        }
    }
}

/// Where a field can appear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Table {
    /// A Feature of the layer `location`.
    LocationFeature,
    /// A Feature of the layer `incident`.
    IncidentFeature,
    /// A line of JSON lines.
    DocumentLine,
    /// `mentions` of a line of JSON lines.
    MentionLine,
    /// `phrases` of a line of JSON lines.
    PhraseLine,
    /// `incidents` of a line of JSON lines.
    IncidentLine,
    /// A place that `dateline lookup --json` prints.
    Lookup,
    /// A row of the layer `mentions`.
    MentionRow,
    /// A row of the layer `documents`.
    DocumentRow,
    /// An area of the layer `uncertainty`.
    UncertaintyRow,
    /// Any row of a format that has no place of its own for a Feature's id or geometry.
    FlatRow,
}

const FEATURES: &[Table] = &[LocationFeature, IncidentFeature];
const ROWS: &[Table] = &[LocationFeature, IncidentFeature, MentionRow, DocumentRow];
const ALL_ROWS: &[Table] = &[LocationFeature, IncidentFeature, MentionRow, DocumentRow, UncertaintyRow];
const PLACES: &[Table] = &[LocationFeature, IncidentFeature, Lookup, MentionRow];
const NAMED: &[Table] = &[LocationFeature, IncidentFeature, MentionLine, Lookup, MentionRow];
const ALL_BUT_DOCUMENT: &[Table] =
    &[LocationFeature, IncidentFeature, MentionLine, IncidentLine, Lookup, MentionRow];
const PLACED: &[Table] = &[
    LocationFeature, IncidentFeature, MentionLine, PhraseLine, IncidentLine, Lookup, MentionRow,
    UncertaintyRow,
];
const SPANS: &[Table] =
    &[LocationFeature, IncidentFeature, MentionLine, PhraseLine, IncidentLine, MentionRow];
const SURE: &[Table] = &[LocationFeature, IncidentFeature, MentionLine, IncidentLine, MentionRow];
const INCIDENTS: &[Table] = &[IncidentFeature, IncidentLine];
const MENTIONS: &[Table] = &[LocationFeature, MentionLine, PhraseLine, MentionRow];
const COORDINATES: &[Table] = &[MentionLine, PhraseLine, IncidentLine, Lookup];

const fn field(
    name: &'static str,
    kind: FieldKind,
    unit: &'static str,
    range: &'static str,
    tables: &'static [Table],
    description: &'static str,
) -> Field {
    Field { name, kind, unit, range, tables, description }
}

/// Every field that is written, in the order of the columns.
///
/// ```
/// use dateline::layer::FIELDS;
///
/// let uncertainty = FIELDS.iter().find(|it| it.name == "uncertainty_km").unwrap();
/// assert_eq!(uncertainty.unit, "kilometres");
/// ```
#[rustfmt::skip]
pub const FIELDS: &[Field] = &[
    field("feature_id", Text, "", "", &[FlatRow],
        "Id of the row, unique in its file: GeoJSON has it as the Feature's `id`."),
    field("layer", Text, "", "`location`, `incident`, `event`, `mention`, `document`, `uncertainty`", ALL_ROWS,
        "Which layer the Feature belongs to: a place the text names, an incident it reports, or with `--merge` an event that several documents report; where asked for, or in formats with layers, also single mentions, documents, and areas round uncertain points."),
    field("name", Text, "", "", &[LocationFeature, IncidentFeature, MentionLine, Lookup, MentionRow, UncertaintyRow],
        "The place's name in the gazetteer, in English where it has an English one. A clash between two places has both, joined; where words of space lead elsewhere (`relation`), those words."),
    field("relation", Text, "", "`offset`, `distance`, `near`, `part`, `between`, `border`", &[LocationFeature, IncidentFeature, PhraseLine, IncidentLine],
        "How words of space change what a place name means: a distance in a direction (\"50 km north of Quetta\") or in none, close by, a part (\"northern Iraq\"), half-way between two places, where two meet. The coordinate and its uncertainty are those of the whole phrase. Null where the place itself is meant."),
    field("matched_name", Text, "", "", &[Lookup],
        "The gazetteer's name by which the place was found."),
    field("matched_kind", Text, "", "`primary`, `alternate`, `abbreviation`, `historic`, `demonym`", &[Lookup],
        "What sort of name that is: the one the place is shown by, another full one, a short form, one no longer in use, or the adjective or people of the place."),
    field("type", Text, "", "ACLED's sub-event types, `Accident/…`, `Disaster/…`", INCIDENTS,
        "What happened."),
    field("event_type", Text, "", "ACLED's event types, `Accident`, `Disaster`", INCIDENTS,
        "What happened, coarsely."),
    field("ucdp_violence", Integer, "", "1, 2, 3", INCIDENTS,
        "UCDP's type of violence: 1 state-based, 2 between armed groups, 3 against civilians. Null where nobody is said to have died, or where the words do not tell who fought whom."),
    field("plover", Text, "", "PLOVER's event types, with a mode after `/` where one fits", INCIDENTS,
        "The nearest type of PLOVER; null for accidents and disasters."),
    field("cameo", Text, "", "CAMEO's event codes", INCIDENTS,
        "The nearest code of CAMEO; null for accidents and disasters."),
    field("stage", Text, "", "`ACCOMPLISHED`, `ATTEMPTED`, `THREATENED`", INCIDENTS,
        "How far it got."),
    field("date_start", Date, "", "", INCIDENTS,
        "First day it can have happened on. Null with a `date_end`: on or before that day."),
    field("date_end", Date, "", "", INCIDENTS,
        "Last day it can have happened on, itself included: a year is its first to its last day."),
    field("date_text", Text, "", "", INCIDENTS,
        "The words that tell the date."),
    field("date_prec", Integer, "", "1 to 5", INCIDENTS,
        "How narrow the date is, after UCDP: 1 one day, 2 two to six days, 3 a week, 4 up to a month, 5 longer, or open at one end."),
    field("location", TextList, "", "", &[LocationFeature, IncidentFeature, IncidentLine, Lookup],
        "Names from the place up to its country, by way of the parents it states and its first-level division. A clash between two places lists both, then the country of the first. Where no place was decided, the text's own words."),
    field("country", Text, "", "ISO 3166-1 alpha-2", ALL_BUT_DOCUMENT,
        "Code of the country the place lies in, or is. Null for seas, continents and regions of several countries."),
    field("country_name", Text, "", "", PLACES,
        "English name of that country."),
    field("iso3", Text, "", "ISO 3166-1 alpha-3", PLACES,
        "Code of that country in three letters."),
    field("iso_numeric", Integer, "", "ISO 3166-1 numeric", FEATURES,
        "Code of that country as a number, as ACLED writes it."),
    field("admin1", Text, "", "", NAMED,
        "Name of the first-level division (state, province) the place lies in, or is."),
    field("admin2", Text, "", "", PLACES,
        "Name of the second-level division (county, district) the place lies in, or is."),
    field("place_id", Text, "", "", ALL_BUT_DOCUMENT,
        "Key of the place in the gazetteer: GeoNames' number, or a key of the gazetteer's own. Join on this, not on names."),
    field("geonameid", Integer, "", "1 or more", ALL_BUT_DOCUMENT,
        "GeoNames' number of the place, where it has one."),
    field("feature_class", Text, "", "one of `AHLPRSTUV`", PLACES,
        "GeoNames' feature class of the place: `P` populated place, `A` administrative division and so on."),
    field("feature_code", Text, "", "GeoNames' feature codes", NAMED,
        "GeoNames' feature code of the place: `PPLC` capital, `ADM1` first-level division and so on."),
    field("population", Integer, "people", "1 or more", &[Lookup],
        "Inhabitants, where known."),
    field("lat", Number, "degrees north, WGS 84", "-90 to 90", COORDINATES,
        "Latitude, to six decimals. GeoJSON has the coordinates in the geometry; tables without geometry call it `latitude`."),
    field("lon", Number, "degrees east, WGS 84", "-180 to 180", COORDINATES,
        "Longitude, to six decimals. Tables without geometry call it `longitude`."),
    field("latitude", Number, "degrees north, WGS 84", "-90 to 90", &[FlatRow],
        "Latitude, to six decimals, in tables without geometry; empty where no place was decided."),
    field("longitude", Number, "degrees east, WGS 84", "-180 to 180", &[FlatRow],
        "Longitude, to six decimals, in tables without geometry."),
    field("geo_precision", Text, "", "`point`, `place`, `area`, `region`, `country`, `continent`", PLACED,
        "What the one coordinate stands for: a spot, the middle of a town, of a district, of a province, of a country, of a continent."),
    field("where_prec", Integer, "", "1 to 7", INCIDENTS,
        "How exact the place is, after UCDP: 1 a spot or town, 2 near one or between two, 3 a district, 4 a province, 5 a part of a country or several provinces, 6 a country, 7 beyond one country."),
    field("uncertainty_km", Number, "kilometres", "0.1 or more", PLACED,
        "Radius around the coordinate that holds the thing meant."),
    field("distance_km", Number, "kilometres", "0 or more", &[Lookup],
        "Distance from the point of `--near` along the great circle; null without one."),
    field("gazetteer", Text, "", "eight hexadecimal digits", &[Lookup],
        "Checksum of the gazetteer that answered, overlays included; the metadata of a GeoJSON layer has the same."),
    field("confidence", Number, "", "0 to 1", SURE,
        "How sure the row is: that the place is right, or that the incident was read rightly. Of a location, the highest of its mentions."),
    field("fatalities", Integer, "people", "0 or more", INCIDENTS,
        "People killed, as the text says. Null where it does not say; 0 only where it says none."),
    field("fatalities_low", Integer, "people", "0 or more", INCIDENTS,
        "Fewest killed that the words allow."),
    field("fatalities_high", Integer, "people", "0 or more", INCIDENTS,
        "Most killed that the words allow; null where they set no bound (\"at least six\")."),
    field("injuries", Integer, "people", "0 or more", INCIDENTS,
        "People injured, as the text says. Null where it does not say."),
    field("injuries_low", Integer, "people", "0 or more", INCIDENTS,
        "Fewest injured that the words allow."),
    field("injuries_high", Integer, "people", "0 or more", INCIDENTS,
        "Most injured that the words allow; null where they set no bound."),
    field("missing", Integer, "people", "0 or more", INCIDENTS,
        "People missing, as the text says. Null where it does not say, or gives no single figure."),
    field("missing_low", Integer, "people", "0 or more", INCIDENTS,
        "Fewest missing that the words allow."),
    field("missing_high", Integer, "people", "0 or more", INCIDENTS,
        "Most missing that the words allow; null where they set no bound."),
    field("kidnapped", Integer, "people", "0 or more", INCIDENTS,
        "People kidnapped or held hostage, as the text says. Null where it does not say, or gives no single figure."),
    field("kidnapped_low", Integer, "people", "0 or more", INCIDENTS,
        "Fewest kidnapped that the words allow."),
    field("kidnapped_high", Integer, "people", "0 or more", INCIDENTS,
        "Most kidnapped that the words allow; null where they set no bound."),
    field("arrested", Integer, "people", "0 or more", INCIDENTS,
        "People arrested, as the text says. Null where it does not say, or gives no single figure."),
    field("arrested_low", Integer, "people", "0 or more", INCIDENTS,
        "Fewest arrested that the words allow."),
    field("arrested_high", Integer, "people", "0 or more", INCIDENTS,
        "Most arrested that the words allow; null where they set no bound."),
    field("displaced", Integer, "people", "0 or more", INCIDENTS,
        "People driven from their homes, as the text says. Null where it does not say, or gives no single figure."),
    field("displaced_low", Integer, "people", "0 or more", INCIDENTS,
        "Fewest displaced that the words allow."),
    field("displaced_high", Integer, "people", "0 or more", INCIDENTS,
        "Most displaced that the words allow; null where they set no bound."),
    field("perpetrators", ObjectList, "", "", INCIDENTS,
        "Who did it, as the text says. In JSON lines objects with `name` and `kind`, `org` or `individual`."),
    field("claimed_by", TextList, "", "", INCIDENTS,
        "Those of them who said themselves that they did it."),
    field("denied_by", TextList, "", "", INCIDENTS,
        "Those who were blamed for it and said that it was not they."),
    field("targets", TextList, "", "", INCIDENTS,
        "Whom or what it hit, in the text's words."),
    field("weapons", TextList, "", "", INCIDENTS,
        "With what, in the text's words; where it names nothing, what its verb implies: a gun of \"shot\"."),
    field("trigger", Text, "", "", INCIDENTS,
        "The words that told of the incident."),
    field("kind", Text, "", "`toponym`, `demonym`, `language`, `organisation`", MENTIONS,
        "A place name, the adjective or people of a place, such a word as the name of a language, or a place name inside an organisation's name. A location is a `toponym` if any of its mentions is. Languages are not on the map, demonyms only when asked for."),
    field("usage", Text, "", "`literal`, `associative`", MENTIONS,
        "Is the place itself meant, or a government, team or people behind its name? A location is `literal` if any of its mentions is."),
    field("status", Text, "", "`resolved`, `ambiguous`, `unresolved`", &[MentionLine, MentionRow],
        "Whether it was decided which place is meant. Only `resolved` mentions have coordinates."),
    field("reason", Text, "", "", &[MentionLine, MentionRow],
        "Why it was not decided."),
    field("text", TextList, "", "", MENTIONS,
        "The words as written. A location has up to ten different wordings, joined."),
    field("mentions_count", Integer, "mentions", "1 or more", &[LocationFeature],
        "How often the document mentions the place."),
    field("quote", Text, "", "", &[IncidentFeature, IncidentLine, MentionRow],
        "The sentence the incident was read from, cut to 600 bytes around its trigger; of a mention its sentence, cut to 240 bytes."),
    field("quotes", TextList, "", "", &[LocationFeature],
        "The sentences of the first five mentions, each cut to 240 bytes around it."),
    field("start", Integer, "Unicode code points", "0 or more", SPANS,
        "Where it starts in the document's text: the mention (of a location the first), the phrase, or the incident's quote."),
    field("end", Integer, "Unicode code points", "1 or more", SPANS,
        "Where it ends, exclusive: `text[start:end]` is the mention, the phrase or the quote."),
    field("offsets", TextList, "Unicode code points", "", FEATURES,
        "Every mention of the place as `start-end`, up to a hundred; of an incident, the sentences it was read from."),
    field("incident_id", Text, "", "", &[IncidentFeature],
        "The Feature's id: the same for the same incident in the same document."),
    field("event_id", Text, "", "", &[IncidentFeature],
        "With `--merge`, the event that the incident is a report of: the same for all its reports, named after the one published first."),
    field("reports_count", Integer, "reports", "1 or more", &[IncidentFeature],
        "With `--merge`, of an event: how many documents report it."),
    field("reports", TextList, "", "", &[IncidentFeature],
        "With `--merge`, of an event: the `incident_id` of each of its reports."),
    field("sources", TextList, "", "", &[IncidentFeature],
        "With `--merge`, of an event: who published its reports, where their records say."),
    field("id", Text, "", "", &[DocumentLine],
        "The document: the record's own id, else the file's name (and line)."),
    field("document_id", Text, "", "", ALL_ROWS,
        "The document: the record's own id, else the file's name (and line)."),
    field("title", Text, "", "", ROWS,
        "The document's title, where its record or page gives one."),
    field("source", Text, "", "", ROWS,
        "The document's publisher, where its record or page gives one; of a web page the host of its address."),
    field("url", Text, "", "", &[LocationFeature, IncidentFeature, MentionRow, DocumentRow, DocumentLine],
        "The address the document is published at, where its record or page gives one; in JSON lines the key is there only then."),
    field("published", Date, "", "", ROWS,
        "The day the document was published, where it is known."),
    field("mentions", ObjectList, "", "", &[DocumentLine],
        "Every place name and demonym of the text, in text order, resolved or not."),
    field("phrases", ObjectList, "", "", &[DocumentLine],
        "Every phrase of space around a resolved place name, in text order; left out where there is none."),
    field("mention_numbers", IntegerList, "", "0 or more", &[PhraseLine],
        "The mentions the phrase starts from, by their place in `mentions`: one, or two for what lies between."),
    field("incidents", ObjectList, "", "", &[DocumentLine],
        "Every incident the text reports, in text order, on the map or not."),
    field("locations_count", Integer, "rows", "0 or more", &[DocumentRow],
        "Places of the document that are on the map."),
    field("incidents_count", Integer, "rows", "0 or more", &[DocumentRow],
        "Incidents that the document reports, with a place or without."),
    field("kept", Object, "", "", &[DocumentLine],
        "Fields of the record that `--keep` lets travel, as they stand there; the key is there only with `--keep`. Features bear them as properties of their own after all others, lists and objects as JSON text."),
    field("error", Text, "", "", &[DocumentLine, DocumentRow],
        "Why the document could not be read; in JSON lines the key is there only then."),
    field("marker-color", Text, "", "`#rrggbb`", FEATURES,
        "How map pages that know simplestyle draw the Feature. Decoration."),
    field("marker-size", Text, "", "`small`, `medium`", FEATURES,
        "The same."),
    field("marker-symbol", Text, "", "Maki icons", FEATURES,
        "The same."),
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn names_are_unique_and_fit_every_table() {
        let mut names = HashSet::new();
        for field in FIELDS {
            assert!(names.insert(field.name.to_ascii_lowercase()), "{} is there twice", field.name);
            assert!(field.name.len() <= 63, "{} is too long", field.name);
            assert!(field.description.ends_with('.'), "{} has no sentence", field.name);
        }
    }

    #[test]
    fn only_the_dates_of_incidents_look_like_a_time_span() {
        let hints = ["start", "begin", "from", "end", "last", "to", "event"];
        for field in FIELDS.iter().filter(|it| it.kind == Date && !it.name.starts_with("date_")) {
            assert!(hints.iter().all(|hint| !field.name.contains(hint)), "{}", field.name);
        }
    }
}

//! The layer's promises, on results made by hand.

use jiff::civil::date;
use serde_json::{Map, Value, json};

use super::{Content, FIELDS, Findings, LayerOptions, Table, unique::UniqueIds};
use crate::{
    document::Document,
    gazetteer::{Gazetteer, tables::NameKind},
    geoparse::Geoparsed,
    incident::{Actor, ActorKind, Count, EventType, Incident, IncidentKind, Interval, Stage, Toll, Words},
    recognize::{Mention, MentionKind, Recognition, Usage},
    resolve::{Candidate, Confidence, Footprint, NameMatch, Outcome, Ranked, Reason, Resolution},
    text::{Span, Tokens},
};

const TEXT: &str = "« Zürich ».\nA bomb in Kabul on Monday killed at least six people. Kabul denied it. \
                    The Afghans left Nowhere.";

static BOMBING: IncidentKind = IncidentKind {
    label: "Remote explosive/landmine/IED",
    event_type: EventType::Explosions,
    plover: "ASSAULT/explosives",
    cameo: "183",
};

fn span(words: &str) -> Span {
    let start = TEXT.find(words).unwrap();
    Span::new(start, start + words.len())
}

fn last_span(words: &str) -> Span {
    let start = TEXT.rfind(words).unwrap();
    Span::new(start, start + words.len())
}

fn resolved<'g>(gazetteer: &'g Gazetteer, id: &str) -> Resolution<'g> {
    let place = gazetteer.place_by_id(id).unwrap();
    let candidate =
        Candidate { place, name: place.name, kind: NameKind::Primary, stop: None, matched: NameMatch::Whole };
    Resolution {
        outcome: Outcome::Resolved,
        confidence: Confidence::new(0.87654),
        candidates: [Ranked { candidate, evidence: Vec::new(), score: 1.0 }].into(),
        footprint: Some(Footprint::of(&place)),
    }
}

/// Two mentions of Kabul, a demonym and a name nobody knows; an incident in Kabul and one nowhere.
fn parsed<'d, 'g>(document: &'d Document, gazetteer: &'g Gazetteer) -> Geoparsed<'d, 'g> {
    let tokens = Tokens::new(document.text());
    let mention =
        |span: Span, kind, usage| Mention { kind, usage, ..Mention::new(span, tokens.range_of(span)) };
    let mentions = vec![
        mention(span("Kabul"), MentionKind::Toponym, Usage::Literal),
        mention(last_span("Kabul"), MentionKind::Toponym, Usage::Associative),
        mention(span("Afghans"), MentionKind::Demonym, Usage::Associative),
        mention(span("Nowhere"), MentionKind::Toponym, Usage::Literal),
    ];
    let resolutions = vec![
        resolved(gazetteer, "1138958"),
        resolved(gazetteer, "1138958"),
        resolved(gazetteer, "1149361"),
        Resolution::unresolved(Reason::NotInGazetteer),
    ];
    let incident = |places| Incident {
        kind: &BOMBING,
        stage: Stage::Accomplished,
        when: Interval {
            start: Some(date(2021, 5, 31)),
            end: Some(date(2021, 5, 31)),
            evidence: Some(span("Monday")),
        },
        places,
        finer: None,
        toll: Toll {
            killed: Some(Count { low: 6, best: Some(6), high: None, evidence: span("at least six") }),
            ..Toll::default()
        },
        perpetrators: vec![Actor {
            name: "Taliban".to_owned(),
            kind: ActorKind::Organisation,
            claimed: false,
            denied: false,
            evidence: span("bomb"),
        }],
        targets: Vec::new(),
        denials: Vec::new(),
        weapons: ["bomb", "knife"].map(|it| Words { text: it.to_owned(), evidence: span("bomb") }).into(),
        confidence: Confidence::new(0.5),
        signs: Vec::new(),
        reasons: Vec::new(),
        trigger: span("bomb"),
        quotes: vec![span("A bomb in Kabul on Monday killed at least six people.")],
    };
    let incidents = vec![incident(vec![0]), incident(vec![0]), incident(vec![3]), incident(vec![])];
    let recognition = Recognition { mentions, beside: Vec::new(), names: Vec::new() };
    Geoparsed::from_parts(document, tokens, gazetteer, recognition, resolutions, incidents)
}

fn document() -> Document {
    Document::from_text(TEXT).with_id("doc").with_title("Bomb").with_date(date(2021, 6, 1))
}

fn features(options: &LayerOptions) -> Vec<(String, Map<String, Value>)> {
    let (document, gazetteer) = (document(), Gazetteer::embedded());
    let findings = Findings::new(&parsed(&document, &gazetteer), Content::Features, options);
    let whole = findings.features.iter().map(|it| serde_json::to_value(it).unwrap());
    whole
        .map(|it| (it["id"].as_str().unwrap().to_owned(), it["properties"].as_object().unwrap().clone()))
        .collect()
}

fn line() -> Value {
    let (document, gazetteer) = (document(), Gazetteer::embedded());
    let findings = Findings::new(&parsed(&document, &gazetteer), Content::DocumentLine, &LayerOptions::new());
    serde_json::from_str(&findings.line).unwrap()
}

fn keys(object: &Map<String, Value>) -> Vec<&str> {
    object.keys().map(String::as_str).collect()
}

fn named(tables: &[Table]) -> Vec<&'static str> {
    FIELDS.iter().filter(|it| it.tables.iter().any(|it| tables.contains(it))).map(|it| it.name).collect()
}

fn sorted(mut names: Vec<&str>) -> Vec<&str> {
    names.sort_unstable();
    names
}

#[test]
fn every_feature_has_all_keys_of_both_layers_in_their_order() {
    let expected = named(&[Table::LocationFeature, Table::IncidentFeature]);
    for (id, properties) in features(&LayerOptions::new().demonyms(true)) {
        assert_eq!(keys(&properties), expected, "{id}");
        assert!(properties.values().all(|it| !it.is_object() && !it.is_array()), "{id} is not flat");
    }
}

#[test]
fn fields_have_values_only_in_their_layer() {
    for (id, properties) in features(&LayerOptions::new()) {
        let table = match properties["layer"].as_str() {
            Some("location") => Table::LocationFeature,
            _ => Table::IncidentFeature,
        };
        for field in FIELDS.iter().filter(|it| !it.tables.contains(&table)) {
            assert!(properties.get(field.name).is_none_or(Value::is_null), "{id}: {}", field.name);
        }
    }
}

#[test]
fn lines_have_the_keys_of_the_vocabulary() {
    let line = line();
    let first = |list: &str| keys(line[list][0].as_object().unwrap()).into_iter().collect::<Vec<_>>();
    assert_eq!(sorted(first("mentions")), sorted(named(&[Table::MentionLine])));
    assert_eq!(sorted(first("incidents")), sorted(named(&[Table::IncidentLine])));
    assert_eq!(keys(line.as_object().unwrap()), ["id", "mentions", "incidents"]);
}

#[test]
fn one_location_a_place_and_one_feature_an_incident_with_a_place() {
    let ids: Vec<String> = features(&LayerOptions::new()).into_iter().map(|it| it.0).collect();
    assert_eq!(ids, ["doc#place:1138958", "doc#incident:14", "doc#incident:14-2"]);
}

#[test]
fn a_demonym_is_on_the_map_only_when_asked_for() {
    let found = features(&LayerOptions::new().demonyms(true));
    let demonym = found.iter().find(|it| it.0 == "doc#place:1149361").unwrap();
    assert_eq!(demonym.1["kind"], "demonym");
}

#[test]
fn a_location_says_how_often_where_and_how_sure() {
    let found = features(&LayerOptions::new());
    let kabul = &found[0].1;
    assert_eq!(kabul["mentions_count"], 2);
    assert_eq!(kabul["usage"], "literal");
    assert_eq!(kabul["offsets"], "22-27; 66-71");
    assert_eq!((&kabul["start"], &kabul["end"]), (&json!(22), &json!(27)));
    assert_eq!(kabul["quotes"], "A bomb in Kabul on Monday killed at least six people.; Kabul denied it.");
    assert_eq!(kabul["confidence"], 0.877);
    assert_eq!(kabul["published"], "2021-06-01");
    assert_eq!(kabul["location"], "Kabul; Afghanistan");
}

#[test]
fn an_incident_keeps_what_is_not_stated_empty() {
    let found = features(&LayerOptions::new());
    let incident = &found[1].1;
    assert_eq!(incident["type"], "Remote explosive/landmine/IED");
    assert_eq!((&incident["fatalities"], &incident["fatalities_low"]), (&json!(6), &json!(6)));
    assert_eq!(incident["fatalities_high"], Value::Null);
    assert_eq!(incident["injuries"], Value::Null);
    assert_eq!((&incident["date_start"], &incident["date_prec"]), (&json!("2021-05-31"), &json!(1)));
    assert_eq!(incident["weapons"], "bomb; knife");
    assert_eq!(incident["targets"], Value::Null);
    assert_eq!(incident["incident_id"], found[1].0.as_str());
}

#[test]
fn offsets_of_lines_count_code_points_of_the_text() {
    let line = line();
    let points: Vec<char> = TEXT.chars().collect();
    let slice = |it: &Value| -> String {
        let at = |key: &str| usize::try_from(it[key].as_u64().unwrap()).unwrap();
        points[at("start")..at("end")].iter().collect()
    };
    for mention in line["mentions"].as_array().unwrap() {
        assert_eq!(mention["text"], slice(mention).as_str());
    }
    for incident in line["incidents"].as_array().unwrap() {
        assert_eq!(incident["quote"], slice(incident).as_str());
    }
}

#[test]
fn a_line_holds_what_is_not_on_the_map_too() {
    let line = line();
    let unknown = &line["mentions"][3];
    assert_eq!((&unknown["status"], &unknown["lat"]), (&json!("unresolved"), &Value::Null));
    assert_eq!(unknown["reason"], "no place of this name in the gazetteer");
    let incidents = line["incidents"].as_array().unwrap();
    assert_eq!(incidents[0]["location"], json!(["Kabul", "Afghanistan"]));
    assert_eq!(incidents[0]["perpetrators"], json!([{"name": "Taliban", "kind": "org"}]));
    assert_eq!(incidents[2]["location"], json!(["Nowhere"]));
    assert_eq!(incidents[3]["location"], json!([]));
}

#[test]
fn what_has_no_place_is_counted() {
    let (document, gazetteer) = (document(), Gazetteer::embedded());
    let findings = Findings::new(&parsed(&document, &gazetteer), Content::Features, &LayerOptions::new());
    let tally = findings.tally;
    assert_eq!((tally.mentions, tally.resolved), (4, 3));
    assert_eq!((tally.incidents, tally.unplaced), (2, 2));
}

#[test]
fn lines_of_features_are_the_features_as_json() {
    let gazetteer = Gazetteer::embedded();
    let kept = [("desk", json!("Asia")), ("tags", json!(["a", "b"]))];
    let kept = Map::from_iter(kept.map(|(key, it)| (key.to_owned(), it)));
    for kept in [Map::new(), kept] {
        let document = document().with_kept(kept);
        let find = |content| Findings::new(&parsed(&document, &gazetteer), content, &LayerOptions::new());
        let (features, lines) = (find(Content::Features), find(Content::FeatureLines));
        assert!(features.drawn() > 2 && lines.features.is_empty());
        assert_eq!(lines.drawn(), features.drawn());
        // Also those of the second document of an id.
        let twice = |findings: &Findings| -> Vec<String> {
            let mut ids = UniqueIds::default();
            let mut all = [findings.clone(), findings.clone()];
            all.iter_mut().for_each(|it| ids.part(it));
            all.iter().flat_map(|it| it.json_features().map(String::from).collect::<Vec<_>>()).collect()
        };
        assert_eq!(twice(&lines), twice(&features));
        assert_eq!(twice(&lines).iter().filter(|it| it.contains("~2\",")).count(), lines.drawn());
    }
}

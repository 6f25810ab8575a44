//! Short news texts of many kinds and countries, and the incidents a careful reader takes from them.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::{
    Harm,
    testing::{Told, incidents},
};
use crate::{document::Document, gazetteer::Gazetteer, geoparse::Geoparser};

/// The day all texts below were published: Saturday, 17 December 2022.
const TODAY: Date = date(2022, 12, 17);

fn read(text: &str) -> Vec<Told> {
    incidents(text, Some(TODAY))
}

/// The only incident of a text.
fn only(text: &str) -> Told {
    let found = read(text);
    assert_eq!(found.len(), 1, "{text}: {found:#?}");
    found.into_iter().next().unwrap()
}

/// Checks kind, time, place and toll of the only incident of a text.
fn check(
    text: &str,
    kind: &str,
    when: &str,
    places: &[&str],
    killed: Option<u32>,
    injured: Option<u32>,
) -> Told {
    let told = only(text);
    assert_eq!(
        (told.kind, told.when.as_str(), told.killed, told.injured),
        (kind, when, killed, injured),
        "{text}: {told:#?}"
    );
    assert_eq!(told.places, places, "{text}");
    told
}

fn nothing(text: &str) {
    assert_eq!(read(text), [], "{text}");
}

#[test]
fn bombs() {
    let told = check(
        "A suicide bomber killed three people and wounded 23 near a market in {Quetta} on Wednesday. \
         The {#Red Path} claimed responsibility.",
        "Suicide bomb",
        "2022-12-14..2022-12-14",
        &["Quetta"],
        Some(3),
        Some(23),
    );
    assert!(told.claimed && told.perpetrators.contains(&"Red Path".to_owned()), "{told:?}");
    assert_eq!(told.quotes, 2);
    check(
        "A car bomb exploded outside a bank in {Bogota} yesterday, leaving two dead.",
        "Remote explosive/landmine/IED",
        "2022-12-16..2022-12-16",
        &["Bogota"],
        Some(2),
        None,
    );
    let told = check(
        "Police defused a bomb at the railway station of {Lyon} on Friday.",
        "Disrupted weapons use",
        "2022-12-16..2022-12-16",
        &["Lyon"],
        None,
        None,
    );
    assert_eq!(told.weapons, ["bomb"]);
    check(
        "Two men on a motorcycle hurled a grenade at a shop in {Garissa} on Monday. Nobody was hurt.",
        "Grenade",
        "2022-12-12..2022-12-12",
        &["Garissa"],
        None,
        Some(0),
    );
}

#[test]
fn who_or_what_killed() {
    let told = check(
        "Gunmen killed six people in {Garissa} on Monday.",
        "Attack",
        "2022-12-12..2022-12-12",
        &["Garissa"],
        Some(6),
        None,
    );
    assert_eq!(told.perpetrators, ["Gunmen"]);
    let told = check(
        "A bomb killed at least six people in {Lyon} on Monday.",
        "Remote explosive/landmine/IED",
        "2022-12-12..2022-12-12",
        &["Lyon"],
        Some(6),
        None,
    );
    assert_eq!(told.weapons, ["bomb"]);
    check(
        "At least 20 people were killed when a bus fell into a ravine near {Ibague} on Monday.",
        "Accident/Crash",
        "2022-12-12..2022-12-12",
        &["Ibague"],
        Some(20),
        None,
    );
    nothing("Heart disease killed 300 people in {Lyon} last year.");
}

#[test]
fn attacks_on_people() {
    let told = check(
        "Unidentified gunmen shot dead a judge in {Ibague}, {Tolima}, on 3 December.",
        "Attack",
        "2022-12-03..2022-12-03",
        &["Ibague"],
        Some(1),
        None,
    );
    assert_eq!(
        (told.perpetrators, told.targets),
        (vec!["Unidentified gunmen".to_owned()], vec!["judge".to_owned()])
    );
    check(
        "{@Jane Roe}, a mayor, was assassinated in {Garissa} last night.",
        "Attack",
        "2022-12-16..2022-12-16",
        &["Garissa"],
        Some(1),
        None,
    );
    check(
        "A man stabbed four passengers on a train in {Lyon} on Tuesday, police said.",
        "Attack",
        "2022-12-13..2022-12-13",
        &["Lyon"],
        None,
        None,
    );
    check(
        "Police fired on protesters in {Nairobi} on Thursday, killing two students.",
        "Excessive force against protesters",
        "2022-12-15..2022-12-15",
        &["Nairobi"],
        Some(2),
        None,
    );
}

#[test]
fn kidnappings_and_property() {
    let told = check(
        "Rebels kidnapped two engineers near {Ibague} on December 1.",
        "Abduction/forced disappearance",
        "2022-12-01..2022-12-01",
        &["Ibague"],
        None,
        None,
    );
    assert_eq!(told.perpetrators, ["Rebels"]);
    check(
        "Hooded men set two buses on fire in {Bogota} this morning.",
        "Looting/property destruction",
        "2022-12-17..2022-12-17",
        &["Bogota"],
        None,
        None,
    );
    check(
        "Armed men robbed a bank in {Lyon} on Friday.",
        "Looting/property destruction",
        "2022-12-16..2022-12-16",
        &["Lyon"],
        None,
        None,
    );
}

#[test]
fn fighting() {
    let told = check(
        "Six soldiers were killed last week in clashes between the army and rebels near {Garissa}.",
        "Armed clash",
        "2022-12-05..2022-12-11",
        &["Garissa"],
        Some(6),
        None,
    );
    assert_eq!(told.perpetrators, ["army", "rebels"]);
    let told = check(
        "Tensions rose again last week in an exchange between the two countries' armies near the \
         {Chaman}/{Spin Boldak} border post. Six people were killed and 17 injured.",
        "Armed clash",
        "2022-12-05..2022-12-11",
        &["Chaman", "Spin Boldak"],
        Some(6),
        Some(17),
    );
    assert_eq!(told.perpetrators, ["two countries' armies"]);
    check(
        "In April this year the {=Pakistani} military struck targets in {Afghanistan}.",
        "Air/drone strike",
        "2022-04-01..2022-04-30",
        &["Afghanistan"],
        None,
        None,
    );
    check(
        "Artillery shelled the outskirts of {Kabul} overnight, wounding nine civilians.",
        "Shelling/artillery/missile attack",
        "2022-12-16..2022-12-17",
        &["Kabul"],
        None,
        Some(9),
    );
}

#[test]
fn crowds() {
    check(
        "Thousands of students protested in {Nairobi} on Friday over fees.",
        "Peaceful protest",
        "2022-12-16..2022-12-16",
        &["Nairobi"],
        None,
        None,
    );
    check(
        "A mob lynched two men in {Garissa} on Sunday.",
        "Mob violence",
        "2022-12-11..2022-12-11",
        &["Garissa"],
        Some(2),
        None,
    );
}

#[test]
fn accidents_and_disasters() {
    check(
        "At least 14 passengers died when a bus overturned near {Ibague} on Friday.",
        "Accident/Crash",
        "2022-12-16..2022-12-16",
        &["Ibague"],
        Some(14),
        None,
    );
    check(
        "An earthquake killed 12 people in {Quetta} on 2 December.",
        "Disaster/Earthquake",
        "2022-12-02..2022-12-02",
        &["Quetta"],
        Some(12),
        None,
    );
    check(
        "Flash floods swept through {Kabul} on Monday. Forty people died.",
        "Disaster/Flood",
        "2022-12-12..2022-12-12",
        &["Kabul"],
        Some(40),
        None,
    );
    check(
        "Three people were injured in a gas explosion in {Lyon} on Tuesday.",
        "Accident/Explosion",
        "2022-12-13..2022-12-13",
        &["Lyon"],
        None,
        Some(3),
    );
    check(
        "A fuel tanker exploded in {Lyon} on Tuesday, killing three people.",
        "Accident/Explosion",
        "2022-12-13..2022-12-13",
        &["Lyon"],
        Some(3),
        None,
    );
    check(
        "A landslide buried 30 houses in {Tolima} yesterday.",
        "Disaster/Landslide",
        "2022-12-16..2022-12-16",
        &["Tolima"],
        None,
        None,
    );
}

#[test]
fn pronouns_and_leaders() {
    let told = check(
        "That means the {~US} could target commanders in {Afghanistan} – much as it killed the group's leader \
         {@Abu Nasir} with a drone strike in {Kabul} in July.",
        "Air/drone strike",
        "2022-07-01..2022-07-31",
        &["Kabul"],
        Some(1),
        None,
    );
    assert_eq!(told.perpetrators, ["United States"]);
    let told = only(
        "The {#Red Path} trained {@Tom Orr} for his attack setting fire to a van in {New York}'s {Times Square} in 2010.",
    );
    assert_eq!((told.when.as_str(), told.places[0].as_str()), ("2010-01-01..2010-12-31", "Times Square"));
    assert_eq!(told.perpetrators, ["Tom Orr"]);
}

#[test]
fn one_event_once() {
    let told = check(
        "A bomb exploded at a hotel in {Nairobi} on Friday, killing two guests. The blast broke windows. \
         The bombing injured five others. No group claimed responsibility for the attack.",
        "Remote explosive/landmine/IED",
        "2022-12-16..2022-12-16",
        &["Nairobi"],
        Some(2),
        Some(5),
    );
    assert_eq!(told.quotes, 4);
    let told = only(
        "In October a drone strike in {Garissa}, a town near {Nairobi}, killed the founder of a militia.",
    );
    assert_eq!((told.killed, told.places[0].as_str()), (Some(1), "Garissa"));
    let told = only(
        "Gunmen killed {@Ann Lee} in {Lyon} in July. The minister condemned {@Lee}'s killing. {@Lee} was killed at home.",
    );
    assert_eq!((told.killed, told.quotes, told.when.as_str()), (Some(1), 3, "2022-07-01..2022-07-31"));
    assert_eq!(told.perpetrators, ["Gunmen"]);
}

#[test]
fn different_events_stay_apart() {
    let found = read("Gunmen attacked a bank in {Quetta} on Monday. A bomb exploded in {Kabul} on Tuesday.");
    assert_eq!(found.len(), 2);
    let found = read("Gunmen kidnapped a nun and murdered two guards in {Bogota} on Monday.");
    assert_eq!(
        found.iter().map(|it| it.kind).collect::<Vec<_>>(),
        ["Abduction/forced disappearance", "Attack"]
    );
    let found = read("A bomb exploded in {Lyon} on Monday. Another bomb exploded in {Lyon} on Friday.");
    assert_eq!(found.len(), 2);
}

#[test]
fn more_than_the_killed_and_injured() {
    let told = only("Armed men abducted 12 pupils and a teacher in {Garissa} on Thursday.");
    assert_eq!(told.others, [(Harm::Kidnapped, 13, Some(13))]);
    let told = only("Police arrested six men in {Lyon} on Tuesday.");
    assert_eq!((told.kind, told.others), ("Arrests", vec![(Harm::Arrested, 6, Some(6))]));
    let told = only(
        "Floods killed nine people in {Tolima} on Monday. Forty were missing and about 500 people were displaced.",
    );
    assert_eq!(told.others, [(Harm::Missing, 40, Some(40)), (Harm::Displaced, 450, Some(500))]);
    let told =
        only("A mother and her two children were killed when a rocket hit a house in {Kabul} on Monday.");
    assert_eq!((told.kind, told.killed), ("Shelling/artillery/missile attack", Some(3)));
    let told =
        only("Gunmen attacked a farm near {Garissa} on Monday, killing two guards, and fled to the hills.");
    assert_eq!((told.killed, told.others), (Some(2), vec![]));
    let told =
        only("A quake hit {Quetta} on Monday, killing 12 people. By Friday the death toll had risen to 40.");
    assert_eq!(told.killed, Some(40));
}

#[test]
fn who_is_told_in_other_words() {
    let told = only("The army said it killed 12 militants near {Garissa} on Monday.");
    assert_eq!((told.killed, told.perpetrators), (Some(12), vec!["army".to_owned()]));
    let told = only(
        "A suicide bomber killed four people in {Quetta} on Monday. The Tehrik-i-Taliban Pakistan (TTP) claimed \
         responsibility for the attack.",
    );
    assert_eq!(told.perpetrators, ["Tehrik-i-Taliban Pakistan (TTP)"]);
    let told =
        only("Gunmen killed a judge in {Lyon} on Monday. The {#Red Front} denied involvement in the attack.");
    assert_eq!((told.perpetrators, told.denials), (vec!["Gunmen".to_owned()], vec!["Red Front".to_owned()]));
    let told = only(
        "The M23 holds the hills. On Monday the rebels attacked a village near {Garissa}, killing six farmers.",
    );
    assert_eq!(told.perpetrators, ["M23"]);
}

#[test]
fn who_is_supposed_or_blamed_or_says_so() {
    for (text, who) in [
        (
            "A gang of kidnappers, apparently {#ELN} members, kidnapped a farmer in {Garissa} on Friday.",
            "ELN",
        ),
        (
            "Gunmen believed to be members of the {#Red Front} killed a farmer in {Garissa} on Friday.",
            "Red Front",
        ),
        ("The M-19 guerrilla group kidnapped a senator in {Bogota} on Friday.", "M-19"),
        (
            "Death squads are surely to blame for the murder of six priests in {Bogota} on Friday.",
            "Death squads",
        ),
        (
            "The army blamed the attack on farmers in {Garissa} on Friday, in which six died, on the {#Red Front}.",
            "Red Front",
        ),
        ("Police suspect the {#Red Front} of killing the mayor of {Garissa} on Friday.", "Red Front"),
        ("The bombing in {Kabul} on Friday, which killed 12, was the work of the {#Red Front}.", "Red Front"),
        ("{=Afghan} missiles hit a hospital in {Quetta} on Friday, killing four.", "Afghanistan"),
        ("The {#Red Front} said it carried out the attack on a base in {Garissa} on Friday.", "Red Front"),
    ] {
        assert_eq!(only(text).perpetrators, [who], "{text}");
    }
    // Who speaks, helps or is only near did nothing.
    for text in [
        "The police said they launched a manhunt after gunmen killed 12 people in {Garissa} on Friday.",
        "Gunmen with police uniforms killed 12 people in {Garissa} on Friday.",
        "Gunmen, police said, killed 12 people in {Garissa} on Friday.",
    ] {
        assert_eq!(
            only(text).perpetrators.iter().map(|it| it.to_lowercase()).collect::<Vec<_>>(),
            ["gunmen"]
        );
    }
    let told =
        only("The bombing in {Kabul} on Friday, which killed 12, was not the work of the {#Red Front}.");
    assert_eq!(told.perpetrators, Vec::<String>::new());
    assert_eq!(only("Police killed three robbers in {Bogota} on Friday.").kind, "Attack");
    assert_eq!(
        only("The military bombed a school in {Garissa} on Friday, killing 11.").kind,
        "Air/drone strike"
    );
    let told = only("Police suspect that the mayor of {Garissa} was killed by gunmen on Friday.");
    assert_eq!(told.perpetrators, ["gunmen"]);
}

#[test]
fn territory_and_threats() {
    let told = only("Rebels seized the town of {Garissa} on Friday.");
    assert_eq!(told.kind, "Non-state actor overtakes territory");
    let told = only("The army recaptured the town of {Garissa} from rebels on Friday.");
    assert_eq!(told.kind, "Government regains territory");
    let told = only("The rebels threatened on Thursday to attack the airport of {Garissa}.");
    assert_eq!((told.stage, told.perpetrators), ("THREATENED", vec!["rebels".to_owned()]));
    let told = only("Rebels in {Garissa} threatened on Thursday to kill ten judges.");
    assert_eq!((told.stage, told.killed), ("THREATENED", None));
    nothing("A film about the bombing of {Garissa} opened on Friday.");
    nothing("The home side's attack was blunt in the second half in {Lyon} on Saturday, the coach said.");
}

#[test]
fn stages() {
    assert_eq!(only("Gunmen tried to kidnap the mayor of {Lyon} in {Bogota} on Friday.").stage, "ATTEMPTED");
    assert_eq!(only("Police foiled an attack on a school in {Nairobi} on Friday.").stage, "ATTEMPTED");
}

#[test]
fn what_is_no_incident() {
    for text in [
        "The president died of a heart attack in {Lyon} on Friday.",
        "Teachers in {Nairobi} began a hunger strike on Monday.",
        "Officials fear attacks in {Kabul}.",
        "The {~US} could target commanders in {Afghanistan}.",
        "In August 2021 the {~US} withdrew from {Afghanistan}.",
        "Talks are scheduled for December 19 in {Islamabad}.",
        "If rebels attack {Quetta}, the army will answer.",
        "Attacks raise questions.",
        "The war in {Afghanistan} has killed thousands of people since 2001.",
        "The minister defended his attack on the budget.",
        "Stocks in {New York} fell on Friday after the market crash.",
        "They will fight against terrorism in {Pakistan}.",
        "The army denied any attack on {Garissa}.",
        "The film about a bank robbery opened.",
        "Hackers attacked a hospital in {Lyon} on Monday.",
        "Brazil beat Argentina in a shootout in {Bogota} on Sunday.",
        "The clash of egos in {Bogota} killed the deal on Tuesday.",
        "A clash between two clubs in {Lyon} on Saturday left three players injured.",
        "The strike on Monday in {Lyon} by rail workers hurt commuters.",
        "The battle with cancer killed the singer in {Lyon} on Monday.",
        "The senate in {Bogota} killed a bill on Tuesday.",
        "He shot a short film in {Bogota} on Sunday.",
        "Confrontation over pensions in {Lyon} killed off the reform on Tuesday.",
        "The phone exploded in popularity in {Lyon} on Monday.",
        "",
        "\u{fffd}\u{0} [ ( - \" ’s 's",
    ] {
        nothing(text);
    }
}

#[test]
fn places_around_the_event() {
    let told = only("{NAIROBI}, {Kenya} (AP) — Gunmen killed two guards at a bank on Friday, police said.");
    assert_eq!(told.places, ["Nairobi"]);
    let told = only("Rain fell in {Garissa} all day. Gunmen killed two guards at a bank on Friday.");
    assert_eq!(told.places, ["Garissa"]);
    let told = only("Gunmen killed two guards on Friday.");
    assert_eq!(told.places, Vec::<String>::new());
}

#[test]
fn days_of_the_event_and_days_of_others() {
    for (text, when) in [
        (
            "Three men were jailed in {Lyon} on Monday for the murder of a judge in 2015.",
            "2015-01-01..2015-12-31",
        ),
        (
            "On Monday a court in {Lyon} sentenced two rebels for the 2015 bombing of a bank that killed 12.",
            "2015-01-01..2015-12-31",
        ),
        ("Two men were jailed in {Lyon} on Monday for the murder of a judge.", "..2022-12-17"),
        (
            "On Monday, rebels accused of war crimes attacked a village near {Garissa}, killing 12.",
            "2022-12-12..2022-12-12",
        ),
        ("On Monday a man accused of robbery was shot dead in {Lyon}.", "2022-12-12..2022-12-12"),
        ("Floods in {Garissa} from Saturday to Monday killed 12 people.", "2022-12-10..2022-12-12"),
        (
            "Gunmen killed 12 farmers in {Garissa} between December 3 and December 5.",
            "2022-12-03..2022-12-05",
        ),
    ] {
        assert_eq!(only(text).when, when, "{text}");
    }
}

#[test]
fn texts_without_a_date() {
    let told = &incidents("Gunmen killed two guards in {Lyon} on Friday.", None)[0];
    assert_eq!(told.when, "..");
    let told = &incidents("Gunmen killed two guards in {Lyon} on 3 May 2019.", None)[0];
    assert_eq!(told.when, "2019-05-03..2019-05-03");
}

#[test]
fn where_someone_is_from_stands_back() {
    // The next sentence tells the place; the victim's home town does not hold against it.
    let told = incidents(
        "A woman from {Quetta} was shot dead on Monday. The gunman shot her at a bus stop in {Kabul}.",
        Some(date(2024, 6, 12)),
    );
    assert_eq!(told.iter().map(|it| it.places.clone()).collect::<Vec<_>>(), [["Kabul"]]);
}

#[test]
fn a_story_of_one_country_is_not_put_abroad() {
    let told = incidents(
        "{Colombia} mourns. Talks between {Colombia} and rebels in {Colombia} go on in {Lyon}.\n\nOn Monday two gunmen shot dead three farmers.",
        Some(date(2024, 6, 12)),
    );
    assert_eq!(told.iter().map(|it| it.places.clone()).collect::<Vec<_>>(), [["Colombia"]]);
}

#[test]
fn texts_in_capitals() {
    let told = check(
        "ABOUT 50 FARMERS WERE KIDNAPPED BY TERRORISTS OF THE RED PEOPLE'S FRONT [RPF] IN {TOLIMA}. THE MASS \
         KIDNAPPING TOOK PLACE ON 30 NOVEMBER IN {IBAGUE}.",
        "Abduction/forced disappearance",
        "2022-11-30..2022-11-30",
        &["Ibague"],
        None,
        None,
    );
    assert!(told.perpetrators.contains(&"RED PEOPLE'S FRONT (RPF)".to_owned()), "{told:?}");
}

/// Words that rules look at, to shake them together in any order.
const WORDS: &[&str] = &[
    "attack", "killed", "was", "by", "the", "three", "on", "Friday", ",", ".", "and", "in", "{Kabul}", "’s",
    "'s", "[", "]", "(", "RPF", "gunmen", "-", "set", "fire", "to", "his", "it", "who", "—", "no", "one",
    "at", "least", "2022", "May", "days", "after", "a", "bomb", "exploded", "claimed", "responsibility",
    "\n\n", "of", "murder", "é", "日本", "between",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_order_of_words_is_read(picks in proptest::collection::vec(0..WORDS.len(), 0..60)) {
        let text: String = picks.iter().map(|it| WORDS[*it]).collect::<Vec<_>>().join(" ");
        read(&text);
    }

    #[test]
    fn any_text_is_read_and_spans_fit(text in "\\PC{0,300}") {
        let gazetteer = Gazetteer::embedded();
        let geoparser = Geoparser::new(&gazetteer);
        let document = Document::from_text(text.clone()).with_date(TODAY);
        let parsed = geoparser.parse(&document);
        for incident in parsed.incidents() {
            let spans = incident.quotes.iter().chain([&incident.trigger]);
            for span in spans {
                prop_assert!(text.is_char_boundary(span.start()) && text.is_char_boundary(span.end()));
                prop_assert!(!span.is_empty());
            }
            prop_assert!(incident.places.iter().all(|it| *it < parsed.mentions().len()));
        }
    }
}

#[test]
fn odd_texts_are_read_too() {
    let words = [
        "Of {Quetta}",
        "of {Quetta}, gunmen killed three",
        "In",
        "the same city",
        "ablaze",
        "Set ablaze",
        "\u{2026}",
        "...",
        "",
        "48 hours later",
        "A day earlier",
        "killed them",
        "said its men attacked",
        "its men attacked",
        "accused",
        "In {Quetta},",
        "KILLED",
        "injured people",
        "in hospital",
        "a couple of",
        "that",
        "false reports",
        "had put it at 5",
        "and killing two",
        "Hours later bombs exploded",
        "{Quetta}: {Quetta}: {Quetta}",
        "risen to 21 after three died",
        "northern {Kenya}",
    ];
    for one in words {
        for other in words {
            for text in [
                format!("{one} {other}"),
                format!("{one}. {other}"),
                format!("{one}\n\n{other}.").to_uppercase(),
            ] {
                incidents(&text.replace("QUETTA", "Quetta").replace("KENYA", "Kenya"), None);
            }
        }
    }
}

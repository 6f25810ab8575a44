//! Does the sentence around a trigger tell what the trigger asks for? "Storm" asks for a toll, "seize" for a ship.

use std::ops::Range;

use super::{
    groups,
    kind::Kind,
    lexicon::{
        DETERMINERS, FORCES_ORG, FORCES_PEOPLE, PEOPLE, PREMISES, PROJECTILES, PRONOUNS, STATE_FORCES,
        STRUCTURES, words,
    },
    number::number_at,
    reading::Reading,
    target,
    trigger::{Hit, HitUsage},
    triggers::Needs,
    weapon,
};
use crate::text::{TokenKind, WordSet};

/// Do the words around a hit tell what its trigger asks for?
pub(super) fn has_what_it_needs(reading: &Reading<'_>, hit: &Hit) -> bool {
    let at = hit.tokens.start;
    let sentence = reading.sentence_of(at);
    // The clause, or in short of that the words around: relative clauses cut subjects off.
    let clause = reading.clause_range(at);
    let near = clause.start.min(at.saturating_sub(12)).max(sentence.start)
        ..clause.end.max(hit.tokens.end + 12).min(sentence.end);
    let any = |table: &WordSet| reading.holds(near.clone(), table);
    match hit.trigger.needs {
        Needs::Nothing => true,
        Needs::Toll => any(&HARMED),
        Needs::Force | Needs::Arms => {
            (hit.trigger.needs == Needs::Arms && weapon::find(reading, near.clone()).next().is_some())
                || any(&FORCES_ORG)
                || any(&FORCES_PEOPLE)
                || near.clone().any(|it| is_acronym(reading, it) || groups::group_at(reading, it).is_some())
                || hit.usage == HitUsage::Noun && killed(reading, hit, near.end)
                || hit.trigger.default == Kind::AirStrike
                    && any(words!["facilities", "militias", "positions", "sites", "targets"])
                || any(words!["enemy", "fire", "jihadi", "us"])
                    && !any(words!["ball", "cup", "football", "league", "match", "team"])
        }
        Needs::Weapon => weapon::find(reading, near).next().is_some(),
        Needs::Shooters => are_shot_at(reading, hit, sentence.end),
        Needs::Harm => {
            let by = reading.holds(hit.tokens.end..near.end, words!["by"]);
            let unnamed = !by || any(&FORCES_PEOPLE) || any(&FORCES_ORG);
            let shooters = words!["gunman", "gunmen", "sniper", "snipers"];
            weapon::find(reading, near.clone()).next().is_some()
                || target::is_met(reading, hit)
                || hit.usage == HitUsage::Passive && by && any(shooters)
                || hit.usage == HitUsage::Passive && unnamed && any(&HARMED)
        }
        Needs::Wounds => {
            let next = reading.sentence_number(at) + 1;
            let end = reading.sentences().get(next).map_or(sentence.end, |it| it.end);
            reading.holds(sentence.start..end, &WOUNDS)
        }
        Needs::Vessel => {
            let next = hit.tokens.end;
            hit.usage == HitUsage::Active
                && (DETERMINERS.has(reading.word(next)) || number_at(reading, next).is_some())
                && done_to(reading, hit, sentence)
                    .any(|it| reading.is_any(it, &VEHICLES) || reading.is_any(it, &VESSELS))
        }
        // "explosives, which were to go off at noon, were defused"
        Needs::Bomb => {
            any(&BOMBS) || hit.usage == HitUsage::Passive && reading.holds(sentence.clone(), &BOMBS)
        }
        Needs::People if any(words!["members", "suspected", "suspects"]) => true,
        Needs::People => any(&PEOPLE) || any(&FORCES_PEOPLE) || near.clone().any(|it| reading.is_person(it)),
        Needs::Crowd => {
            let held = words!["erupted", "held", "joined", "organised", "organized", "place", "staged"];
            any(&CROWDS)
                || near.clone().any(|it| number_at(reading, it).is_some())
                || hit.usage == HitUsage::Noun && any(held)
        }
        // "Monday's crash killed four people"
        Needs::Vehicle => {
            any(&VEHICLES)
                || hit.trigger.words == "crash"
                    && hit.usage == HitUsage::Noun
                    && killed(reading, hit, near.end)
        }
        Needs::Structure => any(&STRUCTURES),
        Needs::Territory => {
            let after = hit.tokens.end..(hit.tokens.end + 7).min(sentence.end);
            let object = reading.phrase_from(hit.tokens.end, after.end);
            hit.usage == HitUsage::Passive && reading.holds(clause.clone(), &TERRITORY)
                || reading.holds(object.clone(), &TERRITORY)
                || object.take(1).any(|it| reading.mention_at(it).is_some_and(|it| reading.is_literal(it)))
        }
        Needs::Saboteur => {
            let doers = doers(reading, hit, near.end);
            is_blown_up(reading, hit)
                || are_saboteurs(reading, doers) && (any(&STRUCTURES) || any(&VEHICLES) || any(&UTILITIES))
        }
        Needs::Explosive => is_blown_up(reading, hit),
        Needs::Captor => {
            let doers = doers(reading, hit, near.end);
            let object = done_to(reading, hit, sentence);
            let masked = reading.holds(doers.clone(), &FORCES_PEOPLE)
                && !reading.holds(doers.clone(), &STATE_FORCES)
                && reading
                    .holds(doers.clone(), words!["armed", "hooded", "masked", "unidentified", "unknown"]);
            (masked || are_saboteurs(reading, doers))
                && reading.head(object).is_some_and(|it| reading.is_any(it, &PEOPLE) || reading.is_person(it))
        }
        // "was taken from his home to hospital", "a painting was taken from her home"
        Needs::Taken => {
            let object = done_to(reading, hit, sentence.clone());
            let after = hit.tokens.end..sentence.end.min(hit.tokens.end + TAKEN_REACH);
            let helped = reading.holds(after, &HELPERS) || reading.holds(near.clone(), &HELPERS);
            !helped && (reading.is_of_people(&object) || reading.holds(object, &PRONOUNS))
        }
        Needs::Sufferer => target::sufferer(reading, hit).is_some(),
        Needs::Threatened => are_threatened(reading, hit, near.end),
        Needs::Burner => {
            let burnt = |it: usize| {
                reading.is_any(it, &STRUCTURES)
                    || reading.is_any(it, &PREMISES)
                    || reading.is_any(it, &VEHICLES)
                    || reading.is_any(it, &UTILITIES)
            };
            let thing = done_to(reading, hit, sentence.clone());
            if reading.holds(thing.clone(), &NO_PROPERTY) && !thing.clone().any(burnt) {
                return false;
            }
            let wild = any(words!["blaze", "fire", "fires", "forest", "wildfire", "wildfires"]);
            let is_group = |it: usize| is_acronym(reading, it) || groups::group_at(reading, it).is_some();
            let armed = |within: Range<usize>| {
                reading.holds(within.clone(), &FORCES_ORG)
                    || reading.holds(within.clone(), &FORCES_PEOPLE)
                    || within.into_iter().any(is_group)
            };
            match hit.usage {
                HitUsage::Noun => thing.into_iter().any(burnt),
                HitUsage::Passive => {
                    armed(doers(reading, hit, near.end)) || !wild && thing.into_iter().any(burnt)
                }
                _ => armed(near.clone()),
            }
        }
        Needs::Craft => {
            let doers = doers(reading, hit, near.end);
            let object = reading.phrase_from(hit.tokens.end, sentence.end);
            hit.usage == HitUsage::Active
                && (reading.holds(doers.clone(), &SABOTEURS) || reading.holds(doers, &SEIZERS))
                && reading.holds(object, &CRAFT)
        }
        Needs::Projectile => {
            let doers = doers(reading, hit, near.end);
            // "The Houston Rockets fell on Tuesday"
            doers.clone().any(|it| {
                reading.is_any(it, &PROJECTILES)
                    && reading.name_at(it).is_none_or(|name| name.tokens.len() == 1)
            }) && !any(words![
                "astronauts", "booster", "capsule", "flight", "lunar", "mars", "moon", "orbit", "pad",
                "space", "spacex"
            ])
        }
        Needs::Volcano => any(words!["ash", "crater", "lava", "mount", "mt", "volcanic", "volcano"]),
    }
}

/// "destroyed by a powerful bomb", "damaged with explosives", "the bomb damaged a shop"
fn is_blown_up(reading: &Reading<'_>, hit: &Hit) -> bool {
    let end = hit.tokens.end;
    let phrase = match hit.usage {
        HitUsage::Active => doers(reading, hit, end),
        HitUsage::Passive => {
            let by = (end..end + 4).find(|it| matches!(reading.word(*it), "by" | "in" | "with"));
            by.map_or(end..end, |it| reading.phrase_from(it + 1, it + 8))
        }
        HitUsage::Noun => return false,
    };
    let head = reading.head(phrase.clone()).map_or("", |it| reading.word(it));
    let bursts = matches!(head, "attack" | "blast" | "blasts" | "charge" | "explosion" | "fire" | "strike");
    EXPLOSIVES.has(head) || bursts && reading.holds(phrase, &EXPLOSIVES)
}

/// "threatened two judges", "was threatened with death", "threats against the mayor", "received threats"
fn are_threatened(reading: &Reading<'_>, hit: &Hit, limit: usize) -> bool {
    let sentence = reading.sentence_of(hit.tokens.start);
    let end = hit.tokens.end;
    let people = |phrase: Range<usize>| {
        phrase.into_iter().any(|it| reading.is_any(it, &PEOPLE) || reading.is_person(it))
    };
    let doers = doers(reading, hit, limit);
    let forces = reading.holds(doers.clone(), &FORCES_PEOPLE) || reading.holds(doers.clone(), &FORCES_ORG);
    let armed = forces || are_saboteurs(reading, doers.clone());
    let with = (end..sentence.end.min(end + WITH_REACH)).find(|it| reading.word(*it) == "with");
    match hit.usage {
        HitUsage::Noun if reading.word(end) == "against" => {
            people(reading.phrase_from(end + 1, sentence.end))
        }
        // "threats of legal action", "threats from drought"
        HitUsage::Noun if matches!(reading.word(end), "from" | "of") => {
            let from = reading.phrase_from(end + 1, sentence.end);
            target::got_before(reading, hit).is_some()
                && (reading.holds(from.clone(), &DEADLY)
                    || reading.is_of_people(&from)
                    || from.into_iter().any(|it| groups::group_at(reading, it).is_some()))
        }
        HitUsage::Noun => hit.plural && target::got_before(reading, hit).is_some(),
        // "threatened to kill": told by the other verb.
        _ if reading.word(end) == "to" => false,
        // "threatened with deportation", "threatened protesters with fines"
        _ if with.is_some_and(|it| !reading.holds(it..(it + 4).min(sentence.end), &DEADLY)) => false,
        HitUsage::Passive if with.is_some() => people(done_to(reading, hit, sentence)),
        HitUsage::Active => armed && people(done_to(reading, hit, sentence)),
        HitUsage::Passive => (armed || doers.is_empty()) && people(done_to(reading, hit, sentence)),
    }
}

/// Words from "threatened" to the "with" of what with.
const WITH_REACH: usize = 8;

/// What threats of harm are made with.
static DEADLY: WordSet = WordSet::new(&[
    "assassination", "death", "execution", "gun", "guns", "knife", "knives", "murder", "pistol", "pistols",
    "rape", "rifle", "rifles", "torture", "violence", "weapon", "weapons",
]);

/// Words after "taken from her home" that say where to or by whom.
const TAKEN_REACH: usize = 12;

/// Those who take people from home for their good, and where to.
static HELPERS: WordSet = WordSet::new(&[
    "ambulance", "boat", "boats", "clinic", "court", "firefighters", "hospital", "hospitals", "morgue",
    "paramedics", "rescuers", "safety", "services", "shelter", "shelters", "workers",
]);

/// Those who do what a verb tells: its subject, or what follows "by"; none where a passive has no "by".
fn doers(reading: &Reading<'_>, hit: &Hit, limit: usize) -> Range<usize> {
    let at = hit.tokens.start;
    if hit.usage == HitUsage::Passive {
        let by = (hit.tokens.end..limit).find(|it| reading.word(*it) == "by").unwrap_or(limit);
        return by..limit.min(by + 8).max(by);
    }
    let start = reading.sentence_of(at).start;
    reading.subject_before(reading.verb_group_start(at, start), start)
}

/// What a verb is done to: the subject of a passive, or the phrase that follows.
fn done_to(reading: &Reading<'_>, hit: &Hit, sentence: Range<usize>) -> Range<usize> {
    match hit.usage {
        HitUsage::Passive => {
            let start = reading.verb_group_start(hit.tokens.start, sentence.start);
            reading.subject_before(start, sentence.start)
        }
        HitUsage::Active | HitUsage::Noun => reading.phrase_from(hit.tokens.end, sentence.end),
    }
}

/// "came under sniper fire", "came under heavy fire from rebels"; not "under heavy fire from critics".
fn are_shot_at(reading: &Reading<'_>, hit: &Hit, limit: usize) -> bool {
    let start = hit.tokens.start;
    let Some(fire) = (start..limit.min(start + FIRE_REACH)).find(|it| reading.word(*it) == "fire") else {
        return false;
    };
    let armed = weapon::find(reading, start..fire).next().is_some()
        || reading.holds(start..fire, words!["arms", "automatic", "enemy", "rebel", "sniper"]);
    let by = reading.phrase_from(fire + 2, limit);
    let forces = reading
        .head(by)
        .is_some_and(|it| reading.is_any(it, &FORCES_PEOPLE) || reading.is_any(it, &FORCES_ORG));
    armed || forces && matches!(reading.word(fire + 1), "by" | "from")
}

/// Words from "came" to "fire" at most.
const FIRE_REACH: usize = 8;

/// Do the words tell those who destroy what others built, or name an armed group?
fn are_saboteurs(reading: &Reading<'_>, doers: Range<usize>) -> bool {
    reading.holds(doers.clone(), &SABOTEURS)
        || doers.into_iter().any(|it| groups::group_at(reading, it).is_some())
}

/// "Clashes in Darfur killed twelve people": people counted after a word for harm, which a "battle with cancer"
/// lacks.
fn killed(reading: &Reading<'_>, hit: &Hit, end: usize) -> bool {
    let fights = match hit.trigger.words {
        "bombardment" | "combat" | "fighting" | "gunfire" | "raid" => true,
        "clash" => hit.plural,
        // "a strike on Monday" is of workers.
        "strike on" => crate::incident::calendar::weekday(reading.word(hit.tokens.end)).is_none(),
        _ => false,
    };
    let counted = |at: usize| {
        reading.is_any(at, &HARMED)
            && (number_at(reading, at + 1).is_some()
                || (at.saturating_sub(4)..at + 4).any(|it| reading.is_any(it, &PEOPLE)))
            && !matches!(reading.word(at), "hurt" | "kill" | "killing")
    };
    let sport = words!["boxer", "fans", "league", "match", "player", "players", "striker", "title"];
    fights && (hit.tokens.end..end).any(counted) && !reading.holds(hit.tokens.end..end, sport)
}

/// Initials that stand for a group: "TTP", "[FMLN]".
fn is_acronym(reading: &Reading<'_>, at: usize) -> bool {
    let Some(token) = reading.tokens.get(at) else { return false };
    let bracketed = matches!(reading.word_before(at), "[" | "(") && matches!(reading.word(at + 1), "]" | ")");
    let len = token.span.len();
    token.kind == TokenKind::Word
        && (2..=6).contains(&len)
        && reading.tokens.text_of(at).chars().all(char::is_uppercase)
        && (bracketed || !reading.all_capitals)
}

/// What floats.
static VESSELS: WordSet = WordSet::new(&[
    "barge", "cruiser", "destroyer", "ferries", "freighter", "frigate", "ships", "submarine", "tankers",
    "trawler", "trawlers", "vessels", "warship", "warships",
]);

static BOMBS: WordSet = WordSet::new(&[
    "bomb", "bombs", "charge", "charges", "device", "devices", "dynamite", "explosive", "explosives", "ied",
    "ieds", "landmine", "landmines", "mine", "mines",
]);
/// Words for those whom an event harmed.
static HARMED: WordSet = WordSet::new(&[
    "casualties", "dead", "hurt", "injured", "injuring", "kill", "killed", "killing", "kills", "wounded",
    "wounding",
]);
/// What is told of the body of someone who was killed.
static WOUNDS: WordSet = WordSet::new(&[
    "beheaded", "bound", "bullet", "bullets", "charred", "decapitated", "dismembered", "executed", "gagged",
    "gunshot", "gunshots", "headless", "machete", "murdered", "mutilated", "riddled", "shot", "shots",
    "slain", "stab", "stabbed", "strangled", "tied", "torture", "tortured",
]);
/// Those who destroy what others built.
static SABOTEURS: WordSet = WordSet::new(&[
    "arsonists", "assailants", "attackers", "bandits", "bombers", "extremists", "fighters", "guerrilla",
    "guerrillas", "gunmen", "insurgents", "jihadists", "militants", "militiamen", "mob", "rebel", "rebels",
    "rioters", "saboteurs", "sappers", "separatists", "subversives", "terrorist", "terrorists", "vandals",
]);
/// Those who seize ships.
static SEIZERS: WordSet = WordSet::new(&[
    "coastguard", "commandos", "guards", "hijackers", "houthi", "houthis", "marines", "navy", "pirates",
    "smugglers",
]);
/// What is hijacked.
static CRAFT: WordSet = WordSet::new(&[
    "aircraft", "airliner", "boat", "boats", "bus", "carrier", "dhow", "ferry", "freighter", "plane", "ship",
    "ships", "tanker", "tankers", "train", "trawler", "vessel", "vessels", "yacht",
]);
static EXPLOSIVES: WordSet = WordSet::new(&[
    "bomb", "bombs", "device", "dynamite", "explosive", "explosives", "grenade", "landmine", "mine",
    "missile", "missiles", "mortar", "rocket", "rockets", "shell", "shells",
]);
/// What is burned for show, or by the law.
static NO_PROPERTY: WordSet = WordSet::new(&[
    "arm", "calories", "candles", "charcoal", "coal", "cocaine", "drugs", "effigies", "effigy", "face",
    "finger", "fingers", "flag", "flags", "fuel", "hand", "hands", "heroin", "incense", "ivory", "leg",
    "legs", "marijuana", "narcotics", "opium", "tires", "trash", "tyres", "wood",
]);
static UTILITIES: WordSet = WordSet::new(&[
    "antenna", "antennas", "bridges", "cable", "cables", "crops", "homes", "line", "lines", "mast", "masts",
    "office", "offices", "pipeline", "pipelines", "pole", "poles", "post", "posts", "pylon", "pylons",
    "schools", "shops", "station", "stations", "substation", "substations", "towers", "transformer",
    "transformers",
]);
static CROWDS: WordSet = WordSet::new(&[
    "crowd", "crowds", "demonstrators", "hundreds", "marchers", "people", "protesters", "protestors",
    "rioters", "students", "thousands", "workers",
]);
static TERRITORY: WordSet = WordSet::new(&[
    "airbase", "airport", "base", "bases", "border", "camp", "capital", "city", "district", "garrison",
    "headquarters", "outpost", "port", "province", "stronghold", "town", "towns", "village", "villages",
]);
static VEHICLES: WordSet = WordSet::new(&[
    "aboard", "airbus", "aircraft", "airliner", "airplane", "ambulance", "boat", "boats", "boeing", "bus",
    "buses", "cab", "car", "cargo", "cars", "coach", "convoy", "dinghy", "driver", "ferry", "flight",
    "funicular", "helicopter", "highway", "jeep", "jet", "lorry", "minibus", "motorbike", "motorcycle",
    "motorway", "passenger", "passengers", "pickup", "pilot", "plane", "planes", "rail", "road", "runway",
    "ship", "suv", "suvs", "tanker", "taxi", "tractor", "traffic", "trailer", "train", "trains", "tram",
    "truck", "trucks", "van", "vehicle", "vehicles", "vessel", "yacht",
]);

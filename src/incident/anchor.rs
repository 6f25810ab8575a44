//! Where? The mentions an event happened at, told apart from speakers, origins and destinations.

use crate::text::WordSet;
use std::ops::Range;

use super::{
    dateline,
    lexicon::{DETERMINERS, PREMISES, PREPOSITIONS, SPEECH, STRUCTURES, words},
    number::number_at,
    reading::Reading,
    time,
    trigger::{Hit, HitUsage},
};
use crate::gazetteer::{FeatureClass, GeoPrecision, Place};

/// A mention that costs more lies too far from the trigger, in words.
const FARTHEST: usize = 60;

/// What it costs, in words, when the grammar speaks against a mention.
const AGAINST: usize = 30;

/// A finer place so near the edge of another is taken to belong to it, in kilometres.
const CLOSE_KM: f64 = 10.0;

/// How a mention stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// "in Kabul", "near Kabul", "the city of Kabul"
    At,
    /// "to Kabul", "from Kabul", "the mayor of Kabul"
    Not,
    /// No preposition says: an object, a subject, a modifier.
    Bare,
}

/// Words between a place and one that holds it, at most: "the Floralia neighbourhood, in eastern Cali".
const CHAIN: usize = 6;

/// Words from "according" to the place of those who say so, at most.
const ATTRIBUTED: usize = 8;

/// Words of the second name of a crossing of two ways, at most.
const CROSSING: usize = 3;

/// Where an event happened, as its sentence tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Anchor {
    /// Mentions of the places, the one to draw first.
    pub(super) places: Vec<usize>,
    /// Does the grammar speak against the places: "a woman from Cali was shot"?
    pub(super) faint: bool,
    /// The mention of a finer place that was not resolved.
    pub(super) finer: Option<usize>,
}

/// The places of the event at `hit`; empty when its sentence names none.
pub(super) fn anchor(reading: &Reading<'_>, hit: &Hit) -> Anchor {
    let sentence = reading.sentence_of(hit.tokens.start);
    let mut costs: Vec<(usize, usize)> = reading
        .mentions_in(sentence.clone())
        .filter(|it| {
            reading.is_literal(*it)
                || is_of_noun(reading, *it, hit)
                || is_of_site(reading, *it)
                || is_ground(reading, *it)
        })
        .filter(|it| !is_compound(reading, *it) && !is_in_name_of_group(reading, *it))
        .filter_map(|it| Some((cost(reading, hit, it)?, it)))
        .collect();
    costs.sort_unstable();
    let is_unresolved = |it: usize| match reading.place(it) {
        None => true,
        Some(place) => is_namesake(reading, it, &place) || is_contradicted(reading, it, &place),
    };
    let unresolved = costs.iter().copied().find(|it| is_unresolved(it.1) && !is_way(reading, it.1));
    costs.retain(|it| !is_unresolved(it.1));
    let told_places: Vec<usize> = costs.iter().map(|it| it.1).collect();
    costs.retain(|it| !(it.1 > 0 && told_places.contains(&(it.1 - 1)) && locates(reading, it.1 - 1, it.1)));
    let Some((least, nearest)) = costs.first().copied() else {
        let finer = unresolved.filter(|it| it.0 < AGAINST).map(|it| it.1);
        return Anchor { finer, ..Anchor::default() };
    };
    // "extradited to the United States", "a man from France": no event was all over a country for that.
    let abroad = |it: usize| reading.place(it).is_some_and(|it| it.precision() >= GeoPrecision::Country);
    if least >= AGAINST && abroad(nearest) {
        return Anchor::default();
    }
    let told = unresolved.filter(|it| it.0 < AGAINST);
    // One that a place was likely enough chosen for is no finer name for another.
    let is_finer = |finer: usize, of: usize| {
        (!reading.is_resolved(finer) || is_unresolved(finer)) && is_chained(reading, finer, of)
    };
    if let Some((_, unsure)) = told
        && least >= AGAINST
        && !is_finer(unsure, nearest)
    {
        return Anchor { finer: Some(unsure), ..Anchor::default() };
    }
    // Of places that hold each other the most specific is meant, though it may stand farther off.
    let within = |outer: usize, inner: usize| match (reading.place(outer), reading.place(inner)) {
        (Some(outer), Some(inner)) => holds(reading, &outer, &inner),
        _ => false,
    };
    // "LAGOS (AP) — Bombers struck in northeast Nigeria": where it was written narrows nothing.
    let dateline = dateline::place(reading);
    let mut best = nearest;
    for (cost, mention) in &costs {
        let attributed =
            reading.mention(*mention).is_some_and(|it| is_attribution(reading, &it.tokens, hit.tokens.start));
        let tied =
            *cost <= least + AGAINST && (!is_part(reading, best) || is_chained(reading, best, *mention));
        if tied && within(best, *mention) && Some(*mention) != dateline && !attributed {
            best = *mention;
        }
    }
    let places = match partner(reading, best) {
        Some(other) => {
            let mut both = vec![best.min(other), best.max(other)];
            both.dedup();
            both
        }
        None => vec![best],
    };
    let finer = told.map(|it| it.1).filter(|it| is_finer(*it, best));
    Anchor { places, faint: least >= AGAINST, finer }
}

/// "northern Nigeria", "the south of Lebanon": such a part is no town of the country told elsewhere.
pub(super) fn is_part(reading: &Reading<'_>, index: usize) -> bool {
    let Some(start) = reading.mention(index).map(|it| it.tokens.start) else { return false };
    let wide = reading.place(index).is_some_and(|it| it.precision() >= GeoPrecision::Country);
    let before = reading.word_before(start);
    let of = before == "of" && start > 1 && DIRECTIONS.has(reading.word(start - 2));
    wide && (of || before.strip_suffix("ern").is_some_and(|it| DIRECTIONS.has(it)))
}

/// "a Barbados-flagged ship", "the Kota-Bangun road": a name that is joined to another word.
fn is_compound(reading: &Reading<'_>, index: usize) -> bool {
    let Some(name) = reading.mention(index).map(|it| it.tokens.clone()) else { return false };
    let joined =
        reading.word(name.end) == "-" && reading.is_joined(name.end) && reading.is_joined(name.end + 1);
    let named = reading.mention(index + 1).is_some_and(|it| it.tokens.start == name.end + 1);
    joined && !named
}

/// "the Istanbul bombing": a place before the event's noun is where it was.
fn is_of_noun(reading: &Reading<'_>, index: usize, hit: &Hit) -> bool {
    let ends_there = reading.mention(index).is_some_and(|it| it.tokens.end == hit.tokens.start);
    hit.usage == HitUsage::Noun && ends_there && is_fine(reading, index) && reading.is_toponym(index)
}

/// "at a Kabul mosque", "outside a Nairobi shopping mall": the town of what people built.
fn is_of_site(reading: &Reading<'_>, index: usize) -> bool {
    let Some(end) = reading.mention(index).map(|it| it.tokens.end) else { return false };
    let fine = reading.place(index).is_some_and(|it| it.precision() < GeoPrecision::Country);
    let site = (end..end + SITE_REACH)
        .take_while(|it| !reading.breaks_phrase(*it) && !reading.is_possessive(*it))
        .last()
        .is_some_and(|it| (end..=it).any(|it| is_site(reading, it)));
    // "a Paris bank", but "the Provincial Bank of Paris"
    let start = reading.mention(index).map_or(0, |it| it.tokens.start);
    let bank = reading.word(end) == "bank" && matches!(reading.word_before(start), "a" | "an");
    fine && reading.is_toponym(index) && (site || bank)
}

/// "on the edge of Marib", "above the Turkish city of Bursa", "in northern Turkey": the ground itself, whatever else its
/// name may stand for.
fn is_ground(reading: &Reading<'_>, index: usize) -> bool {
    let Some(start) = reading.mention(index).map(|it| it.tokens.start).filter(|it| *it > 2) else {
        return false;
    };
    // "in northern Turkey"
    let part = reading.word(start - 1).ends_with("ern") || reading.word(start - 1) == "central";
    if part && reading.is_any(start - 2, words!["across", "in", "throughout"]) {
        return reading.is_toponym(index);
    }
    if reading.word(start - 1) != "of"
        || !reading.is_any(start - 2, &PLACE_NOUNS)
        || !reading.is_toponym(index)
    {
        return false;
    }
    let before = start.saturating_sub(EDGE_REACH)..start - 2;
    let lead = before.rev().find(|it| PREPOSITIONS.has(reading.word(*it)) || reading.is_mark(*it));
    let leads = words!["above", "around", "at", "in", "inside", "near", "on", "outside"];
    lead.is_some_and(|it| reading.is_any(it, leads))
}

/// Words from a preposition to the name of the place at most: "above the Turkish city of".
const EDGE_REACH: usize = 7;

/// "the Medellin cartel", "the Lima brigade": a place in what a group is called.
fn is_in_name_of_group(reading: &Reading<'_>, index: usize) -> bool {
    let groups = words![
        "battalion", "brigade", "cartel", "clan", "gang", "mafia", "militia", "movement", "regiment",
        "syndicate"
    ];
    reading.mention(index).is_some_and(|it| reading.is_any(it.tokens.end, groups))
}

fn is_fine(reading: &Reading<'_>, index: usize) -> bool {
    reading.place(index).is_some_and(|it| it.precision() < GeoPrecision::Region)
}

fn is_site(reading: &Reading<'_>, at: usize) -> bool {
    reading.is_any(at, &STRUCTURES) || reading.is_any(at, &PREMISES) || reading.is_any(at, &SITES)
}

/// Parts of a town that nobody built as one.
static SITES: WordSet = WordSet::new(&[
    "airport", "avenue", "bakery", "barracks", "base", "beach", "bus", "cafe", "checkpoint", "compound",
    "gym", "hall", "jail", "lawn", "neighborhood", "neighbourhood", "office", "offices", "park", "pavement",
    "plaza", "port", "railway", "shops", "sidewalk", "slum", "square", "station", "street", "suburb",
    "subway",
]);

/// Words from a town to what was built there at most, as in "a Nairobi shopping mall".
const SITE_REACH: usize = 3;

/// "Mariscal Street", "Mariscal and Bolivar streets": a way leads through a place and is none.
fn is_way(reading: &Reading<'_>, index: usize) -> bool {
    let Some(end) = reading.mention(index).map(|it| it.tokens.end) else { return false };
    let crossing = reading.word(end) == "and"
        && (end + 2..end + 2 + CROSSING)
            .any(|it| matches!(reading.word(it), "avenues" | "roads" | "streets"));
    // "in a downtown Bogota street": some street of the town.
    let start = reading.mention(index).map_or(0, |it| it.tokens.start);
    let some = (start.saturating_sub(SOME_REACH)..start)
        .rev()
        .take_while(|it| !reading.is_mark(*it) && !PREPOSITIONS.has(reading.word(*it)))
        .any(|it| matches!(reading.word(it), "a" | "an" | "another" | "busy" | "crowded" | "some"));
    crossing || !some && reading.holds(end.saturating_sub(1)..end + 1, &WAYS)
}

/// Words from an article to the town whose street it is at most.
const SOME_REACH: usize = 3;

/// "the Belen neighborhood of Medellin", "at Sarmiento and San Martin streets": a part of a town, or a way
/// in it, is not the town elsewhere that has its name.
pub(super) fn is_namesake(reading: &Reading<'_>, index: usize, place: &Place<'_>) -> bool {
    let town = matches!(place.feature_class.letter(), 'A' | 'P') && place.feature_code.as_str() != "PPLX";
    town && (is_way(reading, index) || is_quarter(reading, index))
}

/// "Victoria, in Cabañas department, El Salvador" is not the Victoria of another country.
fn is_contradicted(reading: &Reading<'_>, index: usize, place: &Place<'_>) -> bool {
    let (Some(one), Some(next)) = (reading.mention(index), reading.mention(index + 1)) else { return false };
    let between = one.tokens.end..next.tokens.start;
    let chained = reading.word(between.start) == ","
        && between.len() <= CHAIN
        && between.skip(1).all(|it| {
            let word = reading.word(it);
            DETERMINERS.has(word) || word == "in" || word.ends_with("ern") || word.starts_with("central")
        });
    let outer = reading.place(index + 1).filter(|it| it.precision() >= GeoPrecision::Region);
    chained
        && reading.is_toponym(index + 1)
        && outer
            .is_some_and(|it| it.country.is_some() && place.country.is_some() && it.country != place.country)
}

/// Words of "about 415 km southeast of" at most.
const LOCATING: usize = 9;

/// "Huancayo, 415 km southeast of Lima", "Apopa, to the north of it": does the second mention only say where the first
/// one lies?
fn locates(reading: &Reading<'_>, one: usize, other: usize) -> bool {
    let tokens = |it: usize| reading.mention(it).map(|it| it.tokens.clone());
    let (Some(one), Some(other)) = (tokens(one), tokens(other)) else { return false };
    let mut between = one.end..other.start;
    // "Juliaca, near Lake Titicaca"
    if between.len() == 2 && reading.word(one.end) == "," && reading.word(one.end + 1) == "near" {
        return true;
    }
    let distance = |it: usize| {
        matches!(reading.word(it), "kilometers" | "kilometres" | "km" | "kms" | "miles")
            && it.checked_sub(1).is_some_and(|it| number_at(reading, it).is_some())
            || reading.is_any(it, &DIRECTIONS)
    };
    between.len() <= LOCATING
        && matches!(reading.word(between.start), "," | "(" | "-" | "–" | "—")
        && matches!(reading.word(between.end - 1), "of" | "from")
        && between.any(distance)
}

/// The points of the compass.
static DIRECTIONS: WordSet =
    WordSet::new(&["east", "north", "northeast", "northwest", "south", "southeast", "southwest", "west"]);

/// "the Belen neighborhood", "the suburb of Normandía"
pub(super) fn is_quarter(reading: &Reading<'_>, index: usize) -> bool {
    let Some(name) = reading.mention(index).map(|it| it.tokens.clone()) else { return false };
    // "in the suburb of Normandía", but "a suburb of Cairo", "a neighborhood of Cairo"
    let of = name.start > 2
        && reading.word(name.start - 1) == "of"
        && matches!(reading.word(name.start - 2), "barrio" | "colonia" | "shantytown" | "suburb")
        && reading.word(name.start - 3) == "the";
    of || reading.is_any(name.end, &QUARTERS)
}

/// "Palo Blanco village", where the gazetteer knows none.
pub(super) fn is_settlement(reading: &Reading<'_>, index: usize) -> bool {
    let end = reading.mention(index).map_or(0, |it| it.tokens.end);
    let named = matches!(reading.word(end), "canton" | "hamlet" | "municipality" | "township" | "village");
    named && reading.is_literal(index) && reading.place(index).is_none()
}

/// What parts of towns are called.
static QUARTERS: WordSet = WordSet::new(&[
    "barrio", "colonia", "favela", "neighborhood", "neighborhoods", "neighbourhood", "neighbourhoods",
    "shantytown",
]);

/// Do two mentions stand so close that one may hold the other?
fn is_chained(reading: &Reading<'_>, one: usize, other: usize) -> bool {
    let tokens = |it: usize| reading.mention(it).map(|it| it.tokens.clone());
    let (Some(one), Some(other)) = (tokens(one), tokens(other)) else { return false };
    let between = one.end.min(other.end)..one.start.max(other.start);
    between.len() <= CHAIN && !reading.holds(between, words!["and", "from", "to"])
}

/// Does one of the places hold the other?
pub(super) fn overlap(reading: &Reading<'_>, one: &Place<'_>, other: &Place<'_>) -> bool {
    holds(reading, one, other) || holds(reading, other, one)
}

/// Does the first place hold the second? Where the gazetteer does not say, a finer place close by counts
/// as held: "New York's Times Square".
pub(super) fn holds(reading: &Reading<'_>, outer: &Place<'_>, inner: &Place<'_>) -> bool {
    // A town holds the parks and squares within its reach, however large they are taken to be.
    let landmark =
        matches!(outer.feature_class.letter(), 'P') && !matches!(inner.feature_class.letter(), 'A' | 'P');
    reading.gazetteer.holds(outer, inner)
        || (landmark && outer.country == inner.country && outer.distance_km(inner) <= outer.radius_km())
        || (outer.precision() > inner.precision()
            && matches!(outer.feature_class.letter(), 'A' | 'P')
            && (reading.gazetteer.ancestors(inner.index).any(|it| it.index == outer.index)
                || outer.distance_km(inner) <= outer.radius_km() + CLOSE_KM
                    && outer.country == inner.country))
}

fn cost(reading: &Reading<'_>, hit: &Hit, index: usize) -> Option<usize> {
    let mention = reading.mention(index)?.tokens.clone();
    let at = hit.tokens.start;
    let mut cost = reading.distance(at, mention.start);
    match lead(reading, index, &mention, hit) {
        Lead::At => {}
        Lead::Bare => cost += 6,
        Lead::Not => cost += AGAINST,
    }
    // Places are told after the event more often than before.
    if mention.start < at {
        cost += 4;
    }
    // "TOLEDO, Ohio — A shooting": where it was written, the state included.
    let written =
        mention.start <= 1 && Some(index) == dateline::place(reading) || dateline::holds(reading, &mention);
    if is_attribution(reading, &mention, at) || written {
        cost += AGAINST;
    }
    let between = if mention.start < at { mention.end..at } else { hit.tokens.end..mention.start };
    if is_aside(reading, &mention, hit) || time::holds_lapse(reading, between) {
        cost += AGAINST;
    }
    (cost <= FARTHEST).then_some(cost)
}

/// Does a verb of saying stand between the mention and the trigger, or close to the mention's clause?
fn is_attribution(reading: &Reading<'_>, mention: &Range<usize>, at: usize) -> bool {
    if mention.start < at {
        // "a spokesman said in Colombo that rebels attacked a base"
        let in_speech = mention.start > 1
            && matches!(reading.word(mention.start - 1), "in" | "from")
            && SPEECH.has(reading.word(mention.start - 2))
            && reading.word(mention.end) == "that";
        return in_speech || reading.holds(mention.end..at.min(mention.end + 8), &SPEECH);
    }
    let clause = reading.clause_range(mention.start);
    // "according to officials in Goma"
    let attributed = mention.start.saturating_sub(ATTRIBUTED).max(at)..mention.start;
    if reading.holds(attributed, words!["according"]) {
        return true;
    }
    // "the toll has risen, officials in Lima said"
    let comma = (at..mention.start).any(|it| matches!(reading.word(it), "," | ";"));
    if comma && SPEECH.has(reading.word(mention.end)) {
        return true;
    }
    // "police in Lima said", "police in Paris, Texas, said"
    let after = mention.end..(mention.end + 4).min(reading.sentence_of(at).end);
    !clause.contains(&at)
        && (reading.holds(clause.start..mention.start, &SPEECH) || reading.holds(after, &SPEECH))
}

/// The word that leads a mention, looked for over what belongs to its phrase.
fn lead(reading: &Reading<'_>, index: usize, mention: &Range<usize>, hit: &Hit) -> Lead {
    let sentence = reading.sentence_of(mention.start);
    // "San Luis, San Miguel, El Salvador", "New York's Times Square": the first of a chain is led.
    if index > 0
        && let Some(before) = reading.mention(index - 1)
        && before.tokens.start >= sentence.start
        && is_chain(reading, before.tokens.end..mention.start)
    {
        return lead(reading, index - 1, &before.tokens.clone(), hit);
    }
    let mut at = mention.start;
    let limit = sentence.start.max(at.saturating_sub(7));
    while at > limit {
        let word = reading.word(at - 1);
        match word {
            // "trained in Nicaragua", "born in Lahore": of those who act.
            "in" | "at" | "near" if OF_PEOPLE.has(reading.word_before(at - 1)) => return Lead::Not,
            "in" | "at" | "near" | "inside" | "outside" | "around" | "across" | "throughout" | "within"
            | "along" | "off" | "over" | "between" | "beside" | "above" | "through" | "surrounding" => {
                return Lead::At;
            }
            // "on the Caribbean", "on the Atlantic coast": a shore is on land.
            "on" if is_water(reading, index) => return Lead::Not,
            "on" | "against" | "targeting" => return Lead::At,
            "of" => {
                return match reading.word_before(at - 1) {
                    side if DIRECTIONS.has(side) => Lead::At,
                    kind if PLACE_NOUNS.has(kind) => Lead::At,
                    "bombing" | "shelling" | "bombardment" | "siege" => Lead::At,
                    // "outside the police station of San Pablo": where that is.
                    _ if at >= limit + 2 && is_site(reading, at - 2) && is_fine(reading, index) => {
                        at -= 2;
                        continue;
                    }
                    _ => Lead::Not,
                };
            }
            "to" | "from" | "toward" | "towards" | "by" | "for" | "with" | "via" | "into" | "about"
            | "than" | "like" | "including" => return Lead::Not,
            _ if PREPOSITIONS.has(word) || reading.is_mark(at - 1) => break,
            _ if at - 1 < hit.tokens.end && at > hit.tokens.start => {
                // "bombed Kabul": the object.
                return if hit.usage == HitUsage::Active { Lead::At } else { Lead::Bare };
            }
            _ if reading.breaks_phrase(at - 1) => break,
            _ => at -= 1,
        }
    }
    // "the Times Square attack", "Kabul bombing"
    if mention.end == hit.tokens.start && hit.usage == HitUsage::Noun {
        return Lead::At;
    }
    Lead::Bare
}

fn is_water(reading: &Reading<'_>, index: usize) -> bool {
    reading.place(index).is_some_and(|it| it.feature_class == FeatureClass::Water)
}

/// Participles that tell where people come from or things are made.
static OF_PEOPLE: WordSet = WordSet::new(&[
    "based", "born", "educated", "exiled", "headquartered", "living", "made", "manufactured", "raised",
    "registered", "residing", "trained",
]);

/// "talks in Caracas were called off after the murder": is the mention outside of what the event's noun only
/// gives the reason or the time for?
fn is_aside(reading: &Reading<'_>, mention: &Range<usize>, hit: &Hit) -> bool {
    let at = hit.tokens.start;
    if hit.usage != HitUsage::Noun || mention.end > at {
        return false;
    }
    let phrase = reading.phrase_until(hit.tokens.end, reading.sentence_of(at).start);
    let lead = reading.word_before(phrase.start);
    let before = phrase.start.saturating_sub(1);
    mention.end <= before && matches!(lead, "after" | "following" | "since" | "despite" | "amid" | "before")
}

/// Are two mentions parted only by what joins a chain of places?
fn is_chain(reading: &Reading<'_>, between: Range<usize>) -> bool {
    let joined = between.len() <= 4
        && between.clone().all(|it| {
            matches!(reading.word(it), "," | "/" | "-" | "–" | "and" | "(" | "[")
                || reading.is_possessive(it)
                || PLACE_NOUNS.has(reading.word(it))
                || DETERMINERS.has(reading.word(it))
        });
    joined && !between.is_empty()
}

/// The other side of a border: "the Chaman/Spin Boldak border", "between Chaman and Spin Boldak".
fn partner(reading: &Reading<'_>, index: usize) -> Option<usize> {
    let joined = |left: usize, right: usize| -> Option<bool> {
        let (left, right) = (reading.mention(left)?, reading.mention(right)?);
        (reading.is_literal(index)).then_some(())?;
        let between = left.tokens.end..right.tokens.start;
        let word = reading.word(between.start);
        let bordering = (right.tokens.end..right.tokens.end + 3)
            .any(|it| matches!(reading.word(it), "border" | "boundary" | "crossing" | "frontier"));
        let slash = between.len() == 1 && matches!(word, "/" | "-" | "–") && (word == "/" || bordering);
        let pair = between.len() == 1
            && word == "and"
            && (left.tokens.start.saturating_sub(3)..left.tokens.start)
                .any(|it| reading.word(it) == "between");
        Some(slash || pair)
    };
    let literal = |it: usize| reading.is_literal(it) && reading.place(it).is_some();
    if literal(index + 1) && joined(index, index + 1)? {
        return Some(index + 1);
    }
    let before = index.checked_sub(1)?;
    (literal(before) && joined(before, index)?).then_some(before)
}

/// Ways that are named after places.
static WAYS: WordSet =
    WordSet::new(&["avenue", "avenues", "boulevard", "highway", "road", "roads", "street", "streets"]);

/// Nouns for sorts of places, which "of" may follow.
pub(super) static PLACE_NOUNS: WordSet = WordSet::new(&[
    "area", "barrio", "border", "canton", "cantons", "capital", "center", "centre", "cities", "city",
    "coast", "colonia", "community", "county", "department", "departments", "district", "districts", "edge",
    "hamlet", "hamlets", "heart", "island", "jurisdiction", "locality", "middle", "municipality",
    "neighborhood", "neighborhoods", "neighbourhood", "outskirts", "part", "parts", "port", "province",
    "provinces", "region", "sector", "settlement", "shantytown", "side", "state", "streets", "suburb",
    "suburbs", "territory", "town", "towns", "township", "townships", "vicinity", "village", "villages",
    "zone",
]);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::{testing::with_reading, trigger};

    fn place_of(text: &str) -> Vec<String> {
        with_reading(text, |reading| {
            let hits = trigger::find(reading);
            anchor(reading, &hits[0])
                .places
                .into_iter()
                .map(|it| reading.place(it).unwrap().name.to_owned())
                .collect()
        })
    }

    #[test]
    fn where_it_happened() {
        assert_eq!(place_of("Gunmen attacked a bank in {Quetta}."), ["Quetta"]);
        assert_eq!(place_of("In {Quetta}, gunmen attacked a bank."), ["Quetta"]);
        assert_eq!(place_of("Jets bombed {Kabul} at night."), ["Kabul"]);
        assert_eq!(place_of("Gunmen attacked a bank in {Ibague}, {Tolima}, {Colombia}."), ["Ibague"]);
        assert_eq!(place_of("An attack in {New York}'s {Times Square} failed."), ["Times Square"]);
        assert_eq!(
            place_of("A clash near the {Chaman}/{Spin Boldak} border post with soldiers."),
            ["Chaman", "Spin Boldak"]
        );
        assert_eq!(place_of("The attack in {Colombia} shook the city of {Ibague}."), ["Ibague"]);
    }

    #[test]
    fn parts_and_ways_of_a_town_are_no_towns_of_their_name() {
        assert_eq!(place_of("A bomb went off in the {Chaman} neighborhood of {Ibague}."), ["Ibague"]);
        assert_eq!(place_of("A bomb went off at {Chaman} and {Quetta} streets."), Vec::<String>::new());
        assert_eq!(
            place_of("A bomb went off between {Chaman} and Arturo Prats streets in {Ibague}."),
            ["Ibague"]
        );
        assert_eq!(place_of("A bomb went off near {Times Square}."), ["Times Square"]);
    }

    #[test]
    fn where_it_did_not() {
        assert_eq!(
            place_of("Officials in {Islamabad} said that gunmen attacked a bank in {Quetta}."),
            ["Quetta"]
        );
        assert_eq!(place_of("Gunmen from {Kabul} attacked a bank in {Quetta}."), ["Quetta"]);
        assert_eq!(
            place_of("The attack in {Colombia} killed 9, according to officials in {Ibague}."),
            ["Colombia"]
        );
        assert_eq!(place_of("The attack in {Colombia} killed 9, officials in {Ibague} said."), ["Colombia"]);
        assert_eq!(place_of("Gunmen attacked a bus to {Kabul} near {Quetta}."), ["Quetta"]);
        assert_eq!(place_of("Gunmen attacked the mayor of {Kabul} in {Quetta}."), ["Quetta"]);
        assert_eq!(place_of("{~Islamabad} condemned the attack."), Vec::<String>::new());
        assert_eq!(place_of("The {=Afghan} army attacked a base."), Vec::<String>::new());
        assert_eq!(place_of("A man trained in {Kabul} attacked a bank in {Quetta}."), ["Quetta"]);
        assert_eq!(
            place_of("Talks in {Kabul} were put off after the murder of an envoy in {Quetta}."),
            ["Quetta"]
        );
        assert_eq!(place_of("A man from {Colombia} was shot."), Vec::<String>::new());
    }
}

//! Who in a sentence can act? Names of groups and people, forces, countries and their missiles.

use std::ops::Range;

use super::{
    alias::Aliases,
    anchor::PLACE_NOUNS,
    groups,
    lexicon::{
        BE, DETERMINERS, FORCES_ORG, FORCES_PEOPLE, GROUPING, ORG_HEADS, PEOPLE, PREPOSITIONS, PROJECTILES,
    },
    model::{Actor, ActorKind},
    number,
    reading::Reading,
    time,
};
use crate::{
    gazetteer::GeoPrecision,
    recognize::{MentionKind, Name, NameKind},
    text::{Case, TokenKind, WordSet},
};

/// Words that name someone who can act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chunk {
    pub(super) tokens: Range<usize>,
    pub(super) kind: ActorKind,
    pub(super) name: String,
}

impl Chunk {
    pub(super) fn actor(&self, reading: &Reading<'_>, claimed: bool) -> Actor {
        let evidence = reading.span(self.tokens.clone());
        // Those who claim responsibility are groups; the tagger may take a name of one word for a person.
        let group = claimed && !self.name.contains(' ');
        let kind = if group { ActorKind::Organisation } else { self.kind };
        Actor { name: self.name.clone(), kind, claimed, denied: false, evidence }
    }
}

/// Words before a force's noun that belong to it at most.
const MODIFIERS_REACH: usize = 6;

/// Those in a sentence who can act, in text order, not overlapping.
pub(super) fn chunks(reading: &Reading<'_>, aliases: &Aliases, sentence: Range<usize>) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let free = chunks.last().map_or(sentence.start, |it| it.tokens.end);
        match chunk_at(reading, aliases, at, free, sentence.end) {
            Some(chunk) => {
                at = chunk.tokens.end.max(at + 1);
                chunks.push(chunk);
            }
            None => at += 1,
        }
    }
    chunks
}

fn chunk_at(reading: &Reading<'_>, aliases: &Aliases, at: usize, free: usize, limit: usize) -> Option<Chunk> {
    if let Some(end) = aliases.end_of_name_at(reading, at) {
        let name = aliases.full_name(reading, at..end);
        // "the [Red Front] guerrillas": what an editor put in.
        let bracketed = matches!((reading.word_before(at), reading.word(end)), ("[", "]") | ("(", ")"));
        let end = end + usize::from(bracketed);
        // "ELN guerrillas", "the M-19 guerrilla group": the organisation is what is named.
        let is_of_it = |it: &usize| {
            let word = reading.word(*it);
            MODIFIERS.has(word) || FORCES_PEOPLE.has(word) || FORCES_ORG.has(word)
        };
        let people = (end..limit).take_while(is_of_it).last();
        let head =
            people.filter(|it| FORCES_PEOPLE.has(reading.word(*it)) || FORCES_ORG.has(reading.word(*it)));
        let end = head.map_or(end, |it| it + 1);
        return Some(Chunk { tokens: at..end, kind: ActorKind::Organisation, name });
    }
    if let Some(name) = quoted_name(reading, at, limit) {
        let (kind, text) = (ActorKind::Organisation, reading.text(name.clone()));
        return Some(Chunk { tokens: at..name.end + 1, kind, name: text });
    }
    let is_place = |name: &Name| {
        let mut mentions = name.tokens.clone().map(|it| reading.mention_at(it));
        let is_region = PLACE_NOUNS.has(reading.word(name.tokens.end.saturating_sub(1)));
        let literal = |it: Option<usize>| it.is_some_and(|it| reading.is_literal(it));
        if is_region { mentions.any(literal) } else { mentions.all(literal) }
    };
    // "Rockets hit", "OCTOBER", "URBAN GUERRILLAS": taken for names at the start of a sentence and in capitals.
    let is_common = |name: &Name| {
        // "[BEGIN RECORDING] (VARGAS)": an editor's notes.
        let noted = matches!(reading.word(name.tokens.start), "[" | "(");
        noted
            || name.tokens.clone().all(|it| {
                let word = reading.word(it);
                time::is_time_or_month(word)
                    || PROJECTILES.has(word)
                    || MODIFIERS.has(word)
                    || RANKS.has(word)
            })
    };
    // "Ann Lee's troops": those of someone.
    let owns_force = |name: &Name| {
        let end = name.tokens.end;
        reading.is_possessive(end)
            && (end + 1..end + 4).any(|it| reading.is_any(it, &FORCES_ORG) && reading.name_at(it).is_none())
    };
    if let Some(name) = reading.name_at(at).filter(|it| !is_place(it) && !is_common(it) && !owns_force(it)) {
        let kind = match name.kind {
            NameKind::Organisation => ActorKind::Organisation,
            NameKind::Person => ActorKind::Individual,
            NameKind::Other => return None,
        };
        let tokens = at..name.tokens.end.min(limit);
        let force = reading.is_any(tokens.end, &FORCES_PEOPLE) && kind == ActorKind::Organisation;
        let name = aliases.full_name(reading, tokens.clone());
        let end = tokens.end + usize::from(force);
        return Some(Chunk { tokens: at..end, kind, name });
    }
    let word = reading.word(at);
    // "the weather service" arms nobody.
    let is_secret = matches!(word, "service" | "services")
        && matches!(reading.word_before(at), "intelligence" | "secret" | "security");
    let is_org = FORCES_ORG.has(word) || is_secret;
    if is_org || FORCES_PEOPLE.has(word) {
        return force_chunk(reading, at, free, limit, is_org);
    }
    missiles_chunk(reading, at).or_else(|| country_chunk(reading, at))
}

/// What officers are called.
static RANKS: WordSet = WordSet::new(&[
    "admiral", "captain", "colonel", "commander", "corporal", "general", "lieutenant", "major", "sergeant",
]);

/// Words in quotation marks that name an organisation at most.
const LONGEST_QUOTED: usize = 7;

/// The words within the quotation marks at `at`, if the last is one for an armed body: "the “Free River Movement”".
fn quoted_name(reading: &Reading<'_>, at: usize, limit: usize) -> Option<Range<usize>> {
    if !matches!(reading.word(at), "\"" | "“") {
        return None;
    }
    let end =
        (at + 1..limit.min(at + 2 + LONGEST_QUOTED)).find(|it| matches!(reading.word(*it), "\"" | "”"))?;
    let named = reading.is_any(end - 1, &FORCES_ORG) || reading.is_any(end - 1, &ORG_HEADS);
    let capital = reading.all_capitals || (reading.is_capital(at + 1) && reading.is_capital(end - 1));
    // "members of the armed forces": what one said, and no name.
    let said = GROUPING.has(reading.word(at + 1));
    (end > at + 2 && named && capital && !said).then_some(at + 1..end)
}

/// "Russian missiles", "an Israeli air strike": what only the country's forces have.
fn missiles_chunk(reading: &Reading<'_>, at: usize) -> Option<Chunk> {
    let index = reading.mention_at(at)?;
    let mention = reading.mention(index).filter(|it| it.kind == MentionKind::Demonym)?;
    let place = reading.place(index).filter(|it| it.precision() == GeoPrecision::Country)?;
    let end = mention.tokens.end;
    let noun = (end..end + 3).find(|it| reading.is_any(*it, &MISSILES))?;
    let whole = (end..noun).all(|it| {
        matches!(
            reading.word(it),
            "air" | "ballistic" | "cruise" | "glide" | "guided" | "long" | "range" | "-"
        )
    });
    let name = place.name.to_owned();
    whole.then(|| Chunk { tokens: at..noun + 1, kind: ActorKind::Organisation, name })
}

/// "unidentified gunmen", "a group of armed men", "the Pakistani military"
fn force_chunk(reading: &Reading<'_>, at: usize, free: usize, limit: usize, is_org: bool) -> Option<Chunk> {
    let mut end = at + 1;
    let mut is_org = is_org;
    // "army troops", "police officers", "security forces": the last of a run is the head.
    while end < limit && (reading.is_any(end, &FORCES_PEOPLE) || reading.is_any(end, &FORCES_ORG)) {
        is_org = reading.is_any(end, &FORCES_ORG) || (is_org && matches!(reading.word(end), "troops"));
        end += 1;
    }
    // "a group of armed men"
    if GROUPING.has(reading.word(end - 1)) && reading.word(end) == "of" {
        let inner = (end + 1..(end + 5).min(limit))
            .find(|it| !is_modifier(reading, *it) && number::number_at(reading, *it).is_none());
        if let Some(inner) = inner.filter(|it| reading.is_any(*it, &FORCES_PEOPLE)) {
            end = inner + 1;
            is_org = false;
        }
    }
    // "guerrilla urban commandos", "criminal drug trafficking mafias"
    let later = (end..(end + 3).min(limit)).find(|it| !MODIFIERS.has(reading.word(*it)));
    if let Some(later) = later.filter(|it| *it > end) {
        let (people, bodies) = (reading.is_any(later, &FORCES_PEOPLE), reading.is_any(later, &FORCES_ORG));
        if people || bodies {
            end = later + 1;
            is_org = bodies && !people;
        }
    }
    let mut start = at;
    // In a text of capitals nothing tells names from words: what stands before the head of an
    // organisation's name is taken to belong to it.
    let named = is_org && reading.all_capitals && reading.is_any(end - 1, &ORG_HEADS);
    while start > free
        && start + MODIFIERS_REACH > at
        && (is_modifier(reading, start - 1) || (named && is_unknown(reading, start - 1)))
    {
        start -= 1;
    }
    while start < at && (reading.is_mark(start) || DETERMINERS.has(reading.word(start))) {
        start += 1;
    }
    // "Jets struck", "a C-47 aircraft": a machine does nothing by itself. Whose it is is told by what stands before.
    let owned = |it: usize| {
        reading.mention_at(it).is_some()
            || reading.is_any(it, &FORCES_ORG)
            || reading.is_any(it, &FORCES_PEOPLE)
                && !MACHINES.has(reading.word(it))
                && !(reading.word(it) == "fighter" && MACHINES.has(reading.word(it + 1)))
            || groups::group_at(reading, it).is_some()
    };
    if MACHINES.has(reading.word(end - 1)) && !(start..end - 1).any(owned) {
        return None;
    }
    // "military planes", "Salvadoran air force helicopters": whose they are.
    if end > start + 1 && MACHINES.has(reading.word(end - 1)) && reading.is_any(end - 2, &FORCES_ORG) {
        let name = reading.text(start..end - 1);
        return Some(Chunk { tokens: start..end, kind: ActorKind::Organisation, name });
    }
    // "Russian drones": the country's.
    if MACHINES.has(reading.word(end - 1))
        && let Some(country) = reading.mention_at(start).and_then(|it| reading.place(it))
        && country.precision() == GeoPrecision::Country
    {
        let name = country.name.to_owned();
        return Some(Chunk { tokens: start..end, kind: ActorKind::Organisation, name });
    }
    // "the M-19 guerrilla group"
    let is_coded =
        matches!(reading.word(end - 1), "group" | "groups") && (start..end).any(|it| is_code(reading, it));
    // "rightist paramilitary groups": bodies, unlike a group of men.
    let of_a_kind = matches!(reading.word(end - 1), "group" | "groups")
        && (start..end).any(|it| ARMED_GROUPS.has(reading.word(it)));
    // "the squad": which one, the text has not said.
    let bare = start + 1 == end && UNNAMED.has(reading.word(start));
    let kind = if is_org && !bare || is_coded || of_a_kind {
        ActorKind::Organisation
    } else {
        ActorKind::Individual
    };
    // "alleged death squads": whether they are is doubted, not what they are called.
    let doubted = |it: &usize| kind == ActorKind::Organisation && DOUBTED.has(reading.word(*it));
    let named = start + (start..end - 1).take_while(doubted).count();
    Some(Chunk { tokens: start..end, kind, name: reading.text(named..end) })
}

/// What those say who do not vouch for a name.
static DOUBTED: WordSet =
    WordSet::new(&["alleged", "presumed", "supposed", "suspected", "unidentified", "unknown"]);

/// What makes a group a body that acts as one.
static ARMED_GROUPS: WordSet = WordSet::new(&[
    "armed", "extremist", "guerrilla", "insurgent", "islamist", "jihadist", "leftist", "militant",
    "paramilitary", "rebel", "rightist", "separatist", "terrorist", "trafficking",
]);

/// Nouns for bodies that name none by themselves.
static UNNAMED: WordSet = WordSet::new(&[
    "battalion", "battalions", "brigade", "brigades", "command", "commandos", "corps", "force", "forces",
    "front", "gang", "gangs", "guard", "guerrilla", "movement", "regiment", "service", "services", "squad",
    "squads", "state", "troops",
]);

/// Does the word before a force's noun belong to its name?
fn is_modifier(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.word(at);
    // "On Monday two gunmen"
    if time::is_time_or_month(word) {
        return false;
    }
    let is_demonym = |at: usize| {
        let mention = reading.mention_at(at).and_then(|it| reading.mention(it));
        mention.is_some_and(|it| it.kind == MentionKind::Demonym)
    };
    // "Kenyan and Somali soldiers"
    let demonym = is_demonym(at) || (word == "and" && at > 0 && is_demonym(at - 1) && is_demonym(at + 1));
    demonym
        || MODIFIERS.has(word)
        || (reading.is_capital(at)
            && !DETERMINERS.has(word)
            && !PREPOSITIONS.has(word)
            && !reading.breaks_phrase(at))
        || (word == "-" && at > 0 && (reading.all_capitals || !reading.is_apart(at)))
        || is_code(reading, at)
        || reading.is_possessive(at)
        || (reading.is_possessive(at + 1) && !reading.breaks_phrase(at))
        || word == "two" && reading.is_possessive(at + 2)
}

/// The number of "M-19".
fn is_code(reading: &Reading<'_>, at: usize) -> bool {
    at > 1
        && reading.word_before(at) == "-"
        && reading.is_joined(at)
        && reading.is_joined(at - 1)
        && reading.tokens.get(at).is_some_and(|it| it.kind == TokenKind::Number)
        && reading.tokens.get(at - 2).is_some_and(|it| matches!(it.case, Case::Initial | Case::Upper))
}

/// A word that may be part of a name: none that the rules know otherwise, no verb by its look.
fn is_unknown(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.word(at);
    let other = reading.breaks_phrase(at)
        || DETERMINERS.has(word)
        || PEOPLE.has(word)
        || number::is_number_word(word)
        || time::is_time_or_month(word)
        || reading.is_mark(at)
        || word.len() < 3;
    !other && !word.ends_with("ed") && !word.ends_with("ing")
}

/// A country or its government as someone who acts: "the US", "Islamabad" not.
fn country_chunk(reading: &Reading<'_>, at: usize) -> Option<Chunk> {
    let index = reading.mention_at(at)?;
    let mention =
        reading.mention(index).filter(|it| it.kind == MentionKind::Toponym && it.tokens.start == at)?;
    let place = reading.place(index).filter(|it| it.precision() == GeoPrecision::Country)?;
    // "in Kocani, North Macedonia, killed", "in northern Mali, gunmen": where it was.
    let is_container =
        reading.word_before(at) == "," && at > 1 && reading.mention_at(at - 2).is_some_and(|it| it != index);
    // "Myanmar's military" is what acts.
    let owned = mention.tokens.end..mention.tokens.end + 5;
    let owns_force = reading.is_possessive(owned.start)
        && owned.clone().any(|it| {
            reading.is_any(it, &FORCES_ORG)
                || reading.is_any(it, &FORCES_PEOPLE)
                || groups::group_at(reading, it).is_some()
        });
    // "accused India", "India was accused"
    let end = mention.tokens.end;
    let accused = reading.is_any(at.saturating_sub(1), &ACCUSED)
        || reading.is_any(end, &BE) && reading.is_any(end + 1, &ACCUSED);
    // "in the Tank district of northwestern Pakistan"
    let is_region =
        at > 1 && reading.word_before(at).ends_with("ern") && PREPOSITIONS.has(reading.word_before(at - 1));
    if is_container || is_region || owns_force || reading.is_literal(index) && !accused {
        return None;
    }
    Some(Chunk { tokens: mention.tokens.clone(), kind: ActorKind::Organisation, name: place.name.to_owned() })
}

/// Verbs whose object is blamed.
static ACCUSED: WordSet =
    WordSet::new(&["accuse", "accused", "accuses", "accusing", "blame", "blamed", "blames", "blaming"]);

/// Machines that fight for someone.
pub(super) static MACHINES: WordSet = WordSet::new(&[
    "aircraft", "airplane", "airplanes", "drone", "drones", "helicopter", "helicopters", "jet", "jets",
    "plane", "planes", "warplane", "warplanes",
]);

/// What only armed forces shoot.
static MISSILES: WordSet = WordSet::new(&[
    "airstrike", "airstrikes", "artillery", "missile", "missiles", "rocket", "rockets", "shell", "shelling",
    "shells", "strike", "strikes",
]);

/// Words that belong to the name of a force.
pub(super) static MODIFIERS: WordSet = WordSet::new(&[
    "air", "alleged", "allied", "anti", "armed", "army", "border", "car", "communist", "criminal", "death",
    "drug", "ethnic", "federal", "foreign", "government", "guerrilla", "heavily", "hired", "hooded",
    "insurgent", "intelligence", "islamic", "islamist", "jihadist", "leftist", "local", "maoist", "marxist",
    "masked", "military", "militia", "national", "naval", "opposition", "paramilitary", "plainclothes",
    "police", "presidential", "presumed", "pro", "rebel", "revolutionary", "rightist", "riot", "rival",
    "ruling", "secret", "security", "separatist", "special", "state", "suicide", "suspected", "terrorist",
    "three", "trafficking", "tribal", "truck", "two", "unidentified", "uniformed", "unknown", "urban",
    "young",
]);

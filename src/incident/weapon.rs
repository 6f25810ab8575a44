//! Weapons, and what they say about the kind of an event.

use std::ops::Range;

use super::{
    kind::{Kind, KindSet},
    lemma::is_noun_form,
    lexicon::words,
    model::Words,
    reading::Reading,
    time,
};
use crate::text::WordTable;

/// A weapon: its words in the singular, and what an event with it may be.
struct Weapon {
    words: &'static str,
    kinds: KindSet,
}

const fn row(words: &'static str, kinds: KindSet) -> Weapon {
    Weapon { words, kinds }
}

const PLANTED: KindSet = KindSet::of(&[Kind::Bomb, Kind::Suicide, Kind::Disrupted]);
const GUN: KindSet =
    KindSet::of(&[Kind::Attack, Kind::Clash, Kind::Crackdown, Kind::Abduction, Kind::Property]);
const LAUNCHED: KindSet = KindSet::of(&[Kind::Shelling]);
const AIRBORNE: KindSet = KindSet::of(&[Kind::AirStrike]);
const BLADE: KindSet = KindSet::of(&[Kind::Attack, Kind::Mob, Kind::Sexual]);
const CROWD_CONTROL: KindSet = KindSet::of(&[Kind::Intervention, Kind::Riot, Kind::Crackdown]);
const FLAME: KindSet = KindSet::of(&[Kind::Property, Kind::Riot, Kind::Mob]);

/// Weapons sorted by their words.
static WEAPONS: &[Weapon] = &[
    row("aerial bomb", AIRBORNE),
    row("ak 47", GUN),
    row("artillery", LAUNCHED),
    row("assault rifle", GUN),
    row("automatic rifle", GUN),
    row("automatic weapon", GUN),
    row("axe", BLADE),
    row("ballistic missile", LAUNCHED),
    row("barrel bomb", AIRBORNE),
    row("baton", CROWD_CONTROL),
    row("bomb", KindSet::of(&[Kind::Bomb, Kind::Suicide, Kind::Disrupted, Kind::AirStrike])),
    row("car bomb", PLANTED),
    row("carbomb", PLANTED),
    row("cruise missile", LAUNCHED),
    row("drone", AIRBORNE),
    row("dynamite", PLANTED),
    row("explosive", PLANTED),
    row("explosive belt", KindSet::of(&[Kind::Suicide])),
    row("explosive charge", PLANTED),
    row("explosive device", PLANTED),
    row("explosive vest", KindSet::of(&[Kind::Suicide])),
    row("firearm", GUN),
    row("firebomb", FLAME),
    row("gasoline bomb", FLAME),
    row("glide bomb", AIRBORNE),
    row("grenade", KindSet::of(&[Kind::Grenade])),
    row("guided missile", LAUNCHED),
    row("gun", GUN),
    row("hand grenade", KindSet::of(&[Kind::Grenade])),
    row("handgun", GUN),
    row("homemade bomb", PLANTED),
    row("ied", PLANTED),
    row("improvised explosive device", PLANTED),
    row("knife", BLADE),
    row("land mine", PLANTED),
    row("landmine", PLANTED),
    row("letter bomb", PLANTED),
    row("m 16 rifle", GUN),
    row("machete", BLADE),
    row("machine gun", GUN),
    row("machinegun", GUN),
    row("magnetic bomb", PLANTED),
    row("mine", PLANTED),
    row("missile", KindSet::of(&[Kind::Shelling, Kind::AirStrike])),
    row("molotov cocktail", FLAME),
    row("mortar", LAUNCHED),
    row("mortar shell", LAUNCHED),
    row("motorcycle bomb", PLANTED),
    row("nail bomb", PLANTED),
    row("parcel bomb", PLANTED),
    row("petrol bomb", FLAME),
    row("pipe bomb", PLANTED),
    row("pistol", GUN),
    row("revolver", GUN),
    row("rifle", GUN),
    row("roadside bomb", PLANTED),
    row("rocket", KindSet::of(&[Kind::Shelling, Kind::Grenade])),
    row("rocket propelled grenade", KindSet::of(&[Kind::Shelling, Kind::Grenade])),
    row("rpg", KindSet::of(&[Kind::Shelling, Kind::Grenade])),
    row("rubber bullet", CROWD_CONTROL),
    row("shotgun", GUN),
    row("sniper rifle", GUN),
    row("sticky bomb", PLANTED),
    row("stone", KindSet::of(&[Kind::Riot, Kind::Mob])),
    row("submachine gun", GUN),
    row("submachinegun", GUN),
    row("suicide bomb", KindSet::of(&[Kind::Suicide])),
    row("suicide vest", KindSet::of(&[Kind::Suicide])),
    row("sword", BLADE),
    row("tear gas", CROWD_CONTROL),
    row("time bomb", PLANTED),
    row("tnt", PLANTED),
    row("truck bomb", PLANTED),
    row("vehicle bomb", PLANTED),
    row("water cannon", CROWD_CONTROL),
];

/// A weapon in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) tokens: Range<usize>,
    pub(super) kinds: KindSet,
}

/// The weapons named in a range of tokens, the longest names first where names start alike.
pub(super) fn find<'r>(reading: &'r Reading<'_>, range: Range<usize>) -> impl Iterator<Item = Found> + 'r {
    let mut at = range.start;
    std::iter::from_fn(move || {
        while at < range.end {
            if let Some(found) = weapon_at(reading, at, range.end) {
                at = found.tokens.end;
                return Some(found);
            }
            at += 1;
        }
        None
    })
}

fn weapon_at(reading: &Reading<'_>, at: usize, limit: usize) -> Option<Found> {
    let letter = *reading.word(at).as_bytes().first()?;
    let first = |it: &Weapon| it.words.as_bytes()[0];
    let start = WEAPONS.partition_point(|it| first(it) < letter);
    let rows = WEAPONS[start..].iter().take_while(|it| first(it) == letter);
    let found = rows
        .filter_map(|weapon| {
            let mut next = at;
            for word in weapon.words.split(' ') {
                if next > at && reading.word(next) == "-" {
                    next += 1;
                }
                if next >= limit
                    || !is_noun_form(word, reading.word(next)) && !is_knives(word, reading.word(next))
                {
                    return None;
                }
                next += 1;
            }
            Some(Found { tokens: at..next, kinds: weapon.kinds })
        })
        .max_by_key(|it| it.tokens.end)?;
    // "bomb squad", "gun battle", "mine workers", "gold mine": not a weapon, or not this one.
    let next = reading.word(found.tokens.end);
    let other = matches!(
        next,
        "squad"
            | "threat"
            | "disposal"
            | "worker"
            | "workers"
            | "control"
            | "shaft"
            | "owner"
            | "law"
            | "laws"
    );
    let met = matches!(
        reading.word(at.saturating_sub(2)),
        "by" | "detonated"
            | "hit"
            | "laid"
            | "off"
            | "on"
            | "over"
            | "placed"
            | "planted"
            | "struck"
            | "triggered"
    );
    let dug = matches!(reading.word(at), "mine" | "mines")
        && !(reading.word_before(at) == "a" && met)
        && matches!(
            reading.word_before(at),
            "coal" | "gold" | "a" | "of" | "copper" | "emerald" | "silver" | "diamond"
        );
    (!other && !dug).then_some(found)
}

/// Words that tell of a weapon without naming it, sorted, with what they imply and the kinds they do so for.
static IMPLIED: WordTable<(&str, KindSet)> = WordTable::new(&[
    ("blew", ("explosive", PLANTED)),
    ("blown", ("explosive", PLANTED)),
    ("bombed", ("bomb", BOMBED)),
    ("bombing", ("bomb", BOMBED)),
    ("bombings", ("bomb", BOMBED)),
    ("bullet", ("gun", GUN)),
    ("bullets", ("gun", GUN)),
    ("dynamited", ("dynamite", PLANTED)),
    ("exploded", ("explosive", PLANTED)),
    ("explosion", ("explosive", PLANTED)),
    ("explosions", ("explosive", PLANTED)),
    ("fired", ("gun", GUN)),
    ("gunfire", ("gun", GUN)),
    ("gunman", ("gun", GUN)),
    ("gunmen", ("gun", GUN)),
    ("gunned", ("gun", GUN)),
    ("gunshot", ("gun", GUN)),
    ("gunshots", ("gun", GUN)),
    ("knifed", ("knife", BLADE)),
    ("machinegunned", ("machine gun", GUN)),
    ("machinegunning", ("machine gun", GUN)),
    ("shooting", ("gun", GUN)),
    ("shootings", ("gun", GUN)),
    ("shootout", ("gun", GUN)),
    ("shot", ("gun", GUN)),
    ("shots", ("gun", GUN)),
    ("stabbed", ("knife", BLADE)),
    ("stabbing", ("knife", BLADE)),
    ("stabbings", ("knife", BLADE)),
]);

const BOMBED: KindSet = KindSet::of(&[Kind::Bomb, Kind::Suicide, Kind::AirStrike]);

/// The weapon that the words of an event's sentence imply though they name none: of "shot dead" a gun.
pub(super) fn implied(reading: &Reading<'_>, sentence: Range<usize>, kind: Kind) -> Option<Words> {
    sentence.into_iter().find_map(|at| {
        let word = reading.word(at);
        let (weapon, kinds) = IMPLIED.get(word)?;
        // An aircraft is not shot down with a gun, nor a man fired from his job.
        let other = match word {
            "shot" => reading.word(at + 1) == "down",
            "fired" => {
                !matches!(reading.word(at + 1), "at" | "into" | "on" | "upon")
                    || time::is_time_word(reading.word(at + 2))
            }
            "blew" | "blown" => !reading.holds(at + 1..at + 2 + BLOWN_REACH, words!["up"]),
            _ => false,
        };
        (kinds.has(kind) && !other)
            .then(|| Words { text: (*weapon).to_owned(), evidence: reading.span(at..at + 1) })
    })
}

/// Words between "blew" and its "up" at most.
const BLOWN_REACH: usize = 5;

fn is_knives(singular: &str, word: &str) -> bool {
    singular == "knife" && word == "knives"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::testing::with_reading;

    fn weapons(text: &str) -> Vec<String> {
        with_reading(text, |reading| {
            find(reading, 0..reading.tokens.len()).map(|it| reading.text(it.tokens)).collect()
        })
    }

    #[test]
    fn the_tables_are_sorted() {
        assert!(WEAPONS.is_sorted_by_key(|it| it.words));
    }

    #[test]
    fn longest_names_win() {
        assert_eq!(
            weapons("They used a car bomb, rocket-propelled grenades and knives."),
            ["car bomb", "rocket-propelled grenades", "knives"]
        );
        assert_eq!(weapons("AN M-16 RIFLE AND DYNAMITE WERE FOUND."), ["M-16 RIFLE", "DYNAMITE"]);
        assert_eq!(weapons("The bomb squad went to the coal mine."), Vec::<String>::new());
    }

    #[test]
    fn verbs_imply_weapons() {
        let of = |text, kind| {
            with_reading(text, |reading| implied(reading, 0..reading.tokens.len(), kind).map(|it| it.text))
        };
        assert_eq!(of("The mayor was shot dead.", Kind::Attack).as_deref(), Some("gun"));
        assert_eq!(of("The mayor was stabbed.", Kind::Attack).as_deref(), Some("knife"));
        assert_eq!(of("The mayor was shot dead.", Kind::Bomb), None);
        assert_eq!(of("The helicopter was shot down.", Kind::Attack), None);
        assert_eq!(of("The mayor was killed.", Kind::Attack), None);
    }
}

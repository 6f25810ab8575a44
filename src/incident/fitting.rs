//! Which kind of event is it? What did it, to whom, and with what, against what its trigger leaves open.

use std::ops::Range;

use super::{
    alias::ARMED,
    chunk,
    codes::has_force_of_a_state,
    kind::{Kind, KindSet},
    lexicon::{GROUPING, PEOPLE, words},
    merge::Case,
    model::{Actor, ActorKind},
    report::Scene,
    target::Target,
    trigger::{Hit, HitUsage},
    triggers::Form,
    weapon,
    who::{ends_in, last_word},
};
use crate::text::WordSet;

/// What the text says brought an event about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    /// A perpetrator.
    Someone,
    /// A weapon.
    Something,
    /// Whoever a pronoun stands for.
    Known,
    Untold,
}

impl Scene<'_> {
    /// "shot down 20 drones", "a drone was shot down": a weapon of somebody else that does no more harm.
    fn downs(&self, hit: &Hit) -> bool {
        let reading = self.reading;
        let end = hit.tokens.end;
        let phrase = match hit.usage {
            HitUsage::Passive => {
                let start = reading.sentence_of(end).start;
                reading.phrase_until(reading.verb_group_start(hit.tokens.start, start), start)
            }
            _ => reading.phrase_from(end + 1, end + 8),
        };
        hit.trigger.words == "shoot" && reading.word(end) == "down" && reading.holds(phrase, &MISSILES)
    }

    /// The default where the weapons leave it open, else the first kind that they leave.
    pub(super) fn fitting_kind(
        &self,
        hit: &Hit,
        kinds: KindSet,
        cause: Cause,
        actors: &[Actor],
        target: Option<&Target>,
    ) -> Kind {
        if self.downs(hit) {
            return Kind::Disrupted;
        }
        let kind = self.default_kind(hit, kinds, cause, actors, target);
        let sentence = self.reading.sentence_of(hit.tokens.start);
        match () {
            () if kinds.has(kind) => kind,
            // That a bomber died with it is always told.
            () if kinds.has(Kind::Bomb) => Kind::Bomb,
            () if kinds.has(Kind::Shelling) && !self.reading.holds(sentence, &chunk::MACHINES) => {
                Kind::Shelling
            }
            () => kinds.first().unwrap_or(kind),
        }
    }

    /// "A missile set houses on fire", "a bomb exploded and set a depot ablaze": what a strike sets on fire is hit by it.
    /// The kinds of strike that it may be.
    pub(super) fn lit_by(&self, index: usize, actors: &[Actor]) -> Option<KindSet> {
        let reading = self.reading;
        let hit = &self.hits[index];
        let lights = hit.trigger.words.starts_with("set ") && hit.trigger.default == Kind::Property;
        if hit.usage != HitUsage::Active || !lights {
            return None;
        }
        let limit = reading.sentence_of(hit.tokens.start).start;
        let verbs = reading.verb_group_start(hit.tokens.start, limit);
        let subject = reading.subject_before(verbs, limit);
        let leads = |it: &Range<usize>| it.end <= verbs && (it.end == verbs || subject.contains(&it.start));
        let joined = reading.word_before(verbs) == "and";
        let before = index.checked_sub(1).map(|it| &self.hits[it]).filter(|it| it.tokens.start >= limit);
        let verbs_before = before
            .filter(|it| joined && it.usage != HitUsage::Noun)
            .map(|it| reading.verb_group_start(it.tokens.start, limit));
        let by_weapon = weapon::find(reading, limit..verbs)
            .filter(|it| leads(&it.tokens) || Some(it.tokens.end) == verbs_before)
            .map(|it| it.kinds);
        // An attack may be any kind of violence, arson too.
        let joined = joined && actors.is_empty();
        let by_event = before.filter(|it| !it.trigger.kinds.has(Kind::Attack)).filter(|it| {
            if it.usage == HitUsage::Noun {
                return leads(&it.tokens) || joined && !reading.is_of_people(&(limit..verbs));
            }
            let subject = verbs_before.filter(|_| joined).map(|it| reading.subject_before(it, limit));
            subject.is_some_and(|it| !reading.is_of_people(&it) && !reading.holds(it, &GROUPING))
        });
        let by_event = by_event.map(|it| it.trigger.kinds);
        by_event.into_iter().chain(by_weapon).map(|it| it.and(STRIKES)).find(|it| !it.is_empty())
    }

    /// "a blast at a coal mine", "an explosion in a petrol station": where things blow up by themselves.
    fn is_at_works(&self, from: usize, limit: usize) -> bool {
        let reading = self.reading;
        let lead = (from..limit).find(|it| matches!(reading.word(*it), "at" | "in" | "inside" | "through"));
        let site = lead.map_or(from..from, |it| reading.phrase_from(it + 1, limit));
        let fuel = reading.holds(site.clone(), words!["filling", "fuel", "gas", "petrol", "power"]);
        reading.head(site).is_some_and(|it| {
            reading.is_any(it, &WORKS) || fuel && matches!(reading.word(it), "station" | "terminal")
        })
    }

    /// What the event is when nothing narrows it: violence between armed bodies is a clash, violence
    /// of the state against a crowd a crackdown.
    fn default_kind(
        &self,
        hit: &Hit,
        kinds: KindSet,
        cause: Cause,
        actors: &[Actor],
        target: Option<&Target>,
    ) -> Kind {
        let default = hit.trigger.default;
        let state = |it: &Actor| has_force_of_a_state(&it.name);
        if kinds.has(Kind::Overtaken) && hit.trigger.default == Kind::Overtaken {
            return if actors.iter().any(state) { Kind::Regained } else { Kind::Overtaken };
        }
        // "A bomb killed six": what killed says what it was.
        if hit.trigger.form == Form::Harm && cause == Cause::Something && kinds.has(Kind::Bomb) {
            return Kind::Bomb;
        }
        let mob =
            |it: &Actor| it.name.split(' ').any(|it| matches!(it.to_lowercase().as_str(), "mob" | "mobs"));
        // "Warplanes had bombed": from above.
        let at = hit.tokens.start;
        let start = self.reading.clause_range(at).start.max(at.saturating_sub(8));
        // "A gas cylinder exploded", "an explosion at a fireworks factory": nobody's bomb.
        if default == Kind::Bomb && kinds.has(Kind::Blast) && actors.is_empty() {
            let end = self.reading.clause_range(at).end.min(hit.tokens.end + 8);
            if self.reading.holds(start..end, &BURSTING) || self.is_at_works(hit.tokens.end, end) {
                return Kind::Blast;
            }
        }
        // "Myanmar's military bombed": states do it from above.
        let airborne = |it: &Actor| {
            it.name.ends_with(" force") || it.name.ends_with("military") || it.name.ends_with(" army")
        };
        let sentence = self.reading.sentence_of(at);
        let subject =
            self.reading.subject_before(self.reading.verb_group_start(at, sentence.start), sentence.start);
        if kinds.has(Kind::AirStrike)
            && hit.usage == HitUsage::Active
            && (self.reading.holds(subject, &chunk::MACHINES)
                || hit.trigger.words == "bomb" && actors.iter().any(airborne))
        {
            return Kind::AirStrike;
        }
        // "Gunmen struck a village", "the bomber struck"; "Russian forces struck" from above.
        if hit.trigger.words == "strike"
            && !actors.is_empty()
            && actors.iter().all(|it| ON_FOOT.has(&last_word(it)) && !is_plane(it))
        {
            let bomber = |it: &Actor| last_word(it).starts_with("bomber");
            return if actors.iter().any(bomber) { Kind::Suicide } else { Kind::Attack };
        }
        if kinds.has(Kind::Mob) && actors.iter().any(mob) {
            return Kind::Mob;
        }
        let protests = |it: &Actor| it.name.split(' ').any(|it| PROTESTERS.has(&it.to_lowercase()));
        let clause = self.reading.sentence_of(at);
        if default == Kind::Clash
            && kinds.has(Kind::Riot)
            && (actors.iter().any(protests)
                || self.reading.holds(clause.clone(), &PROTESTERS)
                || self.reading.holds(clause.clone(), words!["police"])
                    && self.reading.holds(clause, &CROWDS))
        {
            return Kind::Riot;
        }
        // "Soldiers fired on a march"
        let object = || self.reading.phrase_from(hit.tokens.end, sentence.end);
        if default == Kind::Attack
            && kinds.has(Kind::Crackdown)
            && hit.usage == HitUsage::Active
            && actors.iter().any(state)
            && self.reading.holds(object(), words!["demonstration", "march", "protest", "protests", "rally"])
        {
            return Kind::Crackdown;
        }
        let Some(target) = target else { return default };
        let any_of = |table: &WordSet| target.words.iter().any(|it| table.has(it));
        if default == Kind::Attack && kinds.has(Kind::Crackdown) && any_of(&PROTESTERS) {
            return Kind::Crackdown;
        }
        let armed = any_of(words![
            "army", "barracks", "base", "battalion", "brigade", "checkpoint", "garrison", "guerrillas",
            "headquarters", "insurgents", "militants", "military", "outpost", "patrol", "police",
            "policemen", "rebels", "soldiers", "troops",
        ]);
        if default == Kind::Attack
            && hit.trigger.form != Form::Harm
            && kinds.has(Kind::Clash)
            && armed
            && !actors.is_empty()
        {
            return Kind::Clash;
        }
        default
    }
}

/// Violence between an armed group and soldiers is a clash, whatever word tells it.
///
/// What protesters and mobs do is a riot, and looting that kills is an attack.
pub(super) fn settle_kind(case: &mut Case) {
    let killed = case.toll.killed.is_some_and(|it| it.best.is_some_and(|it| it > 0));
    if case.kind() == Kind::Property && killed {
        case.default = Kind::Attack;
    }
    // "bomb disposal officers blew up a device"
    let defusing = |it: &Actor| it.name.split(' ').any(|it| matches!(it.to_lowercase().as_str(), "disposal"));
    if case.kind() == Kind::Bomb && case.actors.iter().any(defusing) {
        case.default = Kind::Disrupted;
    }
    let unarmed = case.weapons.is_empty() && !case.actors.is_empty();
    if case.kind() == Kind::Attack && unarmed {
        if case.actors.iter().all(|it| ends_in(it, &PROTESTERS)) {
            case.default = Kind::Riot;
        } else if case.actors.iter().all(|it| ends_in(it, &MOBS)) {
            case.default = Kind::Mob;
        }
    }
    let has = |it: &Target, table: &WordSet| it.words.iter().any(|word| table.has(word));
    let state = |it: &Actor| has_force_of_a_state(&it.name) || ends_in(it, &SOLDIERS);
    let state = case.actors.iter().any(state);
    let armed = |it: &Actor| state || it.kind == ActorKind::Organisation || ends_in(it, &ARMED);
    let soldiers = |it: &Target| has(it, &SOLDIERS) || state && has(it, &ARMED);
    if case.kind() == Kind::Attack
        && case.kinds.has(Kind::Clash)
        && case.actors.iter().any(armed)
        && !case.targets.is_empty()
        && case.targets.iter().any(soldiers)
        && !case.targets.iter().any(|it| has(it, &PEOPLE))
    {
        case.default = Kind::Clash;
    }
}

/// What sets something on fire from outside.
const STRIKES: KindSet =
    KindSet::of(&[Kind::AirStrike, Kind::Shelling, Kind::Bomb, Kind::Suicide, Kind::Grenade]);

/// Those who protest.
static PROTESTERS: WordSet = WordSet::new(&[
    "demonstrator", "demonstrators", "marchers", "protester", "protesters", "protestor", "protestors",
    "rioters", "strikers",
]);

/// Those whose fights with police are riots.
static CROWDS: WordSet = WordSet::new(&[
    "activists", "crowds", "fans", "residents", "strikers", "students", "supporters", "villagers", "workers",
]);

/// What bursts by accident, sorted.
static BURSTING: WordSet = WordSet::new(&[
    "boiler", "boilers", "cylinder", "cylinders", "firecracker", "firecrackers", "fireworks", "furnace",
    "leak", "oven", "propane", "silo", "stove", "tanker", "tankers", "transformer",
]);

/// "Israeli bombers"
fn is_plane(actor: &Actor) -> bool {
    let mut words = actor.name.split(' ');
    let of_a_state = words
        .next()
        .is_some_and(|it| it.starts_with(char::is_uppercase) && !it.eq_ignore_ascii_case("suicide"));
    of_a_state && words.next_back() == Some("bombers")
}

/// Those who strike where they stand.
static ON_FOOT: WordSet = WordSet::new(&[
    "assailants", "attackers", "bandits", "bomber", "bombers", "fighters", "guerrillas", "gunman", "gunmen",
    "insurgents", "men", "militants", "militiamen", "raiders", "rebels", "terrorists",
]);

/// Weapons narrow the kinds when they agree: "attacked with rifles and grenades" stays an attack.
pub(super) fn narrowed(kinds: KindSet, weapons: &[weapon::Found]) -> KindSet {
    let narrowed = weapons.iter().fold(kinds, |kinds, it| kinds.and(it.kinds));
    if narrowed.is_empty() { kinds } else { narrowed }
}

/// Where things are made, mined or stored.
static WORKS: WordSet = WordSet::new(&[
    "colliery", "depot", "factory", "laboratory", "mill", "mine", "pipeline", "plant", "quarry", "refinery",
    "smelter", "warehouse", "workshop",
]);

/// Weapons that fly by themselves.
static MISSILES: WordSet =
    WordSet::new(&["balloon", "balloons", "drone", "drones", "missile", "missiles", "rocket", "rockets"]);

static MOBS: WordSet = WordSet::new(&["crowd", "crowds", "mob", "mobs"]);

static SOLDIERS: WordSet = WordSet::new(&[
    "army", "barracks", "battalion", "brigade", "garrison", "infantry", "marines", "military", "patrol",
    "soldier", "soldiers", "troops",
]);

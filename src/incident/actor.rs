//! Who did it? Subjects, agents after "by", possessors, and those who claim or are blamed.

use std::ops::Range;

use super::{
    blame,
    chunk::{Chunk, MACHINES, MODIFIERS},
    claim,
    kind::Kind,
    lemma::Inflected,
    lexicon::{AUX, DETERMINERS, FORCES_PEOPLE, GROUPING, PEOPLE, PREPOSITIONS, SPEECH, words},
    model::{Actor, ActorKind},
    number::number_at,
    phrase::is_plural,
    reading::Reading,
    time,
    trigger::{Hit, HitUsage},
};
use crate::text::WordSet;

/// Words between people and the body they belong to at most.
const BODY_REACH: usize = 4;

/// Words of "'s defence ministry" at most.
const OFFICE_REACH: usize = 4;

/// Words of an aside between a subject and its verb at most.
const ASIDE_REACH: usize = 25;

/// The same where the words between only suppose so.
const SUPPOSED_REACH: usize = 8;

/// Those who did what the trigger at `hit` tells, as far as its own sentence says so.
pub(super) fn perpetrators(
    reading: &Reading<'_>,
    hits: &[Hit],
    hit: usize,
    chunks: &[Chunk],
    before: &[Chunk],
) -> Vec<Actor> {
    let finder = Finder { reading, hits, chunks, before };
    let mut found: Vec<Chunk> = Vec::new();
    match hits[hit].usage {
        HitUsage::Active => found.extend(finder.subject_of_hit(hit, 0)),
        HitUsage::Passive => found.extend(finder.agent_after(hits[hit].tokens.end)),
        HitUsage::Noun => found.extend(finder.of_noun(&hits[hit])),
    }
    let at = hits[hit].tokens.start;
    // Both sides of a clash are told, whoever they are.
    let is_wanted: fn(&Chunk) -> bool =
        if hits[hit].trigger.default == Kind::Clash { |_| true } else { is_organised };
    let joined = found.iter().flat_map(|it| beside(reading, it, chunks, at, is_wanted));
    let joined: Vec<Chunk> = joined.cloned().collect();
    found.extend(joined);
    let mut actors: Vec<Actor> = found.iter().map(|it| it.actor(reading, false)).collect();
    for chunk in &found {
        if let Some(body) = finder.body_of(chunk) {
            actors.push(body.actor(reading, false));
        }
    }
    if finder.is_nearest_to_claim(hit) {
        actors.extend(claim::claims(reading, &reading.sentence_of(hits[hit].tokens.start), chunks));
    }
    if actors.is_empty() && hits[hit].trigger.default == Kind::Abduction {
        let captor = blame::captor(reading, &reading.sentence_of(at), chunks);
        actors.extend(captor.map(|it| it.actor(reading, false)));
    }
    if actors.is_empty() {
        let sentence = reading.sentence_of(hits[hit].tokens.start);
        if let Some(blamed) = blame::blamed(reading, &sentence, hits, chunks) {
            actors = all_of(reading, blamed, chunks, at);
        }
    }
    if actors.is_empty() {
        actors.extend(finder.by_role(&hits[hit]));
    }
    actors
}

/// Those blamed, and the organisations told beside them.
pub(super) fn all_of(reading: &Reading<'_>, blamed: &Chunk, chunks: &[Chunk], deed: usize) -> Vec<Actor> {
    let joined = beside(reading, blamed, chunks, deed, is_organised);
    std::iter::once(blamed).chain(joined).map(|it| it.actor(reading, false)).collect()
}

pub(super) fn is_organised(chunk: &Chunk) -> bool {
    chunk.kind == ActorKind::Organisation
}

/// Those of some kind that "and" joins to an organisation: "the army and the police", "the ELN, the FARC and the EPL".
pub(super) fn beside<'c>(
    reading: &Reading<'_>,
    first: &Chunk,
    chunks: &'c [Chunk],
    deed: usize,
    is_wanted: fn(&Chunk) -> bool,
) -> impl Iterator<Item = &'c Chunk> {
    // "killed by the rebels, and the army said": a clause of its own.
    let acts = |it: usize| {
        SPEECH.has(reading.word(it))
            || reading.is_possessive(it)
            || first.tokens.start > deed
                && (AUX.has(reading.word(it)) || Inflected::new(reading.word(it)).is_past())
    };
    let joins = |it: &&Chunk| is_wanted(it) && !acts(it.tokens.end);
    let after = chunks.partition_point(|it| it.tokens.start < first.tokens.end);
    let mut end = first.tokens.end;
    let mut joined = Vec::new();
    let mut and = false;
    for chunk in chunks[after..].iter().take(MOST_BESIDE).take_while(joins) {
        let between = end..with_determiner(reading, chunk);
        let links = words![",", "and"];
        if between.is_empty() || between.len() > 2 || !between.clone().all(|it| reading.is_any(it, links)) {
            break;
        }
        and |= reading.holds(between, words!["and"]);
        joined.push(chunk);
        end = chunk.tokens.end;
    }
    let several = is_organised(first) && and;
    joined.into_iter().filter(move |_| several)
}

/// Parts of such a list after its first at most.
const MOST_BESIDE: usize = 4;

pub(super) struct Finder<'f> {
    pub(super) reading: &'f Reading<'f>,
    pub(super) hits: &'f [Hit],
    pub(super) chunks: &'f [Chunk],
    /// Those of the sentence before.
    before: &'f [Chunk],
}

impl Finder<'_> {
    /// Who does an active verb: its subject, or that of the verb it is joined to.
    fn subject_of_hit(&self, hit: usize, depth: usize) -> Option<Chunk> {
        let reading = self.reading;
        let at = self.hits[hit].tokens.start;
        let sentence = reading.sentence_of(at);
        let group = reading.verb_group_start(at, sentence.start);
        let before = reading.word_before(group);
        let participle = reading.word(at).ends_with("ing");
        if (matches!(before, "and" | "," | "then") || participle) && depth < 3 {
            let joined = (0..hit).rev().take(4).find(|it| {
                let other = &self.hits[*it];
                // "his attack setting fire to a van": whoever the attack is of.
                (other.usage != HitUsage::Noun || (participle && other.tokens.end == group))
                    && other.tokens.start >= sentence.start
                    && other.tokens.end <= group
            });
            if let Some(joined) = joined {
                return match self.hits[joined].usage {
                    HitUsage::Active => self.subject_of_hit(joined, depth + 1),
                    HitUsage::Noun => self.of_noun(&self.hits[joined]).into_iter().next(),
                    _ => self.agent_after(self.hits[joined].tokens.end).filter(|it| it.tokens.end <= at),
                };
            }
        }
        self.subject_before(group, &sentence)
    }

    /// "A student stabbed three people", "a former employee shot two guards": someone told by what they are, who harms
    /// others.
    fn by_role(&self, hit: &Hit) -> Option<Actor> {
        let reading = self.reading;
        let sentence = reading.sentence_of(hit.tokens.start);
        if hit.usage != HitUsage::Active || hit.trigger.default != Kind::Attack {
            return None;
        }
        let verbs = reading.verb_group_start(hit.tokens.start, sentence.start);
        let subject = reading.phrase_until(verbs, sentence.start);
        let head = subject.end.checked_sub(1).filter(|_| !subject.is_empty())?;
        let one = matches!(reading.word(subject.start), "a" | "an") && reading.is_any(head, &PEOPLE);
        let object = reading.phrase_from(hit.tokens.end, sentence.end);
        let people = number_at(reading, object.start).is_some() || reading.is_of_people(&object);
        (one && !is_plural(reading.word(head)) && people).then(|| {
            let tokens = subject.start + 1..subject.end;
            Actor {
                name: reading.text(tokens.clone()),
                kind: ActorKind::Individual,
                claimed: false,
                denied: false,
                evidence: reading.span(tokens),
            }
        })
    }

    /// The subject of a verb group that starts at `group`.
    pub(super) fn subject_before(&self, group: usize, sentence: &Range<usize>) -> Option<Chunk> {
        let reading = self.reading;
        let group = self.before_time(group, sentence.start);
        let clause = reading.clause_range(group.saturating_sub(1).max(sentence.start));
        match reading.word_before(group) {
            "it" | "they" | "he" | "she" => return self.antecedent(group - 1),
            "who" | "which" | "that" => {
                let end = group - 1;
                return self
                    .chunks
                    .iter()
                    .rev()
                    .find(|it| it.tokens.end <= end && it.tokens.end + 6 > end)
                    .cloned();
            }
            _ => {}
        }
        // "Rebels, who came at night, kidnapped": the clause between is passed over.
        if reading.word_before(group) == ","
            && matches!(reading.word(clause.start), "which" | "who" | "whose")
        {
            let end = clause.start;
            return self
                .chunks
                .iter()
                .rev()
                .find(|it| it.tokens.end <= end && it.tokens.end + 6 > end)
                .cloned();
        }
        if let Some(subject) = self.before_aside(group, sentence.start) {
            return Some(subject);
        }
        // "The army accused the rebels of kidnapping": those accused, not those who accuse.
        if let Some(accused) = self.accused(group, clause.start) {
            return Some(accused);
        }
        // "Gunmen shot a guard two days after a bomb killed four": who acts before that is of another clause.
        if let Some(opening) = self.opening(group, clause.start) {
            return self
                .chunks
                .iter()
                .find(|it| it.tokens.start >= opening.start && it.tokens.end <= opening.end)
                .cloned();
        }
        let within = |it: &&Chunk| it.tokens.start >= clause.start && it.tokens.end <= group;
        let led = |it: &&Chunk| {
            let mut start = it.tokens.start;
            while start > clause.start && DETERMINERS.has(reading.word(start - 1)) {
                start -= 1;
            }
            let of_members = reading.word_before(start) == "of"
                && start > clause.start + 1
                && (GROUPING.has(reading.word(start - 2)) || FORCES_PEOPLE.has(reading.word(start - 2)));
            of_members || !PREPOSITIONS.has(reading.word_before(start))
        };
        let near = |it: &&Chunk| group - it.tokens.end <= 16;
        // "its jets struck"
        let owned = group.checked_sub(2).filter(|it| reading.is_any(it + 1, &MACHINES));
        if let Some(owned) = owned.filter(|it| matches!(reading.word(*it), "her" | "his" | "its" | "their")) {
            return self.antecedent(owned);
        }
        let speaks = |it: &&Chunk| self.speaks(it);
        // "gunmen in army uniforms killed": the first that no preposition leads.
        let own = self.chunks.iter().filter(within).filter(near).find(|it| led(it) && !speaks(it)).cloned();
        // "A column came to the village, and shot ten men": the subject of what it is joined to.
        let joined = matches!(reading.word_before(group), "and" | "then") && own.is_none();
        own.or_else(|| {
            let first = |it: &&Chunk| it.tokens.start >= sentence.start && it.tokens.end <= group;
            self.chunks.iter().filter(|_| joined).filter(first).find(|it| led(it) && !speaks(it)).cloned()
        })
    }

    /// "the MRTA -- which is small -- kidnapped", "the Reds, armed wing of a cartel, killed": who stands before an aside.
    fn before_aside(&self, group: usize, limit: usize) -> Option<Chunk> {
        let reading = self.reading;
        let mark = |at: usize| match reading.word(at) {
            "," => Some(','),
            // "a left-wing group"
            "-" if reading.is_joined(at) && reading.word_before(at) != "-" => None,
            "-" | "–" | "—" => Some('-'),
            _ => None,
        };
        let close = group.checked_sub(1).filter(|it| *it > limit)?;
        let kind = mark(close)?;
        let outer = (limit..close.saturating_sub(1)).rev();
        let open = outer
            .take(ASIDE_REACH)
            .take_while(|it| kind == '-' || !reading.is_any(*it, &AUX))
            .find(|it| mark(*it) == Some(kind))?;
        // Quotes and the first half of a double dash may stand between.
        let mut end = open;
        while end > limit && reading.is_mark(end - 1) {
            end -= 1;
        }
        // "a farm owned by Lee, manager of a firm, killed": whoever "by" leads did something else.
        let led = |it: &Chunk| reading.word_before(with_determiner(reading, it)) == "by";
        self.chunks.iter().find(|it| end <= it.tokens.end && it.tokens.end <= open && !led(it)).cloned()
    }

    /// "the rebels" of "accused the rebels of kidnapping", "blamed them for killing".
    fn accused(&self, group: usize, limit: usize) -> Option<Chunk> {
        let reading = self.reading;
        let link = group.checked_sub(1).filter(|it| matches!(reading.word(*it), "for" | "of"))?;
        let accused = self.chunks.iter().rfind(|it| it.tokens.end == link)?;
        let start = with_determiner(reading, accused);
        // "a man accused by police of killing two"
        if reading.word_before(start) == "by" && start > limit + 1 && reading.is_any(start - 2, &ACCUSING) {
            return self.chunks.iter().rfind(|it| it.tokens.end == start - 2).cloned();
        }
        (start > limit && ACCUSING.has(reading.word_before(start))).then(|| accused.clone())
    }

    /// The subject of a clause that "after" or the like opens: "soldiers" of "after soldiers arrested him".
    fn opening(&self, group: usize, limit: usize) -> Option<Range<usize>> {
        let reading = self.reading;
        let phrase = reading.phrase_until(group, limit);
        let links = words!["after", "as", "because", "before", "since", "until", "when", "while"];
        (!phrase.is_empty() && reading.is_any(phrase.start.checked_sub(1)?, links)).then_some(phrase)
    }

    /// Where a time before a verb group starts: "the group, which early on Monday burned".
    fn before_time(&self, group: usize, limit: usize) -> usize {
        let reading = self.reading;
        let is_time = |it: usize| {
            let word = reading.word(it);
            time::is_time_word(word) || matches!(word, "afternoon" | "evening" | "morning" | "night")
        };
        let belongs = |it: &usize| {
            is_time(*it) || matches!(reading.word(*it), "early" | "in" | "late" | "on" | "the" | "this")
        };
        let start = (limit..group).rev().take_while(belongs).last().unwrap_or(group);
        if (start..group).any(is_time) { start } else { group }
    }

    /// "Villagers said soldiers burned", "Syria's ministry said": whoever speaks of it did something else.
    fn speaks(&self, chunk: &Chunk) -> bool {
        let reading = self.reading;
        let verb = |at: usize| {
            let word = reading.word(at);
            SPEECH.has(word) || matches!(word, "accuse" | "blame" | "blames" | "suspect" | "suspects")
        };
        let end = chunk.tokens.end;
        let office = reading.is_possessive(end);
        // "The president today revealed", "has revealed"
        let passed = |it: usize| {
            time::is_time_word(reading.word(it))
                || matches!(reading.word(it), "also" | "had" | "has" | "have")
        };
        let next = (end..end + OFFICE_REACH).find(|it| !passed(*it)).unwrap_or(end);
        verb(next) || office && (end + 1..end + 1 + OFFICE_REACH).any(verb)
    }

    /// Whom "it" and "they" before a verb stand for: the subject of a clause before.
    fn antecedent(&self, limit: usize) -> Option<Chunk> {
        let reading = self.reading;
        let led = |it: &&Chunk| !PREPOSITIONS.has(reading.word_before(with_determiner(reading, it)));
        let earlier = |it: &&Chunk| it.tokens.end <= limit;
        // "The army said four rebels were killed when they attacked"
        let many = |it: &&Chunk| {
            let last = it.tokens.end - 1;
            it.kind == ActorKind::Individual
                && is_plural(reading.word(last))
                && AUX.has(reading.word(it.tokens.end))
        };
        if reading.word(limit) == "they"
            && let Some(people) = self.chunks.iter().rfind(earlier).filter(many)
        {
            return Some(people.clone());
        }
        let organisation = |it: &&Chunk| it.kind == ActorKind::Organisation;
        self.chunks
            .iter()
            .filter(earlier)
            .filter(led)
            .rfind(|it| organisation(it) && self.is_clause_subject(it))
            .or_else(|| self.before.iter().filter(led).find(organisation))
            .cloned()
    }

    /// Is it the first of its clause?
    fn is_clause_subject(&self, chunk: &Chunk) -> bool {
        let clause = self.reading.clause(chunk.tokens.start);
        self.chunks.iter().find(|it| self.reading.clause(it.tokens.start) == clause) == Some(chunk)
    }

    /// The first that starts within some words after `at`.
    pub(super) fn starting_after(&self, at: usize, reach: usize) -> Option<Chunk> {
        self.chunks.iter().find(|it| it.tokens.start > at && it.tokens.start <= at + reach).cloned()
    }

    /// Of the events of a sentence, is it the one nearest to the claim?
    fn is_nearest_to_claim(&self, hit: usize) -> bool {
        let reading = self.reading;
        let sentence = reading.sentence_of(self.hits[hit].tokens.start);
        let Some(claim) = sentence.clone().find(|it| reading.word(*it).starts_with("claim")) else {
            return true;
        };
        let first = self.hits.partition_point(|it| it.tokens.start < sentence.start);
        let hits = self.hits[first..].iter().enumerate().take_while(|it| it.1.tokens.start < sentence.end);
        let nearest = hits.min_by_key(|it| reading.distance(claim, it.1.tokens.start));
        nearest.is_none_or(|it| first + it.0 == hit)
    }

    /// "terrorists of the Red Front", "gunmen believed to be members of it": the organisation right after.
    fn body_of(&self, chunk: &Chunk) -> Option<Chunk> {
        let reading = self.reading;
        let next = self.chunks.iter().find(|it| it.tokens.start >= chunk.tokens.end)?;
        let between = chunk.tokens.end..next.tokens.start;
        let supposed = reading.holds(between.clone(), &SUPPOSED);
        let near = if supposed { SUPPOSED_REACH } else { BODY_REACH };
        // "a group of 100 hooded Shining Path activists"
        let of = reading.word(between.start) == "of";
        let may_stand = |it: usize| {
            reading.is_any(it, &MEMBERSHIP)
                || of && (reading.is_any(it, &MODIFIERS) || number_at(reading, it).is_some())
                || supposed && (reading.is_any(it, &SUPPOSED) || reading.is_any(it, &SUPPOSING))
        };
        // "Gunmen, police said": who speaks is no body of theirs.
        let speaks = reading.is_any(next.tokens.end, &SPEECH);
        let joined = (1..=near).contains(&between.len()) && between.clone().all(may_stand) && !speaks;
        (joined && next.kind == ActorKind::Organisation).then(|| next.clone())
    }
}

/// Where a chunk starts with its determiner.
pub(super) fn with_determiner(reading: &Reading<'_>, chunk: &Chunk) -> usize {
    let start = chunk.tokens.start;
    start - usize::from(DETERMINERS.has(reading.word_before(start)))
}

pub(super) fn is_name_part(reading: &Reading<'_>, at: usize) -> bool {
    reading.is_capital(at) && reading.mention_at(at).is_none() && !reading.breaks_phrase(at)
}

/// Verbs of those who say that others did it.
static ACCUSING: WordSet = WordSet::new(&[
    "accuse", "accused", "accuses", "accusing", "blame", "blamed", "blames", "blaming", "charged",
    "charging", "suspect", "suspected", "suspects",
]);

/// Words that tie people to a body: "belonging to".
static MEMBERSHIP: WordSet = WordSet::new(&["(", ",", "[", "belonging", "from", "of", "the", "to"]);

/// Words by which people are supposed to be of a body: "apparently members of".
static SUPPOSED: WordSet = WordSet::new(&[
    "affiliated", "allegedly", "apparently", "believed", "belong", "hired", "linked", "loyal", "members",
    "presumably", "presumed", "probably", "reportedly", "suspected", "thought",
]);

/// Words that stand beside those.
static SUPPOSING: WordSet = WordSet::new(&["be", "by", "fighters", "militants", "part", "with"]);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::{alias::Aliases, chunk::chunks, testing::with_reading, trigger};

    /// The perpetrators of the first trigger of a text; `!` marks a claim.
    fn who(text: &str) -> Vec<String> {
        with_reading(text, |reading| {
            let hits = trigger::find(reading);
            let aliases = Aliases::new(reading);
            let sentence = reading.sentence_of(hits[0].tokens.start);
            let chunks = chunks(reading, &aliases, sentence);
            perpetrators(reading, &hits, 0, &chunks, &[])
                .into_iter()
                .map(|it| format!("{}{}", it.name, if it.claimed { "!" } else { "" }))
                .collect()
        })
    }

    #[test]
    fn subjects_and_agents() {
        assert_eq!(who("Unidentified gunmen attacked a bank."), ["Unidentified gunmen"]);
        assert_eq!(who("A bank was attacked by a group of armed men."), ["group of armed men"]);
        assert_eq!(who("The {=Pakistani} military struck targets."), ["Pakistani military"]);
        assert_eq!(who("Rebels, who came at night, kidnapped two nuns."), ["Rebels"]);
        assert_eq!(
            who("A mayor was kidnapped on 5 May, apparently by {#Red Front} guerrillas."),
            ["Red Front"]
        );
        assert_eq!(who("The bomb killed three soldiers."), Vec::<String>::new());
        assert_eq!(
            who("{=Afghan} and {=Pakistani} soldiers exchanged fire."),
            ["Afghan and Pakistani soldiers"]
        );
        assert_eq!(who("The {#Red Army} warned them and its jets struck a camp."), ["Red Army"]);
        assert_eq!(who("Jets bombed a camp."), Vec::<String>::new());
    }

    #[test]
    fn the_accused_and_the_clause_of_their_own() {
        assert_eq!(who("The army accused the rebels of kidnapping nine farmers."), ["rebels"]);
        assert_eq!(who("A man accused by police of killing two was held."), ["man"]);
        assert_eq!(who("Rebels left after soldiers killed a farmer."), ["soldiers"]);
        assert_eq!(who("Rebels left two days after a bomb killed four."), Vec::<String>::new());
        assert_eq!(
            who("Raiders broke into a farm owned by {@Ann Lee}, a banker, and killed a guard."),
            Vec::<String>::new()
        );
    }

    #[test]
    fn organisations_told_together() {
        assert_eq!(
            who("The {#Red Front} and the {#Blue Front} attacked a bank."),
            ["Red Front", "Blue Front"]
        );
        assert_eq!(
            who("A bank was attacked by the {#Red Front} and the {#Blue Army} said so."),
            ["Red Front"]
        );
        assert_eq!(who("The {#Red Front} and the {#Blue Front}'s men attacked a bank."), ["Red Front"]);
    }

    #[test]
    fn organisations_behind_people() {
        assert_eq!(
            who("PEASANTS WERE KIDNAPPED BY TERRORISTS OF THE RED PEOPLE'S FRONT [RPF] IN A TOWN."),
            ["TERRORISTS", "RED PEOPLE'S FRONT (RPF)"]
        );
    }

    #[test]
    fn nouns() {
        assert_eq!(who("The attack by rebels left two dead."), ["rebels"]);
        assert_eq!(who("Clashes between soldiers and rebels went on."), ["soldiers", "rebels"]);
        assert_eq!(who("{@Ann Lee} was tried for her attack on a shop."), ["Ann Lee"]);
        assert_eq!(who("Rebels launched an attack on a base."), ["Rebels"]);
        assert_eq!(who("The {#Red Front} claimed responsibility for the attack."), ["Red Front!"]);
        assert_eq!(who("Nine {#Red Army} soldiers were tried for the murder of a priest."), ["Red Army"]);
        assert_eq!(who("Police accused the {#Red Front} of the bombing."), ["Red Front"]);
        assert_eq!(who("The {#Red Front} was not involved in the bombing."), Vec::<String>::new());
        assert_eq!(who("No group has claimed responsibility for the attack."), Vec::<String>::new());
    }
}

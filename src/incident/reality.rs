//! Did it happen? Keeps out what is feared, planned, denied or asked, and marks what was only tried.

use super::{
    lemma::Inflected,
    lexicon::{
        ACHIEVED, AUX, BE, CONDITIONS, CONJUNCTIONS, DEFINITE, DEPICTIONS, MODALS, NEGATIONS, PREPOSITIONS,
        PRONOUNS, SPEECH, SPORT, THREATENED, TRIED, UNREAL_BEFORE_NOUN, words,
    },
    model::Stage,
    number::number_at,
    reading::Reading,
    trigger::{Hit, HitUsage},
    triggers::Form,
};
use crate::text::WordSet;

/// Words of a sentence that are looked through for sport.
const LONGEST_SENTENCE: usize = 80;

/// Words before a noun that are looked at.
const REACH: usize = 5;

/// Words from "about" to what a book or a film is about.
const ABOUT_REACH: usize = 8;

/// Words from "denied that" to the verb of what is denied.
const DENIED_REACH: usize = 14;

/// Words from "denied" to the "that" after it, at most.
const DENIAL_REACH: usize = 9;

/// Words from "acquitted" to what was tried, at most.
const ACQUITTED_REACH: usize = 9;

/// Words from "denied" to what those who deny it did not do, at most.
const OWN_DENIAL_REACH: usize = 10;

/// How far the event got, or `None` when the text does not say that it happened.
pub(super) fn stage(reading: &Reading<'_>, hit: &Hit) -> Option<Stage> {
    let at = hit.tokens.start;
    let clause = reading.clause_range(at);
    let sentence = reading.sentence_of(at);
    if reading.word(sentence.end.saturating_sub(1)) == "?" {
        return None;
    }
    // "if gunmen attack": the condition opens the clause.
    let opening = clause.start..clause.start + 2;
    if opening.into_iter().any(|it| it < at && reading.is_any(it, &CONDITIONS)) {
        return None;
    }
    if is_sport(reading, hit) || is_cyber(reading, hit) || is_depicted(reading, at) {
        return None;
    }
    if is_false(reading, hit) {
        return None;
    }
    if hit.trigger.is_threat() && reading.holds(sentence, &HOAXES) {
        return None;
    }
    let stage = match hit.usage {
        HitUsage::Noun => stage_of_noun(reading, hit, clause.start),
        HitUsage::Active | HitUsage::Passive => stage_of_verb(reading, hit, clause.start),
    };
    stage.map(|it| if hit.trigger.is_threat() { Stage::Threatened } else { it })
}

/// "Reports that gunmen had stormed the airport were false"
fn is_false(reading: &Reading<'_>, hit: &Hit) -> bool {
    let sentence = reading.sentence_of(hit.tokens.start);
    let before = sentence.start..hit.tokens.start;
    let that = before.clone().rev().find(|it| reading.word(*it) == "that");
    let of_reports = that.is_some_and(|it| {
        reading.holds(
            sentence.start..it,
            words!["allegations", "claims", "posts", "reports", "rumors", "rumours"],
        )
    });
    // "dismissed as false a message that claims gunmen kidnapped children"
    let message =
        words!["claims", "message", "messages", "post", "posts", "reports", "rumor", "rumour", "video"];
    let dismissed = |it: usize| {
        reading.is_any(it, words!["fake", "false", "untrue"])
            && reading.holds(it + 1..it + 4, message)
            && !reading.holds(it + 1..hit.tokens.start, words![",", "after", "as", "when", "while"])
    };
    if before.clone().any(dismissed) {
        return true;
    }
    let untrue = words!["baseless", "fabricated", "fake", "false", "unfounded", "untrue"];
    let mut after = hit.tokens.end..sentence.end;
    of_reports && after.any(|it| reading.is_any(it, untrue) && reading.is_any(it - 1, &BE))
}

/// "the attack was blunt in the second half": two words of sport around a word that sport shares.
fn is_sport(reading: &Reading<'_>, hit: &Hit) -> bool {
    let shared =
        matches!(hit.trigger.words, "attack" | "strike" | "hit" | "beat" | "clash" | "shoot" | "battle");
    let sentence = reading.sentence_of(hit.tokens.start);
    if hit.trigger.words == "shootout" {
        let end = sentence.end.min(sentence.start + LONGEST_SENTENCE);
        return reading.holds(sentence.start..end, words!["beat", "beaten", "penalties", "penalty", "won"]);
    }
    let of = |table: &'static WordSet| {
        let words = sentence.clone().take(LONGEST_SENTENCE).filter(|it| reading.is_any(*it, table));
        words.take(2).count() == 2
    };
    let traded = shared
        || matches!(
            hit.trigger.words,
            "bloodbath" | "collapse" | "crash" | "explosion" | "go off" | "massacre"
        );
    let harmed = words!["dead", "injured", "killed", "killing", "wounded", "wounding"];
    shared && of(&SPORT) || traded && of(&TRADE) && !reading.holds(sentence, harmed)
}

/// Words of markets: where "short sellers attacked", nobody was hurt.
static TRADE: WordSet = WordSet::new(&[
    "bitcoin", "bonds", "crypto", "currencies", "equities", "investors", "lender", "listed", "loans",
    "shares", "stock", "stocks", "trading",
]);

/// "hackers attacked a hospital", "a ransomware attack on it": nobody was there.
fn is_cyber(reading: &Reading<'_>, hit: &Hit) -> bool {
    if !matches!(hit.trigger.words, "attack" | "raid" | "strike" | "hit" | "target") {
        return false;
    }
    let at = hit.tokens.start;
    let start = reading.sentence_of(at).start;
    let subject = reading.phrase_until(reading.verb_group_start(at, start), start);
    reading
        .holds(subject, words!["cyber", "hacker", "hackers", "hacking", "malware", "phishing", "ransomware"])
}

/// "the film, in which a bomb kills ten", "a novel about a plot to bomb the embassy"
fn is_depicted(reading: &Reading<'_>, at: usize) -> bool {
    let start = reading.sentence_of(at).start;
    // "According to the script, a gunman takes hostages"
    let scripted = matches!(
        (reading.word(start), reading.word(start + 1), reading.word(start + 2)),
        ("according", "to", "the")
    ) && reading.is_any(start + 3, words!["plot", "scenario", "script"]);
    if scripted {
        return true;
    }
    (start + 1..at).any(|it| {
        let lead = match (reading.word(it), reading.word(it + 1)) {
            ("in", "which") if reading.clause(it + 1) == reading.clause(at) => it,
            ("about", _) if it + ABOUT_REACH > at => it,
            _ => return false,
        };
        let comma = usize::from(reading.word(lead - 1) == ",");
        DEPICTIONS.has(reading.word_before(lead - comma))
    })
}

fn stage_of_verb(reading: &Reading<'_>, hit: &Hit, limit: usize) -> Option<Stage> {
    let at = hit.tokens.start;
    let start = reading.verb_group_start(at, limit);
    let mut stage = Stage::Accomplished;
    for word in start..at {
        if reading.is_any(word, &MODALS) || reading.is_any(word, &NEGATIONS) {
            return None;
        }
        if reading.word(word) == "to" {
            let gathers = matches!(hit.trigger.words, "demonstrate" | "protest" | "rally")
                && reading.holds(limit..word, &GATHERED);
            if gathers {
                continue;
            }
            stage = stage_of_infinitive(reading, word)?;
        }
    }
    if is_denied(reading, start, limit) || is_denied_by_itself(reading, start) {
        return None;
    }
    // "the intention of robbing or killing him"
    let mut aimed = start;
    while aimed > limit + 2
        && CONJUNCTIONS.has(reading.word(aimed - 1))
        && reading.word(aimed - 2).ends_with("ing")
    {
        aimed -= 2;
    }
    if reading.word_before(aimed) == "of" && aimed > 1 && reading.is_any(aimed - 2, &AIMS) {
        return None;
    }
    // "tried and failed", "no one was hurt" are told by the words right before the group.
    let before = (start.saturating_sub(2).max(limit)..start).rev();
    for word in before {
        // "no fewer than 12" denies nothing.
        let bounds = matches!(reading.word(word + 1), "fewer" | "less" | "more");
        if matches!(reading.word(word), "never" | "no" | "nobody" | "none" | "not" | "without") && !bounds {
            return None;
        }
    }
    if reading.is_any(start.saturating_sub(1), &TRIED)
        && at > start.saturating_sub(1)
        && hit.usage == HitUsage::Active
    {
        stage = Stage::Attempted;
    }
    Some(stage)
}

/// "denied that it had bombed a school"
fn is_denied(reading: &Reading<'_>, verbs: usize, limit: usize) -> bool {
    let near = verbs.saturating_sub(DENIED_REACH).max(limit)..verbs;
    let that = near.rev().find(|it| reading.word(*it) == "that");
    // "denied reports that", "denied, however, that"
    let said = words!["allegations", "charges", "claims", "reports", "rumors", "rumours", "suggestions"];
    let Some(that) = that else { return false };
    // "denied that it had bombed the hospital, but witnesses said jets killed 20"
    if (that + 1..verbs).any(|it| reading.word(it) == "but") {
        return false;
    }
    let sentence = reading.sentence_of(verbs).start;
    // "denied on Monday", "dismissed widespread reports", "rejected claims by the union"
    let stops = |it: usize| {
        let word = reading.word(it);
        AUX.has(word)
            || PRONOUNS.has(word)
            || CONJUNCTIONS.has(word)
            || SPEECH.has(word) && !said.has(word) && !DENYING.has(word)
    };
    let told = that.saturating_sub(DENIAL_REACH).max(sentence)..that;
    let denial = told.rev().take_while(|it| !stops(*it)).find(|it| {
        let adjacent = (it + 1..that).all(|it| reading.is_mark(it) || said.has(reading.word(it)));
        reading.is_any(*it, &DENYING) && (adjacent || reading.word(*it) != "no")
    });
    denial.is_some_and(|it| !is_negated(reading, it))
}

/// "has not denied"
fn is_negated(reading: &Reading<'_>, at: usize) -> bool {
    reading.is_any(at.saturating_sub(1), &NEGATIONS)
}

/// "denied on Monday that its aircraft had bombed a camp", "denied it had shelled a school": what those who deny it
/// would have done themselves.
fn is_denied_by_itself(reading: &Reading<'_>, verbs: usize) -> bool {
    let sentence = reading.sentence_of(verbs).start;
    let near = verbs.saturating_sub(OWN_DENIAL_REACH).max(sentence)..verbs;
    let denial = near
        .rev()
        .take_while(|it| !reading.is_mark(*it))
        .find(|it| matches!(reading.word(*it), "denied" | "denies" | "denying"));
    denial.is_some_and(|it| {
        let own =
            (it + 1..verbs).any(|at| matches!(reading.word(at), "having" | "it" | "its" | "their" | "they"));
        own && !is_negated(reading, it)
    })
}

/// What crowds do "to protest".
static GATHERED: WordSet = WordSet::new(&[
    "assembled", "blocked", "chanted", "crowded", "filled", "flooded", "gathered", "marched", "massed",
    "occupied", "rallied", "streets", "walked",
]);

/// "tried to kill", "threatened to kill", "managed to kill", "plans to kill"
fn stage_of_infinitive(reading: &Reading<'_>, to: usize) -> Option<Stage> {
    let near = (to.saturating_sub(3)..to).rev();
    for at in near {
        let word = reading.word(at);
        // "will attempt to attack", "plan to try to kill"
        let ahead = reading.is_any(at.saturating_sub(1), &MODALS) || reading.word_before(at) == "to";
        if TRIED.has(word) && ahead {
            return None;
        }
        if TRIED.has(word) {
            return Some(Stage::Attempted);
        }
        if THREATENED.has(word) {
            return Some(Stage::Threatened);
        }
        if ACHIEVED.has(word) {
            return Some(Stage::Accomplished);
        }
    }
    None
}

fn stage_of_noun(reading: &Reading<'_>, hit: &Hit, limit: usize) -> Option<Stage> {
    let at = hit.tokens.start;
    let from = at.saturating_sub(REACH).max(limit);
    let mut stage = Stage::Accomplished;
    for word in (from..at).rev() {
        let text = reading.word(word);
        let adjacent = word + 1 == at;
        // "nobody was tried for the massacre"
        let in_court = text == "tried" && matches!(reading.word(word + 1), "for" | "in" | "over");
        if TRIED.has(text)
            && !in_court
            && !(matches!(text, "failed" | "failing") && reading.word(word + 1) == "to")
        {
            // "acquitted on Monday of plotting attacks"
            let cleared = word.saturating_sub(ACQUITTED_REACH).max(limit)..word;
            if reading.word_before(word) == "of" && reading.holds(cleared, words!["acquitted", "cleared"]) {
                return None;
            }
            stage = Stage::Attempted;
            continue;
        }
        // "threatened an attack on the radio station"
        let object = !(word + 1..at).any(|it| reading.is_any(it, &PREPOSITIONS));
        if matches!(text, "threatened" | "threatens" | "vowed" | "vows") && object {
            return Some(Stage::Threatened);
        }
        // "no sign of an attack"; "no arrests after the attack", "further reports on the attack" deny nothing of it.
        // "no group claimed the attack"
        let mut between = word + 1..at;
        let governed = between.clone().any(|it| reading.is_any(it, &EVIDENCE));
        let reaches = governed
            || !between.any(|it| {
                let link = reading.is_any(it, &PREPOSITIONS) && reading.word(it) != "of";
                link || matches!(reading.word(it), "claim" | "claimed" | "claiming" | "claims")
            });
        if reaches
            && matches!(
                text,
                "no" | "without"
                    | "any"
                    | "never"
                    | "possible"
                    | "potential"
                    | "future"
                    | "further"
                    | "hypothetical"
            )
        {
            return None;
        }
        // "called for the assassination", "denied reports of a shooting", "the 80th anniversary of the massacre"
        let before = reading.word_before(word);
        let idle = match text {
            "for" => matches!(before, "call" | "called" | "calling" | "calls"),
            "of" => {
                let told = before == "reports" && reading.holds(word.saturating_sub(4)..word, &DENYING);
                told || before == "anniversary" && !reading.word(word + 2).starts_with(['1', '2'])
            }
            _ => false,
        };
        if idle {
            return None;
        }
        // "commemorated the 1945 bombing"
        if matches!(text, "commemorate" | "commemorated" | "commemorates" | "commemorating") {
            return None;
        }
        // "a judge blocked the execution"
        if hit.trigger.words == "execution" && reading.is_any(word, &PUT_OFF) {
            return None;
        }
        // "a film about the bombing"
        if DEPICTIONS.has(text) {
            return None;
        }
        // A definite noun is one that the reader knows of, so it happened: "to stop the attacks" is
        // still about attacks, but "against an attack", "risk of attack" are not.
        // "two more explosions" have been counted.
        let counted = matches!(text, "further" | "more")
            && word.checked_sub(1).is_some_and(|it| number_at(reading, it).is_some());
        let unreal = (UNREAL_BEFORE_NOUN.has(text) && !counted) || MODALS.has(text);
        let definite =
            (word + 1..at).any(|it| matches!(reading.word(it), "the" | "this" | "that" | "those" | "these"));
        if unreal && (!definite || MODALS.has(text) && adjacent) {
            return None;
        }
        // Another verb's object ends the look: "condemned the attack".
        if word < at && matches!(text, "," | ";") {
            break;
        }
    }
    if is_told_after(reading, hit, words!["expected", "feared", "planned", "threatened"]) {
        return None;
    }
    if is_foreseen(reading, hit) {
        return None;
    }
    // "a car bomb was defused": told by that verb.
    if is_told_after(reading, hit, words!["deactivated", "defused", "disarmed"]) {
        return None;
    }
    if is_told_after(reading, hit, words!["averted", "foiled", "frustrated", "thwarted"]) {
        stage = Stage::Attempted;
    }
    if reading.word(hit.tokens.end) == "attempt" || hit.trigger.words.contains("attempt") {
        stage = Stage::Attempted;
    }
    let next = hit.tokens.end;
    if reading.is_any(next, &MODALS) || is_indefinite(reading, hit) && is_supposed(reading, next) {
        return None;
    }
    // "bombing suspect", "kidnapping charges", "murder investigation" speak of an event told elsewhere.
    let compound = reading.is_any(
        next,
        words![
            "alert", "alerts", "attempts", "campaign", "charge", "charges", "drill", "fears", "plan",
            "plans", "plot", "risk", "squad", "threat", "threats", "trial", "warning", "warnings",
        ],
    );
    if compound && hit.trigger.form == Form::Noun {
        return None;
    }
    Some(stage)
}

/// "an attack", "attacks"; not "the attack", "Sunday's attack"
fn is_indefinite(reading: &Reading<'_>, hit: &Hit) -> bool {
    let start = reading.sentence_of(hit.tokens.start).start;
    let phrase = reading.phrase_until(hit.tokens.end, start);
    !phrase.into_iter().any(|it| DEFINITE.has(reading.word(it)) || reading.is_possessive(it))
}

/// "an attack on the town would be a disaster", but "the attack that would change the town"
fn is_supposed(reading: &Reading<'_>, from: usize) -> bool {
    let end = reading.clause_range(from.saturating_sub(1)).end.min(from + SUPPOSED_REACH);
    let finite = |it: &usize| {
        reading.is_any(*it, &AUX)
            || reading.is_any(*it, &MODALS)
            || Inflected::new(reading.word(*it)).is_past()
    };
    (from..end)
        .take_while(|it| !reading.is_mark(*it) && !matches!(reading.word(*it), "that" | "which"))
        .find(finite)
        .is_some_and(|it| reading.word(it) == "would")
}

/// Words from an event's noun to the verb of its clause at most.
const SUPPOSED_REACH: usize = 7;

/// "an attack is unlikely"
fn is_foreseen(reading: &Reading<'_>, hit: &Hit) -> bool {
    let end = reading.clause_range(hit.tokens.start).end;
    (hit.tokens.end..end.min(hit.tokens.end + 7)).any(|it| {
        matches!(reading.word(it), "imminent" | "likely" | "possible" | "unlikely")
            && matches!(reading.word(it - 1), "are" | "is" | "looks" | "now" | "remains" | "seems" | "was")
    })
}

/// What makes a threat none.
static HOAXES: WordSet =
    WordSet::new(&["fake", "false", "hoax", "hoaxer", "hoaxes", "joke", "joked", "jokes", "joking", "prank"]);

/// What keeps an execution from being done.
static PUT_OFF: WordSet = WordSet::new(&[
    "blocked", "blocks", "delayed", "halted", "halts", "paused", "postponed", "stayed", "stopped",
    "suspended",
]);

/// What is missing when "no" denies an event.
static EVIDENCE: WordSet = WordSet::new(&[
    "basis", "evidence", "indication", "indications", "plan", "plans", "proof", "sign", "signs", "suspicion",
    "trace", "traces", "truth",
]);

/// Verbs that deny.
static DENYING: WordSet = WordSet::new(&["denied", "denies", "denying", "dismissed", "no", "rejected"]);

/// Nouns before "of" and what has not been done: "the aim of killing".
static AIMS: WordSet = WordSet::new(&[
    "aim", "ambition", "goal", "hope", "idea", "intent", "intention", "mission", "objective", "plan",
    "possibility", "purpose", "risk", "task", "threat",
]);

/// "the attack was foiled", "an attack was threatened"
fn is_told_after(reading: &Reading<'_>, hit: &Hit, words: &WordSet) -> bool {
    let end = reading.clause_range(hit.tokens.start).end;
    (hit.tokens.end..end.min(hit.tokens.end + 6))
        .any(|it| reading.is_any(it, words) && matches!(reading.word(it - 1), "been" | "was" | "were"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::{testing::with_reading, trigger};

    fn stages(text: &str) -> Vec<Option<Stage>> {
        with_reading(text, |reading| trigger::find(reading).iter().map(|it| stage(reading, it)).collect())
    }

    #[test]
    fn what_happened() {
        for text in [
            "Gunmen attacked the town.",
            "They condemned the attack.",
            "He claimed responsibility for an attack.",
            "The rebels managed to kill the guard.",
            "The attack was not filmed.",
        ] {
            assert_eq!(stages(text)[0], Some(Stage::Accomplished), "{text}");
        }
    }

    #[test]
    fn what_was_tried() {
        for text in [
            "Gunmen tried to kidnap the mayor.",
            "Police foiled an attack on the station.",
            "The bombing was thwarted by police.",
            "An attempted murder shook the town.",
            "The assassination attempt failed.",
        ] {
            assert_eq!(stages(text)[0], Some(Stage::Attempted), "{text}");
        }
    }

    #[test]
    fn what_did_not_happen() {
        for text in [
            "Gunmen could attack the town.",
            "They warned of attacks in the city.",
            "The threat of a bombing kept people away.",
            "Police found no sign of an attack, nor any attack.",
            "If gunmen attack the town, people will flee.",
            "Did gunmen attack the mayor?",
            "They plan to bomb the bridge.",
            "The rebels did not kill the mayor.",
            "They met to prevent further clashes with the army.",
        ] {
            assert!(
                stages(text).iter().skip(usize::from(text.contains("nor"))).all(Option::is_none),
                "{text}"
            );
        }
    }
}

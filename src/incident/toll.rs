//! How many were killed and injured? Counts beside words of harm.

use std::ops::Range;

use super::{
    cumulative,
    harm::{Way, harm_at, harms, in_hospital},
    lemma::{Inflected, VerbForm},
    lexicon::{AUX, BE, COLLECTIVES, CONJUNCTIONS, DETERMINERS, FORCES_PEOPLE, PEOPLE, SPEECH, words},
    model::{Count, Harm},
    number::{Number, number_at, with_qualifier},
    people::{after_with, count_list},
    reading::Reading,
    time, unharmed,
};
use crate::text::WordSet;

/// A count of people harmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Harmed {
    pub(super) harm: Harm,
    pub(super) count: Count,
    /// The token of the word of harm.
    pub(super) at: usize,
    /// Does it add to counts told before ("two others were also killed")?
    pub(super) adds: bool,
}

/// Words at which a list of people ends.
static LIST_ENDS: WordSet = WordSet::new(&[
    "(", ".", ":", ";", "after", "along", "among", "as", "at", "before", "by", "during", "for", "from", "if",
    "in", "including", "inside", "near", "on", "outside", "that", "today", "together", "when", "where",
    "which", "while", "who", "with", "yesterday", "–", "—",
]);

/// All counts of the sentence.
pub(super) fn find(reading: &Reading<'_>, sentence: Range<usize>) -> Vec<Harmed> {
    let mut found: Vec<Harmed> = Vec::new();
    let mut none_until = sentence.start;
    let mut risen: Option<usize> = None;
    for at in sentence.clone() {
        if let Some(none) = unharmed::none_harmed(reading, at, &sentence) {
            none_until = none.iter().map(|it| it.at + 1).fold(none_until, usize::max);
            found.extend(none);
            continue;
        }
        if at < none_until {
            continue;
        }
        let Some((harm, way)) = harm_at(reading, at) else { continue };
        if cumulative::is_cumulative(reading, at) {
            continue;
        }
        let Some((number, tokens)) = people(reading, at, way, &sentence) else { continue };
        // "has risen to 21 after three men died": some of those.
        if way == Way::Subject && risen.is_some_and(|it| reading.holds(it..at, words!["after", "as", "when"]))
        {
            continue;
        }
        if way == Way::Toll {
            risen = Some(at);
        }
        if is_outdated(reading, tokens.start.min(at), sentence.start) {
            continue;
        }
        let number = match with_others(reading, tokens.end.max(at + 1)..sentence.end) {
            Some(others) if way != Way::Toll => number.plus(others),
            _ => number,
        };
        let evidence = reading.span(tokens.start.min(at)..tokens.end.max(at + 1));
        let count = Count { low: number.low, best: number.best, high: number.high, evidence };
        // Those in hospital are among those told as hurt.
        let adds = in_hospital(reading, at).is_none()
            && (adds(reading, &tokens, at) || is_joined(reading, &found, harm, at));
        if !found.iter().any(|it| {
            it.harm == harm
                && it.count.evidence.overlaps(reading.span(tokens.clone()))
                && it.count.best == count.best
        }) {
            found.push(Harmed { harm, count, at, adds });
        }
    }
    found
}

/// Words from "toll" to the verb that tells it: "the toll from a landslide in Wayanad, Kerala, rose to 150".
const TOLL_REACH: usize = 28;

/// Words from "leaving" to what it left them.
const LEFT_REACH: usize = 6;

/// Words of an aside at most, its marks included.
const ASIDE_REACH: usize = 14;

fn adds(reading: &Reading<'_>, people: &Range<usize>, at: usize) -> bool {
    let start = people.start.min(at).saturating_sub(1);
    let mut words = start..people.end.max(at) + 1;
    // "more than 200" are all of them.
    let all = |it: usize| reading.word(it) == "more" && reading.word(it + 1) == "than";
    words.any(|it| {
        reading.is_any(it, words!["additional", "also", "another", "more", "other", "others"]) && !all(it)
    })
}

/// "had first put the number of dead at 103", "had earlier reported nine deaths": a count that no longer holds.
fn is_outdated(reading: &Reading<'_>, at: usize, limit: usize) -> bool {
    let told = words!["counted", "given", "put", "reported", "spoken"];
    let verb = (at.saturating_sub(OUTDATED_REACH).max(limit)..at).rev().find(|it| reading.is_any(*it, told));
    verb.is_some_and(|it| {
        let before = it.saturating_sub(4).max(limit)..it + 2;
        reading.holds(before.start..it, words!["had"])
            && reading.holds(before, words!["earlier", "first", "initially", "previously"])
    })
}

/// Words from a verb of telling to the count at most: "put the number of".
const OUTDATED_REACH: usize = 5;

/// "beheading five and shooting dead two": others who were killed in another way.
fn is_joined(reading: &Reading<'_>, found: &[Harmed], harm: Harm, at: usize) -> bool {
    let before = found.iter().rfind(|it| it.harm == harm && it.count.best != Some(0));
    let between = before.map(|it| reading.tokens.range_of(it.count.evidence).end..at);
    between.is_some_and(|it| {
        it.end > it.start && it.len() <= 2 && it.into_iter().all(|it| reading.is_any(it, words![",", "and"]))
    })
}

/// "After the murder of a judge, 300 students marched": where what opens a sentence ends, before its own clause.
fn end_of_opening(reading: &Reading<'_>, at: usize, sentence: &Range<usize>) -> usize {
    let opens = reading.is_any(sentence.start, words!["after", "amid", "despite", "following", "since"]);
    let verb = |it: &usize| {
        AUX.has(reading.word(*it))
            || SPEECH.has(reading.word(*it))
            || Inflected::new(reading.word(*it)).is_past()
    };
    let Some(verb) = (at..sentence.end).find(verb).filter(|_| opens) else { return sentence.end };
    (at..verb).rev().find(|it| reading.word(*it) == ",").unwrap_or(sentence.end)
}

/// "along with two guards", "as well as a cook": people who are harmed with others, told after those.
fn with_others(reading: &Reading<'_>, range: Range<usize>) -> Option<Number> {
    let near = range.start..range.end.min(range.start + OTHERS_REACH);
    let stops = |it: usize| {
        matches!(reading.word(it), ";" | ":" | "." | "but" | "when" | "while" | "who")
            || harms(reading.word(it)).next().is_some()
            || is_deed(reading, it)
    };
    let others = near.take_while(|it| !stops(*it)).find_map(|it| after_with(reading, it))?;
    let phrase = reading.phrase_from(others, range.end);
    // "as well as 30 injured", "as well as a candidate in Puebla": not killed with them, or not there.
    let next = reading.word(phrase.end);
    let elsewhere = matches!(next, "at" | "in" | "near") && {
        (phrase.end + 1..phrase.end + 4)
            .any(|it| reading.mention_at(it).is_some_and(|it| reading.is_literal(it)))
            && reading.holds(range.start..others, words!["at", "in", "near"])
    };
    let hurt = phrase.clone().chain([phrase.end]).any(|it| harms(reading.word(it)).next().is_some());
    (reading.is_of_people(&phrase) && !elsewhere && !hurt)
        .then(|| listed(reading, others..range.end))?
        .map(|it| it.0)
}

/// Words from those harmed to "along with" at most.
const OTHERS_REACH: usize = 16;

/// The people that a word of harm counts, and their tokens.
fn people(
    reading: &Reading<'_>,
    at: usize,
    way: Way,
    sentence: &Range<usize>,
) -> Option<(Number, Range<usize>)> {
    match way {
        Way::Subject => subject(reading, at, sentence, false),
        Way::After => after(reading, at, sentence),
        Way::Toll => {
            let number = (at + 1..(at + TOLL_REACH).min(sentence.end))
                .filter(|it| reading.is_any(*it, &TOLL_VERBS))
                .find_map(|verb| {
                    (verb + 1..(verb + 3).min(sentence.end)).find_map(|it| number_at(reading, it))
                })?;
            Some((number.number, number.start..number.end))
        }
        Way::Of => {
            let next = time::after_time(reading, at + 1, sentence.end);
            let of = (next..next + 2).find(|it| reading.word(*it) == "of")?;
            listed(reading, of + 1..end_of_opening(reading, of + 1, sentence))
        }
        Way::Verb(form) => {
            let group = reading.verb_group_start(at, sentence.start);
            let passive = form == VerbForm::Past && (group..at).any(|it| reading.is_any(it, &BE));
            if passive {
                return subject(reading, at, sentence, true);
            }
            // "leaving 15 officers injured"
            let before = at.saturating_sub(LEFT_REACH).max(sentence.start)..at;
            let left = before.rev().find(|it| matches!(reading.word(*it), "leaves" | "leaving" | "left"));
            if let Some(left) = left.filter(|_| form == VerbForm::Past)
                && let Some(found) = listed(reading, after_harm(reading, left + 1..at)..at)
            {
                return Some(found);
            }
            // "and 17 injured", "three people wounded in the blast", "his brother was wounded and …"
            let next = after_particles(reading, at);
            if reading.is_him_or_her(next) {
                return Some((Number::exactly(1), next..next + 1));
            }
            // "dragged two men out of a bus and beat them to death"
            if reading.word(next) == "them" {
                return people_before(reading, next, sentence.start);
            }
            let object = (!CONJUNCTIONS.has(reading.word(next)))
                .then(|| listed(reading, next..sentence.end))
                .flatten();
            match form {
                VerbForm::Past if object.is_none() => subject(reading, at, sentence, false),
                _ => object,
            }
        }
    }
}

/// Those whom "them" at `at` stands for, if the sentence counts them before.
fn people_before(reading: &Reading<'_>, at: usize, limit: usize) -> Option<(Number, Range<usize>)> {
    let counted = (limit..at).rev().find_map(|it| {
        let found = number_at(reading, it)?;
        reading.is_any(found.end, &PEOPLE).then_some(found)
    })?;
    let several = counted.number.low > 1;
    several.then(|| (counted.number, counted.start..counted.end + 1))
}

fn after_particles(reading: &Reading<'_>, at: usize) -> usize {
    let harm = |it: usize| harms(reading.word(it)).next().is_some();
    let mut next = reading.over_aside(at + 1, reading.sentence_of(at).end);
    loop {
        let joined = matches!(reading.word(next), "and" | "or") && harm(next + 1);
        let particle = matches!(reading.word(next), "dead" | "down" | "to" | "death");
        if !(joined || particle || (harm(next) && next > at + 1)) {
            return next;
        }
        next += 1;
    }
}

/// The people before a verb: "Six soldiers and a child were killed".
fn subject(
    reading: &Reading<'_>,
    at: usize,
    sentence: &Range<usize>,
    auxiliary: bool,
) -> Option<(Number, Range<usize>)> {
    let verbs = reading.verb_group_start(at, sentence.start);
    // "the funeral of six priests who were killed"
    if reading.word_before(verbs) == "who" {
        let people = reading.subject_before(verbs, sentence.start);
        // "mourned six priests": a verb may stand before them.
        let start = people.clone().find(|it| number_at(reading, *it).is_some()).unwrap_or(people.start);
        let people = start..people.end;
        if let Some(number) = count_list(reading, people.clone(), false) {
            return Some((number, people));
        }
    }
    // "police found two men shot dead"
    let found = reading.phrase_until(verbs, sentence.start);
    if matches!(reading.word_before(found.start), "discovered" | "found")
        && let Some(number) = count_list(reading, found.clone(), true)
    {
        return Some((number, found));
    }
    let group = before_aside(reading, verbs, sentence.start);
    // Back to what cannot belong to the subject: another verb of harm, a mark other than a comma.
    let mut start = group;
    while start > sentence.start {
        let word = reading.word(start - 1);
        // "ACCRA (Reuters) - At least 12": a dash written as a hyphen.
        let dash = word == "-" && reading.is_apart(start - 1);
        let stop =
            dash || matches!(
                word,
                ";" | ":"
                    | "."
                    | "–"
                    | "—"
                    | "that"
                    | "when"
                    | "where"
                    | "while"
                    | "since"
                    | "among"
                    | "because"
                    | "before"
                    | "but"
                    | "which"
                    | "in"
                    | "after"
                    | "("
                    | "”"
                    | "“"
                    | "\""
            ) || harms(word).any(|it| it == VerbForm::Past)
                || matches!(
                    word,
                    "dead" | "death" | "died" | "homeless" | "left" | "missing" | "said" | "say" | "says"
                );
        if stop || group - start > 28 {
            break;
        }
        start -= 1;
    }
    while start < group && (CONJUNCTIONS.has(reading.word(start)) || reading.word(start) == ",") {
        start += 1;
    }
    // "On 23 September 28 people were killed"
    let timed = |it: &usize| {
        time::is_time_or_month(reading.word(*it))
            && number_at(reading, it + 1).is_some_and(|found| found.end < group)
    };
    if matches!(reading.word(start), "in" | "on") {
        start = (start..group).rfind(timed).map_or(start, |it| it + 1);
    }
    if reading.holds(start..group, words!["nobody", "none"]) {
        return None;
    }
    if let Some(number) = count_list(reading, start..group, true) {
        return Some((number, start..group));
    }
    // "Two men working on a dam were killed"
    let head = reading.subject_before(verbs, sentence.start);
    if head.end < verbs
        && let Some(number) = count_list(reading, head.clone(), true)
    {
        return Some((number, head));
    }
    // "The ambassador was shot and died in hospital"
    if matches!(reading.word(at), "died" | "succumbed") && reading.word_before(verbs) == "and" {
        let clause = reading.clause_range(verbs).start.max(sentence.start);
        let first = reading.phrase_from(clause, verbs);
        if let Some(number) = count_list(reading, first.clone(), true) {
            return Some((number, first));
        }
    }
    let singular = auxiliary && reading.is_singular_group(verbs..at) && group > start;
    let collective = (start..group).any(|it| reading.is_any(it, &COLLECTIVES) || reading.word(it) == "no");
    (singular && !collective && reading.word(group.saturating_sub(1)) != "it").then(|| {
        // What stands before a comma may be anything.
        let far = (start..group).any(|it| reading.word(it) == ",");
        (Number::exactly(1), if far { verbs..at } else { start..group })
    })
}

/// Where the words before a verb end without an aside on some of them: "ten people, three of them children, were".
fn before_aside(reading: &Reading<'_>, verbs: usize, limit: usize) -> usize {
    let opening = match reading.word_before(verbs) {
        ")" => "(",
        "," => ",",
        _ => return verbs,
    };
    let mut back = (verbs.saturating_sub(ASIDE_REACH).max(limit)..verbs.saturating_sub(1)).rev();
    let Some(start) = back.find(|it| reading.word(*it) == opening) else { return verbs };
    let of_some = (start..verbs).any(|it| {
        matches!(reading.word(it), "among" | "including")
            || (reading.word(it) == "of" && matches!(reading.word(it + 1), "them" | "whom"))
    });
    if of_some { start } else { verbs }
}

/// "left six dead", "three dead", "17 deaths", "Galan's murder"
fn after(reading: &Reading<'_>, at: usize, sentence: &Range<usize>) -> Option<(Number, Range<usize>)> {
    // "his body was found"
    if reading.word(at) == "body" && matches!(reading.word_before(at), "her" | "his") {
        return Some((Number::exactly(1), at - 1..at));
    }
    if reading.is_possessive(at.wrapping_sub(1)) {
        let start = reading.phrase_until(at - 1, sentence.start).start;
        let number = count_list(reading, start..at - 1, false)?;
        return Some((number, start..at - 1));
    }
    // "shot the attacker dead"
    let shot = (at.saturating_sub(7).max(sentence.start)..at.saturating_sub(1))
        .rev()
        .find(|it| matches!(reading.word(*it), "shot" | "beat" | "stabbed"));
    if let Some(shot) = shot.filter(|_| reading.word(at) == "dead") {
        let number = count_list(reading, shot + 1..at, false)?;
        return Some((number, shot + 1..at));
    }
    let limit = at.saturating_sub(8).max(sentence.start);
    let start = (limit..at).rev().find(|it| number_at(reading, *it).is_some_and(|found| found.end <= at))?;
    let number = with_qualifier(reading, start, sentence.start);
    let between = number.end..at;
    // "3 soldiers were found dead" counts, "on 3 May he was dead" does not.
    let dated = super::calendar::month(reading.word(number.end)).is_some();
    let cut = between.clone().any(|it| matches!(reading.word(it), "," | ";" | "." | "and"));
    (!dated && !cut).then_some((number.number, number.start..number.end))
}

/// "left six dead and 12 injured": one past the last harm told before.
fn after_harm(reading: &Reading<'_>, range: Range<usize>) -> usize {
    let told = range.clone().rfind(|it| {
        let word = reading.word(*it);
        word == "dead" || word == "missing" || harms(word).next().is_some()
    });
    told.map_or(range.start, |it| {
        it + 1 + usize::from(CONJUNCTIONS.has(reading.word(it + 1)) || reading.word(it + 1) == ",")
    })
}

/// The people of an object: "three soldiers, two of them officers, and a woman".
fn listed(reading: &Reading<'_>, range: Range<usize>) -> Option<(Number, Range<usize>)> {
    let start = range.start;
    let mut end = start;
    while end < range.end && end < start + 30 {
        let word = reading.word(end);
        // "killing two soldiers, and fled": another thing that was done.
        if end > start && CONJUNCTIONS.has(reading.word(end - 1)) && is_deed(reading, end) {
            break;
        }
        // "killed at least 14", "killed as many as 20"
        let qualifier = matches!((word, reading.word(end + 1)), ("at", "least") | ("as", "many"))
            || (word == "as" && reading.word_before(end) == "many");
        let stop = LIST_ENDS.has(word) && !qualifier;
        let verb = harms(word).next().is_some() && end > start;
        if stop || verb || BE.has(word) {
            break;
        }
        end += 1;
    }
    end = before_speakers(reading, start..end, range.end);
    while end > start && (CONJUNCTIONS.has(reading.word(end - 1)) || reading.word(end - 1) == ",") {
        end -= 1;
    }
    let number = count_list(reading, start..end, false)?;
    Some((number, start..end))
}

/// "killing nine people, residents of the city said": who says so is none of them.
fn before_speakers(reading: &Reading<'_>, list: Range<usize>, limit: usize) -> usize {
    let Range { start, end } = list;
    let reach = start..limit.min(end + SPEAKER_REACH);
    let Some(speech) = reach.into_iter().find(|it| SPEECH.has(reading.word(*it))) else { return end };
    let links = words![",", "and"];
    let Some(comma) = (start..speech.min(end)).rev().find(|it| reading.word(*it) == ",") else { return end };
    let after = speech.min(end)..speech.max(end);
    // "14, prosecutors in the north said"; a part of the list has its own number or determiner.
    let near = speech < end;
    let first = reading.word(comma + 1);
    let bare = !reading.holds(comma + 1..end, links)
        && !DETERMINERS.has(first)
        && number_at(reading, comma + 1).is_none();
    let apart = reading.word_before(speech) != "who" && !reading.holds(after, links) && (near || bare);
    if apart { comma } else { end }
}

/// Words from those who speak to their verb at most.
const SPEAKER_REACH: usize = 9;

/// Does a verb in the past, or a participle, stand at `at`, rather than a noun?
fn is_deed(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.word(at);
    // "killing nine and carrying off others", "killing nine and wounding 14"
    let participle = word.len() > 5 && word.ends_with("ing") && reading.word(at + 1) != "-";
    let past = matches!(word, "fled" | "drove" | "left" | "ran" | "set" | "shot" | "stole" | "took" | "went")
        || (word.len() > 4 && word.ends_with("ed"));
    (past || participle) && !reading.is_any(at + 1, &PEOPLE) && !reading.is_any(at + 1, &FORCES_PEOPLE)
}

/// Verbs that tell a toll.
static TOLL_VERBS: WordSet = WordSet::new(&[
    "at", "climbed", "climbing", "exceeded", "passed", "reached", "risen", "rises", "rising", "rose",
    "stands", "stood", "surpassed", "to", "topped", "was",
]);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::testing::with_reading;

    /// Killed and injured of a sentence, as best values.
    fn tolls(text: &str) -> (Option<Option<u32>>, Option<Option<u32>>) {
        with_reading(text, |reading| {
            let found = find(reading, 0..reading.tokens.len());
            let of = |harm| found.iter().find(|it| it.harm == harm).map(|it| it.count.best);
            (of(Harm::Killed), of(Harm::Injured))
        })
    }

    fn check(text: &str, killed: Option<u32>, injured: Option<u32>) {
        assert_eq!(tolls(text), (killed.map(Some), injured.map(Some)), "{text}");
    }

    #[test]
    fn counted_people() {
        check("Six people were killed and 17 injured.", Some(6), Some(17));
        check("A bomber struck, killing three and injuring 23.", Some(3), Some(23));
        check("The blast left two dead and at least five wounded.", Some(2), Some(5));
        check("Three soldiers and two civilians died.", Some(5), None);
        check("Gunmen killed three soldiers, two policemen and a woman.", Some(6), None);
        check("TWELVE PERSONS WERE KILLED AND 20 OTHERS WERE WOUNDED.", Some(12), Some(20));
        check("The floods claimed 40 lives.", Some(40), None);
        check("A man killed 36 people, 24 of them children.", Some(36), None);
        check("A policeman was among three people killed in an attack.", Some(3), None);
        check("The death toll from the blast at a stadium has risen to nine.", Some(9), None);
        check("The number of people killed climbed to 143.", Some(143), None);
        check("They mourned six priests who were killed.", Some(6), None);
        check("The quake claimed the lives of 12 people.", Some(12), None);
        check("Twenty-one deaths were reported.", Some(21), None);
        check("On 23 September 28 people were killed.", Some(28), None);
        check("On Monday 28 people were killed.", Some(28), None);
        check("A car bomb killed at least 14 people and wounded as many as 30.", Some(14), Some(30));
        check("At least 14 people have been killed in the crash.", Some(14), None);
        check("ACCRA (Reuters) - At least 12 people were killed and 30 injured.", Some(12), Some(30));
    }

    #[test]
    fn single_victims() {
        check("A policeman was killed and his wife was wounded.", Some(1), Some(1));
        check("Gunmen killed a policeman.", Some(1), None);
        check("Gunmen stopped him and killed him.", Some(1), None);
        check("Gunmen stopped her and killed her at home.", Some(1), None);
        check("The strike killed the founder of the group.", Some(1), None);
        check("The raid killed the group's leader {@Abu Nasir}.", Some(1), None);
        check("The assassination of {@Jane Roe} shocked them.", Some(1), None);
        check("{@Jane Roe} was shot dead on Friday.", Some(1), None);
        check("MAYOR JUAN PEREZ WAS KILLED YESTERDAY.", Some(1), None);
        check("The mayor, {@Ann Lee}, was killed.", Some(1), None);
        check("The killing of 42-year-old {@Ann Lee} shocked them.", Some(1), None);
        check("A tailor and a baker were killed.", Some(2), None);
        check("Killing ten people, a truck bomb tore through a gate.", Some(10), None);
        check("The mayor was shot in the street and died.", Some(1), None);
        check("{@Ann Lee} and {@Tom Orr} were killed.", Some(2), None);
    }

    #[test]
    fn people_with_others() {
        check("He was killed along with his wife and two guards.", Some(4), None);
        check("Rebels killed a teacher in the town, as well as three traders.", Some(4), None);
        check("Six people, along with two children, were killed.", Some(8), None);
        check("The attack killed one person and destroyed homes, as well as 200 tents.", Some(1), None);
        check("Two people were killed as well as 30 injured.", Some(2), Some(30));
        check("The bomb killed two people and injured an officer along with three others.", Some(2), Some(4));
    }

    #[test]
    fn lists_of_names_and_what_they_are() {
        check("Gunmen killed {@Ann Lee}, {@Bob Cole} and {@Tom Orr}.", Some(3), None);
        check("Gunmen killed {@Ann Lee}, the president of a bank and one of its founders.", Some(1), None);
        check("Gunmen killed {@Ann Lee}, a mother of three and teacher.", Some(1), None);
        check("Gunmen killed {@Ann Lee}, the mayor, her driver and a guard.", Some(3), None);
        check("The murder of senator and candidate {@Ann Lee} shocked them.", Some(1), None);
        check("Gunmen killed the mayor, a priest and a cook.", Some(3), None);
        check("The attack killed reporter {@Ann Lee}, cameraman {@Tom Orr} and three others.", Some(5), None);
        check("After the murder of {@Ann Lee}, 300 students and 20 teachers marched.", Some(1), None);
        check("The killing on the evening of 3 May of five traders shocked them.", Some(5), None);
        check("Rebels murdered, at gunpoint, a nurse.", Some(1), None);
        check("Gunmen killed the son-in-law of the governor.", Some(1), None);
    }

    #[test]
    fn nobody() {
        check("Nobody was killed.", Some(0), None);
        check("No one was hurt.", None, Some(0));
        check("There were no casualties.", Some(0), Some(0));
        check("The bomb went off without causing victims.", Some(0), Some(0));
        check("The blast did not cause any casualties.", Some(0), Some(0));
        check("The blast did not result in any deaths.", Some(0), None);
        check("Police did not say whether there were any casualties.", None, None);
        check("The ministry did not disclose any casualties.", None, None);
        check("There were no immediate reports of casualties.", None, None);
    }

    #[test]
    fn ranges_have_no_figure() {
        assert_eq!(tolls("Dozens of people were killed.").0, Some(None));
        assert_eq!(tolls("Gunmen killed soldiers.").0, Some(None));
    }

    #[test]
    fn what_is_not_the_toll_of_one_event() {
        check("The war has killed 3,000 people since 2004.", None, None);
        check("They fired 20 shots and burned two cars.", None, None);
        check("He was dead on 3 May.", None, None);
    }
}

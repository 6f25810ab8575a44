//! Short and full names of organisations that a text gives side by side: "Red People's Front [RPF]".

use std::ops::Range;

use super::{
    chunk::MODIFIERS,
    groups,
    lexicon::{DETERMINERS, FORCES_ORG, FORCES_PEOPLE, PEOPLE},
    model::{Actor, ActorKind},
    number,
    reading::Reading,
    time, weapon,
};
use crate::text::{Span, TokenKind, WordSet};

/// Armed people who belong to a group.
pub(super) static ARMED: WordSet = WordSet::new(&[
    "extremists", "fighters", "guerrilla", "guerrillas", "insurgents", "jihadists", "militants",
    "militiamen", "rebel", "rebels", "subversives", "terrorist", "terrorists",
]);

/// Words of a full name at most.
const LONGEST: usize = 10;

/// Words of one text that are tried as a name at most, and pairs kept: each is looked for in all of it.
const MOST_TRIED: usize = 60;

/// The organisations of a text that it names in full and in short.
#[derive(Debug, Default)]
pub(super) struct Aliases {
    /// Sorted by the short name.
    pairs: Vec<Pair>,
    /// Names learned from how they are used, folded, sorted.
    learned: Vec<Vec<String>>,
    /// Known groups of the text: the key, and the fullest name the text gives. Sorted by the key.
    groups: Vec<(&'static str, String)>,
    leading: Option<Actor>,
}

#[derive(Debug)]
struct Pair {
    /// The short name, folded.
    short: String,
    /// The words of the full name, folded, without marks.
    words: Vec<String>,
    /// "Red People's Front (RPF)"
    name: String,
}

impl Aliases {
    /// Reads what stands in brackets after a name, and the other way round.
    pub(super) fn new(reading: &Reading<'_>) -> Self {
        let mut pairs: Vec<Pair> = Vec::new();
        for at in 1..reading.tokens.len() {
            if !matches!(reading.word(at), "[" | "(") || pairs.len() == MOST_TRIED {
                continue;
            }
            let Some((full, short)) =
                short_in_brackets(reading, at).or_else(|| full_in_brackets(reading, at))
            else {
                continue;
            };
            let name = format!("{} ({})", reading.text(full.clone()), reading.tokens.text_of(short));
            let words =
                full.filter(|it| !reading.is_mark(*it)).map(|it| reading.word(it).to_owned()).collect();
            pairs.push(Pair { short: reading.word(short).to_owned(), words, name });
        }
        pairs.sort_by(|one, other| one.short.cmp(&other.short));
        pairs.dedup_by(|one, other| one.short == other.short);
        let learned = if reading.all_capitals { learned_names(reading) } else { Vec::new() };
        let mut aliases = Self { pairs, learned, groups: groups_of(reading), leading: None };
        aliases.leading = leading(reading, &aliases);
        aliases
    }

    /// One past the last token of a known name that starts at `at`: short, full, or both with brackets.
    pub(super) fn end_of_name_at(&self, reading: &Reading<'_>, at: usize) -> Option<usize> {
        let Some(pair) = self.pair_at(reading, at) else {
            return groups::group_at(reading, at)
                .map(|it| it.end)
                .or_else(|| groups::led_name_at(reading, at))
                .or_else(|| self.learned_at(reading, at))
                .or_else(|| is_initials(reading, at).then_some(at + 1));
        };
        let mut end = pair.1;
        // "… Front [RPF]"
        if matches!(reading.word(end), "[" | "(") && reading.word(end + 1) == pair.0.short {
            end += 3;
        }
        Some(end)
    }

    /// The fullest name known for the words of a range.
    pub(super) fn full_name(&self, reading: &Reading<'_>, range: Range<usize>) -> String {
        let mut start = range.start;
        while start + 1 < range.end && DETERMINERS.has(reading.word(start)) {
            start += 1;
        }
        // "[FARABUNDO MARTI FRONT", "UMOPAR [": a bracket that is not closed within it is no part of a name.
        let mut end = range.end;
        while end > start + 1 && matches!(reading.word(end - 1), "(" | "[" | "-") {
            end -= 1;
        }
        while start + 1 < end
            && matches!(reading.word(start), "(" | "[")
            && !(start..end).any(|it| matches!(reading.word(it), ")" | "]"))
        {
            start += 1;
        }
        match self.pair_at(reading, start).filter(|it| it.1 <= end) {
            Some((pair, _)) => pair.name.clone(),
            None => self.group_name(reading, start).unwrap_or_else(|| reading.text(start..end)),
        }
    }

    /// The armed group that the text speaks of: the only one it names, or by far the one most named.
    pub(super) fn leading_group(&self) -> Option<&Actor> {
        self.leading.as_ref()
    }

    fn group_name(&self, reading: &Reading<'_>, at: usize) -> Option<String> {
        let found = groups::group_at(reading, at)?;
        let known = self.groups.binary_search_by(|it| it.0.cmp(found.key)).ok()?;
        Some(self.groups[known].1.clone())
    }

    fn learned_at(&self, reading: &Reading<'_>, at: usize) -> Option<usize> {
        let first = self.learned.partition_point(|it| it[0].as_str() < reading.word(at));
        self.learned[first..]
            .iter()
            .take_while(|it| it[0] == reading.word(at))
            .filter(|it| it.iter().enumerate().all(|(offset, word)| reading.word(at + offset) == word))
            .map(|it| at + it.len())
            .max()
    }

    fn pair_at(&self, reading: &Reading<'_>, at: usize) -> Option<(&Pair, usize)> {
        let word = reading.word(at);
        if let Ok(found) = self.pairs.binary_search_by(|it| it.short.as_str().cmp(word)) {
            return reading
                .tokens
                .text_of(at)
                .chars()
                .all(|it| !it.is_lowercase())
                .then(|| (&self.pairs[found], at + 1));
        }
        self.pairs.iter().filter(|it| it.words.first().is_some_and(|it| it == word)).find_map(|pair| {
            let mut next = at;
            for word in &pair.words {
                while next > at && reading.is_mark(next) && reading.word(next) == "-" {
                    next += 1;
                }
                if reading.word(next) != word {
                    return None;
                }
                next += 1;
            }
            Some((pair, next))
        })
    }
}

/// How many times as often as the next a group has to be named to lead.
const LEADS_BY: usize = 3;

/// The armed group that leads a text: a known one, or one whose name stands right before armed people.
fn leading(reading: &Reading<'_>, aliases: &Aliases) -> Option<Actor> {
    let mut named: Vec<(String, usize, Span)> = Vec::new();
    let mut at = 0;
    while at < reading.tokens.len() && named.len() < MOST_TRIED {
        let end = groups::group_at(reading, at).map(|it| it.end).or_else(|| aliases.learned_at(reading, at));
        let armed = || aliases.pair_at(reading, at).map(|it| it.1).filter(|it| reading.is_any(*it, &ARMED));
        let Some(end) = end.or_else(armed) else {
            at += 1;
            continue;
        };
        let name = aliases.full_name(reading, at..end);
        match named.iter_mut().find(|it| it.0 == name) {
            Some(known) => known.1 += 1,
            None => named.push((name, 1, reading.span(at..end))),
        }
        at = end.max(at + 1);
    }
    named.sort_by_key(|it| std::cmp::Reverse(it.1));
    let second = named.get(1).map_or(0, |it| it.1);
    let (name, count, evidence) = named.into_iter().next()?;
    let kind = ActorKind::Organisation;
    (count >= LEADS_BY * second).then_some(Actor { name, kind, claimed: false, denied: false, evidence })
}

/// The known groups that a text names, each by its fullest name with its initials behind: "Tehrik-i-Taliban
/// Pakistan (TTP)".
fn groups_of(reading: &Reading<'_>) -> Vec<(&'static str, String)> {
    let mut names: Vec<(&'static str, String, String)> = Vec::new();
    let mut at = 0;
    while at < reading.tokens.len() {
        let Some(found) = groups::group_at(reading, at) else {
            at += 1;
            continue;
        };
        let text = reading.text(at..found.end);
        at = found.end;
        let slot = names.iter().position(|it| it.0 == found.key).unwrap_or_else(|| {
            names.push((found.key, String::new(), String::new()));
            names.len() - 1
        });
        let initials = !text.contains(' ') && text.len() <= 6 && text.chars().all(|it| !it.is_lowercase());
        let (_, full, short) = &mut names[slot];
        if initials {
            *short = text;
        } else if text.len() > full.len() {
            *full = text;
        }
    }
    names.sort();
    let name = |full: String, short: String| match (full.is_empty(), short.is_empty()) {
        (false, false) => format!("{full} ({short})"),
        (false, true) => full,
        _ => short,
    };
    names.into_iter().map(|(key, full, short)| (key, name(full, short))).collect()
}

/// Names that stand right before armed people ("RED PATH GUERRILLAS") and come up again: in a text of
/// capitals nothing else tells that they are names.
fn learned_names(reading: &Reading<'_>) -> Vec<Vec<String>> {
    let mut names: Vec<Vec<String>> = Vec::new();
    let mut tried = 0;
    for at in 1..reading.tokens.len() {
        if !reading.is_any(at, &ARMED) {
            continue;
        }
        let limit = reading.sentence_of(at).start.max(at.saturating_sub(3));
        let mut start = at;
        while start > limit && is_name_word(reading, start - 1) {
            start -= 1;
        }
        let words: Vec<String> = (start..at).map(|it| reading.word(it).to_owned()).collect();
        if words.is_empty() || names.contains(&words) {
            continue;
        }
        tried += 1;
        if tried > MOST_TRIED {
            break;
        }
        if comes_up_again(reading, start, &words) {
            names.push(words);
        }
    }
    names.sort();
    names.dedup();
    names
}

fn is_name_word(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.word(at);
    let adjective = ["ed", "ly", "ist", "ian", "an", "ous", "al", "ive", "ary", "ese"]
        .iter()
        .any(|it| word.ends_with(it));
    let known = reading.breaks_phrase(at)
        || reading.mention_at(at).is_some()
        || DETERMINERS.has(word)
        || PEOPLE.has(word)
        || FORCES_ORG.has(word)
        || FORCES_PEOPLE.has(word)
        || MODIFIERS.has(word)
        || number::is_number_word(word)
        || time::is_time_or_month(word)
        || word.ends_with("ing")
        || reading.is_mark(at)
        || reading.is_possessive(at);
    !known
        && !adjective
        && word.len() > 2
        && !matches!(
            word,
            "dead"
                | "former"
                | "last"
                | "latest"
                | "new"
                | "left"
                | "wing"
                | "drug"
                | "more"
                | "many"
                | "few"
                | "fellow"
                | "enemy"
                | "young"
                | "alleged"
        )
}

/// Do the words stand elsewhere in the text without armed people after them?
fn comes_up_again(reading: &Reading<'_>, start: usize, words: &[String]) -> bool {
    (0..reading.tokens.len()).any(|at| {
        at != start
            && words.iter().enumerate().all(|(offset, word)| reading.word(at + offset) == word)
            && !reading.is_any(at + words.len(), &FORCES_PEOPLE)
    })
}

/// In a text of capitals a word without a vowel is a group's initials: "FMLN".
fn is_initials(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.word(at);
    reading.all_capitals
        && weapon::find(reading, at..at + 1).next().is_none()
        && (3..=6).contains(&word.len())
        && word.bytes().all(|it| it.is_ascii_lowercase() && !b"aeiouy".contains(&it))
        && !matches!(word, "gmt" | "mrs" | "drs" | "www" | "mph" | "kms" | "cnn" | "bbc" | "nbc" | "cbs")
}

/// "… Red People's Front [RPF]": the full name and the token of the short.
fn short_in_brackets(reading: &Reading<'_>, bracket: usize) -> Option<(Range<usize>, usize)> {
    let short = bracket + 1;
    if !is_short(reading, short) || !matches!(reading.word(short + 1), "]" | ")") {
        return None;
    }
    let limit = reading.sentence_of(bracket).start.max(bracket.saturating_sub(LONGEST));
    let letters: Vec<char> = reading.word(short).chars().collect();
    let by_initials =
        (limit..bracket.saturating_sub(1)).rev().find(|it| spells(reading, *it..bracket, &letters));
    let start = by_initials.or_else(|| {
        // Initials of another language: back to what opens the noun phrase.
        let mut start = bracket;
        while start > limit && !opens_name(reading, start - 1) {
            start -= 1;
        }
        (bracket - start >= 2).then_some(start)
    })?;
    Some((start..bracket, short))
}

/// "RPF [Red People's Front]"
fn full_in_brackets(reading: &Reading<'_>, bracket: usize) -> Option<(Range<usize>, usize)> {
    let short = bracket - 1;
    if !is_short(reading, short) {
        return None;
    }
    let letters: Vec<char> = reading.word(short).chars().collect();
    let close = (bracket + 2..bracket + 2 + LONGEST).find(|it| matches!(reading.word(*it), "]" | ")"))?;
    spells(reading, bracket + 1..close, &letters).then_some((bracket + 1..close, short))
}

/// Do the initials of the words spell the letters? Small words may count or not.
fn spells(reading: &Reading<'_>, range: Range<usize>, letters: &[char]) -> bool {
    let mut next = 0;
    for at in range.clone() {
        if reading.tokens.get(at).is_none_or(|it| it.kind != TokenKind::Word) {
            continue;
        }
        let word = reading.word(at);
        let small = matches!(
            word,
            "of" | "the" | "and" | "for" | "de" | "la" | "del" | "i" | "e" | "y" | "in" | "al"
        );
        match word.chars().next() {
            Some(first) if letters.get(next) == Some(&first) && !(at == range.start && small) => next += 1,
            _ if small && at > range.start => {}
            _ => return false,
        }
    }
    next == letters.len() && next > 1
}

fn is_short(reading: &Reading<'_>, at: usize) -> bool {
    let text = reading.tokens.text_of(at);
    (2..=7).contains(&text.len()) && text.chars().all(char::is_uppercase)
}

fn opens_name(reading: &Reading<'_>, at: usize) -> bool {
    DETERMINERS.has(reading.word(at)) || (reading.breaks_phrase(at) && reading.word(at) != "for")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::testing::with_reading;

    fn name_of(text: &str, words: &str) -> String {
        with_reading(text, |reading| {
            let aliases = Aliases::new(reading);
            let start = text.rfind(words).unwrap();
            let range = reading.tokens.range_of(crate::text::Span::new(start, start + words.len()));
            aliases.full_name(reading, range)
        })
    }

    #[test]
    fn full_names_of_short_ones() {
        assert_eq!(
            name_of("Men of the Red People's Front (RPF) came. The RPF left.", "RPF"),
            "Red People's Front (RPF)"
        );
        assert_eq!(
            name_of("THE ARMY OF NATIONAL RESCUE [ERN] CAME. THE ERN LEFT.", "ERN"),
            "ARMY OF NATIONAL RESCUE (ERN)"
        );
        assert_eq!(
            name_of("The TTR (Tehrik-i-Talib Rest) came. The TTR left.", "TTR"),
            "Tehrik-i-Talib Rest (TTR)"
        );
        assert_eq!(name_of("The Red Front came.", "Red Front"), "Red Front");
    }
}

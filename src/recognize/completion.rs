//! What the tagger misses: the rest of a name, demonyms, a place joined to another by a slash, repetitions of a mention.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

use super::{
    cues,
    matcher::Match,
    mention::{Mention, MentionKind, Name, NameKind},
};
use crate::{
    gazetteer::Magnitude,
    text::{Case, TokenKind, Tokens, WordSet},
};

/// Adds the demonyms of the gazetteer, its names that a slash joins to a mention ("Chaman/Spin Boldak"), those of
/// several words that another word leads ("New York's Times Square"), towns that come under fire
/// ("airstrikes on Rafah"), and the other occurrences of words that were recognised as a place: no demonym and no joined name
/// inside a person's name, no repetition of a single word inside any name.
pub(super) fn complete(mentions: &mut Vec<Mention>, names: &[Name], matches: &[Match], tokens: &Tokens<'_>) {
    widen(mentions, names, matches, tokens);
    let mut free = Free::new(mentions, names, tokens.len());
    let whole: HashSet<&Range<usize>> = names.iter().map(|it| &it.tokens).collect();
    let mut found = Vec::new();
    for known in matches {
        let written = tokens.all()[known.tokens.start].case;
        // Nobody bombs a person: what is tagged as one there, whole, is a town.
        let fired_at = is_town(known)
            && cues::is_under_fire(known.tokens.start, tokens)
            && (free.of_all_names(&known.tokens)
                || whole.contains(&known.tokens) && free.of_mentions(&known.tokens));
        let wanted = fired_at
            || known.demonym
            || free.joined_by_slash(&known.tokens, tokens)
            || is_telling(known) && free.led(known.tokens.start, tokens);
        let free_of_people = fired_at || free.of_people(&known.tokens);
        if wanted && matches!(written, Case::Title | Case::Upper) && free_of_people {
            let mut mention = Mention::new(tokens.span_of(known.tokens.clone()), known.tokens.clone());
            if known.demonym {
                mention.kind = MentionKind::Demonym;
            }
            free.take(&mention);
            found.push(mention);
        }
    }
    mentions.append(&mut found);
    let mut by_first_word: HashMap<&str, Vec<&Mention>> = HashMap::new();
    for mention in mentions.iter() {
        let known = by_first_word.entry(tokens.text_of(mention.tokens.start)).or_default();
        let words = mention.span.of(tokens.text());
        if known.iter().all(|it| it.span.of(tokens.text()) != words) {
            known.push(mention);
        }
    }
    for start in 0..tokens.len() {
        let Some(known) = by_first_word.get(tokens.text_of(start)) else { continue };
        let repeated = known.iter().filter_map(|first| {
            let range = start..start + first.tokens.len();
            let span = tokens.span_of(range.clone());
            (span.of(tokens.text()) == first.span.of(tokens.text())).then_some((range, first.kind))
        });
        let Some((range, kind)) = repeated.max_by_key(|(range, _)| range.end) else { continue };
        // One word may be an organisation's too, several are telling: "the Times Square attack".
        let telling =
            range.len() > 1 && (free.of_people(&range) || whole.contains(&range) && free.of_mentions(&range));
        if telling || free.of_all_names(&range) {
            let mut mention = Mention::new(tokens.span_of(range.clone()), range);
            mention.kind = kind;
            free.take(&mention);
            found.push(mention);
        }
    }
    mentions.extend(found);
    mentions.sort_by_key(|it| it.span);
}

/// Gives a mention that no place is named by the rest of its name: of "Spin Boldak" the tagger may see the end only.
fn widen(mentions: &mut [Mention], names: &[Name], matches: &[Match], tokens: &Tokens<'_>) {
    let known: HashSet<&Range<usize>> = matches.iter().map(|it| &it.tokens).collect();
    let free = Free::new(mentions, names, tokens.len());
    let unknown = |it: &&mut Mention| !known.contains(&it.tokens);
    let mut wider = matches.iter().filter(|it| is_telling(it)).peekable();
    for mention in mentions.iter_mut().filter(unknown) {
        while wider.next_if(|it| it.tokens.end < mention.tokens.end).is_some() {}
        let Some(found) = wider.peek().filter(|it| it.tokens.start <= mention.tokens.start) else { continue };
        let rest = || (found.tokens.start..mention.tokens.start).chain(mention.tokens.end..found.tokens.end);
        if rest().next().is_some() && rest().all(|at| free.mention[at] && free.person[at]) {
            *mention = Mention::new(tokens.span_of(found.tokens.clone()), found.tokens.clone());
        }
    }
}

/// Words that a place stands after, sorted.
pub(super) static BEFORE_PLACES: WordSet =
    WordSet::new(&["across", "around", "at", "from", "in", "inside", "near", "outside", "through"]);

/// Is a name by its own words that of a place? One of several words, never mostly something else.
fn is_telling(known: &Match) -> bool {
    known.tokens.len() > 1 && known.stop.is_none() && known.precision.is_some() && !known.abbreviation
}

/// Inhabitants of the least place that is known by its name where it comes under fire.
const TOWN: Magnitude = Magnitude::of(10_000);

/// Is a name that of a town or more, never mostly something else?
fn is_town(known: &Match) -> bool {
    known.stop.is_none() && known.precision.is_some() && !known.abbreviation && known.magnitude >= TOWN
}

/// Which tokens belong to no mention, and to which names.
struct Free {
    mention: Vec<bool>,
    person: Vec<bool>,
    other: Vec<bool>,
}

impl Free {
    fn new(mentions: &[Mention], names: &[Name], len: usize) -> Self {
        let mut free = Self { mention: vec![true; len], person: vec![true; len], other: vec![true; len] };
        mentions.iter().for_each(|it| free.take(it));
        for name in names {
            let tokens = name.tokens.clone();
            match name.kind {
                NameKind::Person => free.person[tokens].fill(false),
                _ => free.other[tokens].fill(false),
            }
        }
        free
    }

    fn take(&mut self, mention: &Mention) {
        self.mention[mention.tokens.clone()].fill(false);
    }

    /// Does a slash part these tokens from a mention?
    fn joined_by_slash(&self, range: &Range<usize>, tokens: &Tokens<'_>) -> bool {
        let slash = |at: usize| tokens.text_of(at) == "/";
        let mention = |at: usize| self.mention.get(at).is_some_and(|free| !free);
        (range.start >= 2 && slash(range.start - 1) && mention(range.start - 2))
            || (slash(range.end) && mention(range.end + 1))
    }

    /// Does a word such as "in" or the possessive of a mention lead a name? ("New York's Times Square")
    fn led(&self, start: usize, tokens: &Tokens<'_>) -> bool {
        let before = |at: usize| at.checked_sub(1).map_or("", |it| tokens.folded(it));
        let start = if before(start) == "the" { start - 1 } else { start };
        let possessive = start
            .checked_sub(2)
            .is_some_and(|it| !self.mention[it] && tokens.all()[it + 1].kind == TokenKind::Possessive);
        possessive || BEFORE_PLACES.has(before(start))
    }

    fn of_mentions(&self, range: &Range<usize>) -> bool {
        range.clone().all(|at| self.mention[at])
    }

    fn of_people(&self, range: &Range<usize>) -> bool {
        self.of_mentions(range) && range.clone().all(|at| self.person[at])
    }

    fn of_all_names(&self, range: &Range<usize>) -> bool {
        self.of_people(range) && range.clone().all(|at| self.other[at])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{gazetteer::Gazetteer, recognize::matcher, text::Span};

    /// The mentions after completion, of a text in which the first occurrence of `first` is tagged.
    fn completed(text: &str, first: &str, person: Option<&str>) -> Vec<String> {
        let tokens = Tokens::new(text);
        let at = |words: &str| {
            let start = text.find(words).unwrap();
            let span = Span::new(start, start + words.len());
            (span, tokens.range_of(span))
        };
        let (span, range) = at(first);
        let mut mentions = vec![Mention::new(span, range)];
        let names: Vec<Name> = person
            .map(|it| {
                let (span, tokens) = at(it);
                Name { span, tokens, kind: NameKind::Person }
            })
            .into_iter()
            .collect();
        let matches = matcher::matches(&tokens, &Gazetteer::embedded());
        complete(&mut mentions, &names, &matches, &tokens);
        mentions.iter().map(|it| it.span.of(text).to_owned()).collect()
    }

    #[test]
    fn repetitions_demonyms_and_joined_places() {
        assert_eq!(completed("Fire hit Lima. Lima burnt.", "Lima", None), ["Lima", "Lima"]);
        assert_eq!(completed("Peruvian police left Lima.", "Lima", None), ["Peruvian", "Lima"]);
        assert_eq!(
            completed("Rain hit New York's Times Square.", "New York", None),
            ["New York", "Times Square"]
        );
        assert_eq!(completed("Lima mourns Times Square.", "Lima", None), ["Lima"]);
        assert_eq!(completed("the Chaman/Spin Boldak post", "Chaman", None), ["Chaman", "Spin Boldak"]);
        assert_eq!(
            completed("the Torkham/Landi Kotal road", "Landi Kotal", None),
            ["Torkham", "Landi Kotal"]
        );
    }

    #[test]
    fn people_keep_their_names() {
        assert_eq!(completed("He left Lima. Adriana Lima stayed.", "Lima", Some("Adriana Lima")), ["Lima"]);
    }
}

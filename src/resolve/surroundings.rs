//! What stands around a mention, and how it is written?

use super::Named;
use crate::{
    recognize::{Mention, is_class_word},
    text::{TokenKind, Tokens, WordSet},
};

/// Groups that one group is said to stand beside, in each way.
pub(super) const MOST_BESIDE: usize = 8;
/// Mentions of the title, and first mentions of the text, that say what it is about.
const MOST_LEADS: usize = 4;
/// Mentions before and after one that count as next to it.
const REACH: usize = 2;

/// Words before a name that something happens at.
static AT: WordSet = WordSet::new(&["around", "at", "from", "in", "near", "of", "outside", "to"]);

/// How and where a group of mentions is written.
#[derive(Debug, Default)]
pub(super) struct Writing {
    /// Tokens before its first mention.
    pub(super) start: Option<usize>,
    /// Does a title name it?
    pub(super) in_title: bool,
    /// How many mentions were looked at, and of those: after a word such as "in", before a comma.
    pub(super) seen: usize,
    pub(super) after_at: usize,
    pub(super) before_comma: usize,
    /// After or before another name without a comma: "Jackson Smith", "Mr. Jackson".
    pub(super) beside_capitals: usize,
}

impl Writing {
    /// Adds a mention of the text of number `which`, of which the first is the document's.
    pub(super) fn add(&mut self, mention: &Mention, which: usize, tokens: &Tokens<'_>) {
        let (start, end) = (mention.tokens.start, mention.tokens.end);
        if which == 0 {
            self.start.get_or_insert(start);
        } else {
            self.in_title = true;
        }
        self.seen += 1;
        let before = start.checked_sub(1).map_or("", |it| tokens.folded(it));
        self.after_at += usize::from(AT.has(before));
        self.before_comma += usize::from(tokens.folded(end) == ",");
        let capital = |at: usize| tokens.text_of(at).starts_with(char::is_uppercase);
        let beside = capital(end) || start.checked_sub(1).is_some_and(|it| it > 0 && capital(it));
        self.beside_capitals += usize::from(beside);
    }
}

/// Appends the groups that a text is about: those of a title, and the first of the text itself.
pub(super) fn add_leads(leads: &mut Vec<usize>, which: usize, group_of: &[usize]) {
    let room = leads.len() + MOST_LEADS;
    let most = if which == 0 { MOST_LEADS / 2 } else { MOST_LEADS };
    for number in group_of.iter().take(most) {
        if leads.len() < room && !leads.contains(number) {
            leads.push(*number);
        }
    }
}

/// Mentions right before and after one.
pub(super) fn next(index: usize, mentions: &[Mention]) -> impl Iterator<Item = usize> {
    let end = (index + REACH + 1).min(mentions.len());
    (index.saturating_sub(REACH)..end).filter(move |it| *it != index)
}

/// Words right before ("the city of Herat") and after ("Helmand province") a mention, or its own last.
pub(super) fn class_words(mention: &Mention, tokens: &Tokens<'_>) -> Vec<String> {
    let (start, end) = (mention.tokens.start, mention.tokens.end);
    let mut words = vec![tokens.folded(end)];
    if tokens.folded(start.wrapping_sub(1)) == "of" {
        words.push(tokens.folded(start.wrapping_sub(2)));
    }
    if mention.tokens.len() > 1 {
        words.push(tokens.folded(end - 1));
        words.push(tokens.folded(start));
    }
    words.into_iter().filter(|it| is_class_word(it)).map(str::to_owned).collect()
}

/// Is a mention followed by "and" or "or" and another, as in a list: "Kansas, Missouri, and Arkansas"?
pub(super) fn is_list(index: usize, text: &Named<'_>) -> bool {
    let Some(next) = text.mentions.get(index + 1) else { return false };
    let between = text.mentions[index].tokens.end..next.tokens.start;
    let words: Vec<&str> = between.map(|it| text.tokens.folded(it)).take(3).collect();
    matches!(words.as_slice(), ["and" | "or"] | [",", "and" | "or"])
}

/// Neighbours that may name the container: `(index, right after a comma)`.
pub(super) fn containers(index: usize, mentions: &[Mention], tokens: &Tokens<'_>) -> Vec<(usize, bool)> {
    let mention = &mentions[index];
    let mut found = Vec::new();
    if let Some(next) = mentions.get(index + 1) {
        let gap = mention.tokens.end..next.tokens.start;
        let words: Vec<&str> = gap.map(|at| tokens.folded(at)).take(8).collect();
        match words.as_slice() {
            [","] | ["."] | ["("] | [".", ","] => {
                found.push((index + 1, true));
                // "Alexandria, Rapides Parish, Louisiana": the second container says as much.
                if let Some(third) = mentions.get(index + 2)
                    && tokens.folded(next.tokens.end) == ","
                    && third.tokens.start == next.tokens.end + 1
                {
                    found.push((index + 2, true));
                }
            }
            [.., "in" | "of"] if words.len() <= 7 && !words.contains(&".") => found.push((index + 1, false)),
            [.., "in" | "of", "the" | "northern" | "southern" | "eastern" | "western" | "central"]
                if words.len() <= 7 =>
            {
                found.push((index + 1, false));
            }
            _ => {}
        }
    }
    if let Some(before) = index.checked_sub(1).and_then(|it| mentions.get(it)) {
        let possessive = tokens.get(before.tokens.end).is_some_and(|it| it.kind == TokenKind::Possessive);
        let gap = mention.tokens.start.saturating_sub(before.tokens.end);
        if possessive && gap <= 4 {
            found.push((index - 1, false));
        }
        if gap == 0 {
            found.push((index - 1, false));
        }
    }
    found
}

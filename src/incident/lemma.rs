//! Forms of English words: is "bombed" a form of "bomb"?

use crate::text::WordTable;

/// How a verb is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum VerbForm {
    /// `kill`
    Base,
    /// `kills`
    Third,
    /// `killed`: past tense or participle, which most verbs write alike.
    Past,
    /// `killing`
    Ing,
}

/// Past tenses and participles that are not made with `-ed`, with their verbs, sorted.
static IRREGULAR: WordTable<&str> = WordTable::new(&[
    ("beaten", "beat"),
    ("blew", "blow"),
    ("blown", "blow"),
    ("broke", "break"),
    ("broken", "break"),
    ("burnt", "burn"),
    ("burst", "burst"),
    ("came", "come"),
    ("caught", "catch"),
    ("driven", "drive"),
    ("drove", "drive"),
    ("fell", "fall"),
    ("fought", "fight"),
    ("found", "find"),
    ("gone", "go"),
    ("held", "hold"),
    ("hit", "hit"),
    ("kidnaped", "kidnap"),
    ("left", "leave"),
    ("lost", "lose"),
    ("made", "make"),
    ("overran", "overrun"),
    ("ran", "run"),
    ("retaken", "retake"),
    ("retook", "retake"),
    ("sank", "sink"),
    ("set", "set"),
    ("shaken", "shake"),
    ("shook", "shake"),
    ("shot", "shoot"),
    ("slain", "slay"),
    ("slew", "slay"),
    ("stole", "steal"),
    ("stolen", "steal"),
    ("struck", "strike"),
    ("sunk", "sink"),
    ("taken", "take"),
    ("threw", "throw"),
    ("thrown", "throw"),
    ("took", "take"),
    ("went", "go"),
]);

/// A folded word whose verb is looked for.
#[derive(Clone, Copy)]
pub(super) struct Inflected<'w> {
    word: &'w str,
    /// The verb that it is an irregular past of.
    irregular: Option<&'static str>,
}

impl<'w> Inflected<'w> {
    pub(super) fn new(word: &'w str) -> Self {
        Self { word, irregular: IRREGULAR.get(word).copied() }
    }

    /// The verb of an irregular form, else the word itself: where to look it up.
    pub(super) fn lookup_form(self) -> &'w str {
        self.irregular.unwrap_or(self.word)
    }

    /// Can it be a form of the first word of a phrase?
    pub(super) fn may_begin(self, phrase: &str) -> bool {
        starts_alike(phrase, self.word) || self.irregular.is_some_and(|it| starts_alike(phrase, it))
    }

    /// Does it look like the past of any verb?
    pub(super) fn is_past(self) -> bool {
        self.irregular.is_some() || self.word.len() > 4 && self.word.ends_with("ed")
    }

    /// The form of the verb `lemma` that it is, if it is one.
    pub(super) fn form_of(self, lemma: &str) -> Option<VerbForm> {
        if let Some(verb) = self.irregular {
            return (verb == lemma).then_some(VerbForm::Past);
        }
        let word = self.word;
        if !starts_alike(lemma, word) {
            return None;
        }
        if word == lemma {
            return Some(VerbForm::Base);
        }
        if is_plural_of(lemma, word) {
            return Some(VerbForm::Third);
        }
        let ing = word.strip_suffix("ing").map(|stem| (stem, VerbForm::Ing));
        let (stem, form) = ing.or_else(|| word.strip_suffix("ed").map(|stem| (stem, VerbForm::Past)))?;
        is_stem_of(lemma, stem).then_some(form)
    }
}

/// Are the first two letters the same, and of longer words the third? A cheap test before the dear ones, which
/// no form of a word fails: endings change a word's last letter alone.
fn starts_alike(lemma: &str, word: &str) -> bool {
    match (lemma.as_bytes(), word.as_bytes()) {
        ([a, b, c, d, ..], [x, y, z, ..]) if *c != b' ' && *d != b' ' => (a, b, c) == (x, y, z),
        ([a, b, ..], [x, y, ..]) => (a, b) == (x, y),
        ([a, ..], [x, ..]) => a == x,
        _ => false,
    }
}

/// Is `word` the noun `singular` or its plural?
pub(super) fn is_noun_form(singular: &str, word: &str) -> bool {
    starts_alike(singular, word) && (word == singular || is_plural_of(singular, word))
}

/// "clash" → "clashes", "robbery" → "robberies", "bomb" → "bombs"
fn is_plural_of(singular: &str, word: &str) -> bool {
    if let Some(stem) = word.strip_suffix("ies") {
        return singular.strip_suffix('y') == Some(stem) || singular.strip_suffix("ie") == Some(stem);
    }
    let Some(stem) = word.strip_suffix('s') else { return false };
    stem == singular || stem.strip_suffix('e').is_some_and(|it| it == singular && takes_es(it))
}

fn takes_es(singular: &str) -> bool {
    singular.ends_with(['s', 'x', 'z', 'o']) || singular.ends_with("sh") || singular.ends_with("ch")
}

/// What is left before `-ed` or `-ing`: "kill", "raid", "ambush", "rap(e)", "rob(b)", "bur(y → i)".
fn is_stem_of(lemma: &str, stem: &str) -> bool {
    if stem == lemma || lemma.strip_suffix('e') == Some(stem) {
        return true;
    }
    if let (Some(short), Some(body)) = (stem.strip_suffix('i'), lemma.strip_suffix('y')) {
        return short == body;
    }
    let mut ends = stem.bytes().rev();
    let doubled = stem.len() > 1 && ends.next() == ends.next();
    doubled && stem.get(..stem.len() - 1) == Some(lemma)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_verbs() {
        for (lemma, word, form) in [
            ("kill", "killed", Some(VerbForm::Past)),
            ("kill", "killing", Some(VerbForm::Ing)),
            ("kill", "kills", Some(VerbForm::Third)),
            ("kidnap", "kidnapped", Some(VerbForm::Past)),
            ("rape", "raping", Some(VerbForm::Ing)),
            ("rob", "robbed", Some(VerbForm::Past)),
            ("shoot", "shot", Some(VerbForm::Past)),
            ("set", "set", Some(VerbForm::Past)),
            ("set", "setting", Some(VerbForm::Ing)),
            ("ambush", "ambushes", Some(VerbForm::Third)),
            ("kill", "skilled", None),
            ("kill", "killer", None),
            ("rob", "robe", None),
        ] {
            assert_eq!(Inflected::new(word).form_of(lemma), form, "{lemma} {word}");
        }
    }

    #[test]
    fn forms_of_nouns() {
        assert!(is_noun_form("robbery", "robberies"));
        assert!(is_noun_form("clash", "clashes"));
        assert!(is_noun_form("bomb", "bombs"));
        assert!(!is_noun_form("bomb", "bombes"));
        assert!(!is_noun_form("attack", "attacker"));
    }
}

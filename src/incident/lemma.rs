//! Forms of English words: is "bombed" a form of "bomb"?

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

/// Verbs whose past tense or participle is not made with `-ed`, sorted.
const IRREGULAR: &[(&str, &[&str])] = &[
    ("beat", &["beaten"]),
    ("blow", &["blew", "blown"]),
    ("break", &["broke", "broken"]),
    ("burn", &["burnt"]),
    ("burst", &["burst"]),
    ("catch", &["caught"]),
    ("come", &["came", "come"]),
    ("fight", &["fought"]),
    ("find", &["found"]),
    ("go", &["gone", "went"]),
    ("hit", &["hit"]),
    ("hold", &["held"]),
    ("kidnap", &["kidnaped"]),
    ("leave", &["left"]),
    ("lose", &["lost"]),
    ("set", &["set"]),
    ("shake", &["shaken", "shook"]),
    ("shoot", &["shot"]),
    ("sink", &["sank", "sunk"]),
    ("slay", &["slain", "slew"]),
    ("steal", &["stole", "stolen"]),
    ("strike", &["stricken", "struck"]),
    ("take", &["taken", "took"]),
    ("throw", &["threw", "thrown"]),
];

/// The form of the verb `lemma` that `word` (folded) is, if it is one.
pub(super) fn verb_form(lemma: &str, word: &str) -> Option<VerbForm> {
    let common = lemma.len().min(1);
    if lemma.as_bytes().get(..common) != word.as_bytes().get(..common) {
        return None;
    }
    if let Ok(at) = IRREGULAR.binary_search_by(|it| it.0.cmp(lemma))
        && IRREGULAR[at].1.contains(&word)
    {
        return Some(VerbForm::Past);
    }
    if word == lemma {
        return Some(VerbForm::Base);
    }
    if is_plural_of(lemma, word) {
        return Some(VerbForm::Third);
    }
    match word
        .strip_suffix("ing")
        .map(|stem| (stem, VerbForm::Ing))
        .or_else(|| word.strip_suffix("ed").map(|stem| (stem, VerbForm::Past)))
    {
        Some((stem, form)) if is_stem_of(lemma, stem) => Some(form),
        _ => None,
    }
}

/// Is `word` the noun `singular` or its plural?
pub(super) fn is_noun_form(singular: &str, word: &str) -> bool {
    word == singular || is_plural_of(singular, word)
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
    fn tables_are_sorted() {
        assert!(IRREGULAR.is_sorted_by_key(|it| it.0));
    }

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
            assert_eq!(verb_form(lemma, word), form, "{lemma} {word}");
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

//! Is this further name one that a text in Latin letters writes?

/// A longer name is a description.
const LONGEST: usize = 48;

/// Is it a name as a text in Latin letters writes it? Not so: other scripts, transliterations in small
/// letters, airport codes, links, and names with digits.
///
/// ```
/// use dateline::gazetteer::geonames::is_written_name;
///
/// assert!(is_written_name("Kābol") && is_written_name("N'Djamena"));
/// assert!(!is_written_name("KBL") && !is_written_name("ka bu er") && !is_written_name("Кабул"));
/// ```
#[must_use]
pub fn is_written_name(name: &str) -> bool {
    name.starts_with(|it: char| it.is_uppercase() || matches!(it, '\'' | '‘' | '’' | 'ʻ'))
        && name.chars().any(char::is_lowercase)
        && (3..=LONGEST).contains(&name.chars().count())
        && is_latin(name)
}

/// Has it only Latin letters with their marks, blanks, hyphens, apostrophes and dots?
pub(super) fn is_latin(name: &str) -> bool {
    name.chars().all(|it| {
        matches!(it, ' ' | '-' | '\'' | '’' | '‘' | 'ʻ' | 'ʼ' | '.' | '·')
            || it.is_ascii_alphabetic()
            || matches!(it, '\u{c0}'..='\u{24f}' | '\u{300}'..='\u{36f}' | '\u{1e00}'..='\u{1eff}')
    })
}

//! Words inside XML.

use std::borrow::Cow;

use super::columns::plain;

/// Words that stand between tags or in an attribute, whatever they are.
pub(super) fn escaped(words: &str) -> Cow<'_, str> {
    let words = plain(words);
    if !words.contains(['&', '<', '>', '"', '\'']) {
        return words;
    }
    let mut out = String::with_capacity(words.len() + 16);
    for letter in words.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_gets_out_of_its_element() {
        assert_eq!(escaped("]]><a b='\"'>&\0"), "]]&gt;&lt;a b=&#39;&quot;&#39;&gt;&amp; ");
        assert!(matches!(escaped("Kabul"), Cow::Borrowed(_)));
    }
}

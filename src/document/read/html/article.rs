//! The article of a page: found by a readability library in what is left of the page, or, where that finds
//! none, all text that is no navigation.

use std::panic::{self, AssertUnwindSafe};

use dom_smoothie::{Config, Readability};
use jiff::civil::Date;

use super::{
    blocks,
    prune::{Pruned, prune},
};

/// Elements of a page that the library is given at most; pages of more are tables or lists.
const MOST_ELEMENTS: usize = 100_000;

/// Parts of a page that hold no article.
const NO_ARTICLE: [&str; 2] = ["aside", "footer"];

/// Bytes of a text that is short for an article.
const SHORT: usize = 250;

/// How many times shorter than all text an article may be before it counts as not found.
const TOO_FEW: usize = 20;

/// The article of a page.
#[derive(Debug, Default)]
pub(super) struct Article {
    pub(super) text: String,
    pub(super) title: Option<String>,
    pub(super) date: Option<Date>,
    pub(super) url: Option<String>,
    pub(super) source: Option<String>,
    /// Where there is no text: what the user can do.
    pub(super) why_empty: Option<&'static str>,
}

/// Finds the article of a page.
pub(super) fn of(page: &str) -> Article {
    let mut pruned = prune(page, false);
    let mut found = find(&pruned);
    // A dialog that was open when a page was saved hides all the rest.
    if found.text.len() < SHORT && pruned.hidden > found.text.len() {
        let shown = prune(page, true);
        let again = find(&shown);
        if again.text.len() > found.text.len() {
            (pruned, found) = (shown, again);
        }
    }
    if found.text.len() < SHORT
        && let Some(text) = pruned.facts.structured_text()
        && text.len() > found.text.len()
    {
        found.text = paragraphs(text);
    }
    let why_empty = if pruned.frames {
        Some("it only frames other pages: save the page of the article")
    } else if pruned.scripts > 0 {
        Some("a script would put the text in: save the page from a browser, after it has loaded")
    } else {
        None
    };
    let owned = |it: &str| it.to_owned();
    let page_title = found.title.or_else(|| pruned.facts.page_title().map(owned));
    Article {
        text: found.text,
        title: pruned.facts.stated_title().map(owned).or(page_title),
        date: pruned.facts.date(),
        url: pruned.facts.address().map(owned),
        source: pruned.facts.source().map(owned),
        why_empty,
    }
}

/// What was found in a page.
struct Found {
    text: String,
    /// The title without the name of the site.
    title: Option<String>,
}

fn find(pruned: &Pruned) -> Found {
    let all = blocks::text(&pruned.body, &NO_ARTICLE);
    if pruned.elements > MOST_ELEMENTS {
        return Found { text: all, title: None };
    }
    let Some((text, title)) = readable(pruned) else { return Found { text: all, title: None } };
    let text = if text.len() < SHORT && text.len() * TOO_FEW < all.len() { all } else { text };
    Found { text, title: Some(title).filter(|it| !it.is_empty()) }
}

/// Text and title of the article that the library finds.
fn readable(pruned: &Pruned) -> Option<(String, String)> {
    let title = pruned.facts.stated_title().or(pruned.facts.page_title()).unwrap_or_default();
    let title = html_escape::encode_text(title);
    let page = format!(
        "<!doctype html><html><head><title>{title}</title></head><body>{}</body></html>",
        pruned.body
    );
    let config = Config { disable_json_ld: true, ..Config::default() };
    // What the library trips over costs the page its article, not the run its other documents.
    let article = panic::catch_unwind(AssertUnwindSafe(|| {
        Readability::new(page, None, Some(config)).ok()?.parse().ok()
    }));
    let article = article.ok().flatten()?;
    let text = blocks::text(&article.content, &[]);
    (!text.is_empty()).then_some((text, article.title))
}

/// A text whose lines are paragraphs.
fn paragraphs(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|it| !it.is_empty()).collect();
    lines.join("\n\n")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RAIN: &str =
        "It rained in Kabul on Monday, officials said, and more rain was expected in the east.";

    #[test]
    fn a_short_page_is_without_its_navigation() {
        let page = format!(
            "<title>Heavy rain falls on Kabul again - Town Talk</title><nav>Egypt</nav><ul class=menu><li><a href=/>Nigeria</a></ul><p>{RAIN}"
        );
        let article = of(&page);
        assert_eq!(article.text, RAIN);
        assert_eq!(article.title.as_deref(), Some("Heavy rain falls on Kabul again"));
    }

    #[test]
    fn what_a_dialog_hides_is_read() {
        let page = format!("<div>Accept?</div><main aria-hidden=true><p>{RAIN}</p></main>");
        assert!(of(&page).text.ends_with(RAIN));
        let page = format!("<main><p>{}</p></main><p hidden>Sun in Cairo.</p>", RAIN.repeat(4));
        assert!(!of(&page).text.contains("Cairo"));
    }

    #[test]
    fn structured_data_stand_in_for_a_text_that_a_script_would_write() {
        let page = format!(
            "<div id=root></div><script type=application/ld+json>{{\"@type\": \"NewsArticle\", \
             \"articleBody\": \"{RAIN}\\nSun in Cairo.\"}}</script>"
        );
        assert_eq!(of(&page).text, format!("{RAIN}\n\nSun in Cairo."));
        assert!(of("<script>render()</script>").why_empty.is_some_and(|it| it.contains("script")));
    }

    proptest! {
        #[test]
        fn any_soup_of_tags_is_a_page(
            soup in "(</?(p|div|table|tr|td|ul|li|a|h1|nav|body|head|html|form|svg|br|pre|article|span|b|title|script|sup)( hidden| class=comment|)>|Rain, in Kabul. |&amp|<|-->|<!--){0,80}"
        ) {
            let text = of(&soup).text;
            prop_assert!(text.trim() == text && !text.contains("\n\n\n"), "{:?}", text);
        }
    }
}

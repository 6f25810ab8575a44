//! The tags, texts and comments of a page, in one pass over it.
//!
//! The parser of a browser takes time in the square of the attributes of a tag and of the depth of a
//! page; this one never looks at a byte more than a fixed number of times, so what it leaves of a page can
//! be given to a real parser.

/// A part of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part<'h> {
    /// Text, with its character references.
    Text(&'h str),
    /// A tag that opens an element.
    Open(Tag<'h>),
    /// A tag that closes an element, by its name.
    Close(&'h str),
    /// An element that holds no markup, whole.
    Raw(Tag<'h>, &'h str),
    /// A comment.
    Comment(&'h str),
}

/// An opening tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tag<'h> {
    pub(super) name: &'h str,
    /// What stands after the name.
    attributes: &'h str,
}

/// Elements whose inside is no markup; the first two reach to the end of the page where they are not closed.
const RAW: [&str; 8] = ["script", "style", "textarea", "title", "iframe", "noframes", "noscript", "xmp"];

/// How many of [`RAW`] swallow the rest of a page.
const SWALLOWING: usize = 2;

/// Attributes of a tag that are looked at.
const MOST_ATTRIBUTES: usize = 64;

/// Goes through a page.
pub(super) struct Scanner<'h> {
    page: &'h str,
    at: usize,
    /// Which of [`RAW`] are closed nowhere in the rest of the page.
    open: [bool; RAW.len()],
}

impl<'h> Scanner<'h> {
    pub(super) fn new(page: &'h str) -> Self {
        Self { page, at: 0, open: [false; RAW.len()] }
    }

    fn rest(&self) -> &'h str {
        self.page.get(self.at..).unwrap_or_default()
    }

    /// The part that begins with the `<` at hand, if it is one.
    fn markup(&mut self) -> Option<Part<'h>> {
        let rest = self.rest();
        let inner = rest.strip_prefix('<')?;
        if let Some(comment) = inner.strip_prefix("!--") {
            let empty = [">", "->"].into_iter().find(|it| comment.starts_with(it));
            let (content, used) = match (empty, comment.find("-->")) {
                (Some(end), _) => ("", end.len()),
                (None, Some(end)) => (&comment[..end], end + 3),
                (None, None) => (comment, comment.len()),
            };
            self.at += "<!--".len() + used;
            return Some(Part::Comment(content));
        }
        let closes = inner.starts_with('/');
        let named = inner.strip_prefix('/').unwrap_or(inner);
        if named.starts_with(|it: char| it.is_ascii_alphabetic()) {
            return self.tag(named, closes);
        }
        if closes || inner.starts_with(['!', '?']) {
            let used = rest.find('>').map_or(rest.len(), |it| it + 1);
            self.at += used;
            return Some(Part::Comment(""));
        }
        None
    }

    fn tag(&mut self, named: &'h str, closes: bool) -> Option<Part<'h>> {
        let ends = |it: char| it.is_ascii_whitespace() || it == '/' || it == '>';
        let name = &named[..named.find(ends).unwrap_or(named.len())];
        let after = &named[name.len()..];
        let Some(length) = tag_length(after) else {
            // A tag that is never ended is none, nor is anything after it.
            self.at = self.page.len();
            return Some(Part::Comment(""));
        };
        self.at = self.page.len() - after.len() + length + 1;
        if closes {
            return Some(Part::Close(name));
        }
        let tag = Tag { name, attributes: &after[..length] };
        let Some(raw) = RAW.iter().position(|it| it.eq_ignore_ascii_case(name)) else {
            return Some(Part::Open(tag));
        };
        if self.open[raw] {
            return Some(Part::Open(tag));
        }
        let rest = self.rest();
        match closing_tag(rest, RAW[raw]) {
            Some(end) => {
                self.at += end;
                let closing = self.rest();
                self.at += closing.find('>').map_or(closing.len(), |it| it + 1);
                Some(Part::Raw(tag, &rest[..end]))
            }
            None if raw < SWALLOWING => {
                self.at = self.page.len();
                Some(Part::Raw(tag, rest))
            }
            None => {
                self.open[raw] = true;
                Some(Part::Open(tag))
            }
        }
    }
}

impl<'h> Iterator for Scanner<'h> {
    type Item = Part<'h>;

    fn next(&mut self) -> Option<Part<'h>> {
        let rest = self.rest();
        if rest.is_empty() {
            return None;
        }
        let text = match rest.find('<') {
            Some(0) => match self.markup() {
                Some(part) => return Some(part),
                // A bare `<` is text, up to the next one.
                None => rest[1..].find('<').map_or(rest, |it| &rest[..=it]),
            },
            Some(at) => &rest[..at],
            None => rest,
        };
        self.at += text.len();
        Some(Part::Text(text))
    }
}

/// Bytes up to the `>` that ends a tag: not one in quotes, where those hold a value.
fn tag_length(attributes: &str) -> Option<usize> {
    let bytes = attributes.as_bytes();
    let mut at = 0;
    let mut valued = false;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'>' => return Some(at),
            b'"' | b'\'' if valued => {
                at += 1 + attributes[at + 1..].find(char::from(*byte))?;
                valued = false;
            }
            b'=' => valued = true,
            it if it.is_ascii_whitespace() => {}
            _ => valued = false,
        }
        at += 1;
    }
    None
}

/// Where the closing tag of a raw element begins.
fn closing_tag(text: &str, name: &str) -> Option<usize> {
    let is_end = |after: &str| {
        after.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name))
            && !after[name.len()..].starts_with(|it: char| it.is_ascii_alphanumeric())
    };
    text.match_indices("</").map(|it| it.0).find(|at| is_end(&text[at + 2..]))
}

impl<'h> Tag<'h> {
    /// The attributes, as they stand: with their character references, names in any case, `""` for no value.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&'h str, &'h str)> + use<'h> {
        let mut rest = self.attributes;
        std::iter::from_fn(move || {
            rest = rest.trim_start_matches(|it: char| it.is_ascii_whitespace() || it == '/' || it == '=');
            if rest.is_empty() {
                return None;
            }
            let ends = |it: char| it.is_ascii_whitespace() || it == '=' || it == '/';
            let name = &rest[..rest.find(ends).unwrap_or(rest.len())];
            rest = rest[name.len()..].trim_ascii_start();
            let Some(after) = rest.strip_prefix('=') else { return Some((name, "")) };
            let after = after.trim_ascii_start();
            let quote = after.chars().next().filter(|it| *it == '"' || *it == '\'');
            let (value, left) = match quote {
                Some(quote) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
                None => {
                    after.split_at(after.find(|it: char| it.is_ascii_whitespace()).unwrap_or(after.len()))
                }
            };
            rest = left;
            Some((name, value))
        })
        .take(MOST_ATTRIBUTES)
    }

    /// The value of an attribute, by its name in lower case.
    pub(super) fn attribute(&self, name: &str) -> Option<&'h str> {
        self.attributes().find(|it| it.0.eq_ignore_ascii_case(name)).map(|it| it.1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parts(page: &str) -> String {
        Scanner::new(page)
            .map(|it| match it {
                Part::Text(text) => format!("[{text}]"),
                Part::Open(tag) => format!("<{}>", tag.name),
                Part::Close(name) => format!("</{name}>"),
                Part::Raw(tag, text) => format!("{}({text})", tag.name),
                Part::Comment(text) => format!("!{text}!"),
            })
            .collect()
    }

    #[test]
    fn tags_and_texts() {
        assert_eq!(parts("<!doctype html><P class=a>Rain<br/>fell</p >."), "!!<P>[Rain]<br>[fell]</p>[.]");
        assert_eq!(parts("<a title='a > b' href=\"x\">Rain</a>"), "<a>[Rain]</a>");
        assert_eq!(parts("5 < 6 <3 <"), "[5 ][< 6 ][<3 ][<]");
        assert_eq!(parts("<!-- a > b --->Rain<!-->Sun<!-- never"), "! a > b -![Rain]!![Sun]! never!");
        assert_eq!(parts("<p a=\"never closed>Rain"), "!!");
        assert_eq!(parts("<p it's>Rain</p>"), "<p>[Rain]</p>");
    }

    #[test]
    fn elements_without_markup() {
        assert_eq!(parts("<script>a < b; '</p>'</SCRIPT >Rain"), "script(a < b; '</p>')[Rain]");
        assert_eq!(parts("<title>Rain & <b>sun</title>x"), "title(Rain & <b>sun)[x]");
        assert_eq!(parts("<style>a</style><style>b"), "style(a)style(b)");
        assert_eq!(parts("<noscript>Rain<noscript>Sun"), "<noscript>[Rain]<noscript>[Sun]");
        assert_eq!(parts("<titles>Rain"), "<titles>[Rain]");
    }

    #[test]
    fn attributes_in_any_form() {
        let attributes = |page: &str| match Scanner::new(page).next() {
            Some(Part::Open(tag)) => {
                tag.attributes().map(|(name, value)| format!("{name}:{value}")).collect()
            }
            _ => Vec::new(),
        };
        assert_eq!(
            attributes("<a HREF = 'x y' b=c/d hidden e=\"f>\"g=h / >"),
            ["HREF:x y", "b:c/d", "hidden:", "e:f>", "g:h"]
        );
        assert_eq!(attributes("<a =b ==c>"), ["b:=c"]);
        assert_eq!(attributes(&format!("<a {}>", "x ".repeat(1000))).len(), MOST_ATTRIBUTES);
    }

    proptest! {
        #[test]
        fn all_of_any_page_is_gone_through(page in "(<|>|/|a|!|-|\"|'|=| |script|é){0,60}") {
            let mut scanner = Scanner::new(&page);
            let mut last = 0;
            while scanner.next().is_some() {
                prop_assert!(scanner.at > last && page.is_char_boundary(scanner.at));
                last = scanner.at;
            }
            prop_assert_eq!(last, page.len());
        }
    }
}

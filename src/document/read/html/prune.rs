//! A page of any shape → a page that a parser reads in little time: nothing hidden, no scripts, well
//! nested, and never deep.

use super::{
    facts::Facts,
    scan::{Part, Scanner, Tag},
};

/// Deepest level of elements that is kept; tags below are left out and their text stays. Browsers stop at
/// 512; work on a page takes time in its depth.
const DEEPEST: usize = 128;

/// Bytes of an attribute that are kept.
const MOST_VALUE: usize = 1000;

/// Attributes that say what an element is for.
const KEPT_ATTRIBUTES: [&str; 5] = ["class", "id", "role", "itemprop", "rel"];

/// Elements that are left out with all they hold, in sorted order.
#[rustfmt::skip]
const DROPPED: [&str; 36] = [
    "amp-ad", "amp-analytics", "amp-consent", "amp-embed", "amp-iframe", "amp-img", "amp-script", "amp-sidebar",
    "amp-state", "amp-video", "applet", "audio", "button", "canvas", "datalist", "dialog", "frameset", "head",
    "iframe", "map", "math", "menu", "meter", "nav", "noembed", "noframes", "noscript", "object", "progress", "rp", "rt",
    "select", "svg", "template", "video", "xmp",
];

/// Roles of elements that are left out with all they hold.
const DROPPED_ROLES: [&str; 5] = ["navigation", "menu", "menubar", "dialog", "alertdialog"];

/// Elements around a footer that is one of a text, not of the page.
const TEXTS: [&str; 3] = ["article", "main", "blockquote"];

/// Elements that are kept, in sorted order; the tags of others are left out, and what they hold stays.
#[rustfmt::skip]
const KEPT: [&str; 43] = [
    "a", "address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "legend", "li", "main", "ol", "p", "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul",
];

/// Elements that hold nothing and are never closed.
#[rustfmt::skip]
const VOID: [&str; 15] = [
    "area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param",
    "source", "track",
];

/// Elements that no closing tag but their own kind's reaches over.
const CELLS: [&str; 4] = ["td", "th", "caption", "table"];

/// What closing tags of a table reach over cells.
const TABLE_PARTS: [&str; 8] = ["table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption"];

/// What is left of a page.
#[derive(Debug, Default)]
pub(super) struct Pruned {
    /// The inside of its body, well nested.
    pub(super) body: String,
    /// Elements of it.
    pub(super) elements: usize,
    /// Bytes of text left out because it was said to be hidden.
    pub(super) hidden: usize,
    /// Bytes of scripts.
    pub(super) scripts: usize,
    /// Is it a page of frames, which hold the text elsewhere?
    pub(super) frames: bool,
    /// What it says of itself.
    pub(super) facts: Facts,
}

/// Prunes a page. Hidden parts are kept where `show_hidden`, for a dialog hides the rest of a page.
pub(super) fn prune(page: &str, show_hidden: bool) -> Pruned {
    let mut pruner =
        Pruner { pruned: Pruned::default(), show_hidden, stack: Vec::new(), beyond: 0, block: false };
    for part in Scanner::new(page) {
        match part {
            Part::Text(text) => pruner.text(text),
            Part::Comment(words) => pruner.pruned.facts.comment(words),
            Part::Raw(tag, inner) => pruner.raw(&tag, inner),
            Part::Open(tag) => pruner.open(&tag),
            Part::Close(name) => pruner.close(&name.to_ascii_lowercase()),
        }
    }
    pruner.leave(0);
    pruner.pruned
}

/// An element that is open.
struct Element {
    name: String,
    skip: Skip,
}

/// Is what an element holds left out, by itself or by one around it?
#[derive(Clone, Copy, PartialEq, Eq)]
enum Skip {
    No,
    /// By its kind.
    Dropped,
    /// It is said to be hidden.
    Hidden,
}

struct Pruner {
    pruned: Pruned,
    show_hidden: bool,
    stack: Vec<Element>,
    /// Elements open below the deepest level.
    beyond: usize,
    /// Is a paragraph open below the deepest level?
    block: bool,
}

impl Pruner {
    fn skip(&self) -> Skip {
        self.stack.last().map_or(Skip::No, |it| it.skip)
    }

    fn text(&mut self, text: &str) {
        self.pruned.facts.text(text);
        match self.skip() {
            Skip::Dropped => return,
            Skip::Hidden => {
                self.pruned.hidden += text.trim().len();
                return;
            }
            Skip::No => {}
        }
        if self.beyond > 0 && !self.block && !text.trim().is_empty() {
            self.pruned.body.push_str("<p>");
            self.block = true;
        }
        for piece in text.split_inclusive(['<', '>', '\0']) {
            let (plain, last) = match piece.char_indices().next_back() {
                Some((at, '<')) => (&piece[..at], "&lt;"),
                Some((at, '>')) => (&piece[..at], "&gt;"),
                Some((at, '\0')) => (&piece[..at], ""),
                _ => (piece, ""),
            };
            self.pruned.body.push_str(plain);
            self.pruned.body.push_str(last);
        }
    }

    fn raw(&mut self, tag: &Tag<'_>, inner: &str) {
        if tag.name.eq_ignore_ascii_case("script") {
            self.pruned.scripts += inner.len();
            self.pruned.facts.script(tag, inner);
        } else if tag.name.eq_ignore_ascii_case("title") && !self.stack.iter().any(|it| it.name == "svg") {
            self.pruned.facts.title(inner);
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        let name = tag.name.to_ascii_lowercase();
        self.pruned.frames |= name == "frame";
        self.pruned.facts.open(&name, tag, self.is_within("article") || self.is_within("main"));
        if name == "body" {
            // Some pages never close their head.
            self.close("head");
            return;
        }
        if VOID.contains(&name.as_str()) {
            if self.skip() == Skip::No && (name == "br" || name == "hr") {
                self.pruned.body.push_str(if name == "br" { "<br>" } else { "<hr>" });
                self.pruned.elements += 1;
                self.block = false;
            }
            return;
        }
        let custom = name.contains('-') && !name.contains(':');
        let is_kept = custom || KEPT.binary_search(&name.as_str()).is_ok();
        let is_dropped = DROPPED.binary_search(&name.as_str()).is_ok()
            || tag.attribute("role").is_some_and(|it| DROPPED_ROLES.contains(&it))
            || name == "footer" && !TEXTS.iter().any(|it| self.is_within(it));
        let is_hidden = name != "html" && !self.show_hidden && is_hidden(&name, tag);
        // Within what is left out, elements of its own name have to be told from its end.
        let is_within_its_own = self.skip() != Skip::No && self.is_within(&name);
        if !(is_kept || is_dropped || is_hidden || is_within_its_own) {
            return;
        }
        if is_kept {
            self.close_implied(&name);
        }
        let skip = match self.skip() {
            Skip::No if is_dropped => Skip::Dropped,
            Skip::No if is_hidden => Skip::Hidden,
            around => around,
        };
        if skip != Skip::No && self.skip() == Skip::No {
            self.end_block();
        }
        if self.stack.len() >= DEEPEST {
            self.beyond += usize::from((is_kept || is_dropped) && !is_closed_by_implication(&name));
            self.end_block();
            return;
        }
        if skip == Skip::No {
            self.write_open(if custom { "div" } else { &name }, tag);
        }
        self.stack.push(Element { name, skip });
    }

    fn write_open(&mut self, name: &str, tag: &Tag<'_>) {
        let body = &mut self.pruned.body;
        body.push('<');
        body.push_str(name);
        for (key, value) in tag.attributes() {
            let key = key.to_ascii_lowercase();
            if !(KEPT_ATTRIBUTES.contains(&key.as_str()) || name == "a" && key == "href") {
                continue;
            }
            let mut end = value.len().min(MOST_VALUE);
            while !value.is_char_boundary(end) {
                end -= 1;
            }
            body.push(' ');
            body.push_str(&key);
            body.push_str("=\"");
            body.push_str(&value[..end].replace('"', "&quot;").replace('\0', ""));
            body.push('"');
        }
        body.push('>');
        self.pruned.elements += 1;
    }

    /// Closes what an opening tag ends without saying so.
    fn close_implied(&mut self, name: &str) {
        let (ended, within): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "table"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl", "table"]),
            "tr" => (&["tr"], &["table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tbody" | "thead" | "tfoot" | "caption" => (&["tbody", "thead", "tfoot", "caption"], &["table"]),
            "a" => (&["a"], &["table", "td", "th"]),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                (&["h1", "h2", "h3", "h4", "h5", "h6"], &["div", "table"])
            }
            _ => (&[], &[]),
        };
        self.close_nearest(ended, within);
        if name != "a" {
            self.close_nearest(&["p"], &CELLS);
        }
    }

    /// Closes the nearest open element of some names, unless one of the others lies around it.
    fn close_nearest(&mut self, names: &[&str], within: &[&str]) {
        let stops = |it: &Element| names.contains(&it.name.as_str()) || within.contains(&it.name.as_str());
        let Some(at) = self.stack.iter().rposition(stops) else { return };
        // What is skipped is not closed by what stands in it.
        let leads_out = self.stack[at].skip != self.skip();
        if names.contains(&self.stack[at].name.as_str()) && !leads_out {
            self.leave(at);
        }
    }

    fn close(&mut self, name: &str) {
        if self.beyond > 0 {
            if KEPT.binary_search(&name).is_ok() || DROPPED.binary_search(&name).is_ok() {
                self.end_block();
                self.beyond -= usize::from(!is_closed_by_implication(name));
            }
            return;
        }
        let stops = |it: &Element| {
            it.name == name || CELLS.contains(&it.name.as_str()) && !TABLE_PARTS.contains(&name)
        };
        if let Some(at) = self.stack.iter().rposition(stops)
            && self.stack[at].name == name
        {
            self.leave(at);
        }
    }

    /// Closes elements until so many are open.
    fn leave(&mut self, count: usize) {
        self.end_block();
        self.beyond = 0;
        for element in self.stack.drain(count..).rev().filter(|it| it.skip == Skip::No) {
            let name = if element.name.contains('-') { "div" } else { &element.name };
            self.pruned.body.push_str("</");
            self.pruned.body.push_str(name);
            self.pruned.body.push('>');
        }
    }

    /// Ends the paragraph below the deepest level.
    fn end_block(&mut self) {
        if std::mem::take(&mut self.block) {
            self.pruned.body.push_str("</p>");
        }
    }

    fn is_within(&self, name: &str) -> bool {
        self.stack.iter().any(|it| it.name == name)
    }
}

/// Is an element ended by the next of its kind, so that its closing tag is often left out?
fn is_closed_by_implication(name: &str) -> bool {
    matches!(name, "p" | "li" | "dt" | "dd" | "tr" | "td" | "th" | "tbody" | "thead" | "tfoot")
}

/// Does a tag say that its element is not shown? Marks of footnotes count: "killed 12[3]" reads badly.
fn is_hidden(name: &str, tag: &Tag<'_>) -> bool {
    tag.attributes().any(|(key, value)| match key.to_ascii_lowercase().as_str() {
        "hidden" => !value.eq_ignore_ascii_case("until-found"),
        "aria-hidden" => value.eq_ignore_ascii_case("true"),
        "style" => {
            let style = value.replace(|it: char| it.is_ascii_whitespace(), "").to_ascii_lowercase();
            style.contains("display:none") || style.contains("visibility:hidden")
        }
        "class" => name == "sup" && (value.contains("reference") || value.contains("footnote")),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(page: &str) -> String {
        prune(page, false).body
    }

    #[test]
    fn lists_are_sorted() {
        assert!(DROPPED.is_sorted() && KEPT.is_sorted());
    }

    #[test]
    fn what_is_not_shown_goes() {
        assert_eq!(
            body(
                "<html><head><title>T</title><style>p{}</style></head><body><!-- c --><script>x<p></script>\
                 <p style='DISPLAY : none'>a</p><p hidden>b<p>Rain <b>fell</b><noscript>c</noscript>\
                 <svg><title>d</title><text>e</text></svg>.<div aria-hidden=true><p>f<div>g</div></div>"
            ),
            "<p>Rain fell.</p>"
        );
        assert_eq!(
            body("<div><nav>a</div>b<p role=dialog>c<p>d<main><footer>e</footer></main><footer>f"),
            "<div></div>b<p>d</p><main><footer>e</footer></main>"
        );
        assert_eq!(body("<span hidden>a<span>b</span>c</span>d"), "d");
        let pruned = prune("<main aria-hidden=true><p>Rain</p></main>", false);
        assert_eq!((pruned.body.as_str(), pruned.hidden), ("", 4));
        assert_eq!(prune("<main aria-hidden=true><p>Rain</p></main>", true).body, "<main><p>Rain</p></main>");
    }

    #[test]
    fn what_is_left_is_well_nested() {
        assert_eq!(body("<p>a<p>b</div></p>c"), "<p>a</p><p>b</p>c");
        assert_eq!(
            body("<ul><li>a<li>b<ul><li>c</ul></ul>d"),
            "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>d"
        );
        assert_eq!(
            body("<table><tr><td>a<td>b</div><tr><td><p>c</table>d"),
            "<table><tr><td>a</td><td>b</td></tr><tr><td><p>c</p></td></tr></table>d"
        );
        assert_eq!(
            body("<div><ul><a href=\"x&quot;y\">a<a href=z>b</div>c"),
            "<div><ul><a href=\"x&quot;y\">a</a><a href=\"z\">b</a></ul></div>c"
        );
        assert_eq!(
            body("<story-body CLASS='x\"y' onclick=z>a < b > c"),
            "<div class=\"x&quot;y\">a &lt; b &gt; c</div>"
        );
    }

    #[test]
    fn depth_is_bounded_and_texts_stay_apart() {
        let deep = format!(
            "{}one<div>two <b>and</b> three</div>four{}five",
            "<div>".repeat(5000),
            "</div>".repeat(5000)
        );
        let left = body(&deep);
        assert_eq!(left.matches("<div>").count(), DEEPEST);
        assert!(left.contains("<p>one</p><p>two and three</p><p>four</p></div>"), "{left}");
        assert!(left.ends_with("</div>five"));
        assert_eq!(body(&"<p>a".repeat(1000)).matches("<p>a</p>").count(), 1000);
        assert_eq!(body(&"<font size=1><b>".repeat(9000)), "");
    }
}

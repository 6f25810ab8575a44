//! A pruned page, or a part of it → its text: a blank line between paragraphs, so that sentences do not
//! run together.

use super::scan::{Part, Scanner};

/// What stands between two pieces of text; of several the last of these counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Blank,
    Line,
    Cell,
    Paragraph,
}

impl Gap {
    fn as_str(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Blank => " ",
            Self::Line => "\n",
            Self::Cell => " | ",
            Self::Paragraph => "\n\n",
        }
    }
}

/// The text of some markup, without what stands in elements of the names omitted. A block that is all
/// links leads to other pages and is left out, unless nothing else is there.
pub(super) fn text(markup: &str, omitted: &[&str]) -> String {
    let own = read(markup, omitted, false);
    if own.is_empty() { read(markup, omitted, true) } else { own }
}

fn read(markup: &str, omitted: &[&str], with_links: bool) -> String {
    let mut text = Text { out: String::new(), gap: Gap::None, block: 0, is_own: true, with_links, links: 0 };
    // Pruned markup is well nested, so that a count tells whether an element is still open.
    let (mut skipped, mut verbatim) = (0_usize, 0_usize);
    for part in Scanner::new(markup) {
        match part {
            Part::Text(_) if skipped > 0 => {}
            Part::Text(words) => {
                let words = html_escape::decode_html_entities(words);
                if verbatim > 0 { text.lines(&words) } else { text.words(&words) }
            }
            Part::Open(tag) => {
                skipped += usize::from(omitted.contains(&tag.name));
                verbatim += usize::from(tag.name == "pre");
                text.links += usize::from(tag.name == "a");
                text.part(gap(tag.name));
            }
            Part::Close(name) => {
                skipped = skipped.saturating_sub(usize::from(omitted.contains(&name)));
                verbatim = verbatim.saturating_sub(usize::from(name == "pre"));
                text.links = text.links.saturating_sub(usize::from(name == "a"));
                // A headline may be a link to itself.
                text.is_own |= HEADINGS.contains(&name) && !text.out.is_empty();
                text.part(gap(name));
            }
            Part::Raw(..) | Part::Comment(_) => {}
        }
    }
    text.end_block();
    text.out
}

const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

fn gap(name: &str) -> Gap {
    match name {
        "br" => Gap::Line,
        "td" | "th" => Gap::Cell,
        "a" | "span" | "b" | "i" | "em" | "strong" => Gap::None,
        _ => Gap::Paragraph,
    }
}

/// A text as it grows.
struct Text {
    out: String,
    gap: Gap,
    /// Where the block at hand begins, with the gap before it.
    block: usize,
    /// Has the block words that are no link? So has one without words.
    is_own: bool,
    with_links: bool,
    /// Links that are open.
    links: usize,
}

impl Text {
    fn part(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    /// Takes the block back if it is all links.
    fn end_block(&mut self) {
        if !self.is_own {
            self.out.truncate(self.block);
        }
    }

    fn words(&mut self, text: &str) {
        if text.starts_with(char::is_whitespace) {
            self.part(Gap::Blank);
        }
        for word in text.split_whitespace() {
            // What only says where a word may break would hide the word.
            let word = word.replace(['\u{ad}', '\u{200b}', '\u{feff}', '\0'], "");
            if !word.is_empty() {
                if self.gap == Gap::Paragraph || self.out.is_empty() {
                    self.end_block();
                    self.block = self.out.len();
                    self.is_own = false;
                }
                if !self.out.is_empty() {
                    self.out.push_str(self.gap.as_str());
                }
                self.out.push_str(&word);
                self.gap = Gap::None;
                self.is_own |= self.with_links || self.links == 0 && word.contains(char::is_alphanumeric);
            }
            self.part(Gap::Blank);
        }
        if self.gap == Gap::Blank && !text.ends_with(char::is_whitespace) {
            self.gap = Gap::None;
        }
    }

    fn lines(&mut self, text: &str) {
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.part(if self.gap == Gap::Line { Gap::Paragraph } else { Gap::Line });
            }
            self.words(line.trim());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_parted_by_blank_lines() {
        assert_eq!(
            text(
                "<h1>Rain</h1><p>It\n rained <a href=x>in</a> <a>Kabul</a>,<br>and &lt;more&gt;.</p><ul><li>One<li>Two</ul>",
                &[]
            ),
            "Rain\n\nIt rained in Kabul,\nand <more>.\n\nOne\n\nTwo"
        );
        assert_eq!(text("a<br><br>b", &[]), "a\nb");
        assert_eq!(text("<div>x</div>y", &[]), "x\n\ny");
    }

    #[test]
    fn cells_of_a_row_stay_together() {
        let table =
            "<table><tr><th>Place</th><th>Killed</th></tr> <tr> <td>Kabul</td> <td>5</td> </tr></table>";
        assert_eq!(text(table, &[]), "Place | Killed\n\nKabul | 5");
    }

    #[test]
    fn what_is_omitted_and_what_is_verbatim() {
        assert_eq!(text("<nav>a<nav>b</nav>c</nav>d<footer>e</footer>", &["nav", "footer"]), "d");
        assert_eq!(text("<pre>a  b\nc\n\nd</pre>", &[]), "a b\nc\n\nd");
    }

    #[test]
    fn blocks_of_links_lead_elsewhere() {
        let list = "<ul><li><a href=/>World</a></li><li><a>Africa</a> | <a>Egypt</a></li></ul>";
        let page = format!("{list}<h1><a>Rain</a></h1><p>It rained in <a>Kabul</a>.</p>{list}");
        assert_eq!(text(&page, &[]), "Rain\n\nIt rained in Kabul.");
        assert_eq!(text(list, &[]), "World\n\nAfrica | Egypt");
    }

    #[test]
    fn words_are_whole() {
        assert_eq!(
            text("Ka\u{ad}bul&nbsp;and&#8203; Que&shy;tta &bogus; &#xD800; \0", &[]),
            "Kabul and Quetta &bogus; &#xD800;"
        );
        assert_eq!(text("a<a>b</a>c <a>d</a>", &[]), "abc d");
    }
}

//! One page that shows texts beside a map: everything in one file, nothing from a network.
//!
//! The findings stand in it as JSON, which `page.js` draws. No text from outside becomes markup: JSON has
//! `<` escaped, the script sets text only, and the page's policy runs no script but its own.

use std::io::Write;

use serde_json::json;

use super::{About, LayerWriter, WriteOptions};
use crate::{
    error::{Error, Result},
    layer::{findings::Findings, style::SIGNS},
};

const STYLE: &str = include_str!("page.css");
const BODY: &str = include_str!("page.html");
const SCRIPT: &str = include_str!("page.js");

/// Land and borders; `basemap/README.md` says from where.
const WORLD: &str = include_str!("../../../../basemap/world.txt");

/// What the page may do: show itself. The hashes are those of its style and its script, as a test checks.
const POLICY: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; \
    style-src 'sha256-evG2evk1RhF1WOrPWcjnpknPGjtdhzykD6tOBQOzncU='; script-src 'sha256-Xpt8ebCCeJMvK5BzIrntnNrVQ70yW5stHUPVqs6KDiA='";

/// Writes a page.
pub(super) struct Page<W> {
    out: W,
    about: About,
    is_first: bool,
}

impl<W: Write> Page<W> {
    pub(super) fn new(out: W, about: &About, _: &WriteOptions) -> Self {
        Self { out, about: about.clone(), is_first: true }
    }

    fn put(&mut self, text: &str) -> Result<()> {
        self.out.write_all(text.as_bytes()).map_err(Error::output)
    }
}

impl<W: Write> LayerWriter for Page<W> {
    fn begin(&mut self) -> Result<()> {
        let head = json!({
            "about": self.about.in_words(),
            "signs": SIGNS.map(|it| json!({"type": it.event_type, "shape": it.shape, "color": it.color})),
        });
        let head = in_script(head.to_string().trim_end_matches('}'));
        self.put("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")?;
        self.put("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")?;
        self.put(&format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n"))?;
        self.put(&format!("<meta name=\"generator\" content=\"{}\">\n", env!("CARGO_PKG_NAME")))?;
        self.put(&format!("<title>Places and incidents</title>\n<style>{STYLE}</style>\n</head>\n{BODY}"))?;
        self.put(&format!("<script type=\"application/json\" id=\"data\">{head},\"documents\":["))
    }

    fn document(&mut self, findings: Findings) -> Result<()> {
        if findings.line.is_empty() {
            return Ok(());
        }
        let comma = if std::mem::take(&mut self.is_first) { "\n" } else { ",\n" };
        self.put(comma)?;
        self.put(&in_script(&findings.line))
    }

    fn flush(&mut self) -> Result<()> {
        self.out.flush().map_err(Error::output)
    }

    fn finish(&mut self) -> Result<()> {
        self.put("\n]}</script>\n<script type=\"text/plain\" id=\"world\">")?;
        self.put(WORLD)?;
        self.put(&format!("</script>\n<script>{SCRIPT}</script>\n</body>\n</html>\n"))?;
        self.flush()
    }
}

/// JSON that can stand in a script: no tag and no comment can begin in it.
fn in_script(json: &str) -> String {
    json.replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;
    use crate::gazetteer::Gazetteer;

    fn page(lines: &[&str]) -> String {
        let mut bytes = Vec::new();
        let mut page = Page::new(&mut bytes, &About::of(&Gazetteer::embedded()), &WriteOptions::new());
        page.begin().unwrap();
        for line in lines {
            page.document(Findings { line: (*line).to_owned(), ..Findings::default() }).unwrap();
        }
        page.finish().unwrap();
        String::from_utf8(bytes).unwrap()
    }

    fn data(page: &str) -> serde_json::Value {
        let start = page.find("id=\"data\">").unwrap() + "id=\"data\">".len();
        let end = start + page[start..].find("</script>").unwrap();
        serde_json::from_str(&page[start..end]).unwrap()
    }

    #[test]
    fn what_texts_say_stays_in_the_data() {
        let hostile = r#"{"id":"</script><script>alert(1)</script><!--","mentions":[],"incidents":[]}"#;
        let page = page(&[hostile, r#"{"id":"b","mentions":[],"incidents":[]}"#]);
        assert_eq!(page.matches("<script").count(), 3);
        assert_eq!(page.matches("<!--").count(), 0);
        let data = data(&page);
        assert_eq!(data["documents"][0]["id"], "</script><script>alert(1)</script><!--");
        assert_eq!(data["documents"][1]["id"], "b");
        assert_eq!(data["signs"].as_array().unwrap().len(), SIGNS.len());
    }

    #[test]
    fn nothing_found_is_a_page_too() {
        assert_eq!(data(&page(&[]))["documents"], json!([]));
    }

    #[test]
    fn nothing_is_fetched() {
        for part in [STYLE, BODY, SCRIPT, WORLD] {
            for sign in ["http:", "https:", "url(", "fetch(", "import ", "innerHTML", "eval("] {
                assert!(!part.contains(sign), "{sign}");
            }
            assert!(!part.contains("</script") && !part.contains("</style"));
        }
    }

    #[test]
    fn the_policy_names_the_style_and_the_script() {
        for (part, what) in [(STYLE, "style"), (SCRIPT, "script")] {
            let hash = format!("{what}-src 'sha256-{}'", base64(&Sha256::digest(part)));
            assert!(POLICY.contains(&hash), "page.{what} changed: POLICY has to say {hash}");
        }
    }

    fn base64(bytes: &[u8]) -> String {
        const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut text = String::new();
        for chunk in bytes.chunks(3) {
            let bits =
                chunk.iter().fold(0u32, |all, it| (all << 8) | u32::from(*it)) << (8 * (3 - chunk.len()));
            for at in 0..4 {
                let digit = DIGITS[(bits >> (18 - 6 * at) & 63) as usize];
                text.push(if at > chunk.len() { '=' } else { char::from(digit) });
            }
        }
        text
    }
}

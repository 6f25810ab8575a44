//! What a page says of itself: title, day of publication, address, publisher.

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::{super::date, scan::Tag};

/// Bytes of a title, date or address; what is longer is none.
const MOST_BYTES: usize = 2000;

/// Bytes of structured data that are read.
const MOST_STRUCTURED: usize = 4 * 1024 * 1024;

/// Most times of a page that are kept.
const MOST_TIMES: usize = 100;

/// Names of `meta` that tell the day of publication, the surest first.
const DATE_NAMES: [&str; 22] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date.published",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "published-date",
    "publication_date",
    "publish-date",
    "publishdate",
    "publish_date",
    "pubdate",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dc.date.created",
    "dcterms.date",
    "dcterms.created",
    "citation_publication_date",
    "date",
    "og:published_time",
];

/// Names of `meta` that tell the title, the surest first.
const TITLE_NAMES: [&str; 4] = ["og:title", "twitter:title", "dc.title", "headline"];

/// What a page says of itself, as it stands there.
#[derive(Debug, Default)]
pub(super) struct Facts {
    title: Option<String>,
    /// Contents of `meta`, by the rank of their names.
    titles: [Option<String>; TITLE_NAMES.len()],
    dates: [Option<String>; DATE_NAMES.len()],
    site: Option<String>,
    canonical: Option<String>,
    og_url: Option<String>,
    /// The address that a browser wrote into a page it saved.
    saved_from: Option<String>,
    times: Vec<Time>,
    /// Does the next text tell the time of the last element?
    awaits_time: bool,
    structured: Structured,
    structured_bytes: usize,
}

/// A `time` of the page.
#[derive(Debug)]
struct Time {
    words: String,
    /// It says that it is the day of publication.
    is_published: bool,
    in_article: bool,
}

/// What structured data (JSON-LD) say of the article.
#[derive(Debug, Default)]
struct Structured {
    headline: Option<String>,
    date: Option<String>,
    url: Option<String>,
    publisher: Option<String>,
    text: Option<String>,
}

impl Facts {
    /// Learns from an opening tag.
    pub(super) fn open(&mut self, name: &str, tag: &Tag<'_>, in_article: bool) {
        match name {
            "meta" => self.meta(tag),
            "link" if tag.attribute("rel").is_some_and(|it| it.eq_ignore_ascii_case("canonical")) => {
                self.canonical = self.canonical.take().or_else(|| decoded(tag.attribute("href")?));
            }
            "time" if self.times.len() < MOST_TIMES => {
                let said = |key: &str, words: &[&str]| {
                    let value = tag.attribute(key).unwrap_or_default().to_ascii_lowercase();
                    words.iter().any(|it| value.contains(it))
                };
                let is_published = tag.attributes().any(|it| it.0.eq_ignore_ascii_case("pubdate"))
                    || said("itemprop", &["datepublished"])
                    || said("class", &["publish", "entry-date", "posted", "dateline"]);
                let words = tag.attribute("datetime").filter(|it| !it.trim().is_empty()).and_then(decoded);
                self.awaits_time = words.is_none();
                self.times.push(Time { words: words.unwrap_or_default(), is_published, in_article });
            }
            _ if tag.attribute("itemprop") == Some("datePublished") && self.dates[2].is_none() => {
                self.dates[2] =
                    tag.attribute("content").or_else(|| tag.attribute("datetime")).and_then(decoded);
            }
            _ => {}
        }
    }

    fn meta(&mut self, tag: &Tag<'_>) {
        let keys = ["property", "name", "itemprop"].into_iter().filter_map(|it| tag.attribute(it));
        let Some(content) = tag.attribute("content").and_then(decoded) else { return };
        for key in keys.map(|it| it.trim().to_ascii_lowercase()) {
            let first = |place: &mut Option<String>| {
                place.get_or_insert_with(|| content.clone());
            };
            if let Some(rank) = DATE_NAMES.iter().position(|it| *it == key) {
                first(&mut self.dates[rank]);
            } else if let Some(rank) = TITLE_NAMES.iter().position(|it| *it == key) {
                first(&mut self.titles[rank]);
            } else if key == "og:url" {
                first(&mut self.og_url);
            } else if key == "og:site_name" {
                first(&mut self.site);
            }
        }
    }

    /// Learns from a text, which may be that of a `time`.
    pub(super) fn text(&mut self, text: &str) {
        if std::mem::take(&mut self.awaits_time)
            && let (Some(time), Some(words)) = (self.times.last_mut(), decoded(text))
        {
            time.words = words;
        }
    }

    /// Learns from the `title` of the page; later ones are titles of pictures.
    pub(super) fn title(&mut self, text: &str) {
        self.title = self.title.take().or_else(|| decoded(text));
    }

    /// Learns from a comment: browsers write there where they saved a page from.
    pub(super) fn comment(&mut self, words: &str) {
        if self.saved_from.is_none() && words.len() < 2 * MOST_BYTES {
            let after =
                ["saved from url=(", "url: "].into_iter().find_map(|it| Some(words.split_once(it)?.1));
            let address = after.and_then(|it| it.find("http").map(|at| &it[at..]));
            self.saved_from = address.and_then(|it| decoded(it.split_whitespace().next()?));
        }
    }

    /// Learns from a script, if it holds structured data.
    pub(super) fn script(&mut self, tag: &Tag<'_>, inner: &str) {
        let kind = tag.attribute("type").unwrap_or_default();
        self.structured_bytes += inner.len();
        if !kind.trim().eq_ignore_ascii_case("application/ld+json") || self.structured_bytes > MOST_STRUCTURED
        {
            self.structured_bytes -= inner.len();
            return;
        }
        let inner = inner.trim().trim_start_matches("<!--").trim_end_matches("-->");
        let inner = inner.trim().trim_start_matches("//<![CDATA[").trim_end_matches("//]]>");
        if let Ok(value) = serde_json::from_str::<Value>(inner) {
            self.structured.learn(&value);
        }
    }

    /// The title that the page gives its article. What stands in `<title>` names the site, too.
    pub(super) fn stated_title(&self) -> Option<&str> {
        self.structured.headline.as_deref().or_else(|| self.titles.iter().flatten().next().map(|it| &**it))
    }

    /// What stands in `<title>`.
    pub(super) fn page_title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// The day of publication.
    pub(super) fn date(&self) -> Option<Date> {
        let of = |it: &String| date::parse(it);
        let time =
            |published: fn(&&Time) -> bool| self.times.iter().filter(published).find_map(|it| of(&it.words));
        // Of a page with many times those may be of other articles.
        let only = || (self.times.len() == 1).then(|| of(&self.times[0].words)).flatten();
        let structured = self.structured.date.as_ref().and_then(of);
        structured
            .or_else(|| self.dates.iter().flatten().find_map(of))
            .or_else(|| time(|it| it.is_published))
            .or_else(|| time(|it| it.in_article))
            .or_else(only)
            .or_else(|| date_of_address(self.address()?))
    }

    /// The address that the article is published at.
    pub(super) fn address(&self) -> Option<&str> {
        let said = [&self.canonical, &self.og_url, &self.structured.url, &self.saved_from];
        said.into_iter().flatten().map(String::as_str).find(|it| host(it).is_some())
    }

    /// The publisher: the host of the address, else the name that the page gives its site.
    pub(super) fn source(&self) -> Option<&str> {
        let named = [&self.site, &self.structured.publisher];
        self.address().and_then(host).or_else(|| named.into_iter().flatten().next().map(|it| &**it))
    }

    /// The whole text, if structured data hold it.
    pub(super) fn structured_text(&self) -> Option<&str> {
        self.structured.text.as_deref()
    }
}

impl Structured {
    /// Learns from the article among some structured data. `serde_json` bounds how deep they are.
    fn learn(&mut self, value: &Value) {
        match value {
            Value::Array(values) => values.iter().for_each(|it| self.learn(it)),
            Value::Object(fields) => {
                if is_article(fields) {
                    self.article(fields);
                }
                for key in ["@graph", "mainEntity"] {
                    if let Some(inner) = fields.get(key) {
                        self.learn(inner);
                    }
                }
            }
            _ => {}
        }
    }

    /// The first that says a thing is believed: it is the article of the page.
    fn article(&mut self, fields: &Map<String, Value>) {
        let words = |key: &str| decoded(fields.get(key)?.as_str()?);
        let named = |key: &str, inner: &str| match fields.get(key)? {
            Value::Object(inside) => decoded(inside.get(inner)?.as_str()?),
            Value::String(words) => decoded(words),
            _ => None,
        };
        self.headline = self.headline.take().or_else(|| words("headline"));
        self.date = self.date.take().or_else(|| words("datePublished")).or_else(|| words("dateCreated"));
        self.url = self.url.take().or_else(|| named("mainEntityOfPage", "@id")).or_else(|| words("url"));
        self.publisher = self.publisher.take().or_else(|| named("publisher", "name"));
        if self.text.is_none() {
            let text = fields.get("articleBody").and_then(Value::as_str);
            self.text = text.map(|it| html_escape::decode_html_entities(it).into_owned());
        }
    }
}

/// Is it an article, of whatever kind?
fn is_article(fields: &Map<String, Value>) -> bool {
    let is = |it: &Value| {
        it.as_str().is_some_and(|it| it.ends_with("Article") || it.ends_with("Posting") || it == "Report")
    };
    match fields.get("@type") {
        Some(Value::Array(types)) => types.iter().any(is),
        Some(kind) => is(kind),
        None => false,
    }
}

/// Words without character references and runs of blanks; `None` for none, or too many.
fn decoded(words: &str) -> Option<String> {
    if words.len() > MOST_BYTES {
        return None;
    }
    let words = html_escape::decode_html_entities(words);
    let words: Vec<&str> = words.split_whitespace().collect();
    Some(words.join(" ")).filter(|it| !it.is_empty())
}

/// The host of a web address, without `www.`; `None` where it is none.
fn host(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once("://")?;
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let is_host = host.contains('.') && !host.contains([' ', '@', '"', '<', '>']);
    (is_web && is_host).then_some(host)
}

/// The day in an address: `/2022/12/17/` or `2022-12-17`.
fn date_of_address(address: &str) -> Option<Date> {
    let parts: Vec<&str> = address.split(['/', '-', '_', '?', '.']).collect();
    parts.windows(3).find_map(|window| {
        let [year, month, day] = window else { return None };
        let all_digits = window.iter().all(|it| it.bytes().all(|it| it.is_ascii_digit()));
        if !all_digits || year.len() != 4 || !(1..=2).contains(&month.len()) || !(1..=2).contains(&day.len())
        {
            return None;
        }
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{super::prune::prune, *};

    fn facts(page: &str) -> Facts {
        prune(page, false).facts
    }

    #[test]
    fn structured_data_are_believed_first() {
        let page = facts(
            "<title>Bomb kills four &mdash; Town Talk</title><meta property='article:published_time' content='2020-01-01'>\
             <script type=application/ld+json>{\"@graph\": [{\"@type\": \"WebSite\", \"url\": \"https://a.example/\"}, \
             {\"@type\": [\"NewsArticle\"], \"headline\": \"Bomb &amp; fire\", \"datePublished\": \"2022-12-17T10:00:00+05:00\", \
             \"mainEntityOfPage\": {\"@id\": \"https://www.a.example/x\"}, \"publisher\": {\"name\": \"A\"}}]}</script>\
             <script type=application/ld+json>{broken</script>",
        );
        assert_eq!(page.stated_title(), Some("Bomb & fire"));
        assert_eq!(page.page_title(), Some("Bomb kills four — Town Talk"));
        assert_eq!(page.date(), Some(date(2022, 12, 17)));
        assert_eq!((page.address(), page.source()), (Some("https://www.a.example/x"), Some("a.example")));
    }

    #[test]
    fn dates_of_many_forms() {
        let day = Some(date(2022, 12, 17));
        for page in [
            "<meta name=DC.date.issued content=2022-12-17>",
            "<meta itemprop=datePublished content='2022-12-17T10:00'>",
            "<span itemprop=datePublished content=2022-12-17>x</span>",
            "<time datetime=2020-01-01>x</time><time class='post published' datetime='2022-12-17'>x</time>",
            "<time datetime=2020-01-01></time><article><time>17 December 2022</time></article>",
            "<time datetime='2022-12-17T08:00:00Z'>yesterday</time>",
            "<link rel=canonical href=https://a.example/2022/12/17/bomb>",
            "<!-- saved from url=(0040)https://a.example/news/2022-12-17-bomb.html -->",
        ] {
            assert_eq!(facts(page).date(), day, "{page}");
        }
        assert_eq!(facts("<time datetime=2020-01-01></time><time datetime=2021-01-01></time>").date(), None);
    }

    #[test]
    fn addresses_are_of_the_web() {
        assert_eq!(
            facts("<link rel=canonical href='/x'><meta property=og:url content=https://b.example/y>")
                .address(),
            Some("https://b.example/y")
        );
        assert_eq!(facts("<link rel=canonical href='javascript:alert(1)'>").address(), None);
        assert_eq!(
            facts("<!--\n Page saved with SingleFile \n url: https://a.example:8080/x \n saved date: -->")
                .source(),
            Some("a.example")
        );
    }
}

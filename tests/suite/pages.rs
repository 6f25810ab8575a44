//! Saved web pages: the article and what the page says of itself, whatever shape it has.

use serde_json::Value;

use crate::support::{TestEnv, features, json_lines};

const ARTICLE: &str = "<p>A suicide bomber killed at least seven people outside a police station in Garissa, eastern Kenya, \
    on Tuesday, officials said, in an attack claimed by al-Shabaab.</p>\n<p>Regional police commander Ali Hassan told \
    reporters that nineteen others, among them four children, were taken to the county hospital with wounds.</p>\n\
    <p>The blast happened at about 8 a.m. when the market next to the station was crowded with traders from Wajir and \
    from across the border in Somalia, several of them told reporters.</p>";

/// A page as news sites make them, with places in all that is not the article.
fn page(head: &str, article: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><meta charset=utf-8><title>Bomb kills seven | Example News</title>{head}</head><body>\
         <header><nav class=menu><ul><li><a href=/>Nigeria</a><li><a href=/>Egypt</a><li><a href=/>London</a></ul></nav></header>\
         <main><article><h1>Bomb kills seven</h1>{article}</article></main>\
         <aside class=related><h3>Read more</h3><ul><li><a href=/1>Floods in Paris</a><li><a href=/2>Fire in Madrid</a></ul></aside>\
         <script>document.write('<p>Baghdad</p>')</script><div style=\"display: none\">Tehran</div>\
         <footer>Example News, 1 Main Street, Springfield</footer></body></html>"
    )
}

fn names(features: &[Value]) -> Vec<&str> {
    let names = features.iter().filter(|it| it["properties"]["layer"] == "location");
    names.map(|it| it["properties"]["name"].as_str().unwrap()).collect()
}

#[test]
fn only_the_article_is_on_the_map() {
    let env = TestEnv::new();
    let head = "<link rel=canonical href=https://www.news.example/2024/bomb><meta property=og:title content='Bomb kills seven'>\
                <meta property=article:published_time content=2024-03-13T08:00:00+03:00>";
    env.write("in/page.html", page(head, ARTICLE));
    let found = features(&env.run(&["map", "in"]).done());
    assert_eq!(names(&found), ["Garissa", "Kenya", "Wajir", "Somalia"]);
    let bomb = &found.iter().find(|it| it["properties"]["layer"] == "incident").unwrap()["properties"];
    assert_eq!((&bomb["fatalities"], &bomb["date_start"]), (&7.into(), &"2024-03-12".into()));
    assert_eq!((&bomb["title"], &bomb["published"]), (&"Bomb kills seven".into(), &"2024-03-13".into()));
    assert_eq!(
        (&bomb["source"], &bomb["url"]),
        (&"news.example".into(), &"https://www.news.example/2024/bomb".into())
    );
    assert_eq!(bomb["document_id"], "page.html");
}

#[test]
fn a_page_on_the_standard_input_is_known_by_its_beginning() {
    let env = TestEnv::new();
    let found = features(&env.run_with(&["map"], page("", ARTICLE)).done());
    assert_eq!(names(&found), ["Garissa", "Kenya", "Wajir", "Somalia"]);
    let as_text = features(&env.run_with(&["map", "--input-format", "text"], page("", ARTICLE)).done());
    assert!(names(&as_text).contains(&"Springfield") || as_text.len() > found.len());
}

#[test]
fn pages_name_their_encoding() {
    let env = TestEnv::new();
    let bytes =
        [b"<html><meta charset=iso-8859-2><p>Rain fell in ".as_slice(), b"\xa3\xf3d\xbc.</p>"].concat();
    env.write("page.htm", bytes);
    let lines = json_lines(&env.run(&["map", "page.htm", "-f", "jsonl"]).done());
    assert_eq!(lines[0]["mentions"][0]["text"], "\u{141}\u{f3}d\u{17a}");
}

#[test]
fn a_page_without_text_says_why() {
    let env = TestEnv::new();
    env.write("script.html", "<html><body><div id=root></div><script>render()</script></body></html>");
    let message = env.run(&["map", "script.html"]);
    assert!(
        message.stderr.contains("script.html: there is no text in this page\nhint: a script would"),
        "{}",
        message.stderr
    );
    assert!(features(&message.done()).is_empty());
    env.write("frames.html", "<html><frameset cols=1><frame src=a.html></frameset></html>");
    assert!(env.run(&["map", "frames.html"]).stderr.contains("it only frames other pages"));
}

#[test]
fn no_shape_of_a_page_stops_the_run() {
    let env = TestEnv::new();
    let many = |part: &str| part.repeat(20_000);
    let shapes = [
        format!("{}{ARTICLE}", many("<div>")),
        format!("<table>{}{ARTICLE}", many("<tr><td><table>")),
        format!("{}{ARTICLE}", many("<font size=1><p><a href=x>")),
        format!("<div {}>{ARTICLE}", (0..20_000).map(|it| format!("a{it}=1 ")).collect::<String>()),
        format!("<article>{ARTICLE}</article>{}", many("<br>")),
        format!("<article>{ARTICLE}</article>{}", many("<!--")),
        format!("<article>{ARTICLE}</article>{}", many("&amp")),
        format!("<article>{ARTICLE}</article><p title=\"{}", many("x")),
    ];
    for (number, shape) in shapes.iter().enumerate() {
        let run = env.write("page.html", format!("<html><body>{shape}")).run(&["map", "page.html"]);
        let found = features(&run.done());
        assert!(
            names(&found).starts_with(&["Garissa", "Kenya", "Wajir", "Somalia"]),
            "shape {number}: {:?}",
            names(&found)
        );
    }
}

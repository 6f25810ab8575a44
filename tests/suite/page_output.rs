//! The page of text and map, as data; `scripts/check-page` looks at it in a browser.

use serde_json::{Value, json};

use crate::support::TestEnv;

/// The JSON that a page is drawn from.
fn data_of_page(page: &str) -> Value {
    let start = page.find("id=\"data\">").unwrap() + "id=\"data\">".len();
    let end = start + page[start..].find("</script>").unwrap();
    serde_json::from_str(&page[start..end]).unwrap()
}

#[test]
fn a_page_holds_texts_with_what_was_found_in_them() {
    let env = TestEnv::new();
    let text =
        "Rain fell in Tripoli. A bomb killed 3 people in Quetta, Pakistan, on 3 May 2024. 👩‍👩 </script><b>";
    let record = json!({"id": "a", "title": "<i>Storm</i>", "text": text, "desk": "Asia"}).to_string();
    env.write("in.jsonl", &record);
    env.run(&["map", "in.jsonl", "-o", "page.html", "--keep", "desk"]).done();
    let page = std::fs::read_to_string(env.path("page.html")).unwrap();
    let data = data_of_page(&page);
    let document = &data["documents"][0];
    assert_eq!(document["text"], text);
    assert_eq!(document["title"], "<i>Storm</i>");
    assert_eq!(document["kept"]["desk"], "Asia");
    assert_eq!(document["incidents"][0]["fatalities"], 3);
    let mentions = document["mentions"].as_array().unwrap();
    let tripoli = mentions.iter().position(|it| it["text"] == "Tripoli").unwrap();
    assert!(!document["alternatives"][tripoli].as_array().unwrap().is_empty());
    assert!(data["about"].as_str().unwrap().contains("GeoNames"));
    assert!(!page.contains("<i>Storm") && page.matches("</script>").count() == 3);

    env.run(&["map", "in.jsonl", "-o", "layer.geojson"]).done();
    env.run(&["export", "layer.geojson", "-o", "again.html"]).done();
    let again = data_of_page(&std::fs::read_to_string(env.path("again.html")).unwrap());
    assert_eq!(again["documents"][0]["title"], "<i>Storm</i>");
    assert_eq!(again["documents"][0]["incidents"][0]["fatalities"], 3);
}

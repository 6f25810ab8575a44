//! Prints every place that a text names: `cargo run --example geoparse_text < article.txt`.

use std::io::{self, Read};

use dateline::{document::Document, gazetteer::Gazetteer, geoparse::Geoparser};

fn main() -> io::Result<()> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text)?;
    let document = Document::from_text(text);
    let gazetteer = Gazetteer::embedded();
    let parsed = Geoparser::new(&gazetteer).parse(&document);
    for (mention, resolution) in parsed.mentions() {
        let words = mention.span.of(document.text());
        let (kind, usage) = (mention.kind.as_str(), mention.usage.as_str());
        match resolution.chosen() {
            Some(chosen) => {
                let place = chosen.candidate.place;
                let country = gazetteer.country_name(&place).unwrap_or("-");
                let (longitude, latitude) = place.point.x_y();
                println!(
                    "{words} ({kind}, {usage}): {}, {country}, {latitude:.4} {longitude:.4}, confidence {:.2}",
                    place.name,
                    resolution.confidence.value()
                );
            }
            None => println!("{words} ({kind}, {usage}): {}", resolution.outcome.as_str()),
        }
    }
    Ok(())
}

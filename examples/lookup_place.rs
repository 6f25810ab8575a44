//! Prints the places that bear a name and what holds them: `cargo run --example lookup_place -- Tripoli`.

use std::{
    env,
    io::{self, Write},
};

use dateline::{gazetteer::Gazetteer, text::NameKey};

fn main() -> io::Result<()> {
    let name = env::args().skip(1).collect::<Vec<_>>().join(" ");
    lookup(&name, io::stdout().lock())
}

/// One line a place, the best known first.
pub(crate) fn lookup(name: &str, mut out: impl Write) -> io::Result<()> {
    let gazetteer = Gazetteer::embedded();
    for bearer in gazetteer.lookup(&NameKey::new(name)) {
        let place = bearer.place;
        let holders: Vec<&str> = gazetteer.ancestors(place.index).map(|it| it.name).collect();
        let (longitude, latitude) = place.point.x_y();
        writeln!(
            out,
            "{} ({:?}) in {}: {latitude:.4} {longitude:.4}",
            place.name,
            place.feature_code,
            holders.join(", ")
        )?;
    }
    Ok(())
}

//! The programs of `examples/`, run as a user of the library would.

#[path = "../../examples/lookup_place.rs"]
#[allow(dead_code, reason = "its main is run by nobody here")]
mod lookup_place;
#[path = "../../examples/write_layers.rs"]
#[allow(dead_code, reason = "its main is run by nobody here")]
mod write_layers;

use crate::support::{TestEnv, features};

#[test]
fn lookup_place_says_what_holds_a_place() {
    let mut out = Vec::new();
    lookup_place::lookup("Tripoli", &mut out).unwrap();
    let out = String::from_utf8(out).unwrap();
    assert!(
        out.lines().any(|it| it.starts_with("Tripoli (PPLC) in ") && it.contains("Libya: 32.8")),
        "{out}"
    );
    assert!(out.lines().any(|it| it.contains("Lebanon: 34.4")), "{out}");
}

#[test]
fn write_layers_puts_files_on_one_map() {
    let env = TestEnv::new();
    env.write("a.txt", "Rain fell in Nairobi on Monday.")
        .write("b.txt", "A suicide bomber killed two people in Kabul on Monday.");
    let mut out = Vec::new();
    let paths = ["a.txt", "missing.txt", "b.txt"].map(|it| env.path(it));
    write_layers::write_layer(paths, &mut out).unwrap();
    let features = features(&String::from_utf8(out).unwrap());
    let found: Vec<_> = features
        .iter()
        .map(|it| format!("{} {}", it["properties"]["layer"], it["properties"]["name"]).replace('"', ""))
        .collect();
    assert_eq!(found, ["location Nairobi", "location Kabul", "incident Kabul"]);
}

//! The vocabulary: what is documented, and what formats promise.

use std::{fmt::Write, path::Path};

use dateline::layer::{FIELDS, Field, Table};

use crate::support::compare;

/// How the documentation calls a table, and what it says of it.
fn described(table: Table) -> (&'static str, &'static str) {
    match table {
        Table::LocationFeature => ("location", "Feature of a place: `layer` is `location`"),
        Table::IncidentFeature => ("incident", "Feature of an incident: `layer` is `incident`"),
        Table::DocumentLine => ("line", "line of JSON lines, one a document"),
        Table::MentionLine => ("mention", "object under `mentions` of such a line"),
        Table::PhraseLine => ("phrase", "object under `phrases` of such a line"),
        Table::IncidentLine => ("incident in a line", "object under `incidents` of such a line"),
        Table::Lookup => ("lookup", "object of `dateline lookup --json`"),
        Table::MentionRow => {
            ("mention row", "row of a single mention: `--layer mentions`, and in formats with layers")
        }
        Table::DocumentRow => ("document row", "row of a document in formats with layers"),
        Table::UncertaintyRow => ("uncertainty", "area of the layer `uncertainty`"),
        Table::FlatRow => (
            "flat",
            "row of a format without a place of its own for ids (CSV, GeoPackage, FlatGeobuf, KML) or coordinates (CSV)",
        ),
        _ => ("", ""),
    }
}

const TABLES: [Table; 11] = [
    Table::LocationFeature,
    Table::IncidentFeature,
    Table::DocumentLine,
    Table::MentionLine,
    Table::PhraseLine,
    Table::IncidentLine,
    Table::Lookup,
    Table::MentionRow,
    Table::DocumentRow,
    Table::UncertaintyRow,
    Table::FlatRow,
];

fn page() -> String {
    let mut page = String::from(
        "# Output fields\n\n\
         Made from `src/layer/fields.rs` by the tests; `DATELINE_BLESS=1 cargo test --test suite` writes it anew.\n\n\
         A field bears the same name and meaning wherever it appears.\n\
         What a text does not state is `null`, never 0 or an empty text.\n\
         GeoJSON properties are flat: lists are joined with `; `, and every Feature has the keys of both layers, `null` where they do not apply.\n\
         Offsets count Unicode code points of the document's text, the end exclusive.\n\n\
         Where a field appears:\n\n",
    );
    for table in TABLES {
        let (name, what) = described(table);
        writeln!(page, "- *{name}*: {what}").unwrap();
    }
    page.push_str("\n| field | type | unit | values | appears in | meaning |\n|---|---|---|---|---|---|\n");
    for field in FIELDS {
        page.push_str(&row(field));
    }
    page
}

fn row(field: &Field) -> String {
    let tables: Vec<&str> = field.tables.iter().map(|it| described(*it).0).collect();
    format!(
        "| `{}` | {} | {} | {} | {} | {} |\n",
        field.name,
        field.kind.as_str(),
        field.unit,
        field.range,
        tables.join(", "),
        field.description
    )
}

#[test]
fn the_documentation_is_that_of_the_code() {
    compare(&Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/output-fields.md"), &page());
}

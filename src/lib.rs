//! Reads news and puts it on the map.

#![forbid(unsafe_code)]

pub mod document;
pub mod error;
pub mod gazetteer;
pub mod geoparse;
pub mod incident;
pub mod layer;
pub mod recognize;
pub mod resolve;
pub mod text;

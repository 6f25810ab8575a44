//! GeoNames' published files → rows: the one place where their columns are known.
//!
//! Lines are tab-separated UTF-8 without any quoting, described in the `readme.txt` of the export.
//! A line that cannot be read is a [`Fault`] with its number, and the next line follows.

mod codes;
mod line;
mod name;
mod place;
mod selection;
mod written;

pub use codes::{admin1_names, countries};
pub use line::{Fault, Lines};
pub use name::{DeletedName, GeonamesName};
pub use place::{DeletedPlace, GeonamesPlace};
pub use selection::{Languages, Profile, Selection};
pub use written::is_written_name;

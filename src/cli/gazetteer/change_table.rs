//! What changed between two gazetteers as a CSV table, and counted.

use std::{collections::BTreeMap, fmt, io::Write};

use dateline::{
    error::{Error, Result},
    gazetteer::{Change, Gazetteer, changes},
};

use super::super::words::grouped;

const HEADER: [&str; 10] = [
    "place_id", "change", "name", "feature_code", "country", "latitude", "longitude", "old_name", "moved_km",
    "merged_into",
];

/// How many places changed in which way.
#[derive(Debug, Default)]
pub(super) struct Tally {
    counts: BTreeMap<&'static str, u64>,
    farthest_km: f64,
}

impl Tally {
    /// Is all the same?
    pub(super) fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    fn count(&mut self, change: &Change<'_>) {
        *self.counts.entry(change.as_str()).or_default() += 1;
        self.farthest_km = self.farthest_km.max(change.moved_km.unwrap_or(0.0));
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return formatter.write_str("the same places");
        }
        for (at, change) in ["added", "removed", "moved", "renamed", "merged"].into_iter().enumerate() {
            let count = self.counts.get(change).copied().unwrap_or(0);
            let comma = if at == 0 { "" } else { ", " };
            write!(formatter, "{comma}{} {change}", grouped(count))?;
            if change == "moved" && count > 0 {
                write!(formatter, " (up to {:.1} km)", self.farthest_km)?;
            }
        }
        Ok(())
    }
}

/// Writes a row for each place that differs.
///
/// # Errors
///
/// When the table cannot be written.
pub(super) fn write(old: &Gazetteer, new: &Gazetteer, out: &mut impl Write) -> Result<Tally> {
    let mut tally = Tally::default();
    let mut table = csv::Writer::from_writer(out);
    let fault = |error: csv::Error| Error::output(error.into());
    table.write_record(HEADER).map_err(fault)?;
    for change in changes(old, new) {
        tally.count(&change);
        let Some(place) = change.new.or(change.old) else { continue };
        let old_name = change.old.filter(|_| change.renamed).map_or("", |it| it.name);
        table
            .write_record([
                place.id,
                change.as_str(),
                place.name,
                place.feature_code.as_str(),
                place.country.as_ref().map_or("", |it| it.as_str()),
                &place.point.y().to_string(),
                &place.point.x().to_string(),
                old_name,
                &change.moved_km.map(|it| format!("{it:.3}")).unwrap_or_default(),
                &change.merged_into.map(|it| it.0.to_string()).unwrap_or_default(),
            ])
            .map_err(fault)?;
    }
    table.flush().map_err(Error::output)?;
    Ok(tally)
}

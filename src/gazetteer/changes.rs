//! What changed from one gazetteer to the next: added, removed, moved, renamed, merged.

use std::cmp::Ordering;

use super::{
    place::{GeonameId, Place},
    stack::Gazetteer,
};
use crate::text::NameKey;

/// A place that moved less than this, in kilometres, was only rounded.
const MOVED_KM: f64 = 0.1;
/// A place that is gone is merged into one of the same name up to this distance, in kilometres.
const MERGED_KM: f64 = 10.0;

/// What happened to one place.
#[derive(Debug, Clone, Copy)]
pub struct Change<'g> {
    /// The place as it was, unless it was added.
    pub old: Option<Place<'g>>,
    /// The place as it is, unless it was removed.
    pub new: Option<Place<'g>>,
    /// The distance it moved, in kilometres, if it did.
    pub moved_km: Option<f64>,
    /// Is it shown by another name?
    pub renamed: bool,
    /// A place of the same name near by, into which a removed one was probably merged.
    pub merged_into: Option<GeonameId>,
}

impl Change<'_> {
    /// One word for it, the weightiest first: `added`, `merged`, `removed`, `moved`, `renamed`.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match (self.old, self.new) {
            (None, _) => "added",
            (_, None) if self.merged_into.is_some() => "merged",
            (_, None) => "removed",
            _ if self.moved_km.is_some() => "moved",
            _ => "renamed",
        }
    }
}

/// The places that differ in being there, in position or in name, by the text of their ids.
///
/// ```
/// use dateline::gazetteer::{Gazetteer, changes};
///
/// let gazetteer = Gazetteer::embedded();
/// assert_eq!(changes(&gazetteer, &gazetteer).count(), 0);
/// ```
pub fn changes<'g>(old: &'g Gazetteer, new: &'g Gazetteer) -> impl Iterator<Item = Change<'g>> {
    let (mut before, mut after) = (old.places().peekable(), new.places().peekable());
    std::iter::from_fn(move || {
        loop {
            let order = match (before.peek(), after.peek()) {
                (None, None) => return None,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(old), Some(new)) => old.id.cmp(new.id),
            };
            let old_place = if order.is_le() { before.next() } else { None };
            let new_place = if order.is_ge() { after.next() } else { None };
            let change = match (old_place, new_place) {
                (Some(old), Some(new)) => {
                    let moved = old.distance_km(&new);
                    Change {
                        old: Some(old),
                        new: Some(new),
                        moved_km: (moved >= MOVED_KM).then_some(moved),
                        renamed: old.name != new.name,
                        merged_into: None,
                    }
                }
                (old, new_place) => Change {
                    old,
                    new: new_place,
                    moved_km: None,
                    renamed: false,
                    merged_into: old.and_then(|it| merged_into(&it, new)),
                },
            };
            let both = change.old.is_some() && change.new.is_some();
            if !both || change.renamed || change.moved_km.is_some() {
                return Some(change);
            }
        }
    })
}

/// The nearest place of the same name, class and country that is left.
fn merged_into(gone: &Place<'_>, new: &Gazetteer) -> Option<GeonameId> {
    new.lookup(&NameKey::new(gone.name))
        .map(|it| it.place)
        .filter(|it| it.feature_class == gone.feature_class && it.country == gone.country)
        .map(|it| (gone.distance_km(&it), it.geoname_id))
        .filter(|(distance, _)| *distance <= MERGED_KM)
        .min_by(|a, b| a.0.total_cmp(&b.0))?
        .1
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            compile,
            tables::{PlaceRow, Tables},
        },
        *,
    };

    fn gazetteer(places: &[(&str, &str, f64)]) -> Gazetteer {
        let places = places.iter().map(|(id, name, longitude)| PlaceRow {
            place_id: (*id).to_owned(),
            name: (*name).to_owned(),
            ..PlaceRow::at(*longitude, 0.0)
        });
        let tables = Tables { places: places.collect(), ..Tables::default() };
        Gazetteer::from_bytes(compile(&tables).unwrap()).unwrap()
    }

    #[test]
    fn every_kind_of_change_is_told() {
        let old = gazetteer(&[
            ("1", "Same", 1.0),
            ("2", "Gone", 2.0),
            ("3", "Double", 3.0),
            ("5", "Old", 5.0),
            ("6", "Far", 6.0),
        ]);
        let new =
            gazetteer(&[("1", "Same", 1.0), ("4", "Double", 3.01), ("5", "New", 5.0), ("6", "Far", 7.0)]);
        let told: Vec<_> = changes(&old, &new)
            .map(|it| {
                let id = it.new.or(it.old).unwrap().id.to_owned();
                (id, it.as_str(), it.merged_into.map(|it| it.0), it.moved_km.map(f64::round))
            })
            .collect();
        let expected = [
            ("2", "removed", None, None),
            ("3", "merged", Some(4), None),
            ("4", "added", None, None),
            ("5", "renamed", None, None),
            ("6", "moved", None, Some(111.0)),
        ];
        let expected = expected.map(|(id, change, into, km)| (id.to_owned(), change, into, km));
        assert_eq!(told, expected);
    }
}

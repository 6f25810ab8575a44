//! Is A in B? Country, divisions and ancestors of a place.

use super::{
    feature_code::FeatureClass,
    place::{Place, PlaceIndex},
    stack::Gazetteer,
};

/// More levels than any place has: a guard against tables that contain themselves.
const MOST_LEVELS: usize = 8;

impl Gazetteer {
    /// The divisions that hold a place, the smallest first, its country last.
    ///
    /// ```
    /// use dateline::gazetteer::Gazetteer;
    ///
    /// let gazetteer = Gazetteer::embedded();
    /// let kabul = gazetteer.place_by_id("1138958").unwrap();
    /// assert_eq!(gazetteer.ancestors(kabul.index).last().unwrap().name, "Afghanistan");
    /// ```
    pub fn ancestors(&self, index: PlaceIndex) -> impl Iterator<Item = Place<'_>> {
        std::iter::successors(self.parent(index), |it| self.parent(it.index)).take(MOST_LEVELS)
    }

    /// Does `outer` hold `inner`? A country holds what bears its code, a first- or second-level
    /// division what bears its codes too; others hold the points inside their extent, and the places that
    /// state them as their parent.
    ///
    /// ```
    /// use dateline::gazetteer::Gazetteer;
    ///
    /// let gazetteer = Gazetteer::embedded();
    /// let kabul = gazetteer.place_by_id("1138958").unwrap();
    /// let afghanistan = gazetteer.place_by_id("1149361").unwrap();
    /// assert!(gazetteer.holds(&afghanistan, &kabul));
    /// assert!(!gazetteer.holds(&kabul, &afghanistan));
    /// ```
    #[must_use]
    pub fn holds(&self, outer: &Place<'_>, inner: &Place<'_>) -> bool {
        if outer.index == inner.index {
            return false;
        }
        let same_country = outer.country.is_some() && outer.country == inner.country;
        match outer.feature_code.letters() {
            _ if outer.feature_code.is_country() => same_country && !inner.feature_code.is_country(),
            b"ADM1" => same_country && !outer.admin1.is_empty() && outer.admin1 == inner.admin1,
            b"ADM2" => {
                same_country
                    && outer.admin1 == inner.admin1
                    && !outer.admin2.is_empty()
                    && outer.admin2 == inner.admin2
            }
            _ => {
                let inside = outer.extent.is_some_and(|it| it.contains(inner.point))
                    && outer.precision() > inner.precision();
                inside || self.stated_above(inner).any(|it| it.index == outer.index)
            }
        }
    }

    /// The parents that a place states itself, the nearest first, as far as each states another.
    fn stated_above(&self, place: &Place<'_>) -> impl Iterator<Item = Place<'_>> {
        let parent = |it: PlaceIndex| self.stated_parent(it);
        std::iter::successors(parent(place.index), move |it| parent(it.index)).take(MOST_LEVELS)
    }

    /// Names from a place up to its country: the towns and areas it states as its parents, its
    /// first-level division, its country. A name that only repeats the last is left out.
    ///
    /// ```
    /// use dateline::gazetteer::Gazetteer;
    ///
    /// let gazetteer = Gazetteer::embedded();
    /// let mumbai = gazetteer.place_by_id("1275339").unwrap();
    /// assert_eq!(gazetteer.location(&mumbai), ["Mumbai", "Maharashtra", "India"]);
    /// ```
    #[must_use]
    pub fn location<'g>(&'g self, place: &Place<'g>) -> Vec<&'g str> {
        let mut names = vec![place.name];
        let stated = self.stated_above(place).filter(|it| it.feature_class != FeatureClass::Administrative);
        names.extend(stated.map(|it| it.name));
        names.extend(self.admin1_name(place));
        names.extend(self.country_name(place));
        names.dedup();
        names
    }

    /// The name of the first-level division that holds a place, or that it is.
    #[must_use]
    pub fn admin1_name(&self, place: &Place<'_>) -> Option<&str> {
        if place.feature_code.letters() == b"ADM1" {
            return self.place(place.index).map(|it| it.name);
        }
        self.ancestors(place.index).find(|it| it.feature_code.letters() == b"ADM1").map(|it| it.name)
    }

    /// The English name of the country a place lies in, or that it is.
    #[must_use]
    pub fn country_name(&self, place: &Place<'_>) -> Option<&str> {
        let country = self.country(place.country?)?;
        self.place(country.place).map(|it| it.name)
    }
}

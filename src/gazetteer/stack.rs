//! Indexes one over the other as one gazetteer: names → places, places, countries.

use std::{fmt, iter, sync::Arc, vec};

use fst::{Streamer, raw::OpBuilder};

use super::{
    feature_code::FeatureClass,
    index::{Bearer, Bearers, Bearing, Country, Index, division_codes},
    place::{CountryCode, Place, PlaceIndex},
    tables::NameKind,
    walk::Walk,
};
use crate::{
    error::{Error, Result},
    text::NameKey,
};

/// Most indexes that lie over each other: a name is spelled in all of them at once, in a state of fixed size.
pub(super) const MOST_INDEXES: usize = 8;

/// The read-only store of places and their names.
///
/// It is cheap to clone and to share between threads. Opening checks the header and reads nothing
/// else, so it takes microseconds at any size; [`Gazetteer::verify`] reads everything.
///
/// ```
/// use dateline::{gazetteer::Gazetteer, text::NameKey};
///
/// let gazetteer = Gazetteer::embedded();
/// let kabul = gazetteer.lookup(&NameKey::new("KABUL")).next().unwrap();
/// assert_eq!(kabul.place.name, "Kabul");
/// assert_eq!(kabul.place.country.unwrap().as_str(), "AF");
/// ```
#[derive(Clone)]
pub struct Gazetteer {
    /// The lowest first; the numbers of their places run on from one to the next.
    indexes: Arc<[Index]>,
    /// Places that an index above has anew, with the number they have there; sorted.
    replaced: Arc<[(PlaceIndex, PlaceIndex)]>,
    /// What they say of themselves together, as lines `key=value`; a single index speaks for itself.
    about: Option<Arc<str>>,
}

impl Gazetteer {
    /// The gazetteer that is built into the program.
    #[must_use]
    pub fn embedded() -> Self {
        const INDEX: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.index"));
        Self::from_bytes(INDEX).expect("build.rs wrote a whole index of this version")
    }

    /// Opens the bytes of an index: a memory map, a buffer, a static.
    ///
    /// # Errors
    ///
    /// When the bytes are no index, an index of another version, or cut short.
    pub fn from_bytes(bytes: impl AsRef<[u8]> + Send + Sync + 'static) -> Result<Self> {
        let indexes = Arc::from([Index::from_bytes(bytes)?]);
        Ok(Self { indexes, replaced: Arc::from([]), about: None })
    }

    /// This gazetteer with another laid over it, whose places replace those of the same id here.
    ///
    /// A replaced place keeps its names: they lead to what replaced it. Nothing is copied; the places
    /// of the smaller of the two are looked up in the other.
    ///
    /// ```
    /// use dateline::{
    ///     gazetteer::{Compiler, Gazetteer, tables::PlaceRow},
    ///     text::NameKey,
    /// };
    ///
    /// let mut compiler = Compiler::in_memory();
    /// let camp = PlaceRow { place_id: "camp:9".into(), name: "Camp Nine".into(), ..PlaceRow::at(29.2, -1.7) };
    /// compiler.place(&camp)?;
    /// let mut index = std::io::Cursor::new(Vec::new());
    /// compiler.finish(&mut index)?;
    /// let both = Gazetteer::embedded().with_overlay(&Gazetteer::from_bytes(index.into_inner())?)?;
    /// assert!(both.lookup(&NameKey::new("Camp Nine")).next().is_some());
    /// assert!(both.lookup(&NameKey::new("Kabul")).next().is_some());
    /// # Ok::<(), dateline::error::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When more than eight indexes would lie over each other, or they hold more than 2³² places.
    pub fn with_overlay(&self, over: &Self) -> Result<Self> {
        if self.indexes.len() + over.indexes.len() > MOST_INDEXES {
            return Err(Error::new(format!("more than {MOST_INDEXES} gazetteers lie over each other"))
                .with_hint("put the rows of several overlays into one"));
        }
        let numbers = |it: &Self| it.indexes.iter().map(Index::len).sum::<usize>();
        let by =
            u32::try_from(numbers(self)).ok().filter(|it| it.checked_add(numbers(over) as u32).is_some());
        let by = by.ok_or_else(|| Error::new("the gazetteers hold more than four milliards of places"))?;
        let moved = |it: PlaceIndex| PlaceIndex(it.0 + by);
        let mut pairs: Vec<(PlaceIndex, PlaceIndex)> = if over.len() < self.len() {
            let both = |it: Place<'_>| Some((self.find(it.id)?, moved(it.index)));
            over.places().filter_map(both).collect()
        } else {
            let both = |it: Place<'_>| Some((it.index, moved(over.find(it.id)?)));
            self.places().filter_map(both).collect()
        };
        pairs.sort_unstable();
        let newest = |it: PlaceIndex| match pairs.binary_search_by_key(&it, |(old, _)| *old) {
            Ok(at) => pairs[at].1,
            Err(_) => it,
        };
        let mut replaced: Vec<_> = self.replaced.iter().map(|(old, new)| (*old, newest(*new))).collect();
        replaced.extend(over.replaced.iter().map(|(old, new)| (moved(*old), moved(*new))));
        replaced.extend(&pairs);
        replaced.sort_unstable();
        let over_indexes = over.indexes.iter().map(|it| it.moved(by));
        let mut both = Self {
            indexes: self.indexes.iter().cloned().chain(over_indexes).collect(),
            replaced: replaced.into(),
            about: None,
        };
        both.about = Some(both.about_all().into());
        Ok(both)
    }

    /// Reads every byte and compares it with the checksum.
    ///
    /// # Errors
    ///
    /// When a byte changed since the index was written.
    pub fn verify(&self) -> Result<()> {
        self.indexes.iter().try_for_each(Index::verify)
    }

    /// How many places it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.indexes.iter().map(Index::len).sum::<usize>() - self.replaced.len()
    }

    /// Does it hold none?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many bytes it takes, in memory or on the disk.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.indexes.iter().map(Index::size).sum()
    }

    /// What it says of itself: `date`, `places`, `names`, `sources`, and `credit`, whom its licences name.
    #[must_use]
    pub fn about(&self, key: &str) -> Option<&str> {
        let text = self.about.as_deref().or_else(|| self.indexes.first().map(Index::about))?;
        said(text, key)
    }

    /// Checksum of its contents: the same tables give the same number.
    #[must_use]
    pub fn checksum(&self) -> u32 {
        match &self.indexes[..] {
            [index] => index.checksum(),
            indexes => {
                let sums: Vec<u8> = indexes.iter().flat_map(|it| it.checksum().to_le_bytes()).collect();
                crc32fast::hash(&sums)
            }
        }
    }

    /// The places that bear a name, the most prominent first.
    pub fn lookup(&self, key: &NameKey) -> impl Iterator<Item = Bearer<'_>> {
        self.merged(self.indexes.iter().filter_map(|it| it.lookup(key)))
    }

    /// Hands every place that bears a name to `each`, in the order of the folded names.
    ///
    /// # Errors
    ///
    /// The first error of `each`, which ends the round.
    pub fn try_each_name<E>(
        &self,
        mut each: impl FnMut(Bearer<'_>) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let mut names = OpBuilder::new();
        for index in self.indexes.iter() {
            names.push(index.names());
        }
        let mut names = names.union();
        while let Some((_, firsts)) = names.next() {
            let mut firsts = firsts.to_vec();
            firsts.sort_unstable_by_key(|it| it.index);
            let lists = firsts.iter().map(|it| self.indexes[it.index].bearers(it.value));
            self.merged(lists).try_for_each(&mut each)?;
        }
        Ok(())
    }

    /// Starts to spell names word by word.
    #[must_use]
    pub fn walk(&self) -> Walk<'_> {
        Walk::new(self)
    }

    /// A place by its row, which must come from this gazetteer.
    #[must_use]
    pub fn place(&self, index: PlaceIndex) -> Option<Place<'_>> {
        let index = self.newest(index);
        self.index_of(index)?.place(index)
    }

    /// A place by its key in the tables.
    ///
    /// ```
    /// use dateline::gazetteer::Gazetteer;
    ///
    /// assert_eq!(Gazetteer::embedded().place_by_id("1138958").unwrap().name, "Kabul");
    /// ```
    #[must_use]
    pub fn place_by_id(&self, id: &str) -> Option<Place<'_>> {
        self.place(self.find(id)?)
    }

    fn find(&self, id: &str) -> Option<PlaceIndex> {
        self.indexes.iter().rev().find_map(|it| it.find(id))
    }

    /// All places, in the order of the text of their ids.
    pub fn places(&self) -> impl Iterator<Item = Place<'_>> {
        let mut heads: Vec<_> = self.indexes.iter().map(|it| it.places().peekable()).collect();
        iter::from_fn(move || {
            loop {
                let ids = heads.iter_mut().enumerate().filter_map(|(at, it)| Some((it.peek()?.id, at)));
                let (_, at) = ids.min()?;
                let place = heads[at].next()?;
                if self.newest(place.index) == place.index {
                    return Some(place);
                }
            }
        })
    }

    /// What holds a place: the parent it states, else the smallest division or the country of its codes.
    #[must_use]
    pub fn parent(&self, index: PlaceIndex) -> Option<Place<'_>> {
        self.stated_parent(index).or_else(|| self.parent_by_codes(&self.place(index)?))
    }

    /// The parent that a place's row states itself.
    pub(super) fn stated_parent(&self, index: PlaceIndex) -> Option<Place<'_>> {
        let index = self.newest(index);
        let id = self.index_of(index)?.stated_parent(index)?;
        self.place_by_id(id).filter(|it| it.index != index)
    }

    fn parent_by_codes(&self, place: &Place<'_>) -> Option<Place<'_>> {
        let country = place.country?;
        let level = match place.feature_code.as_str() {
            "ADM1" => 0,
            "ADM2" => 1,
            _ if place.feature_class == FeatureClass::Administrative && place.feature_code.is_country() => {
                return None;
            }
            _ => 2,
        };
        let admin2 = || (level > 1).then(|| self.division(country, place.admin1, place.admin2)).flatten();
        let admin1 = || (level > 0).then(|| self.division(country, place.admin1, "")).flatten();
        admin2().or_else(admin1).or_else(|| self.place(self.country(country)?.place))
    }

    /// A first-level division by its code, or with `admin2` a second-level one.
    #[must_use]
    pub fn division(&self, country: CountryCode, admin1: &str, admin2: &str) -> Option<Place<'_>> {
        if admin1.is_empty() && admin2.is_empty() {
            return None;
        }
        // What replaced a division may have other codes.
        let same = |it: &Place<'_>| {
            let is_division = matches!(it.feature_code.as_str(), "ADM1" | "ADM2");
            is_division && division_codes(it) == (Some(country), admin1, admin2)
        };
        let places = self.indexes.iter().rev().filter_map(|it| it.division(country, admin1, admin2));
        places.filter_map(|it| self.place(it)).find(same)
    }

    /// A country by its code.
    #[must_use]
    pub fn country(&self, code: CountryCode) -> Option<Country<'_>> {
        let mut country = self.indexes.iter().rev().find_map(|it| it.country(code))?;
        country.place = self.newest(country.place);
        Some(country)
    }

    /// The indexes, the lowest first.
    pub(super) fn indexes(&self) -> &[Index] {
        &self.indexes
    }

    /// The bearers of one name in several indexes, the lowest index first, as one list.
    pub(super) fn merged<'g>(&'g self, mut lists: impl Iterator<Item = Bearers<'g>>) -> Merged<'g> {
        let Some(first) = lists.next() else { return Merged::None };
        let second = lists.next();
        if second.is_none() && self.replaced.is_empty() {
            return Merged::One(first);
        }
        let mut all: Vec<Bearer<'g>> =
            first.chain(second.into_iter().flatten()).chain(lists.flatten()).collect();
        // What a name mostly is holds for all who bear it; a later table knows better.
        let stop = all.iter().rev().find_map(|it| it.stop);
        for bearer in &mut all {
            *bearer = Bearer { stop, ..self.newest_bearer(*bearer) };
        }
        all.sort_by_key(|it| (it.place.standing(), it.place.id, it.kind));
        all.dedup_by_key(|it| it.place.index);
        Merged::Several(all.into_iter())
    }

    /// The same bearer, with the place that replaced its own if one did.
    pub(super) fn newest_bearer<'g>(&'g self, bearer: Bearer<'g>) -> Bearer<'g> {
        let index = self.newest(bearer.place.index);
        if index == bearer.place.index {
            return bearer;
        }
        let place = self.place(index).unwrap_or(bearer.place);
        // The name it was shown by until now is another of its names.
        Bearer { place, kind: bearer.kind.max(NameKind::Alternate), ..bearer }
    }

    /// The number of what replaced a place, or its own.
    fn newest(&self, index: PlaceIndex) -> PlaceIndex {
        if self.replaced.is_empty() {
            return index;
        }
        match self.replaced.binary_search_by_key(&index, |(old, _)| *old) {
            Ok(at) => self.replaced[at].1,
            Err(_) => index,
        }
    }

    /// The index that has a place of this number.
    fn index_of(&self, index: PlaceIndex) -> Option<&Index> {
        self.indexes.iter().rev().find(|it| it.first() <= index.0)
    }

    /// What the indexes say of themselves together: the newest day, sums, and each source and credit once.
    fn about_all(&self) -> String {
        let all = |key: &'static str| self.indexes.iter().filter_map(move |it| said(it.about(), key));
        let once = |key: &'static str| {
            let mut parts: Vec<&str> = Vec::new();
            for part in all(key).flat_map(|it| it.split("; ")).filter(|it| !it.is_empty()) {
                if !parts.contains(&part) {
                    parts.push(part);
                }
            }
            parts.join("; ")
        };
        let names: u64 = all("names").filter_map(|it| it.parse::<u64>().ok()).sum();
        let (date, places) = (all("date").max().unwrap_or(""), self.len());
        let (sources, credit) = (once("sources"), once("credit"));
        format!("date={date}\nplaces={places}\nnames={names}\nsources={sources}\ncredit={credit}\n")
    }
}

impl fmt::Debug for Gazetteer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Gazetteer").field("places", &self.len()).finish_non_exhaustive()
    }
}

/// The value of a key among lines `key=value`.
fn said<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    text.lines().find_map(|it| it.strip_prefix(key)?.strip_prefix('='))
}

/// The places that bear one name.
pub(super) enum Merged<'g> {
    None,
    /// As one index lists them.
    One(Bearers<'g>),
    Several(vec::IntoIter<Bearer<'g>>),
}

impl Merged<'_> {
    /// The next bearer without its texts.
    pub(super) fn next_bearing(&mut self) -> Option<Bearing> {
        match self {
            Self::One(bearers) => bearers.next_bearing(),
            _ => self.next().map(Bearing::from),
        }
    }
}

impl<'g> Iterator for Merged<'g> {
    type Item = Bearer<'g>;

    fn next(&mut self) -> Option<Bearer<'g>> {
        match self {
            Self::None => None,
            Self::One(bearers) => bearers.next(),
            Self::Several(bearers) => bearers.next(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use proptest::{collection::vec, prelude::*, sample::select};

    use super::*;
    use crate::gazetteer::{
        compile,
        tables::{CountryRow, NameRow, PlaceRow, StopNameRow, StopReason, Tables},
    };

    const IDS: &[&str] = &["1", "10", "2", "a", "adm1:AA.b", "c"];
    const NAMES: &[&str] = &["Camp", "North", "North Camp", "North Springs", "St. Anne", "Saint Anne"];
    const KINDS: &[&str] = &["P.PPL", "S.CMP", "A.ADM1", "A.PCLI", "L.RGN"];

    fn row() -> impl Strategy<Value = PlaceRow> {
        let texts = (select(IDS), select(NAMES), select(KINDS), select(&["AA", "BB", ""][..]));
        let more = (select(IDS), select(&["", "", "1", "a", "nowhere"][..]), select(NAMES), 0_u64..4);
        (texts, more, any::<bool>()).prop_map(
            |((id, name, kind, country), (admin1, parent, further, people), area)| {
                let (class, code) = kind.split_once('.').unwrap();
                // Two divisions of the same codes are not told apart by anybody.
                let admin1 = if code == "ADM1" { id } else { admin1 };
                let box_of = |it: f64| area.then_some(it);
                PlaceRow {
                    place_id: id.to_owned(),
                    name: name.to_owned(),
                    feature_class: class.to_owned(),
                    feature_code: code.to_owned(),
                    country: country.to_owned(),
                    admin1: admin1.to_owned(),
                    population: people,
                    parent: parent.to_owned(),
                    alternate_names: if people == 1 { further.to_owned() } else { String::new() },
                    west: box_of(-1.0),
                    south: box_of(-1.0),
                    east: box_of(2.0),
                    north: box_of(2.0),
                    ..PlaceRow::at(people as f64, 1.0)
                }
            },
        )
    }

    fn tables() -> impl Strategy<Value = Tables> {
        let further = (
            any::<prop::sample::Index>(),
            select(NAMES),
            select(&[NameKind::Historic, NameKind::Demonym][..]),
        );
        (vec(row(), 1..6), vec(further, 0..4)).prop_map(|(places, further)| {
            let name = |(at, name, kind): (prop::sample::Index, &str, NameKind)| NameRow {
                place_id: at.get(&places).place_id.clone(),
                name: name.to_owned(),
                language: String::new(),
                kind,
                name_id: None,
                note: String::new(),
            };
            let names = further.into_iter().map(name).collect();
            Tables { places, names, ..Tables::default() }
        })
    }

    /// What only the lowest tables have.
    fn with_countries(mut tables: Tables) -> Tables {
        tables.countries.push(CountryRow {
            iso2: "AA".to_owned(),
            iso3: "AAA".to_owned(),
            iso_numeric: None,
            name: "Aland".to_owned(),
            place_id: tables.places[0].place_id.clone(),
            continent: String::new(),
            capital: String::new(),
            neighbours: "BB".to_owned(),
            languages: String::new(),
        });
        tables.stop_names.push(StopNameRow { name: "North".to_owned(), reason: StopReason::Word });
        tables
    }

    fn open(tables: &Tables) -> Gazetteer {
        Gazetteer::from_bytes(compile(tables).unwrap()).unwrap()
    }

    /// The tables as one: what replaces a place leaves it the name it was shown by as another.
    fn joined(base: &Tables, over: &Tables) -> Tables {
        let mut all = base.clone();
        let shown: HashMap<&str, &str> =
            base.places.iter().map(|it| (it.place_id.as_str(), it.name.as_str())).collect();
        for place in &over.places {
            all.names.extend(shown.get(place.place_id.as_str()).map(|name| NameRow {
                place_id: place.place_id.clone(),
                name: (*name).to_owned(),
                language: String::new(),
                kind: NameKind::Alternate,
                name_id: None,
                note: String::new(),
            }));
        }
        all.places.extend(over.places.iter().cloned());
        all.names.extend(over.names.iter().cloned());
        all
    }

    /// A place without its number, which is another in another index.
    fn place(it: &Place<'_>) -> String {
        format!("{:?}", Place { index: PlaceIndex(0), ..*it })
    }

    fn bearers<'g>(found: impl Iterator<Item = Bearer<'g>>) -> Vec<(String, NameKind)> {
        found.map(|it| (place(&it.place), it.kind)).collect()
    }

    fn assert_same(one: &Gazetteer, other: &Gazetteer, base: &Gazetteer) {
        let all = |it: &Gazetteer| it.places().map(|it| place(&it)).collect::<Vec<_>>();
        assert_eq!((one.len(), all(one)), (other.len(), all(other)));
        for name in NAMES {
            let key = NameKey::new(name);
            assert_eq!(bearers(one.lookup(&key)), bearers(other.lookup(&key)), "{name}");
            let (mut left, mut right) = (one.walk(), other.walk());
            for word in key.as_str().split(' ') {
                assert_eq!(left.word(word), right.word(word), "{name}");
                assert_eq!(left.is_name(), right.is_name(), "{name}");
                assert_eq!(bearers(left.bearers()), bearers(right.bearers()), "{name}");
                let bearings = left.bearers().map(Bearing::from).collect::<Vec<_>>();
                assert_eq!(left.bearings().collect::<Vec<_>>(), bearings, "{name}");
            }
            if base.lookup(&key).next().is_some() {
                let stops = |it: &Gazetteer| it.lookup(&key).map(|it| it.stop).collect::<Vec<_>>();
                assert_eq!(stops(one), stops(other), "{name}");
            }
            let begin = |it: &Gazetteer| {
                it.names_with_prefix(&key, 9).iter().map(|it| place(&it.place)).collect::<HashSet<_>>()
            };
            assert_eq!(begin(one), begin(other), "{name}");
        }
        for id in IDS {
            let (left, right) = (one.place_by_id(id), other.place_by_id(id));
            assert_eq!(left.map(|it| place(&it)), right.map(|it| place(&it)), "{id}");
            let (Some(left), Some(right)) = (left, right) else { continue };
            let above = |it: &Gazetteer, place: Place<'_>| {
                it.ancestors(place.index).map(|it| it.id.to_owned()).collect::<Vec<_>>()
            };
            assert_eq!(above(one, left), above(other, right), "{id}");
            for inner in IDS {
                let holds = |it: &Gazetteer, outer| Some(it.holds(&outer, &it.place_by_id(inner)?));
                assert_eq!(holds(one, left), holds(other, right), "{id} {inner}");
            }
        }
        for code in ["AA", "BB"].map(|it| CountryCode::new(it).unwrap()) {
            let country = |it: &Gazetteer| {
                it.country(code)
                    .map(|country| (it.place(country.place).unwrap().id.to_owned(), country.iso3.to_owned()))
            };
            assert_eq!(country(one), country(other));
        }
    }

    proptest! {
        #[test]
        fn laid_over_each_other_they_answer_as_one(base in tables(), over in tables(), top in tables()) {
            let base = with_countries(base);
            let (low, middle, high) = (open(&base), open(&over), open(&top));
            let two = low.with_overlay(&middle).unwrap();
            let both = joined(&base, &over);
            assert_same(&two, &open(&both), &low);
            let three = two.with_overlay(&high).unwrap();
            assert_same(&three, &open(&joined(&both, &top)), &low);
            let other_way = low.with_overlay(&middle.with_overlay(&high).unwrap()).unwrap();
            assert_same(&three, &other_way, &low);
            prop_assert_eq!(three.checksum(), other_way.checksum());
            prop_assert!(three.checksum() != two.checksum() && three.verify().is_ok());
        }
    }

    #[test]
    fn a_parent_may_lie_in_another_index() {
        let mut quarter =
            PlaceRow { place_id: "own:quarter".into(), name: "Birere".into(), ..PlaceRow::at(29.2, -1.7) };
        quarter.parent = "1138958".into();
        let over = open(&Tables { places: vec![quarter], ..Tables::default() });
        let gazetteer = Gazetteer::embedded().with_overlay(&over).unwrap();
        let quarter = gazetteer.place_by_id("own:quarter").unwrap();
        let above: Vec<&str> = gazetteer.ancestors(quarter.index).map(|it| it.name).collect();
        assert_eq!((above[0], *above.last().unwrap()), ("Kabul", "Afghanistan"));
        assert_eq!(gazetteer.len(), Gazetteer::embedded().len() + 1);
        assert_eq!(gazetteer.about("credit"), Gazetteer::embedded().about("credit"));
        assert_eq!(gazetteer.about("places"), Some(gazetteer.len().to_string().as_str()));
    }

    #[test]
    fn so_many_and_no_more() {
        let one = open(&Tables::default());
        let mut all = one.clone();
        for _ in 1..MOST_INDEXES {
            all = all.with_overlay(&one).unwrap();
        }
        let message = all.with_overlay(&one).unwrap_err().to_string();
        assert!(message.contains("more than 8 gazetteers") && message.contains("hint: "), "{message}");
    }
}

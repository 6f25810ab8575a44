//! Armed groups that news of many countries names, with their other names.
//!
//! From general knowledge, as an atlas lists rivers: the table tells that a name is a group's, and which names
//! are one group's. It says nothing of what a group did; only texts do.

use super::{initials::Initials, reading::Reading};
use crate::text::WordSet;

/// A group in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    /// One past the last token of the name.
    pub(super) end: usize,
    /// The same for all names of one group.
    pub(super) key: &'static str,
}

/// The group whose name starts at `at`, the longest name first; a name is written with a capital, initials
/// all in capitals.
pub(super) fn group_at(reading: &Reading<'_>, at: usize) -> Option<Found> {
    let word = reading.word(at);
    let starts_so =
        |name: &str| name.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    GROUPS[INITIALS.rows(word)]
        .iter()
        .filter(|it| starts_so(it.0))
        .filter_map(|it| Some(Found { end: end_of(reading, at, it.0)?, key: it.1 }))
        .max_by_key(|it| it.end)
}

/// One past the last token of a name that a foreign word for an army or a party leads: "Jamaat-ul-Ahrar",
/// "Ansar al-Sharia". An article or a hyphen has to follow the word, since towns bear such names too.
pub(super) fn led_name_at(reading: &Reading<'_>, at: usize) -> Option<usize> {
    if !reading.is_any(at, &LEADS) || !(reading.is_capital(at) || reading.all_capitals) {
        return None;
    }
    let joins = |it: usize| reading.word(it) == "-" || reading.is_any(it, &ARTICLES);
    let mut end = at + 1;
    while joins(end) {
        while joins(end) {
            end += 1;
        }
        // The name's own word, after the articles.
        end += 1;
    }
    let last = end - 1;
    let is_name = reading.is_capital(last) || reading.all_capitals && !reading.breaks_phrase(last);
    (last > at && is_name).then_some(end)
}

/// Words for an army, a party, partisans or a movement, in Arabic, Persian and Urdu.
static LEADS: WordSet = WordSet::new(&[
    "ansar", "asaib", "harakat", "hizb", "jabhat", "jaish", "jamaat", "jamiat", "jaysh", "jemaah", "jund",
    "jundallah", "kataib", "katibat", "lashkar", "liwa", "saraya", "sipah", "tehreek", "tehrik",
]);

/// Articles and joining syllables within such names.
static ARTICLES: WordSet =
    WordSet::new(&["al", "ansar", "ash", "bait", "beit", "e", "el", "i", "ul", "us", "ut", "wa", "wal"]);

static INITIALS: Initials = {
    let mut initials = Initials::none();
    let mut row = 0;
    while row < GROUPS.len() {
        initials = initials.with(GROUPS[row].0);
        row += 1;
    }
    initials.summed()
};

/// One past the last token of the name, hyphens and possessives passed over.
fn end_of(reading: &Reading<'_>, at: usize, name: &str) -> Option<usize> {
    let mut next = at;
    for word in name.split(' ') {
        while next > at
            && (matches!(reading.word(next), "-" | "/" | "'" | "’") || reading.is_possessive(next))
        {
            next += 1;
        }
        if reading.word(next) != word {
            return None;
        }
        next += 1;
    }
    let written = |it: usize| reading.tokens.text_of(it);
    let initials = !name.contains(' ') && name.len() <= 5;
    let is_name = match initials {
        true => {
            written(at).chars().filter(|it| it.is_uppercase() || it.is_ascii_digit()).count() > 1
                || LIKE_WORDS.has(name) && reading.is_capital(at)
        }
        false => reading.all_capitals || (at..next).any(|it| reading.is_capital(it)),
    };
    is_name.then_some(next)
}

/// Short names that are no initials.
static LIKE_WORDS: WordSet = WordSet::new(&["fatah", "hamas"]);

/// Each name, folded, without marks, and the key of its group; sorted.
#[rustfmt::skip]
static GROUPS: &[(&str, &str)] = &[
    ("18th street gang", "barrio 18"),
    ("19 april movement", "m 19"),
    ("19th of april movement", "m 19"),
    ("abu sayyaf", "abu sayyaf"),
    ("adf", "adf"),
    ("afghan taliban", "taliban"),
    ("al nusra front", "hayat tahrir al sham"),
    ("al qaeda", "al qaeda"),
    ("al qaeda in the arabian peninsula", "aqap"),
    ("al qaeda in the islamic maghreb", "aqim"),
    ("al qaida", "al qaeda"),
    ("al qassam brigades", "hamas"),
    ("al shabaab", "al shabaab"),
    ("al shabab", "al shabaab"),
    ("alfaro lives", "alfaro lives"),
    ("alfaro vive", "alfaro lives"),
    ("allied democratic forces", "adf"),
    ("ansar al islam", "ansar al islam"),
    ("ansar al sharia", "ansar al sharia"),
    ("ansar allah", "ansar allah"),
    ("ansar dine", "ansar dine"),
    ("ansar eddine", "ansar dine"),
    ("ansarallah", "ansar allah"),
    ("ansaroul islam", "ansar al islam"),
    ("anti balaka", "anti balaka"),
    ("april 19 movement", "m 19"),
    ("aqap", "aqap"),
    ("aqim", "aqim"),
    ("arakan army", "arakan army"),
    ("armed islamic group", "gia"),
    ("army of national liberation", "eln"),
    ("auc", "auc"),
    ("aum shinrikyo", "aum shinrikyo"),
    ("azov battalion", "azov battalion"),
    ("badr organization", "badr organization"),
    ("baloch liberation army", "bla"),
    ("balochistan liberation army", "bla"),
    ("balochistan liberation front", "blf"),
    ("baluchistan liberation army", "bla"),
    ("barrio 18", "barrio 18"),
    ("basque homeland and freedom", "eta"),
    ("bla", "bla"),
    ("black september", "black september"),
    ("blf", "blf"),
    ("bodo liberation tigers", "bodo liberation tigers"),
    ("boko haram", "boko haram"),
    ("cali cartel", "medellin cartel"),
    ("camilist union", "eln"),
    ("caucasus emirate", "caucasus emirate"),
    ("cinchonero", "cinchoneros"),
    ("cinchonero popular liberation movement", "cinchoneros"),
    ("cinchoneros", "cinchoneros"),
    ("cjng", "cjng"),
    ("clan del golfo", "clan del golfo"),
    ("codeco", "codeco"),
    ("congo river alliance", "afc"),
    ("contras", "contras"),
    ("cpi maoist", "cpi maoist"),
    ("daesh", "islamic state"),
    ("democratic forces for the liberation of rwanda", "fdlr"),
    ("devrimci sol", "devrimci sol"),
    ("dhkp c", "devrimci sol"),
    ("eastern security network", "ipob"),
    ("egtk", "tupac katari guerrilla army"),
    ("eln", "eln"),
    ("epl", "epl"),
    ("erp", "erp"),
    ("eta", "eta"),
    ("euskadi ta askatasuna", "eta"),
    ("extraditables", "extraditables"),
    ("ezln", "ezln"),
    ("fano militia", "fano"),
    ("farabundo marti front", "fmln"),
    ("farabundo marti national liberation front", "fmln"),
    ("farc", "farc"),
    ("farc dissidents", "farc"),
    ("fatah", "fatah"),
    ("fdlr", "fdlr"),
    ("fmln", "fmln"),
    ("fnla", "fnla"),
    ("fpl", "fpl"),
    ("fpmr", "fpmr"),
    ("fpmr a", "fpmr"),
    ("free aceh movement", "gam"),
    ("fretilin", "fretilin"),
    ("front de liberation nationale", "fln"),
    ("front for change and concord in chad", "chadian fact"),
    ("gaitanist self defense forces", "clan del golfo"),
    ("gia", "gia"),
    ("grapo", "grapo"),
    ("grey wolves", "grey wolves"),
    ("group for the support of islam and muslims", "jnim"),
    ("gspc", "gspc"),
    ("guatemalan national revolutionary unity", "urng"),
    ("guerrilla army of the poor", "guerrilla army of the poor"),
    ("gulf cartel", "gulf cartel"),
    ("gulf clan", "clan del golfo"),
    ("hamas", "hamas"),
    ("haqqani network", "haqqani network"),
    ("harkat ul mujahideen", "harkat ul mujahideen"),
    ("hayat tahrir al sham", "hayat tahrir al sham"),
    ("hezb e islami", "hezb e islami"),
    ("hezbollah", "hezbollah"),
    ("hizballah", "hezbollah"),
    ("hizbollah", "hezbollah"),
    ("hizbul mujahideen", "hizbul mujahideen"),
    ("hizbullah", "hezbollah"),
    ("houthi", "ansar allah"),
    ("houthis", "ansar allah"),
    ("indigenous people of biafra", "ipob"),
    ("inla", "inla"),
    ("ipob", "ipob"),
    ("ira", "ira"),
    ("irish republican army", "ira"),
    ("is k", "islamic state khorasan"),
    ("isgs", "isgs"),
    ("isil", "islamic state"),
    ("isis", "islamic state"),
    ("isis k", "islamic state khorasan"),
    ("iskp", "islamic state khorasan"),
    ("islamic jihad", "islamic jihad"),
    ("islamic state", "islamic state"),
    ("islamic state group", "islamic state"),
    ("islamic state in iraq and the levant", "islamic state"),
    ("islamic state in the greater sahara", "isgs"),
    ("islamic state khorasan", "islamic state khorasan"),
    ("islamic state khorasan province", "islamic state khorasan"),
    ("islamic state sahel province", "isgs"),
    ("islamic state west africa province", "iswap"),
    ("iswap", "iswap"),
    ("izz ad din al qassam brigades", "hamas"),
    ("jabhat al nusra", "hayat tahrir al sham"),
    ("jaish al adl", "jaish al adl"),
    ("jaish al mahdi", "mahdi army"),
    ("jaish e mohammad", "jaish e mohammed"),
    ("jaish e mohammed", "jaish e mohammed"),
    ("jaish ul adl", "jaish al adl"),
    ("jalisco new generation cartel", "cjng"),
    ("jamaat nusrat al islam wal muslimin", "jnim"),
    ("janjaweed", "janjaweed"),
    ("jemaah islamiyah", "jemaah islamiyah"),
    ("jnim", "jnim"),
    ("jundallah", "jundallah"),
    ("kachin independence army", "kia"),
    ("karen national liberation army", "karen national union"),
    ("karen national union", "karen national union"),
    ("kataib hezbollah", "kataib hezbollah"),
    ("khmer rouge", "khmer rouge"),
    ("kla", "kla"),
    ("knla", "karen national union"),
    ("knu", "karen national union"),
    ("kosovo liberation army", "kla"),
    ("ku klux klan", "ku klux klan"),
    ("kurdistan workers party", "pkk"),
    ("lashkar e jhangvi", "lashkar e jhangvi"),
    ("lashkar e taiba", "lashkar e taiba"),
    ("lautaro youth movement", "lautaro"),
    ("leftist revolutionary movement", "mir"),
    ("liberation tigers of tamil eelam", "ltte"),
    ("liwa fatemiyoun", "liwa fatemiyoun"),
    ("lord resistance army", "lra"),
    ("lorenzo zelaya", "lorenzo zelaya"),
    ("lorenzo zelaya popular revolutionary forces", "lorenzo zelaya"),
    ("los zetas", "zetas"),
    ("lra", "lra"),
    ("ltte", "ltte"),
    ("lurd", "lurd"),
    ("m 19", "m 19"),
    ("m23", "m23"),
    ("mahdi army", "mahdi army"),
    ("mai mai", "mai mai"),
    ("manuel rodriguez patriotic front", "fpmr"),
    ("maoists", "cpi maoist"),
    ("mapu lautaro", "lautaro"),
    ("mara salvatrucha", "mara salvatrucha"),
    ("march 23 movement", "m23"),
    ("maute group", "maute group"),
    ("mayi mayi", "mai mai"),
    ("medellin cartel", "medellin cartel"),
    ("medellin drug cartel", "medellin cartel"),
    ("mek", "mek"),
    ("milf", "milf"),
    ("mir", "mir"),
    ("mndaa", "mndaa"),
    ("mnla", "mnla"),
    ("mnlf", "mnlf"),
    ("montoneros", "montoneros"),
    ("morazanist front", "morazanist front"),
    ("morazanist patriotic front", "morazanist front"),
    ("moro islamic liberation front", "milf"),
    ("moro national liberation front", "mnlf"),
    ("movement for the emancipation of the niger delta", "mend"),
    ("movement of the revolutionary left", "mir"),
    ("mrta", "mrta"),
    ("ms 13", "mara salvatrucha"),
    ("mujahedin e khalq", "mek"),
    ("muslim brotherhood", "muslim brotherhood"),
    ("national guatemalan revolutionary unity", "urng"),
    ("national liberation army", "eln"),
    ("national movement for the liberation of azawad", "mnla"),
    ("naxalites", "cpi maoist"),
    ("naxals", "cpi maoist"),
    ("new ira", "ira"),
    ("new people army", "npa"),
    ("nicaraguan resistance", "contras"),
    ("november 17", "november 17"),
    ("npa", "npa"),
    ("nscn", "nscn"),
    ("nusra front", "hayat tahrir al sham"),
    ("olf", "oromo liberation army"),
    ("organization of the people in arms", "orpa"),
    ("oromo liberation army", "oromo liberation army"),
    ("oromo liberation front", "oromo liberation army"),
    ("orpa", "orpa"),
    ("pakistan taliban", "taliban pakistan"),
    ("pakistani taliban", "taliban pakistan"),
    ("palestinian islamic jihad", "islamic jihad"),
    ("people liberation army of colombia", "epl"),
    ("people protection units", "syrian democratic forces"),
    ("people revolutionary army", "erp"),
    ("pflp", "pflp"),
    ("pjak", "pjak"),
    ("pkk", "pkk"),
    ("polisario", "polisario"),
    ("polisario front", "polisario"),
    ("popular front for the liberation of palestine", "pflp"),
    ("popular liberation army", "epl"),
    ("popular liberation forces", "fpl"),
    ("provisional ira", "ira"),
    ("prtc", "prtc"),
    ("qassam brigades", "hamas"),
    ("quintin lame", "quintin lame"),
    ("rapid support forces", "rsf"),
    ("real ira", "ira"),
    ("red army faction", "raf"),
    ("red brigades", "red brigades"),
    ("renamo", "renamo"),
    ("revolutionary armed forces of colombia", "farc"),
    ("revolutionary army of the people", "erp"),
    ("revolutionary united front", "ruf"),
    ("ricardo franco front", "ricardo franco front"),
    ("rodrigo franco command", "rodrigo franco command"),
    ("rodrigo franco commando", "rodrigo franco command"),
    ("rsf", "rsf"),
    ("seleka", "seleka"),
    ("sendero luminoso", "shining path"),
    ("shabaab", "al shabaab"),
    ("shining path", "shining path"),
    ("sinaloa cartel", "sinaloa cartel"),
    ("syrian democratic forces", "syrian democratic forces"),
    ("taliban", "taliban"),
    ("taliban pakistan", "taliban pakistan"),
    ("tamil tigers", "ltte"),
    ("tehreek e taliban pakistan", "taliban pakistan"),
    ("tehrik e taliban pakistan", "taliban pakistan"),
    ("tehrik i taliban pakistan", "taliban pakistan"),
    ("the extraditables", "extraditables"),
    ("tigray people liberation front", "tplf"),
    ("tplf", "tplf"),
    ("tren de aragua", "tren de aragua"),
    ("ttp", "taliban pakistan"),
    ("tupac amaru", "mrta"),
    ("tupac amaru revolutionary movement", "mrta"),
    ("tupac katari guerrilla army", "tupac katari guerrilla army"),
    ("tupamaros", "tupamaros"),
    ("uc eln", "eln"),
    ("ulfa", "ulfa"),
    ("ulster defence association", "uda"),
    ("ulster volunteer force", "uvf"),
    ("unita", "unita"),
    ("united liberation front of asom", "ulfa"),
    ("united self defense forces of colombia", "auc"),
    ("urng", "urng"),
    ("uvf", "uvf"),
    ("viv ansanm", "viv ansanm"),
    ("wagner group", "wagner"),
    ("weather underground", "weather underground"),
    ("ypg", "syrian democratic forces"),
    ("zapatista army of national liberation", "ezln"),
    ("zapatistas", "ezln"),
    ("zarate willca", "zarate willka"),
    ("zarate willka", "zarate willka"),
    ("zarate willka armed forces of liberation", "zarate willka"),
    ("zetas", "zetas"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::testing::with_reading;

    fn key(text: &str) -> Option<(&'static str, usize)> {
        with_reading(text, |reading| group_at(reading, 0).map(|it| (it.key, it.end)))
    }

    #[test]
    fn the_table_is_sorted_by_whole_words() {
        assert!(GROUPS.is_sorted_by(|one, other| one.0.split(' ').lt(other.0.split(' '))));
    }

    #[test]
    fn all_names_of_a_group_have_one_key() {
        let taliban = key("Tehrik-i-Taliban Pakistan struck.").unwrap();
        assert_eq!(key("TTP men came.").unwrap().0, taliban.0);
        assert_eq!(key("Pakistani Taliban came.").unwrap().0, taliban.0);
        assert_ne!(key("Taliban officials came.").unwrap().0, taliban.0);
    }

    #[test]
    fn common_words_are_no_groups() {
        assert_eq!(key("a shining path led on."), None);
        assert_eq!(key("is it so?"), None);
        assert_eq!(key("Contras fled."), Some(("contras", 1)));
    }
}

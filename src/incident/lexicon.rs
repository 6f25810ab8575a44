//! Classes of English words, folded, that the rules of this stage look at.

use crate::text::WordSet;

/// A reference to a [`WordSet`] of the words given, made when the program is compiled.
macro_rules! words {
    ($($word:literal),+ $(,)?) => {
        const { &$crate::text::WordSet::new(&[$($word),+]) }
    };
}
pub(super) use words;

/// Forms of "be" and "get" that make a passive.
pub(super) static BE: WordSet =
    WordSet::new(&["are", "be", "been", "being", "get", "gets", "got", "is", "was", "were"]);

/// Auxiliaries that tell a subject of one.
pub(super) static SINGULAR_AUX: WordSet = WordSet::new(&["has", "is", "was"]);

/// Auxiliaries.
pub(super) static AUX: WordSet = WordSet::new(&[
    "are", "be", "been", "being", "did", "do", "does", "get", "got", "had", "has", "have", "having", "is",
    "was", "were",
]);

/// Verbs that tell of what may or will be.
pub(super) static MODALS: WordSet = WordSet::new(&[
    "can", "cannot", "could", "couldnt", "may", "might", "must", "ought", "shall", "should", "will", "wont",
    "would", "wouldnt",
]);

/// Words that deny.
pub(super) static NEGATIONS: WordSet = WordSet::new(&[
    "cannot", "denied", "denies", "deny", "denying", "didnt", "doesnt", "hadnt", "hasnt", "havent",
    "neither", "never", "no", "nobody", "none", "nor", "not", "nothing", "wasnt", "werent", "without",
]);

/// Words that open a condition or a question.
pub(super) static CONDITIONS: WordSet = WordSet::new(&["if", "unless", "whether"]);

/// Verbs of saying.
pub(super) static SPEECH: WordSet = WordSet::new(&[
    "accused", "accuses", "acknowledged", "acknowledges", "add", "added", "adds", "admitted", "alleged",
    "announced", "announces", "announcing", "argued", "asserted", "assured", "blamed", "claimed", "claims",
    "commented", "communicated", "concluded", "condemned", "condemns", "confirmed", "confirms", "declared",
    "declares", "denied", "denies", "denounced", "deplored", "described", "disclosed", "estimated",
    "explained", "expressed", "indicated", "indicates", "informed", "insisted", "issued", "learned",
    "maintained", "mentioned", "noted", "notes", "pointed", "posted", "published", "quoted", "recalled",
    "released", "remarked", "repeated", "reported", "reportedly", "reports", "revealed", "said", "say",
    "saying", "says", "specified", "spoke", "stated", "stating", "stressed", "suggested", "tell",
    "testified", "told", "tweeted", "urged", "vowed", "warned", "warns", "write", "writes", "wrote",
]);

/// Prepositions.
pub(super) static PREPOSITIONS: WordSet = WordSet::new(&[
    "about", "above", "across", "after", "against", "along", "alongside", "amid", "among", "around", "as",
    "at", "before", "behind", "below", "beneath", "beside", "between", "beyond", "by", "despite", "during",
    "except", "for", "from", "in", "inside", "into", "like", "near", "of", "off", "on", "onto", "out",
    "outside", "over", "past", "per", "since", "through", "throughout", "to", "toward", "towards", "under",
    "until", "up", "upon", "via", "with", "within", "without",
]);

/// Words that open a clause after a noun or a comma.
pub(super) static SUBORDINATORS: WordSet = WordSet::new(&[
    "after", "although", "as", "because", "before", "but", "if", "since", "that", "though", "unless",
    "until", "when", "where", "whether", "which", "while", "who", "whom", "whose",
]);

/// Words that open a noun phrase.
pub(super) static DETERMINERS: WordSet = WordSet::new(&[
    "a", "all", "an", "another", "any", "both", "each", "every", "her", "his", "its", "most", "my", "no",
    "our", "several", "some", "that", "the", "their", "these", "this", "those",
]);

/// Words that say that the reader knows it already.
pub(super) static DEFINITE: WordSet =
    WordSet::new(&["her", "his", "its", "such", "that", "the", "their", "these", "this", "those"]);

/// Pronouns that may be a subject.
pub(super) static PRONOUNS: WordSet =
    WordSet::new(&["he", "i", "it", "she", "that", "they", "we", "which", "who", "you"]);

/// Words that join.
pub(super) static CONJUNCTIONS: WordSet = WordSet::new(&["and", "but", "nor", "or", "plus"]);

/// Words that may stand between an auxiliary and its verb.
pub(super) static ADVERBS: WordSet = WordSet::new(&[
    "again", "allegedly", "already", "also", "always", "apparently", "both", "brutally", "early", "ever",
    "finally", "first", "immediately", "indiscriminately", "just", "later", "mortally", "never", "not",
    "now", "once", "only", "perhaps", "presumably", "probably", "recently", "reportedly", "seriously",
    "severely", "simultaneously", "slightly", "so", "soon", "still", "subsequently", "suddenly", "then",
    "there", "today", "yesterday",
]);

/// Nouns of people who can be harmed, without those of armed groups.
pub(super) static PEOPLE: WordSet = WordSet::new(&[
    "activist", "activists", "actor", "actors", "adult", "adults", "aide", "aides", "ambassador",
    "ambassadors", "american", "americans", "attorney", "attorneys", "author", "babies", "baby", "bishop",
    "bishops", "blogger", "bloggers", "bodyguard", "bodyguards", "boy", "boys", "brother", "brothers",
    "businessman", "businessmen", "candidate", "candidates", "casualties", "casualty", "cattleman",
    "cattlemen", "chairman", "child", "children", "citizen", "citizens", "civilian", "civilians", "cleric",
    "clerics", "columnist", "columnists", "commuter", "commuters", "congressman", "congressmen", "consul",
    "councillor", "councillors", "councilman", "councilor", "councilors", "cousin", "daughter", "daughters",
    "demonstrator", "demonstrators", "deputies", "deputy", "diplomat", "diplomats", "director", "doctor",
    "doctors", "driver", "drivers", "editor", "editors", "employee", "employees", "engineer", "engineers",
    "executive", "executives", "family", "farmer", "farmers", "father", "fishermen", "foreigner",
    "foreigners", "girl", "girls", "governor", "governors", "guard", "guards", "guest", "guests", "hostage",
    "hostages", "human", "husband", "husbands", "imam", "imams", "individual", "individuals", "inhabitants",
    "inmate", "inmates", "inspector", "investigator", "investigators", "jesuit", "jesuits", "journalist",
    "journalists", "judge", "judges", "justice", "laborer", "laborers", "lawmaker", "lawmakers", "lawyer",
    "lawyers", "leader", "leaders", "magistrate", "magistrates", "maid", "man", "mayor", "mayors", "men",
    "merchant", "merchants", "migrant", "migrants", "miner", "miners", "minister", "ministers", "minor",
    "minors", "missionaries", "missionary", "monk", "monks", "mother", "mothers", "mourner", "mourners",
    "neighbor", "neighbors", "newsman", "newsmen", "nun", "nuns", "nurse", "nurses", "official", "officials",
    "onlooker", "onlookers", "others", "owner", "parent", "parents", "passenger", "passengers", "passerby",
    "passersby", "pastor", "pastors", "patient", "patients", "peasant", "peasants", "pedestrian",
    "pedestrians", "people", "person", "personnel", "persons", "pilgrim", "pilgrims", "pilot", "pilots",
    "politician", "politicians", "pope", "president", "priest", "priests", "prisoner", "prisoners",
    "professor", "professors", "prosecutor", "prosecutors", "protester", "protesters", "pupil", "pupils",
    "rabbi", "rabbis", "refugee", "refugees", "relative", "relatives", "reporter", "reporters",
    "representative", "resident", "residents", "scholar", "scholars", "schoolchildren", "schoolgirl",
    "schoolgirls", "secretary", "senator", "senators", "settlers", "shepherd", "shopkeeper", "shopkeepers",
    "singer", "singers", "sister", "sisters", "son", "sons", "spectators", "student", "students",
    "supporter", "supporters", "survivors", "teacher", "teachers", "teenager", "teenagers", "tourist",
    "tourists", "trader", "traders", "tribesmen", "unionist", "unionists", "vendor", "vendors", "victim",
    "victims", "villager", "villagers", "voter", "voters", "watchman", "watchmen", "wife", "wives", "woman",
    "women", "worker", "workers", "worshiper", "worshipers", "worshipper", "worshippers", "youngster",
    "youngsters", "youth", "youths",
]);

/// Heads of noun phrases that name an armed body or a state's force.
pub(super) static FORCES_ORG: WordSet = WordSet::new(&[
    "airforce", "armies", "army", "battalion", "battalions", "brigade", "brigades", "cartel", "cartels",
    "coalition", "coastguard", "command", "commandos", "corps", "force", "forces", "front", "gang", "gangs",
    "gendarmerie", "government", "guard", "guerrilla", "junta", "mafia", "mafias", "marines", "militaries",
    "military", "militia", "militias", "movement", "navy", "police", "regime", "regiment", "squad", "squads",
    "state", "syndicate", "taliban", "troops",
]);

/// Heads of noun phrases for armed people, not named as a body.
pub(super) static FORCES_PEOPLE: WordSet = WordSet::new(&[
    "agent", "agents", "aircraft", "airmen", "assailant", "assailants", "assassin", "assassins", "attacker",
    "attackers", "bandit", "bandits", "bomber", "bombers", "burglars", "cadre", "cadres", "caller", "clans",
    "clansmen", "column", "combatant", "combatants", "commando", "criminal", "criminals", "crowd", "crowds",
    "demonstrators", "drone", "drones", "elements", "extremist", "extremists", "fighter", "fighters",
    "gangsters", "group", "groups", "guards", "guerilla", "guerillas", "guerrilla", "guerrillas", "gunman",
    "gunmen", "helicopter", "helicopters", "hijacker", "hijackers", "hitman", "hitmen", "hooligans",
    "individual", "individuals", "insurgent", "insurgents", "intruders", "jet", "jets", "jihadi", "jihadis",
    "jihadist", "jihadists", "kidnapper", "kidnappers", "killers", "knifeman", "looters", "man", "men",
    "mercenaries", "militant", "militants", "militiamen", "mob", "mobs", "mujahideen", "murderers",
    "officer", "officers", "operatives", "paramilitaries", "paramilitary", "patrol", "person", "persons",
    "pirates", "plane", "planes", "policeman", "policemen", "protesters", "rebel", "rebels", "rioters",
    "robber", "robbers", "separatist", "separatists", "settlers", "sicarios", "sniper", "snipers", "soldier",
    "soldiers", "subjects", "subversive", "subversives", "suspects", "teenager", "terrorist", "terrorists",
    "thieves", "thugs", "traffickers", "tribesmen", "troops", "unit", "units", "vigilantes", "warplane",
    "warplanes", "woman", "youth", "youths",
]);

/// Forces that only states have.
pub(super) static STATE_FORCES: WordSet = WordSet::new(&[
    "army", "barracks", "battalion", "brigade", "gendarmerie", "gendarmes", "government", "infantry",
    "military", "navy", "officer", "officers", "police", "policeman", "policemen", "security", "soldier",
    "soldiers", "troops",
]);

/// Those who did it, once it has been told. Soldiers and guards are told of for many reasons.
pub(super) static DOERS: WordSet = WordSet::new(&[
    "abductors", "assailant", "assailants", "assassin", "assassins", "attacker", "attackers", "bomber",
    "bombers", "captors", "culprits", "gunman", "gunmen", "hijacker", "hijackers", "hitmen", "kidnapper",
    "kidnappers", "killer", "killers", "murderer", "murderers", "perpetrator", "perpetrators", "raiders",
    "shooters",
]);

/// Last words of names of organisations.
pub(super) static ORG_HEADS: WordSet = WordSet::new(&[
    "agency", "alliance", "army", "brigade", "brigades", "brotherhood", "cartel", "coalition", "command",
    "commandos", "confederation", "corps", "faction", "federation", "forces", "front", "group", "guard",
    "guards", "league", "legion", "liberation", "militia", "movement", "network", "organisation",
    "organization", "party", "path", "resistance", "squad", "squadron", "state", "syndicate", "union",
    "units", "youth",
]);

/// What is fired from afar.
pub(super) static PROJECTILES: WordSet = WordSet::new(&[
    "missile", "missiles", "mortar", "mortars", "projectile", "projectiles", "rocket", "rockets", "rpg",
    "rpgs", "shell", "shells",
]);

/// Singular nouns for several people.
pub(super) static COLLECTIVES: WordSet = WordSet::new(&[
    "column", "commission", "convoy", "couple", "crew", "crowd", "delegation", "dozen", "family", "group",
    "number", "pair", "party", "patrol", "population", "squad", "team", "unit",
]);

/// Words before "of" that count people together: "a group of armed men".
pub(super) static GROUPING: WordSet = WordSet::new(&[
    "band", "bands", "cell", "column", "columns", "commando", "contingent", "crowd", "crowds", "dozens",
    "gang", "gangs", "group", "groups", "hundreds", "member", "members", "mob", "number", "pair", "scores",
    "squad", "squads", "team", "teams", "thousands", "unit", "units",
]);

/// Plurals without -s.
pub(super) static IRREGULAR_PLURALS: WordSet = WordSet::new(&[
    "businessmen", "cattlemen", "children", "congressmen", "fishermen", "gunmen", "hitmen", "men",
    "militiamen", "mujahideen", "newsmen", "people", "personnel", "police", "policemen", "salesmen",
    "schoolchildren", "servicemen", "troops", "women", "workmen", "youth",
]);

/// Words before an event's noun that say it has not happened.
pub(super) static UNREAL_BEFORE_NOUN: WordSet = WordSet::new(&[
    "against", "any", "avert", "averting", "avoid", "avoiding", "blocked", "cease", "ceased", "cessation",
    "combat", "danger", "dangers", "deter", "fear", "feared", "fears", "fighting", "further", "future",
    "halt", "halted", "imminent", "impending", "lest", "more", "none", "plan", "planned", "planning",
    "plans", "plotted", "plotting", "possibility", "possible", "postponed", "potential", "prepare",
    "prepared", "preparing", "prevent", "preventing", "prevention", "probable", "refrain", "refrained",
    "risk", "risks", "simulated", "stayed", "stop", "stopping", "suspend", "suspended", "suspension",
    "suspicion", "threat", "threatened", "threatening", "threatens", "threats", "upcoming", "vowed", "warn",
    "warned", "warning", "warns", "withstand", "withstands",
]);

/// Words that say that something was tried and failed.
pub(super) static TRIED: WordSet = WordSet::new(&[
    "aborted", "abortive", "attempt", "attempted", "attempting", "attempts", "averted", "botched",
    "conspiring", "failed", "failing", "fails", "foil", "foiled", "foils", "frustrated", "plot", "plotted",
    "plotting", "thwart", "thwarted", "thwarts", "tried", "tries", "trying", "unsuccessful",
    "unsuccessfully",
]);

/// Words before "to" that say that what follows was done.
pub(super) static ACHIEVED: WordSet = WordSet::new(&[
    "able", "began", "begun", "came", "continue", "continued", "continues", "managed", "opened", "proceeded",
    "proceeding", "resumed", "returned", "started", "stopped", "used",
]);

/// Words that threaten.
pub(super) static THREATENED: WordSet = WordSet::new(&[
    "threat", "threaten", "threatened", "threatening", "threatens", "threats", "vow", "vowed", "vows",
]);

/// Words that count over a long time.
pub(super) static CUMULATIVE: WordSet = WordSet::new(&[
    "annual", "annually", "average", "centuries", "century", "decade", "decades", "each", "every", "monthly",
    "statistics", "throughout", "total", "totaled", "totalled", "war", "yearly", "years",
]);

/// Words of talk about events rather than of news of one; which of them speak for and which against is
/// learnt.
pub(super) static TALK: WordSet = WordSet::new(&[
    "accusation", "accusations", "accusing", "aimed", "allegations", "anniversary", "arrested", "balance",
    "behind", "capable", "case", "cases", "cause", "causes", "charges", "civil", "climate", "committed",
    "concern", "condemn", "condemned", "conflict", "consequences", "continue", "continued", "continues",
    "country", "crime", "crimes", "crisis", "culprits", "danger", "death", "demand", "democracy", "denounce",
    "denounced", "deplored", "dialogue", "directly", "economic", "effort", "efforts", "escalation", "fact",
    "fight", "finish", "force", "forces", "government", "guilty", "history", "human", "impunity", "innocent",
    "intended", "international", "investigate", "investigated", "investigating", "investigation", "involved",
    "involvement", "issue", "judicial", "justice", "kind", "kinds", "known", "law", "linked", "masterminds",
    "means", "military", "murderers", "nation", "nations", "new", "objective", "operation", "operations",
    "order", "orders", "peace", "people", "plan", "policy", "political", "population", "problem", "process",
    "prosecuted", "protest", "purpose", "reaction", "recent", "repeated", "repression", "respect",
    "response", "responsibility", "responsible", "result", "rights", "role", "series", "similar",
    "situation", "social", "society", "solution", "source", "state", "struggle", "suspected", "suspects",
    "terrorism", "terrorist", "trial", "tried", "type", "types", "unpunished", "victim", "victims",
    "violations", "violence", "war", "wave", "world",
]);

/// What is killed, hurt or shot in a manner of speaking, or by a camera.
pub(super) static UNHARMED: WordSet = WordSet::new(&[
    "ambition", "ambitions", "amendment", "anger", "appetite", "bear", "bears", "bill", "bills", "bird",
    "birds", "business", "camel", "camels", "career", "chance", "chances", "chicken", "chickens",
    "commercial", "competition", "controversy", "conversation", "cow", "cows", "creativity", "crisis",
    "crocodile", "crocodiles", "crop", "crops", "deal", "deals", "debate", "deer", "demand", "documentary",
    "dog", "dogs", "dream", "dreams", "economy", "effort", "efforts", "elephant", "elephants", "enthusiasm",
    "expectation", "expectations", "film", "films", "footage", "goat", "goats", "growth", "harvest", "hope",
    "hopes", "horse", "horses", "idea", "ideas", "industry", "initiative", "interest", "jobs", "joke", "law",
    "legislation", "lion", "lions", "livestock", "market", "markets", "measure", "momentum", "mood",
    "motion", "movie", "movies", "optimism", "percent", "photo", "photograph", "photographs", "photos",
    "picture", "pictures", "pig", "pigs", "plan", "plans", "policies", "policy", "poultry", "prices",
    "profits", "programme", "project", "projects", "proposal", "proposals", "protons", "rally", "record",
    "records", "recovery", "reform", "reforms", "reputation", "rhino", "rhinos", "row", "rumor", "rumors",
    "rumours", "sales", "scandal", "scene", "scenes", "sentiment", "series", "shares", "shark", "sharks",
    "sheep", "show", "speech", "spending", "spirit", "stocks", "talks", "tension", "tensions", "theory",
    "tiger", "tigers", "tourism", "trade", "treaty", "trees", "video", "videos", "whale", "whales", "wolf",
    "wolves",
]);

/// Words for what courts and police do to those who did it.
pub(super) static JUSTICE: WordSet = WordSet::new(&[
    "accused", "acquitted", "arraigned", "charged", "cleared", "convicted", "extradited", "guilty",
    "imprisoned", "indicted", "jailed", "sentenced", "trial", "tried",
]);

/// Works that are about events.
pub(super) static DEPICTIONS: WordSet = WordSet::new(&[
    "book", "documentary", "drama", "drill", "drills", "exercise", "exhibition", "fiction", "film", "memoir",
    "mock", "movie", "museum", "novel", "opera", "painting", "play", "series", "simulated", "simulating",
    "simulation",
]);

/// Words of sport.
pub(super) static SPORT: WordSet = WordSet::new(&[
    "batsman", "champion", "championship", "club", "coach", "cup", "defender", "fixture", "football", "goal",
    "goalkeeper", "goals", "half", "innings", "kickoff", "league", "match", "matches", "midfielder",
    "penalty", "pitch", "playoff", "quarterback", "referee", "scored", "season", "semifinal", "squad",
    "striker", "strikers", "substitute", "team", "teammate", "tournament", "velodrome", "visitors", "wicket",
    "win", "winger",
]);

/// What people build and what may fall in.
pub(super) static STRUCTURES: WordSet = WordSet::new(&[
    "apartment", "balcony", "bar", "block", "bridge", "building", "buildings", "ceiling", "church", "club",
    "crane", "dam", "disco", "dormitory", "factory", "floor", "hospital", "hostel", "hotel", "house",
    "houses", "mall", "market", "mine", "nightclub", "overpass", "restaurant", "roof", "scaffolding",
    "school", "shop", "stand", "tower", "tunnel", "wall", "warehouse",
]);

/// What people build for a use, whose name stands for more than its walls: "talks at the university collapsed".
pub(super) static PREMISES: WordSet = WordSet::new(&[
    "cathedral", "clinic", "college", "courthouse", "embassy", "farm", "kindergarten", "laboratory",
    "library", "monastery", "mosque", "museum", "palace", "plant", "prison", "pub", "refinery", "shack",
    "shelter", "shrine", "stadium", "stall", "store", "stores", "supermarket", "synagogue", "temple",
    "theater", "theatre", "university", "villa", "workshop",
]);

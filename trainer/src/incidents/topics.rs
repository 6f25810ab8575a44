//! Words that say which events the keys keep, not whether they are told: nothing is learnt of them.

/// Armed bodies and their fights, the drug trade, parties and elections, months, sorted. The keys keep attacks
/// on the unarmed in nine countries in two years; who fought and voted then is no matter elsewhere.
const TOPICS: &[&str] = &[
    "air", "aircraft", "airplane", "airplanes", "ambush", "ambushed", "ambushes", "april", "armed", "armies",
    "arms", "army", "artillery", "august", "barracks", "battalion", "battalions", "bombard", "bombed",
    "bombing", "bombings", "brigade", "brigades", "candidacy", "candidate", "candidates", "captain",
    "cartel", "cartels", "casualties", "ciudad", "clash", "clashed", "clashes", "cocaine", "colonel",
    "column", "columns", "combat", "combatant", "combatants", "combats", "commandant", "commander",
    "commanders", "communist", "communists", "contra", "contras", "december", "democratic", "drug", "drugs",
    "election", "elections", "electoral", "enemy", "extraditables", "extradited", "extradition", "february",
    "fighter", "fighters", "fighting", "force", "forces", "fought", "front", "fronts", "garrison",
    "garrisons", "general", "generals", "gmt", "guard", "guards", "guerilla", "guerrilla", "guerrillas",
    "helicopter", "helicopters", "insurgency", "insurgent", "insurgents", "january", "jesuit", "jesuits",
    "july", "june", "leftist", "liberation", "lieutenant", "mafia", "major", "march", "marijuana", "marxist",
    "may", "mayor", "mayoral", "mayors", "military", "militia", "militiamen", "mortar", "mortars",
    "narcotics", "november", "october", "offensive", "offensives", "officer", "officers", "operation",
    "operations", "parties", "party", "patrol", "patrols", "peasant", "peasants", "plane", "planes",
    "platoon", "police", "policeman", "policemen", "presidential", "raid", "raided", "raids", "rebel",
    "rebellion", "rebels", "regiment", "rightist", "rocket", "rockets", "san", "sandinista", "sandinistas",
    "september", "sergeant", "shining", "socialist", "soldier", "soldiers", "squad", "strafed", "subversion",
    "subversive", "subversives", "terrorism", "terrorist", "terrorists", "trafficker", "traffickers",
    "trafficking", "troop", "troops", "union", "unit", "units", "vote", "voters", "votes", "voting",
    "weapon", "weapons",
];

/// Is a folded word of a topic?
pub fn is_topic(word: &str) -> bool {
    TOPICS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_are_sorted_and_found() {
        assert!(TOPICS.is_sorted_by(|one, other| one < other));
        assert!(is_topic("soldiers"));
        assert!(!is_topic("house"));
    }
}

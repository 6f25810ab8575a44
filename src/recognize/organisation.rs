//! Organisations whose own name ends in a region: "al Qaeda in the Islamic Maghreb" names no place.

use super::mention::{Mention, Name, NameKind};
use crate::text::Tokens;

/// Groups that name their branches after the region they are active in, folded.
const FRANCHISES: &[&str] = &["al qaeda", "al qaida", "islamic state", "isil", "isis"];

/// Most tokens of a region's name.
const LONGEST_REGION: usize = 6;

/// Takes the region of a branch's name off the mentions and adds it to the organisation.
pub(super) fn branches(mentions: &mut Vec<Mention>, names: &mut Vec<Name>, tokens: &Tokens<'_>) {
    mentions.retain(|mention| {
        let start = mention.tokens.start;
        let article = start
            .checked_sub(2)
            .is_some_and(|it| tokens.folded(it) == "in" && tokens.folded(it + 1) == "the");
        if !article || mention.tokens.len() > LONGEST_REGION {
            return true;
        }
        let group_end = start - 2;
        let Some(group_start) = franchise_before(group_end, tokens) else { return true };
        let range = group_start..mention.tokens.end;
        names.retain(|it| it.tokens.start >= range.end || it.tokens.end <= range.start);
        names.push(Name { span: tokens.span_of(range.clone()), tokens: range, kind: NameKind::Organisation });
        false
    });
    names.sort_by_key(|it| it.span);
}

/// Where the name of a franchise starts that ends right before `end`.
fn franchise_before(end: usize, tokens: &Tokens<'_>) -> Option<usize> {
    (1..=3).filter_map(|len| end.checked_sub(len)).find(|start| {
        let words: Vec<&str> = (*start..end).map(|at| tokens.folded(at)).filter(|it| *it != "-").collect();
        FRANCHISES.contains(&words.join(" ").as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_region_of_a_branch_is_part_of_its_name() {
        let text = "He joined al-Qaeda in the Arabian Peninsula and hid in the Sahara.";
        let tokens = Tokens::new(text);
        let mention = |name: &str| {
            let start = text.find(name).unwrap();
            let span = crate::text::Span::new(start, start + name.len());
            Mention::new(span, tokens.range_of(span))
        };
        let mut mentions = vec![mention("Arabian Peninsula"), mention("Sahara")];
        let mut names = Vec::new();
        branches(&mut mentions, &mut names, &tokens);
        assert_eq!(mentions, [mention("Sahara")]);
        assert_eq!(names[0].span.of(text), "al-Qaeda in the Arabian Peninsula");
    }
}

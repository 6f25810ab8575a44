//! How and where in the text the name is written.

use super::{super::context::Context, Column};
use crate::recognize::MentionKind;

pub(super) const COLUMNS: [Column; 9] = [
    Column::new("mentions"),
    Column::new("words before the first"),
    Column::new("in the title"),
    Column::new("words of the name"),
    Column::new("all capitals"),
    Column::new("demonym"),
    Column::new("after a word such as in"),
    Column::new("before a comma"),
    Column::new("beside capitals"),
];

#[allow(clippy::cast_precision_loss, reason = "counts of one text are far below 2^24 where it matters")]
pub(super) fn observe(context: &Context<'_, '_>) -> [f32; 9] {
    let group = context.group();
    let writing = &group.writing;
    let yes = |it: bool| f32::from(u8::from(it));
    let share = |part: usize| part as f32 / (writing.seen as f32).max(1.0);
    let capitals = !group.toponym.chars().any(char::is_lowercase);
    [
        (group.mentions.len() as f32 + 1.0).ln(),
        writing.start.map_or(-1.0, |it| (it as f32 + 1.0).ln()),
        yes(writing.in_title),
        group.toponym.split_whitespace().count() as f32,
        yes(capitals),
        yes(group.kind == MentionKind::Demonym),
        share(writing.after_at),
        share(writing.before_comma),
        share(writing.beside_capitals),
    ]
}

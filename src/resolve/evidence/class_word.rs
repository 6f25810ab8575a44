//! A word beside the name that says what sort of place it is: "Helmand province", "the city of Herat".

use super::{
    super::{class_word::agrees, context::Context},
    Column,
};

pub(super) const COLUMNS: [Column; 1] = [Column::new("class word agrees")];

pub(super) fn observe(context: &Context<'_, '_>) -> [f32; 1] {
    let place = context.place();
    match context.group().class_words.as_slice() {
        [] => [0.0],
        words if words.iter().any(|it| agrees(it, place)) => [1.0],
        _ => [-1.0],
    }
}

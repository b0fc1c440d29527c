//! One whole unit of time, told as `all day` or `the whole week`: it is `a full day`, without a number to compare.

use super::super::Operand;
use super::super::judge::Case;
use super::{Cue, Way, says};
use crate::claim::Amount;
use crate::language::quantity::Dimension;

/// The units of the sentence's evidence that tell the amount's unit as one whole.
pub(super) fn ways(case: &Case<'_>, amount: &Amount) -> Vec<Way> {
    let it = &amount.quantity;
    let is_one = it.dimension == Dimension::Time && it.is_single() && it.value() == it.scale;
    if !is_one || !it.in_words || it.unit.is_empty() {
        return Vec::new();
    }
    let unit = case.text[it.unit.range()].to_ascii_lowercase();
    let told = ["all", "the whole", "the entire", "the full"].map(|it| format!("{it} {unit}"));
    let found = case.window.iter().find_map(|&at| {
        let text = case.entry_text(at).to_ascii_lowercase();
        told.iter().find(|it| says(&text, it)).map(|it| (it, at))
    });
    found
        .map(|(phrase, at)| Way {
            expression: phrase.clone(),
            operands: vec![Operand {
                value: phrase.clone(),
                place: case.place(at),
            }],
            one_breath: true,
            cue: Cue::Given,
        })
        .into_iter()
        .collect()
}

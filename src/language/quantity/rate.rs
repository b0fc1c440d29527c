//! The denominators of rates: `per hour`, `a second`, `/s`.

use super::super::scan::{Kind, Tokens};
use super::Dimension;
use super::attach::closes;
use super::unit;

/// The denominator of a rate behind `i`, at most three words on: its seconds, and where its words stand.
pub(super) fn rate(t: &Tokens<'_>, i: usize, dimension: Dimension) -> Option<(u64, usize, usize)> {
    for at in i..i + 4 {
        if let Some((seconds, end)) = denominator(t, at, at == i) {
            return Some((seconds, at, end));
        }
        let word = t.is(at, Kind::Word) && !t.glued(at);
        // "€180,000 over a year" is a rate; "300 records within a week" is none.
        let spread = t.at(at) == "over" && !matches!(dimension, Dimension::Money(_));
        let blocked = spread
            || [
                "and", "or", "to", "in", "on", "for", "at", "the", "from", "with", "was", "were", "is",
                "are", "had", "by", "that", "which", "after", "before", "into", "as", "than", "but", "when",
                "while", "a", "an", "later", "ago", "has", "have", "will", "if", "it", "we", "i", "they",
                "he", "she", "each", "every", "within", "during", "under", "until", "since", "about",
                "almost", "nearly", "around", "because", "not", "no", "this", "these", "of", "be", "been",
                "did", "do", "does", "so", "then", "there",
            ]
            .contains(&t.at(at));
        let blocked = blocked && !(t.at(at) == "of" && dimension != Dimension::Count);
        if !word || blocked || dimension == Dimension::Time {
            return None;
        }
    }
    None
}

pub(super) fn denominator(t: &Tokens<'_>, i: usize, direct: bool) -> Option<(u64, usize)> {
    let word = t.raw(i + 1);
    let name =
        t.is(i + 1, Kind::Word) && !t.glued(i + 2) || t.is(i + 1, Kind::Word) && !t.is(i + 2, Kind::Digits);
    let seconds = unit::seconds(word).filter(|&it| it >= 1.0 && name)?;
    let fits = match t.at(i) {
        "/" => t.glued(i + 1),
        "per" => true,
        "a" | "an" | "each" | "every" => {
            let singular = word.len() > 2 && !word.ends_with('s') && word != "night";
            let aside = [
                "later", "ago", "before", "after", "earlier", "or", "time", "from", "long", "apart", "old",
            ]
            .contains(&t.at(i + 2));
            singular
                && !aside
                && (word != "second" || direct || closes(t, i + 2))
                && !(t.at(i + 2) == "-" && t.glued(i + 2))
        }
        _ => false,
    };
    // Seconds of a unit are whole from one second on.
    fits.then_some((seconds as u64, i + 2))
}

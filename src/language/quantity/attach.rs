//! The unit and the magnitude behind a number.

use super::super::scan::{Kind, Tokens};
use super::Dimension;
use super::number::Number;
use super::unit::{self, Unit};
use crate::text::Span;

pub(super) type Attached = Option<(Unit, usize, Span)>;

/// The unit and the magnitude behind a number: the number times the magnitude, that factor, the unit with
/// the token behind it and its span. `None` where letters that touch the digits make it no number.
pub(super) fn attach(t: &Tokens<'_>, number: Number, money: bool) -> Option<(Number, f64, Attached)> {
    let mut number = number;
    let mut factor = 1.0;
    if number.share {
        return Some((number, factor, None));
    }
    let mut j = number.end;
    // "ten K", "five grand"
    let thousands = !t.glued(j)
        && !number.vague
        && (number.in_words && number.ending == 1.0 && matches!(t.raw(j), "k" | "K")
            || t.at(j) == "grand" && closes(t, j + 1));
    if thousands {
        factor = 1e3;
        number = number.times(factor, j + 1);
        j += 1;
    } else if !number.in_words && t.is(j, Kind::Word) {
        let word = t.raw(j);
        if t.glued(j) {
            let counted = t.counted(j + 1) || money;
            if let Some(it) = unit::suffix(word, money, counted) {
                factor = it;
                number = number.times(it, j + 1);
                j += 1;
            } else if let Some(unit) = unit::unit(word, true) {
                let status = word == "s" && number.plain && (400.0..600.0).contains(&number.low);
                if status && !timed(t, j - 1) {
                    return None;
                }
                return Some((number, factor, Some((unit, j + 1, t.span(j, j + 1)))));
            } else if word != "ish" {
                return None;
            }
        } else if let Some(it) = unit::magnitude(t.at(j)) {
            factor = it;
            number = number.times(it, j + 1);
            j += 1;
        }
    } else if !number.in_words && t.at(j) == "-" && t.glued(j) && t.glued(j + 1) {
        // "a 100-million-row table"
        if let Some(it) = unit::magnitude(t.at(j + 1)) {
            factor = it;
            number = number.times(it, j + 2);
            j += 2;
        }
    }
    let hyphen = usize::from(t.at(j) == "-" && t.glued(j) && t.glued(j + 1) && t.is(j + 1, Kind::Word));
    let of = usize::from(number.vague && t.at(j) == "of");
    let at = j + hyphen + of;
    let attached = unit_at(t, at, number.in_words).map(|(unit, end)| (unit, end, t.span(at, end)));
    Some((number, factor, attached))
}

/// Whether the number at `i` is led by a word that a duration follows.
pub(super) fn timed(t: &Tokens<'_>, i: usize) -> bool {
    [
        "after", "for", "timeout", "to", "within", "about", "around", "every", "took", "from", "at", "=",
        "under", "over",
    ]
    .contains(&t.before(i, 1))
}

/// A unit that stands apart from its number.
pub(super) fn unit_at(t: &Tokens<'_>, i: usize, in_words: bool) -> Option<(Unit, usize)> {
    let of = |dimension| Unit {
        dimension,
        scale: 1.0,
        per: None,
    };
    let point = |at: usize| matches!(t.at(at), "point" | "points");
    // "two full days", "six straight weeks"
    let stretched = matches!(
        t.at(i),
        "full" | "whole" | "entire" | "solid" | "straight" | "consecutive" | "long"
    );
    if stretched && unit::seconds(t.raw(i + 1)).is_some() {
        return unit_at(t, i + 1, in_words);
    }
    match t.at(i) {
        "%" | "percent" | "percentage" | "pct" if point(i + 1) => {
            return Some((of(Dimension::PercentPoint), i + 2));
        }
        "%" | "percentage" if t.at(i + 1) == "-" && point(i + 2) => {
            return Some((of(Dimension::PercentPoint), i + 3));
        }
        "%" => return Some((of(Dimension::Percent), i + 1)),
        // "40 €"; but "5 $HOME"
        "€" | "£" | "$" if !in_words && !t.glued(i + 1) => {
            let currency = unit::currency(t.at(i))?;
            return Some((of(Dimension::Money(currency)), i + 1));
        }
        "per" if t.at(i + 1) == "cent" => return Some((of(Dimension::Percent), i + 2)),
        "°" => {
            let letter = matches!(t.raw(i + 1), "C" | "F") && t.glued(i + 1);
            return Some((of(Dimension::Temperature), if letter { i + 2 } else { i + 1 }));
        }
        "degrees" if matches!(t.at(i + 1), "celsius" | "fahrenheit") => {
            return Some((of(Dimension::Temperature), i + 2));
        }
        "×" | "x" if !t.is(i + 1, Kind::Digits) => return Some((of(Dimension::Factor), i + 1)),
        "×" | "x" => return None,
        _ => {}
    }
    if !t.is(i, Kind::Word) {
        return None;
    }
    let word = t.raw(i);
    let symbol = word.len() < 2 || word.len() < 3 && in_words && !word.ends_with('B');
    if symbol && (in_words || !matches!(word, "s" | "h" | "W" | "V")) {
        return None;
    }
    unit::unit(word, false).map(|it| (it, i + 1))
}

/// Whether a phrase such as `a second` ends before `i`, rather than order what follows.
pub(super) fn closes(t: &Tokens<'_>, i: usize) -> bool {
    !t.is(i, Kind::Word)
        || [
            "and", "at", "on", "in", "during", "when", "for", "to", "from", "under", "with", "but", "while",
            "which", "it", "we", "i", "they", "now", "already", "today", "instead", "then", "because", "so",
            "since", "if", "until", "later", "ago", "or", "before", "after", "apart", "earlier", "is", "was",
            "faster", "slower", "that", "of", "as", "across", "by", "per", "than",
        ]
        .contains(&t.at(i))
}

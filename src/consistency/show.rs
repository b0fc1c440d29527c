//! Numbers and places in the words of a proof.

use crate::draft::Draft;
use crate::language::quantity::{Dimension, Quantity};
use crate::text::{Span, one_line};

/// A number with as many digits as help: `22`, `38,800`, `1.74`.
pub(super) fn number(value: f64) -> String {
    let digits = match value.abs() {
        it if it < 1.0 => 3,
        it if it < 10.0 => 2,
        it if it < 1000.0 => 1,
        _ => 0,
    };
    let text = format!("{value:.digits$}");
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let part = part.trim_end_matches('0');
    let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |it| ("-", it));
    let mut out = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if 0 < at && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if !part.is_empty() {
        out.push('.');
        out.push_str(part);
    }
    out
}

/// `value`, in base units, in the unit that `like` is written in.
pub(super) fn in_unit_of(like: &Quantity, text: &str, value: f64) -> String {
    let face = number(value / like.scale);
    let unit = text.get(like.unit.range()).unwrap_or_default().trim_matches('-');
    if like.dimension == Dimension::Percent {
        return format!("{face}%");
    }
    if unit.is_empty() {
        return face;
    }
    if like.unit.start < like.number.start {
        return format!("{unit}{face}");
    }
    let words = unit.len() > 3 && unit.chars().all(char::is_alphabetic);
    if words && like.dimension == Dimension::Time {
        let one = unit.trim_end_matches('s');
        let plural = if face == "1" { "" } else { "s" };
        return format!("{face} {one}{plural}");
    }
    let glued = like.unit.start == like.number.end;
    let gap = if glued { "" } else { " " };
    format!("{face}{gap}{unit}")
}

/// The words of an amount as they stand, on one line.
pub(super) fn words(text: &str, span: Span) -> String {
    let raw = text.get(span.range()).unwrap_or_default();
    one_line(raw)
}

/// The 1-based line of `span`.
pub(super) fn line(draft: &Draft, span: Span) -> usize {
    draft.lines.line(span.start) + 1
}

/// A number with its unit, without the words that hedge it or make it a limit.
pub(super) fn value(text: &str, it: &Quantity) -> String {
    let span = if it.unit.is_empty() {
        it.number
    } else {
        it.number.cover(it.unit)
    };
    words(text, span)
}

//! When a number says what was worked out, and when two numbers say the same: rounding, hedges, units.

use crate::claim::Amount;
use crate::claim::agrees_in_unit;
use crate::language::quantity::{Bound, Dimension, Quantity, Sort};

/// How far an "about" may be off.
const ABOUT: f64 = 0.15;

/// One of the last digit shown.
pub(super) fn last_digit(it: &Quantity) -> f64 {
    2.0 * it.slack
}

/// How far the value itself may be off: counted things are exact, measured ones are rounded.
pub(super) fn rounding(it: &Quantity) -> f64 {
    let counted = it.dimension == Dimension::Count && it.slack <= 0.5 * it.scale;
    if counted { 0.0 } else { it.slack }
}

/// The values that `it` can stand for when it tells what was worked out: the last digit may be rounded or cut.
pub(super) fn allowed(it: &Quantity) -> (f64, f64) {
    let digit = last_digit(it);
    let (low, high) = (it.low - digit, it.high + digit);
    match it.bound {
        Bound::Exact => (low, high),
        Bound::About => (low.min(it.low * (1.0 - ABOUT)), high.max(it.high * (1.0 + ABOUT))),
        Bound::JustUnder => (low.min(it.low * 0.8), high),
        Bound::Over | Bound::AtLeast => (low, f64::INFINITY),
        Bound::Under | Bound::AtMost => (f64::NEG_INFINITY, high),
    }
}

/// Whether `it` can stand for a value between `low` and `high`, both of which may be meant.
pub(super) fn can_be(it: &Quantity, low: f64, high: f64) -> bool {
    let (from, to) = allowed(it);
    let edge = 1e-9 * (1.0 + it.value().abs());
    from + edge < high && low < to - edge
}

/// One of the last digit that is not a round nought: 1,000 for 47,000, 0.1 for 1.8.
fn grain(it: &Quantity) -> f64 {
    let digit = last_digit(it).max(1e-9);
    let mut grain = digit;
    let value = it.value().abs();
    while grain < value && ((value / (grain * 10.0)).round() * grain * 10.0 - value).abs() < 0.01 * digit {
        grain *= 10.0;
    }
    grain
}

/// Whether one of the two may be the other in rounder words.
pub(super) fn may_be_same(a: &Amount, b: &Amount) -> bool {
    let (p, q) = (&a.quantity, &b.quantity);
    agrees_in_unit(a, b) || agrees_in_unit(b, a) || rounds_to(p, q) || rounds_to(q, p)
}

/// Whether `coarse` is `fine` with fewer digits.
fn rounds_to(coarse: &Quantity, fine: &Quantity) -> bool {
    if coarse.dimension != fine.dimension || coarse.per != fine.per || coarse.sort != fine.sort {
        return false;
    }
    let (unit, own) = match coarse.dimension {
        Dimension::Percent => (last_digit(coarse), last_digit(fine)),
        _ => (grain(coarse), grain(fine)),
    };
    let hedge = match coarse.bound {
        Bound::Exact => 0.0,
        _ => ABOUT * coarse.value().abs(),
    };
    let apart = (coarse.value() - fine.value()).abs();
    apart <= hedge || (own < unit && apart < 0.5 * unit)
}

/// Whether it is a plain amount of one value.
pub(super) fn is_plain(it: &Quantity) -> bool {
    it.sort == Sort::Amount && it.is_single()
}

/// Whether comparing their values means something.
pub(super) fn comparable(a: &Quantity, b: &Quantity) -> bool {
    is_plain(a) && is_plain(b) && a.dimension == b.dimension && a.per == b.per
}

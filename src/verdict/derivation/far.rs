//! Whether arithmetic on any two numbers of the sources leads to a long number: then it is not out of the blue, though
//! nothing is proved.
//!
//! Short numbers are reached by accident from any talk; of a number with three digits or more that counts, the accidents
//! are few. A duration is reached where one of its ends is a time that the sentence speaks of.

use super::super::judge::Case;
use super::super::time::states_clock;
use super::elapsed;
use crate::claim::Amount;
use crate::language::quantity::{Bound, Dimension, Sort};
use crate::language::time::TimeRef;

/// Digits that a number must have, zeros at its end left aside.
const DIGITS: usize = 3;

/// Seconds of the units, days and weeks, in which two dates lie so far apart by accident seldom enough.
const SHORTEST: f64 = 86_400.0;
const LONGEST: f64 = 14.0 * SHORTEST;

/// Numbers of the sources that are tried: a longer talk reaches anything.
const MOST: usize = 600;

/// Whether `amount` may be the sum, difference, product or share of two numbers that the sources state anywhere, or the
/// time between a moment near the sentence and another one.
pub(super) fn may_follow(case: &Case<'_>, amount: &Amount) -> bool {
    let it = &amount.quantity;
    if it.sort != Sort::Amount || !it.is_single() {
        return false;
    }
    let long = super::significant_digits(amount) >= DIGITS && it.dimension != Dimension::Bytes;
    // "About fifteen percent", "roughly seven times": who says so has calculated.
    let estimated =
        it.bound != Bound::Exact && matches!(it.dimension, Dimension::Percent | Dimension::Factor);
    let lasts = it.dimension == Dimension::Time;
    let dated = || (SHORTEST..LONGEST).contains(&it.scale) && !elapsed::days(case, amount, true).is_empty();
    estimated || long && of_two(case, amount) || lasts && (between(case, it.value(), it.slack) || dated())
}

fn of_two(case: &Case<'_>, amount: &Amount) -> bool {
    const THOUSAND: f64 = 1000.0;
    let target = amount.face;
    let slack = match amount.quantity.bound {
        Bound::Exact => 0.5 * 10f64.powi(trailing_zeros(target).min(3)) / 10.0,
        _ => 0.005 * target,
    };
    let slack = slack.max(1e-6 * target);
    let entries = &case.judge.sources.index.entries;
    let singles = entries
        .iter()
        .flat_map(|it| &it.claim.amounts)
        .filter(|it| it.quantity.sort == Sort::Amount && it.quantity.is_single() && it.face > 0.0);
    let faces = |fits: &dyn Fn(&Amount) -> bool| -> Vec<f64> {
        let mut faces: Vec<f64> = singles.clone().filter(|it| fits(it)).map(|it| it.face).collect();
        faces.sort_by(f64::total_cmp);
        faces.dedup();
        faces
    };
    let values = faces(&|_| true);
    // Only what is of one measure can be added up; a number alone may be of any.
    let is_bare = |it: &Amount| it.quantity.unit.is_empty() && it.heads.is_empty();
    let alike = faces(&|it| it.quantity.dimension == amount.quantity.dimension || is_bare(it));
    if values.len() > MOST {
        return false;
    }
    let has = |values: &[f64], value: f64, slack: f64| {
        let from = values.partition_point(|it| *it < value - slack);
        values.get(from).is_some_and(|it| *it <= value + slack)
    };
    // "A hundred and thirty a year, thousand, and the pagers at nineteen."
    let sums = |target: f64, slack: f64| {
        let mut terms = alike.iter().filter(|it| **it < target);
        terms.any(|a| has(&alike, target - a, slack))
            || alike
                .iter()
                .any(|a| *a > target && has(&alike, a - target, slack))
    };
    // "Nine pounds" fifty-two times; fifteen percent of 86,000.
    let same = faces(&|it| it.quantity.dimension == amount.quantity.dimension);
    let counts = faces(&|it| it.quantity.dimension == Dimension::Count);
    let shares = faces(&|it| it.quantity.dimension == Dimension::Percent);
    let products = || {
        let mut units = same.iter().filter(|it| **it >= 2.0 && **it < target);
        units.any(|a| has(&counts, target / a, slack / a))
            || shares
                .iter()
                .any(|a| has(&alike, 100.0 * target / a, 100.0 * slack / a))
    };
    sums(target, slack) || sums(target / THOUSAND, slack / THOUSAND) || products()
}

fn trailing_zeros(mut value: f64) -> i32 {
    let mut zeros = 0;
    while value >= 10.0 && value % 10.0 == 0.0 {
        value /= 10.0;
        zeros += 1;
    }
    zeros
}

/// Whether so many seconds lie between a time that the sentence or its window states and any other time of the sources.
fn between(case: &Case<'_>, seconds: f64, slack: f64) -> bool {
    const DAY: i32 = 1440;
    let minutes = (seconds / 60.0).round() as i32;
    if minutes <= 0 || minutes >= DAY / 2 || slack > 60.0 * 5.0 {
        return false;
    }
    let entries = &case.judge.sources.index.entries;
    let clocks = |at: usize| {
        let told = entries[at].claim.times.iter().filter_map(|it| match it.value {
            TimeRef::Clock { minutes, .. } => Some(minutes),
            _ => None,
        });
        told.chain(entries[at].clock)
    };
    let near = case.window.iter().flat_map(|&at| clocks(at));
    let own = case
        .claim
        .times
        .iter()
        .chain(case.before.iter().flat_map(|it| &it.times));
    let own = own.filter_map(|it| match it.value {
        TimeRef::Clock { minutes, .. } => Some(minutes),
        _ => None,
    });
    let mut ends: Vec<u16> = near.chain(own).collect();
    ends.sort_unstable();
    ends.dedup();
    let is_stated = |minute: i32| {
        let minute = minute.rem_euclid(DAY) as u16;
        entries.iter().any(|it| states_clock(it, minute))
    };
    ends.iter().any(|&end| {
        let end = i32::from(end);
        is_stated(end + minutes) || is_stated(end - minutes)
    })
}

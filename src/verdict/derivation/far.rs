//! Whether arithmetic on any two numbers of the sources leads to a long number: then it is not out of the blue, though
//! nothing is proved.
//!
//! Short numbers are reached by accident from any talk, and long ones from a talk with many numbers: how many accidents
//! there are, the numbers beside the amount tell. A duration is reached where one of its ends is a time that the sentence speaks of.

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

/// Numbers on either side of the amount that are tried too, and how many of them all may be reached: where more are, so
/// many numbers lead anywhere.
const BESIDE: usize = 20;
const BY_ACCIDENT: usize = 4;

/// Whether `amount` may be the sum, difference, product or share of two numbers of the sources, or the time between a
/// moment near the sentence and another one. Percentages and factors that are told as estimates are asked for none.
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
    estimated || long && of_two(case, amount) || lasts && between(case, it.value(), it.slack)
}

/// Whether so many days or weeks lie between two dates of the sources.
pub(super) fn is_dated(case: &Case<'_>, amount: &Amount) -> bool {
    let it = &amount.quantity;
    it.dimension == Dimension::Time
        && it.sort == Sort::Amount
        && it.is_single()
        && (SHORTEST..LONGEST).contains(&it.scale)
        && !elapsed::days(case, amount, true).is_empty()
}

/// Whether two numbers lead to the amount, one of them near the sentence or of what it counts, and do not lead to the
/// numbers beside it as well.
fn of_two(case: &Case<'_>, amount: &Amount) -> bool {
    let step = 10f64.powi(trailing_zeros(amount.face).min(3));
    let slack = match amount.quantity.bound {
        Bound::Exact => 0.05 * step,
        _ => 0.005 * amount.face,
    };
    let slack = slack.max(1e-6 * amount.face);
    let step = step.max(2.0 * slack);
    let beside = (1..=BESIDE).flat_map(|it| [amount.face - it as f64 * step, amount.face + it as f64 * step]);
    // What stands near the sentence leads there by itself, or together with a number from afar.
    [true, false].into_iter().any(|near| {
        let reach = Reach::of(case, amount, near);
        let reached = |target: &f64| *target > 0.0 && reach.leads_to(*target, slack);
        reach.values.len() <= MOST
            && reached(&amount.face)
            && beside.clone().filter(reached).count() <= BY_ACCIDENT
    })
}

/// The numbers of the sources that may lead to an amount, in order, each once.
struct Reach {
    /// All of them.
    values: Vec<f64>,
    /// Those of the amount's measure, and numbers alone, which may be of any: only they can be added up.
    alike: Vec<f64>,
    /// Those of the amount's measure, counts and percentages.
    same: Vec<f64>,
    counts: Vec<f64>,
    shares: Vec<f64>,
    /// Those near the sentence, or of what it counts: one of the two is such a one.
    meant: Vec<f64>,
}

impl Reach {
    /// Those of the sentence's window, or of all the sources.
    fn of(case: &Case<'_>, amount: &Amount, near: bool) -> Reach {
        let entries = &case.judge.sources.index.entries;
        let singles = entries.iter().enumerate().flat_map(|(at, it)| {
            let amounts = it.claim.amounts.iter();
            amounts.map(move |it| (at, it))
        });
        let singles = singles.filter(|(at, it)| {
            let counts = it.quantity.sort == Sort::Amount && it.quantity.is_single() && it.face > 0.0;
            counts && (!near || case.window.contains(at))
        });
        let faces = |fits: &dyn Fn(usize, &Amount) -> bool| -> Vec<f64> {
            let fitting = singles.clone().filter(|(at, it)| fits(*at, it));
            let mut faces: Vec<f64> = fitting.map(|it| it.1.face).collect();
            faces.sort_by(f64::total_cmp);
            faces.dedup();
            faces
        };
        let dimension = amount.quantity.dimension;
        let is_bare = |it: &Amount| it.quantity.unit.is_empty() && it.heads.is_empty();
        let is_of = |it: &Amount, dimension: Dimension| it.quantity.dimension == dimension;
        let is_meant = |at: usize, it: &Amount| {
            let own = case
                .claim
                .amounts
                .iter()
                .chain(case.before.iter().flat_map(|it| &it.amounts));
            case.window.contains(&at)
                || it.heads.iter().any(|head| amount.heads.contains(head))
                || own.into_iter().any(|own| own.face == it.face)
        };
        Reach {
            values: faces(&|_, _| true),
            alike: faces(&|_, it| is_of(it, dimension) || is_bare(it)),
            same: faces(&|_, it| is_of(it, dimension)),
            counts: faces(&|_, it| is_of(it, Dimension::Count)),
            shares: faces(&|_, it| is_of(it, Dimension::Percent)),
            meant: faces(&is_meant),
        }
    }

    /// Whether the sum, difference, product or share of two leads to `target`.
    fn leads_to(&self, target: f64, slack: f64) -> bool {
        const THOUSAND: f64 = 1000.0;
        // "A hundred and thirty a year, thousand, and the pagers at nineteen."
        self.adds_up(target, slack)
            || self.adds_up(target / THOUSAND, slack / THOUSAND)
            || self.multiplies(target, slack)
    }

    fn adds_up(&self, target: f64, slack: f64) -> bool {
        let meant = self.meant.iter().filter(|it| has(&self.alike, **it, 0.0));
        meant.clone().any(|a| {
            has(&self.alike, target - a, slack)
                || has(&self.alike, a - target, slack)
                || has(&self.alike, a + target, slack)
        })
    }

    /// "Nine pounds" fifty-two times; fifteen percent of 86,000.
    fn multiplies(&self, target: f64, slack: f64) -> bool {
        let leads = |a: f64, b: f64| has(&self.meant, a, 0.0) || has(&self.meant, b, 0.0);
        let mut units = self.same.iter().filter(|it| **it >= 2.0 && **it < target);
        units.any(|a| found(&self.counts, target / a, slack / a).is_some_and(|b| leads(*a, b)))
            || self.shares.iter().any(|a| {
                found(&self.alike, 100.0 * target / a, 100.0 * slack / a).is_some_and(|b| leads(*a, b))
            })
    }
}

/// The first of `values`, which are in order, that lies within `slack` of `value`.
fn found(values: &[f64], value: f64, slack: f64) -> Option<f64> {
    let from = values.partition_point(|it| *it < value - slack);
    values.get(from).copied().filter(|it| *it <= value + slack)
}

fn has(values: &[f64], value: f64, slack: f64) -> bool {
    found(values, value, slack).is_some()
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

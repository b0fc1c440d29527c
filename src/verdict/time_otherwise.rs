//! Times that the sources tell in another form than the draft: years by two digits or by reckoning, hours with a dot, days
//! that a turn is dated with, times that a duration leads to.

use super::judge::Case;
use super::number::bare;
use super::time::states_clock;
use super::weekday::follows_by_days;
use crate::claim::Amount;
use crate::language::quantity::Dimension;
use crate::language::time::{TimeMention, TimeRef};

/// "It came out at 1788", "a bridge of sixty-three", "10.41": a year or a time of the clock that nothing leads as one, and
/// that the sources tell as one.
pub(super) fn is_told_time(case: &Case<'_>, amount: &Amount) -> bool {
    let entries = &case.judge.sources.index.entries;
    if !bare(amount) || !amount.heads.is_empty() {
        return false;
    }
    let clock = clock_with_a_dot(&case.text[amount.quantity.number.range()]);
    if clock.is_some_and(|minutes| entries.iter().any(|it| states_clock(it, minutes))) {
        return true;
    }
    let face = amount.face;
    let is_year = |year: f64| year == face || amount.quantity.in_words && year % 100.0 == face;
    let has_year = |it: &TimeMention| {
        let TimeRef::Date { year: Some(year), .. } = it.value else {
            return false;
        };
        is_year(f64::from(year))
    };
    face >= 20.0
        && case
            .window
            .iter()
            .any(|&at| entries[at].claim.times.iter().any(has_year))
}

/// `10.41`, as minutes since midnight.
fn clock_with_a_dot(number: &str) -> Option<u16> {
    let (hours, minutes) = number.split_once('.').filter(|it| it.1.len() == 2)?;
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(60 * hours + minutes)
}

/// "The bad one, sixty-three", "ten years either side" of 1788: a year told by its last two digits or as a number, or years
/// away from one that is told.
pub(super) fn is_year_told_otherwise(case: &Case<'_>, time: TimeRef) -> bool {
    const CENTURY: i32 = 100;
    let year_of = |it: TimeRef| match it {
        TimeRef::Date {
            year,
            month: None,
            day: None,
        } => year,
        _ => None,
    };
    let Some(year) = year_of(time) else { return false };
    let entries = &case.judge.sources.index.entries;
    let amounts = case.window.iter().flat_map(|&at| &entries[at].claim.amounts);
    let told = entries
        .iter()
        .flat_map(|it| &it.claim.times)
        .filter_map(|it| year_of(it.value));
    let is_short = |it: &Amount| {
        bare(it)
            && (it.face == f64::from(year) || it.heads.is_empty() && it.face == f64::from(year % CENTURY))
    };
    let spans = entries.iter().flat_map(|it| &it.claim.amounts);
    let mut apart = told
        .map(|other| f64::from((year - other).abs()))
        .filter(|it| *it > 0.0);
    amounts.clone().any(is_short)
        || apart.any(|years| {
            spans
                .clone()
                .any(|it| it.face == years && it.quantity.dimension == Dimension::Time)
        })
}

/// `around 1971`, `by 2032 or so`: who says so has reckoned.
pub(super) fn is_about(text: &str, time: &TimeMention) -> bool {
    let before = text[..time.span.start].split_whitespace().next_back();
    let behind = text[time.span.end..].trim_start();
    behind.starts_with("or so")
        || before.is_some_and(|it| matches!(it, "around" | "about" | "circa" | "roughly"))
}

/// The weekday of some turn that carries its date.
pub(super) fn is_weekday_of_a_turn(case: &Case<'_>, time: TimeRef) -> bool {
    let index = &case.judge.sources.index;
    matches!(time, TimeRef::Weekday(_)) && (0..index.entries.len()).any(|at| index.calendar.tells(at, time))
}

/// A clock time that one of the evidence and a duration told beside it lead to: "at ten past four … it took
/// fifty-two minutes".
pub(super) fn follows_from_a_duration(case: &Case<'_>, time: TimeRef) -> bool {
    const BESIDE: usize = 3;
    if let TimeRef::Date { day: Some(day), .. } = time {
        return follows_by_days(case, day);
    }
    let TimeRef::Clock { minutes, .. } = time else {
        return false;
    };
    let entries = &case.judge.sources.index.entries;
    let clocks = |at: usize| {
        let stated = entries[at].claim.times.iter().filter_map(|it| match it.value {
            TimeRef::Clock { minutes, .. } => Some(minutes),
            _ => None,
        });
        stated.chain(entries[at].clock)
    };
    case.window.iter().any(|&at| {
        let beside = at.saturating_sub(BESIDE)..entries.len().min(at + BESIDE + 1);
        let mut durations = beside
            .flat_map(|near| &entries[near].claim.amounts)
            .filter(|it| it.quantity.dimension == Dimension::Time && it.quantity.is_single());
        durations.any(|it| {
            let long = (it.quantity.value() / 60.0).round() as i64;
            clocks(at).any(|from| {
                let apart = i64::from(minutes) - i64::from(from);
                long > 0 && (apart.rem_euclid(720) == long % 720 || (-apart).rem_euclid(720) == long % 720)
            })
        })
    })
}

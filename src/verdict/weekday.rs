//! Weekdays and the dates that they fall on: `Friday 14 October` where the 14th was a Tuesday.

use super::Issue;
use super::judge::Case;
use super::time::contradiction;
use crate::claim::Amount;
use crate::language::quantity::Dimension;
use crate::language::time::{Day, TimeMention, TimeRef, WEEKDAYS};

/// Bytes between a weekday and the date that belongs to it at most: `Friday, the 7th`.
const BESIDE: usize = 6;

/// A date and the weekday told with it.
struct WithWeekday {
    weekday: u8,
    month: Option<u8>,
    day: u8,
}

/// Every weekday of a text that stands beside its date, and every full date, which has a weekday of its own.
fn dated(times: &[TimeMention]) -> Vec<WithWeekday> {
    let mut found = Vec::new();
    for (n, time) in times.iter().enumerate() {
        let TimeRef::Date {
            year,
            month,
            day: Some(day),
        } = time.value
        else {
            continue;
        };
        if let (Some(year), Some(month)) = (year, month) {
            found.extend(Day::new(year, month, day).map(|it| WithWeekday {
                weekday: it.weekday(),
                month: Some(month),
                day,
            }));
            continue;
        }
        let beside = times.iter().enumerate().find_map(|(m, other)| match other.value {
            TimeRef::Weekday(it) if m != n && are_beside(time, other) => Some(it),
            _ => None,
        });
        found.extend(beside.map(|weekday| WithWeekday { weekday, month, day }));
    }
    found
}

fn are_beside(a: &TimeMention, b: &TimeMention) -> bool {
    let (first, last) = if a.span.start <= b.span.start {
        (a, b)
    } else {
        (b, a)
    };
    last.span.start.saturating_sub(first.span.end) <= BESIDE
}

/// The sources tell the draft's date with another weekday: nothing tells it with this one.
pub(super) fn day_of_another_date(case: &Case<'_>, time: &TimeMention) -> Option<Issue> {
    let TimeRef::Weekday(said) = time.value else {
        return None;
    };
    let (month, day) = case.claim.times.iter().find_map(|it| match it.value {
        TimeRef::Date {
            month,
            day: Some(day),
            ..
        } if are_beside(it, time) => Some((month, day)),
        _ => None,
    })?;
    let entries = &case.judge.sources.index.entries;
    let same =
        |it: &WithWeekday| it.day == day && (month.is_none() || it.month.is_none() || it.month == month);
    let mut other = None;
    for (at, entry) in entries.iter().enumerate() {
        for it in dated(&entry.claim.times).into_iter().filter(same) {
            if it.weekday == said {
                return None;
            }
            other.get_or_insert((at, it.weekday));
        }
    }
    let (at, weekday) = other.or_else(|| in_the_year(case, month?, day).filter(|it| it.1 != said))?;
    Some(contradiction(
        case,
        time,
        at,
        WEEKDAYS[usize::from(weekday)].to_owned(),
    ))
}

/// The weekday of a date in the one year that the sources tell full dates of, and where they tell one.
fn in_the_year(case: &Case<'_>, month: u8, day: u8) -> Option<(usize, u8)> {
    let calendar = &case.judge.sources.index.calendar;
    let weekday = Day::new(calendar.year?, month, day)?.weekday();
    calendar.days.first().map(|it| (it.entry, weekday))
}

/// A weekday that a full date of the sources falls on, or the one next to a stated weekday where the sources say
/// "yesterday" or "tomorrow"; the weekend where they name one of its days.
pub(super) fn follows_from_a_date(case: &Case<'_>, time: TimeRef) -> bool {
    let entries = &case.judge.sources.index.entries;
    let mut times = entries.iter().flat_map(|it| &it.claim.times).map(|it| it.value);
    if let TimeRef::Date { day: Some(day), .. } = time {
        return falls_on(case, day);
    }
    let TimeRef::Weekday(day) = time else {
        return time == TimeRef::PartOfDay(6) && times.any(|it| matches!(it, TimeRef::Weekday(5 | 6)));
    };
    let stated: Vec<TimeRef> = times.collect();
    let is_next_to = |it: &TimeRef| match it {
        TimeRef::Relative {
            days: days @ (-1 | 1),
            ..
        } => {
            let other = (i32::from(day) - days).rem_euclid(7) as u8;
            stated.contains(&TimeRef::Weekday(other))
        }
        _ => false,
    };
    let is_date = |it: &TimeRef| match *it {
        TimeRef::Date {
            year: Some(year),
            month: Some(month),
            day: Some(date),
        } => Day::new(year, month, date).is_some_and(|it| it.weekday() == day),
        _ => false,
    };
    stated.iter().any(|it| is_date(it) || is_next_to(it))
}

/// "Thursday. The fourteenth." makes the Monday before the eleventh, where the sentence or its evidence says Monday.
fn falls_on(case: &Case<'_>, day: u8) -> bool {
    let entries = &case.judge.sources.index.entries;
    let times: Vec<(usize, TimeRef)> = entries
        .iter()
        .flat_map(|it| it.claim.times.iter().map(move |time| (it.passage, time.value)))
        .collect();
    let nearby = case.window.iter().flat_map(|&at| &entries[at].claim.times);
    let meant: Vec<u8> = case
        .claim
        .times
        .iter()
        .chain(nearby)
        .filter_map(|it| match it.value {
            TimeRef::Weekday(it) => Some(it),
            _ => None,
        })
        .collect();
    times.windows(2).any(|pair| match (pair[0], pair[1]) {
        ((a, TimeRef::Weekday(weekday)), (b, TimeRef::Date { day: Some(known), .. })) if a == b => {
            let apart = i32::from(day) - i32::from(known);
            apart.abs() < 7
                && meant
                    .iter()
                    .any(|&it| (i32::from(it) - i32::from(weekday) - apart).rem_euclid(7) == 0)
        }
        _ => false,
    })
}

/// "Friday the 7th … plus seven": a day that a date of the evidence and a number of days told beside it, or by the
/// sentence itself, lead to.
pub(super) fn follows_by_days(case: &Case<'_>, day: u8) -> bool {
    const DAY: f64 = 86_400.0;
    let entries = &case.judge.sources.index.entries;
    let days = |it: &Amount| {
        let plain = it.quantity.dimension == Dimension::Count && it.heads.is_empty();
        let timed = it.quantity.dimension == Dimension::Time && it.quantity.value() >= DAY;
        if timed {
            Some(it.quantity.value() / DAY)
        } else {
            plain.then(|| it.quantity.value())
        }
    };
    let dates_of = |at: usize| {
        entries[at].claim.times.iter().filter_map(|it| match it.value {
            TimeRef::Date { day: Some(it), .. } => Some(f64::from(it)),
            _ => None,
        })
    };
    // "Eleven days later, on 20 November": the sentence says itself how far it has counted.
    let own: Vec<f64> = case.claim.amounts.iter().filter_map(days).collect();
    let from_own = |date: f64| own.iter().any(|step| (date + step - f64::from(day)).abs() < 0.01);
    if (0..entries.len()).flat_map(dates_of).any(from_own) {
        return true;
    }
    case.window.iter().any(|&at| {
        let dates = dates_of(at);
        let beside = at.saturating_sub(3)..entries.len().min(at + 4);
        let mut steps = beside.flat_map(|it| &entries[it].claim.amounts).filter_map(days);
        let dates: Vec<f64> = dates.collect();
        steps.any(|step| {
            dates
                .iter()
                .any(|date| step >= 1.0 && ((date + step - f64::from(day)).abs() < 0.01))
        })
    })
}

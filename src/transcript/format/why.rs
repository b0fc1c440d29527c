//! How a format tells what it saw: counts, days and times.

use crate::language::time::Day;
use crate::text::grouped;
use crate::transcript::Turn;

/// `1 event`, `1,240 events`.
pub(super) fn counted(n: usize, what: &str) -> String {
    let s = if n == 1 { "" } else { "s" };
    format!("{} {what}{s}", grouped(n))
}

/// The days of those turns, `, 2026-03-04` or `, 2026-03-04 to 2026-03-05`; empty where none tells one.
pub(super) fn days(turns: &[Turn]) -> String {
    let days = || turns.iter().filter_map(|it| it.day);
    range(days().min().zip(days().max()))
}

/// The same of the first and the last day.
pub(super) fn range(days: Option<(Day, Day)>) -> String {
    match days {
        Some((first, last)) if first != last => format!(", {} to {}", day(first), day(last)),
        Some((first, _)) => format!(", {}", day(first)),
        None => String::new(),
    }
}

/// `2026-03-04`.
pub(super) fn day(day: Day) -> String {
    let (year, month, day) = day.date();
    format!("{year:04}-{month:02}-{day:02}")
}

/// `00:02:33` of milliseconds.
pub(super) fn time(millis: u32) -> String {
    let seconds = millis / 1000;
    format!(
        "{:02}:{:02}:{:02}",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    )
}

/// `, 00:04:12 to 01:02:33`, in milliseconds; empty where they are not known.
pub(super) fn times(all: Option<(u32, u32)>) -> String {
    match all {
        Some((first, last)) => format!(", {} to {}", time(first), time(last)),
        None => String::new(),
    }
}

//! Times of the clock and the calendar: `09:31`, `2:17 PM`, `quarter past seven`, Tuesday, 14 October,
//! 2019, "last week". Durations are quantities (`quantity.rs`).

mod calendar;
mod clock;
mod day;
mod halves;
mod said;
mod spoken;
mod year;
#[cfg(test)]
mod tests;

use super::scan::Tokens;
use crate::text::Span;
pub use day::Day;

/// A point in time that a text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeRef {
    /// Minutes since midnight. `certain` is false where 2:17 may be morning or afternoon.
    Clock {
        /// 0..1440
        minutes: u16,
        /// Whether the half of the day is known.
        certain: bool,
    },
    /// Monday is 0.
    Weekday(u8),
    /// A date; parts that are not stated are `None`. `October` alone is a date with a month.
    Date {
        /// Calendar year.
        year: Option<i32>,
        /// 1..=12
        month: Option<u8>,
        /// 1..=31
        day: Option<u8>,
    },
    /// yesterday, tomorrow, last week, next quarter, the day before: days from the moment spoken of,
    /// `None` where the words give no number.
    Relative {
        /// -1 yesterday, -7 last week, 7 next week, -30 last month …
        days: i32,
        /// 1 for days, 7 for weeks, 30 for months, 90 for quarters, 365 for years.
        grain: u16,
    },
    /// Minutes past an hour that is not told: `at half past`.
    PastHour(u8),
    /// morning, afternoon, evening, night, noon, midnight, weekend: 0 … 6 in this order.
    PartOfDay(u8),
}

/// A time and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeMention {
    /// Bytes of the text.
    pub span: Span,
    /// What it says.
    pub value: TimeRef,
}

impl TimeRef {
    /// Minutes since midnight, where it names one moment of the day for certain: a certain clock time,
    /// noon, midnight.
    pub fn minutes(self) -> Option<u16> {
        match self {
            TimeRef::Clock {
                minutes,
                certain: true,
            } => Some(minutes),
            TimeRef::PartOfDay(NOON) => Some(720),
            TimeRef::PartOfDay(MIDNIGHT) => Some(0),
            _ => None,
        }
    }

    /// Whether both may name the same clock time: equal, or half a day apart where one does not say
    /// which half. `None` where one of them is no clock time.
    pub fn same_clock(self, other: TimeRef) -> Option<bool> {
        let (here, here_certain) = self.clock()?;
        let (there, there_certain) = other.clock()?;
        if here_certain && there_certain {
            return Some(here == there);
        }
        Some(here % 720 == there % 720)
    }

    fn clock(self) -> Option<(u16, bool)> {
        match self {
            TimeRef::Clock { minutes, certain } => Some((minutes, certain)),
            _ => self.minutes().map(|it| (it, true)),
        }
    }
}

/// The days of the week by their number; Monday is 0.
pub const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// The months in their order.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Whether a word is the full name of a weekday or a month, in whatever letters.
pub fn is_calendar_name(word: &str) -> bool {
    let mut names = WEEKDAYS.iter().chain(&MONTHS);
    names.any(|it| it.eq_ignore_ascii_case(word))
}

const MORNING: u8 = 0;
const AFTERNOON: u8 = 1;
const EVENING: u8 = 2;
const NIGHT: u8 = 3;
const NOON: u8 = 4;
const MIDNIGHT: u8 = 5;
const WEEKEND: u8 = 6;

/// The times of `text`, in order, not overlapping.
///
/// A four-digit year is a `Date` with a year only: time wins over quantity, so `Sort::Year` is for the
/// years that are read as numbers (`the 1990s`). A clock time and its half of the day (`three in the
/// morning`) are one mention; a weekday and a part of the day (`Monday afternoon`) are two.
pub fn read(text: &str) -> Vec<TimeMention> {
    read_tokens(&Tokens::new(text))
}

pub(super) fn read_tokens(tokens: &Tokens<'_>) -> Vec<TimeMention> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < tokens.list.len() {
        let next = clock::at(tokens, i, &mut found)
            .or_else(|| calendar::at(tokens, i, &mut found))
            .or_else(|| {
                let (minutes, end) = spoken::of_some_hour(tokens, i)?;
                found.push(TimeMention {
                    span: tokens.span(i, end),
                    value: TimeRef::PastHour(minutes),
                });
                Some(end)
            });
        i = next.unwrap_or(i + 1).max(i + 1);
    }
    halves::settle(tokens, &mut found);
    found
}

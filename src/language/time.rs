//! Times of the clock and the calendar: `09:31`, `2:17 PM`, `quarter past seven`, Tuesday, 14 October,
//! 2019, "last week". Durations are quantities (`quantity.rs`).

use crate::text::Span;

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

/// The times of `text`, in order, not overlapping.
pub fn read(text: &str) -> Vec<TimeMention> {
    let _ = text;
    Vec::new()
}

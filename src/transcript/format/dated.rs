//! The date and the time that chats write before their messages, in the notations of their programs, and which of two
//! numbers is the month: the whole file tells, not the line.

use crate::language::time::{Day, MONTHS, WEEKDAYS};
use crate::transcript::Stamp;
use crate::transcript::timestamp::Reading;

/// A date as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Date {
    /// Written so that it can be one day only.
    Known(Day),
    /// Two numbers and a year: `04/03/2026`.
    Numbers {
        first: u8,
        second: u8,
        year: i32,
        /// Written as Americans do: slashes, no leading zeros, `PM`.
        american: bool,
        /// Written with slashes: everywhere else the day comes first.
        slashes: bool,
    },
    /// Month and day, without a year.
    Yearless(u8, u8),
}

/// Date and time at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dated {
    /// The date, where one stands there.
    pub(super) date: Option<Date>,
    /// The time.
    pub(super) time: Reading,
    /// Bytes of both, and of the zone behind them.
    pub(super) len: usize,
}

impl Dated {
    /// Date and time, or the time alone, at the start of `text`: `2026-03-04T14:07:00Z`, `04/03/2026, 14:07`,
    /// `Wed, Mar 4, 2026, 2:07 PM`, `14:07:22`.
    pub(super) fn at(text: &str) -> Option<Dated> {
        let (mut date, mut at) = match numeric(text).or_else(|| worded(text)) {
            Some((date, len)) => (Some(date), len),
            None => (None, 0),
        };
        if date.is_some() {
            let rest = text.get(at..)?;
            let gap = rest.trim_start_matches([',', ' ', '\u{202f}', '\u{a0}']);
            let gap = gap.strip_prefix("at ").unwrap_or(gap);
            let gap = gap.strip_prefix('T').unwrap_or(gap);
            if gap.len() == rest.len() {
                return None;
            }
            at = text.len() - gap.len();
        }
        let time = Reading::at(text.get(at..)?)?;
        time.clock()?;
        if let Some(Date::Numbers {
            american, slashes, ..
        }) = &mut date
        {
            let written = text.get(..at + time.len).unwrap_or_default();
            let is_padded = written.starts_with('0') || written.contains("/0");
            *american = *slashes && !is_padded && written.ends_with('M');
        }
        at += time.len;
        at += zone_len(text.get(at..)?);
        Some(Dated { date, time, len: at })
    }

    /// The same between brackets, `[…]` or `(…)`; the brackets count.
    pub(super) fn bracketed(text: &str) -> Option<Dated> {
        let close = match text.as_bytes().first()? {
            b'[' => ']',
            b'(' => ')',
            _ => return None,
        };
        let it = Dated::at(text.get(1..)?)?;
        let rest = text.get(1 + it.len..)?;
        rest.starts_with(close).then_some(Dated {
            len: it.len + 2,
            ..it
        })
    }

    /// The time of day.
    pub(super) fn clock(&self) -> Option<Stamp> {
        self.time.clock()
    }
}

/// Which of two numbers is the month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Order {
    day_first: Option<bool>,
}

impl Order {
    /// The order in which all of `dates` are days, and come one after the other.
    pub(super) fn of(dates: impl Iterator<Item = Date>) -> Order {
        let mut steps = [0usize; 2];
        let mut last = [None; 2];
        let mut impossible = [false; 2];
        let (mut american, mut not_slashes) = (false, false);
        for date in dates {
            let Date::Numbers {
                first,
                second,
                year,
                american: is_american,
                slashes,
            } = date
            else {
                continue;
            };
            american |= is_american;
            not_slashes |= !slashes;
            for (n, (day, month)) in [(first, second), (second, first)].into_iter().enumerate() {
                let it = Day::new(year, month, day);
                impossible[n] |= it.is_none();
                steps[n] += usize::from(it.zip(last[n]).is_some_and(|(it, last)| it < last));
                last[n] = it.or(last[n]);
            }
        }
        let day_first = match impossible {
            [false, true] => Some(true),
            [true, false] => Some(false),
            _ if steps[0] != steps[1] => Some(steps[0] < steps[1]),
            _ if not_slashes => Some(true),
            _ if american => Some(false),
            _ => None,
        };
        Order { day_first }
    }

    /// The day of a date, where it is known which of its numbers is the month.
    pub(super) fn day(self, date: Date) -> Option<Day> {
        match date {
            Date::Known(day) => Some(day),
            Date::Yearless(..) => None,
            Date::Numbers {
                first, second, year, ..
            } if first == second => Day::new(year, first, second),
            Date::Numbers {
                first, second, year, ..
            } => match self.day_first? {
                true => Day::new(year, second, first),
                false => Day::new(year, first, second),
            },
        }
    }
}

/// The date that `text` is, in words: `Monday, March 4th`, `4 March 2026`, `Wed Mar 04 14:05:00 2026`. Nothing but a
/// date (and a time) may stand there.
pub(super) fn in_words(text: &str) -> Option<Date> {
    let (mut month, mut day, mut year) = (None, None, None);
    for word in text.split([' ', ',', '-', '\u{a0}', '\u{202f}']) {
        let word = word.trim_end_matches('.');
        if word.is_empty() || within(&WEEKDAYS, word) || ["at", "of", "the"].contains(&word) {
            continue;
        }
        let number = ["st", "nd", "rd", "th"]
            .iter()
            .find_map(|it| word.strip_suffix(it))
            .unwrap_or(word);
        if let Some(n) = month_of(word) {
            if month.replace(n).is_some() {
                return None;
            }
        } else if word.len() == 4 && word.bytes().all(|it| it.is_ascii_digit()) {
            if year.replace(word.parse::<i32>().ok()?).is_some() {
                return None;
            }
        } else if let Ok(n) = number.parse::<u8>() {
            if day.is_some() && year.is_none() && word.len() == 2 {
                year = Some(2000 + i32::from(n));
            } else if day.replace(n).is_some() {
                return None;
            }
        } else if Reading::at(word).is_none_or(|it| it.len != word.len()) {
            return None;
        }
    }
    let (month, day) = (month?, day.filter(|it| (1..=31).contains(it))?);
    match year {
        Some(year) => Day::new(year, month, day).map(Date::Known),
        None => Some(Date::Yearless(month, day)),
    }
}

/// The day that `text` opens with, year first, and its bytes: `2026-03-04`, `2026/03/04`.
pub(super) fn year_first(text: &str) -> Option<(Day, usize)> {
    match numeric(text)? {
        (Date::Known(day), len) => Some((day, len)),
        _ => None,
    }
}

/// The day that `text` opens with in the order and with the marks of ISO 8601.
pub(super) fn iso_day(text: &str) -> Option<Day> {
    const LEN: usize = 10;
    let (day, len) = year_first(text)?;
    (len == LEN && text.as_bytes().get(4) == Some(&b'-')).then_some(day)
}

/// `2026-03-04`, `04/03/2026`, `4.3.26`, `18-04-2019` at the start of `text`, and its bytes.
fn numeric(text: &str) -> Option<(Date, usize)> {
    let bytes = text.as_bytes();
    let digits = |from: usize| {
        let rest = bytes.get(from..).unwrap_or_default();
        rest.iter().take(5).take_while(|it| it.is_ascii_digit()).count()
    };
    let number = |from: usize, len: usize| text.get(from..from + len)?.parse::<i32>().ok();
    let first = digits(0);
    let mark = *bytes.get(first).filter(|it| b"/.-".contains(it))?;
    let second_at = first + 1;
    let second = digits(second_at);
    let third_at = second_at + second + 1;
    if bytes.get(third_at - 1) != Some(&mark) || !(1..=2).contains(&second) {
        return None;
    }
    let third = digits(third_at);
    let parts = (
        number(0, first)?,
        number(second_at, second)?,
        number(third_at, third)?,
    );
    let small = |it: i32| u8::try_from(it).ok();
    let end = third_at + third;
    // German dates end with a dot of their own: `04.03.26.`
    match (first, third) {
        (4, 1..=2) => {
            let day = Day::new(parts.0, small(parts.1)?, small(parts.2)?)?;
            Some((Date::Known(day), end))
        }
        (1..=2, 2 | 4) => {
            let year = if third == 2 { 2000 + parts.2 } else { parts.2 };
            let date = Date::Numbers {
                first: small(parts.0)?,
                second: small(parts.1)?,
                year,
                american: false,
                slashes: mark == b'/',
            };
            Some((date, end))
        }
        _ => None,
    }
}

/// `Wed, Mar 4, 2026`, `04-Mar-26`, `Mar 04` before a time, and its bytes.
fn worded(text: &str) -> Option<(Date, usize)> {
    /// No date in words is longer (bytes).
    const LONGEST: usize = 40;
    let first = text.chars().next()?;
    if !(first.is_alphabetic() || first.is_ascii_digit()) {
        return None;
    }
    let colon = text.bytes().take(LONGEST).position(|it| it == b':')?;
    let before = text.get(..colon)?;
    let hour = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let date = before.get(..colon - hour)?;
    let date = date.trim_end_matches([' ', ',', '\u{202f}', '\u{a0}']);
    let date = date.strip_suffix(" at").unwrap_or(date).trim_end_matches(',');
    if date.is_empty() {
        return None;
    }
    in_words(date).map(|it| (it, date.len()))
}

/// Bytes of `Z`, `+00:00`, ` UTC` and the like.
fn zone_len(text: &str) -> usize {
    let number = text.strip_prefix(['+', '-']).map_or(0, |rest| {
        let len = rest
            .bytes()
            .take_while(|it| it.is_ascii_digit() || *it == b':')
            .count();
        if (4..=5).contains(&len) { 1 + len } else { 0 }
    });
    let word = ["Z", " UTC", " GMT"].iter().find(|it| text.starts_with(**it));
    number.max(word.map_or(0, |it| it.len()))
}

/// The month of that name, or of its first letters.
pub(super) fn month_of(word: &str) -> Option<u8> {
    const SHORT: usize = 3;
    let is_month = |it: &&str| {
        it.eq_ignore_ascii_case(word)
            || (word.len() == SHORT && it.get(..SHORT).is_some_and(|it| it.eq_ignore_ascii_case(word)))
            || word.eq_ignore_ascii_case("sept") && it.starts_with("Sept")
    };
    let at = MONTHS.iter().position(is_month)?;
    u8::try_from(at + 1).ok()
}

/// Whether `word` is one of `names`, or its first letters.
fn within(names: &[&str], word: &str) -> bool {
    names.iter().any(|it| {
        let short = it.get(..word.len());
        (3..=5).contains(&word.len()) && short.is_some_and(|it| it.eq_ignore_ascii_case(word))
            || it.eq_ignore_ascii_case(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(day: Day) -> String {
        let (year, month, day) = day.date();
        format!("{year:04}-{month:02}-{day:02}")
    }

    fn day(text: &str) -> Option<String> {
        let it = Dated::at(text)?;
        Order::of(it.date.into_iter()).day(it.date?).map(shown)
    }

    #[test]
    fn dates_are_read_in_every_notation() {
        for text in [
            "2024-05-07T09:00:00.5Z x",
            "2024-05-07 09:00 x",
            "7.5.24, 09:00",
            "07-05-2024 09:00:12 x",
            "5/7/2024 9:00 AM",
            "Tue, May 7, 2024, 09:00:00 - x",
            "07-May-24 09:00 AM",
            "May 7, 2024 at 9:00\u{202f}AM",
            "Tue May 07 09:00:00 2024",
        ] {
            let read = day(text);
            let expected = (!text.starts_with("Tue May")).then(|| "2024-05-07".to_owned());
            assert_eq!(read, expected, "{text}");
            let clock = Dated::at(text).and_then(|it| it.clock());
            assert_eq!(clock, Some(Stamp::Clock(540)), "{text}");
        }
        let known = Day::new(2024, 5, 7).map(Date::Known);
        assert_eq!(in_words("Tue May 07 09:00:00 2024"), known);
        assert_eq!(in_words("Tuesday, May 7th"), Some(Date::Yearless(5, 7)));
        assert_eq!(in_words("May we meet on 7 June"), None);
        assert_eq!(in_words("May"), None);
    }

    #[test]
    fn the_file_tells_which_number_is_the_month() {
        let dates = |texts: &[&str]| -> Vec<Date> {
            let all = texts.iter().filter_map(|it| Dated::at(it)?.date);
            all.collect()
        };
        let read = |texts: &[&str]| {
            let dates = dates(texts);
            let order = Order::of(dates.iter().copied());
            order.day(dates[0]).map(shown)
        };
        let ambiguous = "03/04/2024, 09:00";
        assert_eq!(read(&[ambiguous]), None);
        assert_eq!(
            read(&[ambiguous, "13/04/2024, 09:00"]).as_deref(),
            Some("2024-04-03")
        );
        assert_eq!(
            read(&[ambiguous, "03/14/2024, 09:00"]).as_deref(),
            Some("2024-03-04")
        );
        // In order as days of April, not as fourths of a month: the third is before the fourth.
        assert_eq!(
            read(&["03/04/2024, 09:00", "01/05/2024, 09:00"]).as_deref(),
            Some("2024-04-03")
        );
        assert_eq!(read(&["05/05/2024, 09:00"]).as_deref(), Some("2024-05-05"));
    }
}

//! Times that a transcript's own labels carry: `00:12:33`, `[09:14]`, `2:17 PM`.

/// When a turn starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stamp {
    /// Milliseconds since the recording began.
    Offset(u32),
    /// Minutes since midnight on the wall clock.
    Clock(u16),
}

impl Stamp {
    /// So many seconds since the recording began; `None` for what is no length of time (or beyond 49 days).
    pub fn seconds(seconds: f64) -> Option<Stamp> {
        let millis = (seconds * 1000.0).round();
        (0.0..=f64::from(u32::MAX))
            .contains(&millis)
            .then_some(Stamp::Offset(millis as u32))
    }
}

/// Digits and colons as they stand in a label, before it is known whether they count from the start of a
/// recording or from midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    /// The parts before, between and behind the colons.
    parts: (u32, u32, Option<u32>),
    /// What stands behind the decimal mark of the seconds, in thousandths.
    millis: u32,
    /// Whether `PM` (or `AM`) stands behind it.
    afternoon: Option<bool>,
    /// Bytes read.
    pub(crate) len: usize,
}

impl Reading {
    /// The time that `text` starts with.
    pub(crate) fn at(text: &str) -> Option<Reading> {
        let bytes = text.as_bytes();
        let digits = |from: usize| {
            bytes[from..]
                .iter()
                .take(4)
                .take_while(|it| it.is_ascii_digit())
                .count()
        };
        let number = |from: usize, n: usize| text[from..from + n].parse::<u32>().ok();
        let first_len = digits(0);
        if first_len == 0 || first_len > 3 {
            return None;
        }
        let sixty = |at: usize| {
            let is_pair = bytes.get(at) == Some(&b':') && digits(at + 1) == 2;
            number(at + 1, if is_pair { 2 } else { return None }).filter(|&it| it < 60)
        };
        let second = sixty(first_len)?;
        let mut len = first_len + 3;
        let third = sixty(len);
        if third.is_some() {
            len += 3;
        }
        let is_fraction =
            matches!(bytes.get(len), Some(b'.' | b',')) && bytes.get(len + 1).is_some_and(u8::is_ascii_digit);
        let mut millis = 0;
        if is_fraction {
            len += 1;
            let mut place = 100;
            while let Some(digit) = bytes.get(len).filter(|it| it.is_ascii_digit()) {
                millis += u32::from(digit - b'0') * place;
                place /= 10;
                len += 1;
            }
        }
        let (afternoon, half_len) = half_of_day(&text[len..]);
        len += half_len;
        let goes_on = text[len..]
            .chars()
            .next()
            .is_some_and(|c| c.is_alphanumeric() && c != 'Z' && c != 'h');
        let colon_digit = bytes.get(len) == Some(&b':') && bytes.get(len + 1).is_some_and(u8::is_ascii_digit);
        (!goes_on && !colon_digit).then_some(Reading {
            parts: (number(0, first_len)?, second, third),
            millis,
            afternoon,
            len,
        })
    }

    /// Read as time since the recording began; two parts are minutes and seconds.
    pub(crate) fn offset(self) -> Stamp {
        if let (Some(_), Some(clock)) = (self.afternoon, self.clock()) {
            return clock;
        }
        let seconds = match self.parts {
            (hours, minutes, Some(seconds)) => hours * 3600 + minutes * 60 + seconds,
            (minutes, seconds, None) => minutes * 60 + seconds,
        };
        Stamp::Offset(seconds * 1000 + self.millis)
    }

    /// Read as time of day; `None` where there is no such hour.
    pub(crate) fn clock(self) -> Option<Stamp> {
        self.minutes(self.afternoon)
            .and_then(|it| u16::try_from(it).ok())
            .map(Stamp::Clock)
    }

    /// Whether it can only be a time since the start: it begins in the first hour, or names no hour.
    pub(crate) fn looks_like_offset(self) -> bool {
        self.afternoon.is_none() && (self.parts.0 == 0 || self.parts.0 > 23)
    }

    /// Whether `AM` or `PM` says that it is a time of day.
    pub(crate) fn has_half(self) -> bool {
        self.afternoon.is_some()
    }

    fn minutes(self, afternoon: Option<bool>) -> Option<u32> {
        let (hour, minute, _) = self.parts;
        let hour = match afternoon {
            Some(_) if hour == 0 || hour > 12 => hour,
            Some(true) => hour % 12 + 12,
            Some(false) => hour % 12,
            None => hour,
        };
        (hour < 24).then_some(hour * 60 + minute)
    }
}

/// `AM` and `PM` in their spellings, and the bytes they take (a space before included).
fn half_of_day(text: &str) -> (Option<bool>, usize) {
    let gap = text.len() - text.trim_start_matches([' ', '\u{a0}', '\u{202f}']).len();
    let rest = &text[gap..];
    let starts = |it: &str| rest.get(..it.len()).is_some_and(|r| r.eq_ignore_ascii_case(it));
    for (word, afternoon) in [("a.m.", false), ("p.m.", true), ("am", false), ("pm", true)] {
        let ends = !rest
            .get(word.len()..)
            .is_some_and(|it| it.starts_with(char::is_alphanumeric));
        if starts(word) && ends {
            return (Some(afternoon), gap + word.len());
        }
    }
    (None, 0)
}

/// The first time of day in `text`. The start of a range takes its half of the day from the end:
/// `2:17-2:22 PM` starts at 14:17, `11:50-12:14 AM` at 23:50.
pub(crate) fn first_clock(text: &str) -> Option<Stamp> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let starts_number = bytes[at].is_ascii_digit() && (at == 0 || !bytes[at - 1].is_ascii_alphanumeric());
        if !starts_number {
            at += 1;
            continue;
        }
        match Reading::at(&text[at..]) {
            Some(reading) if reading.clock().is_some() => {
                return Some(range_start(reading, &text[at + reading.len..]));
            }
            _ => {
                while bytes.get(at).is_some_and(|it| it.is_ascii_digit() || *it == b':') {
                    at += 1;
                }
            }
        }
    }
    None
}

fn range_start(start: Reading, rest: &str) -> Stamp {
    let stated = start.clock().unwrap_or(Stamp::Clock(0));
    let dashed = rest.trim_start().trim_start_matches(['-', '–', '—', '→']);
    let dashed = dashed.strip_prefix("to ").unwrap_or(dashed).trim_start();
    let is_range = dashed.len() < rest.trim_start().len();
    let end = if is_range { Reading::at(dashed) } else { None };
    let (None, Some(end)) = (start.afternoon, end) else {
        return stated;
    };
    let Some(afternoon) = end.afternoon else {
        return stated;
    };
    let same = start.minutes(Some(afternoon));
    let turned = start.minutes(Some(!afternoon));
    let minutes = if same <= end.minutes(Some(afternoon)) {
        same
    } else {
        turned
    };
    minutes
        .and_then(|it| u16::try_from(it).ok())
        .map_or(stated, Stamp::Clock)
}

/// Bytes of an ISO date and the blank behind it at the start of `text`, 0 where there is none.
pub(crate) fn date_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_date = bytes.len() > 10
        && bytes[..10].iter().enumerate().all(|(n, it)| match n {
            4 | 7 => *it == b'-',
            _ => it.is_ascii_digit(),
        });
    if !is_date {
        return 0;
    }
    match bytes[10] {
        b'T' => 11,
        b' ' => 10 + bytes[10..].iter().take_while(|it| **it == b' ').count(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_parts_are_minutes_and_seconds_or_hours_and_minutes() {
        let reading = Reading::at("09:14] x").expect("a time");
        assert_eq!(reading.offset(), Stamp::Offset(554_000));
        assert_eq!(reading.clock(), Some(Stamp::Clock(554)));
        let full = Reading::at("01:00:21.5").expect("a time");
        assert_eq!((full.offset(), full.len), (Stamp::Offset(3_621_500), 10));
    }

    #[test]
    fn what_is_no_time_is_not_read() {
        for text in [
            "",
            "1:5",
            "16:99",
            "a",
            "1.27",
            "1:20000",
            "12:30:",
            "10:11:12:13",
        ] {
            let reading = Reading::at(text);
            assert!(reading.is_none() || text == "12:30:", "{text}");
        }
    }

    #[test]
    fn the_start_of_a_range_takes_the_half_of_the_day_from_its_end() {
        let clock = |text| match first_clock(text) {
            Some(Stamp::Clock(minutes)) => Some((minutes / 60, minutes % 60)),
            _ => None,
        };
        assert_eq!(
            clock("Phase 1: Triage (2:17-2:22 PM) - 5 minutes"),
            Some((14, 17))
        );
        assert_eq!(clock("Fix (11:50 – 12:14 AM)"), Some((23, 50)));
        assert_eq!(clock("Lunch (11:50-12:10 PM)"), Some((11, 50)));
        assert_eq!(clock("2018-03-31 15:47"), Some((15, 47)));
        assert_eq!(clock("Start (2:17 PM - alert)"), Some((14, 17)));
        assert_eq!(clock("Version 1.27 and 16 nodes"), None);
    }
}

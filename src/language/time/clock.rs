//! Times of the day: `09:31`, `2:17-2:22 PM`; those that are spoken are read in `spoken.rs`.

use super::super::scan::{Kind, Tokens};
use super::spoken::spoken;
use super::{AFTERNOON, EVENING, MORNING, NIGHT, TimeMention, TimeRef, said};

/// Half a day in minutes.
pub(super) const HALF: u16 = 720;

/// A clock time that has been read: minutes, whether certain, the token behind it.
#[derive(Clone, Copy)]
pub(super) struct Reading {
    pub(super) minutes: u16,
    pub(super) certain: bool,
    /// The half of the day was written: what a range hands to its first part.
    pub(super) half: Option<bool>,
    pub(super) end: usize,
}

/// Reads the clock times that start at token `i`; a range gives two.
pub(super) fn at(t: &Tokens<'_>, i: usize, out: &mut Vec<TimeMention>) -> Option<usize> {
    if let Some((readings, end)) = said::by_day(t, i) {
        for (minutes, certain, from, to) in readings.into_iter().flatten() {
            out.push(TimeMention {
                span: t.span(from, to),
                value: TimeRef::Clock { minutes, certain },
            });
        }
        return Some(end);
    }
    let first = digital(t, i)
        .or_else(|| hour_range(t, i))
        .or_else(|| spoken(t, i))?;
    // A second time behind a dash or "to" shares its half of the day with the first.
    let dash = matches!(t.at(first.end), "-" | "–" | "—" | "to" | "and" | "until" | "till");
    let second = if dash && first.half.is_none() {
        digital(t, first.end + 1)
    } else {
        None
    };
    let Some(second) = second else {
        out.push(mention(t, i, first));
        return Some(first.end);
    };
    let mut first = first;
    if let (Some(afternoon), false) = (second.half, first.certain) {
        let same = with_half(first.minutes, afternoon);
        first.minutes = if same <= second.minutes {
            same
        } else {
            with_half(first.minutes, !afternoon)
        };
        first.certain = true;
    }
    out.push(mention(t, i, first));
    out.push(mention(t, first.end + 1, second));
    Some(second.end)
}

fn mention(t: &Tokens<'_>, start: usize, it: Reading) -> TimeMention {
    TimeMention {
        span: t.span(start, it.end),
        value: TimeRef::Clock {
            minutes: it.minutes,
            certain: it.certain,
        },
    }
}

fn with_half(minutes: u16, afternoon: bool) -> u16 {
    let within = minutes % HALF;
    if afternoon { within + HALF } else { within }
}

/// `09:31`, `10:00:12`, `2:17 PM`, `3am`, `3 a.m.`, `3.30pm`.
pub(super) fn digital(t: &Tokens<'_>, i: usize) -> Option<Reading> {
    let hour = t.digits(i).filter(|&it| it < 25 && t.raw(i).len() <= 2)?;
    let fresh = !t.glued(i)
        || match t.before(i, 1) {
            "t" => true,
            ":" | "." | "/" | "_" | "#" | "+" => false,
            _ => !t.is(i - 1, Kind::Word) && !t.is(i - 1, Kind::Digits),
        };
    if !fresh {
        return None;
    }
    let minute_sign = t.at(i + 1);
    let minute = t
        .digits(i + 2)
        .filter(|&it| it < 60 && t.raw(i + 2).len() == 2 && t.glued(i + 1) && t.glued(i + 2))
        .filter(|_| matches!(minute_sign, ":" | "."));
    let Some(minute) = minute else {
        return on_the_hour(t, hour, i + 1);
    };
    let mut end = i + 3;
    let mut seconds = false;
    if minute_sign == ":" && t.at(end) == ":" && t.glued(end) && t.glued(end + 1) {
        t.digits(end + 1)
            .filter(|&it| it < 61 && t.raw(end + 1).len() == 2)?;
        seconds = true;
        end += 2;
        if matches!(t.at(end), "." | ",") && t.glued(end) && t.glued(end + 1) && t.is(end + 1, Kind::Digits) {
            end += 2;
        }
    }
    let minutes = u16::try_from(hour * 60 + minute).ok().filter(|&it| it <= 1440)?;
    if let Some((afternoon, end)) = meridiem(t, end) {
        return halved(minutes, afternoon, end);
    }
    let more = t.glued(end) && (t.is(end, Kind::Digits) || t.at(end) == ":" && t.glued(end + 1));
    // "14:38h", as some write it
    let zone = zone(t, end) || minute_sign == ":" && t.at(end) == "h" && t.glued(end) && !t.glued(end + 1);
    let word = t.glued(end) && t.is(end, Kind::Word) && !zone;
    // "7.30 in the morning": only the part of the day makes it a time.
    let pointed = minute_sign == "." && part_behind(t, end).is_none();
    if more || word || pointed || hour == 24 && minute > 0 {
        return None;
    }
    let certain = hour >= 13 || hour == 0 || t.raw(i).starts_with('0') || seconds || zone;
    let end = if zone { end + 1 } else { end };
    Some(within_part(t, minutes % 1440, certain, end))
}

fn on_the_hour(t: &Tokens<'_>, hour: u32, end: usize) -> Option<Reading> {
    let (afternoon, end) = meridiem(t, end)?;
    halved(u16::try_from(hour * 60).ok()?, afternoon, end)
}

pub(super) fn halved(minutes: u16, afternoon: bool, end: usize) -> Option<Reading> {
    // "14:23 PM" is a slip, but says what it says.
    let minutes = if minutes >= 780 {
        minutes % 1440
    } else {
        with_half(minutes, afternoon)
    };
    Some(Reading {
        minutes,
        certain: true,
        half: Some(afternoon),
        end,
    })
}

/// `3-4 PM`, `2 to 3pm`: the first part, read with the half of the second.
fn hour_range(t: &Tokens<'_>, i: usize) -> Option<Reading> {
    let hour = t.digits(i).filter(|it| (1..=12).contains(it))?;
    let dash = matches!(t.at(i + 1), "-" | "–" | "to") && !t.glued(i);
    let second = dash.then(|| digital(t, i + 2)).flatten()?;
    second.half?;
    Some(Reading {
        minutes: u16::try_from(hour * 60).ok()?,
        certain: false,
        half: None,
        end: i + 1,
    })
}

/// Whether `am`, `PM`, `a.m.` stands at `i`: whether it is the second half, and the token behind it.
pub(super) fn meridiem(t: &Tokens<'_>, i: usize) -> Option<(bool, usize)> {
    match t.at(i) {
        "am" => Some((false, i + 1)),
        "pm" => Some((true, i + 1)),
        half @ ("a" | "p")
            if t.at(i + 1) == "." && t.glued(i + 1) && t.at(i + 2) == "m" && t.glued(i + 2) =>
        {
            let dot = t.at(i + 3) == "." && t.glued(i + 3);
            Some((half == "p", if dot { i + 4 } else { i + 3 }))
        }
        _ => None,
    }
}

fn zone(t: &Tokens<'_>, i: usize) -> bool {
    [
        "UTC", "GMT", "Z", "CET", "CEST", "EST", "EDT", "PST", "PDT", "BST", "JST",
    ]
    .contains(&t.raw(i))
}

/// `in the morning`, `at night` at `i`.
pub(super) fn part_behind(t: &Tokens<'_>, i: usize) -> Option<(u8, usize)> {
    match (t.at(i), t.at(i + 1)) {
        ("in", "the") => Some((part(t.at(i + 2)).filter(|&it| it != NIGHT)?, i + 3)),
        ("at", "night") => Some((NIGHT, i + 2)),
        _ => None,
    }
}

/// The part of the day that a word names, for telling the halves apart.
pub(super) fn part(word: &str) -> Option<u8> {
    Some(match word {
        "morning" => MORNING,
        "afternoon" => AFTERNOON,
        "evening" => EVENING,
        "night" | "tonight" => NIGHT,
        _ => return None,
    })
}

pub(super) fn in_part(minutes: u16, part: u8) -> u16 {
    let hour = minutes % HALF / 60;
    let afternoon = match part {
        MORNING => false,
        AFTERNOON => true,
        EVENING => hour != 0,
        _ => hour >= 6,
    };
    with_half(minutes, afternoon)
}

pub(super) fn within_part(t: &Tokens<'_>, minutes: u16, certain: bool, end: usize) -> Reading {
    let (minutes, certain, end) = match part_behind(t, end) {
        Some((part, end)) if !certain => (in_part(minutes, part), true, end),
        Some((_, end)) => (minutes, true, end),
        None => (minutes, certain, end),
    };
    Reading {
        minutes,
        certain,
        half: None,
        end,
    }
}

/// Whether what stands at `i` cannot be a thing that the number before it counts.
pub(super) fn ends_phrase(t: &Tokens<'_>, i: usize) -> bool {
    if t.is(i, Kind::Sign) {
        return !matches!(t.at(i), "%" | "-" | "–" | "$" | "×");
    }
    let follower = [
        "",
        "and",
        "on",
        "in",
        "at",
        "the",
        "that",
        "this",
        "before",
        "after",
        "when",
        "i",
        "we",
        "it",
        "you",
        "he",
        "she",
        "they",
        "so",
        "but",
        "for",
        "with",
        "until",
        "till",
        "as",
        "while",
        "by",
        "to",
        "or",
        "then",
        "because",
        "which",
        "our",
        "my",
        "every",
        "today",
        "tonight",
        "tomorrow",
        "yesterday",
        "sharp",
        "am",
        "pm",
        "a",
        "p",
        "was",
        "is",
        "had",
        "from",
        "somebody",
        "someone",
        "nobody",
        "everything",
    ]
    .contains(&t.at(i));
    follower || t.capital(i) || super::calendar::weekday(t.at(i)).is_some()
}

//! Times of the day: `09:31`, `2:17-2:22 PM`, `quarter past seven`, `three in the morning`.

use super::super::scan::{Kind, Tokens, cardinal};
use super::{AFTERNOON, EVENING, MORNING, NIGHT, TimeMention, TimeRef, said};

/// Half a day in minutes.
const HALF: u16 = 720;

/// A clock time that has been read: minutes, whether certain, the token behind it.
#[derive(Clone, Copy)]
struct Reading {
    minutes: u16,
    certain: bool,
    /// The half of the day was written: what a range hands to its first part.
    half: Option<bool>,
    end: usize,
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
fn digital(t: &Tokens<'_>, i: usize) -> Option<Reading> {
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

fn halved(minutes: u16, afternoon: bool, end: usize) -> Option<Reading> {
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
fn meridiem(t: &Tokens<'_>, i: usize) -> Option<(bool, usize)> {
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
fn part_behind(t: &Tokens<'_>, i: usize) -> Option<(u8, usize)> {
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

fn within_part(t: &Tokens<'_>, minutes: u16, certain: bool, end: usize) -> Reading {
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

/// `quarter past seven`, `twenty to five`, `half two`, `three o'clock`, `three in the morning`, `three a.m.`.
fn spoken(t: &Tokens<'_>, i: usize) -> Option<Reading> {
    if t.at(i) == "a" && t.at(i + 1) == "quarter" {
        return past_or_to(t, i + 1);
    }
    past_or_to(t, i)
        .or_else(|| hour_and_minutes(t, i))
        .or_else(|| spoken_hour(t, i))
        .or_else(|| must_be_an_hour(t, i))
}

/// `nine fifty-two`, `ten oh seven`: an hour and its minutes as they are spoken, where a time must follow or where
/// nothing else is said.
fn hour_and_minutes(t: &Tokens<'_>, i: usize) -> Option<Reading> {
    let hour = cardinal(t.at(i)).filter(|it| (1..=12).contains(it) && t.is(i, Kind::Word))?;
    // "seven-thirty"
    let hyphen = usize::from(t.at(i + 1) == "-" && t.glued(i + 1) && t.glued(i + 2));
    if hyphen == 0 && t.glued(i + 1) || hyphen == 1 && t.glued(i) {
        return None;
    }
    let small = matches!(t.at(i + 1), "oh" | "o");
    let (minute, end) = if small {
        let minute = cardinal(t.at(i + 2)).filter(|it| (1..10).contains(it))?;
        (minute, i + 3)
    } else {
        t.small_cardinal(i + 1 + hyphen)
            .filter(|it| (10..60).contains(&it.0))?
    };
    let behind = said::seconds_behind(t, end);
    const LEADING: [&str; 22] = [
        "at", "by", "until", "till", "from", "since", "before", "after", "around", "about", "to", "was",
        "is", "it's", "of", "and", "between", "nearly", "almost", "past", "now", "on",
    ];
    let alone = t.opens_sentence(i) && (!t.is(end, Kind::Word) || behind.is_some());
    // "a four oh four", "error four oh four": a number by its digits.
    let named = matches!(
        t.before(i, 1),
        "a" | "an"
            | "error"
            | "code"
            | "status"
            | "http"
            | "room"
            | "route"
            | "flight"
            | "number"
            | "model"
            | "bus"
            | "returned"
            | "extension"
    );
    let in_part_of_day = part_behind(t, end).is_some() || meridiem(t, end).is_some();
    let led = in_part_of_day || small && !named || alone || LEADING.contains(&t.before(i, 1));
    if !(led && ends_phrase(t, end)) || said::is_priced(t) {
        return None;
    }
    let minutes = u16::try_from(hour % 12 * 60 + minute).ok()?;
    if let Some((afternoon, end)) = meridiem(t, end) {
        return halved(minutes, afternoon, end);
    }
    Some(within_part(t, minutes, false, behind.unwrap_or(end)))
}

/// An hour alone, where only a time can stand: `from seven till twenty past nine`, `we met at seven`.
fn must_be_an_hour(t: &Tokens<'_>, i: usize) -> Option<Reading> {
    let hour = cardinal(t.at(i)).filter(|it| (1..=12).contains(it) && !t.glued(i))?;
    let next = i + 2;
    let ranged = t.before(i, 1) == "from"
        && match t.at(i + 1) {
            "till" | "until" => {
                hour_word(t, next).is_some() && ends_phrase(t, next + 1)
                    || digital(t, next).is_some()
                    || past_or_to(t, next).is_some()
            }
            "to" => matches!(t.at(next + 1), "past" | "o'clock") && spoken(t, next).is_some(),
            _ => false,
        };
    let (before, further) = (t.before(i, 1), t.before(i, 2));
    // "Shortly after two" only lies near an hour.
    let done = before == "at"
        && (said::is_done_at(further)
            || matches!(further, "up" | "in" | "there" | "home" | "here")
                && said::is_done_at(t.before(i, 3)));
    let minutes = u16::try_from(hour % 12 * 60).ok()?;
    (ranged || done && ends_phrase(t, i + 1)).then(|| within_part(t, minutes, false, i + 1))
}

/// `at half past`, `twelve minutes past`: minutes of an hour that was named before.
pub(super) fn of_some_hour(t: &Tokens<'_>, i: usize) -> Option<(u8, usize)> {
    let (part_of_hour, next) = match t.at(i) {
        "quarter" => (15, i + 1),
        "half" => (30, i + 1),
        _ => t.small_cardinal(i).filter(|&(it, _)| (1..30).contains(&it))?,
    };
    let named = t.at(next) == "minutes";
    let next = if named { next + 1 } else { next };
    let led = matches!(
        t.before(i, 1),
        "at" | "by" | "until" | "till" | "since" | "a" | "around" | "about"
    );
    let ends = ends_phrase(t, next + 1) && hour_word(t, next + 1).is_none();
    let minutes = match t.at(next) {
        "past" => part_of_hour,
        "to" if part_of_hour != 30 && !t.is(next + 1, Kind::Word) => 60 - part_of_hour,
        _ => return None,
    };
    let minutes = u8::try_from(minutes).ok()?;
    (ends && (led || named)).then_some((minutes, next + 1))
}

fn past_or_to(t: &Tokens<'_>, i: usize) -> Option<Reading> {
    if t.glued(i) && t.before(i, 1) == "-" {
        return None;
    }
    let (part_of_hour, next) = match t.at(i) {
        "quarter" => (15, i + 1),
        "half" => (30, i + 1),
        _ => t.small_cardinal(i).filter(|&(it, _)| (1..30).contains(&it))?,
    };
    let round = part_of_hour % 5 == 0;
    let next = if t.at(next) == "minutes" { next + 1 } else { next };
    let direction = t.at(next);
    // "half two", only where a time must follow.
    let timed = matches!(
        t.before(i, 1),
        "at" | "around" | "till" | "until" | "since" | "from"
    );
    if part_of_hour == 30 && timed && hour_word(t, next).is_some() {
        let hour = hour_word(t, next).filter(|_| ends_phrase(t, next + 1))?;
        return Some(within_part(t, hour * 60 + 30, false, next + 1));
    }
    let hour = hour_word(t, next + 1)?;
    let end = next + 2;
    let minutes = match direction {
        // "Twenty past eleven nothing moved": what else could it be?
        "past" if round || ends_phrase(t, end) => hour * 60 + part_of_hour as u16,
        "to" if part_of_hour != 30 && ends_phrase(t, end) => {
            let said = [
                "at", "by", "until", "till", "around", "about", "since", "was", "it's", "nearly", "almost",
            ]
            .contains(&t.before(i, 1));
            // "Wednesday morning, ten to seven."
            let in_part = t.before(i, 1) == ","
                && matches!(t.before(i, 2), "morning" | "afternoon" | "evening" | "night");
            let said = said || in_part;
            let spelt = t.before(next, 1) == "minutes";
            let named = t.at(i) == "quarter" || spelt || part_behind(t, end).is_some() || round && said;
            if !named {
                return None;
            }
            (hour + 12) * 60 - part_of_hour as u16
        }
        _ => return None,
    };
    let noon = matches!(t.at(end - 1), "noon" | "midnight");
    if noon {
        let base = if t.at(end - 1) == "noon" { 720 } else { 0 };
        let shift = part_of_hour as u16;
        let minutes = if direction == "past" {
            base + shift
        } else {
            (base + 1440 - shift) % 1440
        };
        return Some(Reading {
            minutes,
            certain: true,
            half: None,
            end,
        });
    }
    let minutes = minutes % HALF;
    if let Some((afternoon, end)) = meridiem(t, end) {
        return halved(minutes, afternoon, end);
    }
    Some(within_part(t, minutes, false, end))
}

fn hour_word(t: &Tokens<'_>, i: usize) -> Option<u16> {
    if matches!(t.at(i), "noon" | "midnight") {
        return Some(0);
    }
    let value = cardinal(t.at(i)).or_else(|| t.digits(i))?;
    let joined = t.glued(i + 1) && matches!(t.at(i + 1), "-" | ":" | "," | ".") && t.glued(i + 2);
    u16::try_from(value)
        .ok()
        .filter(|it| (1..=12).contains(it) && !joined)
}

fn spoken_hour(t: &Tokens<'_>, i: usize) -> Option<Reading> {
    let digits = t.is(i, Kind::Digits);
    let joined = t.glued(i) && t.before(i, 1) != "(";
    let hour = hour_word(t, i).filter(|_| !joined && !matches!(t.at(i), "noon" | "midnight"))?;
    let minutes = hour % 12 * 60;
    if t.at(i + 1) == "o'clock" {
        let it = within_part(t, minutes, false, i + 2);
        return Some(it);
    }
    if !digits && let Some((afternoon, end)) = meridiem(t, i + 1) {
        return halved(minutes, afternoon, end);
    }
    if let Some((part, end)) = part_behind(t, i + 1)
        && (!digits || t.before(i, 1) == "at")
    {
        return Some(Reading {
            minutes: in_part(minutes, part),
            certain: true,
            half: None,
            end,
        });
    }
    // "on Monday afternoon at four": a day or a part of it stands right before "at".
    let dated = t.before(i, 1) == "at" && {
        let before = t.before(i, 2);
        part(before).is_some()
            || super::calendar::weekday(before).is_some()
            || matches!(before, "yesterday" | "today" | "tomorrow" | "tonight")
    };
    let followed = t.before(i, 1) == "at"
        && matches!(t.at(i + 1), "on" | "this")
        && (part(t.at(i + 2)).is_some() || super::calendar::weekday(t.at(i + 2)).is_some());
    let lonely = ends_phrase(t, i + 1);
    let closes = matches!(t.before(i, 1), "until" | "till") && !digits && lonely;
    (dated && lonely || followed || closes).then(|| within_part(t, minutes, false, i + 1))
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

//! Days and dates: weekdays, months, `14 October 2025`, `2025-11-09`, years, `last week`, parts of the day.

use super::super::scan::{Kind, Tokens};
use super::year::{
    led_thousands_year, spoken_year, spoken_year_value, thousands_year, year, year_behind, year_digits,
};
use super::{AFTERNOON, EVENING, MIDNIGHT, MORNING, NIGHT, NOON, TimeMention, TimeRef, WEEKEND};

/// Reads the day, date or part of the day that starts at token `i`.
pub(super) fn at(t: &Tokens<'_>, i: usize, out: &mut Vec<TimeMention>) -> Option<usize> {
    if t.is(i, Kind::Digits) {
        let (value, end) = numeric_date(t, i)
            .or_else(|| day_first(t, i))
            .or_else(|| lone_day(t, i))
            .or_else(|| year(t, i))?;
        return push(t, i, value, end, out);
    }
    if !t.is(i, Kind::Word) || t.glued(i) && matches!(t.before(i, 1), "/" | "_" | "@" | "#" | "\\") {
        return None;
    }
    if let Some((day, end)) = weekday_at(t, i) {
        push(t, i, TimeRef::Weekday(day), end, out);
        // "Friday the 17th", "Sunday the ninth of June", "Friday 24th"
        let dated =
            t.is(end + 1, Kind::Digits) || t.at(end + 1) == "the" && ordinal_day(t, end + 2).is_some();
        let comma = usize::from(t.at(end) == "," && dated);
        let article = usize::from(t.at(end + comma) == "the");
        let start = end + comma + article;
        let date = day_first(t, start).or_else(|| ordinal_day(t, start));
        let date = date.filter(|&(_, end)| !t.counted(end));
        return match date {
            Some((value, end)) => push(t, start, value, end, out),
            None => Some(end),
        };
    }
    let (value, end) = month_first(t, i)
        .or_else(|| day_first(t, i))
        .or_else(|| lone_day(t, i))
        .or_else(|| spoken_year(t, i))
        .or_else(|| led_thousands_year(t, i))
        .or_else(|| relative(t, i))
        .or_else(|| part_of_day(t, i))?;
    push(t, i, value, end, out)
}

fn push(
    t: &Tokens<'_>,
    start: usize,
    value: TimeRef,
    end: usize,
    out: &mut Vec<TimeMention>,
) -> Option<usize> {
    out.push(TimeMention {
        span: t.span(start, end),
        value,
    });
    Some(end)
}

pub(super) fn date(year: Option<i32>, month: Option<u8>, day: Option<u8>) -> TimeRef {
    TimeRef::Date { year, month, day }
}

/// The weekday that a lower-cased full name names, also as `mondays` and `monday's`.
pub(super) fn weekday(word: &str) -> Option<u8> {
    let word = word
        .strip_suffix("'s")
        .or_else(|| word.strip_suffix('s'))
        .unwrap_or(word);
    Some(match word {
        "monday" => 0,
        "tuesday" => 1,
        "wednesday" => 2,
        "thursday" => 3,
        "friday" => 4,
        "saturday" => 5,
        "sunday" => 6,
        _ => return None,
    })
}

fn weekday_at(t: &Tokens<'_>, i: usize) -> Option<(u8, usize)> {
    if let Some(day) = weekday(t.at(i)) {
        return Some((day, i + 1));
    }
    // `Sun`, `Sat`, `Wed` and `Mon` are also words and names: they need a day's surroundings.
    let (day, plain) = match t.raw(i) {
        "Mon" => (0, false),
        "Tue" | "Tues" => (1, true),
        "Wed" => (2, false),
        "Thu" | "Thur" | "Thurs" => (3, true),
        "Fri" => (4, true),
        "Sat" => (5, false),
        "Sun" => (6, false),
        small => {
            let (day, plain) = small_weekday(small)?;
            let dated = ordinal_day(t, i + 1).is_some();
            return (dated || plain && led_as_day(t, i)).then_some((day, i + 1));
        }
    };
    let led = led_as_day(t, i);
    let dated = t.digits(i + 1).is_some() || month(t.raw(i + 1)).is_some() || t.at(i + 1) == ",";
    let range = matches!(t.at(i + 1), "-" | "–") || t.glued(i) && matches!(t.before(i, 1), "-" | "–");
    (plain || led || dated || range).then_some((day, i + 1))
}

/// `wed` in a chat's small letters, and whether the word is hardly anything else: "by wed 12th", "on fri", not "by sun".
fn small_weekday(word: &str) -> Option<(u8, bool)> {
    Some(match word {
        "mon" => (0, false),
        "tue" | "tues" => (1, true),
        "wed" => (2, false),
        "thu" | "thur" | "thurs" => (3, true),
        "fri" => (4, true),
        "sat" => (5, false),
        "sun" => (6, false),
        _ => return None,
    })
}

fn led_as_day(t: &Tokens<'_>, i: usize) -> bool {
    matches!(
        t.before(i, 1),
        "on" | "last" | "next" | "until" | "since" | "by" | "every"
    )
}

/// The month that a word as written names, and whether the word can hardly be anything else.
fn month(raw: &str) -> Option<(u8, bool)> {
    let name = raw
        .strip_suffix("'s")
        .or_else(|| raw.strip_suffix("’s"))
        .unwrap_or(raw);
    Some(match name {
        "January" | "january" => (1, true),
        "February" | "february" => (2, true),
        "March" => (3, false),
        "April" | "april" => (4, true),
        "May" => (5, false),
        "June" | "june" => (6, true),
        "July" | "july" => (7, true),
        "August" => (8, true),
        // "An august body": only where something makes it a month.
        "august" => (8, false),
        "September" | "september" => (9, true),
        "October" | "october" => (10, true),
        "November" | "november" => (11, true),
        "December" | "december" => (12, true),
        "Jan" => (1, false),
        "Feb" => (2, false),
        "Mar" => (3, false),
        "Apr" => (4, false),
        "Jun" => (6, false),
        "Jul" => (7, false),
        "Aug" => (8, false),
        "Sep" | "Sept" => (9, false),
        "Oct" => (10, false),
        "Nov" => (11, false),
        "Dec" => (12, false),
        _ => return None,
    })
}

/// `October`, `October 14th, 2025`, `October 2025`, `March` with something that makes it a month.
fn month_first(t: &Tokens<'_>, i: usize) -> Option<(TimeRef, usize)> {
    let (month, plain) = month(t.raw(i))?;
    let start = if t.at(i + 1) == "." && t.glued(i + 1) && t.is(i + 2, Kind::Digits) {
        i + 2
    } else {
        i + 1
    };
    let article = usize::from(t.at(start) == "the");
    if let Some(year) = year_digits(t, start) {
        return Some((date(Some(year), Some(month), None), start + 1));
    }
    if let Some((day, end)) = day_at(t, start + article).filter(|&(_, end)| !counts_something(t, end)) {
        let comma = usize::from(t.at(end) == ",");
        if let Some(year) = year_digits(t, end + comma).filter(|_| !t.counted(end + comma + 1)) {
            return Some((date(Some(year), Some(month), Some(day)), end + comma + 1));
        }
        // "February twelfth, twenty twenty-five"
        return Some(match year_behind(t, end + comma) {
            Some((year, end)) => (date(Some(year), Some(month), Some(day)), end),
            None => (date(None, Some(month), Some(day)), end),
        });
    }
    if let Some((year, end)) = thousands_year(t, start) {
        return Some((date(Some(year), Some(month), None), end));
    }
    // "October twenty-three": a day or a year, the speaker knows. The number is no quantity.
    if let Some((_, end)) = t.small_cardinal(start).filter(|&(it, end)| {
        it >= 10 && !counts_something(t, end) && t.at(end) != "percent" && start == i + 1
    }) {
        let value = spoken_year(t, start).map(|(_, end)| end).unwrap_or(end);
        return Some((
            date(spoken_year_value(t, start).map(|it| it.0), Some(month), None),
            value,
        ));
    }
    let led = [
        "in", "by", "since", "last", "until", "till", "of", "this", "next", "early", "late", "mid",
        "through", "before", "from", "during",
    ]
    .contains(&t.before(i, 1));
    let the = t.before(i, 1) == "the" && t.raw(i).len() > 4 && t.is(i + 1, Kind::Word) && !t.capital(i + 1);
    // "March last year", "March of last year"
    let of = usize::from(t.at(i + 1) == "of");
    let yeared = matches!(t.at(i + 1 + of), "last" | "this" | "next") && t.at(i + 2 + of) == "year";
    let led = led || yeared;
    let name = matches!(t.raw(i), "May" | "March" | "august") || plain;
    // "He serves in august company": an adjective, where a noun follows.
    let adjective = t.raw(i) == "august" && t.is(i + 1, Kind::Word) && !loose(t.at(i + 1));
    (plain || name && (led || the) && !adjective).then_some((date(None, Some(month), None), i + 1))
}

/// `14 October 2025`, `the ninth of June`, `14th of October`.
fn day_first(t: &Tokens<'_>, i: usize) -> Option<(TimeRef, usize)> {
    if t.glued(i)
        && (t.is(i.wrapping_sub(1), Kind::Word) || matches!(t.before(i, 1), "." | "-" | ":" | "," | "$"))
    {
        return None;
    }
    let (day, end) = day_at(t, i)?;
    let of = usize::from(t.at(end) == "of");
    let dash = usize::from(t.at(end) == "-" && t.glued(end + 1));
    let dot = usize::from(t.at(end) == "." && t.glued(end) && end == i + 1);
    let at = end + of + dash + dot;
    let (month, _) = month(t.raw(at))?;
    let comma = usize::from(matches!(t.at(at + 1), "," | "-") && year_digits(t, at + 2).is_some());
    // "We counted 14. October was quiet."
    let led = || {
        matches!(
            t.before(i, 1),
            "on" | "the" | "from" | "by" | "since" | "until" | "till"
        ) || t.before(i, 1).ends_with("day")
    };
    if dot == 1 && !led() && year_digits(t, at + 1 + comma).is_none() {
        return None;
    }
    if let Some(year) = year_digits(t, at + 1 + comma) {
        return Some((date(Some(year), Some(month), Some(day)), at + 2 + comma));
    }
    let comma = usize::from(t.at(at + 1) == ",");
    Some(match year_behind(t, at + 1 + comma) {
        Some((year, end)) => (date(Some(year), Some(month), Some(day)), end),
        None => (date(None, Some(month), Some(day)), at + 1),
    })
}

/// A day of the month in digits, or as an ordinal in digits or words.
fn day_at(t: &Tokens<'_>, i: usize) -> Option<(u8, usize)> {
    let (day, end) = match t.small_ordinal(i) {
        Some(it) => it,
        None => {
            let day = t.digits(i).filter(|_| t.raw(i).len() <= 2)?;
            let next = t.at(i + 1);
            let joined = t.glued(i + 1) && (t.is(i + 1, Kind::Word) || matches!(next, "%" | ":"));
            let decimal =
                t.glued(i + 1) && matches!(next, "." | ",") && t.glued(i + 2) && t.is(i + 2, Kind::Digits);
            if joined || decimal {
                return None;
            }
            (day, i + 1)
        }
    };
    let day = u8::try_from(day).ok().filter(|it| (1..=31).contains(it))?;
    Some((day, end))
}

fn ordinal_day(t: &Tokens<'_>, i: usize) -> Option<(TimeRef, usize)> {
    let (day, end) = t.small_ordinal(i)?;
    let noun = t.is(end, Kind::Word) && !loose(t.at(end));
    let day = u8::try_from(day)
        .ok()
        .filter(|it| (1..=31).contains(it) && !noun)?;
    Some((date(None, None, Some(day)), end))
}

/// `on the 17th`, where no noun follows that it could order.
fn lone_day(t: &Tokens<'_>, i: usize) -> Option<(TimeRef, usize)> {
    let after = matches!(t.before(i, 2), "on" | "until" | "till" | "since" | "so" | "by");
    let part =
        t.before(i, 2) == "of" && matches!(t.before(i, 3), "night" | "morning" | "evening" | "afternoon");
    // "Thursday. The fourteenth."
    let alone =
        i > 0 && t.opens_sentence(i - 1) && t.small_ordinal(i).is_some_and(|it| !t.is(it.1, Kind::Word));
    if t.before(i, 1) != "the" || !(after || part || alone) {
        return None;
    }
    // "on the first", "on the third": of many things.
    let is_day = |day: Option<u8>| t.is(i, Kind::Digits) || day.is_some_and(|it| it > 3);
    ordinal_day(t, i).filter(|it| matches!(it.0, TimeRef::Date { day, .. } if is_day(day)))
}

/// Words that may follow a date and are not ordered by it.
fn loose(word: &str) -> bool {
    [
        "at", "in", "and", "of", "we", "i", "the", "it", "they", "he", "she", "around", "before", "after",
        "when", "or", "itself", "to", "from", "was", "is", "by", "with", "for", "until", "but", "so", "that",
        "about", "on",
    ]
    .contains(&word)
}

fn counts_something(t: &Tokens<'_>, i: usize) -> bool {
    t.counted(i)
        || matches!(
            t.at(i),
            "%" | "percent" | "gb" | "mb" | "thousand" | "million" | "hundred"
        )
}

/// `2025-11-09`, `2025/11/09`, `11/9/2025`, `9.11.2025`. Where day and month cannot be told apart, only
/// the year is said.
fn numeric_date(t: &Tokens<'_>, i: usize) -> Option<(TimeRef, usize)> {
    let separator = t.at(i + 1);
    if !matches!(separator, "-" | "/" | ".") || t.at(i + 3) != separator {
        return None;
    }
    let glued = (i + 1..i + 5).all(|it| t.glued(it));
    let joined = matches!(t.before(i, 1), "/" | "-" | "." | "_" | "+" | "#" | ":");
    let fresh = !t.glued(i) || t.is(i.wrapping_sub(1), Kind::Sign) && !joined;
    let over = t.glued(i + 5)
        && (matches!(t.at(i + 5), "-" | "/") || t.is(i + 5, Kind::Word) && t.raw(i + 5) != "T");
    if !glued || !fresh || over {
        return None;
    }
    let (a, b, c) = (t.digits(i)?, t.digits(i + 2)?, t.digits(i + 4)?);
    let lengths = [t.raw(i).len(), t.raw(i + 2).len(), t.raw(i + 4).len()];
    let (year, month, day) = match lengths {
        [4, 1..=2, 1..=2] if separator != "." => (a, Some(b), Some(c)),
        [1..=2, 1..=2, 4] if b > 12 => (c, Some(a), Some(b)),
        [1..=2, 1..=2, 4] if a > 12 || separator == "." => (c, Some(b), Some(a)),
        [1..=2, 1..=2, 4] => (c, (a == b).then_some(a), (a == b).then_some(b)),
        _ => return None,
    };
    let fits = |value: Option<u32>, most: u32| value.is_none_or(|it| (1..=most).contains(&it));
    if !(1900..=2100).contains(&year) || !fits(month, 12) || !fits(day, 31) {
        return None;
    }
    let small = |value: Option<u32>| value.and_then(|it| u8::try_from(it).ok());
    // The clock behind `T` is read on its own.
    Some((date(Some(year.cast_signed()), small(month), small(day)), i + 5))
}

fn grain(word: &str) -> Option<u16> {
    let word = word.strip_suffix("'s").unwrap_or(word);
    Some(match word {
        "day" => 1,
        "week" => 7,
        "month" => 30,
        "quarter" => 90,
        "year" => 365,
        _ => return None,
    })
}

/// `yesterday`, `last week`, `the day before`, `this morning`.
fn relative(t: &Tokens<'_>, i: usize) -> Option<(TimeRef, usize)> {
    let day = |days: i32, end: usize| Some((TimeRef::Relative { days, grain: 1 }, end));
    let word = t.at(i);
    match word.strip_suffix("'s").unwrap_or(word) {
        "yesterday" => return day(-1, i + 1),
        "today" | "tonight" => return day(0, i + 1),
        "tomorrow" => return day(1, i + 1),
        _ => {}
    }
    // "the day before yesterday", "the week before", "the night after"
    let unit = grain(word).or(matches!(word, "night" | "morning" | "evening").then_some(1));
    if let (Some(grain), "the") = (unit, t.before(i, 1)) {
        let sign = match t.at(i + 1) {
            "before" => -1,
            "after" => 1,
            _ => 0,
        };
        let steps = match t.at(i + 2) {
            "yesterday" | "tomorrow" | "last" | "next" => 2,
            _ => 1,
        };
        let clause = t.is(i + 2, Kind::Word)
            && steps == 1
            && !matches!(t.at(i + 2), "and" | "when" | "so" | "but" | "too");
        if sign != 0 && !clause {
            let days = i32::from(grain) * sign * steps;
            return Some((
                TimeRef::Relative { days, grain },
                if steps == 2 { i + 3 } else { i + 2 },
            ));
        }
    }
    let sign = match word {
        "last" | "previous" => -1,
        "next" | "following" => 1,
        "this" => 0,
        _ => return None,
    };
    let noun = t.at(i + 1);
    if t.glued(i + 1) {
        return None;
    }
    if matches!(noun, "morning" | "afternoon" | "evening" | "night") {
        return day(sign, i + 2);
    }
    let grain = grain(noun)?;
    // "the last day of the sprint" is not yesterday, "this day" is not today; "the next day" is the day after.
    if grain == 1 && (matches!(word, "last" | "this") || t.is(i + 2, Kind::Word) && t.at(i + 2) == "of") {
        return None;
    }
    let days = i32::from(grain) * sign;
    Some((TimeRef::Relative { days, grain }, i + 2))
}

fn part_of_day(t: &Tokens<'_>, i: usize) -> Option<(TimeRef, usize)> {
    let word = t.at(i);
    let part = match word
        .strip_suffix("'s")
        .or_else(|| word.strip_suffix('s'))
        .unwrap_or(word)
    {
        "morning" => MORNING,
        "afternoon" => AFTERNOON,
        "evening" => EVENING,
        "night" => NIGHT,
        "noon" => NOON,
        "midnight" => MIDNIGHT,
        "weekend" => WEEKEND,
        _ => return None,
    };
    let greeting = t.before(i, 1) == "good" && part != WEEKEND;
    let compound =
        t.glued(i) && t.before(i, 1) == "-" || t.at(i + 1) == "-" && t.glued(i + 1) && t.glued(i + 2);
    if greeting || compound {
        return None;
    }
    Some((TimeRef::PartOfDay(part), i + 1))
}

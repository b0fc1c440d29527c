//! Times of the day as they are spoken: `quarter past seven`, `nine fifty-two`, `three in the morning`.

use super::super::scan::{Kind, Tokens, cardinal};
use super::clock::{
    HALF, Reading, digital, ends_phrase, halved, in_part, meridiem, part, part_behind, within_part,
};
use super::said;

/// `quarter past seven`, `twenty to five`, `half two`, `three o'clock`, `three in the morning`, `three a.m.`.
pub(super) fn spoken(t: &Tokens<'_>, i: usize) -> Option<Reading> {
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

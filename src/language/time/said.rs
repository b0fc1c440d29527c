//! Times of the clock as they are said by the twenty-four hours: `fourteen thirty-eight`, `oh nine thirty`,
//! `nineteen hundred hours`; and what tells an hour from a number.

use super::super::scan::{Kind, Tokens, cardinal};
use super::clock::ends_phrase;

/// A reading: minutes of the day, whether certain, its tokens.
type Read = (u16, bool, usize, usize);

/// Words before a time by the twenty-four hours.
const LEADING: [&str; 15] = [
    "at", "by", "until", "till", "since", "around", "was", "is", "it's", "now", "before", "after", "from",
    "between", "past",
];

/// The time, or the two times of a range, that are said by the twenty-four hours from token `i` on, with the token
/// behind. `Nineteen fourteen` is a year, but for `at nineteen fourteen`; `room fourteen thirty` is neither.
pub(super) fn by_day(t: &Tokens<'_>, i: usize) -> Option<([Option<Read>; 2], usize)> {
    if t.glued(i) {
        return None;
    }
    if let Some(it) = typed_hours(t, i) {
        return Some(([Some(it), None], it.3));
    }
    let (minutes, end) = military(t, i).or_else(|| hour_and_minutes(t, i))?;
    let is_military = matches!(t.at(i), "oh" | "o" | "zero");
    let before = t.before(i, 1);
    let as_year = (1140..1260).contains(&minutes) && !is_military && t.before(end, 1) != "hours";
    // "Oh five thirty works": perhaps a sigh and half past five.
    let sigh = is_military && !matches!(t.at(i + 2), "hundred" | "oh" | "o");
    let certain = !(sigh && t.opens_sentence(i));
    let first = (minutes, certain, i, seconds_behind(t, end).unwrap_or(end));
    let led = before == "at" || LEADING.contains(&before) && !as_year;
    let opens = t.opens_sentence(i) && !as_year;
    // "Fourteen thirty-eight to fourteen forty-four."
    if matches!(t.at(end), "to" | "till" | "until" | "and" | "-" | "–")
        && (led || opens)
        && let Some((second, behind)) = military(t, end + 1)
            .or_else(|| hour_and_minutes(t, end + 1))
            .filter(|it| ends_phrase(t, it.1))
        && (t.at(end) != "and" || before == "between")
        && !is_priced(t)
    {
        return Some(([Some(first), Some((second, true, end + 1, behind))], behind));
    }
    let alone = opens && (!t.is(end, Kind::Word) || first.3 > end);
    let held = matches!(
        t.before(i, 2),
        "capped" | "peaked" | "priced" | "held" | "sold" | "valued" | "topped"
    );
    let fits = ends_phrase(t, end) && (led && !held || alone || is_military && (t.at(i) != "zero" || led));
    (fits && !is_priced(t)).then_some(([Some(first), None], first.3))
}

/// `oh nine thirty`, `zero nine oh five`, `oh six hundred hours`: minutes of the day, the token behind.
fn military(t: &Tokens<'_>, i: usize) -> Option<(u16, usize)> {
    if !matches!(t.at(i), "oh" | "o" | "zero") {
        return None;
    }
    let hour = cardinal(t.at(i + 1)).filter(|it| (1..10).contains(it) && !t.glued(i + 1))?;
    if t.at(i + 2) == "hundred" {
        let hours = usize::from(t.at(i + 3) == "hours");
        return Some((u16::try_from(hour * 60).ok()?, i + 3 + hours));
    }
    let (minute, end) = minutes(t, i + 2)?;
    Some((u16::try_from(hour * 60 + minute).ok()?, end))
}

/// `fourteen thirty-eight`, `sixteen oh five`, `nineteen hundred hours`: minutes of the day, the token behind.
fn hour_and_minutes(t: &Tokens<'_>, i: usize) -> Option<(u16, usize)> {
    let (hour, end) = t.small_cardinal(i).filter(|it| (10..=23).contains(&it.0))?;
    if t.at(end) == "hundred" && t.at(end + 1) == "hours" {
        let clock = matches!(
            t.before(i, 1),
            "at" | "by" | "until" | "till" | "to" | "since" | "around" | "before" | "after"
        );
        return clock.then(|| u16::try_from(hour * 60).ok().map(|it| (it, end + 2)))?;
    }
    let (minute, end) = minutes(t, end).filter(|_| hour >= 13 && !t.glued(end))?;
    Some((u16::try_from(hour * 60 + minute).ok()?, end))
}

/// The minutes of an hour as they are said behind it: `thirty-eight`, `oh five`.
fn minutes(t: &Tokens<'_>, i: usize) -> Option<(u32, usize)> {
    match t.at(i) {
        "oh" | "o" => Some((cardinal(t.at(i + 1)).filter(|it| (1..10).contains(it))?, i + 2)),
        _ => t.small_cardinal(i).filter(|it| (10..60).contains(&it.0)),
    }
}

/// `0930 hours`, `at 1430 hours`.
fn typed_hours(t: &Tokens<'_>, i: usize) -> Option<Read> {
    let value = t.digits(i).filter(|_| t.raw(i).len() == 4)?;
    let hours = matches!(t.at(i + 1), "hours" | "hrs" | "h");
    let led = t.raw(i).starts_with('0') || matches!(t.before(i, 1), "at" | "by" | "until" | "till" | "since");
    let fits = hours && led && value / 100 < 24 && value % 100 < 60 && ends_phrase(t, i + 2);
    let minutes = u16::try_from(value / 100 * 60 + value % 100).ok()?;
    fits.then_some((minutes, true, i, i + 2))
}

/// `and three seconds` behind a time of the clock: the token behind it.
pub(super) fn seconds_behind(t: &Tokens<'_>, i: usize) -> Option<usize> {
    if t.at(i) != "and" {
        return None;
    }
    let (_, end) = t.small_cardinal(i + 1).filter(|it| it.0 < 60)?;
    let apart = matches!(t.at(end + 1), "later" | "after" | "before" | "ago");
    (matches!(t.at(end), "seconds" | "second") && !apart).then_some(end + 1)
}

/// Whether the words tell of money: "the cost is at twelve fifty".
pub(super) fn is_priced(t: &Tokens<'_>) -> bool {
    const MONEY: [&str; 12] = [
        "cost", "costs", "cost's", "price", "priced", "prices", "euro", "euros", "dollar", "dollars",
        "pounds", "sell",
    ];
    t.list.iter().any(|it| MONEY.contains(&it.lower.as_ref()))
}

/// What people do at an hour: `we met at seven`. Numbers too start, stop and end at seven, and what would leave at seven
/// may be reckoned.
pub(super) fn is_done_at(word: &str) -> bool {
    [
        "met",
        "meet",
        "meets",
        "meeting",
        "arrive",
        "arrives",
        "arrived",
        "woke",
        "wake",
        "wakes",
        "dinner",
        "lunch",
        "breakfast",
        "supper",
        "doors",
        "rang",
        "phoned",
    ]
    .contains(&word)
}

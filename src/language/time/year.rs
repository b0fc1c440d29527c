//! Years: `2019`, `twenty nineteen`, `in two thousand and nine`.

use super::super::scan::{Kind, Tokens, cardinal};
use super::TimeRef;
use super::calendar::date;
use super::clock;
use super::said::is_priced;

/// A year in words behind a day: `twenty twenty-five`, `two thousand and nine`.
pub(super) fn year_behind(t: &Tokens<'_>, i: usize) -> Option<(i32, usize)> {
    spoken_year(t, i)
        .and_then(|(_, end)| Some((spoken_year_value(t, i)?.0, end)))
        .or_else(|| thousands_year(t, i))
}

/// `two thousand and nine`, `two thousand twelve`: a year where nothing follows that it could count.
pub(super) fn thousands_year(t: &Tokens<'_>, i: usize) -> Option<(i32, usize)> {
    if t.at(i) != "two" || t.at(i + 1) != "thousand" {
        return None;
    }
    let and = usize::from(t.at(i + 2) == "and");
    let (rest, end) = t
        .small_cardinal(i + 2 + and)
        .filter(|it| (1..30).contains(&it.0))?;
    // "In two thousand and eight there's a line."
    let told = matches!(
        t.at(end),
        "there" | "there's" | "we" | "they" | "he" | "she" | "it" | "i"
    );
    (told || clock::ends_phrase(t, end)).then_some((2000 + rest.cast_signed(), end))
}

/// [`thousands_year`], where the word before says that it is a year: `in two thousand and nine`.
pub(super) fn led_thousands_year(t: &Tokens<'_>, i: usize) -> Option<(TimeRef, usize)> {
    let season = || {
        matches!(
            t.before(i, 2),
            "summer" | "autumn" | "winter" | "spring" | "fall" | "crash" | "class"
        )
    };
    let led = match t.before(i, 1) {
        "in" | "since" | "year" => true,
        "of" => season(),
        _ => false,
    };
    let (year, end) = thousands_year(t, i).filter(|_| led)?;
    Some((date(Some(year), None, None), end))
}

/// A calendar year in four digits that stand alone.
pub(super) fn year_digits(t: &Tokens<'_>, i: usize) -> Option<i32> {
    let value = t
        .digits(i)
        .filter(|it| (1400..=2100).contains(it) && t.raw(i).len() == 4)?;
    let next = t.at(i + 1);
    let joined = t.glued(i + 1)
        && (t.is(i + 1, Kind::Word)
            || matches!(next, "%" | "_" | "×" | "°")
            || matches!(next, "." | "," | "-" | "/" | ":") && t.glued(i + 2) && t.is(i + 2, Kind::Digits));
    (!joined).then_some(value.cast_signed())
}

/// A year where nothing says that it counts, costs or names something.
pub(super) fn year(t: &Tokens<'_>, i: usize) -> Option<(TimeRef, usize)> {
    let range = matches!(t.at(i + 1), "-" | "–") && t.glued(i + 1);
    let value = match year_digits(t, i) {
        Some(it) => it,
        None if range && year_digits(t, i + 2).is_some() => t.digits(i)?.cast_signed(),
        None => return None,
    };
    if t.raw(i).len() != 4 {
        return None;
    }
    let before = t.before(i, 1);
    let closes_range = t.glued(i)
        && matches!(before, "-" | "–")
        && t.digits(i.wrapping_sub(2))
            .is_some_and(|it| (1900..=2100).contains(&it));
    let prefix =
        t.glued(i) && before == "-" && matches!(t.before(i, 2), "mid" | "pre" | "post" | "early" | "late");
    let opened = !t.glued(i)
        || matches!(before, "(" | "[" | "\"" | "“" | "'" | "*" | "_" | "—")
        || closes_range
        || prefix;
    if !opened {
        return None;
    }
    // "between 1778 and 1798"
    let has_year = |i: usize| year_digits(t, i).is_some();
    let between = before == "between" && t.at(i + 1) == "and" && has_year(i + 2) && !t.counted(i + 3)
        || before == "and" && i >= 3 && has_year(i - 2) && t.before(i, 3) == "between";
    let dated = between
        || [
            "in", "since", "during", "year", "early", "late", "mid", "summer", "autumn", "winter", "spring",
            "fall",
        ]
        .contains(&before);
    let led = dated
        || closes_range
        || prefix
        || [
            "by", "until", "of", "from", "before", "after", "to", "and", "back", "through", "around", "(",
        ]
        .contains(&before);
    let named = [
        "port", "http", "status", "code", "error", "number", "line", "rfc", "about", "nearly", "almost",
        "over", "roughly", "only", "exactly", "than", "least", "most",
    ]
    .contains(&before);
    let unit = t.is(i + 1, Kind::Word) && !t.capital(i + 1) && super::super::quantity::is_unit(t.raw(i + 1));
    let unit = unit || matches!(t.at(i + 1), "%" | "percent" | "ms" | "thousand" | "million");
    let recent = (1950..=2035).contains(&value) && value != 2000;
    if unit || named || t.counted(i + 1) && !dated || !recent && !dated || !led && !recent {
        return None;
    }
    // "a limit of 2024" and the like are rarer than "March of 2024"; powers of two are not years.
    let power = value == 2048;
    (!power).then_some((date(Some(value), None, None), i + 1))
}

pub(super) fn spoken_year_value(t: &Tokens<'_>, i: usize) -> Option<(i32, usize)> {
    let century = match t.at(i) {
        "nineteen" => 1900,
        "twenty" => 2000,
        "fourteen" | "fifteen" | "sixteen" | "seventeen" | "eighteen" => return old_year(t, i),
        _ => return None,
    };
    // "nineteen oh five"
    if century == 1900 && matches!(t.at(i + 1), "oh" | "o") {
        let rest = cardinal(t.at(i + 2)).filter(|it| (1..10).contains(it))?;
        return Some((century + rest.cast_signed(), i + 3));
    }
    let (rest, end) = t
        .small_cardinal(i + 1)
        .filter(|&(it, _)| it >= 10 && !t.glued(i + 1))?;
    Some((century + rest.cast_signed(), end))
}

/// `seventeen eighty-eight`: what is no time of the clock, or what is led as a year, and no price.
fn old_year(t: &Tokens<'_>, i: usize) -> Option<(i32, usize)> {
    let century = cardinal(t.at(i))?;
    let (rest, end) = t.small_cardinal(i + 1).filter(|_| !t.glued(i + 1))?;
    let led = matches!(t.before(i, 1), "in" | "since" | "year");
    let is_year = if led {
        rest >= 10
    } else {
        rest >= 60 && !is_priced(t)
    };
    (is_year && rest < 100).then_some(((100 * century + rest).cast_signed(), end))
}

/// `twenty nineteen`, `nineteen ninety-eight`, `nineteen oh five`.
pub(super) fn spoken_year(t: &Tokens<'_>, i: usize) -> Option<(TimeRef, usize)> {
    let (value, end) = spoken_year_value(t, i)?;
    let unit = super::super::quantity::is_unit(t.raw(end)) || t.counted(end) || cardinal(t.at(end)).is_some();
    (!unit).then_some((date(Some(value), None, None), end))
}

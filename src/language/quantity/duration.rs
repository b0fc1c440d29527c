//! Durations of several parts: `2h52m`, `an hour and a half`, `a day or two`.

use super::super::scan::{Kind, Tokens};
use super::attach::closes;
use super::number;
use super::reader::assemble;
use super::unit::{self, Unit};
use super::{Dimension, Quantity, bound, said};

/// `an hour and a half`, `a day or two`, `nearly a week`, `for a month`. An article alone counts nothing.
pub(super) fn article_duration(t: &Tokens<'_>, i: usize, floor: usize) -> Option<(Quantity, usize)> {
    if !matches!(t.at(i), "a" | "an") || t.glued(i + 1) || t.at(i + 1).len() < 3 {
        return None;
    }
    // "a full day" counts, where "a day" alone may not.
    let full = matches!(t.at(i + 1), "full" | "whole" | "entire" | "solid");
    let unit_at = i + 1 + usize::from(full);
    let seconds = unit::seconds(t.raw(unit_at)).filter(|_| !t.at(unit_at).ends_with('s'))?;
    let end = unit_at + 1;
    let hyphen = t.at(end) == "-" && t.glued(end);
    if hyphen || t.at(unit_at) == "night" || t.at(unit_at) == "second" && !closes(t, end) {
        return None;
    }
    let mut number = number::Number::words(1.0, 0.05, i + 1);
    let extended = number::and_a_part(t, end).is_some()
        || said::finer(t, end, seconds).is_some()
        || t.at(end) == "and" && minutes_behind(t, end + 1, seconds).is_some();
    let mut next = end;
    if t.at(end) == "or" && t.at(end + 1) == "two" {
        (number.high, number.vague, next) = (2.0, true, end + 2);
    } else if !extended {
        let bounded = bound::before(t, i, floor, true).is_some();
        // "bought us a year", "lost a week"
        let pronoun = matches!(
            t.before(i, 1),
            "us" | "them" | "him" | "her" | "me" | "you" | "it"
        );
        let before = if pronoun { t.before(i, 2) } else { t.before(i, 1) };
        let spends = matches!(
            before,
            "took" | "takes" | "bought" | "buys" | "lost" | "spent" | "wasted" | "saved" | "cost" | "costs"
        );
        let led = (spends || !pronoun && matches!(before, "for" | "lasted" | "within")) && seconds >= 3600.0;
        let or_so = t.at(end) == "or" && t.at(end + 1) == "so";
        let aside = matches!(t.at(end), "ago" | "later" | "of" | "or")
            || t.at(end) == "and" && t.at(end + 1) == "age";
        if !(bounded || led || full || or_so) || aside && !or_so {
            return None;
        }
    }
    number.slack = if extended { 0.05 } else { 0.5 };
    let unit = Unit {
        dimension: Dimension::Time,
        scale: seconds,
        per: None,
    };
    Some(assemble(
        t,
        i,
        i,
        floor,
        number,
        Some((unit, t.span(unit_at, unit_at + 1))),
        next,
    ))
}

/// Minutes without the word behind `an hour and` at `i`.
pub(super) fn minutes_behind(t: &Tokens<'_>, i: usize, hour: f64) -> Option<(f64, usize)> {
    let (value, end) = t.small_cardinal(i).filter(|&(it, _)| (1..60).contains(&it))?;
    if unit::seconds(t.raw(end)).is_some_and(|it| it < hour) {
        return Some((f64::from(value) * unit::seconds(t.raw(end))?, end + 1));
    }
    (hour == 3600.0 && value >= 5 && closes(t, end) && t.at(end) != "of")
        .then_some((f64::from(value) * 60.0, end))
}

/// Words behind a duration that make it a difference.
fn compares(word: &str) -> bool {
    matches!(
        word,
        "ahead"
            | "behind"
            | "early"
            | "late"
            | "faster"
            | "slower"
            | "longer"
            | "shorter"
            | "less"
            | "more"
            | "over"
            | "under"
            | "short"
            | "too"
    )
}

/// What follows a duration and belongs to it: `2h52m`, `and 52 minutes`, `and a half`. The seconds, the
/// finer slack, the token behind.
pub(super) fn compound(t: &Tokens<'_>, start: usize, scale: f64) -> (f64, Option<f64>, usize) {
    let (mut more, mut slack, mut end, mut scale) = (0.0, None, start, scale);
    if let Some((part, behind)) = number::and_a_part(t, end) {
        return (part * scale, Some(0.05 * scale), behind);
    }
    if let Some((seconds, behind)) = said::finer(t, end, scale) {
        return (seconds, Some(0.5 * scale / 60.0), behind);
    }
    for _ in 0..4 {
        let joiner = usize::from(matches!(t.at(end), "and" | ","));
        if joiner == 1
            && let Some((seconds, behind)) = minutes_behind(t, end + 1, scale)
        {
            // "two hours, ten minutes ahead of plan": how long, and how much that differs.
            if t.at(end) == "," && compares(t.at(behind)) {
                break;
            }
            return (more + seconds, Some(30.0), behind);
        }
        let Some(number) =
            number::at(t, end + joiner).filter(|it| !it.share && !it.vague && it.low == it.high)
        else {
            break;
        };
        let glued = t.is(number.end, Kind::Word) && t.glued(number.end);
        let seconds = t
            .is(number.end, Kind::Word)
            .then(|| unit::seconds(t.raw(number.end)))
            .flatten();
        // "4 min 20 s": behind a symbol a lone letter is one too.
        let in_symbols = matches!(t.raw(end.wrapping_sub(1)), "h" | "hr" | "hrs" | "min" | "m");
        let symbol = t.raw(number.end).len() < 2 && !glued && !in_symbols;
        let Some(seconds) = seconds.filter(|&it| it < scale && !symbol) else {
            break;
        };
        more += number.low * seconds;
        slack = Some(number.slack * seconds);
        scale = seconds;
        end = number.end + 1;
    }
    (more, slack, end)
}

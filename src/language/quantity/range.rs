//! Two numbers that belong together: ranges, pairs from … to, shares such as one in ten.

use super::super::scan::{Kind, Tokens};
use super::attach::{Attached, attach, closes, unit_at};
use super::number::{self, Number};
use super::sort::{branded, dotted_pair, version_near};
use super::unit::{self, Unit};
use super::{Dimension, Quantity, Sort};

/// The rest of a range whose first number is `first`: the second number with the factor that also holds
/// for the first, and its unit.
pub(super) fn range(
    t: &Tokens<'_>,
    i: usize,
    at: usize,
    first: Number,
    money: bool,
    versions: &[bool],
) -> Option<((Number, f64), Attached)> {
    if first.share || first.vague || first.in_words && first.dotted {
        return None;
    }
    let (_, first_factor, first_attached) = attach(t, first, money)?;
    let own_unit = first_attached.is_some() || first_factor != 1.0;
    let sep = first_attached.as_ref().map_or(first.end, |it| it.1);
    let sep = if first_factor != 1.0 && first_attached.is_none() {
        sep + 1
    } else {
        sep
    };
    let between = t.before(i, 1) == "between";
    let tight = t.glued(sep) && t.glued(sep + 1);
    let dash = match t.at(sep) {
        "-" => tight,
        "–" | "—" => true,
        "and" => between,
        "to" => !own_unit && !matches!(t.before(i, 1), "from" | "to" | "by"),
        "or" => !own_unit,
        _ => false,
    };
    if !dash {
        return None;
    }
    let sign = usize::from(money && unit::currency(t.at(sep + 1)).is_some());
    let second = number::at(t, sep + 1 + sign)?;
    let alike = second.in_words == first.in_words && !second.share && !second.vague;
    // "two to three thousand", "three or four hundred": the magnitude is for both.
    let ending = Some(shared_ending(first, second)).filter(|it| first.low * it < second.low);
    let ending = ending.unwrap_or(1.0);
    let close = t.at(sep) != "or" || second.low <= first.low * ending * 2.0 + 1.0;
    let loose_dash = matches!(t.at(sep), "–" | "—") && !tight;
    if !alike || !close || loose_dash && !(t.at(sep) == "–" && t.is(at, Kind::Digits)) {
        return None;
    }
    let (scaled, factor, attached) = attach(t, second, money)?;
    let named = branded(t, i) && (first.dotted || first.plain) && !t.counted(second.end);
    if named && attached.is_none() && factor == 1.0 {
        return None;
    }
    let two_versions = first.dotted && second.dotted && attached.is_none() && factor == 1.0;
    if two_versions && (dotted_pair(t, first, second) || version_near(t, at, versions)) {
        return None;
    }
    let factor = factor * ending;
    if own_unit {
        // "10ms–20ms", "between 5 ms and 10 ms": both in the second's unit, where the dimension is one.
        let ratio = match (&first_attached, &attached) {
            (Some(a), Some(b)) if a.0.dimension == b.0.dimension => a.0.scale / b.0.scale,
            (None, None) => 1.0,
            _ => return None,
        };
        let low = first.low * first_factor * ratio;
        (low < scaled.high && first.low != 0.0).then_some(((scaled, low / first.low), attached))
    } else {
        (first.low < second.low).then_some(((scaled, factor), attached))
    }
}

/// The magnitude word behind `second` that also holds for `first`: `forty-one to twenty-six thousand`.
pub(super) fn shared_ending(first: Number, second: Number) -> f64 {
    let close = second.ending > 1.0 && (0.1..=10.0).contains(&(first.low * second.ending / second.low));
    if first.ending == 1.0 && first.low < second.ending && close {
        second.ending
    } else {
        1.0
    }
}

/// The unit of the second number in `from 5 to 10 percent`.
///
/// The factor is that of a magnitude both share: `from 41 to 26 thousand euros`.
pub(super) fn shared_unit(t: &Tokens<'_>, first: Number) -> Option<(f64, Option<Unit>)> {
    let second = number::at(t, first.end + 1).filter(|it| !it.share && !it.vague)?;
    let (second, _, attached) = attach(t, second, false)?;
    Some((shared_ending(first, second), attached.map(|it| it.0)))
}

/// `one in ten`, `one call in five`, `nine out of ten times`: a share. The second number must be a round one or small.
pub(super) fn one_in_ten(t: &Tokens<'_>, first: Number) -> Option<(Number, usize)> {
    // `one call in five`, `nine times out of ten`, `nine cases of ten`, `four out of five`.
    let word = |n: usize| t.at(first.end + n);
    let joins = |n: usize| match word(n) {
        "in" => Some(1),
        "out" if word(n + 1) == "of" => Some(2),
        "of" if n > 0 => Some(1),
        _ => None,
    };
    let is_noun = t.is(first.end, Kind::Word)
        && (first.low == 1.0 || matches!(word(0), "times" | "cases" | "calls" | "people" | "runs"));
    let behind = joins(0).or_else(|| joins(1).filter(|_| is_noun && first.in_words).map(|it| it + 1))?;
    let first = Number {
        end: first.end + behind - 1,
        ..first
    };
    let second = number::at(t, first.end + 1).filter(|it| !it.share && !it.vague)?;
    let of_a_hundred = second.low == 100.0 && behind > 1 && first.low < 100.0;
    if of_a_hundred {
        return Some((Number::words(first.low, 0.5, second.end), second.end));
    }
    let spelt = first.in_words && second.in_words || behind == 1 && !first.in_words && !second.in_words;
    if first.low < 1.0 || first.low > 9.0 || first.dotted || !spelt {
        return None;
    }
    let round = second.low <= 20.0 || second.low % 10.0 == 0.0 && second.low <= 100.0;
    let round = round || [1000.0, 10_000.0, 1e6].contains(&second.low);
    let large = [100.0, 1000.0, 10_000.0, 1e6].contains(&second.low);
    if !round || second.low <= first.low || first.low != 1.0 && second.low > 10.0 && !large {
        return None;
    }
    if t.is(second.end, Kind::Word) && t.glued(second.end)
        || unit_at(t, second.end, second.in_words).is_some() && t.at(second.end) != "times"
    {
        return None;
    }
    let slack = 50.0 / second.low / second.low;
    let share = Number::words(first.low / second.low * 100.0, slack, second.end);
    Some((share, second.end))
}

/// Whether `second` is a bare number that closes `from FIRST to …`, with nothing behind it that it could count.
fn lends_unit(t: &Tokens<'_>, first: &Quantity, second: &Quantity) -> bool {
    let is_led = t.text[..first.span.start]
        .split_whitespace()
        .next_back()
        .is_some_and(|it| it.eq_ignore_ascii_case("from"));
    let has_unit = !matches!(first.dimension, Dimension::Count | Dimension::Factor)
        && first.sort == Sort::Amount
        && !first.unit.is_empty();
    let is_bare = second.sort == Sort::Amount
        && second.dimension == Dimension::Count
        && second.unit.is_empty()
        && second.per.is_none();
    let behind = t.list.partition_point(|it| it.span.start < second.span.end);
    is_led && has_unit && is_bare && closes(t, behind) && !(t.glued(behind) && t.is(behind, Kind::Word))
}

/// `from 41 to 26 thousand euros a month`: the rate is for both.
///
/// `MySQL 5.6–5.7`, `Postgres 15 to 16`: what a version leads to is a version.
pub(super) fn share(t: &Tokens<'_>, found: &mut [Quantity]) {
    for at in 1..found.len() {
        let [first, second] = [&found[at - 1], &found[at]];
        let between = t
            .text
            .get(first.span.end..second.span.start)
            .map_or("", str::trim);
        let alike = first.dimension == second.dimension && first.sort == second.sort;
        if between == "to" && alike && first.per.is_none() {
            found[at - 1].per = found[at].per;
        }
        // "fell from 36 percent to seven": the second of the pair takes the unit of the first.
        if between == "to" && lends_unit(t, &found[at - 1], &found[at]) {
            let (dimension, scale, per) = (found[at - 1].dimension, found[at - 1].scale, found[at - 1].per);
            let it = &mut found[at];
            (it.dimension, it.scale, it.per) = (dimension, scale, per);
            (it.low, it.high, it.slack) = (it.low * scale, it.high * scale, it.slack * scale);
        }
        let bare = found[at].sort == Sort::Amount
            && found[at].dimension == Dimension::Count
            && found[at].unit.is_empty();
        if found[at - 1].sort == Sort::Version
            && bare
            && matches!(between, "to" | "or" | "–" | "-" | "→" | "->" | "/")
        {
            found[at].sort = Sort::Version;
        }
    }
}

//! Puts numbers, units, ranges, rates and bounds together.

use super::super::scan::{Kind, Tokens, cardinal};
use super::number::{self, Number};
use super::shape::{self, Shape};
use super::unit::{self, Unit};
use super::{Bound, Dimension, Quantity, Sort, bound};
use crate::text::Span;

/// Reads all quantities of the tokens, left to right; each token is looked at a bounded number of times.
pub(super) fn read(t: &Tokens<'_>) -> Vec<Quantity> {
    let mut found = Vec::new();
    let versions = version_sentences(t);
    let (mut i, mut floor, mut run_end) = (0, 0, 0);
    while i < t.list.len() {
        if t.is(i, Kind::Claimed) {
            i += 1;
            floor = i;
            continue;
        }
        if i >= run_end {
            run_end = shape::end(t, i);
            if (i..run_end).any(|it| t.is(it, Kind::Digits)) {
                let (quantity, next) = match shape::classify(t, i, run_end) {
                    Shape::Name(sort) => (sort.map(|sort| bare(t, i, run_end, sort)), run_end),
                    Shape::Number(at) => match measured(t, at, floor, &versions) {
                        Some((quantity, next)) => (Some(quantity), next),
                        None => (None, run_end),
                    },
                };
                found.extend(quantity);
                i = next.max(i + 1);
                run_end = run_end.max(i);
                floor = i;
                continue;
            }
        }
        let read = ordinal(t, i)
            .or_else(|| single_word(t, i, floor))
            .or_else(|| article_duration(t, i, floor))
            .or_else(|| measured(t, i, floor, &versions));
        let Some((quantity, next)) = read else {
            i += 1;
            continue;
        };
        found.push(quantity);
        i = next.max(i + 1);
        run_end = run_end.max(i);
        floor = i;
    }
    found
}

/// For every sentence, whether it speaks of versions.
fn version_sentences(t: &Tokens<'_>) -> Vec<bool> {
    let mut flags = vec![false; t.list.last().map_or(0, |it| it.sentence as usize + 1)];
    for (i, token) in t.list.iter().enumerate() {
        let short = token.lower == "k" && t.at(i + 1) == "8" && t.glued(i + 1);
        flags[token.sentence as usize] |= short || shape::versioned(&token.lower);
    }
    flags
}

/// A number that is only a name or a place in an order.
fn bare(t: &Tokens<'_>, start: usize, end: usize, sort: Sort) -> Quantity {
    let span = t.span(start, end);
    let digits = (start..end).find(|&it| t.is(it, Kind::Digits));
    let value = digits.and_then(|it| t.digits(it)).map_or(0.0, f64::from);
    Quantity {
        span,
        number: span,
        unit: Span::at(span.end),
        sort,
        dimension: Dimension::Count,
        per: None,
        rate: Span::at(span.end),
        scale: 1.0,
        low: value,
        high: value,
        slack: 0.0,
        bound: Bound::Exact,
        in_words: false,
    }
}

/// `first`, `2nd`, `twenty-third`. `a second` as a time is none.
fn ordinal(t: &Tokens<'_>, i: usize) -> Option<(Quantity, usize)> {
    let (value, end) = t.small_ordinal(i)?;
    let hyphen = |at: usize| t.at(at) == "-" && t.glued(at);
    if hyphen(end) && t.glued(end + 1) || t.glued(i) && hyphen(i.wrapping_sub(1)) {
        return None;
    }
    if t.at(end - 1) == "second" {
        let before = t.before(i, 1);
        let counted = matches!(before, "per" | "every" | "each" | "one" | "split" | "/");
        let timed = before == "a" && closes(t, end) || end > i + 1 && before != "the";
        if counted || timed {
            return None;
        }
    }
    let value = f64::from(value);
    let quantity = Quantity {
        low: value,
        high: value,
        in_words: t.is(i, Kind::Word),
        ..bare(t, i, end, Sort::Ordinal)
    };
    Some((quantity, end))
}

/// Whether a phrase such as `a second` ends before `i`, rather than order what follows.
fn closes(t: &Tokens<'_>, i: usize) -> bool {
    !t.is(i, Kind::Word)
        || matches!(
            t.at(i),
            "and"
                | "at"
                | "on"
                | "in"
                | "during"
                | "when"
                | "for"
                | "to"
                | "from"
                | "under"
                | "with"
                | "but"
                | "while"
                | "which"
                | "it"
                | "we"
                | "i"
                | "they"
                | "later"
                | "ago"
                | "or"
                | "before"
                | "after"
                | "apart"
                | "earlier"
                | "is"
                | "was"
                | "faster"
                | "slower"
                | "that"
                | "of"
                | "as"
                | "across"
                | "by"
                | "per"
                | "than"
        )
}

/// Factors in one word: `twice`, `tenfold`, `doubled`.
fn single_word(t: &Tokens<'_>, i: usize, floor: usize) -> Option<(Quantity, usize)> {
    if !t.is(i, Kind::Word) {
        return None;
    }
    let word = t.at(i);
    let hyphen =
        t.at(i + 1) == "-" && t.glued(i + 1) && t.glued(i + 2) || t.glued(i) && t.before(i, 1) == "-";
    let object = matches!(
        t.at(i + 1),
        "the"
            | "what"
            | "that"
            | "its"
            | "our"
            | "their"
            | "as"
            | "to"
            | "our"
            | "his"
            | "her"
            | "my"
            | "your"
            | "of"
    );
    let value = match word {
        "twice" => 2.0,
        "thrice" => 3.0,
        "double" | "triple" | "quadruple" if object => fold(word)?,
        "doubled" | "tripled" | "quadrupled" | "halved" if t.at(i + 1) != "down" => fold(word)?,
        _ => f64::from(
            word.strip_suffix("fold")
                .and_then(|it| cardinal(it).or((it == "hundred").then_some(100)))?,
        ),
    };
    if hyphen {
        return None;
    }
    let number = Number {
        end: i + 1,
        ..number_of(value)
    };
    let unit = Unit {
        dimension: Dimension::Factor,
        scale: 1.0,
        per: None,
    };
    let at = t.list.get(i)?.span.end;
    Some(assemble(
        t,
        i,
        i,
        floor,
        number,
        Some((unit, Span::at(at))),
        i + 1,
    ))
}

fn fold(word: &str) -> Option<f64> {
    Some(match word {
        "double" | "doubled" => 2.0,
        "triple" | "tripled" => 3.0,
        "quadruple" | "quadrupled" => 4.0,
        "halved" => 0.5,
        _ => return None,
    })
}

fn number_of(value: f64) -> Number {
    Number {
        end: 0,
        low: value,
        high: value,
        slack: 0.05,
        in_words: true,
        vague: false,
        share: false,
        dotted: false,
        plain: false,
    }
}

/// `an hour and a half`, `a day or two`, `nearly a week`, `for a month`. An article alone counts nothing.
fn article_duration(t: &Tokens<'_>, i: usize, floor: usize) -> Option<(Quantity, usize)> {
    if !matches!(t.at(i), "a" | "an") || t.glued(i + 1) || t.at(i + 1).len() < 3 {
        return None;
    }
    let seconds = unit::seconds(t.raw(i + 1)).filter(|_| !t.at(i + 1).ends_with('s'))?;
    let end = i + 2;
    let hyphen = t.at(end) == "-" && t.glued(end);
    if hyphen || t.at(i + 1) == "night" || t.at(i + 1) == "second" && !closes(t, end) {
        return None;
    }
    let mut number = number_of(1.0);
    let extended = number::and_a_part(t, end).is_some()
        || t.at(end) == "and" && minutes_behind(t, end + 1, seconds).is_some();
    let mut next = end;
    if t.at(end) == "or" && t.at(end + 1) == "two" {
        (number.high, number.vague, next) = (2.0, true, end + 2);
    } else if !extended {
        let bounded = bound::before(t, i, floor, true).is_some();
        let before = t.before(i, 1);
        let led = matches!(before, "for" | "took" | "takes" | "lasted" | "within") && seconds >= 3600.0;
        let aside = matches!(t.at(end), "ago" | "later" | "of" | "or")
            || t.at(end) == "and" && t.at(end + 1) == "age";
        if !(bounded || led) || aside {
            return None;
        }
    }
    number.slack = if extended { 0.05 } else { 0.5 };
    number.end = i + 1;
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
        Some((unit, t.span(i + 1, i + 2))),
        next,
    ))
}

/// Minutes without the word behind `an hour and` at `i`.
fn minutes_behind(t: &Tokens<'_>, i: usize, hour: f64) -> Option<(f64, usize)> {
    let (value, end) = t.small_cardinal(i).filter(|&(it, _)| (1..60).contains(&it))?;
    if unit::seconds(t.raw(end)).is_some_and(|it| it < hour) {
        return Some((f64::from(value) * unit::seconds(t.raw(end))?, end + 1));
    }
    (hour == 3600.0 && value >= 5 && !t.is(end, Kind::Word)).then_some((f64::from(value) * 60.0, end))
}

/// A number with whatever stands around it, from token `i` on.
fn measured(t: &Tokens<'_>, i: usize, floor: usize, versions: &[bool]) -> Option<(Quantity, usize)> {
    let negative = matches!(t.at(i), "-" | "−") && t.glued(i + 1);
    let currency =
        unit::currency(t.at(i)).filter(|_| t.glued(i + 1) && t.is(i + 1, Kind::Digits) || t.at(i + 1) == ".");
    let at = if negative || currency.is_some() { i + 1 } else { i };
    if at > i && !t.is(at, Kind::Digits) && t.at(at) != "." {
        return None;
    }
    let first = number::at(t, at)?;
    if first.in_words && !counts(t, at, first) {
        return None;
    }
    let money = currency.is_some();
    let joined = range(t, i, at, first, money);
    let (number, attached) = match joined {
        Some((second, attached)) => {
            let attached_factor = second.1;
            let low = if second.0.low < first.low {
                return None;
            } else {
                first.low * attached_factor
            };
            let number = Number {
                low,
                share: false,
                dotted: false,
                plain: false,
                vague: false,
                ..second.0
            };
            (number, attached)
        }
        None => {
            let (number, _, attached) = attach(t, first, money)?;
            (number, attached)
        }
    };
    let mut next = attached.as_ref().map_or(number.end, |it| it.1);
    let mut unit = attached.map(|it| (it.0, it.2));
    if let Some(currency) = currency {
        let sign = t.span(i, i + 1);
        unit = Some((
            Unit {
                dimension: Dimension::Money(currency),
                scale: 1.0,
                per: None,
            },
            sign,
        ));
    }
    if number.share {
        let percent = Unit {
            dimension: Dimension::Percent,
            scale: 1.0,
            per: None,
        };
        unit = Some((percent, Span::at(t.span(at, number.end).end)));
        next = number.end;
    }
    if negative && unit.is_none() {
        return None;
    }
    let ranged = joined.is_some();
    if unit.is_none() && !ranged && !number.vague {
        if let Some((ratio, end)) = one_in_ten(t, number) {
            let percent = Unit {
                dimension: Dimension::Percent,
                scale: 1.0,
                per: None,
            };
            let at_end = t.span(at, end).end;
            return Some(assemble(
                t,
                i,
                at,
                floor,
                ratio,
                Some((percent, Span::at(at_end))),
                end,
            ));
        }
        let sort = sort_of(t, at, number, versions);
        if sort != Sort::Amount {
            let quantity = Quantity {
                low: number.low,
                high: number.high,
                in_words: number.in_words,
                ..bare(t, i, number.end, sort)
            };
            return Some((quantity, number.end));
        }
        if number.in_words && number.low == 1.0 && number.end == at + 1 && !one_counts(t, at) {
            return None;
        }
        // "from 5 to 10 percent": the first of the pair takes the unit of the second.
        if t.before(i, 1) == "from" && t.at(number.end) == "to" {
            unit = shared_unit(t, number).map(|it| (it, Span::at(t.span(at, number.end).end)));
        }
    }
    let mut number = number;
    if negative {
        (number.low, number.high) = (-number.high, -number.low);
    }
    let start = if ranged && t.before(i, 1) == "between" && floor < i {
        i - 1
    } else {
        i
    };
    Some(assemble(t, start, at, floor, number, unit, next))
}

type Attached = Option<(Unit, usize, Span)>;

/// The rest of a range whose first number is `first`: the second number with the factor that also holds
/// for the first, and its unit.
fn range(
    t: &Tokens<'_>,
    i: usize,
    at: usize,
    first: Number,
    money: bool,
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
    let close = t.at(sep) != "or" || second.low <= first.low * 2.0 + 1.0;
    let loose_dash = matches!(t.at(sep), "–" | "—") && !tight;
    if !alike || !close || loose_dash && !(t.at(sep) == "–" && t.is(at, Kind::Digits)) {
        return None;
    }
    let (scaled, factor, attached) = attach(t, second, money)?;
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

/// The unit of the second number in `from 5 to 10 percent`.
fn shared_unit(t: &Tokens<'_>, first: Number) -> Option<Unit> {
    let second = number::at(t, first.end + 1)?;
    let (_, factor, attached) = attach(t, second, false)?;
    attached.filter(|_| factor == 1.0).map(|it| it.0)
}

/// The unit and the magnitude behind a number: the number times the magnitude, that factor, the unit with
/// the token behind it and its span. `None` where letters that touch the digits make it no number.
fn attach(t: &Tokens<'_>, number: Number, money: bool) -> Option<(Number, f64, Attached)> {
    let mut number = number;
    let mut factor = 1.0;
    if number.share {
        return Some((number, factor, None));
    }
    let mut j = number.end;
    if !number.in_words && t.is(j, Kind::Word) {
        let word = t.raw(j);
        if t.glued(j) {
            let counted = t.counted(j + 1) || money;
            if let Some(it) = unit::suffix(word, money, counted) {
                factor = it;
                number = number.times(it, j + 1);
                j += 1;
            } else if let Some(unit) = unit::unit(word, true) {
                let status = word == "s" && number.plain && (400.0..600.0).contains(&number.low);
                if status && !timed(t, j - 1) {
                    return None;
                }
                return Some((number, factor, Some((unit, j + 1, t.span(j, j + 1)))));
            } else if word != "ish" {
                return None;
            }
        } else if let Some(it) = unit::magnitude(t.at(j)) {
            factor = it;
            number = number.times(it, j + 1);
            j += 1;
        }
    }
    let hyphen = usize::from(t.at(j) == "-" && t.glued(j) && t.glued(j + 1) && t.is(j + 1, Kind::Word));
    let of = usize::from(number.vague && t.at(j) == "of");
    let at = j + hyphen + of;
    let attached = unit_at(t, at, number.in_words).map(|(unit, end)| (unit, end, t.span(at, end)));
    Some((number, factor, attached))
}

/// Whether the number at `i` is led by a word that a duration follows.
fn timed(t: &Tokens<'_>, i: usize) -> bool {
    matches!(
        t.before(i, 1),
        "after"
            | "for"
            | "timeout"
            | "to"
            | "within"
            | "about"
            | "around"
            | "every"
            | "took"
            | "from"
            | "at"
            | "="
            | "under"
            | "over"
    )
}

/// A unit that stands apart from its number.
fn unit_at(t: &Tokens<'_>, i: usize, in_words: bool) -> Option<(Unit, usize)> {
    let of = |dimension| Unit {
        dimension,
        scale: 1.0,
        per: None,
    };
    let point = |at: usize| matches!(t.at(at), "point" | "points");
    match t.at(i) {
        "%" | "percent" | "percentage" | "pct" if point(i + 1) => {
            return Some((of(Dimension::PercentPoint), i + 2));
        }
        "%" if t.at(i + 1) == "-" && point(i + 2) => return Some((of(Dimension::PercentPoint), i + 3)),
        "%" => return Some((of(Dimension::Percent), i + 1)),
        "per" if t.at(i + 1) == "cent" => return Some((of(Dimension::Percent), i + 2)),
        "°" => {
            let letter = matches!(t.raw(i + 1), "C" | "F") && t.glued(i + 1);
            return Some((of(Dimension::Temperature), if letter { i + 2 } else { i + 1 }));
        }
        "degrees" if matches!(t.at(i + 1), "celsius" | "fahrenheit") => {
            return Some((of(Dimension::Temperature), i + 2));
        }
        "×" | "x" if !t.is(i + 1, Kind::Digits) => return Some((of(Dimension::Factor), i + 1)),
        "×" | "x" => return None,
        _ => {}
    }
    if !t.is(i, Kind::Word) {
        return None;
    }
    let word = t.raw(i);
    let symbol = word.len() < 2 || word.len() < 3 && in_words && !word.ends_with('B');
    let shout = word.len() > 3 && t.capital(i);
    if symbol && (in_words || !matches!(word, "s" | "h" | "W" | "V")) || shout {
        return None;
    }
    // "three pounds" of what, "two nights": read as they stand. "two yards" of a plural is a count.
    unit::unit(word, false).map(|it| (it, i + 1))
}

/// `one in ten`: a share. The second number must be a round one or small.
fn one_in_ten(t: &Tokens<'_>, first: Number) -> Option<(Number, usize)> {
    if t.at(first.end) != "in" || first.low < 1.0 || first.low > 9.0 || first.dotted {
        return None;
    }
    let second =
        number::at(t, first.end + 1).filter(|it| it.in_words == first.in_words && !it.share && !it.vague)?;
    let round = second.low <= 10.0 || [12.0, 20.0, 100.0, 1000.0, 10_000.0, 1e6].contains(&second.low);
    if !round || second.low <= first.low || first.low != 1.0 && second.low > 10.0 {
        return None;
    }
    if t.is(second.end, Kind::Word) && t.glued(second.end)
        || unit_at(t, second.end, second.in_words).is_some()
    {
        return None;
    }
    let share = Number {
        end: second.end,
        slack: 50.0 / second.low / second.low,
        ..number_of(first.low / second.low * 100.0)
    };
    Some((share, second.end))
}

/// Whether number words at `i` count or measure, rather than stand in an idiom or inside a compound.
fn counts(t: &Tokens<'_>, i: usize, number: Number) -> bool {
    let hyphen_before = t.glued(i) && t.before(i, 1) == "-";
    let glued_before = t.glued(i) && matches!(t.before(i, 1), "_" | "/" | "." | "@");
    let hyphen_behind = t.at(number.end) == "-" && t.glued(number.end) && t.glued(number.end + 1);
    let small = number.low < 2.0 && !number.share && number.slack > 0.4;
    if hyphen_before || glued_before {
        return false;
    }
    if hyphen_behind && small && unit_at(t, number.end + 1, true).is_none() {
        return false;
    }
    if number.low == 0.0 && matches!(t.before(i, 1), "ground" | "net" | "absolute") {
        return false;
    }
    let one = t.at(i) == "one" && number.end == i + 1 && !number.share;
    if !one {
        return true;
    }
    let pronoun = matches!(
        t.before(i, 1),
        "this"
            | "that"
            | "the"
            | "no"
            | "any"
            | "every"
            | "each"
            | "which"
            | "other"
            | "another"
            | "next"
            | "last"
            | "same"
            | "new"
            | "old"
            | "good"
            | "bad"
            | "right"
            | "wrong"
            | "some"
    );
    let day = matches!(t.at(i + 1), "day" | "night" | "second") && !hyphen_behind;
    let spanned = matches!(
        t.before(i, 1),
        "for"
            | "in"
            | "within"
            | "after"
            | "only"
            | "took"
            | "just"
            | "about"
            | "than"
            | "least"
            | "exactly"
            | "under"
            | "every"
            | "take"
            | "takes"
    );
    !pronoun && (!day || spanned)
}

/// Whether a lone `one` counts the noun behind it: only where the word before makes that plain.
fn one_counts(t: &Tokens<'_>, i: usize) -> bool {
    let noun = t.is(i + 1, Kind::Word) && !t.capital(i + 1) && !t.at(i + 1).ends_with("ly");
    let no_noun = matches!(
        t.at(i + 1),
        "of" | "that"
            | "the"
            | "who"
            | "is"
            | "was"
            | "can"
            | "could"
            | "would"
            | "will"
            | "should"
            | "has"
            | "had"
            | "in"
            | "on"
            | "at"
            | "to"
            | "for"
            | "and"
            | "or"
            | "but"
            | "with"
            | "by"
            | "from"
            | "as"
            | "more"
            | "another"
            | "thing"
            | "way"
            | "day"
            | "time"
            | "point"
            | "side"
            | "hand"
            | "place"
            | "reason"
            | "we"
            | "i"
            | "you"
            | "it"
            | "they"
            | "he"
            | "she"
            | "which"
            | "when"
            | "where"
            | "so"
            | "then"
            | "there"
            | "here"
            | "not"
            | "just"
            | "also"
            | "still"
            | "does"
            | "did"
            | "after"
            | "before"
            | "if"
            | "up"
            | "out"
            | "over"
            | "per"
            | "a"
            | "an"
            | "last"
            | "word"
    );
    let led = matches!(
        t.before(i, 1),
        "with"
            | "from"
            | "had"
            | "has"
            | "have"
            | "only"
            | "just"
            | "was"
            | "were"
            | "than"
            | "least"
            | "most"
            | "exactly"
            | "about"
            | "after"
            | "lost"
            | "found"
            | "left"
            | "took"
            | "added"
            | "removed"
            | "into"
            | "and"
            | "are"
            | "is"
    );
    noun && !no_noun && led
}

/// What sort of number one without a unit is, from the words around it.
fn sort_of(t: &Tokens<'_>, i: usize, number: Number, versions: &[bool]) -> Sort {
    let point = t.before(i, 1) == "." && t.before(i, 2) == "no";
    let back = if point { 2 } else { 1 };
    let before = t.before(i, back);
    let previous = i.wrapping_sub(back);
    let apart = !t.glued(i) || matches!(t.before(i, 1), "." | ":");
    let counted = t.counted(number.end) || t.at(number.end) == "of";
    if !apart || number.share {
        return Sort::Amount;
    }
    if matches!(before, "version" | "release" | "v") && !counted {
        return Sort::Version;
    }
    let per_day = matches!(before, "day" | "week")
        && matches!(
            t.before(i, 2),
            "a" | "per" | "every" | "each" | "one" | "/" | "the"
        );
    let no = before == "no" && !point;
    let capital_no = no && t.raw(previous) == "No" && number.plain && !t.counted(number.end);
    let ordered = shape::ordered(before) && !per_day && (!no || capital_no);
    if ordered && !counted && t.is(previous, Kind::Word) {
        return Sort::Ordinal;
    }
    if number.dotted && !counted {
        let spoken_of = t
            .list
            .get(i)
            .is_some_and(|it| versions.get(it.sentence as usize) == Some(&true));
        let product = t.capital(previous) && !common_opener(before);
        if spoken_of || product || dotted_pair(t, i, number) {
            return Sort::Version;
        }
    }
    if number.in_words || !number.plain {
        return Sort::Amount;
    }
    let strict = matches!(before, "port" | "ports" | "http" | "https" | "status" | "rfc");
    if shape::named(before) && (strict || !counted) {
        return Sort::Identifier;
    }
    let colon =
        t.glued(i) && before == ":" && t.is(previous.wrapping_sub(1), Kind::Word) && t.glued(previous);
    if colon && t.raw(i).len() >= 2 {
        return Sort::Identifier;
    }
    let value = number.low;
    if status_code(value)
        && !counted
        && matches!(
            before,
            "returned" | "returns" | "returning" | "a" | "an" | "got" | "throwing"
        )
    {
        return Sort::Identifier;
    }
    let product = t.capital(previous) && !t.opens_sentence(previous) && before != "i";
    let ends = !t.is(number.end, Kind::Word) || !counted && !t.capital(number.end);
    let hyphen = t.at(number.end) == "-" && t.glued(number.end);
    if product
        && value < 1000.0
        && ends
        && !counted
        && !hyphen
        && t.at(number.end) != "/"
        && !common_opener(before)
    {
        return Sort::Version;
    }
    Sort::Amount
}

fn status_code(value: f64) -> bool {
    const CODES: [f64; 16] = [
        400.0, 401.0, 403.0, 404.0, 405.0, 408.0, 409.0, 410.0, 413.0, 422.0, 429.0, 500.0, 501.0, 502.0,
        503.0, 504.0,
    ];
    CODES.contains(&value)
}

/// `from 1.27 to 1.29`: two decimals each, the same whole part, no unit.
fn dotted_pair(t: &Tokens<'_>, i: usize, number: Number) -> bool {
    let two_places = |it: Number| it.dotted && (it.slack - 0.005).abs() < 1e-9;
    let alike = |other: Number| {
        let bare = unit_at(t, other.end, other.in_words).is_none()
            && !(t.is(other.end, Kind::Word) && t.glued(other.end));
        two_places(other) && bare && other.low.trunc() == number.low.trunc()
    };
    if !two_places(number) {
        return false;
    }
    let from = t.before(i, 1) == "from" && t.at(number.end) == "to";
    let to = t.before(i, 1) == "to" && i >= 5 && t.before(i, 5) == "from";
    from && number::at(t, number.end + 1).is_some_and(alike) || to && number::at(t, i - 4).is_some_and(alike)
}

/// Capitalised words before a number that are no product: they stand at the start of a sentence.
fn common_opener(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "about"
            | "nearly"
            | "almost"
            | "only"
            | "just"
            | "over"
            | "under"
            | "in"
            | "at"
            | "on"
            | "and"
            | "but"
            | "so"
            | "with"
            | "from"
            | "to"
            | "of"
            | "roughly"
            | "around"
            | "maybe"
            | "exactly"
            | "these"
            | "those"
            | "all"
            | "that"
            | "then"
            | "after"
            | "before"
            | "for"
            | "every"
            | "by"
            | "up"
            | "we"
            | "is"
            | "was"
            | "our"
            | "my"
            | "its"
            | "some"
            | "another"
            | "it"
            | "between"
            | "yes"
            | "no"
            | "when"
            | "if"
            | "or"
            | "he"
            | "she"
            | "they"
            | "you"
            | "more"
            | "less"
            | "within"
            | "until"
            | "since"
            | "through"
            | "across"
            | "plus"
            | "minus"
            | "approximately"
            | "still"
            | "now"
            | "last"
    )
}

/// Builds the quantity: compound durations, rate, bounds.
fn assemble(
    t: &Tokens<'_>,
    start: usize,
    number_start: usize,
    floor: usize,
    number: Number,
    unit: Option<(Unit, Span)>,
    next: usize,
) -> (Quantity, usize) {
    let (dimension, scale, per) = unit.map_or((Dimension::Count, 1.0, None), |(it, _)| {
        (it.dimension, it.scale, it.per)
    });
    let number_span = t.span(number_start, number.end);
    let unit_span = unit.map_or(Span::at(number_span.end), |(_, span)| span);
    let (mut low, mut high, mut slack) = (number.low * scale, number.high * scale, number.slack * scale);
    let mut end = next;
    if dimension == Dimension::Time && low == high {
        let (more, finer, behind) = compound(t, end, scale);
        low += more;
        high += more;
        end = behind;
        slack = finer.unwrap_or(slack);
    }
    let mut bound = if number.vague { Bound::About } else { Bound::Exact };
    if let Some((found, behind)) = bound::behind(t, end) {
        (bound, end) = (found, behind);
    }
    let mut first = start;
    if let Some((found, at)) = bound::before(t, start, floor, dimension == Dimension::Time) {
        bound = if number.vague && found == Bound::Exact {
            Bound::About
        } else {
            found
        };
        first = at;
    }
    let (per, rate, after) = match rate(t, end, dimension) {
        Some((seconds, from, to)) => (Some(seconds), t.span(from, to), to),
        None => (per, Span::at(t.span(first, end).end), end),
    };
    let quantity = Quantity {
        span: t.span(first, end),
        number: number_span,
        unit: unit_span,
        sort: Sort::Amount,
        dimension,
        per,
        rate,
        scale,
        low,
        high,
        slack,
        bound,
        in_words: number.in_words,
    };
    (quantity, after)
}

/// What follows a duration and belongs to it: `2h52m`, `and 52 minutes`, `and a half`. The seconds, the
/// finer slack, the token behind.
fn compound(t: &Tokens<'_>, start: usize, scale: f64) -> (f64, Option<f64>, usize) {
    let (mut more, mut slack, mut end, mut scale) = (0.0, None, start, scale);
    if let Some((part, behind)) = number::and_a_part(t, end) {
        return (part * scale, Some(0.05 * scale), behind);
    }
    for _ in 0..4 {
        let joiner = usize::from(matches!(t.at(end), "and" | ","));
        if joiner == 1
            && let Some((seconds, behind)) = minutes_behind(t, end + 1, scale)
        {
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
        let symbol = t.raw(number.end).len() < 2 && !glued;
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

/// The denominator of a rate behind `i`, at most three words on: its seconds, and where its words stand.
fn rate(t: &Tokens<'_>, i: usize, dimension: Dimension) -> Option<(u64, usize, usize)> {
    let mut at = i;
    for _ in 0..4 {
        if let Some((seconds, end)) = denominator(t, at) {
            return Some((seconds, at, end));
        }
        let word = t.is(at, Kind::Word) && !t.glued(at);
        let blocked = matches!(
            t.at(at),
            "and"
                | "or"
                | "to"
                | "in"
                | "on"
                | "for"
                | "at"
                | "the"
                | "from"
                | "with"
                | "was"
                | "were"
                | "is"
                | "are"
                | "had"
                | "by"
                | "that"
                | "which"
                | "after"
                | "before"
                | "into"
                | "as"
                | "than"
                | "but"
                | "when"
                | "while"
                | "a"
                | "an"
                | "later"
                | "ago"
                | "has"
                | "have"
                | "will"
                | "if"
                | "it"
                | "we"
                | "i"
                | "they"
                | "he"
                | "she"
                | "each"
                | "every"
        );
        if !word || blocked || dimension == Dimension::Time {
            return None;
        }
        at += 1;
    }
    None
}

fn denominator(t: &Tokens<'_>, i: usize) -> Option<(u64, usize)> {
    let word = t.raw(i + 1);
    let name =
        t.is(i + 1, Kind::Word) && !t.glued(i + 2) || t.is(i + 1, Kind::Word) && !t.is(i + 2, Kind::Digits);
    let seconds = unit::seconds(word).filter(|&it| it >= 1.0 && name)?;
    let fits = match t.at(i) {
        "/" => t.glued(i + 1),
        "per" => true,
        "a" | "an" | "each" | "every" => {
            let singular = word.len() > 2 && !word.ends_with('s') && word != "night";
            let aside = matches!(
                t.at(i + 2),
                "later"
                    | "ago"
                    | "before"
                    | "after"
                    | "earlier"
                    | "or"
                    | "time"
                    | "from"
                    | "long"
                    | "apart"
                    | "old"
            );
            singular
                && !aside
                && (word != "second" || closes(t, i + 2))
                && !(t.at(i + 2) == "-" && t.glued(i + 2))
        }
        _ => false,
    };
    // Seconds of a unit are whole from one second on.
    fits.then_some((seconds as u64, i + 2))
}

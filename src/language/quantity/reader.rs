//! Puts numbers, units, ranges, rates and bounds together.

use super::super::scan::{Kind, Tokens, cardinal};
use super::attach::{attach, closes};
use super::duration::{article_duration, compound};
use super::number::{self, Number};
use super::range::{one_in_ten, range, share, shared_unit};
use super::rate::rate;
use super::shape::{self, Shape};
use super::sort::{counts, one_counts, sort_of, version_sentences};
use super::unit::{self, Unit};
use super::{Bound, Dimension, Quantity, Sort, bound, said};
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
            // `samples_per_second` is a name, whatever its parts.
            if (i + 1..run_end).any(|it| t.at(it) == "_") && !t.is(i, Kind::Digits) {
                i = run_end;
                floor = i;
                continue;
            }
            if (i..run_end).any(|it| t.is(it, Kind::Digits)) {
                let (quantity, next) = match shape::classify(t, i, run_end) {
                    Shape::Name(sort) => (sort.map(|sort| bare(t, i, run_end, sort)), run_end),
                    Shape::Number(at) => match ordinal(t, at).or_else(|| measured(t, at, floor, &versions)) {
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
            .or_else(|| article_measure(t, i, floor))
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
    share(t, &mut found);
    found
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

/// `a dollar fifty`, `a metre eighty`: an article counts only with hundredths behind the unit.
fn article_measure(t: &Tokens<'_>, i: usize, floor: usize) -> Option<(Quantity, usize)> {
    if !matches!(t.at(i), "a" | "an") || !t.is(i + 1, Kind::Word) {
        return None;
    }
    let unit = unit::unit(t.raw(i + 1), false).filter(|_| !t.at(i + 1).ends_with('s'))?;
    said::hundredths(t, i + 2, unit)?;
    let number = Number::words(1.0, 0.5, i + 1);
    let span = t.span(i + 1, i + 2);
    Some(assemble(t, i, i, floor, number, Some((unit, span)), i + 2))
}

/// Factors in one word: `twice`, `tenfold`, `doubled`; and `half as many`.
fn single_word(t: &Tokens<'_>, i: usize, floor: usize) -> Option<(Quantity, usize)> {
    if !t.is(i, Kind::Word) {
        return None;
    }
    let word = t.at(i);
    let hyphen =
        t.at(i + 1) == "-" && t.glued(i + 1) && t.glued(i + 2) || t.glued(i) && t.before(i, 1) == "-";
    let object = || {
        [
            "the", "what", "that", "its", "our", "their", "as", "to", "his", "her", "my", "your", "of",
        ]
        .contains(&t.at(i + 1))
    };
    let value = match word {
        "twice" => 2.0,
        "thrice" => 3.0,
        "half"
            if t.at(i + 1) == "as"
                && matches!(t.at(i + 2), "many" | "much" | "long" | "big" | "fast" | "often") =>
        {
            0.5
        }
        "double" | "triple" | "quadruple" | "quintuple" if object() => fold(word)?,
        "doubled" | "tripled" | "quadrupled" | "quintupled" | "halved" if t.at(i + 1) != "down" => {
            fold(word)?
        }
        _ => f64::from(
            word.strip_suffix("fold")
                .and_then(|it| cardinal(it).or((it == "hundred").then_some(100)))?,
        ),
    };
    if hyphen {
        return None;
    }
    let number = Number::words(value, 0.05, i + 1);
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
        "quintuple" | "quintupled" => 5.0,
        "halved" => 0.5,
        _ => return None,
    })
}

/// A number with whatever stands around it, from token `i` on.
fn measured(t: &Tokens<'_>, i: usize, floor: usize, versions: &[bool]) -> Option<(Quantity, usize)> {
    let below_zero = t.at(i) == "minus" && number::at(t, i.wrapping_sub(1)).is_none();
    let negative = matches!(t.at(i), "-" | "−") && t.glued(i + 1) || below_zero;
    let currency = unit::currency(t.at(i))
        .filter(|_| t.glued(i + 1) && t.is(i + 1, Kind::Digits) || t.at(i + 1) == ".")
        .or_else(|| unit::currency_code(t.raw(i)).filter(|_| !t.glued(i + 1) && t.is(i + 1, Kind::Digits)));
    let at = if negative || currency.is_some() { i + 1 } else { i };
    if at > i && !t.is(at, Kind::Digits) && t.at(at) != "." && !below_zero {
        return None;
    }
    let first = number::at(t, at)?;
    if first.in_words && !counts(t, at, first) {
        return None;
    }
    let money = currency.is_some();
    let joined = range(t, i, at, first, money, versions);
    let (mut number, attached) = match joined {
        Some((second, attached)) => {
            let attached_factor = second.1;
            let low = first.low * attached_factor;
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
    // "Minus five degrees" is below zero; what else is taken away may be told as a loss of five.
    if below_zero && unit.is_none_or(|it| it.0.dimension != Dimension::Temperature) {
        return None;
    }
    // "a factor of ten"
    if unit.is_none() && t.before(i, 1) == "of" && t.before(i, 2) == "factor" {
        let factor = Unit {
            dimension: Dimension::Factor,
            scale: 1.0,
            per: None,
        };
        unit = Some((factor, Span::at(t.span(at, number.end).end)));
        next = number.end;
    }
    let ranged = joined.is_some();
    let footnote = t.glued(at) && t.before(at, 1) == "[" && t.at(number.end) == "]" && number.plain;
    if footnote {
        return None;
    }
    // "weeks 3–4": places in an order.
    let before = t.before(i, 1);
    if ranged
        && unit.is_none()
        && (shape::ordered(before) || before.strip_suffix('s').is_some_and(shape::ordered))
    {
        let quantity = Quantity {
            low: number.low,
            high: number.high,
            in_words: number.in_words,
            ..bare(t, i, number.end, Sort::Ordinal)
        };
        return Some((quantity, number.end));
    }
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
            let (factor, shared) = shared_unit(t, number).unwrap_or((1.0, None));
            unit = shared.map(|it| (it, Span::at(t.span(at, number.end).end)));
            number = number.times(factor, number.end);
        }
    }
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

/// Builds the quantity: compound durations, rate, bounds.
pub(super) fn assemble(
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
    if low == high
        && number.low.fract() == 0.0
        && number.ending < 1e3
        && !number.vague
        && let Some((unit, _)) = unit
        && let Some((more, finer, behind)) = said::hundredths(t, end, unit)
    {
        (low, high, slack, end) = (low + more, high + more, finer, behind);
    }
    let mut bound = if number.vague { Bound::About } else { Bound::Exact };
    if let Some((found, behind)) = bound::behind(t, end) {
        (bound, end) = (found, behind);
    } else if t.counted(end)
        && t.at(end + 1) == "or"
        && let Some((found, behind)) = bound::behind(t, end + 1)
    {
        // "40 requests or more"
        (bound, end) = (found, behind);
    }
    let mut first = start;
    if let Some((found, at)) = bound::before(t, start, floor, dimension == Dimension::Time) {
        // "up to 1.8 gigs or so": the looser one holds.
        let loose = bound == Bound::About && matches!(found, Bound::Exact | Bound::AtMost | Bound::AtLeast);
        bound = if loose { bound } else { found };
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

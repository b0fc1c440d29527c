//! The number alone: digits with separators and decimals, number words, fractions, vague amounts.

use super::super::scan::{Kind, Tokens, cardinal};
use super::{Dimension, said, unit, vague};

/// A number without its unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    /// The token behind it.
    pub(super) end: usize,
    pub(super) low: f64,
    pub(super) high: f64,
    /// Half of the last digit shown.
    pub(super) slack: f64,
    pub(super) in_words: bool,
    /// A vague amount (`a few`).
    pub(super) vague: bool,
    /// A share of a whole (`half`, `two thirds`), to be read as percent.
    pub(super) share: bool,
    /// The magnitude word that ends it (`twenty-six thousand`), 1 where there is none.
    pub(super) ending: f64,
    /// Written with a decimal point and nothing else (`1.27`): may be a version.
    pub(super) dotted: bool,
    /// Plain digits without separators: may be a name.
    pub(super) plain: bool,
}

impl Number {
    pub(super) fn words(value: f64, slack: f64, end: usize) -> Number {
        Number {
            end,
            low: value,
            high: value,
            slack,
            in_words: true,
            vague: false,
            share: false,
            ending: 1.0,
            dotted: false,
            plain: false,
        }
    }

    pub(super) fn vague(low: f64, high: f64, end: usize) -> Number {
        Number {
            high,
            vague: true,
            ..Number::words(low, 0.0, end)
        }
    }

    fn share(value: f64, slack: f64, end: usize) -> Number {
        Number {
            share: true,
            ..Number::words(value, slack, end)
        }
    }

    /// The same number in thousands, millions …
    pub(super) fn times(self, factor: f64, end: usize) -> Number {
        Number {
            end,
            low: self.low * factor,
            high: self.high * factor,
            slack: self.slack * factor,
            ending: factor,
            dotted: false,
            plain: false,
            ..self
        }
    }
}

/// Reads the number that starts at token `i`.
pub(super) fn at(t: &Tokens<'_>, i: usize) -> Option<Number> {
    let digits = digits(t, i);
    if digits.is_some() {
        return digits.map(|it| said::odd(t, it));
    }
    if !t.is(i, Kind::Word) {
        return None;
    }
    vague::vague(t, i)
        .or_else(|| fraction(t, i))
        .or_else(|| said::point_led(t, i))
        .or_else(|| words(t, i).map(|it| said::odd(t, it)))
}

/// `47,000`, `47 000`, `1.8`, `.5`, `1½`.
pub(super) fn digits(t: &Tokens<'_>, i: usize) -> Option<Number> {
    if let Some(part) = part_sign(t.at(i)).filter(|_| !t.glued(i)) {
        return Some(Number {
            in_words: false,
            ..Number::words(part, 0.05, i + 1)
        });
    }
    let leading_point = t.at(i) == "." && t.is(i + 1, Kind::Digits) && t.glued(i + 1);
    if leading_point && t.glued(i) && !t.is(i.wrapping_sub(1), Kind::Sign) {
        return None;
    }
    if !leading_point && !t.is(i, Kind::Digits) {
        return None;
    }
    let mut end = i;
    let mut value = 0.0_f64;
    let mut grouped = false;
    if !leading_point {
        // Longer runs of digits are names, and above 2^53 not exact.
        if t.raw(i).len() > 15 {
            return None;
        }
        value = t.raw(i).parse().ok()?;
        end = i + 1;
        let groups = t.raw(i).len() <= 3 && !t.raw(i).starts_with('0');
        while groups && let Some(group) = group(t, end) {
            value = value * 1000.0 + f64::from(t.digits(group)?);
            grouped = true;
            end = group + 1;
        }
    }
    let point = t.at(end) == "." && (t.glued(end) || leading_point) && t.glued(end + 1);
    let mut step = 1.0;
    if point && t.is(end + 1, Kind::Digits) && t.raw(end + 1).len() <= 12 {
        step = 0.1_f64.powi(i32::try_from(t.raw(end + 1).len()).ok()?);
        let whole = format!("{value}.{}", t.raw(end + 1));
        value = whole.parse().ok()?;
        end += 2;
    }
    let decimals = step < 1.0;
    if let Some(part) = part_sign(t.at(end)).filter(|_| t.glued(end) && !decimals) {
        return Some(Number {
            in_words: false,
            ..Number::words(value + part, 0.05, end + 1)
        });
    }
    Some(Number {
        end,
        low: value,
        high: value,
        slack: step / 2.0,
        in_words: false,
        vague: false,
        share: false,
        ending: 1.0,
        dotted: decimals && !grouped && !leading_point,
        plain: !decimals && !grouped,
    })
}

/// The part that one sign writes: `½`.
fn part_sign(sign: &str) -> Option<f64> {
    Some(match sign {
        "½" => 0.5,
        "¼" => 0.25,
        "¾" => 0.75,
        _ => return None,
    })
}

/// The digits of a further group of thousands that is separated at `i`: `,000` or a thin space and `000`.
fn group(t: &Tokens<'_>, i: usize) -> Option<usize> {
    let three = |at: usize| t.is(at, Kind::Digits) && t.raw(at).len() == 3;
    if t.at(i) == "," && t.glued(i) && t.glued(i + 1) && three(i + 1) {
        return Some(i + 1);
    }
    let gap = t.list.get(i.checked_sub(1)?)?.span.end..t.list.get(i)?.span.start;
    let space = match t.text.get(gap)? {
        "\u{a0}" | "\u{2009}" | "\u{202f}" => true,
        // A plain space only where the group can be nothing else.
        " " => t.at(i).starts_with('0'),
        _ => false,
    };
    (space && three(i)).then_some(i)
}

/// `half`, `a third`, `three quarters`; also where a unit follows (`half an hour`, `a quarter of an hour`).
fn fraction(t: &Tokens<'_>, i: usize) -> Option<Number> {
    let article = matches!(t.at(i), "a" | "one" | "another");
    let numerator: f64 = match t.at(i) {
        "a" | "one" | "another" => 1.0,
        "two" => 2.0,
        "three" => 3.0,
        word if t.at(i + 1).ends_with("ths") => cardinal(word).filter(|&it| it < 10).map_or(0.0, f64::from),
        _ => 0.0,
    };
    let glue = usize::from(t.at(i + 1) == "-" && t.glued(i + 1) && t.glued(i + 2) && numerator > 0.0);
    let at = if numerator > 0.0 { i + 1 + glue } else { i };
    let (parts, plural) = match t.at(at) {
        "half" | "halves" => (2.0, false),
        "third" => (3.0, false),
        "thirds" => (3.0, true),
        "quarter" => (4.0, false),
        "quarters" => (4.0, true),
        "fifth" if article => (5.0, false),
        "fifths" => (5.0, true),
        "tenth" if article => (10.0, false),
        "tenths" => (10.0, true),
        "twentieth" if article => (20.0, false),
        "hundredth" if article => (100.0, false),
        "hundredths" => (100.0, true),
        "thousandth" if article => (1000.0, false),
        "thousandths" => (1000.0, true),
        _ => return None,
    };
    // "quarter of a million", "quarter of an hour": the article is often swallowed.
    if numerator == 0.0 && parts == 4.0 && t.at(at + 1) == "of" && !plural {
        return half_of_something(t, 0.25, at + 1);
    }
    if numerator > 1.0 && !plural || numerator == 0.0 && parts != 2.0 || numerator > parts {
        return None;
    }
    let value = numerator.max(1.0) / parts;
    let end = at + 1;
    if let Some(number) = half_of_something(t, value, end) {
        return Some(number);
    }
    if t.at(end) == "-" && t.glued(end) && t.glued(end + 1) {
        return None;
    }
    share(t, i, value, end, parts)
}

/// `half a million`, `half a dozen`, `half an hour`, `a quarter of an hour`, `half-hour`.
fn half_of_something(t: &Tokens<'_>, value: f64, end: usize) -> Option<Number> {
    let of = usize::from(t.at(end) == "of" && matches!(t.at(end + 1), "a" | "an"));
    let article = usize::from(matches!(t.at(end + of), "a" | "an"));
    let hyphen = usize::from(t.at(end) == "-" && t.glued(end) && t.glued(end + 1));
    let next = end + of + article + hyphen;
    let word = t.at(next);
    if article > 0 && (word == "dozen" || unit::magnitude(word).is_some())
        || word == "dozen" && of == 0 && value == 0.5
    {
        let factor = unit::magnitude(word).unwrap_or(12.0);
        let slack = if word == "dozen" { 1.0 } else { 0.05 * factor };
        return Some(Number::words(value * factor, slack, next + 1));
    }
    let timed = unit::seconds(t.raw(next)).is_some() && word.len() > 2 && !word.ends_with('s');
    let per_cent = word == "per" && t.at(next + 1) == "cent";
    let unit = unit::unit(t.raw(next), false).filter(|_| word.len() > 1);
    let one_of_it = article > 0 && (per_cent || unit.is_some());
    let divided = per_cent
        || unit.is_some_and(|it| {
            matches!(
                it.dimension,
                Dimension::Percent | Dimension::Length | Dimension::Mass | Dimension::Temperature
            )
        });
    let measured = timed || one_of_it && (of == 0 || value <= 0.1 || divided);
    let bare = article == 0 && hyphen == 0 && value != 0.5 && !matches!(word, "hour" | "mile");
    (measured && !bare).then(|| Number::words(value, 0.05 * value.min(1.0), next))
}

fn share(t: &Tokens<'_>, i: usize, value: f64, end: usize, parts: f64) -> Option<Number> {
    let next = t.at(end);
    let before = t.before(i, 1);
    let whole = [
        "of", "the", "our", "their", "its", "my", "your", "his", "her", "these", "those", "that",
    ]
    .contains(&next);
    let led = [
        "than", "nearly", "almost", "about", "roughly", "around", "by", "in", "over", "under", "only",
        "least", "to",
    ]
    .contains(&before);
    let ordered = [
        "first", "second", "other", "last", "next", "third", "latter", "previous", "past", "every", "this",
    ]
    .contains(&before);
    let added = before == "and" && cardinal(t.before(i, 2)).is_some();
    let ordered = ordered || added;
    let known = if parts == 2.0 {
        let bare = i + 1 == end;
        let ends =
            !t.is(end, Kind::Word) || matches!(next, "and" | "in" | "were" | "was" | "when" | "after" | "at");
        !ordered && (whole && bare || led && ends && bare || !bare && next == "of")
    } else {
        // "a third time" is an order, "a quarter" alone is a season of the books.
        !ordered
            && (next == "of"
                || t.at(i) != "a" && t.at(i) != "one"
                || led && parts == 3.0 && !t.is(end, Kind::Word))
    };
    let half_the_time = next == "the"
        && matches!(
            t.at(end + 1),
            "battle" | "point" | "fun" | "story" | "problem" | "job" | "work"
        );
    let slack = if parts == 2.0 { 5.0 } else { 3.0 };
    (known && !half_the_time).then(|| Number::share(value * 100.0, slack, end))
}

/// Number words: `a hundred and ten`, `sixty-two`, `nineteen hundred and four`, `one point eight`,
/// `three and a half`, `two dozen`.
fn words(t: &Tokens<'_>, i: usize) -> Option<Number> {
    let article = matches!(t.at(i), "a" | "an");
    let mut total = 0.0;
    let mut group = 0.0;
    let mut step = 1.0;
    let mut next = i;
    if article {
        let word = t.at(i + 1);
        if word == "dozen" {
            return Some(Number::words(12.0, 1.0, i + 2));
        }
        let thousands = unit::magnitude(word)?;
        if t.at(i + 2) == "-" && t.glued(i + 2) && thousands < 1e3 && cardinal(t.at(i + 3)).is_none() {
            // "a hundred-node cluster" still counts a hundred nodes.
            return Some(Number::words(thousands, 0.5, i + 2));
        }
        group = 1.0;
        next = i + 1;
    } else if t.at(i) == "dozen" {
        return None;
    }
    // What the last word was worth: a smaller word may follow a larger one only.
    let mut last = if article { 1.0 } else { f64::INFINITY };
    let mut any = article;
    let mut magnitudes = 0.0;
    loop {
        let joiner = joiner(t, next, any, magnitudes > 0.0);
        let at = next + joiner;
        // "two thousand eight fifty", "three eighty euros"
        if joiner == 0
            && any
            && group == last
            && let Some((rest, end)) = said::after_hundreds(t, at, last, magnitudes)
        {
            (group, step, next) = (group * 100.0 + rest, 1.0, end);
            break;
        }
        if let Some((value, end)) = t.small_cardinal(at) {
            let value = f64::from(value);
            let fits = if any { joiner_allows(last, value) } else { true };
            if !fits || joiner > 0 && value == 0.0 {
                break;
            }
            group += value;
            (last, step, next, any) = (value, 1.0, end, true);
            continue;
        }
        let Some(factor) = unit::magnitude(t.at(at)).filter(|_| any && (joiner == 0 || t.at(next) == "-"))
        else {
            break;
        };
        if factor == 100.0 {
            if group == 0.0 || group >= 100.0 {
                break;
            }
            group *= 100.0;
            (last, step) = (100.0, 1.0);
        } else {
            if group == 0.0 || magnitudes > 0.0 && factor >= magnitudes {
                break;
            }
            total += group * factor;
            group = 0.0;
            magnitudes = factor;
            (last, step) = (factor, factor);
        }
        next = at + 1;
    }
    if !any {
        return None;
    }
    let value = total + group;
    let number = Number {
        ending: unit::magnitude(t.before(next, 1)).unwrap_or(1.0),
        ..Number::words(value, step / 2.0, next)
    };
    Some(behind(t, number, magnitudes == 0.0))
}

/// How many joining tokens (`and`, a hyphen) stand at `i` inside a number.
fn joiner(t: &Tokens<'_>, i: usize, any: bool, large: bool) -> usize {
    if !any {
        return 0;
    }
    match t.at(i) {
        "and" => {
            let before = t.before(i, 1);
            let magnitude = unit::magnitude(before).is_some() || large && before == "thousand";
            usize::from(magnitude && cardinal(t.at(i + 1)).is_some())
        }
        "-" if t.glued(i) && t.glued(i + 1) => usize::from(unit::magnitude(t.at(i + 1)).is_some()),
        _ => 0,
    }
}

/// Whether a word worth `value` may follow one worth `last`: tens behind hundreds, not three behind two.
fn joiner_allows(last: f64, value: f64) -> bool {
    last >= 100.0 && value < last
}

/// What may follow the whole part: `point eight`, `and a half`, `dozen`.
fn behind(t: &Tokens<'_>, number: Number, small: bool) -> Number {
    let end = number.end;
    if t.at(end) == "dozen" && small {
        return Number::words(number.low * 12.0, 1.0, end + 1);
    }
    if t.at(end) == "point"
        && let Some((value, slack, end)) = decimals(t, number.low, end + 1)
    {
        let decimal = Number {
            dotted: true,
            ..Number::words(value, slack, end)
        };
        return match unit::magnitude(t.at(end)) {
            Some(factor) => decimal.times(factor, end + 1),
            None => decimal,
        };
    }
    if let Some((part, end)) = and_a_part(t, end) {
        // "a million and a half"
        let of_it = if number.ending >= 1e3 { number.ending } else { 1.0 };
        let with_part = Number::words(number.low + part * of_it, 0.05 * of_it, end);
        return match unit::magnitude(t.at(end)) {
            Some(factor) => with_part.times(factor, end + 1),
            None => with_part,
        };
    }
    number
}

/// `point eight`, `point oh five`, `point one two`, `point twenty-nine`: the value, its slack, the token behind.
pub(super) fn decimals(t: &Tokens<'_>, whole: f64, start: usize) -> Option<(f64, f64, usize)> {
    let mut shown = String::new();
    let mut next = start;
    let digit = |at: usize| match t.at(at) {
        // "Oh" is a nought where another digit follows.
        "oh" | "o" => cardinal(t.at(at + 1)).map(|_| (0, at + 1)),
        _ => t.small_cardinal(at),
    };
    while let Some((value, end)) = digit(next).filter(|_| shown.len() < 10) {
        shown.push_str(&value.to_string());
        next = end;
        if value > 9 {
            break;
        }
    }
    if shown.is_empty() {
        return None;
    }
    let value: f64 = format!("{whole}.{shown}").parse().ok()?;
    let places = i32::try_from(shown.len()).ok()?;
    Some((value, 0.1_f64.powi(places) / 2.0, next))
}

/// `and a half`, `and three quarters` at `i`: the part and the token behind it.
pub(super) fn and_a_part(t: &Tokens<'_>, i: usize) -> Option<(f64, usize)> {
    if t.at(i) != "and" {
        return None;
    }
    let part = match (t.at(i + 1), t.at(i + 2)) {
        ("a", "half") => 0.5,
        ("a", "quarter") => 0.25,
        ("a", "third") => 1.0 / 3.0,
        ("three", "quarters") => 0.75,
        ("two", "thirds") => 2.0 / 3.0,
        _ => return None,
    };
    Some((part, i + 3))
}

//! Numbers as people say them, where writing has another form: `point two`, `four metres ten`, `1h37`,
//! `two thousand eight fifty`, `forty-odd`.

use super::super::scan::{Kind, Tokens, cardinal};
use super::attach::{closes, unit_at};
use super::number::{self, Number, decimals};
use super::unit::{self, Unit};
use super::{Currency, Dimension};

/// Whether nothing stands at `i` that the number before it could count: `three pounds fifty each`. What may follow is
/// the end, a joining word, or how the whole is taken.
fn ends(t: &Tokens<'_>, i: usize) -> bool {
    let sign = !t.is(i, Kind::Word);
    let counts = t.is(i, Kind::Digits) || matches!(t.at(i), "%" | "-" | "–" | "°" | "$" | "€" | "£" | "×");
    let share = t.at(i) == "of" || t.at(i) == "per" && t.at(i + 1) == "cent";
    let taken = matches!(
        t.at(i),
        "a" | "an" | "each" | "tall" | "deep" | "wide" | "high" | "long" | "off" | "all"
    );
    if sign {
        !counts
    } else {
        (closes(t, i) || taken) && !share
    }
}

/// `twenty to thirty`, `five or six`, as against `two hours twenty to see it`.
fn leads_on(t: &Tokens<'_>, i: usize) -> bool {
    matches!(t.at(i), "to" | "or") && number::at(t, i + 1).is_some()
}

/// `point two degrees`, `point oh five`, `point five of a percent`: a decimal without its whole part. The point of an
/// agenda has no unit and no nought behind it.
pub(super) fn point_led(t: &Tokens<'_>, i: usize) -> Option<Number> {
    if t.at(i) != "point" || t.glued(i) || t.glued(i + 1) {
        return None;
    }
    let led = [
        "by", "about", "of", "at", "to", "was", "is", "it's", "around", "only", "just", "than", "under",
        "over", "nearly", "almost", "from", "with", "or", "and", "within", "minus", "say", "maybe",
        "roughly", "like", "oh", "lost", "a", "up", "down", "another", "got", "has", "had",
    ]
    .contains(&t.before(i, 1));
    if !(led || t.opens_sentence(i) || t.before(i, 1) == ",") {
        return None;
    }
    let (value, slack, end) = decimals(t, 0.0, i + 1)?;
    let of_one =
        t.at(end) == "of" && matches!(t.at(end + 1), "a" | "an") && unit_at(t, end + 2, true).is_some();
    let end = if of_one { end + 2 } else { end };
    let nought = matches!(t.at(i + 1), "oh" | "o" | "zero" | "nought" | "naught") && value > 0.0;
    let measures = of_one || unit_at(t, end, true).is_some() || nought && ends(t, end);
    measures.then(|| Number::words(value, slack, end))
}

/// What follows `eight` in `two thousand eight fifty`, `three` in `three eighty euros`, `nineteen` in `nineteen forty people`: the part below a hundred and the
/// token behind it. `last` is the digit before `i`, `magnitude` the thousand before that, 0 where there is none.
pub(super) fn after_hundreds(t: &Tokens<'_>, i: usize, last: f64, magnitude: f64) -> Option<(f64, usize)> {
    let teen = (11.0..20.0).contains(&last) && magnitude == 0.0;
    if !(teen || (1.0..10.0).contains(&last)) || t.glued(i) {
        return None;
    }
    let (rest, end) = match t.at(i) {
        "oh" | "o" => (cardinal(t.at(i + 1)).filter(|it| (1..10).contains(it))?, i + 2),
        _ => t.small_cardinal(i).filter(|it| it.0 >= 10)?,
    };
    let measured = || {
        let plural = t.at(end).ends_with('s') && t.at(end).len() > 3 || matches!(t.at(end), "percent" | "km");
        // "At nine, twenty minutes" may have lost its comma; milliseconds have none to lose.
        let unit = unit_at(t, end, true).filter(|_| plural)?.0;
        (unit.dimension != Dimension::Time || unit.scale < 1.0).then_some(())
    };
    // "Nineteen forty requests", "two thousand eight fifty people"; a pulse "at one sixty".
    let counted = t.counted(end) && unit_at(t, end, true).is_none();
    let fits = match teen {
        true => counted,
        false if magnitude == 1e3 => ends(t, end) || counted || measured().is_some(),
        false => magnitude == 0.0 && (rest >= 10 && (ends(t, end) || counted) || measured().is_some()),
    };
    fits.then_some((f64::from(rest), end))
}

/// `forty-odd`, `forty odd pods`: forty to forty-nine. `40ish minutes`, `sixty-ish`: the number is about so much.
pub(super) fn odd(t: &Tokens<'_>, number: Number) -> Number {
    let end = number.end;
    let hyphen = usize::from(t.at(end) == "-" && t.glued(end) && t.glued(end + 1));
    let round = number.low >= 20.0 && number.low % 10.0 == 0.0;
    let about = match t.at(end + hyphen) {
        "odd" if hyphen == 1 => true,
        "odd" => round && !t.glued(end) && (ends(t, end + 1) || t.counted(end + 1)),
        "ish" => hyphen == 1 || t.glued(end),
        _ => false,
    };
    if !about || number.share {
        return number;
    }
    let odd = t.at(end + hyphen) == "odd" && number.low == number.high;
    let step = if number.low >= 100.0 { 100.0 } else { 10.0 };
    Number {
        end: end + hyphen + 1,
        high: if odd { number.low + step - 1.0 } else { number.high },
        vague: true,
        dotted: false,
        plain: false,
        ..number
    }
}

/// Minutes or seconds behind a duration that leaves their unit out: `three hours twenty`, `two minutes thirty`,
/// `1h37`, `1h 37`, `4m20`. The seconds and the token behind.
pub(super) fn finer(t: &Tokens<'_>, i: usize, scale: f64) -> Option<(f64, usize)> {
    if scale != 3600.0 && scale != 60.0 {
        return None;
    }
    if let Some(value) = t.digits(i) {
        let typed = t.raw(i).len() == 2 && value < 60 && matches!(t.raw(i.wrapping_sub(1)), "h" | "m");
        let touches =
            t.glued(i) || t.raw(i.wrapping_sub(1)) == "h" && t.glued(i.wrapping_sub(1)) && ends(t, i + 1);
        let more = t.glued(i + 1)
            && (!t.is(i + 1, Kind::Sign)
                || matches!(t.at(i + 1), "%" | ":")
                || t.is(i + 2, Kind::Digits) && t.glued(i + 2));
        let counts = t.counted(i + 1) || unit_at(t, i + 1, false).is_some();
        return (typed && touches && !more && !counts).then_some((f64::from(value) * scale / 60.0, i + 1));
    }
    let (value, end) = t.small_cardinal(i).filter(|&(it, _)| (10..60).contains(&it))?;
    (ends(t, end) && !leads_on(t, end)).then_some((f64::from(value) * scale / 60.0, end))
}

/// What stands behind a unit and belongs to it: `four metres ten`, `three pounds fifty`, `six foot two`, `twelve dollars
/// and fifty cents`. What it adds, its slack, the token behind.
pub(super) fn hundredths(t: &Tokens<'_>, i: usize, unit: Unit) -> Option<(f64, f64, usize)> {
    let money = matches!(unit.dimension, Dimension::Money(_)) && unit.scale == 1.0;
    let metre = unit.dimension == Dimension::Length && unit.scale == 1.0;
    let foot = matches!(t.before(i, 1), "foot" | "feet");
    if !(money || metre || foot) || t.glued(i) {
        return None;
    }
    let joiner = usize::from(t.at(i) == "and");
    let at = i + joiner;
    if !t.is(at, Kind::Word) && !t.is(at, Kind::Digits) {
        return None;
    }
    if let Some((number, part)) = smaller(t, at, unit, foot) {
        return Some((number.low * part, 0.5 * part, number.end + 1));
    }
    if joiner == 1 {
        return None;
    }
    let (value, end) = match t.at(i) {
        "oh" | "o" if !foot => (cardinal(t.at(i + 1)).filter(|it| (1..10).contains(it))?, i + 2),
        _ => t.small_cardinal(i).filter(|it| it.0 > 0)?,
    };
    // "two metres five or six"
    let open = leads_on(t, end) || value < 10 && t.at(end) == "and";
    if !ends(t, end) || open || foot && value > 11 {
        return None;
    }
    let part = if foot { 0.0254 } else { 0.01 };
    Some((f64::from(value) * part, 0.5 * part, end))
}

/// A number at `i` with a unit that is a part of `unit`: `fifty cents`, `ten centimetres`, `two inches`. The number and
/// what one of the parts is worth in the base unit.
fn smaller(t: &Tokens<'_>, i: usize, unit: Unit, foot: bool) -> Option<(Number, f64)> {
    let number = number::at(t, i).filter(|it| !it.share && !it.vague && it.low > 0.0)?;
    let word = t.at(number.end);
    let part = match word {
        "cents" | "cent" if unit.dimension != Dimension::Money(Currency::Pound) => 0.01,
        "pence" if unit.dimension == Dimension::Money(Currency::Pound) => 0.01,
        "centimetres" | "centimeters" | "cm" if unit.dimension == Dimension::Length && !foot => 0.01,
        "inches" | "inch" if foot => unit::unit(word, false)?.scale,
        _ => return None,
    };
    (number.low < 100.0 && !t.glued(number.end)).then_some((number, part))
}

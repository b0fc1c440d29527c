//! Amounts that name no number: `a few`, `a couple of hundred`, `dozens`.

use super::super::scan::{Kind, Tokens};
use super::number::Number;
use super::unit;

/// Amounts without a number: `a few`, `several`, `dozens`, `tens of thousands`.
pub(super) fn vague(t: &Tokens<'_>, i: usize) -> Option<Number> {
    let article = t.at(i) == "a";
    let at = if article { i + 1 } else { i };
    let of = |next: usize| if t.at(next) == "of" { next + 1 } else { next };
    match t.at(at) {
        "few" if article || unit::magnitude(t.at(at + 1)).is_some() => {
            // "a few hundred", "a few thousand records", "few hundred"
            let (factor, end) = match multiple(t.at(at + 1)) {
                Some(factor) => (factor, at + 2),
                None => (1.0, at + 1),
            };
            return Some(Number::vague(3.0 * factor, 5.0 * factor, end));
        }
        // "Couple of minutes", "couple hundred": the article is often swallowed.
        "couple"
            if article
                || matches!(t.before(i, 1), "another" | "last" | "first" | "next" | "past")
                || of_unit(t, at + 1)
                || unit::magnitude(t.at(of(at + 1))).is_some() =>
        {
            let end = of(at + 1);
            let (factor, end) = match multiple(t.at(end)) {
                Some(factor) => (factor, end + 1),
                None => (1.0, if of_unit(t, at + 1) { at + 2 } else { at + 1 }),
            };
            return Some(Number::vague(2.0 * factor, 3.0 * factor, end));
        }
        _ => {}
    }
    if article {
        return None;
    }
    Some(match t.at(i) {
        "several" => match unit::magnitude(t.at(i + 1)) {
            Some(factor) => Number::vague(3.0 * factor, 9.0 * factor, i + 2),
            None => Number::vague(3.0, 9.0, i + 1),
        },
        "dozens" => Number::vague(24.0, 99.0, i + 1),
        "tens" if t.at(i + 1) == "of" => match t.at(i + 2) {
            "thousands" => Number::vague(10e3, 99_999.0, i + 3),
            "millions" => Number::vague(10e6, 99_999_999.0, i + 3),
            _ => return None,
        },
        "hundreds" => match (t.at(i + 1), t.at(i + 2)) {
            ("of", "thousands") => Number::vague(100e3, 999_999.0, i + 3),
            ("of", "millions") => Number::vague(100e6, 999_999_999.0, i + 3),
            _ => Number::vague(100.0, 999.0, i + 1),
        },
        "thousands" => Number::vague(1e3, 99_999.0, i + 1),
        "millions" => Number::vague(1e6, 999_999_999.0, i + 1),
        _ => return None,
    })
}

/// The factor of a magnitude or a dozen.
fn multiple(word: &str) -> Option<f64> {
    unit::magnitude(word).or((word == "dozen").then_some(12.0))
}

/// Whether `of` and a unit follow, so that the number reaches over the `of`: `a couple of hours`.
fn of_unit(t: &Tokens<'_>, i: usize) -> bool {
    t.at(i) == "of" && t.is(i + 1, Kind::Word) && unit::unit(t.raw(i + 1), false).is_some()
}

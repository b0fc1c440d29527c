//! Equations that a draft writes out: "5 + 6 + 4 = 15 minutes", "2 MB/hour = 1.4 GB/month".

use super::passage::Local;
use super::weigh;
use super::{Kind, show};
use crate::claim::{Amount, Claim};
use crate::language::quantity::{Dimension, Quantity};
use crate::text::Span;

/// Results that are off by a product of these differ in units that are not written.
const CONVERSIONS: [f64; 9] = [7.0, 12.0, 24.0, 30.0, 52.0, 60.0, 365.0, 1000.0, 1024.0];

/// Reads the equations of `text`.
pub(super) fn local(text: &str, code: &[Span], claim: &Claim, out: &mut Vec<Local>) {
    let amounts = &claim.amounts;
    for (at, _) in text.match_indices('=') {
        let part_of_sign = text[..at].ends_with(['<', '>', '!', '=', ':', '+', '-', '*', '/'])
            || text[at + 1..].starts_with(['=', '>', '~']) && !text[at + 1..].starts_with('~');
        let inside = code.iter().any(|it| it.touches(at));
        let right = amounts.partition_point(|it| it.quantity.span.start < at);
        let Some(result) = amounts.get(right).filter(|_| !part_of_sign && !inside) else {
            continue;
        };
        let lead = text.get(at + 1..result.quantity.span.start).unwrap_or("?");
        if !lead.trim().is_empty() || continues(text, result, amounts.get(right + 1)) {
            continue;
        }
        let Some((first, terms)) = terms(text, &amounts[..right], at) else {
            continue;
        };
        let whole = Span::new(first, at);
        let operands = &amounts[right - terms.len()..right];
        let wrong = if terms.len() == 1 {
            rates(text, &operands[0].quantity, &result.quantity)
        } else {
            sum(text, operands, &terms, &result.quantity)
        };
        if let Some(shown) = wrong {
            let left = show::words(text, whole);
            out.push(Local {
                kind: Kind::Arithmetic,
                span: result.quantity.span,
                proof: format!(
                    "{left} is {shown}, not {}.",
                    show::words(text, result.quantity.span)
                ),
                other: Some(whole),
            });
        }
    }
}

/// Whether the equation goes on behind its first result.
fn continues(text: &str, result: &Amount, next: Option<&Amount>) -> bool {
    let end = next.map_or(text.len(), |it| it.quantity.span.start);
    let tail = text
        .get(behind(&result.quantity).min(end)..end)
        .unwrap_or_default();
    let tail = tail.split([',', '.', ';', '(', '|']).next().unwrap_or_default();
    tail.contains(['+', '*', '×', '÷', '/', '^', '='])
        || tail.contains(" x ")
        || tail.contains(" - ")
        || tail.contains('−')
}

/// The operators in front of each amount left of the sign (the first has `+`), and where the first begins.
fn terms(text: &str, before: &[Amount], sign: usize) -> Option<(usize, Vec<char>)> {
    let mut terms = Vec::new();
    let mut end = sign;
    for amount in before.iter().rev() {
        let q = &amount.quantity;
        let gap = text.get(behind(q)..end)?;
        if !weigh::is_plain(q) {
            return None;
        }
        match (terms.is_empty(), operator(gap)) {
            (true, None) if is_noun(gap) => {}
            (false, Some(sign)) => {
                terms.pop();
                terms.push(sign);
            }
            (false, None) if terms.len() > 1 => {
                terms.pop();
                break;
            }
            _ => return None,
        }
        terms.push('+');
        end = q.span.start;
        let open = text.get(..end)?.trim_end().chars().next_back();
        let starts =
            open.is_none_or(|it| matches!(it, ':' | ',' | '(' | '—' | '–' | '.' | '|') || it.is_alphabetic());
        if starts {
            break;
        }
    }
    let open = text.get(..end)?.trim_end().chars().next_back();
    if open.is_some_and(|it| {
        matches!(
            it,
            '+' | '-' | '−' | '*' | '×' | '/' | '÷' | '^' | '=' | ')' | '<' | '>' | '%' | '$'
        )
    }) {
        return None;
    }
    terms.reverse();
    Some((end, terms)).filter(|it| !it.1.is_empty())
}

/// Where a quantity ends, its rate included.
fn behind(it: &Quantity) -> usize {
    it.span.end.max(it.rate.end)
}

fn is_noun(gap: &str) -> bool {
    gap.split_whitespace().count() <= 3 && gap.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '-')
}

/// The one operator in `gap`, beside the words of what is counted.
fn operator(gap: &str) -> Option<char> {
    let mut found = None;
    for piece in gap.split_whitespace() {
        let sign = match piece {
            "+" | "plus" => '+',
            "-" | "−" | "–" | "minus" => '-',
            "×" | "x" | "*" | "·" | "times" => '*',
            "/" | "÷" => '/',
            _ if piece.chars().all(|c| c.is_alphabetic() || c == '-') => continue,
            _ => return None,
        };
        if found.replace(sign).is_some() {
            return None;
        }
    }
    found
}

/// What the left side comes to, where the result is another.
fn sum(text: &str, operands: &[Amount], signs: &[char], result: &Quantity) -> Option<String> {
    let additive = signs.iter().all(|it| matches!(it, '+' | '-'));
    let multiplied = signs[1..].iter().all(|it| matches!(it, '*' | '/'));
    if additive == multiplied || !weigh::is_plain(result) {
        return None;
    }
    let value = |of: &dyn Fn(&Amount) -> f64| {
        operands
            .iter()
            .zip(signs)
            .skip(1)
            .fold(of(&operands[0]), |left, (it, sign)| match sign {
                '+' => left + of(it),
                '-' => left - of(it),
                '*' => left * of(it),
                _ => left / of(it),
            })
    };
    let face = |it: &Amount| it.quantity.value() / it.quantity.scale;
    let faces = value(&face);
    let bases = value(&|it| it.quantity.value());
    let same_measure = |it: &Amount| it.quantity.dimension == result.dimension || it.quantity.unit.is_empty();
    if additive && !operands.iter().all(same_measure) {
        return None;
    }
    // Rounded operands: each may be off by half of its last digit.
    let spare: f64 = operands
        .iter()
        .map(|it| weigh::rounding(&it.quantity) / it.quantity.value().abs().max(1e-9))
        .sum();
    let fits = |value: f64, scale: f64| {
        let value = value * scale;
        let spare = if additive {
            operands
                .iter()
                .map(|it| weigh::rounding(&it.quantity))
                .fold(0.0, f64::max)
                * operands.len() as f64
        } else {
            spare * value.abs()
        };
        let exact = operands.iter().all(|it| weigh::rounding(&it.quantity) == 0.0)
            && additive
            && result.dimension == Dimension::Count;
        if exact && result.bound == crate::language::quantity::Bound::Exact {
            return (value - result.value()).abs() <= result.slack.max(1e-9);
        }
        weigh::can_be(result, value - spare - 1e-9, value + spare + 1e-9)
    };
    let percent = result.dimension == Dimension::Percent;
    if !faces.is_finite()
        || !bases.is_finite()
        || fits(faces, result.scale)
        || fits(bases, 1.0)
        || (percent && fits(faces * 100.0, 1.0))
    {
        return None;
    }
    let ratio = (result.value() / result.scale / faces).abs();
    if multiplied && (is_conversion(ratio) || is_conversion(result.value() / bases)) {
        return None;
    }
    let unit_mixed = operands
        .iter()
        .any(|it| !it.quantity.unit.is_empty() && it.quantity.scale != result.scale);
    Some(if additive && unit_mixed {
        show::in_unit_of(result, text, bases)
    } else {
        show::in_unit_of(result, text, faces * result.scale)
    })
}

/// Whether a factor is a product of what turns one unit into another.
fn is_conversion(ratio: f64) -> bool {
    let ratio = if ratio < 1.0 { 1.0 / ratio } else { ratio };
    let close = |it: f64| (ratio / it - 1.0).abs() < 0.06;
    let powers = (1..13).any(|it| close(10f64.powi(it)));
    let pairs = CONVERSIONS
        .iter()
        .any(|a| close(*a) || CONVERSIONS.iter().any(|b| close(a * b)));
    powers || pairs || !ratio.is_finite()
}

/// "2 MB/hour = 1.4 GB/month": the same rate twice.
fn rates(text: &str, left: &Quantity, right: &Quantity) -> Option<String> {
    let (a, b) = (left.per?, right.per?);
    if left.dimension != right.dimension || a == b || !weigh::is_plain(right) {
        return None;
    }
    let (a, b) = (a as f64, b as f64);
    let value = left.value() / a * b;
    let spare = weigh::rounding(left) / a * b + 0.06 * value;
    (!weigh::can_be(right, value - spare, value + spare)).then(|| show::in_unit_of(right, text, value))
}

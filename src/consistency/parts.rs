//! A total with its parts in one sentence: "12 engineers (5 backend, 4 frontend, 3 data)", "47,000 in, 8,200 out,
//! so 38,800 are missing".

use super::passage::Local;
use super::weigh;
use super::{Kind, show};
use crate::claim::{Amount, Claim};
use crate::language::quantity::{Bound, Dimension};
use crate::text::Span;

/// Words with which the numbers are no parts of the total.
const NO_PARTS: &str = " each every per apiece both of times x including least ";
/// What is not there any more, or was not there before.
const REST: &str = " missing gone lost left short absent unaccounted remaining remain remained dropped ";

/// Reads the totals of `text` against their parts.
pub(super) fn local(text: &str, claim: &Claim, out: &mut Vec<Local>) {
    for at in 0..claim.amounts.len() {
        if let Some(found) = breakdown(text, claim, at) {
            out.push(found);
        }
    }
    difference(text, claim, out);
}

fn is_count(it: &Amount) -> bool {
    let q = &it.quantity;
    let plain = weigh::is_plain(q) && q.bound == Bound::Exact && q.per.is_none();
    plain && q.dimension == Dimension::Count && q.unit.is_empty() && weigh::rounding(q) == 0.0
}

/// "25 exports: 14 enterprise and 9 starter"
fn breakdown(text: &str, claim: &Claim, at: usize) -> Option<Local> {
    let whole = claim
        .amounts
        .get(at)
        .filter(|it| is_count(it) && 4.0 <= it.quantity.low)?;
    let parts = parts(text, claim, at)?;
    let sum: f64 = parts.iter().map(|it| it.quantity.value()).sum();
    let total = whole.quantity.value();
    let apart = (sum - total).abs();
    // A sum that is far off was none: "8 cores (2 sockets, 3 caches)".
    let near = apart <= f64::max(2.0, 0.1 * total) && apart < 0.25 * total;
    let smaller = parts.iter().all(|it| it.quantity.value() < total);
    if apart < 0.5 || !near || !smaller {
        return None;
    }
    let faces: Vec<String> = parts.iter().map(|it| show::number(it.quantity.value())).collect();
    let last = parts.last()?.quantity.span;
    let said = show::words(text, whole.quantity.number);
    Some(Local {
        kind: Kind::Arithmetic,
        span: whole.quantity.span,
        proof: format!("{} is {}, not {said}.", faces.join(" + "), show::number(sum)),
        other: Some(parts.first()?.quantity.span.cover(last)),
    })
}

/// The parts that stand in brackets or behind a colon or dash right behind the amount at `at`.
fn parts<'c>(text: &str, claim: &'c Claim, at: usize) -> Option<Vec<&'c Amount>> {
    let whole = &claim.amounts[at].quantity;
    let first = &claim.amounts.get(at + 1)?.quantity;
    let gap = text.get(whole.span.end..first.span.start)?;
    let (noun, bracket) = match gap.strip_suffix('(') {
        Some(noun) => (noun, true),
        None => (
            [": ", " — ", " – ", "—"]
                .iter()
                .find_map(|it| gap.strip_suffix(it))?,
            false,
        ),
    };
    if 4 < noun.split_whitespace().count()
        || noun.contains([',', '.', ';', '(', ')'])
        || noun.trim().is_empty()
    {
        return None;
    }
    let from = first.span.start;
    let tail = text.get(from..)?;
    let end = if bracket {
        tail.find(')')?
    } else {
        tail.find(['.', ';', '(', '|', '—', '–', ':'])
            .unwrap_or(tail.len())
    };
    let own = Span::new(from, from + end);
    let words = text.get(own.range())?;
    if split(words).any(|it| {
        NO_PARTS
            .split_ascii_whitespace()
            .any(|no| no.eq_ignore_ascii_case(it))
    }) {
        return None;
    }
    let inside: Vec<&Amount> = claim
        .amounts
        .iter()
        .filter(|it| own.contains(it.quantity.span))
        .collect();
    let pieces = words
        .split([',', '+'])
        .flat_map(|it| it.split(" and "))
        .filter(|it| !it.trim().is_empty());
    let mut n_pieces = 0;
    for piece in pieces {
        // Every part is a number and what it is of.
        let number = piece.trim_start().starts_with(|c: char| c.is_ascii_digit())
            || inside.iter().any(|it| it.quantity.in_words);
        if !number || 4 < piece.split_whitespace().count() {
            return None;
        }
        n_pieces += 1;
    }
    (2 <= inside.len() && n_pieces == inside.len() && inside.iter().all(|it| is_count(it))).then_some(inside)
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|it| !it.is_empty())
}

/// "47,000 in the database, 8,200 in the file: 38,800 missing"
fn difference(text: &str, claim: &Claim, out: &mut Vec<Local>) {
    let [a, b, c] = &claim.amounts[..] else { return };
    let all = [a, b, c];
    if !all.iter().all(|it| is_count(it)) {
        return;
    }
    let (x, y, z) = (a.quantity.value(), b.quantity.value(), c.quantity.value());
    let right = (x - y).abs();
    let apart = (z - right).abs();
    let near = 0.5 < apart && apart <= 0.1 * right && 20.0 <= z;
    let end = c.quantity.span.end;
    let behind = split(text.get(end..).unwrap_or_default()).take(4);
    let says = behind.into_iter().any(|it| {
        REST.split_ascii_whitespace()
            .any(|rest| rest.eq_ignore_ascii_case(it))
    });
    // 39,000 may be 38,800 in rounder words.
    let rounded = right % 1000.0 != 0.0 && z % 1000.0 == 0.0 || z % 100.0 == 0.0 && right % 100.0 != 0.0;
    if !near || !says || rounded {
        return;
    }
    let (more, less) = if x < y { (b, a) } else { (a, b) };
    let words = |it: &Amount| show::words(text, it.quantity.number);
    out.push(Local {
        kind: Kind::Arithmetic,
        span: c.quantity.span,
        proof: format!(
            "{} - {} is {}, not {}.",
            words(more),
            words(less),
            show::number(right),
            words(c)
        ),
        other: Some(a.quantity.span.cover(b.quantity.span)),
    });
}

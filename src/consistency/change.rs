//! "From 512 MiB to 2 GiB, a 4x rise": a factor or a percentage beside the two values that it comes from.

use super::passage::Local;
use super::weigh;
use super::{Kind, show};
use crate::claim::{Amount, Claim};
use crate::language::quantity::{Dimension, Quantity};
use crate::text::Span;

/// Words that say by how much something changed.
const CHANGES: &str = " increase increased increases rise rose risen growth grew grown jump jumped gain gained reduction \
    reduced drop dropped decrease decreased cut cuts decline declined fell fall fallen saving savings saved improvement \
    improved lower higher less fewer more smaller larger bigger cheaper faster slower quicker shorter longer up down \
    speedup slowdown speed-up shrank shrunk climbed headroom better worse ";
/// Words by which either end may be the measure.
const EITHER_WAY: &str =
    " faster slower quicker speedup slowdown speed-up improvement improved better worse more ";
/// Words that may stand between the two values and what is said of them.
const LINKS: &str = " a an the that this it which is was so or by of for roughly about around nearly almost over just \
    an overall total of i.e. meaning giving ";

/// Reads the changes of `text` against their operands.
pub(super) fn local(text: &str, claim: &Claim, out: &mut Vec<Local>) {
    for (at, pair) in claim.amounts.windows(2).enumerate() {
        let [from, to] = pair else { continue };
        if !is_change(text, &from.quantity, &to.quantity) {
            continue;
        }
        let before = at.checked_sub(1).and_then(|it| claim.amounts.get(it));
        let behind = claim.amounts.get(at + 2);
        for claimed in [behind, before].into_iter().flatten() {
            if let Some(right) = mismatch(text, claim, (from, to), claimed) {
                let ends = from.quantity.span.cover(to.quantity.span);
                let (a, b) = (
                    show::words(text, from.quantity.span),
                    show::words(text, to.quantity.span),
                );
                out.push(Local {
                    kind: Kind::Arithmetic,
                    span: claimed.quantity.span,
                    proof: format!(
                        "{a} to {b} is {right}, not {}.",
                        show::words(text, claimed.quantity.span)
                    ),
                    other: Some(ends),
                });
                break;
            }
        }
    }
}

/// Whether `from` and `to` are said to be the two ends of a change.
fn is_change(text: &str, from: &Quantity, to: &Quantity) -> bool {
    let measures = !matches!(from.dimension, Dimension::Factor | Dimension::PercentPoint);
    let positive = 0.0 < from.low && 0.0 < to.low;
    let rates = from.per == to.per || from.per.is_none();
    let alike = weigh::is_plain(from) && weigh::is_plain(to) && from.dimension == to.dimension;
    if !alike || !rates || !measures || !positive {
        return false;
    }
    let gap = text.get(from.span.end..to.span.start).unwrap_or_default().trim();
    let arrow = matches!(gap, "->" | "→" | "=>" | "➜");
    let before = text.get(..from.span.start).unwrap_or_default().trim_end();
    let said = before.ends_with("from") || before.ends_with("From");
    let words: Vec<&str> = gap.split_whitespace().collect();
    let to_word = words.last() == Some(&"to") && words.len() <= 3 && !gap.contains([',', ';', '.', '(']);
    arrow || (said && to_word)
}

/// What the change really is, where `claimed` says otherwise.
fn mismatch(text: &str, claim: &Claim, (from, to): (&Amount, &Amount), claimed: &Amount) -> Option<String> {
    let q = &claimed.quantity;
    let plain = weigh::is_plain(q) && q.per.is_none();
    if !plain || !matches!(q.dimension, Dimension::Percent | Dimension::Factor) {
        return None;
    }
    let ends = from.quantity.span.cover(to.quantity.span);
    let ends = Span::new(ends.start, ends.end.max(to.quantity.rate.end));
    let (change, near) = said_change(text, q.span, ends)?;
    if claim.times.iter().any(|it| it.span.overlaps(near)) {
        return None;
    }
    let (a, b) = (range(&from.quantity), range(&to.quantity));
    let (low, high) = (b.0 / a.1, b.1 / a.0);
    let shown = to.quantity.value() / from.quantity.value();
    // "4x more" and "down 4x" may each be meant in two ways.
    if q.dimension == Dimension::Factor {
        let ratios = [(low, high), (1.0 / high, 1.0 / low)];
        let mut ways = ratios
            .into_iter()
            .flat_map(|it| [it, (it.0 - 1.0, it.1 - 1.0), (1.0 - it.1, 1.0 - it.0)]);
        let ok = ways.any(|(low, high)| weigh::can_be(q, low, high));
        let factor = if shown < 1.0 { 1.0 / shown } else { shown };
        return (!ok).then(|| format!("{}x", show::number(factor)));
    }
    if from.quantity.dimension == Dimension::Percent {
        // Points of a percentage are often called percent.
        let points = (to.quantity.value() - from.quantity.value()).abs();
        let spare = from.quantity.slack + to.quantity.slack;
        if weigh::can_be(q, points - spare, points + spare) {
            return None;
        }
    }
    let relative = |low: f64, high: f64| {
        if shown < 1.0 {
            (1.0 - high, 1.0 - low)
        } else {
            (low - 1.0, high - 1.0)
        }
    };
    let mut ways = vec![relative(low, high)];
    if holds(EITHER_WAY, change) {
        ways.push((1.0 / high - 1.0, 1.0 / low - 1.0));
        ways.push((1.0 - 1.0 / low, 1.0 - 1.0 / high));
        ways.push((low, high));
    }
    let ok = ways
        .iter()
        .any(|&(low, high)| weigh::can_be(q, 100.0 * low, 100.0 * high));
    let percent = 100.0 * (shown - 1.0).abs();
    (!ok).then(|| format!("{}%", show::number(percent)))
}

/// What a quantity may stand for, and binary for decimal multiples of bytes.
fn range(it: &Quantity) -> (f64, f64) {
    let spare = weigh::rounding(it);
    let byte = if it.dimension == Dimension::Bytes {
        0.03 * it.value()
    } else {
        0.0
    };
    let low = (it.low - spare - byte).max(it.low * 0.5);
    (low, it.high + spare + byte)
}

/// The word that makes the amount at `claimed` the change between `ends`, and the piece of text that ties them.
fn said_change(text: &str, claimed: Span, ends: Span) -> Option<(&str, Span)> {
    let behind = text.get(claimed.end..).unwrap_or_default();
    let next = words_of(behind).take(2).find(|it| holds(CHANGES, it));
    let own_clause = behind.find(['.', ';', ',', ')', '|']).unwrap_or(behind.len());
    let next = next.filter(|it| (it.as_ptr() as usize - behind.as_ptr() as usize) < own_clause);
    if ends.end <= claimed.start {
        let gap = Span::new(ends.end, claimed.start);
        let between = text.get(gap.range())?;
        let strange = words_of(between)
            .filter(|it| !holds(LINKS, it) && !holds(CHANGES, it))
            .count();
        let last = words_of(between).filter(|it| holds(CHANGES, it)).last();
        let tied = strange == 0 && !between.contains(['.', ';', '|']);
        return next.or(last).filter(|_| tied).map(|it| (it, gap));
    }
    let gap = Span::new(claimed.end, ends.start);
    let between = text.get(gap.range())?;
    let strange = words_of(between)
        .filter(|it| !holds(CHANGES, it) && !matches!(*it, "from" | "in"))
        .count();
    let before = text.get(..claimed.start)?;
    let last: Vec<&str> =
        words_of(before.get(before.len().saturating_sub(24)..).unwrap_or_default()).collect();
    let verb = last.iter().rev().take(2).copied().find(|it| holds(CHANGES, it));
    let tied = strange == 0 && !between.contains(['.', ';', '|']);
    next.or(verb).filter(|_| tied).map(|it| (it, gap))
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '\''))
        .filter(|it| it.chars().any(char::is_alphanumeric))
}

fn holds(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace()
        .any(|it| it.eq_ignore_ascii_case(word))
}

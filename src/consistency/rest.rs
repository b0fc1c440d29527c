//! "25 exports were affected. 14 of those were enterprise, the other 9 …": a whole, a part and the rest.

use super::passage::Passage;
use super::weigh;
use super::{Conflict, Kind, show};
use crate::claim::Amount;
use crate::language::quantity::{Bound, Dimension};

/// How many passages may lie between the whole and the rest.
const REACH: usize = 3;

/// A counted amount and the passage it stands in.
type At<'p> = (&'p Passage<'p>, &'p Amount);

/// Rests that are not the whole without the part.
pub(super) fn find(passages: &[Passage<'_>], out: &mut Vec<Conflict>) {
    for (n, passage) in passages.iter().enumerate() {
        for (at, amount) in passage.claim().amounts.iter().enumerate() {
            if !passage.is_told() || !is_count(amount) || !is_part(passage, at) {
                continue;
            }
            let part: At<'_> = (passage, amount);
            let Some(whole) = whole_of(passages, n, at) else {
                continue;
            };
            let Some(rest) = rest_of(passages, n, at) else {
                continue;
            };
            judge(whole, part, rest, out);
        }
    }
}

fn judge(whole: At<'_>, part: At<'_>, rest: At<'_>, out: &mut Vec<Conflict>) {
    let value = |it: At<'_>| it.1.quantity.value();
    let right = value(whole) - value(part);
    if right <= 0.0 || (right - value(rest)).abs() < 0.5 {
        return;
    }
    let words = |it: At<'_>| show::words(it.0.text(), it.1.quantity.number);
    let (a, b, c) = (words(whole), words(part), words(rest));
    out.push(Conflict {
        kind: Kind::Arithmetic,
        span: rest.0.in_file(rest.1.quantity.span),
        proof: format!("{a} without {b} leaves {}, not {c}.", show::number(right)),
        other: Some(whole.0.in_file(whole.1.quantity.span)),
        sentence: rest.0.sentence,
    });
}

fn is_count(it: &Amount) -> bool {
    let q = &it.quantity;
    weigh::is_plain(q)
        && q.dimension == Dimension::Count
        && q.bound == Bound::Exact
        && q.per.is_none()
        && q.unit.is_empty()
}

/// Whether "of those" stands behind the number, or "of the 25 exports," in front of it.
fn is_part(passage: &Passage<'_>, at: usize) -> bool {
    let amounts = &passage.claim().amounts;
    let whole = at
        .checked_sub(1)
        .and_then(|it| amounts.get(it))
        .filter(|it| is_count(it));
    let own = amounts[at].quantity.span;
    if let Some(whole) = whole.map(|it| it.quantity.span) {
        let text = passage.text();
        let before = text.get(..whole.start).unwrap_or_default().trim_end();
        let gap = text.get(whole.end..own.start).unwrap_or_default();
        let noun = gap
            .strip_suffix(", ")
            .is_some_and(|it| it.split_whitespace().count() <= 3);
        let of = ["Of the", "of the", "Of our", "Of those", "Of these", "Of"];
        if noun && of.iter().any(|it| before.ends_with(it)) {
            return true;
        }
    }
    let behind = passage.text().get(own.end..).unwrap_or_default();
    let mut words = behind
        .split(|c: char| !c.is_alphabetic())
        .filter(|it| !it.is_empty());
    words.next() == Some("of")
        && words
            .next()
            .is_some_and(|it| matches!(it, "those" | "them" | "these"))
}

/// What "of those" points back to: the nearest count in front of it.
fn whole_of<'p>(passages: &'p [Passage<'p>], n: usize, at: usize) -> Option<At<'p>> {
    let own = passages[n].claim().amounts[..at]
        .iter()
        .rev()
        .find(|it| is_count(it));
    if let Some(own) = own {
        return Some((&passages[n], own));
    }
    let before = n.checked_sub(1).and_then(|it| passages.get(it))?;
    let near = before.is_told() && before.block == passages[n].block;
    let mut counts = before.claim().amounts.iter().filter(|it| is_count(it));
    let only = counts.next().filter(|_| counts.next().is_none())?;
    near.then_some((before, only))
}

/// "9 others", "the other 9", "the remaining 9", where nothing else of the whole is named in between.
fn rest_of<'p>(passages: &'p [Passage<'p>], n: usize, at: usize) -> Option<At<'p>> {
    let block = passages[n].block;
    let near = passages[n..]
        .iter()
        .take(REACH)
        .take_while(|it| it.block == block);
    for (apart, passage) in near.enumerate() {
        let from = if apart == 0 { at + 1 } else { 0 };
        for amount in &passage.claim().amounts[from..] {
            let text = passage.text();
            let q = &amount.quantity;
            let behind = text.get(q.span.end..)?;
            let next = behind
                .split(|c: char| !c.is_alphabetic())
                .find(|it| !it.is_empty())
                .unwrap_or_default();
            let before = text.get(..q.span.start)?.trim_end();
            let others = next == "others";
            let other = ["the other", "The other", "the remaining", "The remaining"]
                .iter()
                .any(|it| before.ends_with(it));
            if !is_count(amount) {
                continue;
            }
            return (others || other).then_some((passage, amount));
        }
    }
    None
}

//! Tables of targets and results: a tick in the row of a result that misses its target.

use super::passage::{Passage, Role};
use super::weigh;
use super::{Conflict, Kind, show};
use crate::claim::Amount;
use crate::draft::Draft;
use crate::language::quantity::Bound;
use crate::text::Span;

const TARGETS: [&str; 9] = [
    "target",
    "slo",
    "sla",
    "goal",
    "objective",
    "limit",
    "threshold",
    "budget",
    "targets",
];
const RESULTS: [&str; 9] = [
    "actual", "result", "measured", "observed", "current", "achieved", "value", "actuals", "results",
];

/// Rows whose mark says another thing than their numbers.
pub(super) fn find(draft: &Draft, passages: &[Passage<'_>], out: &mut Vec<Conflict>) {
    for row in passages.iter().filter(|it| it.role == Role::Row) {
        let Some(found) = judge(draft, row) else { continue };
        out.push(found);
    }
}

fn judge(draft: &Draft, row: &Passage<'_>) -> Option<Conflict> {
    let header = draft.blocks[draft.blocks[row.block?].header?]
        .view
        .text()
        .to_ascii_lowercase();
    let cells = &draft.sentences[row.sentence?].cells;
    let column = |names: &[&str]| {
        let mut fitting = header.split('|').enumerate().filter(|(_, it)| {
            let mut words = it.split(|c: char| !c.is_alphanumeric());
            words.any(|word| names.contains(&word))
        });
        let only = fitting.next().filter(|_| fitting.next().is_none());
        only.and_then(|(n, _)| cells.get(n).copied())
    };
    let (target, result) = (column(&TARGETS)?, column(&RESULTS)?);
    let passed = cells.iter().find_map(|it| mark(row.text().get(it.range())?))?;
    let (target, result) = (only(row, target)?, only(row, result)?);
    let (t, r) = (&target.quantity, &result.quantity);
    if !weigh::comparable(t, r) || r.bound != Bound::Exact {
        return None;
    }
    let spare = r.slack.min(0.02 * r.value()) + 1e-9;
    let (is, holds) = match t.bound {
        Bound::Under | Bound::AtMost if t.value() + spare < r.value() => ("above", false),
        Bound::Under | Bound::AtMost if r.value() + spare < t.value() => ("below", true),
        Bound::Over | Bound::AtLeast if r.value() + spare < t.value() => ("below", false),
        Bound::Over | Bound::AtLeast if t.value() + spare < r.value() => ("above", true),
        _ => return None,
    };
    if holds == passed {
        return None;
    }
    let says = if passed { "met" } else { "missed" };
    let (value, limit) = (show::value(row.text(), r), show::value(row.text(), t));
    Some(Conflict {
        kind: Kind::Threshold,
        span: row.in_file(r.span),
        proof: format!("{value} is {is} the target of {limit}, which the row says is {says}."),
        other: Some(row.in_file(t.span)),
        sentence: row.sentence,
    })
}

/// Whether a cell says that a target is met.
fn mark(cell: &str) -> Option<bool> {
    let cell = cell.trim().to_ascii_lowercase();
    let word = cell.trim_start_matches(['✅', '❌', '✓', '✗', '✔', ' ', '\u{fe0f}']);
    let words = |list: &[&str]| list.contains(&word);
    if cell.starts_with(['✅', '✓', '✔'])
        && (word.is_empty() || words(&["met", "pass", "passed", "ok", "yes"]))
    {
        return Some(true);
    }
    if cell.starts_with(['❌', '✗'])
        && (word.is_empty() || words(&["missed", "fail", "failed", "no", "not met"]))
    {
        return Some(false);
    }
    match cell.as_str() {
        "met" | "pass" | "passed" | "ok" | "yes" => Some(true),
        "missed" | "fail" | "failed" | "not met" => Some(false),
        _ => None,
    }
}

fn only<'p>(row: &'p Passage<'_>, cell: Span) -> Option<&'p Amount> {
    let mut inside = row
        .claim()
        .amounts
        .iter()
        .filter(|it| cell.contains(it.quantity.span));
    inside
        .next()
        .filter(|it| inside.next().is_none() && weigh::is_plain(&it.quantity))
}

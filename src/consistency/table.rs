//! Tables whose last row is a total.

use super::passage::{Passage, Role};
use super::total;
use super::{Conflict, Kind};
use crate::claim::Amount;
use crate::draft::Draft;
use crate::text::Span;

/// Headers of columns that are not added up.
const NOT_ADDED: [&str; 20] = [
    "avg",
    "average",
    "mean",
    "median",
    "p50",
    "p90",
    "p95",
    "p99",
    "max",
    "min",
    "peak",
    "rate",
    "latency",
    "ratio",
    "share",
    "unique",
    "score",
    "rank",
    "per",
    "cumulative",
];

/// Tables whose total is not the sum of the rows above it.
pub(super) fn find(draft: &Draft, passages: &[Passage<'_>], out: &mut Vec<Conflict>) {
    let mut at = 0;
    while at < passages.len() {
        let header = header_of(draft, &passages[at]);
        let Some(header) = header else {
            at += 1;
            continue;
        };
        let rows = passages[at..]
            .iter()
            .take_while(|it| header_of(draft, it) == Some(header))
            .count();
        table(draft, header, &passages[at..at + rows], out);
        at += rows;
    }
}

fn header_of(draft: &Draft, passage: &Passage<'_>) -> Option<usize> {
    let block = passage.block.filter(|_| passage.role == Role::Row)?;
    draft.blocks[block].header
}

fn table(draft: &Draft, header: usize, rows: &[Passage<'_>], out: &mut Vec<Conflict>) {
    let Some((last, above)) = rows.split_last() else {
        return;
    };
    let label = |it: &Passage<'_>| cell(draft, it, 0).map(|cell| total::is_total(&it.text()[cell.range()]));
    if label(last) != Some(true) || above.len() < 2 || above.iter().any(|it| label(it) != Some(false)) {
        return;
    }
    let names: Vec<String> = draft.blocks[header]
        .view
        .text()
        .split(" | ")
        .map(str::to_ascii_lowercase)
        .collect();
    let columns = last.sentence.map_or(0, |it| draft.sentences[it].cells.len());
    for column in 1..columns {
        let name = names.get(column).map_or("", String::as_str);
        if name
            .split(|c: char| !c.is_alphanumeric())
            .any(|it| NOT_ADDED.contains(&it))
            || name.contains('%')
        {
            continue;
        }
        let parts: Option<Vec<&Amount>> = above.iter().map(|it| only(draft, it, column)).collect();
        let (Some(parts), Some(sum)) = (parts, only(draft, last, column)) else {
            continue;
        };
        if let Some(proof) = total::mismatch(&parts, sum, last.text()) {
            out.push(Conflict {
                kind: Kind::Arithmetic,
                span: last.in_file(sum.quantity.span),
                proof,
                other: Some(above[0].view.span().cover(above[above.len() - 1].view.span())),
                sentence: last.sentence,
            });
        }
    }
}

fn cell(draft: &Draft, row: &Passage<'_>, column: usize) -> Option<Span> {
    draft.sentences[row.sentence?].cells.get(column).copied()
}

/// The amount that fills a cell, but for a word or two.
fn only<'p>(draft: &Draft, row: &'p Passage<'_>, column: usize) -> Option<&'p Amount> {
    let cell = cell(draft, row, column)?;
    let mut inside = row
        .claim()
        .amounts
        .iter()
        .filter(|it| cell.contains(it.quantity.span));
    let amount = inside.next().filter(|_| inside.next().is_none())?;
    let rest = cell.len() - amount.quantity.span.len();
    (rest <= 12).then_some(amount)
}

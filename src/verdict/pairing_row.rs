//! Rows of a table that give another figure for a time, or for what their first cell names, than the source does.

use super::judge::Case;
use super::limits::FEW;
use super::pairing::issue;
use super::{Issue, IssueKind};
use crate::claim::{Amount, agrees, same_time};
use crate::draft::BlockKind;
use crate::evidence::Entry;
use crate::language::quantity::{Dimension, Sort};
use crate::language::words::Stem;

/// A row of a table that gives one figure for a time, where the source gives another for it.
pub(super) fn at_that_time(case: &Case<'_>) -> Option<Issue> {
    if case.piece.kind != BlockKind::TableRow {
        return None;
    }
    let index = &case.judge.sources.index;
    let is_figure = |it: &&Amount| it.quantity.sort == Sort::Amount && it.quantity.is_single();
    let (mut times, mut amounts) = (
        case.claim.times.iter(),
        case.claim.amounts.iter().filter(is_figure),
    );
    let (Some(time), None) = (times.next(), times.next()) else {
        return None;
    };
    let (Some(amount), None) = (amounts.next(), amounts.next()) else {
        return None;
    };
    let states = |entry: &Entry| entry.claim.times.iter().any(|it| same_time(it.value, time.value));
    let measure = |it: &Amount| {
        it.quantity.dimension == amount.quantity.dimension
            || it.quantity.dimension == Dimension::Count && it.quantity.unit.is_empty()
    };
    let mut other = None;
    for (at, entry) in index.entries.iter().enumerate().filter(|it| states(it.1)) {
        // The figure may stand in the next words of the turn, where these give none and those no other time.
        let next = at + 1..index.passages[entry.passage].entries.end.min(at + 2);
        let next = next.filter(|&n| index.entries[n].claim.times.is_empty());
        let mut here = std::iter::once(at)
            .chain(next)
            .flat_map(|n| &index.entries[n].claim.amounts);
        if here.any(|it| agrees(amount, it)) {
            return None;
        }
        let mut figures = entry
            .claim
            .amounts
            .iter()
            .filter(is_figure)
            .filter(|it| measure(it));
        if let (Some(figure), None, 1) = (figures.next(), figures.next(), entry.claim.times.len()) {
            other.get_or_insert((at, figure));
        }
    }
    let (at, figure) = other?;
    let right = case.entry_text(at)[figure.quantity.number.range()].to_owned();
    Some(issue(
        case,
        IssueKind::ContradictedNumber,
        amount.quantity.number,
        Some(right),
        at,
    ))
}

/// A row whose first cell names a line of the source, and that gives another figure than that line does.
pub(super) fn at_that_label(case: &Case<'_>) -> Option<Issue> {
    let index = &case.judge.sources.index;
    let label = *case
        .piece
        .cells
        .first()
        .filter(|_| case.piece.kind == BlockKind::TableRow)?;
    let named: Vec<Stem> = case
        .claim
        .words
        .iter()
        .filter(|it| label.contains(it.span) && !it.stop)
        .map(|it| it.stem)
        .collect();
    let tells = named
        .iter()
        .any(|it| index.weight(*it) >= index.rarity(FEW) && index.knows(*it));
    let mut lines =
        (0..index.entries.len()).filter(|&at| named.iter().all(|it| index.entries[at].claim.has(*it)));
    let (Some(at), None, true) = (lines.next(), lines.next(), tells) else {
        return None;
    };
    let is_figure = |it: &&Amount| it.quantity.sort == Sort::Amount && it.quantity.is_single();
    let theirs: Vec<&Amount> = index.entries[at].claim.amounts.iter().filter(is_figure).collect();
    let mine: Vec<&Amount> = case
        .claim
        .amounts
        .iter()
        .filter(|it| !label.overlaps(it.quantity.span))
        .filter(is_figure)
        .collect();
    let other = mine
        .iter()
        .find(|it| !theirs.iter().any(|heard| agrees(it, heard)))?;
    let free = theirs.iter().filter(|it| !mine.iter().any(|own| agrees(own, it)));
    let mut alike = free.filter(|it| it.quantity.dimension == other.quantity.dimension);
    let (Some(right), None) = (alike.next(), alike.next()) else {
        return None;
    };
    // One figure may be reckoned from others; where the row shares the rest with the line, it is the line's.
    let shares = mine.iter().any(|it| theirs.iter().any(|heard| agrees(it, heard)))
        || mine.len() == 1 && theirs.len() == 1;
    shares.then(|| {
        let right = case.entry_text(at)[right.quantity.number.range()].to_owned();
        issue(
            case,
            IssueKind::ContradictedNumber,
            other.quantity.number,
            Some(right),
            at,
        )
    })
}

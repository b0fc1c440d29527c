//! A number or a day that stands in the sources, but far from everything else that the sentence says.

use super::Issue;
use super::derivation::concludes;
use super::judge::Case;
use super::number::{Figure, Heard, bare, may_be_an_hour};
use super::rest::Rest;
use super::rival::{counts_a_part, far_apart, is_difference};
use super::role::{is_small_count, misapplied_to, points_back, role};
use super::support::shared_weight;
use super::time::{contradiction, rival, states};
use super::told::{is_asked, is_set_right};
use crate::claim::{Amount, agrees, same_measure, same_time};
use crate::draft::BlockKind;
use crate::language::quantity::{Dimension, Sort};
use crate::language::time::{TimeMention, TimeRef};

/// The first entries by score that rank well.
pub(super) const WELL: usize = 12;

/// Retrieval asked without the number leads to entries that give another number of the same measure, and no
/// place that has the draft's number is near them or speaks of the same thing.
///
/// The rule was read from numbers of right sentences and numbers put in the place of another: a logistic model of twenty
/// such traits tells the two apart no better (`docs/accuracy.md`).
pub(super) fn out_of_place(case: &Case<'_>, figure: &Figure<'_>) -> Option<Issue> {
    let index = &case.judge.sources.index;
    let Figure { amount, heads, .. } = figure;
    // "20 minutes were planned, and it was 23": what it is of stands with another number.
    let leans = bare(amount) && heads.is_empty() && case.claim.amounts.len() > 1;
    if leans || amount.face < 2.0 || is_small_count(amount) || !stands_for_itself(case, amount) {
        return None;
    }
    let mut homes = index.with_amount(amount);
    homes.retain(|&at| !is_asked(case, at));
    let heard = |entry: usize, other| Heard {
        entry,
        amount: other,
        rank: 0,
    };
    let amounts_of = |at: usize| index.entries[at].claim.amounts.iter();
    // "Hundreds of birds" is no place of 421, but may well be meant.
    let is_of_it = |&at: &usize| {
        let mut own = amounts_of(at).filter(|it| agrees(amount, it));
        own.any(|it| !it.quantity.is_single() || role(case, amount, heads, &heard(at, it)) > 0)
    };
    if homes.is_empty() || homes.iter().any(is_of_it) {
        return None;
    }
    if !has_rival(case, amount) {
        return None;
    }
    let Rest { best, here } = figure.rest(case);
    // "Fourteen clean days" and "fourteen days in a row": whatever it is read to count, it stands there.
    let says_it = |at: &usize| homes.contains(at) || amounts_of(*at).any(|it| it.face == amount.face);
    if here.iter().any(says_it) {
        return None;
    }
    let is_said = |other: &Amount| case.claim.amounts.iter().any(|it| agrees(it, other));
    let (_, rival) = best
        .iter()
        .filter(|&&at| !is_asked(case, at) && carries(case, at) >= needed(case))
        .flat_map(|&at| amounts_of(at).map(move |it| heard(at, it)))
        .filter(|it| same_measure(&amount.quantity, &it.amount.quantity) && it.amount.quantity.is_single())
        .filter(|it| !is_said(it.amount) && !is_set_right(case, amount, it.entry))
        .filter(|it| !far_apart(amount, it.amount))
        .map(|it| (role(case, amount, heads, &it), it))
        .filter(|it| it.0 > 0 || amount.quantity.dimension != Dimension::Count)
        .max_by(|a, b| a.0.cmp(&b.0).then(b.1.entry.cmp(&a.1.entry)))?;
    let home = homes.first().map(|&at| case.place(at));
    Some(misapplied_to(case, amount, &rival, home))
}

/// The same of a time: the day stands in the sources, but what the sentence rests on tells another and not this one.
pub(super) fn time_out_of_place(case: &Case<'_>, time: &TimeMention) -> Option<Issue> {
    let index = &case.judge.sources.index;
    let entries = &index.entries;
    let Rest { best, here } = Rest::without_time(case, time.span);
    let is_told = |&at: &usize| {
        let relative = |it: &TimeMention| matches!(it.value, TimeRef::Relative { .. });
        index.calendar.tells(at, time.value)
            || states(&entries[at], time.value)
            || entries[at].claim.times.iter().any(relative)
    };
    // "Wednesday, March 12th" at the head of a channel is the day of all of it.
    let heads_a_source = |n: usize| n < 2 || index.passages[n - 2].source != index.passages[n].source;
    let mut heads = (0..index.passages.len()).filter(|&it| heads_a_source(it));
    let says = |n: usize| {
        index.passages[n]
            .entries
            .clone()
            .any(|at| states(&entries[at], time.value))
    };
    if here.iter().any(is_told) || heads.any(says) {
        return None;
    }
    let is_said = |at: usize| {
        let mut theirs = entries[at].claim.times.iter();
        theirs.any(|it| case.claim.times.iter().any(|own| same_time(own.value, it.value)))
    };
    let (entry, right) = best
        .iter()
        .filter(|&&at| carries(case, at) >= needed(case))
        .find_map(|&at| rival(case, at, time.value))
        .filter(|it| !is_said(it.0))?;
    Some(contradiction(case, time, entry, right))
}

/// Whether the number says by itself what it is: no part, difference or hour, none drawn as a conclusion, none of a table.
pub(super) fn stands_for_itself(case: &Case<'_>, amount: &Amount) -> bool {
    amount.quantity.sort == Sort::Amount
        && amount.quantity.is_single()
        && case.piece.kind != BlockKind::TableRow
        && !case.stance.is_comment()
        && !concludes(case)
        && !points_back(case.text, amount)
        && !counts_a_part(case, amount)
        && !is_difference(case, amount)
        && !may_be_an_hour(case, amount)
}

/// Whether an entry that ranks well, and carries enough, gives another number of the same measure: without one there is
/// no need to ask again.
fn has_rival(case: &Case<'_>, amount: &Amount) -> bool {
    let entries = &case.judge.sources.index.entries;
    let is_rival = |it: &Amount| same_measure(&amount.quantity, &it.quantity) && !agrees(amount, it);
    case.ranked
        .iter()
        .take(WELL)
        .any(|it| entries[it.0].claim.amounts.iter().any(is_rival) && carries(case, it.0) >= needed(case))
}

/// Share that is needed: a sentence that tells nothing past may well be a saying.
fn needed(case: &Case<'_>) -> f32 {
    let place = case.judge.limits.place;
    if case.stance.past { place } else { 2.0 * place }
}

/// Share of the sentence that an entry or the one before it in its turn carries: "I called them. So thirteen minutes in."
fn carries(case: &Case<'_>, at: usize) -> f32 {
    let entries = &case.judge.sources.index.entries;
    let before = at
        .checked_sub(1)
        .filter(|&it| entries[it].passage == entries[at].passage);
    let before = before.map_or(0.0, |it| shared_weight(case, it));
    shared_weight(case, at).max(before)
}

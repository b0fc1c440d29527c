//! The numbers that a derivation may use: those near the evidence, those that the sentences before rest on,
//! and the draft's own in this sentence and the ones before (each is checked by itself).

use super::super::judge::Case;
use super::super::number::Heard;
use super::super::support::shared_weight;
use crate::claim::{Amount, agrees};
use crate::evidence::Query;
use crate::language::quantity::{Dimension, Sort};
use crate::language::words::Stem;
use crate::text::Span;

/// Terms at most.
const MOST: usize = 40;

/// Share of the sentence that a unit must carry for its numbers to be what the sentence is about.
const RELATED: f32 = 0.15;

/// Ranks whose numbers come first, and of which a related one is what the sentence is about.
const BEST: usize = 4;

/// A sentence with no more content words leans on the one before.
pub(super) const SHORT: usize = 7;

/// A number to calculate with.
#[derive(Clone)]
pub(super) struct Term<'a> {
    /// In the base unit.
    pub value: f64,
    /// What one of its unit is in the base unit.
    pub scale: f64,
    pub dimension: Dimension,
    /// Seconds of the denominator, for rates.
    pub per: Option<u64>,
    /// As written.
    pub text: &'a str,
    /// Entry of the index that states it; `None` for what only the draft states.
    pub entry: Option<usize>,
    /// Where the amount stands in the entry's text, if the entry is where it was read.
    pub place: Option<Span>,
    /// What is counted.
    pub heads: &'a [Stem],
    /// Whether "of" follows: "seven and a half of actual data".
    pub is_part: bool,
    /// Whether the sentence, or the one before, clearly speaks of it.
    pub linked: bool,
    /// Whether the sentence itself states it.
    pub own: bool,
    /// Whether the sentence or the ones before state it.
    pub drafted: bool,
}

/// Collects the terms, each value once.
pub(super) fn collect<'a>(case: &'a Case<'_>, target: &Amount, near: &[Heard<'a>]) -> Vec<Term<'a>> {
    let index = &case.judge.sources.index;
    let mut pool: Vec<Term<'a>> = Vec::new();
    let own: Vec<(&str, &Amount)> = case.claim.amounts.iter().map(|it| (case.text, it)).collect();
    let before: Vec<(&str, &Amount)> = case
        .around
        .before
        .iter()
        .zip(case.before)
        .flat_map(|(text, it)| it.amounts.iter().map(|it| (*text, it)))
        .collect();
    for &(text, amount) in own.iter().chain(&before) {
        let is_own = std::ptr::eq(text, case.text);
        if amount.quantity.span == target.quantity.span && is_own {
            continue;
        }
        let holders = index.with_amount(amount);
        let is_near = |it: &&usize| case.window.contains(it);
        let holder = holders.iter().find(is_near).or(holders.first()).copied();
        push(&mut pool, amount, holder, true, true, text);
        if let Some(last) = pool.last_mut().filter(|it| it.value == amount.quantity.value()) {
            last.own |= is_own;
        }
    }
    let take = |pool: &mut Vec<Term<'a>>, heard: &Heard<'a>| {
        let said = own.iter().chain(&before).any(|it| agrees(it.1, heard.amount));
        let is_best = heard.rank < BEST && shared_weight(case, heard.entry) >= RELATED;
        push(
            pool,
            heard.amount,
            Some(heard.entry),
            false,
            said || heard.rank == 0 || is_best,
            case.entry_text(heard.entry),
        );
    };
    for heard in near.iter().filter(|it| it.rank < BEST) {
        take(&mut pool, heard);
    }
    let leans = case.stance.content <= SHORT || super::concludes(case);
    // What the sentences before rest on: "So over 80 % of it was gone."
    for (text, claim) in case.around.before.iter().zip(case.before).rev() {
        for (at, _) in index
            .rank(&Query {
                text,
                claim,
                extra: &[],
            })
            .into_iter()
            .take(5)
        {
            for entry in at.saturating_sub(2)..index.entries.len().min(at + 4) {
                if index.entries[entry].source != index.entries[at].source {
                    continue;
                }
                for amount in &index.entries[entry].claim.amounts {
                    let is_meant = leans || shared_weight(case, entry) >= RELATED;
                    push(
                        &mut pool,
                        amount,
                        Some(entry),
                        false,
                        is_meant,
                        case.entry_text(entry),
                    );
                }
            }
        }
    }
    for heard in near.iter().filter(|it| it.rank >= BEST) {
        take(&mut pool, heard);
    }
    pool
}

fn push<'a>(
    pool: &mut Vec<Term<'a>>,
    amount: &'a Amount,
    entry: Option<usize>,
    drafted: bool,
    linked: bool,
    text: &'a str,
) {
    let it = &amount.quantity;
    let place = entry.filter(|_| !drafted).map(|_| it.span);
    if it.sort != Sort::Amount || !it.is_single() || pool.len() >= MOST {
        return;
    }
    let known = pool
        .iter_mut()
        .find(|term| term.value == it.value() && term.dimension == it.dimension && term.per == it.per);
    if let Some(term) = known {
        term.linked |= linked;
        term.drafted |= drafted;
        // What the draft says too is read where the evidence says it.
        if term.place.is_none() && (term.entry.is_none() || term.entry == entry) {
            term.entry = entry;
            term.place = place;
        }
        return;
    }
    let shown = if it.unit.is_empty() {
        it.number
    } else {
        it.number.cover(it.unit)
    };
    pool.push(Term {
        value: it.value(),
        scale: it.scale,
        dimension: it.dimension,
        per: it.per,
        text: &text[shown.range()],
        heads: &amount.heads,
        is_part: amount.is_part,
        entry,
        place,
        linked,
        own: false,
        drafted,
    });
}

impl Term<'_> {
    /// A number without a unit, which may take its neighbour's.
    pub(super) fn is_bare(&self) -> bool {
        self.dimension == Dimension::Count && self.scale == 1.0
    }

    /// Whether two terms are told within two units of each other, or by the draft itself.
    pub(super) fn is_near(&self, other: &Term<'_>) -> bool {
        match (self.entry, other.entry) {
            _ if self.own || other.own => true,
            (Some(a), Some(b)) => a.abs_diff(b) <= 2,
            _ => true,
        }
    }
}

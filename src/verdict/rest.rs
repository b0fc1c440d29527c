//! Retrieval asked again for a sentence without one of its numbers or times: where what it tells stands by itself.

use super::judge::Case;
use crate::claim::Claim;
use crate::evidence::{Query, best};
use crate::text::Span;

/// The best entries that are looked at.
const BEST: usize = 5;
/// Turns around those in which the number still is in its place.
const CLOSE: usize = 1;

/// What retrieval finds for a sentence without one of its numbers or times.
pub(super) struct Rest {
    /// The best entries, best first.
    pub best: Vec<usize>,
    /// All entries around them.
    pub here: Vec<usize>,
}

impl Rest {
    /// Asks for the sentence without its amount `n`.
    pub(super) fn without_amount(case: &Case<'_>, n: usize) -> Rest {
        let mut claim = case.claim.clone();
        let number = claim.amounts.remove(n).quantity.number;
        Rest::of(case, claim, number)
    }

    /// Asks for the sentence without what it says at `time`.
    pub(super) fn without_time(case: &Case<'_>, time: Span) -> Rest {
        let mut claim = case.claim.clone();
        claim.times.retain(|it| it.span != time);
        Rest::of(case, claim, time)
    }

    /// Asks for `claim`, which lacks what stands at `without`.
    fn of(case: &Case<'_>, mut claim: Claim, without: Span) -> Rest {
        let index = &case.judge.sources.index;
        claim.words.retain(|it| !it.span.overlaps(without));
        let query = Query {
            text: case.text,
            claim: &claim,
            extra: case.extra,
        };
        let mut scores = index.scores(&query);
        index.lean(&mut scores, case.footings);
        let best: Vec<usize> = best(&scores).into_iter().take(BEST).map(|it| it.0).collect();
        let mut here: Vec<usize> = Vec::new();
        for &at in &best {
            let from = index.entries[at].passage;
            let around = from.saturating_sub(CLOSE)..(from + CLOSE + 1).min(index.passages.len());
            let around = around.filter(|it| index.passages[*it].source == index.passages[from].source);
            here.extend(around.flat_map(|it| index.passages[it].entries.clone()));
        }
        Rest { best, here }
    }
}

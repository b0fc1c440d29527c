//! Hedges that got lost: "about 1.8" became "1.8", "we think" became fact.

use super::judge::Case;
use super::support::{said_of, shared_weight};
use super::{Issue, IssueKind};
use crate::claim::{Claim, agrees_in_unit};
use crate::language::polarity::is_hedge;
use crate::language::quantity::{Bound, Sort};
use crate::text::Span;

/// Share of the sentence that a line must carry for its vaguer number to be that of the sentence.
const AKIN: f32 = 0.2;
/// Share of each of the two that the other must carry for a lost "we think" to be seen.
const TIGHT: f32 = 0.6;

/// Checks whether the sentence is surer than its source.
pub(super) fn check(case: &Case<'_>, issues: &mut Vec<Issue>) {
    if !issues.is_empty() || case.stance.hedged || guesses(case.text, case.claim) {
        return;
    }
    let index = &case.judge.sources.index;
    for amount in case
        .claim
        .amounts
        .iter()
        .filter(|it| it.quantity.sort == Sort::Amount && it.quantity.bound == Bound::Exact)
    {
        let akin = case.window.iter().filter(|&&at| shared_weight(case, at) >= AKIN);
        let mut backing = akin.flat_map(|&at| {
            let agreeing = index.entries[at]
                .claim
                .amounts
                .iter()
                .filter(|it| agrees_in_unit(amount, it));
            agreeing.map(move |it| (at, it.quantity.bound))
        });
        let Some((first, bound)) = backing.next() else {
            continue;
        };
        if bound == Bound::About
            && backing.all(|it| it.1 == Bound::About)
            && !case.is_quoted(amount.quantity.span)
        {
            issues.push(issue(case, amount.quantity.span, first));
            return;
        }
    }
    let Some(&(top, _)) = case.ranked.first() else {
        return;
    };
    let unsure = guesses(case.entry_text(top), &index.entries[top].claim);
    if unsure && shared_weight(case, top) >= TIGHT && said_of(case, top) >= TIGHT {
        issues.push(issue(case, Span::new(0, case.text.len()), top));
    }
}

fn issue(case: &Case<'_>, span: Span, at: usize) -> Issue {
    Issue {
        kind: IssueKind::DroppedHedge,
        span,
        right: None,
        place: Some(case.place(at)),
        other: None,
    }
}

/// `we think`, `I guess`, `maybe`, `probably`.
fn guesses(text: &str, claim: &Claim) -> bool {
    let token = |n: usize| &text[claim.words[n].span.range()];
    (0..claim.words.len()).any(|n| {
        let thinks = matches!(
            token(n),
            "think" | "guess" | "suppose" | "reckon" | "believe" | "assume"
        );
        let by_us = n > 0 && matches!(token(n - 1), "I" | "i" | "we" | "We" | "they" | "They");
        let sure_modal = matches!(token(n), "would" | "could" | "should");
        (thinks && by_us) || (is_hedge(token(n)) && !sure_modal)
    })
}

//! Hedges that got lost: "about 1.8" became "1.8", "we think" became fact.

use super::judge::Case;
use super::support::{said_of, shared_weight};
use super::{Issue, IssueKind};
use crate::claim::{Amount, Claim, agrees_in_unit};
use crate::language::polarity::is_hedge;
use crate::language::quantity::{Bound, Sort};
use crate::language::words::Stem;
use crate::text::Span;

/// Share of the sentence that a line must carry for its vaguer number to be that of the sentence.
const AKIN: f32 = 0.2;
/// Share of each of the two that the other must carry for a lost "we think" to be seen.
const TIGHT: f32 = 0.6;

/// Checks whether the sentence is surer than its source.
pub(super) fn check(case: &Case<'_>, issues: &mut Vec<Issue>) {
    if !issues.is_empty() || guesses(case.text, case.claim) {
        return;
    }
    let index = &case.judge.sources.index;
    for amount in case.claim.amounts.iter().filter(|it| {
        it.quantity.sort == Sort::Amount && it.quantity.bound == Bound::Exact && it.quantity.is_single()
    }) {
        let akin = case.window.iter().filter(|&&at| shared_weight(case, at) >= AKIN);
        let backing = akin.flat_map(|&at| {
            let agreeing = index.entries[at]
                .claim
                .amounts
                .iter()
                .filter(|it| agrees_in_unit(amount, it));
            agreeing.map(move |it| (at, it, is_vague(case.entry_text(at), it)))
        });
        // Of several places the one that tells it of the same thing counts.
        let of_it = |at: usize, it: &Amount| (told_of(amount, it), shared_words(case, at));
        let (vague, sure): (Vec<_>, Vec<_>) = backing.partition(|it| it.2);
        let closest = vague.iter().map(|it| of_it(it.0, it.1)).max();
        let surest = sure.iter().map(|it| of_it(it.0, it.1)).max();
        let first = vague.iter().find(|it| Some(of_it(it.0, it.1)) == closest);
        let Some(&(at, ..)) = first.filter(|_| surest < closest && surest.is_none_or(|it| it.0 == 0)) else {
            continue;
        };
        if !case.is_quoted(amount.quantity.span) {
            issues.push(issue(case, amount.quantity.span, at));
            return;
        }
    }
    let Some(&(top, _)) = case.ranked.first().filter(|_| !case.stance.hedged) else {
        return;
    };
    let unsure = guesses(case.entry_text(top), &index.entries[top].claim);
    if unsure && shared_weight(case, top) >= TIGHT && said_of(case, top) >= TIGHT {
        issues.push(issue(case, Span::new(0, case.text.len()), top));
    }
}

/// Words that both say of their number.
fn told_of(mine: &Amount, theirs: &Amount) -> usize {
    let said = |stem: &&Stem| theirs.about.contains(stem) || theirs.heads.contains(stem);
    mine.about.iter().filter(said).count()
}

/// Content words of the sentence that an entry says itself.
fn shared_words(case: &Case<'_>, at: usize) -> usize {
    let claim = &case.judge.sources.index.entries[at].claim;
    let content = case.claim.words.iter().filter(|it| !it.stop);
    content.filter(|it| claim.has(it.stem)).count()
}

/// Whether the source only gives the number roughly: `about 20`, and in speech `like 20`.
fn is_vague(text: &str, amount: &Amount) -> bool {
    let before = text[..amount.quantity.span.start].trim_end();
    let spoken = before
        .strip_suffix("like")
        .is_some_and(|it| it.is_empty() || it.ends_with([' ', ',']));
    amount.quantity.bound == Bound::About || (spoken && amount.quantity.bound == Bound::Exact)
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
        // "No matter what we think of the windows", "we think about it a lot": an opinion or a habit, and no doubt.
        let asks = n > 1
            && matches!(
                token(n - 2),
                "what" | "whatever" | "What" | "how" | "who" | "which"
            );
        let of_it = n + 1 < claim.words.len() && matches!(token(n + 1), "of" | "about");
        let thinks = thinks && !asks && !of_it;
        let sure_modal = matches!(token(n), "would" | "could" | "should");
        (thinks && by_us) || (is_hedge(token(n)) && !sure_modal)
    })
}

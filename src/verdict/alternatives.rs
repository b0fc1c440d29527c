//! Words of a class of alternatives, swapped for another: `reads from MySQL` for Postgres.

use super::judge::Case;
use super::{Issue, IssueKind};
use crate::claim::Claim;
use crate::language::alias;
use crate::language::words::{self, Stem, folded};
use crate::text::Span;

/// `reads from MySQL` where the source pulls from Postgres: two alternatives of one class, the draft's one
/// not in the evidence, the source's one not in the draft.
pub(super) fn check(case: &Case<'_>, issues: &mut Vec<Issue>) {
    let index = &case.judge.sources.index;
    let said: Vec<(Span, u8)> = classed(case.text, case.claim);
    for &(span, class) in &said {
        if case.is_quoted(span) || said.iter().filter(|it| it.1 == class).count() > 1 {
            continue;
        }
        let word = &case.text[span.range()];
        let key = folded(word);
        let stem = words::stem(word);
        // Beside a word that the source has beside another member: `the CSV parser`, `the JSON parser`.
        let beside = word_behind(case, span);
        let mut rival: Option<(usize, Span)> = None;
        let mut has_own = false;
        // "debug to warn" said of another thing is not "prod is at warn".
        let shares = |at: usize| {
            let entry = &index.entries[at];
            let mut rest = case
                .claim
                .words
                .iter()
                .filter(|it| !it.stop && !it.span.overlaps(span));
            rest.any(|it| entry.claim.has(it.stem))
        };
        let own_is_apart = !case.ranked.iter().take(6).any(|&(at, _)| {
            let text = case.entry_text(at);
            shares(at)
                && classed(text, &index.entries[at].claim)
                    .iter()
                    .any(|it| folded(&text[it.0.range()]) == key)
        });
        for (rank, &(at, _)) in case.ranked.iter().take(6).enumerate() {
            let text = case.entry_text(at);
            let entry = &index.entries[at];
            let alternatives = classed(text, &entry.claim);
            // A unit that has the draft's word tells of both: "from debug to warn".
            let has_both = alternatives.iter().any(|it| folded(&text[it.0.range()]) == key);
            for (other, _) in alternatives.into_iter().filter(|it| it.1 == class) {
                let same = folded(&text[other.range()]) == key || words::stem(&text[other.range()]) == stem;
                has_own |= same && !own_is_apart;
                let beside_too = beside.is_some_and(|it| word_after(text, &entry.claim, other) == Some(it));
                if !(same || has_both && own_is_apart)
                    && rival.is_none()
                    && (rank == 0
                        || beside_too
                        || rank < 2 && !index.has_heard(key)
                        || rank < 3 && own_is_apart && shares(at))
                {
                    rival = Some((at, other));
                }
            }
        }
        let pair_is_said = beside.is_some_and(|it| {
            index.entries.iter().enumerate().any(|(at, entry)| {
                let text = case.entry_text(at);
                classed(text, &entry.claim).into_iter().any(|(other, _)| {
                    folded(&text[other.range()]) == key && word_after(text, &entry.claim, other) == Some(it)
                })
            })
        });
        let wrong_pair = beside.is_some()
            && !pair_is_said
            && rival.is_some_and(|(at, other)| {
                word_after(case.entry_text(at), &index.entries[at].claim, other) == beside
            });
        let (Some((at, other)), true) = (rival, !has_own || wrong_pair) else {
            continue;
        };
        if has_own && !wrong_pair {
            continue;
        }
        let enough = super::support::shared_weight(case, at) >= 0.3;
        if !enough {
            continue;
        }
        let right = case.entry_text(at)[other.range()].to_owned();
        issues.push(Issue {
            kind: IssueKind::ContradictedName,
            span,
            right: Some(right),
            place: Some(case.place(at)),
            other: None,
        });
    }
}

/// Words that belong to a class of alternatives.
fn classed(text: &str, claim: &Claim) -> Vec<(Span, u8)> {
    let words = claim.words.iter().enumerate();
    words
        .filter_map(|(n, it)| {
            let word = &text[it.span.range()];
            // `at warn`, `debug level`: a level of a log; elsewhere these are plain words.
            let beside = |n: usize| claim.words.get(n).map_or("", |it| &text[it.span.range()]);
            let is_led = || n > 0 && matches!(beside(n - 1), "at" | "to" | "from");
            let level = || is_led() || beside(n + 1).starts_with("level");
            let class = alias::class(word).or_else(|| alias::log_level(word).filter(|_| level()));
            class.map(|class| (it.span, class))
        })
        .collect()
}

/// The content stem right behind a word.
fn word_behind(case: &Case<'_>, span: Span) -> Option<Stem> {
    word_after(case.text, case.claim, span)
}

fn word_after(text: &str, claim: &Claim, span: Span) -> Option<Stem> {
    let next = claim.words.iter().find(|it| it.span.start >= span.end)?;
    let adjacent = text[span.end..next.span.start]
        .chars()
        .all(|c| c == ' ' || c == '-');
    (adjacent && !next.stop).then_some(next.stem)
}

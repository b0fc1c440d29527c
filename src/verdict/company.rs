//! Who was with whom: of two names told together, one is the source's and the other is not.

use super::judge::{Case, is_wrong};
use super::support::shared_weight;
use super::{Issue, IssueKind};
use crate::claim::Claim;
use crate::language::words::{self, Stem, folded};
use crate::text::Span;

/// Share of the sentence that the unit must carry which tells the same of another pair.
const SAME: f32 = 0.35;

/// Two names joined by "and", as folded words, with their bytes.
struct Pair {
    names: [(Stem, Span); 2],
}

/// Checks the pairs of the sentence: "Rashid and Ines went through the source" where Rashid and Petra did.
pub(super) fn check(case: &Case<'_>, issues: &mut Vec<Issue>) {
    if is_wrong(issues) || case.stance.question || case.claim.negated {
        return;
    }
    let capital = |it: &Pair| {
        it.names
            .iter()
            .all(|it| case.text[it.1.range()].starts_with(char::is_uppercase))
    };
    let pairs = pairs(case.text, case.claim);
    let mut told = pairs
        .iter()
        .filter(|it| capital(it) && !case.is_quoted(it.names[0].1));
    issues.extend(told.find_map(|it| with_another(case, it)));
}

fn with_another(case: &Case<'_>, pair: &Pair) -> Option<Issue> {
    let index = &case.judge.sources.index;
    case.ranked.iter().take(2).map(|it| it.0).find_map(|at| {
        let (entry, text) = (&index.entries[at], case.entry_text(at));
        let theirs = pairs(text, &entry.claim);
        let says = |name: Stem| {
            let turn = index.passages[entry.passage].entries.clone();
            turn.into_iter().any(|n| {
                let mut words = index.entries[n].claim.words.iter();
                words.any(|it| folded(&case.entry_text(n)[it.span.range()]) == name)
            })
        };
        if shared_weight(case, at) < SAME || entry.is_question {
            return None;
        }
        theirs.iter().find_map(|their| {
            (0..2).find_map(|n| {
                let (common, other) = (pair.names[n].0, &pair.names[1 - n]);
                let m = their.names.iter().position(|it| it.0 == common)?;
                let right = &their.names[1 - m];
                let tells = right.0 != other.0
                    && !says(other.0)
                    && !case
                        .claim
                        .words
                        .iter()
                        .any(|it| folded(&case.text[it.span.range()]) == right.0);
                tells.then(|| Issue {
                    kind: IssueKind::ContradictedActor,
                    span: other.1,
                    right: Some(words::capitalised(&text[right.1.range()])),
                    place: Some(case.place(at)),
                    other: None,
                })
            })
        })
    })
}

/// `Rashid and Petra`: two words with a capital, or the small names of a chat that others write with one.
fn pairs(text: &str, claim: &Claim) -> Vec<Pair> {
    let words = &claim.words;
    let token = |n: usize| &text[words[n].span.range()];
    let is_name = |n: usize| {
        !words[n].stop
            && token(n)
                .chars()
                .all(|c| c.is_alphabetic() || c == '-' || c == '\'')
    };
    let mut found = Vec::new();
    for n in 1..words.len().saturating_sub(1) {
        let joined = matches!(token(n), "and" | "&")
            && text[words[n - 1].span.end..words[n].span.start].trim().is_empty()
            && text[words[n].span.end..words[n + 1].span.start].trim().is_empty();
        if joined && is_name(n - 1) && is_name(n + 1) {
            found.push(Pair {
                names: [
                    (folded(token(n - 1)), words[n - 1].span),
                    (folded(token(n + 1)), words[n + 1].span),
                ],
            });
        }
    }
    found
}

//! Two sides of one word: what came before what, what was chosen rather than what.

use super::judge::Case;
use super::{Issue, IssueKind};
use crate::claim::Claim;
use crate::language::words::Stem;
use crate::text::Span;

/// What stands on either side, in the order of what is meant: the earlier, or the chosen, first.
struct Sides {
    kind: Kind,
    first: Vec<Stem>,
    second: Vec<Stem>,
    /// The words between them.
    span: Span,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// `the mail goes out before the delete`
    Order,
    /// `by invoice rather than by address`, `on invoices, not addresses`
    Choice,
}

/// The words that part two sides, and whether what stands before them comes first.
const PARTING: [(&[&str], Kind, bool); 5] = [
    (&["before"], Kind::Order, true),
    (&["after"], Kind::Order, false),
    (&["rather", "than"], Kind::Choice, true),
    (&["instead", "of"], Kind::Choice, true),
    (&["not"], Kind::Choice, true),
];

/// The sentence has the two sides that one of its best units has, each in the place of the other.
pub(super) fn swapped(case: &Case<'_>) -> Option<Issue> {
    let index = &case.judge.sources.index;
    for mine in sides(case.text, case.claim) {
        if case.is_quoted(mine.span) {
            continue;
        }
        for &(at, _) in case.ranked.iter().take(3) {
            let theirs = sides(case.entry_text(at), &index.entries[at].claim);
            let turned = |it: &&Sides| it.kind == mine.kind && mine.turns(it);
            if index.entries[at].is_question || theirs.iter().any(|it| mine.agrees(it)) {
                continue;
            }
            if theirs.iter().any(|it| turned(&it)) {
                return Some(Issue {
                    kind: IssueKind::ContradictedDirection,
                    span: mine.span,
                    right: None,
                    place: Some(case.place(at)),
                    other: None,
                });
            }
        }
    }
    None
}

/// Words that must be found on the other side, of an order in time: `starts` and `notices` alone are said of anything.
const CROSSED: usize = 3;

impl Sides {
    /// Whether they have a side in common; what is chosen of is often named with the choice.
    fn agrees(&self, other: &Sides) -> bool {
        common(&self.second, &other.second) > 0
            || self.kind == Kind::Order && common(&self.first, &other.first) > 0
    }

    fn turns(&self, other: &Sides) -> bool {
        let (there, back) = (
            common(&self.first, &other.second),
            common(&self.second, &other.first),
        );
        there > 0 && back > 0 && (self.kind == Kind::Choice || there + back >= CROSSED)
    }
}

fn common(a: &[Stem], b: &[Stem]) -> usize {
    a.iter().filter(|it| b.contains(it)).count()
}

/// The two-sided clauses of a text.
fn sides(text: &str, claim: &Claim) -> Vec<Sides> {
    let words = &claim.words;
    let is = |n: usize, word: &str| {
        words
            .get(n)
            .is_some_and(|it| text[it.span.range()].eq_ignore_ascii_case(word))
    };
    let gap = |n: usize| &text[words[n - 1].span.end..words[n].span.start];
    let mut found = Vec::new();
    for n in 1..words.len() {
        for (parting, kind, in_order) in PARTING {
            let end = n + parting.len();
            if end >= words.len() || !parting.iter().enumerate().all(|(at, word)| is(n + at, word)) {
                continue;
            }
            // "on invoices, not addresses": a "not" elsewhere denies the verb.
            if parting == ["not"] && !gap(n).contains(',') {
                continue;
            }
            let ends = |n: usize| gap(n).contains([',', ';', ':', '.', '!', '?', '(', ')', '—', '|']);
            let from = (1..n).rev().find(|&it| ends(it)).unwrap_or(0);
            let to = (end + 1..words.len()).find(|&it| ends(it)).unwrap_or(words.len());
            let content = |range: std::ops::Range<usize>| -> Vec<Stem> {
                words[range]
                    .iter()
                    .filter(|it| !it.stop)
                    .map(|it| it.stem)
                    .collect()
            };
            let (left, right) = (content(from..n), content(end..to));
            let both = |it: &Stem| left.contains(it) && right.contains(it);
            let only = |side: &[Stem]| -> Vec<Stem> { side.iter().copied().filter(|it| !both(it)).collect() };
            let (before, behind) = (only(&left), only(&right));
            let (first, second) = if in_order {
                (before, behind)
            } else {
                (behind, before)
            };
            found.push(Sides {
                kind,
                first,
                second,
                span: words[n].span.cover(words[end - 1].span),
            });
        }
    }
    found
}

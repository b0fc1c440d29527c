//! What stands the other way round: from and to, before and after, more and less, opposites.

use super::judge::Case;
use super::support::shared_weight;
use super::{Issue, IssueKind};
use crate::claim::Claim;
use crate::language::quantity;
use crate::language::words::{Stem, folded};
use crate::text::Span;

/// A change from one state to another, as two folded words.
struct Change {
    from: Stem,
    to: Stem,
    span: Span,
}

/// The number that a piece of text opens with, written one way: `thirty-nine` and `39` are the same.
fn number(text: &str) -> Option<Stem> {
    let it = quantity::read(text).into_iter().next()?;
    let opens = text[..it.span.start].trim().is_empty();
    let face = it.value() / it.scale;
    (opens && it.is_single()).then(|| folded(&face.to_string()))
}

/// `from X to Y`, `X -> Y`, `X → Y`, `X instead of Y`.
fn changes(text: &str, claim: &Claim) -> Vec<Change> {
    let words = &claim.words;
    let key = |n: usize| folded(&text[words[n].span.range()]);
    let token = |n: usize| &text[words[n].span.range()];
    let mut found = Vec::new();
    for n in 0..words.len() {
        if token(n).eq_ignore_ascii_case("from") {
            let to = (n + 2..words.len().min(n + 6)).find(|&m| matches!(token(m), "to" | "into"));
            if let Some(to) = to.filter(|&m| m + 1 < words.len()) {
                // "from 24 minutes to 39": the numbers change, not the minutes.
                let last = words[(to + 2).min(words.len() - 1)].span.end;
                let before = number(&text[words[n].span.end..words[to].span.start]);
                let after = number(&text[words[to].span.end..last]);
                let (from, into) = before.zip(after).unwrap_or((key(to - 1), key(to + 1)));
                found.push(Change {
                    from,
                    to: into,
                    span: words[n].span.cover(words[to + 1].span),
                });
            }
        }
        if n + 1 < words.len() {
            let gap = text[words[n].span.end..words[n + 1].span.start].trim();
            if matches!(gap, "->" | "→" | "=>" | "-->") {
                found.push(Change {
                    from: key(n),
                    to: key(n + 1),
                    span: words[n].span.cover(words[n + 1].span),
                });
            }
        }
        if n + 3 < words.len() && token(n + 1) == "back" && token(n + 2) == "to" {
            found.push(Change {
                from: key(n),
                to: key(n + 3),
                span: words[n].span.cover(words[n + 3].span),
            });
        }
        if n + 3 < words.len() && token(n + 1) == "instead" && token(n + 2) == "of" {
            found.push(Change {
                from: key(n + 3),
                to: key(n),
                span: words[n].span.cover(words[n + 3].span),
            });
        }
    }
    found
}

/// The draft's from is the source's to, and the other way round.
pub(super) fn swapped_change(case: &Case<'_>) -> Option<Issue> {
    let index = &case.judge.sources.index;
    for mine in changes(case.text, case.claim) {
        if mine.from == mine.to || case.is_quoted(mine.span) {
            continue;
        }
        let mut swapped = None;
        let mut same = false;
        for (at, entry) in index.entries.iter().enumerate() {
            for theirs in changes(case.entry_text(at), &entry.claim) {
                same |= theirs.from == mine.from && theirs.to == mine.to;
                if theirs.from == mine.to && theirs.to == mine.from {
                    swapped.get_or_insert(at);
                }
            }
        }
        let swapped = swapped.filter(|&at| shared_weight(case, at) >= 0.5);
        if let (Some(at), false) = (swapped, same) {
            return Some(Issue {
                kind: IssueKind::ContradictedDirection,
                span: mine.span,
                right: None,
                place: Some(case.place(at)),
                other: None,
            });
        }
    }
    None
}

/// `ahead of Lisbon` for `behind Lisbon`, `more than my car` for `less than my car`, `locks before it checks` for
/// `checks before it locks`: the same two things, the relation between them turned.
pub(super) fn turned(case: &Case<'_>) -> Option<Issue> {
    let index = &case.judge.sources.index;
    let mine = relations(case.text, case.claim);
    for relation in mine.iter().filter(|it| !case.is_quoted(it.span)) {
        let says_it = |at: usize| {
            let theirs = relations(case.entry_text(at), &index.entries[at].claim);
            theirs.iter().any(|it| it.says(relation))
        };
        let mut near = case
            .ranked
            .iter()
            .map(|it| it.0)
            .chain(case.window.iter().copied());
        if near.any(says_it) {
            continue;
        }
        for &(at, _) in case.ranked.iter().take(3) {
            let theirs = relations(case.entry_text(at), &index.entries[at].claim);
            let turned = theirs.iter().any(|it| it.turns(relation));
            // A negation elsewhere in the sentence turns nothing here.
            let flips = |text: &str, claim: &Claim, span: Span| {
                let under = super::polarity::negated(text, claim);
                claim
                    .words
                    .iter()
                    .zip(under)
                    .any(|(it, flag)| flag && span.overlaps(it.span))
            };
            let entry = &index.entries[at];
            let theirs_flip = || {
                theirs
                    .iter()
                    .any(|it| it.turns(relation) && flips(case.entry_text(at), &entry.claim, it.span))
            };
            if turned
                && (shared_weight(case, at) >= 0.3
                    || theirs
                        .iter()
                        .any(|it| it.turns(relation) && it.left == relation.left))
                && !flips(case.text, case.claim, relation.span)
                && !theirs_flip()
                && !super::sides::is_another_state(case, at)
            {
                return Some(Issue {
                    kind: IssueKind::ContradictedDirection,
                    span: relation.span,
                    right: None,
                    place: Some(case.place(at)),
                    other: None,
                });
            }
        }
    }
    None
}

/// What stands on either side of a relation.
struct Relation {
    /// The content stem before it, where one is near.
    left: Option<Stem>,
    right: Stem,
    /// Index into [`RELATIONS`] and side.
    kind: (usize, bool),
    /// "twelve minutes before the page", "38 minutes after it": two moments, each on its side, or what was then.
    measured: bool,
    span: Span,
}

impl Relation {
    fn says(&self, other: &Relation) -> bool {
        self.kind == other.kind && self.right == other.right
    }

    /// The other way round: the opposite word before the same thing, or the same word with its two sides swapped.
    fn turns(&self, other: &Relation) -> bool {
        let opposite = self.kind == (other.kind.0, !other.kind.1) && self.right == other.right;
        let swapped =
            self.kind == other.kind && self.left == Some(other.right) && other.left == Some(self.right);
        !self.measured && !other.measured && (opposite || swapped)
    }
}

/// Words that order what stands on either side, and their opposites. Those of the first line need "than".
const RELATIONS: [(&str, &str); 4] = [
    (
        "more higher larger bigger longer faster older later better",
        "less lower smaller shorter slower younger earlier worse fewer",
    ),
    ("ahead above over", "behind below under"),
    ("before", "after"),
    ("upstream", "downstream"),
];

/// Whether an amount stands right before `span`.
pub(super) fn follows_amount(claim: &Claim, text: &str, span: Span) -> bool {
    claim.amounts.iter().any(|it| {
        let end = it.quantity.span.end;
        end <= span.start && text[end..span.start].trim().is_empty()
    })
}

/// The relations of a text.
fn relations(text: &str, claim: &Claim) -> Vec<Relation> {
    let words = &claim.words;
    let token = |n: usize| text[words[n].span.range()].to_ascii_lowercase();
    let mut found = Vec::new();
    for n in 0..words.len() {
        let word = token(n);
        let side = |list: &str| list.split(' ').any(|it| it == word);
        let kind = RELATIONS.iter().enumerate().find_map(|(row, (a, b))| {
            if side(a) {
                Some((row, true))
            } else if side(b) {
                Some((row, false))
            } else {
                None
            }
        });
        let Some(kind) = kind else { continue };
        let joined = words
            .get(n + 1)
            .is_some_and(|it| matches!(&text[it.span.range()], "than" | "of"));
        let measured = kind.0 == 2 && follows_amount(claim, text, words[n].span);
        let needs_than = kind.0 == 0;
        if needs_than && words.get(n + 1).is_none_or(|it| &text[it.span.range()] != "than") {
            continue;
        }
        let from = if joined { n + 2 } else { n + 1 };
        let plain =
            |a: usize, b: usize| !text[words[a].span.end..words[b].span.start].contains([',', ';', '.', ':']);
        let right = (from..words.len().min(from + 3))
            .take_while(|&m| plain(m - 1, m))
            .find(|&m| !words[m].stop);
        let left = (n.saturating_sub(3)..n).rev().find(|&m| !words[m].stop);
        if let Some(right) = right {
            let span = words[n].span.cover(words[right].span);
            found.push(Relation {
                left: left.map(|m| words[m].stem),
                right: words[right].stem,
                kind,
                measured,
                span,
            });
        }
    }
    found
}

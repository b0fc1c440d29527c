//! Two sides of one word: what came before what, what was chosen rather than what, what passed for its opposite, what
//! is so and not something else.

use super::judge::Case;
use super::opposite::sides_of;
use super::polarity::negated;
use super::support::shared_weight;
use super::{Issue, IssueKind};
use crate::claim::{Claim, agrees};
use crate::language::polarity::{is_hedge, is_negation};
use crate::language::words::{Stem, Word, bare};
use crate::text::Span;

/// What stands on either side, in the order of what is meant: the earlier, or the chosen, first.
struct Sides {
    kind: Kind,
    first: Vec<Stem>,
    second: Vec<Stem>,
    /// Whether the text has them in that order.
    in_order: bool,
    /// The word next to the words between them.
    option: Option<Stem>,
    /// The words between them.
    span: Span,
    /// From the first word of one side to the last of the other.
    clause: Span,
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
    let found = |span: Span, at: usize| {
        Some(Issue {
            kind: IssueKind::ContradictedDirection,
            span,
            right: None,
            place: Some(case.place(at)),
            other: None,
        })
    };
    let whole = Span::new(0, case.text.len());
    for mine in sides(case.text, case.claim) {
        if case.is_quoted(mine.span) || !is_plain(case.text, case.claim, mine.span, whole) {
            continue;
        }
        // Said so anywhere: then the unit that has it the other way round tells of another time.
        let says_it = |at: usize| {
            let theirs = sides(case.entry_text(at), &index.entries[at].claim);
            theirs.iter().any(|it| mine.is_said_by(it))
        };
        if near(case).any(says_it) {
            continue;
        }
        for &(at, _) in case.ranked.iter().take(3) {
            let (text, entry) = (case.entry_text(at), &index.entries[at]);
            let theirs = sides(text, &entry.claim);
            if entry.is_question || theirs.iter().any(|it| mine.agrees(it)) {
                continue;
            }
            let turned = theirs
                .iter()
                .any(|it| mine.turns(it) && is_plain(text, &entry.claim, it.span, it.clause));
            let carries = mine.kind == Kind::Order || shared_weight(case, at) >= case.judge.limits.same;
            if turned && carries && !is_another_state(case, at) {
                return found(mine.span, at);
            }
        }
    }
    let mine = passings(case.text, case.claim);
    for it in mine.iter().filter(|it| !case.is_quoted(it.span)) {
        let says_it = |at: usize| {
            let theirs = passings(case.entry_text(at), &index.entries[at].claim);
            theirs.iter().any(|other| it.pair == other.pair)
        };
        if !is_plain(case.text, case.claim, it.span, whole) || near(case).any(says_it) {
            continue;
        }
        for &(at, _) in case.ranked.iter().take(3) {
            let (text, entry) = (case.entry_text(at), &index.entries[at]);
            let theirs = passings(text, &entry.claim);
            let turned = |other: &Passing| {
                it.turns(other) && is_plain(text, &entry.claim, other.span, Span::new(0, text.len()))
            };
            if !entry.is_question && theirs.iter().any(turned) {
                return found(it.span, at);
            }
        }
    }
    None
}

/// Whether the sentence has a number that the unit has not: 300 before the change are of another state than 900 after it.
pub(super) fn is_another_state(case: &Case<'_>, at: usize) -> bool {
    let theirs = &case.judge.sources.index.entries[at].claim.amounts;
    let mut mine = case.claim.amounts.iter();
    mine.any(|it| !theirs.iter().any(|other| agrees(it, other)))
}

/// The units that rank, and those around the best.
fn near<'a>(case: &'a Case<'_>) -> impl Iterator<Item = usize> + 'a {
    case.ranked
        .iter()
        .map(|it| it.0)
        .chain(case.window.iter().copied())
}

/// "with time, not with requests" for "with requests and not with time": the same two words, the other one denied.
pub(super) fn contrast(case: &Case<'_>) -> Option<Issue> {
    let index = &case.judge.sources.index;
    if !puts_against(case.text, case.claim) {
        return None;
    }
    let mine = negated(case.text, case.claim);
    let state = |stem, words: &[Word], under: &[bool]| -> Option<bool> {
        let mut found = words
            .iter()
            .zip(under)
            .filter(|it| it.0.stem == stem)
            .map(|it| *it.1);
        let first = found.next()?;
        found.all(|it| it == first).then_some(first)
    };
    for &(at, _) in case.ranked.iter().take(3) {
        let entry = &index.entries[at];
        if !puts_against(case.entry_text(at), &entry.claim) {
            continue;
        }
        let theirs = negated(case.entry_text(at), &entry.claim);
        let mut turned: [Option<usize>; 2] = [None, None];
        for (n, word) in case
            .claim
            .words
            .iter()
            .enumerate()
            .filter(|it| !it.1.stop && !case.is_quoted(it.1.span))
        {
            if case.claim.times.iter().any(|it| it.span.overlaps(word.span)) {
                continue;
            }
            let (Some(here), Some(there)) = (
                state(word.stem, &case.claim.words, &mine),
                state(word.stem, &entry.claim.words, &theirs),
            ) else {
                continue;
            };
            if here != there {
                turned[usize::from(here)].get_or_insert(n);
            }
        }
        if let [Some(affirmed), Some(denied)] = turned {
            let (a, b) = (case.claim.words[affirmed].span, case.claim.words[denied].span);
            return Some(Issue {
                kind: IssueKind::ContradictedNegation,
                span: a.cover(b),
                right: None,
                place: Some(case.place(at)),
                other: None,
            });
        }
    }
    None
}

/// Whether a text has a `not` that goes with no verb: ", not with requests". A verb denied relates what stands on either side,
/// and may be told from either: "the tool isn't in the box", "the box does not hold the tool".
fn puts_against(text: &str, claim: &Claim) -> bool {
    let token = |n: usize| &text[claim.words[n].span.range()];
    let gap = |n: usize| &text[claim.words[n - 1].span.end..claim.words[n].span.start];
    (0..claim.words.len())
        .filter(|&n| token(n).eq_ignore_ascii_case("not"))
        .any(|n| n == 0 || !gap(n).trim().is_empty() || matches!(token(n - 1), "and" | "but" | "or"))
}

/// Words that must be found on the other side, of an order in time: `starts` and `notices` alone are said of anything.
const CROSSED: usize = 3;

impl Sides {
    /// Whether they have a side in common; what is chosen of is often named with the choice.
    fn agrees(&self, other: &Sides) -> bool {
        common(&self.second, &other.second) > 0
            || self.kind == Kind::Order && common(&self.first, &other.first) > 0
    }

    /// Whether the other has both sides, each in its place.
    fn is_said_by(&self, other: &Sides) -> bool {
        self.kind == other.kind
            && common(&self.first, &other.first) > 0
            && common(&self.second, &other.second) > 0
    }

    /// Whether each stands in the place of the other.
    fn turns(&self, other: &Sides) -> bool {
        let (there, back) = (
            common(&self.first, &other.second),
            common(&self.second, &other.first),
        );
        let crosses = self.kind == other.kind && there > 0 && back > 0;
        crosses
            && match self.kind {
                // With the other word between them, in the same order, nothing but that word may differ.
                Kind::Order if self.in_order != other.in_order => {
                    there == self.first.len() && back == self.second.len() && there + back >= CROSSED
                }
                Kind::Order => there + back >= CROSSED,
                Kind::Choice => {
                    let rest = |it: &Stem| !other.second.contains(it) && other.first.contains(it);
                    let is_option = |it: Option<Stem>, of: &[Stem]| it.is_some_and(|it| of.contains(&it));
                    self.first.iter().any(rest)
                        && is_option(self.option, &other.second)
                        && is_option(other.option, &self.second)
                }
            }
    }
}

/// Whether a text tells what is so: no wish, rule, condition or denial `within` it, the words of `parting` aside.
fn is_plain(text: &str, claim: &Claim, parting: Span, within: Span) -> bool {
    const UNREAL: &str = "if unless must shall can cannot can't ought used want wants wanted tempting tempted supposed meant need needs \
        needed imagine otherwise planned hoped";
    let unreal = |word: &str| UNREAL.split_whitespace().any(|it| it.eq_ignore_ascii_case(word));
    let mut words = claim
        .words
        .iter()
        .filter(|it| within.contains(it.span) && !parting.overlaps(it.span));
    !words.any(|it| {
        let word = &text[it.span.range()];
        is_negation(word) || is_hedge(word) || unreal(word)
    })
}

/// `closed slopes shown as open`: one thing, and two opposites said of it.
struct Passing {
    /// The opposites, in the order of the text.
    pair: (usize, bool),
    /// What the first is said of, and the word before the second.
    thing: Stem,
    link: Stem,
    span: Span,
}

impl Passing {
    fn turns(&self, other: &Passing) -> bool {
        self.pair == (other.pair.0, !other.pair.1) && self.thing == other.thing && self.link == other.link
    }
}

/// Two opposites in one clause, the first right before a thing, the second behind a small word.
fn passings(text: &str, claim: &Claim) -> Vec<Passing> {
    const REACH: usize = 6;
    let words = &claim.words;
    let side = |n: usize| sides_of(&text[words[n].span.range()]);
    let mut found = Vec::new();
    for first in 0..words.len() {
        for second in first + 2..words.len().min(first + REACH) {
            let between = &text[words[first].span.end..words[second].span.start];
            let pair = side(first)
                .iter()
                .find(|it| side(second).contains(&(it.0, !it.1)));
            let (thing, link) = (&words[first + 1], &words[second - 1]);
            let is_link = matches!(&text[link.span.range()], "as" | "for" | "into");
            let parted = between.contains([',', ';', ':', '.', '!', '?']);
            if let Some(&pair) = pair.filter(|_| is_link && !thing.stop && !parted) {
                found.push(Passing {
                    pair,
                    thing: thing.stem,
                    link: bare(text, link),
                    span: words[first].span.cover(words[second].span),
                });
            }
        }
    }
    found
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
            // "by invoice rather than", "on invoices, not": what the second is put against.
            let option = content(from..n).last().copied();
            found.push(Sides {
                kind,
                first,
                second,
                in_order,
                option,
                span: words[n].span.cover(words[end - 1].span),
                clause: words[from].span.cover(words[to - 1].span),
            });
        }
    }
    found
}

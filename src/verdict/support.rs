//! Whether the sources bear a sentence at all: how much of its weight the best few units carry.

use super::judge::Case;
use super::{Issue, IssueKind, Verdict};
use crate::language::time::TimeRef;
use crate::language::words::Stem;
use crate::text::Span;

/// Units that may carry a sentence together.
const TOGETHER: usize = 3;

/// Share (0–1) of the sentence's content weight that its best units carry, and the content stems counted.
pub(super) fn coverage(case: &Case<'_>) -> (f32, usize) {
    let index = &case.judge.sources.index;
    let mut wanted: Vec<(Stem, f32)> = Vec::new();
    let apart = judged_apart(case);
    for word in
        case.claim.words.iter().filter(|it| {
            !it.stop && !case.is_quoted(it.span) && !apart.iter().any(|span| span.contains(it.span))
        })
    {
        if wanted.iter().all(|it| it.0 != word.stem) {
            wanted.push((word.stem, index.weight(word.stem)));
        }
    }
    let total: f32 = wanted.iter().map(|it| it.1).sum();
    if total <= 0.0 {
        return (0.0, 0);
    }
    let count = wanted.len();
    let mut left = wanted;
    let mut carried = 0.0;
    for _ in 0..TOGETHER {
        let candidates = case.ranked.iter().take(12);
        let best = candidates
            .map(|&(at, _)| {
                let gain: f32 = left
                    .iter()
                    .map(|&(stem, weight)| weight * share(case, at, stem))
                    .sum();
                (at, gain)
            })
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        let Some((at, gain)) = best.filter(|it| it.1 > 0.0) else {
            break;
        };
        carried += gain;
        for it in &mut left {
            it.1 *= 1.0 - share(case, at, it.0);
        }
    }
    ((carried / total).min(1.0), count)
}

/// What carries no content of its own: clock times (`time` judges them; a stamp is no word of its message)
/// and pointers such as `transcript.txt:21`.
fn judged_apart(case: &Case<'_>) -> Vec<Span> {
    let clocks = case
        .claim
        .times
        .iter()
        .filter(|it| matches!(it.value, TimeRef::Clock { .. }))
        .map(|it| it.span);
    let mut at = 0;
    let pointers = case
        .text
        .split_inclusive(char::is_whitespace)
        .filter_map(|token| {
            let start = at;
            at += token.len();
            let is_pointer = token.trim_end().rsplit_once(':').is_some_and(|(path, lines)| {
                let lines = lines.trim_end_matches([')', ',', '.', ';']);
                path.contains('.')
                    && lines.starts_with(|c: char| c.is_ascii_digit())
                    && lines.chars().all(|c| c.is_ascii_digit() || c == '-')
            });
            is_pointer.then(|| Span::new(start, at))
        });
    clocks.chain(pointers).collect()
}

/// How much of a stem's weight an entry carries: all of it if it says it, less if its turn does.
fn share(case: &Case<'_>, at: usize, stem: Stem) -> f32 {
    let index = &case.judge.sources.index;
    let entry = &index.entries[at];
    let says = |n: usize| index.entries[n].claim.words.iter().any(|it| it.stem == stem);
    if says(at) || entry.question.is_some_and(says) {
        return 1.0;
    }
    let speaker = case.judge.sources.list[entry.source]
        .transcript
        .unit_speaker(entry.unit);
    if speaker.is_some_and(|name| {
        name.split_whitespace()
            .any(|part| crate::language::words::stem(part) == stem)
    }) {
        return 1.0;
    }
    let passage = &index.passages[entry.passage];
    let near = passage.entries.clone().filter(|n| n.abs_diff(at) <= 2).any(says);
    if near { 0.8 } else { 0.0 }
}

/// The verdict on the sentence as a whole, before anchors worsen it; adds the issue that says so.
pub(super) fn weigh(case: &Case<'_>, quotes: usize, issues: &mut Vec<Issue>) -> Verdict {
    let (coverage, content) = coverage(case);
    let thresholds = case.judge.thresholds;
    if case.stance.is_comment() && issues.is_empty() && quotes == 0 {
        return Verdict::NotAClaim;
    }
    if coverage >= thresholds.supported || (quotes > 0 && content < 3) {
        return Verdict::Supported;
    }
    let span = Span::new(0, case.text.len());
    let nearest = case.ranked.first().map(|it| case.place(it.0));
    let issue = |kind| Issue {
        kind,
        span,
        right: None,
        place: nearest,
        other: None,
    };
    if coverage >= thresholds.weak || !case.stance.is_event() {
        if case.stance.anchored || case.stance.is_event() {
            issues.push(issue(IssueKind::ThinlyBackedClaim));
            return Verdict::Weak;
        }
        return Verdict::NotAClaim;
    }
    issues.push(issue(IssueKind::UnsupportedClaim));
    Verdict::Unsupported
}

/// Share (0–1) of the sentence's content weight that one entry (and its turn) carries.
pub(super) fn shared_weight(case: &Case<'_>, at: usize) -> f32 {
    let index = &case.judge.sources.index;
    let (mut total, mut carried) = (0.0, 0.0);
    for word in case.claim.words.iter().filter(|it| !it.stop) {
        let weight = index.weight(word.stem);
        total += weight;
        carried += weight * share(case, at, word.stem);
    }
    if total > 0.0 { carried / total } else { 0.0 }
}

//! Causes that changed places: "the retries flooded the queue" told as "the full queue caused the retries".

use super::judge::Case;
use super::{Issue, IssueKind};
use crate::claim::Claim;
use crate::language::polarity::is_negation;
use crate::language::words::Stem;
use crate::text::Span;

/// Share of either side that must stand on the other side in the source.
const CROSSWISE: f32 = 0.5;
/// Share of either side that may stand on the same side all the same.
const STRAIGHT: f32 = 0.2;
/// Share of the source's sides that the sentence must say.
const TOLD: f32 = 0.3;

/// Words between an effect and its cause.
const BACKWARD: &[&[&str]] = &[
    &["because", "of"],
    &["because"],
    &["due", "to"],
    &["owing", "to"],
    &["thanks", "to"],
    &["caused", "by"],
    &["triggered", "by"],
    &["as", "a", "result", "of"],
    &["resulted", "from"],
    &["stemmed", "from"],
];
/// Words between a cause and its effect.
const FORWARD: &[&[&str]] = &[
    &["which", "is", "why"],
    &["that", "is", "why"],
    &["that's", "why"],
    &["which", "caused"],
    &["as", "a", "result"],
    &["led", "to"],
    &["leads", "to"],
    &["leading", "to"],
    &["resulted", "in"],
    &["resulting", "in"],
    &["caused"],
    &["causes"],
    &["causing"],
    &["triggered"],
    &["triggers"],
    &["therefore"],
    &["hence"],
    &["so"],
];

/// A cause and its effect, as content stems.
struct Link {
    cause: Vec<Stem>,
    effect: Vec<Stem>,
}

/// Checks whether the sentence makes the effect of its source the cause.
pub(super) fn check(case: &Case<'_>, issues: &mut Vec<Issue>) {
    if !issues.is_empty() || case.stance.hedged {
        return;
    }
    let Some(mine) = link(case.text, case.claim, None) else {
        return;
    };
    let index = &case.judge.sources.index;
    let mut turned = None;
    for &at in case.window {
        let entry = &index.entries[at];
        if entry.is_question {
            continue;
        }
        let before = entry.question.or_else(|| {
            let near = at.checked_sub(1)?;
            (index.entries[near].passage == entry.passage).then_some(near)
        });
        let before = before.map(|it| &index.entries[it].claim);
        let Some(theirs) = link(case.entry_text(at), &entry.claim, before) else {
            continue;
        };
        let share = |of: &[Stem], by: &[Stem]| share(case, of, by);
        let straight = (
            share(&mine.cause, &theirs.cause),
            share(&mine.effect, &theirs.effect),
        );
        if straight.0 >= CROSSWISE && straight.1 >= CROSSWISE {
            return;
        }
        let crosswise = CROSSWISE <= share(&mine.cause, &theirs.effect)
            && CROSSWISE <= share(&mine.effect, &theirs.cause)
            && TOLD <= share(&theirs.effect, &mine.cause)
            && TOLD <= share(&theirs.cause, &mine.effect);
        if crosswise && straight.0 <= STRAIGHT && straight.1 <= STRAIGHT {
            turned.get_or_insert(at);
        }
    }
    if let Some(at) = turned {
        issues.push(Issue {
            kind: IssueKind::ReversedCause,
            span: Span::new(0, case.text.len()),
            right: None,
            place: Some(case.place(at)),
            other: None,
        });
    }
}

/// How much of the weight of `of` stands in `by` too.
fn share(case: &Case<'_>, of: &[Stem], by: &[Stem]) -> f32 {
    let weight = |it: &Stem| case.judge.sources.index.weight(*it);
    let total: f32 = of.iter().map(weight).sum();
    let both: f32 = of.iter().filter(|it| by.contains(it)).map(weight).sum();
    if total > 0.0 { both / total } else { 0.0 }
}

/// The only link of a text between a cause and an effect; a side that is missing is what was said `before`.
fn link(text: &str, claim: &Claim, before: Option<&Claim>) -> Option<Link> {
    let lower: Vec<String> = claim
        .words
        .iter()
        .map(|it| text[it.span.range()].to_lowercase())
        .collect();
    let reads = |n: usize, phrase: &[&str]| {
        phrase
            .iter()
            .enumerate()
            .all(|(k, it)| lower.get(n + k).is_some_and(|word| word == it))
    };
    let find = |n: usize, list: &[&[&str]]| list.iter().find(|it| reads(n, it)).map(|it| it.len());
    let mut found = None;
    let mut n = 0;
    while n < lower.len() {
        let back = find(n, BACKWARD);
        let forward = find(n, FORWARD)
            .filter(|_| back.is_none() && (lower[n] != "so" || follows_on(text, claim, &lower, n)));
        let Some(length) = back.or(forward) else {
            n += 1;
            continue;
        };
        if found.replace((n, length, back.is_some())).is_some() {
            return None;
        }
        n += length;
    }
    let (at, length, backward) = found?;
    let denied = (at.saturating_sub(3)..at).any(|n| is_negation(&lower[n]));
    let asked = text.trim_end().ends_with('?');
    if denied || asked {
        return None;
    }
    let content = |from: usize, to: usize| -> Vec<Stem> {
        let words = claim.words[from..to].iter().filter(|it| !it.stop);
        words.map(|it| it.stem).collect()
    };
    let (mut first, mut second) = (content(0, at), content(at + length, lower.len()));
    if first.is_empty() && backward {
        // "Because the disk was full, the job died."
        let comma = text[claim.words[at].span.start..]
            .find(',')
            .map(|it| it + claim.words[at].span.start);
        if let Some(comma) = comma {
            let split = claim.words.partition_point(|it| it.span.start < comma);
            second = content(at + length, split);
            first = content(split, lower.len());
        }
    }
    if first.is_empty() {
        first = before?.content();
    }
    let (cause, effect) = if backward {
        (second, first)
    } else {
        (first, second)
    };
    // What stands on both sides tells nothing.
    let own = |of: &[Stem], other: &[Stem]| -> Vec<Stem> {
        of.iter().copied().filter(|it| !other.contains(it)).collect()
    };
    let link = Link {
        cause: own(&cause, &effect),
        effect: own(&effect, &cause),
    };
    (!link.cause.is_empty() && !link.effect.is_empty()).then_some(link)
}

/// Whether `so` at `n` says what follows from what: `, so the job died`, not `so far`, `so that`, `so slow`.
fn follows_on(text: &str, claim: &Claim, lower: &[String], n: usize) -> bool {
    let pause =
        0 < n && text[claim.words[n - 1].span.end..claim.words[n].span.start].contains([',', ';', '—', '–']);
    let other = ["that", "far", "much", "many", "long", "as", "what", "on"];
    pause && lower.get(n + 1).is_some_and(|it| !other.contains(&it.as_str()))
}

//! "520 ms, within the 500 ms SLO": values that are said to keep a limit and do not, or to break one and do not.

use super::passage::{Local, Passage};
use super::weigh;
use super::{Conflict, Kind, show};
use crate::claim::Claim;
use crate::draft::Draft;
use crate::language::polarity;
use crate::language::quantity::{Bound, Dimension, Quantity};
use crate::language::words::Stem;
use crate::text::Span;

/// What a limit is called.
const LIMITS: &str = " slo slos sla slas limit target threshold budget objective goal cap quota ceiling ";
/// What a limit is called where it is stated for later.
const STATED: &str = " slo slos sla slas target objective ";
/// Words that keep what is said from being a report.
const WISHES: &str = " should must would could can cannot need needs needed want wants wanted aim aims if unless whether \
    suppose ideally may might goal keep keeps keeping stay until ";
/// What a value that keeps its limit does.
const KEEPS: &str = " within under below inside met meets meeting ";
/// What a value that breaks its limit does.
const BREAKS: &str = " above over exceeds exceeded exceeding breaches breached breaching violates violated ";

/// On which side of the limit a value is said to be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Kept,
    Broken,
}

/// Reads the limits of `text` against the values beside them.
pub(super) fn local(text: &str, claim: &Claim, out: &mut Vec<Local>) {
    for pair in claim.amounts.windows(2) {
        let [value, limit] = pair else { continue };
        let (v, l) = (&value.quantity, &limit.quantity);
        if !weigh::comparable(v, l) || v.bound != Bound::Exact && v.bound != Bound::About {
            continue;
        }
        let said = said_side(text, v, l).or_else(|| marked_side(text, v, l));
        let Some((side, words)) = said.filter(|_| !wishes(text)) else {
            continue;
        };
        if !breaks(v, l, side, words) {
            continue;
        }
        out.push(Local {
            kind: Kind::Threshold,
            span: v.span,
            proof: proof(text, v, &show::value(text, l), side, words),
            other: Some(l.span),
        });
    }
}

fn proof(text: &str, value: &Quantity, limit: &str, side: Side, words: &str) -> String {
    let value = show::value(text, value);
    let (is, not) = match side {
        Side::Kept if holds(" met meets meeting ", words) => ("above", "within"),
        Side::Kept => ("above", words),
        Side::Broken => ("below", "above"),
    };
    let higher_is_better = side == Side::Kept && is_share_of_good(value.as_str());
    let is = if higher_is_better { "below" } else { is };
    format!("{value} is {is} {limit}, not {not} it.")
}

/// Whether a percentage is of the good: 99.5 % is one of what works.
fn is_share_of_good(words: &str) -> bool {
    let number: f64 = words.trim_end_matches('%').trim().parse().unwrap_or(0.0);
    words.ends_with('%') && 80.0 <= number
}

fn holds(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace()
        .any(|it| it.eq_ignore_ascii_case(word))
}

fn words_of(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'))
        .filter(|it| !it.is_empty())
}

/// Whether the sentence wishes, asks or denies rather than reports.
fn wishes(text: &str) -> bool {
    words_of(text).any(|it| holds(WISHES, it) || polarity::is_negation(it)) || text.contains('?')
}

/// The side that words between the value and the limit say: "520 ms, within the 500 ms SLO".
fn said_side<'t>(text: &'t str, value: &Quantity, limit: &Quantity) -> Option<(Side, &'t str)> {
    let gap = text.get(value.span.end..limit.number.start)?;
    let behind = text.get(limit.span.end..)?;
    if gap.len() > 70 || gap.contains(['.', ';', '?', '!', '|', '→']) {
        return None;
    }
    let words: Vec<&str> = words_of(gap).collect();
    let at = words
        .iter()
        .rposition(|it| holds(KEEPS, it) || holds(BREAKS, it))?;
    let named = words[at + 1..].iter().any(|it| holds(LIMITS, it))
        || words_of(behind).take(2).any(|it| holds(LIMITS, it));
    let joins = ["and", "or", "but", "while", "whereas", "with", "of", "by"];
    let plain = words[..at].iter().all(|it| !joins.contains(it)) && at <= 6;
    let short = words.len() - at <= 5;
    // "within 5 ms of the limit", "20 MB under the limit of …": distances.
    let is_distance = words_of(behind).next() == Some("of");
    if !named || !plain || !short || is_distance {
        return None;
    }
    let side = if holds(KEEPS, words[at]) {
        Side::Kept
    } else {
        Side::Broken
    };
    let apart = gap.trim_start().starts_with([',', '—', '–', '(', ':', '-']) || 0 < at;
    let verb = words[at].len() > 5;
    (apart || verb || side == Side::Kept).then_some((side, words[at]))
}

/// The side that a mark behind the limit says: "8.2 s (target: <2 s) ✅".
fn marked_side<'t>(text: &'t str, value: &Quantity, limit: &Quantity) -> Option<(Side, &'t str)> {
    let gap = text.get(value.span.end..limit.span.start)?;
    let behind = text.get(limit.span.end..)?;
    let open = gap.rfind('(')?;
    let label: Vec<&str> = words_of(&gap[open..]).collect();
    let named = label.last().is_some_and(|it| holds(LIMITS, it));
    let near = gap.len() <= 40 && words_of(&gap[..open]).count() <= 2;
    let upper = matches!(limit.bound, Bound::Under | Bound::AtMost);
    if !named || !near || !upper {
        return None;
    }
    let mark = behind.trim_start_matches(')').trim_start();
    if mark.starts_with(['✅', '✓', '✔', '☑']) {
        return Some((Side::Kept, "within"));
    }
    mark.starts_with(['❌', '✗', '✘'])
        .then_some((Side::Broken, "above"))
}

/// Whether the value is on the other side than said, and not only by rounding.
fn breaks(value: &Quantity, limit: &Quantity, side: Side, words: &str) -> bool {
    let hedge = if value.bound == Bound::About {
        0.1 * value.value()
    } else {
        0.0
    };
    let spare = value.slack.min(0.02 * value.value()) + hedge + 1e-9;
    let (v, l) = (value.value(), limit.value());
    let directed = !matches!(
        words.to_ascii_lowercase().as_str(),
        "within" | "inside" | "met" | "meets" | "meeting"
    );
    let good = value.dimension == Dimension::Percent && 80.0 <= l;
    if good && !directed {
        return v + spare < l && side == Side::Kept;
    }
    if good {
        return false;
    }
    match side {
        Side::Kept => l < v - spare,
        Side::Broken => v + spare < l,
    }
}

/// A limit that a passage states: which amount, and of what.
#[derive(Debug)]
pub(super) struct Limit {
    amount: usize,
    of: Vec<Stem>,
}

/// A value that is said to keep a limit, which stands elsewhere: which amount, and of what.
#[derive(Debug)]
pub(super) struct Kept {
    amount: usize,
    of: Vec<Stem>,
}

/// The limits that `text` states.
pub(super) fn limits(text: &str, claim: &Claim) -> Vec<Limit> {
    let all = claim.amounts.iter().enumerate();
    all.filter_map(|(amount, it)| {
        let of = stated_limit(text, claim, &it.quantity)?;
        Some(Limit { amount, of })
    })
    .collect()
}

/// Values that are said to keep "the SLO", where the draft states it elsewhere.
pub(super) fn find(draft: &Draft, passages: &[Passage<'_>], out: &mut Vec<Conflict>) {
    for passage in passages {
        for kept in &passage.reading.kept {
            let value = &passage.claim().amounts[kept.amount].quantity;
            let Some((there, limit)) = limit_of(passages, value, &kept.of) else {
                continue;
            };
            if !breaks(value, limit, Side::Kept, "within") {
                continue;
            }
            let other = there.in_file(limit.span);
            let words = show::value(there.text(), limit);
            let words = format!("{words} (line {})", show::line(draft, other));
            out.push(Conflict {
                kind: Kind::Threshold,
                span: passage.in_file(value.span),
                proof: proof(passage.text(), value, &words, Side::Kept, "within"),
                other: Some(other),
                sentence: passage.sentence,
            });
        }
    }
}

/// The limit that the draft states for what is called `of`; `None` where it states none, or several.
fn limit_of<'p>(
    passages: &'p [Passage<'p>],
    value: &Quantity,
    of: &[Stem],
) -> Option<(&'p Passage<'p>, &'p Quantity)> {
    let mut best: Option<(usize, &Passage<'_>, &Quantity)> = None;
    for passage in passages {
        for limit in &passage.reading.limits {
            let it = &passage.claim().amounts[limit.amount].quantity;
            let shared = limit.of.iter().filter(|stem| of.contains(stem)).count();
            if shared == 0 || it.dimension != value.dimension {
                continue;
            }
            if best.is_some_and(|known| known.2.value() != it.value()) {
                return None;
            }
            if best.is_none_or(|known| known.0 < shared) {
                best = Some((shared, passage, it));
            }
        }
    }
    best.map(|it| (it.1, it.2))
}

/// What a stated limit is of: "API latency p99 (target: <500 ms)", "a p99 SLO of 500 ms".
fn stated_limit(text: &str, claim: &Claim, limit: &Quantity) -> Option<Vec<Stem>> {
    if !weigh::is_plain(limit) || matches!(limit.bound, Bound::Over | Bound::AtLeast) {
        return None;
    }
    let before = text.get(..limit.span.start)?;
    let mut words = words_of(before).rev().map(str::to_ascii_lowercase);
    let first = words.next()?;
    let first = if matches!(first.as_str(), "of" | "is" | "at") {
        words.next()?
    } else {
        first
    };
    if !holds(STATED, &first) {
        return stated_for(text, claim, limit);
    }
    let at = before.to_ascii_lowercase().rfind(&first)?;
    let gap = before.get(at + first.len()..)?;
    if gap.contains(['.', ';', ',', '|']) {
        return None;
    }
    let head = before.get(..at)?;
    let ends = [". ", "; ", " | "];
    let clause = ends
        .iter()
        .filter_map(|it| head.rfind(it))
        .max()
        .map_or(0, |it| it + 1);
    let of = claim
        .words
        .iter()
        .filter(|it| clause <= it.span.start && it.span.end <= at && !it.stop);
    let of: Vec<Stem> = of.map(|it| it.stem).collect();
    let mut of = of[of.len().saturating_sub(6)..].to_vec();
    // "The SLO is 500 ms at p99."
    let behind = text
        .get(limit.span.end..)?
        .split(['.', ';', ',', '|', '(', ')'])
        .next()?;
    let end = limit.span.end + behind.len();
    let tail = claim
        .words
        .iter()
        .filter(|it| limit.span.end <= it.span.start && it.span.end <= end && !it.stop);
    of.extend(tail.take(4).map(|it| it.stem));
    Some(of).filter(|it| !it.is_empty())
}

/// "The SLO for p99 latency is 500 ms."
fn stated_for(text: &str, claim: &Claim, limit: &Quantity) -> Option<Vec<Stem>> {
    let before = text.get(..limit.span.start)?;
    let clause = before.rfind([';', '|', ',', '(']).map_or(0, |it| it + 1);
    let words: Vec<&str> = words_of(before.get(clause..)?).collect();
    let (last, words) = words.split_last()?;
    let at = words.iter().rposition(|it| holds(STATED, it))?;
    let tail = words.get(at + 1..)?;
    let is = before.trim_end().ends_with(':') || matches!(*last, "is" | "was" | "of");
    let named = tail.first().is_some_and(|it| matches!(*it, "for" | "on")) && tail.len() <= 6;
    let from = tail.first()?.as_ptr() as usize - text.as_ptr() as usize;
    let of = claim
        .words
        .iter()
        .filter(|it| from <= it.span.start && it.span.end <= limit.span.start && !it.stop);
    (is && named).then(|| of.map(|it| it.stem).collect())
}

/// Values with "(within SLO)", "meets the SLO" behind them, where no number follows.
pub(super) fn kept(text: &str, claim: &Claim) -> Vec<Kept> {
    let mut found = Vec::new();
    for (at, amount) in claim.amounts.iter().enumerate() {
        let q = &amount.quantity;
        let end = claim
            .amounts
            .get(at + 1)
            .map_or(text.len(), |it| it.quantity.span.start);
        let Some(behind) = text.get(q.span.end..end) else {
            continue;
        };
        let clause = behind.split(['.', ';', '|', '!']).next().unwrap_or_default();
        let words: Vec<&str> = words_of(clause).take(5).collect();
        let keeps = words.iter().position(|it| holds(KEEPS, it)).filter(|it| *it <= 2);
        let named = keeps.and_then(|it| words.get(it + 1..)).unwrap_or_default();
        let named = named.iter().take(3).any(|it| holds(" slo sla slos ", it));
        if named && weigh::is_plain(q) && q.bound == Bound::Exact && !wishes(text) {
            let of = near_words(text, claim, q.span);
            found.push(Kept { amount: at, of });
        }
    }
    found
}

/// Stems of the content words in front of `span`, in its clause.
fn near_words(text: &str, claim: &Claim, span: Span) -> Vec<Stem> {
    let before = text.get(..span.start).unwrap_or_default();
    let ends = [". ", "; ", " | ", ", "];
    let clause = ends
        .iter()
        .filter_map(|it| before.rfind(it))
        .max()
        .map_or(0, |it| it + 1);
    let words = claim
        .words
        .iter()
        .filter(|it| clause <= it.span.start && it.span.end <= span.start && !it.stop);
    words.map(|it| it.stem).collect()
}

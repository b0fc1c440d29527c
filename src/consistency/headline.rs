//! Numbers of the title that the text has otherwise, or does not have.

use super::announced;
use super::lists;
use super::passage::{Passage, Role};
use super::weigh;
use super::{Conflict, Kind, show};
use crate::claim::Amount;
use crate::draft::{BlockKind, Draft};
use crate::language::quantity::{Bound, Dimension, Quantity};
use crate::language::words::Stem;

/// Smaller counts stand in titles as figures of speech, or count what the text lists.
const SMALL: f64 = 12.0;

/// Numbers of the title against the text below it.
pub(super) fn find(draft: &Draft, passages: &[Passage<'_>], out: &mut Vec<Conflict>) {
    let body = passages
        .iter()
        .position(|it| !matches!(it.role, Role::Title | Role::Heading(1)));
    let Some(body) = body.map(|it| &passages[it..]) else {
        return;
    };
    let titles = &passages[..passages.len() - body.len()];
    numbered(draft, titles, body, out);
    sections(draft, passages, out);
    let listed = counts(draft);
    let mut told: Vec<f64> = Vec::new();
    for title in titles {
        for amount in title
            .claim()
            .amounts
            .iter()
            .filter(|it| is_claim(title.text(), it))
        {
            let q = &amount.quantity;
            if told.contains(&q.value()) || (q.dimension == Dimension::Count && listed.contains(&q.value())) {
                continue;
            }
            told.push(q.value());
            let Some((proof, other)) = judge(draft, title, amount, body) else {
                continue;
            };
            out.push(Conflict {
                kind: Kind::Headline,
                span: title.in_file(q.span),
                proof,
                other,
                sentence: None,
            });
        }
    }
}

/// Whether a number of the title says something that the text has to bear.
fn is_claim(text: &str, it: &Amount) -> bool {
    let q = &it.quantity;
    let before = text.get(..q.span.start).unwrap_or_default().trim_end();
    let glued = text
        .get(q.span.end..)
        .is_some_and(|it| it.starts_with(['/', '-', '.']) || it.starts_with(char::is_alphanumeric));
    let named = before.ends_with(['#', '/', '(', '-']);
    let sized = match q.dimension {
        Dimension::Count => SMALL < q.low && !it.heads.is_empty(),
        Dimension::Factor | Dimension::Other(_) => false,
        Dimension::Percent => q.low < 99.0,
        _ => true,
    };
    weigh::is_plain(q) && sized && !glued && !named
}

/// What the text says instead of the title's number; `None` where it says the same.
fn judge(
    draft: &Draft,
    title: &Passage<'_>,
    amount: &Amount,
    body: &[Passage<'_>],
) -> Option<(String, Option<crate::text::Span>)> {
    let q = &amount.quantity;
    let all = || {
        body.iter()
            .flat_map(|passage| passage.claim().amounts.iter().map(move |it| (passage, it)))
    };
    let says_same = |it: &Quantity| {
        (it.dimension == q.dimension || it.unit.is_empty() || q.unit.is_empty())
            && (close(it.value(), q.value()) || close(face(it), face(q)))
    };
    let said = all().any(|(_, it)| weigh::may_be_same(it, amount) || says_same(&it.quantity));
    let digits: String = title.text().get(q.number.range())?.to_owned();
    let in_code = || {
        draft
            .blocks
            .iter()
            .any(|it| it.kind == BlockKind::Code && it.view.text().contains(&digits))
    };
    if said || in_code() || body.iter().any(|it| it.text().contains(&digits)) {
        return None;
    }
    let words = show::words(title.text(), q.span);
    let mut same: Vec<(&Passage<'_>, &Amount)> = Vec::new();
    for (passage, it) in all().filter(|it| is_of_same(it.1, amount)) {
        if !same
            .iter()
            .any(|known| known.1.quantity.value() == it.quantity.value())
        {
            same.push((passage, it));
        }
    }
    same.retain(|it| is_near(it.1.quantity.value(), q.value()));
    if let [(passage, only)] = same[..] {
        let other = passage.in_file(only.quantity.span);
        let there = show::words(passage.text(), only.quantity.span);
        let line = show::line(draft, other);
        return Some((
            format!("The title says {words}, line {line} says {there}."),
            Some(other),
        ));
    }
    // What is spelt out is often a figure of speech.
    (!q.in_words && !is_derived(q, body))
        .then(|| (format!("The title says {words}, the text never does."), None))
}

/// Whether one of the two may be a slip for the other: they are not orders of magnitude apart.
fn is_near(a: f64, b: f64) -> bool {
    a < 3.0 * b && b < 3.0 * a
}

/// Whether the number is a percentage of one the text tells: "90 % of the 1,260 gates".
fn is_derived(q: &Quantity, body: &[Passage<'_>]) -> bool {
    let all = || {
        body.iter()
            .flat_map(|it| it.claim().amounts.iter().map(|it| &it.quantity))
            .filter(|it| weigh::is_plain(it))
    };
    let share = |whole: &Quantity| {
        let mut percents = all().filter(|it| it.dimension == Dimension::Percent);
        percents.any(|it| (it.value() / 100.0 * whole.value() - q.value()).abs() <= 0.5 * q.scale)
    };
    let rest = |whole: &Quantity| {
        let mut parts = all().filter(|it| it.dimension == q.dimension);
        parts.any(|it| {
            (whole.value() - it.value() - q.value()).abs() < 0.5 * q.scale
                || (whole.value() + it.value() - q.value()).abs() < 0.5 * q.scale
        })
    };
    // "From $10,000 to $6,000" is 40 %.
    let change = |from: &Quantity| {
        let mut to = all().filter(|it| it.dimension == from.dimension && 0.0 < it.low && 0.0 < from.low);
        to.any(|it| {
            (100.0 * (1.0 - it.value() / from.value()).abs() - q.value()).abs() < weigh::last_digit(q)
        })
    };
    let percent = q.dimension == Dimension::Percent;
    all().any(|it| it.dimension == q.dimension && (share(it) || rest(it)) || percent && change(it))
}

fn face(it: &Quantity) -> f64 {
    it.value() / it.scale
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-6 * a.abs().max(b.abs())
}

/// Whether the two measure the same of the same.
fn is_of_same(a: &Amount, b: &Amount) -> bool {
    let counted = b.quantity.dimension != Dimension::Count || shares(&a.heads, &b.heads);
    let in_unit = b.quantity.dimension == Dimension::Time && a.quantity.scale == b.quantity.scale;
    weigh::comparable(&a.quantity, &b.quantity)
        && counted
        && (b.quantity.dimension == Dimension::Count || in_unit || shares(&a.about, &b.about))
}

fn shares(a: &[Stem], b: &[Stem]) -> bool {
    a.iter().any(|it| b.contains(it))
}

/// Section headings that count something which their section has in another number.
fn sections(draft: &Draft, passages: &[Passage<'_>], out: &mut Vec<Conflict>) {
    for (n, heading) in passages.iter().enumerate() {
        if !matches!(heading.role, Role::Heading(2..)) {
            continue;
        }
        for amount in heading
            .claim()
            .amounts
            .iter()
            .filter(|it| is_claim(heading.text(), it))
        {
            if amount.quantity.dimension != Dimension::Count {
                continue;
            }
            let own = passages[n + 1..]
                .iter()
                .take_while(|it| !matches!(it.role, Role::Heading(_)));
            let all: Vec<(&Passage<'_>, &Amount)> = own
                .flat_map(|passage| passage.claim().amounts.iter().map(move |it| (passage, it)))
                .filter(|it| it.1.quantity.dimension == Dimension::Count && weigh::is_plain(&it.1.quantity))
                .collect();
            let [(passage, only)] = all[..] else { continue };
            if !passage.is_told() || amount.heads != only.heads || weigh::may_be_same(amount, only) {
                continue;
            }
            let other = passage.in_file(only.quantity.span);
            let (here, there) = (
                show::words(heading.text(), amount.quantity.span),
                show::words(passage.text(), only.quantity.span),
            );
            out.push(Conflict {
                kind: Kind::Headline,
                span: heading.in_file(amount.quantity.span),
                proof: format!(
                    "The heading says {here}, line {} says {there}.",
                    show::line(draft, other)
                ),
                other: Some(other),
                sentence: None,
            });
        }
    }
}

/// "7 lessons" above headings that are numbered up to 6.
fn numbered(draft: &Draft, titles: &[Passage<'_>], body: &[Passage<'_>], out: &mut Vec<Conflict>) {
    let number = |it: &Passage<'_>| -> Option<u32> {
        let head = it.text().split_once(['.', ')', ':'])?.0;
        head.trim_start_matches(|c: char| !c.is_ascii_digit())
            .parse()
            .ok()
            .filter(|_| head.len() <= 12)
    };
    let Some(title) = titles.last() else { return };
    let levels = (2..=3).map(|level| {
        let own = body.iter().filter(move |it| it.role == Role::Heading(level));
        own.filter_map(|it| Some((it, number(it)?))).collect::<Vec<_>>()
    });
    let Some(headings) = levels.into_iter().find(|it| 3 <= it.len()) else {
        return;
    };
    let in_order = headings.iter().enumerate().all(|(n, it)| it.1 as usize == n + 1);
    let counts = title.claim().amounts.iter().filter(|it| {
        let q = &it.quantity;
        let text = title.text().get(q.span.end..).unwrap_or_default();
        let counted = q.dimension == Dimension::Count && weigh::is_plain(q) && q.unit.is_empty();
        counted && text.split_whitespace().take(3).any(announced::is_thing)
    });
    let counts: Vec<&Amount> = counts.collect();
    let [only] = counts[..] else { return };
    if !in_order || only.quantity.value() == headings.len() as f64 || only.quantity.bound != Bound::Exact {
        return;
    }
    let last = headings[headings.len() - 1].0;
    let other = last.view.span();
    let said = show::words(title.text(), only.quantity.span);
    out.push(Conflict {
        kind: Kind::Headline,
        span: title.in_file(only.quantity.span),
        proof: format!(
            "The title says {said}, the headings count to {} (line {}).",
            headings.len(),
            show::line(draft, other)
        ),
        other: Some(other),
        sentence: None,
    });
}

/// How many entries the lists have, and headings of each level: what a title may count.
fn counts(draft: &Draft) -> Vec<f64> {
    let mut counts: Vec<usize> = lists::all(draft).iter().map(|it| it.items.len()).collect();
    for level in 2..=4 {
        let headings = draft
            .blocks
            .iter()
            .filter(|it| it.kind == BlockKind::Heading(level))
            .count();
        counts.extend([headings, headings.saturating_sub(1), headings.saturating_sub(2)]);
    }
    counts.into_iter().map(|it| it as f64).collect()
}

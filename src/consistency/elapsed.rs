//! Durations beside the two clock times or dates that they lie between, and weekdays beside their dates.

use super::passage::{Local, Passage};
use super::weigh;
use super::{Conflict, Kind, show};
use crate::claim::{Amount, Claim};
use crate::draft::Draft;
use crate::language::quantity::{Dimension, Quantity};
use crate::language::time::{Day, TimeMention, TimeRef, WEEKDAYS};
use crate::text::Span;

/// What joins the two ends of a range.
const JOINS: [&str; 6] = ["to", "until", "till", "til", "through", "and"];
/// What may stand between a range and its duration without meaning something else.
const LINKS: &str = " a an the that this it which is was so or some for lasted lasting took ran about around roughly \
    total in all of window period long from between just almost nearly only i.e. utc pst est cet gmt exactly ";
/// These make the duration another one than that of the range.
const OTHERS: &str = " after before within every each per into ago later earlier first last more past next another than until ";

/// Reads the durations and weekdays of `text` against the times beside them.
pub(super) fn local(text: &str, claim: &Claim, out: &mut Vec<Local>) {
    for pair in claim.times.windows(2) {
        let [from, to] = pair else { continue };
        weekday(text, from, to, out);
        let Some((short, long)) = apart(from, to) else {
            continue;
        };
        let is_range = joined(text, from, to);
        let range = from.span.cover(to.span);
        let durations = claim.amounts.iter().filter(|it| {
            let q = &it.quantity;
            weigh::is_plain(q) && q.dimension == Dimension::Time && q.per.is_none() && !q.span.overlaps(range)
        });
        for amount in durations {
            judge(text, claim, is_range, (from, to), (&short, &long), amount, out);
        }
    }
}

/// "It began at 09:10 and ended at 09:52. That is 32 minutes.": a length in the sentence behind its two ends.
pub(super) fn find(passages: &[Passage<'_>], out: &mut Vec<Conflict>) {
    for pair in passages.windows(2) {
        let [ends, length] = pair else { continue };
        let ([from, to], [amount, ..]) = (&ends.claim().times[..], &length.claim().amounts[..]) else {
            continue;
        };
        let q = &amount.quantity;
        let lead = length
            .text()
            .get(..q.span.start)
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase();
        let sums_up = matches!(
            lead.as_str(),
            "that is"
                | "that's"
                | "that was"
                | "that makes"
                | "in all"
                | "a total of"
                | "in total"
                | "that is a total of"
        );
        let near = ends.block == length.block && ends.is_told() && length.claim().times.is_empty();
        let duration = weigh::is_plain(q) && q.dimension == Dimension::Time && q.per.is_none();
        let Some((shown, all)) = apart(from, to).filter(|_| sums_up && near && duration) else {
            continue;
        };
        if ends
            .claim()
            .amounts
            .iter()
            .any(|it| it.quantity.dimension == Dimension::Time)
            || all.iter().any(|&it| fits(q, it))
        {
            continue;
        }
        out.push(Conflict {
            kind: Kind::Arithmetic,
            span: length.in_file(q.span),
            proof: proof((ends.text(), from, to), (length.text(), q), shown),
            other: Some(ends.in_file(from.span.cover(to.span))),
            sentence: length.sentence,
        });
    }
}

/// "Started: 14:23", "Resolved: 14:45", "Duration: 27 minutes" in one section.
pub(super) fn labelled(draft: &Draft, passages: &[Passage<'_>], out: &mut Vec<Conflict>) {
    const STARTS: [&str; 6] = [
        "start",
        "started",
        "start time",
        "began",
        "incident start",
        "begin",
    ];
    const ENDS: [&str; 6] = ["end", "ended", "end time", "resolved", "incident end", "finish"];
    let section = |it: &Passage<'_>| it.block.and_then(|block| draft.blocks[block].section);
    for (n, length) in passages.iter().enumerate() {
        let Some(amount) = length
            .claim()
            .amounts
            .first()
            .filter(|it| it.quantity.dimension == Dimension::Time)
        else {
            continue;
        };
        if !matches!(
            label(length.text(), amount.quantity.span.start).as_str(),
            "duration" | "total duration"
        ) {
            continue;
        }
        let near = passages[n.saturating_sub(6)..]
            .iter()
            .take(13)
            .filter(|it| section(it) == section(length));
        let near: Vec<&Passage<'_>> = near.collect();
        let clock = |labels: &[&str]| {
            let mut fitting = near.iter().filter_map(|passage| {
                let [time] = &passage.claim().times[..] else {
                    return None;
                };
                labels
                    .contains(&label(passage.text(), time.span.start).as_str())
                    .then_some((*passage, time))
            });
            fitting.next().filter(|_| fitting.next().is_none())
        };
        let (Some((there, from)), Some((until, to))) = (clock(&STARTS), clock(&ENDS)) else {
            continue;
        };
        let q = &amount.quantity;
        let Some((shown, all)) = apart(from, to) else {
            continue;
        };
        if !weigh::is_plain(q) || all.iter().any(|&it| fits(q, it)) {
            continue;
        }
        let ends = format!(
            "{} to {}",
            show::words(there.text(), from.span),
            show::words(until.text(), to.span)
        );
        let right = show::in_unit_of(q, length.text(), shown);
        let line = show::line(draft, there.in_file(from.span));
        out.push(Conflict {
            kind: Kind::Arithmetic,
            span: length.in_file(q.span),
            proof: format!(
                "{ends} (line {line}) is {right}, not {}.",
                show::words(length.text(), q.number)
            ),
            other: Some(there.in_file(from.span)),
            sentence: length.sentence,
        });
    }
}

/// The label that ends in front of `at`, in small letters.
fn label(text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or_default().trim_end();
    let label = before.strip_suffix([':', '|', '–', '—', '-']).unwrap_or("?");
    label
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_ascii_lowercase()
}

/// Whether a duration can be told of so many seconds between two clock times or dates.
fn fits(q: &Quantity, seconds: f64) -> bool {
    // Seconds are not shown by clocks: a minute more or less is no contradiction, nor is a day between dates.
    let spare = if 86_400.0 <= seconds { 86_400.0 } else { 60.0 };
    let (low, high) = weigh::allowed(q);
    low.min(q.low - spare) <= seconds && seconds <= high.max(q.high + spare)
}

/// "14:23 to 14:45 is 22 minutes, not 27."
fn proof(
    (there, from, to): (&str, &TimeMention, &TimeMention),
    (here, q): (&str, &Quantity),
    shown: f64,
) -> String {
    let ends = format!(
        "{} to {}",
        show::words(there, from.span),
        show::words(there, to.span)
    );
    let right = if shown < 3600.0 && 60.0 < q.scale {
        format!("{} minutes", show::number(shown / 60.0))
    } else {
        show::in_unit_of(q, here, shown)
    };
    format!("{ends} is {right}, not {}.", show::words(here, q.number))
}

/// The distances that two times can have: the one shown, and all that may be meant, in seconds.
fn apart(from: &TimeMention, to: &TimeMention) -> Option<(f64, Vec<f64>)> {
    if let (Some(a), Some(b)) = (clock(from.value), clock(to.value)) {
        let day = 1440;
        let shown = (i32::from(b.0) - i32::from(a.0)).rem_euclid(day);
        let half = (shown + 720).rem_euclid(day);
        let both = a.1 && b.1;
        let all = if both { vec![shown] } else { vec![shown, half] };
        let shown = if !both && half < shown { half } else { shown };
        return Some((
            60.0 * f64::from(shown),
            all.into_iter().map(|it| 60.0 * f64::from(it)).collect(),
        ));
    }
    let year = |it: TimeRef| match it {
        TimeRef::Date { year, .. } => year,
        _ => None,
    };
    let year = year(from.value).or(year(to.value)).unwrap_or(Day::USUAL_YEAR);
    let (a, b) = (Day::of(from.value, Some(year))?, Day::of(to.value, Some(year))?);
    // Both ends may be counted.
    let days = Some(b.since(a)).filter(|it| (1..3000).contains(it))?;
    let day = 86_400.0;
    Some((
        day * f64::from(days),
        vec![day * f64::from(days), day * f64::from(days + 1)],
    ))
}

fn clock(value: TimeRef) -> Option<(u16, bool)> {
    match value {
        TimeRef::Clock { minutes, certain } => Some((minutes, certain)),
        _ => None,
    }
}

/// Whether the two times are the ends of one range.
fn joined(text: &str, from: &TimeMention, to: &TimeMention) -> bool {
    let gap = text.get(from.span.end..to.span.start).unwrap_or_default();
    let before = text.get(..from.span.start).unwrap_or_default().trim_end();
    let mut words = gap.split_whitespace().filter(|it| !is_zone(it));
    match (words.next(), words.next()) {
        (Some("and"), None) => before.ends_with("between") || before.ends_with("Between"),
        (Some(word), None) => JOINS.contains(&word) || matches!(word, "-" | "–" | "—" | "→" | "->" | "=>"),
        _ => false,
    }
}

fn is_zone(word: &str) -> bool {
    (2..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase())
}

fn judge(
    text: &str,
    claim: &Claim,
    pair_is_range: bool,
    (from, to): (&TimeMention, &TimeMention),
    (shown, all): (&f64, &[f64]),
    amount: &Amount,
    out: &mut Vec<Local>,
) {
    let range = from.span.cover(to.span);
    let q = &amount.quantity;
    let behind = range.end <= q.span.start;
    let gap = if behind {
        range.end..q.span.start
    } else {
        q.span.end..range.start
    };
    let Some(between) = text.get(gap.clone()) else {
        return;
    };
    let own = Span::new(gap.start, gap.end);
    let something_else = claim.amounts.iter().any(|it| it.quantity.span.overlaps(own))
        || claim.times.iter().any(|it| it.span.overlaps(own));
    let behind_duration = text.get(q.span.end..).unwrap_or_default();
    let next = behind_duration
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .trim_matches(',');
    let later = behind
        && behind_duration
            .trim_start()
            .strip_prefix("later")
            .is_some_and(|it| it.is_empty() || it.starts_with(['.', ')']))
        && matches!(between, ", " | " - " | " — " | " – ");
    let linked = !holds(OTHERS, next) && is_linked(between, behind);
    if something_else || !(linked && pair_is_range || later) {
        return;
    }
    // "Between 14:00 and 16:00, a 40-minute freeze" is a part of the time.
    let bracketed = between.contains('(') || between.trim().ends_with(['-', '–', '—', ':', '=']);
    let names_what = text.get(q.span.range()).is_some_and(|it| it.contains('-'));
    let spans = text
        .get(from.span.end..to.span.start)
        .is_some_and(|it| it.contains("and"));
    if behind && !bracketed && (names_what || spans) && q.high < *shown {
        return;
    }
    if all.iter().any(|&it| fits(q, it)) {
        return;
    }
    out.push(Local {
        kind: Kind::Arithmetic,
        span: q.span,
        proof: proof((text, from, to), (text, q), *shown),
        other: Some(range),
    });
}

fn holds(list: &str, word: &str) -> bool {
    !word.is_empty()
        && list
            .split_ascii_whitespace()
            .any(|it| it.eq_ignore_ascii_case(word))
}

/// Whether what stands between a range and a duration says that the one is the other's length.
fn is_linked(between: &str, behind: bool) -> bool {
    let tail = between.trim();
    if tail.is_empty() || 40 < between.len() || between.contains(['.', ';', '?', '!', '|', '\n']) {
        return false;
    }
    let words = between.split(|c: char| !c.is_alphanumeric() && c != '\'');
    let strange: Vec<&str> = words
        .filter(|it| !it.is_empty() && !holds(LINKS, it) && !is_zone(it))
        .collect();
    // "a 22-minute outage from 14:23 to 14:45": what lasted may be named in front.
    let room = if behind { 0 } else { 2 };
    let leads_on = ["from", "between", "(", ",", ":", "—", "–", "-"]
        .iter()
        .any(|it| tail.ends_with(it));
    strange.len() <= room && !strange.iter().any(|it| holds(OTHERS, it)) && (behind || leads_on)
}

/// "Tuesday, 14 October 2025", where that day was another one.
fn weekday(text: &str, a: &TimeMention, b: &TimeMention, out: &mut Vec<Local>) {
    let gap = text.get(a.span.end..b.span.start).unwrap_or_default();
    let (day, date, apart) = match (a.value, b.value) {
        (TimeRef::Weekday(day), date @ TimeRef::Date { .. }) => {
            ((day, a.span), (date, b.span), [", ", " ", " the ", ", the "])
        }
        (date @ TimeRef::Date { .. }, TimeRef::Weekday(day)) => {
            ((day, b.span), (date, a.span), [" (", ", a ", " was a ", " is a "])
        }
        _ => return,
    };
    let TimeRef::Date {
        year: Some(year),
        month: Some(month),
        day: Some(number),
    } = date.0
    else {
        return;
    };
    if !apart.contains(&gap) {
        return;
    }
    let Some(right) = Day::new(year, month, number)
        .map(Day::weekday)
        .filter(|it| *it != day.0)
    else {
        return;
    };
    let (right, wrong) = (WEEKDAYS[usize::from(right)], WEEKDAYS[usize::from(day.0.min(6))]);
    out.push(Local {
        kind: Kind::Arithmetic,
        span: day.1,
        proof: format!("{} is a {right}, not a {wrong}.", show::words(text, date.1)),
        other: Some(date.1),
    });
}

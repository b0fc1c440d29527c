//! Headings with times and what stands under them, and the lines of reports that are drawn in plain text.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::language::polarity;
use crate::text::Span;
use crate::transcript::{Transcript, TurnKind};

use super::report;
use super::when::{self, Stated};

/// So many words make a short statement.
const SHORT: usize = 8;

/// Headings that are labels of turns: their words, without time, name a speaker or stand there again and again.
pub(super) fn labels(transcript: &Transcript) -> FxHashSet<usize> {
    let mut seen: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (idx, turn) in transcript.turns.iter().enumerate() {
        if turn.kind == TurnKind::Heading {
            seen.entry(bare(turn.view.text())).or_default().push(idx);
        }
    }
    let is_speaker = |it: &str| {
        transcript
            .speakers
            .iter()
            .any(|s| s.name.eq_ignore_ascii_case(it))
    };
    seen.into_iter()
        .filter(|(words, turns)| {
            let is_repeated = 1 < turns.len() && !report::tells_past(words);
            is_repeated || words.is_empty() || is_speaker(words)
        })
        .flat_map(|(_, turns)| turns)
        .collect()
}

/// The words of a heading before its brackets and without its times, in lower case.
fn bare(text: &str) -> String {
    let text = text.split(['(', '[']).next().unwrap_or(text);
    let mut res = String::new();
    let mut at = 0;
    for time in when::stated(text) {
        res.push_str(&text[at..time.span.start]);
        at = time.span.end;
    }
    res.push_str(&text[at..]);
    let words: Vec<String> = report::words(&res).collect();
    words.join(" ")
}

/// A heading without the time in brackets that ends it, nor how long it took: `Phase 1: Triage` of `Phase 1: Triage
/// (2:17-2:22 PM) - 5 minutes`.
pub(super) fn title(text: &str, time: Span) -> Span {
    let whole = Span::new(text.len() - text.trim_start().len(), text.trim_end().len());
    let head = text[..time.start].trim_end();
    let opens = head.ends_with(['(', '[']);
    let closes = text[time.end..].starts_with([')', ']']);
    let rest = text.get(time.end + 1..).unwrap_or("").trim();
    let is_length = rest.is_empty()
        || rest
            .trim_start_matches(['-', '–', '—', ',', ' '])
            .starts_with(|it: char| it.is_ascii_digit() || it == '~');
    let title = head.trim_end_matches(['(', '[', ' ', '-', '–', '—', ':', ',']);
    if opens && closes && is_length && !title.trim().is_empty() {
        Span::new(whole.start, title.len())
    } else {
        whole
    }
}

/// Whether turn `idx` stands under the heading `heading`, however deep.
pub(super) fn stands_under(transcript: &Transcript, idx: usize, heading: usize) -> bool {
    let mut at = transcript.turns[idx].section;
    while let Some(it) = at {
        if it == heading {
            return true;
        }
        at = transcript.turns[it].section;
    }
    false
}

/// Whether turn `idx` stands under a heading of what is still to be done.
pub(super) fn is_of_plans(transcript: &Transcript, idx: usize) -> bool {
    const PLANS: &[&str] = &[
        "agenda",
        "recommendations",
        "recommendation",
        "roadmap",
        "remediation",
        "schedule",
        "upcoming",
        "follow-up",
        "follow-ups",
        "followups",
        "improvements",
    ];
    let mut at = transcript.turns[idx].section;
    while let Some(it) = at {
        let text = transcript.turns[it].view.text();
        // The title of the whole may plan; its parts need not.
        let is_plan = it != 0
            && report::words(text).any(|word| {
                let is_name = matches!(
                    word.as_str(),
                    "needed" | "gets" | "took" | "asked" | "expected" | "list" | "listed"
                );
                PLANS.contains(&word.as_str()) || (polarity::is_plan(&word) && !is_name)
            });
        if is_plan {
            return true;
        }
        at = transcript.turns[it].section;
    }
    false
}

/// Whether a note tells what came out of a phase: `Root cause found: the disk was full`, `All targets met`.
pub(super) fn is_outcome(text: &str) -> bool {
    match text.split_once(':') {
        Some((key, value)) => {
            let last = report::words(key).last().unwrap_or_default();
            let n_words = report::words(key).count();
            let says = 2 <= report::words(value).count();
            let names_outcome = n_words == 1
                && matches!(
                    last.as_str(),
                    "result"
                        | "results"
                        | "outcome"
                        | "finding"
                        | "findings"
                        | "conclusion"
                        | "cause"
                        | "fix"
                );
            says && names_outcome
                || says && (2..=4).contains(&n_words) && report::is_change(&last) && report::tells_past(key)
        }
        None => report::words(text).count() <= SHORT && report::tells_past(text) && !text.ends_with('?'),
    }
}

/// A line that opens with its time and a mark: `14:23 - alert fired`. Seconds and what follows without a mark make a
/// log line.
pub(super) fn entry(text: &str) -> Option<(Stated, Span)> {
    let (time, words) = when::leading(text, false)?;
    let between = &text[time.span.end..words.start];
    let is_marked = between.contains([':', '–', '—']) || between.contains(" - ") || between.contains(" | ");
    let stated = &text[time.span.range()];
    let has_seconds = 1 < stated.matches(':').count() && time.until.is_none();
    let opens = text
        .trim_start()
        .starts_with(|it: char| it.is_alphanumeric() || it == '[');
    let is_line = text[words.range()].starts_with(|it: char| it.is_alphanumeric() || !it.is_ascii());
    (is_marked && !has_seconds && opens && is_line && time.fixes_moment()).then_some((time, words))
}

/// A point of a printed list that names a clock time: `• Deploy #12 at 13:15`. Its bullet is not part of it.
pub(super) fn point(text: &str) -> Option<(Stated, Span)> {
    let words = text
        .strip_prefix(['•', '●', '▪', '‣'])
        .or_else(|| text.strip_prefix("- "))
        .or_else(|| text.strip_prefix("* "))?
        .trim_start();
    let start = text.len() - words.len();
    let time = when::stated(words).into_iter().find(|it| {
        let head = words[..it.span.start].trim_end().to_lowercase();
        it.fixes_moment() && (head.ends_with(" at") || head.ends_with(" on"))
    })?;
    let is_plan = report::is_planned(words, time.span.start)
        || report::words(words).any(|it| matches!(it.as_str(), "every" | "daily" | "next" | "always"));
    (!is_plan).then(|| (time, Span::new(start, text.trim_end().len())))
}

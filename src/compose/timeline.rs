//! The timeline section: a Markdown table of what happened when, between two markers, so that it can be
//! brought up to date without touching anything else.

use std::fmt::Write;

use crate::diagnostic::Edit;
use crate::draft::{BlockKind, DirectiveKind, Draft};
use crate::event::{self, Event, EventKind};
use crate::text::Span;
use crate::transcript::Transcript;

use super::{cite, place};

/// What opens the section.
const OPEN: &str = "backline:timeline";
/// What closes it.
const CLOSE: &str = "/backline:timeline";
/// The table's head.
const HEAD: &str = "| When | What | Source |\n| --- | --- | --- |\n";
/// So many entries make a timeline of the source's own.
const OWN_TIMELINE: usize = 3;

/// The events that a timeline section tells, in the order of the source.
///
/// Where the source keeps a timeline itself, its headings with times only repeat it, and are left out.
pub fn select(transcript: &Transcript) -> Vec<Event> {
    let mut res = event::events(transcript);
    let n_entries = res.iter().filter(|it| it.kind == EventKind::Entry).count();
    if OWN_TIMELINE <= n_entries {
        res.retain(|it| it.kind != EventKind::Heading);
    }
    res
}

/// The section with its markers for the events of `sources`: path as cited, transcript, events. Lines are
/// parted by `\n`, none at the end. Empty where nothing has a time.
///
/// `path` is that of the draft: an `.mdx` file has its own comments.
pub fn section(path: &str, sources: &[(&str, &Transcript, &[Event])]) -> String {
    if sources.iter().all(|(_, _, events)| events.is_empty()) {
        return String::new();
    }
    let mut res = cite::comment(path, OPEN);
    res.push_str("\n\n");
    res.push_str(HEAD);
    for (source, transcript, events) in sources {
        for it in *events {
            res.push_str(&row(source, transcript, it));
            res.push('\n');
        }
    }
    res.push('\n');
    res.push_str(&cite::comment(path, CLOSE));
    res
}

/// One row, without line break.
pub(super) fn row(source: &str, transcript: &Transcript, event: &Event) -> String {
    let (first, last) = transcript.event_lines(event);
    let mut res = String::new();
    let lines = lines((first, last));
    let source = source.replace('|', "\\|");
    // Writing to a string cannot fail.
    let _ = write!(
        res,
        "| {} | {} | {source}:{lines} |",
        cite::escape(&event.when),
        cite::escape(&event.text),
    );
    res
}

/// `41` or `41-43`.
pub(super) fn lines((first, last): (usize, usize)) -> String {
    if first == last {
        first.to_string()
    } else {
        format!("{first}-{last}")
    }
}

/// A table with this row alone.
pub(super) fn table(row: &str) -> String {
    format!("{HEAD}{row}\n")
}

/// The edits that bring the draft's timeline to `section`: its section is replaced, or one is put behind
/// the block at `offset`. No edits where it says so already.
pub fn update(draft: &Draft, offset: usize, section: &str) -> Vec<Edit> {
    if section.is_empty() {
        return Vec::new();
    }
    let Some(span) = existing(draft) else {
        return vec![place::insert_block(draft, offset, section)];
    };
    let text = section.replace('\n', place::line_break(draft));
    if draft.text[span.range()] == text {
        return Vec::new();
    }
    vec![Edit { span, text }]
}

/// The section that the draft has, markers included. Where the closing marker is gone, the opening one alone.
pub fn existing(draft: &Draft) -> Option<Span> {
    let directive = |kind: DirectiveKind, from: usize| {
        draft
            .directives
            .iter()
            .find(|it| it.kind == kind && from <= it.span.start)
            .map(|it| it.span)
    };
    let open = earliest(directive(DirectiveKind::Timeline, 0), marker(draft, OPEN, 0))?;
    let close = earliest(
        directive(DirectiveKind::TimelineEnd, open.end),
        marker(draft, CLOSE, open.end),
    );
    let next_open = marker(draft, OPEN, open.end);
    match close {
        Some(close) if next_open.is_none_or(|it| close.start < it.start) => Some(open.cover(close)),
        _ => Some(open),
    }
}

fn earliest(a: Option<Span>, b: Option<Span>) -> Option<Span> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if b.start < a.start { b } else { a }),
        (a, b) => a.or(b),
    }
}

/// The first comment from `from` on that says just `name`, outside code.
fn marker(draft: &Draft, name: &str, from: usize) -> Option<Span> {
    let text: &str = &draft.text;
    let mut at = from;
    while let Some(found) = text.get(at..)?.find(name) {
        let start = at + found;
        at = start + name.len();
        let before = text[..start].trim_end();
        let after = text[at..].trim_start();
        let opens = ["<!--", "{/*"].iter().find(|it| before.ends_with(**it));
        let closes = ["-->", "*/}"].iter().find(|it| after.starts_with(**it));
        let (Some(opens), Some(closes)) = (opens, closes) else {
            continue;
        };
        let span = Span::new(
            before.len() - opens.len(),
            text.len() - after.len() + closes.len(),
        );
        let in_code = draft
            .blocks
            .iter()
            .any(|it| it.kind == BlockKind::Code && it.span.contains(span));
        if !in_code {
            return Some(span);
        }
    }
    None
}

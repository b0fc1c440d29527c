//! The timeline section: a Markdown table or list of what happened when, between two markers, so that it can be
//! brought up to date without touching anything else.

use crate::config::CiteStyle;
use crate::diagnostic::Edit;
use crate::draft::{BlockKind, DirectiveKind, Draft};
use crate::event::{self, Event, EventKind, Row, Strand};
use crate::persona::Persona;
use crate::shape;
use crate::text::Span;
use crate::transcript::Transcript;

use super::{cite, place, plain};

/// What opens the section.
const OPEN: &str = "backline:timeline";
/// What closes it.
const CLOSE: &str = "/backline:timeline";
/// What stands where the source tells no time.
pub const NOT_STATED: &str = "(time not stated)";
/// Behind times of one event that differ.
const CONFLICT: &str = "(conflict)";

/// How rows are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// A Markdown table.
    #[default]
    Table,
    /// A bullet list.
    List,
}

/// How a section looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Table or list.
    pub style: Style,
    /// Whether each row names its source; else hidden citations do, in the style of the configuration.
    pub shows_source: bool,
}

impl Default for Layout {
    fn default() -> Layout {
        Layout {
            style: Style::Table,
            shows_source: true,
        }
    }
}

/// A source of a timeline.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Its path as the draft cites it.
    pub path: &'a str,
    /// What it holds.
    pub transcript: &'a Transcript,
}

/// What is written, and for which draft.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// Path of the draft: an `.mdx` file has its own comments.
    pub path: &'a str,
    /// The sources; rows name them by index.
    pub sources: &'a [Source<'a>],
    /// How the section looks.
    pub layout: Layout,
    /// How citations look where no source is shown.
    pub cite_style: CiteStyle,
}

/// The rows of `sources`, one strand per story.
pub fn select(sources: &[Source<'_>]) -> Vec<Strand> {
    let transcripts: Vec<&Transcript> = sources.iter().map(|it| it.transcript).collect();
    event::timeline(&transcripts)
}

/// The section with its markers. Lines are parted by `\n`, none at the end. Empty where nothing is told.
pub fn section(setting: &Setting<'_>, strands: &[Strand]) -> String {
    let told: Vec<&Strand> = strands.iter().filter(|it| !it.rows.is_empty()).collect();
    if told.is_empty() {
        return String::new();
    }
    let mut res = cite::comment(setting.path, OPEN);
    res.push_str("\n\n");
    for strand in &told {
        let title = match (&strand.title, strand.source) {
            (Some(title), _) => Some(cite::escape(title)),
            (None, Some(source)) if 1 < told.len() => Some(cite::escape(setting.sources[source].path)),
            _ => None,
        };
        if let Some(title) = title {
            res.push_str(&format!("### {title}\n\n"));
        }
        let rows: Vec<String> = strand.rows.iter().map(|it| row(setting, it)).collect();
        res.push_str(&body(setting.layout, &rows));
        res.push('\n');
    }
    res.push_str(&cite::comment(setting.path, CLOSE));
    res
}

/// Rows as a table or list, with a line break at its end.
pub(super) fn body(layout: Layout, rows: &[String]) -> String {
    let head = match layout {
        Layout {
            style: Style::List, ..
        } => "",
        Layout {
            shows_source: true, ..
        } => "| When | What | Source |\n| --- | --- | --- |\n",
        Layout { .. } => "| When | What |\n| --- | --- |\n",
    };
    let mut res = head.to_owned();
    for it in rows {
        res.push_str(it);
        res.push('\n');
    }
    res
}

/// When a row happened, as told: the stretch of its phase where one is told, and other times behind a slash.
pub fn when(row: &Row) -> String {
    let phase = row
        .also
        .iter()
        .find(|it| it.event.kind == EventKind::Heading && it.event.until.is_some() && !it.differs);
    let own = match phase {
        Some(phase) => &phase.event.when,
        None if row.event.when.is_empty() => NOT_STATED,
        None => &row.event.when,
    };
    let by_calendar = row
        .event
        .meant
        .as_ref()
        .filter(|_| own == row.event.when)
        .map(|it| format!("{own} ({it})"));
    let mut times = vec![by_calendar.as_deref().unwrap_or(own)];
    for it in row.also.iter().filter(|it| it.differs) {
        if !times.contains(&it.event.when.as_str()) {
            times.push(&it.event.when);
        }
    }
    let res = times.join(" / ");
    if 1 < times.len() {
        format!("{res} {CONFLICT}")
    } else {
        res
    }
}

/// What happened, in the source's words; of a sentence of a talk without the words that only join it to the one before.
fn what(event: &Event) -> String {
    if event.kind != EventKind::Mention {
        return event.text.clone();
    }
    plain::without_opener(&event.text)
}

/// One row, without line break.
pub(super) fn row(setting: &Setting<'_>, row: &Row) -> String {
    let when = cite::escape(&when(row));
    let what = cite::escape(&what(&row.event));
    let places = places(setting, row);
    let Layout { style, shows_source } = setting.layout;
    let shown = places
        .iter()
        .map(|(path, lines)| format!("{path}:{}", lines.0) + &last(*lines))
        .collect::<Vec<_>>()
        .join(", ");
    let hidden = || -> String {
        places
            .iter()
            .map(|(path, lines)| cite::hidden(setting.path, path, *lines, setting.cite_style))
            .collect()
    };
    match (style, shows_source) {
        (Style::Table, true) => format!("| {when} | {what} | {} |", shown.replace('|', "\\|")),
        (Style::Table, false) => format!("| {when} | {what}{} |", hidden()),
        (Style::List, true) => format!("- **{when}** {what} ({})", cite::escape(&shown)),
        (Style::List, false) => format!("- **{when}** {what}{}", hidden()),
    }
}

/// `-12` of lines 10 to 12.
fn last(lines: (usize, usize)) -> String {
    if lines.0 == lines.1 {
        String::new()
    } else {
        format!("-{}", lines.1)
    }
}

/// Where a row is told: path and lines.
fn places<'a>(setting: &Setting<'a>, row: &Row) -> Vec<(&'a str, (usize, usize))> {
    let place = |source: usize, event: &Event| {
        let source = &setting.sources[source];
        (source.path, source.transcript.event_lines(event))
    };
    let also = row.also.iter().map(|it| place(it.source, &it.event));
    std::iter::once(place(row.source, &row.event))
        .chain(also)
        .collect()
}

/// The layout that the section of a draft has, so that bringing it up to date does not change its looks.
pub fn layout_of(draft: &Draft) -> Option<Layout> {
    let text = &draft.text[existing(draft)?.range()];
    let mut lines = text.lines().map(str::trim);
    let first = lines.find(|it| it.starts_with('|') || it.starts_with("- "))?;
    if let Some(head) = first.strip_prefix('|') {
        return Some(Layout {
            style: Style::Table,
            shows_source: head.contains("Source"),
        });
    }
    Some(Layout {
        style: Style::List,
        shows_source: first.ends_with(')') && !first.contains("]("),
    })
}

/// The lines (from 0) of the rows in the section at `span`.
pub(super) fn row_lines(draft: &Draft, span: Span) -> Vec<usize> {
    let (first, last) = draft.lines.lines(span);
    let text = |it: usize| draft.text[draft.lines.span(&draft.text, it).range()].trim();
    (first - 1..last)
        .filter(|&it| {
            let is_head = text(it + 1).starts_with("| ---") || text(it).starts_with("| ---");
            (text(it).starts_with("| ") && !is_head) || text(it).starts_with("- **")
        })
        .collect()
}

/// What is wrong with the markers of a draft.
pub fn broken(draft: &Draft) -> Option<String> {
    let mut open: Option<usize> = None;
    let mut closed: Option<usize> = None;
    for (span, opens) in markers(draft) {
        let line = draft.lines.line(span.start) + 1;
        match (opens, open) {
            (true, Some(first)) => {
                return Some(format!(
                    "the timeline section of line {first} is not closed before line {line} opens one"
                ));
            }
            (true, None) => {
                if let Some(first) = closed {
                    return Some(format!(
                        "there are two timeline sections, up to line {first} and in line {line}; keep one"
                    ));
                }
                open = Some(line);
            }
            (false, Some(_)) => {
                open = None;
                closed = Some(line);
            }
            (false, None) => {
                return Some(format!(
                    "line {line} closes a timeline section that nothing opens"
                ));
            }
        }
    }
    open.map(|line| {
        format!("the timeline section that line {line} opens is never closed; add <!-- {CLOSE} -->")
    })
}

/// The markers of a draft in order, and whether each opens a section.
fn markers(draft: &Draft) -> Vec<(Span, bool)> {
    let mut res = Vec::new();
    for (name, opens) in [(OPEN, true), (CLOSE, false)] {
        let mut at = 0;
        while let Some(span) = marker(draft, name, at) {
            at = span.end;
            res.push((span, opens));
        }
    }
    res.sort_by_key(|it| it.0.start);
    res
}

/// Where a section goes that the draft does not have yet: under the heading that says "timeline", else before the bio
/// at the end and the rule that parts it off.
pub fn place(draft: &Draft, persona: &Persona) -> usize {
    let heading = draft.blocks.iter().find(|it| {
        let text = draft.text[it.span.range()].to_lowercase();
        matches!(it.kind, BlockKind::Heading(_)) && (text.contains("timeline") || text.contains("chronology"))
    });
    if let Some(heading) = heading {
        return heading.span.start;
    }
    let bio = shape::bio(draft, persona.bio.as_ref()).map(|it| it.start);
    // Behind the last block before that, so that a rule or blank lines before the bio stay with it.
    let last = draft.blocks[..bio.unwrap_or(draft.blocks.len())].last();
    match (last, bio) {
        (Some(last), _) => last.span.start,
        (None, Some(_)) => draft.front_matter.span.end,
        (None, None) => draft.text.len(),
    }
}

/// The edits that bring the draft's timeline to `section`: its section is replaced, or one is put behind
/// the block at `offset`. No edits where it says so already, and where the markers are [`broken`].
pub fn update(draft: &Draft, offset: usize, section: &str) -> Vec<Edit> {
    if section.is_empty() || broken(draft).is_some() {
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

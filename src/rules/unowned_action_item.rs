//! `unowned-action-item`: something is to be done, and nobody does it, or at no time.

use super::missing_section::{folded, is_of_actions};
use super::{Check, Context, Rule, issue, message, post};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::draft::{Block, BlockKind, Draft};
use crate::language::time::{self, TimeRef};
use crate::language::words;
use crate::shape;
use crate::text::{Span, one_line};

/// An action item without owner or date.
pub(super) static RULE: Rule = Rule {
    name: "unowned-action-item",
    group: Group::Draft,
    severity: Some(Severity::Warning),
    fixable: false,
    docs: include_str!("unowned_action_item.md"),
    check: Check::Findings(check),
};

/// What the column of the owner, and what an owner's label is called.
const OWNER: [&str; 11] = [
    "owner",
    "owners",
    "assignee",
    "assigned",
    "who",
    "responsible",
    "dri",
    "lead",
    "by whom",
    "person",
    "team",
];
/// The same of the date.
const DATE: [&str; 10] = [
    "due",
    "due date",
    "date",
    "deadline",
    "when",
    "eta",
    "by",
    "target",
    "target date",
    "by when",
];
/// Cells that leave it open.
const OPEN: [&str; 11] = [
    "open",
    "",
    "tbd",
    "tba",
    "none",
    "n/a",
    "na",
    "unassigned",
    "unknown",
    "todo",
    "nobody",
];

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    if post::postmortem(ctx).is_none() {
        return;
    }
    let draft = ctx.draft;
    let mut n = 0;
    while n < draft.blocks.len() {
        let block = &draft.blocks[n];
        let is_head = matches!(block.kind, BlockKind::Heading(_)) || is_bold_line(draft, block);
        if !is_head || !is_of_actions(&folded(block.view.text())) {
            n += 1;
            continue;
        }
        let end = section_end(draft, n);
        let tables = (n + 1..end).filter(|&it| draft.blocks[it].kind == BlockKind::TableRow);
        out.extend(tables.filter_map(|it| row(ctx, &draft.blocks[it])));
        for it in shape::items(draft, n + 1..end) {
            let above = label_above(draft, n, it.blocks.start);
            out.extend(item(ctx, &it, above));
        }
        n = end;
    }
}

/// A paragraph that is but a label, as authors without headings write them.
fn is_bold_line(draft: &Draft, block: &Block) -> bool {
    let raw = draft.text.get(block.span.range()).unwrap_or_default();
    let is_bold =
        raw.starts_with("**") && (raw.ends_with("**") || raw.ends_with("**:") || raw.ends_with(":**"));
    block.kind == BlockKind::Paragraph && is_bold
}

/// The block behind the section that the block `n` opens.
fn section_end(draft: &Draft, n: usize) -> usize {
    let level = match draft.blocks[n].kind {
        BlockKind::Heading(it) => it,
        _ => 7,
    };
    let closes = |it: &Block| matches!(it.kind, BlockKind::Heading(other) if other <= level);
    let rest = &draft.blocks[n + 1..];
    n + 1 + rest.iter().position(closes).unwrap_or(rest.len())
}

/// The heading or the label over a list of the section that the block `head` opens: `Next week:`, `### Storage team`.
fn label_above(draft: &Draft, head: usize, first: usize) -> &str {
    const MOST_WORDS: usize = 5;
    let before = draft.blocks[head + 1..first].iter().rev();
    let above = before
        .map(|it| (it.kind, it.view.text()))
        .find(|it| it.0 != BlockKind::ListItem);
    let text = above.map_or("", |it| it.1);
    if text.split_whitespace().nth(MOST_WORDS).is_none() {
        text
    } else {
        ""
    }
}

fn row(ctx: &Context<'_>, row: &Block) -> Option<Diagnostic> {
    let cells: Vec<&str> = row.view.text().split(" | ").map(str::trim).collect();
    let header = row.header.map_or("", |it| ctx.draft.blocks[it].view.text());
    let titles: Vec<String> = header.split(" | ").map(|it| it.trim().to_lowercase()).collect();
    let cell = |names: &[&str]| {
        let at = titles.iter().position(|it| names.contains(&it.as_str()))?;
        Some(cells.get(at).copied().unwrap_or_default())
    };
    let text = row.view.text();
    if is_done(text) {
        return None;
    }
    let has_owner = cell(&OWNER).map_or_else(|| has_owner(ctx, text), is_filled);
    let has_date = cell(&DATE).is_some_and(is_filled) || has_date(text);
    let what = cells.first().copied().unwrap_or_default();
    let span = row.view.span();
    missing(has_owner, has_date, what).map(|it| issue::plain(&RULE, span, it, None))
}

fn item(ctx: &Context<'_>, item: &shape::Item, above: &str) -> Option<Diagnostic> {
    let marker = ctx.draft.text.get(item.marker.range()).unwrap_or_default();
    let text = item.text(ctx.draft);
    // "What went wrong" inside the section looks back.
    let looks_back = folded(above).starts_with("what went");
    let is_checked = marker.contains("[x]") || marker.contains("[X]");
    if is_checked || looks_back || is_done(&text) {
        return None;
    }
    let first = &ctx.draft.blocks[item.blocks.start];
    let has_owner = has_owner(ctx, &text) || is_owned(ctx, above) || is_group(above);
    let has_date = has_date(&text) || has_date(above);
    let message = missing(has_owner, has_date, first.view.text())?;
    Some(issue::plain(&RULE, first.view.span(), message, None))
}

fn missing(has_owner: bool, has_date: bool, what: &str) -> Option<String> {
    let what = message::brief(&one_line(what), 70);
    match (has_owner, has_date) {
        (true, true) => None,
        (false, true) => Some(format!("No owner: who does \"{what}\"?")),
        (true, false) => Some(format!("No date: by when is \"{what}\" done?")),
        (false, false) => Some(format!("No owner and no date: who does \"{what}\", and by when?")),
    }
}

fn is_filled(cell: &str) -> bool {
    let bare = cell
        .trim_matches(|c: char| !c.is_alphanumeric() && c != '@')
        .to_lowercase();
    !OPEN.contains(&bare.as_str())
}

/// What is done needs nobody any more: `done`, `(shipped on Friday)`; not `to be done`, `not merged`.
fn is_done(text: &str) -> bool {
    const DONE: [&str; 7] = [
        "done",
        "completed",
        "shipped",
        "deployed",
        "merged",
        "finished",
        "closed",
    ];
    const NOT_YET: [&str; 9] = ["be", "get", "gets", "not", "until", "when", "once", "is", "are"];
    let lower = text.to_lowercase();
    let words: Vec<&str> = words::spans(&lower).iter().map(|it| &lower[it.range()]).collect();
    let is_told = words.iter().enumerate().any(|(at, it)| {
        let before = at.checked_sub(1).map(|it| words[it]);
        DONE.contains(it) && !before.is_some_and(|it| NOT_YET.contains(&it) || it.ends_with("n't"))
    });
    is_told || lower.contains('✅') || lower.contains('✔')
}

/// `@ana`, `owner: the storage team`, `(Ana, Friday)`, `Ana: …`, `Ana to …`, `— Ana`, a speaker's name.
fn has_owner(ctx: &Context<'_>, text: &str) -> bool {
    is_owned(ctx, text) || is_named_at_an_edge(text)
}

/// Whether `text` says who does it, wherever it says so: a handle, somebody whom the sources hear, `owner: …`.
fn is_owned(ctx: &Context<'_>, text: &str) -> bool {
    let handle = text.split_whitespace().any(|it| {
        let bare = it.trim_start_matches(['(', '[', '*', '—', '-', '/']);
        bare.strip_prefix('@')
            .is_some_and(|it| it.starts_with(char::is_alphanumeric))
    });
    let speakers = ctx.sources.list.iter().flat_map(|it| &it.transcript.speakers);
    let mut people = speakers.map(|it| it.name.as_str());
    handle || people.any(|it| names_person(text, it)) || is_labelled(text)
}

/// Whether `text` names somebody whom the sources hear, in whatever case they write it.
fn names_person(text: &str, name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or_default();
    let is_name = first.chars().nth(1).is_some();
    is_name && post::names(text, name)
}

/// `owner: …`, `assigned to …`, `responsible: …`, with something behind it.
fn is_labelled(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut from = 0;
    for span in words::spans(&lower) {
        if span.start < from || !OWNER[..8].contains(&&lower[span.range()]) {
            continue;
        }
        let behind = lower[span.end..].trim_start_matches(['*', ' ']);
        let value = behind.strip_prefix([':', '=', '–', '—']).or_else(|| {
            behind
                .strip_prefix("to ")
                .filter(|_| &lower[span.range()] == "assigned")
        });
        let value = value.map(|it| it.split([',', ';', ')', '|']).next().unwrap_or_default());
        if value.is_some_and(is_filled) {
            return true;
        }
        from = span.end;
    }
    false
}

/// A name where an owner is written: in front with a colon or `to`, behind a dash, in brackets; `the storage team`
/// too.
fn is_named_at_an_edge(text: &str) -> bool {
    let text = text.trim();
    let front = text.split([':', '—', '–']).next().unwrap_or_default();
    let is_label = front.len() < text.len() && is_who(front);
    let mut words = text.split_whitespace();
    let opens = words.next().is_some_and(is_name)
        && matches!(words.next(), Some("to" | "will" | "and" | "adds" | "writes"));
    let bracketed = pieces_in(text, '(', ')')
        .chain(pieces_in(text, '[', ']'))
        .any(starts_with_who);
    let dashes = ["—", "–", " - ", " -- "];
    let behind = dashes
        .iter()
        .filter_map(|it| Some(text.rsplit_once(it)?.1))
        .any(starts_with_who);
    is_label || opens || bracketed || behind
}

fn pieces_in(text: &str, open: char, close: char) -> impl Iterator<Item = &str> {
    let pieces = text.split(open).skip(1);
    pieces.filter_map(move |it| it.split(close).next())
}

fn starts_with_who(piece: &str) -> bool {
    is_who(piece.split([',', ';', '/', ':']).next().unwrap_or_default())
}

/// One to three words that are a name, or end in what people are called who do things together.
fn is_who(text: &str) -> bool {
    let text = text.trim().trim_matches(['*', '_', '.']);
    let words: Vec<&str> = text.split_whitespace().collect();
    let lower = text.to_lowercase();
    let is_label = OWNER.contains(&lower.as_str()) || DATE.contains(&lower.as_str());
    if is_label || !is_filled(&lower) {
        return false;
    }
    let all_names = !words.is_empty()
        && words
            .iter()
            .all(|it| is_name(it) || matches!(*it, "and" | "&" | "+"));
    (1..=4).contains(&words.len()) && (is_group(text) || (all_names && time::read(text).is_empty()))
}

/// `the storage team`, `platform lead`: what people are called who do things together.
fn is_group(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let last = last.trim_end_matches(':').to_lowercase();
    matches!(last.as_str(), "team" | "lead" | "rotation" | "oncall" | "on-call")
}

/// `Ana`, `SRE`: a capital in front, and nothing but letters.
fn is_name(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    bare.starts_with(char::is_uppercase) && bare.chars().all(|c| c.is_alphabetic() || c == '\'' || c == '-')
}

/// A day, a week, a quarter by which it is done.
fn has_date(text: &str) -> bool {
    let is_day = |it: TimeRef| match it {
        TimeRef::Date { month, day, .. } => month.is_some() || day.is_some(),
        TimeRef::Weekday(_) => true,
        TimeRef::Relative { days, .. } => 0 <= days,
        TimeRef::PartOfDay(_) => true,
        TimeRef::Clock { .. } | TimeRef::PastHour(_) => false,
    };
    if time::read(text).iter().any(|it| is_day(it.value)) {
        return true;
    }
    let lower = text.to_lowercase();
    let words: Vec<&str> = words::spans(&lower)
        .iter()
        .map(|it: &Span| &lower[it.range()])
        .collect();
    let is_quarter = |it: &str| matches!(it, "q1" | "q2" | "q3" | "q4" | "eow" | "eom" | "eoq" | "eod");
    let is_stretch = |it: &str| {
        matches!(
            it,
            "week" | "month" | "quarter" | "sprint" | "year" | "today" | "tomorrow" | "release"
        )
    };
    let leads = |it: &str| {
        matches!(
            it,
            "by" | "this" | "next" | "due" | "of" | "until" | "before" | "within" | "first"
        )
    };
    let is_near = |it: &[&str]| {
        it.split_last()
            .is_some_and(|(last, before)| is_stretch(last) && before.iter().any(|it| leads(it)))
    };
    let is_numbered = |it: &[&str]| matches!(it, ["sprint" | "release" | "week" | "day", number] if number.parse::<u32>().is_ok());
    words.iter().any(|it| is_quarter(it))
        || words.windows(2).any(|it| is_near(it) || is_numbered(it))
        || words.windows(3).any(is_near)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owners_are_known_by_where_they_stand() {
        for text in [
            "Ana: add the alert",
            "Ana to add the alert by Friday",
            "Add the alert (Ana, by 14 June)",
            "Add the alert — Ana, by 14 June",
            "Add the alert (owner: storage team)",
            "Add the alert. Owner: ana",
            "Platform team: add the alert",
            "Add the alert, assigned to the on-call",
        ] {
            assert!(is_labelled(text) || is_named_at_an_edge(text), "{text}");
        }
        for text in [
            "Add an alert to Grafana",
            "Add the alert (in Grafana)",
            "Owner: TBD",
            "Add the alert by Friday",
            "Add the alert — soon",
            "Add the alert (Friday)",
        ] {
            assert!(!is_labelled(text) && !is_named_at_an_edge(text), "{text}");
        }
    }

    #[test]
    fn what_is_done_is_told_from_what_is_to_be_done() {
        for text in [
            "Done: add the alert",
            "Add the alert (Hugo, done the same day)",
            "Add the alert ✅",
        ] {
            assert!(is_done(text), "{text}");
        }
        for text in [
            "Find out what has to be done",
            "Merge it once it is merged upstream",
            "Close the door",
        ] {
            assert!(!is_done(text), "{text}");
        }
    }

    #[test]
    fn dates_are_days_weeks_and_quarters() {
        for text in [
            "by 14 June",
            "2025-11-10",
            "on Friday",
            "next week",
            "in Q3",
            "by end of month",
            "next sprint",
            "by the end of the quarter",
            "within a week",
            "sprint 12",
            "the next day",
        ] {
            assert!(has_date(text), "{text}");
        }
        for text in [
            "Check the backups every week",
            "soon",
            "page at 14:00",
            "since 2019",
        ] {
            assert!(!has_date(text), "{text}");
        }
    }
}

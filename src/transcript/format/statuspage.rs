//! Incidents of a status page: the JSON of Statuspage, and a page that somebody copied (newest first). Every update is
//! an event.

use super::Format;
use super::build::{Builder, PARAGRAPH};
use super::input::Input;
use super::join;
use super::json::Node;
use super::message;
use super::moment::Moment;
use super::why::counted;
use crate::text::{Span, View};
use crate::transcript::TurnKind;

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "statuspage",
    detect,
    parse,
};

/// Lines that are looked at to tell a page.
const LOOKED_AT: usize = 400;

fn detect(input: &Input<'_>) -> Option<f32> {
    if incidents(input).is_some() {
        return Some(1.0);
    }
    let with_words = input.lines().filter(|it| !it.1.trim().is_empty());
    let looked_at: Vec<(Span, &str)> = with_words.take(LOOKED_AT).collect();
    let updates = updates(&looked_at);
    let told: usize = updates.iter().map(|it| it.end - it.first).sum();
    (!updates.is_empty() && looked_at.len() <= 2 * told + 6).then(|| told as f32 / looked_at.len() as f32)
}

/// The incidents of a page in JSON.
fn incidents<'a>(input: &Input<'a>) -> Option<Vec<Node<'a>>> {
    let root = input.json()?;
    let all = if root.is_array() {
        root.items()
    } else {
        let it = root.object();
        let inner = it.get("incidents").or_else(|| it.get("scheduled_maintenances"));
        match inner.filter(|it| it.is_array()) {
            Some(all) => all.items(),
            None => vec![it.get("incident").unwrap_or(root)],
        }
    };
    let is_incident = |it: &Node<'_>| it.get("incident_updates").is_some_and(Node::is_array);
    all.iter().any(is_incident).then_some(all)
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    match incidents(input) {
        Some(all) => {
            for it in all {
                incident(it, out);
            }
        }
        None => page(input, out),
    }
    let n = out.turns.iter().filter(|it| it.kind == TurnKind::Event).count();
    format!("{} of a status page", counted(n, "update"))
}

fn incident(node: Node<'_>, out: &mut Builder) {
    let it = node.object();
    let updates = it.get("incident_updates");
    // A heading stands before what it heads; where the name comes last in the file, it heads nothing.
    if let Some(name) = it.get("name")
        && let Some(view) = name.view()
        && updates.is_none_or(|it| name.span().end <= it.span().start)
    {
        out.heading(1, None, name.span(), view);
    }
    for node in updates.map(Node::items).unwrap_or_default() {
        let it = node.object();
        let status = it.view("status").filter(|_| it.view("body").is_some());
        let body = it.view("body").map(|it| message::read(&it));
        let view = join::all(status.into_iter().chain(body).collect(), PARAGRAPH);
        if view.text().is_empty() {
            out.problem(node.span(), "an update without words");
            continue;
        }
        let when = ["display_at", "created_at", "updated_at"]
            .iter()
            .find_map(|key| Moment::of(it.get(key)?))
            .unwrap_or_default();
        let turn = out.push(TurnKind::Event, None, None, node.span(), view);
        when.mark(turn);
    }
    if let Some(body) = it.get("postmortem_body")
        && let Some(view) = body.view()
    {
        out.push(TurnKind::Note, None, None, body.span(), message::read(&view));
    }
}

/// Words that tell how far an incident is, at the start of an update.
const STATES: [&str; 14] = [
    "resolved",
    "monitoring",
    "identified",
    "investigating",
    "update",
    "postmortem",
    "scheduled",
    "in progress",
    "verifying",
    "completed",
    "mitigated",
    "recovering",
    "degraded performance",
    "maintenance",
];

/// An update on a page: the lines from its state to its time.
struct Update {
    first: usize,
    /// The line of its time.
    end: usize,
    when: Moment,
}

/// The updates among `lines`, of which none is blank.
fn updates(lines: &[(Span, &str)]) -> Vec<Update> {
    let mut res = Vec::new();
    let mut state = None;
    for (n, (_, line)) in lines.iter().enumerate() {
        if opens(line) {
            state = Some(n);
        } else if let Some(when) = posted(line)
            && let Some(first) = state.take().filter(|it| *it < n)
        {
            res.push(Update { first, end: n, when });
        }
    }
    res
}

/// Whether an update begins: `Resolved`, or `Resolved - all is well`.
fn opens(line: &str) -> bool {
    let text = line.trim().trim_matches('*').trim();
    let state = text
        .split_once(" - ")
        .or_else(|| text.split_once(" – "))
        .map_or(text, |it| it.0);
    STATES
        .iter()
        .any(|it| it.eq_ignore_ascii_case(state.trim().trim_end_matches(':')))
}

/// `Posted 8 months ago. Mar 04, 2026 - 14:58 UTC`, `Mar 4, 14:58 UTC`.
fn posted(line: &str) -> Option<Moment> {
    let text = line.trim();
    let is_posted = text.starts_with("Posted");
    let text = text.strip_prefix("Posted").unwrap_or(text);
    let text = text.rsplit_once(" ago").map_or(text, |it| it.1);
    let when = Moment::read(text.trim_matches(|c: char| c.is_whitespace() || c == '.' || c == ':'))?;
    when.start?;
    let names_month = text.trim_start().starts_with(|c: char| c.is_alphabetic());
    // Such a page names the zone of its times; notes that somebody takes do not.
    let zone = text.trim_end().rsplit(' ').next().unwrap_or_default();
    let names_zone = (3..=5).contains(&zone.len()) && zone.bytes().all(|it| it.is_ascii_uppercase());
    (is_posted || names_month && names_zone).then_some(when)
}

fn page(input: &Input<'_>, out: &mut Builder) {
    let lines: Vec<(Span, &str)> = input.lines().filter(|it| !it.1.trim().is_empty()).collect();
    let updates = updates(&lines);
    let mut at = 0;
    let mut day = None;
    for update in &updates {
        for line in lines.get(at..update.first).unwrap_or_default() {
            beside(input, *line, at == 0, &mut day, out);
            at += 1;
        }
        at = update.end + 1;
        let (Some(first), Some(last)) = (lines.get(update.first), lines.get(update.end)) else {
            continue;
        };
        let parts = lines.get(update.first..update.end).unwrap_or_default();
        let words = parts
            .iter()
            .map(|(span, line)| message::read(&View::plain(line, span.start)));
        let view = join::all(words.collect(), PARAGRAPH);
        let span = Span::new(first.0.start, last.0.start + last.1.trim_end().len());
        let turn = out.push(TurnKind::Event, None, None, span, view);
        turn.day = day;
        update.when.mark(turn);
    }
    for line in lines.get(at..).unwrap_or_default() {
        beside(input, *line, at == 0, &mut day, out);
        at += 1;
    }
}

/// Appends a line that belongs to no update: the title, a day, what was affected.
fn beside(
    input: &Input<'_>,
    (span, line): (Span, &str),
    is_title: bool,
    day: &mut Option<crate::language::time::Day>,
    out: &mut Builder,
) {
    let text = line.trim();
    let at = span.start + (line.len() - line.trim_start().len());
    let span = Span::new(at, at + text.len());
    let when = Moment::read(text).filter(|it| it.start.is_none());
    if let Some(it) = when.and_then(|it| it.day) {
        *day = Some(it);
    }
    let view = message::read(&View::plain(input.text.get(span.range()).unwrap_or_default(), at));
    if is_title || when.is_some() {
        out.heading(if is_title { 1 } else { 2 }, None, span, view);
    } else if !text.starts_with("Incident Report for") {
        out.push(TurnKind::Note, None, None, span, view);
    }
}

#[cfg(test)]
mod tests {
    use crate::language::time::Day;
    use crate::transcript::{Stamp, Transcript};

    fn read(text: &str) -> Vec<String> {
        let it = Transcript::parse(text);
        assert_eq!(it.format, "statuspage", "{text}");
        let turns = it.turns.iter();
        turns
            .map(|it| format!("{} {}", it.kind.name(), it.view.text().replace("\n\n", " / ")))
            .collect()
    }

    #[test]
    fn a_page_is_read_update_by_update() {
        let text = "Pump 3 down\nIncident Report for Wells\n\nResolved\nIt runs.\nAll is well.\n\
            Posted 2 days ago. Mar 04, 2026 - 14:58 UTC\n\nInvestigating\nWe look.\nPosted 2 days ago. Mar 04, 2026 - 14:07 UTC\n\
            This incident affected: Tank 3.\n";
        assert_eq!(
            read(text),
            [
                "heading Pump 3 down",
                "event Resolved / It runs. / All is well.",
                "event Investigating / We look.",
                "note This incident affected: Tank 3.",
            ]
        );
        let it = Transcript::parse(text);
        assert_eq!(it.why, "2 updates of a status page");
        assert_eq!(it.turns[1].start, Some(Stamp::Clock(14 * 60 + 58)));
        assert_eq!(it.turns[1].day, Day::new(2026, 3, 4));
    }

    #[test]
    fn the_history_of_a_page_and_its_json_are_read() {
        let text = "Mar 4, 2026\nPump 3 down\nResolved - It runs.\nMar 4, 14:58 UTC\nInvestigating - We look.\nMar 4, 14:07 UTC\n";
        assert_eq!(
            read(text)[2..],
            ["event Resolved - It runs.", "event Investigating - We look."]
        );
        let text = r#"{"incident":{"name":"Pump 3","incident_updates":[{"status":"resolved","body":"It runs.","created_at":"2026-03-04T14:58:00.000Z"}]}}"#;
        assert_eq!(read(text), ["heading Pump 3", "event resolved / It runs."]);
    }

    #[test]
    fn notes_with_a_date_are_no_page() {
        let text = "# Notes\n\nUpdate - we moved it\n\nIt was cold.\n\nMay 4, 14:58\n\nWe left.\n";
        assert_ne!(Transcript::parse(text).format, "statuspage");
    }
}

//! The log of an incident in PagerDuty, from its API (newest first) or as a table. A note is its author's words, the
//! rest are events.

use super::Format;
use super::build::{Builder, PARAGRAPH};
use super::input::Input;
use super::join;
use super::json::{Node, Object};
use super::message;
use super::moment::Moment;
use super::table;
use super::why::counted;
use crate::text::{Span, View};
use crate::transcript::TurnKind;

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "pagerduty",
    detect,
    parse,
};

fn detect(input: &Input<'_>) -> Option<f32> {
    if let Some(all) = entries(input) {
        let known = all.iter().filter(|it| kind(&it.object()).is_some()).count();
        return (0 < known && all.len() <= 2 * known).then(|| known as f32 / all.len() as f32);
    }
    columns(input).map(|_| 1.0)
}

/// The entries of a log in JSON.
fn entries<'a>(input: &Input<'a>) -> Option<Vec<Node<'a>>> {
    let root = input.json()?;
    let all = if root.is_array() {
        root
    } else {
        root.get("log_entries")?
    };
    Some(all.items()).filter(|it| !it.is_empty())
}

/// `trigger` of `trigger_log_entry`.
fn kind(entry: &Object<'_>) -> Option<String> {
    let kind = entry.string("type")?;
    let kind = kind.strip_suffix("_reference").unwrap_or(&kind);
    kind.strip_suffix("_log_entry").map(str::to_owned)
}

/// Where a table of the log holds what.
struct Columns {
    mark: u8,
    time: usize,
    kind: usize,
    agent: usize,
    summary: usize,
    note: Option<usize>,
}

fn columns(input: &Input<'_>) -> Option<Columns> {
    const KINDS: [&str; 5] = ["trigger", "acknowledge", "resolve", "annotate", "assign"];
    let (mark, names) = table::header(input.body())?;
    let column = |wanted: &[&str]| {
        let plain = |it: &str| it.replace(['_', '-'], " ");
        names.iter().position(|it| wanted.contains(&plain(it).as_str()))
    };
    let found = Columns {
        mark,
        time: column(&["created at", "created on", "time", "timestamp"])?,
        kind: column(&["type", "event type", "log entry type"])?,
        agent: column(&["agent", "agent name", "user", "user name"])?,
        summary: column(&["summary", "message", "description"])?,
        note: column(&["note", "notes"]),
    };
    let is_entry = |it: &table::Record| {
        let kind = it.fields.get(found.kind).map(|it| it.view.text().to_lowercase());
        kind.is_some_and(|it| KINDS.iter().any(|known| it.starts_with(known)))
    };
    let mut rows = table::records(input.body(), input.window.start, mark).skip(1);
    rows.by_ref().take(20).any(|it| is_entry(&it)).then_some(found)
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    match (entries(input), columns(input)) {
        (Some(all), _) => {
            for node in all {
                entry(input, node, out);
            }
        }
        (None, Some(columns)) => rows(input, &columns, out),
        _ => {}
    }
    let count = |kind| out.turns.iter().filter(|it| it.kind == kind).count();
    let notes = match count(TurnKind::Speech) {
        0 => String::new(),
        n => format!(", {}", counted(n, "note")),
    };
    format!(
        "{} of an incident{notes}",
        counted(count(TurnKind::Event), "event"),
    )
}

/// So many details of an alert are told.
const MOST_DETAILS: usize = 12;

fn entry(input: &Input<'_>, node: Node<'_>, out: &mut Builder) {
    let it = node.object();
    let Some(kind) = kind(&it) else {
        return out.problem(node.span(), "an entry of no known type");
    };
    let when = it.get("created_at").and_then(Moment::of).unwrap_or_default();
    let channel = it.get("channel").map(Node::object);
    let own = channel.as_ref().and_then(|it| {
        let of_channel = |key| it.view(key).filter(|it| !it.text().trim().is_empty());
        of_channel("summary")
            .or_else(|| of_channel("content"))
            .or_else(|| of_channel("subject"))
    });
    let agent = it.get("agent").and_then(|it| it.object().string("summary"));
    let note = own.as_ref().filter(|_| kind == "annotate");
    if let (Some(note), Some(agent)) = (note, &agent) {
        let speaker = out.speaker(agent);
        let view = message::read(note);
        let turn = out.push(TurnKind::Speech, Some(speaker), None, node.span(), view);
        return when.mark(turn);
    }
    let mut parts: Vec<View> = it.view("summary").into_iter().chain(own).collect();
    let details = channel.as_ref().and_then(|it| it.get("details"));
    if let Some(details) = details {
        for (key, value) in details.object().iter().take(MOST_DETAILS) {
            parts.extend(detail(input, key, value));
        }
    }
    let view = join::all(parts, PARAGRAPH);
    if view.text().is_empty() {
        return out.problem(node.span(), "an entry without words");
    }
    let turn = out.push(TurnKind::Event, None, None, node.span(), view);
    when.mark(turn);
}

/// `lag: 1200000`.
fn detail(input: &Input<'_>, key: &str, value: Node<'_>) -> Option<View> {
    if value.is_array() || value.is_object() {
        return None;
    }
    let span = value.span();
    let said = match value.view() {
        Some(view) => view,
        None => View::plain(input.text.get(span.range())?, span.start),
    };
    let mut view = View::default();
    view.push_mapped(&format!("{key}: "), Span::at(span.start));
    view.append(&said, Span::new(0, said.text().len()));
    Some(view)
}

fn rows(input: &Input<'_>, columns: &Columns, out: &mut Builder) {
    for record in table::records(input.body(), input.window.start, columns.mark).skip(1) {
        let field = |at: usize| record.fields.get(at).map(|it| &it.view);
        let said = |at: usize| field(at).filter(|it| !it.text().trim().is_empty());
        let Some(when) = field(columns.time).and_then(|it| Moment::read(it.text())) else {
            out.problem(record.span, "a row without a time");
            continue;
        };
        let note = columns.note.and_then(said);
        if let (Some(note), Some(agent)) = (note, said(columns.agent)) {
            let speaker = out.speaker(agent.text());
            let turn = out.push(
                TurnKind::Speech,
                Some(speaker),
                None,
                record.span,
                message::read(note),
            );
            when.mark(turn);
            continue;
        }
        let columns = [columns.kind, columns.agent, columns.summary];
        // As the cells of any other table.
        let view = join::all(columns.into_iter().filter_map(said).cloned().collect(), " | ");
        if view.text().is_empty() {
            out.problem(record.span, "a row without words");
            continue;
        }
        let turn = out.push(TurnKind::Event, None, None, record.span, view);
        when.mark(turn);
    }
}

#[cfg(test)]
mod tests {
    use crate::transcript::{Stamp, Transcript};

    fn read(text: &str) -> Vec<String> {
        let it = Transcript::parse(text);
        assert_eq!(it.format, "pagerduty");
        let turns = it.turns.iter().map(|turn| {
            let name = turn.speaker.map_or("-", |at| &it.speakers[at].name);
            let minutes = match turn.start {
                Some(Stamp::Clock(minutes)) => minutes,
                _ => 0,
            };
            format!(
                "{} {name} {minutes}: {}",
                turn.kind.name(),
                turn.view.text().replace('\n', "/")
            )
        });
        turns.collect()
    }

    #[test]
    fn notes_are_words_of_their_authors() {
        let text = r#"{"log_entries":[
            {"type":"annotate_log_entry","created_at":"2026-03-04T14:09:00Z","summary":"Note added by Ana.","agent":{"summary":"Ana"},"channel":{"type":"note","summary":"Valve \"3\" stuck."}},
            {"type":"trigger_log_entry","created_at":"2026-03-04T14:07:00Z","summary":"Triggered.","agent":{"summary":"Probe"},"channel":{"summary":"level low","details":{"level":412,"tank":"3"}}},
            {"type":"escalate_log_entry"}]}"#;
        assert_eq!(
            read(text),
            [
                "speech Ana 849: Valve \"3\" stuck.",
                "event - 847: Triggered.//level low//level: 412//tank: 3",
            ]
        );
        assert_eq!(Transcript::parse(text).problems.len(), 1);
        assert_eq!(Transcript::parse(text).why, "1 event of an incident, 1 note");
    }

    #[test]
    fn a_table_of_the_log_is_read_alike() {
        let text = "Created At,Type,Agent,Summary,Note\n2026-03-04T14:07:00Z,trigger,Probe,\"level low, again\",\n\
            2026-03-04T14:09:00Z,annotate,Ana,Note,\"Valve 3\nstuck.\"\n";
        assert_eq!(
            read(text),
            [
                "event - 847: trigger | Probe | level low, again",
                "speech Ana 849: Valve 3 stuck."
            ]
        );
    }
}

//! Sessions of Claude Code: the JSONL that it keeps of every session, and the JSON of its sessions on the web.
//! Thinking, side chains and bookkeeping are left out; what tools printed comes as the user's message and is output.

use super::Format;
use super::agent::{self, By};
use super::build::Builder;
use super::input::Input;
use super::json::{Node, Object};
use super::jsonl;
use super::moment::Moment;
use crate::text::Span;
use crate::transcript::{Flags, TurnKind};

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "claude-code",
    detect,
    parse,
};

/// Lines that are looked at to tell a session.
const LOOKED_AT: usize = 40;

fn detect(input: &Input<'_>) -> Option<f32> {
    if web(input).is_some() {
        return Some(1.0);
    }
    if !jsonl::may_be(input) {
        return None;
    }
    let (mut lines, mut messages, mut others) = (0, 0, 0);
    for (_, read) in jsonl::lines(input).take(LOOKED_AT) {
        lines += 1;
        let Ok(node) = read else { continue };
        let record = node.object();
        let is_session = [
            "sessionId",
            "session_id",
            "parentUuid",
            "isSidechain",
            "uuid",
            "leafUuid",
            "messageId",
        ]
        .iter()
        .any(|it| record.has(&[it]));
        if !is_session || !record.has(&["type"]) {
            continue;
        }
        let is_message = matches!(record.string("type").as_deref(), Some("user" | "assistant"));
        if is_message && record.has(&["message"]) {
            messages += 1;
        } else {
            others += 1;
        }
    }
    let is_session = 0 < messages && lines <= 2 * (messages + others);
    is_session.then(|| (messages + others) as f32 / lines as f32)
}

/// The records of a session on the web.
fn web<'a>(input: &Input<'a>) -> Option<Vec<Node<'a>>> {
    let records = input.json()?.get("loglines")?.items();
    let is_message = |it: &Node<'_>| it.object().has(&["type", "message"]);
    records.iter().any(is_message).then_some(records)
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    match web(input) {
        Some(records) => {
            for node in records {
                record(node.span(), &node.object(), false, out);
            }
        }
        None => lines(input, out),
    }
    agent::why(out)
}

fn lines(input: &Input<'_>, out: &mut Builder) {
    // The file of a side chain holds nothing else.
    let mut spoken = jsonl::lines(input)
        .filter_map(|it| it.1.ok())
        .map(Node::object)
        .filter(|it| it.has(&["message"]));
    let all_aside = spoken.all(|it| is_set(&it, "isSidechain"));
    drop(spoken);
    for (span, read) in jsonl::lines(input) {
        match read {
            Ok(node) if node.is_object() => record(span, &node.object(), all_aside, out),
            Ok(_) => out.problem(span, "a line that is no record"),
            Err((_, message)) => out.problem(span, format!("a line that is no JSON: {message}")),
        }
    }
}

fn is_set(record: &Object<'_>, key: &str) -> bool {
    record.get(key).is_some_and(Node::is_true)
}

fn record(span: Span, it: &Object<'_>, all_aside: bool, out: &mut Builder) {
    let is_user = match it.string("type").as_deref() {
        Some("user") => true,
        Some("assistant") => false,
        Some(_) => return,
        None => return out.problem(span, "a record without a type"),
    };
    if is_set(it, "isMeta") || (is_set(it, "isSidechain") && !all_aside) {
        return;
    }
    let Some(content) = it.get("message").and_then(|it| it.get("content")) else {
        return out.problem(span, "a message without content");
    };
    let when = it.get("timestamp").and_then(Moment::of).unwrap_or_default();
    if is_set(it, "isCompactSummary") {
        // What the session was about before: told by the assistant, once more.
        if let Some(view) = content.view() {
            let turn = out.push(TurnKind::Note, None, None, span, super::message::read(&view));
            turn.flags.set(Flags::SUMMARY);
            turn.flags.set(Flags::ASSISTANT);
            when.mark(turn);
        }
        return;
    }
    let by = if is_user {
        By::user(out.speaker("User"), when)
    } else {
        By::assistant(out.speaker("Claude"), when)
    };
    if !agent::content(content, by, out) {
        out.problem(span, "a message whose content is no text");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::time::Day;
    use crate::transcript::{Stamp, Transcript};

    const SESSION: &str = concat!(
        r#"{"type":"summary","summary":"Pump","leafUuid":"a"}"#,
        "\n",
        r#"{"type":"user","uuid":"a","sessionId":"s","timestamp":"2026-03-04T14:07:00Z","message":{"role":"user","content":"<system-reminder>x</system-reminder>Why did \"pump 3\" stop?"}}"#,
        "\n",
        r#"{"type":"assistant","uuid":"b","sessionId":"s","timestamp":"2026-03-04T14:07:30Z","message":{"role":"assistant","content":[{"type":"thinking","thinking":"hm"},{"type":"text","text":"I look.\n\n## Note: first\n- the **log**"},{"type":"tool_use","name":"Bash","input":{"command":"tail -1 pump.log","description":"x"}},{"type":"tool_use","name":"Read","input":{"file_path":"/etc/pump"}}]}}"#,
        "\n",
        r#"{"type":"user","uuid":"c","sessionId":"s","message":{"role":"user","content":[{"type":"tool_result","content":"\u001b[31mvalve stuck\u001b[0m\nlevel 412"}]}}"#,
        "\n{broken\n[1]\n",
        r#"{"type":"user","isMeta":true,"uuid":"d","sessionId":"s","message":{"role":"user","content":"meta"}}"#,
        "\n",
        r#"{"type":"user","uuid":"e","sessionId":"s","message":{"role":"user","content":"<command-message>m</command-message>\n<command-name>/deploy</command-name>\n<command-args>--now</command-args>"}}"#,
        "\n",
    );

    #[test]
    fn words_commands_and_output_are_told_apart() {
        let it = Transcript::parse(SESSION);
        assert_eq!(it.format, "claude-code");
        assert_eq!(it.why, "2 messages, 3 commands, 1 output");
        let turns: Vec<String> = it
            .turns
            .iter()
            .map(|it| format!("{} {}", it.kind.name(), it.view.text()))
            .collect();
        assert_eq!(
            turns,
            [
                "speech Why did \"pump 3\" stop?",
                "speech I look.\n\nNote: first\n\nthe log",
                "command tail -1 pump.log",
                "command Read /etc/pump",
                "output valve stuck\n\nlevel 412",
                "command /deploy --now",
            ]
        );
        assert_eq!(it.turns[0].start, Some(Stamp::Clock(14 * 60 + 7)));
        assert_eq!(it.turns[0].day, Day::new(2026, 3, 4));
        assert!(it.turns[1].flags.has(Flags::ASSISTANT));
        assert_eq!(it.problems.len(), 2);
        let output = &it.turns[4].view;
        let at = output.text().find("level").expect("the word is there");
        assert_eq!(
            &SESSION[output.in_file(Span::new(at, at + 9)).range()],
            "level 412"
        );
    }

    #[test]
    fn other_lines_of_json_are_no_session() {
        let it = Transcript::parse("{\"type\":\"user\",\"id\":1}\n{\"type\":\"user\",\"id\":2}\n");
        assert_ne!(it.format, "claude-code");
    }
}

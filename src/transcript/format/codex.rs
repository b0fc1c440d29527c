//! Rollouts of Codex: JSONL of response items, each in a payload or bare. Its events repeat the messages and are left
//! out, as are reasoning and the instructions that the program gives.

use super::Format;
use super::agent::{self, By};
use super::build::Builder;
use super::input::Input;
use super::json::{Node, Object};
use super::jsonl;
use super::moment::Moment;
use crate::text::{Span, View};
use crate::transcript::TurnKind;

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "codex",
    detect,
    parse,
};

/// Lines that are looked at to tell a rollout.
const LOOKED_AT: usize = 40;

fn detect(input: &Input<'_>) -> Option<f32> {
    if !jsonl::may_be(input) {
        return None;
    }
    let (mut lines, mut known, mut items) = (0, 0, 0);
    for (_, read) in jsonl::lines(input).take(LOOKED_AT) {
        lines += 1;
        let Ok(node) = read else { continue };
        let record = node.object();
        let kind = record.string("type");
        let is_wrapped = record.has(&["payload"])
            && matches!(
                kind.as_deref(),
                Some("session_meta" | "turn_context" | "response_item" | "event_msg" | "compacted")
            );
        let is_bare = item_kind(&record).is_some()
            || record.has(&["record_type"])
            || record.has(&["id", "instructions"]);
        let is_event = kind.is_some_and(|it| {
            it.starts_with("item.") || it.starts_with("thread.") || it.starts_with("turn.")
        });
        known += usize::from(is_wrapped || is_bare || is_event);
        items +=
            usize::from(is_wrapped || item_kind(&record).is_some() || (is_event && record.has(&["item"])));
    }
    let is_rollout = 0 < items && lines <= 2 * known;
    is_rollout.then(|| known as f32 / lines as f32)
}

/// The type of a response item that stands bare on its line.
fn item_kind(it: &Object<'_>) -> Option<String> {
    let kind = it.string("type")?;
    match kind.as_str() {
        "message" => it.has(&["role", "content"]).then_some(kind),
        "function_call" => it.has(&["name", "arguments"]).then_some(kind),
        "function_call_output" | "local_shell_call" | "custom_tool_call" | "custom_tool_call_output" => {
            Some(kind)
        }
        _ => None,
    }
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    for (span, read) in jsonl::lines(input) {
        let node = match read {
            Ok(node) if node.is_object() => node,
            Ok(_) => {
                out.problem(span, "a line that is no record");
                continue;
            }
            Err((_, message)) => {
                out.problem(span, format!("a line that is no JSON: {message}"));
                continue;
            }
        };
        let record = node.object();
        let when = record.get("timestamp").and_then(Moment::of).unwrap_or_default();
        let inner = match record.string("type").as_deref() {
            Some("response_item") => record.get("payload"),
            Some("item.completed") => record.get("item"),
            _ => item_kind(&record).map(|_| node),
        };
        if let Some(inner) = inner {
            item(&inner.object(), span, when, out);
        }
    }
    agent::why(out)
}

fn item(it: &Object<'_>, span: Span, when: Moment, out: &mut Builder) {
    let kind = it.string("type").unwrap_or_default();
    let tool = |speaker| By::assistant(speaker, when);
    match kind.as_str() {
        "message" => {
            let is_user = match it.string("role").as_deref() {
                Some("user") => true,
                Some("assistant") => false,
                _ => return,
            };
            let Some(content) = it.get("content") else {
                return out.problem(span, "a message without content");
            };
            if is_user && is_given(content) {
                return;
            }
            let by = if is_user {
                By::user(out.speaker("User"), when)
            } else {
                By::assistant(out.speaker("Codex"), when)
            };
            agent::content(content, by, out);
        }
        "agent_message" => {
            if let Some(view) = it.view("text") {
                let by = By::assistant(out.speaker("Codex"), when);
                agent::words(&view, span, by, out);
            }
        }
        "function_call" => {
            let by = tool(out.speaker("Codex"));
            if let Some(view) = called(it) {
                agent::put(TurnKind::Command, None, span, view, by, out);
            }
        }
        "custom_tool_call" => {
            let by = tool(out.speaker("Codex"));
            if let Some(view) = agent::tool(it.get("name"), it.get("input")) {
                agent::put(TurnKind::Command, None, span, view, by, out);
            }
        }
        "local_shell_call" | "command_execution" => {
            let command = it.get("command").or_else(|| it.get("action")?.get("command"));
            let by = tool(out.speaker("Codex"));
            let printed = it.get("aggregated_output").and_then(Node::view);
            let view = command.and_then(agent::typed).unwrap_or_default();
            let place = if printed.is_some() { view.span() } else { span };
            agent::put(TurnKind::Command, None, place, view, by, out);
            if let Some(node) = it.get("aggregated_output") {
                agent::result(node, node.span(), by, out);
            }
        }
        "web_search_call" => {
            let by = tool(out.speaker("Codex"));
            if let Some(view) = it.get("action").and_then(|it| it.object().view("query")) {
                agent::put(TurnKind::Command, None, span, view, by, out);
            }
        }
        "function_call_output" | "custom_tool_call_output" => {
            let by = tool(out.speaker("Codex"));
            let Some(output) = it.get("output") else { return };
            // Some versions wrap what was printed in JSON of its own.
            let wrapped = output.view().filter(|it| it.text().starts_with('{'));
            let inner = wrapped.as_ref().and_then(|outer| {
                let inner = Node::parse(outer.text(), 0).ok()?;
                inner.object().view("output").map(|it| it.over(outer))
            });
            match inner {
                Some(view) => {
                    let view = super::terminal::printed(&view);
                    agent::put(TurnKind::Output, None, span, view, by, out);
                }
                None => agent::result(output, span, by, out),
            }
        }
        _ => {}
    }
}

/// What a function was called with: its arguments are JSON in a string.
fn called(it: &Object<'_>) -> Option<View> {
    let name = it.get("name");
    let arguments = it.view("arguments")?;
    let title = || name.and_then(Node::view);
    match Node::parse(arguments.text(), 0) {
        Ok(given) => match agent::tool(None, Some(given)) {
            Some(view) => Some(view.over(&arguments)),
            None => title(),
        },
        Err(_) => title(),
    }
}

/// Whether a user's message is what the program gives along: the surroundings, the project's instructions.
fn is_given(content: Node<'_>) -> bool {
    let first = content.items().into_iter().next().unwrap_or(content);
    let text = first.get("text").unwrap_or(first).string().unwrap_or_default();
    let text = text.trim_start();
    [
        "<environment_context>",
        "<user_instructions>",
        "<permissions",
        "# AGENTS.md instructions",
        "<INSTRUCTIONS>",
    ]
    .iter()
    .any(|it| text.starts_with(it))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::Transcript;

    #[test]
    fn items_are_read_and_events_are_not() {
        let text = concat!(
            r#"{"timestamp":"2026-03-04T14:07:00.000Z","type":"session_meta","payload":{"id":"1","cwd":"/srv"}}"#,
            "\n",
            r##"{"timestamp":"2026-03-04T14:07:01Z","type":"response_item","payload":{"type":"message","role":"user","content":[{"type":"input_text","text":"# AGENTS.md instructions for /srv"}]}}"##,
            "\n",
            r#"{"timestamp":"2026-03-04T14:07:02Z","type":"response_item","payload":{"type":"message","role":"user","content":[{"type":"input_text","text":"Is pump 3 up?"}]}}"#,
            "\n",
            r#"{"timestamp":"2026-03-04T14:07:02Z","type":"event_msg","payload":{"type":"user_message","message":"Is pump 3 up?"}}"#,
            "\n",
            r#"{"timestamp":"2026-03-04T14:07:05Z","type":"response_item","payload":{"type":"function_call","name":"shell","arguments":"{\"command\":[\"bash\",\"-lc\",\"pumpctl \\\"3\\\"\"]}","call_id":"c"}}"#,
            "\n",
            r#"{"timestamp":"2026-03-04T14:07:06Z","type":"response_item","payload":{"type":"function_call_output","call_id":"c","output":"{\"output\":\"pump 3: down\\nsince 13:58\",\"metadata\":{\"exit_code\":1}}"}}"#,
            "\n",
            r#"{"timestamp":"2026-03-04T14:07:09Z","type":"response_item","payload":{"type":"message","role":"assistant","content":[{"type":"output_text","text":"No, since 13:58."}]}}"#,
            "\n",
        );
        let it = Transcript::parse(text);
        assert_eq!(it.format, "codex");
        let turns: Vec<&str> = it.turns.iter().map(|it| it.view.text()).collect();
        assert_eq!(
            turns,
            [
                "Is pump 3 up?",
                "pumpctl \"3\"",
                "pump 3: down\n\nsince 13:58",
                "No, since 13:58."
            ]
        );
        assert_eq!(it.why, "2 messages, 1 command, 1 output");
        let output = &it.turns[2].view;
        let at = output.text().find("since").expect("the word is there");
        assert_eq!(&text[output.in_file(Span::new(at, at + 5)).range()], "since");
    }
}

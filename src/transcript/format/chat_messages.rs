//! Conversations as an array of messages with a role: the export of Claude.ai (`chat_messages`) and what other tools
//! keep of theirs (`messages` of `role` and `content`).

use super::Format;
use super::agent::{self, By};
use super::build::Builder;
use super::input::Input;
use super::json::{Node, Object};
use super::jsonl;
use super::moment::Moment;
use super::why::counted;
use crate::transcript::TurnKind;

/// The export of Claude.ai.
pub(super) const CLAUDE: Format = Format {
    name: "claude-export",
    detect: |input| {
        let all = claude(input)?;
        let with = all
            .iter()
            .filter(|it| it.object().has(&["chat_messages"]))
            .count();
        (0 < with).then(|| with as f32 / all.len() as f32)
    },
    parse: |input, out| {
        let all = claude(input).unwrap_or_default();
        for it in &all {
            conversation(*it, "chat_messages", "Claude", out);
        }
        told(all.len(), out)
    },
};

/// Messages with roles, of any other tool.
pub(super) const ROLES: Format = Format {
    name: "role-messages",
    detect: |input| roles(input).map(|it| it.1),
    parse: |input, out| {
        if let Some((all, _)) = roles(input) {
            for it in &all {
                message(*it, "Assistant", out);
            }
        }
        agent::why(out)
    },
};

fn told(n: usize, out: &Builder) -> String {
    let said = agent::why(out);
    match n {
        0 | 1 => said,
        n => format!("{}: {said}", counted(n, "conversation")),
    }
}

/// One conversation or an array of them.
fn claude<'a>(input: &Input<'a>) -> Option<Vec<Node<'a>>> {
    let root = input.json()?;
    let all = if root.is_array() { root.items() } else { vec![root] };
    let is_one = |it: &Node<'_>| it.get("chat_messages").is_some_and(Node::is_array);
    all.first().filter(|it| is_one(it))?;
    Some(all)
}

fn conversation(it: Node<'_>, key: &str, assistant: &str, out: &mut Builder) {
    let it = it.object();
    if let Some(name) = it.get("name")
        && let Some(view) = name.view().filter(|it| !it.text().trim().is_empty())
    {
        out.heading(1, None, name.span(), view);
    }
    for node in it.get(key).map(Node::items).unwrap_or_default() {
        message(node, assistant, out);
    }
}

/// The side that a message is from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    User,
    Assistant,
    /// A tool's result, or what the program tells the assistant.
    Other,
}

/// Which side a message is from, where it says so.
fn side(it: &Object<'_>) -> Option<Side> {
    const KEYS: [&str; 5] = ["role", "sender", "from", "author", "type"];
    let role = KEYS.iter().find_map(|key| {
        let value = it.get(key)?;
        value.string().or_else(|| value.object().string("role"))
    })?;
    match role.to_ascii_lowercase().as_str() {
        "user" | "human" | "you" | "me" => Some(Side::User),
        "assistant" | "ai" | "model" | "bot" | "gemini" | "claude" | "chatgpt" | "gpt" | "agent" => {
            Some(Side::Assistant)
        }
        "system" | "tool" | "developer" | "function" => Some(Side::Other),
        _ => None,
    }
}

/// The content of a message, where it has any.
fn content<'a>(it: &Object<'a>) -> Option<Node<'a>> {
    let parts = it.get("content").filter(|it| !it.items().is_empty());
    parts
        .or_else(|| it.get("text"))
        .or_else(|| it.get("content"))
        .or_else(|| it.get("value"))
        .or_else(|| it.get("parts"))
        .or_else(|| it.get("message"))
}

/// Messages that are looked at to tell a session.
const LOOKED_AT: usize = 40;

/// The messages of the source: an array at the top, under one key, or one on every line.
fn roles<'a>(input: &Input<'a>) -> Option<(Vec<Node<'a>>, f32)> {
    const KEYS: [&str; 6] = [
        "messages",
        "conversations",
        "conversation",
        "history",
        "chat",
        "turns",
    ];
    let all = match input.json() {
        Some(root) if root.is_array() => root.items(),
        Some(root) => {
            let root = root.object();
            KEYS.iter()
                .find_map(|it| root.get(it).filter(|it| it.is_array()))?
                .items()
        }
        None if jsonl::may_be(input) => jsonl::lines(input).filter_map(|it| it.1.ok()).collect(),
        None => return None,
    };
    let looked_at = all.len().min(LOOKED_AT);
    let (mut known, mut sides) = (0, [false; 2]);
    for it in all.iter().take(LOOKED_AT) {
        let it = it.object();
        if let Some(side) = side(&it).filter(|_| content(&it).is_some()) {
            known += 1;
            match side {
                Side::User => sides[0] = true,
                Side::Assistant => sides[1] = true,
                Side::Other => {}
            }
        }
    }
    let is_session = sides == [true; 2] && looked_at < 2 * known;
    is_session.then(|| (all, known as f32 / looked_at as f32))
}

fn message(node: Node<'_>, assistant: &str, out: &mut Builder) {
    let it = node.object();
    let Some(side) = side(&it) else {
        return out.problem(node.span(), "a message of nobody");
    };
    let when = [
        "created_at",
        "timestamp",
        "create_time",
        "createdAt",
        "time",
        "date",
    ]
    .iter()
    .find_map(|key| Moment::of(it.get(key)?))
    .unwrap_or_default();
    let by = match side {
        Side::User => By::user(out.speaker("User"), when),
        Side::Assistant => By::assistant(out.speaker(assistant), when),
        Side::Other => {
            let by = By::assistant(out.speaker(assistant), when);
            let is_tool = matches!(it.string("role").as_deref(), Some("tool" | "function"));
            if let Some(given) = content(&it).filter(|_| is_tool) {
                agent::result(given, given.span(), by, out);
            }
            return;
        }
    };
    if let Some(given) = content(&it) {
        agent::content(given, by, out);
    }
    for call in it.get("toolCalls").map(Node::items).unwrap_or_default() {
        let called = call.object();
        if let Some(view) = agent::tool(called.get("name"), called.get("args")) {
            let place = view.span();
            agent::put(TurnKind::Command, None, place, view, by, out);
        }
        if let Some(given) = called.get("resultDisplay").filter(|it| it.view().is_some()) {
            agent::result(given, given.span(), by, out);
        }
    }
    for call in it.get("tool_calls").map(Node::items).unwrap_or_default() {
        let Some(called) = call.get("function") else {
            continue;
        };
        let called = called.object();
        let given = called.view("arguments");
        let view = given.and_then(|outer| {
            let inner = Node::parse(outer.text(), 0).ok()?;
            agent::tool(None, Some(inner)).map(|it| it.over(&outer))
        });
        if let Some(view) = view.or_else(|| called.view("name")) {
            agent::put(TurnKind::Command, None, call.span(), view, by, out);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::transcript::Transcript;

    fn said(text: &str) -> (&'static str, Vec<String>) {
        let it = Transcript::parse(text);
        let turns = it.turns.iter().map(|turn| {
            let name = turn.speaker.map_or("-", |at| &it.speakers[at].name);
            format!("{name}: {}", turn.view.text())
        });
        (it.format, turns.collect())
    }

    #[test]
    fn the_export_of_claude_has_its_words_in_content() {
        let text = r#"[{"uuid":"1","name":"Pump","chat_messages":[
            {"sender":"human","text":"","content":[{"type":"text","text":"Why?"}],"created_at":"2026-03-04T14:07:00Z"},
            {"sender":"assistant","text":"It is cold.","content":[]}]}]"#;
        assert_eq!(
            said(text),
            (
                "claude-export",
                vec![
                    "-: Pump".into(),
                    "User: Why?".into(),
                    "Claude: It is cold.".into()
                ]
            )
        );
    }

    #[test]
    fn messages_with_roles_are_a_session() {
        let text = r#"{"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Why?"},
            {"role":"assistant","content":null,"tool_calls":[{"function":{"name":"sh","arguments":"{\"command\":\"pumpctl 3\"}"}}]},
            {"role":"tool","content":"down"},{"role":"assistant","content":"It is down."}]}"#;
        assert_eq!(
            said(text),
            (
                "role-messages",
                vec![
                    "User: Why?".into(),
                    "-: pumpctl 3".into(),
                    "-: down".into(),
                    "Assistant: It is down.".into()
                ]
            )
        );
    }
}

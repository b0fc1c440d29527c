//! The export of ChatGPT: conversations as trees of messages. What was asked again another way is left out: read is the
//! branch that the conversation ended on.

use rustc_hash::FxHashMap;

use super::Format;
use super::agent::{self, By};
use super::build::Builder;
use super::input::Input;
use super::json::{Node, Object};
use super::moment::Moment;
use super::why::counted;
use crate::transcript::TurnKind;

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "chatgpt",
    detect,
    parse,
};

fn detect(input: &Input<'_>) -> Option<f32> {
    let all = conversations(input)?;
    let known = all.iter().filter(|it| is_conversation(**it)).count();
    (0 < known).then(|| known as f32 / all.len() as f32)
}

/// One conversation or an array of them.
fn conversations<'a>(input: &Input<'a>) -> Option<Vec<Node<'a>>> {
    let root = input.json()?;
    let all = if root.is_array() { root.items() } else { vec![root] };
    all.first().filter(|it| is_conversation(**it))?;
    Some(all)
}

fn is_conversation(it: Node<'_>) -> bool {
    let mapping = it.get("mapping").map(Node::object);
    mapping.is_some_and(|it| {
        it.iter()
            .any(|(_, node)| node.object().has(&["parent"]) || node.object().has(&["message"]))
    })
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let all = conversations(input).unwrap_or_default();
    for it in &all {
        if is_conversation(*it) {
            conversation(&it.object(), out);
        } else {
            out.problem(it.span(), "a conversation without messages");
        }
    }
    let said = agent::why(out);
    match all.len() {
        0 | 1 => said,
        n => format!("{}: {said}", counted(n, "conversation")),
    }
}

fn conversation(it: &Object<'_>, out: &mut Builder) {
    let Some(mapping) = it.get("mapping").map(Node::object) else {
        return;
    };
    if let Some(title) = it.get("title")
        && let Some(view) = title.view().filter(|it| !it.text().trim().is_empty())
    {
        out.heading(1, None, title.span(), view);
    }
    let nodes: FxHashMap<&str, Object<'_>> = mapping.iter().map(|(id, it)| (id, it.object())).collect();
    let last = it
        .string("current_node")
        .filter(|it| nodes.contains_key(it.as_str()))
        .or_else(|| newest(&mapping, &nodes));
    let mut path = Vec::new();
    let mut at = last;
    // A tree has no way back to where it was; a broken one may.
    for _ in 0..nodes.len() {
        let Some(node) = at.as_deref().and_then(|it| nodes.get(it)) else {
            break;
        };
        path.extend(node.get("message"));
        at = node.string("parent");
    }
    // Turns stand in the order of the file.
    path.sort_by_key(|it| it.span().start);
    path.dedup_by_key(|it| it.span().start);
    for node in path {
        said(node, out);
    }
}

/// The last of the messages that nothing follows.
fn newest(mapping: &Object<'_>, nodes: &FxHashMap<&str, Object<'_>>) -> Option<String> {
    let ends = mapping.iter().filter(|(id, _)| {
        let children = nodes.get(id).and_then(|it| it.get("children"));
        children.is_none_or(|it| it.items().is_empty())
    });
    ends.last().map(|it| it.0.to_owned())
}

fn said(node: Node<'_>, out: &mut Builder) {
    let message = node.object();
    let hidden = message
        .get("metadata")
        .and_then(|it| it.get("is_visually_hidden_from_conversation"));
    if hidden.is_some_and(Node::is_true) {
        return;
    }
    let when = message
        .get("create_time")
        .and_then(Moment::of)
        .unwrap_or_default();
    let role = message.get("author").and_then(|it| it.object().string("role"));
    let Some(content) = message.get("content") else {
        return;
    };
    let content = content.object();
    let kind = content.string("content_type").unwrap_or_default();
    let role = role.unwrap_or_default();
    match (role.as_str(), kind.as_str()) {
        (_, "thoughts" | "reasoning_recap" | "user_editable_context" | "model_editable_context") => {}
        ("tool", _) => {
            let by = By::assistant(out.speaker("ChatGPT"), when);
            let given = content
                .get("text")
                .or_else(|| content.get("result"))
                .or_else(|| content.get("parts"));
            if let Some(given) = given {
                agent::result(given, given.span(), by, out);
            }
        }
        ("assistant", "code" | "execution_output") => {
            let by = By::assistant(out.speaker("ChatGPT"), when);
            let kind = if kind == "code" {
                TurnKind::Command
            } else {
                TurnKind::Output
            };
            if let Some(text) = content.get("text")
                && let Some(view) = text.view()
            {
                agent::put(kind, None, text.span(), super::terminal::printed(&view), by, out);
            }
        }
        ("user" | "assistant", _) => {
            let by = if role == "user" {
                By::user(out.speaker("User"), when)
            } else {
                By::assistant(out.speaker("ChatGPT"), when)
            };
            if let Some(given) = content.get("parts").or_else(|| content.get("text")) {
                agent::content(given, by, out);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::transcript::Transcript;

    #[test]
    fn the_branch_that_it_ended_on_is_read() {
        let text = r#"[{"title":"Pump 3","create_time":1772633220.5,"mapping":{
            "r":{"id":"r","message":null,"parent":null,"children":["s"]},
            "s":{"id":"s","message":{"author":{"role":"system"},"content":{"content_type":"text","parts":[""]}},"parent":"r","children":["u"]},
            "u":{"id":"u","message":{"author":{"role":"user"},"create_time":1772633220.5,"content":{"content_type":"multimodal_text","parts":[{"content_type":"image_asset_pointer"},"Why is it slow?"]}},"parent":"s","children":["a","b"]},
            "a":{"id":"a","message":{"author":{"role":"assistant"},"content":{"content_type":"text","parts":["It is cold."]}},"parent":"u","children":[]},
            "b":{"id":"b","message":{"author":{"role":"assistant"},"content":{"content_type":"code","text":"level(3)"}},"parent":"u","children":["t"]},
            "t":{"id":"t","message":{"author":{"role":"tool","name":"python"},"content":{"content_type":"execution_output","text":"412"}},"parent":"b","children":["c"]},
            "c":{"id":"c","message":{"author":{"role":"assistant"},"content":{"content_type":"text","parts":["It is **full**: 412 l."]}},"parent":"t","children":[]}
            },"current_node":"c"}]"#;
        let it = Transcript::parse(text);
        assert_eq!((it.format, it.problems.len()), ("chatgpt", 0));
        assert_eq!(it.why, "2 messages, 1 command, 1 output");
        let turns: Vec<&str> = it.turns.iter().map(|it| it.view.text()).collect();
        assert_eq!(
            turns,
            [
                "Pump 3",
                "Why is it slow?",
                "level(3)",
                "412",
                "It is full: 412 l."
            ]
        );
    }

    #[test]
    fn messages_that_follow_each_other_end() {
        let text = r#"[{"mapping":{"a":{"parent":"b","message":null},"b":{"parent":"a","message":null}},"current_node":"a"}]"#;
        assert_eq!(Transcript::parse(text).turns.len(), 0);
    }
}

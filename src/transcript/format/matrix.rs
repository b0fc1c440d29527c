//! Rooms as JSON: the events of Matrix (Element's export, answers of a server), and Zulip's messages.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Format;
use super::build::Builder;
use super::input::Input;
use super::json::{Node, Object};
use super::moment::Moment;
use super::post::{self, Post};
use crate::text::{Span, View};
use crate::transcript::{Flags, TurnKind};

/// Events of Matrix.
pub(super) const MATRIX: Format = Format {
    name: "matrix-json",
    detect,
    parse,
};

/// Messages of Zulip.
pub(super) const ZULIP: Format = Format {
    name: "zulip-json",
    detect: detect_zulip,
    parse: parse_zulip,
};

/// The records of the file: an array, or under one of `keys`.
fn records<'a>(input: &Input<'a>, keys: &[&str]) -> Result<Vec<Node<'a>>, (usize, String)> {
    let root = post::root(input)?;
    let list = if root.is_array() {
        Some(root)
    } else {
        let root = root.object();
        keys.iter()
            .find_map(|key| root.get(key).filter(|it| it.is_array()))
    };
    Ok(list.map(Node::items).unwrap_or_default())
}

fn events<'a>(input: &Input<'a>) -> Result<Vec<Node<'a>>, (usize, String)> {
    records(input, &["messages", "events", "chunk"])
}

fn is_event(it: &Object<'_>) -> bool {
    it.has(&["sender", "origin_server_ts", "content", "type"])
}

fn detect(input: &Input<'_>) -> Option<f32> {
    if !post::opens_with(input, &["origin_server_ts"]) {
        return None;
    }
    post::share(&events(input).ok()?, is_event)
}

/// What events tell of each other.
#[derive(Default)]
struct Room {
    /// The names of people.
    names: FxHashMap<String, String>,
    /// Messages that later ones replace.
    replaced: FxHashSet<String>,
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let events = events(input);
    let mut room = Room::default();
    for it in events.iter().flatten() {
        let it = it.object();
        let content = it.get("content").map(Node::object);
        if it.string("type").is_some_and(|it| it == "m.room.member") {
            let name = content.and_then(|it| it.string("displayname"));
            let person = it.string("state_key").or_else(|| it.string("sender"));
            room.names.extend(person.zip(name));
        } else if let Some(id) = content.and_then(|it| replaces(&it)) {
            room.replaced.insert(id);
        }
    }
    let read = |span: Span, it: &Object<'_>, out: &mut Builder| event(span, it, &room, out);
    let posts = post::read_all(events, out, is_event, read);
    posts.why(" of a Matrix room")
}

/// The message that this one replaces.
fn replaces(content: &Object<'_>) -> Option<String> {
    let relation = content.get("m.relates_to")?.object();
    let is_edit = relation.string("rel_type")? == "m.replace";
    relation.string("event_id").filter(|_| is_edit)
}

fn event(span: Span, it: &Object<'_>, room: &Room, out: &mut Builder) -> Post {
    let when = it.number("origin_server_ts").and_then(Moment::unix);
    let mut post = Post::new(span, when);
    let kind = it.string("type").unwrap_or_default();
    let Some(content) = it.get("content").map(Node::object) else {
        return post;
    };
    post.id = it.string("event_id");
    if kind != "m.room.message" {
        post.kind = TurnKind::System;
        let told = ["membership", "name", "topic"];
        post.view = told.iter().find_map(|key| content.view(key)).unwrap_or_default();
        return post;
    }
    let edit = replaces(&content);
    let new = content
        .get("m.new_content")
        .map(Node::object)
        .filter(|_| edit.is_some());
    let said = new.as_ref().unwrap_or(&content);
    let is_answer = content
        .get("m.relates_to")
        .and_then(|it| it.get("m.in_reply_to")?.get("event_id")?.string());
    let body = said.view("body").unwrap_or_default();
    let body = if is_answer.is_some() {
        unquoted(&body)
    } else {
        body
    };
    post.view = post::words(&body, Vec::new());
    post.kind = match &*said.string("msgtype").unwrap_or_default() {
        "m.text" | "m.emote" | "" => TurnKind::Speech,
        "m.notice" => TurnKind::Event,
        _ => TurnKind::System,
    };
    if post.kind == TurnKind::Event {
        post.flags.set(Flags::BOT);
    }
    let is_replaced = post.id.as_ref().is_some_and(|it| room.replaced.contains(it));
    if is_replaced || edit.is_some() {
        post.flags.set(Flags::EDITED);
    }
    if is_replaced {
        // Its author took these words back for others.
        post.kind = TurnKind::System;
    }
    if post.kind == TurnKind::Speech {
        let sender = it.string("sender").unwrap_or_default();
        let local = sender
            .trim_start_matches('@')
            .split(':')
            .next()
            .unwrap_or_default();
        let named = room.names.get(&sender);
        let speaker = out.speaker(named.map_or(local, String::as_str));
        if named.is_some() {
            out.also(speaker, local);
        }
        post.speaker = Some(speaker);
    }
    post.parent = is_answer.or(edit);
    post
}

/// An answer without the quotation that stands before it.
fn unquoted(body: &View) -> View {
    let text = body.text();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let is_quoted = line.starts_with('>') || (0 < at && line.trim().is_empty());
        if !is_quoted {
            break;
        }
        at += line.len();
    }
    if at == 0 || at == text.len() {
        return body.clone();
    }
    body.slice(Span::new(at, text.len()))
}

fn zulip<'a>(input: &Input<'a>) -> Result<Vec<Node<'a>>, (usize, String)> {
    records(input, &["messages"])
}

fn is_zulip(it: &Object<'_>) -> bool {
    it.has(&["sender_full_name", "timestamp", "content"])
}

fn detect_zulip(input: &Input<'_>) -> Option<f32> {
    if !post::opens_with(input, &["sender_full_name"]) {
        return None;
    }
    post::share(&zulip(input).ok()?, is_zulip)
}

fn parse_zulip(input: &Input<'_>, out: &mut Builder) -> String {
    let read = |span: Span, it: &Object<'_>, out: &mut Builder| {
        let mut post = Post::new(span, it.number("timestamp").and_then(Moment::unix));
        let name = it.string("sender_full_name").unwrap_or_default();
        let is_bot = it
            .string("sender_email")
            .is_some_and(|it| it.contains("-bot@") || it.starts_with("notification-bot"));
        post.view = post::words(&it.view("content").unwrap_or_default(), Vec::new());
        if is_bot {
            post.kind = TurnKind::Event;
            post.flags.set(Flags::BOT);
        } else {
            post.speaker = Some(out.speaker(&name));
        }
        if it.get("last_edit_timestamp").is_some() {
            post.flags.set(Flags::EDITED);
        }
        post
    };
    let posts = post::read_all(zulip(input), out, is_zulip, read);
    posts.why(" of a Zulip stream")
}

#[cfg(test)]
mod tests {
    use crate::transcript::{Stamp, Transcript};

    #[test]
    fn edits_and_answers_say_their_own_words() {
        let text = r#"{"messages": [
            {"type": "m.room.member", "sender": "@ana:x.org", "state_key": "@ana:x.org", "origin_server_ts": 1714500000000,
             "content": {"membership": "join", "displayname": "Ana Lima"}, "event_id": "$0"},
            {"type": "m.room.message", "sender": "@ana:x.org", "origin_server_ts": 1714500060000, "event_id": "$1",
             "content": {"msgtype": "m.text", "body": "it fell at 9"}},
            {"type": "m.room.message", "sender": "@ben:x.org", "origin_server_ts": 1714500120000, "event_id": "$2",
             "content": {"msgtype": "m.text", "body": "> <@ana:x.org> it fell at 9\n\nat 8", "m.relates_to":
             {"m.in_reply_to": {"event_id": "$1"}}}},
            {"type": "m.room.message", "sender": "@ana:x.org", "origin_server_ts": 1714500180000, "event_id": "$3",
             "content": {"msgtype": "m.text", "body": "* it fell at 8", "m.new_content": {"msgtype": "m.text",
             "body": "it fell at 8"}, "m.relates_to": {"rel_type": "m.replace", "event_id": "$1"}}}]}"#;
        let it = Transcript::parse(text);
        assert_eq!(it.format, "matrix-json");
        assert_eq!(it.why, "2 messages of a Matrix room");
        let told: Vec<(&str, &str)> = it
            .turns
            .iter()
            .map(|it| (it.kind.name(), it.view.text()))
            .collect();
        assert_eq!(
            told,
            [
                ("system", "join"),
                ("system", "it fell at 9"),
                ("speech", "at 8"),
                ("speech", "it fell at 8")
            ]
        );
        assert_eq!(it.turns[3].section, Some(1));
        assert_eq!(it.turns[2].start, Some(Stamp::Clock(18 * 60 + 2)));
    }

    #[test]
    fn zulip_renders_its_messages() {
        let text = r#"{"messages": [{"sender_full_name": "Ana", "timestamp": 1714500060, "subject": "relay",
            "content": "<p>it <strong>fell</strong></p>\n<p>at 9</p>"}]}"#;
        let it = Transcript::parse(text);
        assert_eq!(it.format, "zulip-json");
        assert_eq!(it.turns[0].view.text(), "it fell\n\nat 9");
    }
}

//! Telegram: messages copied from its window, and its export as JSON.

use super::build::{Builder, PARAGRAPH};
use super::dated::{Dated, Order};
use super::input::Input;
use super::join;
use super::json::{Node, Object};
use super::moment::Moment;
use super::post::{self, Post, Tally};
use super::{Format, inline};
use crate::text::{Span, View};
use crate::transcript::{Flags, TurnKind};

/// Messages copied from the window.
pub(super) const TEXT: Format = Format {
    name: "telegram",
    detect,
    parse,
};

/// The export of a chat.
pub(super) const JSON: Format = Format {
    name: "telegram-json",
    detect: detect_json,
    parse: parse_json,
};

/// Lines that are looked at to tell a chat.
const LOOKED_AT: usize = 300;

/// `Ana Lima, [04.03.2026 14:07]`, alone on its line: the name, and date and time.
fn head(line: &str) -> Option<(&str, Dated)> {
    /// No name is longer (bytes).
    const LONGEST: usize = 100;
    let line = line.trim_end();
    let line = line.strip_suffix(':').unwrap_or(line);
    let at = line.rfind(", [")?;
    let dated = Dated::bracketed(&line[at + 2..])?;
    let name = line[..at].trim();
    let is_whole = at + 2 + dated.len == line.len();
    let is_name = (1..=LONGEST).contains(&name.len());
    (is_whole && is_name && dated.date.is_some()).then_some((name, dated))
}

fn detect(input: &Input<'_>) -> Option<f32> {
    let (mut heads, mut lines) = (0, 0);
    for (_, line) in input.lines().filter(|it| !it.1.trim().is_empty()).take(LOOKED_AT) {
        lines += 1;
        heads += usize::from(head(line).is_some());
    }
    let fits = 2 <= heads && lines <= 12 * heads;
    fits.then(|| (2.0 * heads as f32 / lines as f32).min(1.0))
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let order = Order::of(input.lines().filter_map(|it| head(it.1)?.1.date));
    let mut tally = Tally::default();
    let mut is_open = false;
    for (span, line) in input.lines() {
        let trimmed = line.trim();
        let at = span.start + line.len() - line.trim_start().len();
        let words = Span::new(at, at + trimmed.len());
        if let Some((name, dated)) = head(line) {
            let speaker = out.speaker(name);
            let (start, day) = (dated.clock(), dated.date.and_then(|it| order.day(it)));
            let turn = out.push(TurnKind::Speech, Some(speaker), start, words, View::default());
            turn.day = day;
            tally.add(TurnKind::Speech);
            is_open = true;
            continue;
        }
        // What stands in brackets alone is told by the program: `[In reply to Ana]`, `[Photo]`.
        let is_told = trimmed.starts_with('[') && trimmed.ends_with(']');
        if trimmed.is_empty() {
            continue;
        }
        match out.turns.last_mut().filter(|_| is_open) {
            Some(turn) if is_told && turn.view.text().is_empty() => turn.span.end = words.end,
            Some(turn) => join::turn(turn, input.text, words, PARAGRAPH),
            None => {
                let view = inline::read(input.text, words);
                out.push(TurnKind::Note, None, None, words, view);
            }
        }
    }
    tally.why(" of a Telegram chat")
}

fn messages<'a>(input: &Input<'a>) -> Result<Vec<Node<'a>>, (usize, String)> {
    let list = post::root(input)?.get("messages");
    Ok(list.map(Node::items).unwrap_or_default())
}

fn is_message(it: &Object<'_>) -> bool {
    it.has(&["type", "date", "text"]) && (it.has(&["from"]) || it.has(&["actor"]))
}

fn detect_json(input: &Input<'_>) -> Option<f32> {
    if !post::opens_with(input, &["from_id", "date_unixtime", "actor_id"]) {
        return None;
    }
    post::share(&messages(input).ok()?, is_message)
}

fn parse_json(input: &Input<'_>, out: &mut Builder) -> String {
    let posts = post::read_all(messages(input), out, is_message, message);
    posts.why(" of a Telegram export")
}

fn message(span: Span, it: &Object<'_>, out: &mut Builder) -> Post {
    let mut post = Post::new(span, it.get("date").and_then(Moment::of));
    let is_said = it.string("type").is_some_and(|it| it == "message");
    if let Some(text) = it.get("text") {
        let mut view = text.view().unwrap_or_default();
        for piece in text.items() {
            let piece = piece.view().or_else(|| piece.object().view("text"));
            if let Some(piece) = piece {
                view.append(&piece, Span::new(0, piece.text().len()));
            }
        }
        post.view = post::words(&view, Vec::new());
    }
    if is_said && let Some(name) = it.string("from") {
        post.speaker = Some(out.speaker(&name));
    } else {
        post.kind = TurnKind::System;
    }
    if post.view.text().is_empty() {
        post.kind = TurnKind::System;
        post.speaker = None;
        let told = ["action", "media_type", "file", "photo"];
        post.view = told.iter().find_map(|key| it.view(key)).unwrap_or_default();
    }
    if it.has(&["edited"]) {
        post.flags.set(Flags::EDITED);
    }
    let id = |key: &str| it.number(key).map(|it| it.to_string());
    post.id = id("id");
    post.parent = id("reply_to_message_id");
    post
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::time::Day;
    use crate::transcript::Transcript;

    #[test]
    fn a_copy_has_a_head_for_every_message() {
        let text = "Ana Lima, [14.05.2024 09:05]\nis it up?\n\nBen, [14.05.2024 09:06]\n[In reply to Ana Lima]\nyes\nsince noon\n\
            Ben, [14.05.2024 09:07]\n[Photo]\n";
        let it = Transcript::parse(text);
        assert_eq!(it.format, "telegram");
        let said: Vec<&str> = it.turns.iter().map(|it| it.view.text()).collect();
        assert_eq!(said, ["is it up?", "yes\n\nsince noon"]);
        assert_eq!(it.turns[1].day, Day::new(2024, 5, 14));
    }

    #[test]
    fn an_export_has_texts_in_pieces() {
        let text = r#"{"name": "x", "type": "private_group", "messages": [
            {"id": 1, "type": "service", "date": "2024-05-14T09:00:00", "actor": "Ana", "actor_id": "u1",
             "action": "create_group", "text": ""},
            {"id": 2, "type": "message", "date": "2024-05-14T09:05:00", "from": "Ana", "from_id": "u1",
             "text": ["see ", {"type": "link", "text": "x.org"}, "\nnow"], "edited": "2024-05-14T09:06:00"},
            {"id": 3, "type": "message", "date": "2024-05-14T09:07:00", "from": "Ben", "from_id": "u2",
             "reply_to_message_id": 2, "text": "ok"}]}"#;
        let it = Transcript::parse(text);
        assert_eq!(it.format, "telegram-json");
        let said: Vec<&str> = it.turns.iter().map(|it| it.view.text()).collect();
        assert_eq!(said, ["create_group", "see x.org\n\nnow", "ok"]);
        assert!(it.turns[1].flags.has(Flags::EDITED));
        assert_eq!(it.turns[2].section, Some(1));
    }
}

//! Discord, as DiscordChatExporter keeps a channel: as text, and as JSON.

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

/// The export as text.
pub(super) const TEXT: Format = Format {
    name: "discord",
    detect,
    parse,
};

/// The export as JSON.
pub(super) const JSON: Format = Format {
    name: "discord-json",
    detect: detect_json,
    parse: parse_json,
};

/// Lines that are looked at to tell an export.
const LOOKED_AT: usize = 300;

/// `[3/4/2026 2:07 PM] name`, alone on its line.
struct Head<'a> {
    dated: Dated,
    name: &'a str,
}

impl<'a> Head<'a> {
    fn of(line: &'a str) -> Option<Head<'a>> {
        /// No name is longer (bytes).
        const LONGEST: usize = 100;
        let dated = Dated::bracketed(line)?;
        let name = line.get(dated.len..)?.strip_prefix(' ')?.trim();
        let name = name.strip_suffix(" (pinned)").unwrap_or(name);
        let is_name = (1..=LONGEST).contains(&name.len()) && !name.starts_with('<') && !name.contains(": ");
        (dated.date.is_some() && is_name && !name.ends_with(':')).then_some(Head { dated, name })
    }
}

fn detect(input: &Input<'_>) -> Option<f32> {
    let (mut heads, mut blocks, mut banner) = (0, 0, false);
    // Heads whose message stands below them.
    let (mut is_headed, mut filled) = (false, 0);
    let mut before_blank = true;
    for (n, (_, line)) in input.lines().take(LOOKED_AT).enumerate() {
        let line = line.trim_end();
        let is_head = Head::of(line).is_some();
        filled += usize::from(is_headed && !is_head && !line.is_empty());
        is_headed = is_head;
        if is_head {
            heads += 1;
            blocks += 1;
        } else if !line.is_empty() && before_blank {
            blocks += 1;
        }
        banner |= n < 10 && line.starts_with("Guild: ");
        before_blank = line.is_empty();
    }
    let fits = 2 <= heads && blocks <= 2 * heads && heads <= 2 * filled || banner && 1 <= heads;
    fits.then(|| (heads as f32 / blocks.max(1) as f32).min(1.0))
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let dates = input
        .lines()
        .filter_map(|(_, line)| Head::of(line.trim_end())?.dated.date);
    let order = Order::of(dates);
    let mut tally = Tally::default();
    let mut is_open = false;
    let mut aside = None;
    for (span, line) in input.lines() {
        let trimmed = line.trim();
        let at = span.start + line.len() - line.trim_start().len();
        let words = Span::new(at, at + trimmed.len());
        if let Some(head) = Head::of(trimmed) {
            let speaker = out.speaker(head.name);
            let start = head.dated.clock();
            let day = head.dated.date.and_then(|it| order.day(it));
            let turn = out.push(TurnKind::Speech, Some(speaker), start, words, View::default());
            turn.day = day;
            tally.add(TurnKind::Speech);
            (is_open, aside) = (true, None);
            continue;
        }
        let is_rule = 8 <= trimmed.len() && trimmed.bytes().all(|it| it == b'=');
        if trimmed.is_empty() || is_rule {
            is_open &= !is_rule;
            aside = if is_rule { None } else { aside };
            continue;
        }
        if is_open && let Some(kind) = aside_of(trimmed) {
            aside = Some(kind);
            continue;
        }
        let mut view = View::default();
        match (aside, out.turns.last_mut()) {
            (None, Some(turn)) if is_open && turn.kind == TurnKind::Speech => {
                let text = turn.view.text();
                if text.is_empty() && is_service(trimmed) {
                    turn.kind = TurnKind::System;
                }
                join::turn(turn, input.text, words, PARAGRAPH);
            }
            _ => {
                inline::push(&mut view, input.text, words);
                let kind = aside.unwrap_or(TurnKind::Note);
                out.push(kind, None, None, words, view);
            }
        }
    }
    tally.why(" of a Discord export")
}

/// What the lines below a word in braces are.
fn aside_of(line: &str) -> Option<TurnKind> {
    match line {
        "{Attachments}" | "{Reactions}" | "{Stickers}" => Some(TurnKind::System),
        "{Embed}" => Some(TurnKind::Note),
        _ => None,
    }
}

/// What the program writes where somebody joins, pins, calls.
fn is_service(line: &str) -> bool {
    const WHOLE: [&str; 4] = [
        "Joined the server.",
        "Pinned a message.",
        "Started a thread.",
        "Left the group.",
    ];
    const PARTS: [(&str, &str); 5] = [
        ("Started a call that lasted ", "."),
        ("Added ", " to the group."),
        ("Removed ", " from the group."),
        ("Changed the channel ", "."),
        ("Boosted the server", "!"),
    ];
    let has = |it: &(&str, &str)| line.starts_with(it.0) && line.ends_with(it.1);
    WHOLE.contains(&line) || PARTS.iter().any(has)
}

/// The messages of a JSON export; the place and what is wrong with it where it is no JSON.
fn messages<'a>(input: &Input<'a>) -> Result<Vec<Node<'a>>, (usize, String)> {
    let root = post::root(input)?.object();
    let is_export = root.get("guild").is_some() || root.get("channel").is_some();
    let list = root.get("messages").filter(|_| is_export);
    Ok(list.map(Node::items).unwrap_or_default())
}

fn is_message(it: &Object<'_>) -> bool {
    it.has(&["timestamp", "content", "author"])
}

fn detect_json(input: &Input<'_>) -> Option<f32> {
    if !post::opens_with(input, &["channel", "guild"]) {
        return None;
    }
    post::share(&messages(input).ok()?, is_message)
}

fn parse_json(input: &Input<'_>, out: &mut Builder) -> String {
    let posts = post::read_all(messages(input), out, is_message, message);
    posts.why(" of a Discord export")
}

fn message(span: Span, it: &Object<'_>, out: &mut Builder) -> Post {
    let mut post = Post::new(span, it.get("timestamp").and_then(Moment::of));
    let author = it.get("author").map(Node::object);
    let said = |key: &str| {
        author
            .as_ref()
            .and_then(|it| it.string(key))
            .filter(|it| !it.is_empty())
    };
    let is_bot = author
        .as_ref()
        .and_then(|it| it.get("isBot"))
        .is_some_and(Node::is_true);
    let kind = it.string("type").unwrap_or_default();
    let is_words = matches!(
        &*kind,
        "" | "Default" | "Reply" | "0" | "19" | "20" | "ChatInputCommand" | "ThreadStarterMessage" | "21"
    );
    post.kind = match (is_words, is_bot) {
        (true, true) => TurnKind::Event,
        (true, false) => TurnKind::Speech,
        _ => TurnKind::System,
    };
    if is_bot {
        post.flags.set(Flags::BOT);
    }
    if it.get("timestampEdited").is_some() {
        post.flags.set(Flags::EDITED);
    }
    let name = said("nickname").or_else(|| said("name"));
    if post.kind == TurnKind::Speech
        && let Some(name) = name
    {
        let speaker = out.speaker(&name);
        if let Some(handle) = said("name") {
            out.also(speaker, &handle);
        }
        post.speaker = Some(speaker);
    }
    let mut people = Vec::new();
    for person in it.get("mentions").map(Node::items).unwrap_or_default() {
        let person = person.object();
        let name = person.string("nickname").or_else(|| person.string("name"));
        people.extend(person.string("id").zip(name));
    }
    let words = |it: View| post::words(&it, marks(it.text(), &people));
    let mut views: Vec<View> = it.view("content").map(words).into_iter().collect();
    if is_bot {
        for embed in it.get("embeds").map(Node::items).unwrap_or_default() {
            let embed = embed.object();
            views.extend(
                ["title", "description"]
                    .iter()
                    .filter_map(|key| embed.view(key))
                    .map(words),
            );
            for field in embed.get("fields").map(Node::items).unwrap_or_default() {
                let field = field.object();
                views.extend(
                    ["name", "value"]
                        .iter()
                        .filter_map(|key| field.view(key))
                        .map(words),
                );
            }
        }
    }
    if views.iter().all(|it| it.text().trim().is_empty()) {
        let files = it.get("attachments").map(Node::items).unwrap_or_default();
        views.extend(files.iter().filter_map(|it| it.object().view("fileName")));
        post.kind = TurnKind::System;
    }
    post.view = join::all(views, PARAGRAPH);
    post.id = it.string("id");
    post.parent = it.get("reference").and_then(|it| it.get("messageId")?.string());
    post
}

/// `<@1>`, `<#2>`, `<:smile:3>` and how they are read.
fn marks(text: &str, people: &[(String, String)]) -> Vec<(Span, String)> {
    let mut res = Vec::new();
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|it| it.find('<')).map(|it| at + it) {
        let rest = &text[open + 1..];
        let end = rest
            .find(['>', '<', '\n', ' '])
            .filter(|it| rest[*it..].starts_with('>'));
        at = open + 1;
        let Some(end) = end else { continue };
        let inner = &rest[..end];
        let read = if let Some(id) = inner.strip_prefix('@') {
            let id = id.trim_start_matches(['!', '&']);
            let name = people.iter().find(|it| it.0 == id).map_or(id, |it| &it.1);
            Some(format!("@{name}"))
        } else if let Some(name) = inner.trim_start_matches('a').strip_prefix(':') {
            name.split_once(':').map(|it| format!(":{}:", it.0))
        } else {
            inner.starts_with("http").then(|| inner.to_owned())
        };
        if let Some(read) = read {
            at = open + end + 2;
            res.push((Span::new(open, at), read));
        }
    }
    res
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::time::Day;
    use crate::transcript::Transcript;

    #[test]
    fn a_message_goes_on_to_the_next_head() {
        let text = "====================\nGuild: g\nChannel: c\n====================\n\n\
            [14-May-24 09:05 AM] ana#1234\nfirst\n\nsecond *line*\n\n{Reactions}\n👍 (2)\n\n\
            [14-May-24 09:06 AM] ben (pinned)\nJoined the server.\n\n[14-May-24 09:07 AM] ben\nok\n";
        let it = Transcript::parse(text);
        assert_eq!(it.format, "discord");
        assert_eq!(it.why, "3 messages of a Discord export");
        let kinds: Vec<TurnKind> = it.turns.iter().map(|it| it.kind).collect();
        use TurnKind::{Note, Speech, System};
        assert_eq!(kinds, [Note, Note, Speech, System, System, Speech]);
        assert_eq!(it.turns[2].view.text(), "first\n\nsecond line");
        assert_eq!(it.turns[2].day, Day::new(2024, 5, 14));
    }

    #[test]
    fn heads_need_a_date_and_a_name_alone() {
        assert!(Head::of("[3/4/2024 2:07 PM] ana").is_some());
        assert!(Head::of("[14:07] ana").is_none());
        assert!(Head::of("[3/4/2024 2:07 PM] ana: hello").is_none());
        assert!(Head::of("[3/4/2024 2:07 PM] <ana> hello").is_none());
    }

    #[test]
    fn json_keeps_edits_answers_and_bots() {
        let text = r#"{"guild": {"name": "g"}, "channel": {"name": "c"}, "messages": [
            {"id": "7", "type": "Default", "timestamp": "2024-05-14T09:05:10.1+02:00", "content": "<@9> is\nit up?",
             "author": {"name": "ana", "nickname": "Ana L", "isBot": false}, "mentions": [{"id": "9", "name": "ben"}]},
            {"id": "8", "type": "Reply", "timestamp": "2024-05-14T09:06:10+02:00", "timestampEdited": "2024-05-14T09:07:00Z",
             "content": "yes <:ok:1>", "author": {"name": "ben"}, "reference": {"messageId": "7"}},
            {"id": "9", "type": "Default", "timestamp": "2024-05-14T09:08:10+02:00", "content": "",
             "author": {"name": "Watch", "isBot": true}, "embeds": [{"title": "Up", "description": "3 of 3"}]},
            {"id": "10", "type": "ChannelPinnedMessage", "timestamp": "2024-05-14T09:09:10+02:00",
             "content": "Pinned a message.", "author": {"name": "ben"}}]}"#;
        let it = Transcript::parse(text);
        assert_eq!(it.format, "discord-json");
        let said: Vec<&str> = it.turns.iter().map(|it| it.view.text()).collect();
        assert_eq!(
            said,
            [
                "@ben is\n\nit up?",
                "yes :ok:",
                "Up\n\n3 of 3",
                "Pinned a message."
            ]
        );
        assert_eq!(it.turns[1].section, Some(0));
        assert!(it.turns[1].flags.has(Flags::EDITED));
        assert_eq!(it.turns[2].kind, TurnKind::Event);
        assert_eq!(it.turns[3].kind, TurnKind::System);
        assert_eq!(it.speakers[0].aliases, ["ana"]);
    }
}

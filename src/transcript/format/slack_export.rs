//! Slack's export: a day of a channel as an array of messages, or an answer of its interface with such an array.
//! People are ids; who they are stands in `users.json`, and sometimes in the message.

use rustc_hash::FxHashMap;

use super::Format;
use super::build::{Builder, PARAGRAPH};
use super::input::Input;
use super::join;
use super::json::{Node, Object};
use super::moment::Moment;
use super::post::{self, Post};
use crate::text::{Span, View};
use crate::transcript::{Flags, TurnKind};

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "slack-export",
    detect,
    parse,
};

fn detect(input: &Input<'_>) -> Option<f32> {
    if !post::opens_with(input, &["ts"]) {
        return None;
    }
    post::share(&messages(input).ok()?, is_message)
}

/// Whether it has Slack's time and something that messages have.
fn is_message(it: &Object<'_>) -> bool {
    let ts = it.string("ts").unwrap_or_default();
    let is_time = ts.split_once('.').is_some_and(|(seconds, part)| {
        9 <= seconds.len() && seconds.bytes().chain(part.bytes()).all(|it| it.is_ascii_digit())
    });
    let is_typed = it.string("type").is_none_or(|it| it == "message");
    is_time
        && is_typed
        && ["text", "user", "blocks", "attachments"]
            .iter()
            .any(|key| it.has(&[key]))
}

/// The messages of the file; the place and what is wrong with it where it is no JSON.
fn messages<'a>(input: &Input<'a>) -> Result<Vec<Node<'a>>, (usize, String)> {
    let root = post::root(input)?;
    let list = if root.is_array() {
        Some(root)
    } else {
        root.get("messages")
    };
    Ok(list.map(Node::items).unwrap_or_default())
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let messages = messages(input);
    let mut people = People::of(input.reading.people.as_deref());
    for it in messages.iter().flatten() {
        people.learn(*it);
    }
    let read = |span: Span, it: &Object<'_>, out: &mut Builder| message(span, it, &people, out);
    let posts = post::read_all(messages, out, is_message, read);
    posts.why(" of a Slack export")
}

fn message(span: Span, it: &Object<'_>, people: &People, out: &mut Builder) -> Post {
    let ts = it.string("ts").unwrap_or_default();
    let mut post = Post::new(span, ts.parse().ok().and_then(Moment::unix));
    let subtype = it.string("subtype").unwrap_or_default();
    let is_bot = subtype == "bot_message" || it.get("bot_id").is_some() || subtype == "slackbot_response";
    post.kind = match &*subtype {
        "" | "bot_message" | "slackbot_response" | "thread_broadcast" | "file_share" | "file_comment"
        | "document_mention"
            if is_bot =>
        {
            TurnKind::Event
        }
        "" | "thread_broadcast" | "me_message" | "file_share" | "file_comment" | "file_mention" => {
            TurnKind::Speech
        }
        _ => TurnKind::System,
    };
    if is_bot {
        post.flags.set(Flags::BOT);
    }
    if it.get("edited").is_some() {
        post.flags.set(Flags::EDITED);
    }
    let comment = it.get("comment").map(Node::object);
    let comment = comment.filter(|it| it.get("comment").is_some());
    let user = it
        .string("user")
        .or_else(|| comment.as_ref().and_then(|it| it.string("user")));
    if post.kind == TurnKind::Speech
        && let Some(user) = user
    {
        post.speaker = Some(people.speaker(&user, out));
    }
    let words = |it: View| post::words(&it, marks(it.text(), people));
    let commented = comment.and_then(|it| it.view("comment"));
    let text = commented.or_else(|| it.view("text")).map(words);
    let mut views: Vec<View> = text
        .into_iter()
        .filter(|it| !it.text().trim().is_empty())
        .collect();
    // What a person's message unfurls is somebody else's page; what a bot attaches is its message.
    if is_bot && let Some(attachments) = it.get("attachments") {
        for attachment in attachments.items() {
            views.extend(attached(&attachment.object()).into_iter().map(words));
        }
    }
    if views.is_empty()
        && let Some(blocks) = it.get("blocks")
    {
        let mut found = Vec::new();
        texts(blocks, 0, &mut found);
        views.extend(found.into_iter().map(words));
    }
    if views.is_empty()
        && let Some(files) = it.get("files")
    {
        // A file without a word: nobody says anything.
        post.kind = TurnKind::System;
        let names = files.items().into_iter().filter_map(|it| {
            let it = it.object();
            it.view("title").or_else(|| it.view("name"))
        });
        views.extend(names);
    }
    post.view = join::all(views, PARAGRAPH);
    post.id = Some(ts);
    post.parent = it.string("thread_ts");
    post
}

/// The texts of an attachment; what stands for all of it where there are none.
fn attached(it: &Object<'_>) -> Vec<View> {
    let mut views: Vec<View> = ["pretext", "title", "text"]
        .iter()
        .filter_map(|key| it.view(key))
        .filter(|it| !it.text().trim().is_empty())
        .collect();
    if let Some(fields) = it.get("fields") {
        for field in fields.items() {
            let field = field.object();
            views.extend(["title", "value"].iter().filter_map(|key| field.view(key)));
        }
    }
    if views.is_empty() {
        let mut found = Vec::new();
        if let Some(blocks) = it.get("blocks") {
            texts(blocks, 0, &mut found);
        }
        views = found;
    }
    if views.is_empty() {
        views.extend(it.view("fallback"));
    }
    views
}

/// The texts of blocks, in their order.
fn texts(node: Node<'_>, depth: usize, found: &mut Vec<View>) {
    /// Blocks are not nested deeper.
    const DEEPEST: usize = 12;
    if depth == DEEPEST {
        return;
    }
    for it in node.items() {
        texts(it, depth + 1, found);
    }
    if !node.is_object() {
        return;
    }
    let object = node.object();
    let kind = object.string("type").unwrap_or_default();
    if matches!(
        &*kind,
        "rich_text_section" | "rich_text_preformatted" | "rich_text_quote"
    ) {
        found.extend(object.get("elements").map(line));
        return;
    }
    for (key, it) in object.iter() {
        match (key, it.view()) {
            ("text", Some(view)) => found.push(view),
            ("text" | "elements" | "fields", None) => texts(it, depth + 1, found),
            _ => {}
        }
    }
}

/// The pieces of a line of rich text, as one.
fn line(elements: Node<'_>) -> View {
    let mut res = View::default();
    for element in elements.items() {
        let element = element.object();
        let said = ["text", "url", "user_id", "name"]
            .iter()
            .find_map(|key| Some((*key, element.view(key)?)));
        let Some((key, view)) = said else { continue };
        let before = if key == "user_id" { "@" } else { "" };
        if !before.is_empty() {
            res.push_mapped(before, Span::at(view.span().start));
        }
        res.append(&view, Span::new(0, view.text().len()));
    }
    res
}

/// Who has which id.
struct People {
    names: FxHashMap<String, Vec<String>>,
}

impl People {
    /// Those of `users.json`.
    fn of(directory: Option<&str>) -> People {
        let mut people = People {
            names: FxHashMap::default(),
        };
        let text = directory.unwrap_or_default().trim_start_matches('\u{feff}');
        let Ok(root) = Node::parse(text, 0) else {
            return people;
        };
        let list = if root.is_array() {
            Some(root)
        } else {
            root.get("members")
        };
        for it in list.map(Node::items).unwrap_or_default() {
            let it = it.object();
            if let Some(id) = it.string("id") {
                let mut names = Vec::new();
                take_names(&it, &mut names);
                people.names.insert(id, names);
            }
        }
        people
    }

    /// The name that a message itself has for its author.
    fn learn(&mut self, message: Node<'_>) {
        if !message.text().contains("\"user_profile\"") {
            return;
        }
        let message = message.object();
        let (Some(user), Some(profile)) = (message.string("user"), message.get("user_profile")) else {
            return;
        };
        self.names.entry(user).or_insert_with(|| {
            let mut names = Vec::new();
            take_names(&profile.object(), &mut names);
            names
        });
    }

    fn name<'a>(&'a self, id: &'a str) -> &'a str {
        self.names
            .get(id)
            .and_then(|it| it.first())
            .map_or(id, String::as_str)
    }

    fn speaker(&self, id: &str, out: &mut Builder) -> usize {
        let speaker = out.speaker(self.name(id));
        for alias in self.names.get(id).iter().flat_map(|it| it.iter().skip(1)) {
            out.also(speaker, alias);
        }
        speaker
    }
}

/// The names of a person, the full one first.
fn take_names(it: &Object<'_>, names: &mut Vec<String>) {
    let profile = it.get("profile").map(Node::object);
    let keys = ["real_name", "display_name", "name"];
    let all = keys.iter().flat_map(|key| {
        let inner = profile.as_ref().and_then(|it| it.string(key));
        it.string(key).into_iter().chain(inner)
    });
    for name in all {
        let name = name.trim();
        if !name.is_empty() && !names.iter().any(|it| it.eq_ignore_ascii_case(name)) {
            names.push(name.to_owned());
        }
    }
}

/// What stands in angle brackets, and how it is read: people, channels, links.
fn marks(text: &str, people: &People) -> Vec<(Span, String)> {
    let mut res = Vec::new();
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|it| it.find('<')).map(|it| at + it) {
        let rest = &text[open + 1..];
        let end = rest
            .find(['>', '<', '\n'])
            .filter(|it| rest[*it..].starts_with('>'));
        let Some(end) = end else {
            at = open + 1;
            continue;
        };
        if let Some(read) = mark(&rest[..end], people) {
            res.push((Span::new(open, open + end + 2), read));
        }
        at = open + end + 2;
    }
    res
}

fn mark(inner: &str, people: &People) -> Option<String> {
    let (target, label) = match inner.split_once('|') {
        Some((target, label)) => (target, Some(label).filter(|it| !it.is_empty())),
        None => (inner, None),
    };
    let sign = target.chars().next()?;
    let rest = &target[sign.len_utf8()..];
    let read = match sign {
        '@' if people.names.contains_key(rest) => format!("@{}", people.name(rest)),
        '@' => format!("@{}", label.unwrap_or(rest).trim_start_matches('@')),
        '#' => format!("#{}", label.unwrap_or(rest)),
        '!' if target.starts_with("!date^") => label?.to_owned(),
        '!' => format!("@{}", label.unwrap_or(rest).trim_start_matches('@')),
        _ if target.contains("://") || target.starts_with("mailto:") || target.starts_with("tel:") => {
            entities(label.unwrap_or(target))
        }
        _ => return None,
    };
    Some(read)
}

/// The three characters that Slack escapes.
fn entities(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    text.replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Reading;
    use crate::transcript::{Stamp, Transcript};

    const PEOPLE: &str =
        r#"[{"id": "U1", "name": "ana", "profile": {"real_name": "Ana Lima", "display_name": "ana.l"}}]"#;

    fn read(text: &str) -> Transcript {
        let reading = Reading {
            people: Some(PEOPLE.into()),
            ..Reading::default()
        };
        Transcript::read(text, &reading)
    }

    #[test]
    fn ids_links_and_entities_are_read_as_they_are_shown() {
        let text = r##"[
            {"type": "message", "user": "U1", "ts": "1714500000.000100",
             "text": "<!here> see <https://x.org/a?b=1&amp;c|the *panel*> in <#C9|ops>, <@U2>: a &lt; b\nand _now_"},
            {"type": "message", "user": "U2", "ts": "1714500060.000100", "thread_ts": "1714500000.000100",
             "text": "ok", "edited": {"user": "U2"}, "user_profile": {"real_name": "Ben"}},
            {"type": "message", "subtype": "channel_topic", "user": "U1", "ts": "1714500061.0", "text": "set the topic"},
            {"type": "message", "subtype": "bot_message", "ts": "1714500120.5", "text": "", "bot_id": "B1",
             "attachments": [{"fallback": "no", "pretext": "Alert", "text": "disk at 91%"}]}
        ]"##;
        let it = read(text);
        assert_eq!(it.format, "slack-export");
        assert_eq!(it.why, "3 messages of a Slack export");
        let said: Vec<&str> = it.turns.iter().map(|it| it.view.text()).collect();
        let first = "@here see the *panel* in #ops, @Ben: a < b\n\nand now";
        assert_eq!(said, [first, "ok", "set the topic", "Alert\n\ndisk at 91%"]);
        assert_eq!(it.turns[0].start, Some(Stamp::Clock(18 * 60)));
        assert_eq!(it.turns[1].section, Some(0));
        assert!(it.turns[1].flags.has(Flags::EDITED));
        assert_eq!(it.turns[2].kind, TurnKind::System);
        assert_eq!((it.turns[3].kind, it.turns[3].speaker), (TurnKind::Event, None));
        assert!(it.turns[3].flags.has(Flags::BOT));
        assert_eq!(it.speakers[0].aliases, ["ana.l", "ana"]);
        let at = first.find("now").expect("the word is there");
        let raw = it.turns[0].view.in_file(Span::new(at, at + 3));
        assert_eq!(&text[raw.range()], "now");
    }

    #[test]
    fn other_json_is_no_export() {
        for text in [
            "[]",
            "{\"messages\": []}",
            "[{\"ts\": 5, \"text\": \"a\"}]",
            "[{\"ts\"",
            "{\"ts\": \"1714500000.000100\", \"text\": \"x\"}",
        ] {
            assert_ne!(Transcript::parse(text).format, "slack-export", "{text}");
        }
    }
}

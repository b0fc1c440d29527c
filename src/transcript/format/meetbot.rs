//! The raw log that MeetBot keeps of an IRC meeting: messages with sender, payload and time.

use super::Format;
use super::build::Builder;
use super::input::Input;
use super::join;
use super::json::{Node, Object};
use super::moment::Moment;
use super::post::{self, Post, Posts};
use super::scribe::{self, Said};
use crate::text::{Span, View};
use crate::transcript::TurnKind;

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "meetbot",
    detect,
    parse,
};

fn messages<'a>(input: &Input<'a>) -> Result<Vec<Node<'a>>, (usize, String)> {
    let list = post::root(input)?.get("messages");
    Ok(list.map(Node::items).unwrap_or_default())
}

fn is_message(it: &Object<'_>) -> bool {
    it.has(&["sender", "payload", "timestamp"])
}

fn detect(input: &Input<'_>) -> Option<f32> {
    if !post::opens_with(input, &["payload"]) {
        return None;
    }
    post::share(&messages(input).ok()?, is_message)
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let messages = messages(input).unwrap_or_else(|(at, message)| {
        out.problem(Span::at(at), format!("no JSON: {message}"));
        Vec::new()
    });
    let mut posts = Posts::default();
    for node in messages {
        let it = node.object();
        if !is_message(&it) {
            out.problem(node.span(), "a record that is no message");
            continue;
        }
        let when = it.get("timestamp").and_then(Moment::of);
        let mut post = Post::new(node.span(), when);
        let payload = it.view("payload").unwrap_or_default();
        let name = it.string("sender").unwrap_or_default();
        let is_act = it.get("action").is_some_and(Node::is_true);
        post.view = post::words(&payload, Vec::new());
        match scribe::command(payload.text()) {
            Some(Said::Heading(level, from)) => {
                let topic = payload.slice(Span::new(from, payload.text().len()));
                out.heading(level, post.start, post.span, topic);
                if let Some(turn) = out.turns.last_mut() {
                    turn.day = post.day;
                }
                continue;
            }
            Some(Said::Note) => post.kind = TurnKind::Note,
            Some(_) => post.kind = TurnKind::System,
            None if is_act => {
                post.kind = TurnKind::StageDirection;
                post.view = acted(&it, &post.view);
            }
            None => post.speaker = Some(out.speaker(&name)),
        }
        posts.push(out, post);
    }
    posts.why(" of an IRC meeting kept by MeetBot")
}

/// `ana waves`: who does it stands in the sender.
fn acted(it: &Object<'_>, words: &View) -> View {
    let mut view = it.view("sender").unwrap_or_default();
    if words.span().start < view.span().end {
        return words.clone();
    }
    join::view(&mut view, words, " ");
    view
}

#[cfg(test)]
mod tests {
    use crate::transcript::{Stamp, Transcript};

    #[test]
    fn commands_are_topics_and_notes() {
        let text = r##"{"channel": "#x", "messages": [
            {"sender": "ana", "payload": "#startmeeting", "action": false, "timestamp": "2024-05-14T09:00:00"},
            {"sender": "ana", "payload": "#topic the relay", "action": false, "timestamp": "2024-05-14T09:01:00"},
            {"sender": "ben", "payload": "it fell", "action": false, "timestamp": "2024-05-14T09:02:10"},
            {"sender": "ben", "payload": "waves", "action": true, "timestamp": "2024-05-14T09:02:11"},
            {"sender": "ana", "payload": "#agreed drop it", "action": false, "timestamp": "2024-05-14T09:03:00"}]}"##;
        let it = Transcript::parse(text);
        assert_eq!(it.format, "meetbot");
        let told: Vec<String> = it
            .turns
            .iter()
            .map(|it| format!("{}: {}", it.kind.name(), it.view.text()))
            .collect();
        assert_eq!(
            told,
            [
                "system: #startmeeting",
                "heading: the relay",
                "speech: it fell",
                "stage-direction: ben waves",
                "note: #agreed drop it"
            ]
        );
        assert_eq!(it.turns[2].section, Some(1));
        assert_eq!(it.turns[2].start, Some(Stamp::Clock(542)));
    }
}

//! Rev AI: monologues of elements, blanks and punctuation included.

use super::Format;
use super::build::Builder;
use super::heard::{self, Heard};
use super::input::Input;
use super::json::Node;
use crate::text::Span;
use crate::transcript::Flags;

/// An object with `monologues` of `elements`.
pub(super) const FORMAT: Format = Format {
    name: "rev-ai",
    detect: |input| {
        let first = input.entries()?.get("monologues")?.first()?.object();
        first.has(&["elements"]).then_some(1.0)
    },
    parse,
};

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let Some(root) = input.entries() else {
        return "nothing was heard".to_owned();
    };
    let names: Vec<(String, String)> = root
        .get("speakers")
        .map(Node::items)
        .unwrap_or_default()
        .into_iter()
        .filter_map(|it| {
            let it = it.object();
            Some((heard::speaker(&it, "id")?, heard::speaker(&it, "name")?))
        })
        .collect();
    let mut heard = Heard::new(out);
    let monologues = root.get("monologues").map(Node::items).unwrap_or_default();
    for monologue in monologues {
        let it = monologue.object();
        let info = it.get("speaker_info").map(Node::object);
        let named = info.and_then(|it| heard::speaker(&it, "display_name"));
        let id = heard::speaker(&it, "speaker");
        let known = || {
            names
                .iter()
                .find(|it| Some(&it.0) == id.as_ref())
                .map(|it| it.1.clone())
        };
        let speaker = named.or_else(known).or_else(|| id.clone());
        let elements = it.get("elements").map(Node::items).unwrap_or_default();
        let mut from = Some(monologue.span().start);
        let mut is_apart = true;
        for element in elements {
            let it = element.object();
            let value = it.view("value");
            let text = value.as_ref().map_or("", |it| it.text());
            if text.trim().is_empty() {
                is_apart = true;
                continue;
            }
            let is_unknown = it.string("type").is_some_and(|it| it == "unknown");
            let ends_apart = text.ends_with(char::is_whitespace);
            let starts_apart = text.starts_with(char::is_whitespace);
            let start = from.take().unwrap_or(element.span().start);
            let piece = heard.say(element, value, speaker.as_deref());
            piece.span = Span::new(start, element.span().end);
            piece.is_word = true;
            piece.glued = !is_apart && !starts_apart;
            piece.start = heard::seconds(&it, "ts");
            piece.end = heard::seconds(&it, "end_ts");
            if is_unknown {
                piece.flags.set(Flags::INAUDIBLE);
            }
            is_apart = ends_apart;
        }
        if let Some(last) = heard.last().filter(|_| from.is_none()) {
            last.span.end = monologue.span().end;
        }
    }
    heard.finish("element")
}

#[cfg(test)]
mod tests {
    use crate::transcript::Transcript;

    #[test]
    fn elements_are_joined_as_they_say() {
        let text = r#"{"monologues": [{"speaker": 1, "elements": [
            {"type": "text", "value": "It", "ts": 0.5, "end_ts": 0.7}, {"type": "punct", "value": " "},
            {"type": "text", "value": "fell", "ts": 0.7, "end_ts": 1.0}, {"type": "punct", "value": ". "},
            {"type": "text", "value": "Twice", "ts": 1.1, "end_ts": 1.4}, {"type": "punct", "value": "."}]},
            {"speaker": 0, "elements": [{"type": "text", "value": "When", "ts": 2, "end_ts": 3},
            {"type": "punct", "value": "?"}]}], "speakers": [{"id": 0, "name": "Ana"}]}"#;
        let it = Transcript::parse(text);
        let said: Vec<&str> = it.turns.iter().map(|it| it.view.text()).collect();
        assert_eq!((it.format, said), ("rev-ai", vec!["It fell. Twice.", "When?"]));
        let names: Vec<&str> = it.speakers.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["Speaker 1", "Ana"]);
        assert!(text[it.turns[0].span.range()].starts_with("{\"speaker\": 1"));
        assert!(text[it.turns[0].span.range()].ends_with("]}"));
    }
}

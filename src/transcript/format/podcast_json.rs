//! Transcripts that podcasts publish as JSON: those of the Podcasting 2.0 namespace and of Podlove.

use super::Format;
use super::build::Builder;
use super::heard::{self, Heard};
use super::input::Input;
use super::json::Node;

/// `segments` with `startTime` and `body`; one word per segment is allowed.
pub(super) const PODCASTING_20: Format = Format {
    name: "podcasting-2.0",
    detect: |input| {
        let first = input.entries()?.get("segments")?.first()?.object();
        first.has(&["startTime", "body"]).then_some(1.0)
    },
    parse: parse_podcasting_20,
};

/// An array with `start_ms` and `text`, alone or under `transcripts`; `voice` is the name, `speaker` a number or an id.
pub(super) const PODLOVE: Format = Format {
    name: "podlove",
    detect: |input| {
        let first = records(input)?.first()?.object();
        let has_speaker = first.has(&["speaker"]) || first.has(&["voice"]);
        (first.has(&["start_ms", "text"]) && has_speaker).then_some(1.0)
    },
    parse: parse_podlove,
};

fn parse_podcasting_20(input: &Input<'_>, out: &mut Builder) -> String {
    let segments = input.entries().and_then(|it| it.get("segments"));
    let mut heard = Heard::new(out);
    for segment in segments.map(Node::items).unwrap_or_default() {
        let it = segment.object();
        let speaker = heard::speaker(&it, "speaker");
        let piece = heard.say(segment, it.view("body"), speaker.as_deref());
        piece.start = heard::seconds(&it, "startTime");
        piece.end = heard::seconds(&it, "endTime");
    }
    heard.finish("segment")
}

/// The records of Podlove.
fn records<'a>(input: &Input<'a>) -> Option<Node<'a>> {
    let root = input.json()?;
    if root.is_array() {
        return Some(root);
    }
    input.entries()?.get("transcripts")
}

fn parse_podlove(input: &Input<'_>, out: &mut Builder) -> String {
    let mut heard = Heard::new(out);
    for record in records(input).map(Node::items).unwrap_or_default() {
        let it = record.object();
        let voice = it.get("voice");
        let is_named = voice.is_some();
        let speaker = voice.and_then(heard::named);
        let speaker = speaker.or_else(|| heard::speaker(&it, "speaker").filter(|_| !is_named));
        let piece = heard.say(record, it.view("text"), speaker.as_deref());
        piece.start = heard::millis(&it, "start_ms").or_else(|| heard::seconds(&it, "start"));
        piece.end = heard::millis(&it, "end_ms").or_else(|| heard::seconds(&it, "end"));
    }
    heard.finish("record")
}

#[cfg(test)]
mod tests {
    use crate::transcript::{Stamp, Transcript};

    #[test]
    fn words_of_one_speaker_are_one_turn() {
        let text = r#"{"version": "1.0.0", "segments": [
            {"speaker": "Ana", "startTime": 0.5, "endTime": 1, "body": "It"},
            {"speaker": "Ana", "startTime": 1, "endTime": "1.5", "body": "fell."},
            {"speaker": "Ben", "startTime": 2, "endTime": 3, "body": "When?"}]}"#;
        let it = Transcript::parse(text);
        let said: Vec<&str> = it.turns.iter().map(|it| it.view.text()).collect();
        assert_eq!((it.format, said), ("podcasting-2.0", vec!["It fell.", "When?"]));
        assert_eq!(it.turns[0].end, Some(Stamp::Offset(1_500)));
    }

    #[test]
    fn voices_name_speakers_or_their_numbers_do() {
        let text = r#"[{"start": "00:00:01.500", "start_ms": 1500, "end_ms": 2000, "speaker": "2", "text": "It fell."},
            {"start_ms": 2000, "end_ms": 3000, "speaker": "1", "voice": "Ana", "text": "When?"}]"#;
        let it = Transcript::parse(text);
        let names: Vec<&str> = it.speakers.iter().map(|it| it.name.as_str()).collect();
        assert_eq!((it.format, names), ("podlove", vec!["Speaker 2", "Ana"]));
    }
}

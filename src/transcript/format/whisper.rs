//! Whisper and what is built on it: the program itself and its interface on the web, WhisperX (which tells who speaks),
//! the pipelines that write chunks, and whisper.cpp.

use super::Format;
use super::build::Builder;
use super::heard::{self, Heard};
use super::input::Input;
use super::json::{Node, Object};
use super::pieces;
use crate::transcript::Flags;

/// Segments with a start, an end and a text; or chunks with both times in one array.
pub(super) const FORMAT: Format = Format {
    name: "whisper",
    detect: |input| Shape::of(input).map(|_| 1.0),
    parse,
};

/// Segments with offsets in milliseconds.
pub(super) const CPP: Format = Format {
    name: "whisper.cpp",
    detect: |input| {
        let first = input.entries()?.get("transcription")?.first()?.object();
        let has_times = first.has(&["offsets"]) || first.has(&["timestamps"]);
        (has_times && first.has(&["text"])).then_some(1.0)
    },
    parse: parse_cpp,
};

/// How the words are kept.
#[derive(Clone, Copy)]
enum Shape<'a> {
    /// `segments`, or an array of them alone.
    Segments(Node<'a>),
    /// `chunks`
    Chunks(Node<'a>),
    /// `text` alone: nothing but the words was asked for.
    Text(Node<'a>),
}

impl<'a> Shape<'a> {
    fn of(input: &Input<'a>) -> Option<Shape<'a>> {
        if let Some(array) = input.json().filter(|it| it.is_array()) {
            let first = array.first()?.object();
            let is_time = |key| {
                first
                    .get(key)
                    .is_some_and(|it| it.string().is_none() && it.number().is_some())
            };
            let is_ours = first.has(&["text"]) && is_time("start") && is_time("end");
            return is_ours.then_some(Shape::Segments(array));
        }
        let root = input.entries()?;
        if let Some(segments) = root.get("segments").filter(|it| it.is_array()) {
            let is_ours = match segments.first() {
                Some(first) => first.object().has(&["start", "text"]),
                None => root.has(&["text", "language"]),
            };
            return is_ours.then_some(Shape::Segments(segments));
        }
        if let Some(chunks) = root.get("chunks").filter(|it| it.is_array()) {
            let first = chunks.first()?.object();
            return first.has(&["timestamp", "text"]).then_some(Shape::Chunks(chunks));
        }
        let text = root.get("text").filter(|it| it.string().is_some())?;
        let is_answer =
            root.has(&["language", "duration"]) || root.string("task").is_some_and(|it| it == "transcribe");
        is_answer.then_some(Shape::Text(text))
    }
}

/// Whether the recogniser says, in its own measures, that it may have heard nothing, or guessed.
fn doubts(segment: &Object<'_>) -> Flags {
    /// Below this mean logarithm of the probabilities of its words Whisper itself tries again.
    const GUESSED: f64 = -1.0;
    /// Above this ratio words repeat themselves, and it tries again.
    const REPEATS: f64 = 2.4;
    /// Above this probability nobody speaks.
    const SILENCE: f64 = 0.6;
    let is = |key: &str, bad: &dyn Fn(f64) -> bool| segment.number(key).is_some_and(bad);
    let is_doubted = is("avg_logprob", &|it| it < GUESSED)
        || is("compression_ratio", &|it| REPEATS < it)
        || is("no_speech_prob", &|it| SILENCE < it);
    if is_doubted {
        Flags::LOW_CONFIDENCE
    } else {
        Flags::default()
    }
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let mut heard = Heard::new(out);
    let what = match Shape::of(input) {
        Some(Shape::Segments(segments)) => {
            for segment in segments.items() {
                let it = segment.object();
                let speaker = heard::speaker(&it, "speaker");
                let piece = heard.say(segment, it.view("text"), speaker.as_deref());
                piece.start = heard::seconds(&it, "start");
                piece.end = heard::seconds(&it, "end");
                piece.flags = doubts(&it).with(heard::doubts(&it));
            }
            "segment"
        }
        Some(Shape::Chunks(chunks)) => {
            for chunk in chunks.items() {
                let it = chunk.object();
                let times = it.get("timestamp").map(Node::items).unwrap_or_default();
                let time = |n: usize| times.get(n).and_then(|it| pieces::millis(it.number()?));
                let speaker = heard::speaker(&it, "speaker");
                let piece = heard.say(chunk, it.view("text"), speaker.as_deref());
                piece.start = time(0);
                piece.end = time(1);
            }
            "chunk"
        }
        Some(Shape::Text(text)) => {
            heard.say(text, text.view(), None);
            "text"
        }
        None => "segment",
    };
    heard.finish(what)
}

fn parse_cpp(input: &Input<'_>, out: &mut Builder) -> String {
    let segments = input.entries().and_then(|it| it.get("transcription"));
    let segments = segments.map(Node::items).unwrap_or_default();
    let records: Vec<(Node<'_>, Object<'_>)> = segments.into_iter().map(|it| (it, it.object())).collect();
    let views: Vec<_> = records.iter().map(|it| it.1.view("text")).collect();
    let spaced = views
        .iter()
        .flatten()
        .filter(|it| it.text().starts_with(' '))
        .count();
    // Where words begin with a blank, what begins without one goes on with a word that was cut.
    let are_spaced = views.len() < 2 * spaced;
    let mut heard = Heard::new(out);
    let mut turns = false;
    for ((segment, it), view) in records.iter().zip(views) {
        let is_word = |text: &str| text.starts_with(|c: char| c.is_alphanumeric() || ".,?!'’".contains(c));
        let is_glued = are_spaced && view.as_ref().is_some_and(|it| is_word(it.text()));
        let speaker = heard::speaker(it, "speaker");
        let piece = heard.say(*segment, view, speaker.as_deref());
        piece.glued = is_glued && !turns;
        piece.opens = turns;
        turns = it.get("speaker_turn_next").is_some_and(Node::is_true);
        if let Some(offsets) = it.get("offsets").map(Node::object) {
            piece.start = heard::millis(&offsets, "from");
            piece.end = heard::millis(&offsets, "to");
        } else if let Some(stamps) = it.get("timestamps").map(Node::object) {
            piece.start = heard::seconds(&stamps, "from");
            piece.end = heard::seconds(&stamps, "to");
        }
    }
    heard.finish("segment")
}

#[cfg(test)]
mod tests {
    use crate::transcript::{Flags, Stamp, Transcript};

    fn said(it: &Transcript) -> Vec<(Option<&str>, &str)> {
        let turns = it.turns.iter();
        turns
            .map(|turn| {
                let name = turn.speaker.map(|it_id| it.speakers[it_id].name.as_str());
                (name, turn.view.text())
            })
            .collect()
    }

    #[test]
    fn segments_are_merged_by_speaker_and_empty_ones_left_out() {
        let text = r#"{"segments": [
            {"start": 0.5, "end": 2, "text": " The pump ", "speaker": "SPEAKER_00", "words": [{"word": "The"}]},
            {"start": 2, "end": 2.5, "text": ""},
            {"start": 2.5, "end": 4.25, "text": " is \"dry\".", "speaker": "SPEAKER_00"},
            {"start": 5, "end": 6, "text": " Again?", "speaker": "SPEAKER_01"},
            {"start": 7, "end": 8, "text": null}], "language": "en"}"#;
        let it = Transcript::parse(text);
        assert_eq!(it.format, "whisper");
        assert_eq!(
            said(&it),
            [
                (Some("SPEAKER_00"), "The pump is \"dry\"."),
                (Some("SPEAKER_01"), "Again?")
            ]
        );
        assert_eq!(it.turns[0].start, Some(Stamp::Offset(500)));
        assert_eq!(it.turns[0].end, Some(Stamp::Offset(4_250)));
        assert!(text[it.turns[0].span.range()].starts_with("{\"start\": 0.5"));
        assert_eq!(it.problems.len(), 1);
        assert_eq!(it.why, "4 segments");
    }

    #[test]
    fn loops_and_guesses_are_doubted() {
        let text = r#"{"text": "", "segments": [
            {"start": 0, "end": 1, "text": " It fell.", "avg_logprob": -0.2},
            {"start": 1, "end": 2, "text": " See you soon."}, {"start": 2, "end": 3, "text": " See you soon."},
            {"start": 3, "end": 4, "text": " See you soon."},
            {"start": 4, "end": 5, "text": " It rose.", "avg_logprob": -0.2},
            {"start": 5, "end": 6, "text": " Blub.", "avg_logprob": -1.4}], "language": "en"}"#;
        let it = Transcript::parse(text);
        let doubted = it.turns.iter().map(|it| it.flags.has(Flags::LOW_CONFIDENCE));
        assert_eq!(doubted.collect::<Vec<_>>(), [false, true, false, true]);
    }

    #[test]
    fn chunks_and_words_of_whisper_cpp_are_read() {
        let chunks = r#"{"text": "", "chunks": [{"timestamp": [0.0, 1.5], "text": " It"},
            {"timestamp": [1.5, null], "text": " fell."}]}"#;
        assert_eq!(said(&Transcript::parse(chunks)), [(None, "It fell.")]);
        let alone = r#"[{"start": 0.0, "end": 1.5, "text": "It fell."}]"#;
        assert_eq!(Transcript::parse(alone).format, "whisper");
        let cpp = r#"{"transcription": [
            {"offsets": {"from": 0, "to": 500}, "text": " The"}, {"offsets": {"from": 500, "to": 900}, "text": " val"},
            {"offsets": {"from": 900, "to": 999}, "text": "ve"}, {"offsets": {"from": 999, "to": 1000}, "text": ".",
            "speaker_turn_next": true}, {"offsets": {"from": 1000, "to": 1200}, "text": " No."}]}"#;
        let it = Transcript::parse(cpp);
        assert_eq!(it.format, "whisper.cpp");
        assert_eq!(said(&it), [(None, "The valve."), (None, "No.")]);
    }

    #[test]
    fn other_records_are_not_whisper() {
        for text in [
            r#"{"segments": [{"name": "eu", "text": "x"}], "language": "en"}"#,
            r#"{"text": "hello", "language": "en"}"#,
            r#"{"segments": []}"#,
            r#"{"chunks": [1, 2]}"#,
            r#"[{"text": "lunch", "start": "2024-03-01", "end": "2024-03-02"}]"#,
        ] {
            assert_ne!(Transcript::parse(text).format, "whisper", "{text}");
        }
    }
}

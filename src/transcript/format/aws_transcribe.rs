//! Amazon Transcribe: words and punctuation with times as strings, and who spoke in a list of its own.

use rustc_hash::FxHashMap;

use super::Format;
use super::build::Builder;
use super::heard::{self, Heard};
use super::input::Input;
use super::json::{Node, Object};

/// `results` with `items` and `transcripts`.
pub(super) const FORMAT: Format = Format {
    name: "aws-transcribe",
    detect: |input| {
        let results = input.entries()?.get("results")?.object();
        let first = results.get("items")?.first()?.object();
        let is_ours = results.has(&["transcripts"]) && first.has(&["alternatives", "type"]);
        is_ours.then_some(1.0)
    },
    parse,
};

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let results = input.entries().and_then(|it| it.get("results"));
    let Some(results) = results.map(Node::object) else {
        return "nothing was heard".to_owned();
    };
    let speakers = speakers(&results);
    let mut heard = Heard::new(out);
    let mut current: Option<String> = None;
    for item in results.get("items").map(Node::items).unwrap_or_default() {
        let it = item.object();
        let start = it.get("start_time").and_then(Node::string);
        let is_word = it.string("type").is_none_or(|it| it != "punctuation");
        let best = it.get("alternatives").and_then(Node::first);
        let words = best.and_then(|it| it.object().view("content"));
        if is_word {
            let listed = || speakers.of(start.as_deref()?, heard::seconds(&it, "start_time"));
            current = heard::speaker(&it, "speaker_label")
                .or_else(listed)
                .or_else(|| heard::speaker(&it, "channel_label"));
        }
        let piece = heard.say(item, words, current.as_deref());
        piece.is_word = true;
        piece.glued = !is_word;
        piece.start = heard::seconds(&it, "start_time");
        piece.end = heard::seconds(&it, "end_time");
    }
    heard.finish("item")
}

/// Who speaks when.
#[derive(Default)]
struct Speakers {
    /// Of a word, by the time it starts as that is written.
    words: FxHashMap<String, String>,
    /// Of all words up to the next entry, by milliseconds, ascending.
    from: Vec<(u32, String)>,
}

impl Speakers {
    fn of(&self, written: &str, start: Option<u32>) -> Option<String> {
        let of_time = || {
            let next = self.from.partition_point(|it| it.0 <= start.unwrap_or(0));
            self.from.get(next.checked_sub(1)?).map(|it| it.1.clone())
        };
        self.words.get(written).cloned().or_else(of_time)
    }
}

fn speakers(results: &Object<'_>) -> Speakers {
    let mut res = Speakers::default();
    let segments = results.get("speaker_labels").and_then(|it| it.get("segments"));
    for segment in segments.map(Node::items).unwrap_or_default() {
        let segment = segment.object();
        let own = heard::speaker(&segment, "speaker_label");
        for item in segment.get("items").map(Node::items).unwrap_or_default() {
            let it = item.object();
            let name = heard::speaker(&it, "speaker_label").or_else(|| own.clone());
            if let (Some(start), Some(name)) = (it.string("start_time"), name) {
                res.words.insert(start, name);
            }
        }
        if let (Some(start), Some(name)) = (heard::seconds(&segment, "start_time"), own) {
            res.from.push((start, name));
        }
    }
    res.from.sort_by_key(|it| it.0);
    res
}

#[cfg(test)]
mod tests {
    use crate::transcript::{Stamp, Transcript};

    #[test]
    fn words_find_their_speaker_by_their_time() {
        let text = r#"{"jobName": "j", "results": {"transcripts": [{"transcript": "It fell. When?"}],
            "speaker_labels": {"segments": [
                {"speaker_label": "spk_0", "items": [{"start_time": "0.54", "speaker_label": "spk_0"},
                    {"start_time": "0.7", "speaker_label": "spk_0"}]},
                {"speaker_label": "spk_1", "items": [{"start_time": "1.2"}]}]},
            "items": [
                {"start_time": "0.54", "end_time": "0.7", "type": "pronunciation", "alternatives": [{"content": "It"}]},
                {"start_time": "0.7", "end_time": "1.1", "type": "pronunciation", "alternatives": [{"content": "fell"}]},
                {"type": "punctuation", "alternatives": [{"confidence": "0.0", "content": "."}]},
                {"start_time": "1.2", "end_time": "1.5", "type": "pronunciation", "alternatives": [{"content": "When"}]},
                {"type": "punctuation", "alternatives": [{"content": "?"}]}]}}"#;
        let it = Transcript::parse(text);
        let said: Vec<&str> = it.turns.iter().map(|it| it.view.text()).collect();
        assert_eq!((it.format, said), ("aws-transcribe", vec!["It fell.", "When?"]));
        assert_eq!(it.turns[0].end, Some(Stamp::Offset(1_100)));
        assert_eq!(it.speakers[1].name, "spk_1");
    }
    #[test]
    fn segments_may_name_speakers_by_their_times_alone() {
        let text = r#"{"results": {"transcripts": [], "speaker_labels": {"segments": [
            {"start_time": "0.0", "end_time": "1.0", "speaker_label": "spk_0"},
            {"start_time": "1.1", "end_time": "2.0", "speaker_label": "spk_1"}]},
            "items": [
                {"start_time": "0.2", "end_time": "0.9", "type": "pronunciation", "alternatives": [{"content": "Stop"}]},
                {"start_time": "1.2", "end_time": "1.5", "type": "pronunciation", "alternatives": [{"content": "Why"}]}]}}"#;
        let it = Transcript::parse(text);
        let said: Vec<&str> = it.turns.iter().map(|it| it.view.text()).collect();
        assert_eq!(said, ["Stop", "Why"]);
        assert_eq!(it.speakers.len(), 2);
    }
}

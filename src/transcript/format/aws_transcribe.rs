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
            let listed = || speakers.get(start.as_deref()?).cloned();
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

/// Who speaks the word that starts at a time, by that time as it is written.
fn speakers(results: &Object<'_>) -> FxHashMap<String, String> {
    let mut res = FxHashMap::default();
    let segments = results.get("speaker_labels").and_then(|it| it.get("segments"));
    for segment in segments.map(Node::items).unwrap_or_default() {
        let segment = segment.object();
        for item in segment.get("items").map(Node::items).unwrap_or_default() {
            let it = item.object();
            let name =
                heard::speaker(&it, "speaker_label").or_else(|| heard::speaker(&segment, "speaker_label"));
            if let (Some(start), Some(name)) = (it.string("start_time"), name) {
                res.insert(start, name);
            }
        }
    }
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
}

//! AssemblyAI: utterances where speakers were asked for, else sentences or paragraphs, else words. Times are in
//! milliseconds.

use super::Format;
use super::build::Builder;
use super::heard::{self, Heard};
use super::input::Input;
use super::json::{Node, Object};

/// An object with `utterances`, `sentences`, `paragraphs` or `words` that have a text and times.
pub(super) const FORMAT: Format = Format {
    name: "assemblyai",
    detect: |input| records(input.entries()?).map(|_| 1.0),
    parse,
};

/// Where the words can be, best first, and what one of them is called.
const KEYS: [(&str, &str); 4] = [
    ("utterances", "utterance"),
    ("paragraphs", "paragraph"),
    ("sentences", "sentence"),
    ("words", "word"),
];

/// The records that hold the words, and what they are.
fn records<'a>(root: &Object<'a>) -> Option<(Node<'a>, &'static str)> {
    // Others call words so, too; these come with the state of the job or the length of the recording.
    let is_job = ["status", "audio_url", "audio_duration", "language_code"]
        .iter()
        .any(|it| root.get(it).is_some());
    KEYS.iter().find_map(|&(key, what)| {
        let records = root.get(key)?;
        let first = records.first()?.object();
        let is_ours = first.has(&["text", "start", "end"]) && (is_job || first.has(&["confidence", "words"]));
        is_ours.then_some((records, what))
    })
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let mut heard = Heard::new(out);
    let Some((records, what)) = input.entries().and_then(records) else {
        return heard.finish("utterance");
    };
    for record in records.items() {
        let it = record.object();
        let speaker = heard::speaker(&it, "speaker");
        let piece = heard.say(record, it.view("text"), speaker.as_deref());
        piece.start = heard::millis(&it, "start");
        piece.end = heard::millis(&it, "end");
        piece.paragraph = what == "paragraph";
        piece.is_word = what == "word";
        if !piece.is_word {
            piece.flags = heard::doubts(&it);
        }
    }
    heard.finish(what)
}

#[cfg(test)]
mod tests {
    use crate::transcript::{Stamp, Transcript};

    #[test]
    fn words_are_read_where_no_speakers_were_asked_for() {
        let text = r#"{"id": "a1", "status": "completed", "utterances": null, "text": "It fell.", "words": [
            {"text": "It", "start": 1500, "end": 1600, "confidence": 0.2, "speaker": null},
            {"text": "fell.", "start": 1600, "end": 1900, "confidence": 0.9, "speaker": null}]}"#;
        let it = Transcript::parse(text);
        assert_eq!((it.format, it.turns.len()), ("assemblyai", 1));
        assert_eq!(it.turns[0].view.text(), "It fell.");
        assert_eq!(it.turns[0].start, Some(Stamp::Offset(1_500)));
        assert_eq!(it.why, "2 words");
    }
}

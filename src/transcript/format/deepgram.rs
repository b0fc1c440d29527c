//! Deepgram: utterances where they were asked for, else paragraphs, else words.

use super::Format;
use super::build::Builder;
use super::heard::{self, Heard};
use super::input::Input;
use super::json::{Node, Object};

/// `results` with `channels` or `utterances`.
pub(super) const FORMAT: Format = Format {
    name: "deepgram",
    detect: |input| {
        let results = input.entries()?.get("results")?.object();
        let alternatives = || results.get("channels")?.first()?.get("alternatives");
        let has_words = || alternatives()?.first().map(|it| it.object().has(&["transcript"]));
        let has_utterances = || {
            results
                .get("utterances")?
                .first()
                .map(|it| it.object().has(&["transcript"]))
        };
        (has_words() == Some(true) || has_utterances() == Some(true)).then_some(1.0)
    },
    parse,
};

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let results = input.entries().and_then(|it| it.get("results"));
    let Some(results) = results.map(Node::object) else {
        return "nothing was heard".to_owned();
    };
    let mut heard = Heard::new(out);
    let channels = results.get("channels").map(Node::items).unwrap_or_default();
    // With a channel for each person, the channel is who speaks.
    let are_many = 1 < channels.len();
    let named = |n: usize| are_many.then(|| format!("Channel {}", n + 1));
    let utterances = results.get("utterances").map(Node::items).unwrap_or_default();
    if !utterances.is_empty() {
        for utterance in utterances {
            let it = utterance.object();
            let channel = || named(it.number("channel")? as usize);
            let speaker = heard::speaker(&it, "speaker").or_else(channel);
            let piece = heard.say(utterance, it.view("transcript"), speaker.as_deref());
            piece.start = heard::seconds(&it, "start");
            piece.end = heard::seconds(&it, "end");
            piece.flags = heard::doubts(&it);
        }
        return heard.finish("utterance");
    }
    let mut what = "sentence";
    for (n, channel) in channels.into_iter().enumerate() {
        // Of several guesses the first is the best.
        let best = channel.get("alternatives").and_then(Node::first);
        if let Some(best) = best {
            what = alternative(&best.object(), named(n).as_deref(), &mut heard);
        }
    }
    heard.finish(what)
}

/// Reads what one channel holds; says what it was made of.
fn alternative(it: &Object<'_>, channel: Option<&str>, heard: &mut Heard<'_>) -> &'static str {
    let paragraphs = it.get("paragraphs").and_then(|it| it.get("paragraphs"));
    let paragraphs = paragraphs.map(Node::items).unwrap_or_default();
    if !paragraphs.is_empty() {
        for paragraph in paragraphs {
            let it = paragraph.object();
            let speaker = heard::speaker(&it, "speaker").or_else(|| channel.map(str::to_owned));
            let sentences = it.get("sentences").map(Node::items).unwrap_or_default();
            for (n, sentence) in sentences.into_iter().enumerate() {
                let it = sentence.object();
                let piece = heard.say(sentence, it.view("text"), speaker.as_deref());
                piece.paragraph = n == 0;
                piece.start = heard::seconds(&it, "start");
                piece.end = heard::seconds(&it, "end");
            }
        }
        return "sentence";
    }
    let words = it.get("words").map(Node::items).unwrap_or_default();
    if words.is_empty() {
        if let Some(transcript) = it.get("transcript") {
            heard.say(transcript, transcript.view(), channel);
        }
        return "transcript";
    }
    for word in words {
        let it = word.object();
        let speaker = heard::speaker(&it, "speaker").or_else(|| channel.map(str::to_owned));
        let text = it.view("punctuated_word").or_else(|| it.view("word"));
        let piece = heard.say(word, text, speaker.as_deref());
        piece.is_word = true;
        piece.start = heard::seconds(&it, "start");
        piece.end = heard::seconds(&it, "end");
    }
    "word"
}

#[cfg(test)]
mod tests {
    use crate::transcript::{Flags, Transcript};

    fn said(text: &str) -> Vec<(Option<String>, String)> {
        let it = Transcript::parse(text);
        assert_eq!(it.format, "deepgram");
        let name = |id: usize| it.speakers[id].name.clone();
        let turns = it.turns.iter();
        turns
            .map(|turn| (turn.speaker.map(name), turn.view.text().to_owned()))
            .collect()
    }

    #[test]
    fn words_are_read_where_nothing_better_is_there() {
        let text = r#"{"results": {"channels": [{"alternatives": [{"transcript": "it fell when", "words": [
            {"word": "it", "punctuated_word": "It", "start": 0.1, "end": 0.2, "speaker": 0},
            {"word": "fell", "punctuated_word": "fell.", "start": 0.2, "end": 0.4, "speaker": 0},
            {"word": "when", "punctuated_word": "When?", "start": 0.5, "end": 0.6, "speaker": 1}]},
            {"transcript": "a worse guess"}]}]}}"#;
        let named = |name: &str, words: &str| (Some(name.to_owned()), words.to_owned());
        assert_eq!(
            said(text),
            [named("Speaker 0", "It fell."), named("Speaker 1", "When?")]
        );
    }

    #[test]
    fn channels_are_people_and_paragraphs_are_kept() {
        let text = r#"{"results": {"channels": [
            {"alternatives": [{"transcript": "x", "words": [], "paragraphs": {"paragraphs": [
                {"sentences": [{"text": "It fell.", "start": 0, "end": 1}, {"text": "Twice.", "start": 1, "end": 2}]},
                {"sentences": [{"text": "Then it rose.", "start": 2, "end": 3}]}]}}]},
            {"alternatives": [{"transcript": "When?", "words": []}]}]}}"#;
        let named = |name: &str, words: &str| (Some(name.to_owned()), words.to_owned());
        assert_eq!(
            said(text),
            [
                named("Channel 1", "It fell. Twice.\n\nThen it rose."),
                named("Channel 2", "When?")
            ]
        );
    }

    #[test]
    fn utterances_it_is_not_sure_of_are_doubted() {
        let text = r#"{"results": {"channels": [], "utterances": [
            {"start": 0, "end": 1, "confidence": 0.98, "transcript": "It fell.", "speaker": 0},
            {"start": 1, "end": 2, "confidence": 0.31, "transcript": "Bell.", "speaker": 0}]}}"#;
        let it = Transcript::parse(text);
        let doubted: Vec<bool> = it
            .turns
            .iter()
            .map(|it| it.flags.has(Flags::LOW_CONFIDENCE))
            .collect();
        assert_eq!(doubted, [false, true]);
    }
}

//! Machine transcripts in JSON.

use backline::transcript::Transcript;

use super::{Keeps, Times, holds, reads};

/// Nothing is shown in it; speakers have numbers.
fn numbered(format: &'static str, name: fn(&str) -> String) -> Keeps {
    Keeps {
        name,
        stage: false,
        ..Keeps::all(format, Times::Spans(0.0))
    }
}

/// The number of a speaker, by order of appearance.
fn number(name: &str) -> usize {
    usize::from(name.starts_with("Tomasz"))
}

#[test]
fn whisper_and_its_kin() {
    // Whisper knows no speakers.
    holds("whisper.json", &numbered("whisper", |_| String::new()));
    holds("whispercpp.json", &numbered("whisper.cpp", |_| String::new()));
    holds(
        "whisperx.json",
        &numbered("whisper", |it| format!("SPEAKER_{:02}", number(it))),
    );
}

#[test]
fn podcasts() {
    holds(
        "podcasting20.json",
        &Keeps::all("podcasting-2.0", Times::Spans(0.0)),
    );
    holds("podlove.json", &Keeps::all("podlove", Times::Spans(0.0)));
}

#[test]
fn services() {
    holds(
        "deepgram.json",
        &numbered("deepgram", |it| format!("Speaker {}", number(it))),
    );
    holds(
        "assemblyai.json",
        &numbered("assemblyai", |it| ["A", "B"][number(it)].to_owned()),
    );
    holds("revai.json", &numbered("rev-ai", str::to_owned));
}

#[test]
fn real_files() {
    for (file, expected) in [
        (
            "asr-json/deepgram_real_abridged.json",
            "deepgram | speech 1 |  | 0 problems",
        ),
        (
            "podcast-json/podcastns_example.json",
            "podcasting-2.0 | speech 2 | Darth Vader 1, Luke 1 | 0 problems",
        ),
    ] {
        reads(file, expected);
    }
}

/// Three hours of words with times, as WhisperX writes them: about 20 MB.
fn three_hours() -> String {
    const SEGMENTS: usize = 3_600;
    let words = "the valve was open and then nobody looked at it for twenty four minutes.";
    let mut text = String::from("{\"segments\": [");
    for n in 0..SEGMENTS {
        let (start, speaker) = (3 * n, n / 40 % 2);
        let record = |(at, word): (usize, &str)| {
            format!(
                "{{\"word\": \"{word}\", \"start\": {start}.{at:02}, \"end\": {start}.{:02}, \"score\": 0.91, \
                 \"speaker\": \"SPEAKER_0{speaker}\", \"tokens\": {:?}}}",
                at + 1,
                [50_364; 40]
            )
        };
        let records: Vec<String> = words.split(' ').enumerate().map(record).collect();
        let comma = if n == 0 { "" } else { ", " };
        text += &format!(
            "{comma}{{\"start\": {start}.0, \"end\": {}.5, \"text\": \" {words}\", \"speaker\": \"SPEAKER_0{speaker}\", \
             \"words\": [{}]}}",
            start + 2,
            records.join(", ")
        );
    }
    text + "], \"language\": \"en\"}"
}

#[test]
#[ignore = "measures time; run it alone and optimised"]
fn three_hours_of_words_take_less_than_a_second() {
    let text = three_hours();
    assert!(15_000_000 < text.len(), "{} bytes", text.len());
    let start = std::time::Instant::now();
    let it = Transcript::parse(&text);
    let taken = start.elapsed();
    assert_eq!((it.format, it.speakers.len()), ("whisper", 2));
    assert!(taken.as_millis() < 1_000, "{taken:?}");
}

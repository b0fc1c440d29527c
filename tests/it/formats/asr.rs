//! Machine transcripts in JSON.

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

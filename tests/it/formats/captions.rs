//! WebVTT, SRT, SBV.

use super::{Keeps, Times, bare, holds, reads, same};

fn nobody(_: &str) -> String {
    String::new()
}

#[test]
fn zoom() {
    holds("zoom.vtt", &Keeps::all("webvtt", Times::Spans(0.0)));
}

#[test]
fn teams() {
    // Nothing is shown in it.
    let keeps = Keeps {
        stage: false,
        ..Keeps::all("webvtt", Times::Spans(0.0))
    };
    holds("teams.vtt", &keeps);
}

#[test]
fn stream() {
    // It knows no speakers, and shows nothing.
    let keeps = Keeps {
        name: nobody,
        stage: false,
        ..Keeps::all("webvtt", Times::Spans(0.0))
    };
    holds("stream_note_confidence.vtt", &keeps);
}

#[test]
fn youtube_rolling() {
    // It knows no speakers, no punctuation and times of its own.
    let keeps = Keeps {
        name: nobody,
        words: |it| bare(&it.replace(['.', ','], "")),
        stage: false,
        ..Keeps::all("webvtt", Times::None)
    };
    holds("youtube_rolling.vtt", &keeps);
}

#[test]
fn subrip() {
    holds("plain.srt", &Keeps::all("srt", Times::Spans(0.0)));
    // Dashes stand for voices without names.
    let keeps = Keeps {
        name: nobody,
        ..Keeps::all("srt", Times::Spans(0.0))
    };
    holds("italic_dash.srt", &keeps);
}

#[test]
fn subviewer() {
    let keeps = Keeps {
        name: |it| it.split(' ').next().unwrap_or_default().to_uppercase(),
        words: same,
        ..Keeps::all("sbv", Times::Spans(0.0))
    };
    holds("youtube.sbv", &keeps);
}

#[test]
fn real_files() {
    for (file, expected) in [
        (
            "vtt/podcastns_example.vtt",
            "webvtt | speech 2 | Sarah 1, Gillian 1 | 0 problems",
        ),
        (
            "vtt/webvtt-py_captions_with_bom.vtt",
            "webvtt | speech 1 |  | 0 problems",
        ),
        ("vtt/webvtt-py_comments.vtt", "webvtt | speech 5 |  | 0 problems"),
        ("vtt/webvtt-py_cue_tags.vtt", "webvtt | speech 1 |  | 0 problems"),
        (
            "vtt/webvtt-py_metadata_headers_multiline.vtt",
            "webvtt | speech 1 |  | 0 problems",
        ),
        (
            "vtt/webvtt-py_missing_caption_text.vtt",
            "webvtt | speech 2 |  | 0 problems",
        ),
        ("vtt/webvtt-py_sample.vtt", "webvtt | speech 2 |  | 0 problems"),
        ("vtt/webvtt-py_styles.vtt", "webvtt | speech 1 |  | 0 problems"),
        (
            "vtt/webvtt-py_using_identifiers.vtt",
            "webvtt | speech 1 |  | 0 problems",
        ),
        (
            "vtt/webvtt-py_youtube_dl.vtt",
            "webvtt | speech 1 |  | 0 problems",
        ),
        (
            "srt/podcastns_example.srt",
            "srt | speech 11 | Travis 6, Sarah 2, Gilon 3 | 0 problems",
        ),
        (
            "srt/webvtt-py_missing_caption_text.srt",
            "srt | speech 2 |  | 0 problems",
        ),
        ("srt/webvtt-py_sample.srt", "srt | speech 1 |  | 0 problems"),
        (
            "sbv/webvtt-py_missing_caption_text.sbv",
            "sbv | speech 2 |  | 0 problems",
        ),
        ("sbv/webvtt-py_sample.sbv", "sbv | speech 1 |  | 0 problems"),
        (
            "youtube/timedtext_transcript.xml",
            "youtube-timedtext | speech 1 |  | 0 problems",
        ),
        ("sbv/webvtt-py_two_captions.sbv", "sbv | speech 1 |  | 0 problems"),
    ] {
        reads(file, expected);
    }
}

//! Turns of speakers in text, interviews, prose, minutes and notes.

use backline::config::Reading;
use backline::transcript::{Flags, Transcript, TurnKind};

use super::{Keeps, Times, bare, canonical, holds, reads, same, sample, without_noise};

/// The first name, in capitals.
fn shouted(name: &str) -> String {
    name.split(' ').next().unwrap_or_default().to_uppercase()
}

#[test]
fn plain_labels() {
    for file in ["turns_caps.txt", "utf16le_bom.txt"] {
        holds(
            file,
            &Keeps {
                name: shouted,
                ..Keeps::all("speaker-turns", Times::None)
            },
        );
    }
}

#[test]
fn bold_labels() {
    for file in [
        "turns_md_bold_colon_inside.md",
        "turns_md_bold_colon_outside.md",
        // Its times stand inside the words, at places that say when something was said, not when a turn began.
        "turns_changelog_escaped.md",
    ] {
        holds(file, &Keeps::all("speaker-turns", Times::None));
    }
}

#[test]
fn names_with_a_time() {
    // They keep whole seconds, cut off.
    for (file, format) in [
        ("name_own_line_ts.md", "speaker-turns"),
        ("otter.txt", "otter"),
        ("rev.txt", "rev"),
        ("descript.txt", "descript"),
        ("fathom_tldv.txt", "fathom"),
        ("fireflies.txt", "fireflies"),
    ] {
        holds(file, &Keeps::all(format, Times::Starts(1.0)));
    }
    holds("riverside.txt", &Keeps::all("riverside", Times::Starts(0.01)));
}

#[test]
fn another_encoding() {
    holds("latin1.txt", &Keeps::all("otter", Times::Starts(1.0)));
}

#[test]
fn two_voices() {
    holds(
        "granola_me_them.md",
        &Keeps {
            name: |it| if it == "Maya Ortiz" { "Me" } else { "Them" }.to_owned(),
            // What is shown is not heard.
            stage: false,
            ..Keeps::all("granola", Times::None)
        },
    );
}

#[test]
fn captions_of_a_broadcast() {
    let text = sample("_synthetic/chevron_broadcast.txt");
    let (Some(text), Some(canonical)) = (text, canonical()) else {
        return;
    };
    let it = Transcript::parse(&text);
    assert_eq!(it.format, "chevrons");
    let told: Vec<String> = it.turns.iter().map(|it| bare(it.view.text())).collect();
    let spoken = canonical.iter().map(|it| bare(&without_noise(&it.text)));
    assert_eq!(told, spoken.collect::<Vec<_>>());
    // A name stands behind the first two marks only.
    let named: Vec<Option<usize>> = it.turns.iter().map(|it| it.speaker).collect();
    assert_eq!(named[..2], [Some(0), Some(1)]);
    assert!(named[2..].iter().all(Option::is_none));
    let stages = it.turns.iter().filter(|it| it.kind == TurnKind::StageDirection);
    assert_eq!(stages.count(), 1);
}

#[test]
fn the_record_of_a_hearing() {
    holds(
        "congress_period.txt",
        &Keeps {
            name: |it| {
                if it == "Maya Ortiz" {
                    "Ms. Ortiz"
                } else {
                    "Mr. Król"
                }
                .to_owned()
            },
            ..Keeps::all("hearing", Times::None)
        },
    );
}

#[test]
fn the_pane_beside_a_video() {
    let keeps = Keeps {
        // Nobody has a name, nothing its case.
        name: |_| String::new(),
        words: bare,
        ..Keeps::all("youtube-pane", Times::Starts(1.0))
    };
    holds("youtube_pane_paste.txt", &keeps);
    let (Some(text), Some(canonical)) = (sample("_synthetic/youtube_pane_paste.txt"), canonical()) else {
        return;
    };
    let it = Transcript::parse(&text);
    assert_eq!(it.turns.len(), canonical.len());
    let spoken = it.turns.iter().filter(|it| it.kind == TurnKind::Speech);
    assert!(spoken.clone().all(|it| it.flags.has(Flags::AUTO_CAPTIONS)));
}

#[test]
fn the_configuration_names_the_one_speaker() {
    let Some(text) = sample("_synthetic/youtube_pane_paste.txt") else {
        return;
    };
    let reading = Reading {
        speakers: vec!["Maya Ortiz".to_owned()],
        ..Reading::default()
    };
    let it = Transcript::read(&text, &reading);
    assert_eq!(it.format, "youtube-pane");
    let spoken = it.turns.iter().filter(|it| it.kind == TurnKind::Speech);
    assert!(spoken.clone().all(|turn| turn.speaker == Some(0)));
}

#[test]
fn google_meet() {
    // A sentence is cut where somebody else speaks: what each person said, in order, is what the format keeps.
    let (Some(text), Some(canonical)) = (sample("_synthetic/google_meet.txt"), canonical()) else {
        return;
    };
    let it = Transcript::parse(&text);
    assert_eq!(it.format, "google-meet");
    for (id, speaker) in it.speakers.iter().enumerate() {
        let told = it.turns.iter().filter(|it| it.speaker == Some(id));
        let told: Vec<&str> = told.map(|it| it.view.text()).collect();
        let spoken = canonical
            .iter()
            .filter(|it| it.speaker.as_ref() == Some(&speaker.name));
        let spoken: Vec<&str> = spoken.map(|it| it.text.as_str()).collect();
        assert_eq!(
            same(&told.join(" ")),
            without_noise(&same(&spoken.join(" "))),
            "{}",
            speaker.name
        );
    }
    assert_eq!(it.speakers.len(), 2);
    let goes_on = it.turns.iter().filter(|it| it.flags.has(Flags::CONTINUATION));
    let goes_on: Vec<&str> = goes_on.map(|it| it.view.text()).collect();
    assert_eq!(goes_on, ["until 14:31."]);
    let crossed = it.turns.iter().filter(|it| it.flags.has(Flags::CROSSTALK));
    assert_eq!(crossed.count(), 1);
}

#[test]
fn real_sources() {
    reads(
        "google-meet/polygon_06_PPGC_Transcript.md",
        "google-meet | speech 19, note 1, system 2, heading 3 | Harry Rook 8, Pratik Patil 2, Paul O'Leary 2, Jerry Chen 2, Dimitri Nikolaros 1, Vaibhav Jindal 1, Sandeep Sreenath 3 | 0 problems",
    );
    reads(
        "google-meet/polygon_07_PPGC_Transcript.md",
        "google-meet | speech 17, note 1, system 2, heading 3 | Harry Rook 6, Sandeep Sreenath 3, Derek Meyer 3, Flavian Manea 3, Alexandru Minulescu 2 | 0 problems",
    );
    reads(
        "speaker-turns/bt_name-colon-timestamp_bitcoin-core-v24-bug.md",
        "speaker-turns | speech 74, stage-direction 1, note 5, heading 6 | Aaron van Wirdum 38, Sjors Provoost 36 | 0 problems",
    );
    reads(
        "speaker-turns/bt_name-colon-timestamp_tor-v3.md",
        "speaker-turns | speech 74, note 5, heading 6 | Aaron van Wirdum 37, Sjors Provoost 37 | 0 problems",
    );
    reads(
        "speaker-turns/bt_unlabelled-talk-with-Q-lines.md",
        "talk | speech 21, note 8, heading 3 | Pieter Wuille 16, Q 9 | 0 problems",
    );
    reads(
        "speaker-turns/optech_2026-08-04.md",
        "speaker-turns | speech 155, note 26, heading 1 | Mike Schmidt 44, Rob Hamilton 19, PortlandHODL 20, Mark Erhardt 37, fabohax 10, Chandra Pratap 8, Gustavo Flores Echaiz 13 | 0 problems",
    );
    reads(
        "speaker-turns/optech_bold-name-colon-outside_2024-11-19.md",
        "speaker-turns | speech 12, note 10, heading 1 | Mark Erhardt 8 | 0 problems",
    );
    reads(
        "speaker-turns/rust_mixed-doc-and-turns.md",
        "notes | speech 91, command 102, output 14, note 115, heading 32 | RalfJ 2, Ralf 19, pnkfelix 12, nikomatsakis 3, Josh 3 | 0 problems",
    );
    reads(
        "podcast-html/podcastns_example.html",
        "podcast-html | speech 10 | Travis 5, Sarah 2, Gilon 3 | 0 problems",
    );
    reads(
        "minutes/k8s_2017_codeorg.md",
        "notes | speech 36, note 71, heading 19 |  | 0 problems",
    );
    reads(
        "minutes/k8s_2018_networking-notes.md",
        "notes | speech 3, note 92, heading 13 |  | 0 problems",
    );
    reads(
        "minutes/k8s_steering_2019.md",
        "notes | speech 150, note 906, heading 20 | Tim sc 9, Christoph 3, Dims 7, Paris 8, Aaron 8, Michelle 3, Joe 11, Clayton 2, Brandon 7, pwittrock 5, Brian 3, Derek 1, Brendan 5, spiffxp 7, bgrant 3, timstclair 4, Phil 1 | 0 problems",
    );
    reads(
        "minutes/rust_compiler_2019-11-14.md",
        "notes | speech 1, note 60, heading 7 |  | 0 problems",
    );
    reads(
        "minutes/rust_lang_2019-10-10.md",
        "notes | note 113, heading 5 |  | 0 problems",
    );
}

#[test]
fn what_is_no_transcript_is_said_to_be_none() {
    for (file, paragraphs) in [
        ("irc/meetbot_log.html", 2),
        ("minutes-w3c/sample-fancy.html", 16),
        ("minutes-w3c/sample-member.html", 15),
        ("minutes-w3c/sample-public.html", 16),
    ] {
        reads(file, &format!("plain | speech {paragraphs} |  | 1 problems"));
    }
    // Handles that hardly come back, and the times of a recording without what it recorded.
    reads("irc/w3c_yahoo-01.txt", "plain | speech 1 |  | 0 problems");
    reads("typescript/timing.log", "plain | speech 1 |  | 0 problems");
    if let Some(folder) = super::samples() {
        let path = folder.join("slack-export/testarchive.zip");
        let error = backline::workspace::read::read_source(&path, "testarchive.zip").err();
        let message = "testarchive.zip is a word processor's document or an archive: export the one as text or \
                       Markdown, unpack the other";
        assert_eq!(error.as_deref(), Some(message));
    }
}

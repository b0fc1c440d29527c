//! Every format against one conversation in many shapes, and against real files: what is read, and how it is told.

mod asr;
mod captions;
mod chat;
mod mutations;
mod prefixes;
mod seeds;
mod sessions;
mod turns;

use std::path::PathBuf;

use backline::config::Reading;
use backline::transcript::{Stamp, Transcript, Turn, TurnKind};

/// The folder of real and made samples beside the project; `None`, and a word about it, where it is absent.
fn samples() -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/formats");
    if folder.exists() {
        return Some(folder);
    }
    println!("SKIPPED: there is no {}", folder.display());
    None
}

/// The text of a sample, as the product reads files.
fn sample(path: &str) -> Option<String> {
    let path = samples()?.join(path);
    let read = backline::workspace::read::read_source(&path, &path.display().to_string());
    Some(read.unwrap_or_else(|error| panic!("{error}")).text)
}

/// A turn of the one conversation.
struct Spoken {
    speaker: Option<String>,
    start: f64,
    end: f64,
    text: String,
    is_stage: bool,
}

/// The one conversation, as it was.
fn canonical() -> Option<Vec<Spoken>> {
    let text = sample("_synthetic/canonical.json")?;
    let turns: serde_json::Value = serde_json::from_str(&text).expect("the canonical conversation is JSON");
    let turns = turns.as_array().expect("it is an array");
    let paragraphs = |it: &serde_json::Value| -> Vec<String> {
        let it = it["paragraphs"].as_array().expect("a turn has paragraphs");
        it.iter()
            .map(|it| it.as_str().unwrap_or_default().to_owned())
            .collect()
    };
    let spoken = turns.iter().map(|it| Spoken {
        speaker: it["speaker"].as_str().map(str::to_owned),
        start: it["start"].as_f64().expect("a turn has a start"),
        end: it["end"].as_f64().expect("a turn has an end"),
        text: paragraphs(it).join(" "),
        is_stage: it["kind"] == "stage",
    });
    Some(spoken.collect())
}

/// What times a format keeps.
#[derive(Clone, Copy, PartialEq)]
enum Times {
    /// None.
    None,
    /// Since the start, to so many seconds; ends are not kept.
    Starts(f64),
    /// The same, with the ends.
    Spans(f64),
}

/// What a format keeps of the conversation. The default keeps all of it.
struct Keeps {
    format: &'static str,
    times: Times,
    /// The name that stands for each person; empty where the format has none.
    name: fn(&str) -> String,
    /// The words as far as they are kept; said of both sides.
    words: fn(&str) -> String,
    /// Whether what is shown is a turn of its own.
    stage: bool,
    /// What is said in the file when the conversation is over: who and what.
    more: &'static [(&'static str, &'static str)],
}

impl Keeps {
    fn all(format: &'static str, times: Times) -> Keeps {
        Keeps {
            format,
            times,
            name: str::to_owned,
            words: same,
            stage: true,
            more: &[],
        }
    }
}

/// Words on one line, with plain quotation marks and without the marks of code.
fn same(text: &str) -> String {
    let plain = text.replace(['“', '”'], "\"").replace('`', "");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words in lower case, nothing else.
fn bare(text: &str) -> String {
    let text = text.to_lowercase();
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Noises that parsers leave out of what was said.
fn without_noise(text: &str) -> String {
    text.replace("[crosstalk] ", "")
}

/// Consecutive turns of one speaker as one: name, start and end in seconds (or minutes of the day), words.
type Said = (String, Option<f64>, Option<f64>, String);

fn said(it: &Transcript, stage: bool) -> Vec<Said> {
    let time = |it: Stamp| match it {
        Stamp::Offset(millis) => f64::from(millis) / 1000.0,
        Stamp::Clock(minutes) => f64::from(minutes),
    };
    let mut res: Vec<Said> = Vec::new();
    let mut last: Option<&Turn> = None;
    for turn in &it.turns {
        let is_told = match turn.kind {
            TurnKind::Speech => true,
            TurnKind::StageDirection => stage,
            _ => false,
        };
        if !is_told {
            continue;
        }
        let name = turn.speaker.map_or("", |at| it.speakers[at].name.as_str());
        let goes_on = last.is_some_and(|it| it.kind == turn.kind && it.speaker == turn.speaker);
        match res.last_mut().filter(|_| goes_on) {
            Some(said) => {
                said.2 = turn.end.map(time).or(said.2);
                said.3 += " ";
                said.3 += turn.view.text();
            }
            None => res.push((
                name.to_owned(),
                turn.start.map(time),
                turn.end.map(time),
                turn.view.text().to_owned(),
            )),
        }
        last = Some(turn);
    }
    res
}

/// Reads a file of the one conversation and holds it against what its format keeps.
fn holds(file: &str, keeps: &Keeps) {
    holds_read_as(file, &Reading::default(), keeps);
}

fn holds_read_as(file: &str, reading: &Reading, keeps: &Keeps) {
    let (Some(canonical), Some(text)) = (canonical(), sample(&format!("_synthetic/{file}"))) else {
        return;
    };
    let it = Transcript::read(&text, reading);
    assert_eq!(it.format, keeps.format, "{file}: {}", it.why);
    let told = said(&it, keeps.stage);
    let name = |it: &Spoken| it.speaker.as_deref().map_or_else(String::new, keeps.name);
    let mut expected: Vec<Spoken> = Vec::new();
    for it in canonical.into_iter().filter(|it| keeps.stage || !it.is_stage) {
        // Where names are lost, nothing says that somebody else goes on.
        let goes_on = |last: &&mut Spoken| last.is_stage == it.is_stage && name(last) == name(&it);
        match expected.last_mut().filter(goes_on) {
            Some(last) => {
                last.end = it.end;
                last.text += " ";
                last.text += &it.text;
            }
            None => expected.push(it),
        }
    }
    let words = |it: &str| {
        (keeps.words)(&without_noise(&same(it)))
            .trim_matches(['[', ']'])
            .to_owned()
    };
    let shown: Vec<(String, String)> = told.iter().map(|it| (it.0.clone(), words(&it.3))).collect();
    let mut wanted: Vec<(String, String)> = expected.iter().map(|it| (name(it), words(&it.text))).collect();
    for (name, text) in keeps.more {
        match wanted.last_mut().filter(|it| it.0 == *name) {
            Some(last) => last.1 = format!("{} {text}", last.1),
            None => wanted.push(((*name).to_owned(), (*text).to_owned())),
        }
    }
    assert_eq!(shown, wanted, "{file}");
    for (told, spoken) in told.iter().zip(&expected) {
        let near = |found: Option<f64>, wanted: f64, by: f64| {
            assert!(
                found.is_some_and(|it| (it - wanted).abs() <= by),
                "{file}: {found:?} instead of {wanted} in {:?}",
                told.3
            );
        };
        match keeps.times {
            Times::None => {}
            Times::Starts(by) => near(told.1, spoken.start, by),
            Times::Spans(by) => {
                near(told.1, spoken.start, by);
                near(told.2, spoken.end, by);
            }
        }
    }
}

/// How a source is read, in a few lines: format and why, turns by kind, people with their turns, problems.
fn summary(it: &Transcript) -> String {
    let kinds = [
        TurnKind::Speech,
        TurnKind::StageDirection,
        TurnKind::Command,
        TurnKind::Output,
        TurnKind::Note,
        TurnKind::Event,
        TurnKind::System,
        TurnKind::Heading,
    ];
    let mut counts = Vec::new();
    for kind in kinds {
        let n = it.turns.iter().filter(|it| it.kind == kind).count();
        if 0 < n {
            counts.push(format!("{} {n}", kind.name()));
        }
    }
    let people = it.speakers.iter().enumerate().map(|(at, speaker)| {
        let n = it.turns.iter().filter(|it| it.speaker == Some(at)).count();
        format!("{} {n}", speaker.name)
    });
    let people: Vec<String> = people.collect();
    format!(
        "{} | {} | {} | {} problems",
        it.format,
        counts.join(", "),
        people.join(", "),
        it.problems.len()
    )
}

/// Holds a real file against how it was read when somebody last compared it with the file.
fn reads(file: &str, expected: &str) {
    let Some(text) = sample(file) else { return };
    assert_eq!(summary(&Transcript::parse(&text)), expected, "{file}");
}

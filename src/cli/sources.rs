//! `backline sources`: how each source is read.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;

use super::args::{Listing, SourcesArgs};
use super::{Exit, report, session, terminal};
use crate::evidence::Role;
use crate::transcript::{Stamp, Transcript, TurnKind};
use crate::workspace::read;
use crate::workspace::{Overrides, Workspace};

#[derive(Serialize)]
struct Page {
    version: u32,
    sources: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    path: String,
    format: &'static str,
    why: String,
    clock: &'static str,
    speakers: Vec<SpeakerRow>,
    turns: Vec<TurnRow>,
    problems: Vec<ProblemRow>,
}

#[derive(Serialize)]
struct SpeakerRow {
    name: String,
    aliases: Vec<String>,
    turns: usize,
}

#[derive(Serialize)]
struct TurnRow {
    kind: &'static str,
    speaker: Option<String>,
    start: Option<Time>,
    end: Option<Time>,
    lines: [usize; 2],
    text: String,
    flags: Vec<&'static str>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Time {
    Seconds(u32),
    Clock(String),
}

#[derive(Serialize)]
struct ProblemRow {
    lines: [usize; 2],
    message: String,
}

pub(super) fn run(args: &SourcesArgs) -> Exit {
    let Some(mut workspace) = session::workspace_or_report() else {
        return Exit::Trouble;
    };
    let (mut errors, mut notes) = (Vec::new(), Vec::new());
    let mut rows: Vec<Row> = Vec::new();
    for (path, transcript) in collect(&mut workspace, &args.paths, &mut errors, &mut notes) {
        if rows.iter().all(|it| it.path != path) {
            rows.push(row(path, &transcript));
        }
    }
    let out = match args.output_format {
        Listing::Json => report::json::to_text(&Page {
            version: 1,
            sources: rows,
        }),
        Listing::Text => rows.iter().map(text).collect(),
    };
    let was_written = terminal::print(&out);
    for it in &notes {
        terminal::note(it);
    }
    for it in &errors {
        terminal::report_error(it);
    }
    if errors.is_empty() && was_written {
        Exit::Clean
    } else {
        Exit::Trouble
    }
}

/// Sources among `paths`, and the sources of the drafts among them; `notes` says which drafts have none.
fn collect(
    workspace: &mut Workspace,
    paths: &[PathBuf],
    errors: &mut Vec<String>,
    notes: &mut Vec<String>,
) -> Vec<(String, Arc<Transcript>)> {
    let here = [PathBuf::from(".")];
    let mut res = Vec::new();
    for path in if paths.is_empty() { &here } else { paths } {
        let drafts = if workspace.absolute(path).is_dir() {
            let found = workspace.drafts_under(path);
            if found.is_empty() {
                notes.push(format!(
                    "no drafts in {}: name a draft or a transcript",
                    workspace.shown(path)
                ));
            }
            found
        } else if path.exists() && has_sources(workspace, path) {
            vec![path.clone()]
        } else {
            match workspace.transcript(path) {
                Ok(transcript) => {
                    if workspace.is_draft(path) {
                        let shown = workspace.shown(path);
                        notes.push(format!("{}; read as a transcript itself", without(&shown)));
                    }
                    res.push((workspace.shown(path), transcript));
                }
                Err(message) => errors.push(message),
            }
            continue;
        };
        for draft in drafts {
            let text = match read::read(&draft, &workspace.shown(&draft)) {
                Ok(file) => file.text,
                Err(message) => {
                    errors.push(message);
                    continue;
                }
            };
            let inputs = workspace.inputs(&draft, &text, &Overrides::default());
            let unread = inputs.problems.iter().filter(|it| it.candidates.is_empty());
            errors.extend(unread.map(|it| it.message.clone()));
            let has_transcript = inputs.sources.list.iter().any(|it| it.role == Role::Transcript);
            if !has_transcript && inputs.problems.is_empty() {
                notes.push(without(&workspace.shown(&draft)));
            }
            let open = inputs.problems.iter().filter(|it| !it.candidates.is_empty());
            notes.extend(open.map(|it| format!("{}: {}", workspace.shown(&draft), it.message)));
            let sources = inputs.sources.list.iter();
            res.extend(sources.map(|it| (it.path.clone(), Arc::clone(&it.transcript))));
        }
    }
    errors.dedup();
    res
}

/// What would help a draft that nothing was found for.
fn without(draft: &str) -> String {
    format!(
        "no transcript found for {draft}: put one beside it as transcript.txt, or name it with `transcript:` in the front matter"
    )
}

/// Whether `path` is a draft with sources, rather than a source itself.
fn has_sources(workspace: &mut Workspace, path: &Path) -> bool {
    if !workspace.is_draft(path) {
        return false;
    }
    let Ok(text) = workspace.text(path) else {
        return false;
    };
    let inputs = workspace.inputs(path, &text, &Overrides::default());
    !inputs.sources.list.is_empty() || !inputs.problems.is_empty()
}

fn row(path: String, it: &Transcript) -> Row {
    let count = |speaker| {
        it.turns
            .iter()
            .filter(|turn| turn.speaker == Some(speaker))
            .count()
    };
    let speakers = it.speakers.iter().enumerate().map(|(at, speaker)| SpeakerRow {
        name: speaker.name.clone(),
        aliases: speaker.aliases.clone(),
        turns: count(at),
    });
    let turns = it.turns.iter().map(|turn| TurnRow {
        kind: kind_name(turn.kind),
        speaker: turn
            .speaker
            .and_then(|at| it.speakers.get(at))
            .map(|it| it.name.clone()),
        start: turn.start.map(time),
        end: None,
        lines: it.lines.lines(turn.span).into(),
        text: turn.view.text().to_owned(),
        flags: Vec::new(),
    });
    let problems = it.problems.iter().map(|problem| ProblemRow {
        lines: it.lines.lines(problem.span).into(),
        message: problem.message.clone(),
    });
    let clock = match it.turns.iter().find_map(|turn| turn.start) {
        Some(Stamp::Offset(_)) => "offset",
        Some(Stamp::Clock(_)) => "wall",
        None => "none",
    };
    Row {
        path,
        format: it.format,
        why: it.why.clone(),
        clock,
        speakers: speakers.collect(),
        turns: turns.collect(),
        problems: problems.collect(),
    }
}

fn kind_name(kind: TurnKind) -> &'static str {
    match kind {
        TurnKind::Speech => "speech",
        TurnKind::StageDirection => "stage-direction",
        TurnKind::Command => "command",
        TurnKind::Output => "output",
        TurnKind::Note => "note",
        TurnKind::Heading => "heading",
    }
}

fn time(stamp: Stamp) -> Time {
    match stamp {
        Stamp::Offset(seconds) => Time::Seconds(seconds),
        Stamp::Clock(_) => Time::Clock(report::stamp(stamp)),
    }
}

fn text(row: &Row) -> String {
    let why = if row.why.is_empty() {
        String::new()
    } else {
        format!(" ({})", row.why)
    };
    let mut out = format!("{}: {}{why}\n", row.path, row.format);
    let speakers: Vec<String> = row
        .speakers
        .iter()
        .map(|it| format!("{} {}", it.name, it.turns))
        .collect();
    let who = if speakers.is_empty() {
        "nobody named".to_owned()
    } else {
        speakers.join(", ")
    };
    out.push_str(&format!("    {} turns · {who}\n", row.turns.len()));
    for it in &row.problems {
        out.push_str(&format!("    {}:{}: {}\n", row.path, it.lines[0], it.message));
    }
    out
}

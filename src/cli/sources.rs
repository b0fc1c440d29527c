//! `backline sources`: how each source is read.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;

use super::args::{Listing, SourcesArgs};
use super::{Exit, report, session, terminal};
use crate::config::Reading;
use crate::evidence::Role;
use crate::language::time::Day;
use crate::transcript::{Rewritten, Stamp, Transcript, Why, format};
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
    /// The encoding that it was decoded from, where that is not UTF-8.
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'static str>,
    /// What is read otherwise than it stands.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rewritten: Vec<RewrittenRow>,
    /// What people are told of its turns.
    #[serde(skip)]
    told: Told,
    /// Every format and how well it fits, in the order in which they are tried.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    considered: Vec<ConsideredRow>,
}

/// The turns in a few words: a log has a million of them.
struct Told {
    turns: usize,
    /// How many there are of each kind, in the order of their first.
    kinds: Vec<(&'static str, usize)>,
    /// The earliest and the latest, where times are known.
    times: Option<(Time, Time)>,
}

#[derive(Serialize)]
struct RewrittenRow {
    line: usize,
    stands: String,
    read: String,
    why: &'static str,
}

#[derive(Serialize)]
struct ConsideredRow {
    format: &'static str,
    fit: Option<f32>,
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

#[derive(Clone, Serialize)]
#[serde(untagged)]
enum Time {
    Seconds(u32),
    Parts(f64),
    Clock(String),
}

impl Time {
    /// Whether it is earlier; of two clock times only where both have a day.
    fn is_before(&self, other: &Time) -> bool {
        let seconds = |it: &Time| match it {
            Time::Seconds(it) => Some(f64::from(*it)),
            Time::Parts(it) => Some(*it),
            Time::Clock(_) => None,
        };
        match (self, other) {
            (Time::Clock(a), Time::Clock(b)) => a.contains('T') && b.contains('T') && a < b,
            _ => seconds(self).zip(seconds(other)).is_some_and(|(a, b)| a < b),
        }
    }
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
            let mut row = row(path, &transcript, args.output_format == Listing::Json);
            if args.explain {
                let reading = workspace.reading(Path::new(&row.path));
                row.considered = considered(&transcript, &reading);
            }
            rows.push(row);
        }
    }
    let out = match args.output_format {
        Listing::Json => report::json::to_text(&Page {
            version: 1,
            sources: rows,
        }),
        Listing::Text => rows.iter().map(|it| text(it, args.explain)).collect(),
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
                    if workspace.is_draft(path) && may_be_a_draft(&transcript) {
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
            for it in &inputs.sources.list {
                // The whole of it: of a very long one the draft has only what bears on it.
                let whole = workspace.transcript_of(Path::new(&it.path), &draft);
                let transcript = whole.unwrap_or_else(|_| Arc::clone(&it.transcript));
                res.push((it.path.clone(), transcript));
            }
        }
    }
    errors.dedup();
    res
}

/// Whether a Markdown file that was read as a source may be a draft: nothing in it says that it is a transcript.
fn may_be_a_draft(transcript: &Transcript) -> bool {
    transcript.speakers.is_empty() && matches!(transcript.format, "notes" | "plain")
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

/// How `it` is read; turn by turn only where somebody reads that.
fn row(path: String, it: &Transcript, with_turns: bool) -> Row {
    let mut spoken = vec![0; it.speakers.len()];
    for speaker in it.turns.iter().filter_map(|turn| turn.speaker) {
        spoken[speaker] += 1;
    }
    let speakers = it.speakers.iter().enumerate().map(|(at, speaker)| SpeakerRow {
        name: speaker.name.clone(),
        aliases: speaker.aliases.clone(),
        turns: spoken[at],
    });
    let listed = it.turns.iter().take(if with_turns { usize::MAX } else { 0 });
    let turns = listed.map(|turn| TurnRow {
        kind: turn.kind.name(),
        speaker: turn
            .speaker
            .and_then(|at| it.speakers.get(at))
            .map(|it| it.name.clone()),
        start: turn.start.map(|it| time(it, turn.day)),
        end: turn.end.map(|it| time(it, turn.day)),
        lines: it.lines.lines(turn.span).into(),
        text: turn.view.text().to_owned(),
        flags: turn.flags.names(),
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
        encoding: it.encoding,
        rewritten: it.rewritten.iter().map(|place| rewritten(it, place)).collect(),
        told: told(it),
        considered: Vec::new(),
    }
}

fn told(it: &Transcript) -> Told {
    let mut kinds: Vec<(&'static str, usize)> = Vec::new();
    for turn in &it.turns {
        match kinds.iter_mut().find(|it| it.0 == turn.kind.name()) {
            Some(it) => it.1 += 1,
            None => kinds.push((turn.kind.name(), 1)),
        }
    }
    Told {
        turns: it.turns.len(),
        kinds,
        times: times(it),
    }
}

/// Seconds into the recording, or ISO 8601 on the wall clock.
fn time(stamp: Stamp, day: Option<Day>) -> Time {
    match (stamp, day.map(Day::date)) {
        (Stamp::Offset(millis), _) if millis.is_multiple_of(1000) => Time::Seconds(millis / 1000),
        (Stamp::Offset(millis), _) => Time::Parts(f64::from(millis) / 1000.0),
        (Stamp::Clock(_), None) => Time::Clock(report::stamp(stamp)),
        (Stamp::Clock(_), Some((year, month, day))) => {
            let clock = report::stamp(stamp);
            Time::Clock(format!("{year:04}-{month:02}-{day:02}T{clock}"))
        }
    }
}

fn considered(it: &Transcript, reading: &Reading) -> Vec<ConsideredRow> {
    let fits = format::fits(&it.text, reading).into_iter();
    // To two digits, which is all that a share of lines is worth.
    let share = |it: f32| (it * 100.0).round() / 100.0;
    fits.map(|(format, fit)| ConsideredRow {
        format,
        fit: fit.map(share),
    })
    .collect()
}

fn rewritten(it: &Transcript, place: &Rewritten) -> RewrittenRow {
    RewrittenRow {
        line: it.lines.line(place.span.start) + 1,
        stands: it.text.get(place.span.range()).unwrap_or_default().to_owned(),
        read: place.read.clone(),
        why: match place.why {
            Why::Garbled => "garbled",
            Why::Misheard => "misheard",
            Why::Correction(_) => "correction",
        },
    }
}

/// How a source is read, for people.
fn text(row: &Row, explain: bool) -> String {
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
    let turns = report::counted(row.told.turns, "turn");
    out += &format!("    {turns} · {who}{}\n", shown_times(row));
    if let Some(encoding) = row.encoding {
        out += &format!("    decoded from {encoding}; save it as UTF-8 if a letter looks wrong\n");
    }
    for why in ["garbled", "misheard", "correction"] {
        const SHOWN: usize = 3;
        let of_it: Vec<&RewrittenRow> = row.rewritten.iter().filter(|it| it.why == why).collect();
        if of_it.is_empty() {
            continue;
        }
        let what = match why {
            "garbled" => "garbled by a wrong encoding, read as it was",
            "misheard" => "misheard, read as the configuration says",
            _ => "corrected by the configuration",
        };
        let mut pairs: Vec<String> = of_it
            .iter()
            .map(|it| format!("{} as {}", it.stands, it.read))
            .collect();
        let mut seen = std::collections::BTreeSet::new();
        pairs.retain(|it| seen.insert(it.clone()));
        let more = match pairs.len().saturating_sub(SHOWN) {
            0 => String::new(),
            n => format!(", and {n} more"),
        };
        pairs.truncate(SHOWN);
        let places = report::counted(of_it.len(), "place");
        out += &format!("    {places} {what}: {}{more}\n", pairs.join(", "));
    }
    if explain {
        out += &explained(row);
    }
    for it in &row.problems {
        out += &format!("    {}:{}: {}\n", row.path, it.lines[0], it.message);
    }
    out
}

/// The earliest and the latest time of its turns.
fn times(it: &Transcript) -> Option<(Time, Time)> {
    let mut starts = it
        .turns
        .iter()
        .filter_map(|turn| Some(time(turn.start?, turn.day)));
    let first = starts.next()?;
    let last = starts.next_back();
    // A status page tells the newest first.
    if last.as_ref().is_some_and(|it| it.is_before(&first)) {
        return last.map(|it| (it, first));
    }
    let mut turns = it.turns.iter().rev();
    let end = turns.find_map(|turn| Some(time(turn.end?, turn.day)));
    let last = last
        .into_iter()
        .chain(end)
        .reduce(|a, b| if a.is_before(&b) { b } else { a });
    let last = last.unwrap_or_else(|| first.clone());
    Some((first, last))
}

/// ` · 0:03 to 42:10`, where times are known.
fn shown_times(row: &Row) -> String {
    let shown = |it: &Time| match it {
        Time::Seconds(it) => report::stamp(Stamp::Offset(it * 1000)),
        Time::Parts(it) => report::stamp(Stamp::Offset((it * 1000.0) as u32)),
        Time::Clock(it) => it.replace('T', " "),
    };
    match row.told.times.as_ref().map(|(a, b)| (shown(a), shown(b))) {
        Some((first, last)) if first != last => format!(" · {first} to {last}"),
        Some((only, _)) => format!(" · {only}"),
        None => String::new(),
    }
}

/// The kinds of turns, and how well each format fits.
fn explained(row: &Row) -> String {
    let kinds: Vec<String> = row
        .told
        .kinds
        .iter()
        .map(|(kind, n)| format!("{kind} {n}"))
        .collect();
    let (fit, not): (Vec<_>, Vec<_>) = row.considered.iter().partition(|it| it.fit.is_some());
    let fit: Vec<String> = fit
        .iter()
        .map(|it| format!("{} {:.2}", it.format, it.fit.unwrap_or_default()))
        .collect();
    let not: Vec<&str> = not.iter().map(|it| it.format).collect();
    format!(
        "    kinds: {}\n    fits, in the order of trying: {}\n    does not fit: {}\n",
        kinds.join(", "),
        fit.join(", "),
        not.join(", ")
    )
}

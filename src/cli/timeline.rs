//! `backline timeline SOURCE…`: what the sources say happened when, printed or put into a draft.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ValueEnum;
use serde::Serialize;

use super::args::Listing;
use super::{Exit, session, terminal, write};
use crate::analysis::Inputs;
use crate::compose::timeline::{self, Layout, Setting, Source, Style};
use crate::compose::{Context, checked_section};
use crate::config::CiteStyle;
use crate::draft::Draft;
use crate::event::{Event, Strand};
use crate::transcript::Transcript;
use crate::workspace::{Overrides, Workspace, read};

/// Arguments of `backline timeline`.
#[derive(Debug, clap::Args)]
pub(super) struct TimelineArgs {
    /// Transcripts; several are laid on one axis where their clocks or dates allow
    #[arg(value_name = "SOURCE", required = true)]
    sources: Vec<PathBuf>,
    /// Put the section into this draft, or bring the one it has up to date
    #[arg(long, value_name = "DRAFT")]
    into: Option<PathBuf>,
    /// Table or list; a section that a draft has already keeps its own [default: table]
    #[arg(long, value_enum, value_name = "STYLE")]
    style: Option<StyleName>,
    /// Cite by hidden comments (the configuration's cite-style) instead of naming the source in each row
    #[arg(long)]
    no_source: bool,
    /// Output format
    #[arg(long, value_enum, default_value_t = Listing::Text, value_name = "FORMAT", conflicts_with = "into")]
    output_format: Listing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum StyleName {
    Table,
    List,
}

/// Prints the timeline of sources, or puts it into a draft.
pub(super) fn run(args: &TimelineArgs) -> Exit {
    let done = session::workspace().and_then(|mut workspace| match &args.into {
        Some(draft) => into(args, draft, &mut workspace),
        None => print(args, &mut workspace),
    });
    match done {
        Ok(exit) => exit,
        Err(message) => {
            terminal::report_error(&message);
            Exit::Trouble
        }
    }
}

/// What the flags ask for over what is there.
fn layout(args: &TimelineArgs, there: Option<Layout>) -> Layout {
    let there = there.unwrap_or_default();
    Layout {
        style: match args.style {
            Some(StyleName::Table) => Style::Table,
            Some(StyleName::List) => Style::List,
            None => there.style,
        },
        shows_source: there.shows_source && !args.no_source,
    }
}

fn print(args: &TimelineArgs, workspace: &mut Workspace) -> Result<Exit, String> {
    let mut read: Vec<(String, Arc<Transcript>)> = Vec::new();
    for path in &args.sources {
        let transcript = workspace.transcript(path)?;
        read.push((workspace.shown(path), transcript));
    }
    let sources: Vec<Source<'_>> = read
        .iter()
        .map(|(path, transcript)| Source { path, transcript })
        .collect();
    let text = match args.output_format {
        Listing::Json => json(&sources),
        Listing::Text => markdown(&sources, layout(args, None)),
    };
    if text.is_empty() {
        terminal::note(&nothing(&read.iter().map(|it| it.0.as_str()).collect::<Vec<_>>()));
    }
    Ok(if terminal::print(&text) {
        Exit::Clean
    } else {
        Exit::Trouble
    })
}

fn nothing(paths: &[&str]) -> String {
    let verb = if paths.len() == 1 { "states" } else { "state" };
    format!(
        "{} {verb} no clock time, weekday, date or phase of anything that happened, so there is no timeline",
        paths.join(", ")
    )
}

/// Puts the section into the draft at `path`, checked against the sources named.
fn into(args: &TimelineArgs, path: &Path, workspace: &mut Workspace) -> Result<Exit, String> {
    let shown = workspace.shown(path);
    let absolute = workspace.absolute(path);
    let file = read::read(&absolute, &shown)?;
    for it in &args.sources {
        workspace.transcript(it)?;
    }
    let overrides = Overrides {
        transcripts: args.sources.clone(),
        ..Overrides::default()
    };
    let inputs = workspace.inputs(&absolute, &file.text, &overrides);
    let draft = Draft::parse(&file.text);
    if let Some(message) = timeline::broken(&draft) {
        return Err(format!("{shown}: {message}; nothing was written"));
    }
    let layout = layout(args, timeline::layout_of(&draft));
    let place = timeline::place(&draft, &inputs.persona);
    let section = checked_section(&context(&draft, &inputs), place, layout);
    if section.is_empty() {
        let paths: Vec<String> = args.sources.iter().map(|it| workspace.shown(it)).collect();
        terminal::note(&nothing(&paths.iter().map(String::as_str).collect::<Vec<_>>()));
        return Ok(Exit::Clean);
    }
    let had_one = timeline::existing(&draft).is_some();
    let edits = timeline::update(&draft, place, &section);
    if edits.is_empty() {
        terminal::note(&format!("{shown}: the timeline is up to date"));
        return Ok(Exit::Clean);
    }
    let mut text = file.text.clone();
    for edit in edits.iter().rev() {
        text.replace_range(edit.span.range(), &edit.text);
    }
    let mark: &[u8] = if file.has_bom { b"\xEF\xBB\xBF" } else { b"" };
    write::whole(&absolute, &[mark, text.as_bytes()].concat())
        .map_err(|error| format!("cannot write {shown}: {error}"))?;
    let done = if had_one { "brought up to date" } else { "inserted" };
    terminal::note(&format!("{shown}: timeline {done}"));
    Ok(Exit::Clean)
}

fn context<'a>(draft: &'a Draft, inputs: &'a Inputs) -> Context<'a> {
    Context {
        draft,
        path: &inputs.path,
        sources: &inputs.sources,
        persona: &inputs.persona,
        config: &inputs.config,
        author: inputs.author.as_deref(),
        findings: &[],
    }
}

/// The answer in JSON (`version` 1).
#[derive(Serialize)]
struct Timeline<'a> {
    version: u32,
    events: Vec<Entry<'a>>,
}

/// One event.
#[derive(Serialize)]
struct Entry<'a> {
    when: Option<&'a str>,
    text: &'a str,
    speaker: Option<&'a str>,
    path: &'a str,
    lines: (usize, usize),
    scope: Option<&'a str>,
    conflict: bool,
    also: Vec<Telling<'a>>,
}

/// The same event, told elsewhere.
#[derive(Serialize)]
struct Telling<'a> {
    when: Option<&'a str>,
    text: &'a str,
    path: &'a str,
    lines: (usize, usize),
    conflict: bool,
}

/// The timeline as a Markdown section; empty where the sources state no time.
fn markdown(sources: &[Source<'_>], layout: Layout) -> String {
    let setting = Setting {
        path: "",
        sources,
        layout,
        cite_style: CiteStyle::Comment,
    };
    let mut res = timeline::section(&setting, &timeline::select(sources));
    if !res.is_empty() {
        res.push('\n');
    }
    res
}

fn json(sources: &[Source<'_>]) -> String {
    let strands: Vec<Strand> = timeline::select(sources);
    let has_when = |it: &Event| !it.when.is_empty();
    let mut events = Vec::new();
    for strand in &strands {
        for row in &strand.rows {
            let (event, source) = (&row.event, &sources[row.source]);
            let also = row.also.iter().map(|it| Telling {
                when: has_when(&it.event).then_some(it.event.when.as_str()),
                text: &it.event.text,
                path: sources[it.source].path,
                lines: sources[it.source].transcript.event_lines(&it.event),
                conflict: it.differs,
            });
            events.push(Entry {
                when: has_when(event).then_some(event.when.as_str()),
                text: &event.text,
                speaker: event
                    .speaker
                    .map(|id| source.transcript.speakers[id].name.as_str()),
                path: source.path,
                lines: source.transcript.event_lines(event),
                scope: strand.title.as_deref(),
                conflict: row.also.iter().any(|it| it.differs),
                also: also.collect(),
            });
        }
    }
    let answer = Timeline { version: 1, events };
    let mut res = serde_json::to_string_pretty(&answer).expect("plain data with string keys is JSON");
    res.push('\n');
    res
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_without_times_has_an_empty_timeline() {
        let transcript = Transcript::parse("ANA: It broke.\n\nBEN: We saw.\n");
        let sources = [Source {
            path: "t.txt",
            transcript: &transcript,
        }];
        assert_eq!(markdown(&sources, Layout::default()), "");
        assert_eq!(json(&sources), "{\n  \"version\": 1,\n  \"events\": []\n}\n");
    }
}

//! Formats, one file each, and the one list that detection walks.

mod agent;
mod agent_screen;
mod aider;
mod asciinema;
mod assemblyai;
mod aws_transcribe;
mod build;
mod bundle;
mod caption_labels;
mod caption_lines;
mod captions;
pub(super) mod chat;
mod chat_messages;
mod chatgpt;
mod chevrons;
mod claude_code;
mod codex;
mod cue_text;
mod cues;
mod dated;
mod deepgram;
mod dialogue;
mod discord;
mod document;
mod exporters;
mod fence;
mod front_matter;
mod google_meet;
mod header;
mod heard;
mod hearing;
mod inline;
mod input;
mod irc;
mod irc_line;
mod irc_nick;
mod irc_read;
mod irc_told;
mod join;
mod json;
mod jsonl;
mod line;
mod log;
mod marks;
mod matrix;
mod meetbot;
mod message;
mod messenger;
mod minutes;
mod moment;
mod notes;
mod pagerduty;
mod people;
mod pieces;
mod plain;
mod podcast_html;
mod podcast_json;
mod post;
mod record_keys;
mod records;
mod rev_ai;
mod rewrite;
mod sbv;
mod screen;
mod scribe;
mod shapes;
mod slack_export;
mod slack_paste;
mod speaker_turns;
mod specstory;
mod srt;
mod statuspage;
mod style;
mod summary;
mod table;
mod talk;
mod telegram;
mod terminal;
mod timedtext;
mod timeline;
mod typescript;
mod webvtt;
mod whisper;
mod whisper_print;
mod why;
mod youtube_pane;
mod zoom_chat;

pub(super) use build::PARAGRAPH;

use std::sync::Arc;

use super::{Transcript, Turn, TurnKind};
use crate::config::Reading;
use crate::text::{LineIndex, Span};
use build::Builder;
use input::Input;

/// A way to read a source.
struct Format {
    /// Name, as configuration and reports call it.
    name: &'static str,
    /// How well the source is of this format, judged by its content alone: the share of its lines or records that the
    /// format explains, above 0 and up to 1. `None` where it is not.
    detect: fn(&Input<'_>) -> Option<f32>,
    /// Appends the turns and says why the format fits.
    parse: fn(&Input<'_>, &mut Builder) -> String,
}

/// Every format. The first that fits reads the source: narrow ones first, the last fits all.
const FORMATS: &[Format] = &[
    bundle::FORMAT,
    webvtt::FORMAT,
    srt::FORMAT,
    sbv::FORMAT,
    slack_export::FORMAT,
    discord::JSON,
    telegram::JSON,
    matrix::MATRIX,
    matrix::ZULIP,
    meetbot::FORMAT,
    irc::FORMAT,
    zoom_chat::FORMAT,
    messenger::WHATSAPP,
    messenger::ELEMENT,
    telegram::TEXT,
    slack_paste::FORMAT,
    discord::TEXT,
    asciinema::FORMAT,
    typescript::FORMAT,
    specstory::FORMAT,
    aider::FORMAT,
    agent_screen::FORMAT,
    pagerduty::FORMAT,
    statuspage::FORMAT,
    claude_code::FORMAT,
    codex::FORMAT,
    chatgpt::FORMAT,
    chat_messages::CLAUDE,
    chat_messages::ROLES,
    whisper_print::FORMAT,
    timedtext::FORMAT,
    whisper::CPP,
    podcast_json::PODCASTING_20,
    podcast_json::PODLOVE,
    deepgram::FORMAT,
    aws_transcribe::FORMAT,
    assemblyai::FORMAT,
    rev_ai::FORMAT,
    whisper::FORMAT,
    // Behind every format whose records are known.
    records::FORMAT,
    podcast_html::FORMAT,
    log::FORMAT,
    google_meet::FORMAT,
    exporters::OTTER,
    exporters::REV,
    exporters::RIVERSIDE,
    exporters::DESCRIPT,
    exporters::FATHOM,
    exporters::TEAMS_COPY,
    exporters::FIREFLIES,
    exporters::PREMIERE,
    hearing::FORMAT,
    exporters::GRANOLA,
    youtube_pane::FORMAT,
    chevrons::FORMAT,
    talk::FORMAT,
    chat::FORMAT,
    dialogue::FORMAT,
    speaker_turns::FORMAT,
    notes::FORMAT,
    plain::FORMAT,
];

/// Names of all formats, in the order in which they are tried.
pub fn names() -> impl Iterator<Item = &'static str> {
    FORMATS.iter().map(|it| it.name)
}

/// Every format and how well it fits `text`, in the order in which they are tried; the first that fits reads it.
pub fn fits(text: &str, reading: &Reading) -> Vec<(&'static str, Option<f32>)> {
    let index = LineIndex::new(text);
    let input = Input::new(text, &index, reading);
    FORMATS.iter().map(|it| (it.name, (it.detect)(&input))).collect()
}

/// The format that reads a source, judged by its content.
fn choose(input: &Input<'_>) -> &'static Format {
    let fits = FORMATS.iter().find(|it| (it.detect)(input).is_some());
    fits.unwrap_or(&plain::FORMAT)
}

pub(super) fn parse(text: Arc<str>, reading: &Reading) -> Transcript {
    let index = LineIndex::new(&text);
    let input = Input::new(&text, &index, reading);
    let input = captions_within(&input).unwrap_or(input);
    let mut out = Builder::new(&reading.aliases);
    let wanted = reading.format.as_deref();
    let named = wanted.and_then(|name| FORMATS.iter().find(|it| it.name == name));
    let format = named.unwrap_or_else(|| choose(&input));
    if let Some(name) = wanted.filter(|_| named.is_none()) {
        out.problem(Span::at(0), format!("there is no format \"{name}\""));
    }
    let name = reading.section.as_deref();
    if let Some(name) = name.filter(|it| input::section(&text, &index, it).is_none()) {
        out.problem(
            Span::at(0),
            format!("no heading \"{name}\": the whole file is read"),
        );
    }
    let why = (format.parse)(&input, &mut out);
    if out.turns.iter().all(|it| it.view.text().trim().is_empty()) && !input.body().trim().is_empty() {
        out.problem(
            Span::at(0),
            format!("nothing in it can be read as {}", format.name),
        );
    } else if format.name == plain::FORMAT.name
        && let Some((span, message)) = looks_like(&input)
    {
        out.problem(span, message);
    }
    drop(input);
    out.finish(text, index, reading, format.name, why)
}

/// Captions that do not begin the file: below front matter, or below the heading `Transcript`.
fn captions_within<'a>(input: &Input<'a>) -> Option<Input<'a>> {
    let body = input.body();
    if !body.contains("-->") {
        return None;
    }
    let rest = body
        .strip_prefix("---\n")
        .or_else(|| body.strip_prefix("---\r\n"));
    let below = rest.and_then(|rest| {
        let close = rest.find("\n---")? + "\n---".len();
        Some(Span::new(input.window.end - rest.len() + close, input.window.end))
    });
    let named = || input::section(input.text, input.index, "Transcript");
    let captions = [&webvtt::FORMAT, &srt::FORMAT, &sbv::FORMAT];
    let fits = |it: &Input<'_>| captions.iter().any(|format| (format.detect)(it).is_some());
    if fits(input) {
        return None;
    }
    let below = below.or_else(named)?;
    let blanks = input.text[below.range()].len() - input.text[below.range()].trim_start().len();
    let below = input.within(Span::new(below.start + blanks, below.end));
    fits(&below).then_some(below)
}

/// What a text looks like that was read as prose for want of better.
fn looks_like(input: &Input<'_>) -> Option<(Span, String)> {
    let body = input.body().trim_start_matches('\u{feff}').trim();
    let lower: String = body.chars().take(14).collect::<String>().to_ascii_lowercase();
    if lower.starts_with("<!doctype html") || lower.starts_with("<html") {
        let message = "looks like a web page: copy its text, or export it otherwise".to_owned();
        return Some((Span::at(0), message));
    }
    if !body.starts_with(['{', '[']) || !body.contains('"') {
        return None;
    }
    let start = input.window.start + input.body().find(body).unwrap_or_default();
    match json::Node::parse(body, start) {
        Err((place, error)) => Some((
            Span::at(place.min(input.text.len())),
            format!("looks like JSON, but is broken here: {error}"),
        )),
        Ok(_) => {
            let message =
                "JSON of no shape that is known: say in [[sources]] which keys hold `time`, `text` and `who`";
            Some((Span::at(0), message.to_owned()))
        }
    }
}

/// Turns that carry a label of their own: the label stands in the span before what was said.
pub(super) fn labelled(turns: &[Turn]) -> usize {
    let is_labelled = |it: &&Turn| {
        it.kind == TurnKind::Speech
            && it.speaker.is_some()
            && (it.view.text().is_empty() || it.span.start < it.view.span().start)
    };
    turns.iter().filter(is_labelled).count()
}

//! Formats, one file each, and the one list that detection walks.

mod build;
pub(super) mod chat;
mod dated;
mod discord;
mod document;
mod fence;
mod header;
mod inline;
mod input;
mod irc;
mod irc_line;
mod irc_nick;
mod json;
mod line;
mod log;
mod matrix;
mod meetbot;
mod messenger;
mod minutes;
mod notes;
mod plain;
mod post;
mod rewrite;
mod scribe;
mod slack_export;
mod slack_paste;
mod speaker_turns;
mod telegram;
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
    log::FORMAT,
    chat::FORMAT,
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

pub(super) fn parse(text: Arc<str>, reading: &Reading) -> Transcript {
    let index = LineIndex::new(&text);
    let input = Input::new(&text, &index, reading);
    let mut out = Builder::new(&reading.aliases);
    let wanted = reading.format.as_deref();
    let named = wanted.and_then(|name| FORMATS.iter().find(|it| it.name == name));
    let format = named
        .or_else(|| FORMATS.iter().find(|it| (it.detect)(&input).is_some()))
        .unwrap_or(&plain::FORMAT);
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
    drop(input);
    out.finish(text, index, reading, format.name, why)
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

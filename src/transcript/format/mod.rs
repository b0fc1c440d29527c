//! Formats, one file each, and the one list that detection walks.

mod build;
pub(super) mod chat;
mod document;
mod fence;
mod header;
mod inline;
mod line;
mod minutes;
mod notes;
mod plain;
mod speaker_turns;

pub(super) use build::PARAGRAPH;

use super::{Transcript, Turn, TurnKind};
use crate::text::LineIndex;
use build::Builder;
use line::Source;

/// A way to read a source.
struct Format {
    /// Name, as configuration and reports call it.
    name: &'static str,
    /// Whether the source is of this format, judged by its content alone.
    detect: fn(&Source<'_>) -> bool,
    /// Appends the turns and says why the format fits.
    parse: fn(&Source<'_>, &mut Builder) -> String,
}

/// Every format. The first that fits reads the source: narrow ones first, the last fits all.
const FORMATS: &[Format] = &[chat::FORMAT, speaker_turns::FORMAT, notes::FORMAT, plain::FORMAT];

pub(super) fn parse(text: &str) -> Transcript {
    let index = LineIndex::new(text);
    let source = Source::new(text, &index);
    let mut out = Builder::default();
    let format = FORMATS
        .iter()
        .find(|it| (it.detect)(&source))
        .unwrap_or(&plain::FORMAT);
    let why = (format.parse)(&source, &mut out);
    drop(source);
    out.finish(text, index, format.name, why)
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

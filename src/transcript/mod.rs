//! A source of evidence: turns of speech, chat, session log or notes, and the units evidence points at.
//! Parsing never fails: any text is a transcript, in the worst case one without speakers.

pub mod format;
pub mod timestamp;
mod unit;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::text::{LineIndex, Span, View};
pub use timestamp::Stamp;

/// A parsed source. Spans are bytes of `text`.
#[derive(Clone, Debug)]
pub struct Transcript {
    /// The file as it is.
    pub text: Arc<str>,
    /// Its lines.
    pub lines: LineIndex,
    /// Name of the format it was read as, such as `speaker-turns`.
    pub format: &'static str,
    /// Why that format, for `backline sources`.
    pub why: String,
    /// Who speaks, in order of first appearance.
    pub speakers: Vec<Speaker>,
    /// In the order of the file.
    pub turns: Vec<Turn>,
    /// Sentences (or question and answer), in the order of the file.
    pub units: Vec<Unit>,
    /// What could not be understood.
    pub problems: Vec<Problem>,
}

/// Index into [`Transcript::speakers`].
pub type SpeakerId = usize;

/// Somebody who speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// As first written.
    pub name: String,
    /// Other spellings seen.
    pub aliases: Vec<String>,
}

/// What kind of contribution a turn is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TurnKind {
    /// Somebody's words, or plain prose.
    Speech,
    /// `[Ravi shows the dashboard]`: something done or shown.
    StageDirection,
    /// A shell command or query.
    Command,
    /// What a command printed.
    Output,
    /// A list item, a table row, a key and value.
    Note,
    /// A heading: names its section, backs nothing by itself.
    Heading,
}

/// One speaker's uninterrupted contribution.
#[derive(Clone, Debug)]
pub struct Turn {
    /// Its kind.
    pub kind: TurnKind,
    /// Who speaks, where known.
    pub speaker: Option<SpeakerId>,
    /// When it starts, where stated.
    pub start: Option<Stamp>,
    /// The whole of it in the file, label included.
    pub span: Span,
    /// What was said: the text without label, stamp and markup.
    pub view: View,
    /// Turn index of the heading it stands under.
    pub section: Option<usize>,
}

/// The piece of a turn that evidence points at.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Index of its turn.
    pub turn: usize,
    /// Its sentence as read, with the way back to the file.
    pub view: View,
    /// Whether it is a question (a question alone never backs a claim).
    pub is_question: bool,
    /// Index of the unit that asks what this one answers.
    pub question: Option<usize>,
}

/// Something in a source that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Bytes of the source.
    pub span: Span,
    /// What is wrong.
    pub message: String,
}

impl Transcript {
    /// Reads `text` as the format that explains it best.
    pub fn parse(text: &str) -> Transcript {
        format::parse(text)
    }

    /// Number of turns that carry a label of their own; paragraphs that go on after a stage direction
    /// are turns too, but nobody counts them.
    pub fn labelled_turns(&self) -> usize {
        format::labelled(&self.turns)
    }

    /// 1-based first and last line of a unit.
    pub fn unit_lines(&self, unit: usize) -> (usize, usize) {
        self.lines.lines(self.units[unit].view.span())
    }

    /// The speaker's name of a unit.
    pub fn unit_speaker(&self, unit: usize) -> Option<&str> {
        let speaker = self.turns[self.units[unit].turn].speaker?;
        Some(&self.speakers[speaker].name)
    }
}

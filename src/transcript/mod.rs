//! A source of evidence: turns of speech, chat, session log or notes, and the units evidence points at.
//! Parsing never fails: any text is a transcript, in the worst case one without speakers.

pub mod format;
mod flags;
pub mod timestamp;
mod unit;

#[cfg(test)]
mod tests;

use std::sync::Arc;

pub use flags::Flags;

use crate::config::{Correction, Reading};
use crate::language::time::Day;
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
    /// What was read otherwise than it stands: corrections, and text garbled by a wrong encoding. In the order of
    /// the file.
    pub rewritten: Vec<Rewritten>,
    /// The configuration's corrections that were looked for.
    pub corrections: Vec<Correction>,
    /// The encoding that the text was decoded from; `None` for UTF-8.
    pub encoding: Option<&'static str>,
}

/// A place that is read otherwise than it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewritten {
    /// Bytes of the source.
    pub span: Span,
    /// What is read there.
    pub read: String,
    /// What says so.
    pub why: Why,
}

/// What says that something is read otherwise than it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It was garbled by a wrong encoding.
    Garbled,
    /// The configuration's list of misheard terms.
    Misheard,
    /// A correction, by its index into [`Transcript::corrections`].
    Correction(usize),
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TurnKind {
    /// Somebody's words, or plain prose.
    #[default]
    Speech,
    /// `[Ravi shows the dashboard]`: something done or shown.
    StageDirection,
    /// A shell command or query.
    Command,
    /// What a command printed.
    Output,
    /// A list item, a table row, a key and value.
    Note,
    /// Something that happened, with its time and nobody's words: an entry of a timeline, of a status page.
    Event,
    /// What the tool itself reports: who joined, what was renamed, a reaction. No fact of the story.
    System,
    /// A heading: names its section, backs nothing by itself.
    Heading,
}

impl TurnKind {
    /// The name in listings and JSON.
    pub fn name(self) -> &'static str {
        match self {
            TurnKind::Speech => "speech",
            TurnKind::StageDirection => "stage-direction",
            TurnKind::Command => "command",
            TurnKind::Output => "output",
            TurnKind::Note => "note",
            TurnKind::Event => "event",
            TurnKind::System => "system",
            TurnKind::Heading => "heading",
        }
    }

    /// Whether it is written down rather than said: a note or an event.
    pub fn is_written(self) -> bool {
        matches!(self, TurnKind::Note | TurnKind::Event)
    }
}

/// One speaker's uninterrupted contribution.
#[derive(Clone, Debug, Default)]
pub struct Turn {
    /// Its kind.
    pub kind: TurnKind,
    /// Who speaks, where known.
    pub speaker: Option<SpeakerId>,
    /// Who wrote the speaker's words down for them, where that is somebody else: the scribe of minutes.
    pub scribe: Option<SpeakerId>,
    /// When it starts, where stated.
    pub start: Option<Stamp>,
    /// When it ends, where stated; on the clock of `start`.
    pub end: Option<Stamp>,
    /// On which day, where its own label or record states one, or, in a timeline, an entry or a heading above it.
    pub day: Option<Day>,
    /// What else is known of it.
    pub flags: Flags,
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
        Transcript::read(text, &Reading::default())
    }

    /// Reads `text` as the configuration says; where that says nothing, as the format that explains it best.
    pub fn read(text: &str, reading: &Reading) -> Transcript {
        format::parse(text.into(), reading)
    }

    /// The same for a text that somebody else keeps, too.
    pub fn read_shared(text: Arc<str>, reading: &Reading) -> Transcript {
        format::parse(text, reading)
    }

    /// Number of turns that carry a label of their own; paragraphs that go on after a stage direction
    /// are turns too, but nobody counts them.
    pub fn labelled_turns(&self) -> usize {
        format::labelled(&self.turns)
    }

    /// What is read otherwise than it stands within `span` of the file, garbled text aside, as people are told:
    /// `corrected by Ana: "14", not "40" (heard it again)`.
    pub fn corrected(&self, span: Span) -> impl Iterator<Item = String> + '_ {
        let from = self.rewritten.partition_point(|it| it.span.start < span.start);
        let here = self.rewritten[from..]
            .iter()
            .take_while(move |it| it.span.end <= span.end);
        here.filter_map(|it| {
            let (read, was) = (&it.read, self.text.get(it.span.range())?);
            match it.why {
                Why::Garbled => None,
                Why::Misheard => Some(format!("read as \"{read}\"; the recording has \"{was}\"")),
                Why::Correction(n) => {
                    let own = self.corrections.get(n)?;
                    let by = if own.by.is_empty() {
                        String::new()
                    } else {
                        format!(" by {}", own.by)
                    };
                    Some(format!(
                        "corrected{by}: \"{read}\", not \"{was}\" ({})",
                        own.reason
                    ))
                }
            }
        })
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

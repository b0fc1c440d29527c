//! What a recogniser writes as JSON: records of words with times and, sometimes, a speaker.

use super::build::Builder;
use super::cues;
use super::json::{Node, Object};
use super::pieces::{self, Piece};
use crate::text::View;
use crate::transcript::Flags;

/// Below this a recogniser that tells how sure it is doubts what it wrote.
const DOUBT: f64 = 0.5;

/// Collects what was heard, record by record.
pub(super) struct Heard<'o> {
    out: &'o mut Builder,
    pieces: Vec<Piece>,
    /// Records that were read.
    n: usize,
}

impl<'o> Heard<'o> {
    pub(super) fn new(out: &'o mut Builder) -> Heard<'o> {
        Heard {
            out,
            pieces: Vec::new(),
            n: 0,
        }
    }

    /// Adds the words of `record`; gives them for what else is known. Words that are no text are told.
    pub(super) fn say(&mut self, record: Node<'_>, words: Option<View>, speaker: Option<&str>) -> &mut Piece {
        if words.is_none() {
            self.out.problem(record.span(), "no text in this record");
        }
        self.n += usize::from(words.is_some());
        let piece = Piece {
            speaker: speaker.map(|it| self.out.speaker(it)),
            span: record.span(),
            view: words.unwrap_or_default(),
            ..Piece::default()
        };
        let at = self.pieces.len();
        self.pieces.push(piece);
        &mut self.pieces[at]
    }

    /// The piece before.
    pub(super) fn last(&mut self) -> Option<&mut Piece> {
        self.pieces.last_mut()
    }

    /// Appends the turns; says what was read: `348 segments, …`.
    pub(super) fn finish(self, what: &str) -> String {
        pieces::append(self.pieces, self.out).why(self.n, what)
    }
}

/// Whether the recogniser says that it is not sure of `record`.
pub(super) fn doubts(record: &Object<'_>) -> Flags {
    match record.number("confidence") {
        Some(it) if it < DOUBT => Flags::LOW_CONFIDENCE,
        _ => Flags::default(),
    }
}

/// The name that stands under `key`: as it is written, `Speaker 1` for a bare number.
pub(super) fn speaker(record: &Object<'_>, key: &str) -> Option<String> {
    named(record.get(key)?)
}

/// The same for the value.
pub(super) fn named(value: Node<'_>) -> Option<String> {
    let name = match value.string() {
        Some(name) => name.trim().to_owned(),
        None => value.number()?.to_string(),
    };
    let is_number = !name.is_empty() && name.bytes().all(|it| it.is_ascii_digit());
    match () {
        () if is_number => Some(format!("Speaker {name}")),
        () if name.is_empty() || name == "?" => None,
        () => Some(name),
    }
}

/// Milliseconds of the seconds under `key`: a number, or a string such as `00:00:03.120`.
pub(super) fn seconds(record: &Object<'_>, key: &str) -> Option<u32> {
    let value = record.get(key)?;
    if let Some(seconds) = value.number() {
        return pieces::millis(seconds);
    }
    let text = value.string()?;
    let (millis, len) = cues::clock(text.trim())?;
    (len == text.trim().len()).then_some(millis)
}

/// The milliseconds under `key`.
pub(super) fn millis(record: &Object<'_>, key: &str) -> Option<u32> {
    pieces::millis(record.number(key)? / 1000.0)
}

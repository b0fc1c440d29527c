//! How exporters write the headers of turns, and the one way in which all of them are told and read. In such a file only
//! the exporter's own headers open turns: `Note: …` inside the words never does.

use rustc_hash::FxHashMap;

use super::build::Builder;
use super::document::Policy;
use super::header::{self, Header};
use super::input::Input;
use super::line::{Block, Line, Source};
use super::{speaker_turns, summary};
use crate::text::Span;
use crate::transcript::timestamp::Reading;
use crate::transcript::{Flags, TurnKind};

/// How an exporter writes the headers of turns.
pub(super) struct Style {
    /// The header that begins at a line.
    pub(super) find: fn(&Source<'_>, usize) -> Option<Found>,
    /// Whether a line is one that only this exporter writes.
    pub(super) is_own: fn(&str) -> bool,
    /// So many headers show the style, where nothing else does.
    pub(super) fewest: usize,
    /// Headers have times, which must begin like a recording, not like a day.
    pub(super) is_timed: bool,
    /// A time alone on its line opens a turn of somebody unknown.
    pub(super) time_opens: bool,
    /// What stands above the transcript is written by the tool.
    pub(super) notes_above: bool,
}

/// What most styles are not.
pub(super) const PLAIN: Style = Style {
    find: |_, _| None,
    is_own: |_| false,
    fewest: 2,
    is_timed: false,
    time_opens: false,
    notes_above: false,
};

/// A header, and the lines it takes.
pub(super) struct Found {
    /// As on its first line; what stands on the others is in it.
    pub(super) header: Header,
    pub(super) lines: usize,
}

/// Lines that are looked at to tell an exporter.
const LOOKED_AT: usize = 400;

impl Style {
    /// Whether the source is written so, by its first lines.
    pub(super) fn detect(&self, input: &Input<'_>) -> Option<f32> {
        let source = input.document();
        let (mut seen, mut headers, mut paragraphs, mut spoken) = (0usize, 0usize, 0usize, 0usize);
        let mut is_own = false;
        let mut labels: FxHashMap<&str, usize> = FxHashMap::default();
        let (mut first, mut last) = (None, None);
        let mut is_open = false;
        let mut before = Block::Blank;
        let mut n = 0;
        while n < source.lines.len() && seen < LOOKED_AT {
            let line = &source.lines[n];
            if line.block == Block::Blank {
                before = Block::Blank;
                n += 1;
                continue;
            }
            seen += 1;
            is_own |= (self.is_own)(source.slice(line.span));
            let Some(found) = (self.find)(source, n) else {
                let is_words = !matches!(line.block, Block::Time | Block::Rule | Block::FrontMatter);
                paragraphs += usize::from(is_words && (before == Block::Blank || line.header.is_some()));
                spoken += usize::from(is_words && is_open);
                is_open &= !is_words;
                before = line.block;
                n += 1;
                continue;
            };
            let body = source.header_body(line, &found.header);
            spoken += usize::from(!body.is_empty());
            is_open = body.is_empty();
            headers += 1;
            paragraphs += 1;
            *labels.entry(label(source, line, &found.header)).or_default() += 1;
            first = first.or(found.header.stamp);
            last = found.header.stamp.or(last);
            before = Block::Text;
            n += found.lines;
        }
        // What the exporter says of itself may stand at the end, too.
        let words = source.lines.iter().rev().filter(|it| it.block != Block::Blank);
        is_own |= words.take(3).any(|it| (self.is_own)(source.slice(it.span)));
        let returns = labels.values().any(|it| 1 < *it);
        let is_shown = self.fewest <= headers && (returns || (1 < labels.len() && headers * 3 >= paragraphs));
        let from_start = |it: Reading| it.looks_like_offset();
        let is_recording = !self.is_timed || first.is_some_and(from_start) || last.is_some_and(from_start);
        let is_custom = headers * 10 >= paragraphs;
        let has_words = spoken * 10 >= headers * 7;
        let is_it = (is_shown || (is_own && 0 < headers)) && is_recording && is_custom && has_words;
        is_it.then(|| (headers as f32 * 2.0 / paragraphs.max(1) as f32).min(1.0))
    }

    /// Reads it, and says what was seen.
    pub(super) fn parse(&self, input: &Input<'_>, out: &mut Builder) -> String {
        let mut source = input.document().clone();
        self.reshape(&mut source);
        mark_foreign(&mut source);
        summary::set_apart(&mut source);
        source.tally();
        let policy = Policy {
            speaker_continues: true,
            unspoken: TurnKind::Note,
            offsets: self.is_timed,
            time_opens: self.time_opens,
            ..Policy::new(&|_, _| true)
        };
        let from = out.turns.len();
        let why = speaker_turns::read(&source, &policy, out);
        if self.notes_above {
            let first = out.turns.iter().position(|it| it.speaker.is_some()).unwrap_or(0);
            let above = &mut out.turns[from..first.max(from)];
            // The title is nobody's summary.
            let is_title = above.first().is_some_and(|it| it.kind == TurnKind::Heading);
            for turn in above.iter_mut().skip(usize::from(is_title)) {
                turn.flags.set(Flags::SUMMARY);
            }
        }
        why
    }

    /// Keeps the exporter's headers and no others; what they are made of is no text.
    fn reshape(&self, source: &mut Source<'_>) {
        let mut n = 0;
        while n < source.lines.len() {
            match (self.find)(source, n) {
                Some(found) => {
                    for line in &mut source.lines[n + 1..n + found.lines] {
                        line.block = Block::Blank;
                        line.header = None;
                    }
                    let line = &mut source.lines[n];
                    line.header = Some(found.header);
                    line.stamp = None;
                    if line.block != Block::Heading {
                        line.block = Block::Text;
                    }
                    n += found.lines;
                }
                None => {
                    source.lines[n].header = None;
                    n += 1;
                }
            }
        }
    }
}

/// Makes lines that the exporter wrote about itself, or about who joined, nobody's words.
pub(super) fn mark_foreign(source: &mut Source<'_>) {
    let text = source.text;
    for line in &mut source.lines {
        let is_candidate =
            matches!(line.block, Block::Text | Block::Meta | Block::Heading) && line.header.is_none();
        if is_candidate && is_foreign(&text[line.words.range()]) {
            line.block = Block::System;
        }
    }
}

/// Whether a line is the exporter's own: `Transcribed by https://otter.ai`, `Transcription ended after 00:12:00`.
fn is_foreign(line: &str) -> bool {
    /// No such line is longer.
    const LONGEST: usize = 200;
    const OPENINGS: [&str; 12] = [
        "transcribed by http",
        "transcribed with http",
        "transcription ended after",
        "meeting ended after",
        "this editable transcript was computer",
        "this transcript was generated by",
        "this transcript was exported",
        "transcript generated by",
        "transcript exported from",
        "exported from http",
        "view recording",
        "screen sharing:",
    ];
    const ENDINGS: [&str; 4] = [
        " started transcription",
        " stopped transcription",
        " joined the meeting",
        " left the meeting",
    ];
    if line.len() > LONGEST {
        return false;
    }
    // Fathom puts what it makes of the words between them.
    if line.starts_with("ACTION ITEM: ") && line.contains(" WATCH: http") {
        return true;
    }
    let line = line.trim_matches(['*', '_', ' ', '(', ')']).to_ascii_lowercase();
    OPENINGS.iter().any(|it| line.starts_with(it)) || ENDINGS.iter().any(|it| line.ends_with(it))
}

/// The name that a header of that line gives.
pub(super) fn label<'a>(source: &Source<'a>, line: &Line, header: &Header) -> &'a str {
    let at = line.words.start;
    header::bare(source.slice(Span::new(at + header.label.start, at + header.label.end)))
}

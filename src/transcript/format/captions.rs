//! Who says what in captions: voices of tags and ids, labels before the words, dashes and chevrons, from caption to
//! caption.

use super::build::Builder;
use super::caption_labels::{Custom, Marks};
use super::caption_lines::{part_at_chevrons, unroll};
use super::cue_text::{self, Part};
use super::cues::{self, Cue, Dialect};
use super::input::Input;
use super::join;
use super::pieces::{self, Piece};
use crate::text::{Span, View};
use crate::transcript::{Flags, SpeakerId};

/// Below this the recogniser doubts what it wrote.
const DOUBT: f32 = 0.5;

/// A caption and the words of its lines.
pub(super) struct Caption<'a> {
    cue: Cue<'a>,
    /// What its lines say, and whose voice tags name.
    pub(super) parts: Vec<Part>,
}

/// Appends the turns of a file of captions; says what it holds.
pub(super) fn parse(input: &Input<'_>, dialect: Dialect, has_header: bool, out: &mut Builder) -> String {
    let cues = cues::read(input, dialect, has_header, out);
    append(cues, input, out)
}

/// The same for cues that were read already.
pub(super) fn append(cues: Vec<Cue<'_>>, input: &Input<'_>, out: &mut Builder) -> String {
    let n = cues.iter().filter(|it| it.times.is_some()).count();
    let mut captions: Vec<Caption<'_>> = cues.into_iter().map(Caption::read).collect();
    let rolls = unroll(&mut captions);
    let has_chevrons = part_at_chevrons(&mut captions);
    let custom = Custom::of(&captions, has_chevrons, input);
    let is_automatic = custom.is_automatic(&captions, rolls);
    let mut voices = Voices {
        custom: &custom,
        out,
        speaker: None,
        block: None,
        is_apart: false,
        pieces: Vec::new(),
    };
    for caption in captions {
        voices.caption(caption);
    }
    let mut said = voices.pieces;
    if is_automatic {
        said.iter_mut().for_each(|it| it.flags.set(Flags::AUTO_CAPTIONS));
    }
    let told = pieces::append(said, out);
    if !custom.has_voices {
        // Who labels by hand may write the full name once.
        out.merge_first_names();
    }
    let mut why = told.why(n, "cue");
    if rolls {
        why += "; lines that roll through several cues are read once";
    }
    if is_automatic {
        why += "; automatic captions";
    }
    why
}

impl<'a> Caption<'a> {
    fn read(cue: Cue<'a>) -> Caption<'a> {
        let mut voice = cue.id.and_then(quoted_name).map(str::to_owned);
        let mut parts = Vec::new();
        for &(span, line) in &cue.lines {
            cue_text::read(line, span.start, &mut voice, &mut parts);
        }
        for part in &mut parts {
            pieces::trim(&mut part.view);
        }
        Caption { cue, parts }
    }
}

/// The name in an id of the form `12 "Ana Roth" (3012345)`, as Webex writes them.
fn quoted_name(id: &str) -> Option<&str> {
    let rest = id.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
    let (name, _) = rest.strip_prefix('"')?.split_once('"')?;
    (rest.len() < id.len() && !name.is_empty()).then_some(name)
}

/// The block of an id of the form `3f1c2a9e-…/12-1`, as Teams writes them: pieces of one block are one utterance.
fn block(id: &str) -> Option<&str> {
    let (block, piece) = id.rsplit_once('-')?;
    let (guid, number) = block.rsplit_once('/')?;
    let is_number = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    (!guid.is_empty() && is_number(number) && is_number(piece)).then_some(block)
}

/// Follows who speaks from caption to caption.
struct Voices<'c, 'o> {
    custom: &'c Custom,
    out: &'o mut Builder,
    /// Who spoke last.
    speaker: Option<SpeakerId>,
    /// The utterance that the last caption belongs to.
    block: Option<String>,
    /// Whether the caption before held several unknown voices: nobody knows which of them goes on.
    is_apart: bool,
    pieces: Vec<Piece>,
}

impl Voices<'_, '_> {
    fn caption(&mut self, caption: Caption<'_>) {
        let Caption { cue, parts } = caption;
        let from = self.pieces.len();
        let own_block = cue.id.and_then(block);
        let is_same_block = own_block.is_some() && own_block == self.block.as_deref();
        let opens_block = own_block.is_some() && !is_same_block;
        self.block = own_block.map(str::to_owned);
        let is_dash = |it: &&Part| Marks::read(it.view.text(), self.custom.has_chevrons).is_dash;
        let dashes = parts.iter().filter(is_dash).count();
        for part in parts {
            let is_first = self.pieces.len() == from;
            let text = part.view.text();
            let marks = Marks::read(text, self.custom.has_chevrons);
            let is_marked = marks.is_chevron || marks.is_dash;
            let ended = self
                .pieces
                .last()
                .is_none_or(|it| pieces::ends_sentence(it.view.text()) || pieces::is_stage(it.view.text()));
            let label = self.custom.label(&text[marks.body..], ended, is_marked);
            let body = marks.body + label.map_or(0, |it| it.body);
            let name = label
                .map(|it| it.name)
                .or(part.voice.as_deref())
                .filter(|it| !it.is_empty());
            let is_dashed = marks.is_dash && (!self.custom.names_speakers() || 1 < dashes);
            let mut opens = (marks.is_chevron || is_dashed) && name.is_none();
            let before = self.speaker;
            match name {
                Some(name) => self.speaker = Some(self.out.speaker(name)),
                None if opens => self.speaker = None,
                None if self.custom.has_voices && !is_same_block => self.speaker = None,
                None => {}
            }
            if is_first {
                let is_unknown = self.speaker.is_none();
                opens |= is_unknown && (opens_block || self.is_apart && ended);
            }
            let mut view = part.view.slice(Span::new(body, text.len()));
            pieces::trim(&mut view);
            let last = self
                .pieces
                .last_mut()
                .filter(|_| !is_first && !opens && before == self.speaker);
            if let Some(last) = last.filter(|it| goes_on(it, &view)) {
                join::view(&mut last.view, &view, " ");
                last.span.end = part.raw.end;
                continue;
            }
            let is_shown = pieces::is_stage(view.text());
            let start = if is_first { cue.span.start } else { part.raw.start };
            let mut piece = Piece {
                // What is shown is nobody's, unless its own label says so.
                speaker: self.speaker.filter(|_| !is_shown || name.is_some()),
                opens,
                span: Span::new(start.min(part.raw.end), part.raw.end),
                view,
                start: cue.times.map(|it| it.0),
                end: cue.times.map(|it| it.1),
                ..Piece::default()
            };
            if cue.confidence.is_some_and(|it| it < DOUBT) {
                piece.flags.set(Flags::LOW_CONFIDENCE);
            }
            self.pieces.push(piece);
        }
        if self.pieces.len() > from {
            self.is_apart = 1 < dashes;
        }
        self.only(from);
    }

    /// Names the only speaker of a file without names.
    fn only(&mut self, from: usize) {
        let Some(only) = self
            .custom
            .only
            .as_deref()
            .filter(|_| !self.custom.names_speakers())
        else {
            return;
        };
        for piece in &mut self.pieces[from..] {
            if piece.speaker.is_none() && !pieces::is_stage(piece.view.text()) {
                piece.speaker = Some(self.out.speaker(only));
            }
        }
    }
}

/// Whether `line` of the same caption goes on with `piece`: words with words, and what is shown up to its bracket.
fn goes_on(piece: &Piece, line: &View) -> bool {
    let text = piece.view.text();
    let is_song = text.starts_with(['♪', '♫']);
    is_song || !(pieces::is_stage(text) || pieces::is_stage(line.text()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Reading;
    use crate::transcript::Transcript;

    #[test]
    fn ids_name_blocks_and_speakers() {
        assert_eq!(block("3f1c-9abc/12-1"), Some("3f1c-9abc/12"));
        assert_eq!(block("12-1"), None);
        assert_eq!(quoted_name("12 \"Ana Roth\" (301)"), Some("Ana Roth"));
        assert_eq!(quoted_name("\"Ana\""), None);
    }

    #[test]
    fn names_stand_behind_chevrons_and_inside_lines() {
        let text = "WEBVTT\n\n00:01.000 --> 00:02.000\n&gt;&gt; WELCOME.\n\n00:02.000 --> 00:03.000\n\
            TODAY: PUMPS. &gt;&gt; BEN: THANKS.\n\n00:03.000 --> 00:04.000\n&gt;&gt; ANA: SO TELL.\n";
        let it = Transcript::parse(text);
        let said: Vec<&str> = it.turns.iter().map(|it| it.view.text()).collect();
        assert_eq!(said, ["WELCOME. TODAY: PUMPS.", "THANKS.", "SO TELL."]);
        let names: Vec<&str> = it.speakers.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["BEN", "ANA"]);
    }

    #[test]
    fn a_dash_may_stand_before_a_voice_and_two_dashes_are_two_strangers() {
        let text = "WEBVTT\n\n00:01.000 --> 00:02.000\n- <v Ana>One.\n- <v Ben>Two.\n";
        let said = |text: &str| -> Vec<(Option<usize>, String)> {
            let it = Transcript::parse(text);
            let turns = it.turns.iter();
            turns.map(|it| (it.speaker, it.view.text().to_owned())).collect()
        };
        assert_eq!(
            said(text),
            [(Some(0), "One.".to_owned()), (Some(1), "Two.".to_owned())]
        );
        let text = "WEBVTT\n\n00:01.000 --> 00:02.000\nANA: One.\n\n00:02.000 --> 00:03.000\nANA: Two.\n\n\
            00:03.000 --> 00:04.000\n- Three.\n- Four.\n";
        assert_eq!(
            said(text),
            [
                (Some(0), "One. Two.".to_owned()),
                (None, "Three.".to_owned()),
                (None, "Four.".to_owned())
            ]
        );
    }

    #[test]
    fn the_configuration_names_the_only_speaker() {
        let reading = Reading {
            speakers: vec!["Ana Roth".to_owned()],
            ..Reading::default()
        };
        let text =
            "1\n00:00:01,000 --> 00:00:02,000\nIt fell.\n\n2\n00:00:02,000 --> 00:00:03,000\n[door slams]\n";
        let it = Transcript::read(text, &reading);
        assert_eq!((it.turns[0].speaker, it.turns[1].speaker), (Some(0), None));
    }
}

//! Turns with a label: `NAME: text`, `**Name:** (00:12) text`, `Name (00:12):` with the words below,
//! `[00:01:23] Name: text`. Words without a label belong to whoever spoke last.

use super::build::Builder;
use super::dialogue::mark_assistants;
use super::document::{self, Policy};
use super::header::{Header, Shape};
use super::input::Input;
use super::line::{Block, Label, Line, Source};
use super::{Format, labelled};

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "speaker-turns",
    detect,
    parse,
};

fn detect(input: &Input<'_>) -> Option<f32> {
    let source = input.document();
    let labels = Labels::of(source);
    let headers = source.lines.iter().filter(|line| {
        let header = line.header.as_ref();
        header.is_some_and(|it| labels.accept(source, line, it))
    });
    let share = |n: usize| (n as f32 / source.blocks.max(1) as f32).min(1.0);
    labels.explain(source).then(|| share(headers.count()))
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let source = input.document();
    let labels = Labels::of(source);
    let policy = Policy {
        opens_turn: &|line, header| labels.accept(source, line, header),
        speaker_continues: true,
        item: &|_| None,
    };
    document::read(source, &policy, out);
    out.merge_first_names();
    mark_assistants(out);
    let n = labelled(&out.turns);
    let s = if n == 1 { "" } else { "s" };
    format!("{n} labelled turn{s}{}", out.speakers_clause())
}

/// How this file writes its labels.
struct Labels {
    dominant: Option<Shape>,
    capitals_only: bool,
    /// Handles written small are labels too.
    small: bool,
}

const SHAPES: [Shape; 4] = [Shape::Plain, Shape::Bold, Shape::Stamped, Shape::Leading];

impl Labels {
    fn of(source: &Source<'_>) -> Labels {
        let in_shape = |shape: Shape, label: &Label| label.shapes[shape as usize];
        let count = |shape| source.labels.iter().map(|it| in_shape(shape, it)).sum::<usize>();
        let dominant = SHAPES
            .into_iter()
            .filter(|&it| it != Shape::Leading || source.stamps_are_offsets)
            .map(|it| (count(it), it))
            .rev()
            .max_by_key(|it| it.0)
            .filter(|it| it.0 > 0)
            .map(|it| it.1);
        let of_dominant = |it: &&Label| dominant.is_some_and(|shape| in_shape(shape, it) > 0);
        let headers: usize = source.labels.iter().filter(of_dominant).map(|it| it.count).sum();
        // Labels that come back show the custom; where none does, all of them do.
        let returns = source.labels.iter().filter(of_dominant).any(|it| it.count > 1);
        let shown = |it: &&Label| of_dominant(it) && (it.count > 1 || !returns);
        let of_custom: usize = source.labels.iter().filter(shown).map(|it| it.count).sum();
        let capitals = source.labels.iter().filter(shown).filter(|it| it.is_capitals);
        let capitals: usize = capitals.map(|it| it.count).sum();
        let is_small = |it: &&Label| it.name.starts_with(char::is_lowercase);
        let small = source.labels.iter().filter(of_dominant).filter(is_small);
        let small: usize = small.map(|it| it.count).sum();
        Labels {
            dominant,
            capitals_only: of_custom > 0 && capitals * 10 >= of_custom * 9,
            small: small * 2 >= headers,
        }
    }

    fn accept_label(&self, label: &Label) -> bool {
        let in_dominant = self.dominant.is_some_and(|it| label.shapes[it as usize] > 0);
        let is_name = label.name.chars().any(char::is_uppercase) || (self.small && label.count > 1);
        in_dominant && (!self.capitals_only || label.is_capitals) && (is_name || label.is_role)
    }

    fn accept(&self, source: &Source<'_>, line: &Line, header: &Header) -> bool {
        header.shape != Shape::Nick && self.accept_label(&source.labels[line.label])
    }

    /// Whether the labels explain the file: two that alternate or one that repeats, in a fair share of
    /// its blocks, or one right below a heading that says `Transcript`.
    fn explain(&self, source: &Source<'_>) -> bool {
        let accepted = || source.labels.iter().filter(|it| self.accept_label(it));
        let headers: usize = accepted().map(|it| it.count).sum();
        let repeats = accepted().map(|it| it.count).max().unwrap_or(0);
        let roles = accepted().any(|it| it.is_role);
        let distinct = accepted().count();
        let enough = headers >= 2 && (distinct >= 2 || repeats >= 3);
        let alone = distinct == 1 && !accepted().any(|it| it.name == "Q");
        let share = headers * if alone { 3 } else { 10 } >= source.blocks;
        if enough && share && (repeats >= 2 || roles) {
            return true;
        }
        (enough && self.all_speech(source, headers)) || self.below_transcript_heading(source)
    }

    /// Labels that all differ are speakers only where nearly every block is a labelled sentence.
    fn all_speech(&self, source: &Source<'_>, headers: usize) -> bool {
        let mut sentences = 0;
        for line in &source.lines {
            if let Some(header) = line.header.as_ref().filter(|it| self.accept(source, line, it)) {
                let body = source.slice(source.header_body(line, header));
                let is_sentence = body
                    .trim_end_matches(['"', '”', ')'])
                    .ends_with(['.', '?', '!', '…']);
                sentences += usize::from(is_sentence || header.shape as usize >= Shape::Stamped as usize);
            }
        }
        headers * 2 >= source.blocks && sentences * 2 > headers
    }

    fn below_transcript_heading(&self, source: &Source<'_>) -> bool {
        let mut lines = source.lines.iter().filter(|it| it.block != Block::Blank);
        while let Some(line) = lines.next() {
            let is_heading = line.block == Block::Heading
                && ["transcript", "transcription"]
                    .contains(&source.slice(line.words).trim().to_lowercase().as_str());
            if is_heading {
                let Some(next) = lines.next() else {
                    return false;
                };
                return next
                    .header
                    .as_ref()
                    .is_some_and(|it| self.accept(source, next, it));
            }
        }
        false
    }
}

//! Chat lines with a time of day: `[09:14] name: text`, `09:14 <name> text`. Lines without a header go on
//! with the message above; banners and the client's own lines are notes (they hold dates).

use super::Format;
use super::build::{Builder, PARAGRAPH};
use super::header::{self, Shape};
use super::inline;
use super::input::Input;
use super::join;
use super::line::{Block, Line};
use super::why::counted;
use crate::text::{Span, View};
use crate::transcript::TurnKind;

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "chat",
    detect,
    parse,
};

/// Whether the format of that name is one of chats: somebody may come between a question and its answer.
pub(in crate::transcript) fn is_chat(format: &str) -> bool {
    const CHATS: [&str; 14] = [
        FORMAT.name,
        "slack-export",
        "slack-paste",
        "discord",
        "discord-json",
        "irc",
        "meetbot",
        "zoom-chat",
        "whatsapp",
        "element",
        "telegram",
        "telegram-json",
        "matrix-json",
        "zulip-json",
    ];
    CHATS.contains(&format)
}

fn is_message(line: &Line) -> bool {
    let shape = line.header.as_ref().map(|it| it.shape);
    matches!(shape, Some(Shape::Leading | Shape::Nick))
}

fn detect(input: &Input<'_>) -> Option<f32> {
    let source = input.document();
    let messages = source.lines.iter().filter(|it| is_message(it)).count();
    let lines = source.lines.iter().filter(|it| it.block != Block::Blank).count();
    let stamped = source.lines.iter().filter(|it| {
        let header = it.header.as_ref();
        header.is_some_and(|it| it.shape == Shape::Leading || (it.shape == Shape::Nick && it.stamp.is_some()))
    });
    let is_clock = stamped.count() == 0 || !source.stamps_are_offsets;
    let nicks: usize = source
        .labels
        .iter()
        .map(|it| it.shapes[Shape::Nick as usize])
        .sum();
    let repeats = nicks * 2 < messages || source.labels.iter().any(|it| it.count > 1) || messages == 2;
    let fits = messages >= 2 && messages * 10 >= lines * 3 && is_clock && repeats;
    fits.then(|| messages as f32 / lines as f32)
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let source = input.document();
    let mut messages = 0;
    for line in &source.lines {
        let whole = source.slice(line.span);
        let text = source.text;
        match &line.header {
            Some(header) if is_message(line) => {
                let at = line.words.start;
                let label = &text[at + header.label.start..at + header.label.end];
                let speaker = out.speaker(label);
                let start = header.stamp.and_then(|it| it.clock());
                let view = inline::read(text, source.header_body(line, header));
                out.push(TurnKind::Speech, Some(speaker), start, line.span, view);
                messages += 1;
                continue;
            }
            _ => {}
        }
        let stamp = header::leading_stamp(whole);
        let is_system = whole.starts_with("--- ") || whole.starts_with("***") || whole.starts_with("-!-");
        let mut view = View::default();
        match line.block {
            Block::Blank | Block::Rule | Block::Time | Block::TableRule => {}
            Block::Stage => {
                inline::push(&mut view, text, line.words);
                out.push(TurnKind::StageDirection, None, None, line.span, view);
            }
            _ if stamp.is_some() || is_system || line.block == Block::Banner || out.turns.is_empty() => {
                let skip = stamp.map_or(0, |(_, len)| len);
                let words = match line.block {
                    Block::Banner => line.words,
                    _ => Span::new(line.span.start + skip, line.span.end),
                };
                inline::push(&mut view, text, words);
                let start = stamp.and_then(|(it, _)| it.clock());
                out.push(TurnKind::Note, None, start, line.span, view);
            }
            _ => match out.turns.last_mut() {
                Some(turn) if turn.kind == TurnKind::Speech => {
                    join::turn(turn, text, line.span, PARAGRAPH);
                }
                _ => {
                    inline::push(&mut view, text, line.span);
                    out.push(TurnKind::Note, None, None, line.span, view);
                }
            },
        }
    }
    counted(messages, "message")
}

//! Markdown notes and session logs: headings, keys and values, lists, tables, commands and what they
//! printed. Only roles (`**User**:`) and the people of minutes (`- Yara: …`) speak here.

use super::build::Builder;
use super::dialogue::mark_assistants;
use super::document::{self, Policy};
use super::header::{Header, Shape};
use super::input::Input;
use super::line::{Block, Line};
use super::minutes::Roster;
use super::why::counted;
use super::{Format, labelled};
use crate::transcript::TurnKind;

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "notes",
    detect,
    parse,
};

fn detect(input: &Input<'_>) -> Option<f32> {
    let source = input.document();
    let of = |block: fn(Block) -> bool| source.lines.iter().filter(|it| block(it.block)).count();
    let headings = of(|it| it == Block::Heading);
    let items = of(|it| matches!(it, Block::ListItem | Block::TableRow));
    let fences = of(|it| matches!(it, Block::FenceOpen { .. }));
    let is_marked = |it: Block| !matches!(it, Block::Text | Block::Blank | Block::Rule);
    let lines = source.lines.iter().filter(|it| it.block != Block::Blank).count();
    let marked = source.lines.iter().filter(|it| is_marked(it.block)).count();
    (headings + fences > 0 || items > 1).then(|| marked as f32 / lines.max(1) as f32)
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let source = input.document();
    let roster = Roster::of(source, input.reading);
    let opens_turn = |line: &Line, header: &Header| {
        let is_role = header.shape == Shape::Bold && source.labels[line.label].is_role;
        is_role || roster.accepts(source, line, header)
    };
    let policy = Policy {
        item: &|line| roster.item(source, line),
        ..Policy::new(&opens_turn)
    };
    document::read(source, &policy, out);
    out.merge_first_names();
    mark_assistants(out);
    let count = |kind| out.turns.iter().filter(|it| it.kind == kind).count();
    let printed = count(TurnKind::Command) + count(TurnKind::Output);
    let mut parts = vec![
        counted(count(TurnKind::Heading), "heading"),
        counted(count(TurnKind::Note), "note"),
        counted(printed, "line") + " of commands and output",
    ];
    let n = count(TurnKind::Event);
    if n > 0 {
        parts.push(counted(n, "event"));
    }
    let n = labelled(&out.turns);
    if n > 0 {
        parts.push(counted(n, "labelled turn"));
    }
    parts.join(", ")
}

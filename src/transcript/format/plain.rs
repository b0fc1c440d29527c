//! Prose without labels: every paragraph is a turn, and nobody knows whose.

use super::Format;
use super::build::Builder;
use super::document::{self, Policy};
use super::input::Input;
use super::why::counted;
use crate::transcript::TurnKind;

/// The format; it reads everything.
pub(super) const FORMAT: Format = Format {
    name: "plain",
    detect: |_| Some(0.01),
    parse,
};

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let policy = Policy::new(&|_, _| false);
    document::read(input.document(), &policy, out);
    let events = out.turns.iter().filter(|it| it.kind == TurnKind::Event).count();
    let n = out.turns.len() - events;
    let paragraphs = counted(n, "paragraph");
    match events {
        0 => format!("no labels, {paragraphs}"),
        _ => format!(
            "no labels, {} with their times, {paragraphs}",
            counted(events, "event")
        ),
    }
}

//! Prose without labels: every paragraph is a turn, and nobody knows whose.

use super::Format;
use super::build::Builder;
use super::document::{self, Policy};
use super::line::Source;

/// The format; it reads everything.
pub(super) const FORMAT: Format = Format {
    name: "plain",
    detect: |_| true,
    parse,
};

fn parse(source: &Source<'_>, out: &mut Builder) -> String {
    let policy = Policy {
        opens_turn: &|_, _| false,
        speaker_continues: false,
        item: &|_| None,
    };
    document::read(source, &policy, out);
    let n = out.turns.len();
    format!("no labels, {n} paragraph{}", if n == 1 { "" } else { "s" })
}

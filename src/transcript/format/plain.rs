//! Prose without labels: every paragraph is a turn, and nobody knows whose.

use super::Format;
use super::build::Builder;
use super::document::{self, Policy};
use super::input::Input;

/// The format; it reads everything.
pub(super) const FORMAT: Format = Format {
    name: "plain",
    detect: |_| Some(0.01),
    parse,
};

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let policy = Policy::new(&|_, _| false);
    document::read(input.document(), &policy, out);
    let n = out.turns.len();
    format!("no labels, {n} paragraph{}", if n == 1 { "" } else { "s" })
}

//! SubViewer as YouTube writes it: two times with a comma between them, then the words.

use super::Format;
use super::build::Builder;
use super::captions;
use super::cues::{Dialect, Glance};
use super::input::Input;

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "sbv",
    detect,
    parse,
};

fn detect(input: &Input<'_>) -> Option<f32> {
    Glance::of(input, Dialect::Sbv).share()
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    captions::parse(input, Dialect::Sbv, false, out)
}

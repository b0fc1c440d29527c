//! SubRip: numbered captions with a comma before the fractions of a second, edited by people and by everything else.

use super::Format;
use super::build::Builder;
use super::captions;
use super::cues::{Dialect, Glance};
use super::input::Input;

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "srt",
    detect,
    parse,
};

fn detect(input: &Input<'_>) -> Option<f32> {
    Glance::of(input, Dialect::Srt).share()
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    captions::parse(input, Dialect::Srt, false, out)
}

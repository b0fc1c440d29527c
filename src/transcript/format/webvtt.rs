//! WebVTT, as Zoom, Teams, Stream, Webex, YouTube and recognisers write it; with or without its first line.

use super::Format;
use super::build::Builder;
use super::captions;
use super::cues::{Dialect, Glance};
use super::input::Input;

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "webvtt",
    detect,
    parse,
};

fn detect(input: &Input<'_>) -> Option<f32> {
    let glance = Glance::of(input, Dialect::WebVtt);
    if let Some(rest) = header(input) {
        // A text about the format can begin with its name, too.
        return (0 < glance.timings || rest.trim().is_empty()).then_some(1.0);
    }
    glance.share().filter(|_| glance.commas == 0)
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    captions::parse(input, Dialect::WebVtt, header(input).is_some(), out)
}

/// What stands behind `WEBVTT` in the first line.
fn header<'a>(input: &Input<'a>) -> Option<&'a str> {
    let (_, line) = input.lines().next()?;
    let rest = line.trim_start_matches('\u{feff}').strip_prefix("WEBVTT")?;
    (rest.is_empty() || rest.starts_with([' ', '\t'])).then_some(rest)
}

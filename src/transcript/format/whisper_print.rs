//! What Whisper and whisper.cpp print while they listen: times in brackets and words behind them, line by line.

use super::Format;
use super::build::Builder;
use super::captions;
use super::cues::{self, Cue};
use super::input::Input;

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "whisper-print",
    detect,
    parse,
};

/// Lines that are looked at.
const LOOKED_AT: usize = 400;

fn detect(input: &Input<'_>) -> Option<f32> {
    let (mut lines, mut printed) = (0, 0);
    let with_words = input.lines().filter(|it| !it.1.trim().is_empty());
    for (span, line) in with_words.take(LOOKED_AT) {
        lines += 1;
        printed += usize::from(cues::printed(span, line).is_some());
    }
    let is_ours = 1 < printed && lines <= 2 * printed;
    is_ours.then(|| printed as f32 / lines as f32)
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let mut all: Vec<Cue<'_>> = Vec::new();
    for (span, line) in input.lines() {
        match cues::printed(span, line) {
            Some(cue) => all.push(cue),
            None if line.trim().is_empty() => {}
            // A line that the terminal, or somebody, wrapped; above the first stands what the program says of itself.
            None => {
                if let Some(cue) = all.last_mut() {
                    cue.lines.push((span, line));
                    cue.span.end = span.end;
                }
            }
        }
    }
    captions::append(all, input, out)
}

#[cfg(test)]
mod tests {
    use crate::transcript::{Stamp, Transcript};

    #[test]
    fn lines_with_two_times_in_brackets_are_cues() {
        let text = "Detected language: English\n[00:01.000 --> 00:02.500]  The pump\n[00:02.500 --> 00:04.000]  was dry.\n\
            [01:00:02.000 --> 01:00:04.000]  Twice.\n";
        let it = Transcript::parse(text);
        let said: Vec<&str> = it.turns.iter().map(|it| it.view.text()).collect();
        assert_eq!(
            (it.format, said),
            ("whisper-print", vec!["The pump was dry.", "Twice."])
        );
        assert_eq!(it.turns[0].end, Some(Stamp::Offset(4_000)));
        assert!(text[it.turns[0].span.range()].starts_with("[00:01.000"));
    }

    #[test]
    fn one_time_in_brackets_is_no_cue() {
        let text = "[00:01.000] Ana: The pump\n[00:02.500] Ben: was dry.\n[00:03.000] Ana: Yes.\n";
        assert_ne!(Transcript::parse(text).format, "whisper-print");
    }
}

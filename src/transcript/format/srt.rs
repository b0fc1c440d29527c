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

#[cfg(test)]
mod tests {
    use crate::transcript::{Stamp, Transcript, TurnKind};

    /// Names and words of all turns.
    fn said(it: &Transcript) -> Vec<(&str, &str)> {
        let name = |id: usize| it.speakers[id].name.as_str();
        let turns = it.turns.iter();
        turns
            .map(|turn| (turn.speaker.map_or("", name), turn.view.text()))
            .collect()
    }

    #[test]
    fn numbers_may_skip_and_blank_lines_may_stand_in_the_text() {
        let text = "7\n00:00:01,000 --> 00:00:02,000\n{\\an8}<i>The pump</i>\n\nwas dry.\n\n3\n00:00:02,000-->00:00:03.000\n\
            42\n\n9\n00:00:03,000 --> 00:00:04,000\nlitres.";
        let it = Transcript::parse(text);
        assert_eq!(it.format, "srt");
        assert_eq!(said(&it), [("", "The pump was dry. 42 litres.")]);
        assert_eq!(it.turns[0].end, Some(Stamp::Offset(4_000)));
    }

    #[test]
    fn dashes_are_voices_without_names() {
        let text = "1\n00:00:01,000 --> 00:00:02,000\n- Did it fall?\n- Twice.\n\n2\n00:00:02,000 --> 00:00:03,000\n\
            At -5 degrees.\n\n3\n00:00:03,000 --> 00:00:04,000\n[door slams]\n- Who\nis it?\n";
        let it = Transcript::parse(text);
        assert_eq!(
            said(&it),
            [
                ("", "Did it fall?"),
                ("", "Twice."),
                ("", "At -5 degrees."),
                ("", "[door slams]"),
                ("", "Who is it?")
            ]
        );
        assert_eq!(it.turns[3].kind, TurnKind::StageDirection);
    }

    #[test]
    fn labels_stand_where_the_speaker_changes() {
        let text = "1\n00:00:01,000 --> 00:00:02,000\nANA: The pump\n\n2\n00:00:02,000 --> 00:00:03,000\nwas dry.\nBEN: And\n\n\
            3\n00:00:03,000 --> 00:00:04,000\nthe valve?\n\n4\n00:00:04,000 --> 00:00:05,000\n♪ Organ ♪\n\n\
            5\n00:00:05,000 --> 00:00:06,000\nANA: Open.\n\n6\n00:00:06,000 --> 00:00:07,000\nRemember: it was late.\n\n\
            7\n00:00:07,000 --> 00:00:08,000\nCARLA: Very.\n\n8\n00:00:08,000 --> 00:00:09,000\nBEN: Yes.\n";
        assert_eq!(
            said(&Transcript::parse(text)),
            [
                ("ANA", "The pump was dry."),
                ("BEN", "And the valve?"),
                ("", "♪ Organ ♪"),
                ("ANA", "Open. Remember: it was late."),
                ("CARLA", "Very."),
                ("BEN", "Yes.")
            ]
        );
        let bracketed = "1\n00:00:01,000 --> 00:00:02,000\n[SPEAKER_00]: It fell.\n\n2\n00:00:02,000 --> 00:00:03,000\n\
            [SPEAKER_01]: When?\n\n3\n00:00:03,000 --> 00:00:04,000\n[SPEAKER_01]: Why?\n";
        assert_eq!(
            said(&Transcript::parse(bracketed)),
            [("SPEAKER_00", "It fell."), ("SPEAKER_01", "When? Why?")]
        );
    }

    #[test]
    fn a_first_name_is_the_person_and_notes_alone_are_nothing() {
        let text = "1\n00:00:01,000 --> 00:00:02,000\nAna Roth: It fell.\n\n2\n00:00:02,000 --> 00:00:03,000\n♪\n\n\
            3\n00:00:03,000 --> 00:00:04,000\nBen: When?\n\n4\n00:00:04,000 --> 00:00:05,000\nAna: At dawn.\n";
        assert_eq!(
            said(&Transcript::parse(text)),
            [
                ("Ana Roth", "It fell."),
                ("Ben", "When?"),
                ("Ana Roth", "At dawn.")
            ]
        );
    }

    #[test]
    fn names_may_stand_on_a_line_of_their_own() {
        let text = "1\n00:00:01,000 --> 00:00:02,000\n[speaker 0]\nIt fell\n\n2\n00:00:02,000 --> 00:00:03,000\ntwice.\n\n\
            3\n00:00:03,000 --> 00:00:04,000\n[speaker 1]\nWhen?\n\n4\n00:00:04,000 --> 00:00:05,000\n[door slams]\n";
        let it = Transcript::parse(text);
        assert_eq!(
            said(&it),
            [
                ("speaker 0", "It fell twice."),
                ("speaker 1", "When?"),
                ("", "[door slams]")
            ]
        );
        assert!(text[it.turns[0].span.range()].starts_with("1\n00:00:01,000"));
    }

    #[test]
    fn names_in_brackets_are_speakers_where_they_return() {
        let text = "1\n00:00:01,000 --> 00:00:02,000\n(Ana) It fell.\n\n2\n00:00:02,000 --> 00:00:03,000\n(Ben) When?\n\n\
            3\n00:00:03,000 --> 00:00:04,000\n(Ana) At dawn.\n\n4\n00:00:04,000 --> 00:00:05,000\n(laughs) Sure.\n";
        assert_eq!(
            said(&Transcript::parse(text)),
            [("Ana", "It fell."), ("Ben", "When?"), ("Ana", "At dawn. Sure.")]
        );
    }

    #[test]
    fn episodes_in_one_file_stay_apart() {
        let text = "1\n00:30:01,000 --> 00:30:02,000\nANA: It fell.\n\n2\n00:30:02,000 --> 00:30:03,000\nANA: Twice.\n\n\
            1\n00:00:01,000 --> 00:00:02,000\nANA: Part two.\n";
        let it = Transcript::parse(text);
        assert_eq!(said(&it), [("ANA", "It fell. Twice."), ("ANA", "Part two.")]);
        assert_eq!(it.why, "3 cues, the time starts over once");
    }

    #[test]
    fn the_rest_of_a_cue_that_was_cut_off_is_read() {
        let text = "was dry.\n\n8\n00:00:02,000 --> 00:00:03,000\nThe valve was open.\n\n9\n00:00:03,000 --> 00:00:04,000\nYes.\n";
        let it = Transcript::parse(text);
        assert_eq!((it.format, it.problems.len()), ("srt", 0));
        assert_eq!(said(&it), [("", "was dry. The valve was open. Yes.")]);
    }
}

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

#[cfg(test)]
mod tests {
    use crate::transcript::{Stamp, Transcript};

    #[test]
    fn chevrons_change_the_speaker_named_or_not() {
        let text = "0:00:01.000,0:00:02.000\n>> ANA: THE PUMP\n\n0:00:02.000,0:00:03.000\nWAS DRY. >> WHEN?\n\n\
            0:00:03.000,0:00:04.500\n>> AT DAWN.\n\n0:00:04.500,0:00:06.000\n>>> ANA: AND NOW\n";
        let it = Transcript::parse(text);
        let name = |id: usize| it.speakers[id].name.as_str();
        let said: Vec<(&str, &str)> = it
            .turns
            .iter()
            .map(|turn| (turn.speaker.map_or("", name), turn.view.text()))
            .collect();
        assert_eq!(
            (it.format, said),
            (
                "sbv",
                vec![
                    ("ANA", "THE PUMP WAS DRY."),
                    ("", "WHEN?"),
                    ("", "AT DAWN."),
                    ("ANA", "AND NOW")
                ]
            )
        );
        assert_eq!(it.turns[2].end, Some(Stamp::Offset(4_500)));
    }

    #[test]
    fn a_table_of_times_is_no_caption() {
        let text = "10:00:00,11:00:00\n12:00:00,13:00:00\n14:00:00,15:00:00\n16:00:00,17:00:00\n";
        assert_ne!(Transcript::parse(text).format, "sbv");
    }
}

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

#[cfg(test)]
mod tests {
    use crate::transcript::{Flags, Stamp, Transcript, TurnKind};

    /// Names and words of all turns.
    fn said(it: &Transcript) -> Vec<(&str, &str)> {
        let name = |id: usize| it.speakers[id].name.as_str();
        let turns = it.turns.iter();
        turns
            .map(|turn| (turn.speaker.map_or("", name), turn.view.text()))
            .collect()
    }

    #[test]
    fn comments_styles_ids_and_settings_are_no_words() {
        let text = "WEBVTT - pump\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\nNOTE\nby Ben\n\n\
            intro\n00:01.000 --> 00:02.000 align:start\nThe <b>pump</b> &amp; valve\n\n00:02.000 --> 00:03.000\n\n\
            NOTE once more\n\n7\n00:03.000 --> 00:04.500\nfailed\nat once.";
        let it = Transcript::parse(text);
        assert_eq!((it.format, it.problems.len()), ("webvtt", 0));
        assert_eq!(said(&it), [("", "The pump & valve failed at once.")]);
        assert_eq!(it.turns[0].end, Some(Stamp::Offset(4_500)));
        let words = it.turns[0].view.in_file(crate::text::Span::new(9, 32));
        assert!(text[words.range()].starts_with("&amp; valve") && text[words.range()].ends_with("at once."));
        assert_eq!(it.why, "3 cues");
    }

    #[test]
    fn names_before_the_words_speak_where_the_file_is_written_so() {
        let zoom = "WEBVTT\n\n1\n00:04:01.000 --> 00:04:02.000\nana r. (ACME): It fell: hard.\n\n\
            2\n00:04:02.000 --> 00:04:03.000\nana r. (ACME): Twice.\n\n3\n00:04:03.000 --> 00:04:04.000\nBen: When?\n";
        assert_eq!(
            said(&Transcript::parse(zoom)),
            [("ana r.", "It fell: hard. Twice."), ("Ben", "When?")]
        );
        let plain = "WEBVTT\n\n00:01.000 --> 00:02.000\nIt fell.\n\n00:02.000 --> 00:03.000\nRemember: nobody looked.\n\n\
            00:03.000 --> 00:04.000\nNobody.\n";
        assert_eq!(
            said(&Transcript::parse(plain)),
            [("", "It fell. Remember: nobody looked. Nobody.")]
        );
    }

    #[test]
    fn utterances_of_teams_are_whole_and_keep_apart_without_names() {
        let text = "WEBVTT\n\n1a-2b/9-0\n00:01.000 --> 00:02.000\n<v Ana>It</v>\n\n1a-2b/9-1\n00:02.000 --> 00:03.000\n\
            <v Ana>fell.</v>\n\n1a-2b/12-0\n00:03.000 --> 00:04.000\n<v >And</v>\n\n1a-2b/12-1\n00:04.000 --> 00:05.000\n\
            then?\n\n1a-2b/15-0\n00:05.000 --> 00:06.000\nNothing.\n";
        assert_eq!(
            said(&Transcript::parse(text)),
            [("Ana", "It fell."), ("", "And then?"), ("", "Nothing.")]
        );
    }

    #[test]
    fn ids_of_webex_name_the_speaker() {
        let text = "WEBVTT\n\n1 \"Ana Roth\" (301)\n00:01.000 --> 00:02.000\nIt fell.\n\n\
            2 \"Ben\" (302)\n00:02.000 --> 00:03.000\nWhen?\n";
        assert_eq!(
            said(&Transcript::parse(text)),
            [("Ana Roth", "It fell."), ("Ben", "When?")]
        );
    }

    #[test]
    fn doubtful_cues_stand_alone() {
        let text = "WEBVTT\n\nNOTE Confidence: 0.91\n\na\n00:01.000 --> 00:02.000\nIt fell.\n\nNOTE Confidence: 0.2\n\nb\n\
            00:02.000 --> 00:03.000\nBell.\n\nNOTE Confidence: 0.9\n\nc\n00:03.000 --> 00:04.000\nThen it rose.\n";
        let it = Transcript::parse(text);
        let doubted = it.turns.iter().map(|it| it.flags.has(Flags::LOW_CONFIDENCE));
        assert_eq!(doubted.collect::<Vec<_>>(), [false, true, false]);
        assert_eq!(said(&it)[1], ("", "Bell."));
    }

    #[test]
    fn lines_that_roll_are_read_once() {
        let text = "WEBVTT\nKind: captions\n\n00:01.000 --> 00:02.990 align:start\n \nso<00:01.500><c> it</c>\n\n\
            00:02.990 --> 00:03.000\nso it\n \n\n00:03.000 --> 00:04.990\nso it\nfell<00:03.500><c> down</c>\n\n\
            00:04.990 --> 00:05.000\nfell down\n \n\n00:05.000 --> 00:06.000\nfell down\nfell<00:05.500><c> down</c>\n";
        let it = Transcript::parse(text);
        assert_eq!(said(&it), [("", "so it fell down fell down")]);
        assert!(it.turns[0].flags.has(Flags::AUTO_CAPTIONS));
        let growing = "WEBVTT\n\n00:01.000 --> 00:02.000\nIt\n\n00:02.000 --> 00:03.000\nIt fell\n\n\
            00:03.000 --> 00:04.000\nIt fell down.\n\n00:04.000 --> 00:05.000\nIt fell down. Hard\n";
        assert_eq!(said(&Transcript::parse(growing)), [("", "It fell down. Hard")]);
    }

    #[test]
    fn it_may_lack_its_first_line_and_blank_lines() {
        let text = "1\r\n00:00:01.000 --> 00:00:02.000\r\n<v Ana>It fell.\r\n2\r\n00:00:02.000 --> 00:00:03.000\r\n\
            [alarm rings]\r\n3\r\n00:00:03.000 --> 00:00:04.000\r\n<v Ben>When?";
        let it = Transcript::parse(text);
        assert_eq!(it.format, "webvtt");
        assert_eq!(
            said(&it),
            [("Ana", "It fell."), ("", "[alarm rings]"), ("Ben", "When?")]
        );
        assert_eq!(it.turns[1].kind, TurnKind::StageDirection);
        assert!(text[it.turns[2].span.range()].starts_with("3\r\n"));
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        let text = "WEBVTT\n\n00:01.000 --> 00:0x.000\nIt fell.\n\nNOTE a\n\nstray\n\n00:03.000 --> 00:04.000\nTwice.\n";
        let it = Transcript::parse(text);
        assert_eq!(said(&it), [("", "It fell. Twice.")]);
        let told: Vec<&str> = it.problems.iter().map(|it| it.message.as_str()).collect();
        assert_eq!(
            told,
            [
                "the times of this caption cannot be read",
                "this line belongs to no caption"
            ]
        );
    }

    #[test]
    fn texts_about_it_are_not_it() {
        for text in [
            "WEBVTT is a format for captions.\n\nIt has cues.\n",
            "The outage:\n14:05 --> 14:31\nNobody looked.\n",
            "# Captions\n\n```\n00:01.000 --> 00:02.000\nHello\n```\n\n00:01.000 --> 00:02.000\n",
            "We cut here:\n\nand here, at\n\n00:00:01.000 --> 00:00:02.000\n\nwhich is too short.\n",
        ] {
            assert_ne!(Transcript::parse(text).format, "webvtt", "{text}");
        }
    }
}

//! Transcripts as recorders and meeting tools export or copy them: a name and a time, the words below or behind. Each
//! has its own way to write the two.

use super::Format;
use super::header::Shape;
use super::input::Input;
use super::shapes::{framed, stack, stamped_line, time_above, time_first, wide};
use super::style::{Found, PLAIN, Style, label};

/// `Name  0:03  `, words below, `Transcribed by https://otter.ai` at the end.
pub(super) const OTTER: Format = Format {
    name: "otter",
    detect: |it| OTTER_STYLE.detect(it),
    parse: |it, out| OTTER_STYLE.parse(it, out),
};

/// `Name (00:12):`, words below or behind.
pub(super) const REV: Format = Format {
    name: "rev",
    detect: |it| REV_STYLE.detect(it),
    parse: |it, out| REV_STYLE.parse(it, out),
};

/// `Name (00:12.34)`, words below.
pub(super) const RIVERSIDE: Format = Format {
    name: "riverside",
    detect: |it| RIVERSIDE_STYLE.detect(it),
    parse: |it, out| RIVERSIDE_STYLE.parse(it, out),
};

/// `[00:01:23] Name: words`.
pub(super) const DESCRIPT: Format = Format {
    name: "descript",
    detect: |it| DESCRIPT_STYLE.detect(it),
    parse: |it, out| DESCRIPT_STYLE.parse(it, out),
};

/// `0:12 - Name`, words below, indented.
pub(super) const FATHOM: Format = Format {
    name: "fathom",
    detect: |it| FATHOM_STYLE.detect(it),
    parse: |it, out| FATHOM_STYLE.parse(it, out),
};

/// `Name`, `0 minutes 3 seconds`, `0:03` and words, each on lines of their own.
pub(super) const TEAMS_COPY: Format = Format {
    name: "teams-copy",
    detect: |it| TEAMS_STYLE.detect(it),
    parse: |it, out| TEAMS_STYLE.parse(it, out),
};

/// `Name`, `00:12` and words, each on lines of their own.
pub(super) const FIREFLIES: Format = Format {
    name: "fireflies",
    detect: |it| FIREFLIES_STYLE.detect(it),
    parse: |it, out| FIREFLIES_STYLE.parse(it, out),
};

/// `00:00:03:12 - 00:00:06:10` (hours to frames), the name on the next line, words below.
pub(super) const PREMIERE: Format = Format {
    name: "premiere",
    detect: |it| PREMIERE_STYLE.detect(it),
    parse: |it, out| PREMIERE_STYLE.parse(it, out),
};

/// `Me: words`, `Them: words`: whoever took the notes, and everybody else.
pub(super) const GRANOLA: Format = Format {
    name: "granola",
    detect: |it| GRANOLA_STYLE.detect(it).filter(|_| has_two_voices(it)),
    parse: |it, out| GRANOLA_STYLE.parse(it, out),
};

const OTTER_STYLE: Style = Style {
    find: |source, n| {
        stamped_line(source, n, |between, _| {
            between.len() == 2 && between.trim().is_empty()
        })
    },
    is_own: |line| line.to_ascii_lowercase().contains("otter.ai"),
    is_timed: true,
    time_opens: true,
    ..PLAIN
};

const REV_STYLE: Style = Style {
    find: |source, n| {
        stamped_line(source, n, |between, behind| {
            between.trim() == "(" && behind.starts_with("):")
        })
    },
    is_own: |line| line.to_ascii_lowercase().contains("rev.com"),
    is_timed: true,
    ..PLAIN
};

const RIVERSIDE_STYLE: Style = Style {
    find: |source, n| {
        let found = stamped_line(source, n, |between, behind| {
            between.trim() == "(" && behind == ")"
        })?;
        let has_fraction = source.slice(source.lines[n].span).contains('.');
        has_fraction.then_some(found)
    },
    is_timed: true,
    ..PLAIN
};

const DESCRIPT_STYLE: Style = Style {
    find: |source, n| {
        let line = &source.lines[n];
        let is_bracketed = source.slice(line.span).starts_with(['[', '(']);
        let header = line.header.clone();
        let header =
            header.filter(|it| it.shape == Shape::Leading && is_bracketed && source.stamps_are_offsets)?;
        Some(Found { header, lines: 1 })
    },
    is_timed: true,
    ..PLAIN
};

const FATHOM_STYLE: Style = Style {
    find: time_first,
    is_own: |line| line.contains("fathom.video") || line.contains("tldv.io"),
    is_timed: true,
    ..PLAIN
};

const TEAMS_STYLE: Style = Style {
    find: |source, n| {
        stack(source, n)
            .filter(|it| it.1)
            .map(|it| it.0)
            .or_else(|| wide(source, n))
    },
    is_own: |line| line.ends_with("started transcription"),
    is_timed: true,
    ..PLAIN
};

const FIREFLIES_STYLE: Style = Style {
    find: |source, n| stack(source, n).map(|it| it.0).or_else(|| time_above(source, n)),
    is_own: |line| line.to_ascii_lowercase().contains("fireflies.ai"),
    is_timed: true,
    ..PLAIN
};

const PREMIERE_STYLE: Style = Style {
    find: framed,
    is_timed: true,
    ..PLAIN
};

const GRANOLA_STYLE: Style = Style {
    find: |source, n| {
        let line = &source.lines[n];
        let header = line.header.clone()?;
        let label = label(source, line, &header);
        let is_voice = ["me", "them"].iter().any(|it| it.eq_ignore_ascii_case(label));
        (is_voice && header.stamp.is_none()).then_some(Found { header, lines: 1 })
    },
    notes_above: true,
    ..PLAIN
};

/// Whether two voices are all who have a label.
fn has_two_voices(input: &Input<'_>) -> bool {
    let source = input.document();
    let of = |name: &str| source.labels.iter().find(|it| it.name.eq_ignore_ascii_case(name));
    let (Some(me), Some(them)) = (of("me"), of("them")) else {
        return false;
    };
    let least = me.count.min(them.count);
    let others = source
        .labels
        .iter()
        .filter(|it| !["me", "them"].contains(&it.name.to_lowercase().as_str()));
    others.map(|it| it.count).max().unwrap_or(0) <= least.max(1)
}

#[cfg(test)]
mod tests {
    use crate::transcript::{Flags, Stamp, Transcript, TurnKind};

    /// `speaker@seconds: words` of every turn that somebody speaks.
    fn said(it: &Transcript) -> Vec<String> {
        let spoken = it.turns.iter().filter(|it| it.kind == TurnKind::Speech);
        let shown = spoken.map(|turn| {
            let name = turn.speaker.map_or("-", |id| it.speakers[id].name.as_str());
            let start = match turn.start {
                Some(Stamp::Offset(millis)) => format!("@{}", millis / 1000),
                _ => String::new(),
            };
            format!("{name}{start}: {}", turn.view.text())
        });
        shown.collect()
    }

    fn read(text: &str) -> (&'static str, Vec<String>) {
        let it = Transcript::parse(text);
        (it.format, said(&it))
    }

    #[test]
    fn otter_has_key_words_above_and_a_line_about_itself_below() {
        let text = "Dock call\nWed, Mar 4, 2026 2:55PM • 45:10\n\nSUMMARY KEYWORDS\ndock, latch\n\nSPEAKERS\nIlse, Unknown Speaker\n\n\
            Ilse  0:02  \nAre you ready to\n\nUnknown Speaker  0:04  \nclose the docks? Note: I\nthink so.\n\n0:15\nSomebody else.\n\n\
            Ilse  1:00:15  \nFine.\n\nTranscribed by https://otter.ai\n";
        let it = Transcript::parse(text);
        assert_eq!((it.format, it.why.as_str()), ("otter", "3 labelled turns"));
        assert_eq!(
            said(&it),
            [
                "Ilse@2: Are you ready to",
                "Unknown Speaker@4: close the docks? Note: I think so.",
                "-@15: Somebody else.",
                "Ilse@3615: Fine.",
            ]
        );
        let summed: Vec<&str> = it
            .turns
            .iter()
            .filter(|it| it.flags.has(Flags::SUMMARY))
            .map(|it| it.view.text())
            .collect();
        assert_eq!(summed, ["SUMMARY KEYWORDS dock, latch"]);
        let last = it.turns.last().expect("turns");
        assert_eq!(
            (last.kind, last.view.text()),
            (TurnKind::System, "Transcribed by https://otter.ai")
        );
    }

    #[test]
    fn rev_has_words_below_or_behind() {
        let text = "Speaker 1 (00:01):\nIt is open. [crosstalk 00:00:05]\n\nSpeaker 2 (00:07): Since when?\n\nSpeaker 1 (01:00:09):\nMonday.\n\nI think.\n";
        let (format, said) = read(text);
        assert_eq!(format, "rev");
        assert_eq!(
            said,
            [
                "Speaker 1@1: It is open. ",
                "Speaker 2@7: Since when?",
                "Speaker 1@3609: Monday.\n\nI think."
            ]
        );
        assert!(Transcript::parse(text).turns[0].flags.has(Flags::CROSSTALK));
    }

    #[test]
    fn names_and_times_stand_on_lines_of_their_own() {
        let teams = "Ilse Brandt\n0 minutes 3 seconds\n0:03\nIlse Brandt 0 minutes 3 seconds\nIt is open.\n\
            Bogdan\n0 minutes 7 seconds\n0:07\nBogdan 0 minutes 7 seconds\nSince when?\n\
            Ilse Brandt\n1 minute 9 seconds\n1:09\nIlse Brandt 1 minute 9 seconds\nMonday.\n";
        let three = [
            "Ilse Brandt@3: It is open.",
            "Bogdan@7: Since when?",
            "Ilse Brandt@69: Monday.",
        ];
        assert_eq!(read(teams), ("teams-copy", three.map(str::to_owned).to_vec()));
        let wide = "Ilse Brandt started transcription\n\nIlse Brandt   0:03\nIt is open.\n\nBogdan   0:07\nSince when?\n\n\
            Ilse Brandt   1:09\nMonday.\n";
        assert_eq!(read(wide), ("teams-copy", three.map(str::to_owned).to_vec()));
        let stacked = "### Ilse Brandt\n00:03\n\nIt is open.\n\n### Bogdan\n00:07\n\nSince when?\n\n### Ilse Brandt\n01:09\n\nMonday.\n";
        assert_eq!(read(stacked), ("fireflies", three.map(str::to_owned).to_vec()));
        let first = "0:03 - Ilse Brandt (Acme)\n  It is open.\n\n0:07 - Bogdan\n  Since when?\n  ACTION ITEM: Ask - WATCH: https://x.org\n\n1:09 - Ilse Brandt (Acme)\n  Monday.\n";
        assert_eq!(read(first), ("fathom", three.map(str::to_owned).to_vec()));
        let above =
            "0:03\nIlse Brandt\nIt is open.\n\n0:07\nBogdan\nSince when?\n\n1:09\nIlse Brandt\nMonday.\n";
        assert_eq!(read(above), ("fireflies", three.map(str::to_owned).to_vec()));
        let tabs = "Ilse Brandt\t0:03\nIt is open.\n\nBogdan\u{a0}\u{a0}\u{a0}0:07\nSince when?\n\nIlse Brandt\t1:09\nMonday.\n";
        assert_eq!(read(tabs), ("teams-copy", three.map(str::to_owned).to_vec()));
        let framed = "00:00:03:12 - 00:00:06:10\nIlse Brandt\nIt is open.\n\n00:00:07:02 - 00:00:08:00\nBogdan\nSince when?\n\n\
            00:01:09:02 - 00:01:10:00\nIlse Brandt\nMonday.\n";
        assert_eq!(read(framed), ("premiere", three.map(str::to_owned).to_vec()));
    }

    #[test]
    fn notes_above_two_voices_are_a_machine_s() {
        let text = "# Dock call\n\n### Docks\n\n- Six are open\n\n## Transcript\n\nThem: It is open.\n\nMe: Since when?\n\nThem: Monday.\n";
        let it = Transcript::parse(text);
        assert_eq!((it.format, said(&it).len()), ("granola", 3));
        assert!(it.units.iter().all(|it| !it.view.text().contains("Six")));
    }

    #[test]
    fn times_of_day_are_no_recording() {
        for text in [
            "Ilse Brandt\n  2:07 PM\nIt is open.\n\nBogdan\n  2:09 PM\nSince when?\n\nIlse Brandt\n  2:10 PM\nMonday.\n",
            "14:07 - Rollback\n  It went well.\n14:09 - Restart\n  So did that.\n14:31 - Rollback\n  Again.\n",
            "[14:07:00] Ilse: It is open.\n[14:08:00] Bogdan: Since when?\n[14:09:00] Ilse: Monday.\n",
        ] {
            let it = Transcript::parse(text);
            let own = ["fireflies", "fathom", "descript", "otter", "teams-copy"];
            assert!(!own.contains(&it.format), "{}: {text}", it.format);
        }
    }
}

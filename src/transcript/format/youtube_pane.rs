//! The transcript that is copied from the pane beside a video: a time, the words of a caption below (or behind) it,
//! and titles of chapters between. Nobody is named.

use super::Format;
use super::build::Builder;
use super::header;
use super::inline;
use super::input::Input;
use super::join;
use super::line;
use super::why::counted;
use crate::text::{Span, View};
use crate::transcript::timestamp::Reading;
use crate::transcript::{Flags, Stamp, TurnKind};

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "youtube-pane",
    detect,
    parse,
};

/// Rows that are looked at.
const LOOKED_AT: usize = 400;

/// A caption without a full stop goes on for so long at most (ms): beyond, nobody finds a quote by its time.
const LONGEST: u32 = 30_000;

/// The longest title of a chapter, in words.
const TITLE: usize = 10;

/// A line of the pane.
enum Row<'a> {
    /// A time, alone.
    Time(Span, Reading),
    /// A time and the words behind it.
    Both(Span, Reading, Span, &'a str),
    Words(Span, &'a str),
}

fn rows<'a>(input: &Input<'a>) -> Vec<Row<'a>> {
    let lines = input.lines().filter(|it| !it.1.trim().is_empty());
    lines.map(|(span, line)| row(span, line)).collect()
}

fn row(span: Span, line: &str) -> Row<'_> {
    let text = line.trim().trim_start_matches('\u{feff}');
    let start = span.start + line.find(text).unwrap_or(0);
    let span = Span::new(start, start + text.len());
    match header::leading_stamp(text).filter(|it| !it.0.has_half()) {
        Some((stamp, len)) if len == text.len() => Row::Time(span, stamp),
        Some((stamp, len)) => {
            let words = Span::new(span.start + len, span.end);
            Row::Both(span, stamp, words, text.get(len..).unwrap_or_default())
        }
        None => Row::Words(span, text),
    }
}

fn millis(stamp: Reading) -> u32 {
    match stamp.offset() {
        Stamp::Offset(millis) => millis,
        Stamp::Clock(minutes) => u32::from(minutes) * 60_000,
    }
}

fn detect(input: &Input<'_>) -> Option<f32> {
    /// Captions follow each other faster (ms): lists of chapters have times, too.
    const GAP: u32 = 45_000;
    /// Lines with words that may stand above the first time.
    const ABOVE: usize = 6;
    let lines = input.lines().filter(|it| !it.1.trim().is_empty());
    let rows: Vec<Row<'_>> = lines
        .take(LOOKED_AT)
        .map(|(span, line)| row(span, line))
        .collect();
    let (mut alone, mut both, mut words, mut above, mut doubled) = (0, 0, 0, 0, 0);
    let mut times: Vec<u32> = Vec::new();
    let mut is_time = false;
    for row in &rows {
        match row {
            Row::Time(_, stamp) => {
                doubled += usize::from(is_time);
                alone += 1;
                times.push(millis(*stamp));
                is_time = true;
            }
            Row::Both(_, stamp, _, text) => {
                both += usize::from(!text.starts_with(['-', '–', '—', '|', ':', '<', '[']));
                times.push(millis(*stamp));
                is_time = false;
            }
            Row::Words(..) => {
                above += usize::from(times.is_empty());
                words += 1;
                is_time = false;
            }
        }
    }
    let starts = rows.iter().find_map(|it| match it {
        Row::Time(_, stamp) | Row::Both(_, stamp, ..) => Some(stamp.looks_like_offset()),
        Row::Words(..) => None,
    });
    let falls = times.windows(2).filter(|it| it[1] < it[0]).count();
    let mut gaps: Vec<u32> = times.windows(2).map(|it| it[1].saturating_sub(it[0])).collect();
    gaps.sort_unstable();
    let usual = gaps.get(gaps.len() / 2).copied().unwrap_or(0);
    let is_quick = 0 < usual && usual <= GAP;
    let is_stacked = 3 <= alone && both * 10 <= alone && doubled * 10 <= alone && words <= 3 * alone;
    let is_listed = 6 <= both && alone == 0 && words * 6 <= both && both == times.len();
    let fits = starts == Some(true)
        && falls * 20 <= times.len()
        && above <= ABOVE
        && is_quick
        && (is_stacked || is_listed);
    fits.then(|| ((2 * alone + both) as f32 / rows.len() as f32).min(1.0))
}

/// A caption, or the title of a chapter.
struct Cue<'a> {
    span: Span,
    words: Span,
    text: &'a str,
    start: Option<Reading>,
    is_title: bool,
    /// The pane's own words.
    is_pane: bool,
}

/// Whether a line is what the pane itself says around the captions.
fn is_pane(line: &str) -> bool {
    const OWN: [&str; 5] = [
        "transcript",
        "search in video",
        "search transcript",
        "show transcript",
        "sync to video time",
    ];
    let line = line.to_lowercase();
    OWN.contains(&line.as_str()) || line.ends_with("(auto-generated)")
}

/// Whether a line is a time in words, as the pane tells it to those who do not see: `1 minute, 12 seconds`.
fn is_spelt_out(line: &str) -> bool {
    let is_unit = |it: &str| {
        ["hour", "minute", "second"]
            .iter()
            .any(|unit| it.starts_with(unit))
    };
    let is_number = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    let words = || line.split([' ', ',']).filter(|it| !it.is_empty());
    words().all(|it| is_number(it) || is_unit(it)) && words().any(is_number) && words().any(is_unit)
}

/// The captions, in the order of the file.
fn cues<'a>(rows: &[Row<'a>]) -> Vec<Cue<'a>> {
    // Where captions have one line each, a second line before a time is the title of what comes.
    let (mut single, mut longer, mut below) = (0, 0, 0);
    let from_first = rows.iter().skip_while(|it| matches!(it, Row::Words(..)));
    for row in from_first {
        if let Row::Words(..) = row {
            below += 1;
        } else {
            single += usize::from(below == 1);
            longer += usize::from(below > 1);
            below = 0;
        }
    }
    single += usize::from(below == 1);
    let has_titles = longer * 3 <= single;
    let mut res: Vec<Cue<'a>> = Vec::new();
    let mut open: Option<(Span, Reading)> = None;
    for (n, row) in rows.iter().enumerate() {
        match row {
            Row::Time(span, stamp) => open = Some((*span, *stamp)),
            Row::Both(span, stamp, words, text) => {
                open = None;
                res.push(Cue {
                    span: *span,
                    words: *words,
                    text,
                    start: Some(*stamp),
                    is_title: false,
                    is_pane: false,
                });
            }
            Row::Words(span, text) => {
                if is_spelt_out(text) {
                    continue;
                }
                let taken = open.take();
                let is_above = matches!(rows.get(n + 1), Some(Row::Time(..)));
                let is_short = text.split_whitespace().take(TITLE + 1).count() <= TITLE;
                let whole = Span::new(taken.map_or(span.start, |it| it.0.start), span.end);
                res.push(Cue {
                    span: whole,
                    words: *span,
                    text,
                    start: taken.map(|it| it.1),
                    is_title: taken.is_none() && has_titles && is_above && is_short,
                    is_pane: taken.is_none() && is_pane(text),
                });
            }
        }
    }
    res
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let rows = rows(input);
    let cues = cues(&rows);
    let first = out.turns.len();
    let (mut timed, mut large, mut chapters) = (0, 0, 0);
    let mut is_generated = false;
    for cue in &cues {
        let mut view = View::default();
        if cue.is_pane {
            is_generated |= cue.text.contains("auto-generated");
            inline::push(&mut view, input.text, cue.words);
            out.push(TurnKind::System, None, None, cue.span, view);
            continue;
        }
        if cue.is_title {
            inline::push(&mut view, input.text, cue.words);
            out.heading(2, None, cue.span, view);
            chapters += 1;
            continue;
        }
        let start = cue.start.map(Reading::offset);
        if cue.start.is_some() {
            timed += 1;
            large += usize::from(cue.text.starts_with(char::is_uppercase));
        }
        if let Some((from, to)) = line::stage(cue.text) {
            inline::push(
                &mut view,
                input.text,
                Span::new(cue.words.start + from, cue.words.start + to),
            );
            out.push(TurnKind::StageDirection, None, start, cue.span, view);
            continue;
        }
        let marks = cue.text.len() - cue.text.trim_start_matches(['>', '-', ' ']).len();
        let words = Span::new(cue.words.start + marks, cue.words.end);
        let goes_on = out
            .turns
            .get(first..)
            .and_then(|it| it.last())
            .is_some_and(|turn| {
                let is_near = match (turn.start, start) {
                    (Some(Stamp::Offset(from)), Some(Stamp::Offset(to))) => to.saturating_sub(from) < LONGEST,
                    _ => start.is_none(),
                };
                let is_open = !turn.view.text().ends_with(['.', '?', '!', '"', '”', '…']);
                turn.kind == TurnKind::Speech && is_near && marks == 0 && (is_open || start.is_none())
            });
        match out.turns.last_mut().filter(|_| goes_on) {
            Some(turn) => {
                join::turn(turn, input.text, words, " ");
                turn.span.end = cue.span.end;
            }
            None => {
                let is_above = timed == 0;
                let kind = if is_above {
                    TurnKind::Note
                } else {
                    TurnKind::Speech
                };
                inline::push(&mut view, input.text, words);
                out.push(kind, None, start, cue.span, view);
            }
        }
    }
    let is_automatic = is_generated || large * 5 < timed;
    for turn in &mut out.turns[first..] {
        if is_automatic && turn.kind == TurnKind::Speech {
            turn.flags.set(Flags::AUTO_CAPTIONS);
        }
    }
    let chapters = match chapters {
        0 => String::new(),
        n => format!(", {}", counted(n, "chapter")),
    };
    format!("{}{chapters}", counted(timed, "caption"))
}

#[cfg(test)]
mod tests {
    use super::is_spelt_out;
    use crate::transcript::{Flags, Stamp, Transcript, TurnKind};

    #[test]
    fn captions_go_on_and_chapters_stand_between() {
        let text = "Why it leaks\n0:00\nso this valve here\n0:04\nis the one that leaked\n0:09\n[music]\nThe repair\n0:41\nwe took it out\n";
        let it = Transcript::parse(text);
        assert_eq!(
            (it.format, it.why.as_str()),
            ("youtube-pane", "4 captions, 2 chapters")
        );
        let told: Vec<(TurnKind, &str, Option<Stamp>)> = it
            .turns
            .iter()
            .map(|it| (it.kind, it.view.text(), it.start))
            .collect();
        assert_eq!(
            told,
            [
                (TurnKind::Heading, "Why it leaks", None),
                (
                    TurnKind::Speech,
                    "so this valve here is the one that leaked",
                    Some(Stamp::Offset(0))
                ),
                (TurnKind::StageDirection, "music", Some(Stamp::Offset(9000))),
                (TurnKind::Heading, "The repair", None),
                (TurnKind::Speech, "we took it out", Some(Stamp::Offset(41_000))),
            ]
        );
        assert!(it.turns[1].flags.has(Flags::AUTO_CAPTIONS));
        assert_eq!(
            &text[it.turns[1].span.range()],
            "0:00\nso this valve here\n0:04\nis the one that leaked"
        );
    }

    #[test]
    fn a_list_of_chapters_is_no_transcript() {
        let text = "0:00 Welcome\n4:10 The valve\n9:32 Why it leaks\n15:01 The repair\n22:45 Questions\n30:12 Goodbye\n41:00 More\n";
        assert_ne!(Transcript::parse(text).format, "youtube-pane");
        let timeline = "14:07\nalert fired\n14:09\nvalve closed\n14:31\nall clear\n";
        assert_ne!(Transcript::parse(timeline).format, "youtube-pane");
    }

    #[test]
    fn numbers_are_words() {
        assert!(is_spelt_out("1 minute, 12 seconds") && is_spelt_out("2 hours 5 minutes"));
        assert!(!is_spelt_out("12 20") && !is_spelt_out("minutes") && !is_spelt_out("in 5 minutes"));
    }
}

//! The log of a program: line after line with a time in front, nobody speaking. What stands without a time (a stack
//! trace, a value on several lines) goes on with the line above.

use super::Format;
use super::build::{Builder, PARAGRAPH};
use super::dated;
use super::input::Input;
use super::join;
use super::why::counted;
use crate::language::time::Day;
use crate::text::{Span, View};
use crate::transcript::timestamp::{Reading, date_len};
use crate::transcript::{Stamp, TurnKind};

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "log",
    detect,
    parse,
};

/// Lines that are looked at to tell a log.
const LOOKED_AT: usize = 300;

/// Lines with these words behind their time were written by a program.
const LEVELS: [&str; 14] = [
    "TRACE", "DEBUG", "INFO", "NOTICE", "WARN", "WARNING", "ERROR", "ERR", "FATAL", "CRITICAL", "CRIT",
    "ALERT", "EMERG", "PANIC",
];

fn detect(input: &Input<'_>) -> Option<f32> {
    let (mut lines, mut stamped, mut levelled) = (0, 0, 0);
    let looked_at = input.lines().filter(|it| !it.1.trim().is_empty());
    for (_, line) in looked_at.take(LOOKED_AT) {
        lines += 1;
        if let Some(head) = Head::of(line) {
            stamped += 1;
            levelled += usize::from(head.has_level(line));
        }
    }
    let is_log = 3 <= stamped && lines <= 2 * stamped && stamped <= 2 * levelled;
    is_log.then(|| stamped as f32 / lines as f32)
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let mut n = 0;
    for (span, line) in input.lines() {
        if line.trim().is_empty() {
            continue;
        }
        let Some(head) = Head::of(line) else {
            let words = Span::new(span.start, span.start + line.trim_end().len());
            match out.turns.last_mut() {
                Some(turn) => {
                    join::gap(&mut turn.view, words.start, PARAGRAPH);
                    turn.view.push(line.trim_end(), words.start);
                    turn.span.end = words.end;
                }
                None => {
                    let view = View::plain(line.trim_end(), words.start);
                    out.push(TurnKind::Output, None, None, words, view);
                }
            }
            continue;
        };
        let said = line[head.end..].trim();
        let at = span.start + head.end + (line[head.end..].len() - line[head.end..].trim_start().len());
        let whole = Span::new(span.start, at + said.len());
        let turn = out.push(
            TurnKind::Output,
            None,
            Some(head.start),
            whole,
            View::plain(said, at),
        );
        turn.day = head.day;
        n += 1;
    }
    format!("{} with a time", counted(n, "line"))
}

/// The time that a line begins with.
struct Head {
    start: Stamp,
    day: Option<Day>,
    /// Where the words begin.
    end: usize,
}

impl Head {
    /// `2026-03-04T14:07:00.123Z …`, `[2026-03-04 14:07:00,123] …`, `14:07:00 …`, `Mar  4 14:07:00 host …`.
    fn of(line: &str) -> Option<Head> {
        let bracketed = line.starts_with('[');
        let mut at = usize::from(bracketed);
        let mut day = None;
        let date = date_len(&line[at..]);
        if date > 0 {
            day = dated::iso_day(&line[at..]);
            at += date;
        } else if let Some(len) = month_and_day(&line[at..]) {
            at += len;
        }
        let reading = Reading::at(&line[at..])?;
        let start = reading.clock()?;
        at += reading.len;
        let zone = line[at..]
            .bytes()
            .take_while(|it| it.is_ascii_digit() || matches!(it, b'Z' | b'+' | b':'))
            .count();
        at += zone;
        if bracketed {
            at += usize::from(line[at..].starts_with(']'));
        }
        let is_apart = line[at..].starts_with([' ', '\t', ':', '|']) || line.len() == at;
        is_apart.then_some(Head { start, day, end: at })
    }

    /// Whether one of the first words behind the time says how grave the line is.
    fn has_level(&self, line: &str) -> bool {
        const WORDS: usize = 4;
        let words = line[self.end..].split_whitespace().take(WORDS);
        words
            .map(|it| it.trim_matches(|c: char| !c.is_ascii_alphabetic()))
            .any(is_level)
    }
}

/// Whether a word says how grave a line of a log is.
pub(super) fn is_level(word: &str) -> bool {
    LEVELS.iter().any(|it| it.eq_ignore_ascii_case(word))
}

/// Bytes of `Mar  4 ` at the start of `text`; syslog tells no year.
fn month_and_day(text: &str) -> Option<usize> {
    let month = text.get(..3).filter(|it| dated::month_of(it).is_some())?;
    let rest = &text[month.len()..];
    let blanks = rest.len() - rest.trim_start_matches(' ').len();
    let digits = rest[blanks..].bytes().take_while(u8::is_ascii_digit).count();
    let is_date = 0 < blanks && (1..=2).contains(&digits) && rest[blanks + digits..].starts_with(' ');
    is_date.then_some(month.len() + blanks + digits + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::Transcript;

    #[test]
    fn lines_with_a_time_and_a_level_are_a_log() {
        let text = "2026-03-04T14:07:01Z INFO pump started\n\
            2026-03-04T14:07:09Z ERROR valve 3 stuck\n  at Valve.open (valve.rs:12)\n\
            [2026-03-05 00:01:00,250] WARN  level 412 l\n";
        let it = Transcript::parse(text);
        assert_eq!((it.format, it.why.as_str()), ("log", "3 lines with a time"));
        let said: Vec<&str> = it.turns.iter().map(|it| it.view.text()).collect();
        assert_eq!(
            said,
            [
                "INFO pump started",
                "ERROR valve 3 stuck\n\n  at Valve.open (valve.rs:12)",
                "WARN  level 412 l"
            ]
        );
        assert_eq!(it.turns[1].start, Some(Stamp::Clock(14 * 60 + 7)));
        assert_eq!(it.turns[2].day, Day::new(2026, 3, 5));
        assert_eq!(
            &text[it.turns[2].span.range()],
            "[2026-03-05 00:01:00,250] WARN  level 412 l"
        );
    }

    #[test]
    fn a_log_of_the_system_tells_no_year() {
        let text = "Mar  4 14:07:00 box1 pump[12]: error: stuck\nMar  4 14:08:00 box1 pump[12]: warning: slow\n\
            Mar 14 14:08:00 box1 pump[12]: error: stuck\n";
        let it = Transcript::parse(text);
        assert_eq!((it.format, it.turns.len()), ("log", 3));
        assert_eq!(it.turns[0].view.text(), "box1 pump[12]: error: stuck");
    }

    #[test]
    fn people_and_timelines_are_no_log() {
        for text in [
            "14:07 ana: info please\n14:08 ben: sure\n14:09 ana: thanks\n",
            "14:07 - alert fired\n14:09 - valve closed\n14:31 - all clear\n",
            "[14:07:00] <ana> an error again\n[14:08:00] <ben> where\n[14:09:00] <ana> here\n",
            "2026-03-04 14:07 | the error came\n2026-03-04 14:09 | it went\n2026-03-04 14:10 | done\n",
        ] {
            assert_ne!(Transcript::parse(text).format, "log", "{text}");
        }
    }
}

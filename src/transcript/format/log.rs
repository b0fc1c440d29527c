//! The log of a program: line after line with a time in front, nobody speaking. What stands without a time (a stack
//! trace, a value on several lines) goes on with the line above.

use super::Format;
use super::build::{Builder, PARAGRAPH};
use super::dated;
use super::input::Input;
use super::join;
use super::moment::Moment;
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
    /// Without levels so many lines show that it is a log, if every one has its date and second.
    const PLAIN: usize = 5;
    let (mut lines, mut stamped, mut levelled, mut exact) = (0, 0, 0, 0);
    let looked_at = input.lines().filter(|it| !it.1.trim().is_empty());
    for (_, line) in looked_at.take(LOOKED_AT) {
        lines += 1;
        if let Some(head) = Head::of(line) {
            stamped += 1;
            levelled += usize::from(head.has_level(line));
            exact += usize::from(head.is_exact && !head.is_said(line));
        }
    }
    let is_plain = PLAIN <= stamped && stamped * 9 <= exact * 10;
    let is_log = 3 <= stamped && lines <= 2 * stamped && (stamped <= 2 * levelled || is_plain);
    is_log.then(|| stamped as f32 / lines as f32)
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let mut n = 0;
    for (span, line) in input.lines() {
        if line.trim().is_empty() {
            continue;
        }
        let end = span.start + line.trim_end().len();
        let Some(head) = Head::of(line) else {
            let words = Span::new(span.start, end);
            match out.turns.last_mut() {
                Some(turn) => {
                    join::gap(&mut turn.view, words.start, PARAGRAPH);
                    without_colours(&mut turn.view, line.trim_end(), words.start);
                    turn.span.end = words.end;
                }
                None => {
                    let mut view = View::default();
                    without_colours(&mut view, line.trim_end(), words.start);
                    out.push(TurnKind::Output, None, None, words, view);
                }
            }
            continue;
        };
        let mut view = View::default();
        let before = line[..head.from].trim_end_matches([' ', '|', '[', '"', '{', '\t']);
        without_colours(&mut view, before, span.start);
        let said = line[head.end..].trim_start_matches([' ', '\t', '"', ',']);
        let at = span.start + line.len() - said.len();
        if !view.text().is_empty() {
            join::gap(&mut view, at, " ");
        }
        without_colours(&mut view, said.trim_end(), at);
        let turn = out.push(
            TurnKind::Output,
            None,
            Some(head.start),
            Span::new(span.start, end),
            view,
        );
        turn.day = head.day;
        n += 1;
    }
    format!("{} with a time", counted(n, "line"))
}

/// Appends `text`, which stands at `at`, but for the sequences that colour it.
fn without_colours(view: &mut View, text: &str, at: usize) {
    let mut from = 0;
    while let Some(found) = text[from..].find('\u{1b}') {
        view.push(&text[from..from + found], at + from);
        from += found + colour_len(&text[from + found..]).max(1);
    }
    view.push(&text[from..], at + from);
}

/// Bytes of a sequence that colours, at the start of `text`.
fn colour_len(text: &str) -> usize {
    let Some(inner) = text.strip_prefix("\u{1b}[") else {
        return 0;
    };
    let len = inner
        .bytes()
        .take_while(|it| it.is_ascii_digit() || *it == b';')
        .count();
    let is_colour = inner[len..].starts_with('m');
    if is_colour { 2 + len + 1 } else { 0 }
}

/// The time of a line.
struct Head {
    start: Stamp,
    day: Option<Day>,
    /// Where the time begins: what stands before it says which machine or service it is.
    from: usize,
    /// Where the words begin.
    end: usize,
    /// Whether it tells the day and the second.
    is_exact: bool,
}

impl Head {
    /// `2026-03-04T14:07:00.123Z …`, `[2026-03-04 14:07:00,123] …`, `14:07:00 …`, `Mar  4 14:07:00 host …`,
    /// `web-1 | 2026-…`, `<34>1 2026-…`, `I0304 14:07:00.123 …`, `10.0.0.1 - - [04/Mar/2026:14:07:00 +0000] …`,
    /// `time="2026-…" …`, `{"ts":"2026-…`, `1772633220 …`.
    fn of(line: &str) -> Option<Head> {
        places(line)
            .into_iter()
            .flatten()
            .find_map(|from| Head::at(line, from))
    }

    fn at(line: &str, from: usize) -> Option<Head> {
        let text = line.get(from..)?;
        if let Some((seconds, len)) = epoch(text) {
            let moment = Moment::unix(seconds)?;
            return Some(Head {
                start: moment.start?,
                day: moment.day,
                from,
                end: from + len,
                is_exact: true,
            });
        }
        let (day, date) = date(text);
        let reading = Reading::at(&text[date..])?;
        let start = reading.clock()?;
        let mut end = date + reading.len;
        end += zone_len(&text[end..]);
        let rest = text[end..].trim_start_matches([']', '"']);
        let is_closed = rest.len() < text.len() - end;
        end = text.len() - rest.len();
        let is_apart = is_closed || rest.is_empty() || rest.starts_with([' ', '\t', ':', '|', '\u{1b}']);
        is_apart.then(|| Head {
            start,
            day,
            from,
            end: from + end,
            is_exact: (0 < date || is_glog(line))
                && text[date..].matches(':').take(2).count() == 2
                && reading.len >= 8,
        })
    }

    /// Whether one of the first words behind the time says how grave the line is.
    fn has_level(&self, line: &str) -> bool {
        const WORDS: usize = 4;
        let words = line[self.end..]
            .split([' ', '\t', '=', ':', ','])
            .filter(|it| !it.is_empty());
        words
            .take(2 * WORDS)
            .map(|it| {
                it.trim_start_matches('\u{1b}')
                    .trim_matches(|c: char| !c.is_ascii_alphabetic())
            })
            .map(|it| it.rsplit('m').next().filter(|last| is_level(last)).unwrap_or(it))
            .any(is_level)
    }

    /// Whether what stands behind the time may be somebody's words, or an entry of a timeline: `ana: yes`, `<ana> yes`,
    /// `- the valve closed`.
    fn is_said(&self, line: &str) -> bool {
        let rest = line[self.end..].trim_start();
        let label = rest.split(": ").next().unwrap_or_default();
        // `node3 kernel: …` is a machine and its program.
        let is_program = label.contains(' ') && label.starts_with(char::is_lowercase);
        let has_label = !is_program
            && label.len() < rest.len()
            && label.split(' ').count() <= 3
            && !label.contains(['[', '(', '/']);
        has_label || rest.starts_with(['<', '-', '–', '—', '|', '*', '#'])
    }
}

/// Where the time of a line may begin.
fn places(line: &str) -> [Option<usize>; 6] {
    let mut first = 0;
    while 0 < colour_len(&line[first..]) {
        first += colour_len(&line[first..]);
    }
    let text = &line[first..];
    first += usize::from(text.starts_with('['));
    // `<34>1 `: how grave, and the version, of RFC 5424.
    if text.starts_with('<')
        && let Some(close) = text.bytes().take(8).position(|it| it == b'>')
    {
        let rest = text[close + 1..].trim_start_matches(|c: char| c.is_ascii_digit());
        first = line.len() - rest.trim_start().len();
    }
    let head = &line[..crate::text::floor(line, 120)];
    // `web-1  | 2026-…`
    let piped = head.find("| ").map(|it| it + 2).filter(|it| *it <= 40);
    let access = head.find(" [").map(|it| it + 2);
    let keyed = ["ts=", "time=", "timestamp="].iter().find_map(|it| {
        let at = head.starts_with(it).then_some(it.len())?;
        Some(at + usize::from(line[at..].starts_with('"')))
    });
    let in_json = head.starts_with('{').then(|| {
        let mut quotes = head.match_indices('"').map(|it| it.0 + 1);
        quotes.find(|it| 0 < date_len(&line[*it..]))
    });
    [
        Some(first),
        piped,
        is_glog(line).then_some(6),
        access,
        keyed,
        in_json.flatten(),
    ]
}

/// `I0304 14:07:00.123`: glog tells how grave, month and day, and no year.
fn is_glog(line: &str) -> bool {
    let bytes = line.as_bytes();
    bytes.len() > 6
        && matches!(bytes[0], b'I' | b'W' | b'E' | b'F')
        && bytes[1..5].iter().all(u8::is_ascii_digit)
        && bytes[5] == b' '
}

/// The day that `text` begins with, where it is whole, and its bytes with what parts it from the time; 0 where there is none.
fn date(text: &str) -> (Option<Day>, usize) {
    let plain = date_len(text);
    if plain > 0 {
        return (dated::iso_day(text), plain);
    }
    // `2026/03/04 14:07:00`
    if text.as_bytes().get(4) == Some(&b'/') {
        let iso: String = text
            .chars()
            .take(12)
            .map(|it| if it == '/' { '-' } else { it })
            .collect();
        let len = date_len(&iso);
        if len > 0 {
            return (dated::iso_day(&iso), len);
        }
    }
    // `04/Mar/2026:14:07:00`
    let mut parts = text.split(['/', ':']);
    if let (Some(day), Some(month), Some(year)) = (parts.next(), parts.next(), parts.next())
        && let (Ok(number), Some(month_number), Ok(year_number)) =
            (day.parse(), dated::month_of(month), year.parse::<i32>())
        && year.len() == 4
    {
        let len = day.len() + month.len() + year.len() + 3;
        return (Day::new(year_number, month_number, number), len);
    }
    (None, month_and_day(text).unwrap_or(0))
}

/// Bytes of the zone behind a time: `Z`, `+01:00`, ` +0000`.
fn zone_len(text: &str) -> usize {
    let sign = text.trim_start_matches(' ');
    let is_parted = sign.len() < text.len()
        && sign.starts_with(['+', '-'])
        && sign[1..].starts_with(|c: char| c.is_ascii_digit());
    let rest = if is_parted { &sign[1..] } else { text };
    let len = rest
        .bytes()
        .take_while(|it| it.is_ascii_digit() || matches!(it, b'Z' | b'+' | b':'))
        .count();
    text.len() - rest.len() + len
}

/// Seconds since 1970 at the start of `text`, and their bytes.
fn epoch(text: &str) -> Option<(f64, usize)> {
    let len = text
        .bytes()
        .take_while(|it| it.is_ascii_digit() || *it == b'.')
        .count();
    let whole = text.bytes().take_while(u8::is_ascii_digit).count();
    let is_epoch = matches!(whole, 10 | 13) && text[len..].starts_with([' ', '\t']);
    is_epoch
        .then(|| text[..len].parse().ok().map(|it| (it, len)))
        .flatten()
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
    fn logs_of_many_programs_are_read() {
        let many = |line: &str| {
            let lines = (1..7).map(|n| line.replace('@', &n.to_string()) + "\n");
            lines.collect::<String>()
        };
        for (line, said) in [
            (
                "May 11 02:1@:02 node3 kubelet[812]: pod failed",
                "node3 kubelet[812]: pod failed",
            ),
            (
                "web-1  | 2026-05-11 02:1@:02 ERROR pod died",
                "web-1 ERROR pod died",
            ),
            (
                "I0511 02:1@:02.123456  1 controller.go:7] reconciled",
                "1 controller.go:7] reconciled",
            ),
            (
                "2026/05/11 02:1@:02 [error] 12#12: upstream timed out",
                "[error] 12#12: upstream timed out",
            ),
            (
                "<34>1 2026-05-11T02:1@:02Z node3 app 812 - - pod failed",
                "node3 app 812 - - pod failed",
            ),
            (
                "\u{1b}[32m2026-05-11 02:1@:02\u{1b}[0m \u{1b}[31mERROR\u{1b}[0m pod died",
                "ERROR pod died",
            ),
            (
                "10.0.0.9 - - [11/May/2026:02:1@:02 +0000] \"GET /x\" 502",
                "10.0.0.9 - - GET /x\" 502",
            ),
            (
                "time=\"2026-05-11T02:1@:02Z\" level=error msg=\"pod died\"",
                "level=error msg=\"pod died\"",
            ),
            (
                "{\"ts\":\"2026-05-11T02:1@:02Z\",\"level\":\"error\",\"msg\":\"died\"}",
                "level\":\"error\",\"msg\":\"died\"}",
            ),
            ("177846540@ ERROR pod died", "ERROR pod died"),
        ] {
            let it = Transcript::parse(&many(line));
            assert_eq!((it.format, it.turns.len()), ("log", 6), "{line}");
            let shown = it.turns[0]
                .view
                .text()
                .trim_start_matches("time=")
                .trim_start_matches("ts\":");
            assert!(shown.ends_with(said), "{line}: {shown}");
        }
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

//! Recordings of asciinema: what a terminal was sent, piece by piece and with its time, in versions 1 to 3 of the file.
//! The pieces are put together before they are read, so that a sequence that two of them share is whole.

use super::Format;
use super::build::Builder;
use super::input::Input;
use super::json::{Node, Object};
use super::jsonl;
use super::moment::Moment;
use super::screen::Screen;
use super::terminal;
use super::why::counted;
use crate::language::time::Day;
use crate::text::{Span, View};
use crate::transcript::TurnKind;

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "asciinema",
    detect,
    parse,
};

fn detect(input: &Input<'_>) -> Option<f32> {
    if !jsonl::may_be(input) {
        return None;
    }
    let header = header(input)?;
    let below = jsonl::lines(input).skip(1).take(LOOKED_AT);
    let has_events = header.pieces.is_some() || below.filter_map(|it| it.1.ok()).any(is_event);
    has_events.then_some(1.0)
}

/// Lines below the first that are looked at to find an event: comments and broken lines may stand before it.
const LOOKED_AT: usize = 5;

/// Whether a line is a time, a code and what belongs to them.
fn is_event(it: Node<'_>) -> bool {
    let parts = it.items();
    parts.len() == 3 && parts[0].number().is_some() && parts[1].string().is_some()
}

/// What the first lines say of the recording.
struct Header<'a> {
    version: u32,
    width: Option<usize>,
    height: Option<usize>,
    day: Option<Day>,
    /// All pieces, where they stand in the header itself (version 1).
    pieces: Option<Node<'a>>,
    /// Its bytes in the file.
    span: Span,
}

fn header<'a>(input: &Input<'a>) -> Option<Header<'a>> {
    let node = match jsonl::lines(input).next()? {
        (_, Ok(node)) => node,
        _ => input.json()?,
    };
    let it = node.object();
    let version = it.number("version").filter(|it| (1.0..=3.0).contains(it))? as u32;
    let terminal = it.get("term").map(Node::object);
    let size = |own: &str, of_terminal: &str| {
        let within = |it: &Object<'_>| it.number(of_terminal);
        let it = it.number(own).or_else(|| within(terminal.as_ref()?))?;
        (1.0..10_000.0).contains(&it).then_some(it as usize)
    };
    let pieces = it.get("stdout").filter(|it| it.is_array());
    let is_recording = size("width", "cols").is_some() && (version > 1 || pieces.is_some());
    is_recording.then(|| Header {
        version,
        width: size("width", "cols"),
        height: size("height", "rows"),
        day: it.get("timestamp").and_then(Moment::of).and_then(|it| it.day),
        pieces,
        span: node.span(),
    })
}

/// A piece that was typed, or the mark of a chapter: what is told beside what the screen showed.
struct Aside {
    kind: TurnKind,
    span: Span,
    view: View,
    seconds: f64,
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let Some(header) = header(input) else {
        return "no recording".to_owned();
    };
    let mut reader = Reader {
        screen: Screen::new(header.width, header.height),
        asides: Vec::new(),
        typed: View::default(),
        seconds: 0.0,
        // Versions 1 and 3 tell how long after the piece before.
        is_relative: header.version != 2,
    };
    match header.pieces {
        Some(pieces) => {
            for piece in pieces.items() {
                let parts = piece.items();
                let (Some(time), Some(text)) = (parts.first(), parts.get(1)) else {
                    out.problem(piece.span(), "a piece without time or text");
                    continue;
                };
                reader.piece(time.number().unwrap_or(0.0), "o", *text);
            }
        }
        None => lines(input, &header, &mut reader, out),
    }
    let seconds = reader.seconds;
    finish(reader, header.day, out);
    let count = |kind| out.turns.iter().filter(|it| it.kind == kind).count();
    format!(
        "a recording of {}: {}, {} of output",
        length(seconds),
        counted(count(TurnKind::Command), "command"),
        counted(count(TurnKind::Output), "line"),
    )
}

/// `1:04:12`, `4:12`.
fn length(seconds: f64) -> String {
    let seconds = seconds.max(0.0) as u64;
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    match hours {
        0 => format!("{minutes}:{:02}", seconds % 60),
        _ => format!("{hours}:{minutes:02}:{:02}", seconds % 60),
    }
}

fn lines(input: &Input<'_>, header: &Header<'_>, reader: &mut Reader, out: &mut Builder) {
    for (span, read) in jsonl::lines(input) {
        let is_comment = input.text.get(span.range()).is_some_and(|it| it.starts_with('#'));
        if header.span.contains(span) || is_comment {
            continue;
        }
        let parts = read.map(Node::items).unwrap_or_default();
        let code = parts.get(1).and_then(|it| it.string());
        match (parts.first().and_then(|it| it.number()), code, parts.get(2)) {
            (Some(time), Some(code), Some(text)) => reader.piece(time, &code, *text),
            _ => out.problem(span, "a line that is no event of the recording"),
        }
    }
}

struct Reader {
    screen: Screen,
    asides: Vec<Aside>,
    /// What was typed since the last return.
    typed: View,
    seconds: f64,
    is_relative: bool,
}

impl Reader {
    fn piece(&mut self, time: f64, code: &str, text: Node<'_>) {
        self.seconds = if self.is_relative {
            self.seconds + time
        } else {
            time
        };
        let Some(view) = text.view() else { return };
        match code {
            "o" => self.screen.show(&view, self.seconds),
            "i" => self.typed(&view),
            "m" if !view.text().trim().is_empty() => self.asides.push(Aside {
                kind: TurnKind::Note,
                span: text.span(),
                view,
                seconds: self.seconds,
            }),
            _ => {}
        }
    }

    /// What is typed is mostly shown, too. Where it is not, it stands for itself, unless it was hidden on purpose.
    fn typed(&mut self, view: &View) {
        for (at, c) in view.text().char_indices() {
            match c {
                '\r' | '\n' => {
                    let typed = std::mem::take(&mut self.typed);
                    let shown = self.screen.current();
                    let words = typed.text().trim();
                    let asks = shown.trim_end().to_lowercase();
                    let is_hidden = asks.ends_with(':') && (asks.contains("pass") || asks.contains("secret"));
                    if 1 < words.chars().count() && !shown.contains(words) && !is_hidden {
                        self.asides.push(Aside {
                            kind: TurnKind::Command,
                            span: typed.span(),
                            view: typed,
                            seconds: self.seconds,
                        });
                    }
                }
                _ if c.is_control() => {}
                _ => self.typed.append(view, Span::new(at, at + c.len_utf8())),
            }
        }
    }
}

/// Appends what was shown and what stands beside it, in the order of the file.
fn finish(reader: Reader, day: Option<Day>, out: &mut Builder) {
    let mut rows = reader.screen.rows().into_iter().peekable();
    for aside in reader.asides {
        let mut before = Vec::new();
        while let Some(row) = rows.next_if(|it| it.span.start < aside.span.start) {
            before.push(row);
        }
        terminal::emit(before, out, |it| terminal::after(it.seconds, day));
        // A line that began before it and went on behind it holds its place.
        if out.turns.last().is_none_or(|it| it.span.end <= aside.span.start) {
            let turn = out.push(aside.kind, None, None, aside.span, aside.view);
            terminal::after(aside.seconds, day).mark(turn);
        }
    }
    terminal::emit(rows.collect(), out, |it| terminal::after(it.seconds, day));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::{Stamp, Transcript};

    fn read(text: &str) -> (String, Vec<String>) {
        let it = Transcript::parse(text);
        assert_eq!(it.format, "asciinema");
        let turns = it.turns.iter().map(|turn| {
            let at = match turn.start {
                Some(Stamp::Offset(millis)) => millis,
                _ => 0,
            };
            format!("{} {at} {}", turn.kind.name(), turn.view.text())
        });
        (it.why.clone(), turns.collect())
    }

    #[test]
    fn pieces_are_whole_before_they_are_read() {
        let text = concat!(
            r#"{"version":2,"width":80,"height":24,"timestamp":1772633220}"#,
            "\n",
            r#"[0.1,"o","ana@box:~$ "]"#,
            "\n",
            r#"[1.5,"o","pump"]"#,
            "\n",
            r#"[1.6,"o","ctl 3\r\n\u001b[3"]"#,
            "\n",
            r#"[62.25,"o","1mdown\u001b[0m: 10%\rdown: 41%\r\n"]"#,
            "\n",
            "[broken\n",
        );
        let (why, turns) = read(text);
        assert_eq!(why, "a recording of 1:02: 1 command, 1 line of output");
        assert_eq!(turns, ["command 100 pumpctl 3", "output 62250 down: 41%"]);
        let it = Transcript::parse(text);
        assert_eq!((it.problems.len(), it.turns[0].day), (1, Day::new(2026, 3, 4)));
        assert_eq!(&text[it.turns[0].view.in_file(Span::new(0, 4)).range()], "pump");
    }

    #[test]
    fn times_of_version_three_add_up() {
        let text = concat!(
            r#"{"version":3,"term":{"cols":80,"rows":24}}"#,
            "\n# a comment\n",
            r#"[1.0,"i","level\r"]"#,
            "\n",
            r#"[0.5,"m","the level"]"#,
            "\n",
            r#"[0.5,"o","412 l\r\nPassword: "]"#,
            "\n",
            r#"[0.5,"i","hunter2\r"]"#,
            "\n",
            r#"[0.5,"x","0"]"#,
            "\n",
        );
        assert_eq!(
            read(text).1,
            [
                "command 1000 level",
                "note 1500 the level",
                "output 2000 412 l",
                "output 2000 Password:"
            ]
        );
    }

    #[test]
    fn version_one_holds_all_in_one() {
        let text = "{\"version\": 1, \"width\": 80, \"height\": 24, \"duration\": 2,\n \"stdout\": [[0.5, \"$ make\\r\\n\"], [1, \"done\\r\\n\"]]}";
        assert_eq!(read(text).1, ["command 500 make", "output 1500 done"]);
    }

    #[test]
    fn a_configuration_is_no_recording() {
        let text = "{\"version\": 2, \"width\": 800, \"height\": 600}\n";
        assert_ne!(crate::transcript::Transcript::parse(text).format, "asciinema");
    }
}

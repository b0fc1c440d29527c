//! Typescripts of `script`: all that a terminal showed, between a line that tells when it started and one that tells
//! when it was done.

use super::Format;
use super::build::Builder;
use super::input::Input;
use super::moment::Moment;
use super::screen::Screen;
use super::terminal;
use super::why::counted;
use crate::text::{Span, View};
use crate::transcript::TurnKind;

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "typescript",
    detect,
    parse,
};

fn detect(input: &Input<'_>) -> Option<f32> {
    let first = input.lines().find(|it| !it.1.trim().is_empty())?;
    Head::of(first.1, "Script started").map(|_| 1.0)
}

/// A line that `script` itself wrote.
struct Head {
    when: Moment,
    /// Where what stands in brackets begins; its end without.
    bracket: usize,
}

impl Head {
    /// `Script started on 2026-03-04 14:07:00+00:00 [COMMAND="ls" TERM="xterm"]`, `Script started on Wed Mar  4 14:07:00
    /// 2026`, `Script started, output file is typescript`.
    fn of(line: &str, opening: &str) -> Option<Head> {
        let line = line.trim_start_matches('\u{feff}').trim_end();
        let rest = line.strip_prefix(opening)?;
        let bracket = line.find(" [").unwrap_or(line.len());
        let told = rest
            .strip_prefix(" on ")
            .or_else(|| rest.strip_prefix(':').map(str::trim_start));
        let is_head = told.is_some() || rest.starts_with(',') || rest.is_empty();
        let told = told.and_then(|it| it.split(" [").next());
        is_head.then(|| Head {
            when: told.and_then(Moment::read).unwrap_or_default(),
            bracket,
        })
    }
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let lines: Vec<(Span, &str)> = input.lines().filter(|it| !it.1.trim().is_empty()).collect();
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        return "an empty typescript".to_owned();
    };
    let mut when = Moment::default();
    let mut body = input.window;
    if let Some(head) = Head::of(first.1, "Script started") {
        when = head.when;
        let at = first.0.start;
        let bom = first.1.len() - first.1.trim_start_matches('\u{feff}').len();
        let said = Span::new(at + bom, at + head.bracket.max(bom));
        let view = View::plain(input.text.get(said.range()).unwrap_or_default(), said.start);
        let turn = out.push(TurnKind::Event, None, None, said, view);
        when.mark(turn);
        let command = quoted(first.1, "COMMAND=\"");
        if let Some((from, to)) = command.filter(|it| head.bracket < it.0) {
            let place = Span::new(at + from, at + to);
            let view = View::plain(input.text.get(place.range()).unwrap_or_default(), place.start);
            let turn = out.push(TurnKind::Command, None, None, place, view);
            when.mark(turn);
        }
        body.start = first.0.end;
    }
    let foot = Head::of(last.1, "Script done").filter(|_| 1 < lines.len());
    if foot.is_some() {
        body.end = last.0.start;
    }
    let mut screen = Screen::new(None, None);
    let text = input.text.get(body.range()).unwrap_or_default();
    screen.show(&View::plain(text, body.start), 0.0);
    let day = Moment { start: None, ..when };
    terminal::emit(screen.rows(), out, |_| day);
    if let Some(foot) = foot {
        let span = Span::new(last.0.start, last.0.start + last.1.trim_end().len());
        let view = View::plain(last.1.trim_end(), span.start);
        let turn = out.push(TurnKind::Event, None, None, span, view);
        foot.when.mark(turn);
    }
    let count = |kind| out.turns.iter().filter(|it| it.kind == kind).count();
    format!(
        "a typescript: {}, {} of output",
        counted(count(TurnKind::Command), "command"),
        counted(count(TurnKind::Output), "line"),
    )
}

/// What stands behind `key` up to the quote that ends it: the one before the next key or the end of the brackets.
fn quoted(line: &str, key: &str) -> Option<(usize, usize)> {
    let from = line.find(key)? + key.len();
    let rest = line.get(from..)?;
    let ends = rest.match_indices('"').find(|(at, _)| {
        let behind = rest.get(at + 1..).unwrap_or_default();
        let names_key = behind.strip_prefix(' ').is_some_and(|it| {
            let len = it
                .bytes()
                .take_while(|it| it.is_ascii_uppercase() || *it == b'_')
                .count();
            0 < len && it.get(len..).is_some_and(|it| it.starts_with("=\"")) || it.starts_with('<')
        });
        names_key || behind.trim_end() == "]"
    });
    let (len, _) = ends.or_else(|| rest.match_indices('"').next_back())?;
    (0 < len).then_some((from, from + len))
}

#[cfg(test)]
mod tests {
    use crate::transcript::Transcript;

    #[test]
    fn what_the_terminal_showed_is_read_without_its_drawing() {
        let text = "Script started on 2026-03-04 14:07:00+00:00 [COMMAND=\"echo \"3\"\" TERM=\"xterm\"]\n\
            \u{1b}]0;box\u{7}\u{1b}[32mana@box\u{1b}[0m:~$ pumptcl\u{8}\u{8}\u{8}ctl 3\r\r\n10%\r41%\r\ndown\r\n\
            ana@box:~$ exit\r\n\nScript done on 2026-03-04 14:09:00+00:00 [COMMAND_EXIT_CODE=\"3\"]\n";
        let it = Transcript::parse(text);
        assert_eq!(it.format, "typescript");
        assert_eq!(it.why, "a typescript: 3 commands, 2 lines of output");
        let turns: Vec<String> = it
            .turns
            .iter()
            .map(|it| format!("{} {}", it.kind.name(), it.view.text()))
            .collect();
        assert_eq!(
            turns,
            [
                "event Script started on 2026-03-04 14:07:00+00:00",
                "command echo \"3\"",
                "command pumpctl 3",
                "output 41%",
                "output down",
                "command exit",
                "event Script done on 2026-03-04 14:09:00+00:00 [COMMAND_EXIT_CODE=\"3\"]",
            ]
        );
        assert_eq!(&text[it.turns[4].span.range()], "down");
        let other = Transcript::parse("Script started on Wed Mar  4 14:07:00 2026\n$ ls\r\na.txt\r\n");
        assert_eq!((other.format, other.turns.len()), ("typescript", 3));
        assert_ne!(
            Transcript::parse("Script started a discussion.\nIt was long.\n").format,
            "typescript"
        );
    }
}

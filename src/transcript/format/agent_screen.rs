//! A session with a coding agent as its screen showed it, exported or copied from the terminal: `>` before the user's
//! words, a dot before the assistant's, a hook before what a tool printed.

use super::Format;
use super::agent::{self, By};
use super::build::Builder;
use super::input::Input;
use super::join;
use super::message;
use super::moment::Moment;
use super::terminal;
use crate::text::{Span, View};
use crate::transcript::TurnKind;

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "agent-screen",
    detect,
    parse,
};

/// Lines that are looked at to tell a session.
const LOOKED_AT: usize = 400;

/// Marks of the assistant; the first two are hardly anybody else's.
const DOTS: [&str; 3] = ["⏺", "●", "•"];

/// Marks of what a tool printed.
const HOOKS: [&str; 3] = ["⎿", "└", "│"];

/// Marks of the user.
const PROMPTS: [&str; 3] = [">", "❯", "›"];

/// What a line opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opens {
    User,
    Assistant,
    Output,
    /// The frame of a box, a rule: no words.
    Drawing,
    Nothing,
}

/// What a line opens, and where its words begin.
fn opens(line: &str) -> (Opens, usize) {
    let text = line.trim_start();
    let indent = line.len() - text.len();
    let marked = |marks: &[&str]| {
        let mark = marks.iter().find(|it| text.starts_with(**it))?;
        let rest = text.get(mark.len()..)?;
        let words = rest.trim_start();
        let is_parted = rest.len() != words.len() || rest.is_empty();
        is_parted.then(|| line.len() - words.len())
    };
    if indent == 0 {
        if let Some(at) = marked(&PROMPTS) {
            return (Opens::User, at);
        }
        if let Some(at) = marked(&DOTS) {
            return (Opens::Assistant, at);
        }
    } else if let Some(at) = marked(&HOOKS) {
        return (Opens::Output, at);
    }
    let drawn = |it: char| matches!(it, '\u{2500}'..='\u{257f}');
    if text.starts_with(drawn) {
        return (Opens::Drawing, line.len());
    }
    (Opens::Nothing, indent)
}

fn detect(input: &Input<'_>) -> Option<f32> {
    let (mut lines, mut told) = (0, 0);
    let (mut users, mut dots, mut sure, mut outputs) = (0, 0, 0, 0);
    for (_, line) in input.lines().filter(|it| !it.1.trim().is_empty()).take(LOOKED_AT) {
        lines += 1;
        let found = opens(line).0;
        told += usize::from(found != Opens::Nothing || line.starts_with("  "));
        users += usize::from(found == Opens::User);
        dots += usize::from(found == Opens::Assistant);
        sure += usize::from(found == Opens::Assistant && line.starts_with('⏺'));
        outputs += usize::from(found == Opens::Output && line.trim_start().starts_with(['⎿', '└']));
    }
    let is_session = 0 < users && 0 < dots && (0 < sure || 0 < outputs && 1 < dots);
    (is_session && lines <= 2 * told).then(|| told as f32 / lines as f32)
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let mut open: Option<(Opens, Vec<(Span, &str)>)> = None;
    for (span, line) in input.lines() {
        let (found, at) = opens(line);
        let words = line.get(at..).unwrap_or_default();
        let place = Span::new(span.start + at, span.end);
        match (found, open.as_mut()) {
            (Opens::Nothing, Some((_, lines))) => lines.push((place, words)),
            (Opens::Nothing, None) if words.trim().is_empty() => {}
            (Opens::Drawing, _) => {}
            _ => {
                if let Some((kind, lines)) = open.take() {
                    turn(input, kind, &lines, out);
                }
                let start = Span::new(
                    if found == Opens::Nothing {
                        place.start
                    } else {
                        span.start
                    },
                    span.end,
                );
                open = Some((
                    found,
                    vec![(start, line.get(start.start - span.start..).unwrap_or_default())],
                ));
            }
        }
    }
    if let Some((kind, lines)) = open {
        turn(input, kind, &lines, out);
    }
    agent::why(out)
}

/// Appends what was opened; the first of the lines still has its mark.
fn turn(input: &Input<'_>, kind: Opens, lines: &[(Span, &str)], out: &mut Builder) {
    let (Some(first), Some(last)) = (lines.first(), lines.iter().rfind(|it| !it.1.trim().is_empty())) else {
        return;
    };
    let span = Span::new(first.0.start, last.0.start + last.1.trim_end().len());
    let mark = opens(first.1);
    let from = if kind == Opens::Output {
        opens(&format!(" {}", first.1)).1.saturating_sub(1)
    } else {
        mark.1
    };
    let mut base = View::default();
    for (n, (place, line)) in lines.iter().enumerate() {
        let skipped = if n == 0 { from } else { 0 };
        let words = line.get(skipped..).unwrap_or_default().trim_end();
        join::gap(&mut base, place.start, "\n");
        base.push(words, place.start + skipped);
    }
    let by_user = By::user(out.speaker("User"), Moment::default());
    let by_agent = By::assistant(out.speaker("Assistant"), Moment::default());
    match kind {
        Opens::User if base.text().starts_with(['!', '/']) => {
            agent::put(TurnKind::Command, None, span, base, by_user, out);
        }
        Opens::User => agent::words(&base, span, by_user, out),
        Opens::Assistant => match called(base.text()) {
            Some(words) => agent::put(TurnKind::Command, None, span, base.slice(words), by_agent, out),
            None => agent::put(
                TurnKind::Speech,
                Some(by_agent.speaker),
                span,
                message::read(&base),
                by_agent,
                out,
            ),
        },
        Opens::Output => agent::put(
            TurnKind::Output,
            None,
            span,
            terminal::printed(&base),
            by_agent,
            out,
        ),
        Opens::Drawing | Opens::Nothing => {
            let text = input.text.get(span.range()).unwrap_or_default();
            let view = message::read(&View::plain(text, span.start));
            agent::put(TurnKind::System, None, span, view, by_agent, out);
        }
    }
}

/// What a tool was called with: `ls -la` of `Bash(ls -la)` and of `Ran ls -la`, `Read(pump.rs)` as it is.
fn called(text: &str) -> Option<Span> {
    let text = text.trim_end();
    if let Some(command) = text.strip_prefix("Ran ") {
        return (!command.contains("\n\n")).then(|| Span::new(4, text.len()));
    }
    let (name, rest) = text.split_once('(')?;
    let is_name = name.starts_with(|c: char| c.is_ascii_uppercase()) && name.len() < 40;
    let is_call =
        is_name && name.chars().all(|c| c.is_alphanumeric() || "_- :".contains(c)) && rest.ends_with(')');
    let is_shell = matches!(name, "Bash" | "Shell" | "BashOutput");
    is_call.then(|| {
        if is_shell {
            Span::new(name.len() + 1, text.len() - 1)
        } else {
            Span::new(0, text.len())
        }
    })
}

#[cfg(test)]
mod tests {
    use crate::transcript::Transcript;

    #[test]
    fn a_screen_is_read_by_its_marks() {
        let text = "╭──────────────╮\n│ ✻ Welcome!   │\n╰──────────────╯\n\n> why does pump 3\n  stop?\n\n⏺ I look at the **log**.\n\n\
            ⏺ Bash(tail -1 pump.log)\n  ⎿  valve stuck\n     level 412\n     … +3 lines\n\n⏺ Read(pump.rs)\n  ⎿  Read 12 lines\n\n\
            ⏺ Two reasons:\n  - it is cold\n  - it is old\n\n> thanks\n";
        let it = Transcript::parse(text);
        assert_eq!(it.format, "agent-screen");
        let turns: Vec<String> = it
            .turns
            .iter()
            .map(|it| format!("{} {}", it.kind.name(), it.view.text()))
            .collect();
        assert_eq!(
            turns,
            [
                "speech why does pump 3 stop?",
                "speech I look at the log.",
                "command tail -1 pump.log",
                "output valve stuck\n\nlevel 412\n\n… +3 lines",
                "command Read(pump.rs)",
                "output Read 12 lines",
                "speech Two reasons:\n\nit is cold\n\nit is old",
                "speech thanks",
            ]
        );
        assert_eq!(it.why, "4 messages, 2 commands, 2 outputs");
        assert!(
            text[it.turns[3].span.range()].starts_with('⎿')
                || text[it.turns[3].span.range()].starts_with("  ⎿")
        );
    }

    #[test]
    fn lists_and_quotes_are_no_screen() {
        for text in [
            "> It fell.\n\n• one\n• two\n\n  └ three\n\nThen we left.\nIt was cold.\nAnd old.\nAnd wet.\nAnd dark.\n",
            "• one\n• two\n• three\n",
            "> a quote\n\n- a list\n- of two\n",
        ] {
            assert_ne!(Transcript::parse(text).format, "agent-screen", "{text}");
        }
    }
}

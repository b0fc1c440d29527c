//! The chat history of aider: `####` before the user's lines, `>` before the tool's own, the rest is the assistant's.

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
    name: "aider",
    detect,
    parse,
};

/// What opens every session in a history.
const OPENS: &str = "# aider chat started at ";

/// Lines that are looked at to find one.
const LOOKED_AT: usize = 2000;

fn detect(input: &Input<'_>) -> Option<f32> {
    let mut lines = input.lines().take(LOOKED_AT);
    lines.any(|it| it.1.starts_with(OPENS)).then_some(1.0)
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    User,
    Tool,
    Rest,
}

/// Whether a line has the mark of the user.
fn asks(line: &str) -> bool {
    line.strip_prefix("####").is_some_and(|it| it.starts_with(' '))
}

/// The lines of one kind that stand together.
struct Run<'a> {
    kind: Line,
    lines: Vec<(Span, &'a str)>,
}

fn parse(input: &Input<'_>, out: &mut Builder) -> String {
    let mut reader = Reader {
        when: Moment::default(),
        has_asked: false,
        runs: false,
        is_new: false,
    };
    // The user comes first, whoever is named first.
    out.speaker("User");
    let mut run: Option<Run<'_>> = None;
    let is_trimmed = !input
        .lines()
        .any(|it| it.1.starts_with("####") && it.1.ends_with("  "));
    let mut in_code = false;
    for (span, line) in input.lines() {
        if let Some(time) = line.strip_prefix(OPENS) {
            reader.run(run.take(), out);
            in_code = false;
            reader.when = Moment::read(time).unwrap_or_default();
            (reader.has_asked, reader.runs, reader.is_new) = (false, false, true);
            let words = Span::new(span.start + 2, span.start + line.trim_end().len());
            let view = View::plain(input.text.get(words.range()).unwrap_or_default(), words.start);
            let turn = out.push(
                TurnKind::System,
                None,
                None,
                Span::new(span.start, words.end),
                view,
            );
            reader.when.mark(turn);
            continue;
        }
        // It ends its own lines with two blanks; headings and quotes of the assistant have none.
        let is_own = if is_trimmed {
            !in_code
        } else {
            line.ends_with("  ")
        };
        let kind = match line {
            _ if is_own && asks(line) => Line::User,
            _ if line.starts_with('>') && is_own => Line::Tool,
            _ => Line::Rest,
        };
        if kind == Line::User {
            in_code = false;
        } else if kind == Line::Rest && line.starts_with("```") {
            in_code = !in_code;
        }
        match run.as_mut() {
            Some(open) if open.kind == kind => open.lines.push((span, line)),
            _ => {
                let before = run.replace(Run {
                    kind,
                    lines: vec![(span, line)],
                });
                reader.run(before, out);
            }
        }
    }
    reader.run(run, out);
    agent::why(out)
}

struct Reader {
    when: Moment,
    /// Whether the user said anything in this session.
    has_asked: bool,
    /// Whether the user's last line ran a program.
    runs: bool,
    /// Whether the tool's first line, how it was called, is still to come.
    is_new: bool,
}

impl Reader {
    fn run(&mut self, run: Option<Run<'_>>, out: &mut Builder) {
        let Some(run) = run else { return };
        let (Some(first), Some(last)) = (
            run.lines.iter().find(|it| !it.1.trim().is_empty()),
            run.lines.iter().rfind(|it| !it.1.trim().is_empty()),
        ) else {
            return;
        };
        let span = Span::new(first.0.start, last.0.start + last.1.trim_end().len());
        match run.kind {
            Line::User => self.user(&run.lines, span, out),
            Line::Tool => self.tool(&run.lines, out),
            Line::Rest => {
                let base = base(&run.lines, 0);
                let by = By::assistant(out.speaker("Aider"), self.when);
                if self.has_asked && !self.runs {
                    agent::put(
                        TurnKind::Speech,
                        Some(by.speaker),
                        span,
                        message::read(&base),
                        by,
                        out,
                    );
                } else {
                    agent::put(TurnKind::Output, None, span, terminal::printed(&base), by, out);
                }
            }
        }
    }

    fn user(&mut self, lines: &[(Span, &str)], span: Span, out: &mut Builder) {
        self.has_asked = true;
        self.is_new = false;
        let by = By::user(out.speaker("User"), self.when);
        let base = base(lines, "####".len());
        let text = base.text().trim();
        let is_command =
            text.starts_with(['/', '!']) && !text.starts_with("/ask") && !text.starts_with("/code");
        self.runs = is_command;
        if is_command {
            let start = base.text().len() - base.text().trim_start().len();
            let view = base.slice(Span::new(start, start + text.len()));
            agent::put(TurnKind::Command, None, span, view, by, out);
        } else {
            agent::put(
                TurnKind::Speech,
                Some(by.speaker),
                span,
                message::read(&base),
                by,
                out,
            );
        }
    }

    /// What the tool says of itself is no fact; what it did, and what programs printed, is.
    fn tool(&mut self, lines: &[(Span, &str)], out: &mut Builder) {
        const OWN: [&str; 22] = [
            "Aider v",
            "Model",
            "Main model",
            "Weak model",
            "Editor model",
            "Git repo",
            "Repo-map",
            "Use /help",
            "Tokens:",
            "Added ",
            "Restored ",
            "You can use /undo",
            "^C",
            "https://aider",
            "VSCode terminal",
            "Cost:",
            "Multiline mode",
            "Update git",
            "Newer aider",
            "Warning for",
            "Can't initialize",
            "Initial repo",
        ];
        let by = By::assistant(out.speaker("Aider"), self.when);
        for &(span, line) in lines {
            let words = line.trim_start_matches('>').trim();
            if words.is_empty() {
                continue;
            }
            let start = span.start + line.find(words).unwrap_or(0);
            let whole = Span::new(span.start, span.start + line.trim_end().len());
            let name = words.split_whitespace().next().unwrap_or_default();
            let is_call =
                std::mem::take(&mut self.is_new) && name.rsplit(['/', '\\']).next() == Some("aider");
            let kind = match words {
                _ if is_call => TurnKind::Command,
                _ if OWN.iter().any(|it| words.starts_with(it)) => TurnKind::System,
                _ => TurnKind::Output,
            };
            let view = View::plain(words, start);
            agent::put(kind, None, whole, view, by, out);
        }
    }
}

/// Those lines without what stands before them.
fn base(lines: &[(Span, &str)], marks: usize) -> View {
    let mut view = View::default();
    for &(span, line) in lines {
        let words = line.get(marks..).unwrap_or_default().trim_end();
        join::gap(&mut view, span.start, "\n");
        view.push(words, span.start + marks.min(line.len()));
    }
    view
}

#[cfg(test)]
mod tests {
    use crate::transcript::Transcript;

    #[test]
    fn user_tool_and_assistant_are_told_apart() {
        let text = "\n# aider chat started at 2026-03-04 14:07:00\n\n> /usr/bin/aider pump.rs  \n> Aider v0.50.0  \n\n\
            #### Why does it stop?  \n####   \n#### It is cold.  \n\nIt is *cold*:\n\n## Note\n\n> quoted\n\n\
            > Tokens: 1k sent  \n> Commit 1f2e3d4 fix: heat it  \n\n#### /run make  \n\n> 3 passed  \n";
        let it = Transcript::parse(text);
        assert_eq!(it.format, "aider");
        let turns: Vec<String> = it
            .turns
            .iter()
            .map(|it| format!("{} {}", it.kind.name(), it.view.text()))
            .collect();
        assert_eq!(
            turns,
            [
                "system aider chat started at 2026-03-04 14:07:00",
                "command /usr/bin/aider pump.rs",
                "system Aider v0.50.0",
                "speech Why does it stop?\n\nIt is cold.",
                "speech It is cold:\n\nNote\n\nquoted",
                "system Tokens: 1k sent",
                "output Commit 1f2e3d4 fix: heat it",
                "command /run make",
                "output 3 passed",
            ]
        );
        assert_eq!(it.why, "2 messages, 2 commands, 2 outputs");
    }
}

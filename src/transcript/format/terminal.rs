//! Which lines of a terminal were typed, and which were printed.

use super::build::{Builder, PARAGRAPH};
use super::moment::Moment;
use super::screen::{Row, Screen};
use crate::text::{Span, View};
use crate::transcript::{Stamp, TurnKind};

/// What a program printed, its lines as paragraphs, without colours and the lines that it overwrote.
pub(super) fn printed(view: &View) -> View {
    let text = view.text();
    let returns = text.matches('\r').count() != text.matches("\r\n").count();
    if !returns && !text.contains(['\u{1b}', '\u{8}']) {
        return joined(view, view.text().split('\n'));
    }
    let mut screen = Screen::new(None, None);
    screen.show(view, 0.0);
    let mut res = View::default();
    for row in screen.rows() {
        let from = res.span().end;
        if !res.text().is_empty() {
            res.push_mapped(PARAGRAPH, Span::new(from.min(row.span.start), row.span.start));
        }
        if row.span.start < from && !res.text().is_empty() {
            let text = row.view.text().to_owned();
            res.push_mapped(&text, Span::at(from));
        } else {
            res.append(&row.view, Span::new(0, row.view.text().len()));
        }
    }
    res
}

/// Those lines of `view`, as paragraphs.
fn joined<'t>(view: &View, lines: impl Iterator<Item = &'t str>) -> View {
    let mut res = View::default();
    let mut at = 0;
    for line in lines {
        let said = line.trim_end();
        if !said.trim().is_empty() {
            if !res.text().is_empty() {
                let from = res.span().end;
                let to = view.start_in_file(at).max(from);
                res.push_mapped(PARAGRAPH, Span::new(from, to));
            }
            res.append(view, Span::new(at, at + said.len()));
        }
        at += line.len() + 1;
    }
    res
}

/// Appends the lines of a terminal as what was typed and what was printed. Rows that were drawn over each other are one
/// piece of output, so that turns stay apart in the file.
pub(super) fn emit(rows: Vec<Row>, out: &mut Builder, when: impl Fn(&Row) -> Moment) {
    let mut is_typing = false;
    for row in rows {
        let text = row.view.text();
        let (kind, from) = match row.typed.or_else(|| prompt(text)) {
            Some(at) => (TurnKind::Command, at),
            None if is_typing && text.starts_with("> ") => (TurnKind::Command, 2),
            None => (TurnKind::Output, 0),
        };
        let words = text.get(from..).unwrap_or_default();
        let blanks = words.len() - words.trim_start().len();
        is_typing = kind == TurnKind::Command;
        if words.trim().is_empty() {
            continue;
        }
        let from = if kind == TurnKind::Command {
            from + blanks
        } else {
            from
        };
        let view = row.view.slice(Span::new(from, text.len()));
        match out.turns.last_mut() {
            Some(last) if row.span.start < last.span.end => {
                let said = format!("{PARAGRAPH}{}", view.text());
                let place = Span::at(last.view.span().end);
                last.view.push_mapped(&said, place);
                last.span.end = last.span.end.max(row.span.end);
            }
            _ => {
                let turn = out.push(kind, None, None, row.span, view);
                when(&row).mark(turn);
            }
        }
    }
}

/// A moment so many seconds after the recording began.
pub(super) fn after(seconds: f64, day: Option<crate::language::time::Day>) -> Moment {
    Moment {
        start: Stamp::seconds(seconds),
        day,
    }
}

/// Where, behind a prompt, what was typed begins: `ana@box:~$ ls`, `$ ls`, `bash-5.1# ls`, `~/src ❯ ls`, `>>> 1 + 1`,
/// `mysql> show tables`.
pub(super) fn prompt(line: &str) -> Option<usize> {
    const LONGEST: usize = 120;
    let start = line.len() - line.trim_start().len();
    let text = line.get(start..)?;
    for mark in [">>> ", "... "] {
        if text.starts_with(mark) {
            return Some(start + mark.len());
        }
    }
    let is_mark = |c: char| matches!(c, '$' | '#' | '%' | '>' | '❯' | '➜' | 'λ' | '»');
    let mut before = None;
    for (at, c) in text.char_indices().take_while(|it| it.0 < LONGEST) {
        let rest = text.get(at + c.len_utf8()..)?;
        if is_mark(c) && (rest.starts_with(' ') || rest.is_empty()) && opens(text.get(..at)?, c) {
            return Some(start + at + c.len_utf8() + usize::from(!rest.is_empty()));
        }
        before = before.or((c == '➜').then_some(at));
    }
    // oh-my-zsh: `➜  dir git:(main) ✗ ls`
    let arrow = text.strip_prefix('➜').filter(|_| before == Some(0))?;
    let (_, rest) = arrow.trim_start().split_once(' ')?;
    let rest = match rest.strip_prefix("git:(") {
        Some(branch) => branch
            .split_once(") ")
            .map(|it| it.1)?
            .trim_start_matches(['✗', ' ']),
        None => rest,
    };
    Some(line.len() - rest.len())
}

/// Whether `before` is what stands in front of the mark of a prompt.
fn opens(before: &str, mark: char) -> bool {
    let words: Vec<&str> = before.split_whitespace().collect();
    let Some(last) = words.last() else {
        return matches!(mark, '$' | '%' | '❯' | 'λ' | '»');
    };
    let has_user = words.iter().any(|it| {
        it.split_once('@').is_some_and(|(user, host)| {
            let is_name = |it: &str| it.starts_with(|c: char| c.is_alphanumeric() || c == '_');
            is_name(user.trim_start_matches(['[', '('])) && is_name(host)
        })
    });
    let is_path = |it: &str| it.starts_with(['~', '/']) || it.ends_with(['~', '/']);
    let shells = ["bash-", "sh-", "zsh-", "fish", "bash", "sh", "zsh", "PS"];
    let is_shell = shells.iter().any(|it| words[0].starts_with(it)) && words.len() <= 2;
    // `mysql>`, `db=#`, `127.0.0.1:6379>`, `irb(main):001:0>`: one word, and the mark stuck to it.
    let is_stuck = words.len() == 1 && before.ends_with(*last) && !before.starts_with('<');
    let in_console = |c: char| c.is_alphanumeric() || "-_.:=()[]*/".contains(c);
    let is_console = is_stuck && matches!(mark, '>' | '#') && last.chars().all(in_console);
    let names_console = [
        "sql", "redis", "mongo", "irb", "iex", "php", "node", "pry", "sqlite", "ghci", "gdb",
    ];
    let known =
        last.ends_with('=') || last.ends_with(":0") || names_console.iter().any(|it| last.contains(it));
    let is_address = last.split_once(':').is_some_and(|(_, port)| {
        1 < port.len()
            && port
                .trim_end_matches(|c: char| !c.is_ascii_digit())
                .bytes()
                .all(|it| it.is_ascii_digit())
    });
    has_user && words.len() <= 5
        || is_shell && matches!(mark, '$' | '#' | '%' | '>')
        || words.len() <= 4
            && words.iter().any(|it| is_path(it))
            && matches!(mark, '$' | '%' | '❯' | 'λ' | '»')
        || words.len() <= 3 && matches!(mark, '❯' | 'λ')
        || is_console && (known || is_address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prompts_are_told_from_what_is_printed() {
        for (line, typed) in [
            ("ana@box:~/src$ ls -la", "ls -la"),
            ("[ana@box src]# systemctl stop pump", "systemctl stop pump"),
            ("$ make", "make"),
            ("bash-5.1$ make", "make"),
            ("ana@mac src % make", "make"),
            ("~/src main ❯ make", "make"),
            ("➜  src git:(main) ✗ make", "make"),
            ("PS C:\\src> dir", "dir"),
            (">>> 1 + 1", "1 + 1"),
            ("mysql> show tables;", "show tables;"),
            ("127.0.0.1:6379> get level", "get level"),
            ("pump=# select 1;", "select 1;"),
            ("(venv) ana@box:/srv$ make", "make"),
        ] {
            let at = prompt(line).unwrap_or_else(|| panic!("no prompt: {line}"));
            assert_eq!(&line[at..], typed, "{line}");
        }
        for line in [
            "load: 45 % of 12",
            "# a comment",
            "<html> text",
            "it cost 5 $ more",
            "a -> b",
            "> quoted",
            "95.5% done",
            "100 % of it",
            "level > 40",
            "warning: 3 > 2",
        ] {
            assert_eq!(prompt(line), None, "{line}");
        }
    }
}

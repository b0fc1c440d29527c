//! What a terminal showed, line by line: escape sequences acted on, returns and backspaces folded, every letter with
//! its bytes in the file. And which of the lines were typed.

use super::build::{Builder, PARAGRAPH};
use super::moment::Moment;
use crate::text::{Span, View};
use crate::transcript::{Stamp, TurnKind};

/// Lines of a screen whose size nobody tells.
const HEIGHT: usize = 50;

/// Columns that a line is never moved beyond.
const WIDEST: usize = 2000;

/// A line that was shown.
pub(super) struct Row {
    /// Its letters.
    pub(super) view: View,
    /// Its bytes in the file.
    pub(super) span: Span,
    /// When its first letter came, in seconds since the recording began.
    pub(super) seconds: f64,
    /// Where, in the view, a marked prompt ends and what was typed begins.
    pub(super) typed: Option<usize>,
}

/// A letter on the screen.
#[derive(Clone, Copy)]
struct Cell {
    c: char,
    raw: Span,
    /// Whether it stands in the file as it is.
    is_literal: bool,
}

impl Cell {
    /// Takes the letter away.
    fn blank(&mut self) {
        self.c = ' ';
        self.is_literal = false;
    }
}

#[derive(Default)]
struct Line {
    cells: Vec<Cell>,
    seconds: Option<f64>,
    typed: Option<usize>,
    /// Goes on with the line above, which was full.
    is_wrapped: bool,
}

/// What the bytes so far are in the middle of.
enum State {
    Ground,
    Escape,
    /// `ESC [` and its parameters.
    Control(String),
    /// `ESC ]`, and the beginning of what it says.
    Command(String),
    /// A string for the terminal, up to its end.
    Ignored,
    /// The end of such a string, perhaps.
    Ending,
    /// One more letter names a set of characters.
    Charset,
}

/// A screen and all that scrolled off it.
pub(super) struct Screen {
    lines: Vec<Line>,
    row: usize,
    column: usize,
    width: Option<usize>,
    height: usize,
    /// The first line that the cursor can reach.
    floor: usize,
    state: State,
    /// A program drew on the whole screen; what stood there comes back.
    is_alternate: bool,
}

impl Screen {
    /// An empty one of that size.
    pub(super) fn new(width: Option<usize>, height: Option<usize>) -> Screen {
        Screen {
            lines: vec![Line::default()],
            row: 0,
            column: 0,
            width: width.filter(|it| (20..WIDEST).contains(it)),
            height: height.filter(|it| 0 < *it).unwrap_or(HEIGHT).min(HEIGHT * 4),
            floor: 0,
            state: State::Ground,
            is_alternate: false,
        }
    }

    /// Shows `view`, which came `seconds` after the recording began.
    pub(super) fn show(&mut self, view: &View, seconds: f64) {
        for (at, c) in view.text().char_indices() {
            let raw = view.in_file(Span::new(at, at + c.len_utf8()));
            self.step(c, raw, seconds);
        }
    }

    /// What stands on the line of the cursor.
    pub(super) fn current(&self) -> String {
        let line = self.lines.get(self.row);
        line.map_or_else(String::new, |it| it.cells.iter().map(|it| it.c).collect())
    }

    fn step(&mut self, c: char, raw: Span, seconds: f64) {
        match std::mem::replace(&mut self.state, State::Ground) {
            State::Ground => self.plain(c, raw, seconds),
            State::Escape => self.escape(c),
            State::Control(mut given) => match c {
                '\u{40}'..='\u{7e}' => self.control(c, &given),
                '\u{1b}' => self.state = State::Escape,
                _ if given.len() < 32 => {
                    given.push(c);
                    self.state = State::Control(given);
                }
                _ => {}
            },
            State::Command(mut said) => match c {
                '\u{7}' | '\u{9c}' => self.mark(&said),
                '\u{1b}' => {
                    self.mark(&said);
                    self.state = State::Ending;
                }
                _ => {
                    if said.len() < 16 {
                        said.push(c);
                    }
                    self.state = State::Command(said);
                }
            },
            State::Ignored => {
                self.state = match c {
                    '\u{1b}' => State::Ending,
                    '\u{9c}' | '\u{7}' => State::Ground,
                    _ => State::Ignored,
                }
            }
            State::Ending if c == '\\' => {}
            State::Ending => self.escape(c),
            State::Charset => {}
        }
    }

    fn escape(&mut self, c: char) {
        match c {
            '[' => self.state = State::Control(String::new()),
            ']' => self.state = State::Command(String::new()),
            'P' | 'X' | '^' | '_' => self.state = State::Ignored,
            '(' | ')' | '*' | '+' | '#' | '%' | ' ' => self.state = State::Charset,
            'M' => self.up(1),
            'c' => self.clear(),
            _ => {}
        }
    }

    fn plain(&mut self, c: char, raw: Span, seconds: f64) {
        match c {
            '\u{1b}' => self.state = State::Escape,
            '\u{9b}' => self.state = State::Control(String::new()),
            _ if self.is_alternate => {}
            '\n' | '\u{b}' | '\u{c}' => self.feed(false),
            '\r' => self.column = 0,
            '\u{8}' => self.column = self.column.saturating_sub(1),
            '\t' => {
                const STOPS: usize = 8;
                let end = (self.column / STOPS + 1) * STOPS;
                for _ in self.column..end {
                    self.put(' ', raw, false, seconds);
                }
            }
            _ if c.is_control() || matches!(c, '\u{fffd}' | '\u{200e}' | '\u{200f}') => {}
            _ => self.put(c, raw, raw.len() == c.len_utf8(), seconds),
        }
    }

    fn put(&mut self, c: char, raw: Span, is_literal: bool, seconds: f64) {
        if self.width.is_some_and(|it| it <= self.column) {
            self.feed(true);
            self.column = 0;
        }
        let Some(line) = self.lines.get_mut(self.row) else {
            return;
        };
        let blank = Cell {
            c: ' ',
            raw: Span::at(raw.start),
            is_literal: false,
        };
        while line.cells.len() < self.column {
            line.cells.push(blank);
        }
        line.seconds.get_or_insert(seconds);
        let cell = Cell { c, raw, is_literal };
        match line.cells.get_mut(self.column) {
            Some(it) => *it = cell,
            None => line.cells.push(cell),
        }
        self.column += 1;
    }

    /// Moves to the line below.
    fn feed(&mut self, is_wrapped: bool) {
        self.row += 1;
        self.column = 0;
        if self.row == self.lines.len() {
            self.lines.push(Line {
                is_wrapped,
                ..Line::default()
            });
        }
    }

    /// The line at the top of the screen.
    fn top(&self) -> usize {
        self.floor.max(self.lines.len().saturating_sub(self.height))
    }

    fn up(&mut self, n: usize) {
        self.row = self.row.saturating_sub(n).max(self.top().min(self.row));
    }

    fn down(&mut self, n: usize) {
        for _ in 0..n.min(self.height) {
            let column = self.column;
            self.feed(false);
            self.column = column;
        }
    }

    /// An empty screen; what stood on it is kept.
    fn clear(&mut self) {
        if self.lines.last().is_none_or(|it| !it.cells.is_empty()) {
            self.lines.push(Line::default());
        }
        self.row = self.lines.len() - 1;
        self.column = 0;
        self.floor = self.row;
    }

    /// Shells with integration mark where a prompt ends: `133;B`.
    fn mark(&mut self, said: &str) {
        let ends_prompt = said.starts_with("133;B") || said.starts_with("633;B");
        if ends_prompt && let Some(line) = self.lines.get_mut(self.row) {
            line.typed = Some(self.column);
        }
    }

    fn control(&mut self, c: char, given: &str) {
        let is_private = given.starts_with('?');
        let mut numbers = given
            .trim_start_matches('?')
            .split(';')
            .map(|it| it.parse::<usize>().ok());
        let first = numbers.next().flatten();
        let second = numbers.next().flatten();
        let n = first.unwrap_or(1).max(1);
        if is_private {
            if matches!(first, Some(47 | 1047 | 1049)) {
                self.is_alternate = c == 'h';
            }
            return;
        }
        if self.is_alternate {
            return;
        }
        match c {
            'A' | 'F' => self.up(n),
            'B' | 'E' => self.down(n),
            'C' => self.column = (self.column + n).min(self.width.unwrap_or(WIDEST) - 1),
            'D' => self.column = self.column.saturating_sub(n),
            'G' | '`' => self.column = (n - 1).min(WIDEST),
            'd' => self.go_to(n),
            'H' | 'f' => {
                self.go_to(n);
                self.column = second.unwrap_or(1).saturating_sub(1).min(WIDEST);
            }
            'J' => self.erase_screen(first.unwrap_or(0)),
            'K' => self.erase_line(first.unwrap_or(0)),
            'P' | '@' | 'X' => self.edit(c, n),
            _ => {}
        }
        if matches!(c, 'E' | 'F') {
            self.column = 0;
        }
    }

    fn go_to(&mut self, row: usize) {
        let wanted = self.top() + (row - 1).min(self.height - 1);
        while self.lines.len() <= wanted {
            self.lines.push(Line::default());
        }
        self.row = wanted;
    }

    fn erase_screen(&mut self, how: usize) {
        let at_home = self.row == self.top() && self.column == 0;
        match how {
            0 if !at_home => {
                self.erase_line(0);
                for line in self.lines.iter_mut().skip(self.row + 1) {
                    *line = Line::default();
                }
            }
            1 => {}
            _ => self.clear(),
        }
    }

    fn erase_line(&mut self, how: usize) {
        let column = self.column;
        let Some(line) = self.lines.get_mut(self.row) else {
            return;
        };
        match how {
            0 => line.cells.truncate(column),
            1 => {
                for cell in line.cells.iter_mut().take(column + 1) {
                    cell.blank();
                }
            }
            _ => line.cells.clear(),
        }
    }

    /// Takes letters out, or makes room for some.
    fn edit(&mut self, how: char, n: usize) {
        let column = self.column;
        let Some(line) = self.lines.get_mut(self.row) else {
            return;
        };
        let len = line.cells.len();
        if len <= column || WIDEST < len {
            return;
        }
        let end = (column + n).min(len);
        match how {
            'P' => {
                line.cells.drain(column..end);
            }
            'X' => {
                for cell in line.cells.iter_mut().take(end).skip(column) {
                    cell.blank();
                }
            }
            _ => {
                let mut blank = line.cells[column];
                blank.blank();
                line.cells
                    .splice(column..column, std::iter::repeat_n(blank, n.min(WIDEST)));
            }
        }
    }

    /// All lines that show something.
    pub(super) fn rows(self) -> Vec<Row> {
        let mut lines: Vec<Line> = Vec::new();
        for line in self.lines {
            match lines.last_mut() {
                Some(above) if line.is_wrapped => above.cells.extend(line.cells),
                _ => lines.push(line),
            }
        }
        lines.into_iter().filter_map(row).collect()
    }
}

/// What a line shows, and where that stands.
fn row(line: Line) -> Option<Row> {
    let len = line
        .cells
        .iter()
        .rposition(|it| it.c != ' ')
        .map_or(0, |it| it + 1);
    let cells = line.cells.get(..len).filter(|it| !it.is_empty())?;
    let start = cells.iter().map(|it| it.raw.start).min()?;
    let end = cells.iter().map(|it| it.raw.end).max()?;
    let is_in_order = cells
        .windows(2)
        .all(|it| it[0].raw.end <= it[1].raw.start || it[0].raw == it[1].raw);
    let mut view = View::default();
    let mut typed = None;
    let mut text = String::new();
    for (n, cell) in cells.iter().enumerate() {
        if line.typed == Some(n) {
            typed = Some(text.len());
        }
        text.push(cell.c);
        let mut buffer = [0; 4];
        let letter = cell.c.encode_utf8(&mut buffer);
        if cell.is_literal {
            view.push(letter, cell.raw.start);
        } else {
            view.push_mapped(letter, cell.raw);
        }
    }
    if !is_in_order {
        // Drawn in another order than it is read in: its place is where the drawing began.
        view = View::default();
        view.push_mapped(&text, Span::at(start));
    }
    Some(Row {
        view,
        span: Span::new(start, end),
        seconds: line.seconds.unwrap_or(0.0),
        typed,
    })
}

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

    fn shown(text: &str) -> Vec<String> {
        let mut screen = Screen::new(Some(20), Some(10));
        screen.show(&View::plain(text, 0), 0.0);
        screen.rows().iter().map(|it| it.view.text().to_owned()).collect()
    }

    #[test]
    fn escapes_returns_and_backspaces_are_acted_on() {
        assert_eq!(
            shown("\u{1b}[1;31mred\u{1b}[0m and \u{1b}]0;title\u{7}plain\r\n"),
            ["red and plain"]
        );
        assert_eq!(shown("load 10%\rload 100%\r\r\nend"), ["load 100%", "end"]);
        assert_eq!(shown("abcdef\rXY"), ["XYcdef"]);
        assert_eq!(shown("lsx\u{8}\u{1b}[K -a"), ["ls -a"]);
        assert_eq!(
            shown("pull a\r\npull b\r\n\u{1b}[2A\u{1b}[2Kdone a\r\n\u{1b}[2Kdone b"),
            ["done a", "done b"]
        );
        assert_eq!(shown("a\u{1b}[?1049hwhole screen\u{1b}[?1049lb"), ["ab"]);
        assert_eq!(shown("before\r\n\u{1b}[H\u{1b}[2Jafter"), ["before", "after"]);
        assert_eq!(
            shown("12345678901234567890123\r\n4"),
            ["12345678901234567890123", "4"]
        );
        assert_eq!(
            shown("a\u{1b}(Bb\u{1b}P1;2\u{1b}\\c\u{1b}[999999999C."),
            ["abc                ."]
        );
    }

    #[test]
    fn letters_lead_back_to_their_bytes() {
        let text = "\u{1b}[1mpümp\u{1b}[0m 3 \u{8}\u{8}7";
        let mut screen = Screen::new(None, None);
        screen.show(&View::plain(text, 0), 0.0);
        let rows = screen.rows();
        assert_eq!(rows[0].view.text(), "pümp 7");
        assert_eq!(&text[rows[0].view.in_file(Span::new(0, 5)).range()], "pümp");
        assert_eq!(&text[rows[0].view.in_file(Span::new(6, 7)).range()], "7");
    }

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

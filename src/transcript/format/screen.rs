//! What a terminal's screen showed, line by line: escape sequences acted on, returns and backspaces folded, every letter
//! with its bytes in the file.

use crate::text::{Span, View};

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
}

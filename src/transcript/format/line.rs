//! The lines of a source, each with what it is by itself. Formats are chosen and read from these; no
//! format looks at raw lines again.

use rustc_hash::FxHashMap;

use super::header::{self, Header, Shape};
use crate::text::{LineIndex, Span};
use crate::transcript::timestamp::Reading;

/// What a line is in a Markdown or plain document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Block {
    Blank,
    /// Between the fences of front matter, or a fence of it.
    FrontMatter,
    /// Opens a fence; whether Markdown stands inside (then its lines are read as such).
    FenceOpen {
        markdown: bool,
    },
    FenceClose,
    /// Inside a fence.
    Code,
    Heading,
    /// `---`, `===`, an HTML comment: no words.
    Rule,
    /// `--- #channel, export of Tuesday ---`
    Banner,
    /// `[Mina shares her screen]`, alone on its line.
    Stage,
    /// A time alone on its line.
    Time,
    /// `*Recorded in June.*`, alone on its line.
    Meta,
    ListItem,
    TableRow,
    /// `|---|---|`
    TableRule,
    /// What the exporter says of itself, or a break between two parts: nobody's words.
    System,
    Text,
}

/// One line.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The line without its break and the blanks at both ends.
    pub(super) span: Span,
    pub(super) block: Block,
    /// Where the words begin: behind `#`, `-`, `1.`, `>`, `[`.
    pub(super) words: Span,
    pub(super) header: Option<Header>,
    /// Index into [`Source::labels`] of the header's label.
    pub(super) label: usize,
    /// A time before the words that is not part of a header.
    pub(super) stamp: Option<Reading>,
}

/// A label seen in headers, whatever its case.
#[derive(Clone, Debug)]
pub(super) struct Label {
    pub(super) name: String,
    pub(super) count: usize,
    /// How often in each [`Shape`].
    pub(super) shapes: [usize; 6],
    pub(super) is_role: bool,
    pub(super) is_capitals: bool,
}

/// A text cut into classified lines.
#[derive(Clone)]
pub(super) struct Source<'a> {
    pub(super) text: &'a str,
    pub(super) index: &'a LineIndex,
    pub(super) lines: Vec<Line>,
    pub(super) labels: Vec<Label>,
    /// Lines that start something: a paragraph, an item, a row, a heading.
    pub(super) blocks: usize,
    /// Stamps before names count from the start of a recording.
    pub(super) stamps_are_offsets: bool,
}

impl<'a> Source<'a> {
    /// The lines of `text` inside `window`.
    pub(super) fn new(text: &'a str, index: &'a LineIndex, window: Span) -> Source<'a> {
        let mut source = Source {
            text,
            index,
            lines: Vec::with_capacity(index.count()),
            labels: Vec::new(),
            blocks: 0,
            stamps_are_offsets: false,
        };
        source.classify(window);
        source.tally();
        source
    }

    pub(super) fn slice(&self, span: Span) -> &'a str {
        &self.text[span.range()]
    }

    /// The words of the header of `line`, in the file.
    pub(super) fn header_body(&self, line: &Line, header: &Header) -> Span {
        Span::new((line.words.start + header.body).min(line.span.end), line.span.end)
    }

    fn classify(&mut self, window: Span) {
        let first = self.index.line(window.start);
        let behind = match window.end {
            end if end == self.text.len() => self.index.count(),
            end if end <= window.start => first,
            end => self.index.line(end - 1) + 1,
        };
        let front_matter = self.front_matter_end(first, behind);
        let mut fence: Option<Fence> = None;
        let mut fences_end = behind;
        let mut n = first;
        while n < behind {
            let mut span = self.index.span(self.text, n);
            if n == 0 && self.text.starts_with('\u{feff}') {
                span.start += '\u{feff}'.len_utf8();
            }
            let raw = self.slice(span);
            let trimmed = raw.trim();
            let indent = raw.len() - raw.trim_start().len();
            let start = span.start + indent;
            let mut line = Line {
                span: Span::new(start, start + trimmed.len()),
                block: Block::Blank,
                words: Span::new(start, start + trimmed.len()),
                header: None,
                label: 0,
                stamp: None,
            };
            if trimmed.is_empty() || !(window.start..=window.end).contains(&start) {
                line.span = Span::at(span.start);
                line.words = line.span;
            } else if n < front_matter {
                line.block = Block::FrontMatter;
            } else if let Some(open) = &fence
                && open.closes(trimmed)
            {
                line.block = Block::FenceClose;
                fence = None;
            } else if fence.as_ref().is_some_and(|it| !it.markdown) {
                line.block = Block::Code;
            } else if fence.is_none() && n < fences_end && fence_mark(trimmed).is_some() {
                let open = Fence::new(trimmed, n);
                line.block = Block::FenceOpen {
                    markdown: open.markdown,
                };
                fence = Some(open);
            } else {
                let text = self.text;
                read_line(text, &mut line, fence.is_none());
            }
            self.lines.push(line);
            n += 1;
            if n == behind
                && let Some(open) = fence.take()
            {
                // A fence that nothing closes is a line like others; what stands below it is read again.
                fences_end = open.line;
                n = open.line;
                self.lines.truncate(n - first);
            }
        }
    }

    /// The line behind the front matter at line `first`, fences included; 0 without.
    fn front_matter_end(&self, first: usize, behind: usize) -> usize {
        let line = |n| self.slice(self.index.span(self.text, n)).trim_end();
        // Below a heading, the same marks are a rule.
        let may_begin = first
            .checked_sub(1)
            .is_none_or(|above| line(above).starts_with('='));
        if behind <= first || !may_begin || line(first).trim_start_matches('\u{feff}') != "---" {
            return 0;
        }
        for n in first + 1..behind {
            let it = line(n);
            if it == "---" || it == "..." {
                return n + 1;
            }
            let is_yaml = it.is_empty() || it.starts_with([' ', '\t', '-', '#']) || it.contains(':');
            if !is_yaml {
                return 0;
            }
        }
        0
    }

    /// Counts blocks and labels anew, after somebody read headers otherwise.
    pub(super) fn tally(&mut self) {
        self.labels.clear();
        self.blocks = 0;
        let mut known: FxHashMap<String, usize> = FxHashMap::default();
        let mut first_leading = None;
        let mut beyond_day = false;
        let mut before = Block::Blank;
        for line in &mut self.lines {
            let starts_block = match line.block {
                Block::Text => before != Block::Text || line.header.is_some(),
                Block::Heading | Block::ListItem | Block::TableRow | Block::FenceOpen { .. } => true,
                _ => false,
            };
            self.blocks += usize::from(starts_block);
            before = line.block;
            let Some(header) = &line.header else {
                continue;
            };
            if let (Shape::Leading | Shape::Nick, Some(stamp)) = (header.shape, header.stamp) {
                first_leading = first_leading.or(Some(stamp));
                beyond_day |= stamp.clock().is_none();
            }
            let at = line.words.start;
            let name = &self.text[at + header.label.start..at + header.label.end];
            let name = header::bare(name);
            let is_capitals = !name.chars().any(char::is_lowercase);
            let id = *known.entry(name.to_lowercase()).or_insert_with(|| {
                self.labels.push(Label {
                    name: name.to_owned(),
                    count: 0,
                    shapes: [0; 6],
                    is_role: header::is_role(name),
                    is_capitals,
                });
                self.labels.len() - 1
            });
            let label = &mut self.labels[id];
            label.count += 1;
            label.shapes[header.shape as usize] += 1;
            label.is_capitals |= is_capitals;
            line.label = id;
        }
        self.stamps_are_offsets = beyond_day || first_leading.is_some_and(Reading::looks_like_offset);
    }
}

/// An open fence.
struct Fence {
    mark: char,
    len: usize,
    line: usize,
    markdown: bool,
}

impl Fence {
    fn new(text: &str, line: usize) -> Fence {
        let (mark, len) = fence_mark(text).unwrap_or(('`', 3));
        let language = text.trim_start_matches(mark).trim();
        Fence {
            mark,
            len,
            line,
            markdown: language.eq_ignore_ascii_case("markdown") || language.eq_ignore_ascii_case("md"),
        }
    }

    fn closes(&self, text: &str) -> bool {
        let len = text.len() - text.trim_start_matches(self.mark).len();
        len >= self.len && len == text.len()
    }
}

fn fence_mark(text: &str) -> Option<(char, usize)> {
    let mark = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let len = text.len() - text.trim_start_matches(mark).len();
    (len >= 3 && !text[len..].contains('`')).then_some((mark, len))
}

/// Classifies a line outside code.
fn read_line(file: &str, line: &mut Line, headers: bool) {
    let text = &file[line.span.range()];
    let first = text.as_bytes()[0];
    let words_from = |at: usize| {
        let rest = &text[at..];
        let start = line.span.start + text.len() - rest.trim_start().len();
        Span::new(start.min(line.span.end), line.span.end)
    };
    let (block, words) = match first {
        b'#' if heading_marks(text).is_some() => {
            let mut words = words_from(heading_marks(text).unwrap_or(0));
            // `### 00:05:00 {#00:05:00}`: exporters put the anchor behind.
            let anchor = text.rfind("{#").filter(|_| text.ends_with('}'));
            if let Some(anchor) = anchor.map(|it| text[..it].trim_end().len()) {
                words.end = (line.span.start + anchor).max(words.start);
            }
            (Block::Heading, words)
        }
        b'|' if text.len() > 1 && text[1..].contains('|') => {
            let is_rule = text.contains("--") && text.chars().all(|c| "|-: \t".contains(c));
            (
                if is_rule {
                    Block::TableRule
                } else {
                    Block::TableRow
                },
                line.span,
            )
        }
        b'-' | b'*' | b'_' | b'=' | b'+' | b'~' if is_rule(text) => (Block::Rule, line.span),
        b'-' if text.starts_with("--- ") => {
            let inner = text.trim_matches('-').trim();
            let start = line.span.start + text.find(inner).unwrap_or(0);
            (Block::Banner, Span::new(start, start + inner.len()))
        }
        b'<' if text.starts_with("<!--") && text.ends_with("-->") => (Block::Rule, line.span),
        b'>' => (
            Block::Text,
            words_from(text.len() - text.trim_start_matches(['>', ' ']).len()),
        ),
        _ => match (list_mark(text), stage(text)) {
            (Some(at), _) => (Block::ListItem, words_from(at)),
            (None, Some((from, to))) => {
                let span = Span::new(line.span.start + from, line.span.start + to);
                (Block::Stage, span)
            }
            _ if is_meta(text) => (Block::Meta, Span::new(line.span.start + 1, line.span.end - 1)),
            _ => (Block::Text, line.span),
        },
    };
    line.block = block;
    line.words = words;
    if block != Block::Text && block != Block::Heading {
        return;
    }
    let said = &file[words.range()];
    if headers {
        line.header = header::read(said).filter(|it| block == Block::Text || it.shape == Shape::Stamped);
    }
    if line.header.is_none()
        && block == Block::Text
        && let Some((stamp, len)) = header::leading_stamp(said)
    {
        let rest = &said[len..];
        let at = words.start + len;
        line.stamp = Some(stamp);
        if rest.is_empty() {
            line.block = Block::Time;
        } else if let Some((from, to)) = stage(rest) {
            line.block = Block::Stage;
            line.words = Span::new(at + from, at + to);
        }
    }
}

fn heading_marks(text: &str) -> Option<usize> {
    let marks = text.len() - text.trim_start_matches('#').len();
    (marks <= 6 && text[marks..].starts_with([' ', '\t'])).then_some(marks)
}

/// Three or more of one mark and nothing else, also with blanks between.
fn is_rule(text: &str) -> bool {
    let mark = text.as_bytes()[0];
    let mut marks = 0;
    text.bytes().all(|it| {
        marks += usize::from(it == mark);
        it == mark || it == b' '
    }) && marks >= 3
}

/// Bytes of a bullet or number, with its check box.
fn list_mark(text: &str) -> Option<usize> {
    let bullet = text
        .chars()
        .next()
        .filter(|c| "-*+•".contains(*c))
        .map(char::len_utf8);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = (1..=3).contains(&digits) && text[digits..].starts_with(['.', ')']);
    // A box may stand without a bullet.
    let is_boxed = ["[ ] ", "[x] ", "[X] "].iter().any(|it| text.starts_with(it));
    let len = bullet
        .or(number.then_some(digits + 1))
        .or(is_boxed.then_some(0))?;
    let rest = &text[len..];
    if !rest.is_empty() && !rest.starts_with([' ', '\t']) && !is_boxed {
        return None;
    }
    let item = rest.trim_start();
    let boxed = ["[ ]", "[x]", "[X]"].iter().find_map(|it| item.strip_prefix(it));
    Some(text.len() - boxed.unwrap_or(item).trim_start().len())
}

/// The words between the brackets of a line that is all bracket.
pub(super) fn stage(text: &str) -> Option<(usize, usize)> {
    let open = if text.starts_with("\\[") { 2 } else { 1 };
    if !text[open - 1..].starts_with('[') || !text.ends_with(']') {
        return None;
    }
    let close = text.len() - if text.ends_with("\\]") { 2 } else { 1 };
    let inner = text.get(open..close)?;
    let is_words = inner.chars().filter(|c| c.is_alphabetic()).nth(1).is_some();
    (is_words && !inner.contains([']', '['])).then_some((open, close))
}

/// A line that is wholly in italics.
fn is_meta(text: &str) -> bool {
    let mark = text.as_bytes()[0];
    if !matches!(mark, b'*' | b'_') || text.len() < 4 || !text.ends_with(char::from(mark)) {
        return false;
    }
    let inner = &text[1..text.len() - 1];
    let has_space_or_word = inner.starts_with(|c: char| !c.is_whitespace());
    let marks = inner.bytes().filter(|it| *it == mark).count();
    has_space_or_word
        && (marks == 0 || (mark == b'_' && !inner.contains("_ ") && !inner.contains(" _")))
        && inner.as_bytes()[0] != mark
}

//! The words of one piece of Markdown as they are read, and the way back to the file.

use crate::text::{Span, View};

/// Text as it is read, piece by piece, with what a reader of the file needs to find its way back: which bytes
/// each piece came from, which marks (emphasis, links, backticks) stand around which words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    text: String,
    runs: Vec<Run>,
    marks: Vec<Marks>,
    /// Something was left out at the end of the text.
    gap: bool,
    /// Code spans, bytes of the text, ascending.
    pub code: Vec<Span>,
    /// Texts of links, bytes of the text, ascending.
    pub links: Vec<Span>,
    /// Cells of a table row, bytes of the text, ascending.
    pub cells: Vec<Span>,
    /// Offsets in the text of the spaces that stand for line breaks, ascending.
    pub breaks: Vec<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    /// Where it starts in the text.
    at: usize,
    /// The bytes of the file it came from.
    file: Span,
    /// Byte for byte.
    exact: bool,
}

/// Marks around some words, bytes of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Marks {
    outer: Span,
    inner: Span,
}

impl Prose {
    /// The text as it is read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Notes that something stands here that is not read: of the white space around it one side is enough.
    pub(super) fn leave_out(&mut self) {
        self.gap = true;
    }

    /// Appends `text`, which stands at `offset` in the file.
    pub(super) fn push(&mut self, text: &str, offset: usize) {
        let (text, offset) = match std::mem::take(&mut self.gap) {
            true if self.text.is_empty() || self.text.ends_with(char::is_whitespace) => {
                let rest = text.trim_start();
                self.gap = rest.is_empty();
                (rest, offset + (text.len() - rest.len()))
            }
            _ => (text, offset),
        };
        if text.is_empty() {
            return;
        }
        let file = Span::new(offset, offset + text.len());
        match self.runs.last_mut() {
            Some(last) if last.exact && last.file.end == offset => last.file.end = file.end,
            _ => self.runs.push(Run {
                at: self.text.len(),
                file,
                exact: true,
            }),
        }
        self.text.push_str(text);
    }

    /// Appends `text`, which stands for other bytes `raw` of the file.
    pub(super) fn push_mapped(&mut self, text: &str, raw: Span) {
        if !text.is_empty() {
            self.runs.push(Run {
                at: self.text.len(),
                file: raw,
                exact: false,
            });
            self.text.push_str(text);
        }
    }

    /// Appends `text`, which the bytes `raw` of `file` hold with something in between (line prefixes, escapes).
    pub(super) fn push_aligned(&mut self, text: &str, file: &str, raw: Span) {
        let source = file.get(raw.range()).unwrap_or("");
        if source == text {
            return self.push(text, raw.start);
        }
        let mut at = 0;
        let mut chars = text.char_indices().peekable();
        while let Some((text_at, c)) = chars.next() {
            let rest = &source[at..];
            let is_break = c == ' ' && rest.starts_with(['\r', '\n']);
            let found = if is_break { Some(0) } else { rest.find(c) };
            let mut buffer = [0; 4];
            let piece = c.encode_utf8(&mut buffer);
            match found {
                Some(_) if is_break => {
                    let len = if rest.starts_with("\r\n") { 2 } else { 1 };
                    // The parser reads a space for each half of the line break.
                    let spaces = |it: &str| it.bytes().take_while(|&b| b == b' ').count();
                    if len == 2 && spaces(&rest[len..]) < spaces(&text[text_at + 1..]) {
                        chars.next_if(|it| it.1 == ' ');
                    }
                    let start = raw.start + at;
                    self.push_mapped(piece, Span::new(start, start + len));
                    at += len;
                }
                Some(ahead) => {
                    self.push(piece, raw.start + at + ahead);
                    at += ahead + piece.len();
                }
                // Nothing like it: the rest stands for the rest.
                None => {
                    at = source.len();
                    self.push_mapped(piece, Span::at(raw.end));
                }
            }
        }
    }

    /// Appends `text` that the parser made of other bytes `raw` of `file`: an entity, or text with something left out.
    pub(super) fn push_read(&mut self, text: &str, file: &str, raw: Span) {
        let entity = file.get(raw.range()).is_some_and(|it| it.starts_with('&'));
        if entity {
            self.push_mapped(text, raw)
        } else {
            self.push_aligned(text, file, raw)
        }
    }

    /// Notes marks: `outer` in the file stands around the text from `from` on.
    pub(super) fn note_marks(&mut self, outer: Span, from: usize) {
        if from < self.text.len() {
            let inner = self.cover(Span::new(from, self.text.len()));
            if outer.contains(inner) {
                self.marks.push(Marks { outer, inner });
            }
        }
    }

    /// The bytes of the file from the first to the last byte of `span`, without marks around them.
    fn cover(&self, span: Span) -> Span {
        let (start, end) = (
            self.run_at(span.start),
            self.run_at(span.end.saturating_sub(1).max(span.start)),
        );
        let (Some(start_run), Some(end_run)) = (start, end) else {
            return Span::at(0);
        };
        let first = if start_run.exact {
            start_run.file.start + (span.start - start_run.at)
        } else {
            start_run.file.start
        };
        let last = if end_run.exact {
            end_run.file.start + (span.end - end_run.at)
        } else {
            end_run.file.end
        };
        Span::new(first, last.max(first))
    }

    fn run_at(&self, at: usize) -> Option<Run> {
        let index = self.runs.partition_point(|it| it.at <= at).checked_sub(1)?;
        self.runs.get(index).copied()
    }

    /// The bytes of the file that `span` of the text stands for, with the marks that belong to it alone.
    /// `span` is not empty.
    pub fn in_file(&self, span: Span) -> Span {
        let cover = self.cover(span);
        let from = self.marks.partition_point(|it| it.inner.start < cover.start);
        let inside = self.marks[from..]
            .iter()
            .take_while(|it| it.inner.start < cover.end);
        inside
            .filter(|it| cover.contains(it.inner))
            .fold(cover, |all, it| all.cover(it.outer))
    }

    /// The text as a view.
    pub fn view(&self) -> View {
        let mut view = View::default();
        self.append_to(&mut view, 0);
        view
    }

    /// The part `span` of the text as a view.
    pub fn slice(&self, span: Span) -> View {
        let mut part = Prose::default();
        self.copy(span, &mut part);
        part.view()
    }

    /// Appends the text to `view`; what is parsed stands at `offset` in the file.
    pub(super) fn append_to(&self, view: &mut View, offset: usize) {
        for (index, run) in self.runs.iter().enumerate() {
            let end = self.runs.get(index + 1).map_or(self.text.len(), |it| it.at);
            let piece = &self.text[run.at..end];
            if run.exact {
                view.push(piece, run.file.start + offset);
            } else {
                view.push_mapped(piece, run.file.shift(offset));
            }
        }
    }

    /// Closes the text: marks come in the order of the file. Call once, when all is pushed.
    pub(super) fn finish(&mut self) {
        self.marks.sort_by_key(|it| (it.inner.start, it.outer.start));
        self.links.sort_by_key(|it| it.start);
    }

    /// The same without the bytes of `cuts` (ascending spans of the text, not overlapping); of the white space
    /// around a cut, and at both ends, nothing doubled is left.
    pub fn without(&self, cuts: &[Span]) -> Prose {
        let mut kept = Prose {
            marks: self.marks.clone(),
            ..Prose::default()
        };
        // (old start, new start, length)
        let mut moves: Vec<(usize, usize, usize)> = Vec::new();
        let mut after_cut = true;
        let mut at = 0;
        let end = self.text.trim_end().len();
        for cut in cuts.iter().copied().chain([Span::at(end)]) {
            let mut piece = Span::new(at, cut.start.min(end).max(at));
            let free = kept.text.is_empty() || kept.text.ends_with(char::is_whitespace);
            if after_cut && free {
                let raw = &self.text[piece.range()];
                piece.start += raw.len() - raw.trim_start().len();
            }
            if !piece.is_empty() {
                moves.push((piece.start, kept.text.len(), piece.len()));
                self.copy(piece, &mut kept);
            }
            at = at.max(cut.end).min(end);
            after_cut = true;
        }
        kept.trim_end();
        let len = kept.text.len();
        let moved = |old: usize| {
            let index = moves.partition_point(|it| it.0 <= old);
            let to = match index.checked_sub(1).map(|it| moves[it]) {
                Some((from, to, len)) => to + (old - from).min(len),
                None => 0,
            };
            to.min(len)
        };
        let moved_span = |it: &Span| Span::new(moved(it.start), moved(it.end).max(moved(it.start)));
        let moved_all = |all: &[Span]| all.iter().map(moved_span).filter(|it| !it.is_empty()).collect();
        kept.code = moved_all(&self.code);
        kept.links = moved_all(&self.links);
        kept.cells = self.cells.iter().map(moved_span).collect();
        kept.breaks = self.breaks.iter().map(|&it| moved(it)).collect();
        kept
    }

    fn copy(&self, span: Span, to: &mut Prose) {
        let first = self
            .runs
            .partition_point(|it| it.at <= span.start)
            .saturating_sub(1);
        for (index, run) in self.runs.iter().enumerate().skip(first) {
            if span.end <= run.at {
                break;
            }
            let end = self.runs.get(index + 1).map_or(self.text.len(), |it| it.at);
            let piece = Span::new(run.at.max(span.start), end.min(span.end));
            if piece.end <= piece.start {
                continue;
            }
            let text = &self.text[piece.range()];
            if run.exact {
                to.push(text, run.file.start + (piece.start - run.at));
            } else {
                to.push_mapped(text, run.file);
            }
        }
    }

    fn trim_end(&mut self) {
        let len = self.text.trim_end().len();
        self.text.truncate(len);
        while self.runs.last().is_some_and(|it| len <= it.at) {
            self.runs.pop();
        }
        if let Some(last) = self.runs.last_mut().filter(|it| it.exact) {
            last.file.end = last.file.start + (len - last.at);
        }
    }
}

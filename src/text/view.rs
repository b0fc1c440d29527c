//! A normalised reading of a piece of a file, with the way back to the file's bytes.

use super::Span;

/// Text as it is read (markup taken out, hard-wrapped lines joined by a space) and, for every piece of
/// it, the bytes of the file it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    text: String,
    /// Ascending, in the view and in the file.
    runs: Vec<Run>,
    /// Offset in the file after the last byte taken.
    end: usize,
}

/// A piece of a view, up to the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    /// Where it begins in the view.
    view: usize,
    /// Where it begins in the file.
    file: usize,
    /// Where the bytes of the file end that it stands for without equalling them; `None` where it equals them.
    until: Option<usize>,
}

impl Run {
    /// Where the byte at `offset` of the view begins in the file.
    fn start(self, offset: usize) -> usize {
        match self.until {
            Some(_) => self.file,
            None => self.file + (offset - self.view),
        }
    }

    /// Where the byte at `offset` of the view ends in the file.
    fn end(self, offset: usize) -> usize {
        self.until.unwrap_or(self.file + (offset - self.view) + 1)
    }
}

impl View {
    /// The view that is the file's own `text`, which starts at `offset` in the file.
    pub fn plain(text: &str, offset: usize) -> View {
        let run = Run {
            view: 0,
            file: offset,
            until: None,
        };
        View {
            text: text.to_owned(),
            runs: vec![run],
            end: offset + text.len(),
        }
    }

    /// Appends `text`, which stands in the file at `offset`, byte for byte.
    pub fn push(&mut self, text: &str, offset: usize) {
        if text.is_empty() {
            return;
        }
        let goes_on = |it: &Run| it.until.is_none() && it.start(self.text.len()) == offset;
        if !self.runs.last().is_some_and(goes_on) {
            self.runs.push(Run {
                view: self.text.len(),
                file: offset,
                until: None,
            });
        }
        self.text.push_str(text);
        self.end = offset + text.len();
    }

    /// Appends `text` that stands for the file's bytes `raw` without equalling them (a line break read as
    /// a space, an entity): any part of it stands for all of `raw`.
    pub fn push_mapped(&mut self, text: &str, raw: Span) {
        if !text.is_empty() {
            self.runs.push(Run {
                view: self.text.len(),
                file: raw.start,
                until: Some(raw.end),
            });
        }
        self.text.push_str(text);
        self.end = raw.end;
    }

    /// The text as it is read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The run that the byte at `offset` of the view is in.
    fn run(&self, offset: usize) -> Option<Run> {
        let behind = self.runs.partition_point(|it| it.view <= offset);
        Some(self.runs[behind.checked_sub(1)?])
    }

    /// Offset in the file of the byte at `offset` in the view.
    pub fn start_in_file(&self, offset: usize) -> usize {
        let run = self.run(offset).filter(|_| offset < self.text.len());
        run.map_or(self.end, |it| it.start(offset))
    }

    /// The file's bytes from the first to the last byte of `span`.
    pub fn in_file(&self, span: Span) -> Span {
        let start = self.start_in_file(span.start);
        if span.is_empty() {
            return Span::at(start);
        }
        let last = span.end - 1;
        let end = if span.end == self.text.len() {
            self.end
        } else {
            self.run(last).map_or(self.end, |it| it.end(last))
        };
        Span::new(start, end.max(start))
    }

    /// The whole of it in the file.
    pub fn span(&self) -> Span {
        self.in_file(Span::new(0, self.text.len()))
    }

    /// Whether the file's byte at `offset` is part of what is read.
    pub fn holds(&self, offset: usize) -> bool {
        let next = self.runs.partition_point(|it| it.file <= offset);
        let Some(run) = next.checked_sub(1).map(|n| self.runs[n]) else {
            return false;
        };
        let end = self.runs.get(next).map_or(self.text.len(), |it| it.view);
        offset < run.until.unwrap_or(run.file + (end - run.view))
    }

    /// This view with other words at some places: `(span in the view, words)`, in order and apart from each other.
    /// Where the words came from stays known.
    pub fn replaced(&self, places: &[(Span, String)]) -> View {
        let mut res = View::default();
        let mut at = 0;
        for (span, words) in places {
            res.append(self, Span::new(at, span.start));
            res.push_mapped(words, self.in_file(*span));
            at = span.end;
        }
        res.append(self, Span::new(at, self.text.len()));
        res.end = self.end;
        res
    }

    /// This view, whose file was the text of `base`, as a view of the file that `base` was read from.
    pub fn over(&self, base: &View) -> View {
        let mut res = View::default();
        for (n, run) in self.runs.iter().enumerate() {
            let end = self.runs.get(n + 1).map_or(self.text.len(), |it| it.view);
            let words = &self.text[run.view..end];
            match run.until {
                None => res.append(base, Span::new(run.file, run.file + words.len())),
                Some(until) => res.push_mapped(words, base.in_file(Span::new(run.file, until))),
            }
        }
        res
    }

    /// Appends the part `span` of `other`, which stands behind this in the file.
    pub fn append(&mut self, other: &View, span: Span) {
        if span.is_empty() {
            return;
        }
        let part = other.slice(span);
        let from = self.text.len();
        self.runs.extend(part.runs.iter().map(|it| Run {
            view: from + it.view,
            ..*it
        }));
        self.text.push_str(&part.text);
        self.end = part.end;
    }

    /// The part `span` of this view, as a view.
    pub fn slice(&self, span: Span) -> View {
        let first = self.run(span.start).map(|it| Run {
            view: 0,
            file: it.start(span.start),
            ..it
        });
        let behind = self.runs.partition_point(|it| it.view <= span.start);
        let inside = self.runs[behind..].iter().take_while(|it| it.view < span.end);
        let moved = inside.map(|it| Run {
            view: it.view - span.start,
            ..*it
        });
        View {
            text: self.text[span.range()].to_owned(),
            runs: first.into_iter().chain(moved).collect(),
            end: self.in_file(span).end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_words_map_back_to_those_that_stand_there() {
        let file = "the **H-star** fork and H-star again";
        let mut view = View::default();
        view.push("the ", 0);
        view.push("H-star", 6);
        view.push(" fork and H-star again", 14);
        let places = [
            (Span::new(4, 10), "Hegota".to_owned()),
            (Span::new(20, 26), "Hegota".to_owned()),
        ];
        let read = view.replaced(&places);
        assert_eq!(read.text(), "the Hegota fork and Hegota again");
        assert_eq!(&file[read.in_file(Span::new(4, 10)).range()], "H-star");
        assert_eq!(&file[read.in_file(Span::new(20, 26)).range()], "H-star");
        assert_eq!(&file[read.in_file(Span::new(11, 15)).range()], "fork");
        assert_eq!(&file[read.in_file(Span::new(27, 32)).range()], "again");
        assert_eq!(read.span(), view.span());
    }

    #[test]
    fn words_that_stand_for_others_stand_for_all_of_them() {
        let file = "a ‚Üí b";
        let mut view = View::plain("a ", 0);
        view.push_mapped("→", Span::new(2, 9));
        view.push(" b", 9);
        assert_eq!(&file[view.in_file(Span::new(0, 5)).range()], "a ‚Üí");
        assert_eq!(&file[view.slice(Span::new(2, 5)).span().range()], "‚Üí");
        assert!(view.holds(5) && view.holds(9) && !view.holds(11));
    }

    #[test]
    fn a_view_of_a_view_leads_back_to_the_file() {
        let file = r#"{"say": "a \"**bold**\"\nword"}"#;
        let mut base = View::default();
        base.push("a ", 9);
        base.push("\"**bold**", 12);
        base.push("\"", 22);
        base.push_mapped("\n", Span::new(23, 25));
        base.push("word", 25);
        let mut read = View::default();
        read.push("a \"", 0);
        read.push("bold", 5);
        read.push("\"", 11);
        read.push_mapped(" ", Span::new(12, 13));
        read.push("word", 13);
        let view = read.over(&base);
        assert_eq!(view.text(), "a \"bold\" word");
        assert_eq!(&file[view.in_file(Span::new(3, 7)).range()], "bold");
        assert_eq!(&file[view.in_file(Span::new(9, 13)).range()], "word");
    }

    #[test]
    fn spans_map_back_through_markup_and_line_breaks() {
        let file = "a **bold** word\nnext";
        let mut view = View::default();
        view.push("a ", 0);
        view.push("bold", 4);
        view.push(" word", 10);
        view.push_mapped(" ", Span::new(15, 16));
        view.push("next", 16);
        assert_eq!(view.text(), "a bold word next");
        assert_eq!(&file[view.in_file(Span::new(2, 6)).range()], "bold");
        assert_eq!(&file[view.in_file(Span::new(2, 11)).range()], "bold** word");
        assert_eq!(&file[view.in_file(Span::new(7, 16)).range()], "word\nnext");
        assert_eq!(
            &file[view.slice(Span::new(7, 16)).in_file(Span::new(5, 9)).range()],
            "next"
        );
    }
}

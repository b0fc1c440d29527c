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

/// A piece of a view, up to the next one. Files are smaller than 4 GB, and a long log has millions of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    /// Where it begins in the view.
    view: u32,
    /// Where it begins in the file.
    file: u32,
    /// Where the bytes of the file end that it stands for without equalling them; [`Run::EQUALS`] where it equals them.
    until: u32,
}

impl Run {
    /// Stands for the bytes that it is made of.
    const EQUALS: u32 = u32::MAX;

    fn new(view: usize, file: usize, until: Option<usize>) -> Run {
        let offset = |it: usize| u32::try_from(it).unwrap_or(Run::EQUALS - 1);
        Run {
            view: offset(view),
            file: offset(file),
            until: until.map_or(Run::EQUALS, offset),
        }
    }

    /// The same, which begins at `view`.
    fn moved(self, view: usize) -> Run {
        Run {
            view: Run::new(view, 0, None).view,
            ..self
        }
    }

    /// Where it begins in the view.
    fn at(self) -> usize {
        self.view as usize
    }

    /// The bytes of the file that it stands for without equalling them.
    fn instead(self) -> Option<Span> {
        let is_instead = self.until != Run::EQUALS;
        is_instead.then(|| Span::new(self.file as usize, self.until as usize))
    }

    /// Where the byte at `offset` of the view begins in the file.
    fn start(self, offset: usize) -> usize {
        match self.instead() {
            Some(raw) => raw.start,
            None => self.file as usize + (offset - self.at()),
        }
    }

    /// Where the byte at `offset` of the view ends in the file.
    fn end(self, offset: usize) -> usize {
        self.instead().map_or(self.start(offset) + 1, |raw| raw.end)
    }
}

impl View {
    /// The view that is the file's own `text`, which starts at `offset` in the file.
    pub fn plain(text: &str, offset: usize) -> View {
        View {
            text: text.to_owned(),
            runs: vec![Run::new(0, offset, None)],
            end: offset + text.len(),
        }
    }

    /// Appends `text`, which stands in the file at `offset`, byte for byte.
    pub fn push(&mut self, text: &str, offset: usize) {
        if text.is_empty() {
            return;
        }
        let goes_on = |it: &Run| it.instead().is_none() && it.start(self.text.len()) == offset;
        if !self.runs.last().is_some_and(goes_on) {
            self.runs.push(Run::new(self.text.len(), offset, None));
        }
        self.text.push_str(text);
        self.end = offset + text.len();
    }

    /// Appends `text` that stands for the file's bytes `raw` without equalling them (a line break read as
    /// a space, an entity): any part of it stands for all of `raw`.
    pub fn push_mapped(&mut self, text: &str, raw: Span) {
        if !text.is_empty() {
            self.runs
                .push(Run::new(self.text.len(), raw.start, Some(raw.end)));
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
        let behind = self.runs.partition_point(|it| it.at() <= offset);
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
        let next = self.runs.partition_point(|it| it.file as usize <= offset);
        let Some(run) = next.checked_sub(1).map(|n| self.runs[n]) else {
            return false;
        };
        let end = self.runs.get(next).map_or(self.text.len(), |it| it.at());
        offset < run.instead().map_or(run.start(end), |raw| raw.end)
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
            let end = self.runs.get(n + 1).map_or(self.text.len(), |it| it.at());
            let words = &self.text[run.at()..end];
            match run.instead() {
                None => res.append(base, Span::new(run.start(run.at()), run.start(end))),
                Some(raw) => res.push_mapped(words, base.in_file(raw)),
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
        self.runs
            .extend(part.runs.iter().map(|it| it.moved(from + it.at())));
        self.text.push_str(&part.text);
        self.end = part.end;
    }

    /// The part `span` of this view, as a view.
    pub fn slice(&self, span: Span) -> View {
        let first = self.run(span.start);
        let first = first.map(|it| Run::new(0, it.start(span.start), it.instead().map(|raw| raw.end)));
        let behind = self.runs.partition_point(|it| it.at() <= span.start);
        let inside = self.runs[behind..].iter().take_while(|it| it.at() < span.end);
        let moved = inside.map(|it| it.moved(it.at() - span.start));
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

//! A normalised reading of a piece of a file, with the way back to the file's bytes.

use super::Span;

/// Text as it is read (markup taken out, hard-wrapped lines joined by a space) and, for every piece of
/// it, the bytes of the file it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    text: String,
    /// `(offset in the view, offset in the file)` of each run that maps byte for byte, ascending in both.
    runs: Vec<(usize, usize)>,
    /// Offset in the file after the last byte taken.
    end: usize,
}

impl View {
    /// The view that is the file's own `text`, which starts at `offset` in the file.
    pub fn plain(text: &str, offset: usize) -> View {
        View {
            text: text.to_owned(),
            runs: vec![(0, offset)],
            end: offset + text.len(),
        }
    }

    /// Appends `text`, which stands in the file at `offset`, byte for byte.
    pub fn push(&mut self, text: &str, offset: usize) {
        if text.is_empty() {
            return;
        }
        let continues = self
            .runs
            .last()
            .is_some_and(|&(view, file)| file + (self.text.len() - view) == offset);
        if !continues {
            self.runs.push((self.text.len(), offset));
        }
        self.text.push_str(text);
        self.end = offset + text.len();
    }

    /// Appends `text` that stands for the file's bytes `raw` without equalling them (a line break read as
    /// a space, an entity): any position inside maps to the start of `raw`.
    pub fn push_mapped(&mut self, text: &str, raw: Span) {
        self.runs.push((self.text.len(), raw.start));
        self.text.push_str(text);
        self.end = raw.end;
        self.close();
    }

    /// Words that are longer than what they stand for end with it, whatever follows.
    fn close(&mut self) {
        let Some(&(view, file)) = self.runs.last() else {
            return;
        };
        if self.end < file + (self.text.len() - view) {
            self.runs.push((self.text.len(), self.end));
        }
    }

    /// The text as it is read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Offset in the file of the byte at `offset` in the view.
    pub fn start_in_file(&self, offset: usize) -> usize {
        let at = self.runs.partition_point(|&(view, _)| view <= offset);
        match at.checked_sub(1).map(|n| self.runs[n]) {
            Some((view, file)) => {
                let limit = self.runs.get(at).map_or(self.end, |&(_, next)| next);
                (file + (offset - view)).min(limit.max(file))
            }
            None => self.end,
        }
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
            // What stands for other bytes ends with them at the latest.
            let next = self.runs.partition_point(|&(view, _)| view <= last);
            let limit = self.runs.get(next).map_or(self.end, |&(_, file)| file);
            (self.start_in_file(last) + 1).min(limit)
        };
        Span::new(start, end.max(start))
    }

    /// The whole of it in the file.
    pub fn span(&self) -> Span {
        self.in_file(Span::new(0, self.text.len()))
    }

    /// Whether the file's byte at `offset` is part of what is read.
    pub fn holds(&self, offset: usize) -> bool {
        let next = self.runs.partition_point(|&(_, file)| file <= offset);
        let Some((view, file)) = next.checked_sub(1).map(|n| self.runs[n]) else {
            return false;
        };
        let end = self.runs.get(next).map_or(self.text.len(), |&(view, _)| view);
        offset - file < end - view
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
        for (n, &(at, from)) in self.runs.iter().enumerate() {
            let (end, next) = match self.runs.get(n + 1) {
                Some(&next) => next,
                None => (self.text.len(), self.end),
            };
            let limit = next.min(base.text.len());
            let words = &self.text[at..end];
            // What equals the base is taken from there, what stands for something else maps to it.
            let mut same = 0;
            for (k, c) in words.char_indices() {
                let place = Span::new((from + k).min(limit), (from + k + c.len_utf8()).min(limit));
                let word = &words[k..k + c.len_utf8()];
                if base.text.get(place.range()) == Some(word) {
                    same += c.len_utf8();
                    continue;
                }
                res.append(base, Span::new(from + k - same, from + k));
                same = 0;
                let is_whole =
                    base.text.is_char_boundary(place.start) && base.text.is_char_boundary(place.end);
                let place = if is_whole { place } else { Span::at(limit) };
                let raw = base.in_file(place);
                res.push_mapped(word, Span::new(raw.start.max(res.end), raw.end.max(res.end)));
            }
            let end = from + words.len();
            res.append(base, Span::new(end - same, end));
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
            .extend(part.runs.iter().map(|&(view, file)| (from + view, file)));
        self.text.push_str(&part.text);
        self.end = part.end;
        self.close();
    }

    /// The part `span` of this view, as a view.
    pub fn slice(&self, span: Span) -> View {
        let mut runs: Vec<(usize, usize)> = vec![(0, self.start_in_file(span.start))];
        let first = self.runs.partition_point(|&(view, _)| view <= span.start);
        let inside = self.runs[first..]
            .iter()
            .take_while(|&&(view, _)| view < span.end);
        runs.extend(inside.map(|&(view, file)| (view - span.start, file)));
        View {
            text: self.text[span.range()].to_owned(),
            runs,
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

//! A draft as its voice is read: running prose only, its paragraphs, their sentences and words.

use std::ops::Range;

use crate::draft::{BlockKind, Draft};
use crate::language::words;
use crate::text::Span;

/// The prose of a draft: paragraphs and list items. Quoted blocks are somebody's words, tables have no rhythm.
#[derive(Clone, Debug)]
pub struct Reading<'a> {
    /// The draft.
    pub draft: &'a Draft,
    /// Its sentences of prose, in order.
    pub lines: Vec<Line<'a>>,
    /// Its paragraphs, ranges of `lines`, in order.
    pub paragraphs: Vec<Range<usize>>,
}

/// A sentence of prose.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    /// Index of the sentence in the draft.
    pub sentence: usize,
    /// Index of its block.
    pub block: usize,
    /// As read.
    pub text: &'a str,
    /// Its words, bytes of the text.
    pub spans: Vec<Span>,
    /// Its words in small letters, with straight apostrophes; empty where they are quoted or code.
    pub words: Vec<String>,
}

impl<'a> Reading<'a> {
    /// Reads the prose of `draft`.
    pub fn of(draft: &'a Draft) -> Reading<'a> {
        let mut lines: Vec<Line<'a>> = Vec::new();
        let mut paragraphs: Vec<Range<usize>> = Vec::new();
        for (sentence, it) in draft.sentences.iter().enumerate() {
            let kind = draft.blocks[it.block].kind;
            if !matches!(kind, BlockKind::Paragraph | BlockKind::ListItem) {
                continue;
            }
            let text = it.view.text();
            let spans = words::spans(text);
            let hidden: Vec<Span> = it
                .quotes
                .iter()
                .map(|it| it.outer)
                .chain(it.code.iter().copied())
                .collect();
            let words = spans
                .iter()
                .map(|span| {
                    let is_hidden = hidden.iter().any(|it| it.overlaps(*span));
                    if is_hidden {
                        String::new()
                    } else {
                        small(&text[span.range()])
                    }
                })
                .collect();
            let goes_on = lines.last().is_some_and(|last| last.block == it.block);
            match paragraphs.last_mut().filter(|_| goes_on) {
                Some(last) => last.end = lines.len() + 1,
                None => paragraphs.push(lines.len()..lines.len() + 1),
            }
            lines.push(Line {
                sentence,
                block: it.block,
                text,
                spans,
                words,
            });
        }
        Reading {
            draft,
            lines,
            paragraphs,
        }
    }

    /// The kind of the block that paragraph `n` is.
    pub fn kind(&self, n: usize) -> BlockKind {
        self.draft.blocks[self.lines[self.paragraphs[n].start].block].kind
    }

    /// Where `span` of the text of line `n` stands in the file.
    pub fn in_file(&self, n: usize, span: Span) -> Span {
        let sentence = &self.draft.sentences[self.lines[n].sentence];
        sentence.view.in_file(span)
    }

    /// Where the lines of `range` stand in the file.
    pub fn span(&self, range: &Range<usize>) -> Span {
        let sentence = |n: usize| self.draft.sentences[self.lines[n].sentence].span;
        sentence(range.start).cover(sentence(range.end - 1))
    }
}

impl Line<'_> {
    /// Number of words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether it has no words.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The word at `n`; empty where there is none, or where it is quoted.
    pub fn word(&self, n: usize) -> &str {
        self.words.get(n).map_or("", String::as_str)
    }

    /// Whether the words from `n` on are `phrase`.
    pub fn has_at(&self, n: usize, phrase: &[&str]) -> bool {
        self.words.get(n..).is_some_and(|it| {
            it.len() >= phrase.len() && it.iter().zip(phrase).all(|(word, wanted)| word == wanted)
        })
    }

    /// The last mark of the sentence that is not a closing one.
    pub fn stop(&self) -> Option<char> {
        let closing = |c: char| c.is_whitespace() || matches!(c, '"' | '”' | '’' | '\'' | ')' | '*' | '_');
        self.text.trim_end_matches(closing).chars().next_back()
    }

    /// Whether it is a question.
    pub fn asks(&self) -> bool {
        self.stop() == Some('?')
    }

    /// Whether most of its words are quoted or code.
    pub fn is_others(&self) -> bool {
        let hidden = self.words.iter().filter(|it| it.is_empty()).count();
        self.words.len() < 2 * hidden
    }

    /// What stands between word `n` and the next.
    pub fn between(&self, n: usize) -> &str {
        let from = self.spans.get(n).map_or(self.text.len(), |it| it.end);
        let to = self.spans.get(n + 1).map_or(self.text.len(), |it| it.start);
        self.text.get(from..to).unwrap_or_default()
    }

    /// The text from word `from` to word `to`, both included.
    pub fn span(&self, from: usize, to: usize) -> Span {
        Span::new(self.spans[from].start, self.spans[to].end)
    }
}

/// A word in small letters with straight apostrophes.
pub fn small(word: &str) -> String {
    word.chars()
        .flat_map(char::to_lowercase)
        .map(|it| if it == '’' { '\'' } else { it })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_read_by_paragraphs_without_what_is_quoted() {
        let draft = Draft::parse(
            "# One\n\nIt ran. \"It stopped,\" Ida said.\n\n> Somebody’s words.\n\n- Don’t `cargo run` it.\n",
        );
        let reading = Reading::of(&draft);
        assert_eq!(reading.paragraphs, [0..2, 2..3]);
        assert_eq!(reading.lines[1].words, ["", "", "ida", "said"]);
        assert_eq!(reading.lines[2].words, ["don't", "", "", "it"]);
        assert_eq!(reading.kind(1), BlockKind::ListItem);
        assert_eq!(reading.lines[0].stop(), Some('.'));
    }
}

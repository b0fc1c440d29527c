//! The Markdown being written: blocks, sentences, and what stands inside them. Never fails.

mod byline;
mod comment;
mod notes;
mod opaque;
mod read;

use std::sync::Arc;

use crate::markup::FrontMatter;
use crate::text::{LineIndex, Span, View};

/// A parsed draft. Spans are bytes of `text`.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The file as it is.
    pub text: Arc<str>,
    /// Its lines.
    pub lines: LineIndex,
    /// Front matter, empty where there is none.
    pub front_matter: FrontMatter,
    /// In the order of the file.
    pub blocks: Vec<Block>,
    /// Sentences of paragraphs, list items and block quotes, and table body rows, in order.
    pub sentences: Vec<Sentence>,
    /// `[Screenshot 01: …]` and its kind, in order; those that are all that a block of code holds among them.
    pub placeholders: Vec<Placeholder>,
    /// Pointers to a source, in order.
    pub citations: Vec<Citation>,
    /// `<!-- backline: … -->`, in order.
    pub directives: Vec<Directive>,
    /// `<!-- … -->` and `{/* … */}` whatever they say, in order.
    pub comments: Vec<Span>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph,
    /// A paragraph inside a list item.
    ListItem,
    /// A paragraph inside a block quote.
    BlockQuote,
    /// A table body row.
    TableRow,
    /// A table header row.
    TableHeader,
    /// A heading of this level.
    Heading(u8),
    /// Fenced or indented code.
    Code,
}

/// A piece of the draft that Markdown keeps together.
#[derive(Clone, Debug)]
pub struct Block {
    /// Its kind.
    pub kind: BlockKind,
    /// The whole of it in the file.
    pub span: Span,
    /// Its prose as read; cells of a row are parted by ` | `.
    pub view: View,
    /// Block index of the heading it stands under.
    pub section: Option<usize>,
    /// Block index of the table's header row, for rows.
    pub header: Option<usize>,
}

/// A sentence, or a whole table body row.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Index of its block.
    pub block: usize,
    /// One contiguous piece of the file, for a row pipes included.
    pub span: Span,
    /// As read: emphasis, link targets and comments taken out, code spans kept, lines joined.
    pub view: View,
    /// Code spans in it, bytes of the view.
    pub code: Vec<Span>,
    /// Texts of links in it, bytes of the view.
    pub links: Vec<Span>,
    /// Cells of a table row, bytes of the view; empty otherwise.
    pub cells: Vec<Span>,
    /// Quotations in it, bytes of the view.
    pub quotes: Vec<Quotation>,
}

/// Words between quotation marks (or a block quote of somebody's words).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks, bytes of the sentence's view.
    pub outer: Span,
    /// Without its marks.
    pub inner: Span,
}

/// `[Screenshot 01: Grafana panel]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placeholder {
    /// The word before the number, as written.
    pub kind: String,
    /// The number, where there is one.
    pub number: Option<u32>,
    /// What follows the colon.
    pub text: String,
    /// Bytes of the draft, brackets included.
    pub span: Span,
}

/// An explicit pointer to a transcript line: `[text](transcript.txt#L42)`, a footnote with such a link, or
/// `<!-- cite: transcript.txt#L42 -->`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Path as written.
    pub path: String,
    /// 1-based inclusive lines.
    pub lines: (usize, usize),
    /// The pointer itself, bytes of the draft.
    pub span: Span,
    /// Index of the sentence it stands in or behind.
    pub sentence: Option<usize>,
}

/// What a `<!-- backline: … -->` comment asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DirectiveKind {
    /// `allow RULE: reason`
    Allow {
        /// The rule's name as written.
        rule: String,
    },
    /// `attest: reason`
    Attest,
    /// `timeline`, which opens a generated section.
    Timeline,
    /// `/timeline`, which closes it.
    TimelineEnd,
    /// Anything else, as written.
    Unknown(String),
}

/// A directive and what it covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// What it asks for.
    pub kind: DirectiveKind,
    /// The reason given; empty where there is none.
    pub reason: String,
    /// The comment, bytes of the draft.
    pub span: Span,
    /// The bytes of the draft it speaks of (`product.md` has the rules: next block, section, touched sentences).
    pub covers: Span,
}

impl Draft {
    /// Reads `text`.
    pub fn parse(text: &str) -> Draft {
        read::draft(text)
    }

    /// The smallest number that no placeholder of `kind` has.
    pub fn next_free_number(&self, kind: &str) -> u32 {
        let is_taken = |number: u32| {
            let mut of_kind = self
                .placeholders
                .iter()
                .filter(|it| it.kind.eq_ignore_ascii_case(kind));
            of_kind.any(|it| it.number == Some(number))
        };
        (1..).find(|it| !is_taken(*it)).unwrap_or(1)
    }

    /// What the comment at `span` says, without its marks.
    pub fn comment(&self, span: Span) -> &str {
        notes::comment_body(self.text.get(span.range()).unwrap_or_default())
    }

    /// Index of the sentence at `offset`.
    pub fn sentence_at(&self, offset: usize) -> Option<usize> {
        let at = self.sentences.partition_point(|it| it.span.end < offset);
        let it = self.sentences.get(at)?;
        it.span.touches(offset).then_some(at)
    }
}

#[cfg(test)]
mod tests;

//! What a Markdown text is made of: leaves, which hold words, and the containers around them.

use super::Prose;
use crate::text::Span;

/// What a leaf is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LeafKind {
    /// A paragraph, or the text of a tight list item.
    Paragraph,
    /// A heading of this level.
    Heading(u8),
    /// A table's header row.
    TableHeader,
    /// A table's body row.
    TableRow,
    /// Fenced or indented code; its prose is the code.
    Code,
    /// A block of HTML, comments among them; it has no prose.
    Html,
}

/// A block that holds no other.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// Its kind.
    pub kind: LeafKind,
    /// The whole of it, white space around it taken off.
    pub span: Span,
    /// The innermost container it stands in.
    pub container: Option<usize>,
    /// Its words: without marks, HTML, images, struck-out words and footnote marks; entities read, lines
    /// joined by a space (hard breaks by U+2028), cells of a row joined by ` | `.
    pub prose: Prose,
    /// Links in it, ascending.
    pub links: Vec<Link>,
    /// HTML comments in it, ascending.
    pub comments: Vec<Span>,
    /// Footnote marks in it with their labels, ascending.
    pub notes: Vec<(String, Span)>,
}

/// `[text](target)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The whole of it.
    pub span: Span,
    /// Where it leads.
    pub target: String,
    /// Its text, bytes of the leaf's prose; empty for `<https://…>`.
    pub text: Span,
}

/// What a container is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ContainerKind {
    /// A list.
    List,
    /// An item of a list.
    Item,
    /// A block quote.
    Quote,
    /// A table.
    Table,
    /// The definition of the footnote of this label.
    Footnote(String),
}

/// A block that holds others.
#[derive(Clone, Debug)]
pub struct Container {
    /// Its kind.
    pub kind: ContainerKind,
    /// The whole of it, white space at its end taken off.
    pub span: Span,
    /// What it stands in.
    pub parent: Option<usize>,
}

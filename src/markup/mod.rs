//! Markdown with byte offsets, and front matter: drafts and Markdown transcripts both need them.
//! The only place that knows `pulldown_cmark`, the YAML parser, and the parsers of feeds and HTML.

mod document;
pub mod feed;
mod front_matter;
mod html;
mod leaf;
mod prose;
mod reference;
mod template;

pub use document::{Document, inline_view};
pub use leaf::{Container, ContainerKind, Leaf, LeafKind, Link};
pub use prose::Prose;

use crate::text::Span;

/// Front matter as keys and values with spans.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// The block with its fences; empty where there is none.
    pub span: Span,
    /// Flattened entries: `backline.transcripts` for nested maps; a list gives one entry per item.
    pub entries: Vec<Entry>,
}

/// One scalar of the front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Dotted key.
    pub key: String,
    /// The scalar's text.
    pub value: String,
    /// Where the value stands without quotation marks, bytes of the file.
    pub span: Span,
}

impl FrontMatter {
    /// Reads the front matter of `text`, if it has any. What cannot be understood has no entries.
    pub fn parse(text: &str) -> FrontMatter {
        front_matter::parse(text)
    }

    /// The first value of `key`.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|it| it.key == key)
    }

    /// All values of `key`.
    pub fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a Entry> {
        self.entries.iter().filter(move |it| it.key == key)
    }
}

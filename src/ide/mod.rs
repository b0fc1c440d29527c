//! What an editor asks, answered as plain data: hover, definition, references, actions, completion, lenses,
//! outline.
//! No protocol types.

mod actions;
mod complete;
mod hover;
mod lens;
mod misheard;
mod navigate;
mod symbols;
mod words;

pub use actions::{actions, context, prepare, timeline};
pub use complete::{Completion, CompletionKind, complete};
pub use hover::{hover, hover_in_source};
pub use lens::{lenses, lenses_in_source};
pub use misheard::Misheard;
pub use navigate::{definition, links, references, references_of_source, symbols};
pub use symbols::{FactSymbol, Query, fact_symbols};

use crate::analysis::Analysis;
use crate::compose::InsertionKind;
use crate::diagnostic::{Edit, In};
use crate::evidence::Place;
use crate::text::Span;

/// A hover: what it speaks of and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// Bytes of the file hovered.
    pub span: Span,
    /// CommonMark. Links to sources as `source:N#L12` (in a source, to drafts as `draft:N#L12`), which the
    /// shell turns into URIs.
    pub markdown: String,
}

/// Where something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// What was asked about, bytes of the file asked in.
    pub origin: Span,
    /// The file.
    pub file: In,
    /// Bytes in it.
    pub span: Span,
}

/// What an action is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionKind {
    /// Mends a diagnostic.
    QuickFix,
    /// Cites the line of a sentence.
    Cite,
    /// Puts something in.
    Insert(InsertionKind),
    /// Mends everything that is safe to mend.
    FixAll,
}

/// How much is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    /// What mends and marks.
    Fixes,
    /// That, and what can be put in.
    Everything,
    /// That, and more of one kind that can be put in.
    Only(InsertionKind),
}

/// Something the author can have done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// What it does, with the words it puts in.
    pub title: String,
    /// What it is for.
    pub kind: ActionKind,
    /// The edits, ascending.
    pub edits: Vec<Edit>,
    /// What it writes into the configuration.
    pub misheard: Option<Misheard>,
    /// Index of the diagnostic it mends.
    pub diagnostic: Option<usize>,
    /// Whether it is the one to take without looking at the others.
    pub preferred: bool,
}

/// A line of text shown above a line of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// The line, by any bytes of it.
    pub span: Span,
    /// What it says.
    pub title: String,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// Its text.
    pub name: String,
    /// 1–6.
    pub level: u8,
    /// Its section, up to the next heading of its level.
    pub span: Span,
    /// The heading itself.
    pub selection: Span,
}

/// 1-based lines of a place as `transcript.txt:9` or `transcript.txt:9–11`.
fn place_name(analysis: &Analysis, place: Place) -> Option<String> {
    let source = analysis.inputs.sources.list.get(place.source)?;
    let (first, last) = source.transcript.lines.lines(place.span);
    let name = source.path.rsplit('/').next().unwrap_or(&source.path);
    Some(if first == last {
        format!("{name}:{first}")
    } else {
        format!("{name}:{first}–{last}")
    })
}

/// The sentence at `offset`, or the one that a citation at `offset` stands behind.
fn sentence_at(analysis: &Analysis, offset: usize) -> Option<usize> {
    let draft = &analysis.draft;
    let citation = draft.citations.iter().find(|it| it.span.touches(offset));
    draft.sentence_at(offset).or(citation.and_then(|it| it.sentence))
}

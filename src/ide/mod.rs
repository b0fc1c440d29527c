//! What an editor asks, answered as plain data: hover, definition, references, actions. No protocol types.

use crate::analysis::Analysis;
use crate::diagnostic::{Edit, In};
use crate::text::Span;

/// A hover: what it speaks of and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// Bytes of the file hovered.
    pub span: Span,
    /// CommonMark. Links to sources as `source:N#L12`, which the shell turns into URIs.
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
    /// Puts something in.
    Insert,
    /// Mends everything that is safe to mend.
    FixAll,
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
    /// Index of the diagnostic it mends.
    pub diagnostic: Option<usize>,
    /// Whether it is the one to take without looking at the others.
    pub preferred: bool,
}

/// The hover at `offset` of the draft.
pub fn hover(analysis: &Analysis, offset: usize) -> Option<Hover> {
    let _ = (analysis, offset);
    None
}

/// Where the words at `offset` of the draft come from.
pub fn definition(analysis: &Analysis, offset: usize) -> Vec<Link> {
    let _ = (analysis, offset);
    Vec::new()
}

/// Sentences of the draft that rest on the same lines as the one at `offset`.
pub fn references(analysis: &Analysis, offset: usize) -> Vec<Link> {
    let _ = (analysis, offset);
    Vec::new()
}

/// Sentences of the draft that rest on `line` (0-based) of source `source`.
pub fn references_of_source(analysis: &Analysis, source: usize, line: usize) -> Vec<Link> {
    let _ = (analysis, source, line);
    Vec::new()
}

/// What can be done in `span` of the draft.
pub fn actions(analysis: &Analysis, span: Span) -> Vec<Action> {
    let _ = (analysis, span);
    Vec::new()
}

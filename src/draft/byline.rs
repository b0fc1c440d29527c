//! The line behind a block quote that says whose words it holds.

use crate::markup::{ContainerKind, Document, LeafKind};

/// Per container: whether it is a block quote whose last line, or the line after it, says who spoke.
pub(super) fn attributed_quotes(document: &Document) -> Vec<bool> {
    let mut found = vec![false; document.containers.len()];
    let mut leaves = document
        .leaves
        .iter()
        .filter(|it| it.kind != LeafKind::Html)
        .peekable();
    while let Some(leaf) = leaves.next() {
        let Some(quote) = leaf
            .container
            .filter(|&it| document.containers[it].kind == ContainerKind::Quote)
        else {
            continue;
        };
        let Some(next) = leaves.peek() else { continue };
        let near =
            next.kind == LeafKind::Paragraph && (next.container == Some(quote) || next.container.is_none());
        if near && is_byline(next.prose.text()) {
            found[quote] = true;
        }
    }
    found
}

/// Whether a line only says whose words stand before it: `— Lin, SRE`.
pub(super) fn is_byline(line: &str) -> bool {
    let line = line.trim();
    let Some(name) = line
        .strip_prefix(['—', '–', '―'])
        .or_else(|| line.strip_prefix("--"))
    else {
        return false;
    };
    let name = name.trim_start_matches('-').trim_start();
    let named = name.starts_with(|c: char| c.is_uppercase() || c == '@');
    named && name.split_whitespace().nth(12).is_none()
}

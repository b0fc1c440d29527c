//! Links whose definitions stand somewhere else: in a file that the site generator includes.

use pulldown_cmark::{BrokenLink, LinkType};

/// Whether `[text][label]`, `[text][]` is a link although nothing in `markdown` says where its label leads, so that
/// its text is read and its label is not. `a[i][j]` is none, nor are placeholders and citation keys side by side.
pub(super) fn leads_elsewhere(markdown: &str, link: &BrokenLink<'_>) -> bool {
    /// Longer ones are not looked at.
    const MAX: usize = 1000;
    let is_full = matches!(link.link_type, LinkType::Reference | LinkType::Collapsed);
    let raw = markdown.get(link.span.clone()).unwrap_or("");
    if !is_full || MAX < raw.len() {
        return false;
    }
    let joined = markdown[..link.span.start].ends_with(|c: char| c.is_alphanumeric() || c == ']');
    let is_key = raw.trim_start_matches('[').starts_with(['@', '^', '-', '!']);
    !joined && !is_key && !raw.contains(": ") && raw.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use crate::markup::Document;

    fn read(markdown: &str) -> String {
        Document::parse(markdown).leaves[0].prose.text().to_owned()
    }

    #[test]
    fn labels_of_links_without_definition_are_not_read() {
        assert_eq!(
            read("It was [turned off][flags page] by [*Mira*][] ([notes][n1])."),
            "It was turned off by Mira (notes)."
        );
    }

    #[test]
    fn other_brackets_side_by_side_stay() {
        for text in [
            "a[i][j] is set",
            "as in [12][13]",
            "[Code 01: a][Code 02: b] then",
            "[@roe][@lin] say",
            "a [note] alone",
        ] {
            assert_eq!(read(text), text);
        }
    }
}

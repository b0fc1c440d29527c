//! Items of a list as their author sees them: a bullet with everything under it.

use std::ops::Range;

use crate::draft::{BlockKind, Draft};
use crate::text::Span;

/// A bullet with everything under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its blocks.
    pub blocks: Range<usize>,
    /// Its words in the file.
    pub span: Span,
    /// What stands before its words on their line: indentation and marker.
    pub marker: Span,
}

/// The outermost items among the blocks of `range`.
pub fn items(draft: &Draft, range: Range<usize>) -> Vec<Item> {
    let mut res: Vec<Item> = Vec::new();
    let mut outermost = None;
    for n in range {
        let block = &draft.blocks[n];
        if block.kind != BlockKind::ListItem {
            continue;
        }
        let line = draft.lines.start(draft.lines.line(block.span.start));
        let marker = Span::new(line.min(block.span.start), block.span.start);
        let before = draft.text[marker.range()].trim_start_matches(['>', ' ', '\t']);
        let indent = marker.len() - before.len();
        let least = *outermost.get_or_insert(indent);
        let opens = is_marker(before) && indent <= least + 1;
        match res.last_mut() {
            Some(last) if !opens => {
                last.blocks.end = n + 1;
                last.span = last.span.cover(block.span);
            }
            _ => res.push(Item {
                blocks: n..n + 1,
                span: block.span,
                marker,
            }),
        }
    }
    res
}

/// `- `, `* `, `1. `, `2) `, a task's box behind it or not.
fn is_marker(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    match digits {
        0 => rest.starts_with(['-', '*', '+']),
        _ => rest.starts_with(['.', ')']),
    }
}

impl Item {
    /// Its words as read.
    pub fn text(&self, draft: &Draft) -> String {
        let blocks = draft.blocks[self.blocks.clone()].iter();
        let texts: Vec<&str> = blocks.map(|it| it.view.text()).collect();
        texts.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_a_bullet_with_everything_under_it() {
        let text =
            "- one\n\n  more of one\n- two\n  - under two\n  - under two as well\n1. three\n- [ ] four\n";
        let draft = Draft::parse(text);
        let texts: Vec<String> = items(&draft, 0..draft.blocks.len())
            .iter()
            .map(|it| it.text(&draft))
            .collect();
        assert_eq!(
            texts,
            [
                "one more of one",
                "two under two under two as well",
                "three",
                "four"
            ]
        );
    }
}

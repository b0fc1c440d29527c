//! A short last sentence as a paragraph of its own.

use super::{Context, Insertion, InsertionKind, insert, place};
use crate::diagnostic::Edit;
use crate::draft::BlockKind;
use crate::text::Span;

/// A punchline has at most so many words, the sentences before it together at least so many.
const SHORT: usize = 9;
const LONG: usize = 15;

/// Parts the last sentence from the paragraph at `offset`, where it is short and what stands before it is not.
pub(super) fn split(ctx: &Context<'_>, offset: usize) -> Option<Insertion> {
    let draft = ctx.draft;
    let here = draft.sentence_at(offset)?;
    let block = draft.sentences[here].block;
    if draft.blocks[block].kind != BlockKind::Paragraph {
        return None;
    }
    let of_block: Vec<_> = draft.sentences.iter().filter(|it| it.block == block).collect();
    let (last, before) = of_block.split_last()?;
    let n_words = |text: &str| text.split_whitespace().count();
    let n_before: usize = before.iter().map(|it| n_words(it.view.text())).sum();
    let words = last.view.text();
    if before.len() < 2 || SHORT < n_words(words) || n_before < LONG || words.ends_with('?') {
        return None;
    }
    // What stands between the two, citations included, stays with the sentence before.
    let between = Span::new(before.last()?.span.end, last.span.start);
    let gap = &draft.text[between.range()];
    let blank = gap.len() - gap.trim_end().len();
    let eol = place::line_break(draft);
    (0 < blank).then(|| Insertion {
        kind: InsertionKind::Punchline,
        title: insert::titled("Split the punchline: “", words, "”"),
        edits: vec![Edit {
            span: Span::new(between.end - blank, between.end),
            text: eol.repeat(2),
        }],
    })
}

//! How the body begins.

use super::Shape;
use crate::draft::{BlockKind, Draft};

/// Index of the body's first sentence of running text: bylines, dates and captions are not counted.
pub fn first_sentence(draft: &Draft, shape: &Shape) -> Option<usize> {
    let from = draft.sentences.partition_point(|it| it.block < shape.body.start);
    let own = draft.sentences[from..]
        .iter()
        .take_while(|it| it.block < shape.body.end);
    let is_text = |block: usize| {
        let it = &draft.blocks[block];
        let text = it.view.text().trim_end();
        let closes = text.ends_with(['.', '!', '?', ':', '…', '"', '”', ')']);
        it.kind == BlockKind::Paragraph && closes
    };
    own.enumerate()
        .find(|(_, it)| is_text(it.block))
        .map(|(n, _)| from + n)
}

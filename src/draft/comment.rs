//! Where comments stand among other words, and what the lines hold that a directive speaks of.

use super::{Directive, Draft};
use crate::text::Span;

/// A comment of a draft.
pub(super) struct Comment {
    pub(super) span: Span,
    pub(super) leaf: usize,
    pub(super) sentence: Option<usize>,
}

/// Whether nothing but comments stands on the lines of the comment at `span`.
pub(super) fn is_alone(draft: &Draft, comments: &[Comment], span: Span) -> bool {
    let text = &*draft.text;
    let start = draft.lines.start(draft.lines.line(span.start));
    let end = draft
        .lines
        .span(text, draft.lines.line(span.end.saturating_sub(1)))
        .end
        .max(span.end);
    let mut at = start;
    let from = comments.partition_point(|it| it.span.end <= start);
    for comment in comments[from..].iter().take_while(|it| it.span.start < end) {
        let between = text.get(at..comment.span.start.max(at)).unwrap_or("");
        if !is_blank(between) {
            return false;
        }
        at = at.max(comment.span.end);
    }
    is_blank(text.get(at..end.max(at)).unwrap_or(""))
}

fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_whitespace() || c == '>' || c == '\u{feff}')
}

/// The sentences that touch the lines of a directive; the line where there is none.
pub(super) fn touched(draft: &Draft, directive: &Directive) -> Span {
    let (first, last) = draft.lines.lines(directive.span);
    let start = draft.lines.start(first - 1);
    let end = draft
        .lines
        .span(&draft.text, last - 1)
        .end
        .max(directive.span.end);
    let from = draft.sentences.partition_point(|it| it.span.end <= start);
    let on_line = draft.sentences[from..]
        .iter()
        .take_while(|it| it.span.start < end);
    on_line
        .map(|it| it.span)
        .reduce(Span::cover)
        .unwrap_or(Span::new(start, end))
}

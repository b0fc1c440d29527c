//! Files with one JSON value on every line.

use super::input::Input;
use super::json::Node;
use crate::text::Span;

/// What a line is: its value, or the place and what is wrong with it.
pub(super) type Read<'a> = Result<Node<'a>, (usize, String)>;

/// The lines that are not blank, with their bytes in the file.
pub(super) fn lines<'i, 'a: 'i>(input: &'i Input<'a>) -> impl Iterator<Item = (Span, Read<'a>)> + 'i {
    input.lines().filter_map(|(span, line)| {
        let line = line.trim_start_matches('\u{feff}');
        let span = Span::new(span.end - line.len(), span.end);
        (!line.trim().is_empty()).then(|| (span, Node::parse(line, span.start)))
    })
}

/// Whether the first line can be a value on its own; cheap.
pub(super) fn may_be(input: &Input<'_>) -> bool {
    let first = input.lines().find(|it| !it.1.trim().is_empty());
    first.is_some_and(|it| {
        it.1.trim_start_matches('\u{feff}')
            .trim_start()
            .starts_with(['{', '[', '"'])
    })
}

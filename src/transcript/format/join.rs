//! How a view goes on: what is read between the words so far and the words that follow. Nothing is read before the first
//! words.

use super::inline;
use crate::text::{Span, View};
use crate::transcript::Turn;

/// Reads `joint` for the bytes up to `to`, where words begin that follow.
pub(super) fn gap(view: &mut View, to: usize, joint: &str) {
    if view.text().is_empty() || joint.is_empty() {
        return;
    }
    let from = view.span().end.min(to);
    view.push_mapped(joint, Span::new(from, to));
}

/// Appends what `more` says.
pub(super) fn view(view: &mut View, more: &View, joint: &str) {
    if more.text().is_empty() {
        return;
    }
    gap(view, more.span().start, joint);
    view.append(more, Span::new(0, more.text().len()));
}

/// The turn goes on with the bytes `words` of `text`.
pub(super) fn turn(turn: &mut Turn, text: &str, words: Span, joint: &str) {
    view(&mut turn.view, &inline::read(text, words), joint);
    turn.span.end = turn.span.end.max(words.end);
}

/// Those of `views` that say something as one, in the order of the file.
pub(super) fn all(mut views: Vec<View>, joint: &str) -> View {
    views.retain(|it| !it.text().trim().is_empty());
    views.sort_by_key(|it| it.span().start);
    let mut res = View::default();
    for it in &views {
        view(&mut res, it, joint);
    }
    res
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_read_before_the_first_words() {
        let text = "Ana:\n**\nit *fell*\nagain";
        let mut it = Turn {
            span: Span::new(0, 4),
            ..Turn::default()
        };
        turn(&mut it, text, Span::new(5, 5), " ");
        turn(&mut it, text, Span::new(8, 17), " ");
        turn(&mut it, text, Span::new(18, 23), " ");
        assert_eq!(it.view.text(), "it fell again");
        assert_eq!((it.view.span(), it.span), (Span::new(8, 23), Span::new(0, 23)));
    }
}

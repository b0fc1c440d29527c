//! One message of a session as one turn's words: its paragraphs, items, rows and lines of code, each a paragraph. Its
//! own headings and labels open nothing.

use super::build::PARAGRAPH;
use super::document::cells;
use super::inline;
use super::line::{Block, Source};
use crate::text::{LineIndex, Span, View};

/// What the Markdown `base` says.
pub(super) fn read(base: &View) -> View {
    let text = base.text();
    let index = LineIndex::new(text);
    let source = Source::new(text, &index, Span::new(0, text.len()));
    let mut view = View::default();
    let mut paragraph: Option<Span> = None;
    for line in &source.lines {
        let goes_on = matches!(line.block, Block::Text | Block::Time | Block::Meta | Block::Stage);
        if let Some(open) = paragraph.as_mut().filter(|_| goes_on) {
            open.end = line.span.end;
            continue;
        }
        if let Some(open) = paragraph.take() {
            part(&mut view, open.start, |it| inline::push(it, text, open));
        }
        match line.block {
            Block::Blank | Block::Rule | Block::TableRule | Block::FenceOpen { .. } | Block::FenceClose => {}
            Block::Code | Block::FrontMatter => part(&mut view, line.span.start, |it| {
                it.push(source.slice(line.span), line.span.start);
            }),
            Block::Heading => part(&mut view, line.words.start, |it| {
                inline::push(it, text, line.words)
            }),
            Block::TableRow => part(&mut view, line.span.start, |it| cells(it, text, line.span)),
            Block::Stage => paragraph = Some(line.span),
            _ => paragraph = Some(Span::new(line.words.start, line.span.end)),
        }
    }
    if let Some(open) = paragraph {
        part(&mut view, open.start, |it| inline::push(it, text, open));
    }
    view.over(base)
}

/// Appends a paragraph that begins at `start`, where `words` says anything.
fn part(view: &mut View, start: usize, words: impl FnOnce(&mut View)) {
    let mut said = View::default();
    words(&mut said);
    if said.text().trim().is_empty() {
        return;
    }
    if !view.text().is_empty() {
        let end = view.span().end.min(start);
        view.push_mapped(PARAGRAPH, Span::new(end, start.max(end)));
    }
    view.append(&said, Span::new(0, said.text().len()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_one_turn_whatever_it_holds() {
        let text = "Two **things**\nbroke:\n\n## Note: why\n\n- the `valve`\n  of tank 3\n- a [link](https://x.org)\n\n\
            | Tank | Level |\n|---|---|\n| 3 | 412 l |\n\n```sh\n# drain\n  pump --off\n```\nUser: gone.\n";
        let view = read(&View::plain(text, 100));
        assert_eq!(
            view.text(),
            "Two things broke:\n\nNote: why\n\nthe valve of tank 3\n\na link\n\nTank | Level\n\n3 | 412 l\n\n\
             # drain\n\npump --off\n\nUser: gone."
        );
        let at = view.text().find("tank 3").expect("the words are there");
        let raw = view.in_file(Span::new(at, at + 6));
        assert_eq!(&text[raw.start - 100..raw.end - 100], "tank 3");
    }
}

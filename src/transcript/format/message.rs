//! One message of a session as one turn's words: its paragraphs, items, rows and lines of code, each a paragraph. Its
//! own headings and labels open nothing.

use super::build::PARAGRAPH;
use super::fence;
use super::inline;
use super::join;
use super::line::{Block, Source};
use super::timeline::{entry_clock, is_entry};
use crate::text::{LineIndex, Span, View};
use crate::transcript::{Stamp, TurnKind};

/// What the Markdown `base` says.
pub(super) fn read(base: &View) -> View {
    let mut view = View::default();
    walk(base, |source, part| {
        join::view(&mut view, &part.view(source), PARAGRAPH);
        false
    });
    view.over(base)
}

/// A piece of a message that tells of more than its author's words.
pub(super) struct Piece {
    pub(super) kind: TurnKind,
    /// When, for an entry of a timeline.
    pub(super) start: Option<Stamp>,
    /// Its bytes in the file.
    pub(super) span: Span,
    pub(super) view: View,
}

/// The same in pieces: words, entries of a timeline, what a shell was given and what it printed.
pub(super) fn pieces(base: &View) -> Vec<Piece> {
    let mut res: Vec<Piece> = Vec::new();
    let mut view = View::default();
    let close = |view: &mut View, res: &mut Vec<Piece>| {
        let view = std::mem::take(view);
        if !view.text().trim().is_empty() {
            res.push(Piece {
                kind: TurnKind::Speech,
                start: None,
                span: view.span(),
                view,
            });
        }
    };
    walk(base, |source, part| {
        match part {
            Part::Shell(n) => {
                close(&mut view, &mut res);
                res.extend(fence::read(source, n).0.into_iter().map(|it| Piece {
                    kind: it.kind,
                    start: it.start,
                    span: it.span,
                    view: it.view,
                }));
                return true;
            }
            Part::Words(span) | Part::Row(span) => {
                let own = part.view(source);
                let start = entry_clock(own.text());
                let is_entry = start.is_some() && (matches!(part, Part::Row(_)) || is_entry(own.text()));
                if is_entry {
                    close(&mut view, &mut res);
                    res.push(Piece {
                        kind: TurnKind::Event,
                        start,
                        span,
                        view: own,
                    });
                } else {
                    join::view(&mut view, &own, PARAGRAPH);
                }
            }
            Part::Code(_) => join::view(&mut view, &part.view(source), PARAGRAPH),
        }
        false
    });
    close(&mut view, &mut res);
    for it in &mut res {
        it.view = it.view.over(base);
        it.span = base.in_file(it.span);
    }
    res
}

/// A part of a message, in bytes of it.
#[derive(Clone, Copy)]
enum Part {
    /// A paragraph, an item, a heading.
    Words(Span),
    /// The row of a table.
    Row(Span),
    /// A line of code.
    Code(Span),
    /// The number of the line that opens a fence with commands of a shell.
    Shell(usize),
}

impl Part {
    /// What it says; nothing where that is blank.
    fn view(self, source: &Source<'_>) -> View {
        let view = match self {
            Part::Words(words) => inline::read(source.text, words),
            Part::Row(row) => inline::cells(source.text, row),
            Part::Code(line) => View::plain(source.slice(line), line.start),
            Part::Shell(_) => View::default(),
        };
        if view.text().trim().is_empty() {
            return View::default();
        }
        view
    }
}

/// Goes through the parts of a message. The fence of a shell is one part where `take` takes it as that, else its lines
/// follow.
fn walk(base: &View, mut take: impl FnMut(&Source<'_>, Part) -> bool) {
    let text = base.text();
    let index = LineIndex::new(text);
    let source = Source::new(text, &index, Span::new(0, text.len()));
    let mut paragraph: Option<Span> = None;
    let mut is_taken = false;
    for (n, line) in source.lines.iter().enumerate() {
        let goes_on = matches!(line.block, Block::Text | Block::Time | Block::Meta | Block::Stage)
            && !is_entry(source.slice(line.words));
        if let Some(open) = paragraph.as_mut().filter(|_| goes_on) {
            open.end = line.span.end;
            continue;
        }
        if let Some(open) = paragraph.take() {
            take(&source, Part::Words(open));
        }
        match line.block {
            Block::Blank | Block::Rule | Block::TableRule | Block::FenceClose => {}
            Block::FenceOpen { .. } => {
                let language = source
                    .slice(line.span)
                    .trim_matches(['`', '~', ' '])
                    .to_lowercase();
                is_taken = SHELLS.contains(&language.as_str()) && take(&source, Part::Shell(n));
            }
            Block::Code if is_taken => {}
            Block::Code | Block::FrontMatter => {
                take(&source, Part::Code(line.span));
            }
            Block::Heading => {
                take(&source, Part::Words(line.words));
            }
            Block::TableRow => {
                // The names of the columns are no row.
                let is_head = source
                    .lines
                    .get(n + 1)
                    .is_some_and(|it| it.block == Block::TableRule);
                let is_time = is_head && is_timeline(&source, n);
                if !is_time {
                    take(&source, Part::Row(line.span));
                }
            }
            Block::Stage => paragraph = Some(line.span),
            _ => paragraph = Some(Span::new(line.words.start, line.span.end)),
        }
    }
    if let Some(open) = paragraph {
        take(&source, Part::Words(open));
    }
}

/// Languages of fences that hold commands and what they print.
const SHELLS: [&str; 9] = [
    "bash",
    "sh",
    "shell",
    "zsh",
    "console",
    "terminal",
    "powershell",
    "shell-session",
    "promql",
];

/// Whether the rows below the head of a table on line `n` open with times.
fn is_timeline(source: &Source<'_>, n: usize) -> bool {
    source.lines.get(n + 2).is_some_and(|it| {
        let view = inline::cells(source.text, it.span);
        it.block == Block::TableRow && entry_clock(view.text()).is_some()
    })
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

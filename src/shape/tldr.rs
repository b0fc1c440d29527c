//! The TLDR: a heading or a line that says so, and the bullets under it.

use std::ops::Range;

use super::item::{self, Item};
use super::words_in;
use crate::draft::{BlockKind, Draft};
use crate::text::Span;

/// More words before it, and a TLDR is not in front of the body.
pub(super) const MOST_WORDS_BEFORE: usize = 80;

/// The TLDR of a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tldr {
    /// The words that name it.
    pub head: Span,
    /// Its bullets, in order.
    pub bullets: Vec<Item>,
    /// Its blocks, the head included.
    pub blocks: Range<usize>,
    /// Words of the text before it; the title is not counted.
    pub words_before: usize,
}

impl Tldr {
    /// Whether the body comes first.
    pub fn is_late(&self) -> bool {
        MOST_WORDS_BEFORE < self.words_before
    }
}

/// The first TLDR among the blocks of `range`.
pub(super) fn find(draft: &Draft, range: Range<usize>) -> Option<Tldr> {
    let mut words_before = 0;
    for n in range.clone() {
        let block = &draft.blocks[n];
        let text = block.view.text();
        let named = match block.kind {
            BlockKind::Heading(_) => name_in(text),
            BlockKind::Paragraph | BlockKind::BlockQuote | BlockKind::ListItem => name_at(text, 0),
            BlockKind::Code | BlockKind::TableRow | BlockKind::TableHeader => None,
        };
        let Some(name) = named else {
            words_before += words_in(draft, n);
            continue;
        };
        // The list right behind the head, or behind a sentence that introduces it.
        let is_heading = matches!(block.kind, BlockKind::Heading(_));
        let rest = &draft.blocks[n + 1..range.end];
        let is_list = |it: BlockKind| it == BlockKind::ListItem;
        let introduced = usize::from(
            is_heading
                && rest.first().is_some_and(|it| it.kind == BlockKind::Paragraph)
                && rest.get(1).is_some_and(|it| is_list(it.kind)),
        );
        let n_list = rest[introduced.min(rest.len())..]
            .iter()
            .take_while(|it| is_list(it.kind))
            .count();
        let end = match n_list {
            // What a heading names is its section, even without bullets.
            0 if is_heading => {
                let own = rest
                    .iter()
                    .take_while(|it| !matches!(it.kind, BlockKind::Heading(_)));
                n + 1 + own.count()
            }
            0 => n + 1,
            _ => n + 1 + introduced + n_list,
        };
        return Some(Tldr {
            head: block.view.in_file(name),
            bullets: item::items(draft, n + 1..end),
            blocks: n..end,
            words_before,
        });
    }
    None
}

/// `TL;DR`, `TLDR`, `tl; dr` as a word of a short heading.
fn name_in(heading: &str) -> Option<Span> {
    const MOST_WORDS: usize = 8;
    if heading.split_whitespace().nth(MOST_WORDS).is_some() {
        return None;
    }
    let starts = heading.char_indices().filter(|(at, c)| {
        let opens = !heading[..*at].ends_with(char::is_alphanumeric);
        opens && c.eq_ignore_ascii_case(&'t')
    });
    starts.map(|it| it.0).find_map(|at| name_at(heading, at))
}

/// The same, where `text` goes on with it at `from`, marks aside.
fn name_at(text: &str, from: usize) -> Option<Span> {
    let rest = text.get(from..)?;
    let start = from + rest.find(char::is_alphanumeric)?;
    let mut wanted = "tldr".chars();
    let mut end = start;
    for (at, c) in text[start..].char_indices() {
        if c.is_alphanumeric() {
            let next = wanted.next()?;
            if !c.eq_ignore_ascii_case(&next) {
                return None;
            }
            end = start + at + c.len_utf8();
        } else if wanted.as_str().is_empty() {
            break;
        } else if !matches!(c, ';' | '.' | ' ' | ':' | '/') {
            return None;
        }
    }
    wanted.as_str().is_empty().then_some(Span::new(start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tldr(text: &str) -> Option<(usize, usize)> {
        let draft = Draft::parse(text);
        let it = find(&draft, 0..draft.blocks.len())?;
        Some((it.bullets.len(), it.words_before))
    }

    #[test]
    fn a_tldr_is_named_in_whatever_letters() {
        for text in [
            "## TL;DR\n\n- one\n- two\n",
            "## The TLDR: what broke\n\n- one\n- two\n",
            "**tl;dr**\n\n- one\n- two\n",
            "**TL; DR:**\n- one\n- two\n",
            "T.L.D.R.\n- one\n- two\n",
            "## TLDR\nThe short of it:\n\n- one\n- two\n",
        ] {
            assert_eq!(tldr(text), Some((2, 0)), "{text}");
        }
        for text in [
            "## Tldraw\n\n- one\n",
            "The TLDR says\n\n- one\n",
            "# Title\n- one\n",
        ] {
            assert_eq!(tldr(text), None, "{text}");
        }
        assert_eq!(tldr("**TL;DR:** It broke.\n\nThen more.\n"), Some((0, 0)));
    }
}

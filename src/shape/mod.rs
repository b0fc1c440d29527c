//! A draft as a post: title, TLDR, body, bio, how many words, what is still to be filled in.

mod bio;
mod item;
mod opening;
mod placeholder;
mod tldr;
mod verify;

use std::ops::Range;

pub use bio::{Difference, differences, find as bio, kept, open_slots};
pub use item::{Item, items};
pub use opening::first_sentence;
pub use placeholder::{Kind, Standing, counts, head, kind_as_written, number_as_written, standing};
pub use tldr::Tldr;
pub use verify::{OpenQuestion, is_verify, open_questions, verify_marks};

use crate::draft::{BlockKind, Draft};
use crate::persona::Persona;
use crate::text::Span;

/// Where the parts of a post stand. Ranges count blocks of the draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// Block of the title: the first heading, where it is of the first level.
    pub title: Option<usize>,
    /// The TLDR.
    pub tldr: Option<Tldr>,
    /// What is told: behind title and TLDR, before the bio.
    pub body: Range<usize>,
    /// The bio, its heading included.
    pub bio: Option<Range<usize>>,
    /// Words without front matter, title, code, comments, placeholders and bio.
    pub words: usize,
    /// Words of the body alone.
    pub body_words: usize,
}

impl Shape {
    /// Reads the parts of `draft`; the author's files tell what their bio looks like.
    pub fn read(draft: &Draft, persona: &Persona) -> Shape {
        let n = draft.blocks.len();
        let title = title(draft);
        let bio = bio::find(draft, persona.bio.as_ref());
        let end = bio.as_ref().map_or(n, |it| it.start);
        let after_title = title.map_or(0, |it| it + 1);
        let tldr = tldr::find(draft, after_title..end.max(after_title));
        // A TLDR at the end is no opening: the body begins behind the title all the same.
        let start = match &tldr {
            Some(it) if it.words_before <= tldr::MOST_WORDS_BEFORE => it.blocks.end,
            _ => after_title,
        };
        let body = start..end.max(start);
        let not_bio = |it: &usize| bio.as_ref().is_none_or(|bio| !bio.contains(it));
        Shape {
            words: (after_title..n)
                .filter(not_bio)
                .map(|it| words_in(draft, it))
                .sum(),
            body_words: body.clone().map(|it| words_in(draft, it)).sum(),
            title,
            tldr,
            body,
            bio,
        }
    }

    /// Where to say what is wrong with the draft as a whole: at its title, else at its first block.
    pub fn anchor(&self, draft: &Draft) -> Span {
        let Some(block) = draft.blocks.get(self.title.unwrap_or(0)) else {
            return Span::at(draft.front_matter.span.end.min(draft.text.len()));
        };
        let sentence = draft
            .sentences
            .first()
            .filter(|it| it.block == 0 && self.title.is_none());
        match sentence {
            Some(it) => it.span,
            None if block.view.text().is_empty() => block.span,
            None => block.view.span(),
        }
    }

    /// The words of the title: of its heading, else `title` in front matter.
    pub fn title_text<'a>(&self, draft: &'a Draft) -> &'a str {
        let block = self.title.and_then(|it| draft.blocks.get(it));
        let declared = || draft.front_matter.get("title").map(|it| it.value.as_str());
        block
            .map(|it| it.view.text())
            .or_else(declared)
            .unwrap_or_default()
    }

    /// The bytes of the blocks of `range`.
    pub fn span_of(draft: &Draft, range: &Range<usize>) -> Option<Span> {
        let blocks = draft.blocks.get(range.clone())?;
        blocks.iter().map(|it| it.span).reduce(Span::cover)
    }

    /// Whether the draft has all its parts, as far as one can tell: its bio, or the words that it needs.
    pub fn looks_complete(&self, least_words: Option<usize>) -> bool {
        self.bio.is_some() || least_words.is_some_and(|it| it <= self.words)
    }
}

/// The block of the first heading, where it is of the first level.
fn title(draft: &Draft) -> Option<usize> {
    let first = draft
        .blocks
        .iter()
        .position(|it| matches!(it.kind, BlockKind::Heading(_)))?;
    (draft.blocks[first].kind == BlockKind::Heading(1)).then_some(first)
}

/// The words of a block; code has none.
fn words_in(draft: &Draft, block: usize) -> usize {
    let it = &draft.blocks[block];
    if it.kind == BlockKind::Code {
        return 0;
    }
    let words = it.view.text().split_whitespace();
    words.filter(|it| it.contains(char::is_alphanumeric)).count()
}

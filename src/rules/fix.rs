//! Edits that several rules offer: put words in, take quotation marks away, mark a claim to be sourced.

use super::message;
use crate::diagnostic::{Edit, Fix, Safety};
use crate::draft::{BlockKind, Draft, Quotation};
use crate::text::{Span, one_line};

/// What stands around a quotation.
const MARKS: [char; 9] = ['"', '\'', '“', '”', '„', '‘', '’', '«', '»'];
/// Longest piece of a quotation that the title of a fix repeats.
const QUOTED_WORDS: usize = 40;

/// Replaces the words at `span`.
pub(super) fn replace(draft: &Draft, span: Span, text: &str) -> Fix {
    let old = message::draft_words(draft, span);
    let new = message::brief(&one_line(text), 48);
    Fix {
        title: if old.is_empty() {
            format!("Insert {new}")
        } else {
            format!("Replace {old} with {new}")
        },
        safety: Safety::Unsafe,
        edits: vec![Edit {
            span,
            text: text.to_owned(),
        }],
    }
}

/// Puts the source's words back into a quotation.
pub(super) fn restore(draft: &Draft, span: Span, text: &str) -> Fix {
    let shown = |words: &str| {
        let words = words.trim_matches(|c: char| MARKS.contains(&c) || c.is_whitespace());
        message::brief(&one_line(words), QUOTED_WORDS)
    };
    let old = shown(draft.text.get(span.range()).unwrap_or_default());
    let new = shown(text);
    Fix {
        title: if old.is_empty() {
            format!("Insert \"{new}\"")
        } else {
            format!("Replace \"{old}\" with \"{new}\"")
        },
        ..replace(draft, span, text)
    }
}

/// The quotation of sentence `sentence` that `span` lies in or covers.
pub(super) fn quotation(draft: &Draft, sentence: usize, span: Span) -> Option<&Quotation> {
    let it = draft.sentences.get(sentence)?;
    let shares = |quote: &&Quotation| {
        let outer = it.view.in_file(quote.outer);
        outer.overlaps(span) || outer.contains(span)
    };
    it.quotes.iter().find(shares)
}

/// Takes the marks of the quotation at `span` away; `None` where it has none of its own (a block quote).
pub(super) fn unquote(draft: &Draft, sentence: usize, span: Span) -> Option<Fix> {
    let quote = quotation(draft, sentence, span)?;
    let view = &draft.sentences[sentence].view;
    let marks = [
        Span::new(quote.outer.start, quote.inner.start),
        Span::new(quote.inner.end, quote.outer.end),
    ];
    let edits = marks.map(|it| Edit {
        span: view.in_file(it),
        text: String::new(),
    });
    let is_mark = |it: &Edit| {
        let text = draft.text.get(it.span.range()).unwrap_or_default();
        !text.is_empty() && text.chars().all(|c| MARKS.contains(&c))
    };
    edits.iter().all(is_mark).then(|| Fix {
        title: "Remove the quotation marks".to_owned(),
        safety: Safety::Unsafe,
        edits: edits.to_vec(),
    })
}

/// Turns a sentence into `[Fact NN: claim — find source]`, with the next free number.
///
/// `None` for table rows and where the sentence holds something that must not get lost: a citation, a
/// directive, another placeholder, a footnote's mark, a comment.
pub fn mark_as_fact(draft: &Draft, sentence: usize) -> Option<Fix> {
    let it = draft.sentences.get(sentence)?;
    let is_row = draft
        .blocks
        .get(it.block)
        .is_some_and(|it| it.kind == BlockKind::TableRow);
    let mut inside = draft
        .placeholders
        .iter()
        .map(|it| it.span)
        .chain(draft.citations.iter().map(|it| it.span))
        .chain(draft.directives.iter().map(|it| it.span));
    let written = draft.text.get(it.span.range())?;
    let has_note = ["[^", "<!--", "{/*"].iter().any(|it| written.contains(it));
    if is_row || has_note || inside.any(|held| held.overlaps(it.span)) {
        return None;
    }
    let claim = one_line(it.view.text()).replace('[', "(").replace(']', ")");
    let claim = claim.trim_end_matches(['.', '!', '…', ':', ';']);
    let text = format!(
        "[Fact {:02}: {claim} — find source]",
        draft.next_free_number("Fact")
    );
    Some(Fix {
        title: format!("Turn into {}", message::brief(&text, 60)),
        safety: Safety::Unsafe,
        edits: vec![Edit { span: it.span, text }],
    })
}

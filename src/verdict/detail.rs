//! Invented details: a concrete thing or person in what is told as having happened, of which no source speaks.

use super::images::is_image;
use super::judge::{Case, is_wrong};
use super::support::shared_weight;
use super::{Issue, IssueKind};
use crate::language::concrete::{is_thing, others_for};
use crate::language::polarity::is_past;
use crate::language::words::{self, Word};
use crate::text::Span;

/// Share of the sentence that its best unit must carry for a state (`the printout hangs in our kitchen`) to be told of
/// the source's world, not of the author's.
const LINKED: f32 = 0.2;
/// The same for what the author tells of themselves.
const OWN_LIFE: f32 = 0.3;

/// Looks for details that no source holds; only where nothing else is wrong.
pub(super) fn check(case: &Case<'_>, issues: &mut Vec<Issue>) {
    let stance = &case.stance;
    if is_wrong(issues)
        || stance.is_comment()
        || stance.question
        || stance.order
        || stance.instructs
        || stance.address
        || stance.hedged
        || stance.about_itself
        || stance.general
        || compares(case)
        || case
            .text
            .trim_start()
            .to_lowercase()
            .starts_with("in other words")
    {
        return;
    }
    let best = case.ranked.first().map_or(0.0, |it| shared_weight(case, it.0));
    let tells = if stance.first_person || says_we(case) {
        best >= OWN_LIFE
    } else {
        stance.past || was(case, best) || (stance.anchored && best >= LINKED)
    };
    if !tells {
        return;
    }
    for (n, word) in case.claim.words.iter().enumerate() {
        let said = &case.text[word.span.range()];
        let is_one = is_thing(said) && !is_numbered(case, word.span);
        if is_one
            && !case.is_quoted(word.span)
            && !is_heard(case, word)
            && !in_code(case, word.span)
            && !is_image(case, word)
        {
            issues.push(Issue {
                kind: IssueKind::UnknownDetail,
                span: phrase(case, n),
                right: None,
                place: case.ranked.first().map(|it| case.place(it.0)),
                other: None,
            });
            return;
        }
    }
}

/// Letters that a word has at least for one that begins with it to be its compound: `boardroom` where a board is spoken of.
const COMPOUND: usize = 5;

/// Whether any source says the word, or one of its family; or the author's configuration, bio or tracker knows it.
fn is_heard(case: &Case<'_>, word: &Word) -> bool {
    let said = &case.text[word.span.range()];
    let index = &case.judge.sources.index;
    index.knows(word.stem)
        || index.has_heard(words::folded(said))
        || index.knows_family(said)
        || super::name::is_own(case, words::folded(said))
        || case.judge.known_names.contains(&words::folded(said))
        || (COMPOUND..said.len())
            .any(|at| said.is_char_boundary(at) && index.has_heard(words::folded(&said[..at])))
        || others_for(said).any(|it| index.has_heard(words::folded(it)) || index.knows(words::stem(it)))
}

fn in_code(case: &Case<'_>, span: Span) -> bool {
    case.piece.code.iter().any(|it| it.contains(span))
}

/// `see newsletter #34`: a pointer.
fn is_numbered(case: &Case<'_>, span: Span) -> bool {
    let number = case.text[span.end..].strip_prefix(" #").unwrap_or("");
    number.starts_with(|c: char| c.is_ascii_digit())
}

/// `like a dog`, `a museum of deleted files`, `as if your mother had a train to catch`: said of something else.
fn compares(case: &Case<'_>) -> bool {
    let text = case.text;
    let lower = text.to_lowercase();
    let likens = [
        "like a",
        "than a ",
        "as if",
        "as though",
        "sort of",
        "kind of",
        " as a ",
        "feels like",
        "looks like",
        "reminds",
    ];
    likens.iter().any(|it| lower.contains(it))
}

fn says_we(case: &Case<'_>) -> bool {
    let is_we = |word: &Word| {
        matches!(
            &case.text[word.span.range()],
            "we" | "We" | "my" | "My" | "me" | "our" | "us"
        )
    };
    case.claim.words.iter().any(is_we)
}

/// `It was a Sunday, in the middle of a flash sale`: told, though nothing happens in it.
fn was(case: &Case<'_>, best: f32) -> bool {
    let is_was = |word: &Word| matches!(&case.text[word.span.range()], "was" | "were" | "had");
    (case.stance.anchored || best >= LINKED) && case.claim.words.iter().any(is_was)
}

/// The word with what stands before it up to a stop word: `flash sale`, `two consultants`.
fn phrase(case: &Case<'_>, n: usize) -> Span {
    let words = &case.claim.words;
    let mut first = n;
    while let Some(before) = first.checked_sub(1) {
        let gap = &case.text[words[before].span.end..words[first].span.start];
        let is_verb = is_past(&case.text[words[before].span.range()]);
        if words[before].stop || is_verb || !gap.trim_matches([' ', '-', '\n']).is_empty() || n - before > 2 {
            break;
        }
        first = before;
    }
    words[first].span.cover(words[n].span)
}

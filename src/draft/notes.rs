//! What the author says to backline in the text: pointers to a source, and directives in comments.

use super::{Directive, DirectiveKind};
use crate::text::Span;

/// Path and 1-based lines of `transcript.txt#L42`, `#L42-L45`, `#L42-45`; `None` for anything else, URLs too.
pub(super) fn pointer(target: &str) -> Option<(&str, (usize, usize))> {
    let (path, fragment) = target.rsplit_once('#')?;
    if path.is_empty() || path.contains("://") || path.starts_with("//") || path.starts_with("mailto:") {
        return None;
    }
    let lines = fragment.strip_prefix(['L', 'l'])?;
    let number = |it: &str| {
        let digits = !it.is_empty() && it.bytes().all(|b| b.is_ascii_digit());
        it.parse::<usize>().ok().filter(|_| digits)
    };
    let (first, last) = match lines.split_once('-') {
        Some((first, last)) => (
            number(first)?,
            number(last.strip_prefix(['L', 'l']).unwrap_or(last))?,
        ),
        None => (number(lines)?, number(lines)?),
    };
    Some((path, (first.min(last), first.max(last))))
}

/// The pointers in `text`, which stands at `offset`: words, in or out of brackets; between `<` and `>` blanks
/// may be part of the path.
pub(super) fn pointers(text: &str, offset: usize) -> Vec<(Span, &str, (usize, usize))> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(gap) = text[at..].find('<') {
        let start = at + gap + 1;
        let rest = &text[start..];
        let inside = rest.split(['<', '>', '\n']).next().unwrap_or(rest);
        let end = start + inside.len();
        let is_one = text[end..].starts_with('>') && inside.matches('#').count() == 1;
        match pointer(inside).filter(|_| is_one) {
            Some((path, lines)) => {
                pointing_words(&text[at..start], offset + at, &mut found);
                found.push((Span::new(start, end).shift(offset), path, lines));
            }
            None => pointing_words(&text[at..end], offset + at, &mut found),
        }
        at = end;
    }
    pointing_words(&text[at..], offset + at, &mut found);
    found
}

/// The words of `text`, which stands at `offset`, that are pointers.
fn pointing_words<'a>(text: &'a str, offset: usize, found: &mut Vec<(Span, &'a str, (usize, usize))>) {
    let is_gap =
        |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '<' | '>' | ',' | ';' | '`' | '"');
    let mut at = 0;
    for word in text.split(is_gap) {
        let bare = word.trim_end_matches(['.', ':', '*', '_']);
        if let Some((path, lines)) = pointer(bare) {
            found.push((Span::new(at, at + bare.len()).shift(offset), path, lines));
        }
        at += word.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
}

/// What a comment, `<!-- … -->` or `{/* … */}`, holds.
pub(super) fn comment_body(comment: &str) -> &str {
    let inner = comment.strip_prefix("<!--").and_then(|it| it.strip_suffix("-->"));
    let inner = inner.or_else(|| comment.strip_prefix("{/*").and_then(|it| it.strip_suffix("*/}")));
    inner.unwrap_or("").trim()
}

/// Whether only a pointer stands in a link's text (`transcript.txt:42`, `source`, `L42`): it says nothing.
pub(super) fn is_pointer_text(text: &str) -> bool {
    const NAMES: &[&str] = &[
        "source",
        "sources",
        "transcript",
        "line",
        "lines",
        "see",
        "cite",
        "citation",
        "ref",
        "and",
    ];
    let bare = |c: char| !c.is_alphanumeric();
    text.split_whitespace().all(|word| {
        let word = word.trim_matches(bare);
        let path_like = word.contains(['/', '#', ':']) || word.contains('.') && !word.ends_with('.');
        let line_like = word
            .trim_start_matches(['L', 'l'])
            .bytes()
            .all(|b| b.is_ascii_digit() || b == b'-' || b == b'L');
        NAMES.iter().any(|it| it.eq_ignore_ascii_case(word)) || path_like || line_like
    })
}

/// The directive in the comment at `span`, if it is one; what it covers is not known here.
pub(super) fn directive(comment: &str, span: Span) -> Option<Directive> {
    let body = comment_body(comment).strip_prefix("backline:")?.trim();
    let (head, reason) = match body.split_once(':') {
        Some((head, reason)) => (head.trim(), reason.trim()),
        None => (body, ""),
    };
    let (word, argument) = match head.split_once(char::is_whitespace) {
        Some((word, argument)) => (word, argument.trim()),
        None => (head, ""),
    };
    let (kind, reason) = match (word, argument) {
        ("allow", rule) if !rule.is_empty() => (
            DirectiveKind::Allow {
                rule: rule.to_owned(),
            },
            reason,
        ),
        ("attest", "") => (DirectiveKind::Attest, reason),
        ("timeline", _) => (DirectiveKind::Timeline, reason),
        ("/timeline", _) => (DirectiveKind::TimelineEnd, reason),
        _ => (DirectiveKind::Unknown(body.to_owned()), ""),
    };
    Some(Directive {
        kind,
        reason: reason.to_owned(),
        span,
        covers: span,
    })
}

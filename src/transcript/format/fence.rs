//! The lines of a fence: what was typed, what it printed, and reports that are drawn in plain text.

use super::join;
use super::line::{Block, Line, Source};
use super::timeline::{entry_clock, is_entry};
use crate::text::{Span, View};
use crate::transcript::timestamp::{Reading, date_len};
use crate::transcript::{Stamp, TurnKind};

/// One line of a fence, or several that a sentence was wrapped over.
pub(super) struct Printed {
    pub(super) kind: TurnKind,
    /// When, for an entry of a timeline.
    pub(super) start: Option<Stamp>,
    pub(super) span: Span,
    pub(super) view: View,
}

/// The fence that line `n` opens: what stands in it, and the line behind it.
pub(super) fn read(source: &Source<'_>, n: usize) -> (Vec<Printed>, usize) {
    let lines = &source.lines[n + 1..];
    let len = lines
        .iter()
        .take_while(|it| it.block == Block::Code || it.block == Block::Blank)
        .count();
    let lines = &lines[..len];
    let language = source.slice(source.lines[n].span);
    let language = language.trim_start_matches(['`', '~']).trim();
    let text_only = ["", "text", "txt", "log", "output", "plaintext", "plain"];
    let is_text = text_only.iter().any(|it| it.eq_ignore_ascii_case(language));
    let has_prompts = lines.iter().any(|it| source.slice(it.span).starts_with("$ "));
    let mut res: Vec<Printed> = Vec::new();
    let mut document: Option<&str> = None;
    let mut wraps = false;
    for (n, line) in lines.iter().enumerate() {
        let text = source.slice(line.span);
        if text.is_empty() {
            wraps = false;
            continue;
        }
        let is_inside = document.is_some();
        if document.is_some_and(|it| it == text) {
            document = None;
        } else if document.is_none() {
            document = here_document(text).filter(|end| lines.iter().any(|it| source.slice(it.span) == *end));
        }
        let marks = match text {
            _ if has_prompts && text.starts_with("$ ") => 2,
            _ if is_text || has_prompts || is_inside => 0,
            _ if text.starts_with("//") => 2,
            _ => text.len() - text.trim_start_matches('#').len(),
        };
        let is_prompt = has_prompts && marks == 2 && text.starts_with('$');
        let announces = || marks > 0 && !has_prompts && announces(source, lines, n);
        let is_output = (is_text || has_prompts || marks > 0) && !is_inside && !announces();
        let words = &text[marks..];
        let drawn = undrawn(words).shift(line.span.start + marks);
        if drawn.is_empty() {
            wraps = false;
            continue;
        }
        let words = source.slice(drawn);
        let start = Some(words).filter(|it| is_text && !has_prompts && is_entry(it) && !has_seconds(it));
        let start = start.and_then(entry_clock);
        let is_plain = is_text && !has_prompts && drawn.len() == text.len();
        match res.last_mut() {
            Some(last) if wraps && is_plain && goes_on(words) => {
                join::gap(&mut last.view, drawn.start, " ");
                last.view.push(words, drawn.start);
                last.span.end = drawn.end;
            }
            _ => res.push(Printed {
                kind: match start {
                    Some(_) => TurnKind::Event,
                    None if is_output && !is_prompt => TurnKind::Output,
                    None => TurnKind::Command,
                },
                start,
                span: line.span,
                view: View::plain(words, drawn.start),
            }),
        }
        wraps = is_plain && is_wrapped(words);
    }
    (res, n + 1 + len)
}

/// Whether the comment on line `n` only says what the command right below it is for: it opens its block, and it states
/// nothing (`# Check the queue`, not `# Cause: the queue is full`).
fn announces(source: &Source<'_>, lines: &[Line], n: usize) -> bool {
    let text = |n: usize| lines.get(n).map_or("", |it| source.slice(it.span));
    let is_comment = |n: usize| text(n).starts_with('#') || text(n).starts_with("//");
    let opens = n.checked_sub(1).is_none_or(|it| text(it).is_empty());
    let below = text(n + 1);
    opens && !text(n).contains([':', '=', '→']) && !below.is_empty() && !is_comment(n + 1)
}

/// Whether the time that a line opens with tells seconds, as those of programs do.
fn has_seconds(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| !c.is_ascii_digit());
    let clock = text.get(date_len(text)..).unwrap_or_default();
    let len = Reading::at(clock).map_or(0, |it| it.len);
    clock.get(..len).is_some_and(|it| it.matches(':').count() == 2)
}

/// The word that ends the document which a command takes from the lines below it: `cat <<'EOF'`.
fn here_document(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once("<<")?;
    let word = rest.trim_start_matches('-').trim_start_matches(['\'', '"']);
    let len = word
        .find(|it: char| !(it.is_ascii_alphanumeric() || it == '_'))
        .unwrap_or(word.len());
    Some(&word[..len]).filter(|it| it.len() > 1 && it.starts_with(char::is_uppercase))
}

/// What is left of `text` without the lines of boxes and trees around it; nothing of a rule.
fn undrawn(text: &str) -> Span {
    let is_drawn = |it: char| matches!(it, '\u{2500}'..='\u{257f}') || it.is_whitespace();
    let has_drawing = text.contains(|it: char| matches!(it, '\u{2500}'..='\u{257f}'));
    if !has_drawing {
        let start = text.len() - text.trim_start().len();
        return Span::new(start, start + text.trim().len());
    }
    let start = text.len() - text.trim_start_matches(is_drawn).len();
    Span::new(start, start + text[start..].trim_end_matches(is_drawn).len())
}

/// Words of a line of prose, which has no columns; 0 of anything else.
fn prose_words(text: &str) -> usize {
    let has_columns = text.contains("  ") || text.contains(['\t', '=', '{', '}', '|', '/']);
    let is_key = text
        .split_once(':')
        .is_some_and(|(key, _)| key.split_whitespace().count() < 4);
    if has_columns || is_key {
        0
    } else {
        text.split_whitespace().count()
    }
}

/// Whether the sentence of a line of prose is not at its end.
fn is_wrapped(text: &str) -> bool {
    let first = text.chars().next();
    let opens = first.is_some_and(char::is_alphabetic);
    opens && 5 <= prose_words(text) && !text.ends_with(['.', ':', '!', '?', ';'])
}

/// Whether a line of prose goes on with the sentence of the line above.
fn goes_on(text: &str) -> bool {
    text.starts_with(char::is_lowercase) && 3 <= prose_words(text)
}

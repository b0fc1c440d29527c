//! The front matter of a document, as notes: its keys with what they hold.

use super::build::Builder;
use super::join;
use super::line::{Block, Source};
use crate::text::{Span, View};
use crate::transcript::TurnKind;

/// Keys of front matter below which people stand.
const PEOPLE: [&str; 16] = [
    "speaker",
    "speakers",
    "host",
    "hosts",
    "guest",
    "guests",
    "author",
    "authors",
    "participant",
    "participants",
    "attendee",
    "attendees",
    "presenter",
    "presenters",
    "panelists",
    "people",
];

/// `date: 2024-06-07` is a fact of the source; paths, addresses and bare switches are not.
pub(super) fn read(source: &Source<'_>, n: usize, out: &mut Builder) -> usize {
    let line = &source.lines[n];
    let text = source.slice(line.span);
    if let Some(key) = text.strip_suffix(':').filter(|it| !it.starts_with(['-', '#'])) {
        return list(source, key, n, out);
    }
    let value = text.split_once(": ").map_or("", |(_, value)| value.trim());
    let has_words = value.contains(' ') || value.bytes().any(|it| it.is_ascii_digit());
    let is_key = text.starts_with(|c: char| c.is_alphabetic());
    if is_key && has_words && !value.contains('/') {
        let view = View::plain(text, line.span.start);
        out.push(TurnKind::Note, None, None, line.span, view);
    }
    n + 1
}

/// The items below `speakers:`, one note as if they stood on its line. Of other lists than those of people only
/// what has several words or a number says something.
fn list(source: &Source<'_>, key: &str, n: usize, out: &mut Builder) -> usize {
    let line = &source.lines[n];
    let names_people = PEOPLE.iter().any(|it| it.eq_ignore_ascii_case(key));
    let mut view = View::plain(key, line.span.start);
    let mut mark = ": ";
    let mut at = n + 1;
    let mut end = line.span.end;
    while let Some(item) = source.lines.get(at).filter(|it| it.block == Block::FrontMatter) {
        let words = source.slice(item.span).strip_prefix("- ");
        let is_nested = n + 1 < at && source.text[..item.span.start].ends_with([' ', '\t']);
        if words.is_none() && !is_nested {
            break;
        }
        at += 1;
        let Some(words) = words else { continue };
        let words = words.trim_start();
        let words = words.strip_prefix("name:").unwrap_or(words);
        let words = words.trim_start().trim_matches(['"', '\'']);
        let tells = names_people || words.contains(' ') || words.bytes().any(|it| it.is_ascii_digit());
        if words.is_empty() || !tells || words.contains('/') {
            continue;
        }
        let text = source.slice(item.span);
        let start = item.span.start + text.rfind(words).unwrap_or(0);
        join::gap(&mut view, start, mark);
        view.push(words, start);
        mark = ", ";
        end = start + words.len();
    }
    if mark == ", " {
        let span = Span::new(line.span.start, end);
        out.push(TurnKind::Note, None, None, span, view);
    }
    at
}

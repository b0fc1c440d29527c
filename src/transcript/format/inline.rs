//! Reads a paragraph as it is spoken: emphasis, links, escapes, tags and noise marks taken out, lines
//! joined. One pass to find what goes, one pass to take the rest; both linear.

use super::join;
use crate::text::{Span, View};
use crate::transcript::timestamp::Reading;

/// Something that is not read as it stands.
struct Cut {
    span: Span,
    /// What is read instead.
    instead: &'static str,
    /// Takes the blanks behind it along (a noise mark).
    with_blanks: bool,
}

/// No link target or tag is longer (bytes); a longer one is text.
const LONGEST_TARGET: usize = 2048;

/// What the bytes `span` of `file` say.
pub(super) fn read(file: &str, span: Span) -> View {
    let mut view = View::default();
    push(&mut view, file, span);
    view
}

/// Appends the same.
pub(super) fn push(view: &mut View, file: &str, span: Span) {
    let text = &file[span.range()];
    let is_markup = |it: u8| {
        matches!(
            it,
            b'*' | b'_' | b'`' | b'[' | b'(' | b'\\' | b'<' | b'&' | b'\n' | b'\r'
        )
    };
    if !text.bytes().any(is_markup) {
        view.push(text, span.start);
        return;
    }
    let mut cuts = cuts(text);
    cuts.sort_by_key(|it| it.span);
    let mut at = 0;
    for cut in cuts {
        if cut.span.start < at {
            continue;
        }
        take(view, text, at, cut.span.start, span.start);
        at = cut.span.end;
        if cut.with_blanks {
            let rest = &text[at..];
            let said_ends = view.text().is_empty() || view.text().ends_with([' ', '\n']);
            let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
            at += if said_ends { blanks } else { 0 };
        }
        let in_file = cut.span.shift(span.start);
        if cut.instead == " " {
            if !view.text().is_empty() && !view.text().ends_with([' ', '\n']) {
                view.push_mapped(" ", in_file);
            }
        } else if !cut.instead.is_empty() {
            view.push_mapped(cut.instead, in_file);
        }
    }
    take(view, text, at, text.len(), span.start);
}

/// What is not read as it stands in `text`, a line, and what is read instead; in order and apart from each other.
pub(super) fn places(text: &str) -> Vec<(Span, &'static str)> {
    let mut cuts = cuts(text);
    cuts.sort_by_key(|it| it.span);
    let mut at = 0;
    let mut places = Vec::with_capacity(cuts.len());
    for cut in cuts {
        let mut span = cut.span;
        if span.start < at {
            continue;
        }
        let said_ends = text[..span.start].ends_with([' ', '\t']) || span.start == 0;
        if cut.with_blanks && said_ends {
            let rest = &text[span.end..];
            span.end += rest.len() - rest.trim_start_matches([' ', '\t']).len();
        }
        at = span.end;
        places.push((span, cut.instead));
    }
    places
}

fn take(view: &mut View, text: &str, from: usize, to: usize, offset: usize) {
    if from < to {
        view.push(&text[from..to], offset + from);
    }
}

fn cuts(text: &str) -> Vec<Cut> {
    let bytes = text.as_bytes();
    let mut cuts: Vec<Cut> = Vec::new();
    let mut emphasis: [Vec<(usize, usize)>; 2] = [Vec::new(), Vec::new()];
    let mut brackets: Vec<usize> = Vec::new();
    let mut unclosed_ticks = [false; 9];
    let cut = |start: usize, end: usize, instead| Cut {
        span: Span::new(start, end),
        instead,
        with_blanks: false,
    };
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\n' | b'\r' => {
                let mut start = at;
                while start > 0 && matches!(bytes[start - 1], b' ' | b'\t' | b'\\') {
                    start -= 1;
                }
                let rest = &text[at..];
                let mut end = at + rest.len() - rest.trim_start().len();
                if bytes.get(end) == Some(&b'>') {
                    let rest = &text[end..];
                    end += rest.len() - rest.trim_start_matches(['>', ' ', '\t']).len();
                }
                cuts.push(cut(start, end, " "));
                at = end;
            }
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => {
                let escaped_bracket = bytes[at + 1] == b'[';
                if escaped_bracket && let Some(end) = noise(text, at, at + 2) {
                    cuts.push(Cut {
                        with_blanks: true,
                        ..cut(at, end, "")
                    });
                    at = end;
                } else {
                    cuts.push(cut(at, at + 1, ""));
                    at += 2;
                }
            }
            b'`' => {
                let len = run(bytes, at);
                let seen = unclosed_ticks.get(len).copied().unwrap_or(true);
                let close = if seen {
                    None
                } else {
                    closing_ticks(bytes, at + len, len)
                };
                match close {
                    Some(close) => {
                        cuts.push(cut(at, at + len, ""));
                        code_breaks(bytes, at + len, close, &mut cuts);
                        cuts.push(cut(close, close + len, ""));
                        at = close + len;
                    }
                    None => {
                        if let Some(it) = unclosed_ticks.get_mut(len) {
                            *it = true;
                        }
                        at += len;
                    }
                }
            }
            mark @ (b'*' | b'_') => {
                let len = run(bytes, at);
                let open = &mut emphasis[usize::from(mark == b'_')];
                delimiter(text, at, len, mark, open, &mut cuts);
                at += len;
            }
            b'[' | b'(' => {
                if let Some(end) = noise(text, at, at + 1) {
                    cuts.push(Cut {
                        with_blanks: true,
                        ..cut(at, end, "")
                    });
                    at = end;
                    continue;
                }
                if bytes[at] == b'[' {
                    brackets.push(at);
                }
                at += 1;
            }
            b']' => {
                let open = brackets.pop();
                let target = match bytes.get(at + 1) {
                    Some(b'(') => target_end(bytes, at + 2, b')'),
                    _ => None,
                };
                if let (Some(open), Some(end)) = (open, target) {
                    let image = open > 0 && bytes[open - 1] == b'!';
                    cuts.push(cut(open - usize::from(image), open + 1, ""));
                    cuts.push(cut(at, end, ""));
                    at = end;
                } else {
                    at += 1;
                }
            }
            b'<' => match tag(text, at) {
                Some(end) => {
                    cuts.push(cut(at, end, ""));
                    at = end;
                }
                None => at += 1,
            },
            b'&' => match entity(&text[at..]) {
                Some((instead, len)) => {
                    cuts.push(cut(at, at + len, instead));
                    at += len;
                }
                None => at += 1,
            },
            _ => at += 1,
        }
    }
    cuts
}

/// Line breaks inside a code span are blanks too.
fn code_breaks(bytes: &[u8], from: usize, to: usize, cuts: &mut Vec<Cut>) {
    let mut at = from;
    while at < to {
        if matches!(bytes[at], b'\n' | b'\r') {
            let start = at;
            while at < to && bytes[at].is_ascii_whitespace() {
                at += 1;
            }
            cuts.push(Cut {
                span: Span::new(start, at),
                instead: " ",
                with_blanks: false,
            });
        } else {
            at += 1;
        }
    }
}

fn run(bytes: &[u8], at: usize) -> usize {
    bytes[at..].iter().take_while(|it| **it == bytes[at]).count()
}

fn closing_ticks(bytes: &[u8], mut at: usize, len: usize) -> Option<usize> {
    while at < bytes.len() {
        if bytes[at] != b'`' {
            at += 1;
            continue;
        }
        let found = run(bytes, at);
        if found == len {
            return Some(at);
        }
        at += found;
    }
    None
}

/// Pairs emphasis marks; marks that find no partner are text (`*.csv`, `2 * 3`, `sent_at`).
fn delimiter(
    text: &str,
    at: usize,
    len: usize,
    mark: u8,
    open: &mut Vec<(usize, usize)>,
    cuts: &mut Vec<Cut>,
) {
    let before = text[..at].chars().next_back();
    let after = text[at + len..].chars().next();
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let intraword = is_word(before) && is_word(after) && (mark == b'_' || len == 1);
    if intraword {
        return;
    }
    let single = mark == b'_' || len == 1;
    let can_open = !(is_blank(after) || single && is_word(before));
    let can_close = !(is_blank(before) || single && is_word(after));
    let (mut from, end) = (at, at + len);
    if can_close {
        while from < end
            && let Some((start, left)) = open.pop()
        {
            let n = left.min(end - from);
            let opener = start + left - n;
            cuts.push(Cut {
                span: Span::new(opener, opener + n),
                instead: "",
                with_blanks: false,
            });
            cuts.push(Cut {
                span: Span::new(from, from + n),
                instead: "",
                with_blanks: false,
            });
            from += n;
            if n < left {
                open.push((start, left - n));
            }
        }
    }
    if can_open && from < end {
        open.push((from, end - from));
    }
}

fn target_end(bytes: &[u8], from: usize, close: u8) -> Option<usize> {
    let mut depth = 0;
    for (n, it) in bytes[from..].iter().take(LONGEST_TARGET).enumerate() {
        match it {
            b'(' => depth += 1,
            _ if *it == close && depth == 0 => return Some(from + n + 1),
            b')' => depth -= 1,
            b'\n' | b'\r' => return None,
            _ => {}
        }
    }
    None
}

/// The end of an HTML tag that starts at `at`; other angle brackets are text (`<5s`, `Vec<u8>`).
fn tag(text: &str, at: usize) -> Option<usize> {
    const TAGS: [&str; 20] = [
        "a", "b", "i", "em", "strong", "br", "p", "span", "div", "code", "sup", "sub", "u", "img", "small",
        "kbd", "details", "summary", "v", "c",
    ];
    let inner = text[at + 1..].strip_prefix('/').unwrap_or(&text[at + 1..]);
    let name_len = inner.bytes().take(8).take_while(u8::is_ascii_alphabetic).count();
    let name = &inner[..name_len];
    let rest = &inner[name_len..];
    let is_tag =
        TAGS.iter().any(|it| it.eq_ignore_ascii_case(name)) && rest.starts_with(['>', ' ', '/', '.']);
    if !is_tag {
        return None;
    }
    let close = rest.bytes().take(LONGEST_TARGET).position(|it| it == b'>')?;
    Some(text.len() - rest.len() + close + 1)
}

fn entity(text: &str) -> Option<(&'static str, usize)> {
    const ENTITIES: [(&str, &str); 7] = [
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&nbsp;", " "),
    ];
    let (written, read) = ENTITIES.iter().find(|(it, _)| text.starts_with(it))?;
    Some((read, written.len()))
}

/// Sounds and gaps that transcribers write in brackets, by the beginning of their words.
const NOISES: [&str; 24] = [
    "laugh",
    "chuckl",
    "giggl",
    "sigh",
    "cough",
    "paus",
    "silence",
    "crosstalk",
    "cross talk",
    "inaudible",
    "unintelligible",
    "unclear",
    "indistinct",
    "overlapping",
    "applau",
    "music",
    "sneez",
    "beep",
    "gasp",
    "clears",
    "noise",
    "long pause",
    "sniff",
    "groan",
];

/// The end of a bracket at `at` (its words begin at `inner`) that says nothing: a noise, a stamp, or an
/// aside that stands between two sentences.
pub(super) fn noise(text: &str, at: usize, inner: usize) -> Option<usize> {
    let close = if text.as_bytes()[inner - 1] == b'[' {
        b']'
    } else {
        b')'
    };
    let reach = text.as_bytes()[inner..].iter().take(80);
    let len = reach
        .take_while(|it| **it != close && !matches!(**it, b'[' | b'(' | b'\n' | b'\r'))
        .count();
    if text.as_bytes().get(inner + len) != Some(&close) {
        return None;
    }
    let words = text[inner..inner + len].trim_end_matches('\\').trim();
    let end = inner + len + 1;
    if text[end..].starts_with('(') {
        return None;
    }
    let starts = |it: &str| words.get(..it.len()).is_some_and(|w| w.eq_ignore_ascii_case(it));
    if NOISES.iter().any(|it| starts(it)) {
        let n_words = words.split_whitespace().count();
        return (n_words <= 4).then_some(end);
    }
    if close == b')' {
        return None;
    }
    if Reading::at(words).is_some_and(|it| it.len == words.len()) {
        return Some(end);
    }
    let before = text[..at].trim_end().chars().next_back();
    let after = text[end..].trim_start().chars().next();
    let between_sentences = before.is_none_or(|c| ".?!…\"”".contains(c))
        && after.is_none_or(|c| c.is_uppercase() || c == '"' || c == '“')
        && !(before.is_none() && after.is_none());
    let is_aside = words.starts_with(char::is_lowercase)
        && words.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '-')
        && words.split_whitespace().count() <= 4;
    (between_sentences && is_aside).then_some(end)
}

/// The cells of the row of a table that the bytes `span` of `file` are, with ` | ` between them.
pub(super) fn cells(file: &str, span: Span) -> View {
    let mut view = View::default();
    let text = &file[span.range()];
    let mut at = 0;
    for (end, _) in text.match_indices('|').chain([(text.len(), "")]) {
        let is_escaped = end > at && text.as_bytes()[end - 1] == b'\\';
        if is_escaped {
            continue;
        }
        let cell = &text[at..end];
        let words = cell.trim();
        if !words.is_empty() {
            let start = span.start + at + (cell.len() - cell.trim_start().len());
            join::gap(&mut view, start, " | ");
            push(&mut view, file, Span::new(start, start + words.len()));
        }
        at = (end + 1).min(text.len());
    }
    view
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let mut view = View::default();
        push(&mut view, text, Span::new(0, text.len()));
        view.text().to_owned()
    }

    #[test]
    fn markup_is_not_read() {
        assert_eq!(
            read("a **bold** and *thin* `code` word"),
            "a bold and thin code word"
        );
        assert_eq!(
            read("see [the *panel*](https://x.org/(a)) now"),
            "see the panel now"
        );
        assert_eq!(
            read("***both*** and **nested *one* here**"),
            "both and nested one here"
        );
        assert_eq!(read("S&amp;O<br> \\[sic\\]"), "S&O [sic]");
        assert_eq!(read("`a **b** c` d"), "a **b** c d");
    }

    #[test]
    fn what_only_looks_like_markup_stays() {
        for text in [
            "*.csv and *.txt",
            "2 * 3 * 4",
            "sent_at and my_col",
            "less <5s",
            "Vec<u8>",
            "a [b] c",
            "`open",
        ] {
            assert_eq!(read(text), text);
        }
    }

    #[test]
    fn noise_is_not_words() {
        assert_eq!(read("[laughs] How big?"), "How big?");
        assert_eq!(read("We did. [long pause] I did."), "We did. I did.");
        assert_eq!(read("so it \\[unintelligible 00:04:51\\] fell"), "so it fell");
        assert_eq!(read("It fell. \\[00:00:03\\]"), "It fell. ");
        assert_eq!(read("It fell (laughs) again"), "It fell again");
        assert_eq!(read("so [the team] decided"), "so [the team] decided");
    }

    #[test]
    fn wrapped_lines_are_one_line() {
        assert_eq!(read("a **b\r\n  c** d\n> e"), "a b c d e");
    }
}

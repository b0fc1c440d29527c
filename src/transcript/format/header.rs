//! The header of a turn: label, stamp and where the words begin, in the shapes people and exporters
//! write. Whether a header is really one is decided by the whole file (`speaker_turns.rs`, `chat.rs`).

use std::ops::Range;

use crate::transcript::timestamp::{Reading, date_len};

/// How a header is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `NAME: text`
    Plain,
    /// `**Name:** text`, `**Name**: text`
    Bold,
    /// `Name (00:12):`, `Name  0:12`: the stamp behind the name makes it a header.
    Stamped,
    /// `[09:14] name: text`
    Leading,
    /// `<nick> text`, `[09:14] <nick> text`
    Nick,
}

/// A header, with offsets into its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) shape: Shape,
    pub(super) label: Range<usize>,
    pub(super) stamp: Option<Reading>,
    /// Where the words begin.
    pub(super) body: usize,
}

/// No label is longer than this (bytes): names are short, and a long line is read only so far.
const LONGEST_LABEL: usize = 90;

/// Reads `line` (trimmed) as a header.
pub(super) fn read(line: &str) -> Option<Header> {
    let (stamp, at) = match leading_stamp(line) {
        Some((stamp, len)) => (Some(stamp), len),
        None => (None, 0),
    };
    let rest = &line[at..];
    let mut header = match rest.as_bytes().first()? {
        b'<' => nick(rest)?,
        b'*' | b'_' => bold(rest)?,
        _ => plain(rest)?,
    };
    header.label = header.label.start + at..header.label.end + at;
    header.body += at;
    if stamp.is_some() {
        header.stamp = stamp;
        if header.shape != Shape::Nick {
            header.shape = Shape::Leading;
        }
    }
    let name = &line[header.label.clone()];
    (header.shape == Shape::Nick || is_name(name)).then_some(header)
}

/// Whether `line` opens with a bold key: `**Severity**: P1`, `**Root cause found**:`.
pub(super) fn is_bold_key(line: &str) -> bool {
    bold(line).is_some()
}

/// `[09:14] `, `00:12:33 `, `[2026-03-04 14:07:00] `: the time and the bytes up to what follows.
pub(super) fn leading_stamp(line: &str) -> Option<(Reading, usize)> {
    let first = *line.as_bytes().first()?;
    if let Some((stamp, len)) = bracketed(line) {
        let rest = &line[len..];
        return Some((stamp, line.len() - rest.trim_start().len()));
    }
    if !first.is_ascii_digit() {
        return None;
    }
    let date = date_len(line);
    let stamp = Reading::at(&line[date..])?;
    let rest = line[date + stamp.len..].trim_start_matches('Z');
    let is_blank = rest.is_empty() || rest.starts_with([' ', '\t']);
    is_blank.then(|| (stamp, line.len() - rest.trim_start().len()))
}

/// `(00:12)`, `[00:12]`, `\[00:12\]` at the start of `text`, and its length.
pub(super) fn bracketed(text: &str) -> Option<(Reading, usize)> {
    let open = text.strip_prefix('\\').unwrap_or(text);
    let close = match open.as_bytes().first()? {
        b'[' => ']',
        b'(' => ')',
        _ => return None,
    };
    let inner = &open[1..];
    let date = date_len(inner);
    let stamp = Reading::at(&inner[date..])?;
    let rest = inner[date + stamp.len..].trim_start_matches('Z');
    let rest = rest.strip_prefix('\\').unwrap_or(rest);
    let rest = rest.strip_prefix(close)?;
    Some((stamp, text.len() - rest.len()))
}

fn nick(line: &str) -> Option<Header> {
    let close = line.bytes().take(40).position(|it| it == b'>')?;
    let inner = &line[1..close];
    let marks = inner.len() - inner.trim_start_matches(['@', '+', '%', '~', '&', ' ']).len();
    let name = &inner[marks..];
    let in_nick = |c: char| c.is_alphanumeric() || "_-[]\\^{}|`.".contains(c);
    let rest = &line[close + 1..];
    let has_words = rest.starts_with([' ', '\t']) && !rest.trim().is_empty();
    let is_nick = !name.is_empty() && name.chars().all(in_nick);
    (is_nick && has_words && !rest.contains("</")).then(|| Header {
        shape: Shape::Nick,
        label: 1 + marks..close,
        stamp: None,
        body: line.len() - rest.trim_start().len(),
    })
}

fn bold(line: &str) -> Option<Header> {
    let (open, close) = match line {
        _ if line.starts_with("**") => (2, "**"),
        _ if line.starts_with("__") => (2, "__"),
        _ if line.starts_with("_**") => (3, "**_"),
        _ => return None,
    };
    let reach = floor(line, open + LONGEST_LABEL);
    let end = open + line[open..reach].find(close)?;
    let mut label = line[open..end].trim_end();
    let mut colon = label.ends_with(':');
    label = label.trim_end_matches(':').trim_end();
    let mut stamp = None;
    if let Some(at) = label.rfind(['(', '[']) {
        let found = bracketed(&label[at..]).filter(|&(_, len)| at + len == label.len());
        if let Some((reading, _)) = found {
            stamp = Some(reading);
            label = label[..at].trim_end_matches('\\').trim_end();
        }
    }
    let mut rest = &line[end + close.len()..];
    let mut take_colon = |rest: &mut &str| {
        if let Some(after) = rest.trim_start().strip_prefix(':') {
            colon = true;
            *rest = after;
        }
    };
    take_colon(&mut rest);
    if let Some((reading, len)) = bracketed(rest.trim_start()) {
        stamp = stamp.or(Some(reading));
        rest = &rest.trim_start()[len..];
        take_colon(&mut rest);
    }
    let is_header = colon || (stamp.is_some() && rest.trim().is_empty());
    is_header.then(|| Header {
        shape: Shape::Bold,
        label: open..open + label.len(),
        stamp,
        body: line.len() - rest.trim_start().len(),
    })
}

fn plain(line: &str) -> Option<Header> {
    let reach = floor(line, LONGEST_LABEL);
    let bytes = line.as_bytes();
    let mut skip_to = 0;
    for (at, c) in line[..reach].char_indices() {
        if at < skip_to {
            continue;
        }
        match c {
            ':' => {
                let rest = &line[at + 1..];
                if !(rest.is_empty() || rest.starts_with([' ', '\t'])) {
                    return None;
                }
                let words = rest.trim_start();
                let alone = Reading::at(words).filter(|it| it.len == words.len());
                let stamp = alone.map(|it| (it, words.len())).or_else(|| bracketed(words));
                let stamp_len = stamp.map_or(0, |(_, len)| len);
                return Some(Header {
                    shape: if alone.is_some() {
                        Shape::Stamped
                    } else {
                        Shape::Plain
                    },
                    label: 0..line[..at].trim_end().len(),
                    stamp: stamp.map(|(it, _)| it),
                    body: line.len() - words[stamp_len..].trim_start().len(),
                });
            }
            '(' | '[' => {
                let Some((reading, len)) = bracketed(&line[at..]) else {
                    let close = line[at..reach].find(')')?;
                    skip_to = if c == '(' { at + close } else { return None };
                    continue;
                };
                let rest = &line[at + len..];
                let words = rest.strip_prefix(':').unwrap_or(rest);
                if words.len() == rest.len() && !rest.trim().is_empty() {
                    return None;
                }
                return Some(Header {
                    shape: Shape::Stamped,
                    label: 0..line[..at].trim_end().len(),
                    stamp: Some(reading),
                    body: line.len() - words.trim_start().len(),
                });
            }
            '0'..='9' if at > 0 && bytes[at - 1] == b' ' => {
                let alone = Reading::at(&line[at..]).filter(|it| at + it.len == line.len());
                if let Some(reading) = alone {
                    return Some(Header {
                        shape: Shape::Stamped,
                        label: 0..line[..at].trim_end().len(),
                        stamp: Some(reading),
                        body: line.len(),
                    });
                }
            }
            _ if c.is_alphanumeric() || " .'’-_@&?,/)\"“”".contains(c) => {}
            _ => return None,
        }
    }
    None
}

fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Labels that name the writer of a session's turn: one hit is enough.
pub(super) fn is_role(label: &str) -> bool {
    const ROLES: [&str; 13] = [
        "user",
        "you",
        "human",
        "claude",
        "assistant",
        "ai",
        "chatgpt",
        "copilot",
        "cursor",
        "agent",
        "gemini",
        "gpt",
        "model",
    ];
    ROLES.iter().any(|it| it.eq_ignore_ascii_case(label))
}

/// Words that stand before a colon without speaking.
const KEYS: &str = "note notes nb ps warning result results error errors example examples question questions step \
    fix fixes todo conclusion context summary date title tags agenda http https mailto file files \
    output input update edit tip info important caution hint usage source sources link links see \
    default impact severity status duration timeline action actions owner attendees participants \
    present location time topic subject from to re cc decision resolution problem solution answer \
    break jingle outro intro music ad before after then now yes no ok right so but and also \
    resolved background findings outcome scenario profile alert recording version";

/// Words that no name begins with.
const OPENERS: &str = "the a an this that these those my our your their its what why how when where if in on for with \
    one first second next";

/// Parts of names that are written small.
const PARTICLES: &str = "van von der den de da di del la le el al bin ibn ter";

/// Whether `label` is written like a name or a handle: one to five words, capitals behind the first.
pub(super) fn is_name(label: &str) -> bool {
    let name = bare(label);
    let first = name.chars().next();
    if !first.is_some_and(|c| c.is_alphabetic() || c == '@') || name.len() > 60 {
        return false;
    }
    let mut words = 0;
    for word in name.split_whitespace() {
        let start = word.trim_start_matches(['"', '“', '@', '\'', '(']).chars().next();
        let is_small = start.is_some_and(char::is_lowercase);
        if words > 0 && is_small && !within(PARTICLES, word) {
            return false;
        }
        words += 1;
    }
    let opener = name.split_whitespace().next().unwrap_or(name);
    let first_is_small = words > 1 && first.is_some_and(char::is_lowercase) && !within(PARTICLES, opener);
    words <= 5
        && !first_is_small
        && !within(KEYS, name)
        && !(words > 1 && (within(OPENERS, opener) || within(KEYS, opener)))
        && !(words == 1 && within(OPENERS, opener))
        && !name.ends_with(['.', '?']) | name.ends_with(" ?") | name.ends_with("r.")
}

/// Whether `word` is one of the words of `list`, whatever its case.
fn within(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace()
        .any(|it| it.eq_ignore_ascii_case(word))
}

/// A label without what is added to a name: `(she/her)`, `@`.
pub(super) fn bare(label: &str) -> &str {
    let label = label.trim();
    match label.find(" (") {
        Some(at) if at > 0 && label.ends_with(')') => label[..at].trim_end(),
        _ => label,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(line: &str) -> Option<(Shape, &str, Option<Reading>, &str)> {
        let it = read(line)?;
        Some((it.shape, &line[it.label], it.stamp, &line[it.body..]))
    }

    #[test]
    fn every_shape_gives_label_stamp_and_words() {
        let cases = [
            (
                "MINA: It fell over.",
                Shape::Plain,
                "MINA",
                false,
                "It fell over.",
            ),
            ("**Mina:** It fell.", Shape::Bold, "Mina", false, "It fell."),
            (
                "**Mina Roth**: It fell.",
                Shape::Bold,
                "Mina Roth",
                false,
                "It fell.",
            ),
            (
                "**Mina:** (00:12:33) It fell.",
                Shape::Bold,
                "Mina",
                true,
                "It fell.",
            ),
            (
                "**Mina** (00:12): It fell.",
                Shape::Bold,
                "Mina",
                true,
                "It fell.",
            ),
            (
                "**Mina** \\[00:12\\]: It fell.",
                Shape::Bold,
                "Mina",
                true,
                "It fell.",
            ),
            (
                "Mina (00:12:33): It fell.",
                Shape::Stamped,
                "Mina",
                true,
                "It fell.",
            ),
            ("Mina Roth (00:12.34)", Shape::Stamped, "Mina Roth", true, ""),
            ("Mina Roth  0:03", Shape::Stamped, "Mina Roth", true, ""),
            ("Mina Roth: 00:00:15", Shape::Stamped, "Mina Roth", true, ""),
            (
                "[00:01:23] Speaker 1: It fell.",
                Shape::Leading,
                "Speaker 1",
                true,
                "It fell.",
            ),
            ("[09:14] mina: it fell", Shape::Leading, "mina", true, "it fell"),
            ("09:14 mina: it fell", Shape::Leading, "mina", true, "it fell"),
            ("[14:07:00] <@mina> it fell", Shape::Nick, "mina", true, "it fell"),
            ("<mina> it fell", Shape::Nick, "mina", false, "it fell"),
            (
                "Mina (she/her): It fell.",
                Shape::Plain,
                "Mina (she/her)",
                false,
                "It fell.",
            ),
        ];
        for (line, shape, label, stamped, body) in cases {
            let (s, l, t, b) = header(line).unwrap_or_else(|| panic!("no header: {line}"));
            assert_eq!((s, l, t.is_some(), b), (shape, label, stamped, body), "{line}");
        }
    }

    #[test]
    fn keys_urls_and_sentences_are_no_headers() {
        for line in [
            "Note: the cluster was slow.",
            "https://example.org/a: b",
            "Here is what happened: it fell.",
            "**Severity**: P1",
            "**Claude runs diagnostics**:",
            "12:30 is lunch",
            "The fix: more memory.",
            "<summary>text</summary>",
            "a.rs:12: error",
            "- Mina: it fell",
            "",
        ] {
            assert_eq!(header(line), None, "{line}");
        }
    }
}

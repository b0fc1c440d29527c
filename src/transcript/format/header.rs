//! The header of a turn: label, stamp and where the words begin, in the shapes people and exporters
//! write. Whether a header is really one is decided by the whole file (`speaker_turns.rs`, `chat.rs`).

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::text::floor;
use crate::transcript::timestamp::{Reading, date_len};

/// How a header is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `NAME: text`
    Plain,
    /// `**Name:** text`, `**Name**: text`
    Bold,
    /// `*Name:* text`
    Italic,
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
    /// When it ends, where a range of time is given.
    pub(super) until: Option<Reading>,
    /// Where the words begin.
    pub(super) body: usize,
}

/// A time in a header, or the two of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamped {
    pub(super) from: Reading,
    pub(super) until: Option<Reading>,
}

/// No label is longer than this (bytes): names are short, and a long line is read only so far.
const LONGEST_LABEL: usize = 90;

/// Reads `line` (trimmed) as a header.
pub(super) fn read(line: &str) -> Option<Header> {
    let header = unchecked(line)?;
    let name = &line[header.label.clone()];
    (header.shape == Shape::Nick || is_name(name)).then_some(header)
}

/// The same, whoever or whatever the label names.
fn unchecked(line: &str) -> Option<Header> {
    let (stamp, at) = match leading(line) {
        Some((stamp, len)) => (Some(stamp), len),
        None => (None, 0),
    };
    let rest = &line[at..];
    let mut header = match rest.as_bytes().first()? {
        b'<' => nick(rest)?,
        b'*' | b'_' => bold(rest).or_else(|| italic(rest))?,
        _ => plain(rest)?,
    };
    header.label = header.label.start + at..header.label.end + at;
    header.body += at;
    if let Some(stamp) = stamp {
        header.stamp = Some(stamp.from);
        header.until = stamp.until;
        if header.shape != Shape::Nick {
            header.shape = Shape::Leading;
        }
    }
    Some(header)
}

/// Whether `line` is a break between two parts of a show and nothing else (`**Jingle:** [15:26]`), and its time.
pub(super) fn interlude(line: &str) -> Option<Option<Reading>> {
    /// What is played then, and said by nobody.
    const INTERLUDES: [&str; 12] = [
        "break",
        "ad break",
        "jingle",
        "outro",
        "intro",
        "music",
        "ad",
        "ads",
        "sponsor",
        "commercial",
        "sponsor break",
        "theme",
    ];
    let header = unchecked(line)?;
    let label = line[header.label.clone()].trim();
    let rest = line[header.body..].trim();
    let stamp = bracketed(rest).filter(|it| it.1 == rest.len()).map(|it| it.0);
    let is_alone = rest.is_empty() || stamp.is_some();
    let is_played = INTERLUDES.iter().any(|it| it.eq_ignore_ascii_case(label));
    (is_alone && is_played).then(|| header.stamp.or(stamp))
}

/// Whether `line` opens with a bold key: `**Severity**: P1`, `**Root cause found**:`.
pub(super) fn is_bold_key(line: &str) -> bool {
    bold(line).is_some()
}

/// `[09:14] `, `00:12:33 `, `[2026-03-04 14:07:00] `: the time and the bytes up to what follows.
pub(super) fn leading_stamp(line: &str) -> Option<(Reading, usize)> {
    leading(line).map(|(stamp, len)| (stamp.from, len))
}

/// The same; a range in brackets is read too.
fn leading(line: &str) -> Option<(Stamped, usize)> {
    let first = *line.as_bytes().first()?;
    if let Some((stamp, len)) = in_brackets(line) {
        let rest = &line[len..];
        return Some((stamp, line.len() - rest.trim_start().len()));
    }
    if !first.is_ascii_digit() {
        return None;
    }
    let date = date_len(line);
    let from = Reading::at(&line[date..])?;
    let rest = line[date + from.len..].trim_start_matches('Z');
    let is_blank = rest.is_empty() || rest.starts_with([' ', '\t']);
    let stamp = Stamped { from, until: None };
    is_blank.then(|| (stamp, line.len() - rest.trim_start().len()))
}

/// The time, or the range of time, that `text` starts with, and its length.
pub(super) fn stamped(text: &str) -> Option<(Stamped, usize)> {
    let from = Reading::at(text)?;
    let rest = &text[from.len..];
    let dashed = rest.trim_start_matches(' ');
    let dash = ["-->", "->", "→", "-", "–", "—"]
        .iter()
        .find(|it| dashed.starts_with(**it));
    let end = dash.and_then(|it| {
        let behind = dashed[it.len()..].trim_start_matches(' ');
        Reading::at(behind).map(|until| (until, text.len() - behind.len() + until.len))
    });
    let len = end.map_or(from.len, |it| it.1);
    let until = end.map(|it| it.0);
    Some((Stamped { from, until }, len))
}

/// `(00:12)`, `[00:12]`, `\[00:12\]` at the start of `text`, and its length.
pub(super) fn bracketed(text: &str) -> Option<(Reading, usize)> {
    in_brackets(text).map(|(stamp, len)| (stamp.from, len))
}

/// The same, `[00:12 - 00:15]` too.
fn in_brackets(text: &str) -> Option<(Stamped, usize)> {
    let open = text.strip_prefix('\\').unwrap_or(text);
    let close = match open.as_bytes().first()? {
        b'[' => ']',
        b'(' => ')',
        _ => return None,
    };
    let inner = &open[1..];
    let date = date_len(inner);
    let (stamp, len) = stamped(&inner[date..])?;
    let rest = inner[date + len..].trim_start_matches('Z');
    let rest = rest.strip_prefix('\\').unwrap_or(rest);
    let rest = rest.strip_prefix(close)?;
    // `[5:04](https://video.example/1?t=304)`: a link to that place of the recording.
    let target = rest
        .strip_prefix('(')
        .filter(|it| close == ']' && it.starts_with(['h', '#', '/']));
    let rest = match target.and_then(|it| it.split_once(')')) {
        Some((target, behind)) if !target.contains(char::is_whitespace) => behind,
        _ => rest,
    };
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
        until: None,
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
    marked(line, open, close, Shape::Bold)
}

fn italic(line: &str) -> Option<Header> {
    let mark = line.get(..1).filter(|it| ["*", "_"].contains(it))?;
    let is_label = line[1..].starts_with(char::is_uppercase);
    marked(line, 1, mark, Shape::Italic).filter(|_| is_label)
}

/// A label between marks: `open` bytes of them, and `close` behind it.
fn marked(line: &str, open: usize, close: &str, shape: Shape) -> Option<Header> {
    let reach = floor(line, open + LONGEST_LABEL);
    let end = open + line[open..reach].find(close)?;
    let mut label = line[open..end].trim_end();
    let mut colon = label.ends_with(':');
    label = label.trim_end_matches(':').trim_end();
    let mut stamp: Option<Stamped> = None;
    if let Some(at) = label.rfind(['(', '[']) {
        let found = in_brackets(&label[at..]).filter(|&(_, len)| at + len == label.len());
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
    let words = rest.trim_start();
    let alone = stamped(words).filter(|&(_, len)| len == words.len());
    if let Some((reading, len)) = in_brackets(words).or(alone) {
        stamp = stamp.or(Some(reading));
        rest = &words[len..];
        take_colon(&mut rest);
    }
    let is_header = colon || (stamp.is_some() && rest.trim().is_empty());
    is_header.then(|| Header {
        shape,
        label: open..open + label.len(),
        stamp: stamp.map(|it| it.from),
        until: stamp.and_then(|it| it.until),
        body: line.len() - rest.trim_start().len(),
    })
}

fn plain(line: &str) -> Option<Header> {
    let reach = floor(line, LONGEST_LABEL);
    let bytes = line.as_bytes();
    let header = |label: usize, stamp: Option<Stamped>, body: usize, shape: Shape| {
        let label = line[..label].trim_end();
        Header {
            shape,
            label: 0..label.len(),
            stamp: stamp.map(|it| it.from),
            until: stamp.and_then(|it| it.until),
            body,
        }
    };
    let mut skip_to = 0;
    // Where a mark stands that may part the name from its time: `Mina | 0:12`.
    let mut mark = None;
    for (at, c) in line[..reach].char_indices() {
        if at < skip_to {
            continue;
        }
        match c {
            ':' | '：' => {
                let rest = &line[at + c.len_utf8()..];
                let is_apart = rest.is_empty() || rest.starts_with([' ', '\t']) || c == '：';
                if !is_apart || mark.is_some() {
                    return None;
                }
                let words = rest.trim_start();
                let alone = stamped(words).filter(|it| it.1 == words.len());
                let stamp = alone.or_else(|| in_brackets(words));
                let body = line.len() - words[stamp.map_or(0, |(_, len)| len)..].trim_start().len();
                let shape = if alone.is_some() {
                    Shape::Stamped
                } else {
                    Shape::Plain
                };
                return Some(header(at, stamp.map(|(it, _)| it), body, shape));
            }
            '(' | '[' => {
                let Some((stamp, len)) = in_brackets(&line[at..]) else {
                    let close = line[at..reach].find(if c == '(' { ')' } else { ']' })?;
                    let is_role = at > 0 && bytes[at - 1] == b' ' && close > 1;
                    if c == '[' && !(is_role && line[at + 1..at + close].chars().all(in_role)) {
                        return None;
                    }
                    skip_to = at + close + usize::from(c == '[');
                    continue;
                };
                let rest = &line[at + len..];
                let words = rest.strip_prefix(':').unwrap_or(rest);
                let is_apart = rest.starts_with(' ') && c == '[' && at > 0 && bytes[at - 1] == b' ';
                if words.len() == rest.len() && !rest.trim().is_empty() && !is_apart {
                    return None;
                }
                let body = line.len() - words.trim_start().len();
                return Some(header(mark.unwrap_or(at), Some(stamp), body, Shape::Stamped));
            }
            '0'..='9' if at > 0 && line[..at].ends_with(char::is_whitespace) => {
                if let Some((stamp, _)) = stamped(&line[at..]).filter(|it| at + it.1 == line.len()) {
                    return Some(header(
                        mark.unwrap_or(at),
                        Some(stamp),
                        line.len(),
                        Shape::Stamped,
                    ));
                }
            }
            '-' if at > 0 && bytes[at - 1] == b' ' && bytes.get(at + 1) == Some(&b' ') => {
                mark = mark.or(Some(at));
            }
            '–' | '—' | '|' | '·' | '•' if at > 0 => mark = mark.or(Some(at)),
            _ if c.is_alphanumeric() || " .'’-_@&?,/)\"“”\u{a0}\t".contains(c) => {}
            _ => return None,
        }
    }
    None
}

/// Whether `c` stands in what is said of somebody in brackets: `[Host]`.
fn in_role(c: char) -> bool {
    c.is_alphabetic() || " .'’-/".contains(c)
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

/// Whether a label says only that somebody speaks whom nobody knows.
pub(super) fn is_anonymous(label: &str) -> bool {
    let label = label.trim().to_ascii_lowercase();
    let first = label.split([' ', '_', '-']).next().unwrap_or_default();
    let is_numbered = first == "speaker" && label.len() <= "speaker_000".len();
    label.is_empty() || first == "unknown" || first == "unidentified" || is_numbered
}

/// Words that stand before a colon without speaking.
const KEYS: &str = "note notes nb ps warning result results error errors example examples question questions step \
    fix fixes todo conclusion context summary date title tags agenda http https mailto file files \
    output input update edit tip info important caution hint usage source sources link links see \
    default impact severity status duration timeline action actions owner attendees participants \
    present location time topic subject from to re cc decision resolution problem solution answer \
    break jingle outro intro music ad before after then now yes no ok right so but and also \
    resolved background findings outcome scenario profile alert recording version added changed fixed removed \
    deprecated security";

/// The same, to look words up in: every label of a file is.
static KEY_WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| KEYS.split_ascii_whitespace().collect());

fn is_key_word(word: &str) -> bool {
    /// No key is longer.
    const LONGEST: usize = 16;
    word.len() <= LONGEST && KEY_WORDS.contains(word.to_ascii_lowercase().as_str())
}

/// Words that no name begins with.
const OPENERS: &str = "the a an this that these those my our your their its what why how when where if in on for with \
    one first second next";

/// Parts of names that are written small.
const PARTICLES: &str = "van von der den de da di del la le el al bin ibn ter";

/// Those who speak by their office, `The` before it: `THE COURT`, `The Deputy Clerk`.
fn is_office(name: &str) -> bool {
    const OFFICES: &str = "chairman chairwoman chairperson chair president court witness clerk speaker officer reporter \
        interpreter bailiff foreperson defendant plaintiff moderator host interviewer secretary minister";
    let mut words = name.split_whitespace();
    let is_the = words.next().is_some_and(|it| it.eq_ignore_ascii_case("the"));
    is_the && words.any(|it| within(OFFICES, it))
}

/// Whether a label opens with an office or a title: `The Chairman`, `Mr. Smith`.
pub(super) fn is_addressed(label: &str) -> bool {
    const TITLES: &str = "mr mr. ms ms. mrs mrs. dr dr. prof prof. senator sen. representative rep. chairman chairwoman \
        chairperson chair vice secretary governor gov. judge justice admiral general gen. captain ambassador president \
        director commissioner congressman congresswoman delegate treasurer sir lord baroness rev. hon.";
    let first = label.split_whitespace().next();
    is_office(label) || first.is_some_and(|it| within(TITLES, it))
}

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
        && !is_key_word(name)
        && !(words > 1 && (within(OPENERS, opener) && !is_office(name) || is_key_word(opener)))
        && (name == "A" || !(words == 1 && within(OPENERS, opener)))
        // `Speaker ?`, and `Sammy Davis Jr.`; else a sentence ends there.
        && (!name.ends_with(['.', '?']) || name.ends_with(" ?") || name.ends_with("r."))
}

/// Whether `word` is one of the words of `list`, whatever its case.
fn within(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace()
        .any(|it| it.eq_ignore_ascii_case(word))
}

/// A label without what is added to a name: `(she/her)`, `[Host]`, `'s Presentation`, `|away`.
pub(super) fn bare(label: &str) -> &str {
    let label = label.trim();
    let label = match label.find(" (").or_else(|| label.find(" [")) {
        Some(at) if at > 0 && label.ends_with([')', ']']) => label[..at].trim_end(),
        _ => label,
    };
    const ADDED: [&str; 6] = [
        "'s Presentation",
        "’s Presentation",
        "'s presentation",
        "|away",
        "|afk",
        "_away",
    ];
    let end = ADDED.iter().find_map(|it| label.strip_suffix(it));
    end.filter(|it| !it.is_empty()).unwrap_or(label)
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
            (
                "Mina Roth [Host]: It fell.",
                Shape::Plain,
                "Mina Roth [Host]",
                false,
                "It fell.",
            ),
            (
                "Mina Roth [00:12] It fell.",
                Shape::Stamped,
                "Mina Roth",
                true,
                "It fell.",
            ),
            (
                "THE COURT: It fell.",
                Shape::Plain,
                "THE COURT",
                false,
                "It fell.",
            ),
            (
                "**Mina Roth** [5:04](https://x.org/?t=304): It fell.",
                Shape::Bold,
                "Mina Roth",
                true,
                "It fell.",
            ),
            (
                "*Mina Roth*: It fell.",
                Shape::Italic,
                "Mina Roth",
                false,
                "It fell.",
            ),
            (
                "THE COURT: It fell.",
                Shape::Plain,
                "THE COURT",
                false,
                "It fell.",
            ),
            (
                "Mina Roth [00:12] It fell.",
                Shape::Stamped,
                "Mina Roth",
                true,
                "It fell.",
            ),
            ("Mina Roth | 0:12", Shape::Stamped, "Mina Roth", true, ""),
            ("Mina Roth - 0:12", Shape::Stamped, "Mina Roth", true, ""),
            ("Mina Roth (0:12 - 0:15)", Shape::Stamped, "Mina Roth", true, ""),
            (
                "[0:12 - 0:15] Mina: It fell.",
                Shape::Leading,
                "Mina",
                true,
                "It fell.",
            ),
            ("**Mina Roth** 00:12", Shape::Bold, "Mina Roth", true, ""),
            ("美娜：倒了。", Shape::Plain, "美娜", false, "倒了。"),
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
            "Mina | Otto: it fell",
            "Mina [1]: it fell",
            "",
        ] {
            assert_eq!(header(line), None, "{line}");
        }
    }
}

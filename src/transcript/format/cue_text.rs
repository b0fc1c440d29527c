//! The text of a caption as it is read: tags, entities and positions taken out, voices told.

use crate::text::{Span, View};

/// Words of a line that one voice says.
pub(super) struct Part {
    /// Whose voice a tag names; empty for a tag without a name, `None` without a tag.
    pub(super) voice: Option<String>,
    /// The bytes of the file that the words and their tags take.
    pub(super) raw: Span,
    /// The words.
    pub(super) view: View,
    /// Whether single words have times of their own.
    pub(super) has_word_times: bool,
}

/// No tag is longer (bytes).
const LONGEST_TAG: usize = 300;

/// Appends what `line`, which stands at `at` in the file, says. `voice` is whose voice it begins with, and is told the
/// one it ends with.
pub(super) fn read(line: &str, at: usize, voice: &mut Option<String>, parts: &mut Vec<Part>) {
    let from = parts.len();
    let begin = |voice: &Option<String>, offset: usize| Part {
        voice: voice.clone(),
        raw: Span::at(at + offset),
        view: View::default(),
        has_word_times: false,
    };
    let mut part = begin(voice, 0);
    let mut offset = 0;
    while offset < line.len() {
        let rest = &line[offset..];
        let plain = rest.find(is_mark).unwrap_or(rest.len());
        part.view.push(&rest[..plain], at + offset);
        offset += plain;
        let rest = &line[offset..];
        let Some(mark) = rest.chars().next() else { break };
        let raw = |len: usize| Span::new(at + offset, at + offset + len);
        match mark {
            '<' => {
                let Some((tag, len)) = Tag::read(rest) else {
                    part.view.push("<", at + offset);
                    offset += 1;
                    continue;
                };
                match tag {
                    Tag::Voice(name) => {
                        close(part, at + offset, parts);
                        *voice = name;
                        part = begin(voice, offset);
                    }
                    Tag::Time => part.has_word_times = true,
                    Tag::Break => part.view.push_mapped(" ", raw(len)),
                    Tag::Other => {}
                }
                offset += len;
            }
            '&' => match entity(rest) {
                Some((read, len)) => {
                    if !is_invisible(read) {
                        let read = if read == '\u{a0}' { ' ' } else { read };
                        part.view.push_mapped(read.encode_utf8(&mut [0; 4]), raw(len));
                    }
                    offset += len;
                }
                None => {
                    part.view.push("&", at + offset);
                    offset += 1;
                }
            },
            '{' => match override_len(rest) {
                Some(len) => offset += len,
                None => {
                    part.view.push("{", at + offset);
                    offset += 1;
                }
            },
            '\\' if rest.starts_with("\\N") || rest.starts_with("\\h") => {
                part.view.push_mapped(" ", raw(2));
                offset += 2;
            }
            '\u{a0}' => {
                part.view.push_mapped(" ", raw(mark.len_utf8()));
                offset += mark.len_utf8();
            }
            _ if is_invisible(mark) => offset += mark.len_utf8(),
            _ => {
                part.view.push(&rest[..mark.len_utf8()], at + offset);
                offset += mark.len_utf8();
            }
        }
    }
    close(part, at + line.len(), parts);
    // What belongs to a line begins and ends with it.
    if let Some(first) = parts.get_mut(from) {
        first.raw.start = at;
    }
    if let Some(last) = parts.get_mut(from..).and_then(<[Part]>::last_mut) {
        last.raw.end = at + line.len();
    }
}

fn close(mut part: Part, end: usize, parts: &mut Vec<Part>) {
    part.raw.end = end;
    // A dash may stand before the tag that names the voice.
    let words = part.view.text().trim();
    if !words.trim_start_matches(['-', '–', '—']).is_empty() {
        parts.push(part);
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '<' | '&' | '{' | '\\' | '\u{a0}') || is_invisible(c)
}

/// Marks of the direction of writing and of joints, which nobody sees.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

/// What stands between angle brackets.
enum Tag {
    /// `<v Name>`, `</v>`.
    Voice(Option<String>),
    /// `<00:00:03.300>`: when the next word is said.
    Time,
    /// `<br>`.
    Break,
    /// How it looks.
    Other,
}

impl Tag {
    /// The tag that `text` begins with, and its length. Other angle brackets are text: `Vec<u8>`, `<5s`.
    fn read(text: &str) -> Option<(Tag, usize)> {
        const NAMES: [&str; 13] = [
            "c", "i", "b", "u", "s", "v", "lang", "ruby", "rt", "font", "span", "br", "p",
        ];
        let close = text.bytes().take(LONGEST_TAG).position(|it| it == b'>')?;
        let inner = text.get(1..close)?;
        let len = close + 1;
        if inner.starts_with(|c: char| c.is_ascii_digit()) {
            let is_time = inner.contains(':')
                && inner
                    .bytes()
                    .all(|it| it.is_ascii_digit() || matches!(it, b':' | b'.'));
            return is_time.then_some((Tag::Time, len));
        }
        let is_end = inner.starts_with('/');
        let own = inner.trim_start_matches('/');
        let name = own
            .split(|c: char| !c.is_ascii_alphabetic())
            .next()
            .unwrap_or_default();
        let behind = &own[name.len()..];
        let is_known = NAMES.iter().any(|it| it.eq_ignore_ascii_case(name))
            && (behind.is_empty() || behind.starts_with(['.', ' ', '\t', '/']));
        if !is_known {
            return None;
        }
        let tag = match name {
            "v" if is_end => Tag::Voice(None),
            "v" => {
                let at = behind.find([' ', '\t']).unwrap_or(behind.len());
                Tag::Voice(Some(decoded(behind[at..].trim())))
            }
            "br" | "BR" => Tag::Break,
            _ => Tag::Other,
        };
        Some((tag, len))
    }
}

/// `text` with its entities read.
pub(super) fn decoded(text: &str) -> String {
    let mut res = String::new();
    let mut at = 0;
    while let Some(mark) = text[at..].find('&').map(|it| at + it) {
        res.push_str(&text[at..mark]);
        match entity(&text[mark..]) {
            Some((read, len)) => {
                res.push(read);
                at = mark + len;
            }
            None => {
                res.push('&');
                at = mark + 1;
            }
        }
    }
    res.push_str(&text[at..]);
    res
}

/// The character that the entity at the start of `text` stands for, and its length.
pub(super) fn entity(text: &str) -> Option<(char, usize)> {
    const LONGEST: usize = 10;
    const NAMED: [(&str, char); 10] = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", '\u{a0}'),
        ("lrm", '\u{200e}'),
        ("rlm", '\u{200f}'),
        ("hellip", '…'),
        ("shy", '\u{200b}'),
    ];
    let end = text.bytes().take(LONGEST).position(|it| it == b';')?;
    let name = text.get(1..end)?;
    let read = match name.strip_prefix('#') {
        Some(code) => {
            let hex = code.strip_prefix(['x', 'X']);
            let code = hex.map_or_else(|| code.parse().ok(), |it| u32::from_str_radix(it, 16).ok())?;
            char::from_u32(code).filter(|it| !it.is_control())?
        }
        None => NAMED.iter().find(|it| it.0 == name)?.1,
    };
    Some((read, end + 1))
}

/// The length of `{\an8}`, an instruction on how to show the line.
fn override_len(text: &str) -> Option<usize> {
    let inner = text.strip_prefix("{\\")?;
    let close = inner.bytes().take(LONGEST_TAG).position(|it| it == b'}')?;
    Some("{\\".len() + close + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(line: &str) -> Vec<(Option<String>, String)> {
        let mut parts = Vec::new();
        read(line, 0, &mut None, &mut parts);
        parts
            .iter()
            .map(|it| (it.voice.clone(), it.view.text().trim().to_owned()))
            .collect()
    }

    #[test]
    fn marks_are_read_and_code_is_kept() {
        for (line, expected) in [
            ("{\\an8}<i>Never</i>&nbsp;again", "Never again"),
            (
                "so<00:00:03.300><c> the</c><c.colorE5E5E5> pump</c>",
                "so the pump",
            ),
            ("R&amp;D &#39;now&#x27; &lt;here&gt;", "R&D 'now' <here>"),
            ("a Vec<u8> under <5s {x} & more", "a Vec<u8> under <5s {x} & more"),
            ("<font color=\"#fff\">Up</font><br/>down\\Nhere", "Up down here"),
            ("\u{202a}left\u{200e}", "left"),
        ] {
            assert_eq!(parts(line), [(None, expected.to_owned())], "{line}");
        }
    }

    #[test]
    fn voices_part_a_line() {
        let named = |name: &str, text: &str| (Some(name.to_owned()), text.to_owned());
        assert_eq!(
            parts("<v.loud Ana &amp; Co>Stop.</v> <v Ben>Why?</v>"),
            [named("Ana & Co", "Stop."), named("Ben", "Why?")]
        );
        assert_eq!(parts("<v >Who?</v>"), [named("", "Who?")]);
    }

    #[test]
    fn words_lead_back_to_the_file() {
        let line = "<v Ana>R&amp;D <b>fell</b></v>";
        let mut read_parts = Vec::new();
        read(line, 100, &mut None, &mut read_parts);
        let view = &read_parts[0].view;
        let word = view.text().find("fell").expect("the word is there");
        let raw = view.in_file(Span::new(word, word + 4));
        assert_eq!(&line[raw.start - 100..raw.end - 100], "fell");
        assert_eq!(read_parts[0].raw, Span::new(100, 100 + line.len()));
    }
}

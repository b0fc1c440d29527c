//! What stands in the text of a paragraph and is no prose: placeholders, URLs, template tags, JSX, math.

use super::Placeholder;
use crate::markup::{Leaf, Prose};
use crate::text::Span;

/// What was found in one leaf, bytes of its prose, ascending.
#[derive(Debug, Default)]
pub(super) struct Opaque {
    /// All that is no prose.
    pub(super) cuts: Vec<Span>,
    /// The placeholders among them, spans in bytes of the draft.
    pub(super) placeholders: Vec<Placeholder>,
    /// MDX comments among them, bytes of the draft.
    pub(super) comments: Vec<Span>,
}

/// Finds what is no prose in `leaf`. `quoted` where it opens a block quote (and may be a callout's head).
pub(super) fn find(leaf: &Leaf, quoted: bool) -> Opaque {
    let prose = &leaf.prose;
    let text = prose.text();
    let mut found = Opaque::default();
    let mut hopeless = [false; CLOSERS.len()];
    let mut code = prose.code.iter().peekable();
    let mut lines = prose.breaks.iter().peekable();
    let mut last_break = None;
    let mut at = 0;
    while let Some(ahead) = text.as_bytes()[at..]
        .iter()
        .position(|&it| TRIGGERS[usize::from(it)])
    {
        // Triggers are ASCII: `at` stays on a character's edge.
        at += ahead;
        let byte = text.as_bytes()[at];
        while code.next_if(|it| it.end <= at).is_some() {}
        if let Some(span) = code.peek().filter(|it| it.start <= at) {
            at = span.end;
            continue;
        }
        while let Some(it) = lines.next_if(|&&it| it < at) {
            last_break = Some(*it);
        }
        let line_end = lines.peek().map_or(text.len(), |&&it| it);
        let rest = &text[at..];
        let line_start = || text[last_break.unwrap_or(0)..at].chars().all(char::is_whitespace);
        let end = match byte {
            b'[' if line_start() && is_definition(&text[at..line_end.max(at)]) => Some(line_end),
            b'[' => bracketed(prose, at, &mut found, line_end, quoted),
            b'{' if rest.starts_with("{:") => attributes(text, at),
            b'{' | b'%' | b'$' => paired(text, at, &mut hopeless),
            b'<' => jsx(text, at),
            b'h' | b'f' | b'w' => url(text, at),
            b'@' if !joined(text, at) => cross_reference(text, at),
            b':' if rest.starts_with(":::") && line_start() => Some(line_end),
            b':' => {
                if let Some(cut) = source_line(text, at) {
                    // What was cut so far lies in order: only the last can reach into this one.
                    while found.cuts.last().is_some_and(|it| it.overlaps(cut)) {
                        found.cuts.pop();
                    }
                    found.cuts.push(cut);
                    at = cut.end;
                    continue;
                }
                None
            }
            b'i' | b'e' if MODULE_WORDS.iter().any(|it| rest.starts_with(it)) && line_start() => {
                module_line(text, at, line_end)
            }
            _ => None,
        };
        match end {
            Some(end) if at < end => {
                let cut = Span::new(at, end);
                if rest.starts_with("{/*") {
                    found.comments.push(prose.in_file(cut));
                }
                found.cuts.push(cut);
                at = end;
            }
            _ => at += 1,
        }
    }
    found
}

const MODULE_WORDS: [&str; 2] = ["import ", "export "];

/// The bytes at which something may start that is no prose.
const TRIGGERS: [bool; 256] = {
    let mut table = [false; 256];
    let bytes = b"[{%$<hfw@:ie";
    let mut at = 0;
    while at < bytes.len() {
        table[bytes[at] as usize] = true;
        at += 1;
    }
    table
};

/// The colon at `at` parts a source from its line: `notes/transcript.txt:41`, `log.md:7-9`. Other files may have lines
/// too (`main.rs:41`), and those are what a text speaks of.
fn source_line(text: &str, at: usize) -> Option<Span> {
    const KINDS: [&str; 9] = [
        "md", "markdown", "txt", "vtt", "srt", "sbv", "log", "jsonl", "cast",
    ];
    let is_gap = |it: char| it.is_whitespace() || matches!(it, '|' | '(' | '[' | ',' | ';' | '<' | '"' | '`');
    /// No path is longer.
    const LONGEST: usize = 256;
    let mut from = at.saturating_sub(LONGEST);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let start = match text[from..at].rfind(is_gap) {
        Some(gap) => from + gap + text[from + gap..].chars().next().map_or(1, char::len_utf8),
        None if from == 0 => 0,
        None => return None,
    };
    let (stem, kind) = text[start..at].rsplit_once('.')?;
    let is_source = !stem.is_empty() && KINDS.iter().any(|it| it.eq_ignore_ascii_case(kind));
    let digits = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let first = digits(at + 1);
    let mut end = at + 1 + first;
    if text[end..].starts_with('-') && 0 < digits(end + 1) {
        end += 1 + digits(end + 1);
    }
    let is_apart = !text[end..].starts_with(|it: char| it.is_alphanumeric() || it == ':');
    (is_source && 0 < first && is_apart).then(|| Span::new(start, end))
}

/// A letter or digit stands right before `at`.
fn joined(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_some_and(char::is_alphanumeric)
}

/// `[…]`: a placeholder, a citation key, a callout's head, a footnote mark without footnote.
fn bracketed(prose: &Prose, at: usize, found: &mut Opaque, line_end: usize, quoted: bool) -> Option<usize> {
    /// Longer ones are no placeholders.
    const MAX: usize = 1000;
    const MAX_DEPTH: usize = 4;
    let rest = &prose.text()[at..];
    let mut depth = 0usize;
    let mut close = None;
    for (index, byte) in rest.bytes().take(MAX).enumerate() {
        match byte {
            b'[' if MAX_DEPTH <= depth => return None,
            b'[' => depth += 1,
            b']' if depth == 1 => {
                close = Some(index);
                break;
            }
            b']' => depth -= 1,
            _ => {}
        }
    }
    let close = close?;
    let inner = &rest[1..close];
    let end = at + close + 1;
    if quoted
        && at == 0
        && inner
            .strip_prefix('!')
            .is_some_and(|it| it.chars().all(char::is_alphanumeric))
    {
        return Some(line_end.max(end));
    }
    let is_key = inner.starts_with(['@', '^']) || inner.starts_with("-@");
    if is_key && 1 < inner.len() && !inner.contains('[') {
        return Some(end);
    }
    let (kind, number, text) = placeholder(inner)?;
    let span = prose.in_file(Span::new(at, end));
    found.placeholders.push(Placeholder {
        kind: kind.to_owned(),
        number,
        text: text.to_owned(),
        span,
    });
    Some(end)
}

/// The placeholders of a block of code that holds nothing else.
pub(super) fn in_code(prose: &Prose) -> Vec<Placeholder> {
    let (mut found, mut at) = (Vec::new(), 0);
    for line in prose.text().split_inclusive('\n') {
        let bare = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        if bare.is_empty() {
            continue;
        }
        let inner = bare.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
        let Some((kind, number, text)) = inner.and_then(placeholder) else {
            return Vec::new();
        };
        found.push(Placeholder {
            kind: kind.to_owned(),
            number,
            text: text.to_owned(),
            span: prose.in_file(Span::new(start, start + bare.len())),
        });
    }
    found
}

/// `[label]: https://…`: a definition that Markdown does not take for one, as it stands right below words.
fn is_definition(line: &str) -> bool {
    let Some((label, target)) = line.split_once("]: ") else {
        return false;
    };
    let target = target.trim();
    let address = target.split_whitespace().next().unwrap_or("");
    let title = target[address.len()..].trim_start();
    let leads = address.contains("://") || address.starts_with(['/', '#', '<', '.']);
    leads && !label[1..].contains(['[', ']']) && (title.is_empty() || title.starts_with(['"', '\'', '(']))
}

/// kramdown's `{:#anchor .class}`.
fn attributes(text: &str, at: usize) -> Option<usize> {
    /// Longer ones are not looked for.
    const MAX: usize = 200;
    let inner = &text[at + 2..];
    let close = inner.bytes().take(MAX).position(|it| it == b'}')?;
    let is_list = inner[..close]
        .split_whitespace()
        .all(|it| it.starts_with(['#', '.']) || it.contains('='));
    is_list.then_some(at + 2 + close + 1)
}

/// Kinds that need no number to be known for a placeholder.
const KINDS: &[&str] = &[
    "screenshot",
    "code",
    "link",
    "fact",
    "diagram",
    "image",
    "figure",
    "photo",
    "gif",
    "video",
    "chart",
    "graph",
    "todo",
];

/// Kind, number and text of `Screenshot 01: Grafana panel`.
fn placeholder(inner: &str) -> Option<(&str, Option<u32>, &str)> {
    let (head, text) = inner.split_once(':').unwrap_or((inner, ""));
    let head = head.trim();
    let (kind, number) = match head.split_once(|c: char| c.is_whitespace() || c == '#' || c == '-') {
        Some((kind, number)) => (kind, number.trim_start_matches(['#', '-']).trim()),
        None => {
            let letters = head.trim_end_matches(|c: char| c.is_ascii_digit());
            (letters, &head[letters.len()..])
        }
    };
    let is_word = 1 < kind.len() && kind.chars().all(char::is_alphabetic);
    let number = match number {
        "" => None,
        digits if digits.len() <= 6 && digits.bytes().all(|it| it.is_ascii_digit()) => {
            digits.parse::<u32>().ok()
        }
        _ => return None,
    };
    let known = KINDS.iter().any(|it| it.eq_ignore_ascii_case(kind));
    let has_text = inner.contains(':');
    let capital = kind.chars().next().is_some_and(char::is_uppercase);
    let is_one = match number {
        Some(_) => known || (has_text && capital),
        None => known && has_text,
    };
    (is_word && is_one).then_some((kind, number, text.trim()))
}

const CLOSERS: [(&str, &str); 5] = [
    ("{{", "}}"),
    ("{%", "%}"),
    ("{/*", "*/}"),
    ("%%", "%%"),
    ("$$", "$$"),
];

/// Template tags, MDX and Obsidian comments, display math. A closer once missed is not looked for again.
fn paired(text: &str, at: usize, hopeless: &mut [bool; CLOSERS.len()]) -> Option<usize> {
    let rest = &text[at..];
    let which = CLOSERS.iter().position(|it| rest.starts_with(it.0))?;
    let (open, close) = CLOSERS[which];
    if hopeless[which] {
        return None;
    }
    let found = rest[open.len()..].find(close);
    hopeless[which] = found.is_none();
    found.map(|it| at + open.len() + it + close.len())
}

/// `<Chart data={x} />`: a component's tag that is no HTML.
fn jsx(text: &str, at: usize) -> Option<usize> {
    /// Longer tags are not looked for.
    const MAX: usize = 2000;
    let rest = &text[at + 1..];
    let name = rest.strip_prefix('/').unwrap_or(rest);
    if !name.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let after = name.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '.' || c == '_');
    if !after.starts_with([' ', '/', '>', '\u{2028}']) {
        return None;
    }
    let mut depth = 0usize;
    for (index, byte) in rest.bytes().take(MAX).enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'<' if depth == 0 => return None,
            b'>' if depth == 0 => return Some(at + 1 + index + 1),
            _ => {}
        }
    }
    None
}

/// `https://…`, up to white space, without the marks that end the sentence around it.
fn url(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let scheme = ["https://", "http://", "ftp://", "www."]
        .iter()
        .find(|it| rest.starts_with(**it))
        .filter(|_| !joined(text, at))?;
    let len = rest
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '”' | '»'))
        .unwrap_or(rest.len());
    let mut raw = &rest[..len];
    loop {
        let shorter = raw.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '*', '_', '…']);
        let open = shorter.matches('(').count();
        let shorter = match shorter.strip_suffix(')') {
            Some(it) if open < shorter.matches(')').count() => it,
            _ => shorter.trim_end_matches([']', '}']),
        };
        if shorter.len() == raw.len() {
            break;
        }
        raw = shorter;
    }
    (scheme.len() < raw.len()).then_some(at + raw.len())
}

/// Quarto's `@fig-latency`.
fn cross_reference(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at + 1..];
    let known = ["fig-", "tbl-", "sec-", "eq-", "lst-"]
        .iter()
        .any(|it| rest.starts_with(it));
    let len = rest
        .find(|c: char| !c.is_alphanumeric() && c != '-' && c != '_')
        .unwrap_or(rest.len());
    known.then_some(at + 1 + len)
}

/// MDX: `import X from "…"` on a line, `export const …` for a whole paragraph.
fn module_line(text: &str, at: usize, line_end: usize) -> Option<usize> {
    let rest = &text[at..];
    if [
        "export const ",
        "export default ",
        "export function ",
        "export let ",
    ]
    .iter()
    .any(|it| rest.starts_with(it))
    {
        return rest.contains(['=', '{', '(']).then_some(text.len());
    }
    let line = text[at..line_end.max(at)].trim_end().trim_end_matches(';');
    let body = line.strip_prefix("import ")?;
    let from = body.starts_with(['"', '\'']) || body.contains(" from \"") || body.contains(" from '");
    (from && line.ends_with(['"', '\''])).then_some(line_end)
}

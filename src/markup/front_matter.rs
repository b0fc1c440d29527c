//! Front matter: where it stands and what it says. YAML between `---`, TOML between `+++`.

use saphyr_parser::{Event, Parser, ScalarStyle};
use toml::de::{DeTable, DeValue};

use super::{Entry, FrontMatter};
use crate::text::Span;

/// Nothing deeper is flattened: front matter is shallow, hostile input is not.
const MAX_DEPTH: usize = 16;
/// Longer front matter is not front matter.
const MAX_LEN: usize = 256 * 1024;

/// The front matter of `text`; empty where there is none, without entries where it cannot be understood.
/// A byte order mark, blank lines and HTML comments may come before it.
pub(super) fn parse(text: &str) -> FrontMatter {
    let (start, after_comment) = skip_prelude(text);
    let Some((fence, body, end)) = fences(text, start) else {
        return FrontMatter::default();
    };
    let source = &text[body.range()];
    let mut entries = match fence {
        _ if MAX_LEN < source.len() => Vec::new(),
        "---" => yaml(source).unwrap_or_default(),
        _ => toml(source).unwrap_or_default(),
    };
    // A thematic break opens a text as well; it is front matter only if it reads like it.
    let blank_line_first = source.starts_with('\n') || source.starts_with("\r\n");
    if entries.is_empty() && (after_comment || (blank_line_first && !source.trim().is_empty())) {
        return FrontMatter::default();
    }
    for entry in &mut entries {
        entry.span = entry.span.shift(body.start);
    }
    FrontMatter {
        span: Span::new(start, end),
        entries,
    }
}

/// Behind byte order mark, blank lines and comments, and whether there was a comment.
fn skip_prelude(text: &str) -> (usize, bool) {
    let mut at = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut comment = false;
    loop {
        let rest = &text[at..];
        let trimmed = rest.trim_start();
        let found = trimmed.strip_prefix("<!--").and_then(|it| it.find("-->"));
        let Some(close) = found else { break };
        comment = true;
        at += rest.len() - trimmed.len() + "<!--".len() + close + "-->".len();
    }
    let rest = &text[at..];
    let blank = rest.len() - rest.trim_start().len();
    // The fence stands at the start of its line.
    let line = rest[..blank].rfind('\n').map_or(0, |it| it + 1);
    (at + if line == blank { blank } else { 0 }, comment)
}

/// The fence, the text between the fences, and where the closing one ends.
fn fences(text: &str, start: usize) -> Option<(&str, Span, usize)> {
    let first = line_at(text, start)?;
    let fence = text[first.range()].trim_end();
    if !matches!(fence, "---" | "+++") {
        return None;
    }
    let body = first.end;
    let mut at = body;
    while let Some(line) = line_at(text, at) {
        let content = text[line.range()].trim_end();
        if content == fence || (fence == "---" && content == "...") {
            return Some((fence, Span::new(body, line.start), line.start + content.len()));
        }
        at = line.end;
    }
    None
}

/// The line that starts at `at`, with its line break.
fn line_at(text: &str, at: usize) -> Option<Span> {
    let rest = text.get(at..).filter(|it| !it.is_empty())?;
    let len = rest.find('\n').map_or(rest.len(), |it| it + 1);
    Some(Span::new(at, at + len))
}

/// A map or list that is being read.
enum Level {
    Map { path: String, key: Option<String> },
    List { path: String },
}

/// `None` where the parser reports an error.
fn yaml(source: &str) -> Option<Vec<Entry>> {
    let mut bytes: Vec<usize> = source.char_indices().map(|it| it.0).collect();
    bytes.push(source.len());
    let byte = |index: usize| bytes.get(index).copied().unwrap_or(source.len());
    let mut levels: Vec<Level> = Vec::new();
    let mut entries = Vec::new();
    for event in Parser::new_from_str(source) {
        let (event, span) = event.ok()?;
        match event {
            Event::Scalar(value, style, ..) => {
                if let Some(Level::Map { key: key @ None, .. }) = levels.last_mut() {
                    *key = Some(value.into_owned());
                    continue;
                }
                let path = path_of_value(&mut levels);
                let start = byte(span.start.index());
                let span = Span::new(start, byte(span.end.index()).max(start));
                if !path.is_empty() && (!value.is_empty() || style != ScalarStyle::Plain) {
                    entries.push(Entry {
                        key: path,
                        value: value.into_owned(),
                        span: inner(source, span, style),
                    });
                }
            }
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                if levels.len() == MAX_DEPTH {
                    return None;
                }
                // A map as a key has no name.
                let path = path_of_value(&mut levels);
                levels.push(match event {
                    Event::MappingStart(..) => Level::Map { path, key: None },
                    _ => Level::List { path },
                });
            }
            Event::MappingEnd | Event::SequenceEnd => {
                levels.pop();
            }
            Event::Alias(_) => {
                if let Some(Level::Map { key: key @ None, .. }) = levels.last_mut() {
                    *key = Some(String::new());
                } else {
                    path_of_value(&mut levels);
                }
            }
            Event::DocumentEnd => break,
            _ => {}
        }
    }
    Some(entries)
}

/// The dotted key of the value that comes now.
fn path_of_value(levels: &mut [Level]) -> String {
    match levels.last_mut() {
        None => String::new(),
        Some(Level::List { path }) => path.clone(),
        Some(Level::Map { path, key }) => {
            let key = key.take().unwrap_or_default();
            if path.is_empty() {
                key
            } else {
                format!("{path}.{key}")
            }
        }
    }
}

/// `span` without white space around it and without quotation marks.
fn inner(source: &str, span: Span, style: ScalarStyle) -> Span {
    let raw = &source[span.range()];
    let start = span.start + (raw.len() - raw.trim_start().len());
    let trimmed = raw.trim();
    let quoted = matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted);
    unquoted(trimmed, start, quoted)
}

fn unquoted(raw: &str, start: usize, quoted: bool) -> Span {
    let marks = quoted && 2 <= raw.len() && raw.starts_with(['"', '\'']) && raw.ends_with(['"', '\'']);
    if marks {
        Span::new(start + 1, start + raw.len() - 1)
    } else {
        Span::new(start, start + raw.len())
    }
}

/// `None` where the parser reports an error.
fn toml(source: &str) -> Option<Vec<Entry>> {
    let table = DeTable::parse(source).ok()?;
    let mut entries = Vec::new();
    for (key, value) in table.get_ref() {
        toml_value(
            source,
            key.get_ref().to_string(),
            value.get_ref(),
            value.span().into(),
            0,
            &mut entries,
        );
    }
    entries.sort_by_key(|it| it.span.start);
    Some(entries)
}

fn toml_value(
    source: &str,
    key: String,
    value: &DeValue<'_>,
    span: Span,
    depth: usize,
    out: &mut Vec<Entry>,
) {
    let raw = source.get(span.range()).unwrap_or("");
    match value {
        _ if depth == MAX_DEPTH => {}
        DeValue::Table(table) => {
            for (name, value) in table {
                let key = format!("{key}.{}", name.get_ref());
                toml_value(source, key, value.get_ref(), value.span().into(), depth + 1, out);
            }
        }
        DeValue::Array(items) => {
            for item in items.iter() {
                toml_value(
                    source,
                    key.clone(),
                    item.get_ref(),
                    item.span().into(),
                    depth + 1,
                    out,
                );
            }
        }
        DeValue::String(text) => {
            out.push(Entry {
                key,
                value: text.to_string(),
                span: unquoted(raw, span.start, true),
            });
        }
        _ => out.push(Entry {
            key,
            value: raw.to_owned(),
            span,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `key=value` of each entry; each span must hold what the entry says where nothing is escaped.
    fn entries(text: &str) -> Vec<String> {
        let found = parse(text);
        for it in &found.entries {
            assert!(text.get(it.span.range()).is_some(), "{it:?}");
            if !it.value.contains('\n') && !text.contains('\\') {
                assert_eq!(&text[it.span.range()], it.value);
            }
        }
        found
            .entries
            .iter()
            .map(|it| format!("{}={}", it.key, it.value))
            .collect()
    }

    #[test]
    fn yaml_is_flattened() {
        let text = "---\ntitle: \"Größe: 🚨\"\nlang: en # English\ndraft: false\ntags: [a, 'b']\nbackline:\n  transcripts:\n    - x.txt\n    - y.txt\n  nested: {k: v}\nempty:\n---\nBody\n";
        assert_eq!(
            entries(text),
            [
                "title=Größe: 🚨",
                "lang=en",
                "draft=false",
                "tags=a",
                "tags=b",
                "backline.transcripts=x.txt",
                "backline.transcripts=y.txt",
                "backline.nested.k=v"
            ]
        );
        assert_eq!(&text[parse(text).span.end..], "\nBody\n");
    }

    #[test]
    fn toml_is_flattened() {
        let text = "+++\ntitle = \"Ein Tag\"\ndate = 2024-05-01\ntags = ['a', \"b\"]\n[backline]\ntranscripts = [\"x.txt\"]\n+++\n";
        assert_eq!(
            entries(text),
            [
                "title=Ein Tag",
                "date=2024-05-01",
                "tags=a",
                "tags=b",
                "backline.transcripts=x.txt"
            ]
        );
    }

    #[test]
    fn a_mark_a_comment_and_crlf_may_come_first() {
        assert_eq!(
            entries("\u{feff}---\r\nslug: ü-x\r\nauthor: Lin\r\n---\r\nBody"),
            ["slug=ü-x", "author=Lin"]
        );
        assert_eq!(
            entries("<!-- made by hand -->\n\n---\nslug: x\n---\n"),
            ["slug=x"]
        );
    }

    #[test]
    fn broken_front_matter_has_no_entries() {
        let text = "---\na: [1, 2\nb: \"x\n---\nBody\n";
        let found = parse(text);
        assert!(found.entries.is_empty() && !found.span.is_empty());
        assert!(entries("+++\na = \n+++\n").is_empty());
        assert!(entries("---\njust words\n---\n").is_empty());
        assert!(entries(&format!("---\n{}\n---\n", "[".repeat(5000))).is_empty());
        assert!(entries(&format!("---\n{}\n---\n", "- ".repeat(5000))).is_empty());
    }

    #[test]
    fn a_thematic_break_opens_no_front_matter() {
        for text in [
            "---\n\nWords here.\n\n---\n",
            "--- x\n",
            "---\nno end",
            "Words\n---\na: b\n---\n",
            "<!-- x -->\n\n---\n\nWords.\n\n---\n",
        ] {
            assert_eq!(parse(text), FrontMatter::default(), "{text:?}");
        }
    }
}

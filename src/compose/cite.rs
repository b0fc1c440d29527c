//! How inserted text points at its line, and how the source's words become Markdown.

use crate::config::CiteStyle;
use crate::diagnostic::Edit;
use crate::evidence::Place;
use crate::text::Span;

use super::{Context, place};

/// The edits that cite `said` at `at`, which is behind a sentence; the text of a footnote goes to the end
/// of the draft. None where the configuration wants no citations.
pub fn citation(ctx: &Context<'_>, at: usize, said: Place) -> Vec<Edit> {
    let Some(source) = ctx.sources.list.get(said.source) else {
        return Vec::new();
    };
    let res = cite(ctx, said.source, source.transcript.lines.lines(said.span));
    if res.mark.is_empty() {
        return Vec::new();
    }
    let mark = Edit {
        span: Span::at(at),
        text: res.mark,
    };
    let note = res
        .note
        .map(|it| place::insert_block(ctx.draft, ctx.draft.text.len(), &it));
    std::iter::once(mark).chain(note).collect()
}

/// A citation in the chosen style: what stands behind the sentence and, for a footnote, its text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Citation {
    /// Behind the sentence, with the blank before it.
    pub(super) mark: String,
    /// A paragraph of its own further down, where the style needs one.
    pub(super) note: Option<String>,
}

/// The citation of `lines` of `source` (as seen from the draft `path`) in a generated section, with the blank before
/// it. A footnote has its text elsewhere and cannot be brought up to date with the section: a comment stands for it.
pub(super) fn hidden(path: &str, source: &str, lines: (usize, usize), style: CiteStyle) -> String {
    let target = target(source, lines);
    match style {
        CiteStyle::Comment | CiteStyle::Footnote => format!(" {}", comment(path, &format!("cite: {target}"))),
        CiteStyle::Link => format!(" ([source]({target}))"),
        CiteStyle::None => String::new(),
    }
}

/// `transcript.txt#L4-L6`, in angle brackets where it would fall apart.
fn target(path: &str, lines: (usize, usize)) -> String {
    let target = match lines {
        (first, last) if first == last => format!("{path}#L{first}"),
        (first, last) => format!("{path}#L{first}-L{last}"),
    };
    let is_split = target.contains(|it: char| it.is_whitespace() || "()[],;`\"|".contains(it));
    if is_split { format!("<{target}>") } else { target }
}

/// The citation of `lines` (1-based, inclusive) of source `source`.
pub(super) fn cite(ctx: &Context<'_>, source: usize, lines: (usize, usize)) -> Citation {
    let path = relative(ctx.path, &ctx.sources.list[source].path);
    let bracketed = target(&path, lines);
    match ctx.config.cite_style {
        CiteStyle::Comment => Citation {
            mark: format!(" {}", comment(ctx.path, &format!("cite: {bracketed}"))),
            note: None,
        },
        CiteStyle::Footnote => {
            let label = free_label(ctx, lines.0);
            Citation {
                mark: format!("[^{label}]"),
                note: Some(format!("[^{label}]: [source]({bracketed})")),
            }
        }
        CiteStyle::Link => Citation {
            mark: format!(" ([source]({bracketed}))"),
            note: None,
        },
        CiteStyle::None => Citation::default(),
    }
}

/// A footnote label that the draft does not use yet.
fn free_label(ctx: &Context<'_>, line: usize) -> String {
    let plain = format!("cite-{line}");
    if !ctx.draft.text.contains(&format!("[^{plain}]")) {
        return plain;
    }
    (2..)
        .map(|it| format!("{plain}-{it}"))
        .find(|it| !ctx.draft.text.contains(&format!("[^{it}]")))
        .unwrap_or(plain)
}

/// A comment in the language of the file at `path`.
pub fn comment(path: &str, text: &str) -> String {
    if path.ends_with(".mdx") {
        format!("{{/* {text} */}}")
    } else {
        format!("<!-- {text} -->")
    }
}

/// `to` as seen from the folder of the file `from`; both relative to one folder, or both absolute.
pub(super) fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').filter(|it| *it != ".").collect();
    let to_parts: Vec<&str> = to.split('/').filter(|it| *it != ".").collect();
    let folder = &from[..from.len().saturating_sub(1)];
    let file = to_parts.len().saturating_sub(1);
    let n_shared = folder
        .iter()
        .zip(&to_parts[..file])
        .take_while(|(a, b)| a == b)
        .count();
    let climbs_unknown = folder[n_shared..].contains(&"..");
    if climbs_unknown || from.first() == Some(&"") && to_parts.first() != Some(&"") {
        return to.to_owned();
    }
    let mut res = "../".repeat(folder.len() - n_shared);
    res.push_str(&to_parts[n_shared..].join("/"));
    res
}

/// The source's words as Markdown that reads as the same words.
pub(super) fn escape(text: &str) -> String {
    let mut res = String::with_capacity(text.len() + 8);
    let opens_block = text.starts_with(['#', '-', '+', '>', '='])
        || text.split_once(['.', ')']).is_some_and(|(number, rest)| {
            !number.is_empty() && number.chars().all(|it| it.is_ascii_digit()) && rest.starts_with(' ')
        });
    let digits = text.find(|it: char| !it.is_ascii_digit()).unwrap_or(0);
    for (at, c) in text.char_indices() {
        let is_marked = match c {
            '\\' | '*' | '<' | '[' | ']' | '|' | '`' | '~' | '{' | '}' => true,
            // `sent_at` needs none; `_word_` does.
            '_' => {
                let before = text[..at].chars().next_back();
                let after = text[at + 1..].chars().next();
                !before.is_some_and(char::is_alphanumeric) || !after.is_some_and(char::is_alphanumeric)
            }
            _ => opens_block && at == digits,
        };
        if is_marked {
            res.push('\\');
        }
        res.push(c);
    }
    res
}

/// The same for words of several paragraphs, parted by `\n\n`.
pub(super) fn escape_paragraphs(text: &str) -> String {
    let paragraphs: Vec<String> = text.split("\n\n").map(escape).collect();
    paragraphs.join("\n\n")
}

/// A speaker's name as it stands in prose: `LIN` → `Lin`, `priya` → `Priya`; other spellings stay.
pub fn display(name: &str) -> String {
    let is_one_case = |it: &str| {
        let letters = || it.chars().filter(|c| c.is_alphabetic());
        1 < letters().count() && (letters().all(char::is_uppercase) || letters().all(char::is_lowercase))
    };
    let is_name = name
        .chars()
        .all(|it| it.is_alphabetic() || matches!(it, ' ' | '-' | '\'' | '’'));
    if !is_name || !is_one_case(name) || name.len() < 3 {
        return name.to_owned();
    }
    let mut res = String::with_capacity(name.len());
    let mut opens = true;
    for c in name.chars() {
        if opens {
            res.extend(c.to_uppercase());
        } else {
            res.extend(c.to_lowercase());
        }
        opens = !c.is_alphabetic();
    }
    res
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_named_as_seen_from_the_draft() {
        assert_eq!(relative("draft.md", "transcript.txt"), "transcript.txt");
        assert_eq!(relative("posts/draft.md", "posts/t.txt"), "t.txt");
        assert_eq!(
            relative("posts/draft.md", "transcripts/t.txt"),
            "../transcripts/t.txt"
        );
        assert_eq!(relative("posts/a/draft.md", "posts/t.txt"), "../t.txt");
        assert_eq!(relative("", "t.txt"), "t.txt");
        assert_eq!(relative("../x/draft.md", "t.txt"), "t.txt");
    }

    #[test]
    fn words_stay_words_in_markdown() {
        assert_eq!(
            escape("p99 < 5s | sent_at *now*"),
            "p99 \\< 5s \\| sent_at \\*now\\*"
        );
        assert_eq!(escape("2. then we left"), "2\\. then we left");
        assert_eq!(escape("23 exports were late."), "23 exports were late.");
        assert_eq!(escape("- dash"), "\\- dash");
        assert_eq!(escape(""), "");
    }

    #[test]
    fn names_are_written_as_names() {
        assert_eq!(display("LIN"), "Lin");
        assert_eq!(display("priya"), "Priya");
        assert_eq!(display("MARY-ANN"), "Mary-Ann");
        assert_eq!(display("McKay"), "McKay");
        assert_eq!(display("v2bot"), "v2bot");
    }
}

//! `unverified-code`: a block of code that no source holds, and that nothing marks as reconstructed.

use super::{Check, Context, Rule, issue, message, post};
use crate::diagnostic::{Diagnostic, Edit, Fix, Group, Safety, Severity};
use crate::draft::{Block, BlockKind};
use crate::evidence::Role;
use crate::shape;
use crate::text::Span;

/// Code that is not verbatim in a source.
pub(super) static RULE: Rule = Rule {
    name: "unverified-code",
    group: Group::Draft,
    severity: Some(Severity::Warning),
    fixable: true,
    docs: include_str!("unverified_code.md"),
    check: Check::Findings(check),
};

/// Bytes of sources that are searched at most; what is left then is not reported.
const MOST_BYTES: usize = 1 << 29;
const OF_CODE: &str = "VERIFY: reconstructed from transcript, confirm actual code";
const OF_DIAGRAM: &str = "VERIFY: diagram reconstructed from narrative context, confirm architecture";
/// Languages in which diagrams are written.
const DIAGRAMS: [&str; 6] = ["d2", "mermaid", "plantuml", "puml", "dot", "graphviz"];

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let is_compared = ctx.sources.list.iter().any(|it| it.role == Role::Transcript);
    if ctx.shape.is_none() || !is_compared {
        return;
    }
    let marks = shape::verify_marks(ctx.draft);
    let is_fenced = |it: &&Block| ctx.draft.text[it.span.range()].starts_with(['`', '~']);
    let code = ctx.draft.blocks.iter().filter(|it| it.kind == BlockKind::Code);
    let unmarked: Vec<&Block> = code
        .filter(is_fenced)
        .filter(|it| !is_marked(ctx, it, &marks))
        .collect();
    if unmarked.is_empty() {
        return;
    }
    let sources = spoken(ctx);
    let name = message::sources_name(ctx.sources);
    let mut left = MOST_BYTES;
    for block in unmarked {
        let Some(line) = first_unknown(ctx, block, &sources, &mut left) else {
            continue;
        };
        let words = message::draft_words(ctx.draft, line);
        // In a finished text the comment itself is one thing too many: what was verified is allowed.
        let is_final = post::is_final(ctx);
        let help = if is_final {
            "verified code needs an allow comment."
        } else {
            "mark the code with a VERIFY comment."
        };
        let fixes = (!is_final).then(|| mark(ctx, block));
        out.push(Diagnostic {
            fixes: fixes.into_iter().collect(),
            ..issue::plain(
                &RULE,
                line,
                format!("\"{words}\" is not in {name} like this: {help}"),
                None,
            )
        });
    }
}

/// What the transcripts say, white space aside.
fn spoken(ctx: &Context<'_>) -> Vec<String> {
    let transcripts = ctx.sources.list.iter().filter(|it| it.role == Role::Transcript);
    transcripts.map(|it| in_one_line(&it.transcript.text)).collect()
}

fn in_one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The first line of `block` that no source holds.
fn first_unknown(ctx: &Context<'_>, block: &Block, sources: &[String], left: &mut usize) -> Option<Span> {
    let size = sources.iter().map(String::len).sum::<usize>();
    let is_placeholder = ctx
        .draft
        .placeholders
        .iter()
        .any(|it| block.span.contains(it.span));
    if is_placeholder {
        return None;
    }
    let mut at = 0;
    for line in block.view.text().split_inclusive('\n') {
        let bare = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        // A lone brace is nobody's, and a remark without a number is the author's.
        let says_something = bare.contains(char::is_alphanumeric) && !is_remark(bare);
        if !says_something {
            continue;
        }
        *left = left.checked_sub(size)?;
        if !is_held(bare, sources) {
            return Some(block.view.in_file(Span::new(start, start + bare.len())));
        }
    }
    None
}

/// A comment of the code that counts and names nothing: `# Check the pods`.
fn is_remark(line: &str) -> bool {
    let opens = ["# ", "// ", "-- ", "/* ", "; "]
        .iter()
        .any(|it| line.starts_with(it));
    opens && !line.contains(|c: char| c.is_ascii_digit())
}

/// Whether a source holds the line; a prompt before a command may be left out there.
fn is_held(line: &str, sources: &[String]) -> bool {
    let line = in_one_line(line);
    let command = line.strip_prefix("$ ").or_else(|| line.strip_prefix("> "));
    let forms = [Some(line.as_str()), command];
    forms
        .into_iter()
        .flatten()
        .any(|it| sources.iter().any(|source| holds(source, it)))
}

/// Whether `text` holds `line` as whole words.
fn holds(text: &str, line: &str) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(|it| it.is_alphanumeric() || it == '_');
    let (first, last) = (line.chars().next(), line.chars().next_back());
    text.match_indices(line).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let behind = text[at + line.len()..].chars().next();
        let is_cut = (is_word(first) && is_word(before)) || (is_word(last) && is_word(behind));
        !is_cut
    })
}

/// Whether a VERIFY comment stands in the block or beside it: between them only blank lines, placeholders and
/// other comments. `marks` ascend.
fn is_marked(ctx: &Context<'_>, block: &Block, marks: &[Span]) -> bool {
    let from = marks.partition_point(|it| it.end <= block.span.start);
    let (before, rest) = marks.split_at(from);
    let after = &rest[rest.partition_point(|it| it.start < block.span.end)..];
    let is_inside = after.len() < rest.len();
    let above = before.last().map(|it| (it.end, block.span.start));
    let below = after.first().map(|it| (block.span.end, it.start));
    is_inside
        || [above, below]
            .into_iter()
            .flatten()
            .any(|(from, to)| is_beside(ctx, from, to))
}

/// Whether nothing but blanks, placeholders and comments stands between two places of the draft.
fn is_beside(ctx: &Context<'_>, from: usize, to: usize) -> bool {
    /// Nothing beside it is farther away.
    const FAR: usize = 2000;
    if to < from || FAR < to - from {
        return false;
    }
    let (placeholders, comments) = (&ctx.draft.placeholders, &ctx.draft.comments);
    let placeholders = &placeholders[placeholders.partition_point(|it| it.span.start < from)..];
    let comments = &comments[comments.partition_point(|it| it.start < from)..];
    let near = placeholders
        .iter()
        .map(|it| it.span)
        .take_while(|it| it.end <= to);
    let mut known: Vec<Span> = near
        .chain(comments.iter().copied().take_while(|it| it.end <= to))
        .collect();
    known.sort();
    let is_blank = |from: usize, to: usize| {
        let text = ctx.draft.text.get(from..to.max(from)).unwrap_or_default();
        text.chars().all(|c| c.is_whitespace() || c == '>')
    };
    let mut at = from;
    for it in known {
        if !is_blank(at, it.start) {
            return false;
        }
        at = at.max(it.end);
    }
    is_blank(at, to)
}

/// Writes the comment above the block, in the same list item or quotation.
fn mark(ctx: &Context<'_>, block: &Block) -> Fix {
    let draft = ctx.draft;
    let fence = draft.text.get(block.span.range()).unwrap_or_default();
    let first = fence.lines().next().unwrap_or_default();
    let language = first.trim_start_matches(['`', '~', ' ']);
    let language = language
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let is_diagram = DIAGRAMS.iter().any(|it| it.eq_ignore_ascii_case(language));
    let words = if is_diagram { OF_DIAGRAM } else { OF_CODE };
    let is_mdx = ctx.path.ends_with(".mdx");
    let comment = if is_mdx {
        format!("{{/* {words} */}}")
    } else {
        format!("<!-- {words} -->")
    };
    let line = draft.lines.start(draft.lines.line(block.span.start));
    let before = draft.text.get(line..block.span.start).unwrap_or_default();
    // Behind a list's marker the next line is indented as far.
    let indent: String = before
        .chars()
        .map(|c| if c == '>' || c == '\t' { c } else { ' ' })
        .collect();
    let end = if draft.text.contains("\r\n") { "\r\n" } else { "\n" };
    // In MDX the comment is a paragraph, which a blank line parts from the code.
    let blank = if is_mdx {
        format!("{}{end}", indent.trim_end())
    } else {
        String::new()
    };
    Fix {
        title: format!("Insert {comment}"),
        safety: Safety::Unsafe,
        edits: vec![Edit {
            span: Span::at(block.span.start),
            text: format!("{comment}{end}{blank}{indent}"),
        }],
    }
}

//! What the author has marked as still to be looked at: VERIFY comments, open questions.

use super::placeholder::Kind;
use crate::draft::{BlockKind, Draft};
use crate::text::Span;

/// Something that the author has still to find out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenQuestion {
    /// Where it stands.
    pub span: Span,
    /// What it asks, as written.
    pub text: String,
}

/// Whether a comment or a line of code asks to verify something.
pub fn is_verify(text: &str) -> bool {
    asks_to(text, "VERIFY")
}

/// Whether `text` opens with `word`; marks of comments may stand before it.
fn asks_to(text: &str, word: &str) -> bool {
    let bare = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let head = bare.get(..word.len()).unwrap_or_default();
    let rest = bare.get(word.len()..).unwrap_or_default();
    head.eq_ignore_ascii_case(word) && !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_')
}

/// Where the draft asks to verify something: comments, and lines of code that are comments.
pub fn verify_marks(draft: &Draft) -> Vec<Span> {
    let comments = draft.comments.iter().copied();
    let mut found: Vec<Span> = comments.filter(|it| is_verify(draft.comment(*it))).collect();
    for block in draft.blocks.iter().filter(|it| it.kind == BlockKind::Code) {
        let mut at = 0;
        for line in block.view.text().split_inclusive('\n') {
            let bare = line.trim();
            let start = at + (line.len() - line.trim_start().len());
            at += line.len();
            if is_verify_line(bare) {
                found.push(block.view.in_file(Span::new(start, start + bare.len())));
            }
        }
    }
    found.sort();
    found
}

/// Whether a line of code is a comment that asks to verify something: `# VERIFY: …`, `// VERIFY: …`.
pub(super) fn is_verify_line(line: &str) -> bool {
    let is_comment = !line.starts_with(char::is_alphanumeric) && !line.is_empty();
    is_comment && is_verify(line) && line.contains("VERIFY")
}

/// What the author has still to find out, in the order of the draft: claims that wait for a source, what is to
/// be verified, and what comments and brackets leave to do.
pub fn open_questions(draft: &Draft) -> Vec<OpenQuestion> {
    let waits = |kind: &str| Kind::parse(kind) == Some(Kind::Fact) || kind.eq_ignore_ascii_case("todo");
    let waiting = draft.placeholders.iter().filter(|it| waits(&it.kind));
    let mut found: Vec<OpenQuestion> = waiting
        .map(|it| OpenQuestion {
            span: it.span,
            text: it.text.clone(),
        })
        .collect();
    let raw = |span: Span| draft.text.get(span.range()).unwrap_or_default();
    found.extend(verify_marks(draft).into_iter().map(|span| OpenQuestion {
        span,
        text: said(raw(span)).to_owned(),
    }));
    let left = draft.comments.iter().filter(|it| {
        ["TODO", "FIXME", "QUESTION"]
            .iter()
            .any(|word| asks_to(draft.comment(**it), word))
    });
    found.extend(left.map(|&span| OpenQuestion {
        span,
        text: said(raw(span)).to_owned(),
    }));
    found.sort_by_key(|it| it.span);
    found
}

/// A comment without its marks.
fn said(comment: &str) -> &str {
    let opens = |c: char| !c.is_alphanumeric();
    comment
        .trim_start_matches(opens)
        .trim_end_matches([' ', '-', '>', '*', '/', '}', '\n'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verify_marks_are_comments_in_text_and_code() {
        let text = "<!-- VERIFY: confirm the code -->\n```js\n// VERIFY the loop\nverify(x);\n```\n<!-- verified -->\n{/* verify: x */} y\n";
        let draft = Draft::parse(text);
        let marks: Vec<&str> = verify_marks(&draft).iter().map(|it| &text[it.range()]).collect();
        assert_eq!(
            marks,
            [
                "<!-- VERIFY: confirm the code -->",
                "// VERIFY the loop",
                "{/* verify: x */}"
            ]
        );
    }

    #[test]
    fn open_questions_stand_in_the_order_of_the_draft() {
        let text = "[Fact 01: it froze — find source]\n\n<!-- TODO: ask Lin -->\n\n<!-- VERIFY: the code -->\n```\nx\n```\n\n[Screenshot 01: panel]\n";
        let texts: Vec<String> = open_questions(&Draft::parse(text))
            .into_iter()
            .map(|it| it.text)
            .collect();
        assert_eq!(
            texts,
            ["it froze — find source", "TODO: ask Lin", "VERIFY: the code"]
        );
    }
}

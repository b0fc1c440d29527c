//! HTML to Markdown, as far as prose goes: paragraphs, headings, list items, quotations, code. The only place
//! that knows the HTML tokenizer.

use html5gum::{Token, Tokenizer};

use crate::text::one_line;

/// The prose of `html` as Markdown. Never fails: every text is HTML. Scripts, styles, figures, navigation and
/// tables are left out; code is kept as code.
pub(super) fn to_markdown(html: &str) -> String {
    let mut out = Writer::default();
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                out.open(&name);
                if tag.self_closing && !is_void(&name) {
                    out.close(&name);
                }
            }
            Token::EndTag(tag) => out.close(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) => out.text(&String::from_utf8_lossy(&text)),
            _ => {}
        }
    }
    out.finish()
}

/// Elements that hold no prose of the author.
const SKIPPED: [&str; 12] = [
    "script", "style", "head", "figure", "nav", "table", "svg", "template", "noscript", "iframe", "form",
    "aside",
];
const BLOCKS: [&str; 17] = [
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "hr",
    "figcaption",
    "details",
    "summary",
    "body",
];

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "br" | "hr" | "img" | "input" | "meta" | "link" | "wbr" | "col" | "source"
    )
}

#[derive(Default)]
struct Writer {
    done: String,
    /// The block that is being written, without its prefix.
    block: String,
    prefix: &'static str,
    /// Open block quotes.
    quotes: usize,
    /// The element whose content is left out, and how many of its name are open.
    skipped: Option<(String, usize)>,
    in_pre: bool,
    in_code: bool,
}

impl Writer {
    fn open(&mut self, name: &str) {
        if let Some((skipped, depth)) = &mut self.skipped {
            *depth += usize::from(skipped == name);
            return;
        }
        if SKIPPED.contains(&name) {
            self.end_block();
            self.skipped = Some((name.to_owned(), 1));
            return;
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_block();
                self.prefix = match name {
                    "h1" => "# ",
                    "h2" => "## ",
                    _ => "### ",
                };
            }
            "li" => {
                self.end_block();
                self.prefix = "- ";
            }
            "blockquote" => {
                self.end_block();
                self.quotes += 1;
            }
            "pre" => {
                self.end_block();
                self.in_pre = true;
            }
            "br" if self.in_pre => self.block.push('\n'),
            "br" => self.block.push(' '),
            "strong" | "b" if !self.in_pre => self.mark("**"),
            "code" | "kbd" | "samp" if !self.in_pre => {
                self.in_code = true;
                self.block.push('`');
            }
            _ if BLOCKS.contains(&name) => self.end_block(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if let Some((skipped, depth)) = &mut self.skipped {
            if skipped == name {
                *depth -= 1;
                if *depth == 0 {
                    self.skipped = None;
                }
            }
            return;
        }
        match name {
            "blockquote" => {
                self.end_block();
                self.quotes = self.quotes.saturating_sub(1);
            }
            "pre" => {
                self.end_block();
                self.in_pre = false;
            }
            "strong" | "b" if !self.in_pre => self.mark("**"),
            "code" | "kbd" | "samp" if !self.in_pre => {
                self.in_code = false;
                self.block.push('`');
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "li" => self.end_block(),
            _ if BLOCKS.contains(&name) => self.end_block(),
            _ => {}
        }
    }

    fn mark(&mut self, mark: &str) {
        self.block.push_str(mark);
    }

    fn text(&mut self, text: &str) {
        if self.skipped.is_some() {
            return;
        }
        if self.in_pre {
            self.block.push_str(text);
            return;
        }
        for c in text.chars() {
            match c {
                '\n' | '\r' | '\t' => self.block.push(' '),
                '`' if self.in_code => self.block.push('\''),
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' if !self.in_code => {
                    self.block.push('\\');
                    self.block.push(c);
                }
                _ => self.block.push(c),
            }
        }
    }

    fn end_block(&mut self) {
        let block = std::mem::take(&mut self.block);
        let prefix = std::mem::take(&mut self.prefix);
        if self.in_pre {
            let fence = if block.contains("```") { "~~~~" } else { "```" };
            let body = block.trim_matches('\n');
            self.done.push_str(&format!("{fence}\n{body}\n{fence}\n\n"));
            return;
        }
        let block = one_line(&block);
        if block.is_empty() {
            // What a list item or heading opens stands in an element of its own.
            self.prefix = prefix;
            return;
        }
        let quotes = "> ".repeat(self.quotes.min(8));
        // A number and a dot, or a mark, would open a list.
        let opens_list = block.starts_with(['-', '+', '='])
            || block
                .split_once(['.', ')'])
                .is_some_and(|it| !it.0.is_empty() && it.0.bytes().all(|b| b.is_ascii_digit()));
        let guard = if opens_list { "\u{200B}" } else { "" };
        self.done.push_str(&format!("{quotes}{prefix}{guard}{block}\n\n"));
    }

    fn finish(mut self) -> String {
        self.end_block();
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_become_paragraphs_headings_items_and_code() {
        let html = "<h2 id=\"a\">The pump</h2><p>It <em>ran</em> &amp; ran, <strong>all</strong> night.</p>\
                    <ul>\n<li>one</li>\n<li><p>two</p></li></ul><blockquote><p>Loud.</p></blockquote>\
                    <pre><code>let a = \"<b>\";\n</code></pre><script>alert(1)</script>";
        assert_eq!(
            to_markdown(html),
            "## The pump\n\nIt ran & ran, **all** night.\n\n- one\n\n- two\n\n> Loud.\n\n```\nlet a = \"\";\n```\n\n"
        );
    }

    #[test]
    fn what_looks_like_markdown_stays_text() {
        let md = to_markdown("<p>2 * 3 [a](b) # c</p><p>1. Not a list</p>");
        let draft = crate::markup::Document::parse(&md);
        let texts: Vec<&str> = draft.leaves.iter().map(|it| it.prose.text()).collect();
        assert_eq!(texts, ["2 * 3 [a](b) # c", "\u{200B}1. Not a list"]);
    }

    #[test]
    fn any_text_is_html() {
        for html in [
            "",
            "<",
            "<p",
            "</li></li>",
            "<table><table>x</table>y",
            "<pre><pre>",
            "&#x110000;",
            "<svg><svg/>x",
        ] {
            to_markdown(html);
        }
        let deep = "<blockquote>x".repeat(5_000);
        assert!(to_markdown(&deep).len() < 200_000);
    }
}

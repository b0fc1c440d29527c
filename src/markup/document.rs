//! A Markdown text as leaves (paragraphs, headings, table rows, code, HTML) in their containers.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::{Container, ContainerKind, FrontMatter, Leaf, LeafKind, Link, Prose, reference, template};
use crate::text::{Span, View};

/// A Markdown text, read in one pass. Spans are bytes of the text.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Its front matter.
    pub front_matter: FrontMatter,
    /// In the order of the file.
    pub leaves: Vec<Leaf>,
    /// What leaves stand in, in the order of their starts.
    pub containers: Vec<Container>,
}

impl Document {
    /// Reads `text`. Never fails: every text is Markdown.
    pub fn parse(text: &str) -> Document {
        let front_matter = FrontMatter::parse(text);
        let mark = if text.starts_with('\u{feff}') {
            '\u{feff}'.len_utf8()
        } else {
            0
        };
        let start = if front_matter.span.is_empty() {
            mark
        } else {
            front_matter.span.end
        };
        let mut builder = Builder {
            text,
            ..Builder::default()
        };
        // Comments before the front matter are comments all the same.
        if mark < front_matter.span.start {
            builder.read(mark, front_matter.span.start);
        }
        builder.read(start, text.len());
        Document {
            front_matter,
            ..builder.document
        }
    }

    /// The chain of containers around a leaf, innermost first.
    pub fn around(&self, leaf: &Leaf) -> impl Iterator<Item = &Container> {
        std::iter::successors(leaf.container.and_then(|it| self.containers.get(it)), |it| {
            it.parent.and_then(|it| self.containers.get(it))
        })
    }
}

/// The words of `text`, a piece of Markdown that stands at `offset` in its file (a cell, a turn of speech):
/// the view of all its leaves but code and HTML, joined by spaces.
pub fn inline_view(text: &str, offset: usize) -> View {
    let mut builder = Builder {
        text,
        ..Builder::default()
    };
    builder.read(0, text.len());
    let mut view = View::default();
    for leaf in &builder.document.leaves {
        if leaf.prose.text().is_empty() || leaf.kind == LeafKind::Code {
            continue;
        }
        if !view.text().is_empty() {
            view.push_mapped(" ", Span::at(leaf.span.start + offset));
        }
        leaf.prose.append_to(&mut view, offset);
    }
    view
}

fn options() -> Options {
    // No math: in prose, `$` is money. No smart punctuation: quotations are checked as written.
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// What is known while the parser's events go by.
#[derive(Default)]
struct Builder<'t> {
    text: &'t str,
    document: Document,
    /// Open containers.
    open: Vec<usize>,
    leaf: Option<Leaf>,
    /// The leaf was opened by text in a tight list item, so no event will close it.
    implied: bool,
    /// Open inline marks: their bytes, where their text starts, the target of a link.
    marks: Vec<(Span, usize, Option<String>)>,
    /// Depth inside what is left out: images, struck-out words.
    hidden: usize,
    cell: usize,
    /// The last leaf is the rest of a comment's line.
    resumable: bool,
}

impl Builder<'_> {
    fn read(&mut self, start: usize, end: usize) {
        let markdown = template::blanked(&self.text[start..end]);
        let mut resolve = |link: BrokenLink<'_>| {
            reference::leads_elsewhere(&markdown, &link).then(|| ("".into(), "".into()))
        };
        let parser = Parser::new_with_broken_link_callback(&markdown, options(), Some(&mut resolve));
        for (event, range) in parser.into_offset_iter() {
            let range = Span::new(range.start + start, range.end + start);
            self.take(event, range);
        }
        self.close_leaf();
        self.open.clear();
    }

    fn take(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag),
            Event::Html(_) => {}
            Event::Rule => self.close_implied(),
            Event::TaskListMarker(_) => {}
            inline => {
                if self.leaf.is_none() {
                    self.open_leaf(LeafKind::Paragraph, span);
                    self.implied = true;
                }
                if self.implied
                    && let Some(leaf) = &mut self.leaf
                {
                    leaf.span = leaf.span.cover(span);
                }
                self.inline(inline, span);
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Span) {
        match tag {
            Tag::Paragraph if self.resume(span) => {}
            Tag::Paragraph => self.open_leaf(LeafKind::Paragraph, span),
            Tag::Heading { level, .. } => self.open_leaf(LeafKind::Heading(level as u8), span),
            Tag::CodeBlock(_) => self.open_leaf(LeafKind::Code, span),
            Tag::HtmlBlock => {
                self.open_leaf(LeafKind::Html, span);
                self.html_block();
            }
            Tag::TableHead => self.open_leaf(LeafKind::TableHeader, span),
            Tag::TableRow => self.open_leaf(LeafKind::TableRow, span),
            Tag::TableCell => self.open_cell(span),
            Tag::BlockQuote(_) => self.open_container(ContainerKind::Quote, span),
            Tag::List(_) => self.open_container(ContainerKind::List, span),
            Tag::Item => self.open_container(ContainerKind::Item, span),
            Tag::Table(_) => self.open_container(ContainerKind::Table, span),
            Tag::FootnoteDefinition(label) => {
                self.open_container(ContainerKind::Footnote(label.to_string()), span);
            }
            Tag::Emphasis | Tag::Strong => self.open_marks(span, None),
            // One tilde is "about" more often than it strikes out.
            Tag::Strikethrough if self.text[span.range()].starts_with("~~") => {
                self.open_marks(span, None);
                self.hidden += 1;
            }
            Tag::Strikethrough => {
                self.push_raw(Span::new(span.start, span.start + 1));
                self.open_marks(span, None);
            }
            Tag::Image { .. } => {
                self.open_marks(span, None);
                self.hidden += 1;
            }
            Tag::Link {
                link_type, dest_url, ..
            } => {
                self.open_marks(span, Some(dest_url.to_string()));
                if matches!(link_type, LinkType::Autolink | LinkType::Email) {
                    self.hidden += 1;
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::TableHead
            | TagEnd::TableRow => self.close_leaf(),
            TagEnd::HtmlBlock => self.close_html(),
            TagEnd::TableCell => self.close_cell(),
            TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::Table
            | TagEnd::FootnoteDefinition => {
                self.close_leaf();
                self.open.pop();
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Image | TagEnd::Link => {
                self.close_marks(tag);
            }
            _ => {}
        }
    }

    fn inline(&mut self, event: Event<'_>, span: Span) {
        let text = self.text;
        let hidden = 0 < self.hidden;
        let Some(leaf) = &mut self.leaf else { return };
        match event {
            Event::InlineHtml(html) => {
                if html.starts_with("<!--") {
                    leaf.comments.push(span);
                } else if !hidden && is_line_break(&html) {
                    leaf.prose.breaks.push(leaf.prose.text().len());
                    leaf.prose.push_mapped("\u{2028}", span);
                    return;
                }
                leaf.prose.leave_out();
            }
            Event::FootnoteReference(label) => {
                leaf.notes.push((label.to_string(), span));
                leaf.prose.leave_out();
            }
            _ if hidden => {}
            Event::Text(piece) => {
                if piece.contains(['\r', '\0', '\u{fffd}']) && leaf.kind != LeafKind::Code {
                    leaf.prose
                        .push_aligned(&piece.replace(['\r', '\n'], " "), text, span);
                } else if text.get(span.range()) == Some(&*piece) {
                    leaf.prose.push(&piece, span.start);
                } else {
                    leaf.prose.push_read(&piece, text, span);
                }
            }
            Event::Code(code) => {
                let raw = &text[span.range()];
                let ticks = raw.len() - raw.trim_start_matches('`').len();
                let inner = if 2 * ticks <= raw.len() {
                    Span::new(span.start + ticks, span.end - ticks)
                } else {
                    span
                };
                let raw = &text[inner.range()];
                let mut code = &*code;
                if raw.starts_with("\r\n") {
                    code = code.strip_prefix(' ').unwrap_or(code);
                }
                if raw.ends_with("\r\n") && code != " " {
                    code = code.strip_suffix(' ').unwrap_or(code);
                }
                let from = leaf.prose.text().len();
                leaf.prose.push_aligned(code, text, inner);
                let to = leaf.prose.text().len();
                if from < to {
                    leaf.prose.code.push(Span::new(from, to));
                    leaf.prose.note_marks(span, from);
                }
            }
            Event::SoftBreak => {
                leaf.prose.breaks.push(leaf.prose.text().len());
                leaf.prose.push_mapped(" ", span);
            }
            Event::HardBreak => {
                leaf.prose.breaks.push(leaf.prose.text().len());
                leaf.prose.push_mapped("\u{2028}", span);
            }
            _ => {}
        }
    }

    fn push_raw(&mut self, span: Span) {
        let text = self.text;
        if let Some(leaf) = &mut self.leaf {
            leaf.prose.push(&text[span.range()], span.start);
        }
    }

    fn open_leaf(&mut self, kind: LeafKind, span: Span) {
        self.close_leaf();
        self.cell = 0;
        self.leaf = Some(Leaf {
            kind,
            span: trim(self.text, span),
            container: self.open.last().copied(),
            prose: Prose::default(),
            links: Vec::new(),
            comments: Vec::new(),
            notes: Vec::new(),
        });
    }

    fn close_implied(&mut self) {
        if self.implied {
            self.close_leaf();
        }
    }

    fn close_leaf(&mut self) {
        self.implied = false;
        self.marks.clear();
        self.hidden = 0;
        if let Some(mut leaf) = self.leaf.take() {
            leaf.span = trim(self.text, leaf.span);
            leaf.prose.finish();
            leaf.links.sort_by_key(|it| it.span.start);
            self.document.leaves.push(leaf);
        }
    }

    fn open_container(&mut self, kind: ContainerKind, span: Span) {
        self.close_leaf();
        let parent = self.open.last().copied();
        self.open.push(self.document.containers.len());
        self.document.containers.push(Container {
            kind,
            span: trim(self.text, span),
            parent,
        });
    }

    fn open_marks(&mut self, span: Span, target: Option<String>) {
        if self.leaf.is_none() {
            self.open_leaf(LeafKind::Paragraph, span);
            self.implied = true;
        }
        if self.implied
            && let Some(leaf) = &mut self.leaf
        {
            leaf.span = leaf.span.cover(span);
        }
        let at = self.leaf.as_ref().map_or(0, |it| it.prose.text().len());
        self.marks.push((span, at, target));
    }

    fn close_marks(&mut self, tag: TagEnd) {
        let text = self.text;
        let Some((span, from, target)) = self.marks.pop() else {
            return;
        };
        let struck = tag == TagEnd::Strikethrough && text[span.range()].starts_with("~~");
        let raw_link = tag == TagEnd::Link && text[span.range()].starts_with('<');
        if struck || tag == TagEnd::Image || raw_link {
            self.hidden = self.hidden.saturating_sub(1);
        }
        let Some(leaf) = &mut self.leaf else { return };
        if struck || tag == TagEnd::Image || raw_link {
            leaf.prose.leave_out();
        }
        if tag == TagEnd::Strikethrough && !struck && 2 <= span.len() {
            leaf.prose.push("~", span.end - 1);
            return;
        }
        let to = leaf.prose.text().len();
        if let Some(target) = target {
            let words = Span::new(from.min(to), to);
            if !words.is_empty() {
                leaf.prose.links.push(words);
            }
            leaf.links.push(Link {
                span,
                target,
                text: words,
            });
        }
        leaf.prose.note_marks(span, from);
    }

    fn open_cell(&mut self, span: Span) {
        if let Some(leaf) = &mut self.leaf {
            if !leaf.prose.cells.is_empty() {
                leaf.prose.push_mapped(" | ", Span::at(span.start));
            }
            self.cell = leaf.prose.text().len();
        }
    }

    fn close_cell(&mut self) {
        if let Some(leaf) = &mut self.leaf {
            leaf.prose
                .cells
                .push(Span::new(self.cell, leaf.prose.text().len()));
        }
    }

    /// Finds the comments of the block of HTML just opened; a comment may leave words behind it on its line,
    /// which readers of the page see.
    fn html_block(&mut self) {
        let text = self.text;
        let Some(leaf) = &mut self.leaf else { return };
        let mut at = leaf.span.start;
        while let Some(open) = text[at..leaf.span.end].find("<!--") {
            let start = at + open;
            let Some(close) = text[start..leaf.span.end].find("-->") else {
                break;
            };
            at = start + close + "-->".len();
            leaf.comments.push(Span::new(start, at));
        }
    }
}

impl Builder<'_> {
    /// CommonMark takes the rest of a line that starts with a comment for HTML; readers of the page see words.
    fn close_html(&mut self) {
        let rest = self.leaf.as_ref().and_then(|leaf| {
            let comment = self.text[leaf.span.range()].starts_with("<!--");
            let last = leaf.comments.last().filter(|_| comment)?;
            let rest = trim(self.text, Span::new(last.end, leaf.span.end));
            (!rest.is_empty() && !self.text[rest.range()].starts_with('<')).then_some((rest, last.end))
        });
        let Some((rest, end)) = rest else {
            return self.close_leaf();
        };
        if let Some(leaf) = &mut self.leaf {
            leaf.span.end = end;
        }
        self.close_leaf();
        let before = self.document.leaves.len();
        for (event, range) in Parser::new_ext(&self.text[rest.range()], options()).into_offset_iter() {
            self.take(event, Span::from(range).shift(rest.start));
        }
        self.close_leaf();
        self.resumable = before < self.document.leaves.len();
    }

    /// Goes on with the paragraph that such a rest of a line began, if this one follows on the next line.
    fn resume(&mut self, span: Span) -> bool {
        if !std::mem::take(&mut self.resumable) {
            return false;
        }
        let Some(last) = self.document.leaves.last() else {
            return false;
        };
        let between = self.text.get(last.span.end..span.start).unwrap_or("");
        let next_line = between.trim().is_empty() && between.matches('\n').count() == 1;
        if !next_line || last.kind != LeafKind::Paragraph || last.container != self.open.last().copied() {
            return false;
        }
        let line_break = Span::new(last.span.end + between.find('\n').unwrap_or(0), span.start);
        self.leaf = self.document.leaves.pop();
        if let Some(leaf) = &mut self.leaf {
            leaf.span = leaf.span.cover(trim(self.text, span));
            leaf.prose.breaks.push(leaf.prose.text().len());
            leaf.prose.push_mapped(" ", line_break);
        }
        true
    }
}

fn is_line_break(html: &str) -> bool {
    let name = html.trim_start_matches('<').trim_end_matches(['>', '/', ' ']);
    name.eq_ignore_ascii_case("br")
}

/// `span` without white space at its ends.
fn trim(text: &str, span: Span) -> Span {
    let range: Range<usize> = span.range();
    let Some(raw) = text.get(range) else { return span };
    let start = span.start + (raw.len() - raw.trim_start().len());
    Span::new(start, (span.start + raw.trim_end().len()).max(start))
}

//! From Markdown leaves to blocks, sentences and what the author says about them.

use super::byline::{self, is_byline};
use super::comment::{Comment, is_alone, touched};
use super::opaque::{self, Opaque};
use super::{Block, BlockKind, Citation, Draft, Quotation, Sentence, notes};
use crate::language::sentence;
use crate::markup::{Container, ContainerKind, Document, Leaf, LeafKind, Prose};
use crate::text::{LineIndex, Span};

/// Reads a draft.
pub(super) fn draft(text: &str) -> Draft {
    let mut document = Document::parse(text);
    let mut reader = Reader {
        draft: Draft {
            text: text.into(),
            lines: LineIndex::new(text),
            front_matter: std::mem::take(&mut document.front_matter),
            blocks: Vec::new(),
            sentences: Vec::new(),
            placeholders: Vec::new(),
            citations: Vec::new(),
            directives: Vec::new(),
            comments: Vec::new(),
        },
        document: &document,
        attributed: byline::attributed_quotes(&document),
        sections: Vec::new(),
        header: None,
        footnotes: Vec::new(),
        notes: Vec::new(),
        links: Vec::new(),
        comments: Vec::new(),
    };
    for index in 0..document.leaves.len() {
        reader.leaf(index);
    }
    reader.cite();
    reader.direct();
    reader.draft
}

struct Reader<'d> {
    draft: Draft,
    document: &'d Document,
    /// Per container: a block quote that an attribution line follows.
    attributed: Vec<bool>,
    /// Open headings: level and block.
    sections: Vec<(u8, usize)>,
    header: Option<usize>,
    /// Pointers of footnotes: label, where, path, lines.
    footnotes: Vec<(String, Span, String, (usize, usize))>,
    /// Footnote marks: label, where, the sentence they belong to.
    notes: Vec<(String, Option<usize>)>,
    /// Links that are pointers.
    links: Vec<Citation>,
    /// Comments with the sentence they stand in or behind.
    comments: Vec<Comment>,
}

impl Reader<'_> {
    fn leaf(&mut self, index: usize) {
        let document = self.document;
        let leaf = &document.leaves[index];
        let first = self.draft.sentences.len();
        let mut comments = leaf.comments.clone();
        if leaf.kind != LeafKind::Html {
            self.block(leaf, &mut comments);
        }
        let here = |pos: usize, draft: &Draft| {
            let own = &draft.sentences[first..];
            match own.partition_point(|it| it.span.start <= pos) {
                0 if own.is_empty() => first.checked_sub(1),
                0 => Some(first),
                after => Some(first + after - 1),
            }
        };
        for (label, span) in &leaf.notes {
            self.notes.push((label.clone(), here(span.start, &self.draft)));
        }
        if self.footnote(leaf).is_none() {
            for link in &leaf.links {
                if let Some((path, lines)) = notes::pointer(&link.target) {
                    let sentence = here(link.span.start, &self.draft);
                    self.links.push(Citation {
                        path: path.to_owned(),
                        lines,
                        span: link.span,
                        sentence,
                    });
                }
            }
        }
        for span in comments {
            let sentence = here(span.start, &self.draft);
            self.comments.push(Comment {
                span,
                leaf: index,
                sentence,
            });
        }
    }

    /// The label of the footnote that `leaf` defines.
    fn footnote(&self, leaf: &Leaf) -> Option<&str> {
        self.document.around(leaf).find_map(|it| match &it.kind {
            ContainerKind::Footnote(label) => Some(label.as_str()),
            _ => None,
        })
    }

    fn block(&mut self, leaf: &Leaf, comments: &mut Vec<Span>) {
        let holder = self
            .document
            .around(leaf)
            .find(|it| matches!(it.kind, ContainerKind::Item | ContainerKind::Quote));
        let kind = match leaf.kind {
            LeafKind::Heading(level) => BlockKind::Heading(level),
            LeafKind::TableHeader => BlockKind::TableHeader,
            LeafKind::TableRow => BlockKind::TableRow,
            LeafKind::Code => BlockKind::Code,
            LeafKind::Html | LeafKind::Paragraph => match holder.map(|it| &it.kind) {
                Some(ContainerKind::Item) => BlockKind::ListItem,
                Some(_) => BlockKind::BlockQuote,
                None => BlockKind::Paragraph,
            },
        };
        let block = self.draft.blocks.len();
        if let BlockKind::Heading(level) = kind {
            while self.sections.pop_if(|it| level <= it.0).is_some() {}
        }
        let section = self.sections.last().map(|it| it.1);
        match kind {
            BlockKind::Heading(level) if leaf.container.is_none() => self.sections.push((level, block)),
            BlockKind::TableHeader => self.header = Some(block),
            _ => {}
        }
        let prose;
        let mut quoted_to = None;
        if kind == BlockKind::Code {
            prose = leaf.prose.clone();
            self.draft.placeholders.extend(opaque::in_code(&prose));
        } else {
            let opens_quote = kind == BlockKind::BlockQuote && holder.is_some_and(|it| opens(it, leaf));
            let mut found = opaque::find(leaf, opens_quote);
            hide_pointers(leaf, &mut found);
            prose = leaf.prose.without(&found.cuts);
            self.draft.placeholders.append(&mut found.placeholders);
            comments.append(&mut found.comments);
            comments.sort_by_key(|it| it.start);
            if kind == BlockKind::BlockQuote {
                quoted_to = self.quoted_to(leaf, &prose);
            }
        }
        self.draft.blocks.push(Block {
            kind,
            span: leaf.span,
            view: prose.view(),
            section,
            header: if kind == BlockKind::TableRow {
                self.header
            } else {
                None
            },
        });
        let label = self.footnote(leaf).map(str::to_owned);
        if let Some(label) = label {
            let raw = &self.draft.text[leaf.span.range()];
            let found = notes::pointers(raw, leaf.span.start);
            let points = !found.is_empty();
            for (span, path, lines) in found {
                self.footnotes.push((label.clone(), span, path.to_owned(), lines));
            }
            // A footnote that points at a source is a pointer, not prose.
            if points {
                return;
            }
        }
        match kind {
            BlockKind::TableRow => self.row(block, leaf, &prose),
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::BlockQuote => {
                self.sentences(block, &prose, quoted_to);
            }
            BlockKind::TableHeader | BlockKind::Heading(_) | BlockKind::Code => {}
        }
    }

    /// Up to where the words of a block quote without quotation marks are somebody's, if it says whose.
    fn quoted_to(&self, leaf: &Leaf, prose: &Prose) -> Option<usize> {
        let text = prose.text();
        let inside = prose
            .breaks
            .iter()
            .rev()
            .find(|&&at| is_byline(text.get(at..).unwrap_or("")));
        let follows = leaf.container.is_some_and(|it| self.attributed[it]) && !is_byline(text);
        let to = inside.copied().or(follows.then_some(text.len()))?;
        let marks = sentence::quotations_around(text, &prose.code);
        marks.is_empty().then_some(to)
    }

    fn sentences(&mut self, block: usize, prose: &Prose, quoted_to: Option<usize>) {
        let text = prose.text();
        let mut code = prose.code.as_slice();
        for span in sentence::split_around(text, &prose.code) {
            let words = &text[span.range()];
            if !words.chars().any(char::is_alphanumeric) {
                continue;
            }
            let from = code.partition_point(|it| it.end <= span.start);
            code = &code[from..];
            let own = code.iter().take_while(|it| it.end <= span.end);
            let own: Vec<Span> = own
                .map(|it| Span::new(it.start.max(span.start) - span.start, it.end - span.start))
                .collect();
            let quotes = match quoted_to {
                Some(to) if to <= span.start => Vec::new(),
                Some(to) => {
                    let quoted = text[span.start..to.min(span.end)].trim_end();
                    let all = Span::new(0, quoted.len());
                    vec![Quotation {
                        outer: all,
                        inner: all,
                    }]
                }
                None => quotations(words, &own),
            };
            self.draft.sentences.push(Sentence {
                block,
                span: with_escape(&self.draft.text, prose.in_file(span)),
                view: prose.slice(span),
                code: own,
                links: within(&prose.links, span),
                cells: Vec::new(),
                quotes,
            });
        }
    }

    fn row(&mut self, block: usize, leaf: &Leaf, prose: &Prose) {
        let text = prose.text();
        if !text.chars().any(char::is_alphanumeric) {
            return;
        }
        let mut cells = Vec::new();
        let mut quotes = Vec::new();
        let mut code = prose.code.as_slice();
        for cell in &prose.cells {
            let raw = &text[cell.range()];
            let start = cell.start + (raw.len() - raw.trim_start().len());
            let cell = Span::new(start, start + raw.trim().len());
            let own = code.iter().take_while(|it| it.end <= cell.end);
            let own: Vec<Span> = own
                .filter(|it| cell.start <= it.start)
                .map(|it| Span::new(it.start - start, it.end - start))
                .collect();
            code = &code[code.partition_point(|it| it.end <= cell.end)..];
            quotes.extend(
                quotations(&text[cell.range()], &own)
                    .into_iter()
                    .map(|it| Quotation {
                        outer: it.outer.shift(start),
                        inner: it.inner.shift(start),
                    }),
            );
            cells.push(cell);
        }
        self.draft.sentences.push(Sentence {
            block,
            span: leaf.span,
            view: prose.view(),
            code: prose.code.clone(),
            links: prose.links.clone(),
            cells,
            quotes,
        });
    }

    fn cite(&mut self) {
        let mut all = std::mem::take(&mut self.links);
        self.footnotes.sort();
        for (label, sentence) in &self.notes {
            let from = self.footnotes.partition_point(|it| it.0 < *label);
            for (_, span, path, lines) in self.footnotes[from..].iter().take_while(|it| it.0 == *label) {
                all.push(Citation {
                    path: path.clone(),
                    lines: *lines,
                    span: *span,
                    sentence: *sentence,
                });
            }
        }
        self.notes.sort();
        for (label, span, path, lines) in &self.footnotes {
            if self.notes.binary_search_by(|it| it.0.cmp(label)).is_err() {
                all.push(Citation {
                    path: path.clone(),
                    lines: *lines,
                    span: *span,
                    sentence: None,
                });
            }
        }
        for comment in &self.comments {
            let raw = &self.draft.text[comment.span.range()];
            let Some(body) = notes::comment_body(raw).strip_prefix("cite:") else {
                continue;
            };
            if let [(_, path, lines)] = notes::pointers(body, 0)[..] {
                let path = path.to_owned();
                all.push(Citation {
                    path,
                    lines,
                    span: comment.span,
                    sentence: comment.sentence,
                });
                continue;
            }
            let offset = comment.span.start + raw.find(body).unwrap_or(0);
            for (span, path, lines) in notes::pointers(body, offset) {
                all.push(Citation {
                    path: path.to_owned(),
                    lines,
                    span,
                    sentence: comment.sentence,
                });
            }
        }
        all.sort_by_key(|it| (it.span.start, it.span.end, it.sentence));
        self.draft.citations = all;
    }

    fn direct(&mut self) {
        let comments = std::mem::take(&mut self.comments);
        self.draft.comments = comments.iter().map(|it| it.span).collect();
        let mut alone_on: Option<(usize, bool)> = None;
        for comment in &comments {
            let raw = &self.draft.text[comment.span.range()];
            let Some(mut directive) = notes::directive(raw, comment.span) else {
                continue;
            };
            let line = self.draft.lines.line(comment.span.start);
            let alone = match alone_on {
                Some((known, alone)) if known == line => alone,
                _ => is_alone(&self.draft, &comments, comment.span),
            };
            alone_on = Some((line, alone));
            directive.covers = if alone {
                self.next_block(comment)
            } else {
                touched(&self.draft, &directive)
            };
            self.draft.directives.push(directive);
        }
    }

    /// What a comment alone on its line speaks of.
    fn next_block(&self, comment: &Comment) -> Span {
        let leaves = &self.document.leaves;
        let end = comment.span.end;
        // A comment on the first lines of a paragraph (MDX) speaks of the paragraph.
        let own = &leaves[comment.leaf];
        let goes_on = own.kind != LeafKind::Html && {
            let from = self.draft.sentences.partition_point(|it| it.span.start < end);
            self.draft
                .sentences
                .get(from)
                .is_some_and(|it| it.span.end <= own.span.end)
        };
        if goes_on {
            return own.span;
        }
        let from = leaves.partition_point(|it| it.span.start < end);
        let Some(leaf) = leaves[from..].iter().find(|it| it.kind != LeafKind::Html) else {
            return comment.span;
        };
        if let LeafKind::Heading(level) = leaf.kind {
            return Span::new(leaf.span.start, self.section_end(leaf.span.start, level));
        }
        let chain = self.document.around(leaf).filter(|it| end <= it.span.start);
        let widest = chain.filter(|it| it.kind != ContainerKind::List).last();
        widest.map_or(leaf.span, |it| it.span)
    }

    /// Where the section of the heading at `start` ends.
    fn section_end(&self, start: usize, level: u8) -> usize {
        let from = self.draft.blocks.partition_point(|it| it.span.start <= start);
        let next = self.draft.blocks[from..]
            .iter()
            .find(|it| matches!(it.kind, BlockKind::Heading(it) if it <= level));
        next.map_or(self.draft.text.len(), |it| it.span.start)
    }
}

/// The parts of `all` (ascending) that lie in `span`, from its start.
fn within(all: &[Span], span: Span) -> Vec<Span> {
    let from = all.partition_point(|it| it.end <= span.start);
    let own = all[from..].iter().take_while(|it| it.start < span.end);
    own.map(|it| {
        let start = it.start.max(span.start);
        Span::new(start - span.start, it.end.min(span.end) - span.start)
    })
    .collect()
}

/// Whether `leaf` is the first in `holder`.
fn opens(holder: &Container, leaf: &Leaf) -> bool {
    leaf.span.start <= holder.span.start + 2
}

/// Link texts that are but pointers are no prose.
fn hide_pointers(leaf: &Leaf, found: &mut Opaque) {
    let before = found.cuts.len();
    for link in &leaf.links {
        let points = !link.text.is_empty() && notes::pointer(&link.target).is_some();
        if points && notes::is_pointer_text(&leaf.prose.text()[link.text.range()]) {
            let text = leaf.prose.text();
            let (before, after) = (&text[..link.text.start], &text[link.text.end..]);
            let bracketed = (before.ends_with('(') && after.starts_with(')'))
                || (before.ends_with('[') && after.starts_with(']'));
            let by = usize::from(bracketed);
            found
                .cuts
                .push(Span::new(link.text.start - by, link.text.end + by));
        }
    }
    if before < found.cuts.len() {
        found.cuts.sort_by_key(|it| it.start);
        let mut end = 0;
        found.cuts.retain(|it| {
            let apart = end <= it.start;
            end = end.max(it.end);
            apart
        });
    }
}

fn quotations(text: &str, code: &[Span]) -> Vec<Quotation> {
    let found = sentence::quotations_around(text, code);
    found
        .into_iter()
        .map(|(outer, inner)| Quotation { outer, inner })
        .collect()
}

/// `span` with the backslash that escapes its first letter.
fn with_escape(text: &str, span: Span) -> Span {
    let escaped = text[span.range()].starts_with(|c: char| c.is_ascii_punctuation());
    let slash = escaped && text[..span.start].ends_with('\\');
    Span::new(span.start - usize::from(slash), span.end)
}

//! The look of rustc: the draft's line with the offending words underlined, the transcript's line below it.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::{BadConfig, Checked, Report};
use crate::diagnostic::{Diagnostic, In, Severity};
use crate::text::{LineIndex, Span};

/// More lines than this are cut from a window.
const MAX_LINES: usize = 6;

/// The format for people.
pub(in crate::cli) struct Full {
    renderer: Renderer,
}

impl Full {
    pub(in crate::cli) fn new(is_colored: bool) -> Full {
        let renderer = if is_colored {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        Full { renderer }
    }
}

impl Report for Full {
    fn config(&mut self, config: &BadConfig, out: &mut String) {
        let text = &config.file.text;
        let lines = LineIndex::new(text);
        for it in config.file.problems.iter() {
            let window = Window::of(text, &lines, it.span);
            let group = Level::ERROR
                .primary_title(&it.message)
                .id("invalid-config")
                .element(window.snippet(&config.path, AnnotationKind::Primary));
            self.render(&[group], out);
        }
    }

    fn draft(&mut self, draft: &Checked, out: &mut String) {
        for it in &draft.analysis.diagnostics {
            self.diagnostic(draft, it, out);
        }
    }
}

impl Full {
    fn diagnostic(&self, draft: &Checked, it: &Diagnostic, out: &mut String) {
        let level = match it.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Info => Level::INFO,
            Severity::Hint => Level::NOTE.with_name("hint"),
        };
        let document = &draft.analysis.draft;
        let window = Window::of(&document.text, &document.lines, it.span);
        let mut group = level
            .primary_title(&it.message)
            .id(it.rule)
            .element(window.snippet(&draft.path, AnnotationKind::Primary));
        let sources = &draft.analysis.inputs.sources.list;
        for related in &it.related {
            let (path, text, lines) = match related.file {
                In::Draft => (&draft.path, &document.text, &document.lines),
                In::Source(at) => match sources.get(at) {
                    Some(source) => (&source.path, &source.transcript.text, &source.transcript.lines),
                    None => continue,
                },
            };
            let window = Window::of(text, lines, related.span);
            group = group.element(window.snippet(path, AnnotationKind::Context));
        }
        if let Some(fix) = it.fixes.first() {
            group = group.element(Level::HELP.message(&fix.title));
        }
        self.render(&[group], out);
    }

    fn render(&self, groups: &[annotate_snippets::Group<'_>], out: &mut String) {
        out.push_str(&self.renderer.render(groups));
        out.push_str("\n\n");
    }
}

/// The lines around a span, so that a large file is not searched again for every diagnostic.
struct Window<'a> {
    text: &'a str,
    first_line: usize,
    span: Span,
}

impl<'a> Window<'a> {
    fn of(text: &'a str, lines: &LineIndex, span: Span) -> Window<'a> {
        let (first, last) = lines.lines(span);
        let last = last.min(first + MAX_LINES - 1);
        let (start, end) = (lines.start(first - 1), lines.span(text, last - 1).end);
        let end = end.max(start);
        let clip = |at: usize| at.clamp(start, end) - start;
        Window {
            text: text.get(start..end).unwrap_or(""),
            first_line: first,
            span: Span::new(clip(span.start), clip(span.end).max(clip(span.start))),
        }
    }

    fn snippet<'b>(
        &self,
        path: &'b str,
        kind: AnnotationKind,
    ) -> Snippet<'b, annotate_snippets::Annotation<'b>>
    where
        'a: 'b,
    {
        Snippet::source(self.text)
            .path(path)
            .line_start(self.first_line)
            .annotation(kind.span(self.span.range()))
    }
}

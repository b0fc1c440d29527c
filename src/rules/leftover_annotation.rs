//! `leftover-annotation`: in a finished text, what only its author should see.

use super::{Check, Context, Rule, issue, message, post};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::draft::DirectiveKind;
use crate::shape::{self, Standing};
use crate::text::{Span, one_line};

/// Placeholders, VERIFY comments, backline's markers, visible citations.
pub(super) static RULE: Rule = Rule {
    name: "leftover-annotation",
    group: Group::Draft,
    severity: Some(Severity::Error),
    fixable: false,
    docs: include_str!("leftover_annotation.md"),
    check: Check::Findings(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    if ctx.shape.is_none() || !post::is_final(ctx) {
        return;
    }
    let draft = ctx.draft;
    let shown = |span: Span| {
        let raw = draft.text.get(span.range()).unwrap_or_default();
        message::brief(&one_line(raw), 90)
    };
    let mut found: Vec<(Span, String)> = Vec::new();
    for it in &draft.placeholders {
        if shape::standing(draft, it) != Standing::Text {
            found.push((it.span, format!("{} is still to be filled in.", shown(it.span))));
        }
    }
    for span in shape::verify_marks(draft) {
        found.push((span, format!("{} is still to be verified.", shown(span))));
    }
    for it in &draft.directives {
        // Waivers stay: they are what keeps a finished text quiet.
        if matches!(it.kind, DirectiveKind::Timeline | DirectiveKind::TimelineEnd) {
            found.push((
                it.span,
                format!("{} is a mark for backline, not for readers.", shown(it.span)),
            ));
        }
    }
    let cites = |it: &&Span| draft.comment(**it).starts_with("cite:");
    let comments: Vec<Span> = draft.comments.iter().filter(cites).copied().collect();
    let in_comment = |span: Span| {
        let at = comments.partition_point(|it| it.end < span.end);
        comments.get(at).is_some_and(|it| it.contains(span))
    };
    let links = draft
        .citations
        .iter()
        .map(|it| it.span)
        .filter(|it| !in_comment(*it));
    // Hidden citations stay, too: readers do not see them, and each ties its sentence to its line.
    for span in links {
        found.push((
            span,
            format!("{} leads to a source that readers do not have.", shown(span)),
        ));
    }
    // `[working title]`, in the heading or in front matter.
    let shape = ctx
        .shape
        .and_then(|it| it.title)
        .and_then(|it| draft.blocks.get(it));
    let declared = draft.front_matter.get("title");
    for span in shape
        .map(|it| it.span)
        .into_iter()
        .chain(declared.map(|it| it.span))
    {
        let raw = draft.text.get(span.range()).unwrap_or_default();
        if let Some(at) = raw.find("[working title]") {
            let span = Span::new(at, at + "[working title]".len()).shift(span.start);
            found.push((span, "[working title] is still to be found.".to_owned()));
        }
    }
    found.sort();
    found.dedup_by_key(|it| it.0);
    out.extend(
        found
            .into_iter()
            .map(|(span, message)| issue::plain(&RULE, span, message, None)),
    );
}

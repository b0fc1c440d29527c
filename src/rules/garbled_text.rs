//! `garbled-text`: letters that were saved in the wrong encoding once.

use super::{Check, Context, Rule, issue};
use crate::diagnostic::{Diagnostic, Edit, Fix, Group, Safety, Severity};
use crate::text::{self, Span};

/// Garbled places of the draft, one finding for each line, and what stood there.
pub(super) static RULE: Rule = Rule {
    name: "garbled-text",
    group: Group::Hygiene,
    severity: Some(Severity::Info),
    fixable: true,
    docs: include_str!("garbled_text.md"),
    check: Check::Inputs(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let draft = ctx.draft;
    let places = text::garbled(&draft.text);
    let line_of = |it: &Place| draft.lines.line(it.0.start);
    for line in places.chunk_by(|a, b| line_of(a) == line_of(b)) {
        let (span, read) = &line[0];
        let was = draft.text.get(span.range()).unwrap_or_default();
        let more = match line.len() {
            1 => String::new(),
            n => format!(" ({} more in this line)", n - 1),
        };
        let read = named(read);
        let message = format!("\"{was}\" was {read} before it was saved in the wrong encoding{more}.");
        let span = span.cover(line[line.len() - 1].0);
        let mut it = issue::plain(&RULE, span, message, None);
        it.fixes.push(restore(line, "in this line"));
        if line.len() < places.len() {
            it.fixes.push(restore(&places, "in the whole draft"));
        }
        out.push(it);
    }
}

/// What stood there, where one can see it.
fn named(read: &str) -> &str {
    let is_blank = read.chars().all(char::is_whitespace);
    if is_blank { "a no-break space" } else { read }
}

/// A garbled place and what stood there.
type Place = (Span, String);

/// Puts back what stood at all of `places`.
fn restore(places: &[Place], within: &str) -> Fix {
    let edits = places.iter().map(|(span, text)| Edit {
        span: *span,
        text: text.clone(),
    });
    Fix {
        title: match places {
            [(_, only)] => format!("Restore {}", named(only)),
            _ => format!("Restore {} garbled places {within}", places.len()),
        },
        safety: Safety::Unsafe,
        edits: edits.collect(),
    }
}

//! `missing-callback`: something that the tracker wants to come back in this episode does not.

use super::{Check, Context, Rule, message, post};
use crate::diagnostic::{Diagnostic, Edit, Fix, Group, Safety, Severity};
use crate::language::sentence;
use crate::language::words::{self, Stem};
use crate::persona::episode::Due;
use crate::shape::{Kind, Shape};
use crate::text::one_line;

/// A callback that is due and not there.
pub(super) static RULE: Rule = Rule {
    name: "missing-callback",
    group: Group::Draft,
    severity: Some(Severity::Info),
    fixable: true,
    docs: include_str!("missing_callback.md"),
    check: Check::Findings(check),
};

/// What a callback is, not what it is about.
const FORMS: [&str; 14] = [
    "callback",
    "catchphrase",
    "phrase",
    "line",
    "joke",
    "gag",
    "habit",
    "tendency",
    "reference",
    "mention",
    "motif",
    "quip",
    "running",
    "recurring",
];

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let Some(shape) = post::blog_post(ctx).filter(|it| post::is_complete(ctx, it)) else {
        return;
    };
    let Some(series) = &ctx.persona.series else {
        return;
    };
    for due in missing(ctx, shape) {
        let shown = message::brief(&one_line(&due.text), 60);
        let place = post::line_of(series, due.line);
        let message = format!("\"{shown}\" should come back in this episode ({place}).");
        out.push(Diagnostic {
            fixes: vec![hold_a_place(ctx, shape, &due.text)],
            ..post::about_all(ctx, shape, &RULE, message)
        });
    }
}

/// What the tracker wants to come back in this episode and the draft does not hold, in the tracker's order.
pub(super) fn missing(ctx: &Context<'_>, shape: &Shape) -> Vec<Due> {
    let episode = post::episode(ctx, shape).and_then(|(series, at)| post::at(series, at));
    let held = held(ctx, shape);
    let mut due = episode.map_or(Vec::new(), |it| it.callbacks_due());
    due.retain(|it| {
        let wanted = distinctive(ctx, &it.text);
        !wanted.is_empty() && wanted.iter().all(|it| held.binary_search(it).is_err())
    });
    due
}

/// The words by which one would know that it came back: not whose it is, nor what form it has, nor what the story has
/// anyhow, where others are left. "The change is planned for January" is no callback to "the boiler's other plan".
fn distinctive(ctx: &Context<'_>, due: &str) -> Vec<Stem> {
    let forms = FORMS.map(words::stem);
    let told = |text: &str| {
        let all = post::content(ctx, text);
        let own = all.iter().map(|it| it.0).filter(|it| !forms.contains(it));
        own.collect::<Vec<Stem>>()
    };
    let own = told(wording(due));
    let own = if own.is_empty() { told(due) } else { own };
    let from_elsewhere: Vec<Stem> = own
        .iter()
        .copied()
        .filter(|it| !ctx.sources.index.knows(*it))
        .collect();
    if from_elsewhere.is_empty() {
        own
    } else {
        from_elsewhere
    }
}

/// What is to come back, without what is explained about it: the words in quotation marks, else what stands in front of
/// brackets.
fn wording(due: &str) -> &str {
    let quoted = sentence::quotations(due).into_iter().next();
    let bare = || due.split(['(', '[']).next().unwrap_or(due);
    quoted.map_or_else(bare, |it| &due[it.1.range()])
}

/// Stems of the draft without its bio; placeholders hold a place for what they name.
fn held(ctx: &Context<'_>, shape: &Shape) -> Vec<Stem> {
    let end = shape.bio.as_ref().map_or(ctx.draft.blocks.len(), |it| it.start);
    let mut res = post::stems(ctx, 0..end);
    let placeholders = ctx.draft.placeholders.iter();
    res.extend(
        placeholders
            .flat_map(|it| words::words(&it.text))
            .map(|it| it.stem),
    );
    res.sort_unstable();
    res
}

/// A placeholder at the end of the body: where the callback belongs is the author's to find.
fn hold_a_place(ctx: &Context<'_>, shape: &Shape, due: &str) -> Fix {
    let (span, before, behind) = post::end_of_body(ctx, shape);
    let claim = one_line(due).replace('[', "(").replace(']', ")");
    let number = ctx.draft.next_free_number(Kind::Fact.name());
    let text = format!("[Fact {number:02}: callback to {claim} — find a place]");
    Fix {
        title: format!("Insert {}", message::brief(&text, 60)),
        safety: Safety::Unsafe,
        edits: vec![Edit {
            span,
            text: format!("{before}{text}{behind}"),
        }],
    }
}

//! Callbacks that the series tracker says are due and the draft does not make yet.

use super::placeholder::written;
use super::{Context, Insertion, InsertionKind, insert, place, rules_context};
use crate::persona::episode::Due;
use crate::rules;
use crate::shape::Shape;

/// What the tracker wants to come back in the draft and does not yet.
pub fn missing(ctx: &Context<'_>) -> Vec<Due> {
    let shape = Shape::read(ctx.draft, ctx.persona);
    rules::missing_callbacks(&rules_context(ctx, ctx.draft, ctx.findings), &shape)
}

/// A placeholder for each: what the callback says is the author's.
pub(super) fn due(ctx: &Context<'_>, offset: usize) -> Vec<Insertion> {
    let Some(series) = &ctx.persona.series else {
        return Vec::new();
    };
    let insertion = |it: &Due| {
        let what = format!("callback to {}", it.text);
        let text = written("Fact", ctx.draft.next_free_number("Fact"), &what);
        let file = series.path.rsplit('/').next().unwrap_or(&series.path);
        Insertion {
            kind: InsertionKind::Callback,
            title: insert::titled("Callback to ", &it.text, &format!(" ({file}, line {})", it.line)),
            edits: vec![place::insert_block(ctx.draft, offset, &text)],
        }
    };
    missing(ctx).iter().map(insertion).collect()
}

//! `bio-mismatch`: a bio that is not what the author's file says, or that is missing.

use super::{Check, Context, Rule, fix, issue, message, post};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::persona::bio::{Bio, Schema};
use crate::shape::{self, Difference, Shape};
use crate::text::one_line;

/// The bio differs from its schema.
pub(super) static RULE: Rule = Rule {
    name: "bio-mismatch",
    group: Group::Draft,
    severity: Some(Severity::Warning),
    fixable: true,
    docs: include_str!("bio_mismatch.md"),
    check: Check::Findings(check),
};

/// With a smaller share of the fixed words it is another bio: said once, not word for word.
const LEAST_KEPT: f32 = 0.5;

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let (Some(shape), Some(bio)) = (post::blog_post(ctx), &ctx.persona.bio) else {
        return;
    };
    let Some(schema) = &bio.schema else { return };
    let Some(own) = &shape.bio else {
        if post::is_complete(ctx, shape) {
            let message = format!("The bio is missing; its words are in {}.", line_of(bio, schema));
            out.push(post::about_all(ctx, shape, &RULE, message));
        }
        return;
    };
    if shape::kept(ctx.draft, own, schema) < LEAST_KEPT {
        out.extend(other_bio(ctx, shape, bio, schema));
        return;
    }
    let differences = shape::differences(ctx.draft, own, schema);
    out.extend(differences.iter().map(|it| differing(ctx, bio, schema, it)));
    if post::is_final(ctx)
        && let Some(last) = own.clone().next_back()
    {
        let span = ctx.draft.blocks[last].view.span();
        for slot in shape::open_slots(ctx.draft, own, schema) {
            let slot = message::brief(&one_line(slot), 70);
            let message = format!("The bio still wants [{slot}] ({}).", line_of(bio, schema));
            out.push(issue::plain(&RULE, span, message, None));
        }
    }
}

/// `bio.md:4`.
fn line_of(bio: &Bio, schema: &Schema) -> String {
    let file = bio.path.rsplit('/').next().unwrap_or(&bio.path);
    format!("{file}:{}", schema.line)
}

fn differing(ctx: &Context<'_>, bio: &Bio, schema: &Schema, it: &Difference) -> Diagnostic {
    let said = message::brief(&one_line(&it.said), 36);
    let fixed = message::brief(&it.fixed, 48);
    let place = line_of(bio, schema);
    let message = match (it.said.is_empty(), it.fixed.is_empty()) {
        (true, _) => format!("\"{fixed}\" is missing here; the bio's words are fixed ({place})."),
        (_, true) => format!("\"{said}\" is not in your bio; its words are fixed ({place})."),
        _ => format!("\"{fixed}\", not \"{said}\": the bio's words are fixed ({place})."),
    };
    let is_swap = !it.said.is_empty() && !it.fixed.is_empty();
    let fixes = is_swap.then(|| fix::replace(ctx.draft, it.span, &it.fixed));
    Diagnostic {
        expected: is_swap.then(|| it.fixed.clone()),
        fixes: fixes.into_iter().collect(),
        ..issue::plain(&RULE, it.span, message, None)
    }
}

fn other_bio(ctx: &Context<'_>, shape: &Shape, bio: &Bio, schema: &Schema) -> Option<Diagnostic> {
    let own = shape.bio.clone()?;
    let span = ctx.draft.blocks.get(own)?.last()?.view.span();
    let message = format!(
        "This is not the bio of {}; only its slot may change.",
        line_of(bio, schema)
    );
    Some(issue::plain(&RULE, span, message, None))
}

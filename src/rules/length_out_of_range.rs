//! `length-out-of-range`: a post that is too short or too long.

use super::{Check, Context, Rule, post};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::text::grouped;

/// More or fewer words than the limits allow.
pub(super) static RULE: Rule = Rule {
    name: "length-out-of-range",
    group: Group::Draft,
    severity: Some(Severity::Info),
    fixable: false,
    docs: include_str!("length_out_of_range.md"),
    check: Check::Findings(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let (Some(shape), Some((least, most))) = (ctx.shape, ctx.config.words()) else {
        return;
    };
    let n = shape.words;
    // A text that is being written is short; only what is too long will not become right by itself.
    let is_done = post::is_final(ctx) || (shape.bio.is_some() && !post::is_under_way(ctx));
    let what = match (n < least && is_done, most < n) {
        (true, _) => format!("{} more to reach", grouped(least - n)),
        (_, true) => format!("{} over", grouped(n - most)),
        _ => return,
    };
    let range = format!("{}–{}", grouped(least), grouped(most));
    let words = if n == 1 { "word" } else { "words" };
    let message = format!(
        "{} {words} without the bio: {what} the range of {range}.",
        grouped(n)
    );
    out.push(post::about_all(ctx, shape, &RULE, message));
}

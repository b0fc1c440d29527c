//! `invented-quote`: nobody in the sources said these words.

use super::{Check, Context, Rule, issue, message, quote};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::verdict::IssueKind;

/// Nobody said these words.
pub(super) static RULE: Rule = Rule {
    name: "invented-quote",
    group: Group::Quotes,
    severity: Some(Severity::Error),
    fixable: true,
    docs: include_str!("invented_quote.md"),
    check: Check::Findings(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for found in issue::each(ctx, IssueKind::InventedQuote) {
        let head = format!("Nobody says this in {}.", message::sources_name(ctx.sources));
        let inner = quote::inner(&found);
        let head = quote::and_note(&head, ctx, &inner, "It");
        let closest = found.closest();
        let named = closest
            .as_ref()
            .is_some_and(|it| message::is_named(ctx.sources, it));
        let message = message::with_closest(&head, closest.as_ref(), named);
        out.push(found.report(&RULE, message, quote::fixes(&found)));
    }
}

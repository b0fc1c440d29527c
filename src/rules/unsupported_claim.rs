//! `unsupported-claim`: nothing in the sources backs the sentence.

use super::{Check, Context, Rule, fix, issue, message};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::verdict::IssueKind;

/// Nothing in the sources backs the sentence.
pub(super) static RULE: Rule = Rule {
    name: "unsupported-claim",
    group: Group::Claims,
    severity: Some(Severity::Warning),
    fixable: true,
    docs: include_str!("unsupported_claim.md"),
    check: Check::Findings(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for found in issue::each(ctx, IssueKind::UnsupportedClaim) {
        let head = format!("Nothing in {} says this.", message::sources_name(ctx.sources));
        let closest = found.closest();
        let named = closest
            .as_ref()
            .is_some_and(|it| message::is_named(ctx.sources, it));
        let message = message::with_closest(&head, closest.as_ref(), named);
        let fixes = fix::mark_as_fact(ctx.draft, found.sentence).into_iter().collect();
        out.push(found.report(&RULE, message, fixes));
    }
    for found in issue::each(ctx, IssueKind::UnknownDetail) {
        out.push(issue::nothing_mentions(&found, &RULE));
    }
}

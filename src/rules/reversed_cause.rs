//! `reversed-cause`: the source has the cause as the effect.

use super::{Check, Context, Rule, issue, message};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::verdict::IssueKind;

/// The source has it the other way round.
pub(super) static RULE: Rule = Rule {
    name: "reversed-cause",
    group: Group::Claims,
    severity: Some(Severity::Hint),
    fixable: false,
    docs: include_str!("reversed_cause.md"),
    check: Check::Findings(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for found in issue::each(ctx, IssueKind::ReversedCause) {
        let head = "The source has cause and effect the other way round.";
        let message = message::with_source(head, found.said().as_ref());
        out.push(found.report(&RULE, message, Vec::new()));
    }
}

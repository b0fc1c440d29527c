//! `contradicted-actor`: somebody else did it.

use super::{Check, Context, Rule, issue, message};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::verdict::IssueKind;

/// Somebody else did it.
pub(super) static RULE: Rule = Rule {
    name: "contradicted-actor",
    group: Group::Claims,
    severity: Some(Severity::Error),
    fixable: true,
    docs: include_str!("contradicted_actor.md"),
    check: Check::Findings(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for found in issue::each(ctx, IssueKind::ContradictedActor) {
        let head = found.right_not("Somebody else did this.");
        let message = message::with_source(&head, found.said().as_ref());
        out.push(found.report(&RULE, message, found.put_right()));
    }
}

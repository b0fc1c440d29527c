//! `contradicted-direction`: from and to, up and down, before and after are swapped.

use super::{Check, Context, Rule, issue, message};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::verdict::IssueKind;

/// From and to, up and down, before and after are swapped.
pub(super) static RULE: Rule = Rule {
    name: "contradicted-direction",
    group: Group::Claims,
    severity: Some(Severity::Error),
    fixable: false,
    docs: include_str!("contradicted_direction.md"),
    check: Check::Findings(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for found in issue::each(ctx, IssueKind::ContradictedDirection) {
        let head = found.right_not("The source has it the other way round.");
        let message = message::with_source(&head, found.said().as_ref());
        out.push(found.report(&RULE, message, Vec::new()));
    }
}

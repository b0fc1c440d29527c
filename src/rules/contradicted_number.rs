//! `contradicted-number`: the source gives another number for the same thing.

use super::{Check, Context, Rule, issue, message};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::verdict::IssueKind;

/// The source gives another number for the same thing.
pub(super) static RULE: Rule = Rule {
    name: "contradicted-number",
    group: Group::Claims,
    severity: Some(Severity::Error),
    fixable: true,
    docs: include_str!("contradicted_number.md"),
    check: Check::Findings(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for found in issue::each(ctx, IssueKind::ContradictedNumber) {
        let head = found.right_not("The source has another number than {}.");
        let message = message::with_source(&head, found.said().as_ref());
        out.push(found.report(&RULE, message, found.put_right()));
    }
}

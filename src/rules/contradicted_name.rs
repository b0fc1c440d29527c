//! `contradicted-name`: the source names somebody or something else.

use super::{Check, Context, Rule, issue, message};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::verdict::IssueKind;

/// The source names somebody or something else.
pub(super) static RULE: Rule = Rule {
    name: "contradicted-name",
    group: Group::Claims,
    severity: Some(Severity::Error),
    fixable: true,
    docs: include_str!("contradicted_name.md"),
    check: Check::Findings(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for found in issue::each(ctx, IssueKind::ContradictedName) {
        let head = found.right_not("The source has another name than {}.");
        let message = message::with_source(&head, found.said().as_ref());
        out.push(found.report(&RULE, message, found.put_right()));
    }
}

//! `contradicted-time`: the source gives another clock time, date or weekday.

use super::{Check, Context, Rule, issue, message};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::verdict::IssueKind;

/// The source gives another time.
pub(super) static RULE: Rule = Rule {
    name: "contradicted-time",
    group: Group::Claims,
    severity: Some(Severity::Error),
    fixable: true,
    docs: include_str!("contradicted_time.md"),
    check: Check::Findings(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for found in issue::each(ctx, IssueKind::ContradictedTime) {
        let head = found.right_not("The source has another time than {}.");
        let message = message::with_source(&head, found.said().as_ref());
        out.push(found.report(&RULE, message, found.put_right()));
    }
}

//! `widened-scope`: the draft says it of more than the source does.

use super::{Check, Context, Rule, issue, message};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::verdict::IssueKind;

/// The source says it of less.
pub(super) static RULE: Rule = Rule {
    name: "widened-scope",
    group: Group::Claims,
    severity: Some(Severity::Hint),
    fixable: false,
    docs: include_str!("widened_scope.md"),
    check: Check::Findings(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for found in issue::each(ctx, IssueKind::WidenedScope) {
        let words = found.words();
        let head = format!(
            "\"{}\" is more than the source says.",
            message::without_stop(&words)
        );
        let message = message::with_source(&head, found.said().as_ref());
        out.push(found.report(&RULE, message, Vec::new()));
    }
}

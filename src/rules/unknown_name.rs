//! `unknown-name`: no source has this name or identifier.

use super::{Check, Context, Rule, issue};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::verdict::IssueKind;

/// No source has this name.
pub(super) static RULE: Rule = Rule {
    name: "unknown-name",
    group: Group::Claims,
    severity: Some(Severity::Warning),
    fixable: true,
    docs: include_str!("unknown_name.md"),
    check: Check::Findings(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for found in issue::each(ctx, IssueKind::UnknownName) {
        out.push(issue::nothing_mentions(&found, &RULE));
    }
}

//! `dropped-hedge`: the source was less sure.

use super::{Check, Context, Rule, issue, message};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::verdict::IssueKind;

/// The source was less sure.
pub(super) static RULE: Rule = Rule {
    name: "dropped-hedge",
    group: Group::Claims,
    severity: Some(Severity::Hint),
    fixable: false,
    docs: include_str!("dropped_hedge.md"),
    check: Check::Findings(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for found in issue::each(ctx, IssueKind::DroppedHedge) {
        let message = message::with_source("The source is less sure.", found.said().as_ref());
        out.push(found.report(&RULE, message, Vec::new()));
    }
}

//! `thinly-backed-claim`: the sources back only part of the sentence.

use super::{Check, Context, Rule, issue, message};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::verdict::IssueKind;

/// Some backing, not enough.
pub(super) static RULE: Rule = Rule {
    name: "thinly-backed-claim",
    group: Group::Claims,
    severity: Some(Severity::Hint),
    fixable: false,
    docs: include_str!("thinly_backed_claim.md"),
    check: Check::Findings(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for found in issue::each(ctx, IssueKind::ThinlyBackedClaim) {
        let message = message::with_closest("Only partly backed.", found.closest().as_ref(), false);
        out.push(found.report(&RULE, message, Vec::new()));
    }
}

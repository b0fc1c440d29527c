//! `threshold-mismatch`: a value that is said to keep a limit and does not.

use super::{Check, Context, Rule, conflict};
use crate::consistency::Kind;
use crate::diagnostic::{Diagnostic, Group, Severity};

/// A value on the other side of its limit.
pub(super) static RULE: Rule = Rule {
    name: "threshold-mismatch",
    group: Group::Consistency,
    severity: Some(Severity::Warning),
    fixable: false,
    docs: include_str!("threshold_mismatch.md"),
    check: Check::Findings(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    conflict::report(ctx, &RULE, Kind::Threshold, out);
}

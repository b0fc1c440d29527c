//! `arithmetic-mismatch`: a sum, a share, a duration, a factor or a count that does not come out.

use super::{Check, Context, Rule, conflict};
use crate::consistency::Kind;
use crate::diagnostic::{Diagnostic, Group, Severity};

/// Numbers of the draft that do not come out.
pub(super) static RULE: Rule = Rule {
    name: "arithmetic-mismatch",
    group: Group::Consistency,
    severity: Some(Severity::Warning),
    fixable: false,
    docs: include_str!("arithmetic_mismatch.md"),
    check: Check::Findings(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    conflict::report(ctx, &RULE, Kind::Arithmetic, out);
}

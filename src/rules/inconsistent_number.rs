//! `inconsistent-number`: one attribute with two values in one draft.

use super::{Check, Context, Rule, conflict};
use crate::consistency::Kind;
use crate::diagnostic::{Diagnostic, Group, Severity};

/// One attribute with two values.
pub(super) static RULE: Rule = Rule {
    name: "inconsistent-number",
    group: Group::Consistency,
    severity: Some(Severity::Warning),
    fixable: false,
    docs: include_str!("inconsistent_number.md"),
    check: Check::Findings(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    conflict::report(ctx, &RULE, Kind::Number, out);
}

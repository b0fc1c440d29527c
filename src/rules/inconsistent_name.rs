//! `inconsistent-name`: one name, spelt in two ways.

use super::{Check, Context, Rule, conflict};
use crate::consistency::Kind;
use crate::diagnostic::{Diagnostic, Group, Severity};

/// One name, spelt in two ways.
pub(super) static RULE: Rule = Rule {
    name: "inconsistent-name",
    group: Group::Consistency,
    severity: Some(Severity::Info),
    fixable: false,
    docs: include_str!("inconsistent_name.md"),
    check: Check::Findings(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    conflict::report(ctx, &RULE, Kind::Name, out);
}

//! `headline-mismatch`: a number of the title that the text has otherwise, or never says.

use super::{Check, Context, Rule, conflict};
use crate::consistency::Kind;
use crate::diagnostic::{Diagnostic, Group, Severity};

/// The title says another number than the text.
pub(super) static RULE: Rule = Rule {
    name: "headline-mismatch",
    group: Group::Consistency,
    severity: Some(Severity::Info),
    fixable: false,
    docs: include_str!("headline_mismatch.md"),
    check: Check::Findings(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    conflict::report(ctx, &RULE, Kind::Headline, out);
}

//! `broken-citation`: the cited file or line does not exist.

use super::{Check, Context, Rule, citation};
use crate::diagnostic::{Diagnostic, Group, Severity};

/// A citation of something that does not exist.
pub(super) static RULE: Rule = Rule {
    name: "broken-citation",
    group: Group::Citations,
    severity: Some(Severity::Error),
    fixable: true,
    docs: include_str!("broken_citation.md"),
    check: Check::Findings(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    citation::broken(ctx, &RULE, out);
}

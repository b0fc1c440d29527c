//! `citation-mismatch`: the cited lines share nothing with the sentence, or say otherwise.

use super::{Check, Context, Rule, citation};
use crate::diagnostic::{Diagnostic, Group, Severity};

/// The cited lines say something else.
pub(super) static RULE: Rule = Rule {
    name: "citation-mismatch",
    group: Group::Citations,
    severity: Some(Severity::Error),
    fixable: false,
    docs: include_str!("citation_mismatch.md"),
    check: Check::Findings(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    citation::mismatched(ctx, &RULE, out);
}

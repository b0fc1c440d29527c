//! `no-transcript`: a source that the draft or the configuration names cannot be read.

use super::{Check, Context, Rule, issue};
use crate::diagnostic::{Diagnostic, Group, Severity};

/// A named source that cannot be read.
pub(super) static RULE: Rule = Rule {
    name: "no-transcript",
    group: Group::Hygiene,
    severity: Some(Severity::Error),
    fixable: false,
    docs: include_str!("no_transcript.md"),
    check: Check::Inputs(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for problem in ctx.inputs {
        let it = issue::plain(&RULE, problem.span, problem.message.clone(), None);
        // Several sources to choose from are a question to the author, not a mistake.
        let severity = if problem.candidates.is_empty() {
            it.severity
        } else {
            Severity::Info
        };
        out.push(Diagnostic { severity, ..it });
    }
}

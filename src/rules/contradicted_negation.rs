//! `contradicted-negation`: the draft denies what the source says, or says what the source denies.

use super::{Check, Context, Rule, issue, message};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::verdict::IssueKind;

/// The source says the opposite.
pub(super) static RULE: Rule = Rule {
    name: "contradicted-negation",
    group: Group::Claims,
    severity: Some(Severity::Error),
    fixable: false,
    docs: include_str!("contradicted_negation.md"),
    check: Check::Findings(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let heads = [
        (IssueKind::ContradictedNegation, "The source says the opposite."),
        (IssueKind::OnlyNearly, "That nearly happened, the source says."),
        (IssueKind::NobodyKnows, "The source says that this is not known."),
    ];
    for (kind, head) in heads {
        for found in issue::each(ctx, kind) {
            // "No." says nothing without what was asked.
            let asked = found
                .other()
                .and_then(|it| message::quoted(&it, message::LIMIT / 3));
            let head = asked.map_or_else(
                || head.to_owned(),
                |it| format!("Asked \"{it}\", the source says no."),
            );
            let message = message::with_source(&head, found.said().as_ref());
            out.push(found.report(&RULE, message, Vec::new()));
        }
    }
}

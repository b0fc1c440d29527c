//! `retracted-claim`: the speaker took it back, or only proposed it.

use super::{Check, Context, Rule, issue, message};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::verdict::IssueKind;

/// The speaker took it back.
pub(super) static RULE: Rule = Rule {
    name: "retracted-claim",
    group: Group::Claims,
    severity: Some(Severity::Error),
    fixable: true,
    docs: include_str!("retracted_claim.md"),
    check: Check::Findings(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for found in issue::each(ctx, IssueKind::RetractedClaim) {
        let head = match found.right() {
            Some(_) => format!(
                "{}, which was taken back.",
                message::without_stop(&found.right_not(""))
            ),
            None => match found
                .other()
                .and_then(|it| message::quoted(&it, message::LIMIT / 3))
            {
                Some(asked) => format!("\"{asked}\" was only asked."),
                None => "The source only proposes this.".to_owned(),
            },
        };
        let message = message::with_source(&head, found.said().as_ref());
        out.push(found.report(&RULE, message, found.put_right()));
    }
}

//! `retracted-claim`: the speaker took it back, or only proposed it.

use super::issue::{self, Found};
use super::{Check, Context, Rule, message};
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
    for kind in [
        IssueKind::RetractedClaim,
        IssueKind::OnlyAsked,
        IssueKind::StillToDo,
        IssueKind::OnlyWished,
    ] {
        for found in issue::each(ctx, kind) {
            let message = message::with_source(&head(&found), found.said().as_ref());
            out.push(found.report(&RULE, message, found.put_right()));
        }
    }
}

fn head(found: &Found<'_>) -> String {
    let asked = || message::quoted(&found.other()?, message::LIMIT / 3);
    let right = || message::without_stop(&found.right_not("")).to_owned();
    match found.issue.kind {
        IssueKind::StillToDo => "The source lists this as still to be done.".to_owned(),
        IssueKind::OnlyWished => "Not done, or not yet, the source says.".to_owned(),
        IssueKind::RetractedClaim => format!("{}, which was taken back.", right()),
        _ if found.right().is_some() => format!("{}, which was only asked for.", right()),
        _ => asked().map_or_else(
            || "This was only asked.".to_owned(),
            |asked| format!("\"{asked}\" was only asked."),
        ),
    }
}

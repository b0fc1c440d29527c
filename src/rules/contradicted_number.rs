//! `contradicted-number`: the source gives another number for the same thing.

use super::{Check, Context, Rule, issue, message};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::persona::series::Callback;
use crate::text::one_line;
use crate::verdict::IssueKind;

/// The source gives another number for the same thing.
pub(super) static RULE: Rule = Rule {
    name: "contradicted-number",
    group: Group::Claims,
    severity: Some(Severity::Error),
    fixable: true,
    docs: include_str!("contradicted_number.md"),
    check: Check::Findings(check),
};

/// `thirty years, not twenty years. Your voice profile: "field technician for thirty years…" (voice.md:45)`
fn of_the_profile(head: &str, own: &Callback) -> String {
    let place = format!("{}:{}", message::file_name(&own.path), own.line);
    let taken = head.chars().count() + place.chars().count() + 27;
    let said = message::brief(&one_line(&own.text), message::LIMIT.saturating_sub(taken).max(20));
    format!("{head} Your voice profile: \"{said}\" ({place})")
}

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for found in issue::each(ctx, IssueKind::ContradictedNumber) {
        let head = found.right_not("The source has another number than {}.");
        let message = match &ctx.findings[found.sentence].callback {
            Some(own) if found.issue.place.is_none() => of_the_profile(&head, own),
            _ => message::with_source(&head, found.said().as_ref()),
        };
        out.push(found.report(&RULE, message, found.put_right()));
    }
}

//! `waiver-without-reason`: a waiver that does not say why.

use super::{Check, Context, Rule, issue};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::draft::DirectiveKind;
use crate::findings::says_why;

/// A waiver that does not say why.
pub(super) static RULE: Rule = Rule {
    name: "waiver-without-reason",
    group: Group::Hygiene,
    severity: Some(Severity::Warning),
    fixable: false,
    docs: include_str!("waiver_without_reason.md"),
    check: Check::Waivers(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for it in &ctx.draft.directives {
        if says_why(it) {
            continue;
        }
        let form = match &it.kind {
            DirectiveKind::Allow { rule } => format!("allow {}: …", super::message::brief(rule, 40)),
            DirectiveKind::Attest => "attest: …".to_owned(),
            DirectiveKind::Timeline | DirectiveKind::TimelineEnd | DirectiveKind::Unknown(_) => continue,
        };
        let message = format!("Say why, so that the next reader can judge it: \"{form}\"");
        out.push(issue::plain(&RULE, it.span, message, None));
    }
}

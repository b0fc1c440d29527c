//! `unknown-name`: no source has this name or identifier.

use super::{Check, Context, Rule, fix, issue, message};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::verdict::IssueKind;

/// No source has this name.
pub(super) static RULE: Rule = Rule {
    name: "unknown-name",
    group: Group::Claims,
    severity: Some(Severity::Warning),
    fixable: true,
    docs: include_str!("unknown_name.md"),
    check: Check::Findings(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for found in issue::each(ctx, IssueKind::UnknownName) {
        let words = found.words();
        let name = message::without_stop(&words);
        let sources = message::sources_name(ctx.sources);
        let closest = found.closest();
        let message = match found.right() {
            Some(right) => {
                let right = message::brief(&message::flatten(right), 36);
                let head = format!("{right}? Nothing in {sources} mentions {name}.");
                message::with_source(&head, closest.as_ref())
            }
            None => {
                let head = format!("Nothing in {sources} mentions {name}.");
                let named = closest
                    .as_ref()
                    .is_some_and(|it| message::is_named(ctx.sources, it));
                message::with_closest(&head, closest.as_ref(), named)
            }
        };
        let mut fixes = found.put_right();
        fixes.extend(fix::mark_as_fact(ctx.draft, found.sentence));
        out.push(found.report(&RULE, message, fixes));
    }
}

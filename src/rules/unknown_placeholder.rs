//! `unknown-placeholder`: a placeholder of a kind that nobody knows.

use super::{Check, Context, Rule, issue, message, post};
use crate::diagnostic::{Diagnostic, Edit, Fix, Group, Safety, Severity};
use crate::shape::{self, Kind, Standing};

/// A placeholder of no kind that is known.
pub(super) static RULE: Rule = Rule {
    name: "unknown-placeholder",
    group: Group::Draft,
    severity: Some(Severity::Info),
    fixable: true,
    docs: include_str!("unknown_placeholder.md"),
    check: Check::Findings(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    // In a finished text it is reported as left over, whatever its kind.
    if ctx.shape.is_none() || post::is_final(ctx) {
        return;
    }
    for it in &ctx.draft.placeholders {
        let Standing::Unknown(meant) = shape::standing(ctx.draft, it) else {
            continue;
        };
        let shown = message::brief(&it.kind, 30);
        let span = shape::kind_as_written(ctx.draft, it).unwrap_or(it.span);
        let known = Kind::ALL.map(Kind::name).join(", ");
        let message = match meant {
            Some(kind) => format!("{}? There is no placeholder \"{shown}\".", kind.name()),
            None => format!("There is no placeholder \"{shown}\"; there are {known}."),
        };
        let fixes = meant.map(|kind| Fix {
            title: format!("Replace {shown} with {}", kind.name()),
            safety: Safety::Unsafe,
            edits: vec![Edit {
                span,
                text: kind.name().to_owned(),
            }],
        });
        out.push(Diagnostic {
            expected: meant.map(|it| it.name().to_owned()),
            fixes: fixes.into_iter().collect(),
            ..issue::plain(&RULE, span, message, None)
        });
    }
}

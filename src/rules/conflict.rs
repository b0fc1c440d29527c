//! From a conflict inside the draft to a diagnostic: what the consistency rules share.

use super::{Context, Rule, issue, message};
use crate::consistency::Kind;
use crate::diagnostic::{Diagnostic, In, Related};

/// A diagnostic of `rule` for every conflict of `kind`, with the other place beside it.
pub(super) fn report(ctx: &Context<'_>, rule: &'static Rule, kind: Kind, out: &mut Vec<Diagnostic>) {
    for conflict in ctx.conflicts.iter().filter(|it| it.kind == kind) {
        let related = conflict.other.map(|span| Related {
            file: In::Draft,
            span,
            message: message::draft_words(ctx.draft, span),
        });
        out.push(Diagnostic {
            related: related.into_iter().collect(),
            ..issue::plain(rule, conflict.span, conflict.proof.clone(), conflict.sentence)
        });
    }
}

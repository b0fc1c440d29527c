//! `truncated-quote`: a quotation cut where the meaning turns.

use super::{Check, Context, Rule, issue, message, quote};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::verdict::IssueKind;

/// A quotation cut where the meaning turns.
pub(super) static RULE: Rule = Rule {
    name: "truncated-quote",
    group: Group::Quotes,
    severity: Some(Severity::Warning),
    fixable: true,
    docs: include_str!("truncated_quote.md"),
    check: Check::Findings(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for found in issue::each(ctx, IssueKind::TruncatedQuote) {
        let mut said = found.said();
        if let (Some(said), Some(changed)) = (&mut said, quote::changed(&found)) {
            // The words that were cut are what the reader must see.
            let cut = changed.source.trim_matches('…').trim();
            if let Some(at) = said.text.find(cut) {
                said.focus = crate::text::Span::new(at, at + cut.len());
            }
        }
        let message = message::with_source("The cut changes what was said.", said.as_ref());
        out.push(found.report(&RULE, message, quote::fixes(&found)));
    }
}

//! `truncated-quote`: a quotation cut where the meaning turns.

use super::{Check, Context, Rule, fix, issue, message, quote};
use crate::diagnostic::{Diagnostic, Fix, Group, Severity};
use crate::text::{Span, one_line};
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

/// Longest sentence that the fix puts in whole.
const LONGEST: usize = 400;

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for found in issue::each(ctx, IssueKind::TruncatedQuote) {
        let mut said = found.said();
        let mut fixes = quote::fixes(&found);
        if let Some(said) = &mut said {
            if let Some(rest) = rest(said.text, &quote::inner(&found)) {
                // The words that were cut are what the reader must see.
                said.focus = rest;
            }
            if found.right().is_none() {
                fixes.splice(0..0, whole(&found, said.text));
            }
        }
        let message = message::with_source("The cut changes what was said.", said.as_ref());
        let expected = fixes.first().map(|it| it.edits[0].text.clone());
        let expected = expected.filter(|it| !it.is_empty());
        out.push(Diagnostic {
            expected,
            ..found.report(&RULE, message, fixes)
        });
    }
}

/// The part of `text` that the quotation leaves out: what follows it, else what precedes it.
fn rest(text: &str, inner: &str) -> Option<Span> {
    let kept = message::without_stop(inner).trim_end_matches(['!', '?', '…']);
    let folded = text.to_ascii_lowercase();
    let at = folded
        .find(&kept.to_ascii_lowercase())
        .filter(|_| !kept.is_empty())?;
    let end = at + kept.len();
    let has_more = text.get(end..)?.chars().any(char::is_alphanumeric);
    Some(if has_more {
        Span::new(end, text.len())
    } else {
        Span::new(0, at)
    })
}

/// Quotes the source's sentence whole.
fn whole(found: &issue::Found<'_>, text: &str) -> Option<Fix> {
    let span = quote::inner_span(found)?;
    rest(text, &quote::inner(found))?;
    let text = one_line(text);
    let fits = message::count(&text) <= LONGEST && !text.contains('"');
    fits.then(|| fix::restore(found.ctx.draft, span, &text))
}

//! `altered-quote`: the quoted words are not those that were said.

use super::{Check, Context, Rule, issue, message, quote};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::verdict::IssueKind;

/// Quoted words changed.
pub(super) static RULE: Rule = Rule {
    name: "altered-quote",
    group: Group::Quotes,
    severity: Some(Severity::Error),
    fixable: true,
    docs: include_str!("altered_quote.md"),
    check: Check::Findings(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for found in issue::each(ctx, IssueKind::AlteredQuote) {
        let changed = quote::changed(&found);
        let message = match (&changed, found.said()) {
            (Some(it), Some(said)) => {
                let who = said.who().unwrap_or_else(|| "The source".to_owned());
                let head = format!(
                    "{who} said \"{}\", not \"{}\" ({}).",
                    it.source,
                    it.draft,
                    said.tag(false)
                );
                quote::and_note(&head, ctx, &it.draft, &it.new_words)
            }
            (_, said) => message::with_source("These are not the words that were said.", said.as_ref()),
        };
        out.push(found.report(&RULE, message, quote::fixes(&found)));
    }
}

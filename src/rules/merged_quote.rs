//! `merged-quote`: a quotation stitched together from two places.

use super::{Check, Context, Rule, issue, message, quote};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::verdict::IssueKind;

/// Two remarks in one pair of quotation marks.
pub(super) static RULE: Rule = Rule {
    name: "merged-quote",
    group: Group::Quotes,
    severity: Some(Severity::Error),
    fixable: true,
    docs: include_str!("merged_quote.md"),
    check: Check::Findings(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for found in issue::each(ctx, IssueKind::MergedQuote) {
        out.push(found.report(&RULE, say(&found), quote::fixes(&found)));
    }
}

/// `Two remarks as one quote: "first" (LIN, transcript.txt:12) and "second" (RAVI, :40).`
fn say(found: &issue::Found<'_>) -> String {
    let (Some(first), Some(second)) = (found.said(), found.other()) else {
        return message::with_source("Stitched from two remarks.", found.closest().as_ref());
    };
    let same_file = first.source == second.source;
    let (one, two) = (
        message::attribution(&first, false),
        message::attribution(&second, same_file),
    );
    let fixed = message::count(&format!(
        "Two remarks as one quote: \"\" ({one}) and \"\" ({two})."
    ));
    let room = message::LIMIT.saturating_sub(fixed);
    match (
        message::quoted(&first, room / 2),
        message::quoted(&second, room / 2),
    ) {
        (Some(a), Some(b)) => format!("Two remarks as one quote: \"{a}\" ({one}) and \"{b}\" ({two})."),
        _ => format!("Two remarks as one quote: {one} and {two}."),
    }
}

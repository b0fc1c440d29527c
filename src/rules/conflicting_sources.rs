//! `conflicting-sources`: one source backs the words, another says otherwise.

use super::message::{self, Said};
use super::{Check, Context, Rule, issue};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::findings::Dispute;
use crate::text::one_line;
use crate::verdict::Verdict;

/// One source backs the words, another says otherwise.
pub(super) static RULE: Rule = Rule {
    name: "conflicting-sources",
    group: Group::Claims,
    severity: Some(Severity::Info),
    fixable: false,
    docs: include_str!("conflicting_sources.md"),
    check: Check::Findings(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for (sentence, finding) in ctx.findings.iter().enumerate() {
        if finding.verdict == Verdict::Attested {
            continue;
        }
        // Words that are contradicted show the other source with their proof.
        let is_told = |it: &&Dispute| finding.issues.iter().all(|issue| !issue.span.overlaps(it.span));
        for it in finding.disputes.iter().filter(is_told) {
            let (Some(here), Some(there)) =
                (Said::at(ctx.sources, it.place), Said::at(ctx.sources, it.other))
            else {
                continue;
            };
            let right = message::brief(&one_line(&it.right), 36);
            let right = message::without_stop(&right);
            let words = message::draft_words(ctx.draft, it.span);
            let words = message::without_stop(&words);
            let head = format!("{} says {words}, another source {right}.", here.tag(false));
            let mut found = issue::plain(
                &RULE,
                it.span,
                message::with_source(&head, Some(&there)),
                Some(sentence),
            );
            found.related = [&here, &there].map(issue::related_of).into();
            out.push(found);
        }
    }
}

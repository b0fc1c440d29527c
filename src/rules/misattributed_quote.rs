//! `misattributed-quote`: somebody else said these words.

use super::{Check, Context, Rule, fix, issue, message, quote};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::verdict::IssueKind;

/// Somebody else said these words.
pub(super) static RULE: Rule = Rule {
    name: "misattributed-quote",
    group: Group::Quotes,
    severity: Some(Severity::Error),
    fixable: true,
    docs: include_str!("misattributed_quote.md"),
    check: Check::Findings(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for found in issue::each(ctx, IssueKind::MisattributedQuote) {
        let said = found.said();
        if let (Some(_), Some(said)) = (found.issue.other, &said) {
            let who = said.who().unwrap_or_else(|| "The speaker".to_owned());
            let message = format!(
                "These are somebody else's words: {who} only reports them ({}).",
                said.tag(false)
            );
            out.push(found.report(&RULE, message, Vec::new()));
            continue;
        }
        let right = said.as_ref().and_then(|it| it.speaker).or(found.right());
        if let (None, Some(said)) = (right, &said) {
            let message = format!(
                "Nobody says this: it stands in a command or its output ({}).",
                said.tag(false)
            );
            out.push(found.report(&RULE, message, Vec::new()));
            continue;
        }
        let named = quote::attribution(&found, right.unwrap_or_default());
        let not = named
            .as_ref()
            .map_or(String::new(), |(_, name)| match name.as_str() {
                "I" | "me" => ", not you".to_owned(),
                _ => format!(", not {}", message::brief(name, 24)),
            });
        let who = message::brief(right.unwrap_or("Somebody else"), 24);
        let message = match &said {
            Some(said) => {
                let tag = said.tag(false);
                let fixed = message::count(&format!("{who} said \"\"{not} ({tag})."));
                match message::quoted(said, message::LIMIT.saturating_sub(fixed)) {
                    Some(words) => format!("{who} said \"{words}\"{not} ({tag})."),
                    None => format!("{who} said this{not} ({tag})."),
                }
            }
            None => format!("{who} said this{not}."),
        };
        let shown = right
            .zip(named.as_ref())
            .map(|(right, (_, like))| quote::display(right, like));
        let fixes = named.zip(shown.as_ref());
        let fixes = fixes.map(|((span, _), name)| fix::replace(ctx.draft, span, name));
        let mut it = found.report(&RULE, message, fixes.into_iter().collect());
        it.expected = shown.or(it.expected);
        out.push(it);
    }
}

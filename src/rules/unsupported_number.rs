//! `unsupported-number`: no source has this number.

use super::{Check, Context, Rule, fix, issue, message};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::language::polarity::is_past;
use crate::verdict::IssueKind;

/// No source has this number.
pub(super) static RULE: Rule = Rule {
    name: "unsupported-number",
    group: Group::Claims,
    severity: Some(Severity::Warning),
    fixable: true,
    docs: include_str!("unsupported_number.md"),
    check: Check::Findings(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for found in issue::each(ctx, IssueKind::UnsupportedNumber) {
        let words = with_what_it_counts(&found);
        // "says about 340" would read as "speaks of 340".
        let opens_with_digit = words.starts_with(|c: char| !c.is_alphabetic());
        let words = if opens_with_digit {
            words
        } else {
            format!("\"{words}\"")
        };
        let head = format!("Nothing in {} says {words}.", message::sources_name(ctx.sources));
        let closest = found.closest();
        let named = closest
            .as_ref()
            .is_some_and(|it| message::is_named(ctx.sources, it));
        let message = message::with_closest(&head, closest.as_ref(), named);
        let mut fixes = found.put_right();
        fixes.extend(fix::mark_as_fact(ctx.draft, found.sentence));
        out.push(found.report(&RULE, message, fixes));
    }
}

/// The number and, where it has no unit, what is counted and what they did: `12 customers churned`.
fn with_what_it_counts(found: &issue::Found<'_>) -> String {
    let mut words = message::without_stop(&found.words()).to_owned();
    let draft = found.ctx.draft;
    let end = draft.sentences.get(found.sentence).map_or(0, |it| it.span.end);
    let rest = draft.text.get(found.issue.span.end..end).unwrap_or_default();
    if !rest.starts_with(char::is_whitespace) {
        return words;
    }
    // A unit says what is measured; only a bare number needs the word that it counts.
    if words.ends_with(char::is_alphabetic) {
        return words;
    }
    for (n, word) in rest.split_whitespace().take(2).enumerate() {
        let bare = word.trim_end_matches(['.', ',', ';', ':', '!', '?']);
        let fits = if n == 0 {
            bare.ends_with('s') || bare == "people"
        } else {
            is_past(bare)
        };
        let is_word = fits && bare.chars().all(|c| c.is_alphabetic() || c == '-');
        let is_link = matches!(
            bare,
            "of" | "in" | "on" | "at" | "to" | "and" | "or" | "for" | "from" | "with" | "by"
        );
        if !is_word || is_link {
            break;
        }
        words.push(' ');
        words.push_str(&message::brief(bare, 16));
        if bare.len() < word.len() {
            break;
        }
    }
    words
}

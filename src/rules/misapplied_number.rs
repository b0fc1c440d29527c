//! `misapplied-number`: the number is in the source, on another thing.

use super::{Check, Context, Rule, issue, message};
use crate::diagnostic::{Diagnostic, Group, Severity};
use crate::verdict::IssueKind;

/// The right number on the wrong thing.
pub(super) static RULE: Rule = Rule {
    name: "misapplied-number",
    group: Group::Claims,
    severity: Some(Severity::Error),
    fixable: true,
    docs: include_str!("misapplied_number.md"),
    check: Check::Findings(check),
};

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    for found in issue::each(ctx, IssueKind::MisappliedNumber) {
        out.push(found.report(&RULE, say(&found), found.put_right()));
    }
}

/// `2 gigs, not 1.8. RAVI: "The limit is 2 gigs." (transcript.txt:25); 1.8 is "levelled off at 1.8" (:21)`
fn say(found: &issue::Found<'_>) -> String {
    let head = found.right_not("{} belongs to something else.");
    let (Some(right), Some(belongs)) = (found.said(), found.other()) else {
        return message::with_source(&head, found.said().or(found.other()).as_ref());
    };
    if right.span == belongs.span {
        // One line tells both.
        return message::with_source(&head, Some(&right));
    }
    let same_file = right.source == belongs.source;
    let words = found.words();
    let number = message::without_stop(&words);
    let who = right.who().map_or(String::new(), |it| format!("{it}: "));
    let (tag, tail) = (right.tag(false), belongs.tag(same_file));
    let fixed = message::count(&format!("{head} {who}\"\" ({tag}); {number} is \"\" ({tail})"));
    let room = message::LIMIT.saturating_sub(fixed);
    // The source's own words for the right number matter most; the other place gets what they leave.
    let first = message::quoted(&right, room / 2);
    let rest = room.saturating_sub(first.as_deref().map_or(0, message::count));
    match (first, message::quoted(&belongs, rest)) {
        (Some(first), Some(second)) => {
            format!("{head} {who}\"{first}\" ({tag}); {number} is \"{second}\" ({tail})")
        }
        _ => message::with_source(&head, Some(&right)),
    }
}

//! `unused-waiver`: a waiver that hides nothing, or that no rule understands.

use super::spelling::slips;
use super::{Check, Context, Rule, issue, message};
use crate::config::Mode;
use crate::diagnostic::{Diagnostic, Edit, Fix, Group, Safety, Severity};
use crate::draft::{Directive, DirectiveKind, Draft};
use crate::evidence::Role;
use crate::findings::says_why;
use crate::text::Span;

/// A waiver that hides nothing.
pub(super) static RULE: Rule = Rule {
    name: "unused-waiver",
    group: Group::Hygiene,
    severity: Some(Severity::Warning),
    fixable: true,
    docs: include_str!("unused_waiver.md"),
    check: Check::Waivers(check),
};

const WORDS: [&str; 3] = ["allow", "attest", "timeline"];

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    // Where nothing is compared nothing could be hidden; what is misspelt is so all the same.
    let is_compared = ctx.sources.list.iter().any(|it| it.role == Role::Transcript);
    for (n, it) in ctx.draft.directives.iter().enumerate() {
        let used = !is_compared || ctx.used.get(n).copied().unwrap_or(false);
        let (message, fixes) = match &it.kind {
            DirectiveKind::Allow { rule } if super::find(rule).is_none() => {
                misspelt_rule(ctx.draft, it, rule)
            }
            DirectiveKind::Unknown(text) => misspelt_word(ctx.draft, it, text),
            DirectiveKind::Allow { rule } if !used && !about_waivers(rule) && is_asked(ctx, rule) => (
                format!("Nothing here needs \"allow {rule}\"."),
                vec![remove(ctx.draft, it, Safety::Safe)],
            ),
            DirectiveKind::Attest if !used && says_why(it) => {
                let message = "Nothing here needs \"attest\": no sentence it covers was in doubt.".to_owned();
                (message, vec![remove(ctx.draft, it, Safety::Safe)])
            }
            _ => continue,
        };
        out.push(Diagnostic {
            fixes,
            ..issue::plain(&RULE, it.span, message, None)
        });
    }
}

/// Waivers of the waiver rules are not asked whether they are used: that would go round in circles.
fn about_waivers(rule: &str) -> bool {
    super::find(rule).is_some_and(|it| matches!(it.check, Check::Waivers(_)))
}

/// Rules of the draft mostly speak of finished posts only: until then nobody can say whether their waivers are of use.
fn is_asked(ctx: &Context<'_>, rule: &str) -> bool {
    let is_of_draft = super::find(rule).is_some_and(|it| it.group == Group::Draft);
    !is_of_draft || (ctx.shape.is_some() && ctx.config.mode == Mode::Final)
}

fn misspelt_rule(draft: &Draft, it: &Directive, rule: &str) -> (String, Vec<Fix>) {
    let shown = message::brief(rule, 40);
    let names = super::all().iter().map(|it| it.name);
    match nearest(rule, names) {
        Some(name) => {
            let message = format!("{name}? No rule is called \"{shown}\".");
            (message, rename(draft, it, rule, name).into_iter().collect())
        }
        None => (
            format!("No rule is called \"{shown}\"; \"backline rules\" lists them."),
            Vec::new(),
        ),
    }
}

fn misspelt_word(draft: &Draft, it: &Directive, text: &str) -> (String, Vec<Fix>) {
    let word = text
        .split(|c: char| c.is_whitespace() || c == ':')
        .next()
        .unwrap_or_default();
    let shown = message::brief(word, 40);
    match nearest(word, WORDS.into_iter()) {
        Some(name) => {
            let message = format!("{name}? backline does not know \"{shown}\".");
            (message, rename(draft, it, word, name).into_iter().collect())
        }
        None => (
            format!(
                "backline does not know \"{shown}\"; write \"allow RULE: reason\" or \"attest: reason\"."
            ),
            Vec::new(),
        ),
    }
}

/// Corrects a misspelt word of the directive. Unsafe: afterwards the waiver hides something.
fn rename(draft: &Draft, it: &Directive, from: &str, to: &str) -> Option<Fix> {
    let at = it.span.start
        + draft
            .text
            .get(it.span.range())?
            .find(from)
            .filter(|_| !from.is_empty())?;
    Some(Fix {
        title: format!("Replace {} with {to}", message::brief(from, 40)),
        safety: Safety::Unsafe,
        edits: vec![Edit {
            span: Span::new(at, at + from.len()),
            text: to.to_owned(),
        }],
    })
}

/// Takes the comment out: its whole line where it stands alone, else with the space before it.
fn remove(draft: &Draft, it: &Directive, safety: Safety) -> Fix {
    let text = &*draft.text;
    let (before, after) = (
        text.get(..it.span.start).unwrap_or_default(),
        text.get(it.span.end..).unwrap_or_default(),
    );
    let indent = before.len() - before.trim_end_matches([' ', '\t']).len();
    let trail = after.len() - after.trim_start_matches([' ', '\t']).len();
    let opens_line = before.len() == indent || before[..before.len() - indent].ends_with(['\n', '\r']);
    let rest = &after[trail..];
    let line_break = match rest {
        _ if rest.starts_with("\r\n") => 2,
        _ if rest.starts_with(['\n', '\r']) => 1,
        _ => 0,
    };
    let closes_line = rest.is_empty() || 0 < line_break;
    let span = match (opens_line, closes_line) {
        (true, true) => Span::new(it.span.start - indent, it.span.end + trail + line_break),
        (false, true) => Span::new(it.span.start - indent, it.span.end),
        (true, false) => Span::new(it.span.start, it.span.end + trail),
        (false, false) => Span::new(it.span.start - indent, it.span.end),
    };
    Fix {
        title: "Remove the waiver".to_owned(),
        safety,
        edits: vec![Edit {
            span,
            text: String::new(),
        }],
    }
}

/// The candidate that `word` is most likely a slip of the pen for.
fn nearest(word: &str, candidates: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let word: Vec<char> = word
        .chars()
        .take(64)
        .flat_map(char::to_lowercase)
        .map(|c| if c == '_' { '-' } else { c })
        .collect();
    let scored = candidates.map(|it| (slips(&word, &it.chars().collect::<Vec<char>>()), it));
    let (n_slips, best) = scored.min()?;
    (n_slips * 3 <= best.chars().count()).then_some(best)
}

//! `placeholder-numbering`: placeholders of a kind that do not count 01, 02, 03 in the order of the draft.

use super::{Check, Context, Rule, issue, message, post};
use crate::diagnostic::{Diagnostic, Edit, Fix, Group, Safety, Severity};
use crate::draft::Placeholder;
use crate::language::words;
use crate::shape::{self, Kind};
use crate::text::Span;

/// Placeholders that do not count from 01.
pub(super) static RULE: Rule = Rule {
    name: "placeholder-numbering",
    group: Group::Draft,
    severity: Some(Severity::Warning),
    fixable: true,
    docs: include_str!("placeholder_numbering.md"),
    check: Check::Findings(check),
};

/// Every one of them carries the whole fix; so many places are enough to ask for it.
const MOST_FIXES: usize = 100;

/// A placeholder and the number that it should have.
struct Counted<'a> {
    it: &'a Placeholder,
    kind: Kind,
    wanted: u32,
}

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    // In a finished text every placeholder is reported as left over, whatever its number.
    if ctx.shape.is_none() || post::is_final(ctx) {
        return;
    }
    let counted = counted(ctx);
    let fix = renumber(ctx, &counted);
    let first = out.len();
    let mut last = [0u32; Kind::ALL.len()];
    for Counted { it, kind, wanted } in &counted {
        let last = &mut last[*kind as usize];
        let before = *last;
        // One that is inserted moves all that follow; what goes on from its neighbour is not said again.
        let expected = format!("{:02}", before.saturating_add(1));
        let written = written(ctx, it);
        *last = it.number.unwrap_or(*wanted);
        if written == Some(expected.as_str()) {
            continue;
        }
        let (name, right) = (kind.name(), format!("{wanted:02}"));
        let message = match written {
            None => format!("{name} {right}: this one has no number."),
            Some(written) if written == right => {
                format!(
                    "{name} {written} follows {name} {before:02}: each kind counts up in the order of the draft."
                )
            }
            Some(written) => format!(
                "{name} {right}, not {}: each kind counts from 01 in the order of the draft.",
                message::brief(written, 12)
            ),
        };
        out.push(Diagnostic {
            expected: Some(format!("{name} {right}")),
            fixes: fix
                .iter()
                .filter(|_| out.len() < first + MOST_FIXES)
                .cloned()
                .collect(),
            ..issue::plain(&RULE, shape::head(ctx.draft, it), message, None)
        });
    }
}

fn counted<'a>(ctx: &Context<'a>) -> Vec<Counted<'a>> {
    let mut next = [1u32; Kind::ALL.len()];
    let known = ctx.draft.placeholders.iter();
    let known = known.filter_map(|it| Some((it, Kind::parse(&it.kind)?)));
    known
        .map(|(it, kind)| {
            let wanted = next[kind as usize];
            next[kind as usize] += 1;
            Counted { it, kind, wanted }
        })
        .collect()
}

fn written<'a>(ctx: &Context<'a>, it: &Placeholder) -> Option<&'a str> {
    ctx.draft
        .text
        .get(shape::number_as_written(ctx.draft, it)?.range())
}

/// Gives every placeholder its number. Unsafe only where the prose speaks of one by a number that changes.
fn renumber(ctx: &Context<'_>, counted: &[Counted<'_>]) -> Option<Fix> {
    let spoken_of = spoken_of(ctx);
    let mut edits = Vec::new();
    let mut safety = Safety::Safe;
    for Counted { it, kind, wanted } in counted {
        let right = format!("{wanted:02}");
        if written(ctx, it) == Some(right.as_str()) {
            continue;
        }
        let kind_at = shape::kind_as_written(ctx.draft, it)?;
        let head = shape::head(ctx.draft, it);
        edits.push(Edit {
            span: Span::new(kind_at.end, head.end),
            text: format!(" {right}"),
        });
        let is_spoken_of = |number: u32| spoken_of.binary_search(&(*kind, number)).is_ok();
        if it.number.is_some_and(is_spoken_of) {
            safety = Safety::Unsafe;
        }
    }
    (!edits.is_empty()).then_some(Fix {
        title: "Renumber the placeholders".to_owned(),
        safety,
        edits,
    })
}

/// The placeholders that sentences speak of (`as screenshot 2 shows`), sorted.
fn spoken_of(ctx: &Context<'_>) -> Vec<(Kind, u32)> {
    let mut found = Vec::new();
    for sentence in &ctx.draft.sentences {
        let text = sentence.view.text();
        for pair in words::spans(text).windows(2) {
            let kind = Kind::parse(&text[pair[0].range()]);
            let number = || text[pair[1].range()].parse().ok();
            found.extend(kind.and_then(|kind| Some((kind, number()?))));
        }
    }
    found.sort_unstable();
    found
}

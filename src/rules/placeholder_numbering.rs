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
    let mut last = [0u32; Kind::ALL.len()];
    for Counted { it, kind, wanted } in &counted {
        let last = &mut last[*kind as usize];
        // One that is inserted moves all that follow; what goes on from its neighbour is not said again.
        let expected = format!("{:02}", *last + 1);
        let written = written(ctx, it);
        *last = it.number.unwrap_or(*wanted);
        if written == Some(expected.as_str()) {
            continue;
        }
        let (name, right) = (kind.name(), format!("{wanted:02}"));
        let message = match written {
            None => format!("{name} {right}: this one has no number."),
            Some(written) if written == right => format!(
                "{name} {written} follows {name} {}: each kind counts from 01 in the order of the draft.",
                before(&counted, it)
            ),
            Some(written) => format!(
                "{name} {right}, not {}: each kind counts from 01 in the order of the draft.",
                message::brief(written, 12)
            ),
        };
        out.push(Diagnostic {
            expected: Some(format!("{name} {right}")),
            fixes: fix.clone().into_iter().collect(),
            ..issue::plain(&RULE, shape::head(ctx.draft, it), message, None)
        });
    }
}

/// The number of the placeholder of the same kind before `it`, as written.
fn before(counted: &[Counted<'_>], it: &Placeholder) -> String {
    let own = counted.iter().take_while(|other| other.it.span.start < it.span.start);
    let same = own.filter(|other| Kind::parse(&it.kind) == Some(other.kind)).last();
    let number = same.and_then(|it| it.it.number);
    number.map_or_else(String::new, |it| format!("{it:02}"))
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
        if it.number.is_some_and(|number| is_spoken_of(ctx, *kind, number)) {
            safety = Safety::Unsafe;
        }
    }
    (!edits.is_empty()).then_some(Fix {
        title: "Renumber the placeholders".to_owned(),
        safety,
        edits,
    })
}

/// Whether a sentence says `screenshot 2`.
fn is_spoken_of(ctx: &Context<'_>, kind: Kind, number: u32) -> bool {
    ctx.draft.sentences.iter().any(|it| {
        let text = it.view.text();
        let spans = words::spans(text);
        spans.windows(2).any(|pair| {
            let (word, digits) = (&text[pair[0].range()], &text[pair[1].range()]);
            word.eq_ignore_ascii_case(kind.name()) && digits.parse() == Ok(number)
        })
    })
}

//! `vague-quantity`: "a lot of records" where the voice profile wants numbers and the source has one.

use super::{Check, Context, Rule, issue, message, quote};
use crate::diagnostic::{Diagnostic, Edit, Fix, Group, Safety, Severity};
use crate::evidence::Evidence;
use crate::language::quantity::{self, Bound, Dimension, Quantity, Sort};
use crate::language::words::{self, Stem, Word};
use crate::text::{Span, grouped, one_line};

/// "A lot of" where the source has a number.
pub(super) static RULE: Rule = Rule {
    name: "vague-quantity",
    group: Group::Voice,
    severity: Some(Severity::Info),
    fixable: true,
    docs: include_str!("vague_quantity.md"),
    check: Check::Findings(check),
};

/// Words that say "many" by themselves, in front of what is counted.
const ALONE: [&str; 4] = ["many", "countless", "numerous", "innumerable"];
/// Words that say "many" with an "of" behind them, and perhaps an article in front.
const WITH_OF: [&str; 16] = [
    "lot",
    "lots",
    "ton",
    "tons",
    "load",
    "loads",
    "heap",
    "heaps",
    "bunch",
    "plenty",
    "number",
    "multitude",
    "pile",
    "piles",
    "scores",
    "slew",
];
/// What may stand between the article and "number".
const SIZES: [&str; 9] = [
    "huge",
    "large",
    "great",
    "vast",
    "massive",
    "enormous",
    "significant",
    "substantial",
    "whole",
];
/// In front of "many" these ask, compare or deny.
const NOT_BEFORE_MANY: [&str; 8] = ["how", "too", "so", "as", "not", "that", "this", "very"];

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let Some(voice) = ctx.persona.voice.as_ref().filter(|it| it.wants_exact_numbers) else {
        return;
    };
    for (n, sentence) in ctx.draft.sentences.iter().enumerate() {
        let Some(finding) = ctx.findings.get(n) else {
            continue;
        };
        let text = sentence.view.text();
        for vague in vague_words(text) {
            let quoted = sentence.quotes.iter().any(|it| it.outer.overlaps(vague));
            let words = quote::letters(&text[vague.range()]);
            let holds = |it: &String| format!(" {} ", quote::letters(it)).contains(&format!(" {words} "));
            let is_own_habit = voice.devices.iter().flat_map(|it| &it.examples).any(holds);
            if quoted || is_own_habit {
                continue;
            }
            let Some(counted) = head_noun(&text[vague.end..]) else {
                continue;
            };
            let is_loss = tells_a_loss(text);
            // What was lost need not be told where it was counted.
            let looked_at = if is_loss { finding.evidence.len() } else { 1 };
            let found = finding.evidence.iter().take(looked_at).find_map(|it| {
                let number = match is_loss {
                    true => difference(ctx, it, counted),
                    false => number_of(ctx, it, counted),
                };
                Some((number?, it))
            });
            let Some((number, evidence)) = found.filter(|it| !text.contains(&it.0.text)) else {
                continue;
            };
            out.push(report(ctx, n, sentence.view.in_file(vague), &number, evidence));
        }
    }
}

/// The number to say instead, in the source's form.
struct Number {
    text: String,
    /// How it follows, where the source does not state it: `47,000 − 8,200`.
    proof: Option<String>,
}

fn report(ctx: &Context<'_>, n: usize, span: Span, number: &Number, evidence: &Evidence) -> Diagnostic {
    let words = message::draft_words(ctx.draft, span);
    let said = message::Said::of(ctx.sources, evidence);
    let proof = number
        .proof
        .as_ref()
        .map_or(String::new(), |it| format!(" ({it})"));
    let head = format!(
        "{}{proof}, not {words}: your voice profile wants numbers.",
        number.text
    );
    let starts_upper = words.chars().next().is_some_and(char::is_uppercase);
    let mut text = number.text.clone();
    if let Some(first) = text.chars().next().filter(|_| starts_upper) {
        text.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    }
    Diagnostic {
        expected: Some(text.clone()),
        related: said.as_ref().map(issue::related_of).into_iter().collect(),
        fixes: vec![Fix {
            title: format!("Replace {words} with {text}"),
            safety: Safety::Unsafe,
            edits: vec![Edit { span, text }],
        }],
        ..issue::plain(&RULE, span, message::with_source(&head, said.as_ref()), Some(n))
    }
}

/// Where `text` says "many" of something; the counted words follow.
fn vague_words(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut before: [Option<(&str, usize)>; 2] = [None, None];
    let mut pieces = text.split_ascii_whitespace().peekable();
    while let Some(word) = pieces.next() {
        // The piece is part of `text`: the distance of the two is its offset.
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        let bare = word.trim_start_matches(['(', '*', '_', '—', '–']);
        let start = at + (word.len() - bare.len());
        let is_any = |list: &[&str], it: &str| list.iter().any(|entry| entry.eq_ignore_ascii_case(it));
        if is_any(&ALONE, bare) {
            let next_is_of = pieces.peek().is_some_and(|it| it.eq_ignore_ascii_case("of"));
            let asks = before[1].is_some_and(|(it, _)| is_any(&NOT_BEFORE_MANY, it));
            if !next_is_of && !asks {
                found.push(Span::new(start, start + bare.len()));
            }
        } else if is_any(&WITH_OF, bare) && pieces.peek().is_some_and(|it| it.eq_ignore_ascii_case("of")) {
            let of = pieces
                .peek()
                .map_or(start, |it| it.as_ptr() as usize - text.as_ptr() as usize);
            let sized = before[1].filter(|(it, _)| is_any(&SIZES, it));
            let article = if sized.is_some() { before[0] } else { before[1] };
            let article = article.filter(|(it, _)| it.eq_ignore_ascii_case("a"));
            let plain_number = bare.eq_ignore_ascii_case("number") && sized.is_none();
            let from = article.or(sized).map_or(start, |(_, at)| at);
            if !plain_number {
                found.push(Span::new(from, of + "of".len()));
            }
        }
        before = [before[1], Some((bare, start))];
    }
    found
}

/// The stem of what is counted in the words behind a number: the first plural among the first three, else
/// the first word.
fn head_noun(text: &str) -> Option<Stem> {
    let clause = text.split(['.', ',', ';', ':', '!', '?', '(', '—', '|']).next()?;
    let near: String = clause.split_whitespace().take(3).collect::<Vec<&str>>().join(" ");
    let run: Vec<Word> = words::words(&near)
        .into_iter()
        .take_while(|it| !it.stop)
        .collect();
    let is_plural = |it: &&Word| {
        let word = &near[it.span.range()];
        (word.ends_with('s') && !word.ends_with("ss"))
            || matches!(
                word,
                "people" | "children" | "men" | "women" | "data" | "feet" | "mice"
            )
    };
    run.iter().find(is_plural).or(run.first()).map(|it| it.stem)
}

/// The number of the counted things in the source's own form, where the unit holds exactly one.
fn number_of(ctx: &Context<'_>, evidence: &Evidence, counted: Stem) -> Option<Number> {
    let source = ctx.sources.list.get(evidence.source)?;
    let text = source.transcript.units.get(evidence.unit)?.view.text();
    let quantities = quantity::read(text);
    let mut fitting = quantities.iter().filter(|it| {
        let exact =
            it.dimension == Dimension::Count && it.sort == Sort::Amount && it.is_single() && it.per.is_none();
        exact && text.get(it.span.end..).and_then(head_noun) == Some(counted)
    });
    let only = fitting.next()?;
    if fitting.next().is_some() {
        return None;
    }
    let text = text.get(only.span.range()).map(one_line)?;
    Some(Number { text, proof: None })
}

/// Whether the sentence speaks of what is not there any more: then neither what there was nor what is left is the
/// number, but what lies between.
fn tells_a_loss(text: &str) -> bool {
    const LOSSES: [&str; 9] = [
        "missing",
        "lost",
        "gone",
        "vanished",
        "disappeared",
        "dropped",
        "short",
        "lack",
        "lacked",
    ];
    let mut words = words::words(text)
        .into_iter()
        .map(|it| text[it.span.range()].to_lowercase());
    words.any(|it| LOSSES.contains(&it.as_str()))
}

/// The difference of the two whole numbers of a unit, where the first counts the things and the second, smaller,
/// counts the same or says nothing else: `47,000 records in the database, 8,200 in the export`.
fn difference(ctx: &Context<'_>, evidence: &Evidence, counted: Stem) -> Option<Number> {
    let source = ctx.sources.list.get(evidence.source)?;
    let text = source.transcript.units.get(evidence.unit)?.view.text();
    let is_count = |it: &&Quantity| {
        it.dimension == Dimension::Count
            && it.sort == Sort::Amount
            && it.is_single()
            && it.per.is_none()
            && it.bound == Bound::Exact
            && it.low.fract() == 0.0
    };
    let quantities = quantity::read(text);
    let counts: Vec<&Quantity> = quantities.iter().filter(is_count).collect();
    let [more, less] = counts[..] else { return None };
    let head = |it: &Quantity| text.get(it.span.end..).and_then(head_noun);
    let is_same = head(less).is_none_or(|it| it == counted);
    if head(more) != Some(counted) || !is_same || more.low <= less.low || less.low < 0.0 {
        return None;
    }
    let written = |it: &Quantity| one_line(&text[it.number.range()]);
    Some(Number {
        text: grouped((more.low - less.low) as usize),
        proof: Some(format!("{} − {}", written(more), written(less))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vague_words_are_found_with_their_article() {
        let found = |text: &'static str| -> Vec<&str> {
            vague_words(text)
                .into_iter()
                .map(|it| &text[it.range()])
                .collect()
        };
        assert_eq!(
            found("We lost a lot of records and tons of time."),
            ["a lot of", "tons of"]
        );
        assert_eq!(
            found("A huge number of users left; many came back."),
            ["A huge number of", "many"]
        );
        assert_eq!(
            found("How many users? Many of them. The number of users grew."),
            [""; 0]
        );
    }

    #[test]
    fn what_is_counted_is_the_first_plural() {
        assert_eq!(
            head_noun(" customer records were gone"),
            head_noun(" records in the base")
        );
        assert_ne!(
            head_noun(" customer records were gone"),
            head_noun(" customer exports")
        );
        assert_eq!(head_noun(" of the time"), None);
    }
}

//! The summary of a draft: how long it is, what is still to be filled in, what nobody knows yet, what is backed.

use std::fmt::Write;

use super::Context;
use crate::draft::Draft;
use crate::evidence::Role;
use crate::fact::{self, Kind};
use crate::findings::Finding;
use crate::shape::{self, Shape};
use crate::text::{grouped, one_line};
use crate::verdict::Verdict;

/// The text of `draft-summary.md` for the draft of `ctx`.
pub fn summary(ctx: &Context<'_>) -> String {
    let draft = ctx.draft;
    let shape = Shape::read(draft, ctx.persona);
    let mut res = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(res, "# Summary of {}\n", ctx.path);
    let title = shape.title_text(draft);
    if !title.is_empty() {
        let _ = writeln!(res, "Title: {title}\n");
    }
    let _ = writeln!(res, "## Words\n\n{}\n", words(ctx, &shape));
    let _ = writeln!(res, "## Placeholders\n\n{}", placeholders(draft));
    let _ = writeln!(res, "## Open questions\n\n{}", questions(ctx));
    let _ = writeln!(res, "## Coverage\n\n{}", coverage(ctx));
    let _ = write!(res, "## Not told yet\n\n{}", not_told(ctx));
    res
}

/// `1,812 words without the bio; 1,500 to 2,200 are asked for.`
fn words(ctx: &Context<'_>, shape: &Shape) -> String {
    let n = shape.words;
    let asked = match ctx.config.words() {
        None => ".".to_owned(),
        Some((least, most)) if n < least => {
            format!(
                "; {} to {} are asked for, {} more.",
                grouped(least),
                grouped(most),
                grouped(least - n)
            )
        }
        Some((least, most)) if most < n => {
            format!(
                "; {} to {} are asked for, {} fewer.",
                grouped(least),
                grouped(most),
                grouped(n - most)
            )
        }
        Some((least, most)) => format!(
            ", within the {} to {} that are asked for.",
            grouped(least),
            grouped(most)
        ),
    };
    format!(
        "{} {} without the bio{asked}",
        grouped(n),
        if n == 1 { "word" } else { "words" }
    )
}

/// A table of kinds with their number, and a list of what each asks for.
fn placeholders(draft: &Draft) -> String {
    let counts = shape::counts(draft);
    let total: usize = counts.iter().map(|it| it.1).sum();
    let mut res = "| kind | to be filled in |\n| --- | --- |\n".to_owned();
    for (kind, n) in counts {
        let _ = writeln!(res, "| {} | {n} |", kind.name());
    }
    let _ = writeln!(res, "| all | {total} |");
    let verify = shape::verify_marks(draft).len();
    if 0 < verify {
        let _ = writeln!(
            res,
            "\n{verify} VERIFY {}.",
            if verify == 1 { "comment" } else { "comments" }
        );
    }
    if 0 < total {
        res.push('\n');
    }
    for it in &draft.placeholders {
        if shape::Kind::parse(&it.kind).is_some() {
            let (line, _) = draft.lines.line_column(&draft.text, it.span.start);
            let _ = writeln!(res, "- line {line}: {}", &draft.text[it.span.range()]);
        }
    }
    res
}

/// What the author has marked, what nothing backs, and what the sources leave open.
fn questions(ctx: &Context<'_>) -> String {
    let draft = ctx.draft;
    let line = |at: usize| draft.lines.line_column(&draft.text, at).0;
    let mut items: Vec<String> = shape::open_questions(draft)
        .iter()
        .map(|it| format!("line {}: {}", line(it.span.start), one_line(&it.text)))
        .collect();
    for (sentence, finding) in draft.sentences.iter().zip(ctx.findings) {
        let what = match finding.verdict {
            Verdict::Unsupported => "nothing backs",
            Verdict::Contradicted => "the source says otherwise",
            Verdict::Misquoted => "the source has other words",
            Verdict::Misattributed => "somebody else said",
            _ => continue,
        };
        let words = one_line(sentence.view.text());
        items.push(format!("line {}: {what}: {words}", line(sentence.span.start)));
    }
    for it in fact::facts(ctx.sources)
        .iter()
        .filter(|it| it.kind == Kind::OpenQuestion)
    {
        let who = it
            .speaker(ctx.sources)
            .map_or_else(String::new, |it| format!("{it}: "));
        let words = one_line(&it.text_with_question(ctx.sources));
        let (first, _) = it.lines(ctx.sources);
        items.push(format!(
            "{}:{first} {who}{words}",
            ctx.sources.list[it.source].path
        ));
    }
    list(&items, "None.")
}

/// How many sentences are backed, by verdict.
fn coverage(ctx: &Context<'_>) -> String {
    if ctx.sources.list.iter().all(|it| it.role != Role::Transcript) {
        return "Not checked: the draft has no transcript.\n".to_owned();
    }
    let n = |verdict: Verdict| {
        ctx.findings
            .iter()
            .filter(|it: &&Finding| it.verdict == verdict)
            .count()
    };
    let mut res = "| verdict | sentences |\n| --- | --- |\n".to_owned();
    for verdict in Verdict::ALL {
        if 0 < n(verdict) {
            let _ = writeln!(res, "| {} | {} |", verdict.name(), n(verdict));
        }
    }
    let names: Vec<&str> = ctx
        .sources
        .list
        .iter()
        .filter(|it| it.role == Role::Transcript)
        .map(|it| it.path.as_str())
        .collect();
    let _ = writeln!(res, "\nChecked against {}.", names.join(", "));
    res
}

/// The facts that no sentence of the draft rests on, the weightiest first.
fn not_told(ctx: &Context<'_>) -> String {
    const MOST: usize = 10;
    if ctx.sources.list.iter().all(|it| it.role != Role::Transcript) {
        return "Not known: the draft has no transcript.\n".to_owned();
    }
    let mut unused = fact::unused(fact::facts(ctx.sources), ctx.sources, ctx.findings);
    unused.retain(|it| !matches!(it.kind, Kind::Shown | Kind::Quote));
    let n = unused.len();
    unused.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    unused.truncate(MOST);
    unused.sort_by_key(|it| (it.source, it.unit));
    let mut items: Vec<String> = unused
        .iter()
        .map(|it| {
            let words = one_line(&it.text_with_question(ctx.sources));
            let (first, _) = it.lines(ctx.sources);
            format!(
                "{}:{first} ({}) {words}",
                ctx.sources.list[it.source].path,
                it.kind.label()
            )
        })
        .collect();
    if MOST < n {
        items.push(format!(
            "and {} more: `backline facts --unused {}`",
            n - MOST,
            ctx.path
        ));
    }
    list(&items, "Every fact found is told.")
}

fn list(items: &[String], none: &str) -> String {
    if items.is_empty() {
        return format!("{none}\n");
    }
    items.iter().map(|it| format!("- {it}\n")).collect()
}

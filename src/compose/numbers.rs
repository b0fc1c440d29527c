//! The key numbers of the sources as a table.

use super::{Context, Insertion, InsertionKind, cite, judged, place};
use crate::fact::{Fact, Kind};
use crate::language::quantity::{Dimension, Quantity};
use crate::text::one_line;
use crate::verdict::Verdict;

/// Rows of the table at most; fewer than the least make none.
const MOST: usize = 10;
const LEAST: usize = 2;
/// The longest sentence that fits a row, in characters: one that is cut may say something else.
const LONGEST: usize = 160;

/// The numbers that the sources give most weight, with their sentences, as a table of these [`rows`].
pub(super) fn table(ctx: &Context<'_>, rows: &[String], offset: usize) -> Option<Insertion> {
    if rows.len() < LEAST {
        return None;
    }
    let mut text = "| Number | What the source says | Source |\n| --- | --- | --- |".to_owned();
    for row in rows {
        text.push('\n');
        text.push_str(row);
    }
    Some(Insertion {
        kind: InsertionKind::Numbers,
        title: format!("Insert key numbers as a table ({} rows)", rows.len()),
        edits: vec![place::insert_block(ctx.draft, offset, &text)],
    })
}

/// One row for each of `facts` with a telling number, in their order.
pub(super) fn rows(ctx: &Context<'_>, facts: &[Fact]) -> Vec<String> {
    let mut facts = facts.to_vec();
    facts.retain(|it| !matches!(it.kind, Kind::Shown | Kind::OpenQuestion | Kind::Quote));
    facts.retain(|it| it.text_with_question(ctx.sources).chars().count() <= LONGEST);
    let weighed = |it: &Fact| {
        it.quantities(ctx.sources)
            .iter()
            .filter(|it| is_telling(it))
            .count()
    };
    facts.retain(|it| 0 < weighed(it));
    let mut by_weight: Vec<(usize, &Fact)> = facts.iter().enumerate().collect();
    by_weight.sort_by(|a, b| b.1.weight.total_cmp(&a.1.weight).then(a.0.cmp(&b.0)));
    let mut kept: Vec<(usize, String)> = Vec::new();
    for (n, it) in by_weight {
        if kept.len() == MOST {
            break;
        }
        let row = row(ctx, it);
        let table = format!("| Number | What the source says | Source |\n| --- | --- | --- |\n{row}\n");
        if judged(ctx, &table, |it| {
            matches!(it, Verdict::Supported | Verdict::Derived)
        }) {
            kept.push((n, row));
        }
    }
    kept.sort_by_key(|it| it.0);
    kept.into_iter().map(|it| it.1).collect()
}

fn row(ctx: &Context<'_>, it: &Fact) -> String {
    let text = it.text(ctx.sources);
    let numbers: Vec<&str> = it
        .quantities(ctx.sources)
        .iter()
        .filter(|it| is_telling(it))
        .map(|it| text[it.number.start..it.span.end.max(it.number.end)].trim())
        .collect();
    let path = cite::relative(ctx.path, &ctx.sources.list[it.source].path);
    let (line, _) = it.lines(ctx.sources);
    let said = it.text_with_question(ctx.sources);
    let said = one_line(&said);
    format!(
        "| {} | {} | {}:{line} |",
        cite::escape(&numbers.join(", ")),
        cite::escape(&said),
        cite::escape(&path)
    )
}

/// A number with a unit, or one that is more than a way of speaking.
fn is_telling(it: &Quantity) -> bool {
    !it.unit.is_empty() || !it.in_words || it.dimension != Dimension::Count || 10.0 <= it.low
}

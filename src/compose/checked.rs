//! The timeline section of a draft without the rows that would not hold there.

use crate::draft::Draft;
use crate::event::Strand;
use crate::evidence::Role;
use crate::transcript::Transcript;
use crate::verdict::Verdict;

use super::timeline::{self, Layout};
use super::{Context, cite, findings_in};

/// Rows are judged so many times: what stands around a sentence bears on where its evidence is looked for, so that a
/// row that goes may change the next.
const ROUNDS: usize = 4;

/// The timeline section for the transcripts of the draft, put behind the block at `offset` or where the draft has one,
/// without the rows that do not hold there. Empty where none does, and where the markers are broken.
pub fn checked_section(ctx: &Context<'_>, offset: usize, layout: Layout) -> String {
    if timeline::broken(ctx.draft).is_some() {
        return String::new();
    }
    let paths: Vec<(String, &Transcript)> = ctx
        .sources
        .list
        .iter()
        .filter(|it| it.role == Role::Transcript)
        .map(|it| (cite::relative(ctx.path, &it.path), it.transcript.as_ref()))
        .collect();
    let sources: Vec<timeline::Source<'_>> = paths
        .iter()
        .map(|(path, transcript)| timeline::Source { path, transcript })
        .collect();
    let setting = timeline::Setting {
        path: ctx.path,
        sources: &sources,
        layout,
        cite_style: ctx.config.cite_style,
    };
    let mut strands = timeline::select(&sources);
    for _ in 0..ROUNDS {
        let section = timeline::section(&setting, &strands);
        let bad = rows_that_fail(ctx, offset, &section);
        if bad.is_empty() {
            return section;
        }
        weed(&mut strands, &bad);
    }
    String::new()
}

/// Takes out the rows at `bad`, counted through all strands. Of one that is told twice only the second telling goes
/// first.
fn weed(strands: &mut [Strand], bad: &[usize]) {
    let mut at = 0;
    for strand in strands {
        strand.rows.retain_mut(|row| {
            at += 1;
            let is_bad = bad.contains(&(at - 1));
            !is_bad || !std::mem::take(&mut row.also).is_empty()
        });
    }
}

/// The rows of `section` (by number) that would not check in the draft. A row may be one in which nothing is asserted:
/// `14:20 | Lunch`.
fn rows_that_fail(ctx: &Context<'_>, offset: usize, section: &str) -> Vec<usize> {
    let mut text = ctx.draft.text.to_string();
    for edit in timeline::update(ctx.draft, offset, section).iter().rev() {
        text.replace_range(edit.span.range(), &edit.text);
    }
    let draft = Draft::parse(&text);
    let Some(span) = timeline::existing(&draft) else {
        return Vec::new();
    };
    let rows = timeline::row_lines(&draft, span);
    let findings = findings_in(ctx, &draft);
    let mut res: Vec<usize> = draft
        .sentences
        .iter()
        .zip(&findings)
        .filter(|(sentence, _)| span.contains(sentence.view.span()))
        .filter(|(_, it)| {
            !matches!(
                it.verdict,
                Verdict::Supported | Verdict::Derived | Verdict::NotAClaim
            )
        })
        .filter_map(|(sentence, _)| {
            let line = draft.lines.line(sentence.view.span().start);
            rows.iter().position(|it| *it == line)
        })
        .collect();
    res.dedup();
    res
}

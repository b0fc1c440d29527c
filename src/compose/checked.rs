//! The timeline section of a draft without the rows that would not hold there.

use crate::consistency;
use crate::diagnostic::{Group, Severity};
use crate::draft::Draft;
use crate::event::Strand;
use crate::evidence::Role;
use crate::findings::{self, Finding, Memo};
use crate::rules;
use crate::text::Span;
use crate::transcript::Transcript;
use crate::verdict::Verdict;

use super::timeline::{self, Layout};
use super::{Context, cite, judging, rules_context};

/// Rows are judged so many times: what stands around a sentence bears on where its evidence is looked for, so that a
/// row that goes may change the next.
const ROUNDS: usize = 6;

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
    let mut memo = Memo::default();
    for _ in 0..ROUNDS {
        let section = timeline::section(&setting, &strands);
        let bad = rows_that_fail(ctx, offset, &section, &mut memo);
        if bad.is_empty() {
            return section;
        }
        weed(&mut strands, &bad);
    }
    String::new()
}

/// Takes out the rows at `bad`, counted through all strands. What goes first is what a day is by the calendar, then the
/// second telling of what is told twice.
fn weed(strands: &mut [Strand], bad: &[usize]) {
    let mut at = 0;
    for strand in strands {
        strand.rows.retain_mut(|row| {
            at += 1;
            let is_bad = bad.contains(&(at - 1));
            !is_bad || row.event.meant.take().is_some() || !std::mem::take(&mut row.also).is_empty()
        });
    }
}

/// The rows of `section` (by number) that would not check in the draft. A row may be one in which nothing is asserted:
/// `14:20 | Lunch`. Only the rows are judged, in their surroundings, and what was judged before stays in `memo`.
fn rows_that_fail(ctx: &Context<'_>, offset: usize, section: &str, memo: &mut Memo) -> Vec<usize> {
    let mut text = ctx.draft.text.to_string();
    for edit in timeline::update(ctx.draft, offset, section).iter().rev() {
        text.replace_range(edit.span.range(), &edit.text);
    }
    let draft = Draft::parse(&text);
    let Some(span) = timeline::existing(&draft) else {
        return Vec::new();
    };
    let first = draft.sentences.partition_point(|it| it.span.start < span.start);
    let n = draft.sentences[first..].partition_point(|it| it.span.end <= span.end);
    let found = judging(ctx, |judge| {
        findings::find_in(&draft, judge, memo, first..first + n)
    });
    let unbacked = draft.sentences[first..]
        .iter()
        .zip(&found)
        .filter(|(_, it)| {
            !matches!(
                it.verdict,
                Verdict::Supported | Verdict::Derived | Verdict::NotAClaim
            )
        })
        .map(|(sentence, _)| sentence.view.span().start);
    let mut wrong: Vec<usize> = unbacked.collect();
    wrong.extend(accused(ctx, &draft, span, &found));
    let rows = timeline::row_lines(&draft, span);
    let mut res: Vec<usize> = wrong
        .into_iter()
        .filter_map(|it| rows.binary_search(&draft.lines.line(it)).ok())
        .collect();
    res.sort_unstable();
    res.dedup();
    res
}

/// Where in the draft the rules have something against the section at `span`, whose sentences are judged in `found`:
/// a number that two of its rows tell differently, a phrase that the author's profile rules out. What it has and the
/// rest of the draft tells differently is for the author to see.
fn accused(ctx: &Context<'_>, draft: &Draft, span: Span, found: &[Finding]) -> Vec<usize> {
    let section = Draft::parse(&draft.text[span.range()]);
    if section.sentences.len() != found.len() {
        return Vec::new();
    }
    let here = |it: Span| Span::new(it.start - span.start, it.end - span.start);
    let mut found = found.to_vec();
    for it in &mut found {
        it.issues.iter_mut().for_each(|it| it.span = here(it.span));
        it.derivations.iter_mut().for_each(|it| it.span = here(it.span));
    }
    let aliases = &ctx.sources.index.aliases;
    let conflicts = consistency::find(&section, aliases, &mut consistency::Memo::default());
    let context = rules::Context {
        conflicts: &conflicts,
        ..rules_context(ctx, &section, &found)
    };
    rules::run(&context)
        .iter()
        .filter(|it| it.group != Group::Draft && it.severity < Severity::Hint)
        .map(|it| span.start + it.span.start)
        .collect()
}

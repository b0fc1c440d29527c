//! `voice-gap`: a long stretch without any device of the voice profile.

use std::ops::Range;

use super::{Check, Context, Rule, issue, run};
use crate::diagnostic::{Diagnostic, Group};
use crate::draft::BlockKind;
use crate::persona::reading::Reading;
use crate::persona::voice::Voice;

/// The voice fades.
pub(super) static RULE: Rule = Rule {
    name: "voice-gap",
    group: Group::Voice,
    severity: None,
    fixable: false,
    docs: include_str!("voice_gap.md"),
    check: Check::Findings(check),
};

/// Words of prose without a device from where on that is a gap.
const WORDS: usize = 400;
/// Whole sections without a device that are one, of at least so many words together.
const SECTIONS: usize = 3;
const SECTION_WORDS: usize = 100;

fn check(ctx: &Context<'_>, out: &mut Vec<Diagnostic>) {
    let Some(voice) = ctx.persona.voice.as_ref().filter(|_| run::is_asked(ctx, &RULE)) else {
        return;
    };
    // A profile whose devices no detector knows says nothing about gaps.
    if voice.devices.iter().all(|it| it.kinds.is_empty()) {
        return;
    }
    let reading = Reading::of(ctx.draft);
    for gap in gaps(ctx, voice, &reading) {
        let words: usize = reading.lines[gap.clone()].iter().map(|it| it.len()).sum();
        let sections = whole_sections(&reading, &gap);
        if words < WORDS && (sections < SECTIONS || words < SECTION_WORDS) {
            continue;
        }
        let first = &reading.lines[gap.start];
        let last = reading.span(&(gap.end - 1..gap.end));
        let until = ctx.draft.lines.line_column(&ctx.draft.text, last.start).0;
        let devices: Vec<&str> = voice
            .devices
            .iter()
            .filter(|it| !it.kinds.is_empty())
            .map(|it| it.name.as_str())
            .take(2)
            .collect();
        let text = format!(
            "{words} words, up to line {until}, without a device of your voice profile, such as {}.",
            devices.join(" or ")
        );
        out.push(issue::plain(
            &RULE,
            reading.span(&(gap.start..gap.start + 1)),
            text,
            Some(first.sentence),
        ));
    }
}

/// The stretches of lines between devices.
fn gaps(ctx: &Context<'_>, voice: &Voice, reading: &Reading<'_>) -> Vec<Range<usize>> {
    let held = voice.devices_in(ctx.draft);
    let is_held = |sentence: usize| held.iter().any(|it| it.1.sentences.contains(&sentence));
    let mut res = Vec::new();
    let mut start = 0;
    for n in 0..=reading.lines.len() {
        if reading.lines.get(n).is_some_and(|it| !is_held(it.sentence)) {
            continue;
        }
        if start < n {
            res.push(start..n);
        }
        start = n + 1;
    }
    res
}

/// Sections of the second level that lie wholly in `gap`.
fn whole_sections(reading: &Reading<'_>, gap: &Range<usize>) -> usize {
    let blocks = &reading.draft.blocks;
    let section = |line: usize| {
        let mut block = blocks[reading.lines[line].block].section;
        while let Some(it) = block.filter(|it| matches!(blocks[*it].kind, BlockKind::Heading(3..))) {
            block = blocks[it].section;
        }
        block
    };
    let mut seen: Vec<Option<usize>> = gap.clone().map(section).collect();
    seen.dedup();
    let outside = |line: Option<usize>| line.filter(|it| *it < reading.lines.len()).map(section);
    let before = outside(gap.start.checked_sub(1));
    let behind = outside(Some(gap.end));
    seen.iter()
        .filter(|it| before != Some(**it) && behind != Some(**it))
        .count()
}
